"""The strokes all painters share: discs, marks, ribbons, highlights, words that keep their own direction."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle

from relnotebook.widgets import theme
from relnotebook.widgets.plain import clean, units
from relnotebook.widgets.values import Mark, Spans

TINTS = (
    ("accent_soft", "accent_soft_text"),
    ("honey_soft", "honey_text"),
    ("well", "ink2"),
    ("alert_soft", "alert_text"),
)
MARKS = {
    "alert": ("alert", "on_alert"),
    "never": ("alert_soft", "alert_text"),
    "honey": ("honey_soft", "honey_text"),
    "accent": ("accent_soft", "accent_soft_text"),
    "neutral": ("well", "ink"),
    "outline": ("", "ink2"),
    "chosen": ("sheet", "accent_soft_text"),  # an accent mark on a row that is chosen
}
BOLD_TONES = ("alert", "never")
MARK_HEIGHT = 26
_HOLD = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def mirrored(inside: QRect, rect: QRect, rtl: bool) -> QRect:
    """`rect` where it belongs inside `inside`: as it is, or on the other side when read from right to left."""
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    return QStyle.visualRect(direction, inside, rect)


def advance(text: str, font: QFont) -> int:
    """How many px `text` takes, rounded up."""
    return int(QFontMetricsF(font).horizontalAdvance(text) + 0.999)


def elided(text: str, font: QFont, width: int) -> str:
    """`text`, shortened at its end to fit into `width`."""
    if width <= 0:
        return ""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_words(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, rtl: bool = False) -> None:
    """One line of plain words, vertically centred, at the leading side of `rect`; cut short when too long."""
    shown = elided(text, font, rect.width() + 1)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.setPen(colour)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, _HOLD | side | Qt.TextFlag.TextSingleLine, shown)


def draw_highlight(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor, spans: Spans, rtl: bool = False
) -> None:
    """As `draw_words`, with the letters of `spans` on a honey ground."""
    shown = elided(text, font, rect.width() + 1)
    spans = tuple((start, min(end, len(shown))) for start, end in spans if start < len(shown))
    if not spans:
        draw_words(painter, rect, text, font, colour, rtl)
        return
    layout = _one_line(shown, font)
    line = layout.lineAt(0)
    left = rect.right() + 1 - line.naturalTextWidth() if rtl else float(rect.left())
    origin = QPointF(left, rect.top() + (rect.height() - line.height()) / 2)
    _draw_grounds(painter, layout, shown, spans, origin)
    painter.setPen(colour)
    layout.draw(painter, origin, _inked(shown, spans))


def draw_disc(
    painter: QPainter,
    rect: QRect,
    initials: str,
    tint: int,
    chosen: bool = False,
    photo: bytes | None = None,
    font: QFont | None = None,
) -> None:
    """A person's disc: their photo, or their initials on one of four tints; on a chosen row it is paper white."""
    look = theme.of()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture = _photo(photo, rect.size(), painter.device().devicePixelRatioF()) if photo else None
    if picture is not None:
        path = QPainterPath()
        path.addEllipse(QRectF(rect))
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(rect, picture)
    else:
        ground, ink = TINTS[tint % len(TINTS)]
        if chosen:
            ground, ink = "sheet", "accent_soft_text" if ground == "well" else ink
        edge = look.contrast
        painter.setPen(QPen(look.colour(ink), 2) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground))
        painter.drawEllipse(QRectF(rect).adjusted(1, 1, -1, -1) if edge else QRectF(rect))
        painter.setFont(font or look.font("initials"))
        painter.setPen(look.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, clean(initials, 3))
    painter.restore()


def mark_width(mark: Mark) -> int:
    """How wide a mark is at the text size in force."""
    look = theme.of()
    text, strong = clean(mark.text, 80), clean(mark.strong, 80)
    width = look.px(9) * 2 + advance(text, _mark_font(mark))
    width += advance(strong, look.font("small_strong")) + look.px(4) if strong else 0
    return width + (look.px(19 if text or strong else 15) if mark.icon else 0)


def draw_mark(painter: QPainter, pos: QPoint, mark: Mark, rtl: bool = False, width: int = 0) -> int:
    """Draw a mark with its top left corner at `pos`; returns its width. A `width` given cuts it short."""
    look = theme.of()
    natural = mark_width(mark)
    box = QRect(pos, QSize(min(natural, width) if width else natural, look.px(MARK_HEIGHT)))
    ground, ink = MARKS[mark.tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_ground(painter, box, ground, ink)
    place = box.adjusted(look.px(9), 0, -look.px(9), 0)
    if mark.icon:
        side = look.px(15)
        spot = QRect(place.left(), box.top() + (box.height() - side) // 2, side, side)
        painter.drawPixmap(mirrored(box, spot, rtl), look.pixmap(mark.icon, ink, 15, _dpr(painter)))
        place.setLeft(place.left() + look.px(19))
    if mark.strong:
        strong, bold = clean(mark.strong, 80), look.font("small_strong")
        spot = QRect(place.left(), box.top(), advance(strong, bold), box.height())
        draw_words(painter, mirrored(box, spot, rtl), strong, bold, look.colour(ink), rtl)
        place.setLeft(spot.right() + 1 + look.px(4))
    draw_words(painter, mirrored(box, place, rtl), clean(mark.text, 80), _mark_font(mark), look.colour(ink), rtl)
    painter.restore()
    return box.width()


def draw_ribbon(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """The ribbon: a strip as wide as `rect` with a notch at its lower end."""
    left, right, top, bottom = rect.left(), rect.right() + 1, rect.top(), rect.bottom() + 1
    notch = bottom - rect.width() * 0.4
    shape = [(left, top), (right, top), (right, bottom), ((left + right) / 2, notch), (left, bottom)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape]))
    painter.restore()


def draw_key(
    painter: QPainter, rect: QRect, text: str, ink: QColor, edge: QColor, ground: QColor | None = None
) -> None:
    """A key cap: small words in a thin rounded frame."""
    radius = theme.of().px(4)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(theme.of().font("key"))
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def key_size(text: str) -> QSize:
    """The size of a key cap with these words."""
    look = theme.of()
    height = look.px(19)
    return QSize(max(advance(text, look.font("key")) + look.px(12), height), height)


def draw_shadow(painter: QPainter, rect: QRect, radius: int) -> None:
    """A soft shadow around `rect`, for things that float; nothing in high contrast."""
    if theme.of().contrast:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 5))
    for spread in range(10, 0, -1):
        painter.drawRoundedRect(
            QRectF(rect).adjusted(-spread, -spread + 5, spread, spread + 5), radius + spread, radius + spread
        )
    painter.restore()


def draw_focus(painter: QPainter, rect: QRect, radius: int) -> None:
    """The focus ring just inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.of().colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def hairline(painter: QPainter, rect: QRect) -> None:
    """A line of 1 px along the lower edge of `rect`; filled, since a drawn one blurs to 2 px."""
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.of().colour("line"))


def _mark_font(mark: Mark) -> QFont:
    return theme.of().font("small_strong" if mark.tone in BOLD_TONES else "small")


def _draw_ground(painter: QPainter, box: QRect, ground: str, ink: str) -> None:
    look = theme.of()
    area = QRectF(box)
    painter.setPen(Qt.PenStyle.NoPen)
    if not ground:
        painter.setPen(QPen(look.colour("line_strong"), look.edge()))
        area.adjust(0.5, 0.5, -0.5, -0.5)
    elif look.contrast and ground != "alert":
        painter.setPen(QPen(look.colour(ink), 2))
        area.adjust(1, 1, -1, -1)
        ground = "sheet"
    painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, look.px(6), look.px(6))


def _one_line(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _draw_grounds(painter: QPainter, layout: QTextLayout, text: str, spans: Spans, origin: QPointF) -> None:
    look, line = theme.of(), layout.lineAt(0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("honey_text"), 1) if look.contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("honey_soft"))
    for start, end in spans:
        a, b = (_x(line.cursorToX(units(text, at))) for at in (start, end))
        ground = QRectF(origin.x() + min(a, b) - 1, origin.y(), abs(b - a) + 2, line.height())
        painter.drawRoundedRect(ground, 3, 3)
    painter.restore()


def _inked(text: str, spans: Spans) -> list[QTextLayout.FormatRange]:
    ranges = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        part.start, part.length = units(text, start), units(text, end) - units(text, start)
        part.format.setForeground(theme.of().colour("honey_text"))
        ranges.append(part)
    return ranges


def _x(found: object) -> float:
    """`cursorToX` gives (x, cursor) or x alone, by version."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _photo(data: bytes, size: QSize, dpr: float) -> QPixmap | None:
    """A picture filling a square of `size`, or None when the bytes are no picture."""
    image = QImage.fromData(data)
    if image.isNull():
        return None
    side = min(image.width(), image.height())
    square = image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    wanted = QSize(round(size.width() * dpr), round(size.height() * dpr))
    drawn = QPixmap.fromImage(
        square.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    )
    drawn.setDevicePixelRatio(dpr)
    return drawn


def _dpr(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()
