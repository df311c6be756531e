"""A small picture of a sheet of labels: which are used up, and which will be printed. A click says where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.plain import set_tip

if TYPE_CHECKING:
    from relnotebook.notebook.sheets import Sheet

WIDE = 128  # px at 100 %


class SheetPicture(QWidget):
    """The first sheet as it will be.

    Signals:
        picked: the label to begin with, row by row from 1.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self.start, self._count = 1, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.of().changed.connect(self.updateGeometry)

    def show_sheet(self, sheet: Sheet, start: int, count: int) -> None:
        """Show a sheet on which `count` labels begin at `start`."""
        self._sheet, self.start, self._count = sheet, start, count
        told = _("Begin with label {start} of {most}").format(start=start, most=sheet.labels)
        self.setAccessibleName(told)
        set_tip(self, _("Click the first free label"), _("arrows"))
        self.updateGeometry()
        self.update()

    def label_at(self, spot: QPointF) -> int:
        """The label below a point of the picture, 0 for none."""
        if self._sheet is None:
            return 0
        places = range(1, self._sheet.labels + 1)
        return next((place for place in places if self._rect(place, whole=True).contains(spot)), 0)

    def sizeHint(self) -> QSize:
        from relnotebook.notebook.sheets import PAPERS

        wide, high = PAPERS[self._sheet.paper if self._sheet is not None else "A4"]
        return QSize(theme.of().px(WIDE), round(theme.of().px(WIDE) * high / wide))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.label_at(event.position())
        if place and event.button() == Qt.MouseButton.LeftButton:
            self._pick(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sheet, key = self._sheet, Qt.Key(event.key())
        if sheet is None:
            return
        ahead = -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Up: -sheet.across,
            Qt.Key.Key_Down: sheet.across,
            Qt.Key.Key_Home: 1 - self.start,
            Qt.Key.Key_End: sheet.labels - self.start,
        }
        if key not in steps:
            super().keyPressEvent(event)
        elif 1 <= self.start + steps[key] <= sheet.labels:
            self._pick(self.start + steps[key])

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme.of(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), look.edge()))
        painter.setBrush(look.colour("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(3), look.px(3))
        if self._sheet is None:
            return
        for place in range(1, self._sheet.labels + 1):
            used, printed = place < self.start, self.start <= place < self.start + self._count
            painter.setPen(QPen(look.colour("accent" if printed else "line"), 1))
            painter.setBrush(look.colour("well" if used else "accent_soft" if printed else "sheet"))
            rect = self._rect(place)
            painter.drawRoundedRect(rect, look.px(2), look.px(2))
            if printed:
                self._write(painter, rect)

    def _write(self, painter: QPainter, rect: QRectF) -> None:
        """Two strokes where the words will be."""
        high = rect.height()
        for at, part in ((0.35, 0.55), (0.65, 0.4)):
            line = QRectF(rect.left() + rect.width() * 0.12, rect.top() + high * at - 0.5, rect.width() * part, 1)
            if self.isRightToLeft():
                line.moveRight(rect.right() - rect.width() * 0.12)
            painter.fillRect(line, theme.of().colour("accent"))

    def _rect(self, place: int, *, whole: bool = False) -> QRectF:
        """Where a label is in the picture; `whole` with the gap to the next one, so that no click is lost."""
        from relnotebook.notebook.sheets import PAPERS

        sheet = self._sheet
        if sheet is None:
            return QRectF()
        scale = self.width() / PAPERS[sheet.paper][0]
        row, column = divmod(place - 1, sheet.across)
        left, top = sheet.left + column * (sheet.width + sheet.gap_x), sheet.top + row * (sheet.height + sheet.gap_y)
        wide, high = sheet.width + sheet.gap_x * whole, sheet.height + sheet.gap_y * whole
        found = QRectF(left * scale, top * scale, wide * scale, high * scale)
        return found if whole else found.adjusted(0.5, 0.5, -1, -1)

    def _pick(self, place: int) -> None:
        if place != self.start:
            self.picked.emit(place)
