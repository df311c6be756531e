"""The inbox of what customers said: a name, a day, their words in the book face, and a line of marks below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from relnotebook.base.text import aloud
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.chosenlist import ChosenList, paint_ground, placed
from relnotebook.widgets.draw import (
    MARK_HEIGHT,
    advance,
    draw_focus,
    draw_mark,
    draw_words,
    elided,
    mark_width,
)
from relnotebook.widgets.plain import clean
from relnotebook.widgets.rowmodel import ROW, Index
from relnotebook.widgets.values import Mark

EDGE, TOP, NAME, LEADING, AIR = 14, 12, 20, 22, 4  # px at 100 % of one row, from its top to its marks
QUOTE_LINES = 2
BAR, GAP = 4, 6


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One thing somebody said.

    Attributes:
        key: whose row it is; the choice is kept by it.
        title: who said it; day: when, in a few letters; `late` draws that in the colour of alerts.
        quote: their words, with the quotation marks.
        marks: status, feeling, kind, rating, in this order; what does not fit becomes "+2".
        spoken: the row as one sentence; made from the parts when "".
        keys: the row's keys in words, for a screen reader.
    """

    key: int
    title: str
    day: str = ""
    quote: str = ""
    marks: tuple[Mark, ...] = ()
    late: bool = False
    spoken: str = ""
    keys: str = ""

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.title

    @property
    def still(self) -> bool:
        """Every row can be chosen."""
        return False

    def says(self) -> str:
        """One sentence for a screen reader."""
        parts = (self.title, self.day, self.quote, *(mark.words() for mark in self.marks))
        return self.spoken or aloud(*parts)


def lines_of(text: str, font: QFont, width: int, most: int = QUOTE_LINES) -> list[str]:
    """`text` broken into at most `most` lines of `width` px; the last one is cut short when there is more.

    Scripts without spaces break too, and so does a word longer than the line.
    """
    if not text:
        return []
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    shown: list[str] = []
    units = text.encode("utf-16-le", "surrogatepass")
    while len(shown) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        start, end = line.textStart(), line.textStart() + line.textLength()
        last = len(shown) == most - 1 and end * 2 < len(units)
        part = units[start * 2 :] if last else units[start * 2 : end * 2]
        words = part.decode("utf-16-le", "surrogatepass").strip()
        shown.append(elided(words, font, width) if last else words)
    layout.endLayout()
    return shown


def fitting(marks: tuple[Mark, ...], room: int) -> tuple[Mark, ...]:
    """As many marks as `room` px hold; those left out are counted in a last one."""
    gap, used = theme.of().px(GAP), 0
    widths = [mark_width(mark) for mark in marks]
    if sum(widths) + gap * (len(marks) - 1) <= room:
        return marks
    for at, width in enumerate(widths):
        rest = Mark("neutral", "", f"+{len(marks) - at}")
        if used + width + gap + mark_width(replace(rest, text=f"+{len(marks) - at - 1}")) > room:
            return (*marks[:at], rest)
        used += width + gap
    return marks


class FeedbackDelegate(QStyledItemDelegate):
    """Paints a FeedbackRow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._broken: dict[tuple[str, int], list[str]] = {}

    def forget(self) -> None:
        """The letters are of another size now."""
        self._broken.clear()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, row = theme.of(), index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        lines = max(len(self._lines(row, width)), 1) if isinstance(row, FeedbackRow) else 1
        high = TOP + NAME + AIR + lines * LEADING + AIR + MARK_HEIGHT + TOP
        return QSize(look.px(200), look.row(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, FeedbackRow):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(option.rect)
        bar = QRect(0, theme.of().px(TOP), theme.of().px(BAR), option.rect.height() - 2 * theme.of().px(TOP))
        paint_ground(painter, option, chosen, bar)
        self._paint_head(painter, option, row)
        self._paint_quote(painter, option, row)
        self._paint_marks(painter, option, row, chosen)
        view = option.widget
        if chosen and view is not None and view.hasFocus():
            draw_focus(painter, option.rect.adjusted(1, 1, -1, -1), theme.of().px(9))
        painter.restore()

    # Strokes

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, row: FeedbackRow) -> None:
        look, rtl = theme.of(), option.direction == Qt.LayoutDirection.RightToLeft
        edge, small, strong = look.px(EDGE), look.font("small", tabular=True), look.font("strong")
        day = clean(row.day, 40)
        small = look.font("small_strong", tabular=True) if row.late else small
        wide = advance(day, small)
        end = option.rect.width() - edge
        spot = QRect(end - wide, look.px(TOP), wide, look.px(NAME))
        ink = look.colour("alert_text" if row.late else "ink3")
        draw_words(painter, placed(option, spot), day, small, ink, rtl)
        room = max(end - wide - look.px(10) - edge, look.px(40))
        spot = QRect(edge, look.px(TOP), min(advance(clean(row.title), strong), room), look.px(NAME))
        draw_words(painter, placed(option, spot), clean(row.title), strong, look.colour("ink"), rtl)

    def _paint_quote(self, painter: QPainter, option: QStyleOptionViewItem, row: FeedbackRow) -> None:
        look, rtl = theme.of(), option.direction == Qt.LayoutDirection.RightToLeft
        edge, font = look.px(EDGE), look.font("quote")
        top = look.px(TOP + NAME + AIR)
        for line in self._lines(row, option.rect.width()):
            spot = QRect(edge, top, option.rect.width() - 2 * edge, look.px(LEADING))
            draw_words(painter, placed(option, spot), line, font, look.colour("ink"), rtl)
            top += look.px(LEADING)

    def _paint_marks(self, painter: QPainter, option: QStyleOptionViewItem, row: FeedbackRow, chosen: bool) -> None:
        look, rtl = theme.of(), option.direction == Qt.LayoutDirection.RightToLeft
        edge, rect = look.px(EDGE), option.rect
        lines = max(len(self._lines(row, rect.width())), 1)
        at, top = edge, look.px(TOP + NAME + AIR) + lines * look.px(LEADING) + look.px(AIR)
        for mark in fitting(row.marks, rect.width() - 2 * edge):
            wide = min(mark_width(mark), rect.width() - edge - at)
            spot = placed(option, QRect(at, top, wide, look.px(MARK_HEIGHT)))
            drawn = replace(mark, tone="chosen") if chosen and mark.tone == "accent" else mark
            draw_mark(painter, spot.topLeft(), drawn, rtl, wide)
            at += wide + look.px(GAP)

    def _lines(self, row: FeedbackRow, width: int) -> list[str]:
        key = (row.quote, width)
        if key not in self._broken:
            if len(self._broken) > 5000:
                self._broken.clear()
            room = width - 2 * theme.of().px(EDGE)
            self._broken[key] = lines_of(clean(row.quote), theme.of().font("quote"), room)
        return self._broken[key]


class FeedbackList(ChosenList[FeedbackRow]):
    """What was said, newest first."""

    page_row = 110

    def __init__(self, parent: QWidget | None = None) -> None:
        self._delegate = FeedbackDelegate()
        super().__init__(self._delegate, _("What was said"), parent)

    def spot(self, key: int) -> QRect:
        """Where a row stands in the viewport; empty when it is not shown."""
        return self.row_spot(key)

    def shape_of(self, row: FeedbackRow) -> object:
        return row.quote

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def _on_look_changed(self) -> None:
        self._delegate.forget()
        super()._on_look_changed()
