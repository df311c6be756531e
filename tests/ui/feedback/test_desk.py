"""The furniture of the inbox in windows of every size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.desk import Desk
from relnotebook.widgets.theme import Theme

from .inboxes import opened


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(qtbot: QtBot, window: QMainWindow) -> Desk:
    made = Desk(Actions(window))
    window.setCentralWidget(made)
    made.pane.show_view(opened())
    made.show_counts({"todo": 5, "untold": 1, "told": 46})
    made.show_list("list")
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    return made


def test_list_and_pane_stand_side_by_side(desk: Desk) -> None:
    assert desk.kind == "normal"
    assert desk.list.isVisible()
    assert desk.pane.isVisible()
    assert not desk.pane.back.isVisible()
    assert not desk.alone


def test_in_a_narrow_window_the_lists_have_short_names(desk: Desk) -> None:
    assert desk.shows.button("untold").text() == "Not told yet 1"
    desk.window().resize(900, 700)
    assert desk.kind == "narrow"
    desk.show_counts({"todo": 5, "untold": 1, "told": 46})
    assert desk.shows.button("untold").text() == "Not told 1"
    assert desk.shows.sizeHint().width() <= desk.list.width()


def test_in_a_tight_window_one_at_a_time_and_the_band_scrolls_along(desk: Desk) -> None:
    desk.window().resize(700, 700)
    assert (desk.kind, desk.list.isVisible(), desk.pane.isVisible()) == ("tight", True, False)
    desk.step_aside(True)
    assert (desk.list.isVisible(), desk.pane.isVisible(), desk.alone) == (False, True, True)
    assert desk.pane.back.isVisible()
    assert desk.pane.area.isAncestorOf(desk.pane.band)
    desk.window().resize(1280, 800)
    assert not desk.pane.area.isAncestorOf(desk.pane.band)
    assert desk.list.isVisible()


def test_empty_slow_and_full(desk: Desk) -> None:
    desk.show_list("empty")
    assert desk.empty.isVisible()
    assert not desk.list.isVisible()
    desk.show_list("slow")
    assert not desk.empty.isVisible()


def test_what_narrows_the_list_is_said(desk: Desk) -> None:
    desk.show_narrowed("Complaint")
    assert desk.narrowed.isVisible()
    assert desk.filter.isChecked()
    desk.show_narrowed("")
    assert not desk.narrowed.isVisible()
    assert not desk.filter.isChecked()
