"""Visits: who came, when, and what they had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId, VisitId
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.notebook import asking, entry, names, usual
from relnotebook.notebook.usual import Logged
from relnotebook.store import schema
from relnotebook.store.write import Write, act

AGAIN_SECONDS = entry.AGAIN_SECONDS

_NEAR = (
    "SELECT c.state, (SELECT v.at FROM visit v WHERE v.customer_id = c.id AND v.at BETWEEN ? AND ? "
    "ORDER BY v.at DESC LIMIT 1) FROM customer c WHERE c.id = ?"
)
_HAD = (
    "SELECT h.id, h.item_id, i.name, h.quantity FROM visit_item h JOIN item i ON i.id = h.item_id "
    "WHERE h.visit_id = ? ORDER BY h.id"
)


@act(Act.LOG_VISIT)
def log(
    w: Write,
    customer: CustomerId,
    items: Sequence[str],
    *,
    when: datetime | None = None,
    note: str = "",
    again: bool = False,
    source: str = "counter",
) -> Logged:
    """Note a visit with other items than the usual; each text may hold several, "; " between. A note alone will do.

    `Logged.new_usual` names the order when these items were had the third time in a row, now, and are not the usual.
    Raises Refusal("nothing-typed"), Refusal("just-logged", name, minutes), Refusal("in-future", when),
    Refusal("has-died", name), NotFound("no-customer").
    """
    had = entry.items_of(items)
    note = clean(note, lines=True, limit=TEXT_LIMIT)
    if not had and not note:
        raise Refusal("nothing-typed")
    line = entry.join(had)
    moment = entry.moment(w, when)
    name = names.label(w, customer, **({"what": line} if line else {"what": note, "note": "alone"})).greet
    near = AGAIN_SECONDS - 1
    state, last = w.raw(_NEAR, (moment.at - near, moment.at + near, customer))[0]
    entry.alive(state, name)
    entry.look_twice(moment.at, last, name, again)
    visit = entry.write(w, customer, had, moment, note=note, source=source)
    new = line if had and _third_in_a_row(w, customer, visit) and not usual.is_known(w, customer, line) else ""
    return Logged(visit, line, name, new, asking.asks(w, customer) if when is None else ())


def _third_in_a_row(w: Write, customer: CustomerId, visit: VisitId) -> bool:
    """Whether this newest visit and the two before it, and no more, held the same items and were not the usual."""
    newest = w.raw(
        "SELECT v.id, v.usual_id, (SELECT group_concat(item_id) FROM visit_item WHERE visit_id = v.id) FROM visit v "
        "WHERE v.customer_id = ? ORDER BY v.at DESC, v.id DESC LIMIT 4",
        (customer,),
    )
    others = [(usual_id, frozenset((items or "").split(","))) for _, usual_id, items in newest]
    streak = next((n for n, other in enumerate(others) if other != (None, others[0][1])), len(others))
    return newest[0][0] == visit and streak == 3


@act(Act.EDIT_VISIT)
def edit(
    w: Write,
    visit: VisitId,
    *,
    when: datetime | None = None,
    items: Sequence[str] | None = None,
    note: str | None = None,
) -> None:
    """Change when it was, what was had, or the note; what is left out stays.

    A visit had as the usual stays so as long as one thing of it is left. Raises Refusal("nothing-typed") when neither
    item nor note would remain, Refusal("in-future", when), NotFound("no-visit").
    """
    row = names.whose(w, schema.visit, visit, "no-visit")
    customer = CustomerId(row["customer_id"])
    values: dict[str, Any] = {}
    if when is not None:
        moment = entry.moment(w, when)
        values.update(at=moment.at, utc_offset=moment.offset)
    if note is not None:
        values["note"] = clean(note, lines=True, limit=TEXT_LIMIT)
    had = w.raw(_HAD, (visit,))
    now = tuple(entry.shown(name, n) for _, _, name, n in had) if items is None else entry.items_of(items)
    if not now and not values.get("note", row["note"]):
        raise Refusal("nothing-typed")
    if items is None and when is None:
        w.join_burst(f"visit/{visit}/note")
    names.label(w, customer, what=entry.join(now))
    if items is not None:
        if not _still_usual(w, row["usual_id"], now):
            values["usual_id"] = None
        if _exchange(w, visit, had, now):
            _concerns(w, customer)
    w.put(schema.visit, visit, **values)


def _exchange(w: Write, visit: VisitId, had: Sequence[tuple[Any, ...]], items: Sequence[str]) -> bool:
    """Make these the items of the visit; rows that fit keep their price. Whether any row changed."""
    wanted = entry.quantities(w, items)
    changed = False
    for id_, item, _, _ in had:
        if item in wanted:
            changed |= w.put(schema.visit_item, id_, quantity=wanted.pop(item))
        else:
            w.drop(schema.visit_item, id_)
            changed = True
    for item, quantity in wanted.items():
        w.add(schema.visit_item, visit_id=visit, item_id=item, quantity=quantity)
        changed = True
    return changed


def _concerns(w: Write, customer: CustomerId) -> None:
    """Rows of visit_item name no customer: tell the open cards, and the history of this one, whose they are."""
    w.concern(customer)
    for image in w.images:
        if image.table is schema.visit_item:
            image.customer = customer


def _still_usual(w: Write, usual_id: int | None, items: Sequence[str]) -> bool:
    """Whether any of the items is one of the usual's (or begins with it: "flat white, decaf")."""
    if usual_id is None:
        return True
    row = w.row_of(schema.usual, usual_id)
    of_usual = [entry.item_key(item) for item in entry.split(row["line"])] if row else []
    return any(entry.item_key(item).startswith(key) for item in items for key in of_usual)


@act(Act.REMOVE_VISIT)
def remove(w: Write, visit: VisitId) -> None:
    """Raises NotFound("no-visit")."""
    row = names.whose(w, schema.visit, visit, "no-visit")
    had = w.raw(_HAD, (visit,))
    names.label(w, row["customer_id"], what=entry.join(entry.shown(name, n) for _, _, name, n in had) or row["note"])
    for id_, _, _, _ in had:
        w.drop(schema.visit_item, id_)
    w.drop(schema.visit, visit)
