"""Words to press."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.ui.mailings.links import WordLink
from relnotebook.widgets.theme import Theme


def test_they_are_pressed_by_click_and_by_key(qtbot: QtBot, theme: Theme) -> None:
    link = WordLink("Change")
    qtbot.addWidget(link)
    link.show()
    pressed: list[int] = []
    link.clicked.connect(lambda: pressed.append(1))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    QTest.keyClick(link, Qt.Key.Key_Return)
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert len(pressed) == 3


def test_they_say_more_aloud_where_that_is_needed(qtbot: QtBot, theme: Theme) -> None:
    link = WordLink("Change", high=30)
    qtbot.addWidget(link)
    assert link.accessibleName() == "Change"
    link.show_words("Change", "Change the columns")
    assert (link.text(), link.accessibleName()) == ("Change", "Change the columns")
    assert (link.sizeHint().height(), WordLink("x").sizeHint().height()) == (30, 36)
