"""Rows of a file with something wrong in them, to be mended in place before they come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from relnotebook.base.words import _
from relnotebook.exchange.choices import column_called, column_key
from relnotebook.exchange.csvfile import Rejected
from relnotebook.exchange.headers import Column
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.plan import Plan, mended, reader
from relnotebook.exchange.tally import MAX_ROWS, Odd

_PASSED_OVER = (Meaning.SILENT, Meaning.NEVER, Meaning.LABEL)
_WHO = (Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.PHONE, Meaning.MOBILE, Meaning.EMAIL)


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row with something wrong.

    Attributes:
        line: key of `Choices.fixes`.
        reason: what is wrong, in words.
        cells: (key of the column as in `ColumnSeen.key`, its cell), all columns that mean something; first those that
            say who somebody is.
        wrong: keys of the columns to look at; none when the row as a whole is.
        stays_out: whether it is left out unless mended; otherwise it comes in, with what is wrong kept in a note.
        can_mend: whether it can be mended here: not a row that could not even be read.
    """

    line: int
    reason: str
    cells: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...] = ()
    stays_out: bool = True
    can_mend: bool = True


def odd_rows(plan: Plan) -> tuple[OddRow, ...]:
    """Rows left out, then rows of which a date, a phone or an e-mail cannot be read; at most 1,000, no file is read."""
    if plan.layout is None:
        return tuple(OddRow(one.row, one.reason, (("", one.text),), can_mend=False) for one in plan.rejected)
    unread = [one for one in plan.rejected if one.code != "nobody-in-it"]
    found = [OddRow(one.row, one.reason, (("", one.text),), can_mend=False) for one in unread]
    found += [_row(plan, one, Rejected(one.line, "nobody-in-it").reason) for one in plan.tally.left_out]
    found += [_row(plan, one, _why(plan, one)) for one in plan.tally.odd]
    return tuple(found[:MAX_ROWS])


def still_wrong(plan: Plan, row: OddRow, cells: Mapping[str, str]) -> str:
    """What is wrong with a row when these cells of it are changed, in words; '' when it is well. Pure and quick."""
    if plan.layout is None or not row.can_mend:
        return row.reason
    layout = plan.layout
    changed = {column_called(layout, key, plan.file).index: cell for key, cell in {**dict(row.cells), **cells}.items()}
    rows = reader(plan)
    person = rows.person(mended([], changed, len(layout.columns)), row.line)
    if person.is_empty():
        return Rejected(row.line, "nobody-in-it").reason
    return _cannot_read(rows.odd)


def _row(plan: Plan, one: Odd, reason: str) -> OddRow:
    assert plan.layout is not None
    columns = [column for column in plan.layout.columns if column.meaning not in _PASSED_OVER and column.heading]
    columns = sorted(columns or plan.layout.columns, key=lambda column: column.meaning not in _WHO)
    keys = {column.index: column_key(plan.layout, column) for column in columns}
    cells = tuple((keys[column.index], _cell(one.row, column.index)) for column in columns)
    wrong = tuple(keys[index] for index in one.wrong if index in keys)
    return OddRow(one.line, reason, cells, wrong, stays_out=not wrong)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _why(plan: Plan, one: Odd) -> str:
    assert plan.layout is not None
    return _cannot_read(plan.layout.columns[index] for index in one.wrong)


def _cannot_read(columns: Iterable[Column]) -> str:
    told = [_sort(column) for column in columns]
    return " ".join(dict.fromkeys(told))


def _sort(column: Column) -> str:
    if column.meaning is Meaning.EMAIL:
        return _("This is no e-mail address.")
    if column.meaning in (Meaning.PHONE, Meaning.MOBILE, Meaning.FAX):
        return _("There is no number in it.")
    return _("This is no date that has been.")
