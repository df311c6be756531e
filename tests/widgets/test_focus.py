from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets.buttons import Chip, button
from relnotebook.widgets.focus import FocusRing
from relnotebook.widgets.theme import Theme
from relnotebook.widgets.values import Mark

from .conftest import Show


def around(widget: QWidget) -> QRect:
    window = widget.window()
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size()).adjusted(-4, -4, 4, 4)


def test_the_ring_follows_the_keyboard(show: Show, qtbot: QtBot) -> None:
    one, line, two = button("Copy"), QLineEdit(), button("Print")
    window = show(one, line, two)
    ring = FocusRing(window)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry() == around(one)
    qtbot.keyClick(one, Qt.Key.Key_Tab)
    assert line.hasFocus()
    assert ring.isHidden()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert ring.target() is two


def test_the_ring_follows_its_target(show: Show) -> None:
    one = button("Copy")
    window = show(one)
    ring = FocusRing(window)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    window.resize(700, 600)
    assert ring.geometry() == around(one)
    one.hide()
    assert ring.isHidden()


def test_the_ring_scrolls_along_and_is_cut_where_the_target_is(show: Show, theme: Theme) -> None:
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    buttons = [button(f"Card {n}") for n in range(30)]
    for each in buttons:
        column.addWidget(each)
    area.setWidget(inside)
    window = show(QLineEdit(), QLineEdit(), QLineEdit(), area)
    ring = FocusRing(window)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    before = ring.geometry()
    area.verticalScrollBar().setValue(30)
    assert ring.geometry().top() == before.top() - 30
    assert ring.isVisible()
    drawn = ring.grab().toImage()
    focus = theme.colour("focus").name()
    assert drawn.pixelColor(drawn.width() // 2, 0).name() != focus
    assert drawn.pixelColor(drawn.width() // 2, drawn.height() - 1).name() == focus
    area.verticalScrollBar().setValue(400)
    assert ring.isHidden()


def test_a_hand_needs_no_ring(show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QGuiApplication

    one, two = button("Copy"), button("Print")
    ring = FocusRing(show(one, two))
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    two.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.isHidden()


def test_a_chip_has_its_ring_where_it_is_drawn(show: Show) -> None:
    chip = Chip(Mark("accent", "heart", "rye", "Likes"))
    window = show(chip)
    ring = FocusRing(window)
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.height() == 26 + 8


def test_another_window_has_another_ring(show: Show, qtbot: QtBot, theme: Theme) -> None:
    one = button("Copy")
    ring = FocusRing(show(one))
    other = button("Elsewhere")
    show(other)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isHidden()


def test_the_ring_lets_go_of_what_is_gone(show: Show, qtbot: QtBot) -> None:
    one = button("Copy")
    window = show(one, button("Print"))
    ring = FocusRing(window)
    one.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(one.destroyed):
        one.deleteLater()
    assert ring.target() is not one
    window.resize(500, 500)


def test_the_ring_takes_no_clicks(show: Show, theme: Theme) -> None:
    one = button("Copy")
    ring = FocusRing(show(one))
    one.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert ring.grab().toImage().pixelColor(ring.width() // 2, 0).name() == theme.colour("focus").name()
