"""What is printed: a note to a customer on A6, and the day's touches as a strip for the wall.

Each is painted on whatever paged device it is given (a printer, or a QPdfWriter on a file), so paper and PDF are the
same. Always in the light colours; every text is plain text. The application must have been made: fonts need one.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDate, QFile, QIODevice, QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextOption,
)

from relnotebook.base import resources
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _, n_
from relnotebook.notebook.agenda import GROUPS, Today, Touch
from relnotebook.notebook.sheets import on_letter

SERIF = ["Literata", "Noto Serif", "Georgia", "serif"]
SANS = ["Inter", "Noto Sans", "Segoe UI", "sans-serif"]

A6 = (105.0, 148.0)  # mm
NOTE_MARGIN = 11.0
LARGEST, SMALLEST, STEP = 15.0, 5.0, 0.5  # points of a note's letters

WALL_MARGIN = 14.0
DAY_WIDTH = 26.0  # mm at the left of the margin rule
TICK = 5.0  # mm, a box to tick by hand
GAP = 2.5


# The note


def note(device: QPagedPaintDevice, message: str, shop: str = "", address: str = "") -> None:
    """Paint a message on one A6 page, the shop's name below it. Long words make smaller letters.

    On a printer without A6 it stands in the upper left corner of its page. Raises StoreTrouble("not-printed").
    """
    set_up(device, QPageSize(QPageSize.PageSizeId.A6), NOTE_MARGIN)
    with painting(device) as sheet:
        room = QRectF(0, 0, sheet.mm(A6[0] - 2 * NOTE_MARGIN), sheet.mm(A6[1] - 2 * NOTE_MARGIN))
        room = room.intersected(sheet.room)
        foot = _words_of_shop(sheet, shop, address)
        high = sheet.high(foot, room.width()) + sheet.mm(3) if foot.text else 0.0
        body = QRectF(room.left(), room.top(), room.width(), room.height() - high)
        sheet.put(_fitting(sheet, clean(message, lines=True, limit=TEXT_LIMIT), body), body)
        if foot.text:
            below = QRectF(room.left(), body.bottom() + sheet.mm(3), room.width(), high)
            sheet.rule(QPointF(room.left(), below.top() - sheet.mm(1.5)), QPointF(room.right(), 0))
            sheet.put(foot, below)


def _words_of_shop(sheet: Sheet, shop: str, address: str) -> Words:
    told = ", ".join(part for part in (clean(shop), clean(address)) if part)
    return Words(told, sheet.font(SANS, 8.0), "ink3")


def _fitting(sheet: Sheet, text: str, room: QRectF) -> Words:
    """The words in the largest letters that fit; words without end are cut where the paper ends."""
    size = LARGEST
    while size >= SMALLEST:
        words = Words(text, sheet.font(SERIF, size, QFont.Weight.Medium), "ink")
        if sheet.high(words, room.width()) <= room.height():
            return words
        size -= STEP
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        cut = Words(text[:middle].rstrip() + "…", words.font, words.tone)
        low, high = (middle, high) if sheet.high(cut, room.width()) <= room.height() else (low, middle - 1)
    return Words(text[:low].rstrip() + "…", words.font, words.tone)


# The strip for the wall


def strip(device: QPagedPaintDevice, today: Today, *, shop: str = "", region: str = "GB") -> int:
    """Paint the day's touches as a list to hang up: day, name, what is to do, a box to tick; gives the number of pages.

    What only the shop may know stays off the wall: no message, no note, no closeness. `region` is the shop's, for the
    size of paper (Letter or A4). Raises StoreTrouble("not-printed").
    """
    set_up(device, size_of(region), WALL_MARGIN)
    with painting(device) as sheet:
        pages = _pages(sheet, today.touches)
        for number, page in enumerate(pages, 1):
            if number > 1:
                device.newPage()
            _head(sheet, today, shop, number, len(pages))
            for top, block in page:
                block.paint(sheet, top)
        return len(pages)


def _pages(sheet: Sheet, touches: Sequence[Touch]) -> list[list[tuple[float, Block]]]:
    """Each block with its place; a group's heading never ends a page."""
    blocks: list[Block] = []
    titles = {"overdue": _("Overdue"), "today": _("Today"), "week": _("This week"), "later": _("Later")}
    for group in GROUPS:
        rows = [_Row.of(touch) for touch in touches if touch.group == group]
        if rows:
            blocks += [_Title(titles[group]), *rows]
    if not blocks:
        blocks = [_Title(_("Nobody waits for anything today."))]
    begin, end = sheet.mm(20), sheet.room.height() - sheet.mm(6)
    pages: list[list[tuple[float, Block]]] = [[]]
    top = begin
    for at, block in enumerate(blocks):
        high = block.high(sheet)
        follows = blocks[at + 1].high(sheet) if isinstance(block, _Title) and at + 1 < len(blocks) else 0.0
        if top + high + follows > end and pages[-1]:
            pages.append([])
            top = begin
        pages[-1].append((top, block))
        top += high
    return pages


def _head(sheet: Sheet, today: Today, shop: str, number: int, pages: int) -> None:
    """The day in large letters, what there is to do, the shop; and which page it is."""
    day = QLocale().toString(QDate(today.day.year, today.day.month, today.day.day), QLocale.FormatType.LongFormat)
    width = sheet.room.width()
    sheet.put(Words(day, sheet.font(SERIF, 19.5, QFont.Weight.DemiBold), "ink"), QRectF(0, 0, width, sheet.mm(10)))
    told = [n_("{n} to go", "{n} to go", today.to_go), clean(shop)]
    below = QRectF(0, sheet.mm(10), width, sheet.mm(6))
    sheet.put(Words(", ".join(filter(None, told)), sheet.font(SANS, 9.75), "ink2"), below)
    if pages > 1:
        words = _("Page {number} of {pages}").format(number=number, pages=pages)
        foot = QRectF(0, sheet.room.height() - sheet.mm(4), width, sheet.mm(4))
        sheet.put(Words(words, sheet.font(SANS, 8.0), "ink3"), foot)


class Block:
    """Something on the strip that knows its height."""

    def high(self, sheet: Sheet) -> float:
        raise TypeError("each block measures itself")

    def paint(self, sheet: Sheet, top: float) -> None:
        raise TypeError("each block paints itself")


class Stack(Block):
    """Words one below the other, each as wide as the sheet, with some room after the last.

    Attributes:
        after: mm below the last line.
    """

    after = 0.0

    def parts(self, sheet: Sheet) -> Sequence[Words]:
        """The words, from the top down."""
        raise TypeError("each stack says what it holds")

    def high(self, sheet: Sheet) -> float:
        return sum(sheet.high(part, sheet.room.width()) for part in self.parts(sheet)) + sheet.mm(self.after)

    def paint(self, sheet: Sheet, top: float) -> None:
        for part in self.parts(sheet):
            high = sheet.high(part, sheet.room.width())
            sheet.put(part, QRectF(0, top, sheet.room.width(), high))
            top += high


@dataclass(frozen=True, slots=True)
class _Title(Block):
    text: str

    def _words(self, sheet: Sheet) -> Words:
        return Words(self.text, sheet.font(SANS, 10.5, QFont.Weight.DemiBold), "ink")

    def high(self, sheet: Sheet) -> float:
        return sheet.high(self._words(sheet), sheet.room.width()) + sheet.mm(6)

    def paint(self, sheet: Sheet, top: float) -> None:
        sheet.put(self._words(sheet), QRectF(0, top + sheet.mm(4), sheet.room.width(), self.high(sheet)))


@dataclass(frozen=True, slots=True)
class _Row(Block):
    """One touch. `late`: the day is set in the colour of what is overdue."""

    day: str
    below: str
    name: str
    reason: str
    late: bool

    @classmethod
    def of(cls, touch: Touch) -> _Row:
        day, below = (clean(part) for part in touch.margin)
        what = f"{touch.line} {touch.reason}." if touch.kind == "promise" and touch.line else touch.reason
        return cls(day, below, clean(touch.name), clean(what, limit=TEXT_LIMIT), touch.days_late > 0)

    def _lines(self, sheet: Sheet) -> tuple[Words, Words, Words, Words]:
        side = Qt.AlignmentFlag.AlignRight
        strong = QFont.Weight.DemiBold if self.late else QFont.Weight.Normal
        return (
            Words(self.day, sheet.font(SANS, 9.75, strong), "alert_text" if self.late else "ink2", side),
            Words(self.below, sheet.font(SANS, 9.0), "ink2", side),
            Words(self.name, sheet.font(SERIF, 13.0, QFont.Weight.DemiBold), "ink"),
            Words(self.reason, sheet.font(SANS, 9.75), "ink2"),
        )

    def _columns(self, sheet: Sheet) -> tuple[float, float, float]:
        """(width of the day, left edge of the name, width of the name)."""
        left = sheet.mm(DAY_WIDTH + 2 * GAP)
        return sheet.mm(DAY_WIDTH), left, sheet.room.width() - left - sheet.mm(TICK + GAP)

    def high(self, sheet: Sheet) -> float:
        day, below, name, reason = self._lines(sheet)
        narrow, _left, wide = self._columns(sheet)
        text = max(
            sheet.high(day, narrow) + sheet.high(below, narrow), sheet.high(name, wide) + sheet.high(reason, wide)
        )
        return text + sheet.mm(2 * GAP)

    def paint(self, sheet: Sheet, top: float) -> None:
        day, below, name, reason = self._lines(sheet)
        narrow, left, wide = self._columns(sheet)
        high = self.high(sheet)
        for first, second, x, width in ((day, below, 0.0, narrow), (name, reason, left, wide)):
            down = top + sheet.mm(GAP)
            sheet.put(first, QRectF(x, down, width, high))
            sheet.put(second, QRectF(x, down + sheet.high(first, width), width, high))
        sheet.upright(sheet.mm(DAY_WIDTH + GAP), top, top + high)
        sheet.box(QRectF(sheet.room.width() - sheet.mm(TICK), top + sheet.mm(GAP), sheet.mm(TICK), sheet.mm(TICK)))
        sheet.rule(QPointF(left, top + high), QPointF(sheet.room.width(), 0))


# What both are painted with


@dataclass(frozen=True, slots=True)
class Words:
    """Text with how it is set; `tone` is a token of the light theme."""

    text: str
    font: QFont
    tone: str
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    def option(self) -> QTextOption:
        option = QTextOption(self.side)
        option.setTextDirection(_direction(self.text))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option


def _direction(text: str) -> Qt.LayoutDirection:
    """That of its first letter, whichever way the program is laid out."""
    strong = next((way for way in map(unicodedata.bidirectional, text) if way in ("L", "R", "AL")), "")
    if not strong:
        return Qt.LayoutDirection.LayoutDirectionAuto
    return Qt.LayoutDirection.LeftToRight if strong == "L" else Qt.LayoutDirection.RightToLeft


class Sheet:
    """The page being painted on. `room`: between its margins, in the device's own dots."""

    def __init__(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        self._painter = painter
        self._dots = device.logicalDpiY() / 25.4
        self.room = QRectF(0, 0, device.width(), device.height())

    def mm(self, length: float) -> float:
        return length * self._dots

    def font(self, families: list[str], points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont()
        font.setFamilies(families)
        font.setPointSizeF(points)
        font.setWeight(weight)
        return font

    def high(self, words: Words, width: float) -> float:
        """How high the words stand in a column."""
        if not words.text:
            return 0.0
        self._painter.setFont(words.font)
        return self._painter.boundingRect(QRectF(0, 0, width, 1e7), words.text, words.option()).height()

    def size(self, words: Words, width: float) -> QSizeF:
        """How wide and high the words stand in a column."""
        self._painter.setFont(words.font)
        return self._painter.boundingRect(QRectF(0, 0, width, 1e7), words.text, words.option()).size()

    def put(self, words: Words, rect: QRectF) -> None:
        if words.text:
            self._painter.setFont(words.font)
            self._painter.setPen(_colour(words.tone))
            self._painter.drawText(rect, words.text, words.option())

    def fill(self, rect: QRectF, tone: str) -> None:
        self._painter.fillRect(rect, _colour(tone))

    def rule(self, start: QPointF, end: QPointF) -> None:
        """A hairline from `start` to the right, as far as `end`."""
        self._painter.fillRect(QRectF(start, QSizeF(end.x() - start.x(), self.mm(0.15))), _colour("line"))

    def upright(self, x: float, top: float, bottom: float) -> None:
        """The margin of the notebook."""
        self._painter.fillRect(QRectF(x, top, self.mm(0.5), bottom - top), _colour("margin"))

    def box(self, rect: QRectF) -> None:
        self._painter.setPen(QPen(_colour("line_strong"), self.mm(0.25)))
        self._painter.drawRoundedRect(rect, self.mm(1), self.mm(1))


def size_of(region: str) -> QPageSize:
    """The size of paper of a country: Letter or A4."""
    return QPageSize(QPageSize.PageSizeId.Letter if on_letter(region) else QPageSize.PageSizeId.A4)


def set_up(device: QPagedPaintDevice, size: QPageSize, margin: float) -> None:
    """Give a device its page; `margin` in mm on all sides."""
    _load_fonts()
    device.setPageSize(size)
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)


@contextmanager
def painting(device: QPagedPaintDevice) -> Iterator[Sheet]:
    """The sheet to paint on, for as long as the device is held. Raises StoreTrouble("not-printed")."""
    painter = QPainter()
    if not painter.begin(device):
        raise StoreTrouble("not-printed")
    try:
        yield Sheet(painter, device)
    finally:
        painter.end()


@contextmanager
def pdf(file: Path, size: QPageSize, margin: float = 0.0, *, title: str = "") -> Iterator[tuple[QPdfWriter, Sheet]]:
    """A PDF to paint page by page; at the end it is in the file. Raises OSError when that cannot be written."""
    held = QFile(str(file))
    if not held.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(held.errorString())
    device = QPdfWriter(held)
    device.setTitle(title)
    device.setCreator("RelNotebook")
    set_up(device, size, margin)
    try:
        with painting(device) as sheet:
            yield device, sheet
        held.flush()
        if held.error() != QFile.FileError.NoError:
            raise OSError(held.errorString())
    finally:
        held.close()


def _load_fonts() -> None:
    """Our faces, where no window has brought them in yet."""
    if not {SERIF[0], SANS[0]} <= set(QFontDatabase.families()):
        for face in sorted(resources.path("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(face))


@cache
def _light() -> dict[str, str]:
    with resources.path("theme.toml").open("rb") as file:
        table: dict[str, str] = tomllib.load(file)["light"]
    return table


def _colour(token: str) -> QColor:
    return QColor(_light()[token])
