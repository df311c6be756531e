"""The whole notebook as plain rows: read out table by table, and put into a notebook that holds nobody yet.

What follows from other rows (search, closeness, touches) is left out, and so are the images of undo: an archive is what
people wrote and who wrote it, not a way back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Table

from relnotebook.base.problems import Refusal
from relnotebook.store import engine, rows, schema
from relnotebook.store.transaction import Session
from relnotebook.store.write import Store

META = ("matched_columns", "suppression_salt")
"""What the store knows about the notebook and must not lose: without its salt a list of silenced addresses is dead,
and columns once matched by hand would have to be matched again."""

_DIARY = ("batch", "step")
_LEFT = {"step": ("joins",), "batch": ("owner",)}
_FIXED = 2  # of step.undone: it can no longer be taken back


@dataclass(frozen=True, slots=True)
class Sort:
    """One table of an archive: its name, and the columns that are kept of it."""

    name: str
    columns: tuple[str, ...]


def sorts() -> tuple[Sort, ...]:
    """The tables in an order in which each stands behind those it points at; the diary and what is half typed first."""
    own = [_own(name) for name in (*_DIARY, "draft")]
    kept = [Sort(table.name, rows.columns(table)[:-1]) for table in schema.kept]
    return (Sort("meta", ("key", "value")), *own, *kept, Sort("identity", ("name", "seq")))


def _own(name: str) -> Sort:
    table = schema.metadata.tables[name]
    left = _LEFT.get(name, ())
    return Sort(name, tuple(column.name for column in table.columns if column.name not in left))


def read(s: Session, sort: Sort) -> Iterator[tuple[Any, ...]]:
    """The rows of a table, in the order of their identities."""
    columns = ", ".join(sort.columns)
    if sort.name == "meta":
        marks = ", ".join("?" * len(META))
        yield from s.raw(f"SELECT {columns} FROM meta WHERE key IN ({marks}) ORDER BY key", META)
    elif sort.name == "identity":
        known = {table.name for table in schema.kept} | set(_DIARY)
        found = s.raw("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        yield from ((name, seq) for name, seq in found if name in known)
    elif sort.name == "draft":
        yield from s.raw(f"SELECT {columns} FROM draft ORDER BY place")
    else:
        yield from _in_pieces(s, sort)


_PIECE = 2_000


def _in_pieces(s: Session, sort: Sort) -> Iterator[tuple[Any, ...]]:
    """In pieces, since photos are large. What can no longer be taken back says so, once it is out of its notebook."""
    columns = [f"{_FIXED} AS undone" if name == "undone" else name for name in sort.columns]
    sql = f"SELECT {', '.join(columns)} FROM {sort.name} WHERE id > ? ORDER BY id LIMIT {_PIECE}"
    reached = 0
    while found := s.raw(sql, (reached,)):
        yield from found
        reached = found[-1][0]


Fill = Callable[[], Iterable[tuple[str, Iterator[Mapping[str, Any]]]]]
"""Gives each table by its name with its rows by column name; called once, within the write."""


def is_empty(s: Session) -> bool:
    """Whether nobody has a card yet, not even in the bin."""
    return not s.raw("SELECT 1 FROM customer LIMIT 1")


def fill(store: Store, tables: Fill, *, file: str = "") -> None:
    """Put the rows of an archive into a notebook without customers, all of them or none.

    What the notebook holds already (the shop's name, its colleagues) gives way. Columns that are not given take their
    default. What follows from the rows is not made: `derive.rebuild` does that.
    Raises Refusal("notebook-not-empty"), Refusal("archive-damaged", file) when rows do not fit together, and
    StoreTrouble.
    """
    with store.quiet(), engine.translated(store.path, encrypted=store.encrypted):
        raw = store.raw_connection()
        try:
            raw.execute("PRAGMA foreign_keys = OFF").fetchall()
            raw.execute("BEGIN IMMEDIATE")
            try:
                _fill(raw, tables, file)
                raw.execute("COMMIT")
            except BaseException:
                raw.execute("ROLLBACK")
                raise
        finally:
            raw.close()


def _fill(raw: Any, tables: Fill, file: str) -> None:
    if raw.execute("SELECT 1 FROM customer LIMIT 1").fetchone():
        raise Refusal("notebook-not-empty")
    for table in reversed(schema.kept):
        raw.execute(f"DELETE FROM {table.name}")
    for name in ("image", "step", "batch", "draft"):
        raw.execute(f"DELETE FROM {name}")
    try:
        for name, found in tables():
            _fill_table(raw, name, found)
    except (TypeError, KeyError, ValueError, OverflowError, driver.IntegrityError) as strange:
        raise Refusal("archive-damaged", file=file) from strange
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Refusal("archive-damaged", file=file)


def _fill_table(raw: Any, name: str, found: Iterator[Mapping[str, Any]]) -> None:
    kept = {table.name: table for table in schema.kept}
    if name in kept:
        raw.executemany(rows.insert_sql(kept[name]), _whole(kept[name], found))
    elif name == "meta":
        values = [(one["key"], one["value"]) for one in found if one.get("key") in META]
        raw.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", values)
    elif name == "identity":
        _keep_identities(raw, [(str(one["name"]), int(one["seq"])) for one in found])
    elif name in (*_DIARY, "draft"):
        sort = _own(name)
        marks = ", ".join("?" * len(sort.columns))
        sql = f"INSERT INTO {name} ({', '.join(sort.columns)}) VALUES ({marks})"
        raw.executemany(sql, ([one[column] for column in sort.columns] for one in found))


def _whole(table: Table, found: Iterator[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Rows with every column of the table and a checksum of their own."""
    defaults = rows.defaults(table)
    for one in found:
        row = {**defaults, **rows.proper(table, {name: one[name] for name in defaults if name in one})}
        row["crc"] = rows.row_crc(table, row)
        yield [row[name] for name in rows.columns(table)]


def _keep_identities(raw: Any, used: list[tuple[str, int]]) -> None:
    """An identity is never given out twice, also not that of a row which was gone before the archive was made."""
    for name, highest in used:
        raw.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (highest, name))
        sql = "INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? WHERE NOT EXISTS"
        raw.execute(f"{sql} (SELECT 1 FROM sqlite_sequence WHERE name = ?)", (name, highest, name))


def schema_of() -> str:
    """The shape of the tables an archive of this program has."""
    return schema.HEAD


def refuses(found: str) -> bool:
    """Whether an archive of that shape is of a newer program than this one."""
    return not found.isdigit() or int(found) > int(schema.HEAD)
