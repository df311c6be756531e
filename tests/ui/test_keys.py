"""The keyboard map on F1."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from relnotebook.ui.actions import commands
from relnotebook.ui.keys import KeyMap
from relnotebook.widgets.parts import KeyHint, PlainLabel

from .conftest import Till

Open = Callable[[], Till]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_f1_shows_every_key_and_esc_returns(open_till: Open) -> None:
    till = open_till().views("empty")
    till.press("F1")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeyMap)
    words = {label.text() for label in sheet.findChildren(PlainLabel)}
    told = {command.plain for command in commands() if command.keys and command.shown != "-"}
    assert told <= words
    assert "Ctrl+Enter" in {hint.text() for hint in sheet.findChildren(KeyHint)}
    assert sheet.width() <= till.frame.width()
    till.qtbot.keyClick(sheet, "\x1b")
    till.until(lambda: QApplication.activeModalWidget() is None)
