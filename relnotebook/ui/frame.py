"""The bare frame of the window. It imports next to nothing, so that the first paint waits for nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QMainWindow

COVER_WIDTH = 196
SMALLEST = (640, 480)
USUAL = (1280, 800)
COLOURS = {False: ("#16474B", "#FBF8F2"), True: ("#10292C", "#1F1D19")}
"""Cover and paper, light and dark: the same as in theme.toml, which is read after the first paint."""


class Frame(QMainWindow):
    """Shows cover and paper until the shell is built into it, and passes on what happens to a window.

    Args:
        dark: whether the first paint is dark; scale: the text size, which sets the cover's width.
    Attributes:
        may_close: asked before the window closes; False keeps it open.
        instead: what comes forward in its place, while the screen is in a customer's hands; None otherwise.
    Signals:
        resized: it has another size; state_changed: full screen or not; tip: what a menu entry does;
        painted: the first paint is done.
    """

    resized = Signal()
    state_changed = Signal()
    tip = Signal(str)
    painted = Signal()

    def __init__(self, *, dark: bool = False, scale: float = 1.0) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] | None = None
        self.instead: Callable[[], None] | None = None
        self._colours = COLOURS[dark]
        self._cover_width = round(COVER_WIDTH * scale)
        self._painted = False
        self.setWindowTitle("RelNotebook")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)

    def place(self, window: tuple[int, ...], maximised: bool) -> None:
        """Stand where it stood last time, if that is still on a screen."""
        if len(window) == 4:
            x, y, width, height = window
            here = next((s for s in self._screens() if s.contains(x + width // 2, y + 20)), None)
            if here is not None:
                self.setGeometry(x, y, min(width, here.width()), min(height, here.height()))
        if maximised:
            self.showMaximized()
        else:
            self.show()

    def come_forward(self) -> None:
        """In front of all others, wherever it was: minimised, behind, or put aside."""
        if self.instead is not None:
            self.instead()
            return
        QApplication.setQuitOnLastWindowClosed(True)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def step_aside(self) -> None:
        """Off the screen, while the program goes on; a dialog that closes meanwhile must not end it."""
        QApplication.setQuitOnLastWindowClosed(False)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.centralWidget() is None:
            painter = QPainter(self)
            cover, paper = self._colours
            painter.fillRect(self.rect(), QColor(paper))
            left = self.width() - self._cover_width if self.isRightToLeft() else 0
            painter.fillRect(left, 0, self._cover_width, self.height(), QColor(cover))
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.state_changed.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.tip.emit(event.tip())
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close is not None and not self.may_close():
            event.ignore()
        else:
            super().closeEvent(event)

    def _screens(self) -> list[QRect]:
        return [screen.availableGeometry() for screen in self.screen().virtualSiblings()]
