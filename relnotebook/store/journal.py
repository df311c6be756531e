"""The journal: row images in, Changes out; what undo and redo would do next.

Each act leaves one step with an image of every kept row it touched: the row before (none for a new row) and the
version after. From this one record come undo and redo, the change message, the history of a card and the other
tills' news. A row's `version` is the id of the step that last wrote it; an undo puts the old version back as well,
so "nobody changed it since" is one comparison, and undoing everything gives the start again, row for row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from relnotebook.base.terms import Act, Changes, CustomerId, GroupId, Kind, StaffId, StepId, UndoLabels
from relnotebook.store import rows, schema

BURST_SECONDS = 60
MANY_CUSTOMERS = 500  # a change of more customers than this is told as "any"
IMAGE_DAYS = 180
LASTING = (Act.IMPORT_CONTACTS, Act.IMPORT_VISITS, Act.JOIN_CARDS)  # their images outlive the others': two years
LATE = (Act.UNDO_IMPORT, Act.PART_CARDS)  # they take back acts of long ago, and are acts of their own all the same

Run = Callable[..., Any]
"""Executes one statement with positional parameters on the open connection; gives a cursor back."""


@dataclass(slots=True)
class Image:
    """One kept row as it was before this step.

    Attributes:
        table: where it lies.
        row_id, last_id: the row, or the first and last of a run of rows added at once.
        before: the row before; None when there was none.
        after: the version of the row after the step; None when it is gone.
        customer: whose row it is, when that is known.
        before_rows: for a run of rows removed at once, all of them.
    """

    table: Table
    row_id: int
    last_id: int
    before: rows.Row | None
    after: int | None
    customer: CustomerId | None
    before_rows: list[tuple[Any, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An image read back from the file."""

    table: Table
    row_id: int
    last_id: int
    before: str | None
    after: int | None
    customer: CustomerId | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of the journal: enough to take it back and to speak of it."""

    id: StepId
    act: Act
    label: tuple[tuple[str, str], ...]
    batch: GroupId | None
    undoes: StepId | None


@dataclass(slots=True)
class Notes:
    """What a write gathers for its step, besides the images."""

    act: Act
    staff: StaffId | None
    till: str
    at: int
    offset: int
    batch: GroupId | None = None
    undoes: StepId | None = None
    permanent: bool = False
    joins: str = ""
    label: dict[str, str] = field(default_factory=dict)


# Writing


def save_step(run: Run, step: StepId, notes: Notes, *, joined: bool) -> None:
    """Write the step, or renew the one that a burst of typing joins."""
    label = json.dumps(notes.label)
    if joined:
        run("UPDATE step SET at = ?, utc_offset = ?, label = ? WHERE id = ?", (notes.at, notes.offset, label, step))
        return
    run(
        "INSERT INTO step (id, act, label, at, utc_offset, staff_id, till, batch_id, undoes, undone, joins) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            step,
            str(notes.act),
            label,
            notes.at,
            notes.offset,
            notes.staff,
            notes.till,
            notes.batch,
            notes.undoes,
            2 if notes.permanent else 0,
            notes.joins,
        ),
    )


def save_images(run: Run, run_many: Run, step: StepId, images: Iterable[Image], *, joined: bool) -> None:
    """Write the images of a step; in a joined step the first image of a row is the one that counts."""
    known: set[tuple[str, int]] = set()
    if joined:
        known = {(tbl, row) for tbl, row in run("SELECT tbl, row_id FROM image WHERE step_id = ?", (step,)).fetchall()}
    values = []
    for image in images:
        if (image.table.name, image.row_id) in known:
            if image.after is None:  # written a moment ago, removed now
                run(
                    "UPDATE image SET after = NULL WHERE step_id = ? AND tbl = ? AND row_id = ?",
                    (step, image.table.name, image.row_id),
                )
            continue
        if image.before is None and image.before_rows is None and image.after is None:
            continue  # came and went within the step
        place = (step, image.table.name, image.row_id, image.last_id, image.customer)
        values.append((*place, _before(image), image.after))
    run_many(
        "INSERT INTO image (step_id, tbl, row_id, last_id, customer_id, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )


def _before(image: Image) -> str | None:
    if image.before_rows is not None:
        return rows.dump_many(image.table, image.before_rows)
    return None if image.before is None else rows.dump(image.before)


# Reading


def images_of(run: Run, step: StepId) -> list[Kept]:
    """The images of a step, newest first: the order in which they are put back."""
    found = run(
        "SELECT tbl, row_id, last_id, before, after, customer_id FROM image WHERE step_id = ? ORDER BY id DESC", (step,)
    ).fetchall()
    tables = schema.metadata.tables
    return [Kept(tables[tbl], a, z, before, after, customer) for tbl, a, z, before, after, customer in found]


_ENTRY = "SELECT id, act, label, batch_id, undoes FROM step "
_ACTS = f"(undoes IS NULL OR act IN ({', '.join(repr(str(act)) for act in LATE)}))"


def entry(run: Run, step: StepId) -> Entry | None:
    return _entry(run(_ENTRY + "WHERE id = ?", (step,)).fetchone())


def _entry(found: Any) -> Entry | None:
    if found is None:
        return None
    id_, act, label, batch, undoes = found
    return Entry(id_, Act(act), tuple(json.loads(label).items()), batch, undoes)


def next_undo(run: Run, till: str) -> Entry | None:
    """The newest step of this till that has not been taken back; not one of an import that is still running."""
    running = "EXISTS (SELECT 1 FROM batch b WHERE b.id = step.batch_id AND b.state = 'open')"
    query = _ENTRY + f"WHERE till = ? AND {_ACTS} AND undone = 0 AND NOT {running} ORDER BY id DESC LIMIT 1"
    return _entry(run(query, (till,)).fetchone())


def next_redo(run: Run, till: str) -> Entry | None:
    """The newest undo of this till that nothing new was written after; None when there is none."""
    query = _ENTRY + "WHERE till = ? AND act = ? AND undone = 0 ORDER BY id DESC LIMIT 1"
    found = _entry(run(query, (till, str(Act.UNDO))).fetchone())
    if found is None:
        return None
    newer = run(f"SELECT 1 FROM step WHERE till = ? AND {_ACTS} AND id > ? LIMIT 1", (till, found.id)).fetchone()
    return None if newer else found


def mark_undone(run: Run, step: Entry) -> None:
    """A step has been taken back. What it took back itself stands again, and what that one took back does not."""
    found: Entry | None = step
    mark = 1
    while found is not None:
        run("UPDATE step SET undone = ? WHERE id = ? AND undone <> 2", (mark, found.id))
        found = entry(run, found.undoes) if found.undoes is not None else None
        mark = 1 - mark


def steps_of_batch(run: Run, batch: GroupId) -> list[Entry]:
    """The steps of an import (or of its undo) that stand, newest first."""
    found = run(_ENTRY + "WHERE batch_id = ? AND undone = 0 ORDER BY id DESC", (batch,)).fetchall()
    return [e for e in map(_entry, found) if e is not None]


def labels(run: Run, till: str) -> UndoLabels:
    """What undo and redo would do, for the menu."""
    undo, redo = next_undo(run, till), next_redo(run, till)
    redone = entry(run, redo.undoes) if redo and redo.undoes else None
    return UndoLabels(
        undo=(undo.act, undo.label) if undo else None,
        redo=(redone.act, redone.label) if redone else None,
    )


def joinable(run: Run, till: str, key: str, at: int) -> StepId | None:
    """The step that a further edit of the same field joins: the journal's very last one, by this till, moments ago."""
    found = run("SELECT id, till, joins, at, undone FROM step ORDER BY id DESC LIMIT 1").fetchone()
    if found is None:
        return None
    id_, whose, joins, when, undone = found
    fits = whose == till and joins == key and undone == 0 and 0 <= at - when <= BURST_SECONDS
    return StepId(id_) if fits else None


def news(run: Run, after: StepId, mine: Iterable[str]) -> list[Changes]:
    """What other tills wrote after a step; `mine`: the names that are not others."""
    others = "WHERE id > ? AND till NOT IN (SELECT value FROM json_each(?)) ORDER BY id"
    found = run(_ENTRY + others, (after, json.dumps(sorted(mine)))).fetchall()
    return [_told(run, e) for e in map(_entry, found) if e is not None]


def _told(run: Run, step: Entry) -> Changes:
    touched = run("SELECT DISTINCT tbl, customer_id FROM image WHERE step_id = ?", (step.id,)).fetchall()
    tables = schema.metadata.tables
    kinds = frozenset(tables[tbl].info["kind"] for tbl, _ in touched)
    return Changes(step.act, kinds, whom([c for _, c in touched]), step.id, step.label, elsewhere=True)


def changes(step: StepId, notes: Notes, images: Iterable[Image], concerned: Iterable[CustomerId]) -> Changes:
    """The message of a committed write."""
    images = list(images)
    kinds = frozenset[Kind](image.table.info["kind"] for image in images)
    whose = [(image, image.table.info["customer"]) for image in images if image.table.info["customer"]]
    left = (image.before.get(column) for image, column in whose if image.before is not None)  # it was another's before
    customers = whom([*(image.customer for image, _column in whose), *(c for c in left if c is not None), *concerned])
    return Changes(notes.act, kinds, customers, step, tuple(notes.label.items()))


def whom(customers: Iterable[int | None]) -> frozenset[CustomerId]:
    """The customers concerned; empty ("any") when they are not known or very many."""
    found = set(customers)
    if None in found or len(found) > MANY_CUSTOMERS:
        return frozenset()
    return frozenset(CustomerId(c) for c in found if c is not None)


def prune(run: Run, now: int, *, lasting_days: int = 730) -> None:
    """Let images older than half a year go (those of imports later); the lines "who, what, when" stay."""
    lasting = ", ".join(f"'{act}'" for act in LASTING)
    old = "SELECT id FROM step WHERE at < ? AND {} ({})"
    for limit, test in ((IMAGE_DAYS, "act NOT IN"), (lasting_days, "act IN")):
        chosen = old.format(test, lasting)
        before = now - limit * 86400
        run(f"DELETE FROM image WHERE step_id IN ({chosen})", (before,))
        run(f"UPDATE step SET undone = 2 WHERE undone = 0 AND id IN ({chosen})", (before,))
