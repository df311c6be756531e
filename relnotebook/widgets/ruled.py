"""A message on ruled lines: words in the book face, a hairline under each line, as in a notebook."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import draw_focus

PITCH, BELOW = 29, 4  # from one line to the next; how far below its letters a line is ruled
INSET = 8  # of the words, so that the ring of the keyboard stands clear of them
LEAST, MOST = 3, 12  # lines shown
PAUSE = 400  # ms without a key before it saves itself
FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class RuledText(QTextEdit):
    """Plain words on ruled lines, as high as its text; it saves itself like the other fields.

    A QTextEdit, because a QPlainTextEdit cannot set its lines apart; it takes plain words only.

    Signals:
        saved: the text a person typed, 400 ms after the last key, when it is left, hidden or flushed.
        edited: a key changed the text.
    """

    saved = Signal(str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dirty = self._setting = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.flush)
        self.setProperty("role", "ruled")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        theme.of().changed.connect(self._dress)
        self._dress()

    def text(self) -> str:
        """The words in it."""
        return self.toPlainText()

    def set_value(self, text: str) -> None:
        """Show other words; nothing is emitted, and there is nothing to undo in them."""
        self._timer.stop()
        self._dirty = False
        if text == self.toPlainText():
            return
        self._setting = True
        self.setPlainText(text)
        self._rule()
        self._setting = False
        self.updateGeometry()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that nobody was told of yet."""
        return self._dirty

    def flush(self) -> None:
        """Tell now what was typed."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self.saved.emit(self.toPlainText())

    def sizeHint(self) -> QSize:
        px = theme.of().px
        lines = max(round(self.document().size().height() / px(PITCH)), LEAST)
        return QSize(px(200), min(lines, MOST) * px(PITCH) + px(BELOW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self.viewport())
        pitch, offset = look.px(PITCH), self.verticalScrollBar().value()
        width, height, inset = self.viewport().width(), self.viewport().height(), look.px(INSET)
        line = pitch - offset % pitch + look.px(BELOW)
        while line <= height:
            painter.fillRect(inset, line - 1, width - 2 * inset, 1, look.colour("line"))
            line += pitch
        painter.end()
        super().paintEvent(event)
        if self.hasFocus():
            draw_focus(QPainter(self.viewport()), self.viewport().rect(), look.px(6))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Whatever is pasted comes as plain words."""
        if source.hasText():
            self.insertPlainText(source.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _on_changed(self) -> None:
        self.updateGeometry()
        if not self._setting:
            self._dirty = True
            self._timer.start()
            self.edited.emit()

    def _dress(self) -> None:
        """Take on the look of the moment."""
        self._setting = True
        self.document().setDefaultFont(theme.of().font("message"))
        self._rule()
        self._setting = False
        self.updateGeometry()
        self.viewport().update()

    def _rule(self) -> None:
        """Set the lines of the whole text apart; what is typed later takes it over."""
        undoable = self.document().isUndoAvailable()
        apart = QTextBlockFormat()
        apart.setLineHeight(float(theme.of().px(PITCH)), FIXED)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(apart)
        root = self.document().rootFrame()
        inset = root.frameFormat()
        inset.setLeftMargin(theme.of().px(INSET))
        inset.setRightMargin(theme.of().px(INSET))
        root.setFrameFormat(inset)
        if not undoable:
            self.document().clearUndoRedoStacks()
