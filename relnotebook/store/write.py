"""Store: the open notebook. read() gives a Session, write(act) gives a Write, undo() takes the last act back."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from relnotebook.base import clock
from relnotebook.base.problems import Conflict, Refusal, StoreTrouble
from relnotebook.base.terms import Act, Changes, CustomerId, GroupId, StaffId, Step, StepId, UndoLabels
from relnotebook.store import engine as engines
from relnotebook.store import goodbyes, journal, schema, untouched
from relnotebook.store.transaction import Session, Write, act
from relnotebook.store.turns import Turns

__all__ = ["Session", "Store", "Write", "act", "open_store"]

LOG_PAGES = 1000  # of the write-ahead log, before a commit moves them into the file
DRAIN_EVERY = 12  # chunks of an import
CACHE, BATCH_CACHE = 2_000, 32_000  # KiB of pages held in memory by who writes, and during an import

P = ParamSpec("P")
T = TypeVar("T")


class Writing:
    """The open write and, after its commit, what it changed."""

    changes: Changes | None = None


class Store:
    """The open notebook.

    Attributes:
        path: the file; encrypted: whether a passphrase protects it; till: which till writes here.
        recovered: labels of imports that a crash had cut off and that were taken back at opening.
        forbidden_thread: the thread (the window's) that must never wait for the database, or None.
    """

    def __init__(self, path: Path, key: str | None, *, till: str, refresh: Callable[[Write], None]) -> None:
        self.path = path
        self.till = till
        self.encrypted = key is not None
        self.recovered: list[tuple[Act, dict[str, str]]] = []
        self.forbidden_thread: int | None = None
        self._key = key
        self._refresh = refresh
        self._mine = {till}  # names under which this store writes
        self._turns = Turns()
        self._batches = 0  # imports under way here
        self._chunks = 0
        self._writer: Engine = engines.make_engine(path, key, read_only=False)
        self._reader: Engine = engines.make_engine(path, key, read_only=True)
        found = path.stat()
        self._identity = (found.st_dev, found.st_ino)

    # Verbs

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """A snapshot to read from."""
        self._allowed()
        with self._translated(), self._reader.connect() as connection:
            connection.begin()
            yield Session(connection)

    @contextlib.contextmanager
    def write(
        self, act: Act, *, staff: StaffId | None = None, batch: GroupId | None = None, till: str = ""
    ) -> Iterator[Write]:
        """A transaction for one act; committed with its journal step at the end, or not at all.

        `till` names another place beside this till that writes (the customer screen): what comes from there is not
        what undo takes back here, and not what another till has done either.
        """
        notes = journal.Notes(act, staff, self._place(till), *clock.stamp(), batch=batch)
        with self._writing(notes) as (write, _):
            yield write

    @contextlib.contextmanager
    def _writing(self, notes: journal.Notes) -> Iterator[tuple[Write, Writing]]:
        self._allowed()
        result = Writing()
        with self._turns.taken(patient=notes.batch is not None), self._translated():
            self.still_there()
            with self._writer.connect() as connection:
                self._settle(connection, during_batch=self._batches > 0, in_batch=notes.batch is not None)
                transaction = connection.begin()
                write = Write(connection, notes)
                try:
                    yield write, result
                    result.changes = write.close_step(self._refresh)
                    transaction.commit()
                except BaseException:
                    with contextlib.suppress(Exception):
                        transaction.rollback()
                    raise
            self.still_there(written=True)
        if notes.batch is not None:
            self._drain(notes.batch)

    @staticmethod
    def _settle(connection: Connection, *, during_batch: bool, in_batch: bool) -> None:
        """How the next commit is made.

        During an import no commit moves the log into the file by itself: the counter would wait for all of it. The
        chunks of the import do not wait for the disk: a power cut takes back an import that was not whole anyway, and
        the next commit of the counter brings them to the disk before itself.
        """
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"PRAGMA wal_autocheckpoint = {0 if during_batch else LOG_PAGES}").fetchall()
        driver.execute(f"PRAGMA synchronous = {'NORMAL' if in_batch else 'FULL'}")
        driver.execute(f"PRAGMA cache_size = -{BATCH_CACHE if during_batch else CACHE}")

    def _drain(self, batch: GroupId | None) -> None:
        """Move the log of an import into the file now and then, in the import's own thread, while others may write."""
        self._chunks += 1
        if batch is not None and self._chunks % DRAIN_EVERY:
            return
        with self._translated():
            connection = engines.connect(self.path, self._key)
            try:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            finally:
                connection.close()

    def do(
        self,
        function: Callable[Concatenate[Write, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> tuple[T, Changes | None]:
        """Run an act in its own write, by nobody in particular."""
        return self.do_as(None, function, *args, **kw)

    def do_as(
        self,
        staff: StaffId | None,
        function: Callable[Concatenate[Write, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> tuple[T, Changes | None]:
        """Run an act in its own write, by a colleague; what it gave, and what changed.

        A number that no colleague of this notebook has (their coming was taken back a moment ago) signs as nobody:
        what was done is kept all the same.
        """
        return self.do_at("", staff, function, *args, **kw)

    def do_at(
        self,
        till: str,
        staff: StaffId | None,
        function: Callable[Concatenate[Write, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> tuple[T, Changes | None]:
        """As `do_as`, from another place beside this till; see `write`."""
        kind: Act = function.act  # type: ignore[attr-defined]
        notes = journal.Notes(kind, staff, self._place(till), *clock.stamp())
        with self._writing(notes) as (write, result):
            if staff is not None and not write.raw("SELECT 1 FROM staff WHERE id = ?", (staff,)):
                notes.staff = None
            value = function(write, *args, **kw)
        changes = result.changes
        if changes is not None and notes.till != self.till:
            changes = replace(changes, aside=True)
        return value, changes

    # Undo

    def labels(self) -> UndoLabels:
        """What undo and redo would do next."""
        with self.read() as s:
            return journal.labels(s._driver.execute, self.till)

    def undo(self) -> Changes:
        """Take back this till's last act. Raises Refusal("nothing-to-undo") or Conflict."""
        with self.read() as s:
            found = journal.next_undo(s._driver.execute, self.till)
        if found is None:
            raise Refusal("nothing-to-undo")
        return _last(self._take_back(found, Act.UNDO))

    def redo(self) -> Changes:
        """Do again what was last taken back. Raises Refusal("nothing-to-redo") or Conflict."""
        with self.read() as s:
            found = journal.next_redo(s._driver.execute, self.till)
        if found is None:
            raise Refusal("nothing-to-redo")
        return _last(self._take_back(found, Act.REDO))

    def take_back(self, batch: GroupId) -> Iterator[Step]:
        """Take back a whole import that was stopped, step by step, newest first, as if it had never begun; the rest of
        it follows when the program was cut off."""
        with self.read() as s:
            found = journal.steps_of_batch(s._driver.execute, batch)
        for done, entry in enumerate(found, 1):
            self._take_back_step(entry, Act.UNDO, None, whole=True)
            yield Step(done, len(found))
        self._close_batch(batch, "undone")

    def _take_back(self, entry: journal.Entry, as_act: Act) -> Iterator[Changes]:
        if entry.batch is None:
            yield self._take_back_step(entry, as_act, None)
            return
        with self.read() as s:
            steps = journal.steps_of_batch(s._driver.execute, entry.batch)
        batch = self._open_batch(as_act, dict(entry.label)) if len(steps) > 1 else None
        for step in steps:
            yield self._take_back_step(step, as_act, batch)
        self._close_batch(entry.batch, "undone")
        if batch is not None:
            self._close_batch(batch, "done")

    def _take_back_step(
        self, entry: journal.Entry, as_act: Act, batch: GroupId | None, *, whole: bool = False
    ) -> Changes:
        notes = journal.Notes(as_act, None, self.till, *clock.stamp(), batch=batch, undoes=entry.id)
        with _needed_rows_refuse(), self._writing(notes) as (write, result):
            run = write._driver.execute
            write.put_back(entry.id, None if whole else goodbyes.kept(write, entry.id))
            origin = entry
            if as_act is Act.REDO and entry.undoes is not None:
                origin = journal.entry(run, entry.undoes) or entry
            notes.label.update(dict(origin.label), what=str(origin.act))
            journal.mark_undone(run, entry)
        assert result.changes is not None  # an undo is a step even when it finds nothing to move
        return result.changes

    def take_back_untouched(
        self, steps: Iterable[StepId], as_act: Act, *, staff: StaffId | None = None, **label: str
    ) -> untouched.Left:
        """Take back acts of any age as far as nobody wrote on them since; what stays. See store/untouched.

        Raises Refusal("already-taken-back" | "too-long-ago"); `untouched.taking_back` is the same as a job.
        """
        work = untouched.taking_back(self, steps, as_act, staff=staff, **label)
        while True:
            try:
                next(work)
            except StopIteration as end:
                left: untouched.Left = end.value
                return left

    def take_back_step_untouched(
        self,
        step: StepId,
        as_act: Act,
        batch: GroupId | None,
        staff: StaffId | None,
        label: Mapping[str, str],
        held: Collection[int],
    ) -> untouched.Left:
        """One step of `untouched.taking_back`, in a write of its own."""
        notes = journal.Notes(as_act, staff, self.till, *clock.stamp(), batch=batch, undoes=step, label=dict(label))
        with _needed_rows_refuse(), self._writing(notes) as (write, _):
            run = write._driver.execute
            left = untouched.put_back(write, step, held)
            entry = journal.entry(run, step)
            if entry is not None:
                journal.mark_undone(run, entry)
        return left

    def forget_undo(self) -> None:
        """From here on nothing before can be taken back (a new notebook, the demo shop)."""
        with self._bookkeeping() as connection:
            connection.exec_driver_sql("UPDATE step SET undone = 2 WHERE undone = 0")
            connection.exec_driver_sql("DELETE FROM image")

    # Imports

    def open_batch(self, act: Act, **label: str) -> GroupId:
        """Begin a group of writes that is taken back as one."""
        return self._open_batch(act, label)

    def close_batch(self, batch: GroupId, **facts: str) -> None:
        """The group is whole; `facts` are added to its label: what it came to."""
        if facts:
            with self._bookkeeping() as connection:
                connection.exec_driver_sql(
                    "UPDATE batch SET label = json_patch(label, ?) WHERE id = ?", (json.dumps(facts), batch)
                )
        self._close_batch(batch, "done")

    def _open_batch(self, act: Act, label: Mapping[str, str]) -> GroupId:
        with self._bookkeeping() as connection:
            made = connection.exec_driver_sql(
                "INSERT INTO batch (act, label, state, at, owner) VALUES (?, ?, 'open', ?, ?)",
                (str(act), json.dumps(dict(label)), clock.stamp()[0], _me()),
            )
            self._batches += 1
            return GroupId(int(made.lastrowid))

    def _close_batch(self, batch: GroupId, state: str) -> None:
        with self._bookkeeping() as connection:
            connection.exec_driver_sql("UPDATE batch SET state = ? WHERE id = ?", (state, batch))
        self._batches = max(0, self._batches - 1)
        self._drain(None)

    def recover(self) -> None:
        """Take back imports that were cut off by a crash; `recovered` names them."""
        with self.read() as s:
            left = s.raw("SELECT id, act, label, owner FROM batch WHERE state = 'open'")
        for batch, kind, label, owner in left:
            if _alive(owner):
                continue
            try:
                for _ in self.take_back(GroupId(batch)):
                    pass
                self.recovered.append((Act(kind), json.loads(label)))
            except Conflict:
                self._close_batch(GroupId(batch), "done")

    @contextlib.contextmanager
    def _bookkeeping(self) -> Iterator[Connection]:
        """A transaction on the store's own tables, which leaves no step."""
        self._allowed()
        with self._turns.taken(), self._translated(), self._writer.connect() as connection:
            self._settle(connection, during_batch=self._batches > 0, in_batch=False)
            with connection.begin():
                yield connection

    # The others

    def last_step(self) -> StepId:
        """The newest step of the journal, 0 in an empty one."""
        with self.read() as s:
            return StepId(s.raw("SELECT coalesce(max(id), 0) FROM step")[0][0])

    def steps_after(self, step: StepId) -> list[Changes]:
        """What other tills wrote after `step`."""
        with self.read() as s:
            return journal.news(s._driver.execute, step, self._mine)

    def raw_connection(self, *, read_only: bool = False) -> Any:
        """A driver connection of its own to this notebook, for backups and checks; the caller closes it."""
        self._allowed()
        with self._translated():
            return engines.connect(self.path, self._key, read_only=read_only)

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold back all writing here for as long as the block runs."""
        with self._turns.taken():
            yield

    @property
    def key(self) -> str | None:
        """The derived key of an encrypted notebook, for its backups."""
        return self._key

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    # Inner

    def _place(self, till: str) -> str:
        """Where a write comes from; "" is this till itself."""
        self._mine.add(till or self.till)
        return till or self.till

    def _allowed(self) -> None:
        if self.forbidden_thread == threading.get_ident():
            raise RuntimeError("the window's thread must not wait for the database")

    def _translated(self) -> contextlib.AbstractContextManager[None]:
        return engines.translated(self.path, encrypted=self.encrypted)

    def still_there(self, *, written: bool = False) -> None:
        """SQLite would go on writing into a file that was removed or replaced, and lose it all.

        Raises StoreTrouble("vanished") or StoreTrouble("replaced"), with the fact `written` when that was found out
        after a commit: such an act must not be tried again, for it is in the file that went away.
        """
        try:
            found = os.stat(self.path)
        except FileNotFoundError as gone:
            raise StoreTrouble("vanished", path=str(self.path), written=written) from gone
        if (found.st_dev, found.st_ino) != self._identity:
            raise StoreTrouble("replaced", path=str(self.path), written=written)


def open_store(
    path: Path, *, passphrase: str | None = None, till: str = "till 1", refresh: Callable[[Write], None]
) -> Store:
    """Open a notebook whose schema is current. Raises StoreTrouble (engine.look has the codes, and "old")."""
    engines.size_of(path)
    key = None
    if engines.is_encrypted(path):
        if passphrase is None:
            raise StoreTrouble("needs-passphrase", path=str(path))
        key = engines.KeyFile.read(engines.key_path(path)).derive(passphrase)
    if engines.look(path, key) != schema.HEAD:
        raise StoreTrouble("old", path=str(path))
    store = Store(path, key, till=till, refresh=refresh)
    try:
        store.recover()
    except BaseException:
        store.close()
        raise
    return store


@contextlib.contextmanager
def _needed_rows_refuse() -> Iterator[None]:
    """A row that others point at by now (a card with a newer visit) cannot be taken out from under them."""
    try:
        yield
    except IntegrityError as needed:
        raise Conflict("still-needed") from needed


def _last(changes: Iterator[Changes]) -> Changes:
    """The sum of several steps' changes, told as the last of them."""
    found = list(changes)
    kinds = frozenset(kind for one in found for kind in one.kinds)
    everyone = [one.customers for one in found]
    customers: frozenset[CustomerId] = frozenset()
    if all(everyone):
        customers = journal.whom([c for some in everyone for c in some])
    final = found[-1]
    return Changes(final.act, kinds, customers, final.step, final.label)


def _me() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _alive(owner: str) -> bool:
    """Whether the program that opened a batch still runs on this computer."""
    host, _, number = owner.rpartition(":")
    if host != socket.gethostname() or not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
