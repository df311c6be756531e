"""The right half of Mailings: who is in it, and taking them where somebody wants them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import customers, exports, layouts
from relnotebook.notebook.segment_rules import Rule
from relnotebook.ui.page import Offer
from relnotebook.widgets.theme import Theme

from ...builders import Regular, Shop
from .panes import Hands, people

Key = Qt.Key


@pytest.fixture
def regulars(shop: Shop) -> list[Regular]:
    return people(shop)


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, regulars: list[Regular], bridge: Bridge) -> Hands:
    assert regulars
    made = Hands(qtbot, bridge)
    made.show()
    return made


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> list[QFileDialog]:
    """Dialogs that were opened; they stay closed, and are answered by `fileSelected`."""
    opened: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: opened.append(dialog))
    return opened


def test_who_agreed_stands_there_with_a_tick(hands: Hands) -> None:
    assert hands.names() == ["Ngozi Okafor", "Tom Silva", "Zoe"]
    assert hands.pane.title.text() == "3 people"
    assert hands.pane.foot.go.text() == "Export 3 people"
    assert not hands.pane.all.isVisible()


def test_space_leaves_one_out_and_takes_them_in_again(hands: Hands, regulars: list[Regular]) -> None:
    hands.pane.people.setFocus()
    QTest.keyClick(hands.pane.people, Key.Key_Down)
    QTest.keyClick(hands.pane.people, Key.Key_Space)
    assert hands.pane.people.without == {regulars[1].id}
    assert hands.pane.foot.go.text() == "Export 2 people"
    QTest.keyClick(hands.pane.people, Key.Key_Space)
    assert hands.pane.foot.go.text() == "Export 3 people"


def test_they_are_exported_and_the_toast_leads_to_the_folder(
    hands: Hands, regulars: list[Regular], dialogs: list[QFileDialog], tmp_path: Path, shop: Shop
) -> None:
    hands.pane.people.toggle(regulars[2].id)
    QTest.keyClick(
        hands.pane.people, Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    [dialog] = dialogs
    assert [Path(name).name for name in dialog.selectedFiles()] == ["Winter.csv"]
    dialog.fileSelected.emit(str(tmp_path / "Winter.csv"))
    hands.until(lambda: hands.said)
    [offer] = hands.said
    assert isinstance(offer, Offer)
    assert (offer.words, offer.verb) == ("2 people are in Winter.csv.", "Open folder")
    text = (tmp_path / "Winter.csv").read_text()
    assert "ngozi@okafor.example" in text
    assert "zoe@x.example" not in text
    assert "not@asked.example" not in text
    assert hands.pane.foot.last.text() == "2 people are in Winter.csv."
    assert hands.pane.foot.folder.isVisible()
    assert not hands.pane.foot.busy
    noted: list[exports.Export] = []
    hands.bridge.read(exports.all_of).then(noted.extend)
    hands.until(lambda: noted)
    assert (noted[0].format, noted[0].segment, noted[0].people) == ("mailchimp", "Winter", 2)


def test_a_no_said_while_the_dialog_is_open_holds(
    hands: Hands, regulars: list[Regular], dialogs: list[QFileDialog], tmp_path: Path
) -> None:
    from relnotebook.notebook import consent

    hands.pane.export()
    done: list[object] = []
    hands.bridge.write(consent.record, regulars[0].id, "email", "withdrawn").then(lambda _none: done.append(1))
    hands.until(lambda: done)
    dialogs[0].fileSelected.emit(str(tmp_path / "Winter.csv"))
    hands.until(lambda: hands.said)
    assert "ngozi" not in (tmp_path / "Winter.csv").read_text()


def test_what_cannot_be_written_is_said_and_leaves_nothing(
    hands: Hands, dialogs: list[QFileDialog], tmp_path: Path
) -> None:
    hands.pane.export()
    dialogs[0].fileSelected.emit(str(tmp_path / "nowhere" / "Winter.csv"))
    hands.until(lambda: hands.pane.foot.refusal.text())
    assert "could not be written" in hands.pane.foot.refusal.text()
    assert not hands.pane.foot.busy
    assert hands.pane.foot.go.isEnabled()
    assert not hands.said
    hands.pane.reload()
    hands.until(lambda: not hands.bridge._asks)
    assert hands.pane.foot.refusal.text(), "it stands there until something else is chosen"
    hands.take("sheet")
    assert not hands.pane.foot.refusal.text()


def test_another_channel_is_asked_for_and_nothing_leaves_before_it_is_there(
    hands: Hands, dialogs: list[QFileDialog]
) -> None:
    wanted: list[str] = []
    hands.pane.channel_wanted.connect(wanted.append)
    hands.pane.targets.buttons["labels"].click()
    assert wanted == ["post"]
    assert not hands.pane.foot.go.isEnabled()
    hands.pane.export()
    assert not dialogs
    hands.pane.targets.buttons["book"].click()
    assert wanted == ["post", ""]
    hands.show("")
    assert hands.pane.foot.go.text() == "Export 4 people"
    assert hands.pane.contents.text().startswith("For your own address book, not for mailings")


def test_addresses_go_to_the_clipboard(hands: Hands, regulars: list[Regular]) -> None:
    hands.pane.people.toggle(regulars[0].id)
    hands.take("clipboard")
    assert hands.pane.foot.go.text() == "Copy 2 addresses"
    hands.pane.export()
    hands.until(lambda: hands.said)
    assert hands.said == ["2 addresses are copied. Paste them into Bcc."]
    assert QGuiApplication.clipboard().text() == "tom@silva.example, zoe@x.example"
    assert not hands.pane.foot.folder.isVisible()


def test_a_spreadsheet_lets_the_channel_be_chosen(hands: Hands) -> None:
    wanted: list[str] = []
    hands.take("sheet")
    hands.pane.channel_wanted.connect(wanted.append)
    assert hands.pane.options.channel.isVisible()
    at = hands.pane.options.channel.findData("post")
    hands.pane.options.channel.setCurrentIndex(at)
    hands.pane.options.channel.activated.emit(at)
    assert wanted == ["post"]
    hands.show("post")
    assert hands.names() == ["Tom Silva"]
    assert hands.pane.people.address_title() == "Address"


def test_what_is_chosen_is_kept_and_comes_back(hands: Hands, regulars: list[Regular], qtbot: QtBot) -> None:
    touched: list[int] = []
    hands.pane.touched.connect(lambda: touched.append(1))
    hands.pane.people.toggle(regulars[0].id)
    hands.take("sheet")
    hands.pane.format.setCurrentIndex(1)
    hands.pane.format.activated.emit(1)
    words = hands.pane.words()
    assert len(touched) == 3
    assert all(isinstance(value, str) for value in words.values())
    other = Hands(qtbot, hands.bridge)
    other.pane.show_words(words)
    other.show()
    assert (other.pane.targets.value(), other.pane.form) == ("sheet", "xlsx")
    assert other.pane.people.without == {regulars[0].id}
    other.pane.show_words({})
    assert (other.pane.targets.value(), other.pane.form) == ("tool", "mailchimp")


def test_an_own_layout_is_made_and_used(hands: Hands, dialogs: list[QFileDialog], tmp_path: Path) -> None:
    hands.until(lambda: hands.pane.contents.columns())
    assert hands.pane.contents.columns()[0] == "Email Address"
    hands.pane.contents.change.click()
    form = hands.pane._layout_form
    assert form is not None
    form.name.setText("Cards")
    while len(form.rows) > 2:
        form.rows[-1].away.click()
    form.save.click()
    hands.until(lambda: hands.pane.form == "own:Cards")
    hands.until(lambda: hands.pane.contents.columns() == ["Email Address", "First Name"])
    hands.pane.export()
    dialogs[0].fileSelected.emit(str(tmp_path / "cards.csv"))
    hands.until(lambda: hands.said)
    assert (tmp_path / "cards.csv").read_text("utf-8-sig").startswith("Email Address,First Name\n")


def test_a_layout_removed_elsewhere_gives_way(hands: Hands) -> None:
    made: list[int] = []
    hands.bridge.write(layouts.save, "Cards", (("Name", "name"),)).then(made.append)
    hands.until(lambda: made)
    hands.pane.reload()
    hands.until(lambda: hands.pane.format.findData("own:Cards") >= 0)
    hands.pane.format.set_value("own:Cards")
    hands.pane.format.picked.emit("own:Cards")
    hands.until(lambda: hands.pane.contents.columns() == ["Name"])
    hands.bridge.write(layouts.remove, made[0]).then(lambda _none: made.append(0))
    hands.until(lambda: len(made) == 2)
    hands.pane.reload()
    hands.until(lambda: hands.pane.form == "mailchimp")
    hands.until(lambda: hands.pane.contents.columns()[0] == "Email Address")


def test_show_all_and_back_by_esc(qtbot: QtBot, theme: Theme, shop: Shop, bridge: Bridge) -> None:
    made: list[object] = []
    for n in range(10):
        bridge.write(customers.add, name=f"P{n}", email=f"p{n}@x.example", email_consent=True).then(made.append)
    hands = Hands(qtbot, bridge)
    hands.until(lambda: len(made) == 10)
    hands.show()
    shown = len(hands.names())
    assert 3 <= shown < 10
    assert hands.pane.title.text() == f"The first {shown} of 10"
    hands.pane.all.click()
    hands.until(lambda: len(hands.names()) == 10)
    assert (hands.pane.title.text(), hands.pane.targets.isVisible()) == ("All 10", False)
    assert hands.pane.foot.go.isVisible()
    assert hands.pane.go_back()
    assert hands.pane.targets.isVisible()
    hands.until(lambda: len(hands.names()) == shown)


def test_nobody_is_said_kindly(qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    hands = Hands(qtbot, bridge)
    hands.show()
    assert hands.pane.nobody.isVisible()
    assert not hands.pane.people.isVisible()
    assert not hands.pane.foot.go.isEnabled()
    assert (hands.pane.foot.go.text(), hands.pane.title.text()) == ("Export", "Nobody")
    assert hands.pane.nobody.line.text() == "There are no customers in the notebook yet."


def test_why_there_is_nobody_is_said(qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    made: list[object] = []
    bridge.write(customers.add, name="Not Asked", email="not@asked.example").then(made.append)
    hands = Hands(qtbot, bridge)
    hands.until(lambda: made)
    hands.show()
    assert hands.pane.nobody.line.text() == "Below the rules stands why they are left out."
    found = hands.show()
    hands.pane.show_mailing(replace(found, fit=0, rules=(Rule("visits", "never"),)), "")
    assert hands.pane.nobody.line.text() == "Nobody fits the rules. Loosen one of them."


def test_a_target_says_what_is_taken_there(hands: Hands) -> None:
    line = {key: made.line for key, made in hands.pane.targets.buttons.items()}
    assert line["labels"]() == "PDF, on label sheets", "which sheet is not known yet"
    hands.take("book")
    hands.pane.format.set_value("google")
    hands.pane.format.picked.emit("google")
    assert line["book"]() == "Google Contacts"
    hands.take("letters")
    assert line["letters"]() == "PDF, one page each"
    hands.pane.format.set_value("drafts")
    hands.pane.format.picked.emit("drafts")
    assert line["letters"]() == "E-mails to look over and send"


def test_from_the_end_of_all_back_to_the_first(qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    made: list[object] = []
    for n in range(40):
        bridge.write(customers.add, name=f"P{n}", email=f"p{n}@x.example", email_consent=True).then(made.append)
    hands = Hands(qtbot, bridge)
    hands.until(lambda: len(made) == 40)
    hands.show()
    table = hands.pane.people
    hands.pane.all.click()
    hands.until(lambda: table.listing.rowCount() == 40)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    assert hands.pane.go_back()
    hands.until(lambda: table.listing.rowCount() == hands.pane.shown)
    assert (table.rowAt(5), table.verticalScrollBar().maximum()) == (0, 0)


def test_one_for_each_household_is_asked_where_it_matters(hands: Hands) -> None:
    wanted: list[bool] = []
    hands.pane.household_wanted.connect(wanted.append)
    assert not hands.pane.options.household.isVisible()
    hands.take("sheet")
    hands.show("post")
    hands.pane.options.channel.set_value("post")
    hands.show("post")
    assert hands.pane.options.household.isVisible()
    assert hands.pane.options.household.isChecked()
    hands.pane.options.household.click()
    assert wanted == [False]


def test_a_card_is_opened_by_enter(hands: Hands, regulars: list[Regular]) -> None:
    opened: list[object] = []
    hands.pane.open_card.connect(opened.append)
    hands.pane.people.setFocus()
    QTest.keyClick(hands.pane.people, Key.Key_Return)
    assert opened == [regulars[0].id]


def test_what_was_sent_stands_below_and_before(
    hands: Hands, dialogs: list[QFileDialog], tmp_path: Path, regulars: list[Regular]
) -> None:
    assert hands.pane.foot.last.text() == ""
    hands.pane.export()
    dialogs[0].fileSelected.emit(str(tmp_path / "x.csv"))
    hands.until(lambda: hands.said)
    hands.pane.show_before()
    sent = hands.pane._sent
    assert sent is not None
    hands.until(lambda: sent.rows.rows())
    assert [row.title for row in sent.rows.rows()] == ["Winter"]
    assert hands.pane.go_back()
    assert not hands.pane.go_back()


@pytest.mark.parametrize("size", [(520, 560), (420, 900)])
def test_in_a_small_window_everything_can_be_reached(
    qtbot: QtBot, theme: Theme, regulars: list[Regular], bridge: Bridge, size: tuple[int, int]
) -> None:
    assert regulars
    hands = Hands(qtbot, bridge, *size)
    hands.show()
    assert hands.pane.foot.go.isVisible()
    inside = hands.pane._scroll.widget()
    assert inside is not None
    assert inside.width() <= hands.pane._scroll.viewport().width()
    assert hands.pane.targets.width() <= inside.width()
