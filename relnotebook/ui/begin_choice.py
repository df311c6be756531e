"""One way to begin, as a large card: icon, title, one line, key."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from relnotebook.widgets import theme as themes
from relnotebook.widgets.draw import draw_key, key_size, mirrored
from relnotebook.widgets.plain import clean


class BeginChoice(QAbstractButton):
    """Checkable; the chosen one has the accent edge and a soft fill."""

    def __init__(self, title: str, line: str, icon: str, key: str) -> None:
        super().__init__()
        self._icon, self._line, self._key = icon, line, key
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()
        themes.of().changed.connect(self.updateGeometry)

    def line(self) -> str:
        """The words below the title."""
        return self._line

    def set_line(self, line: str) -> None:
        """Say something else below the title, such as the file chosen."""
        self._line = clean(line)
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(themes.of().px(420), themes.of().px(90))

    def minimumSizeHint(self) -> QSize:
        return QSize(themes.of().px(240), themes.of().px(90))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = themes.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "accent_soft" if on else "well" if self.underMouse() else "sheet"
        width = 2 if on else look.edge()
        painter.setPen(QPen(look.colour("accent" if on else "line"), width))
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 12, 12)
        self._paint_icon(painter, on)
        self._paint_words(painter)

    def _paint_icon(self, painter: QPainter, on: bool) -> None:
        look, px, rtl = themes.of(), themes.of().px, self.isRightToLeft()
        tile = mirrored(self.rect(), QRect(px(21), (self.height() - px(52)) // 2, px(52), px(52)), rtl)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sheet" if on else "accent_soft"))
        painter.drawRoundedRect(tile, px(10), px(10))
        side = px(24)
        spot = QRect(tile.center().x() - side // 2 + 1, tile.center().y() - side // 2 + 1, side, side)
        painter.drawPixmap(spot, look.pixmap(self._icon, "accent", 24, self.devicePixelRatioF()))

    def _paint_words(self, painter: QPainter) -> None:
        look, px, rtl = themes.of(), themes.of().px, self.isRightToLeft()
        cap = key_size(self._key)
        room = self.width() - px(91) - cap.width() - px(34)
        flags = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        for role, ink, top, words in (("heading", "ink", 20, self.text()), ("body", "ink2", 44, self._line)):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(ink))
            spot = mirrored(self.rect(), QRect(px(91), px(top), room, px(26)), rtl)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(spot, flags, shown)
        spot = QRect(QPoint(self.width() - px(21) - cap.width(), (self.height() - cap.height()) // 2), cap)
        edge, fill = look.colour("line"), look.colour("sheet")
        draw_key(painter, mirrored(self.rect(), spot, rtl), self._key, look.colour("ink2"), edge, fill)

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}. {self._line}")
        self.setAccessibleDescription(self._key)
