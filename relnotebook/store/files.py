"""Whole files: copied by SQLite itself, on the disk for certain, put in place in one move."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from relnotebook.base.problems import StoreTrouble
from relnotebook.store import engine

TAILS = ("-wal", "-shm", "-journal")
_SPARE = 4 * 2**20  # room that must remain beside a copy


def tail(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def remove_whole(path: Path) -> None:
    """Remove a notebook or backup with all that stands beside it."""
    path.unlink(missing_ok=True)
    for beside in (*(tail(path, end) for end in TAILS), engine.key_path(path)):
        beside.unlink(missing_ok=True)


def size_of(path: Path) -> int:
    """Bytes of a notebook with its log."""
    return sum(one.stat().st_size for one in (path, tail(path, "-wal")) if one.exists())


def need_room(folder: Path, size: int) -> None:
    """Raises StoreTrouble("disk-full") when a copy of `size` bytes would not fit, and others if there is no folder."""
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise StoreTrouble("disk-full", path=str(folder), needed=size, free=free)


@contextlib.contextmanager
def writable(path: Path) -> Iterator[None]:
    """Tell what keeps us from writing at a place as StoreTrouble: read-only, disk-full, exists, unreadable."""
    try:
        yield
    except OSError as trouble:
        code = _CODES.get(trouble.errno or 0, "unreadable")
        raise StoreTrouble(code, path=str(path), why=trouble.strerror or "") from trouble


_CODES = {
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.EROFS: "read-only",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EEXIST: "exists",
}


@contextlib.contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """A name beside `path` to build a file under; whatever is left there at the end is removed."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            remove_whole(part)


def copy_out(source: Any, part: Path, key: str | None) -> None:
    """Copy the database of an open connection to a new file `part`, under the same key.

    By SQLite's own backup, in one step: a snapshot, however busy the notebook is. The copy needs no log beside it.
    """
    with writable(part):
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with engine.translated(part):
        copy = engine.connect(part, key, wal=False)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            copy.close()


def put_beside(part: Path, path: Path) -> None:
    """Give a finished file its name for good; never over another: StoreTrouble("exists")."""
    with writable(path):
        engine.sync(part)
        engine.link_whole(part, path)


@contextlib.contextmanager
def opened(path: Path, key: str | None, *, write: bool = False) -> Iterator[Any]:
    """A driver connection to a file that no Store has open, with its troubles translated."""
    with engine.translated(path, encrypted=key is not None):
        connection = engine.connect(path, key, read_only=not write, wal=False)
        try:
            yield connection
        finally:
            connection.close()


def leave_wal(connection: Any) -> None:
    """Fold the log into the file. That only succeeds when nobody else has it open: else StoreTrouble("locked")."""
    connection.execute("PRAGMA busy_timeout = 200")
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
