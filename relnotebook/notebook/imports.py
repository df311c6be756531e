"""What came in from files: the list of imports, and taking one back at any later time.

Taken back is what nobody wrote on since; a card changed since stays, and is named. The rules are those of
`store/untouched`; a no that came with the file stays too (`store/goodbyes`).
"""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, GroupId, StaffId, Step, StepId
from relnotebook.base.words import _
from relnotebook.store import untouched
from relnotebook.store.write import Session, Store

ACTS = (Act.IMPORT_CONTACTS, Act.IMPORT_VISITS)

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Import:
    """One file that came in.

    Attributes:
        id: by which it is taken back.
        act: IMPORT_CONTACTS or IMPORT_VISITS.
        file: its name without the folder.
        staff: who brought it in, '' when nobody was at the till; till: where.
        created, changed: cards made, and cards that got something more; changed is None when it was not counted.
        visits: brought in with it.
        state: "in"; "back" when it was taken back; "running"; "fixed" when it can no longer be taken back.
    """

    id: GroupId
    act: Act
    file: str
    when: datetime
    staff: str
    till: str
    created: int
    changed: int | None
    visits: int
    state: str


@dataclass(frozen=True, slots=True)
class Stayed:
    """A card that still holds something of an import taken back, and what, in words: "Phone and e-mail"."""

    customer: CustomerId
    name: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of an import: `back` rows went; `stayed` names the cards that were changed since.

    `noes`: people who had said no in the file. A no is not taken back with it.
    """

    file: str
    back: int
    stayed: tuple[Stayed, ...] = ()
    noes: int = 0


def imports(s: Session, *, limit: int = 200) -> tuple[Import, ...]:
    """The files that brought something in, newest first."""
    return tuple(_import(s, *row) for row in s.raw(f"{_BATCHES} GROUP BY b.id ORDER BY b.id DESC LIMIT ?", (limit,)))


def one(s: Session, id: GroupId) -> Import:
    """Raises NotFound("no-import")."""
    found = s.raw(f"{_BATCHES} AND b.id = ? GROUP BY b.id", (id,))
    if not found:
        raise NotFound("no-import")
    return _import(s, *found[0])


_ACTS = ", ".join(f"'{act}'" for act in ACTS)
_BATCHES = f"""SELECT b.id, b.act, b.label, b.state, min(p.at), min(p.utc_offset), coalesce(max(f.name), ''),
  max(p.till), sum(p.undone = 0), sum(p.undone = 2)
FROM batch b JOIN step p ON p.batch_id = b.id AND p.undoes IS NULL LEFT JOIN staff f ON f.id = p.staff_id
WHERE b.act IN ({_ACTS}) AND p.act = b.act"""


def _import(
    s: Session,
    id_: int,
    act: str,
    label: str,
    state: str,
    at: int,
    offset: int,
    staff: str,
    till: str,
    stands: int,
    fixed: int,
) -> Import:
    facts = json.loads(label)
    created = facts.get("created")
    return Import(
        id=GroupId(id_),
        act=Act(act),
        file=facts.get("file", ""),
        when=clock.moment(at, offset),
        staff=staff,
        till=till,
        created=_made(s, id_) if created is None else int(created),
        changed=int(facts["changed"]) if "changed" in facts else None,
        visits=int(facts.get("visits", 0)),
        state="running" if state == "open" else "fixed" if fixed else "in" if stands else "back",
    )


def _made(s: Session, batch: int) -> int:
    """Cards an import made, counted in the journal: for imports of an older program."""
    sql = (
        "SELECT coalesce(sum(i.last_id - i.row_id + 1), 0) FROM image i JOIN step p ON p.id = i.step_id "
        "WHERE p.batch_id = ? AND i.tbl = 'customer' AND i.before IS NULL AND i.after IS NOT NULL"
    )
    return int(s.raw(sql, (batch,))[0][0])


def told(file: str, *, new: bool) -> str:
    """What the history of a card says that came with a file, or was filled in from it. Pure."""
    if new:
        return _("Came in with {file}").format(file=file)
    return _("Was filled in from {file}").format(file=file)


# Taking one back


def take_back(store: Store, id: GroupId, *, staff: StaffId | None = None) -> Generator[Step, None, TakenBack]:
    """Take an import back, updates included, as far as nobody wrote on its cards since; itself one act to undo.

    Closing the generator leaves everything as it was. Raises NotFound("no-import"), Refusal("import-running" |
    "already-taken-back" | "too-long-ago").
    """
    with store.read() as s:
        found = one(s, id)
        steps = [StepId(step) for (step,) in s.raw("SELECT id FROM step WHERE batch_id = ? AND undoes IS NULL", (id,))]
    if found.state == "running":
        raise Refusal("import-running")
    note = _("Taking {file} back").format(file=found.file)
    left = yield from untouched.taking_back(store, steps, Act.UNDO_IMPORT, staff=staff, note=note, file=found.file)
    with store.read() as s:
        return TakenBack(found.file, left.back, tuple(_stayed(s, left)), left.noes)


def _stayed(s: Session, left: untouched.Left) -> list[Stayed]:
    tables: dict[CustomerId, list[str]] = {}
    for stay in left.stays:
        if stay.customer is not None:
            tables.setdefault(stay.customer, []).append(stay.table)
    ids = json.dumps(list(tables))
    names = dict(s.raw(f"SELECT id, {_NAME} FROM customer WHERE id {_AMONG}", (ids,)))
    words = _words()
    return [
        Stayed(who, names.get(who, ""), tuple(dict.fromkeys(words[t] for t in found if t in words)))
        for who, found in sorted(tables.items(), key=lambda pair: (names.get(pair[0], ""), pair[0]))
    ]


_NAME = "coalesce(nullif(name, ''), nullif(call_name, ''), nullif(own_script, ''), card_number)"


def _words() -> dict[str, str]:
    """What stays, in the words of a card."""
    return {
        "customer": _("the card"),
        "contact": _("ways to reach them"),
        "consent": _("consent"),
        "special_date": _("dates"),
        "note": _("notes"),
        "customer_tag": _("tags"),
        "usual": _("the usual"),
        "photo": _("the photo"),
        "field_value": _("own fields"),
        "visit": _("visits"),
        "visit_item": _("visits"),
    }
