"""Saved groups: counted, opened, named in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relnotebook.notebook.segments import Segment
from relnotebook.ui.mailings.groups import Chooser

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

DECEMBER = Segment(1, "December birthdays", (), frozen=False, count=52, with_consent=41)
WINTER = Segment(2, "Winter & hours", (), frozen=True, count=1284, with_consent=7)


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme) -> Chooser:
    made = Chooser()
    qtbot.addWidget(made)
    made.show_groups((DECEMBER, WINTER))
    return made


def heard(chooser: Chooser, name: str) -> list[Any]:
    got: list[Any] = []
    getattr(chooser, name).connect(lambda *values: got.append(values[0] if values else True))
    return got


def entries(chooser: Chooser) -> list[str]:
    return [one.text() for one in chooser.menu().actions() if not one.isSeparator()]


def press(chooser: Chooser, words: str) -> None:
    next(one for one in chooser.menu().actions() if one.text().startswith(words)).trigger()


def test_each_group_with_how_many_are_in_it_and_agreed(chooser: Chooser) -> None:
    assert chooser.entries() == [
        ("December birthdays", "52, 41 agreed"),
        ("Winter & hours", "list, 1,284, 7 agreed"),
    ]
    assert entries(chooser) == [
        "December birthdays\t52, 41 agreed",
        "Winter && hours\tlist, 1,284, 7 agreed",
        "A new group",
        "Keep who fits now as a list",
    ]


def test_what_can_be_done_with_the_open_one(chooser: Chooser) -> None:
    chooser.show_group("December birthdays", 1, frozen=False, changed=False)
    assert chooser.button.text() == "December birthdays"
    assert entries(chooser)[-2:] == ["Give it another name", "Remove this group"]
    chooser.show_group("December birthdays", 1, frozen=False, changed=True)
    assert chooser.button.text() == "December birthdays *"
    assert chooser.button.accessibleName() == "December birthdays, changed and not saved yet"
    chooser.show_group("", None, frozen=False, changed=True)
    assert chooser.button.text() == "A new group"


def test_one_is_opened(chooser: Chooser) -> None:
    got = heard(chooser, "opened")
    press(chooser, "Winter")
    assert got == [WINTER]


def test_a_name_is_typed_in_place(chooser: Chooser) -> None:
    named = heard(chooser, "named")
    chooser.ask_name()
    assert chooser.button.isHidden()
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)
    assert chooser.refusable.sentence() == "Give it a name first."
    QTest.keyClicks(chooser.line, "Choir")
    assert chooser.refusable.sentence() == ""
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)
    assert named == ["Choir"]
    chooser.refuse("There is one of that name.")
    assert chooser.naming
    assert chooser.line.text() == "Choir", "what is typed stays"
    assert chooser.refusable.sentence() == "There is one of that name."


def test_another_name_begins_with_the_one_it_has(chooser: Chooser) -> None:
    renamed = heard(chooser, "renamed")
    chooser.show_group("December birthdays", 1, frozen=False, changed=False)
    press(chooser, "Give it another name")
    assert chooser.line.text() == "December birthdays"
    chooser.line.setText("Winter birthdays")
    chooser.keep.click()
    assert renamed == ["Winter birthdays"]


def test_the_name_can_be_left(chooser: Chooser) -> None:
    assert not chooser.go_back()
    press(chooser, "Keep who fits now")
    assert chooser.keep.text() == "Keep the list"
    assert chooser.go_back()
    assert not chooser.naming


def test_a_half_typed_name_is_kept(chooser: Chooser, qtbot: QtBot) -> None:
    assert chooser.words() == {}
    chooser.ask_name("copied")
    with qtbot.waitSignal(chooser.touched):
        QTest.keyClicks(chooser.line, "Wi")
    words = {key.removeprefix("chooser."): word for key, word in chooser.words().items()}
    other = Chooser()
    qtbot.addWidget(other)
    other.show_words(words)
    assert (other.naming, other.line.text(), other.keep.text()) == (True, "Wi", "Keep the list")


def test_what_was_not_saved_is_one_press_away(chooser: Chooser) -> None:
    assert "Back to what was not saved" not in entries(chooser)
    chooser.show_before(there=True)
    got = heard(chooser, "before_wanted")
    press(chooser, "Back to what was not saved")
    assert got == [True]
