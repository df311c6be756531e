"""Rows, lines and links of Settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relnotebook.ui.settings_parts import Line, Section, SideLink
from relnotebook.widgets.parts import button


def test_a_row_stands_below_one_another_when_there_is_little_room(qtbot: Any, theme: Any) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    section = Section("Shop")
    line = QLineEdit()
    section.row("Name", line, wide=True)
    QVBoxLayout(place).addWidget(section)
    place.resize(900, 300)
    place.show()
    beside = line.x()
    place.resize(380, 300)
    qtbot.waitUntil(lambda: line.x() < beside)
    assert line.accessibleName() == "Name"


def test_a_line_says_something_else(qtbot: Any, theme: Any) -> None:
    line = Line("No backup yet", "", button("Look"))
    qtbot.addWidget(line)
    line.show()
    assert not line.about.isVisible()
    line.show_words("Today, 08:41", "<b>checked</b>")
    assert (line.title.text(), line.about.text()) == ("Today, 08:41", "<b>checked</b>")


def test_a_link_is_pressed_by_space_and_read_out(qtbot: Any, theme: Any) -> None:
    link = SideLink("Backups", "history")
    qtbot.addWidget(link)
    link.show()
    with qtbot.waitSignal(link.clicked):
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert link.isChecked()
    assert link.accessibleName() == "Backups"
    assert not link.grab().isNull()
