"""Opens the notebook file, plain or encrypted; connection settings; driver errors translated into StoreTrouble.

One driver, sqlcipher3, serves plain and encrypted notebooks: the same SQLite on every system, without the
WAL-reset bug of SQLite up to 3.51.2 (sqlite.org/wal.html#walresetbug).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from relnotebook.base import clock
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.store import places, schema

APPLICATION_ID = 0x524E4231  # "RNB1": tells a notebook from any other SQLite file
OLDEST_SQLITE = (3, 51, 3)
SCRYPT_N = 2**17  # about a third of a second on a till's processor; 128 MiB while it runs
BUSY_MS = 5000
OPENING_PATIENCE = 5.0  # seconds; busy_timeout does not cover the WAL recovery at opening

_KEY_MARKS = ("kdf", "n", "r", "p", "salt")


class Interrupted(Exception):
    """A read was cut off because nobody waits for its answer any more."""


# Keys


@dataclass(frozen=True, slots=True)
class KeyFile:
    """How the passphrase becomes the key: scrypt's numbers and the salt, kept beside the notebook and in every backup.

    Without it an encrypted notebook cannot be opened, even by its passphrase; it is no secret by itself.
    """

    n: int
    r: int
    p: int
    salt: bytes

    @classmethod
    def fresh(cls, n: int = SCRYPT_N) -> KeyFile:
        return cls(n, 8, 1, secrets.token_bytes(16))

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """Raises StoreTrouble("key-file-damaged") when it is not what `write` writes."""
        try:
            facts = json.loads(path.read_text("utf-8"))
            return cls(int(facts["n"]), int(facts["r"]), int(facts["p"]), bytes.fromhex(facts["salt"]))
        except (OSError, ValueError, KeyError, TypeError) as trouble:
            raise StoreTrouble("key-file-damaged", path=str(path)) from trouble

    def write(self, path: Path) -> None:
        facts = dict(zip(_KEY_MARKS, ("scrypt", self.n, self.r, self.p, self.salt.hex()), strict=True))
        part = path.with_name(path.name + ".part")
        part.write_text(json.dumps(facts), "utf-8")
        sync(part)
        part.replace(path)

    def derive(self, passphrase: str) -> str:
        """The 256-bit key as hex. Slow on purpose: done once for an opening, not for every connection."""
        memory = 128 * self.n * self.r + 2**24
        key = hashlib.scrypt(passphrase.encode(), salt=self.salt, n=self.n, r=self.r, p=self.p, maxmem=memory, dklen=32)
        return key.hex()


def key_path(notebook: Path) -> Path:
    """Where the key file of a notebook lies: beside it."""
    return notebook.with_name(notebook.name + ".key")


def is_encrypted(notebook: Path) -> bool:
    return key_path(notebook).exists()


# Connections


def connect(path: Path, key: str | None = None, *, read_only: bool = False, wal: bool = True) -> Any:
    """A driver connection with every setting that keeps the data safe; transactions are begun by hand.

    With `wal` off the journal mode is left as the file has it, for looking into backups without changing them.
    """
    mode = "ro" if read_only else "rw"
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        _configure(connection, key, wal and not read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: Any, key: str | None, wal: bool) -> None:
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")  # a wrong passphrase must not print to stderr
    if key:
        run(f"PRAGMA key = \"x'{key}'\"")  # before anything touches the file
    run(f"PRAGMA busy_timeout = {BUSY_MS}")
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA cell_size_check = ON")
    run("PRAGMA temp_store = MEMORY")
    if wal:
        run("PRAGMA journal_mode = WAL").fetchall()
    run("PRAGMA synchronous = FULL")  # NORMAL may lose the last visits at a power cut
    run("PRAGMA fullfsync = ON")  # only macOS listens
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA secure_delete = ON").fetchall()


def make_engine(path: Path, key: str | None, *, read_only: bool) -> Engine:
    """An engine whose transactions begin at once (writers take the write lock first, readers a snapshot)."""

    def creator() -> Any:
        connection = connect(path, key)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=creator,
        poolclass=QueuePool,
        pool_size=1 if not read_only else 4,
        max_overflow=4,
        hide_parameters=True,  # exceptions must not carry customers' words into a log
        skip_autocommit_rollback=False,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


# A new notebook


def new_notebook(path: Path, *, passphrase: str | None = None, scrypt_n: int = SCRYPT_N) -> None:
    """Make an empty notebook file at `path`.

    It is built beside and linked in whole, so a file of the right name is always a finished one. Raises
    StoreTrouble("exists") when something lies there already; nothing is overwritten. A network drive is refused.
    """
    places.refuse_network(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() or key_path(path).exists():
        raise StoreTrouble("exists", path=str(path))
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    keys = KeyFile.fresh(scrypt_n) if passphrase else None
    try:
        with translated(part):
            _build(part, keys.derive(passphrase) if keys and passphrase else None)
        sync(part)
        if keys:
            keys.write(key_path(path))
        try:
            link_whole(part, path)
        except FileExistsError as there:
            raise StoreTrouble("exists", path=str(path)) from there
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _build(part: Path, key: str | None) -> None:
    fd = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    os.close(fd)
    engine = make_engine(part, key, read_only=False)
    try:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            connection.exec_driver_sql(schema.FIND_INDEX)
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.HEAD,))
            connection.exec_driver_sql("INSERT INTO meta VALUES ('notebook', ?)", (uuid.uuid4().hex,))
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        engine.dispose()
    for tail in ("-wal", "-shm"):
        part.with_name(part.name + tail).unlink(missing_ok=True)


def link_whole(part: Path, path: Path) -> None:
    """Give the finished `part` its name in one move. Raises FileExistsError; never replaces another file."""
    try:
        os.link(part, path)
        part.unlink()
    except FileExistsError:
        raise
    except OSError:  # file systems without hard links (FAT sticks): a rename that first looks
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    with contextlib.suppress(OSError):
        sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    folder = path.is_dir()
    fd = os.open(path, os.O_RDONLY if folder else os.O_RDWR)  # Windows syncs only what may be written
    try:
        os.fsync(fd)
    except OSError:
        if not folder:  # some systems cannot sync a folder, and lose nothing by it
            raise
    finally:
        os.close(fd)


# Looking before opening


def look(path: Path, key: str | None, *, read_only: bool = False) -> str:
    """The schema version of a notebook that may be opened, or a StoreTrouble that says why not.

    Codes: missing, empty-file, not-a-notebook, needs-passphrase, wrong-key-or-damaged, foreign-schema, too-new,
    and those of the driver (locked, damaged, ...). Takes about a millisecond. With `read_only` the file stays as it
    is to the last byte, as a backup should.
    """
    size = size_of(path)
    if size == 0:
        raise StoreTrouble("empty-file", path=str(path))
    if is_encrypted(path) and key is None:
        raise StoreTrouble("needs-passphrase", path=str(path))
    deadline = clock.monotonic() + OPENING_PATIENCE
    while True:
        try:
            return _look_once(path, key, read_only)
        except StoreTrouble as trouble:
            if trouble.code != "locked" or clock.monotonic() > deadline:
                raise
            threading.Event().wait(0.05)


def size_of(path: Path) -> int:
    """Bytes of the file. Raises StoreTrouble: missing, unreadable, not-a-notebook."""
    try:
        if path.is_dir():
            raise StoreTrouble("not-a-notebook", path=str(path))
        return path.stat().st_size
    except FileNotFoundError as gone:
        raise StoreTrouble("missing", path=str(path)) from gone
    except OSError as trouble:
        raise StoreTrouble("unreadable", path=str(path)) from trouble


def _look_once(path: Path, key: str | None, read_only: bool) -> str:
    with translated(path, encrypted=key is not None):
        connection = connect(path, key, read_only=read_only, wal=False)  # what is no notebook stays as it is
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise StoreTrouble("not-a-notebook", path=str(path))
            strange = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
            if strange:
                raise StoreTrouble("foreign-schema", path=str(path))
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    version = str(row[0]) if row else ""
    if version > schema.HEAD:
        raise StoreTrouble("too-new", path=str(path))
    return version


# Errors

_CODES = {
    5: "locked",  # SQLITE_BUSY
    6: "locked",  # SQLITE_LOCKED
    8: "read-only",  # SQLITE_READONLY
    10: "disk-trouble",  # SQLITE_IOERR
    11: "damaged",  # SQLITE_CORRUPT
    13: "disk-full",  # SQLITE_FULL
    14: "unreadable",  # SQLITE_CANTOPEN
    15: "locked",  # SQLITE_PROTOCOL: the WAL is being recovered by somebody else
    26: "not-a-notebook",  # SQLITE_NOTADB
}
_SAID = {  # the online backup gives no code, only SQLite's words
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10 | 3 << 8,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
_INTERRUPT = 9
_CONSTRAINT = 19


def translate(trouble: BaseException, path: Path, *, encrypted: bool = False) -> BaseException:
    """What a driver error means to a person; anything that is not the world's fault comes back as it was."""
    origin = getattr(trouble, "orig", None) or trouble
    extended = getattr(origin, "sqlite_errorcode", None)
    if extended is None and isinstance(origin, driver.Error):
        extended = _SAID.get(str(origin))
    if extended is None:
        if "interrupted" in str(origin):
            return Interrupted()
        return trouble
    code = extended & 0xFF
    if code == _INTERRUPT:
        return Interrupted()
    word = _CODES.get(code)
    if word is None:
        return trouble
    if encrypted and word in ("not-a-notebook", "damaged"):
        word = "wrong-key-or-damaged"  # the page checksum cannot tell the two apart
    if word == "disk-trouble" and extended >> 8 in (3, 4, 6, 7):  # a write, sync or truncate that failed
        word = "disk-full" if _is_full(path) else "disk-trouble"
    return StoreTrouble(word, path=str(path))


def _is_full(path: Path) -> bool:
    try:
        fd = os.open(path.parent, os.O_RDONLY)
        os.close(fd)
        import shutil

        return shutil.disk_usage(path.parent).free < 2**20
    except OSError:
        return False


@contextlib.contextmanager
def translated(path: Path, *, encrypted: bool = False) -> Any:
    """Let driver errors leave this block as Problems."""
    try:
        yield
    except Problem:
        raise
    except Exception as trouble:
        meaning = translate(trouble, path, encrypted=encrypted)
        if meaning is trouble:
            raise
        raise meaning from trouble
