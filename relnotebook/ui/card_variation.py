"""The check chip of a variation ("Fridays: plus a cardamom bun"), painted as in the usual's hero."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, draw_words, mirrored
from relnotebook.widgets.parts import set_tip
from relnotebook.widgets.plain import clean

BOX, PAD, GAP, RADIUS = 20, 11, 5, 8


class VariationChip(QAbstractButton):
    """A tick box in a chip; ticked, the whole chip is soft accent, so that it is seen from a step away.

    Attributes:
        key: which variation it is.
    """

    def __init__(self, key: int) -> None:
        super().__init__()
        self.key = key
        self._words = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self.updateGeometry)

    def show_words(self, words: str, number: int) -> None:
        """The condition and what it changes; `number` is the key that toggles it, 0 for none."""
        self._words = clean(words, 120)
        self.setAccessibleName(self._words)
        set_tip(self, self._words, str(number) if number else "")
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        look = theme.of()
        bold = advance(self._words, look.font("strong"))
        return QSize(bold + look.px(BOX + GAP + 2 * PAD), look.control())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.of().px(80), theme.of().control())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rtl = theme.of(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        box = QRect(look.px(PAD), (self.height() - look.px(BOX)) // 2, look.px(BOX), look.px(BOX))
        self._paint_box(painter, mirrored(self.rect(), box, rtl))
        left = box.right() + 1 + look.px(GAP)
        words = QRect(left, 0, self.width() - left - look.px(PAD), self.height())
        font = look.font("strong" if self.isChecked() else "body")
        ink = look.colour("accent_soft_text" if self.isChecked() else "ink")
        draw_words(painter, mirrored(self.rect(), words, rtl), self._words, font, ink, rtl)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look, area = theme.of(), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(look.colour("accent"), 2) if look.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
        else:
            painter.setPen(QPen(look.colour("line_strong"), look.edge()))
            painter.setBrush(look.colour("well" if self.underMouse() else "sheet"))
        painter.drawRoundedRect(area, look.px(RADIUS), look.px(RADIUS))

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        look = theme.of()
        edge = "accent" if self.isChecked() else "line_strong"
        painter.setPen(QPen(look.colour(edge), 1))
        painter.setBrush(look.colour("accent" if self.isChecked() else "sheet"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))
        if self.isChecked():
            tick = look.pixmap("check", "on_accent", 14, painter.device().devicePixelRatioF())
            inset = (box.width() - look.px(14)) // 2
            painter.drawPixmap(box.topLeft() + QPoint(inset, inset), tick)
