"""The furniture of the Today page fits every window class, and lets the eye rest where the mock-up does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.ui import today_rows
from relnotebook.ui.actions import Actions
from relnotebook.ui.today_desk import SIDE, SIDE_NARROW, Desk
from relnotebook.widgets.theme import Look, Theme

from .todays import pane, touch


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(window: QMainWindow, qtbot: QtBot) -> Desk:
    actions = Actions(window)
    actions.set_page("today")
    made = Desk(actions)
    window.setCentralWidget(made)
    window.resize(1280, 770)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.set_tools()
    made.list.show_rows(today_rows.rows([touch(), touch(2, "Omar", group="today")], {}))
    made.pane.show_pane(pane())
    made.show_list("list")
    made.show_side("pane")
    return made


def test_list_and_pane_stand_side_by_side(desk: Desk) -> None:
    assert desk.kind == "normal"
    assert desk.pane.width() == SIDE
    assert desk.side_width() == SIDE
    assert desk.list.isVisible()
    assert desk.print.key() == "Ctrl+P"
    assert desk.list.spot("1:reminder-1-2026-11-18", "copy").isValid()


def test_a_narrow_window_has_a_narrow_pane_and_no_key_caps(desk: Desk, window: QMainWindow, qtbot: QtBot) -> None:
    window.resize(1024, 700)
    assert desk.kind == "narrow"
    assert desk.pane.width() == SIDE_NARROW
    assert desk.print.key() == ""
    qtbot.waitUntil(lambda: desk.pane.day.y() == desk.pane.tomorrow.y())  # all in one line


def test_a_tight_window_shows_one_of_them(desk: Desk, theme: Theme) -> None:
    theme.apply(Look(scale=2.0))
    assert desk.kind == "tight"
    assert desk.list.isVisible()
    assert not desk.pane.isVisible()
    assert desk.side_width() == 0
    desk.step_aside(True)
    assert not desk.list.isVisible()
    assert desk.pane.isVisible()
    assert desk.pane.back.isVisible()
    theme.apply(Look())
    assert desk.list.isVisible()
    assert desk.pane.isVisible()
    assert not desk.pane.back.isVisible()


def test_a_wide_window_keeps_lines_short(desk: Desk, window: QMainWindow, qtbot: QtBot) -> None:
    window.resize(2400, 1000)
    assert desk.kind == "wide"
    qtbot.waitUntil(lambda: desk.list.width() < 1300)


def test_with_nothing_at_the_side_the_list_has_all_the_room(desk: Desk) -> None:
    desk.show_side("")
    assert not desk.pane.isVisible()
    assert desk.side_width() == 0
    desk.show_side("form")
    assert desk.in_form
    assert desk.form.isVisible()


def test_views_of_the_list(desk: Desk) -> None:
    desk.show_list("empty")
    assert desk.empty.isVisible()
    desk.show_list("slow")
    assert desk.slow.isVisible()
    desk.show_list("list")
    assert desk.list.isVisible()


def test_kept_words_are_offered_in_one_line(desk: Desk, qtbot: QtBot) -> None:
    assert not desk.go_on.isVisible()
    desk.show_kept("Cups")
    assert desk.kept.text() == "We kept what you typed: Cups"
    with qtbot.waitSignals([desk.kept_wanted, desk.kept_thrown]):
        QTest.mouseClick(desk.go_on, Qt.MouseButton.LeftButton)
        QTest.mouseClick(desk.throw, Qt.MouseButton.LeftButton)
    desk.show_kept("")
    assert not desk.kept.isVisible()


@pytest.mark.parametrize("look", [Look("dark"), Look("contrast"), Look(roomy=True), Look(scale=1.5), Look(rtl=True)])
def test_every_look_is_painted(desk: Desk, theme: Theme, look: Look) -> None:
    theme.apply(look)
    assert not desk.grab().isNull()


def test_right_to_left_the_pane_stands_at_the_left(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Look(rtl=True))
    qtbot.waitUntil(lambda: desk.pane.mapTo(desk, desk.pane.rect().topLeft()).x() == 0)
