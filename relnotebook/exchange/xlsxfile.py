"""A workbook of one sheet in which every cell is text: zeros stay, nothing calculates, nothing becomes a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

MOST_LETTERS = 32_767  # in a cell
MOST_ROWS = 1_048_575  # below the headings

_WIDTHS = {"Name": 26, "E-mail": 30, "Street": 30, "Phone": 18, "City": 18, "Tags": 24}
_USUAL_WIDTH = 13


class Workbook:
    """Written row by row; with `with`. What is not closed in good order leaves no workbook behind.

    Rows wait in a folder beside the workbook, never in the computer's common one.
    """

    def __init__(self, file: Path, headings: Sequence[str], *, sheet: str) -> None:
        from xlsxwriter import Workbook as Book

        self._folder = TemporaryDirectory(prefix=".writing-", dir=file.parent)
        options = {"constant_memory": True, "tmpdir": self._folder.name, "strings_to_formulas": False}
        options |= {"strings_to_numbers": False, "strings_to_urls": False}
        try:
            self._book: Any = Book(str(file), options)
            self._text = self._book.add_format({"num_format": "@"})
            self._sheet: Any = self._book.add_worksheet(_sheet_name(sheet))
            self._head(headings)
        except BaseException:
            self._folder.cleanup()
            raise
        self._row = 0

    def _head(self, headings: Sequence[str]) -> None:
        bold = self._book.add_format({"bold": True, "num_format": "@"})
        for at, heading in enumerate(headings):
            self._sheet.set_column(at, at, _WIDTHS.get(heading, _USUAL_WIDTH), self._text)
        self._sheet.freeze_panes(1, 0)
        for at, heading in enumerate(headings):
            self._sheet.write_string(0, at, heading, bold)

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Some more rows of text."""
        write, form = self._sheet.write_string, self._text
        for row in rows:
            self._row += 1
            for at, cell in enumerate(row):
                if cell:
                    write(self._row, at, cell[:MOST_LETTERS], form)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._book.close()
            else:
                self._book.fileclosed = 1  # nothing is to be put together from half of the rows
                self._sheet.row_data_fh.close()
        finally:
            self._folder.cleanup()


def _sheet_name(name: str) -> str:
    """A name that a sheet may have."""
    return "".join(" " if char in "[]:*?/\\" else char for char in name).strip(" '")[:31] or "1"
