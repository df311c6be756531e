from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relnotebook.widgets.menus import Menu
from relnotebook.widgets.theme import Look, Theme


def test_rows_are_as_high_as_a_control(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu("More")
    qtbot.addWidget(menu)
    first = menu.addAction("Log the usual")
    assert menu.actionGeometry(first).height() == 36
    theme.apply(Look(roomy=True))
    assert menu.actionGeometry(first).height() == 48


def test_its_corners_are_round(theme: Theme, qtbot: QtBot) -> None:
    menu = Menu("<b>More</b>")
    qtbot.addWidget(menu)
    menu.addAction("Log the usual")
    menu.resize(menu.sizeHint())
    assert menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert menu.grab().toImage().pixelColor(0, 0).alpha() == 0
    assert menu.title() == "<b>More</b>"
