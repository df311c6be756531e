"""What a backup would change, putting it in place of the notebook, and moving a notebook to another folder.

The notebook must be closed for both. At every moment either the old file or the new one lies whole under its name.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from relnotebook.base import clock
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Kind, Step
from relnotebook.store import backups, engine, files, places, schema
from relnotebook.store.write import Store


@dataclass(frozen=True, slots=True)
class Difference:
    """What a restore would change in one table.

    Attributes:
        lost: rows written since the backup, which would go; back: rows removed since, which would come back.
        changed: rows that would have their old values again.
    """

    table: str
    kind: Kind
    lost: int
    back: int
    changed: int


_TOLD_BY_OTHERS = {"visit_item", "item", "variation", "verdict"}  # they go with a visit or a usual


def compare(store: Store, backup: Path, *, passphrase: str | None = None) -> tuple[Difference, ...]:
    """What would differ if `backup` took the place of the notebook: the tables with a difference.

    An encrypted backup is opened with the notebook's key, or with the passphrase it was made under. Raises
    StoreTrouble for one that cannot be read.
    """
    key = _key_for(backup, store.key, passphrase)
    engine.look(backup, key, read_only=True)
    connection = store.raw_connection()
    try:
        with engine.translated(backup, encrypted=key is not None):
            secret = f"\"x'{key}'\"" if key else "''"
            connection.execute(f"ATTACH DATABASE ? AS backup KEY {secret}", (f"{backup.absolute().as_uri()}?mode=ro",))
            differing = _differing(connection)
            return tuple(found for table in schema.kept if (found := differing(table)) is not None)
    finally:
        connection.close()


def _key_for(backup: Path, key: str | None, passphrase: str | None) -> str | None:
    if not engine.is_encrypted(backup):
        return None
    if passphrase is not None:
        return engine.KeyFile.read(engine.key_path(backup)).derive(passphrase)
    if key is None:
        raise StoreTrouble("needs-passphrase", path=str(backup))
    return key


def _differing(connection: Any) -> Callable[[Table], Difference | None]:
    rows = connection.execute("SELECT name FROM backup.sqlite_master WHERE type = 'table'")
    there: Collection[str] = {name for (name,) in rows}

    def count(sql: str) -> int:
        return int(connection.execute(f"SELECT count(*) {sql}").fetchone()[0])

    def of(table: Table) -> Difference | None:
        name = table.name
        if name in _TOLD_BY_OTHERS:
            return None
        if name not in there:
            lost, back, changed = count(f"FROM main.{name}"), 0, 0
        else:
            both = f"FROM main.{name} AS now JOIN backup.{name} AS old ON old.id = now.id"
            lost = count(f"FROM main.{name} WHERE id NOT IN (SELECT id FROM backup.{name})")
            back = count(f"FROM backup.{name} WHERE id NOT IN (SELECT id FROM main.{name})")
            changed = count(f"{both} WHERE now.version <> old.version")
        return Difference(name, table.info["kind"], lost, back, changed) if lost or back or changed else None

    return of


# Restoring


def restore(path: Path, backup: Path, *, passphrase: str | None = None) -> Generator[Step, None, Path | None]:
    """Put a verified copy of `backup` in place of the closed notebook at `path`, as a job.

    Gives the name under which the file of before is kept, None when there was none. Raises StoreTrouble, and then
    everything is as it was: "backup-unsound", "locked" while another till or window has the notebook open, ...
    """
    yield Step(0, 3)
    key = _key_for(backup, None, passphrase)
    _same_file(path, backup)
    engine.look(backup, key, read_only=True)
    files.need_room(path.parent, files.size_of(backup))
    with files.part_of(path) as part:
        with files.opened(backup, key) as source:
            wanted = backups.counts(source)
            files.copy_out(source, part, key)
        yield Step(1, 3)
        with files.opened(part, key, write=True) as copy:
            backups.pause_pruning(copy)
        backups.verify(part, key, wanted)
        engine.sync(part)
        yield Step(2, 3)
        with files.writable(path):
            aside = _set_aside(path, key)
            _swap_in(part, path, backup)
    yield Step(3, 3)
    return aside


def _same_file(path: Path, backup: Path) -> None:
    if not backup.exists():
        raise StoreTrouble("missing", path=str(backup))
    if path.exists() and path.samefile(backup):
        raise StoreTrouble("same-file", path=str(backup))


def _set_aside(path: Path, key: str | None) -> Path | None:
    """Give today's file a second name, with its log and key file; it keeps the first until the copy takes it."""
    if not path.exists():
        return None
    _fold_log_in(path, key)
    aside = _aside_name(path)
    backups.copy_key(path, aside)
    try:
        os.link(path, aside)
    except OSError:  # no hard links here: for a moment the notebook has no name
        path.rename(aside)
    for end in ("-wal", "-journal"):  # only when it could not be opened; left there it would be played into the copy
        if files.tail(path, end).exists():
            files.tail(path, end).rename(files.tail(aside, end))
    files.tail(path, "-shm").unlink(missing_ok=True)
    return aside


def _fold_log_in(path: Path, key: str | None) -> None:
    """Bring what stands in the log into the file. Raises StoreTrouble("locked") when somebody else has it open.

    A file too damaged for it, or encrypted under another key, is set aside as it is, with its log.
    """
    try:
        with files.opened(path, key if engine.is_encrypted(path) else None, write=True) as connection:
            files.leave_wal(connection)
    except StoreTrouble as trouble:
        if trouble.code == "locked":
            raise


def _aside_name(path: Path) -> Path:
    day = clock.today()
    name, number = path.with_name(f"{path.stem} before {day:%Y-%m-%d}{path.suffix}"), 2
    while name.exists():
        name = path.with_name(f"{path.stem} before {day:%Y-%m-%d}-{number}{path.suffix}")
        number += 1
    return name


def _swap_in(part: Path, path: Path, backup: Path) -> None:
    key = engine.key_path(path)
    if engine.is_encrypted(backup):
        backups.copy_key(backup, path)
    part.replace(path)
    if not engine.is_encrypted(backup):
        key.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        engine.sync(path.parent)


# Moving


def move(path: Path, folder: Path, *, passphrase: str | None = None) -> Generator[Step, None, Path]:
    """Move the closed notebook to another folder, as a job; its new path.

    The copy is verified and on the disk before the old file goes. Raises StoreTrouble: "network-drive", "exists",
    "locked" while another till or window has it open, ...; the notebook is then where it was. Its backups come along
    as far as the disks let them; what cannot be moved stays where it is.
    """
    yield Step(0, 3)
    places.refuse_network(folder)
    new = folder / path.name
    key = _key_for(path, None, passphrase)
    engine.look(path, key)
    if new.exists() or engine.key_path(new).exists():
        raise StoreTrouble("exists", path=str(new))
    files.need_room(folder, files.size_of(path))
    with files.part_of(new) as part, _key_beside(path, new), files.opened(path, key, write=True) as source:
        wanted = _alone(source)
        files.copy_out(source, part, key)
        yield Step(1, 3)
        backups.verify(part, key, wanted)
        yield Step(2, 3)
        files.put_beside(part, new)
    with files.writable(path):
        files.remove_whole(path)
    _bring_backups(backups.folder_of(path), backups.folder_of(new))
    yield Step(3, 3)
    return new


def _bring_backups(old: Path, new: Path) -> None:
    """Move the backups to where the notebook looks for them now."""
    with contextlib.suppress(OSError):
        new.mkdir(exist_ok=True)
        for backup in sorted(old.iterdir()):
            if not (new / backup.name).exists():
                shutil.move(backup, new / backup.name)
        old.rmdir()


@contextlib.contextmanager
def _key_beside(path: Path, new: Path) -> Iterator[None]:
    """The key file beside the new place; taken away again when the move fails."""
    backups.copy_key(path, new)
    try:
        yield
    except BaseException:
        if not new.exists():
            engine.key_path(new).unlink(missing_ok=True)
        raise


def _alone(source: Any) -> dict[str, int]:
    """Keep everybody else from writing for as long as the connection is open; the counts of rows."""
    files.leave_wal(source)
    source.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()  # from here on a lock, once taken, stays
    return backups.counts(source)
