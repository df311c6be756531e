"""The quick-add sheet: one field is enough, hands come first, nothing is added twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from relnotebook.ui.keptwords import NewPerson
from relnotebook.ui.quickadd import QuickAdd
from relnotebook.widgets.theme import Look, Theme


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> QuickAdd:
    made = QuickAdd()
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_are_filled_in_and_follow_the_search(sheet: QuickAdd) -> None:
    sheet.show_typed("Wanjiru", "0712 334 908", "")
    assert sheet.value() == NewPerson("Wanjiru", "0712 334 908")
    assert sheet.go.text() == "Add Wanjiru"
    sheet.show_typed("Wanjira", "", "w@example.org")
    assert sheet.value() == NewPerson("Wanjira", email="w@example.org")
    assert sheet.email.isVisible()


def test_a_field_changed_by_hand_stays(sheet: QuickAdd) -> None:
    sheet.show_typed("Wanjiru", "", "")
    QTest.keyClicks(sheet.alert, "nuts")
    QTest.keyClicks(sheet.name, " K")
    sheet.show_typed("Wanjira", "0712 334 908", "")
    assert sheet.value() == NewPerson("Wanjiru K", "0712 334 908", alert="nuts")


def test_enter_adds_once(sheet: QuickAdd) -> None:
    added: list[NewPerson] = []
    sheet.add.connect(added.append)
    sheet.show_typed("Wanjiru", "", "")
    QTest.keyClick(sheet.phone, Qt.Key.Key_Return)
    QTest.keyClick(sheet.phone, Qt.Key.Key_Return)
    assert added == [NewPerson("Wanjiru")]
    assert not sheet.go.isEnabled()
    sheet.set_busy(False)
    QTest.keyClick(sheet.phone, Qt.Key.Key_Enter)
    assert len(added) == 2


def test_shift_enter_wants_the_full_card(sheet: QuickAdd) -> None:
    added: list[NewPerson] = []
    sheet.add_full.connect(added.append)
    sheet.show_typed("", "", "", "4006381333931")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert added == [NewPerson(card="4006381333931")]


def test_an_empty_sheet_asks_for_a_word(sheet: QuickAdd, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sheet.add):
        sheet.press()
    assert sheet._fields["name"].sentence() == "One field is enough. Type a name, a nickname or a phone."
    QTest.keyClicks(sheet.name, "A")
    assert sheet._fields["name"].sentence() == ""


def test_what_is_refused_is_said_beside_its_field(sheet: QuickAdd) -> None:
    sheet.show_typed("Wanjiru", "071233490812345678", "")
    sheet.refuse("That phone has 3 digits too many.", "phone")
    assert sheet._fields["phone"].sentence() == "That phone has 3 digits too many."
    assert sheet._fields["name"].sentence() == ""
    assert sheet.phone.property("invalid")
    assert sheet.value().phone == "071233490812345678"
    assert sheet.go.isEnabled()


def test_a_yes_to_e_mails_asks_for_the_address(sheet: QuickAdd) -> None:
    assert sheet.email.isVisible(), "nobody is asked for a yes to e-mails without a place for the address"
    sheet.activateWindow()
    sheet.consent.click()
    assert sheet.window().focusWidget() is sheet.email
    assert sheet.value().consent


def test_kept_words_come_back_without_the_tick(sheet: QuickAdd) -> None:
    sheet.consent.click()
    QTest.keyClicks(sheet.usual, "chai")
    words = sheet.value().words()
    sheet.clear()
    assert sheet.value() == NewPerson()
    sheet.show_kept(NewPerson.of(words))
    assert sheet.value() == NewPerson(usual="chai")
    assert sheet.line.text() == "We kept what you typed."
    sheet.show_typed("Aoi", "", "")
    assert sheet.value() == NewPerson("Aoi", usual="chai")


def test_unknown_words_of_a_draft_are_left_alone() -> None:
    assert NewPerson.of({"name": "Aoi", "sock size": "39"}) == NewPerson("Aoi")


def test_long_names_leave_the_button_short(sheet: QuickAdd) -> None:
    sheet.show_typed("Hubert Blaine Wolfeschlegelsteinhausenbergerdorff", "", "")
    assert sheet.go.text() == "Add Hubert"
    sheet.show_typed("Wolfeschlegelsteinhausenbergerdorff", "", "")
    assert sheet.go.text() == "Add them"
    sheet.show_typed("A&B", "", "")
    assert sheet.go.text() == "Add A&&B"


def test_the_shop_names_the_usual(sheet: QuickAdd) -> None:
    sheet.set_usual_word("The usual cut")
    assert sheet._fields["usual"].label.text() == "The usual cut"


def test_a_tight_window_has_one_column(sheet: QuickAdd, theme: Theme, qtbot: QtBot) -> None:
    def top(field: QLineEdit) -> int:
        return field.mapTo(sheet, field.rect().topLeft()).y()

    assert top(sheet.name) == top(sheet.phone)
    sheet.set_columns(1)
    qtbot.waitUntil(lambda: top(sheet.name) < top(sheet.phone))
    theme.apply(Look(scale=2.0))
    assert sheet.disc.width() == 80
