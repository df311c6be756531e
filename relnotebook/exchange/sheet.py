"""Spreadsheets, XLSX and ODS, as the same table that `csvfile` makes of a text file.

They are read by calamine, which holds a whole file in memory; `unpacking` looks first whether it may.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relnotebook.base.problems import Refusal
from relnotebook.exchange import csvfile, headers, letters, unpacking
from relnotebook.exchange.csvfile import Batch, Rejected, Table

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_PACKED = 128 * 2**20
_AT_ONCE = 2_000
_PACKED = b"PK\x03\x04"


def is_packed(head: bytes) -> bool:
    """Whether a file begins as a zip does, and so may be a spreadsheet."""
    return head.startswith(_PACKED)


_DOCUMENTS = (".docx", ".odt", ".pages", ".pptx", ".odp", ".key", ".epub")


def _packed_kind(path: Path) -> str:
    """What a packed file is that holds no spreadsheet."""
    from relnotebook.exchange import archive

    if path.suffix.lower() == ".numbers":
        return "table"
    if path.suffix.lower() in _DOCUMENTS:
        return "document"
    return "archive" if archive.is_archive(path) else "packed"


def is_sheet(path: Path, head: bytes) -> bool:
    """Whether a file is a spreadsheet that can be read here, whatever its name."""
    if not is_packed(head):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower() in (".xlsx", ".xlsm", ".ods")
    return any(name.startswith("xl/") or name == "content.xml" for name in names)


def open_table(path: Path, *, region: str = "GB", encoding: str | None = None, separator: str = "") -> Table | Sheet:
    """A file of rows, whether text or spreadsheet. Raises the problems of `csvfile.look` and of `Sheet.open`."""
    head = csvfile.look(path, limit=csvfile.MAX_BYTES, sheets=True)
    if is_packed(head):
        return Sheet.open(path)
    return Table.open(path, region=region, encoding=encoding, separator=separator)


@dataclass(slots=True)
class Sheet:
    """The table on one sheet of a spreadsheet; speaks as `csvfile.Table` does.

    Attributes:
        name: of the sheet.
        size: rows; `read`: rows read so far, for a progress bar.
        rejected: rows that could not be taken, at most 1,000; `rejected_count` is how many there were.
    """

    path: Path
    name: str
    size: int
    read: int = 0
    letters: letters.Reading = field(default_factory=lambda: letters.Reading("utf-8"))
    rejected: list[Rejected] = field(default_factory=list)
    rejected_count: int = 0
    _sheet: CalamineSheet | None = None

    @classmethod
    def open(cls, path: Path) -> Sheet:
        """Open the first sheet that looks like a list.

        Raises Refusal("not-a-list" | "too-big" | "unsafe-file" | "damaged-file" | "table-too-large" |
        "nothing-in-file", file).
        """
        head = csvfile.look(path, limit=MAX_PACKED, sheets=True)
        if not is_sheet(path, head):
            raise csvfile.no_list(path.name, _packed_kind(path))
        unpacking.check(path)
        workbook = _workbook(path)
        found = [sheet for name in workbook.sheet_names if (sheet := _sheet(workbook, name, path)) is not None]
        if not found:
            raise Refusal("nothing-in-file", file=path.name)
        best = next((one for one in found if headers.find(_top(one), path.name) is not None), found[0])
        return cls(path, best.name, best.total_height, _sheet=best)

    def rows(self) -> Iterator[list[str]]:
        """Rows from the top, headings among them, blank ones left out."""
        for batch in self.batches():
            yield from (row for row in batch.rows if any(row))

    def batches(self) -> Iterator[Batch]:
        """Rows from the top, headings among them; the line is the number a spreadsheet shows beside the row."""
        assert self._sheet is not None
        self.rejected, self.rejected_count, self.read = [], 0, 0
        lines = enumerate(_rows(self._sheet), 1)  # empty rows at the top are among them
        while some := list(islice(lines, _AT_ONCE)):
            batch = Batch([], [])
            for line, cells in some:
                row = [_words(cell) for cell in cells]
                while row and not row[-1]:
                    row.pop()
                if len(row) > csvfile.MAX_COLUMNS:
                    self._reject(line, "too-many-cells", row[0])
                elif max(map(len, row), default=0) > csvfile.MAX_CELL:
                    self._reject(line, "too-long", row[0])
                else:
                    batch.rows.append(row)
                    batch.lines.append(line)  # type: ignore[attr-defined]
            self.read += len(some)
            yield batch

    def _reject(self, line: int, code: str, words: str) -> None:
        self.rejected_count += 1
        if len(self.rejected) < csvfile.MAX_REJECTED:
            self.rejected.append(Rejected(line, code, words.strip()[:80]))


def _workbook(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(str(path))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as broken:  # its own errors, and the panics of its engine, which are no Exception
        raise Refusal("damaged-file", file=path.name) from broken


def _sheet(workbook: CalamineWorkbook, name: str, path: Path) -> CalamineSheet | None:
    """A sheet with something on it; None for an empty one, or one that holds a chart."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as broken:
        raise Refusal("damaged-file", file=path.name) from broken
    return sheet if sheet.height and sheet.width else None


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    return iter(sheet.iter_rows())


def _top(sheet: CalamineSheet) -> list[list[str]]:
    some = islice(_rows(sheet), headers.SAMPLE_ROWS)
    return [row for cells in some if any(row := [_words(cell) for cell in cells[: csvfile.MAX_COLUMNS]])]


def _words(cell: Any) -> str:
    """A cell as it would stand in a text file: days as ISO, a phone kept as a number without a point."""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, datetime.datetime):
        whole = cell.time() == datetime.time.min
        return cell.date().isoformat() if whole else cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.time):
        return cell.isoformat("minutes")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
