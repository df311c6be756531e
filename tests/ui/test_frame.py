"""The bare frame: there at once, where it stood last time, and deaf to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QColor, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.frame import COLOURS, Frame
from relnotebook.widgets.theme import Look, Theme


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    made = Frame()
    qtbot.addWidget(made)
    return made


def test_the_first_paint_shows_cover_and_paper(frame: Frame, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.painted):
        frame.place((), maximised=False)
    picture = frame.grab().toImage()
    assert picture.pixelColor(10, 10) == QColor("#16474B")
    assert picture.pixelColor(900, 10) == QColor("#FBF8F2")
    assert (frame.width(), frame.height()) == (1280, 800)
    with qtbot.assertNotEmitted(frame.painted):
        frame.repaint()


@pytest.mark.parametrize("dark", [False, True])
def test_its_colours_are_those_of_the_look_that_follows(theme: Theme, dark: bool) -> None:
    theme.apply(Look("dark" if dark else "light"))
    assert tuple(QColor(c) for c in COLOURS[dark]) == (theme.colour("cover"), theme.colour("paper"))


def test_it_stands_where_it_stood(frame: Frame) -> None:
    here = frame.screen().availableGeometry()
    frame.place((here.x() + 5, here.y() + 7, 700, 500), maximised=False)
    assert frame.geometry() == QRect(here.x() + 5, here.y() + 7, 700, 500)


def test_a_screen_that_is_gone_is_not_stood_on(frame: Frame) -> None:
    frame.place((90_000, 90_000, 700, 500), maximised=False)
    assert frame.x() < 10_000


def test_what_happens_to_it_is_passed_on(frame: Frame, qtbot: QtBot) -> None:
    frame.show()
    with qtbot.waitSignal(frame.resized):
        frame.resize(900, 600)
    with qtbot.waitSignal(frame.tip) as told:
        QCoreApplication.sendEvent(frame, QStatusTipEvent("Keep a copy"))
    assert told.args == ["Keep a copy"]
    with qtbot.waitSignal(frame.state_changed):
        frame.showFullScreen()


@pytest.mark.parametrize("may", [True, False])
def test_closing_asks_first(frame: Frame, may: bool) -> None:
    frame.show()
    answer: Callable[[], bool] = lambda: may  # noqa: E731
    frame.may_close = answer
    assert frame.close() is may
    assert frame.isVisible() is not may


def test_once_furnished_it_paints_nothing_itself(frame: Frame) -> None:
    inside = QWidget()
    inside.setStyleSheet("background: #ff0000")
    frame.setCentralWidget(inside)
    frame.show()
    assert frame.grab().toImage().pixelColor(10, 10) == QColor("#ff0000")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_put_aside_it_does_not_end_the_program_and_comes_back(frame: Frame, qapp: QApplication) -> None:
    frame.show()
    frame.step_aside()
    assert not frame.isVisible()
    assert not qapp.quitOnLastWindowClosed()
    frame.come_forward()
    assert frame.isVisible()
    assert qapp.quitOnLastWindowClosed()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_minimised_it_comes_back(frame: Frame) -> None:
    frame.showMinimized()
    frame.come_forward()
    assert not frame.isMinimized()


def test_while_the_screen_is_a_customers_something_else_comes_forward(frame: Frame) -> None:
    came: list[int] = []
    frame.instead = lambda: came.append(1)
    frame.come_forward()
    assert (came, frame.isVisible()) == ([1], False)
