"""Who wrote what, when: the journal as sentences, for the card and for the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text

from relnotebook.base import clock
from relnotebook.base.terms import Act, CustomerId, StepId
from relnotebook.store import rows, schema
from relnotebook.store.write import Session

_LOOK = 200  # images read at a time to find the steps of one customer
_INNER = ("normal", "folded", "outside_id", "pin")  # texts that only the program reads


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the journal. `fields`: (table, column, before, after) of what was changed, newest wording last."""

    step: StepId
    act: Act
    label: tuple[tuple[str, str], ...]
    when: datetime
    staff: str
    till: str
    undone: bool
    fields: tuple[tuple[str, str, str, str], ...] = ()


def steps(
    s: Session, customer: CustomerId | None = None, *, limit: int = 50, before: StepId | None = None
) -> tuple[Line, ...]:
    """Steps newest first, of one customer or of all; `before` is the last one of the page before this.

    An import is in the history of the notebook, not of each card it made; a file that took somebody out of the shop is
    in the history of each who is in it.
    """
    chosen = _newest(s, limit, before) if customer is None else _of_customer(s, customer, limit, before)
    found = s.raw(
        "SELECT p.id, p.act, p.label, p.at, p.utc_offset, coalesce(f.name, ''), p.till, p.undone FROM step p "
        "LEFT JOIN staff f ON f.id = p.staff_id WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id DESC",
        (json.dumps(chosen),),
    )
    fields = _fields(s, chosen, customer)
    return tuple(
        Line(
            StepId(id_),
            Act(act),
            tuple(json.loads(label).items()),
            clock.moment(at, offset),
            staff,
            till,
            undone == 1,
            tuple(fields.get(id_, ())),
        )
        for id_, act, label, at, offset, staff, till, undone in found
    )


def _newest(s: Session, limit: int, before: StepId | None) -> list[int]:
    rows = s.raw("SELECT id FROM step WHERE id < ? ORDER BY id DESC LIMIT ?", (before or 1 << 60, limit))
    return [id_ for (id_,) in rows]


def _of_customer(s: Session, customer: CustomerId, limit: int, before: StepId | None) -> list[int]:
    """The newest steps with an image of this customer, read backwards along the index as far as is needed."""
    found: set[int] = set()
    below = 1 << 60
    while len(found) < limit:
        images = s.raw(
            "SELECT id, step_id FROM image WHERE customer_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
            (customer, below, _LOOK),
        )
        found.update(step for _, step in images if before is None or step < before)
        if len(images) < _LOOK:
            break
        below = images[-1][0]
    left = "SELECT version FROM export_person WHERE customer_id = ? AND version < ? ORDER BY version DESC LIMIT ?"
    found.update(step for (step,) in s.raw(left, (customer, before or 1 << 60, limit)))
    return sorted(found, reverse=True)[:limit]


# What was changed


def _fields(
    s: Session, chosen: Sequence[int], customer: CustomerId | None
) -> dict[int, list[tuple[str, str, str, str]]]:
    """Texts that each step changed or removed: (table, column, before, after)."""
    images = s.raw(
        "SELECT id, step_id, tbl, row_id, before, after, customer_id FROM image WHERE before LIKE '{\"id\"%' "
        "AND step_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(chosen)),),
    )
    found: dict[int, list[tuple[str, str, str, str]]] = {}
    for id_, step, tbl, row_id, before, after, whose in images:
        if customer is not None and whose != customer:
            continue
        table = schema.metadata.tables[tbl]
        old = rows.load(table, before)
        new = _after(s, id_, tbl, row_id, whose) if after is not None else {}
        for column in table.columns:
            if isinstance(column.type, Text) and column.name not in _INNER:
                was, now = old[column.name], new.get(column.name, "") or ""
                if was != now:
                    found.setdefault(step, []).append((tbl, column.name, was or "", now))
    return found


def _after(s: Session, image: int, tbl: str, row_id: int, whose: int | None) -> dict[str, Any]:
    """The row as this image's step left it: as the next step found it, or as it is today."""
    table = schema.metadata.tables[tbl]
    # the images of one customer are read by index; shop, tags and staff are changed seldom
    later = s.raw(
        f"SELECT before FROM image WHERE {'' if whose is None else 'customer_id = ? AND '}"
        "tbl = ? AND row_id = ? AND id > ? ORDER BY id LIMIT 1",
        (tbl, row_id, image) if whose is None else (whose, tbl, row_id, image),
    )
    if later and (later[0][0] or "").startswith('{"id"'):
        return rows.load(table, later[0][0])
    found = s.raw(rows.select_sql(table), (row_id,))
    return dict(zip(rows.columns(table), found[0], strict=True)) if found else {}
