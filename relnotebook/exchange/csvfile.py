"""A forgiving reader of tables in text files: bytes in, rows out, at nearly the speed of `csv.reader`.

It finds the letters, the separator and a stray quotation mark that would swallow the rest of the file. What a row
cannot be read as is told in `rejected`, and the rows after it are read on.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.words import _
from relnotebook.exchange import letters

MAX_BYTES = 2 * 2**30
MAX_LINE = 2**20
MAX_COLUMNS = 500
MAX_CELL = 131_072  # letters; beyond it csv.reader refuses too
MAX_LINES = 12_000_000
MAX_REJECTED = 1_000

SEPARATORS = (",", ";", "\t", "|")
_BLOCK = 2**18
_SAMPLE = 2**16
_SAMPLE_ROWS = 200
_AT_ONCE = 5_000
_LONG_CELL = 20  # lines a cell may hold before a forgotten closing quote is the likelier reason
_FOREIGN = (
    (b"PK\x03\x04", "table"),
    (b"\xd0\xcf\x11\xe0", "table"),
    (b"SQLite format 3\0", "notebook"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be taken in.

    Attributes:
        row: the line of a table in which it begins, or the number of a vCard; from 1.
        code: why; `reason` says it in words.
        text: how it begins.
    """

    row: int
    code: str
    text: str = ""

    @property
    def reason(self) -> str:
        """Why, for people."""
        reasons = {
            "too-long": _("A cell here is longer than any honest one."),
            "too-many-cells": _("This row has more than 500 cells."),
            "too-few-cells": _("This row ends before the columns that are needed."),
            "nobody-in-it": _("There is nobody in it: no name, no phone, no address."),
            "no-customer": _("It does not say who came."),
            "no-date": _("“{text}” is no moment that has been."),
            "same-name": _("Several customers are called {text}. A card number or a phone would tell them apart."),
        }
        return reasons[self.code].format(text=self.text)


def look(path: Path, *, limit: int = MAX_BYTES, sheets: bool = False) -> bytes:
    """The first bytes of a file that may be read; with `sheets` a spreadsheet of today may be, too.

    Raises NotFound("no-file"), Refusal("not-a-file" | "unreadable" | "nothing-in-file" | "too-big" | "not-a-list").
    """
    name = path.name
    if not path.exists():
        raise NotFound("no-file", file=name)
    if not path.is_file():
        raise Refusal("not-a-file", file=name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as denied:
        raise Refusal("unreadable", file=name, why=denied.strerror or "") from denied
    if size > limit:
        raise Refusal("too-big", file=name, limit=limit // 2**20)
    for mark, kind in _FOREIGN:
        if head.startswith(mark) and not (sheets and mark == b"PK\x03\x04"):
            raise no_list(name, kind)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        raise Refusal("nothing-in-file", file=name)
    return head


def no_list(name: str, kind: str) -> Refusal:
    """The refusal of a file that is of another kind; what can be done about it depends on which."""
    return Refusal("not-a-list", file=name, kind=kind_of_file(kind), sort=kind)


def kind_of_file(kind: str) -> str:
    """What a file is that holds no list, in words."""
    return {
        "table": _("a spreadsheet"),
        "notebook": _("a notebook"),
        "pdf": _("a PDF"),
        "picture": _("a picture"),
        "packed": _("a packed file"),
        "program": _("a program"),
        "document": _("a document"),
        "archive": _("the archive of a whole notebook"),
    }[kind]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows read together, blank ones as empty lists, and the line of the file each began in (from 1)."""

    rows: list[list[str]]
    lines: Sequence[int]


@dataclass(slots=True)
class Table:
    """A table in a text file. Made by `Table.open`; `batches` and `rows` may be asked for again and again.

    Attributes:
        letters: how its bytes are read.
        separator: , ; tab or |.
        size: bytes of the file; `read`: bytes read so far, for a progress bar.
        rejected: rows that could not be read, at most 1,000; `rejected_count` is how many there were.
    """

    path: Path
    letters: letters.Reading
    size: int
    separator: str = ","
    read: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    rejected_count: int = 0
    _spaced: bool = False  # a blank stands between separator and quotation mark
    _width: int = 0  # cells that most rows have

    @classmethod
    def open(cls, path: Path, *, region: str = "GB", encoding: str | None = None, separator: str = "") -> Table:
        """Look a file through once, for its letters and its separator, where these are not given.

        Raises the problems of `look`.
        """
        look(path)
        with path.open("rb") as file:
            found = letters.Reading(encoding) if encoding else letters.Reading.of(_Blocks(file), region)
        table = cls(path, found, path.stat().st_size)
        table._choose(separator)
        return table

    def _choose(self, given: str = "") -> None:
        """The separator under which the first rows look most like a table, unless one is given."""
        first = next(self._texts(_Feed()), "")[:_SAMPLE]
        sample = list(itertools.islice(io.StringIO(first, newline=""), _SAMPLE_ROWS))
        declared = sample[0].strip().lower() if sample else ""
        if given in SEPARATORS:
            self.separator = given
        elif declared.startswith("sep=") and len(declared) == 5:
            self.separator = declared[4]
        else:
            self.separator = max(SEPARATORS, key=lambda mark: _likeness(sample, mark))
        self._spaced = f'{self.separator} "' in first
        self._width = _usual_width(_widths(sample, self.separator))

    # Rows

    def rows(self) -> Iterator[list[str]]:
        """Rows from the top, headings among them, blank ones left out."""
        for batch in self.batches():
            for row in batch.rows:
                if any(row):
                    yield row

    def batches(self) -> Iterator[Batch]:
        """Rows from the top, headings among them. Cells come as they stand, NULs removed.

        Raises Refusal("too-many-rows") beyond 12 million lines.
        """
        self.rejected, self.rejected_count, self.read = [], 0, 0
        feed = _Feed()
        feed.texts = self._texts(feed)
        while feed.fill():
            batch = None if feed.lines or '"' in feed.text else self._plain(feed)
            yield self._fitting(batch or self._quoted(feed))
            if feed.number > MAX_LINES:
                raise Refusal("too-many-rows", file=self.path.name, limit=MAX_LINES)

    def _plain(self, feed: _Feed) -> Batch | None:
        """A block without quotation marks, where a line is a row; None when a cell of it is too long."""
        try:
            rows = list(csv.reader(io.StringIO(feed.text, newline=""), delimiter=self.separator))
        except csv.Error:
            return None
        first = feed.number
        feed.number += len(rows)
        feed.text = ""
        return Batch(rows, range(first, feed.number))

    def _quoted(self, feed: _Feed) -> Batch:
        """A block with quotation marks, read with an eye on marks that were never closed."""
        reader = csv.reader(feed, delimiter=self.separator, skipinitialspace=self._spaced)
        rows: list[list[str]] = []
        numbers: list[int] = []
        while len(rows) < _AT_ONCE and feed.ready():
            start = feed.number
            feed.held.clear()
            try:
                row = next(reader)
            except csv.Error:
                self._reject(start, "too-long", feed.held[0])
                feed.give_back(start)
                continue
            if len(feed.held) > 1 and self._swallowed(row, feed.held):
                row = [cell.strip().strip('"') for cell in feed.held[0].rstrip("\r\n").split(self.separator)]
                feed.give_back(start)
            rows.append(row)
            numbers.append(start)
        return Batch(rows, numbers)

    def _swallowed(self, row: list[str], held: list[str]) -> bool:
        """Whether a quotation mark that was never closed took more lines into this row than belong to it."""
        if sum(line.count('"') for line in held) % 2:
            return True
        return len(held) > _LONG_CELL and self._width > 1 and len(row) != self._width

    def _fitting(self, batch: Batch) -> Batch:
        """Without the rows that have more cells than any honest file."""
        if not batch.rows or max(map(len, batch.rows)) <= MAX_COLUMNS:
            return batch
        kept = Batch([], [])
        for row, line in zip(batch.rows, batch.lines, strict=True):
            if len(row) > MAX_COLUMNS:
                self._reject(line, "too-many-cells", row[0])
            else:
                kept.rows.append(row)
                kept.lines.append(line)  # type: ignore[attr-defined]
        return kept

    def _reject(self, line: int, code: str, text: str) -> None:
        self.rejected_count += 1
        if len(self.rejected) < MAX_REJECTED:
            self.rejected.append(Rejected(line, code, text.strip()[:80]))

    # Letters

    def _texts(self, feed: _Feed) -> Iterator[str]:
        """The file as text, in blocks of whole lines."""
        with self.path.open("rb") as file:
            wide = self.letters.encoding.startswith(("utf-16", "utf-32"))
            for text in self._wide(file) if wide else self._narrow(file, feed):
                self.read = file.tell()
                yield text.replace("\0", "") if "\0" in text else text

    def _narrow(self, file: BinaryIO, feed: _Feed) -> Iterator[str]:
        blocks = _Blocks(file)
        told = 0
        for block in blocks:
            for _line in range(told, blocks.too_long):
                self._reject(feed.number, "too-long", "")
            told = blocks.too_long
            yield self.letters.text(block)

    def _wide(self, file: BinaryIO) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.letters.encoding)("replace")
        carry = ""
        while chunk := file.read(_BLOCK):
            text = carry + decoder.decode(chunk).removeprefix("\ufeff")
            cut = text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
            if not cut and len(text) > MAX_LINE:
                cut = len(text)
            carry = text[cut:]
            if cut:
                yield text[:cut]
        if carry:
            yield carry


class _Blocks:
    """The bytes of a file in blocks of whole lines.

    Attributes:
        too_long: lines beyond 1 MB met so far; their bytes are passed over.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.too_long = 0

    def __iter__(self) -> Iterator[bytes]:
        carry = b""
        passing = False
        while chunk := self._file.read(_BLOCK):
            if passing:
                end = chunk.find(b"\n")
                if end == -1:
                    continue
                chunk, passing = chunk[end + 1 :], False
            data = carry + chunk if carry else chunk
            cut = data.rfind(b"\n") + 1 or data.rfind(b"\r", 0, -1) + 1
            carry = data[cut:]
            if cut:
                yield data[:cut]
            if len(carry) > MAX_LINE:
                carry, passing = b"", True
                self.too_long += 1
        if carry:
            yield carry


class _Feed:
    """Lines for `csv.reader`, which may be given back.

    Attributes:
        text: a block not yet split into lines; lines: those not yet read.
        held: the lines of the row being read.
        number: the number of the next line.
    """

    def __init__(self) -> None:
        self.texts: Iterator[str] = iter(())
        self.text = ""
        self.lines: deque[str] = deque()
        self.held: list[str] = []
        self.number = 1

    def fill(self) -> bool:
        """Have lines or a block at hand; False at the end of the file."""
        while not self.lines and not self.text:
            text = next(self.texts, None)
            if text is None:
                return False
            if text.isspace():  # a block of blank lines
                self.number += text.count("\n")
            else:
                self.text = text
        return True

    def ready(self) -> bool:
        """Whether there are lines left of the block at hand, which is split when it has not been."""
        if not self.lines and self.text:
            self.lines.extend(io.StringIO(self.text, newline=""))
            self.text = ""
        return bool(self.lines)

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if not self.ready() and not (self.fill() and self.ready()):
            raise StopIteration
        line = self.lines.popleft()
        self.held.append(line)
        self.number += 1
        return line

    def give_back(self, start: int) -> None:
        """All lines of this row but its first are to be read again; `start` is the number of the first."""
        self.lines.extendleft(reversed(self.held[1:]))
        self.number = start + 1


def _widths(sample: list[str], mark: str) -> list[int]:
    """How many cells each row of the sample has; blank rows and remarks left out."""
    try:
        return [len(row) for row in csv.reader(sample, delimiter=mark) if any(row)]
    except csv.Error:
        return [len(line.split(mark)) for line in sample if line.strip()]


def _usual_width(widths: list[int]) -> int:
    return max(widths, key=widths.count, default=0)


def _likeness(sample: list[str], mark: str) -> float:
    """How much the sample looks like a table under this separator: rows of one width, and more than one cell."""
    widths = _widths(sample, mark)
    usual = _usual_width(widths)
    if usual < 2:
        usual = max(set(widths) - {1}, key=widths.count, default=0)
    if usual < 2:
        return 0.0
    share = widths.count(usual) / len(widths)
    return (share + 0.5 * (widths[0] == usual)) * math.log2(usual + 1)
