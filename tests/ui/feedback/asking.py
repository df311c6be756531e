"""Asking customers: what the tests of the questions share."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from relnotebook.bridge.bridge import Bridge


def answer(qtbot: Any, bridge: Bridge, read: Any, *args: Any, **kw: Any) -> Any:
    """What the notebook says, asked as a page asks."""
    found: list[Any] = []
    bridge.read(read, *args, **kw).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def type_anew(qtbot: Any, field: QWidget, words: str) -> None:
    """Replace what stands in a field, with the keyboard."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for number, line in enumerate(words.split("\n")):
        if number:
            qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.keyClicks(field, line)
    if not words:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
