"""Five faces, drawn with a pen: from wonderful (5) to really bad (1). The word below each says the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

BEST, WORST = 5, 1
SIDE = 104.0  # the drawing below is made for a face this wide
PEN = 5.0
EYE = 5.2
SMILING = ((-24.0, -7.0), (-16.0, -14.5), (-7.0, -7.0))  # one eye, laughing; the other is its mirror


def draw_face(painter: QPainter, rect: QRectF, score: int, ink: QColor) -> None:
    """The face of `score`, as large as fits into `rect`, in one colour. Raises KeyError for a score beyond 1 to 5."""
    draw = {5: _wonderful, 4: _good, 3: _so_so, 2: _not_good, 1: _really_bad}[score]
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(side / SIDE, side / SIDE)
    painter.setPen(QPen(ink, PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = (SIDE - PEN) / 2
    painter.drawEllipse(QPointF(0, 0), radius, radius)
    draw(painter, ink)
    painter.restore()


def _wonderful(painter: QPainter, ink: QColor) -> None:
    for side in (1, -1):
        (x, y), (over_x, over_y), (end_x, end_y) = SMILING
        eye = QPainterPath(QPointF(side * x, y))
        eye.quadTo(QPointF(side * over_x, over_y * 1.25), QPointF(side * end_x, end_y))
        painter.drawPath(eye)
    mouth = QPainterPath(QPointF(-20, 11.5))
    mouth.lineTo(20, 11.5)
    mouth.cubicTo(QPointF(15, 30.5), QPointF(-15, 30.5), QPointF(-20, 11.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(mouth)


def _good(painter: QPainter, ink: QColor) -> None:
    _mouth(painter, QPointF(-18, 12.5), 29.5)
    _dots(painter, ink)


def _so_so(painter: QPainter, ink: QColor) -> None:
    painter.drawLine(QPointF(-17, 18), QPointF(17, 18))
    _dots(painter, ink)


def _not_good(painter: QPainter, ink: QColor) -> None:
    _mouth(painter, QPointF(-17, 23), 9)
    _dots(painter, ink)


def _really_bad(painter: QPainter, ink: QColor) -> None:
    for side in (1, -1):
        painter.drawLine(QPointF(side * 26, -22.5), QPointF(side * 9, -17))
    _mouth(painter, QPointF(-19, 25.5), 4)
    _dots(painter, ink)


def _mouth(painter: QPainter, corner: QPointF, pull: float) -> None:
    """A curve from corner to corner; `pull` is how far down (or up) its middle is drawn towards."""
    path = QPainterPath(corner)
    path.quadTo(QPointF(0, pull), QPointF(-corner.x(), corner.y()))
    painter.drawPath(path)


def _dots(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for side in (1, -1):
        painter.drawEllipse(QPointF(side * 16, -9), EYE, EYE)
