"""Reads a table of visits into a compact form: a million rows in a few dozen megabytes, at the speed of reading."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from relnotebook.base import clock, text
from relnotebook.base.problems import Refusal
from relnotebook.base.words import _
from relnotebook.exchange import csvfile, moments
from relnotebook.exchange.callers import Caller
from relnotebook.exchange.csvfile import Batch, Rejected
from relnotebook.exchange.headers import Column, Layout
from relnotebook.exchange.headings import Meaning
from relnotebook.notebook import entry

MAX_ROWS = 10_000_000
NOTHING = -1  # no item, or no price
_REMEMBERED = 100_000
_AT_ONCE = 5_000
_WHO = (
    Meaning.CARD_NUMBER,
    Meaning.EMAIL,
    Meaning.PHONE,
    Meaning.MOBILE,
    Meaning.NAME,
    Meaning.FIRST,
    Meaning.LAST,
    Meaning.CUSTOMER,
)

Cells = Callable[[Sequence[str]], Any]


def _ints() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Runs:
    """Consecutive rows of one visit, as columns: whose, when, which entries, in which line of the file they start."""

    who: array[int] = field(default_factory=_ints)
    at: array[int] = field(default_factory=_ints)  # while reading: the number of the text that says when
    offset: array[int] = field(default_factory=_ints)
    start: array[int] = field(default_factory=_ints)
    end: array[int] = field(default_factory=_ints)
    line: array[int] = field(default_factory=_ints)


@dataclass(slots=True)
class Entries:
    """What was had, as columns: the number of the item (NOTHING for none), how many, for how many hundredths."""

    item: array[int] = field(default_factory=_ints)
    quantity: array[float] = field(default_factory=lambda: array("d"))
    price: array[int] = field(default_factory=_ints)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: when, and of each item (by its number in the plan) how many and for how much."""

    at: int
    offset: int
    had: dict[int, tuple[float, int]]


@dataclass(slots=True)
class VisitsPlan:
    """A file of visits, read.

    Attributes:
        who: each customer of the file once, as it names them.
        items: each item once, as it is spelt first; `item_keys` has their folded words in the same order.
        columns: heading -> what it is taken for.
        visits: how many there are; `rows` how many rows of the file were read.
        undecided: whether nothing says if the day or the month comes first; `month_first` is how dates are read.
        rejected: rows that cannot be taken in, at most 1,000; `rejected_count` is how many there are.
    """

    path: Path
    region: str
    size: int
    changed_at: int
    encoding: str = "utf-8"
    columns: dict[str, Meaning] = field(default_factory=dict)
    who: list[Caller] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    item_keys: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    visits: int = 0
    month_first: bool = False
    undecided: bool = False
    rejected: list[Rejected] = field(default_factory=list)
    rejected_count: int = 0
    runs: Runs = field(default_factory=Runs)
    entries: Entries = field(default_factory=Entries)

    @property
    def file(self) -> str:
        return text.clean(self.path.name, limit=120)

    def reject(self, line: int, code: str, words: str = "", *, rows: int = 1) -> None:
        self.rejected_count += rows
        if len(self.rejected) < csvfile.MAX_REJECTED:
            self.rejected.append(Rejected(line, code, text.clean(words, limit=80)))

    def by_customer(self) -> list[list[int]]:
        """The runs of each of `who`, oldest first."""
        runs: list[list[int]] = [[] for _caller in self.who]
        for run, who in enumerate(self.runs.who):
            runs[who].append(run)
        for mine in runs:
            mine.sort(key=self.runs.at.__getitem__)
        return runs

    def visits_of(self, runs: Sequence[int]) -> Iterator[Visit]:
        """The visits of one customer from their runs, oldest first; an item had twice is one entry."""
        at, offset = self.runs.at, self.runs.offset
        had: dict[int, tuple[float, int]] = {}
        for place, run in enumerate(runs):
            self._sum_up(run, had)
            if place + 1 == len(runs) or at[runs[place + 1]] != at[run]:
                yield Visit(at[run], offset[run], had)
                had = {}

    def _sum_up(self, run: int, had: dict[int, tuple[float, int]]) -> None:
        start, end = self.runs.start[run], self.runs.end[run]
        entries = self.entries
        whole = zip(entries.item[start:end], entries.quantity[start:end], entries.price[start:end], strict=True)
        for item, quantity, price in whole:
            if item in had:
                before, paid = had[item]
                had[item] = (before + quantity, NOTHING if NOTHING in (paid, price) else paid + price)
            elif item != NOTHING:
                had[item] = (quantity, price)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which cells of a row are needed, and where they are; -1 for a column the file does not have."""

    who: tuple[Column, ...]
    when: tuple[int, ...]  # one place, or those of the day and of the time
    item: int
    quantity: int
    price: int
    each: bool  # the price is for one

    @classmethod
    def of(cls, layout: Layout | None, file: str) -> Columns:
        """Raises Refusal("no-visit-columns") when it is not said who came, or when."""
        who = layout.of(*_WHO) if layout else ()
        when = (layout.of(Meaning.WHEN) or layout.of(Meaning.DATE))[:1] if layout else ()
        if layout is None or not who or not when:
            missing = {_("who came"): who, _("when it was"): when}
            raise Refusal("no-visit-columns", file=file, missing=", ".join(k for k, v in missing.items() if not v))
        times = layout.of(Meaning.TIME)[:1] if when[0].meaning is Meaning.DATE else ()
        places = [layout.of(meaning) for meaning in (Meaning.ITEM, Meaning.QUANTITY, Meaning.PRICE)]
        item, quantity, price = (found[0].index if found else -1 for found in places)
        return cls(
            who=tuple(c for c in who if c.base != "id") or who,  # a bare "id" beside others is the visit's
            when=tuple(c.index for c in (*when, *times)),
            item=item,
            quantity=quantity,
            price=price,
            each=bool(places[2]) and places[2][0].base.startswith("unit"),
        )


class Reader:
    """Turns rows into a plan. Texts are looked at once: a file says the same names, items and prices all over."""

    def __init__(self, plan: VisitsPlan, columns: Columns) -> None:
        self._plan, self._columns = plan, columns
        self._who: dict[Any, int] = {}
        self._same: dict[tuple[str, str], int] = {}
        self._when: dict[str, int] = {}
        self._things: dict[str, tuple[tuple[int, float], ...]] = {"": ((NOTHING, 1.0),)}
        self._numbers: dict[str, float] = {"": 1.0, "1": 1.0}
        self._prices: dict[str, int] = {"": NOTHING}
        self._last = (-1, -1)

    def read(self, batch: Batch, above: int) -> int:
        """Take in a batch; gives how many rows above the data are still to come."""
        plan, columns = self._plan, self._columns
        runs, entries, last = plan.runs, plan.entries, self._last
        who_of, when_of = self._getters()
        widest = max(*(c.index for c in columns.who), *columns.when, columns.item, columns.quantity, columns.price)
        rest_of = itemgetter(columns.item, columns.quantity, columns.price)
        for row, line in zip(batch.rows, batch.lines, strict=True):
            if len(row) <= widest:
                if not any(row):
                    continue
                row = [*row, *[""] * (widest + 1 - len(row))]
            if above:
                above -= any(row)
                continue
            name, word = who_of(row), when_of(row)
            who = self._who.get(name)
            if who is None:
                who = self._new_who(name)
            if who < 0 or not word:
                if any(row):
                    plan.reject(line, "no-customer" if who < 0 else "no-date", word)
                continue
            when = self._when.setdefault(word, len(self._when))
            if (who, when) != last:
                if runs.start:
                    runs.end.append(len(entries.item))
                last = (who, when)
                runs.who.append(who)
                runs.at.append(when)
                runs.start.append(len(entries.item))
                runs.line.append(line)
            thing, told, paid = rest_of(row)
            self._enter(entries, thing, told, paid)
        self._last = last
        plan.rows += len(batch.rows)
        if plan.rows > MAX_ROWS:
            raise Refusal("too-many-rows", file=plan.file, limit=MAX_ROWS)
        return above

    def _getters(self) -> tuple[Cells, Cells]:
        """How to take from a row who came, and when, as text."""
        who = itemgetter(*(c.index for c in self._columns.who))
        when = self._columns.when
        if len(when) == 1:
            return who, itemgetter(when[0])
        date, time = when
        return who, lambda row: f"{row[date].strip()} {row[time].strip()}".strip()

    def _enter(self, entries: Entries, thing: str, told: str, paid: str) -> None:
        """Note what a row says was had; a cell may name several things, of which the first carries the price."""
        columns = self._columns
        many = 1.0 if columns.quantity < 0 else self._numbers.get(told) or self._new_number(told)
        price = NOTHING if columns.price < 0 else self._prices.get(paid)
        if price is None:
            price = self._new_price(paid)
        if columns.each and price != NOTHING:
            price = round(price * many)
        for item, times in self._things.get(thing) or self._new_thing(thing):
            entries.item.append(NOTHING if columns.item < 0 else item)
            entries.quantity.append(many * times)
            entries.price.append(price)
            price = NOTHING

    def _new_who(self, name: str | tuple[str, ...]) -> int:
        """The number of a customer not met before in this spelling; -1 for nobody."""
        cells = (name,) if isinstance(name, str) else name
        caller = Caller.of(zip(self._columns.who, cells, strict=True), self._plan.region)
        number = -1
        if caller is not None:
            number = self._same.setdefault(caller.identity, len(self._plan.who))
            if number == len(self._plan.who):
                self._plan.who.append(caller)
        self._who[name] = number
        return number

    def _new_number(self, told: str) -> float:
        found = read_number(told)
        if len(self._numbers) > _REMEMBERED:
            self._numbers.clear()
        self._numbers[told] = found if found is not None and 0 < found < 1_000_000 else 1.0
        return self._numbers[told]

    def _new_price(self, paid: str) -> int:
        found = read_number(paid)
        if len(self._prices) > _REMEMBERED:
            self._prices.clear()
        self._prices[paid] = round(found * 100) if found is not None and 0 <= found < 10**12 else NOTHING
        return self._prices[paid]

    def _new_thing(self, cell: str) -> tuple[tuple[int, float], ...]:
        """The items a cell names, each with how many of it: mostly one."""
        plan = self._plan
        found = []
        for item in entry.split(cell):
            name, times = entry.counted(item)
            number = plan.item_keys.setdefault(entry.item_key(name), len(plan.items))
            if number == len(plan.items):
                plan.items.append(name)
            found.append((number, times))
        if len(self._things) > _REMEMBERED:
            self._things.clear()
        self._things[cell] = tuple(found) or ((NOTHING, 1.0),)
        return self._things[cell]

    def settle(self) -> Iterator[int]:
        """Decide for the whole column whether the month comes first, and give each run its moment, a few at a time."""
        plan, runs = self._plan, self._plan.runs
        if runs.start:
            runs.end.append(len(plan.entries.item))
        order = moments.Order.of(self._when)
        plan.month_first, plan.undecided = order.is_month_first(plan.region), order.is_open()
        latest = clock.stamp()[0]
        words = list(self._when)
        found: list[tuple[int, int] | None] = []
        for word in words:
            found.append(moments.moment(word, month_first=plan.month_first, latest=latest))
            if len(found) % _AT_ONCE == 0:
                yield len(found)
        good = Runs()
        for run, when in enumerate(runs.at):
            moment = found[when]
            if moment is None:
                plan.reject(runs.line[run], "no-date", words[when], rows=max(1, runs.end[run] - runs.start[run]))
                continue
            good.at.append(moment[0])
            good.offset.append(moment[1])
            for column in ("who", "start", "end", "line"):
                getattr(good, column).append(getattr(runs, column)[run])
        plan.runs = good
        plan.visits = len(set(zip(good.who, good.at, strict=True)))


def read_number(word: str) -> float | None:
    """A number as written anywhere: 2, 1.5, 1,50, £1,234.50, 1.234,50 €; None for no number."""
    plain = "".join(char for char in word if char.isdecimal() or char in ".,-")
    comma, stop = plain.rfind(","), plain.rfind(".")
    if comma > stop and (stop >= 0 or len(plain) - comma - 1 in (1, 2)):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return float(plain.replace(",", ""))
    except ValueError:
        return None
