"""Taking back acts of long ago: an import, a join. What was written again since stays, and is named.

Undo of the last act is all or nothing. Here each row is looked at by itself: where nobody wrote it since (its
`version` is still the one the act gave it) it goes back to what it was; where somebody did, it stays. Three laws:

- A row that others point at by now stays, with them: a card that has visits since.
- A new row that stays keeps what came with it: the phone and the tags of a card that has visits since.
- What belongs to nobody alone (a tag, an item, a household) goes when nothing uses it any more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Table

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId, GroupId, StaffId, Step, StepId
from relnotebook.store import goodbyes, journal, rows, schema
from relnotebook.store.transaction import Session, Write

Key: TypeAlias = "tuple[str, int]"
"""A row: name of its table, its identity."""

_AMONG = "IN (SELECT value FROM json_each(?))"
_WHOLES = ("customer", "visit", "usual", "feedback", "idea", "segment", "export")
"""Tables whose rows own others; a phone belongs to its card, a line to its visit."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A row that stays as it is now; `customer`: whose, when it is somebody's."""

    table: str
    row: int
    customer: CustomerId | None


@dataclass(frozen=True, slots=True)
class Left:
    """What was not taken back, because it was written again since or something written since needs it.

    Attributes:
        stays: each row of it.
        back: how many rows went back to what they were.
        noes: how many noes the acts had heard: these are kept (see `goodbyes`).
    """

    stays: tuple[Stay, ...] = ()
    back: int = 0
    noes: int = 0

    @property
    def customers(self) -> tuple[CustomerId, ...]:
        """Whose cards hold something that stays, in order."""
        return tuple(dict.fromkeys(stay.customer for stay in self.stays if stay.customer is not None))

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(stay.table for stay in self.stays)

    def of(self, customer: CustomerId) -> frozenset[str]:
        """The tables in which something of this customer's stays."""
        return frozenset(stay.table for stay in self.stays if stay.customer == customer)


class Book(Protocol):
    """What taking back needs of the Store."""

    def read(self) -> AbstractContextManager[Session]: ...

    def open_batch(self, act: Act, **label: str) -> GroupId: ...

    def close_batch(self, batch: GroupId) -> None: ...

    def take_back(self, batch: GroupId) -> Iterator[Step]: ...

    def take_back_step_untouched(
        self,
        step: StepId,
        as_act: Act,
        batch: GroupId | None,
        staff: StaffId | None,
        label: Mapping[str, str],
        held: Collection[int],
    ) -> Left: ...


def standing(s: Session, steps: Iterable[StepId]) -> list[StepId]:
    """Those of these steps that can be taken back, newest first.

    Raises Refusal("already-taken-back") when all have been, Refusal("too-long-ago") when one was let go for good.
    """
    found = s.raw(f"SELECT id, undone FROM step WHERE id {_AMONG} ORDER BY id DESC", (json.dumps(sorted(steps)),))
    if any(undone == 2 for _step, undone in found):
        raise Refusal("too-long-ago")
    left = [StepId(step) for step, undone in found if not undone]
    if not left:
        raise Refusal("already-taken-back")
    return left


def taking_back(
    store: Book, steps: Iterable[StepId], as_act: Act, *, staff: StaffId | None = None, note: str = "", **label: str
) -> Generator[Step, None, Left]:
    """Take steps back as one act of its own, which undo takes back in turn; a step of the journal at a time.

    Closing the generator early brings everything again. Raises what `standing` raises, writing nothing.
    """
    with store.read() as s:
        left = standing(s, steps)
        held = _held(s, left)
    batch = store.open_batch(as_act, **label) if len(left) > 1 else None
    stays: dict[Key, Stay] = {}
    back = noes = 0
    try:
        for done, step in enumerate(left, 1):
            one = store.take_back_step_untouched(step, as_act, batch, staff, label, held)
            stays.update(((stay.table, stay.row), stay) for stay in one.stays)
            back += one.back
            noes += one.noes
            yield Step(done, len(left), note)
    except BaseException:
        if batch is not None:
            for _step in store.take_back(batch):
                pass
        raise
    if batch is not None:
        store.close_batch(batch)
    return Left(tuple(stays.values()), back, noes)


def put_back(w: Write, step: StepId, held: Collection[int] = ()) -> Left:
    """Put the untouched rows of one step back; `held`: new cards that stay whole."""
    work = _Work(w, step, held)
    work.settle()
    return work.carry_out()


# What points at what


@cache
def _pointers(table: str) -> tuple[tuple[str, str], ...]:
    """Who may point at rows of a table: (table, column), beyond what SQLite itself guards."""
    found = [
        (child.name, key.parent.name)
        for child in schema.kept
        for key in child.foreign_keys
        if key.column.table.name == table
    ]
    used = schema.metadata.tables[table].info.get("used_by")
    if used and used not in found:
        found.append(used)
    if table == "customer":
        found.append(("lead", "customer_id"))
    return tuple(found)


@cache
def _targets(table: Table) -> tuple[tuple[str, str], ...]:
    """What the rows of a table point at: (column, table)."""
    return tuple((key.parent.name, key.column.table.name) for key in table.foreign_keys)


@cache
def _owners(table: Table) -> tuple[tuple[str, str], ...]:
    """Whose the rows of a table are: (column, table)."""
    whose = table.info["customer"]
    found = [(whose, "customer")] if whose not in (None, "id") else []
    parts = [pair for pair in _targets(table) if pair[1] in _WHOLES and pair[1] != "customer"]
    return tuple(dict.fromkeys([*found, *parts]))


def _held(s: Session, steps: list[StepId]) -> frozenset[int]:
    """Cards these steps made that were written on since: they stay whole."""
    ours = json.dumps(steps)
    images = s.raw(
        "SELECT row_id, last_id FROM image WHERE tbl = 'customer' AND before IS NULL AND after IS NOT NULL "
        f"AND step_id {_AMONG} ORDER BY row_id",
        (ours,),
    )
    found: set[int] = set()
    for first, last in _merged(images):
        span = (first, last, ours)
        for child, column in (("customer", "id"), *_pointers("customer")):
            sql = f"SELECT DISTINCT {column} FROM {child} WHERE {column} BETWEEN ? AND ? AND version NOT {_AMONG}"
            found.update(id_ for (id_,) in s.raw(sql, span))
        found.update(id_ for (id_,) in s.raw(_TORN_OUT, (*span, ours)))
    return frozenset(found)


_TORN_OUT = (
    "SELECT DISTINCT i.customer_id FROM image i JOIN step p ON p.id = i.step_id WHERE i.customer_id BETWEEN ? AND ? "
    f"AND i.after IS NULL AND i.step_id NOT {_AMONG} AND p.undone <> 1 AND p.undoes IS NULL "
    f"AND i.before LIKE '{{\"id\"%' AND json_extract(i.before, '$.version') {_AMONG}"
)
"""Cards from which somebody removed a row that these steps wrote."""


def _merged(spans: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, int]]:
    """Runs of numbers that follow one another, as one."""
    first = last = 0
    for low, high in spans:
        if first and low == last + 1:
            last = high
            continue
        if first:
            yield first, last
        first, last = low, high
    if first:
        yield first, last


# One step


class _Work:
    """What taking one step back does to each row.

    Attributes:
        remove: rows that came with the step and go again, as they are now.
        restore: rows as they were before the step, to be put back; `again` are those that were removed by it.
        new: rows that came with the step, whether they go or stay.
        stays: rows that stay as they are now.
    """

    def __init__(self, w: Write, step: StepId, held: Collection[int]) -> None:
        self._w = w
        self._held = held
        self.remove: dict[Key, rows.Row] = {}
        self.restore: dict[Key, rows.Row] = {}
        self.again: set[Key] = set()
        self.new: set[Key] = set()
        self.stays: dict[Key, rows.Row] = {}
        self._keeps = goodbyes.kept(w, step)
        self._noes = 0
        now: dict[Key, rows.Row] = {}
        before: dict[Key, rows.Row | None] = {}
        after: dict[Key, int | None] = {}
        for kept in journal.images_of(w._driver.execute, step):
            now.update(self._now(kept))
            for key, row in self._before(kept):
                before[key] = row  # the oldest image of a row in the step is the one that counts
                after.setdefault(key, kept.after)  # and the newest says what the step left
        for key, row in before.items():
            self._place(key, row, after[key], now.get(key))

    def _now(self, kept: journal.Kept) -> Iterator[tuple[Key, rows.Row]]:
        names = rows.columns(kept.table)
        sql = rows.range_sql(kept.table)
        for found in self._w._driver.execute(sql, (kept.row_id, kept.last_id)).fetchall():
            yield (kept.table.name, found[0]), dict(zip(names, found, strict=True))

    @staticmethod
    def _before(kept: journal.Kept) -> Iterator[tuple[Key, rows.Row | None]]:
        name = kept.table.name
        if kept.before is None:
            yield from (((name, number), None) for number in range(kept.row_id, kept.last_id + 1))
        elif kept.before.startswith('{"columns"'):
            yield from (((name, row["id"]), row) for row in rows.load_many(kept.table, kept.before))
        else:
            yield (name, kept.row_id), rows.load(kept.table, kept.before)

    def _place(self, key: Key, before: rows.Row | None, after: int | None, now: rows.Row | None) -> None:
        if before is None:
            self.new.add(key)
        if (now["version"] if now else None) != after:
            if now is not None and after is not None:
                self.stays[key] = now
        elif before is not None:
            self.restore[key] = before
            if now is None:
                self.again.add(key)
        elif now is not None:
            self._noes += self._keeps is not None and goodbyes.is_no(key[0], now)
            if self._keeps is None or not self._keeps(key[0], now):
                self.remove[key] = now

    def settle(self) -> None:
        """Let stay what has to, until nothing more has to."""
        rules: tuple[Callable[[], list[Key]], ...] = (self._parts, self._needed, self._homeless, self._there_already)
        while stuck := [key for law in rules for key in law()]:
            for key in stuck:
                self._stay(key)

    def _stay(self, key: Key) -> None:
        if key in self.remove:
            self.stays[key] = self.remove.pop(key)
        elif key in self.restore:
            row = self.restore.pop(key)
            if key not in self.again:
                self.stays[key] = self._w.row_of(schema.metadata.tables[key[0]], key[1]) or row
            self.again.discard(key)

    def _parts(self) -> list[Key]:
        """New rows of a new row that stays."""
        return [key for key, row in self.remove.items() if self._owner_stays(key, row)]

    def _owner_stays(self, key: Key, row: rows.Row) -> bool:
        if key[0] == "customer" and key[1] in self._held:
            return True
        for column, table in _owners(schema.metadata.tables[key[0]]):
            owner = (table, row[column])
            if table == "customer" and row[column] in self._held:
                return True
            if owner in self.stays and owner in self.new:
                return True
        return False

    def _needed(self) -> list[Key]:
        """Rows about to go that others point at, as things will be afterwards."""
        found: set[Key] = set()
        for table, ids in self._removed_by_table().items():
            for child, column in _pointers(table):
                sql = f"SELECT id, {column} FROM {child} WHERE {column} {_AMONG}"
                for id_, whose in self._w.raw(sql, (ids,)):
                    key = (child, id_)
                    if key in self.remove or (key in self.restore and self.restore[key][column] != whose):
                        continue
                    found.add((table, whose))
        for key, row in self.restore.items():
            for column, table in _targets(schema.metadata.tables[key[0]]):
                if (table, row[column]) in self.remove:
                    found.add((table, row[column]))
        return list(found)

    def _removed_by_table(self) -> dict[str, str]:
        found: dict[str, list[int]] = {}
        for table, id_ in self.remove:
            found.setdefault(table, []).append(id_)
        return {table: json.dumps(ids) for table, ids in found.items()}

    def _homeless(self) -> list[Key]:
        """Rows that would come back to something that is gone by now."""
        found = []
        for key, row in self.restore.items():
            for column, table in _targets(schema.metadata.tables[key[0]]):
                target = row[column]
                if target is None or (table, target) in self.restore:
                    continue
                if not self._w.raw(f"SELECT 1 FROM {table} WHERE id = ?", (target,)):
                    found.append(key)
                    break
        return found

    def _there_already(self) -> list[Key]:
        """Tags that would be on a card twice."""
        found = []
        for key, row in self.restore.items():
            if key[0] != "customer_tag":
                continue
            pair = (row["customer_id"], row["tag_id"])
            for (id_,) in self._w.raw("SELECT id FROM customer_tag WHERE customer_id = ? AND tag_id = ?", pair):
                other = ("customer_tag", id_)
                if other != key and other not in self.remove and other not in self.restore:
                    found.append(key)
        return found

    # Doing it

    def carry_out(self) -> Left:
        """Write what was settled; what stays."""
        w, tables = self._w, schema.metadata.tables
        w._driver.execute("PRAGMA defer_foreign_keys = ON")
        by_table: dict[str, list[rows.Row]] = {}
        for (table, _id), row in self.remove.items():
            by_table.setdefault(table, []).append(row)
        for table, gone in by_table.items():
            w.take_out(tables[table], sorted(gone, key=lambda row: int(row["id"])))
        for again in (False, True):
            for key, row in self.restore.items():
                if (key in self.again) is again:
                    w.restore(tables[key[0]], row)
        stays = [self._told(key, row) for key, row in self.stays.items() if "used_by" not in tables[key[0]].info]
        return Left(tuple(stays), len(self.remove) + len(self.restore), self._noes)

    def _told(self, key: Key, row: rows.Row) -> Stay:
        table = schema.metadata.tables[key[0]]
        for column, owner in _owners(table):
            if owner == "customer":
                return Stay(key[0], key[1], row[column])
            found = self._w.row_of(schema.metadata.tables[owner], row[column])
            if found is not None and "customer_id" in found:
                return Stay(key[0], key[1], found["customer_id"])
        return Stay(key[0], key[1], CustomerId(key[1]) if key[0] == "customer" else None)
