"""Painting what hangs on the wall: "You said, we did" to be read from two steps away, and a sheet to vote on.

On whatever paged device it is given, in the light colours, every text plain. The application must have been made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPagedPaintDevice

from relnotebook.base.words import _
from relnotebook.exchange.paper import GAP, SANS, SERIF, WALL_MARGIN, Block, Sheet, Words, painting, set_up, size_of
from relnotebook.exchange.wall import VoteLine, VoteSheet, Wall, WallPair

BOX, PITCH = 6.0, 8.5  # mm: a box to tick; from one to the next
ROWS = 3  # lines to write a new idea on
LINE = 11.0  # mm between them
BETWEEN = 6.0  # mm between what was said and what was done


def wall(device: QPagedPaintDevice, content: Wall, *, region: str = "GB") -> int:
    """Paint the pairs; gives the number of pages. `region` is the shop's, for the size of paper.

    Raises StoreTrouble("not-printed").
    """
    blocks: list[Block] = [_Pair(pair) for pair in content.pairs] or [_Nothing(_("Nothing to tell yet."))]
    return lay_out(device, region, _Head(content.title, "", content.shop), blocks)


def votes(device: QPagedPaintDevice, content: VoteSheet, *, region: str = "GB") -> int:
    """Paint the ideas with boxes to tick, and lines for new ones; gives the number of pages.

    Raises StoreTrouble("not-printed").
    """
    blocks: list[Block] = [*(_Vote(line) for line in content.lines), _More(content.more)]
    return lay_out(device, region, _Head(content.title, content.how if content.lines else "", content.shop), blocks)


def lay_out(device: QPagedPaintDevice, region: str, head: Block, blocks: Sequence[Block]) -> int:
    """Paint blocks over as many pages as they need, the head on each; gives the number of pages.

    Raises StoreTrouble("not-printed").
    """
    set_up(device, size_of(region), WALL_MARGIN)
    with painting(device) as sheet:
        pages = _pages(sheet, head, blocks)
        for number, page in enumerate(pages, 1):
            if number > 1:
                device.newPage()
            head.paint(sheet, 0.0)
            for top, block in page:
                block.paint(sheet, top)
            if len(pages) > 1:
                _foot(sheet, number, len(pages))
        return len(pages)


def _pages(sheet: Sheet, head: Block, blocks: Sequence[Block]) -> list[list[tuple[float, Block]]]:
    """Each block with its place; none is torn apart, and one that is higher than a page has one of its own."""
    begin, end = head.high(sheet) + sheet.mm(4), sheet.room.height() - sheet.mm(7)
    pages: list[list[tuple[float, Block]]] = [[]]
    top = begin
    for block in blocks:
        high = block.high(sheet)
        if top + high > end and pages[-1]:
            pages.append([])
            top = begin
        pages[-1].append((top, block))
        top += high
    return pages


def _foot(sheet: Sheet, number: int, pages: int) -> None:
    words = _("Page {number} of {pages}").format(number=number, pages=pages)
    foot = QRectF(0, sheet.room.height() - sheet.mm(4), sheet.room.width(), sheet.mm(4))
    sheet.put(Words(words, sheet.font(SANS, 8.0), "ink3"), foot)


@dataclass(frozen=True, slots=True)
class _Head(Block):
    """The title in large letters, what to do, the shop."""

    title: str
    how: str
    shop: str

    def _parts(self, sheet: Sheet) -> tuple[Words, Words, Words]:
        return (
            Words(self.shop, sheet.font(SANS, 10.5, QFont.Weight.DemiBold), "accent"),
            Words(self.title, sheet.font(SERIF, 30.0, QFont.Weight.DemiBold), "ink"),
            Words(self.how, sheet.font(SANS, 12.0), "ink2"),
        )

    def high(self, sheet: Sheet) -> float:
        width = sheet.room.width()
        return sum(sheet.high(part, width) + sheet.mm(1.5) for part in self._parts(sheet) if part.text)

    def paint(self, sheet: Sheet, top: float) -> None:
        for part in self._parts(sheet):
            high = sheet.high(part, sheet.room.width())
            sheet.put(part, QRectF(0, top, sheet.room.width(), high))
            top += high + sheet.mm(1.5) if part.text else 0.0


@dataclass(frozen=True, slots=True)
class _Pair(Block):
    """What was said at the left, what was done at the right."""

    pair: WallPair

    def _columns(self, sheet: Sheet) -> tuple[tuple[float, tuple[Words, ...]], ...]:
        small = sheet.font(SANS, 10.5, QFont.Weight.DemiBold)
        large = sheet.font(SERIF, 15.0, QFont.Weight.Medium)
        quiet = sheet.font(SANS, 10.5)
        thanks = _("Thank you, {name}.").format(name=self.pair.name) if self.pair.name else ""
        said = (Words(_("You said"), small, "ink3"), Words(self.pair.said, large, "ink"), Words(thanks, quiet, "ink2"))
        did = (Words(self.pair.answer, small, "accent"), Words(self.pair.did, large, "ink"))
        other = sheet.room.width() / 2 + sheet.mm(BETWEEN) / 2
        if QGuiApplication.isRightToLeft():
            return (other, said), (0.0, did)
        return (0.0, said), (other, did)

    def _width(self, sheet: Sheet) -> float:
        return (sheet.room.width() - sheet.mm(BETWEEN)) / 2

    def high(self, sheet: Sheet) -> float:
        wide = self._width(sheet)
        columns = (sum(sheet.high(part, wide) for part in parts) for _left, parts in self._columns(sheet))
        return max(columns) + sheet.mm(3 * GAP)

    def paint(self, sheet: Sheet, top: float) -> None:
        wide = self._width(sheet)
        for left, parts in self._columns(sheet):
            down = top + sheet.mm(GAP)
            for part in parts:
                high = sheet.high(part, wide)
                sheet.put(part, QRectF(left, down, wide, high))
                down += high
        sheet.rule(QPointF(0, top + self.high(sheet) - sheet.mm(GAP) / 2), QPointF(sheet.room.width(), 0))


@dataclass(frozen=True, slots=True)
class _Vote(Block):
    """An idea and a row of boxes to tick."""

    line: VoteLine

    def _parts(self, sheet: Sheet) -> tuple[Words, Words]:
        return (
            Words(self.line.title, sheet.font(SERIF, 15.0, QFont.Weight.DemiBold), "ink"),
            Words(self.line.by, sheet.font(SANS, 10.0), "ink2"),
        )

    def high(self, sheet: Sheet) -> float:
        words = sum(sheet.high(part, sheet.room.width()) for part in self._parts(sheet))
        return words + sheet.mm(BOX + 4 * GAP)

    def paint(self, sheet: Sheet, top: float) -> None:
        down = top + sheet.mm(GAP)
        for part in self._parts(sheet):
            high = sheet.high(part, sheet.room.width())
            sheet.put(part, QRectF(0, down, sheet.room.width(), high))
            down += high
        down += sheet.mm(GAP)
        many = int((sheet.room.width() + sheet.mm(PITCH - BOX)) / sheet.mm(PITCH))
        for at in range(many):
            sheet.box(QRectF(at * sheet.mm(PITCH), down, sheet.mm(BOX), sheet.mm(BOX)))
        sheet.rule(QPointF(0, top + self.high(sheet) - sheet.mm(GAP) / 2), QPointF(sheet.room.width(), 0))


@dataclass(frozen=True, slots=True)
class _More(Block):
    """Lines to write something else on."""

    words: str

    def _title(self, sheet: Sheet) -> Words:
        return Words(self.words, sheet.font(SANS, 12.0, QFont.Weight.DemiBold), "ink")

    def high(self, sheet: Sheet) -> float:
        return sheet.high(self._title(sheet), sheet.room.width()) + sheet.mm(2 * GAP + ROWS * LINE)

    def paint(self, sheet: Sheet, top: float) -> None:
        title = self._title(sheet)
        high = sheet.high(title, sheet.room.width())
        sheet.put(title, QRectF(0, top + 2 * sheet.mm(GAP), sheet.room.width(), high))
        down = top + 2 * sheet.mm(GAP) + high
        for at in range(1, ROWS + 1):
            sheet.rule(QPointF(0, down + at * sheet.mm(LINE)), QPointF(sheet.room.width(), 0))


@dataclass(frozen=True, slots=True)
class _Nothing(Block):
    """A sentence where there is nothing else."""

    words: str

    def high(self, sheet: Sheet) -> float:
        return sheet.mm(20)

    def paint(self, sheet: Sheet, top: float) -> None:
        words = Words(self.words, sheet.font(SANS, 12.0), "ink2", Qt.AlignmentFlag.AlignLeft)
        sheet.put(words, QRectF(0, top, sheet.room.width(), self.high(sheet)))
