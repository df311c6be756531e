"""The keyboard map on F1."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from relnotebook.ui.actions import commands
from relnotebook.ui.keys import KeyMap, evenly
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


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("page", ["counter", "customers", "mailings"])
def test_the_keys_of_this_page_are_seen_without_scrolling_on_the_smallest_usual_screen(
    open_till: Open, page: str
) -> None:
    till = open_till().views("empty")
    till.frame.resize(1024, 700)
    till.window.show_page(page)
    till.press("F1")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeyMap)
    till.until(sheet.isVisible)
    assert sheet.frameGeometry().height() <= till.frame.height()
    for command in commands():
        if command.page in ("", page) and command.keys and command.shown != "-":
            row = next(one for one in sheet.findChildren(PlainLabel) if one.text() == command.plain)
            assert not row.visibleRegion().isEmpty(), command.plain
    sheet.accept()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_where_they_do_not_fit_keys_scroll_them(open_till: Open) -> None:
    till = open_till().views("empty")
    till.change(scale=2.0)
    till.press("F1")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, KeyMap)
    bar = sheet.area.verticalScrollBar()
    till.until(lambda: bar.maximum() > 0)
    till.until(sheet.isActiveWindow)
    for key, at in (("Down", 68), ("Up", 0), ("End", bar.maximum()), ("Home", 0)):
        till.press(key)
        assert bar.value() == at
    till.press("PgDown")
    assert bar.value() > 68
    assert sheet.width() <= till.frame.width()
    sheet.accept()


def test_columns_are_as_even_as_can_be() -> None:
    groups = [(name, [("K", "what")] * rows) for name, rows in (("a", 20), ("b", 4), ("c", 10), ("d", 9), ("e", 3))]
    cut = [[name for name, _rows in column] for column in evenly(groups, 3)]
    assert cut == [["a"], ["b", "c"], ["d", "e"]]
    assert evenly(groups[:1], 3) == [groups[:1]]
