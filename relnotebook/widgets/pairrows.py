"""Pairs of people in a list: both names in the book face, and below them why they stand together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relnotebook.base.text import aloud
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.chosenlist import ChosenList, paint_ground, placed
from relnotebook.widgets.draw import draw_focus, draw_words
from relnotebook.widgets.feedbackrows import lines_of
from relnotebook.widgets.plain import clean
from relnotebook.widgets.rowmodel import ROW, Index

EDGE, TOP, NAME, WHY, AIR = 14, 12, 22, 19, 4  # px at 100 %
NAME_LINES, WHY_LINES = 3, 3
BAR = 4


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people.

    Attributes:
        key: what the page knows the pair by; the choice is kept by it.
        one, other: their names, which wrap and are not cut short; why: in words, what they have in common.
        keys: the row's keys in words, for a screen reader.
    """

    key: object
    one: str
    other: str
    why: str
    keys: str = ""

    @property
    def caption(self) -> str:
        """The words it stands under."""
        return self.one

    @property
    def still(self) -> bool:
        """Every row can be chosen."""
        return False

    def says(self) -> str:
        """One sentence for a screen reader."""
        return aloud(_("{one} and {other}").format(one=self.one, other=self.other), self.why)


class PairDelegate(QStyledItemDelegate):
    """Paints a PairRow."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of Qt's own text is painted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look, row = theme.of(), index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        high = sum(line.gap + line.high for line in _lines(row, width)) if isinstance(row, PairRow) else 0
        return QSize(look.px(200), high + look.row(2 * TOP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, PairRow):
            return
        look, rtl = theme.of(), option.direction == Qt.LayoutDirection.RightToLeft
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(option.rect)
        edge, rect = look.px(EDGE), option.rect
        paint_ground(painter, option, chosen, QRect(0, look.px(TOP), look.px(BAR), rect.height() - 2 * look.px(TOP)))
        lines = tuple(_lines(row, rect.width()))
        top = (rect.height() - sum(line.gap + line.high for line in lines)) // 2
        for line in lines:
            spot = QRect(edge, top + line.gap, rect.width() - 2 * edge, line.high)
            draw_words(painter, placed(option, spot), line.words, line.font, look.colour(line.ink), rtl)
            top += line.gap + line.high
        view = option.widget
        if chosen and view is not None and view.hasFocus():
            draw_focus(painter, option.rect.adjusted(1, 1, -1, -1), look.px(9))
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a row; `gap` and `high` in px."""

    words: str
    font: QFont
    ink: str
    high: int
    gap: int = 0


def _lines(row: PairRow, width: int) -> Iterator[_Line]:
    """Every line, from the top."""
    look = theme.of()
    room = width - 2 * look.px(EDGE)
    for name in (row.one, row.other):
        for line in lines_of(clean(name), look.font("row_name"), room, NAME_LINES):
            yield _Line(line, look.font("row_name"), "ink", look.px(NAME))
    for n, line in enumerate(lines_of(clean(row.why), look.font("small"), room, WHY_LINES)):
        yield _Line(line, look.font("small"), "ink2", look.px(WHY), 0 if n else look.px(AIR))


class PairList(ChosenList[PairRow]):
    """Pairs, one of them chosen."""

    page_row = 90

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PairDelegate(), _("Cards that may be the same person"), parent)

    def shape_of(self, row: PairRow) -> object:
        return (row.one, row.other, row.why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
