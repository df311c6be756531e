"""What a file brings to cards, written: what `known` merged in memory goes into the notebook, new cards in bulk."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from relnotebook.base import text
from relnotebook.exchange.known import SIMPLE, Chunk, Known
from relnotebook.notebook import suppression
from relnotebook.notebook.fields import Field
from relnotebook.store import schema
from relnotebook.store.write import Write

Rows: TypeAlias = "list[tuple[int | None, dict[str, Any]]]"
_AMONG = "IN (SELECT value FROM json_each(?))"


def write(w: Write, chunk: Chunk) -> None:
    """Bring what was merged into the notebook; new cards get their identity."""
    fresh = [one for one in chunk.known if one.id is None]
    touched = [one for one in chunk.known if one.id is None or one.weight()]
    for one in touched:
        one.added = True
        if one.id is not None:
            _write_over(w, one, one.id)
    rows = [(*[one.values[part] for part in SIMPLE], w.at) for one in fresh]
    for one, id_ in zip(fresh, w.add_many(schema.customer, (*SIMPLE, "added_at"), rows), strict=True):
        one.id = id_
    more = _by_table(touched)
    _write_tags(w, more.pop("tag", ()))
    _write_own(w, more.pop("own", ()), chunk.fields)
    stamp = {"at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
    _write_rows(w, schema.contact, more, {})
    _write_rows(w, schema.special_date, more, {})
    _write_rows(w, schema.note, more, stamp)
    _write_rows(w, schema.consent, more, {**stamp, "how": "imported"})
    _write_rows(w, schema.usual, more, {"confirmed_at": w.at})
    _write_rows(w, schema.photo, more, {})
    _write_rows(w, schema.alert, more, {"staff_id": w.staff})
    suppression.add(w, sorted({pair for one in chunk.known for pair in one.silenced}), "withdrawn")
    _keep_apart(w, chunk)


def _keep_apart(w: Write, chunk: Chunk) -> None:
    """Who was said to be two people stays so in the notebook too."""
    for one, other in chunk.apart:
        if one.id is not None and other.id is not None:
            first, second = sorted((one.id, other.id))
            stamp = {"at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
            w.add(schema.not_same, customer_id=first, other_id=second, **stamp)


def _write_over(w: Write, one: Known, card: int) -> None:
    """What changes on a card that was there."""
    if one.gaps:
        w.put(schema.customer, card, **one.gaps)
    for id_ in one.bounced:
        w.put(schema.contact, id_, bad=1)
    for id_, date in one.redated.items():
        w.put(schema.special_date, id_, day=date.day, month=date.month, year=date.year)
    for id_, value in one.rewritten.items():
        w.put(schema.field_value, id_, value=value)
    for id_, year in one.years.items():
        w.put(schema.special_date, id_, year=year)


def _by_table(touched: Iterable[Known]) -> dict[str, Rows]:
    """The rows that are added to the cards, with the card of each, by table."""
    found: dict[str, Rows] = {}
    for one in touched:
        if one.more:
            for table, rows in one.more.items():
                found.setdefault(table, []).extend([(one.id, row) for row in rows])
    return found


def _write_rows(w: Write, table: Any, more: Mapping[str, Rows], common: dict[str, Any]) -> None:
    """The rows of one table; all of them name the same columns in the same order."""
    if found := more.get(table.name):
        rest = tuple(common.values())
        names = ("customer_id", *found[0][1], *common)
        w.add_many(table, names, [(id_, *row.values(), *rest) for id_, row in found])


def _write_tags(w: Write, wanted: Collection[tuple[int | None, dict[str, Any]]]) -> None:
    names = {row["name"] for _id, row in wanted}
    if names:
        ids = tag_ids(w, names)
        pairs = dict.fromkeys((id_, ids[text.fold(row["name"])]) for id_, row in wanted)
        w.add_many(schema.customer_tag, ("customer_id", "tag_id"), list(pairs))


def _write_own(w: Write, rows: Collection[tuple[int | None, dict[str, Any]]], fields: dict[str, Field]) -> None:
    """Values of the shop's own fields; a field that is new is made, of any text."""
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
