"""One rule as a row: it reads as a sentence, and every field changes what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from relnotebook.notebook import fields
from relnotebook.notebook.segment_rules import Rule
from relnotebook.notebook.segment_titles import Known
from relnotebook.ui.mailings.fields import OwnNumber, Snug, Typed
from relnotebook.ui.mailings.rule_row import RuleRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KNOWN = Known(tags=("Choir", "Locals"), things=("walnut",), fields=(fields.Field(1, "Club", "choice", ("Rovers",)),))


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> RuleRow:
    made = RuleRow(KNOWN, Rule("last_visit", "within", 90))
    qtbot.addWidget(made)
    return made


def pick(row: RuleRow, at: int, words: str) -> None:
    """Take a choice of the field behind the title, as a person does."""
    field = row._fields[at]
    assert isinstance(field, Snug)
    place = field.findText(words)
    assert place >= 0, [field.itemText(n) for n in range(field.count())]
    field.setCurrentIndex(place)
    field.activated.emit(place)


def title(row: RuleRow, words: str) -> None:
    place = row.title.findText(words)
    assert place >= 0
    row.title.setCurrentIndex(place)
    row.title.activated.emit(place)


def test_it_reads_as_a_sentence(row: RuleRow) -> None:
    assert row.words() == ["and", "last visit within", "90 days"]


def test_taking_another_choice_asks_something_else(row: RuleRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row.changed):
        pick(row, 0, "30 days")
    assert row.rule() == Rule("last_visit", "within", 30)
    title(row, "last visit longer ago than")
    assert row.rule() == Rule("last_visit", "longer_ago", 30)
    title(row, "birthday in")
    pick(row, 0, "December")
    assert row.rule() == Rule("birthday", "in_month", 12)
    assert row.words() == ["and", "birthday in", "December"]


def test_another_number_is_typed_and_becomes_a_choice(row: RuleRow) -> None:
    pick(row, 0, "Another number")
    number = row._fields[0]
    assert isinstance(number, OwnNumber)
    QTest.keyClicks(number, "45")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert row.rule() == Rule("last_visit", "within", 45)
    assert row.words() == ["and", "last visit within", "45 days"]


def test_a_number_that_is_left_empty_changes_nothing(row: RuleRow) -> None:
    pick(row, 0, "Another number")
    number = row._fields[0]
    assert isinstance(number, OwnNumber)
    number.left.emit()
    assert row.words() == ["and", "last visit within", "90 days"]


def test_words_are_typed(row: RuleRow) -> None:
    title(row, "likes")
    typed = row._fields[0]
    assert isinstance(typed, Typed)
    assert row.rule() == Rule("taste", "likes", "")
    QTest.keyClicks(typed, "walnut")
    typed.flush()
    assert row.rule() == Rule("taste", "likes", "walnut")
    title(row, "loves")
    assert row.words() == ["and", "loves", "walnut"]


def test_two_places_behind_a_title(row: RuleRow) -> None:
    title(row, "came at least")
    pick(row, 0, "5 times")
    pick(row, 1, "in the last 30 days")
    assert row.rule() == Rule("visits", "at_least", 5, 30)


def test_a_field_of_the_shops_own(row: RuleRow) -> None:
    title(row, "Club")
    assert row.rule() == Rule("own", "is", "Rovers", name="Club")
    pick(row, 0, "is empty")
    assert row.words() == ["and", "Club", "is empty"]
    row.show_known(Known())
    assert row.title.currentText() == "Club", "a field that was put away still shows in its row"


def test_a_new_row_asks_nothing_yet(qtbot: QtBot, theme: Theme) -> None:
    row = RuleRow(KNOWN, None, "not")
    qtbot.addWidget(row)
    assert row.rule() is None
    assert row.words() == ["but not", "Choose what to ask"]
    title(row, "is tagged")
    assert row.rule() == Rule("tag", "has", "Choir", join="not")


def test_how_it_goes_with_what_stands_above(row: RuleRow, qtbot: QtBot) -> None:
    row.join.click()
    (menu,) = row.join.findChildren(QMenu)
    assert [one.text() for one in menu.actions()] == ["and", "or", "but not"]
    with qtbot.waitSignal(row.changed):
        menu.actions()[1].trigger()
    assert row.rule() == Rule("last_visit", "within", 90, join="or")
    row.join.show_first("Who")
    assert (row.join.text(), row.join.join) == ("Who", "and")
    menu.close()


def test_what_the_shop_knows_by_now_is_offered_and_the_choice_stays(row: RuleRow) -> None:
    title(row, "is tagged")
    pick(row, 0, "Locals")
    row.show_known(Known(tags=("Choir", "Early", "Locals")))
    assert row.words() == ["and", "is tagged", "Locals"]
    pick(row, 0, "Early")
    assert row.rule() == Rule("tag", "has", "Early")
