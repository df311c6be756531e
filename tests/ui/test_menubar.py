"""The menu bar: out of sight until it is asked for, and gone again after one use."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.menubar import ShyMenuBar
from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    bar = ShyMenuBar(Actions(made), made)
    bar.setNativeMenuBar(False)
    made.setMenuBar(bar)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_alt_alone_shows_it(window: QMainWindow, qtbot: QtBot) -> None:
    bar = window.menuBar()
    assert not bar.isVisible()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert bar.isVisible()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    popup.close()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_alt_with_another_key_does_not(window: QMainWindow) -> None:
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyPress(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_it_has_the_menus_of_the_table(window: QMainWindow) -> None:
    titles = [entry.text() for entry in window.menuBar().actions()]
    names = ["&Notebook", "&Edit", "&Customer", "&Touch", "&Feedback", "&Mailing", "&View", "&Help"]
    assert titles == names


def test_its_keys_work_while_it_is_hidden(window: QMainWindow, qtbot: QtBot) -> None:
    made = window.findChild(Actions)
    assert made is not None
    with qtbot.waitSignal(made["back_up"].triggered):
        QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
