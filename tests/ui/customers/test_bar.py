"""The bar below the table: what it offers, and the lines it asks in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.notebook.segments import Segment
from relnotebook.ui.actions import Actions
from relnotebook.ui.customers.bar import MOST_TAGS, Bar
from relnotebook.widgets.theme import Theme

from ..feedback.inboxes import heard


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> Iterator[Bar]:
    home = QWidget()
    qtbot.addWidget(home)
    made = Bar(Actions(home), home)
    home.resize(1000, 200)
    made.resize(1000, 100)
    home.show()
    yield made
    home.close()


def offered(bar: Bar) -> list[str]:
    parts = (bar.tag, bar.mail, bar.join, bar.cards, bar.take, bar.bin, bar.back)
    return [part.accessibleName() for part in parts if part.isVisible()]


def test_nobody_chosen_hides_it(bar: Bar) -> None:
    assert bar.isHidden()
    bar.show_count(1, in_bin=False)
    assert bar.isVisible()
    bar.show_count(0, in_bin=False)
    assert bar.isHidden()


def test_two_may_be_joined_and_what_is_in_the_bin_put_back(bar: Bar) -> None:
    bar.show_count(12, in_bin=False)
    assert bar.count.text() == "12 chosen"
    assert offered(bar) == ["Tag", "Add to mailing", "Print cards", "Export these", "Bin"]
    bar.show_count(2, in_bin=False)
    assert offered(bar) == ["Tag", "Add to mailing", "Join", "Print cards", "Export these", "Bin"]
    bar.show_count(2, in_bin=True)
    assert offered(bar) == ["Put back"]


def test_without_room_the_icons_keep_their_names(bar: Bar) -> None:
    bar.show_count(1, in_bin=False)
    bar.set_tight(True)
    assert bar.tag.text() == ""
    assert offered(bar) == ["Tag", "Add to mailing", "Print cards", "Export these", "Bin"]
    bar.set_tight(False)
    assert bar.tag.text() == "Tag"


def test_tooltips_tell_the_keys(bar: Bar) -> None:
    assert "T" in bar.tag.toolTip()
    assert "Del" in bar.bin.toolTip()


def test_a_tag_is_asked_for_and_given_by_enter(bar: Bar) -> None:
    asked = heard(bar.tags.asked)
    bar.show_count(2, in_bin=False)
    bar.ask_tag(2)
    assert bar.asking
    QTest.keyClick(bar.tags.line, Qt.Key.Key_Return)
    assert asked == []
    QTest.keyClicks(bar.tags.line, " Choir ")
    bar.tags.done.click()
    assert asked == [["Choir"]]
    bar.tags.leave.click()
    assert not bar.asking
    assert offered(bar)


def test_tags_that_are_on_can_be_pressed_off(bar: Bar) -> None:
    off = heard(bar.tags.off)
    bar.show_count(2, in_bin=False)
    bar.ask_tag(2)
    bar.tags.show_tags(("Choir", "Morning"), tuple((n, f"Tag {n}", n) for n in range(1, 20)))
    chips = [bar.tags.carried.flow.itemAt(at).widget() for at in range(bar.tags.carried.flow.count())]
    assert len(chips) == MOST_TAGS
    assert [chip.text() for chip in chips[:2]] == ["Tag 1", "Tag 2 2"]
    chips[1].click()
    assert off == [[2]]
    completer = bar.tags.line.completer()
    assert completer is not None
    assert completer.model().rowCount() == 2
    bar.tags.show_tags((), ())
    assert bar.tags.carried.isHidden()


def test_another_choice_closes_the_line(bar: Bar) -> None:
    bar.show_count(2, in_bin=False)
    bar.ask_name(2)
    assert bar.name.done.text() == "Keep 2 people as a list"
    bar.show_count(2, in_bin=False)
    assert bar.asking
    bar.show_count(3, in_bin=False)
    assert not bar.asking


def test_a_line_may_be_open_about_the_row_looked_at_alone(bar: Bar) -> None:
    bar.ask_tag(1)
    assert bar.isVisible()
    bar.close_form()
    assert bar.isHidden()


def test_the_line_names_the_one_nobody_ticked(bar: Bar) -> None:
    bar.ask_tag(1, "Marks & Sons, of the long street by the harbour")
    assert bar.tags.done.text() == "Tag Marks && Sons, of the lo…"
    assert bar.tags.line.accessibleName() == "Tag Marks & Sons, of the lo…"
    bar.ask_name(1, "Ada")
    assert bar.name.done.text() == "Begin it with Ada"
    bar.ask_tag(3000)
    assert bar.tags.done.text() == "Tag 3,000 cards"


def test_why_not_is_said_until_something_else_is_typed(bar: Bar) -> None:
    bar.show_count(1, in_bin=False)
    bar.ask_name(1)
    bar.name.refuse("There is a list of that name.")
    assert bar.name.refused() == "There is a list of that name."
    QTest.keyClicks(bar.name.line, "x")
    assert bar.name.refused() == ""


def test_lists_are_offered_by_name_and_a_new_one_last(bar: Bar) -> None:
    chosen = heard(bar.list_chosen)
    menu = bar.menu_of_lists((Segment(4, "Wine & dine", (), True), Segment(9, "December", (), True)))
    entries = [one for one in menu.actions() if not one.isSeparator()]
    assert [one.text() for one in entries] == ["Wine && dine", "December", "A new list"]
    for one in entries[1:]:
        one.trigger()
    assert chosen == [[9], [0]]
    assert len([one for one in bar.menu_of_lists(()).actions() if one.isSeparator()]) == 0
