"""Sheets of labels: their measures, those the shop wrote down itself, and how far each printer is off.

All lengths are millimetres, from the upper left corner of the paper.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import clean
from relnotebook.notebook import names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
FURTHEST = 20.0
"""How far a printer may be off; whatever is further is no matter of a printer."""

_LETTER_REGIONS = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "PR", "GT", "CR", "PA", "DO", "SV", "NI", "BO"})
_MOST = 40  # labels across or down
_SLACK = 0.05  # sums of rounded measures


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels.

    Attributes:
        key: what it is asked for by: "L7160"; "own:NAME" for one of the shop's own.
        title: what people call it.
        paper: of PAPERS.
        across, down: labels in a row, rows on the sheet.
        width, height: of one label.
        left, top: of the first label.
        gap_x, gap_y: between two labels.
        maker: who sells it, "" for no one in particular.
    """

    key: str
    title: str
    paper: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    gap_x: float = 0.0
    gap_y: float = 0.0
    maker: str = ""

    @property
    def labels(self) -> int:
        """How many there are on a sheet."""
        return self.across * self.down

    @property
    def is_own(self) -> bool:
        return self.key.startswith("own:")


@dataclass(frozen=True, slots=True)
class Nudge:
    """How far everything is moved, to the right and down, so that a printer hits the labels."""

    x: float = 0.0
    y: float = 0.0


MEASURES = ("width", "height", "left", "top", "gap_x", "gap_y")


def checked(sheet: Sheet) -> Sheet:
    """The sheet, if there is such a one.

    Raises Refusal("bad-choice", field="paper", value), Refusal("bad-measure", field) for what is no length or number
    of labels, Refusal("off-the-paper", side="right"|"bottom", by: mm) for labels that do not fit.
    """
    if sheet.paper not in PAPERS:
        raise Refusal("bad-choice", field="paper", value=sheet.paper)
    for field in ("across", "down"):
        if not 1 <= getattr(sheet, field) <= _MOST:
            raise Refusal("bad-measure", field=field)
    for field in MEASURES:
        length = getattr(sheet, field)
        if not math.isfinite(length) or length < (5.0 if field in ("width", "height") else 0.0):
            raise Refusal("bad-measure", field=field)
    wide, high = PAPERS[sheet.paper]
    right = sheet.left + sheet.across * sheet.width + (sheet.across - 1) * sheet.gap_x - wide
    bottom = sheet.top + sheet.down * sheet.height + (sheet.down - 1) * sheet.gap_y - high
    for side, over in (("right", right), ("bottom", bottom)):
        if over > _SLACK:
            raise Refusal("off-the-paper", side=side, by=f"{over:.1f}")
    return sheet


def on_letter(region: str) -> bool:
    """Whether a country prints on Letter paper. Pure."""
    return region.upper() in _LETTER_REGIONS


# Reads


def own(s: Session) -> tuple[Sheet, ...]:
    """The shop's own sheets, by name."""
    rows = s.raw("SELECT name, geometry FROM label_sheet WHERE name <> '' ORDER BY name, id")
    return tuple(_read(name, json.loads(kept)) for name, kept in rows)


def _read(name: str, kept: Mapping[str, Any]) -> Sheet:
    width, height, left, top, gap_x, gap_y = (float(kept[field]) for field in MEASURES)
    across, down = int(kept["across"]), int(kept["down"])
    return Sheet(f"own:{name}", name, str(kept["paper"]), across, down, width, height, left, top, gap_x, gap_y)


def named(s: Session, name: str) -> Sheet:
    """One of the shop's own. Raises NotFound("no-sheet", name)."""
    found = next((one for one in own(s) if one.title.casefold() == name.strip().casefold()), None)
    if found is None:
        raise NotFound("no-sheet", name=name)
    return found


def nudges(s: Session) -> dict[str, Nudge]:
    """Printer -> how far it is off, in the order in which they were written down."""
    row = _nudges_row(s)
    kept = json.loads(row[1])["nudges"] if row else {}
    return {printer: Nudge(float(x), float(y)) for printer, (x, y) in kept.items()}


def _nudges_row(s: Session) -> tuple[int, str] | None:
    """All printers share one row, that of the sheet without a name."""
    found = s.raw("SELECT id, geometry FROM label_sheet WHERE name = '' ORDER BY id LIMIT 1")
    return (int(found[0][0]), str(found[0][1])) if found else None


# Acts


@act(Act.SET_SHEET)
def keep(w: Write, name: str, sheet: Sheet) -> str:
    """Keep the measures of a sheet under a name, in place of what was kept under it; its key.

    Raises Refusal("empty-value", field="name") and what `checked` raises.
    """
    name = clean(name, limit=80)
    if not name:
        raise Refusal("empty-value", field="name")
    values = asdict(checked(sheet))
    geometry = json.dumps({field: values[field] for field in ("paper", "across", "down", *MEASURES)})
    known = {kept.casefold(): row for row, kept in w.raw("SELECT id, name FROM label_sheet WHERE name <> ''")}
    w.label(what=name)
    w.join_burst(f"sheet/{name.casefold()}")
    row = known.get(name.casefold())
    if row is None:
        w.add(schema.label_sheet, name=name, geometry=geometry)
    else:
        w.put(schema.label_sheet, row, name=name, geometry=geometry)
    return f"own:{name}"


@act(Act.REMOVE_SHEET)
def remove(w: Write, name: str) -> None:
    """Forget one of the shop's own sheets. Raises NotFound("no-sheet", name)."""
    found = named(w, name).title
    w.label(what=found)
    row = names.first(w.raw("SELECT id FROM label_sheet WHERE name = ?", (found,)))
    w.drop(schema.label_sheet, row)


@act(Act.SET_SHEET)
def set_nudge(w: Write, printer: str, x: float, y: float) -> None:
    """Remember how far a printer is off. Raises Refusal("too-far", by) beyond FURTHEST."""
    for length in (x, y):
        if not math.isfinite(length) or abs(length) > FURTHEST:
            raise Refusal("too-far", by=f"{FURTHEST:.0f}")
    printer = clean(printer, limit=80)
    w.label(what=printer)
    w.join_burst(f"nudge/{printer}")
    kept = {one: (nudge.x, nudge.y) for one, nudge in nudges(w).items()} | {printer: (x, y)}
    geometry, row = json.dumps({"nudges": kept}, ensure_ascii=False), _nudges_row(w)
    if row is None:
        w.add(schema.label_sheet, name="", geometry=geometry)
    else:
        w.put(schema.label_sheet, row[0], geometry=geometry)
