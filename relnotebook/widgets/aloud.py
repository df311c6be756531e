"""What a screen reader hears."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

ROLE = "spoken-as"


def announce(widget: QWidget, words: str, *, assertive: bool = False) -> None:
    """Have a screen reader say `words`; assertively interrupts what it is saying."""
    event = QAccessibleAnnouncementEvent(widget, words)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if assertive else level.Polite)
    QAccessible.updateAccessibility(event)


def speak_as_alert(widget: QWidget) -> None:
    """Give `widget` the role of an alert message. PySide6 before 6.10 cannot; there it stays announced only."""
    widget.setProperty(ROLE, "alert")
    _install()


@cache
def _install() -> None:
    """Qt keeps one list of factories for the whole program, so one entry is enough for all alerts."""
    if hasattr(QtWidgets, "QAccessibleWidget"):
        QAccessible.installFactory(_interface)


def _interface(key: str, thing: QObject) -> Any:
    if not isinstance(thing, QWidget) or thing.property(ROLE) != "alert":
        return None
    spoken = QtWidgets.QAccessibleWidget(thing, QAccessible.Role.AlertMessage)
    vars(thing)["_spoken"] = spoken  # Qt keeps a bare pointer: the widget holds it for as long as it lives
    return spoken
