"""One stream of everything on a card: visits, what they said, touchpoints, notes, files they came in with or are in.

Newest first; within one second visits come before feedback before touchpoints before notes before files, and the later
written before the earlier. A page asks each of them for as many rows as it shows, by index, so it costs the same after
10,000 visits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.words import _
from relnotebook.notebook import entry, exports, imports
from relnotebook.store.write import Session

FILTERS = ("all", "visits", "touchpoints", "notes", "feedback")

_RANK = {"visit": 5, "feedback": 4, "touchpoint": 3, "note": 2, "export": 1, "import": 0}
_SHOWN = {
    "all": tuple(_RANK),
    "visits": ("visit",),
    "touchpoints": ("touchpoint", "export"),
    "notes": ("note", "export", "import"),
    "feedback": ("feedback",),
}
"""What each filter shows: a mailing was in touch with them, an address book for the shop itself was not."""

_EVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history.

    Attributes:
        kind: visit, feedback, touchpoint, note; export for a file they are in, import for one they came in with.
        id: of the visit, feedback, touchpoint, note, export or import.
        text: items of a visit ("Oat flat white; cardamom bun"), or the words.
        usual: the visit was the usual; `extra` then holds only what was different ("plus a cardamom bun").
        detail: for a touchpoint its channel; for a visit its note; for feedback its status (notebook/feedback), and in
            `extra` its kind; for an export its channel, "" for an address book of the shop's own, and in `extra` the
            format (exports.title).
        file: of an export or import, without the folder.
    """

    kind: str
    id: int
    when: datetime
    text: str
    usual: bool = False
    extra: str = ""
    detail: str = ""
    moment: str = ""
    feeling: str = ""
    staff: str = ""
    private: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Entries newest first, and whether there are older ones."""

    entries: tuple[Entry, ...]
    more: bool


_SQL = {
    "visit": "SELECT r.id, r.at, r.utc_offset, coalesce(f.name, ''), r.usual_id, r.note, '', 0",
    "touchpoint": "SELECT r.id, r.at, r.utc_offset, coalesce(f.name, ''), r.words, r.channel, r.moment, r.feeling",
    "feedback": "SELECT r.id, r.at, r.utc_offset, coalesce(f.name, ''), r.words, r.status, r.kind, r.feeling",
    "note": "SELECT r.id, r.at, r.utc_offset, coalesce(f.name, ''), r.words, r.private, '', ''",
}
_WHERE = (
    " FROM {table} r LEFT JOIN staff f ON f.id = r.staff_id "
    "WHERE r.customer_id = ? AND (r.at, r.id) < (?, ?) ORDER BY r.at DESC, r.id DESC LIMIT ?"
)


_EXPORTS = """
SELECT r.id, r.at, r.utc_offset, coalesce(f.name, ''), r.segment, r.format, r.channel, r.file,
  r.own_use
FROM export_person p JOIN export r ON r.id = p.export_id LEFT JOIN staff f ON f.id = r.staff_id
WHERE p.customer_id = ? AND r.own_use BETWEEN ? AND ? AND (r.at, r.id) < (?, ?)
GROUP BY r.id ORDER BY r.at DESC, r.id DESC LIMIT ?
"""

# Every row says which step wrote it last, and a step whether it was part of an import. A card that was changed since
# said so before its first change; of a card with a long history only the beginning is looked at.
_BROUGHT = ("contact", "consent", "special_date", "note", "customer_tag", "field_value")
_WRITTEN = f"""
  SELECT version FROM customer WHERE id = ?1 UNION
  {" UNION ".join(f"SELECT version FROM {table} WHERE customer_id = ?1" for table in _BROUGHT)} UNION
  SELECT json_extract(before, '$.version') FROM (
    SELECT tbl, before FROM image WHERE customer_id = ?1 ORDER BY id LIMIT 200)
  WHERE tbl = 'customer' AND before LIKE '{{"id"%'
"""
_IMPORTS = f"""
SELECT b.id, min(p.at), p.utc_offset, coalesce(f.name, ''), coalesce(json_extract(b.label, '$.file'), ''), max(
  EXISTS (SELECT 1 FROM image i WHERE i.step_id = p.id AND i.tbl = 'customer' AND i.before IS NULL
          AND ?1 BETWEEN i.row_id AND i.last_id)
  OR NOT EXISTS (SELECT 1 FROM image i WHERE i.step_id = p.id))
FROM step p JOIN batch b ON b.id = p.batch_id LEFT JOIN staff f ON f.id = p.staff_id
WHERE p.act = '{Act.IMPORT_CONTACTS}' AND p.id IN ({_WRITTEN}) GROUP BY b.id
"""


def page(s: Session, customer: CustomerId, *, only: str = "all", before: Entry | None = None, limit: int = 50) -> Page:
    """The newest entries, or those older than `before`, the last one of the page before this."""
    found: list[tuple[tuple[int, int, int], str, tuple[Any, ...]]] = []
    for kind in _SHOWN.get(only, ()):
        rows = _rows(s, customer, kind, _older_than(kind, before), limit + 1, only)
        found += [((row[1], _RANK[kind], row[0]), kind, row) for row in rows]
    found.sort(key=lambda x: x[0], reverse=True)
    chosen = found[:limit]
    had = _had(s, [row for _, kind, row in chosen if kind == "visit"])
    return Page(tuple(_entry(kind, row, had) for _, kind, row in chosen), len(found) > limit)


def _rows(
    s: Session, customer: CustomerId, kind: str, older: tuple[int, int], limit: int, only: str
) -> Sequence[tuple[Any, ...]]:
    """(id, moment, offset, staff, ...) of one kind, the newest first."""
    if kind == "export":
        own = {"touchpoints": (0, 0), "notes": (1, 1)}.get(only, (0, 1))
        return s.raw(_EXPORTS, (customer, *own, *older, limit))
    if kind == "import":
        rows = [row for row in s.raw(_IMPORTS, (customer,)) if (row[1], row[0]) < older]
        return sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)[:limit]
    return s.raw(_SQL[kind] + _WHERE.format(table=kind), (customer, *older, limit))


def _older_than(kind: str, before: Entry | None) -> tuple[int, int]:
    """(moment, identity) that rows of this kind must lie before, to come after the entry in the stream."""
    if before is None:
        return _EVER, 0
    at = int(before.when.timestamp())
    if kind == before.kind:
        return at, before.id
    return (at, _EVER) if _RANK[kind] < _RANK[before.kind] else (at, 0)


def _entry(kind: str, row: tuple[Any, ...], had: dict[int, tuple[str, str]]) -> Entry:
    id_, at, offset, staff = row[:4]
    when = clock.moment(at, offset)
    if kind == "visit":
        text, extra = had.get(id_, ("", ""))
        return Entry(kind, id_, when, text, row[4] is not None, extra, detail=row[5], staff=staff)
    if kind == "feedback":
        return Entry(kind, id_, when, row[4], extra=row[6], detail=row[5], feeling=row[7], staff=staff)
    if kind == "touchpoint":
        return Entry(kind, id_, when, row[4], detail=row[5], moment=row[6], feeling=row[7], staff=staff)
    if kind == "export":
        said = exports.told(row[4], own_use=bool(row[8]))
        return Entry(kind, id_, when, said, extra=row[5], detail=row[6], staff=staff, file=row[7])
    if kind == "import":
        return Entry(kind, id_, when, imports.told(row[4], new=bool(row[5])), staff=staff, file=row[4])
    return Entry(kind, id_, when, row[4], staff=staff, private=bool(row[5]))


# What was had


def _had(s: Session, visits: Sequence[tuple[Any, ...]]) -> dict[int, tuple[str, str]]:
    """(all items, what was different from the usual) of each visit."""
    if not visits:
        return {}
    items: dict[int, list[str]] = {}
    rows = s.raw(
        "SELECT h.visit_id, i.name, h.quantity FROM visit_item h JOIN item i ON i.id = h.item_id "
        "WHERE h.visit_id IN (SELECT value FROM json_each(?)) ORDER BY h.id",
        (json.dumps([row[0] for row in visits]),),
    )
    for visit, name, quantity in rows:
        items.setdefault(visit, []).append(entry.shown(name, quantity))
    usuals = _lines(s, {row[4] for row in visits if row[4] is not None})
    extras: dict[tuple[int, str], str] = {}  # of each order: most visits were like another
    found = {}
    for row in visits:
        had = items.get(row[0], [])
        told = entry.join(had)
        if row[4] is not None and (row[4], told) not in extras:
            extras[row[4], told] = difference(usuals[row[4]][0], had, usuals[row[4]][1]) if row[4] in usuals else told
        found[row[0]] = (told, extras.get((row[4], told), ""))
    return found


def _lines(s: Session, usuals: set[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """(line, things of its variations) of each usual that is still there."""
    if not usuals:
        return {}
    ids = json.dumps(sorted(usuals))
    things: dict[int, list[str]] = {}
    sql = "SELECT usual_id, thing FROM variation WHERE usual_id IN (SELECT value FROM json_each(?))"
    for usual, thing in s.raw(sql, (ids,)):
        things.setdefault(usual, []).append(thing)
    sql = "SELECT id, line FROM usual WHERE id IN (SELECT value FROM json_each(?))"
    return {id_: (line, tuple(things.get(id_, ()))) for id_, line in s.raw(sql, (ids,))}


def difference(line: str, had: Sequence[str], things: Iterable[str] = ()) -> str:
    """What a visit had that the usual `line` does not say: "", "decaf", "plus a cardamom bun", or all that was had.

    `things` are the words of the usual's variations: an added item is named as they name it, article and all. Pure.
    """
    usual = entry.split(line)
    keys, own = [entry.item_key(item) for item in had], [entry.item_key(item) for item in usual]
    if not _begins_with(had, usual, keys, own):
        return entry.join(had)
    parts = []
    if keys[0] != own[0]:
        parts.append(_changed(usual[0], had[0]))
    if len(had) > len(own):
        worded = {entry.item_key(entry.bare(thing)): thing for thing in things}
        more = [worded.get(key, item) for key, item in zip(keys[len(own) :], had[len(own) :], strict=True)]
        parts.append(_("plus {things}").format(things=", ".join(more)))
    return ", ".join(parts)


def _begins_with(had: Sequence[str], usual: Sequence[str], keys: Sequence[str], own: Sequence[str]) -> bool:
    """Whether what was had is the usual, its first item perhaps with a word more, and perhaps other items after it."""
    if not own or keys[1 : len(own)] != own[1:] or len(keys) < len(own):
        return False
    if any(entry.counted(a)[1] != entry.counted(b)[1] for a, b in zip(had, usual, strict=False)):
        return False
    return keys[0] == own[0] or keys[0].startswith(own[0] + " ")


def _changed(usual: str, had: str) -> str:
    """The words after the usual's own: "flat white", "Flat White, decaf" -> "decaf"."""
    own = len(re.findall(r"\w+", usual))
    places = [word.start() for word in re.finditer(r"\w+", had)]
    return had[places[own] :] if own < len(places) else had
