"""The Qt application: asked to end by the system or the dock, it ends as the window does, losing nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


class Program(QApplication):
    """An application that asks before it ends.

    Attributes:
        may_end: closes the window for good; False when something must be written or asked first, and the window
            ends the program itself as soon as it may.
    """

    may_end: Callable[[], bool] | None = None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit and self.may_end is not None and not self.may_end():
            event.ignore()
            return True
        return super().event(event)
