"""The closeness dial: ten arcs and a number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme

ARCS, ARC, GAP = 10, 28, 8  # arcs of 28 degrees with gaps of 8


class Dial(QWidget):
    """Shows a value from 0 to 10. Never graded in colour: a 3 is not red, it is a beginning."""

    def __init__(self, value: int = 0, side: int = 84, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)
        theme.of().changed.connect(self._on_look_changed)

    def value(self) -> int:
        """The value shown."""
        return self._value

    def set_value(self, value: int, reasons: str = "") -> None:
        """Show another value; `reasons` are added to what a screen reader hears."""
        self._value = min(max(value, 0), ARCS)
        name = _("Closeness {n} of 10.").format(n=self._value)
        self.setAccessibleName(f"{name} {reasons}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.of().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.of()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width(), self.height()) / 100
        painter.scale(scale, scale)
        step = ARC + GAP
        for arc in range(ARCS):
            pen = QPen(look.colour("accent" if arc < self._value else "line"), 9)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            start = 90 - GAP / 2 - step * arc
            painter.drawArc(QRectF(6, 6, 88, 88), int(start * 16), -ARC * 16)
        number = look.font("big")
        number.setPixelSize(38)
        painter.setFont(number)
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(0, 18, 100, 48), Qt.AlignmentFlag.AlignCenter, str(self._value))
        words = look.font("body")
        words.setPixelSize(13)
        painter.setFont(words)
        painter.setPen(look.colour("ink2"))
        painter.drawText(QRectF(0, 58, 100, 22), Qt.AlignmentFlag.AlignCenter, _("of 10"))

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
