"""What stands in the columns of a file, counted while it is read through: how many cells, and which are odd."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relnotebook.exchange.fromrow import CONSENTS, Row
from relnotebook.exchange.headers import Column, Layout
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.person import WITHDRAWN, Alert, Person

VALUES = 4
MAX_ROWS = 1_000
_ENOUGH = 2_000  # rows after which no new example is looked for


@dataclass(slots=True)
class ColumnTally:
    """One column.

    Attributes:
        filled: cells with something in them; empty: those without.
        odd: cells that could not be read as what the column holds; they are kept in a note.
        yes: cells with a yes or a goodbye, of a column about consent; goodbye: those with a goodbye.
        alerts: notes that look like an alert.
        values: the first few different ones.
    """

    filled: int = 0
    empty: int = 0
    odd: int = 0
    yes: int = 0
    goodbye: int = 0
    alerts: int = 0
    values: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Odd:
    """A row with something in it that cannot be read, or nobody; `wrong` are its columns, none when it stays out."""

    line: int
    row: tuple[str, ...]
    wrong: tuple[int, ...] = ()


@dataclass(slots=True)
class Tally:
    """What a file holds.

    Attributes:
        columns: by index.
        left_out: rows with nobody in them, at most 1,000; odd: rows of which a cell cannot be read, at most 1,000.
        alerts: (line, name, alert), at most 1,000.
    """

    columns: dict[int, ColumnTally] = field(default_factory=dict)
    left_out: list[Odd] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    alerts: list[tuple[int, str, Alert]] = field(default_factory=list)
    rows: int = 0

    def see(self, rows: Sequence[Row], layout: Layout) -> None:
        """Count the cells of some rows."""
        for column in layout.columns:
            found = self.columns.setdefault(column.index, ColumnTally())
            i = column.index
            filled = [value for row, _line in rows if len(row) > i and (value := row[i].strip())]
            found.filled += len(filled)
            found.empty += len(rows) - len(filled)
            if len(found.values) < VALUES and self.rows < _ENOUGH:
                _examples(found.values, filled)
        self.rows += len(rows)

    def see_person(self, person: Person, row: Sequence[str], odd: Iterable[Column], said: Iterable[Column]) -> None:
        """Count what was made of a row; `odd` are the columns that could not be read, `said` those with a word on
        consent."""
        wrong = tuple(dict.fromkeys(column.index for column in odd))
        for index in wrong:
            self.columns[index].odd += 1
        if wrong and len(self.odd) < MAX_ROWS:
            self.odd.append(Odd(person.line, tuple(row), wrong))
        for column in said:
            self.columns[column.index].yes += 1
            self.columns[column.index].goodbye += person.consent.get(CONSENTS[column.meaning]) == WITHDRAWN

    def see_alert(self, person: Person, row: Sequence[str], layout: Layout | None) -> None:
        """Note what may have to be an alert."""
        alert = person.alert()
        if alert is None:
            return
        if len(self.alerts) < MAX_ROWS:
            self.alerts.append((person.line, person.name, alert))
        for column in layout.of(Meaning.NOTE, Meaning.KEEP, Meaning.USUAL) if layout else ():
            if column.index < len(row) and row[column.index].strip() in alert.note:
                self.columns[column.index].alerts += bool(row[column.index].strip())

    def leave_out(self, line: int, row: Sequence[str]) -> None:
        if len(self.left_out) < MAX_ROWS:
            self.left_out.append(Odd(line, tuple(row)))


def _examples(values: dict[str, None], filled: Iterable[str]) -> None:
    for value in filled:
        values[value if len(value) <= 60 else value[:59] + "…"] = None
        if len(values) >= VALUES:
            return
