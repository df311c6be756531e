"""The menu bar: a real one, on Windows and Linux out of sight until Alt or F10 asks for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenuBar

from relnotebook.ui.actions import Actions


class ShyMenuBar(QMenuBar):
    """Shows itself for one use. On a Mac it is the computer's own bar and always there."""

    def __init__(self, actions: Actions, window: QMainWindow) -> None:
        super().__init__(window)
        actions.menu(self)
        self._alone = False  # Alt was pressed and nothing else since
        for action in self.actions():
            menu = action.menu()
            if menu is not None:
                menu.aboutToHide.connect(self._used)  # type: ignore[attr-defined]
        if not self.isNativeMenuBar():
            self.hide()
            window.installEventFilter(self)

    def summon(self) -> None:
        """Show the bar with its first menu open."""
        if self.isNativeMenuBar():
            return
        self.show()
        self.setFocus(Qt.FocusReason.MenuBarFocusReason)
        self.setActiveAction(self.actions()[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            alone, self._alone = self._alone, kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Alt
            if kind == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and alone and self.isHidden():
                self.summon()
                return True
        elif kind in (QEvent.Type.WindowDeactivate, QEvent.Type.MouseButtonPress):
            self._alone = False
        return super().eventFilter(watched, event)

    def _used(self) -> None:
        QTimer.singleShot(0, self, self._hide_when_done)

    def _hide_when_done(self) -> None:
        """Moving from one menu to the next hides the first; the bar goes when none is open."""
        if QApplication.activePopupWidget() is None and not self.isNativeMenuBar():
            self.hide()
