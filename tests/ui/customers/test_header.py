"""The titles above the columns."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.customers.columns import EVERYBODY, plan
from relnotebook.ui.customers.header import Header
from relnotebook.widgets.theme import Theme

from ..feedback.inboxes import heard


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> Header:
    made = Header(lambda: "Ctrl+Shift+arrows")
    qtbot.addWidget(made)
    made.resize(1036, 36)
    made.show_plan(plan(EVERYBODY, 1036, 1.0))
    return made


def test_titles_stand_over_their_columns(header: Header) -> None:
    places = {column.key: column for column in plan(EVERYBODY, 1036, 1.0).columns}
    for key, title in header.titles.items():
        assert (title.x(), title.width()) == (places[key].left, places[key].width)
        assert title.height() >= 34


def test_a_press_sorts_but_not_by_consent_or_tags(header: Header) -> None:
    asked = heard(header.picked)
    for title in header.titles.values():
        title.click()
    assert asked == [["name"], ["usual"], ["last"], ["rhythm"], ["closeness"]]


def test_the_column_sorted_by_says_so(header: Header) -> None:
    header.show_sort("last", True)
    assert header.titles["last"].accessibleName() == "Last visit, sorted backwards"
    assert header.titles["name"].accessibleName() == "Name, sort by it"
    header.show_sort("last", False)
    assert header.titles["last"].accessibleName() == "Last visit, sorted, turn round"
    assert header.titles["tags"].accessibleName() == "Tags"
    assert not header.grab().isNull()


def test_columns_that_leave_take_their_titles_along(header: Header) -> None:
    header.show_plan(plan(EVERYBODY, 500, 1.0))
    assert header.titles["tags"].isHidden()
    header.show_plan(plan(EVERYBODY, 1036, 1.0))
    assert not header.titles["tags"].isHidden()


def test_the_box_ticks_everybody_or_nobody(header: Header) -> None:
    asked = heard(header.all_wanted)
    header.all_.click()
    header.all_.click()
    assert asked == [[True], [False]]
    header.all_.show_state(everybody=False, some=True)
    assert not header.all_.isChecked()
    assert not header.grab().isNull()
