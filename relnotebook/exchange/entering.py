"""What a file brings to cards, written: what `known` merged in memory goes into the notebook, new cards in bulk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from relnotebook.base import text
from relnotebook.exchange.known import SIMPLE, Chunk, Known
from relnotebook.notebook import suppression
from relnotebook.notebook.fields import Field
from relnotebook.store import schema
from relnotebook.store.write import Write

_AMONG = "IN (SELECT value FROM json_each(?))"


def write(w: Write, chunk: Chunk) -> None:
    """Bring what was merged into the notebook; new cards get their identity."""
    fresh = [one for one in chunk.known if one.id is None]
    touched = [one for one in chunk.known if one.id is None or one.weight()]
    for one in touched:
        one.added = True
        if one.id is not None and one.gaps:
            w.put(schema.customer, one.id, **one.gaps)
        for id_ in one.bounced:
            w.put(schema.contact, id_, bad=1)
        for id_, date in one.redated.items():
            w.put(schema.special_date, id_, day=date.day, month=date.month, year=date.year)
        for id_, value in one.rewritten.items():
            w.put(schema.field_value, id_, value=value)
        for id_, year in one.years.items():
            w.put(schema.special_date, id_, year=year)
    rows = [(*[one.values[part] for part in SIMPLE], w.at) for one in fresh]
    for one, id_ in zip(fresh, w.add_many(schema.customer, (*SIMPLE, "added_at"), rows), strict=True):
        one.id = id_
    _write_tags(w, touched)
    _write_own(w, touched, chunk.fields)
    stamp = {"at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
    _write_rows(w, schema.contact, touched, {})
    _write_rows(w, schema.special_date, touched, {})
    _write_rows(w, schema.note, touched, stamp)
    _write_rows(w, schema.consent, touched, {**stamp, "how": "imported"})
    _write_rows(w, schema.usual, touched, {"confirmed_at": w.at})
    _write_rows(w, schema.photo, touched, {})
    _write_rows(w, schema.alert, touched, {"staff_id": w.staff})
    suppression.add(w, sorted({pair for one in chunk.known for pair in one.silenced}), "withdrawn")


def _write_rows(w: Write, table: Any, touched: Iterable[Known], common: dict[str, Any]) -> None:
    """The rows of one table; all of them name the same columns in the same order."""
    found = [(one.id, row) for one in touched if one.more for row in one.more.get(table.name, ())]
    if found:
        rest = tuple(common.values())
        names = ("customer_id", *found[0][1], *common)
        w.add_many(table, names, [(id_, *row.values(), *rest) for id_, row in found])


def _write_tags(w: Write, touched: Iterable[Known]) -> None:
    wanted = [(one.id, row["name"]) for one in touched for row in one.more.get("tag", ())]
    if not wanted:
        return
    ids = tag_ids(w, {name for _id, name in wanted})
    pairs = dict.fromkeys((id_, ids[text.fold(name)]) for id_, name in wanted)
    w.add_many(schema.customer_tag, ("customer_id", "tag_id"), list(pairs))


def _write_own(w: Write, touched: Iterable[Known], fields: dict[str, Field]) -> None:
    """Values of the shop's own fields; a field that is new is made, of any text."""
    rows = [(one.id, row) for one in touched for row in one.more.get("own", ())]
    ids = {folded: found.id for folded, found in fields.items()}
    for _id, row in rows:
        folded = text.fold(row["name"])
        if folded not in ids:
            ids[folded] = w.add(schema.field, name=row["name"], type="text")
    values = [(id_, ids[text.fold(row["name"])], row["value"]) for id_, row in rows]
    if values:
        w.add_many(schema.field_value, ("customer_id", "field_id", "value"), values)


def tag_ids(w: Write, names: Iterable[str]) -> dict[str, int]:
    """The identity of each tag by its folded name; tags that are new are made."""
    spelt = {text.fold(name): name for name in sorted(names)}
    found = dict(w.raw(f"SELECT folded, id FROM tag WHERE folded {_AMONG}", (json.dumps(sorted(spelt)),)))
    for folded, name in spelt.items():
        if folded not in found:
            found[folded] = w.add(schema.tag, name=name, folded=folded)
    return found
