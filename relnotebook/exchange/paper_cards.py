"""Painting cards on paper: each begins on a page of its own, alerts in brick below the name.

On whatever paged device it is given, in the light colours, every text plain. The application must have been made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPagedPaintDevice

from relnotebook.base import clock
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _
from relnotebook.exchange.paper import (
    GAP,
    SANS,
    SERIF,
    WALL_MARGIN,
    Block,
    Sheet,
    Stack,
    Words,
    painting,
    set_up,
    size_of,
)
from relnotebook.exchange.printed import CardOnPaper
from relnotebook.notebook import days

PART = 900  # letters of one block: a note of many pages goes on over the page
TITLE_WIDE = 38.0  # mm
INSIDE = 4.0  # mm of the alert's box


def cards(device: QPagedPaintDevice, content: Sequence[CardOnPaper], *, shop: str = "", region: str = "GB") -> int:
    """Paint the cards; gives the number of pages. `region` is the shop's, for the size of paper.

    Raises StoreTrouble("not-printed").
    """
    set_up(device, size_of(region), WALL_MARGIN)
    with painting(device) as sheet:
        number = 0
        for card in content:
            pages = _pages(sheet, list(_blocks(card)))
            for at, page in enumerate(pages, 1):
                if number:
                    device.newPage()
                number += 1
                for top, block in page:
                    block.paint(sheet, top)
                _foot(sheet, card.name, shop, at, len(pages))
        return number


def _blocks(card: CardOnPaper) -> Iterator[Block]:
    yield _Name(clean(card.name), clean(card.below))
    for title, advice in card.alerts:
        yield _Alert(clean(title), clean(advice, limit=TEXT_LIMIT))
    for section in card.sections:
        title = clean(section.title)
        for line in section.lines:
            text = clean(line, lines=True, limit=TEXT_LIMIT)
            for at in range(0, max(len(text), 1), PART):
                yield _Line(title, text[at : at + PART])
                title = ""


def _pages(sheet: Sheet, blocks: Sequence[Block]) -> list[list[tuple[float, Block]]]:
    """Each block with its place; none is torn apart."""
    end = sheet.room.height() - sheet.mm(8)
    pages: list[list[tuple[float, Block]]] = [[]]
    top = 0.0
    for block in blocks:
        high = block.high(sheet)
        if top + high > end and pages[-1]:
            pages.append([])
            top = 0.0
        pages[-1].append((top, block))
        top += high
    return pages


def _foot(sheet: Sheet, name: str, shop: str, number: int, pages: int) -> None:
    """Whose card it is, of which shop and day, and which page."""
    today = clock.today()
    day = days.written(today, today.replace(year=today.year - 1, day=1))
    page = _("Page {number} of {pages}").format(number=number, pages=pages) if pages > 1 else ""
    words = ", ".join(part for part in (clean(shop), clean(name) if number > 1 else "", day, page) if part)
    foot = QRectF(0, sheet.room.height() - sheet.mm(4), sheet.room.width(), sheet.mm(4))
    sheet.put(Words(words, sheet.font(SANS, 8.0), "ink3"), foot)


@dataclass(frozen=True, slots=True)
class _Name(Stack):
    after = 2 * GAP
    name: str
    below: str

    def parts(self, sheet: Sheet) -> tuple[Words, Words]:
        return (
            Words(self.name, sheet.font(SERIF, 24.0, QFont.Weight.DemiBold), "ink"),
            Words(self.below, sheet.font(SANS, 10.5), "ink2"),
        )


@dataclass(frozen=True, slots=True)
class _Alert(Block):
    """What can hurt, in a box of brick, with what to do below."""

    title: str
    advice: str

    def _parts(self, sheet: Sheet) -> tuple[Words, Words]:
        return (
            Words(self.title, sheet.font(SANS, 13.0, QFont.Weight.Bold), "on_alert"),
            Words(self.advice, sheet.font(SANS, 10.5), "on_alert"),
        )

    def _inside(self, sheet: Sheet) -> float:
        width = sheet.room.width() - 2 * sheet.mm(INSIDE)
        return sum(sheet.high(part, width) for part in self._parts(sheet))

    def high(self, sheet: Sheet) -> float:
        return self._inside(sheet) + sheet.mm(2 * INSIDE + GAP)

    def paint(self, sheet: Sheet, top: float) -> None:
        sheet.fill(QRectF(0, top, sheet.room.width(), self._inside(sheet) + sheet.mm(2 * INSIDE)), "alert")
        down, width = top + sheet.mm(INSIDE), sheet.room.width() - 2 * sheet.mm(INSIDE)
        for part in self._parts(sheet):
            high = sheet.high(part, width)
            sheet.put(part, QRectF(sheet.mm(INSIDE), down, width, high))
            down += high


@dataclass(frozen=True, slots=True)
class _Line(Block):
    """A line of a section; the first one has its heading at the side."""

    title: str
    text: str

    def _parts(self, sheet: Sheet) -> tuple[Words, Words]:
        rtl = QGuiApplication.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        return (
            Words(self.title, sheet.font(SANS, 9.75, QFont.Weight.DemiBold), "ink3", side),
            Words(self.text, sheet.font(SANS, 11.0), "ink"),
        )

    def _before(self, sheet: Sheet) -> float:
        return sheet.mm(2 * GAP) if self.title else sheet.mm(0.6)

    def high(self, sheet: Sheet) -> float:
        title, text = self._parts(sheet)
        wide = sheet.room.width() - sheet.mm(TITLE_WIDE)
        high = max(sheet.high(title, sheet.mm(TITLE_WIDE - GAP)), sheet.high(text, wide))
        return high + self._before(sheet)

    def paint(self, sheet: Sheet, top: float) -> None:
        title, text = self._parts(sheet)
        width, side = sheet.room.width(), sheet.mm(TITLE_WIDE)
        rtl = QGuiApplication.isRightToLeft()
        down, high = top + self._before(sheet), self.high(sheet)
        sheet.put(title, QRectF(width - side + sheet.mm(GAP) if rtl else 0, down, side - sheet.mm(GAP), high))
        sheet.put(text, QRectF(0 if rtl else side, down, width - side, high))
