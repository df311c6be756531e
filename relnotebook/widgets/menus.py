"""Menus with round corners: the style sheet draws them, but the window behind must be see-through."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from relnotebook.widgets.plain import clean

Popup = TypeVar("Popup", bound=QWidget)


class Menu(QMenu):
    """A menu as the look wants it: rows of 36 px with icon, words and key, in a frame with round corners."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(clean(title), parent)
        rounded(self)


def rounded(popup: Popup) -> Popup:
    """Let a menu, or another window that pops up, have round corners; gives it back."""
    shape = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
    popup.setWindowFlags(popup.windowFlags() | shape)
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return popup
