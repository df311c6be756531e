"""The focus ring: one overlay for each window, 2 px outside what has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from relnotebook.widgets import theme
from relnotebook.widgets.buttons import Chip

OUTSIDE, WIDTH = 2, 2
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class FocusRing(QWidget):
    """Draws the ring round the button or chip that has the keyboard; fields and lists show it themselves.

    A button that was pressed with the pointer gets none: the hand knows where it is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._clip = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        theme.of().changed.connect(self._place)
        self._on_focus_changed(None, app.focusWidget())

    def target(self) -> QWidget | None:
        """What the ring is round, or None."""
        return self._target if isValid(self._target) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._clip)
        painter.setPen(QPen(theme.of().colour("focus"), WIDTH))
        radius = theme.of().px(6 if isinstance(self._target, Chip) else 8) + OUTSIDE + 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        by_hand = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        home = self.parentWidget()
        mine = isinstance(new, QAbstractButton) and not by_hand and home is not None and home.isAncestorOf(new)
        self._follow(new if mine else None)

    def _follow(self, target: QWidget | None) -> None:
        for watched in filter(isValid, self._watched):
            watched.removeEventFilter(self)
        self._watched = []
        self._target = target
        widget: QWidget | None = target
        while widget is not None and widget is not self.parentWidget():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _place(self) -> None:
        target, window = self._target, self.parentWidget()
        if target is None or window is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        drawn = target.drawn() if isinstance(target, Chip) else target.rect()
        out = OUTSIDE + WIDTH
        spot = QRect(target.mapTo(window, drawn.topLeft()), drawn.size()).adjusted(-out, -out, out, out)
        seen = _seen(target, window, spot)
        self.setGeometry(spot)
        self._clip = seen.translated(-spot.topLeft())
        self.setVisible(not seen.isEmpty())
        self.raise_()
        self.update()


def _seen(target: QWidget, window: QWidget, spot: QRect) -> QRect:
    """The part of `spot` that no scrolling area cuts off."""
    seen = spot & window.rect()
    widget = target.parentWidget()
    while widget is not None and widget is not window:
        if isinstance(widget.parentWidget(), QAbstractScrollArea):
            seen &= QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        widget = widget.parentWidget()
    return seen
