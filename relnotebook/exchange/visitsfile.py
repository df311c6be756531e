"""Visits from a table: who came, when, what they had.

Rows with the same customer and the same moment are one visit. A customer is found by card number, e-mail, phone or
name, and made when unknown; a visit that is in the notebook already, with the same items, is not written again.
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, GroupId, StaffId, Step
from relnotebook.base.words import _
from relnotebook.exchange import csvfile, headers, sheet
from relnotebook.exchange.callers import Caller, Cards, SameName
from relnotebook.exchange.csvfile import Rejected
from relnotebook.exchange.incoming import Backup, Names, Pace, check_unchanged, group
from relnotebook.exchange.visitsread import NOTHING, Columns, Reader, Visit, VisitsPlan
from relnotebook.notebook import shop
from relnotebook.store import schema
from relnotebook.store.write import Session, Store, Write

_FIRST_CHUNK = 300  # entries
_LARGEST_CHUNK = 20_000
_ITEMS_AT_ONCE = 2_000
_VISIT_ENTRIES = 2  # what a visit costs beside its entries
_CUSTOMER_ENTRIES = 50  # what renewing a customer's aggregates costs
_AMONG = "IN (SELECT value FROM json_each(?))"
_THERE = (
    "SELECT v.customer_id, v.at, v.id, h.item_id, h.quantity FROM visit v LEFT JOIN visit_item h ON h.visit_id = v.id "
    f"WHERE v.customer_id {_AMONG} AND v.at BETWEEN ? AND ?"
)


@dataclass(frozen=True, slots=True)
class VisitsResult:
    """What an import of visits did.

    Attributes:
        created: customers that were not known; updated: known ones with new visits; unchanged: those with none.
        visits: how many were written, with `items` entries in all; `known`: how many were there already.
        batch: the group in the journal, by which it can be taken back; None when nothing was written.
    """

    file: str
    created: int
    updated: int
    unchanged: int
    visits: int
    items: int
    known: int
    rejected: tuple[Rejected, ...]
    rejected_count: int
    batch: GroupId | None = None


def plan_visits(store: Store, path: Path, *, encoding: str | None = None) -> Generator[Step, None, VisitsPlan]:
    """Read a CSV file of visits; nothing is changed.

    Raises the problems of `csvfile.look`, Refusal("no-visit-columns" | "no-visits-in-file" | "too-many-rows").
    """
    with store.read() as s:
        region = shop.region(s)
    table = sheet.open_table(path, region=region, encoding=encoding)
    found = path.stat()
    plan = VisitsPlan(path, region, found.st_size, found.st_mtime_ns, table.letters.encoding)
    top = list(islice(table.rows(), headers.SAMPLE_ROWS))
    layout = headers.find(top, path.name, visits=True)
    reader = Reader(plan, Columns.of(layout, plan.file))
    plan.columns = {c.heading: c.meaning for c in layout.columns} if layout else {}
    above = layout.top if layout else 0
    for batch in table.batches():
        above = reader.read(batch, above)
        yield Step(table.read, table.size, _("Reading {file}").format(file=plan.file))
    for _done in reader.settle():
        yield Step(table.size, table.size, _("Reading {file}").format(file=plan.file))
    plan.rejected_count += table.rejected_count
    plan.rejected = [*table.rejected, *plan.rejected][: csvfile.MAX_REJECTED]
    if not plan.visits:
        raise Refusal("no-visits-in-file", file=plan.file)
    yield Step(table.size, table.size, _("Reading {file}").format(file=plan.file))
    return plan


def apply_visits(
    store: Store, plan: VisitsPlan, *, staff: StaffId | None = None, backup: Backup | None = None
) -> Generator[Step, None, VisitsResult]:
    """Bring the visits of a plan in: a backup first, then customer by customer, all in one group of the journal.

    Closing the generator takes back what was written so far. Raises Refusal("file-changed").
    """
    check_unchanged(plan.path, plan.size, plan.changed_at)
    if backup is not None:
        yield from backup()
    names = Names()
    if any(caller.identity[0] == "name" for caller in plan.who):
        yield from names.load(store)
    cards = Cards(names)
    with store.read() as s:
        cards.read(s, plan.who)
    gc.freeze()  # what was read of the file is large: looking through it would hold a chunk, and the counter, for 0.1 s
    facts: dict[str, str] = {}
    with group(store, Act.IMPORT_VISITS, plan.file, facts) as batch:
        work = _Import(store, plan, batch, staff)
        work.meet(cards)
        yield Step(0, plan.visits, _("Bringing visits in"))
        yield from work.add_items()
        pace = Pace(_FIRST_CHUNK, 50, _LARGEST_CHUNK)
        for some in _portions(work.everyone(), pace):
            pace.took(work.bring_in(some))
            yield Step(work.done, plan.visits, _("Bringing visits in"))
        result = work.result()
        facts.update(created=str(result.created), changed=str(result.updated), visits=str(result.visits))
    return result


@dataclass(slots=True, eq=False)
class _Mine:
    """One customer of the file. `card` is None until it is made; `fresh` when this import makes it."""

    caller: Caller
    card: int | None
    runs: list[int]
    fresh: bool
    wrote: bool = False


_Portion = list[tuple[_Mine, list[Visit]]]


def _portions(everyone: Iterator[tuple[_Mine, list[Visit]]], pace: Pace) -> Iterator[_Portion]:
    """Whole customers, as many as fit into a chunk; only one with a very long history comes in parts."""
    some: _Portion = []
    weight = 0
    for mine, visits in everyone:
        for part, cost in _parts(visits, pace.size):
            if some and weight + cost > pace.size:
                yield some
                some, weight = [], 0
            some.append((mine, part))
            weight += cost
    if some:
        yield some


def _parts(visits: list[Visit], size: int) -> Iterator[tuple[list[Visit], int]]:
    """The visits in parts of at most `size` entries, each with its cost; mostly one part."""
    start, cost = 0, _CUSTOMER_ENTRIES
    for place, visit in enumerate(visits):
        more = len(visit.had) + _VISIT_ENTRIES
        if place > start and cost + more > size:
            yield visits[start:place], cost
            start, cost = place, _CUSTOMER_ENTRIES
        cost += more
    yield visits[start:], cost


class _Import:
    """One import while it runs.

    Attributes:
        done: visits looked at.
        _items: item of the plan -> item of the notebook, for those known to be there.
        _met: the customers of the file.
    """

    def __init__(self, store: Store, plan: VisitsPlan, batch: GroupId, staff: StaffId | None) -> None:
        self._store, self._plan, self._batch, self._staff = store, plan, batch, staff
        self._keys = list(plan.item_keys)
        self._items: dict[int, int] = {}
        self._met: list[_Mine] = []
        self._rejected = list(plan.rejected)
        self._rejected_count = plan.rejected_count
        self.done = self._visits = self._entries = self._known = 0

    def meet(self, cards: Cards) -> None:
        """Find everybody's card; two names for one card are one customer."""
        by_caller = self._plan.by_customer()
        by_card: dict[int, _Mine] = {}
        for who, caller in enumerate(self._plan.who):
            try:
                card = cards.find(caller)
            except SameName:
                self._reject_all(by_caller[who], caller.name)
                continue
            if card in by_card:
                by_card[card].runs.extend(by_caller[who])
                continue
            mine = _Mine(caller, card, by_caller[who], fresh=card is None)
            self._met.append(mine)
            if card is not None:
                by_card[card] = mine
        for mine in by_card.values():
            mine.runs.sort(key=self._plan.runs.at.__getitem__)

    def everyone(self) -> Iterator[tuple[_Mine, list[Visit]]]:
        """Each customer with their visits, oldest first."""
        for mine in self._met:
            yield mine, list(self._plan.visits_of(mine.runs))

    def _reject_all(self, runs: Sequence[int], name: str) -> None:
        for run in runs:
            self._rejected_count += 1
            if len(self._rejected) < csvfile.MAX_REJECTED:
                self._rejected.append(Rejected(self._plan.runs.line[run], "same-name", name[:80]))

    def add_items(self) -> Iterator[Step]:
        """Add the items the notebook never had, before any visit points at them: so they are taken back after all."""
        plan = self._plan
        entries, runs = plan.entries.item, plan.runs
        used = {item for mine in self._met for run in mine.runs for item in entries[runs.start[run] : runs.end[run]]}
        used.discard(NOTHING)
        items = sorted(used)
        with self._store.read() as s:
            self._find_items(s, items)
        new = [item for item in items if item not in self._items]
        for start in range(0, len(new), _ITEMS_AT_ONCE):
            with self._writing() as w:
                self._learn_items(w, new[start : start + _ITEMS_AT_ONCE])
            yield Step(0, plan.visits, _("Bringing visits in"))

    def _writing(self) -> AbstractContextManager[Write]:
        return self._store.write(Act.IMPORT_VISITS, staff=self._staff, batch=self._batch)

    def bring_in(self, some: _Portion) -> float:
        """Write one chunk; gives the seconds for which the counter had to wait."""
        start = clock.monotonic()
        everything = [(mine, visit) for mine, visits in some for visit in visits]
        with self._writing() as w:
            w.label(file=self._plan.file)
            self._look_again(w, some)
            there = self._there_already(w, some)
            wanted = [(mine, visit) for mine, visit in everything if not self._is_there(mine, visit, there)]
            self._make_cards(w, [mine for mine, _visits in some if mine.card is None])
            self._write(w, wanted)
        for mine, _visit in wanted:
            mine.wrote = True
        self.done += len(everything)
        self._visits += len(wanted)
        self._known += len(everything) - len(wanted)
        return clock.monotonic() - start

    def _look_again(self, w: Write, some: _Portion) -> None:
        """A card or an item that was there may be gone since: binned at the counter, or taken back."""
        cards = json.dumps([mine.card for mine, _visits in some if mine.card is not None])
        sql = f"SELECT id FROM customer WHERE id {_AMONG} AND binned_at IS NULL"
        there = {card for (card,) in w.raw(sql, (cards,))}
        for mine, _visits in some:
            if mine.card not in there:
                mine.card, mine.fresh = None, True
        items = {item for _mine, visits in some for visit in visits for item in visit.had}
        ids = {self._items[item]: item for item in items if item in self._items}
        for (id_,) in w.raw(f"SELECT id FROM item WHERE id {_AMONG}", (json.dumps(sorted(ids)),)):
            items.discard(ids[id_])
        if items:
            self._learn_items(w, sorted(items))

    def _find_items(self, s: Session, items: Sequence[int]) -> None:
        keys = {self._keys[item]: item for item in items}
        sql = f"SELECT folded, id FROM item WHERE folded {_AMONG} ORDER BY id DESC"
        for key, id_ in s.raw(sql, (json.dumps(list(keys)),)):
            self._items[keys[key]] = id_

    def _learn_items(self, w: Write, items: Sequence[int]) -> None:
        """Find these items in the notebook, and add those it never had."""
        w.label(file=self._plan.file)
        for item in items:
            self._items.pop(item, None)
        self._find_items(w, items)
        new = [item for item in items if item not in self._items]
        rows = [(self._plan.items[item], self._keys[item]) for item in new]
        self._items.update(zip(new, w.add_many(schema.item, ("name", "folded"), rows), strict=True))

    def _there_already(self, s: Session, some: _Portion) -> dict[tuple[int, int], list[dict[int, float]]]:
        """What the notebook has of these known customers: (card, moment) -> the items of each visit."""
        known = [(mine.card, visits) for mine, visits in some if mine.card is not None and not mine.fresh]
        if not known:
            return {}
        moments = [visit.at for _card, visits in known for visit in visits]
        span = (json.dumps([card for card, _visits in known]), min(moments), max(moments))
        found: dict[int, dict[int, float]] = {}
        places: dict[tuple[int, int], list[dict[int, float]]] = defaultdict(list)
        for card, at, visit, item, quantity in s.raw(_THERE, span):
            if visit not in found:
                found[visit] = {}
                places[card, at].append(found[visit])
            if item is not None:
                found[visit][item] = found[visit].get(item, 0.0) + quantity
        return places

    def _is_there(self, mine: _Mine, visit: Visit, there: dict[tuple[int, int], list[dict[int, float]]]) -> bool:
        if mine.card is None or (mine.card, visit.at) not in there:
            return False
        return {self._items[item]: many for item, (many, _price) in visit.had.items()} in there[mine.card, visit.at]

    def _make_cards(self, w: Write, new: list[_Mine]) -> None:
        new = list(dict.fromkeys(new))
        names = ("name", "card_number", "added_at")
        rows = [(mine.caller.name, mine.caller.card, w.at) for mine in new]
        for mine, card in zip(new, w.add_many(schema.customer, names, rows), strict=True):
            mine.card = card
        ways = [(mine.card, "phone", mine.caller.phone, mine.caller.normal) for mine in new if mine.caller.phone]
        ways += [(mine.card, "email", mine.caller.email, mine.caller.email) for mine in new if mine.caller.email]
        w.add_many(schema.contact, ("customer_id", "channel", "value", "normal"), ways)

    def _write(self, w: Write, wanted: list[tuple[_Mine, Visit]]) -> None:
        rows = [(mine.card, visit.at, visit.offset, "import") for mine, visit in wanted]
        ids = w.add_many(schema.visit, ("customer_id", "at", "utc_offset", "source"), rows)
        items = self._items
        entries: list[tuple[Any, ...]] = [
            (id_, items[item], many, None if price == NOTHING else price)
            for id_, (_mine, visit) in zip(ids, wanted, strict=True)
            for item, (many, price) in visit.had.items()
        ]
        w.add_many(schema.visit_item, ("visit_id", "item_id", "quantity", "price"), entries)
        self._entries += len(entries)

    def result(self) -> VisitsResult:
        return VisitsResult(
            file=self._plan.file,
            created=sum(mine.fresh for mine in self._met),
            updated=sum(mine.wrote and not mine.fresh for mine in self._met),
            unchanged=sum(not mine.wrote and not mine.fresh for mine in self._met),
            visits=self._visits,
            items=self._entries,
            known=self._known,
            rejected=tuple(self._rejected),
            rejected_count=self._rejected_count,
            batch=self._batch if self._visits else None,
        )
