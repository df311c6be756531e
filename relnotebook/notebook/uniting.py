"""What becomes of each row of two cards that are joined. Reads only; `notebook/joining` shows it, and does it.

The laws, in which no word is lost:

- A row of the losing card moves to the one that is kept, or stays where it is when the kept card has just that.
- Where a card has one of a kind (a name, a birthday, the usual), one of the two is chosen, the newer unless somebody
  chose otherwise. The other one is named in `said`, to be written into a note.
- Nothing on the losing card is written over. One row is taken off it: its me too for an idea both wanted, whose words
  are put together, since everybody counts once.
- Alerts are put together, the more severe wins; a no to mailings and a wish to be left alone always win.
- The rows of a third person stay theirs; where they name the losing card, they name the kept one from now on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.store import rows
from relnotebook.store.write import Session

KEEP, LOSE = "keep", "lose"
JOINED = "joined"
"""How a consent came about that was written while two cards were joined."""

Row = dict[str, Any]
Change = tuple[Table, int, Row]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a kind, of which both cards have another one.

    Attributes:
        field: its name for `choices`: "name", "usual", "birthday", "photo", "field-3".
        title: what the card calls it; keep, lose: both as shown.
        picked: "keep" or "lose"; keep_since, lose_since: since when they stand there.
    """

    field: str
    title: str
    keep: str
    lose: str
    picked: str
    keep_since: datetime
    lose_since: datetime


@dataclass(frozen=True, slots=True)
class United:
    """A value of which a card has many. `side`: keep, lose, or both when both cards have it."""

    title: str
    value: str
    side: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both cards say on one channel and purpose, and what holds then; "" is not asked."""

    channel: str
    purpose: str
    keep: str
    lose: str
    result: str


@dataclass(slots=True)
class Plan:
    """Two cards, and what joining them does.

    Attributes:
        chosen: field -> keep or lose, as somebody decided.
        put: rows of the kept card that change; move: rows of the losing card that go over, and rows of third persons
            that name it; drop: rows whose words are in a row of `put`.
        left: rows of the losing card that stay on it, because the kept card has the same or another was chosen.
        said: (title, value) of what gave way.
        moving: table -> how many rows go over.
        homes: both households when the two live in different ones.
    """

    s: Session
    keep: CustomerId
    lose: CustomerId
    chosen: Mapping[str, str]
    choices: list[Choice] = field(default_factory=list)
    united: list[United] = field(default_factory=list)
    agreed: list[Agreed] = field(default_factory=list)
    put: list[Change] = field(default_factory=list)
    move: list[Change] = field(default_factory=list)
    drop: list[tuple[Table, int]] = field(default_factory=list)
    add: list[tuple[Table, Row]] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    concerned: set[CustomerId] = field(default_factory=set)
    moving: Counter[str] = field(default_factory=Counter)
    homes: tuple[int, int] | None = None

    # Parts the rules are made of

    def rows(self, table: Table, customer: int, column: str = "customer_id") -> list[Row]:
        """The rows of a card, the oldest first."""
        names = rows.columns(table)
        found = self.s.raw(f"SELECT {', '.join(names)} FROM {table.name} WHERE {column} = ? ORDER BY id", (customer,))
        return [dict(zip(names, row, strict=True)) for row in found]

    def both(self, table: Table) -> tuple[list[Row], list[Row]]:
        """The rows of the kept card and those of the losing one."""
        return self.rows(table, self.keep), self.rows(table, self.lose)

    def goes_over(self, table: Table, row_id: int, **more: Any) -> None:
        self.move.append((table, row_id, {"customer_id": self.keep, **more}))
        self.moving[table.name] += 1

    def stays(self, table: Table, row: Row) -> None:
        self.left.append((table.name, row["id"]))

    def change(self, table: Table, row: Row, values: Row) -> None:
        """Values of a row of the kept card; what is the same already is no change."""
        values = {name: value for name, value in values.items() if row[name] != value}
        if values:
            self.put.append((table, row["id"], values))

    def one_of(self, name: str, title: str, mine: str, theirs: str, since: tuple[int, int]) -> bool:
        """Whether the losing card's value is the one to keep, of something a card has one of."""
        if not theirs or mine == theirs:
            return False
        if not mine:
            return True
        picked = self.chosen.get(name) or (LOSE if since[1] > since[0] else KEEP)
        moments = [clock.moment(at, clock.stamp()[1]) for at in since]
        self.choices.append(Choice(name, title, mine, theirs, picked, *moments))
        self.said.append((title, mine if picked == LOSE else theirs))
        return picked == LOSE

    def written(self, row: Row) -> int:
        """When a row was last written, in seconds; 0 when that is not known any more."""
        found = self.s.raw("SELECT at FROM step WHERE id = ?", (row["version"],))
        return int(found[0][0]) if found else 0
