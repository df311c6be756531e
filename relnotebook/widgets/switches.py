"""On or off: ticks, dots and switches, drawn by hand so that they follow the look."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import advance, mirrored
from relnotebook.widgets.plain import clean, without_mnemonic


class Tick(QCheckBox):
    """A check box with the notebook's own tick."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(clean(text), parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return _with_words(self, 20)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        spot = _indicator(self, painter, 20, 20)
        on = self.isChecked()
        painter.setPen(QPen(look.colour("accent" if on else "line_strong"), look.edge()))
        painter.setBrush(look.colour("accent" if on else "sheet"))
        painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))
        if on:
            inner = QRect(0, 0, look.px(14), look.px(14))
            inner.moveCenter(spot.center())
            painter.drawPixmap(inner, look.pixmap("check", "on_accent", 14, self.devicePixelRatioF()))
        _words(self, painter, 20)


class Dot(QRadioButton):
    """A radio button."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(clean(text), parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return _with_words(self, 20)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        spot = QRectF(_indicator(self, painter, 20, 20))
        on = self.isChecked()
        painter.setPen(QPen(look.colour("accent" if on else "line_strong"), look.edge()))
        painter.setBrush(look.colour("accent" if on else "sheet"))
        painter.drawEllipse(spot.adjusted(0.5, 0.5, -0.5, -0.5))
        if on:
            inset = spot.width() * 0.3
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sheet"))
            painter.drawEllipse(spot.adjusted(inset, inset, -inset, -inset))
        _words(self, painter, 20)


class Switch(QCheckBox):
    """On or off, at once: a track of 40 x 24 with a knob."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(clean(text), parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.of().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return _with_words(self, 40)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        track = _indicator(self, painter, 40, 24)
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if on else "line_strong"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = look.px(18)
        inset = (track.height() - side) // 2
        knob = QRect(track.left() + inset, track.top() + inset, side, side)
        painter.setBrush(look.colour("sheet"))
        painter.drawEllipse(mirrored(track, knob, on != self.isRightToLeft()))
        _words(self, painter, 40)


def _with_words(box: QAbstractButton, wide: int) -> QSize:
    look = theme.of()
    width = look.px(wide)
    if box.text():
        width += look.px(10) + advance(without_mnemonic(box.text()), look.font("body"))
    return QSize(max(width, look.px(36)), look.control())


def _indicator(box: QAbstractButton, painter: QPainter, wide: int, high: int) -> QRect:
    look = theme.of()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not box.isEnabled():
        painter.setOpacity(theme.OFF)
    spot = QRect(0, (box.height() - look.px(high)) // 2, look.px(wide), look.px(high))
    return mirrored(box.rect(), spot, box.isRightToLeft())


def _words(box: QAbstractButton, painter: QPainter, wide: int) -> None:
    look = theme.of()
    left = look.px(wide) + look.px(10)
    spot = mirrored(box.rect(), QRect(left, 0, max(box.width() - left, 0), box.height()), box.isRightToLeft())
    painter.setFont(look.font("body"))
    painter.setPen(look.colour("ink"))
    side = Qt.AlignmentFlag.AlignRight if box.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(spot, flags, without_mnemonic(box.text()))
