"""The search box of the counter, and of any page that is searched."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.buttons import icon_button
from relnotebook.widgets.draw import mirrored
from relnotebook.widgets.labels import KeyHint, PlainLabel


class SearchBox(QLineEdit):
    """The counter's search: 58 high, with its icon, how many were found, a cross, and its key while empty.

    Signals:
        asked: the text, on every change, whoever made it.
        stepped: rows to move in the list below, on Up, Down, Page Up, Page Down.
    """

    asked = Signal(str)
    stepped = Signal(int)

    def __init__(self, placeholder: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(placeholder)
        self._count = PlainLabel("", "small", "ink3", parent=self)
        self._cross = icon_button("x", _("Clear the search"))
        self._cross.setParent(self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = KeyHint(key, self)
        self._cross.clicked.connect(self.clear)
        self.textChanged.connect(self._on_changed)
        theme.of().changed.connect(self._arrange)
        self._arrange()

    def set_count(self, text: str) -> None:
        """Say how many were found, at the trailing end: "7 of 1,284"; '' for nothing."""
        self._count.setText(text)
        self.setAccessibleDescription(text)
        self._arrange()

    def count(self) -> str:
        """How many were found, in the words shown."""
        return self._count.text()

    def set_key(self, key: str) -> None:
        """Show another key cap while the box is empty."""
        self._hint.set_text(key)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(theme.of().px(320), theme.of().px(58))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(120), theme.of().px(58))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 6, keys.Key_PageUp: -6}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in steps:
            self.stepped.emit(steps[keys(event.key())])
        elif plain and event.key() == keys.Key_Escape and self.text():
            self.clear()
        elif event.key() == keys.Key_Escape:
            event.ignore()  # the page may have something to close
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = theme.of(), QPainter(self)
        side = look.px(22)
        spot = QRect(look.px(20), (self.height() - side) // 2, side, side)
        picture = look.pixmap("search", "ink", 22, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(self.rect(), spot, self.isRightToLeft()), picture)

    def _on_changed(self, text: str) -> None:
        if not text:
            self.set_count("")
        self._arrange()
        self.asked.emit(text)

    def _arrange(self) -> None:
        """Put the trailing things in their places and keep the text clear of them."""
        look = theme.of()
        end = self.width() - look.px(14)
        empty = not self.text()
        self._cross.setVisible(not empty)
        self._hint.setVisible(empty and bool(self._hint.text()))
        self._count.setVisible(bool(self._count.text()))
        for part in (self._cross, self._hint, self._count):
            if part.isHidden():
                continue
            size = part.sizeHint()
            spot = QRect(end - size.width(), (self.height() - size.height()) // 2, size.width(), size.height())
            part.setGeometry(mirrored(self.rect(), spot, self.isRightToLeft()))
            end = spot.left() - look.px(16)
        before, after = look.px(36), max(self.width() - end - look.px(16), 0)
        self.setTextMargins(*((after, 0, before, 0) if self.isRightToLeft() else (before, 0, after, 0)))
