"""Where each label stands on which sheet, and in which letters an address fits on it. Pure; lengths in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.notebook.sheets import Nudge, Sheet

LARGEST, SMALLEST, STEP = 11.0, 4.0, 0.5  # points of the letters
WORTH_BREAKING = 2.0  # points larger: then a line is broken
PADDING = 3.0  # mm to the edge of the label, less on small ones

Measure = Callable[[Sequence[str], float, float], tuple[float, float]]
"""(lines, points, room across) -> how wide and how high they stand, lines that are too wide broken."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One label on paper.

    Attributes:
        page: from 1; place: on the sheet, from 1, row by row.
        left, top: of the label, the nudge included.
    """

    page: int
    place: int
    left: float
    top: float
    width: float
    height: float


def spots(sheet: Sheet, count: int, *, start: int = 1, nudge: Nudge | None = None) -> Iterator[Spot]:
    """Where so many labels go: the first at `start` of the first sheet, later sheets from their first label.

    Raises Refusal("bad-start", most).
    """
    if not 1 <= start <= sheet.labels:
        raise Refusal("bad-start", most=sheet.labels)
    for number in range(start - 1, start - 1 + count):
        page, place = divmod(number, sheet.labels)
        yield spot(sheet, place + 1, page=page + 1, nudge=nudge)


def spot(sheet: Sheet, place: int, *, page: int = 1, nudge: Nudge | None = None) -> Spot:
    """One label of a sheet, row by row from 1."""
    row, column = divmod(place - 1, sheet.across)
    off = nudge or Nudge()
    left = sheet.left + column * (sheet.width + sheet.gap_x) + off.x
    top = sheet.top + row * (sheet.height + sheet.gap_y) + off.y
    return Spot(page, place, left, top, sheet.width, sheet.height)


def pages(sheet: Sheet, count: int, *, start: int = 1) -> int:
    """How many sheets it takes. Raises Refusal("bad-start", most)."""
    return max((one.page for one in spots(sheet, count, start=start)), default=0)


def padding(sheet: Sheet) -> float:
    """What stays free inside each edge of a label."""
    return min(PADDING, sheet.width / 10, sheet.height / 10)


@dataclass(frozen=True, slots=True)
class Fit:
    """An address as it stands on a label. `cut`: even the smallest letters were too large, so its end is missing."""

    lines: tuple[str, ...]
    points: float
    cut: bool = False


def fit(lines: Sequence[str], width: float, height: float, measure: Measure) -> Fit:
    """The largest letters in which the lines fit; a line is broken only where that makes them clearly larger.

    Where nothing fits, the lines between are left out rather than the town, without which no letter arrives.
    """
    sizes = [LARGEST - STEP * at for at in range(int((LARGEST - SMALLEST) / STEP) + 1)]
    broken = next((size for size in sizes if _fits(measure(lines, size, width), width, height)), None)
    if broken is None:
        return _cut(lines, width, height, measure)
    whole = next((size for size in sizes if _fits(measure(lines, size, 0), width, height)), 0.0)
    return Fit(tuple(lines), whole if whole + WORTH_BREAKING >= broken else broken)


def _fits(size: tuple[float, float], width: float, height: float) -> bool:
    return size[0] <= width + 0.01 and size[1] <= height + 0.01


def _cut(lines: Sequence[str], width: float, height: float, measure: Measure) -> Fit:
    """In the smallest letters, without the lines between; words without end are ended by three dots."""
    kept = list(lines)
    while not _fits(measure(kept, SMALLEST, width), width, height):
        if len(kept) > 2:
            del kept[len(kept) // 2]
            continue
        at = max(range(len(kept)), key=lambda number: len(kept[number]))
        shorter = kept[at].removesuffix("…")[: len(kept[at]) * 3 // 4].rstrip()
        if not shorter:
            break
        kept[at] = f"{shorter}…"
    return Fit(tuple(kept), SMALLEST, cut=True)
