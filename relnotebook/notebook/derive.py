"""What must follow a write: aggregates, own rhythm, the learnt usual, the search document and its rank.

`refresh` runs inside each write, before its commit; `rebuild` makes everything anew and must change nothing. The laws
both keep:

- `customer_stat` has one row for each customer, visits or none.
- `item_stat` counts the visits that held an item (a visit holds an item once); item 0 counts all visits.
- The search index has one document for each customer who is not in the bin.
- `touch` and `closeness` hold what `notebook/due` and `notebook/closeness` say of each customer on the day of the last
  turn (`notebook/turning`).

What a write costs does not grow with a customer's history: the newest 200 visits are read, the rest is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import Act, Step
from relnotebook.base.words import _
from relnotebook.notebook import closeness, documents, due, stats, turning
from relnotebook.notebook.due import Rules
from relnotebook.notebook.learning import Learnt
from relnotebook.notebook.rhythm import Span
from relnotebook.notebook.stats import Kept, Stat
from relnotebook.notebook.usual import ALL_ITEMS
from relnotebook.store import rows, search
from relnotebook.store.journal import Image
from relnotebook.store.write import Store, Write

_CHUNK = 500
AT_ONCE = 2000
"""Cards that follow a new rule of the shop in the same commit; it takes about a tenth of a second."""

_AMONG = "IN (SELECT value FROM json_each(?))"


def refresh(w: Write) -> None:
    """Renew what follows from the rows this write has touched (`w.images`)."""
    touched, rules = _Touched(), Rules.of(w)
    day = rules.day or turning.begin(w)
    for image in w.images:
        _READERS.get(image.table.name, _nothing)(w, image, touched)
    _visit_items(w, touched)
    _renew_items(w, touched.items)
    _forget(w, sorted(touched.gone))
    stats.begin(w, touched.fresh)
    came = touched.visits.keys() | touched.met | touched.born
    for chunk in _chunks(sorted(came - touched.fresh - touched.gone)):
        _renew_stats(w, chunk, touched, rules.week.spans)
    for chunk in _chunks(sorted(touched.found_by - touched.gone)):
        search.put_documents(w, documents.of(w, chunk))
    search.move(w, {who: points for who, points in touched.moved.items() if who not in touched.found_by})
    if touched.maybe_binned:
        search.take_out(w, _binned(w, touched.maybe_binned))
    _renew_touches(w, touched, rules, day)


def _renew_touches(w: Write, touched: _Touched, rules: Rules, day: date) -> None:
    """What is due for the customers concerned, and how close they are."""
    came = (touched.visits.keys() | touched.met | touched.born | touched.thought_of) - touched.gone
    for chunk in _chunks(sorted(came - (touched.fresh - touched.awaited))):
        due.renew(w, chunk, rules, day)
    for chunk in _chunks(sorted(came)):
        closeness.renew(w, chunk, day)
    if touched.ruled and not _follow_rules(w, rules, day):
        turning.put_off(w)


def _follow_rules(w: Write, rules: Rules, day: date) -> bool:
    """A rule of the shop is another one. Few cards follow at once; with many the pulse makes the turn again."""
    whom = turning.candidates(w, day, rules)
    if len(whom) > AT_ONCE:
        return False
    for chunk in _chunks(whom):
        due.renew(w, chunk, rules, day)
    for chunk in _chunks(closeness.out_of_step(w, day)):
        closeness.renew(w, chunk, day)
    return True


# What was touched


@dataclass(slots=True)
class _Touched:
    """What the images say.

    Attributes:
        visits: by customer, how many visits more (or fewer) there are; 0 for one that was changed.
        items: by item, how many visits more hold it.
        new_visits, new_items: (first, last) of rows added to visit in bulk, and to visit_item.
        orphans: visits that lost or changed items, whose customers are still to be found.
        born, gone: customers whose card was written, or taken back; crowd: those of the born that came many at once.
        found_by: customers whose search document may read differently.
        moved: the new score of customers who are found by the same words as before.
        maybe_binned: customers whose card was changed.
        met: customers with another touchpoint, or another way of counting them.
        thought_of: customers whose touches or closeness may be others.
        awaited: those of them with something on the card that may give a touch by now, not a birthday in half a year.
        ruled: a rule of the shop is another one: hours, closed days, lead times, 29 February.
    """

    visits: Counter[int] = field(default_factory=Counter)
    items: Counter[int] = field(default_factory=Counter)
    new_visits: list[tuple[int, int]] = field(default_factory=list)
    new_items: list[tuple[int, int]] = field(default_factory=list)
    orphans: set[int] = field(default_factory=set)
    born: set[int] = field(default_factory=set)
    crowd: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    found_by: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    maybe_binned: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    thought_of: set[int] = field(default_factory=set)
    awaited: set[int] = field(default_factory=set)
    ruled: bool = False

    @property
    def fresh(self) -> set[int]:
        """Cards of the crowd that nobody has come in with yet: nothing derived is kept of them, and little to make.

        All that is on such a card was written by this very write, so what was not touched is not there.
        """
        return self.crowd - self.visits.keys() - self.met - self.gone


def _before(image: Image) -> Iterator[dict[str, Any]]:
    """The rows an image shows as they were before."""
    if image.before is not None:
        yield image.before
    if image.before_rows is not None:
        names = rows.columns(image.table)
        for row in image.before_rows:
            yield dict(zip(names, row, strict=True))


def _now(w: Write, image: Image, columns: str) -> list[tuple[Any, ...]]:
    """The same rows as they are now."""
    if image.after is None:
        return []
    return w.raw(f"SELECT {columns} FROM {image.table.name} WHERE id BETWEEN ? AND ?", (image.row_id, image.last_id))


def _nothing(w: Write, image: Image, touched: _Touched) -> None:
    """Nothing follows from this table."""


def _visit(w: Write, image: Image, touched: _Touched) -> None:
    for row in _before(image):
        touched.visits[row["customer_id"]] -= 1
        touched.items[ALL_ITEMS] -= 1
    if image.before is None and image.before_rows is None and image.row_id == image.last_id and image.customer:
        now = [(image.customer,)] if image.after is not None else []
    else:
        now = _now(w, image, "customer_id")
        if image.before is None and image.after is not None:
            touched.new_visits.append((image.row_id, image.last_id))
    touched.visits.update(customer for (customer,) in now)
    touched.items[ALL_ITEMS] += len(now)


def _visit_item(w: Write, image: Image, touched: _Touched) -> None:
    for row in _before(image):
        touched.items[row["item_id"]] -= 1
        touched.orphans.add(row["visit_id"])
    if image.after is None:
        return
    if touched.new_items and touched.new_items[-1][1] + 1 == image.row_id:
        touched.new_items[-1] = (touched.new_items[-1][0], image.last_id)
    else:
        touched.new_items.append((image.row_id, image.last_id))


_AWAY = ("away_from", "away_until")


def _customer(w: Write, image: Image, touched: _Touched) -> None:
    ids = range(image.row_id, image.last_id + 1)
    if image.after is None:
        touched.gone.update(ids)
        return
    if image.before is None:
        touched.born.update(ids)
        if image.last_id > image.row_id:
            touched.crowd.update(ids)
    else:
        if image.before["binned_at"] is None:
            touched.maybe_binned.update(ids)
        if _now(w, image, ", ".join(_AWAY)) != [tuple(image.before[name] for name in _AWAY)]:
            touched.visits.setdefault(image.row_id, 0)
    touched.found_by.update(ids)
    touched.thought_of.update(ids)


def _of_customer(w: Write, image: Image, touched: _Touched) -> None:
    """What a card is found by, some of which is also known of the person. By itself it gives no touch."""
    whose = _whose(w, image)
    touched.found_by |= whose
    touched.thought_of |= whose


def _thought_of(w: Write, image: Image, touched: _Touched) -> None:
    whose = _whose(w, image)
    touched.thought_of |= whose
    touched.awaited |= whose


def _special_date(w: Write, image: Image, touched: _Touched) -> None:
    """Of the dates an import brings, few are near."""
    if image.before is not None or image.before_rows is not None or image.row_id == image.last_id:
        _thought_of(w, image, touched)
        return
    rules, span = Rules.of(w), (image.row_id, image.last_id)
    touched.thought_of |= _whose(w, image)
    touched.awaited |= turning.awaited(w, rules.day or clock.today(), rules, span)


def _met(w: Write, image: Image, touched: _Touched) -> None:
    touched.met.update(_whose(w, image))


def _whose(w: Write, image: Image) -> set[int]:
    """Customers whose rows these are or were."""
    found = {row["customer_id"] for row in _before(image) if row["customer_id"] is not None}
    if image.row_id == image.last_id and image.customer is not None:
        found.add(image.customer)
    elif image.after is not None:
        found.update(who for (who,) in _now(w, image, "DISTINCT customer_id") if who is not None)
    return found


def _lead(w: Write, image: Image, touched: _Touched) -> None:
    """A card's own lead time is about that card; the shop's and a tag's may be about anybody."""
    scopes = {row["scope"] for row in _before(image)}.union(scope for (scope,) in _now(w, image, "scope"))
    if scopes == {"card"}:
        _thought_of(w, image, touched)
    else:
        touched.ruled = True


def _closed(w: Write, image: Image, touched: _Touched) -> None:
    """Closed days that lie behind are taken out of the gaps they fall into."""
    touched.ruled = True
    spans = [(row["first"], row["last"]) for row in (*_before(image), *_rows_now(w, image))]
    if not spans:
        return
    first, last = min(spans)[0], max(row[1] for row in spans)
    sql = "SELECT customer_id FROM customer_stat WHERE gaps > 0 AND first_at < ? AND last_at >= ?"
    ends = clock.stamp(datetime.fromisoformat(last))[0] + 2 * 86400, clock.stamp(datetime.fromisoformat(first))[0]
    for (customer,) in w.raw(sql, ends):
        touched.visits.setdefault(customer, 0)


def _rows_now(w: Write, image: Image) -> Iterator[dict[str, str]]:
    for first, last in _now(w, image, "first, last"):
        yield {"first": first, "last": last}


def _tag(w: Write, image: Image, touched: _Touched) -> None:
    if image.before is not None and image.after is not None:
        carriers = w.raw("SELECT customer_id FROM customer_tag WHERE tag_id = ?", (image.row_id,))
        touched.found_by.update(customer for (customer,) in carriers)


def _idea(w: Write, image: Image, touched: _Touched) -> None:
    """Whoever wanted an idea is to be told when it comes true."""
    _thought_of(w, image, touched)
    sql = "SELECT DISTINCT customer_id FROM idea_support WHERE idea_id BETWEEN ? AND ? AND customer_id IS NOT NULL"
    supporters = {who for (who,) in w.raw(sql, (image.row_id, image.last_id))}
    touched.thought_of |= supporters
    touched.awaited |= supporters


_RULES = ("hours", "leap_rule", "closeness")


def _shop(w: Write, image: Image, touched: _Touched) -> None:
    """A shop that moves to another country dials its customers' phones in another form; some of it are rules."""
    if image.before is None:
        return
    touched.ruled |= _now(w, image, ", ".join(_RULES)) != [tuple(image.before[name] for name in _RULES)]
    if _now(w, image, "region") != [(image.before["region"],)]:
        reached = w.raw("SELECT DISTINCT customer_id FROM contact WHERE channel = 'phone'")
        touched.found_by.update(customer for (customer,) in reached)


_READERS = {
    **dict.fromkeys(("reminder", "touch_mark", "preference", "person"), _thought_of),
    "special_date": _special_date,
    **dict.fromkeys(("feedback", "idea_support"), _thought_of),
    "idea": _idea,
    "touchpoint": _met,
    "lead": _lead,
    "closed_day": _closed,
    "visit": _visit,
    "visit_item": _visit_item,
    "customer": _customer,
    "tag": _tag,
    "shop": _shop,
    **dict.fromkeys(documents.TOUCHED_BY - {"customer"}, _of_customer),
}


def _visit_items(w: Write, touched: _Touched) -> None:
    """Count what was added to visits, and find whose visits they are."""
    for first, last in touched.new_items:
        span = (first, last)
        if last - first < _CHUNK:
            found = w.raw(
                "SELECT h.item_id, v.customer_id FROM visit_item h JOIN visit v ON v.id = h.visit_id "
                "WHERE h.id BETWEEN ? AND ?",
                span,
            )
            touched.items.update(item for item, _whose in found)
            whose = [customer for _item, customer in found]
        else:
            whose = _many_visit_items(w, span, touched)
        for customer in whose:
            touched.visits.setdefault(customer, 0)
    if touched.orphans:
        orphans = json.dumps(sorted(touched.orphans))
        for (customer,) in w.raw(f"SELECT DISTINCT customer_id FROM visit WHERE id {_AMONG}", (orphans,)):
            touched.visits.setdefault(customer, 0)


def _many_visit_items(w: Write, span: tuple[int, int], touched: _Touched) -> list[int]:
    """Count an import's items; gives the customers whose visits they are, unless those visits are new themselves."""
    new = "FROM visit_item WHERE id BETWEEN ? AND ?"
    counted = w.raw(f"SELECT item_id, count(*), min(visit_id), max(visit_id) {new} GROUP BY item_id", span)
    touched.items.update({item: visits for item, visits, _least, _most in counted})
    least, most = min(row[2] for row in counted), max(row[3] for row in counted)
    if any(first <= least and most <= last for first, last in touched.new_visits):
        return []
    sql = f"SELECT DISTINCT customer_id FROM visit WHERE id IN (SELECT visit_id {new})"
    return [customer for (customer,) in w.raw(sql, span)]


# Renewing


def _renew_items(w: Write, items: Counter[int]) -> None:
    changed = sorted((item, more) for item, more in items.items() if more)
    if not changed:
        return
    w.renew_many(
        "INSERT INTO item_stat (item_id, visits) VALUES (?, ?) "
        "ON CONFLICT (item_id) DO UPDATE SET visits = visits + excluded.visits",
        changed,
    )
    fewer = [(item,) for item, more in changed if more < 0]
    if fewer:
        w.renew_many("DELETE FROM item_stat WHERE item_id = ? AND visits <= 0", fewer)


_NEW = Kept(None, None, None)


def _renew_stats(w: Write, customers: Sequence[int], touched: _Touched, closed: Sequence[Span]) -> None:
    """Bring the aggregates up to date; notes the customers whose search document or rank follows."""
    old = stats.kept(w, customers)
    changed: list[Stat] = []
    for customer in customers:
        before = old.get(customer, _NEW)
        stat = before.stat or Stat(customer)
        if customer in touched.visits:
            counted = stat.visits + touched.visits[customer]
            stat = stats.of_visits(w, stat, counted, closed, before.away)
        if customer in touched.met:
            stat = stats.of_touchpoints(w, stat)
        if stat != before.stat:
            changed.append(stat)
        if before.rank is not None:
            _follow(before.stat.learnt if before.stat else "", stat, before.rank, touched)
    if changed:
        stats.keep(w, changed)


def _follow(learnt: str, stat: Stat, rank: int, touched: _Touched) -> None:
    """Note whether a customer is found by other items than before, or only further up or down."""
    points = search.score(stat.last_at, stat.visits)
    if learnt != stat.learnt and Learnt.load(learnt).sought() != Learnt.load(stat.learnt).sought():
        touched.found_by.add(stat.customer)
    elif rank != search.rank(points, stat.customer):
        touched.moved[stat.customer] = points


_OF_CUSTOMER = ("customer_stat", "touch", "closeness")


def _forget(w: Write, customers: Sequence[int]) -> None:
    if customers:
        for table in _OF_CUSTOMER:
            w.renew_many(f"DELETE FROM {table} WHERE customer_id = ?", [(who,) for who in customers])
        search.take_out(w, customers)


def _binned(w: Write, customers: Iterable[int]) -> list[int]:
    ids = json.dumps(sorted(customers))
    return [who for (who,) in w.raw(f"SELECT id FROM customer WHERE binned_at IS NOT NULL AND id {_AMONG}", (ids,))]


def _chunks(customers: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(customers)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


# Everything anew


def turn_wanted(store: Store) -> bool:
    """Whether `turn` has anything to do."""
    with store.read() as s:
        return turning.wanted(s)


def turn(store: Store) -> Generator[Step, None, bool]:
    """The day's turn as a job, after an upgrade the derived rows first; whether anything was done."""
    with store.read() as s:
        stale = turning.is_stale(s)
    if stale:
        yield from rebuild(store)
        with store.write(Act.REBUILD) as w:
            turning.fresh(w)
    return (yield from turning.turn(store)) or stale


def rebuild(store: Store) -> Iterator[Step]:
    """Make every derived table anew, as a job of short writes, so that the counter goes on.

    What is right stays as it is; stopped half-way it leaves a notebook that is right as far as it came.
    """
    with store.read() as s:
        last = int(s.raw("SELECT coalesce(max(id), 0) FROM customer")[0][0])
        total = int(s.raw("SELECT count(*) FROM customer")[0][0])
    with store.write(Act.REBUILD) as w:
        _rebuild_items(w)
        _rebuild_strays(w)
    done, reached = 0, 0
    note = _("Making the search and the usuals anew")
    yield Step(0, total, note)
    while reached < last:
        with store.write(Act.REBUILD) as w:
            found = w.raw("SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ?", (reached, _CHUNK))
            customers = [id_ for (id_,) in found]
            _rebuild_customers(w, customers)
        reached = customers[-1] if customers else last
        done += len(customers)
        yield Step(min(done, total), total, note)
    with store.write(Act.REBUILD) as w:
        search.rebuild(w)
    yield Step(total, total, note)


def _rebuild_customers(w: Write, customers: Sequence[int]) -> None:
    ids = (json.dumps(customers),)
    sql = f"SELECT customer_id, count(*) FROM visit WHERE customer_id {_AMONG} GROUP BY customer_id"
    counted = dict(w.raw(sql, ids))
    old, rules = stats.kept(w, customers), Rules.of(w)
    right = [
        stats.of_touchpoints(w, stats.of_visits(w, Stat(who), counted.get(who, 0), rules.week.spans, old[who].away))
        for who in customers
    ]
    changed = [stat for stat in right if old[stat.customer].stat != stat]
    if changed:
        stats.keep(w, changed)
    day = rules.day or turning.begin(w)
    due.renew(w, customers, rules, day)
    closeness.renew(w, customers, day)
    search.take_out(w, _binned(w, customers))
    search.put_documents(w, documents.of(w, customers))


def _rebuild_items(w: Write) -> None:
    right = dict(w.raw("SELECT item_id, count(*) FROM visit_item GROUP BY item_id"))
    right[ALL_ITEMS] = w.raw("SELECT count(*) FROM visit")[0][0]
    now = dict(w.raw("SELECT item_id, visits FROM item_stat"))
    wrong = [(item, visits) for item, visits in right.items() if visits and now.get(item) != visits]
    if wrong:
        w.renew_many("INSERT OR REPLACE INTO item_stat (item_id, visits) VALUES (?, ?)", wrong)
    stray = [(item,) for item in now if not right.get(item)]
    if stray:
        w.renew_many("DELETE FROM item_stat WHERE item_id = ?", stray)


def _rebuild_strays(w: Write) -> None:
    """Rows of customers who are not in the notebook."""
    nobody = "customer_id NOT IN (SELECT id FROM customer)"
    for table in _OF_CUSTOMER:
        w.renew(f"DELETE FROM {table} WHERE {nobody}")
    search.take_out(w, [who for (who,) in w.raw(f"SELECT customer_id FROM find_doc WHERE {nobody}")])
