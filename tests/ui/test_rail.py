"""The cover: its tabs run into the page, counts show when there is something, words come back as tooltips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.rail import Rail
from relnotebook.widgets.theme import Look, Theme


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rail(theme: Theme, window: QMainWindow) -> Rail:
    made = Rail(Actions(window))
    window.setCentralWidget(made)
    made.show_shop("Tern & Thistle", "Café, Harbour St")
    made.choose("counter")
    window.resize(196, 800)
    window.show()
    return made


def pixel(rail: Rail, x: int, y: int) -> QColor:
    return rail.grab().toImage().pixelColor(x, y)


def test_only_pages_that_exist(rail: Rail) -> None:
    assert [tab.text() for tab in rail.tabs.values()] == [
        "Counter",
        "Customers",
        "Today",
        "Feedback",
        "Mailings",
        "Settings",
    ]


def test_a_count_says_what_it_counts(rail: Rail) -> None:
    rail.set_count("today", 5)
    rail.set_count("feedback", 3)
    assert rail.tabs["today"].accessibleName() == "Today, 5 waiting"
    assert rail.tabs["feedback"].accessibleName() == "Feedback, 3 new"  # what somebody has taken up waits on the page


def test_the_screen_is_handed_over_from_the_cover(rail: Rail) -> None:
    assert rail.hand.accessibleName() == "Hand to customer"
    assert not rail.hand.isCheckable()  # it is no page to stay on


def test_the_chosen_tab_is_the_page_and_touches_it(rail: Rail, theme: Theme) -> None:
    tab = rail.tabs["counter"]
    y = tab.y() + tab.height() - 4
    assert pixel(rail, rail.width() - 1, y) == theme.colour("paper")
    assert pixel(rail, 5, y) == theme.colour("cover")
    settings = rail.tabs["settings"]
    assert pixel(rail, rail.width() - 1, settings.y() + 20) == theme.colour("cover")
    rail.choose("settings")
    assert pixel(rail, rail.width() - 1, settings.y() + 20) == theme.colour("paper")


def test_a_page_without_a_tab_keeps_the_one_it_belongs_to(rail: Rail) -> None:
    rail.choose("card")
    assert rail.chosen_tab() is rail.tabs["counter"]


def test_right_to_left_the_tab_touches_the_other_side(rail: Rail, theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Look(rtl=True))
    tab = rail.tabs["counter"]
    qtbot.waitUntil(lambda: tab.x() == 0)
    assert pixel(rail, 0, tab.y() + 4) == theme.colour("paper")
    assert pixel(rail, rail.width() - 5, tab.y() + 20) == theme.colour("cover")


def test_counts_show_only_when_something_waits(rail: Rail, theme: Theme) -> None:
    tab = rail.tabs["counter"]
    assert (tab.accessibleName(), tab.toolTip()) == ("Counter", "<span>Counter&nbsp;&nbsp;Ctrl+1</span>")
    rail.set_count("nowhere", 7)
    rail.set_count("counter", 3)
    assert tab.accessibleName() == "Counter, 3 waiting"
    rail.set_small(True)
    image = rail.grab().toImage()
    golden = [
        (x, y)
        for x in range(image.width())
        for y in range(tab.y(), tab.y() + 30)
        if image.pixelColor(x, y) == theme.colour("honey_bright")
    ]
    assert golden


def test_icons_only_in_little_room(rail: Rail) -> None:
    rail.set_small(True)
    assert rail.width() == 64
    assert rail.tabs["counter"].small
    assert rail.tabs["counter"].y() == 18


def test_who_is_at_the_till(rail: Rail) -> None:
    assert rail.person.text() == "Who is here?"
    rail.person.show_person("Mara Hale", "Owner, till 1")
    assert rail.person.accessibleName() == "Mara Hale is at the till"
    assert "F2" in rail.person.toolTip()
    rail.grab()


def test_markup_in_names_is_shown_as_written(rail: Rail) -> None:
    rail.person.show_person("<b>Mara</b>", "<img src=x>")
    assert "&lt;b&gt;Mara" in rail.person.toolTip()
    rail.show_shop("<h1>Tern</h1>", "W" * 5000)
    rail.grab()


def test_tabs_do_what_their_command_does(rail: Rail, window: QMainWindow, qtbot: QtBot) -> None:
    settings = window.findChild(Actions)["settings"]  # type: ignore[index]
    with qtbot.waitSignal(settings.triggered):
        qtbot.mouseClick(rail.tabs["settings"], Qt.MouseButton.LeftButton)
    rail.tabs["settings"].setFocus()
    with qtbot.waitSignal(settings.triggered):
        qtbot.keyClick(rail.tabs["settings"], Qt.Key.Key_Space)
