"""Whether a spreadsheet file may be opened: looked through before the reader that holds all of it in memory.

XLSX and ODS are XML in a zip. A small one can unpack to more than any computer holds, repeat one cell a milliard times,
or put a single cell where a table of milliards would be needed. All that is counted here first, a block at a time.
"""

from __future__ import annotations

import re
import struct
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from relnotebook.base.problems import Refusal

MAX_UNPACKED = 400 * 2**20
MAX_CELLS = 8_000_000  # between the first cell and the last, empty ones among them
MAX_TEXT = 200 * 2**20  # letters, each cell's own
MAX_MEMBERS = 2_000

_BLOCK = 2**18
_LONGEST = 4 * 2**20  # of one text
_TOKEN = re.compile(
    rb"<(?:[\w.-]+:)?(row|c|v|si|table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>([^<]*)"
    rb"|<!(?:DOCTYPE|ENTITY)()"
)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_PLACED = re.compile(rb"""\b(?:r|t)\s*=\s*["'][^"']*&|-repeated\s*=\s*["'][^"']*&""")
_REPEATED = re.compile(rb"""-repeated\s*=\s*["']\s*([0-9]+)""")


def check(path: Path) -> None:
    """Look through a zip of XML. Raises Refusal("damaged-file" | "unsafe-file" | "table-too-large", file)."""
    name = path.name
    try:
        with ZipFile(path) as archive, path.open("rb") as file:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or len({m.filename.casefold() for m in members}) < len(members):
                raise Refusal("unsafe-file", file=name)
            tally = _Tally(name)
            for member in sorted(members, key=lambda m: "sharedstrings" not in m.filename.casefold()):
                tally.begin("sharedstrings" in member.filename.casefold())
                for block in _unpacked(file, member, name):
                    tally.take(block)
                tally.end()
    except (BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError) as broken:
        raise Refusal("damaged-file", file=name) from broken


def _unpacked(file: BinaryIO, member: ZipInfo, name: str) -> Iterator[bytes]:
    """What a member really holds, however much it says it does."""
    if member.flag_bits & 1 or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refusal("damaged-file", file=name)
    file.seek(member.header_offset)
    head = struct.unpack("<4s5H3I2H", file.read(30))
    file.seek(head[-2] + head[-1], 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == ZIP_DEFLATED else None
    while left > 0 and (packed := file.read(min(_BLOCK, left))):
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _BLOCK)
            packed = inflate.unconsumed_tail


class _Tally:
    """What the members seen so far come to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._size = self._text = self._cells = 0
        self._shared = _Shared()

    def begin(self, shared: bool) -> None:
        """A new member; `shared`: the one that holds the texts all cells share."""
        self._may_share, self._binary = shared, False
        self._carry, self._at = b"", 0
        self._sheet, self._table = _Sheet(), _Table()

    def take(self, block: bytes) -> None:
        """The next bytes of the member. Raises Refusal as soon as it is too much."""
        self._size += len(block)
        if self._size > MAX_UNPACKED:
            raise Refusal("table-too-large", file=self._name)
        if not self._at and not self._carry:
            self._binary = not self._is_xml(block)
        if self._binary:
            return
        text = self._carry + block
        cut = max(text.rfind(b"<"), 0)
        self._read(text[:cut])
        self._carry = text[cut:]
        if len(self._carry) > _LONGEST:
            raise Refusal("unsafe-file", file=self._name)

    def _is_xml(self, block: bytes) -> bool:
        start = block.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):  # letters of two bytes: not as these are made
            raise Refusal("unsafe-file", file=self._name)
        return start.startswith(b"<")

    def end(self) -> None:
        """The member is at its end."""
        self._read(self._carry)
        self._shared.close(self._at)
        self._table.close(self._at)
        self._cells += self._sheet.area + self._table.area
        self._text += self._table.text
        self._measure(0, 0)

    def _read(self, text: bytes) -> None:
        for found in _TOKEN.finditer(text):
            if found[4] is not None or not _is_honest(found[2]):
                raise Refusal("unsafe-file", file=self._name)
            self._token(found[1], found[2], found[3], self._at + found.start(), self._at + found.start(3))
        self._at += len(text)
        self._measure(self._sheet.area + self._table.area, self._table.text)

    def _measure(self, cells: int, text: int) -> None:
        if self._cells + cells > MAX_CELLS or self._text + text > MAX_TEXT:
            raise Refusal("table-too-large", file=self._name)

    def _token(self, kind: bytes, attributes: bytes, words: bytes, start: int, after: int) -> None:
        if kind == b"c":
            self._sheet.cell(attributes)
        elif kind == b"v":
            if self._sheet.shared:
                self._text += self._shared.length(words)
        elif kind == b"row":
            self._sheet.line(attributes)
        elif kind == b"si":
            if not self._may_share:
                raise Refusal("unsafe-file", file=self._name)
            self._shared.close(start)
            self._shared.open(after)
        else:
            self._table.element(kind, attributes, start, after)


def _is_honest(attributes: bytes) -> bool:
    """Whether all quotes are closed, and no letter of a place is written as its number."""
    doubles, singles = attributes.count(b'"'), attributes.count(b"'")
    if doubles % 2 or (singles % 2 and not doubles):
        return False
    return b"&" not in attributes or not _PLACED.search(attributes)


class _Shared:
    """The texts that cells of an XLSX share: how long each is."""

    def __init__(self) -> None:
        self._lengths = array("L")
        self._begun = -1

    def open(self, at: int) -> None:
        self._begun = at

    def close(self, at: int) -> None:
        if self._begun >= 0:
            self._lengths.append(at - self._begun)
            self._begun = -1

    def length(self, words: bytes) -> int:
        """Of the text of that number; of the longest when the number cannot be read."""
        try:
            return self._lengths[int(words)]
        except (ValueError, IndexError, OverflowError):
            return max(self._lengths, default=0)


class _Sheet:
    """A sheet of an XLSX: cells say where they stand, or follow one another.

    Attributes:
        shared: whether the last cell holds the number of a shared text.
        area: cells of the smallest table from the first corner that holds all.
    """

    def __init__(self) -> None:
        self.shared = False
        self._row = self._column = self._rows = self._columns = 0

    @property
    def area(self) -> int:
        return self._rows * self._columns

    def line(self, attributes: bytes) -> None:
        found = _PLACE.search(attributes)
        self._row = int(found[2]) if found else self._row + 1
        self._column = 0

    def cell(self, attributes: bytes) -> None:
        found = _PLACE.search(attributes)
        if found and found[1]:
            self._row, self._column = int(found[2]), _number_of(found[1])
        else:
            self._column += 1
        self._rows, self._columns = max(self._rows, self._row, 1), max(self._columns, self._column)
        self.shared = bool(_SHARED.search(attributes))


def _number_of(letters: bytes) -> int:
    """Column A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class _Table:
    """The tables of an ODS member: cells and rows are repeated; empty ones count when something follows them."""

    def __init__(self) -> None:
        self.text = 0
        self._cells = self._rows = self._columns = self._column = 0
        self._empty_rows = self._empty_columns = 0
        self._row_times = self._cell_times = 1
        self._begun = -1

    @property
    def area(self) -> int:
        return self._cells + self._rows * self._columns

    def element(self, kind: bytes, attributes: bytes, start: int, after: int) -> None:
        self._close_cell(start)
        found = _REPEATED.search(attributes)
        times = min(int(found[1]), 2**31) if found else 1
        if kind == b"table":
            self.close(start)
        elif kind == b"table-row":
            self._close_row()
            self._row_times = times
        elif attributes.endswith(b"/") and b"value" not in attributes:
            self._empty_columns += times
        else:
            self._column += self._empty_columns + times
            self._empty_columns = 0
            self._begun, self._cell_times = after - len(attributes), times

    def _close_cell(self, at: int) -> None:
        if self._begun >= 0:
            self.text += (at - self._begun) * self._cell_times * self._row_times
            self._begun = -1

    def _close_row(self) -> None:
        if self._column:
            self._rows += self._empty_rows + self._row_times
            self._columns = max(self._columns, self._column)
            self._empty_rows = 0
        else:
            self._empty_rows += self._row_times
        self._column = self._empty_columns = 0
        self._row_times = 1

    def close(self, at: int) -> None:
        """A table is at its end. A file of several is held as a whole."""
        self._close_cell(at)
        self._close_row()
        self._cells += self._rows * self._columns
        self._rows = self._columns = self._empty_rows = 0
