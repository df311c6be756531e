"""Painting letters, one page each, the address where the window of an envelope is. The application must have been made.

Lengths are millimetres from the edge of the paper.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageSize

from relnotebook.base.terms import CustomerId, Step
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.exchange import correspondence, labels, outgoing
from relnotebook.exchange.correspondence import Letter, Sender, Text
from relnotebook.exchange.paper import SANS, SERIF, Sheet, Words, painting, pdf, set_up, size_of
from relnotebook.notebook import addressing

if TYPE_CHECKING:
    from relnotebook.store.write import Session

LEFT, RIGHT, FOOT = 25.0, 20.0, 18.0  # margins of the words
LARGEST, SMALLEST, STEP = 12.0, 5.0, 0.5  # points of the letters


@dataclass(frozen=True, slots=True)
class Window:
    """Where an address is seen through the window of an envelope, however the sheet slides in it.

    Attributes:
        sender: where the line with the shop's own address begins, 0 where there is no room for one.
        folds: where the sheet is folded; the words begin below the first.
    """

    left: float
    top: float
    width: float
    height: float
    sender: float
    folds: tuple[float, ...]


WINDOWS = {
    "left": Window(25.0, 60.5, 80.0, 21.0, 57.0, (99.0, 198.0)),  # DL, window 20 mm from the left
    "din": Window(25.0, 62.7, 80.0, 27.3, 58.7, (105.0, 210.0)),  # DIN 5008, form B
    "right": Window(110.0, 58.5, 80.0, 21.0, 55.0, (99.0, 198.0)),  # DL, window 15 mm from the right
    "ten": Window(25.4, 63.5, 90.0, 17.0, 0.0, (93.1, 186.3)),  # No. 10 on Letter paper
}
_DIN = frozenset(["DE", "AT", "CH", "LI", "PL", "CZ", "SK", "HU"])
_RIGHT = frozenset(["FR", "BE", "LU", "MC", "IT", "ES", "PT"])


def window_of(region: str) -> str:
    """The envelope that is usual in a country: a key of WINDOWS. Pure."""
    region = region.upper()
    if size_of(region).id() == QPageSize.PageSizeId.Letter:
        return "ten"
    return "din" if region in _DIN else "right" if region in _RIGHT else "left"


def titles() -> dict[str, str]:
    """What the windows are called."""
    return {
        "left": _("Window at the left (DL)"),
        "din": _("Window at the left (DIN long)"),
        "right": _("Window at the right (DL)"),
        "ten": _("Window at the left (No. 10)"),
    }


def paint(device: QPagedPaintDevice, letters: Sequence[Letter], sender: Sender, window: str = "") -> int:
    """Paint letters, one page each; the number of pages. Raises StoreTrouble("not-printed")."""
    set_up(device, size_of(sender.region), 0.0)
    with painting(device) as sheet:
        for number, letter in enumerate(letters):
            if number:
                device.newPage()
            paint_one(sheet, letter, sender, WINDOWS[window or window_of(sender.region)])
    return len(letters)


def paint_one(sheet: Sheet, letter: Letter, sender: Sender, window: Window) -> None:
    """Paint a letter on the page there is."""
    wide = sheet.room.width() / sheet.mm(1) - LEFT - RIGHT
    _head(sheet, sender, wide)
    _address(sheet, letter, sender, window)
    for fold in window.folds:
        sheet.fill(QRectF(sheet.mm(3), sheet.mm(fold - 0.075), sheet.mm(4), sheet.mm(0.15)), "ink3")
    top = _subject(sheet, letter, sender, max(window.folds[0] - 2, window.top + window.height + 6), wide)
    high = sheet.room.height() / sheet.mm(1) - top - FOOT
    body = clean(letter.message.text, lines=True, limit=correspondence.LIMIT)
    sheet.put(_fitting(sheet, body, wide, high), _rect(sheet, LEFT, top, wide, high))


def _head(sheet: Sheet, sender: Sender, wide: float) -> None:
    name = Words(clean(sender.name), sheet.font(SERIF, 17.0, QFont.Weight.DemiBold), "ink")
    sheet.put(name, _rect(sheet, LEFT, 15, wide, 9))
    told = ", ".join(filter(None, (clean(sender.address), clean(sender.reply_to))))
    sheet.put(Words(told, sheet.font(SANS, 9.0), "ink2"), _rect(sheet, LEFT, 24, wide, 9))


def _address(sheet: Sheet, letter: Letter, sender: Sender, window: Window) -> None:
    """The lines of the address, and above them small the shop's, for a letter that comes back."""
    if window.sender:
        told = ", ".join(filter(None, (clean(sender.name), clean(sender.address))))
        points = 7.0
        while points > 4.0 and _size(sheet, [told], points, 0)[0] > window.width:
            points -= 0.5
        sheet.put(Words(told, sheet.font(SANS, points), "ink2"), _rect(sheet, window.left, window.sender, 120, 3.2))

    def measure(lines: Sequence[str], points: float, width: float) -> tuple[float, float]:
        return _size(sheet, lines, points, width)

    fit = labels.fit([clean(line) for line in letter.envelope.lines], window.width, window.height, measure)
    words = Words("\n".join(fit.lines), sheet.font(SANS, fit.points), "ink")
    sheet.put(words, _rect(sheet, window.left, window.top, window.width, window.height))


def _subject(sheet: Sheet, letter: Letter, sender: Sender, top: float, wide: float) -> float:
    """The day, and what it is about; where the words below begin."""
    day = Words(sender.day, sheet.font(SANS, 10.0), "ink2", Qt.AlignmentFlag.AlignRight)
    sheet.put(day, _rect(sheet, LEFT, top, wide, 6))
    top += 10
    if subject := clean(letter.message.subject):
        words = Words(subject, sheet.font(SANS, 11.0, QFont.Weight.DemiBold), "ink")
        high = sheet.high(words, sheet.mm(wide)) / sheet.mm(1)
        sheet.put(words, _rect(sheet, LEFT, top, wide, high))
        top += high + 5
    return top


def _fitting(sheet: Sheet, text: str, wide: float, high: float) -> Words:
    """The words in the largest letters that fit the page."""
    size = LARGEST
    while True:
        words = Words(text, sheet.font(SERIF, size, QFont.Weight.Medium), "ink")
        if size <= SMALLEST or sheet.high(words, sheet.mm(wide)) <= sheet.mm(high):
            return words
        size -= STEP


def _size(sheet: Sheet, lines: Sequence[str], points: float, width: float) -> tuple[float, float]:
    size = sheet.size(Words("\n".join(lines), sheet.font(SANS, points), "ink"), sheet.mm(width) if width else 1e6)
    return size.width() / sheet.mm(1), size.height() / sheet.mm(1)


def _rect(sheet: Sheet, x: float, y: float, wide: float, high: float) -> QRectF:
    return QRectF(sheet.mm(x), sheet.mm(y), sheet.mm(wide), sheet.mm(high))


def maker(text: Text, window: str = "") -> outgoing.Maker:
    """What `outgoing.save` writes letters with. Raises what `correspondence.checked` raises."""
    correspondence.checked(text)

    def make(s: Session, leaving: outgoing.Leaving, half: Path) -> Generator[Step, None, outgoing.Made]:
        sender = correspondence.sender(s)
        seen = WINDOWS[window or window_of(sender.region)]
        others: list[CustomerId] = []
        done, total = 0, len(leaving.addressees)
        with pdf(half, size_of(sender.region)) as (device, sheet):
            together = {} if text.is_personal else outgoing.together(leaving.left_out)
            for some in addressing.envelopes(s, leaving.addressees, together):
                for letter in correspondence.letters(s, text, some):
                    if done:
                        device.newPage()
                    paint_one(sheet, letter, sender, seen)
                    others += letter.envelope.people[1:]
                    done += 1
                    if done % 20 == 0:
                        yield Step(done, total, _("Printing letters"))
        return outgoing.Made([half], others)

    return make
