"""A card scanner is a keyboard that types digits: heard wherever the keyboard is not in a text field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from relnotebook.ui.counter_parts import SCAN_DIGITS

HOLD_MS = 60  # a digit waits so long for the next one, before it is a key of its own
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEARD = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class Scans(QObject):
    """Holds digits back until it is clear that they are no scan. Enter after one presses nothing.

    Args:
        window: whose widgets it listens to.
    Signals:
        scanned: the number of a card.
        digit: a digit that was a key of its own; not where the keyboard is in a sheet that keeps keys from the page
        below (property "keeps-keys").
    """

    scanned = Signal(str)
    digit = Signal(int)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.on = False
        self._window = window
        self._held = ""
        self._listens_to: QWidget | None = None
        self._timer = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._timer.timeout.connect(self._let_go)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        window.installEventFilter(self)
        self._on_focus(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.on or event.type() not in _HEARD or not isinstance(event, QKeyEvent):
            return False
        mine = self._is_digit(event) or (bool(self._held) and event.key() in _ENTER)
        if event.type() == QEvent.Type.ShortcutOverride:
            if mine:
                event.accept()  # it comes back as a plain key, whatever it is a shortcut for
            return mine
        if self._is_digit(event):
            self._held += event.text()
            self._timer.start()
            return True
        scan = event.key() in _ENTER and len(self._held) >= SCAN_DIGITS
        self._let_go()
        return scan

    def _let_go(self) -> None:
        held, self._held = self._held, ""
        self._timer.stop()
        if len(held) >= SCAN_DIGITS:
            self.scanned.emit(held)
            return
        if _keeps_keys(self._listens_to):
            return
        for one in held:
            self.digit.emit(int(one))

    def _is_digit(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        return plain and len(text) == 1 and text.isascii() and text.isdigit() and not event.isAutoRepeat()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._listens_to is not None and isValid(self._listens_to):
            self._listens_to.removeEventFilter(self)
        mine = new is not None and new is not self._window and new.window() is self._window
        self._listens_to = new if mine and not isinstance(new, _FIELDS) else None
        if self._listens_to is not None:
            self._listens_to.installEventFilter(self)


def _keeps_keys(widget: QWidget | None) -> bool:
    while widget is not None and isValid(widget):
        if widget.property("keeps-keys"):
            return True
        widget = widget.parentWidget()
    return False
