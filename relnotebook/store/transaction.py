"""Session and Write: one snapshot to read from, one transaction to write in.

Rows are written one by one by `add`, `put` and `drop` (and in bulk by `add_many`), which take the image for the
journal as they go; a select that is no select and a statement against a kept table have no door to come in by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Select, Table
from sqlalchemy.engine import Connection
from sqlalchemy.engine import Row as Found

from relnotebook.base.problems import Conflict, NotFound
from relnotebook.base.terms import Act, Changes, CustomerId, StaffId, StepId
from relnotebook.store import journal, rows, schema
from relnotebook.store.journal import Image

P = ParamSpec("P")
T = TypeVar("T")

_DERIVED = {table.name for table in schema.derived} | {"find"}
_OWN = {"meta", "draft"}


def act(kind: Act) -> Callable[[Callable[Concatenate[Write, P], T]], Callable[Concatenate[Write, P], T]]:
    """Name the act a function performs, for the journal and the undo menu."""

    def mark(function: Callable[Concatenate[Write, P], T]) -> Callable[Concatenate[Write, P], T]:
        function.act = kind  # type: ignore[attr-defined]
        return function

    return mark


class Session:
    """One snapshot of the notebook, for reading; born and closed in one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver: Any = connection.connection.dbapi_connection

    def rows(self, query: Select[Any], /, **params: Any) -> Sequence[Found[Any]]:
        """All rows of a select."""
        if not getattr(query, "is_select", False):
            raise TypeError("a session only reads")
        return self._connection.execute(query, params).all()

    def row(self, query: Select[Any], /, **params: Any) -> Found[Any] | None:
        """The first row, or None."""
        if not getattr(query, "is_select", False):
            raise TypeError("a session only reads")
        return self._connection.execute(query, params).first()

    def value(self, query: Select[Any], /, **params: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.row(query, **params)
        return None if found is None else found[0]

    def raw(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """A hand-written select with positional parameters, for the reads that every keystroke waits for."""
        if sql.lstrip()[:6].upper() not in ("SELECT", "WITH R", "WITH "):
            raise TypeError("a session only reads")
        found: list[tuple[Any, ...]] = self._driver.execute(sql, params).fetchall()
        return found

    def interrupt(self) -> None:
        """Cut off the statement that runs now; callable from any thread. The reader gets `Interrupted`."""
        self._driver.interrupt()


class Write(Session):
    """A transaction on the notebook: one act, one step of the journal.

    Attributes:
        act: what is done; staff: by whom; till: where; at, offset: when (see base/clock).
        images: what was touched so far, for derive.
        step: the journal's number of this write, also the `version` of every row it writes.
    """

    def __init__(self, connection: Connection, notes: journal.Notes) -> None:
        super().__init__(connection)
        self._notes = notes
        self.images: list[Image] = []
        self._seen: dict[tuple[str, int], Image] = {}
        self._next: dict[str, int] = {}
        self._concerned: set[CustomerId] = set()
        self._step: StepId | None = None
        self._joined = False
        self._keeps: Callable[[str, rows.Row], bool] | None = None

    @property
    def act(self) -> Act:
        return self._notes.act

    @property
    def staff(self) -> StaffId | None:
        return self._notes.staff

    @property
    def till(self) -> str:
        return self._notes.till

    @property
    def at(self) -> int:
        return self._notes.at

    @property
    def offset(self) -> int:
        return self._notes.offset

    @property
    def step(self) -> StepId:
        if self._step is None:
            joins = self._notes.joins
            found = journal.joinable(self._driver.execute, self._notes.till, joins, self.at) if joins else None
            self._joined = found is not None
            self._step = found or StepId(self._fresh_id("step"))
        return self._step

    # Words about the act

    def label(self, **words: str) -> None:
        """Words for the sentence of this act: name="Ngozi"."""
        self._notes.label.update(words)

    def join_burst(self, key: str) -> None:
        """Share one undo step with an edit of the same field a moment ago. To be said before the first change."""
        if self._step is not None:
            raise RuntimeError("join_burst comes before the first change")
        self._notes.joins = key

    def concern(self, customer: CustomerId) -> None:
        """This customer's views may show something else now, although no row of theirs changed."""
        self._concerned.add(customer)

    def unsigned(self) -> None:
        """Sign this act as nobody's: what is said without a name leaves none in the journal either."""
        self._notes.staff = None

    def permanent(self) -> None:
        """This act cannot be taken back."""
        self._notes.permanent = True

    # Kept rows

    def add(self, table: Table, /, **values: Any) -> int:
        """Add a row; gives its identity."""
        row = {**rows.defaults(table), **rows.proper(table, values)}
        row["id"] = self._fresh_id(table.name)
        row["version"] = self.step
        self._insert(table, row)
        self._touch(table, row["id"], None, row, row["version"])
        return int(row["id"])

    def add_many(self, table: Table, names: Sequence[str], values: Sequence[tuple[Any, ...]]) -> range:
        """Add many rows at once; gives their identities, which follow one another in the order given.

        `names` leave out id, version and crc. Meant for imports: values must be of the columns' own kinds.
        """
        if not values:
            return range(0)
        first = self._fresh_id(table.name, len(values))
        step = self.step
        sql, params = rows.sealed(table, tuple(names), values, first, step)
        self._driver.executemany(sql, params)
        self.images.append(Image(table, first, first + len(values) - 1, None, step, None))
        return range(first, first + len(values))

    def put(self, table: Table, row_id: int, /, **values: Any) -> bool:
        """Change a row; False when nothing differs. Raises NotFound("gone") when there is no such row."""
        before = self._existing(table, row_id)
        changed = {n: v for n, v in rows.proper(table, values).items() if before[n] != v}
        if not changed:
            return False
        self._overwrite(table, before, {**before, **changed, "version": self.step})
        return True

    def drop(self, table: Table, row_id: int) -> None:
        """Remove a row. Raises NotFound("gone") when there is no such row."""
        before = self._existing(table, row_id)
        self._remove(table, before)

    def row_of(self, table: Table, row_id: int) -> rows.Row | None:
        """A whole row by its identity, or None."""
        found = self._driver.execute(rows.select_sql(table), (row_id,)).fetchone()
        return None if found is None else dict(zip(rows.columns(table), found, strict=True))

    # Derived and own rows

    def renew(self, sql: str, params: Sequence[Any] = ()) -> None:
        """Change derived rows by a statement; kept tables are refused."""
        self._guard(sql, _DERIVED)
        self._driver.execute(sql, params)

    def renew_many(self, sql: str, params: Sequence[Sequence[Any]]) -> None:
        """The same statement for many rows of parameters."""
        self._guard(sql, _DERIVED)
        self._driver.executemany(sql, params)

    def own(self, sql: str, params: Sequence[Any] = ()) -> None:
        """Change the store's own rows (meta, draft), which are not journaled."""
        self._guard(sql, _OWN)
        self._driver.execute(sql, params)

    @staticmethod
    def _guard(sql: str, allowed: set[str]) -> None:
        words = sql.replace("(", " ").split()
        after = {"INTO", "FROM", "UPDATE"}
        target = next((words[i + 1] for i, w in enumerate(words[:-1]) if w.upper() in after), "")
        if target not in allowed:
            raise TypeError(f"{target or sql[:20]!r} is not written this way")

    # Inner

    def _fresh_id(self, table: str, many: int = 1) -> int:
        number = self._next.get(table)
        if number is None:
            found = self._driver.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            number = (found[0] if found else 0) + 1
        self._next[table] = number + many
        return number

    def _existing(self, table: Table, row_id: int) -> rows.Row:
        found = self.row_of(table, row_id)
        if found is None:
            raise NotFound("gone", table=table.name)
        return found

    def _insert(self, table: Table, row: rows.Row) -> None:
        row["crc"] = rows.row_crc(table, row)
        self._driver.execute(rows.insert_sql(table), [row[n] for n in rows.columns(table)])

    def _overwrite(self, table: Table, before: rows.Row, row: rows.Row) -> None:
        row["crc"] = rows.row_crc(table, row)
        names = tuple(n for n in rows.columns(table) if row[n] != before[n])
        self._driver.execute(rows.update_sql(table, names), (*[row[n] for n in names], row["id"]))
        self._touch(table, row["id"], before, row, row["version"])

    def _remove(self, table: Table, before: rows.Row) -> None:
        self._driver.execute(f"DELETE FROM {table.name} WHERE id = ?", (before["id"],))
        self._touch(table, before["id"], before, before, None)

    def _touch(self, table: Table, row_id: int, before: rows.Row | None, row: rows.Row, after: int | None) -> None:
        known = self._seen.get((table.name, row_id))
        if known is not None:
            known.after = after
            return
        whose = table.info["customer"]
        image = Image(table, row_id, row_id, before, after, row[whose] if whose else None)
        self._seen[table.name, row_id] = image
        self.images.append(image)

    # Taking back

    def put_back(self, step: StepId, keeps: Callable[[str, rows.Row], bool] | None = None) -> None:
        """Put every row of a step back as it was before, but for new ones that stay (see `goodbyes`).

        Raises Conflict("changed-since") and writes nothing then.
        """
        self._keeps = keeps
        self._driver.execute("PRAGMA defer_foreign_keys = ON")
        for kept in journal.images_of(self._driver.execute, step):
            if kept.last_id != kept.row_id or (kept.before or "").startswith('{"columns"'):
                self._put_back_many(kept)
            else:
                self._put_back_one(kept)

    def _stays(self, table: Table, row: rows.Row) -> bool:
        return self._keeps is not None and self._keeps(table.name, row)

    def _put_back_one(self, kept: journal.Kept) -> None:
        table, now = kept.table, self.row_of(kept.table, kept.row_id)
        if (now["version"] if now else None) != kept.after:
            raise Conflict("changed-since", table=table.name, step=now["version"] if now else 0)
        if kept.before is None:
            if now is not None and not self._stays(table, now) and not self._in_use(table, kept.row_id, kept.row_id):
                self._remove(table, now)
            return
        self.restore(table, rows.load(table, kept.before))

    def restore(self, table: Table, row: rows.Row) -> None:
        """Put a row back exactly as it was, its old version included."""
        now = self.row_of(table, row["id"])
        if now is not None:
            self._overwrite(table, now, row)
        else:
            self._insert(table, row)
            self._touch(table, row["id"], None, row, row["version"])

    def take_out(self, table: Table, gone: Sequence[rows.Row]) -> None:
        """Remove rows, given whole and in the order of their identities; runs of them leave one image together."""
        names = rows.columns(table)
        start = 0
        for end in range(1, len(gone) + 1):
            if end < len(gone) and gone[end]["id"] == gone[end - 1]["id"] + 1:
                continue
            run, start = gone[start:end], end
            if len(run) == 1:
                self._remove(table, run[0])
                continue
            span = (run[0]["id"], run[-1]["id"])
            self._driver.execute(f"DELETE FROM {table.name} WHERE id BETWEEN ? AND ?", span)
            before = [tuple(row[name] for name in names) for row in run]
            self.images.append(Image(table, *span, None, None, None, before_rows=before))

    def _put_back_many(self, kept: journal.Kept) -> None:
        table, span = kept.table, (kept.row_id, kept.last_id)
        found = self._driver.execute(rows.range_sql(table), span).fetchall()
        if kept.before is not None:
            if found:
                raise Conflict("changed-since", table=table.name, step=0)
            back = rows.load_many(table, kept.before)
            names = rows.columns(table)
            self._driver.executemany(rows.insert_sql(table), [[row[n] for n in names] for row in back])
            self.images.append(Image(table, *span, None, back[0]["version"], None))
            return
        if len(found) != span[1] - span[0] + 1 or any(row[-2] != kept.after for row in found):
            raise Conflict("changed-since", table=table.name, step=0)
        used = self._in_use(table, *span)
        whole = [dict(zip(rows.columns(table), row, strict=True)) for row in found] if used or self._keeps else []
        if staying := {row["id"] for row in whole if row["id"] in used or self._stays(table, row)}:
            for row in whole:
                if row["id"] not in staying:
                    self._remove(table, row)
            return
        self._driver.execute(f"DELETE FROM {table.name} WHERE id BETWEEN ? AND ?", span)
        self.images.append(Image(table, *span, None, None, None, before_rows=found))

    def _in_use(self, table: Table, first: int, last: int) -> set[int]:
        """Which of these rows others point at: an item or tag first named in what is taken back, but used since."""
        if "used_by" not in table.info:
            return set()
        child, name = table.info["used_by"]
        sql = f"SELECT DISTINCT {name} FROM {child} WHERE {name} BETWEEN ? AND ?"
        return {number for (number,) in self._driver.execute(sql, (first, last))}

    def close_step(self, refresh: Callable[[Write], None]) -> Changes | None:
        """Let what follows follow, write the journal; what changed, or None when nothing kept did."""
        if not self.images and self._notes.undoes is None:
            return None
        refresh(self)
        run = self._driver.execute
        journal.save_step(run, self.step, self._notes, joined=self._joined)
        journal.save_images(run, self._driver.executemany, self.step, self.images, joined=self._joined)
        return journal.changes(self.step, self._notes, self.images, self._concerned)
