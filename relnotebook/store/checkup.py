"""Looking a whole notebook over: its pages, its links, its schema, every row's checksum, and what follows from them.

SQLite's own check does not see a flipped letter; the checksum each kept row carries does.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Table, create_engine
from sqlalchemy.pool import StaticPool

from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.store import engine, index, rows, schema
from relnotebook.store.write import Store

_MOST = 50  # findings of one sort that are told one by one
_TICK = 5000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not in order.

    Attributes:
        code: pages (the file itself), schema (a table, index, trigger or view that should not be so), links (a row
            points at one that is not there), row (a value is not what was written), index (search), derived (counts).
        table, row: where, as far as that is known; detail: what SQLite says of it, or which object it is.
        customer: whose row it is.
    """

    code: str
    table: str = ""
    row: int = 0
    detail: str = ""
    customer: int | None = None

    @property
    def mendable(self) -> bool:
        """Whether making the derived tables anew puts it right; what was written by people is not touched by that."""
        return self.code in ("index", "derived")

    def __str__(self) -> str:
        """The finding in words, for the person who was asked to look."""
        sentences = {
            "pages": _("A part of the file cannot be read ({detail})."),
            "schema": _("{detail} in the file is not as this program makes it."),
            "links": _("Row {row} of {table} belongs to something that is not there."),
            "row": _("Row {row} of {table} is not what was written."),
            "index": _("The search does not know all customers as they are."),
            "derived": _("The counts of customer {row} do not fit their visits."),
        }
        return sentences[self.code].format(table=self.table, row=self.row, detail=self.detail)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `rows` is how many kept rows were read."""

    findings: tuple[Finding, ...]
    rows: int

    @property
    def sound(self) -> bool:
        return not self.findings


def check(store: Store) -> Generator[Step, None, Report]:
    """Look the open notebook over, as a job; the shop goes on meanwhile."""
    return (yield from check_file(store.path, store.key))


def check_file(path: Path, key: str | None) -> Generator[Step, None, Report]:
    """Look a notebook or a backup over. Raises StoreTrouble when it cannot be opened at all."""
    with engine.translated(path, encrypted=key is not None):
        connection = engine.connect(path, key, read_only=True)
        connection.text_factory = _any_text
    try:
        with engine.translated(path, encrypted=key is not None):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return (yield from _look_over(connection))
    finally:
        connection.close()


def _any_text(letters: bytes) -> str:
    """Text of the file, also where a flipped bit left no letter."""
    return letters.decode("utf-8", "surrogateescape")


def _look_over(connection: Any) -> Generator[Step, None, Report]:
    sizes = {table: _count(connection, table.name) for table in schema.kept}
    documents = _count(connection, "find_doc")
    read, total = 0, sum(sizes.values()) + documents + 1
    yield Step(0, total)
    found = [*_pages(connection), *_schema(connection), *_links(connection)]
    for table, size in sizes.items():
        for done, batch in _rows(connection, table):
            found += batch
            yield Step(read + min(done, size), total, table.name)  # a damaged table may hold more than it counts
        read += size
    yield from _index(connection, read, total, found)
    found += _derived(connection)
    yield Step(total, total)
    return Report(tuple(found), read)


def _count(connection: Any, table: str) -> int:
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except driver.Error:
        return 0


# The file, its schema, its links


def _pages(connection: Any) -> list[Finding]:
    try:
        said = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    except driver.Error as trouble:
        said = [str(trouble)]
    return [Finding("pages", detail=str(words)) for words in said if words != "ok"]


def _schema(connection: Any) -> list[Finding]:
    try:
        return [Finding("schema", detail=name) for name in strange(connection)]
    except driver.Error as trouble:
        return [Finding("schema", detail=str(trouble))]


def strange(connection: Any) -> list[str]:
    """Names of what differs from the schema this program makes: it may have come with a file from somebody else."""
    now, wanted = shape(connection), _known_shape()
    return [name for name in sorted(now.keys() | wanted.keys()) if now.get(name) != wanted.get(name)]


def _known_shape() -> dict[str, Any]:
    made = create_engine("sqlite://", module=driver, poolclass=StaticPool)
    try:
        with made.begin() as connection:
            schema.metadata.create_all(connection)
            connection.exec_driver_sql(schema.FIND_INDEX)
            return shape(connection.connection.dbapi_connection)
    finally:
        made.dispose()


def shape(connection: Any) -> dict[str, Any]:
    """Every table, index, trigger and view of a database by name, told by columns and links, not by spelling."""

    def ask(sql: str, name: str) -> list[Any]:
        return sorted(connection.execute(sql, (name,)).fetchall())

    found: dict[str, Any] = {}
    for kind, name, sql in connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall():
        if name.startswith("sqlite_"):
            continue
        if kind == "table" and not sql.upper().startswith("CREATE VIRTUAL"):
            columns = sorted(map(_spelt, ask("SELECT * FROM pragma_table_xinfo(?)", name)))
            links = ask('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', name)
            found[name] = (kind, columns, links, ask(_UNIQUE, name), "AUTOINCREMENT" in sql.upper())
        elif kind == "index":
            columns = ask('SELECT seqno, name, "desc" FROM pragma_index_xinfo(?) WHERE key', name)
            found[name] = (kind, columns, "UNIQUE" in sql.upper(), sql.partition(" WHERE ")[2].strip())
        else:
            found[name] = (kind, " ".join(sql.split()))
    return found


_UNIQUE = (
    "SELECT (SELECT group_concat(name) FROM pragma_index_info(l.name)) FROM pragma_index_list(?) AS l "
    "WHERE l.origin = 'u'"
)


def _spelt(column: tuple[Any, ...]) -> tuple[str, ...]:
    """Name, type, not null, default, key, hidden; without the place, which a migration may change."""
    return tuple(str(value).strip("'") for value in column[1:])


_NO_ITEM = "SELECT 'visit_item', id, 'item', 0 FROM visit_item WHERE item_id NOT IN (SELECT id FROM item)"


def _links(connection: Any) -> list[Finding]:
    try:
        broken = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
        broken += connection.execute(_NO_ITEM).fetchmany(_MOST)
    except driver.Error as trouble:
        return [Finding("pages", detail=str(trouble))]
    return [Finding("links", table, row or 0, f"no {parent}") for table, row, parent, _ in broken]


# Rows


def _rows(connection: Any, table: Table) -> Iterable[tuple[int, list[Finding]]]:
    """(rows read so far, findings in the last batch of them); a place that cannot be read is a finding, too."""
    names = rows.columns(table)
    whose = names.index(table.info["customer"]) if table.info["customer"] else None
    done, told = 0, 0
    try:
        cursor = connection.execute(f"SELECT {', '.join(names)} FROM {table.name}")
        while batch := cursor.fetchmany(_TICK):
            done += len(batch)
            wrong = [row for row in batch if rows.checksum(row[:-1]) != row[-1]]
            shown = wrong[: max(0, _MOST - told)]
            told += len(wrong)
            yield done, [Finding("row", table.name, row[0], customer=row[whose] if whose else None) for row in shown]
    except driver.Error as trouble:
        yield done, [Finding("pages", table.name, detail=str(trouble))]


# What follows


def _index(connection: Any, read: int, total: int, found: list[Finding]) -> Generator[Step, None, None]:
    looking = index.agrees(connection)
    while True:
        try:
            done = next(looking)
        except StopIteration as end:
            if not end.value:
                found.append(Finding("index", "find"))
            return
        except driver.Error as trouble:
            found.append(Finding("index", "find", detail=str(trouble)))
            return
        yield Step(min(read + done, total), total, "find")


_VISITS = (
    "SELECT s.customer_id FROM customer_stat AS s LEFT JOIN "
    "(SELECT customer_id, count(*) AS visits, min(at) AS first, max(at) AS last FROM visit GROUP BY customer_id) AS v "
    "ON v.customer_id = s.customer_id "
    "WHERE s.visits <> coalesce(v.visits, 0) OR s.first_at IS NOT v.first OR s.last_at IS NOT v.last"
)
_UNCOUNTED = "SELECT DISTINCT customer_id FROM visit WHERE customer_id NOT IN (SELECT customer_id FROM customer_stat)"
_UNFOUND = (
    "SELECT id FROM customer WHERE (binned_at IS NULL) <> (id IN (SELECT customer_id FROM find_doc)) "
    "UNION SELECT customer_id FROM find_doc WHERE customer_id NOT IN (SELECT id FROM customer)"
)


def _derived(connection: Any) -> list[Finding]:
    """Counts of visits beside each customer, and that whoever is not in the bin is in the search index."""
    found = []
    questions = (
        ("derived", "customer_stat", _VISITS),
        ("derived", "customer_stat", _UNCOUNTED),
        ("index", "find_doc", _UNFOUND),
    )
    for code, table, sql in questions:
        try:
            wrong = connection.execute(sql).fetchmany(_MOST)
        except driver.Error as trouble:
            found.append(Finding("pages", table, detail=str(trouble)))
            continue
        found += [Finding(code, table, customer, customer=customer) for (customer,) in wrong]
    return found
