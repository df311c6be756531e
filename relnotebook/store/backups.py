"""Backups: made by SQLite itself while the shop goes on, verified by opening them again, thinned out by age.

A backup is one file (beside it the key file when the notebook is encrypted), named after its day, hour and reason.
Inside stands when and why it was made and how many rows it holds, so that a list of backups can say so. Nothing is
ever written over, and a backup counts only once it was read back whole.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from relnotebook.base import clock
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Step
from relnotebook.store import engine, files, schema
from relnotebook.store.write import Store

KINDS = ("daily", "manual", "upgrade", "import", "bulk", "restore")
SUFFIX = ".relbackup"

DAYS, WEEKS, MONTHS = 7, 8, 12
MANUAL_DAYS = 30  # what somebody made by hand is theirs to keep for a while
SPECIAL_DAYS = 14  # made before an import or an upgrade: until everybody has seen that it went well

_NOTE = "backup"  # the row of meta inside a backup
_PAUSE = "pruning_paused"  # a row of meta in a notebook just restored
_THIS_START = secrets.token_hex(8)  # tells this run of the program from the next


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file.

    Attributes:
        when: local time of making; kind: one of KINDS; size: bytes.
        counts: rows of each kept table; empty when it could not be looked into (encrypted, and no key given).
        notebook: the identity of the notebook it is of, '' likewise.
        step: the newest step of the journal in it.
        second: where it also lies, when a second folder was asked for.
        trouble: why it could not be laid there as well.
    """

    path: Path
    when: datetime
    kind: str
    size: int
    counts: dict[str, int] = field(default_factory=dict)
    notebook: str = ""
    step: int = 0
    second: Path | None = None
    trouble: Problem | None = None


def folder_of(notebook: Path) -> Path:
    """Where the backups of a notebook go unless another folder is chosen."""
    return notebook.with_name(f"{notebook.stem} backups")


# Making


def back_up(store: Store, folder: Path, kind: str, *, second: Path | None = None) -> Generator[Step, None, Backup]:
    """Make a verified backup of the open notebook, as a job.

    Raises StoreTrouble (disk-full, read-only, backup-unsound, ...); older backups are never touched. Trouble with the
    `second` folder, often a stick that is not plugged in, does not fail the backup: it is told in the result.
    """
    source = store.raw_connection()
    try:
        return (yield from _made(source, store.path, store.key, folder, kind, second))
    finally:
        source.close()


def back_up_file(path: Path, key: str | None, folder: Path, kind: str) -> Generator[Step, None, Backup]:
    """Make a verified backup of a notebook that no Store has open."""
    with files.opened(path, key, write=True) as source:
        return (yield from _made(source, path, key, folder, kind, None))


def _made(
    source: Any, path: Path, key: str | None, folder: Path, kind: str, second: Path | None
) -> Generator[Step, None, Backup]:
    if kind not in KINDS:
        raise ValueError(kind)
    yield Step(0, 3)
    files.need_room(folder, files.size_of(path))
    when = clock.now()
    with files.part_of(_free_name(folder, path.stem, when, kind)) as part:
        note = _copy(source, path, part, key, when, kind)
        yield Step(1, 3)
        verify(part, key, note["counts"])
        yield Step(2, 3)
        final = _finished(part, path, folder, when, kind)
    backup = Backup(final, when, kind, final.stat().st_size, note["counts"], note["notebook"], note["step"])
    if second is not None:
        backup = _laid_second(backup, key, second)
    yield Step(3, 3)
    return backup


def _copy(source: Any, path: Path, part: Path, key: str | None, when: datetime, kind: str) -> dict[str, Any]:
    """Copy one snapshot, and write into the copy what it is."""
    with engine.translated(path, encrypted=key is not None):
        source.execute("BEGIN")
        try:
            at, offset = clock.stamp(when)
            note = {"at": at, "offset": offset, "kind": kind, "counts": counts(source), "step": _last_step(source)}
            files.copy_out(source, part, key)
        finally:
            source.execute("ROLLBACK")
    with files.opened(part, key, write=True) as copy:
        copy.execute("DELETE FROM meta WHERE key IN (?, ?)", (_NOTE, _PAUSE))
        copy.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (_NOTE, json.dumps(note)))
        return {**note, "notebook": _notebook(copy)}


def verify(path: Path, key: str | None, wanted: dict[str, int] | None = None) -> None:
    """Open a copy again and read it whole. Raises StoreTrouble("backup-unsound") when it is not what it should be."""
    try:
        with files.opened(path, key) as copy:
            sound = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")] == ["ok"]
            same = wanted is None or counts(copy) == wanted
    except StoreTrouble as trouble:
        if trouble.code in ("damaged", "not-a-notebook", "wrong-key-or-damaged"):
            raise StoreTrouble("backup-unsound", path=str(path)) from trouble
        raise
    if not (sound and same):
        raise StoreTrouble("backup-unsound", path=str(path))


def counts(connection: Any) -> dict[str, int]:
    """Rows of each kept table that is there."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table.name: int(connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])
        for table in schema.kept
        if table.name in known
    }


def _last_step(connection: Any) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()[0])


def _notebook(connection: Any) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'notebook'").fetchone()
    return str(row[0]) if row else ""


# Names

_NAMED = re.compile(
    r".* (?P<day>\d{4}-\d\d-\d\d) (?P<time>\d\d-\d\d-\d\d) "
    r"(?P<kind>" + "|".join(KINDS) + r")(-\d+)?" + re.escape(SUFFIX)
)


def _free_name(folder: Path, stem: str, when: datetime, kind: str) -> Path:
    name = f"{stem} {when:%Y-%m-%d %H-%M-%S} {kind}"
    path, number = folder / (name + SUFFIX), 2
    while path.exists():
        path, number = folder / f"{name}-{number}{SUFFIX}", number + 1
    return path


def _finished(part: Path, notebook: Path, folder: Path, when: datetime, kind: str) -> Path:
    """The verified part under its own name."""
    while True:
        final = _free_name(folder, notebook.stem, when, kind)
        try:
            _name(part, notebook, final)
        except StoreTrouble as trouble:
            if trouble.code == "exists":  # made by another till in the same second
                continue
            raise
        return final


def _name(part: Path, notebook: Path, final: Path) -> None:
    """Give the part its name, the key file there first: a backup without it would be no backup."""
    copy_key(notebook, final)
    try:
        files.put_beside(part, final)
    except StoreTrouble:
        if not final.exists():
            engine.key_path(final).unlink(missing_ok=True)
        raise


def copy_key(notebook: Path, other: Path) -> None:
    """Lay the key file of an encrypted notebook beside its copy: without it the passphrase opens nothing."""
    if engine.is_encrypted(notebook):
        with files.writable(other):
            part = files.tail(engine.key_path(other), ".part")
            shutil.copyfile(engine.key_path(notebook), part)
            engine.sync(part)
            part.replace(engine.key_path(other))


def _laid_second(backup: Backup, key: str | None, folder: Path) -> Backup:
    """The backup with a copy in another folder. The file is closed and whole, so a copy of it is one, too."""
    try:
        files.need_room(folder, backup.size)
        final = _free_name(folder, _stem(backup.path), backup.when, backup.kind)
        with files.part_of(final) as part:
            with files.writable(part):
                shutil.copyfile(backup.path, part)
            verify(part, key, backup.counts)
            _name(part, backup.path, final)
    except StoreTrouble as trouble:
        return replace(backup, trouble=trouble)
    return replace(backup, second=final)


def _stem(backup: Path) -> str:
    return backup.name.rsplit(" ", 3)[0]


# Listing


def backups(folder: Path, key: str | None = None) -> tuple[Backup, ...]:
    """The backups in a folder, newest first. A folder that is not there holds none."""
    try:
        found = [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    except FileNotFoundError:
        return ()
    except OSError as trouble:
        raise StoreTrouble("unreadable", path=str(folder)) from trouble
    known = [backup for path in found if (backup := look(path, key)) is not None]
    return tuple(sorted(known, key=lambda backup: (backup.when, backup.path.name), reverse=True))


def look(path: Path, key: str | None = None) -> Backup | None:
    """What a backup says of itself, from its name when it cannot be looked into; None if it is no backup."""
    named = _NAMED.fullmatch(path.name)
    try:
        size = path.stat().st_size
        note = _note(path, key)
    except FileNotFoundError:
        return None
    if note:
        when = clock.moment(int(note["at"]), int(note["offset"]))
        return Backup(path, when, note["kind"], size, note["counts"], note["notebook"], note["step"])
    if named is None or not size:
        return None
    try:
        when = datetime.strptime(f"{named['day']} {named['time']}", "%Y-%m-%d %H-%M-%S")
    except ValueError:
        return None
    return Backup(path, when.replace(tzinfo=clock.now().tzinfo), named["kind"], size)


def _note(path: Path, key: str | None) -> dict[str, Any]:
    if engine.is_encrypted(path) and key is None:
        return {}
    try:
        with files.opened(path, key if engine.is_encrypted(path) else None) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (_NOTE,)).fetchone()
            return {**json.loads(row[0]), "notebook": _notebook(connection)} if row else {}
    except (Problem, driver.Error, ValueError):
        return {}


def due(found: Sequence[Backup], today: date, last_step: int) -> bool:
    """Whether a daily backup should be made: none of today is there, and something was written since the newest."""
    if not found:
        return True
    newest = max(found, key=lambda backup: backup.when)
    return newest.when.date() < today and newest.step != last_step


def due_now(store: Store, folder: Path) -> bool:
    """Whether the open notebook should have its daily backup now."""
    identity, last = identity_of(store), store.last_step()
    own = [backup for backup in backups(folder, store.key) if backup.notebook == identity]
    return due(own, clock.today(), last)


def identity_of(store: Store) -> str:
    """What tells this notebook from every other, wherever its file lies and whatever it is called."""
    with store.read() as s:
        rows = s.raw("SELECT value FROM meta WHERE key = 'notebook'")
    return str(rows[0][0]) if rows else ""


# Thinning out


def to_remove(found: Iterable[Backup], today: date) -> list[Backup]:
    """Those that are no longer needed; pure.

    Kept are: the newest of each of the last 7 days, 8 weeks and 12 months that have one; the newest of all; those
    made by hand in the last 30 days, and those made before an import, upgrade or restore in the last 14. Days without
    a backup do not count, so a shop that was closed for a year loses nothing.
    """
    newest_first = sorted(found, key=lambda backup: backup.when, reverse=True)
    kept = {id(backup) for backup in newest_first[:1]}
    for span, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        seen: dict[Any, Backup] = {}
        for backup in newest_first:
            seen.setdefault(span(backup), backup)
        kept.update(id(backup) for backup in list(seen.values())[:many])
    for backup in newest_first:
        days = {"daily": 0, "manual": MANUAL_DAYS}.get(backup.kind, SPECIAL_DAYS)
        if days and backup.when.date() > today - timedelta(days=days):
            kept.add(id(backup))
    return [backup for backup in newest_first if id(backup) not in kept]


def _day(backup: Backup) -> date:
    return backup.when.date()


def _week(backup: Backup) -> tuple[int, int]:
    return backup.when.isocalendar()[:2]


def _month(backup: Backup) -> tuple[int, int]:
    return backup.when.year, backup.when.month


def prune(store: Store, folder: Path) -> list[Path]:
    """Remove this notebook's backups that are no longer needed; which those were.

    Only backups that say they are of this notebook are looked at. After a restore nothing is removed until the
    program has been started anew, so that good backups are not rotated away while somebody looks for the right one.
    """
    if pruning_paused(store):
        return []
    identity = identity_of(store)
    own = [backup for backup in backups(folder, store.key) if identity and backup.notebook == identity]
    gone = [backup.path for backup in to_remove(own, clock.today())]
    for path in gone:
        with files.writable(path):
            files.remove_whole(path)
    return gone


def pause_pruning(connection: Any) -> None:
    """Note in a restored notebook that its backups are not to be thinned out before the next start."""
    connection.execute("DELETE FROM meta WHERE key IN (?, ?)", (_NOTE, _PAUSE))
    connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (_PAUSE, _THIS_START))


def pruning_paused(store: Store) -> bool:
    """Whether this run of the program restored the notebook."""
    with store.read() as s:
        return bool(s.raw("SELECT 1 FROM meta WHERE key = ? AND value = ?", (_PAUSE, _THIS_START)))
