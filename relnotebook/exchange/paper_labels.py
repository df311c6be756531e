"""Painting address labels onto sheets, and the page that shows how far a printer is off.

Every length is measured from the edge of the paper, in millimetres. The application must have been made.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageSize

from relnotebook.base.terms import CustomerId, Step
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.exchange import labels, outgoing
from relnotebook.exchange.paper import SANS, Sheet, Words, painting, pdf, set_up
from relnotebook.notebook import addressing
from relnotebook.notebook.sheets import PAPERS, Nudge
from relnotebook.notebook.sheets import Sheet as LabelSheet

if TYPE_CHECKING:
    from relnotebook.store.write import Session

HAIR = 0.15  # mm, the line round a label
CROSS = 4.0  # mm, half of the cross in the middle of a label
RULER = 100.0  # mm
TOLD = 60.0, 36.0  # mm, room for the words on the calibration page
NOT_MOVED = Nudge()


@dataclass(frozen=True, slots=True)
class Labels:
    """How labels are printed.

    Attributes:
        start: the first free label of the first sheet, row by row from 1.
        outlines: each label gets a hairline, for paper that is to be cut.
    """

    sheet: LabelSheet
    start: int = 1
    nudge: Nudge = NOT_MOVED
    outlines: bool = False


class Printer:
    """Paints label after label, new pages by itself; `page` is the number of the one it is on, 0 before the first."""

    def __init__(self, device: QPagedPaintDevice, sheet: Sheet, how: Labels) -> None:
        self._device, self._sheet, self._how = device, sheet, how
        self._next = how.start
        self.page = 0

    def add(self, lines: Sequence[str]) -> None:
        """One more label."""
        number = self._next - 1
        page, place = divmod(number, self._how.sheet.labels)
        if page + 1 > self.page:
            if self.page:
                self._device.newPage()
            self.page = page + 1
        self._next += 1
        self._paint(lines, labels.spot(self._how.sheet, place + 1, page=self.page, nudge=self._how.nudge))

    def _paint(self, lines: Sequence[str], spot: labels.Spot) -> None:
        sheet, free = self._sheet, labels.padding(self._how.sheet)
        if self._how.outlines:
            outline(sheet, spot)
        width, height = spot.width - 2 * free, spot.height - 2 * free
        fit = labels.fit([clean(line) for line in lines], width, height, partial(_measure, sheet))
        words = _words(sheet, fit.lines, fit.points)
        high = min(sheet.high(words, sheet.mm(width)), sheet.mm(height))
        top = sheet.mm(spot.top + free) + (sheet.mm(height) - high) / 2
        sheet.put(words, QRectF(sheet.mm(spot.left + free), top, sheet.mm(width), high))


def paint(device: QPagedPaintDevice, addresses: Sequence[Sequence[str]], how: Labels) -> int:
    """Paint the addresses, each a few lines; the number of sheets. Raises Refusal("bad-start", most),
    StoreTrouble("not-printed")."""
    pages = labels.pages(how.sheet, len(addresses), start=how.start)
    set_up(device, page_size(how.sheet), 0.0)
    with painting(device) as sheet:
        printer = Printer(device, sheet, how)
        for lines in addresses:
            printer.add(lines)
    return pages


def page_size(sheet: LabelSheet) -> QPageSize:
    letter = sheet.paper == "Letter"
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


def _words(sheet: Sheet, lines: Sequence[str], points: float) -> Words:
    return Words("\n".join(lines), sheet.font(SANS, points), "ink")


def _measure(sheet: Sheet, lines: Sequence[str], points: float, width: float) -> tuple[float, float]:
    """How wide and high lines stand, in mm; `width` 0 for lines that are not broken."""
    words, dots = _words(sheet, lines, points), sheet.mm(1)
    room = width * dots if width else 1e6
    size = sheet.size(words, room)
    return size.width() / dots, size.height() / dots


# To hold against the light


def calibration(device: QPagedPaintDevice, sheet: LabelSheet, nudge: Nudge | None = None, *, printer: str = "") -> None:
    """Paint every label as an outline with a cross in its middle, rulers of ten centimetres, and what to do with it.

    Raises StoreTrouble("not-printed").
    """
    set_up(device, page_size(sheet), 0.0)
    with painting(device) as page:
        _calibrate(page, sheet, nudge or NOT_MOVED, printer)


def calibration_pdf(file: Path, sheet: LabelSheet, nudge: Nudge | None = None, *, printer: str = "") -> None:
    """The same as a PDF. Raises OSError."""
    with pdf(file, page_size(sheet), title=sheet.title) as (_device, page):
        _calibrate(page, sheet, nudge or NOT_MOVED, printer)


def _calibrate(page: Sheet, sheet: LabelSheet, off: Nudge, printer: str) -> None:
    for place in range(1, sheet.labels + 1):
        spot = labels.spot(sheet, place, nudge=off)
        outline(page, spot)
        _cross(page, spot)
    _told(page, sheet, off, _how_to(sheet, off, printer))
    _rulers(page, sheet, off)


def outline(page: Sheet, spot: labels.Spot) -> None:
    """A hairline whose middle is the edge of the label."""
    left, top, right, bottom = spot.left, spot.top, spot.left + spot.width, spot.top + spot.height
    half = HAIR / 2
    for x, y, wide, high in (
        (left - half, top - half, spot.width + HAIR, HAIR),
        (left - half, bottom - half, spot.width + HAIR, HAIR),
        (left - half, top - half, HAIR, spot.height + HAIR),
        (right - half, top - half, HAIR, spot.height + HAIR),
    ):
        page.fill(_rect(page, x, y, wide, high), "ink")


def _rect(page: Sheet, x: float, y: float, wide: float, high: float) -> QRectF:
    return QRectF(QPointF(page.mm(x), page.mm(y)), QSizeF(page.mm(wide), page.mm(high)))


def _cross(page: Sheet, spot: labels.Spot) -> None:
    x, y = spot.left + spot.width / 2, spot.top + spot.height / 2
    arm = min(CROSS, spot.height / 4)
    page.fill(_rect(page, x - arm, y - HAIR / 2, 2 * arm, HAIR), "ink3")
    page.fill(_rect(page, x - HAIR / 2, y - arm, HAIR, 2 * arm), "ink3")


def _rulers(page: Sheet, sheet: LabelSheet, off: Nudge) -> None:
    """Ten centimetres across and down from the middle of the paper: a printer that scales is found out."""
    wide, high = PAPERS[sheet.paper]
    left, top = (wide - RULER) / 2 + off.x, (high - RULER) / 2 + off.y
    for at in range(int(RULER) + 1):
        tick = 3.0 if at % 10 == 0 else 1.5
        page.fill(_rect(page, left + at - HAIR / 2, high / 2 + off.y - tick, HAIR, tick), "accent")
        page.fill(_rect(page, wide / 2 + off.x - tick, top + at - HAIR / 2, tick, HAIR), "accent")
    page.fill(_rect(page, left, high / 2 + off.y - HAIR / 2, RULER, HAIR), "accent")
    page.fill(_rect(page, wide / 2 + off.x - HAIR / 2, top, HAIR, RULER), "accent")


def _how_to(sheet: LabelSheet, off: Nudge, printer: str) -> str:
    moved = _("Moved: {x} mm to the right, {y} mm down.").format(x=f"{off.x:g}", y=f"{off.y:g}")
    return "\n".join(
        filter(
            None,
            (
                sheet.title,
                _("Print at 100 %, never fitted to the page: the green rulers are 10 cm long."),
                _("Hold it with a sheet of labels against the light."),
                _("What is too far left or too high needs more, too far right or too low needs less."),
                moved,
                clean(printer),
            ),
        )
    )


def _told(page: Sheet, sheet: LabelSheet, off: Nudge, text: str) -> None:
    """What to do, on as many of the first labels as the words need."""
    first = labels.spot(sheet, 1, nudge=off)
    across = min(sheet.across, math.ceil(TOLD[0] / sheet.width))
    down = min(sheet.down, math.ceil(TOLD[1] / sheet.height))
    wide = across * sheet.width + (across - 1) * sheet.gap_x - 2
    high = down * sheet.height + (down - 1) * sheet.gap_y - 2
    room = _rect(page, first.left + 1, first.top + 1, wide, high)
    page.fill(room, "on_accent")
    points = 9.0
    while points > 4.0 and _measure(page, text.split("\n"), points, wide - 3)[1] > high - 2:
        points -= 0.5
    words = Words(text, page.font(SANS, points, QFont.Weight.Medium), "ink2")
    page.put(words, _rect(page, first.left + 2.5, first.top + 2, wide - 3, high - 2))


# As an export


def maker(how: Labels) -> outgoing.Maker:
    """What `outgoing.save` writes labels with. Raises, when it is run, what `paint` raises."""

    def make(s: Session, leaving: outgoing.Leaving, half: Path) -> Generator[Step, None, outgoing.Made]:
        together = outgoing.together(leaving.left_out)
        others: list[CustomerId] = []
        total, done = len(leaving.addressees), 0
        labels.pages(how.sheet, 1, start=how.start)
        with pdf(half, page_size(how.sheet)) as (device, sheet):
            printer = Printer(device, sheet, how)
            for some in addressing.envelopes(s, leaving.addressees, together):
                for one in some:
                    printer.add(one.lines)
                    others += one.people[1:]
                done += len(some)
                yield Step(done, total, _("Printing labels"))
        return outgoing.Made([half], others)

    return make
