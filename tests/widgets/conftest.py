"""A window for widgets under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets.theme import Theme

Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Show:
    """Put widgets below one another into an active window."""
    held: list[QWidget] = []  # qtbot itself holds windows weakly

    def put(*widgets: QWidget, width: int = 480, height: int = 320) -> QWidget:
        window = QWidget(objectName="page")
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(width, height)
        held.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return put


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Dates and numbers as a British computer writes them."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)
