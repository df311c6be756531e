"""The sheet before the customer screen: one sentence for what is missing, and mistakes told beside their field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import StaffId
from relnotebook.notebook.pins import Key
from relnotebook.notebook.staff import Colleague
from relnotebook.ui.kiosk.ready import Readiness, ReadySheet, Wanted, read_readiness
from relnotebook.widgets.theme import Theme

from ...builders import Shop
from .screens import screen

QUESTION = "How was your visit today?"
MARA, JONAS = Colleague(StaffId(3), "Mara", ""), Colleague(StaffId(5), "Jonas", "")


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.window = qtbot, QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.wanted: list[Wanted] = []

    def sheet(self, *, asks: bool = False, pin: bool = False, people: tuple[Colleague, ...] = ()) -> ReadySheet:
        keys = (Key(StaffId(1), "scrypt"),) if pin else ()
        ready = Readiness(screen() if asks else screen(""), keys, people)
        made = ReadySheet(self.window, ready, 5, QUESTION)
        made.wanted.connect(lambda wanted: self.wanted.append(wanted))
        made.open()
        return made


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def press(sheet: ReadySheet) -> None:
    QTest.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)


def test_only_the_question_is_missing(desk: Desk) -> None:
    sheet = desk.sheet(pin=True)
    assert (
        sheet.unasked.text() == f"Nothing is asked on the customer screen yet. “{QUESTION}” is ready, with five faces."
    )
    assert not sheet.pin.isVisible()
    press(sheet)
    assert desk.wanted == [Wanted(ask=True)]


def test_only_the_pin_is_missing_and_who_is_at_the_till_is_proposed(desk: Desk) -> None:
    sheet = desk.sheet(asks=True, people=(JONAS, MARA))
    assert not sheet.unasked.isVisible()
    assert sheet.who.value() == "5"
    assert not sheet.name.isVisible()
    assert sheet.pin.placeholderText() == "Six digits are best"
    QTest.keyClicks(sheet.pin, "482139")
    QTest.keyClicks(sheet.again, "482139")
    QTest.keyClick(sheet.again, Qt.Key.Key_Return)
    assert desk.wanted == [Wanted(ask=False, pin="482139", staff=5)]
    assert not sheet.yes.isEnabled()


def test_somebody_new_says_their_name(desk: Desk) -> None:
    sheet = desk.sheet(people=())
    assert sheet.name.isVisible()
    press(sheet)
    assert sheet.name_field.sentence() == "Whose PIN is it? Write a name."
    QTest.keyClicks(sheet.name, " Mara ")
    QTest.keyClicks(sheet.pin, "4821")
    QTest.keyClicks(sheet.again, "4821")
    press(sheet)
    assert desk.wanted == [Wanted(ask=True, pin="4821", staff=None, name="Mara")]


def test_a_short_pin_and_two_different_ones_are_told(desk: Desk) -> None:
    sheet = desk.sheet(asks=True, people=(JONAS,))
    QTest.keyClicks(sheet.pin, "48x2-")
    assert sheet.pin.text() == "482"
    press(sheet)
    assert sheet.pin_field.sentence() == "A PIN has 4 to 12 digits. Six are best."
    QTest.keyClicks(sheet.pin, "1")
    assert sheet.pin_field.sentence() == ""
    QTest.keyClicks(sheet.again, "4812")
    press(sheet)
    assert sheet.again_field.sentence() == "These digits are others. Type them once more."
    assert desk.wanted == []


def test_what_the_notebook_refuses_is_told_and_may_be_tried_again(desk: Desk) -> None:
    sheet = desk.sheet(people=())
    sheet.refuse("There is a Mara already. Choose another name.", "name")
    assert sheet.name_field.sentence().startswith("There is a Mara")
    assert sheet.yes.isEnabled()


def test_esc_is_not_now(desk: Desk) -> None:
    sheet = desk.sheet(pin=True)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert desk.wanted == []


def test_what_there_is_is_read_in_one_look(shop: Shop) -> None:
    ready = shop.read(read_readiness)
    assert (ready.asks, ready.keys, ready.colleagues) == (False, (), ())
