"""Opening a notebook of any age: the gate, and the upgrade with a backup before and a check after.

The gate is a look at one value (about a millisecond); alembic is imported only when there is something to do. The
migrations run on a copy, which takes the place of the notebook when it is checked: killed at any moment, the old
file or the new one lies there whole.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Step
from relnotebook.store import backups, checkup, engine, files, journal, places, rows, schema
from relnotebook.store.backups import Backup, back_up, due, due_now, folder_of, prune, to_remove
from relnotebook.store.checkup import Finding, Report, check, check_file
from relnotebook.store.restoring import Difference, compare, move, restore
from relnotebook.store.write import Store, Write, open_store

__all__ = [
    "Backup",
    "Difference",
    "Finding",
    "Report",
    "back_up",
    "check",
    "check_file",
    "compare",
    "due",
    "due_now",
    "folder_of",
    "move",
    "open_current",
    "opening",
    "prune",
    "restore",
    "to_remove",
    "upgrade",
]

MIGRATIONS = Path(__file__).with_name("migrations")


def opening(
    path: Path,
    *,
    passphrase: str | None = None,
    till: str = "till 1",
    refresh: Callable[[Write], None],
    folder: Path | None = None,
) -> Generator[Step, None, Store]:
    """Open a notebook as a job, upgrading one of an older program first; its backup goes to `folder`.

    Raises StoreTrouble: "network-drive", those of engine.look, and "upgrade-failed", after which the notebook is as it
    was.
    """
    places.refuse_network(path)
    try:
        return open_store(path, passphrase=passphrase, till=till, refresh=refresh)
    except StoreTrouble as trouble:
        if trouble.code != "old":
            raise
    key = key_of(path, passphrase)
    yield from upgrade(path, key, folder or folder_of(path))
    return open_store(path, passphrase=passphrase, till=till, refresh=refresh)


def open_current(
    path: Path, *, passphrase: str | None = None, till: str = "till 1", refresh: Callable[[Write], None]
) -> Store:
    """Open a notebook, upgrading it first when need be, and wait for it."""
    work = opening(path, passphrase=passphrase, till=till, refresh=refresh)
    while True:
        try:
            next(work)
        except StopIteration as end:
            store: Store = end.value
            return store


def key_of(path: Path, passphrase: str | None) -> str | None:
    """The key of a notebook: slow on purpose. Raises StoreTrouble("needs-passphrase")."""
    if not engine.is_encrypted(path):
        return None
    if passphrase is None:
        raise StoreTrouble("needs-passphrase", path=str(path))
    return engine.KeyFile.read(engine.key_path(path)).derive(passphrase)


# Upgrading


@dataclass(frozen=True, slots=True)
class _Before:
    """A kept table before the migrations: its columns, and the rows whose checksum was wrong already."""

    columns: tuple[str, ...]
    wrong: frozenset[int]


def upgrade(
    path: Path, key: str | None, folder: Path, *, scripts: Path = MIGRATIONS, head: str = schema.HEAD
) -> Generator[Step, None, Backup | None]:
    """Bring a closed notebook up to date, as a job; the backup made before, None when there was nothing to do.

    Raises StoreTrouble "too-new" (the file is untouched), "locked", "damaged", "disk-full", ...; and
    "upgrade-failed" when a migration did not go through. In each case the notebook is as it was.
    """
    if engine.look(path, key) == head:
        return None
    yield Step(0, 4)
    with files.opened(path, key, write=True) as source:
        files.leave_wal(source)
        if [row[0] for row in source.execute("PRAGMA integrity_check(1)")] != ["ok"]:
            raise StoreTrouble("damaged", path=str(path))
    backup = yield from _quietly(backups.back_up_file(path, key, folder, "upgrade"))
    yield Step(1, 4)
    files.need_room(path.parent, files.size_of(path))
    with files.part_of(path) as part:
        with files.opened(path, key) as source:
            files.copy_out(source, part, key)
        yield Step(2, 4)
        with _failing_kindly(path, backup):
            _migrate(part, key, scripts)
            _check(part, key, head)
        yield Step(3, 4)
        engine.sync(part)
        with files.writable(path):
            part.replace(path)
            with contextlib.suppress(OSError):
                engine.sync(path.parent)
    yield Step(4, 4)
    return backup


def _quietly(work: Generator[Step, None, Backup]) -> Generator[Step, None, Backup]:
    """A job inside a job, whose steps are not those of the whole."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            backup: Backup = end.value
            return backup
        yield Step(0, 4)


@contextlib.contextmanager
def _failing_kindly(path: Path, backup: Backup) -> Iterator[None]:
    try:
        yield
    except StoreTrouble as trouble:
        if trouble.code in ("disk-full", "read-only"):
            raise
        raise StoreTrouble("upgrade-failed", path=str(path), backup=str(backup.path), why=trouble.code) from trouble
    except Problem:
        raise
    except Exception as trouble:
        why = type(trouble).__name__
        raise StoreTrouble("upgrade-failed", path=str(path), backup=str(backup.path), why=why) from trouble


def _migrate(part: Path, key: str | None, scripts: Path) -> None:
    """Run the migrations on a copy, all in one transaction, and renew the checksums of tables they reshaped."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    made = engine.make_engine(part, key, read_only=False)
    try:
        with made.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            before = {table.name: _look_at(raw, table.name) for table in schema.kept}
            used = _identities(raw)
            raw.execute("PRAGMA foreign_keys = OFF")  # a table made anew may be pointed at
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                _renew_checksums(raw, before)
                _keep_identities(raw, used)
                _end_undo(raw)
            raw.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        made.dispose()


def _look_at(raw: Any, name: str) -> _Before:
    columns = tuple(row[1] for row in raw.execute(f'PRAGMA table_info("{name}")'))
    if not columns:
        return _Before((), frozenset())
    found = raw.execute(f"SELECT {', '.join(columns)} FROM {name}")
    return _Before(columns, frozenset(row[0] for row in found if rows.checksum(row[:-1]) != row[-1]))


def _renew_checksums(raw: Any, before: dict[str, _Before]) -> None:
    """New checksums where a table has other columns now; a row that was wrong stays wrong."""
    for table in schema.kept:
        was = before[table.name]
        if was.columns and was.columns != rows.columns(table):
            found = raw.execute(f"SELECT {', '.join(rows.columns(table))} FROM {table.name}").fetchall()
            fresh = [(rows.checksum(row[:-1]) ^ (row[0] in was.wrong), row[0]) for row in found]
            raw.executemany(f"UPDATE {table.name} SET crc = ? WHERE id = ?", fresh)


def _identities(raw: Any) -> dict[str, int]:
    """The highest identity each table has ever given out."""
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone():
        return {}
    return dict(raw.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def _keep_identities(raw: Any, used: dict[str, int]) -> None:
    """A table made anew would forget the identities of rows removed, and give them out again."""
    now = _identities(raw)
    for name, highest in used.items():
        if name not in now:
            raw.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, highest))
        elif now[name] < highest:
            raw.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (highest, name))


def _end_undo(raw: Any) -> None:
    """What was done before cannot be taken back from here on, except whole imports and joins; the diary stays."""
    lasting = ", ".join(f"'{act}'" for act in journal.LASTING)
    ended = f"batch_id IS NULL AND act NOT IN ({lasting})"
    raw.execute(f"DELETE FROM image WHERE step_id IN (SELECT id FROM step WHERE {ended})")
    raw.execute(f"UPDATE step SET undone = 2 WHERE undone = 0 AND {ended}")


def _check(part: Path, key: str | None, head: str) -> None:
    """The migrated copy must be what this program makes anew. Raises StoreTrouble("damaged")."""
    with files.opened(part, key) as copy:
        pages = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")] == ["ok"]
        links = copy.execute("PRAGMA foreign_key_check").fetchone() is None
        version = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        if not (pages and links and version == (head,)) or checkup.strange(copy):
            raise StoreTrouble("damaged", path=str(part))
