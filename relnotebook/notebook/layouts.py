"""The shop's own table layouts: which columns, under which headings, in which order, and how the file is written.

What a column can hold is said by `exchange/ownlayouts`; here it is kept as a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import clean, fold
from relnotebook.notebook import consent, names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

SEPARATORS = (",", ";", "\t", "|")
LETTERS = ("utf-8-sig", "utf-8", "utf-16")
DATES = ("iso", "day_first", "month_first")
MOST_COLUMNS, NAME_LIMIT, HEADING_LIMIT = 100, 60, 100

_USE = "export"
"""Rows of the table that are for files which leave the shop; others may be there for other uses."""


class OwnColumn(NamedTuple):
    """`holds`: what stands below the heading, "" for a column that stays empty."""

    heading: str
    holds: str


@dataclass(frozen=True, slots=True)
class Writing:
    """How the file is written.

    Attributes:
        separator: one of SEPARATORS.
        letters: one of LETTERS; "utf-8-sig" is what Excel reads best.
        dates: one of DATES.
        channel: people must have agreed to it; "" to choose each time.
        zeros: phones and postcodes are kept from becoming numbers in a spreadsheet.
    """

    separator: str = ","
    letters: str = "utf-8-sig"
    dates: str = "iso"
    channel: str = ""
    zeros: bool = True


USUAL = Writing()


@dataclass(frozen=True, slots=True)
class OwnLayout:
    id: int
    name: str
    columns: tuple[OwnColumn, ...]
    writing: Writing = USUAL


_LISTED = "SELECT id, name, columns, options FROM layout ORDER BY id"


def all_of(s: Session) -> tuple[OwnLayout, ...]:
    """All own layouts, by name."""
    found = (_read(*row) for row in s.raw(_LISTED))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: fold(one.name)))


def named(s: Session, name: str) -> OwnLayout:
    """The layout of a name, in any spelling of it. Raises NotFound("no-layout", value)."""
    sought = fold(name.strip())
    for one in all_of(s):
        if fold(one.name) == sought:
            return one
    raise NotFound("no-layout", value=name)


def one(s: Session, layout: int) -> OwnLayout:
    """Raises NotFound("no-layout")."""
    found = next((found for found in all_of(s) if found.id == layout), None)
    if found is None:
        raise NotFound("no-layout", id=layout)
    return found


def _read(key: int, name: str, columns: str, options: str) -> OwnLayout | None:
    told = json.loads(options or "{}")
    if not isinstance(told, dict) or told.pop("use", "") != _USE:
        return None
    known = {name: value for name, value in told.items() if name in Writing.__dataclass_fields__}
    return OwnLayout(key, name, tuple(OwnColumn(*pair) for pair in json.loads(columns)), Writing(**known))


# Acts


@act(Act.SET_LAYOUT)
def save(
    w: Write, name: str, columns: Iterable[tuple[str, str]], writing: Writing = USUAL, *, layout: int | None = None
) -> int:
    """Keep a layout, or change one; its identity.

    Raises Refusal("empty-value", field="layout"|"heading"|"columns"), Refusal("name-taken", name),
    Refusal("same-heading", heading), Refusal("bad-choice", field, value), NotFound("no-layout").
    """
    name = _free_name(w, name, layout)
    kept = [[heading, holds] for heading, holds in _checked(columns)]
    _known(writing)
    w.label(what=name)
    values: dict[str, Any] = {
        "name": name,
        "columns": json.dumps(kept, ensure_ascii=False),
        "options": json.dumps({"use": _USE, **asdict(writing)}),
    }
    if layout is None:
        return w.add(schema.layout, **values)
    one(w, layout)
    w.put(schema.layout, layout, **values)
    return layout


@act(Act.REMOVE_LAYOUT)
def remove(w: Write, layout: int) -> None:
    """What was written by it stays noted. Raises NotFound("no-layout")."""
    w.label(what=names.whose(w, schema.layout, layout, "no-layout")["name"])
    w.drop(schema.layout, layout)


def _free_name(s: Session, name: str, layout: int | None) -> str:
    name = clean(name, limit=NAME_LIMIT)
    if not name:
        raise Refusal("empty-value", field="layout")
    for other in all_of(s):
        if other.id != layout and fold(other.name) == fold(name):
            raise Refusal("name-taken", name=other.name)
    return name


def _checked(columns: Iterable[tuple[str, str]]) -> Sequence[OwnColumn]:
    """The columns with clean headings, each of them another."""
    found: list[OwnColumn] = []
    there: set[str] = set()
    for heading, holds in columns:
        heading = clean(heading, limit=HEADING_LIMIT)
        if not heading:
            raise Refusal("empty-value", field="heading")
        if fold(heading) in there:
            raise Refusal("same-heading", heading=heading)
        there.add(fold(heading))
        found.append(OwnColumn(heading, holds))
    if not found or len(found) > MOST_COLUMNS:
        raise Refusal("empty-value", field="columns")
    return found


def _known(writing: Writing) -> None:
    choices = {"separator": SEPARATORS, "letters": LETTERS, "dates": DATES, "channel": ("", *consent.CHANNELS)}
    for field, allowed in choices.items():
        if getattr(writing, field) not in allowed:
            raise Refusal("bad-choice", field=field, value=getattr(writing, field))
