"""Ctrl+Z in a field is the field's own first, then the notebook's; in the search it is always the notebook's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.fieldundo import FieldUndo, can
from relnotebook.widgets.parts import SearchBox
from relnotebook.widgets.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Room:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.line, self.text, self.search = QLineEdit(), QPlainTextEdit(), SearchBox()
        inside = QWidget()
        column = QVBoxLayout(inside)
        for field in (self.line, self.text, self.search):
            column.addWidget(field)
        self.window.setCentralWidget(inside)
        self.heard: list[str] = []
        for name, key in (("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z")):
            action = QAction(name, self.window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _on=False, what=name: self.heard.append(what))
            self.window.addAction(action)
        self.undo = FieldUndo(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)


@pytest.fixture
def room(theme: Theme, qtbot: QtBot) -> Room:
    return Room(qtbot)


@pytest.mark.parametrize("which", ["line", "text"])
def test_the_field_first_then_the_notebook(room: Room, which: str) -> None:
    field = getattr(room, which)
    field.setFocus()
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert (field.text() if which == "line" else field.toPlainText()) == ""
    assert room.heard == []
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert room.heard == ["undo"]
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert (field.text() if which == "line" else field.toPlainText()) == "a"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert room.heard == ["undo", "redo"]


def test_words_in_the_search_are_never_what_is_taken_back(room: Room) -> None:
    room.search.setFocus()
    QTest.keyClicks(room.search, "ng")
    QTest.keyClick(room.search, Qt.Key.Key_Z, CTRL)
    assert room.search.text() == "ng"
    assert room.heard == ["undo"]


def test_a_field_of_another_window_is_left_alone(room: Room, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    other.setFocus()
    QTest.keyClicks(other, "a")
    QTest.keyClick(other, Qt.Key.Key_Z, CTRL)
    assert other.text() == ""
    assert not can(QObject(), "undo")
