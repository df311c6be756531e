"""Fields: they save themselves, say what is wrong beside them, and never lose what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHideEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.aloud import announce
from relnotebook.widgets.buttons import KeyButton, icon_button
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.labels import PlainLabel
from relnotebook.widgets.menus import rounded
from relnotebook.widgets.plain import clean, set_tip, without_mnemonic

PAUSE = 400  # ms without a key before a field saves itself


class _Saver(QObject):
    """Knows when a field is to be saved: a pause after the last key, or when it is left.

    Attributes:
        dirty: something was typed that nobody was told of yet.
    """

    def __init__(self, field: QWidget, read: Callable[[], str], tell: Callable[[str], None]) -> None:
        super().__init__(field)
        self.dirty = False
        self._read, self._tell = read, tell
        self._known: str | None = ""  # None: what was told last is not in the notebook
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)

    def touched(self) -> None:
        """A key changed the text."""
        self.dirty = True
        self._timer.start()

    def known(self, text: str) -> None:
        """This is what the notebook holds now."""
        self._known = text
        self.dirty = False
        self._timer.stop()

    def refused(self) -> None:
        """What was told last was not kept: typed once more it is told once more."""
        self._known = None

    def flush(self) -> None:
        """Tell the text now if it is another one than the notebook holds."""
        self._timer.stop()
        if not self.dirty:
            return
        self.dirty = False
        text = self._read()
        if text != self._known:
            self._known = text
            self._tell(text)


class SavingLine(QLineEdit):
    """A line that saves itself 400 ms after the last key, on Enter, and when it is left or hidden.

    Signals:
        saved: the text a person typed.
        refused: a sentence why it cannot be kept; '' once it can.
    """

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = _Saver(self, self.text, self.saved.emit)
        self.setPlaceholderText(placeholder)
        self.set_value(text)
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._saver.flush)

    def set_value(self, text: str) -> None:
        """Show what the notebook holds; nothing is emitted. What is being typed here stays."""
        if self.hasFocus() and self._saver.dirty:
            return
        self._saver.known(text)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0 if not self.hasFocus() else len(text))

    def flush(self) -> None:
        """Save now what was typed."""
        self._saver.flush()

    def refuse(self, sentence: str) -> None:
        """Say why the text cannot be kept; it stays as typed."""
        if sentence:
            self._saver.refused()
        _mark_refused(self, sentence)
        self.refused.emit(sentence)

    def accept(self) -> None:
        """Take back what was said by `refuse`."""
        if self.property("invalid"):
            self.refuse("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._saver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self._saver.flush()
        super().hideEvent(event)

    def _on_edited(self) -> None:
        self.accept()
        self._saver.touched()


class SavingText(QPlainTextEdit):
    """Several lines that save themselves like a SavingLine; as high as their text, from `lines` to 10 lines.

    Signals:
        saved: the text a person typed.
        refused: a sentence why it cannot be kept; '' once it can.
    """

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, text: str = "", placeholder: str = "", lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = _Saver(self, self.toPlainText, self.saved.emit)
        self._lines = lines
        self._setting = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.set_value(text)
        self.textChanged.connect(self._on_changed)
        theme.of().changed.connect(self.updateGeometry)

    def set_value(self, text: str) -> None:
        """Show what the notebook holds; nothing is emitted. What is being typed here stays."""
        if self.hasFocus() and self._saver.dirty:
            return
        self._saver.known(text)
        if text != self.toPlainText():
            self._setting = True
            self.setPlainText(text)
            self._setting = False
            self.updateGeometry()

    def flush(self) -> None:
        """Save now what was typed."""
        self._saver.flush()

    def refuse(self, sentence: str) -> None:
        """Say why the text cannot be kept; it stays as typed."""
        if sentence:
            self._saver.refused()
        _mark_refused(self, sentence)
        self.refused.emit(sentence)

    def accept(self) -> None:
        """Take back what was said by `refuse`."""
        if self.property("invalid"):
            self.refuse("")

    def sizeHint(self) -> QSize:
        lines = min(max(int(self.document().size().height()), self._lines), 10)
        frame = theme.of().px(7) * 2 + 3 + int(self.document().documentMargin() * 2)  # to the pixel, Qt would scroll
        return QSize(theme.of().px(200), lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + frame)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(80), self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._saver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self._saver.flush()
        super().hideEvent(event)

    def _on_changed(self) -> None:
        self.updateGeometry()
        if not self._setting:
            self.accept()
            self._saver.touched()


class Choice(QComboBox):
    """A list of choices to unfold.

    Signals:
        picked: key of the choice a person took (not sent by `set_value`).
    """

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one that heeds the style sheet's item rules
        rounded(self.view().window())
        self.set_choices(choices)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, words); the one taken stays when it is among them."""
        kept = self.value()
        self.clear()
        for key, words in choices:
            self.addItem(clean(words), key)
        self.set_value(kept)

    def value(self) -> str:
        """The key of the choice taken, or ''."""
        key = self.currentData()
        return key if isinstance(key, str) else ""

    def set_value(self, key: str) -> None:
        """Take a choice without telling anybody. An unknown key changes nothing."""
        at = self.findData(key)
        if at >= 0:
            self.setCurrentIndex(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a choice by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = theme.of(), QPainter(self)
        side = look.px(18)
        spot = QRect(self.width() - look.px(11) - side, (self.height() - side) // 2, side, side)
        painter.setOpacity(1.0 if self.isEnabled() else theme.OFF)
        picture = look.pixmap("chevron-down", "ink", 18, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(self.rect(), spot, self.isRightToLeft()), picture)

    def _on_activated(self, at: int) -> None:
        key = self.itemData(at)
        if isinstance(key, str):
            self.picked.emit(key)


class Refusable(QWidget):
    """A field with a line below it that says what is wrong, when something is."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widget = widget
        self._icon = QLabel()
        self._words = PlainLabel("", "small", "alert_text", wrap=True)
        below = QWidget(self)
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of().px(7))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(5))
        column.addWidget(widget)
        column.addWidget(below)
        self._below = below
        below.hide()
        self.setFocusProxy(widget)
        if isinstance(widget, SavingLine | SavingText):
            widget.refused.connect(self.say)
        self._on_look_changed()
        theme.of().changed.connect(self._on_look_changed)

    def say(self, sentence: str) -> None:
        """Show `sentence` below the field; '' takes it away."""
        self._words.setText(sentence)
        self._below.setVisible(bool(sentence))
        if not isinstance(self.widget, SavingLine | SavingText):
            _mark_refused(self.widget, sentence)
        if sentence:
            announce(self.widget, sentence)

    def sentence(self) -> str:
        """What is said below the field now."""
        return self._words.text() if not self._below.isHidden() else ""

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(theme.of().pixmap("alert-triangle", "alert_text", 16))


class Field(Refusable):
    """A field with its label above and what is wrong below.

    Attributes:
        label: the words above; its mnemonic leads to the field.
    """

    def __init__(self, label: str, widget: QWidget, optional: bool = False) -> None:
        super().__init__(widget)
        words = clean(without_mnemonic(label))
        self.label = PlainLabel(words, "field")
        self.label.setBuddy(widget)
        self._lead_here(QKeySequence.mnemonic(label), words)
        top = self._top = QWidget(self)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.of().px(4))
        row.addWidget(self.label)
        if optional:
            row.addWidget(PlainLabel(_("(optional)"), "small", "ink3"))
        row.addStretch(1)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, top)
        widget.setAccessibleName(words)

    def caption_width(self) -> int:
        """How wide the words above are, in px: below it they are cut."""
        return self._top.sizeHint().width()

    def _lead_here(self, keys: QKeySequence, words: str) -> None:
        """Alt and a letter lead to the field; the letter is told in the tooltip instead of being underlined."""
        if keys.isEmpty():
            return
        shortcut = QShortcut(keys, self)
        shortcut.activated.connect(self._on_led)
        set_tip(self.label, words, keys.toString(QKeySequence.SequenceFormat.NativeText))

    def _on_led(self) -> None:
        self.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)


def field(label: str, widget: QWidget, optional: bool = False) -> Field:
    """`widget` with its label above (a mnemonic may be marked by &), and a line for a refusal below."""
    return Field(label, widget, optional)


def passphrase_line(placeholder: str = "") -> QLineEdit:
    """A line whose letters are hidden, with an eye to show them."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setPlaceholderText(placeholder)
    eye: KeyButton = icon_button("eye", _("Show what is typed"))
    eye.setCheckable(True)
    modes = QLineEdit.EchoMode
    eye.toggled.connect(lambda on: line.setEchoMode(modes.Normal if on else modes.Password))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 2, 0)
    row.addStretch(1)
    row.addWidget(eye)
    line.setTextMargins(0, 0, theme.of().px(30), 0)
    return line


def _mark_refused(widget: QWidget, sentence: str) -> None:
    widget.setProperty("invalid", bool(sentence))
    widget.setAccessibleDescription(sentence)
    theme.restyle(widget)
