"""Fields of a rule: as wide as their words, under headings, and numbers of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relnotebook.ui.mailings.fields import Fixed, OwnNumber, Snug, Titles, Typed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

GROUPS = (("Visits", (("a", "last visit within"), ("b", "came at least"))), ("Tags", (("c", "is tagged"),)))


def test_a_choice_is_as_wide_as_what_it_shows(qtbot: QtBot, theme: Theme) -> None:
    choice = Snug("When")
    qtbot.addWidget(choice)
    choice.show_options(["ever", "in the last three hundred and sixty-five days"], 0)
    narrow = choice.sizeHint().width()
    choice.show_options(["ever", "in the last three hundred and sixty-five days"], 1)
    assert choice.sizeHint().width() > narrow
    assert choice.value() == "1"
    assert choice.accessibleName() == "When"


def test_titles_stand_under_headings_that_cannot_be_taken(qtbot: QtBot, theme: Theme) -> None:
    titles = Titles()
    qtbot.addWidget(titles)
    titles.show_titles(GROUPS, "")
    assert (titles.currentText(), titles.placeholderText()) == ("", "Choose what to ask")
    heading = titles.model().index(0, 0)
    assert not heading.flags() & Qt.ItemFlag.ItemIsEnabled
    titles.show_titles(GROUPS, "c")
    assert titles.value() == "c"
    QTest.keyClick(titles, Qt.Key.Key_Up)
    assert titles.currentText() == "came at least", "the heading is stepped over"


def test_a_number_is_taken_once_when_it_is_one(qtbot: QtBot, theme: Theme) -> None:
    number = OwnNumber("How many", 1, 365)
    qtbot.addWidget(number)
    taken: list[int] = []
    number.taken.connect(taken.append)
    QTest.keyClicks(number, "0")
    number.flush()
    assert taken == []
    number.clear()
    QTest.keyClicks(number, "4x5")
    QTest.keyClick(number, Qt.Key.Key_Return)
    number.flush()
    assert taken == [45]


def test_words_save_themselves_and_suggest(qtbot: QtBot, theme: Theme) -> None:
    typed = Typed("What", ("walnut", "flat white"))
    qtbot.addWidget(typed)
    saved: list[str] = []
    typed.saved.connect(saved.append)
    assert typed.placeholderText() == "a word, such as walnut"
    QTest.keyClicks(typed, "bun")
    assert saved == []
    typed.flush()
    assert saved == ["bun"]


def test_words_that_cannot_be_changed_are_said_aloud(qtbot: QtBot, theme: Theme) -> None:
    fixed = Fixed("has consent for")
    qtbot.addWidget(fixed)
    assert fixed.accessibleName() == fixed.text() == "has consent for"
    assert fixed.focusPolicy() == Qt.FocusPolicy.NoFocus
    fixed.grab()
