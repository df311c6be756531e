"""Address labels: which sheet, where it begins, its measures, its printer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Refusal
from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange import outgoing
from relnotebook.exchange.label_sheets import SHEETS
from relnotebook.notebook import sheets
from relnotebook.notebook.sheets import Nudge
from relnotebook.ui.mailings.labels_form import LabelsForm
from relnotebook.widgets.parts import Menu
from relnotebook.widgets.theme import Theme

from ...builders import Shop
from ...exchange.measuring import Picture
from .forms import Asking


class Hands(Asking):
    """Somebody at the form."""

    def __init__(self, qtbot: QtBot, bridge: Bridge) -> None:
        super().__init__(qtbot, bridge)
        self.form = LabelsForm()
        qtbot.addWidget(self.form)
        self.form.resize(600, 500)
        self.form.attach(bridge)
        self.form.show_leaving(self.read(outgoing.plan, "labels"))
        self.until(lambda: self.form.sheet)

    def choose(self, key: str) -> None:
        self.form.sheets.set_value(key)
        self.form.sheets.picked.emit(key)

    def printed(self, tmp_path: Path) -> Picture:
        self.saved("labels", tmp_path / "l.pdf", self.form.maker())
        return Picture(tmp_path / "l.pdf")


@pytest.fixture
def people(shop: Shop) -> None:
    for number in range(3):
        shop.customer(f"P{number}").reach("post", f"{number} Mill Lane\nBath BA1 2AB").consents("post")
    shop.do(sheets.keep, "Jars", SHEETS["L7165"])


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, people: None, bridge: Bridge) -> Hands:
    return Hands(qtbot, bridge)


def test_the_sheet_of_the_country_is_proposed(hands: Hands) -> None:
    form = hands.form
    assert form.sheet == SHEETS["L7160"]
    assert form.sheets.currentText() == "Avery L7160, 21 on a sheet"
    assert form.sheets.itemText(0) == "Jars, 8 on a sheet"
    assert form.about.text() == "63.5 × 38.1 mm each, A4"
    assert form.told.text() == "3 labels on 1 sheet."


def test_the_first_free_label_is_chosen_in_the_picture(hands: Hands, tmp_path: Path) -> None:
    hands.form.picture.setFocus()
    for _press in range(20):
        QTest.keyClick(hands.form.picture, Qt.Key.Key_Right)
    assert hands.form.told.text() == "3 labels on 2 sheets, beginning with label 21."
    page = hands.printed(tmp_path)
    assert page.pages == 2
    assert page.ink(0, 0, 210, 240) is None


def test_another_sheet_begins_with_its_first_label(hands: Hands) -> None:
    hands.form.picture.picked.emit(21)
    hands.choose("L7163")
    assert (hands.form.sheet, hands.form.picture.start) == (SHEETS["L7163"], 1)


def test_the_choice_is_the_same_the_next_time(hands: Hands, qtbot: QtBot, bridge: Bridge) -> None:
    hands.choose("L7163")
    hands.form.outlines.click()
    hands.until(lambda: not bridge.pending)
    again = Hands(qtbot, bridge)
    assert again.form.sheet == SHEETS["L7163"]
    assert again.form.outlines.isChecked()


def test_measures_by_hand_are_used_and_kept(hands: Hands, tmp_path: Path) -> None:
    form = hands.form
    form.measure.click()
    assert not form.measures.isHidden()
    line = form.measures.lines["left"]
    line.setText("6")
    line.textEdited.emit("6")
    form.outlines.click()
    assert abs(hands.printed(tmp_path).across(17)[0] - 6) < 0.2
    form.measures.name.setText("Ours")
    form.measures.keep.click()
    hands.until(lambda: form.sheets.currentText() == "Ours, 21 on a sheet")
    assert form.sheet is not None
    assert form.sheet.left == 6
    form.measures.remove.click()
    hands.until(lambda: form.sheet == SHEETS["L7160"])


def test_measures_that_make_no_sense_print_nothing(hands: Hands) -> None:
    line = hands.form.measures.lines["width"]
    line.setText("wide")
    line.textEdited.emit("wide")
    with pytest.raises(Refusal, match="bad-measure"):
        hands.form.maker()
    hands.form.measures.name.setText("")
    line.setText("60")
    line.textEdited.emit("60")
    hands.form.measures.keep.click()
    hands.until(lambda: not hands.form.measures.wrong.isHidden())
    assert hands.form.measures.wrong.text() == "It needs a name."


def test_the_printer_is_nudged(hands: Hands, tmp_path: Path) -> None:
    form = hands.form
    form.outlines.click()
    form.printer.click()
    assert form.measures.isHidden()
    form.nudging.right.clear()
    QTest.keyClicks(form.nudging.right, "2")
    QTest.keyClick(form.nudging.right, Qt.Key.Key_Return)
    hands.until(lambda: not hands.bridge.pending)
    assert hands.read(sheets.nudges) == {"": Nudge(2, 0)}
    assert abs(hands.printed(tmp_path).across(17)[0] - 9.25) < 0.2


def test_the_calibration_page_goes_to_paper_or_pdf(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Menu, "popup", lambda *_where: None)
    hands.form.printer.click()
    hands.form.nudging.page.click()
    [menu] = hands.form.nudging.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Print it", "Keep it as PDF"]
    device = QPdfWriter(str(tmp_path / "c.pdf"))
    hands.form.calibrate(device)
    del device
    assert Picture(tmp_path / "c.pdf").pages == 1
