"""What must follow a write: aggregates, own rhythm, the learnt usual, the search document and its rank.

`refresh` runs inside each write, before its commit; `rebuild` makes everything anew and must change nothing. The laws
both keep:

- `customer_stat` has one row for each customer, visits or none.
- `item_stat` counts the visits that held an item (a visit holds an item once); item 0 counts all visits.
- The search index has one document for each customer who is not in the bin.

What a write costs does not grow with a customer's history: the newest 200 visits are read, the rest is counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from relnotebook.base.terms import Act, Step
from relnotebook.base.words import _
from relnotebook.notebook import documents, learning
from relnotebook.notebook.learning import Learnt
from relnotebook.notebook.usual import ALL_ITEMS
from relnotebook.store import rows, search
from relnotebook.store.journal import Image
from relnotebook.store.write import Session, Store, Write

_CHUNK = 500
_AMONG = "IN (SELECT value FROM json_each(?))"


def refresh(w: Write) -> None:
    """Renew what follows from the rows this write has touched (`w.images`)."""
    touched = _Touched()
    for image in w.images:
        _READERS.get(image.table.name, _nothing)(w, image, touched)
    _visit_items(w, touched)
    _renew_items(w, touched.items)
    _forget(w, sorted(touched.gone))
    came = touched.visits.keys() - touched.gone
    for chunk in _chunks(sorted((came | touched.born) - touched.gone)):
        _renew_stats(w, chunk, touched)
    for chunk in _chunks(sorted(touched.found_by - touched.gone)):
        search.put_documents(w, documents.of(w, chunk))
    search.move(w, {who: points for who, points in touched.moved.items() if who not in touched.found_by})
    if touched.maybe_binned:
        search.take_out(w, _binned(w, touched.maybe_binned))


# What was touched


@dataclass(slots=True)
class _Touched:
    """What the images say.

    Attributes:
        visits: by customer, how many visits more (or fewer) there are; 0 for one that was changed.
        items: by item, how many visits more hold it.
        new_visits, new_items: (first, last) of rows added to visit in bulk, and to visit_item.
        orphans: visits that lost or changed items, whose customers are still to be found.
        born, gone: customers whose card was written, or taken back.
        found_by: customers whose search document may read differently.
        moved: the new score of customers who are found by the same words as before.
        maybe_binned: customers whose card was changed.
    """

    visits: Counter[int] = field(default_factory=Counter)
    items: Counter[int] = field(default_factory=Counter)
    new_visits: list[tuple[int, int]] = field(default_factory=list)
    new_items: list[tuple[int, int]] = field(default_factory=list)
    orphans: set[int] = field(default_factory=set)
    born: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    found_by: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    maybe_binned: set[int] = field(default_factory=set)


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


def _customer(w: Write, image: Image, touched: _Touched) -> None:
    ids = range(image.row_id, image.last_id + 1)
    if image.after is None:
        touched.gone.update(ids)
        return
    if image.before is None:
        touched.born.update(ids)
    elif image.before["binned_at"] is None:
        touched.maybe_binned.update(ids)
    touched.found_by.update(ids)


def _of_customer(w: Write, image: Image, touched: _Touched) -> None:
    touched.found_by.update(row["customer_id"] for row in _before(image))
    if image.customer is not None and image.row_id == image.last_id:
        touched.found_by.add(image.customer)
    else:
        touched.found_by.update(customer for (customer,) in _now(w, image, "DISTINCT customer_id"))


def _tag(w: Write, image: Image, touched: _Touched) -> None:
    if image.before is not None and image.after is not None:
        carriers = w.raw("SELECT customer_id FROM customer_tag WHERE tag_id = ?", (image.row_id,))
        touched.found_by.update(customer for (customer,) in carriers)


def _shop(w: Write, image: Image, touched: _Touched) -> None:
    """A shop that moves to another country dials its customers' phones in another form."""
    if image.before is not None and _now(w, image, "region") != [(image.before["region"],)]:
        reached = w.raw("SELECT DISTINCT customer_id FROM contact WHERE channel = 'phone'")
        touched.found_by.update(customer for (customer,) in reached)


_READERS = {
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


_OLD = (
    "SELECT t.customer_id, t.visits, t.first_at, t.last_at, t.last_offset, t.gap_days, t.learnt, d.rank "
    f"FROM customer_stat t LEFT JOIN find_doc d ON d.customer_id = t.customer_id WHERE t.customer_id {_AMONG}"
)
_KEEP = (
    "INSERT OR REPLACE INTO customer_stat (customer_id, visits, first_at, last_at, last_offset, gap_days, learnt) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
# One row instead of 200: what is joined here need not become objects. SQLite joins in the order of the inner select.
_NEWEST = (
    "SELECT count(*), group_concat((at + utc_offset * 60) / 86400), group_concat(had, ';') FROM ("
    "SELECT v.at, v.utc_offset, (SELECT group_concat(h.item_id) FROM visit_item h WHERE h.visit_id = v.id) AS had "
    f"FROM visit v WHERE v.customer_id = ? ORDER BY v.at DESC, v.id DESC LIMIT {learning.NEWEST})"
)
_ENDS = (
    "SELECT * FROM (SELECT at, utc_offset FROM visit WHERE customer_id = ?1 ORDER BY at DESC, id DESC LIMIT 1), "
    "(SELECT at FROM visit WHERE customer_id = ?1 ORDER BY at LIMIT 1)"
)

_Stat = tuple[int, int, int | None, int | None, int, float | None, str]
_EMPTY = (0, None, None, 0, None, "")


def _renew_stats(w: Write, customers: Sequence[int], touched: _Touched) -> None:
    """Bring the aggregates up to date; notes the customers whose search document or rank follows."""
    old = {row[0]: row for row in w.raw(_OLD, (json.dumps(customers),))}
    changed: list[_Stat] = []
    for customer in customers:
        *before, rank = old.get(customer, (customer, *_EMPTY, None))
        if customer in touched.visits:
            stat = _stat(w, customer, before[1] + touched.visits[customer])
        else:
            stat = (customer, *_EMPTY)
        if customer not in old or stat != tuple(before):
            changed.append(stat)
        if rank is not None:
            _follow(before[6], stat, rank, touched)
    if changed:
        w.renew_many(_KEEP, changed)


def _follow(learnt: str, stat: _Stat, rank: int, touched: _Touched) -> None:
    """Note whether a customer is found by other items than before, or only further up or down."""
    customer, visits, _first, last_at, _offset, _gap, now = stat
    points = search.score(last_at, visits)
    if learnt != now and Learnt.load(learnt).sought() != Learnt.load(now).sought():
        touched.found_by.add(customer)
    elif rank != search.rank(points, customer):
        touched.moved[customer] = points


def _stat(s: Session, customer: int, counted: int) -> _Stat:
    """The aggregates of one customer; `counted` is how many visits there are, needed beyond the newest 200."""
    looked_at, days, had = s.raw(_NEWEST, (customer,))[0]
    if not looked_at:
        return (customer, *_EMPTY)
    last_at, last_offset, first_at = s.raw(_ENDS, (customer,))[0]
    told = had.split(";") if had else []
    orders = {items: tuple(map(int, items.split(","))) for items in set(told)}
    learnt = learning.sum_up([orders[items] for items in told]).dump()
    gap = learning.rhythm(map(int, set(days.split(","))))
    visits = counted if looked_at == learning.NEWEST else looked_at
    return (customer, visits, first_at, last_at, last_offset, gap, learnt)


def _forget(w: Write, customers: Sequence[int]) -> None:
    if customers:
        w.renew_many("DELETE FROM customer_stat WHERE customer_id = ?", [(who,) for who in customers])
        search.take_out(w, customers)


def _binned(w: Write, customers: Iterable[int]) -> list[int]:
    ids = json.dumps(sorted(customers))
    return [who for (who,) in w.raw(f"SELECT id FROM customer WHERE binned_at IS NOT NULL AND id {_AMONG}", (ids,))]


def _chunks(customers: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(customers)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


# Everything anew


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
    old = {row[0]: row[:-1] for row in w.raw(_OLD, ids)}
    stats = [_stat(w, customer, counted.get(customer, 0)) for customer in customers]
    changed = [stat for stat in stats if old.get(stat[0]) != stat]
    if changed:
        w.renew_many(_KEEP, changed)
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
    w.renew(f"DELETE FROM customer_stat WHERE {nobody}")
    search.take_out(w, [who for (who,) in w.raw(f"SELECT customer_id FROM find_doc WHERE {nobody}")])
