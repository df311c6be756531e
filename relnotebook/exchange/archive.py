"""The whole notebook as readable JSON in a zip: out, and into a notebook that holds nobody yet.

The zip holds `README.txt` for whoever opens it in ten years, `manifest.json` (what it is, how many rows each table has)
and `tables/NAME.jsonl`: one row a line, by column name; pictures as base64 under "base64". The same notebook gives the
same bytes, so that an archive of an archive is the archive.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId, StaffId, Step
from relnotebook.base.words import _
from relnotebook.exchange import csvfile
from relnotebook.notebook import derive, exports, turning
from relnotebook.store import archiving
from relnotebook.store.archiving import Sort
from relnotebook.store.write import Session, Store

PROGRAM = "RelNotebook archive"
VERSION = 1
MANIFEST, README = "manifest.json", "README.txt"

_MAX_LINE = 24 * 2**20  # a row with a picture is far below it
_MAX_UNPACKED = 8 * 2**30
_MOST_TO_ONE = 400  # what deflate makes of a manifold of nothing
_STEP_EVERY = 500
_SOME_DAY = (1980, 1, 1, 0, 0, 0)

_TEXT = """\
This is a whole RelNotebook, written so that it can be read without RelNotebook.

manifest.json         what this is, the shape of the tables, and how many rows each of them has
tables/NAME.jsonl     one table: one row a line, as JSON by column name

The most telling tables
customer              one card each: name, what to call them, state
contact               phones, e-mail and postal addresses (customer_id tells whose)
consent               every yes and no: channel, state (given, withdrawn, refused), when, how, in which words
special_date          birthdays and other days; a year that nobody told is null
alert, preference     what must never be forgotten; what they love, like, dislike
usual, variation      their usual orders
visit, visit_item     when they were here, and what they had
note, touchpoint      what was written down; calls, letters and chats
feedback, idea        what they said, what was done about it; ideas and who wants them
segment, export       saved groups; files that left the shop, and who was in them
suppression           addresses nobody may write to, as a hash with the salt in meta
step                  who did what, and when
identity              the highest number each table has given out

Moments are "at" (seconds since 1970-01-01 UTC) with "utc_offset" (minutes east of UTC). Prices are in hundredths.
A picture is {"base64": "..."} around a JPEG. What follows from other rows (search, closeness, touches) is not here.

To bring it back: relnotebook import archive FILE.zip, or "Bring in people I know" when RelNotebook starts.
"""


@dataclass(frozen=True, slots=True)
class Archived:
    """What was written or brought in: the file, rows in all, and how many customers are among them."""

    file: Path
    rows: int
    customers: int


# Out


def save(store: Store, file: Path, *, staff: StaffId | None = None) -> Generator[Step, None, Archived]:
    """Write the whole notebook into a zip, whole or not at all; noted among the exports as the shop's own.

    Closing the generator leaves nothing behind. Raises Refusal("not-written", path).
    """
    half = file.with_name(f".{file.name}.part")
    note = _("Writing the whole notebook down")
    try:
        with store.read() as s:
            counts, total = {}, int(s.raw("SELECT count(*) FROM customer")[0][0])
            with ZipFile(half, "w", ZIP_DEFLATED, compresslevel=6) as out:
                for sort in archiving.sorts():
                    counts[sort.name] = yield from _write_table(s, out, sort, note)
                _put(out, MANIFEST, _manifest(counts))
                _put(out, README, _TEXT)
            whom = [CustomerId(who) for (who,) in s.raw("SELECT id FROM customer ORDER BY id")]
        _sure(half)
        _log(store, file.name, whom, staff)
        half.replace(file)
        return Archived(file, sum(counts.values()), total)
    except OSError as trouble:
        raise Refusal("not-written", path=str(file)) from trouble
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def _write_table(s: Session, out: ZipFile, sort: Sort, note: str) -> Generator[Step, None, int]:
    done = 0
    with out.open(_member(sort.name), "w", force_zip64=True) as raw, TextIOWrapper(raw, "utf-8", newline="\n") as lines:
        for row in archiving.read(s, sort):
            facts = dict(zip(sort.columns, row, strict=True))
            lines.write(json.dumps(facts, ensure_ascii=False, default=_packed, separators=(",", ":")) + "\n")
            done += 1
            if done % _STEP_EVERY == 0:
                yield Step(done, 0, note)
    yield Step(done, 0, note)
    return done


def _member(name: str) -> ZipInfo:
    return _dated(f"tables/{name}.jsonl")


def _dated(name: str) -> ZipInfo:
    """Always of the same day, so that the same notebook gives the same bytes."""
    found = ZipInfo(name, _SOME_DAY)
    found.compress_type = ZIP_DEFLATED
    found.external_attr = 0o644 << 16
    found.create_system = 3
    return found


def _put(out: ZipFile, name: str, words: str) -> None:
    out.writestr(_dated(name), words.encode("utf-8"))


def _manifest(counts: Mapping[str, int]) -> str:
    facts = {"program": PROGRAM, "version": VERSION, "schema": archiving.schema_of(), "rows": dict(counts)}
    return json.dumps(facts, indent=2) + "\n"


def _packed(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    raise TypeError(type(value).__name__)


def _sure(file: Path) -> None:
    with file.open("rb+") as out:
        os.fsync(out.fileno())


def _log(store: Store, name: str, whom: list[CustomerId], staff: StaffId | None) -> None:
    step = exports.AT_ONCE
    told: dict[str, Any] = {"format": "archive", "file": name, "own_use": True, "people": len(whom)}
    made, _changes = store.do_as(staff, exports.log, customers=whom[:step], **told)
    for start in range(step, len(whom), step):
        store.do_as(staff, exports.add_people, made, whom[start : start + step])


# In


def is_archive(file: Path) -> bool:
    """Whether a file looks like an archive of a notebook; False for whatever cannot be read."""
    try:
        with ZipFile(file) as found:
            return MANIFEST in found.namelist() and _manifest_of(found, file.name)["program"] == PROGRAM
    except (OSError, BadZipFile, Refusal, ValueError, zlib.error, NotImplementedError):
        return False


def bring_back(store: Store, file: Path) -> Generator[Step, None, Archived]:
    """Put an archive into a notebook without customers: all of it, or nothing.

    Raises NotFound("no-file"), Refusal("not-a-file" | "unreadable"), Refusal("not-an-archive" | "archive-damaged" |
    "archive-too-new" | "notebook-not-empty").
    """
    csvfile.look(file, limit=_MAX_UNPACKED, sheets=True)
    counts: dict[str, int] = {}
    yield Step(0, 0, _("Reading {file}").format(file=file.name))
    try:
        with ZipFile(file) as found:
            facts = _checked(found, file.name)
            archiving.fill(store, lambda: _tables(found, facts["rows"], file.name, counts.__setitem__), file=file.name)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OverflowError) as trouble:
        raise Refusal("archive-damaged", file=file.name) from trouble
    yield from derive.rebuild(store)
    with store.write(Act.REBUILD) as w:
        turning.put_off(w)  # who is slipping away is worked out anew
    return Archived(file, sum(counts.values()), counts.get("customer", 0))


def _checked(found: ZipFile, name: str) -> dict[str, Any]:
    facts = _manifest_of(found, name)
    if facts["program"] != PROGRAM or not isinstance(facts["rows"], dict):
        raise Refusal("not-an-archive", file=name)
    if facts["version"] != VERSION or archiving.refuses(str(facts["schema"])):
        raise Refusal("archive-too-new", file=name)
    size, packed = (sum(getattr(m, what) for m in found.infolist()) for what in ("file_size", "compress_size"))
    if size > _MAX_UNPACKED or size > _MOST_TO_ONE * max(packed, 2**20):
        raise Refusal("archive-damaged", file=name)
    return facts


def _manifest_of(found: ZipFile, name: str) -> dict[str, Any]:
    try:
        with found.open(MANIFEST) as part:
            facts = json.loads(part.read(2**20))
        return {key: facts[key] for key in ("program", "version", "schema", "rows")}
    except (KeyError, TypeError, ValueError, RuntimeError, RecursionError) as trouble:
        raise Refusal("not-an-archive", file=name) from trouble


Tally = Callable[[str, int], None]


def _tables(
    found: ZipFile, rows: Mapping[str, int], name: str, tally: Tally
) -> Iterator[tuple[str, Iterator[Mapping[str, Any]]]]:
    for sort in archiving.sorts():
        if sort.name in rows:
            yield sort.name, _rows(found, sort.name, rows[sort.name], name, tally)


def _rows(found: ZipFile, table: str, expected: int, name: str, tally: Tally) -> Iterator[Mapping[str, Any]]:
    """The rows of one table. Raises Refusal("archive-damaged") when they are not what the manifest says."""
    done = 0
    try:
        with found.open(_member(table).filename) as part:
            while line := part.readline(_MAX_LINE):
                yield _row(line)
                done += 1
    except (KeyError, TypeError, ValueError, RuntimeError, RecursionError) as trouble:
        raise Refusal("archive-damaged", file=name) from trouble
    if done != expected:
        raise Refusal("archive-damaged", file=name)
    tally(table, done)


def _row(line: bytes) -> dict[str, Any]:
    facts = json.loads(line)
    if not isinstance(facts, dict):
        raise TypeError("a row is an object")
    return {column: _unpacked(value) for column, value in facts.items()}


def _unpacked(value: Any) -> Any:
    if isinstance(value, dict):
        try:
            return base64.b64decode(value["base64"], validate=True)
        except binascii.Error as broken:
            raise ValueError from broken
    return value
