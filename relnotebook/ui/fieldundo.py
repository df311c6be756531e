"""Undo in a text field is the field's own first; when it has nothing to take back, the key is the notebook's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from relnotebook.widgets.parts import SearchBox


class FieldUndo(QObject):
    """Watches the field that has the focus. Qt's fields keep Ctrl+Z even when they have nothing to undo.

    Words in the search are never what a person wants to take back: there the key always is the notebook's.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not can(watched, "undo")) or (redo and not can(watched, "redo")):
            event.ignore()
            return True
        return False

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QPlainTextEdit | QTextEdit):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit) and new.window() is self._window:
            new.installEventFilter(self)


def can(field: QObject, what: str) -> bool:
    """Whether `field` itself has something to "undo" or "redo"."""
    if isinstance(field, SearchBox):
        return False
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if what == "undo" else field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return document.isUndoAvailable() if what == "undo" else document.isRedoAvailable()
    return False
