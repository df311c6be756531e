"""Words to press, as quiet as text: "Show all", "Change", "See them"."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words
from relnotebook.widgets.plain import clean


class WordLink(QAbstractButton):
    """Accent words without a frame, flush with the text around; as high as a button, or `high` px at 100 %."""

    def __init__(self, words: str, parent: QWidget | None = None, *, high: int = 0) -> None:
        super().__init__(parent)
        self._high = high
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_words(words)
        theme.of().changed.connect(self.updateGeometry)

    def show_words(self, words: str, aloud: str = "") -> None:
        """Say something else; `aloud` is what a screen reader says where the words alone do not tell enough."""
        self.setText(clean(words))
        self.setAccessibleName(clean(aloud or words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.of()
        return QSize(
            max(advance(self.text(), look.font("small_strong")), look.px(24)),
            look.px(self._high) if self._high else look.control(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rtl = theme.of(), QPainter(self), self.isRightToLeft()
        font = look.font("small_strong" if self.isDown() else "small_medium")
        if self.underMouse() and self.isEnabled():
            font.setUnderline(True)
        wide = advance(self.text(), font)
        at = 0 if rtl else max(self.width() - wide, 0)  # flush with the trailing edge of what it stands in
        draw_words(
            painter, QRect(at, 0, wide, self.height()), self.text(), font, look.shade("accent", self.isEnabled())
        )
