"""Tab goes through a list as it is seen, whenever its lines were made."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from relnotebook.widgets.tabbing import follow, stop_before


def test_lines_made_later_stand_where_they_are_seen(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, last = QLineEdit("first"), QLineEdit("last")
    column.addWidget(first)
    column.addWidget(last)
    line = QWidget()
    inside = QVBoxLayout(line)
    for words in ("one", "two"):
        inside.addWidget(QLineEdit(words))
    column.insertWidget(1, line)
    assert follow(stop_before(last), line, last) is last
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    seen = []
    for _step in range(4):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        seen.append(focus.text())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == ["first", "one", "two", "last"]
