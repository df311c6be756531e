"""The usual order: set by hand or learnt, with variations that hold now, logged with one key."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, VisitId
from relnotebook.base.text import clean, fold
from relnotebook.notebook import asking, entry, learning, names, variations
from relnotebook.notebook.learning import Learnt, learn
from relnotebook.notebook.variations import EFFECTS, RULES, Variation
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "EFFECTS",
    "RULES",
    "Logged",
    "Suggestion",
    "Usual",
    "Variation",
    "both",
    "confirm",
    "learn",
    "learnt_lines",
    "lines_of",
    "log",
    "of",
    "order",
    "reject",
    "remove_usual",
    "remove_variation",
    "set_usual",
    "set_variation",
    "suggestion",
]

ALL_ITEMS = 0
"""The row of item_stat that counts all visits of the shop: the whole of which an item's visits are a share."""


@dataclass(frozen=True, slots=True)
class Usual:
    """One usual order. `whom` is '' for the customer, or the name it is for ("Tom")."""

    id: int
    whom: str
    line: str  # "Oat flat white, extra hot; cardamom bun"
    how: str  # "Own green cup, no lid"
    source: str  # told, learnt
    confirmed: datetime | None
    variations: tuple[Variation, ...]
    had: int = 0  # "41 of her last 48 visits" held the first item
    of: int = 0

    @property
    def items(self) -> tuple[str, ...]:
        return entry.split(self.line)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A learnt usual a person may confirm or reject.

    `sure`: usually or often. With several items, `had` and `sure` are those of the least sure one.
    """

    line: str
    had: int
    of: int
    sure: str


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written: the visit, what was had, and how to call the customer in the sentence about it.

    `new_usual`: after the third time in a row: "Is this the new usual?". `asks`: what to ask them now that they are
    here; nothing for a visit that was some time ago.
    """

    visit: VisitId
    line: str
    name: str
    new_usual: str = ""
    asks: tuple[str, ...] = ()


# Reads

_USUALS = (
    "SELECT id, whom, line, how, source, confirmed_at FROM usual WHERE customer_id = ? "
    "ORDER BY whom <> '', position, id"
)
_VARIATIONS = (
    "SELECT usual_id, id, rule, value, effect, thing FROM variation WHERE customer_id = ? ORDER BY position, id"
)
_LEARNT = (
    f"SELECT learnt, (SELECT visits FROM item_stat WHERE item_id = {ALL_ITEMS}) FROM customer_stat "
    "WHERE customer_id = ?"
)
_ITEMS = (
    "SELECT i.id, i.name, i.folded, coalesce(t.visits, 0) FROM item i LEFT JOIN item_stat t ON t.item_id = i.id "
    "WHERE i.id IN (SELECT value FROM json_each(?))"
)
_ANSWER = "SELECT answer FROM verdict WHERE customer_id = ? AND line = ? ORDER BY id DESC LIMIT 1"


def of(s: Session, customer: CustomerId) -> tuple[Usual, ...]:
    """The usual orders, the customer's own first, with their evidence."""
    return _usuals(s, customer, _learnt(s, customer))


def suggestion(s: Session, customer: CustomerId) -> Suggestion | None:
    """The learnt usual when it is sure enough (p >= 0.6, 3 visits), not covered by a usual, and not rejected."""
    return both(s, customer)[1]


def both(s: Session, customer: CustomerId) -> tuple[tuple[Usual, ...], Suggestion | None]:
    """`of` and `suggestion` in one go, for the card: at most five statements."""
    learnt = _learnt(s, customer)
    usuals = _usuals(s, customer, learnt)
    found = learnt.suggestion()
    if found is None or _covered(usuals, found.line) or _rejected(s, customer, found.line):
        return usuals, None
    return usuals, found


def lines_of(s: Session, customers: Sequence[CustomerId]) -> dict[CustomerId, str]:
    """For a list: the usual line of each customer who has one, set or else learnt, sure enough and not rejected."""
    ids = json.dumps(customers)
    found: dict[CustomerId, str] = {}
    sql = "SELECT customer_id, line FROM usual WHERE customer_id IN (SELECT value FROM json_each(?)) "
    for customer, line in s.raw(sql + "ORDER BY whom <> '', position, id", (ids,)):
        found.setdefault(customer, line)
    sql = "SELECT customer_id, learnt FROM customer_stat WHERE learnt <> '' AND customer_id IN "
    rest = json.dumps([c for c in customers if c not in found])
    return found | learnt_lines(s, dict(s.raw(sql + "(SELECT value FROM json_each(?))", (rest,))))


def learnt_lines(s: Session, learnt: Mapping[CustomerId, str]) -> dict[CustomerId, str]:
    """For a list: the learnt usual line of each customer where it is sure enough and not rejected.

    `learnt` is what customer_stat keeps of them; none of it ''.
    """
    hopeful = Learnt.load_hopeful(learnt)
    if not hopeful:
        return {}
    items, _keys, share = _items(s, {item for one in hopeful.values() for item, _, _ in one.hopeful()}, _total(s))
    answers = _answers(s, json.dumps(list(hopeful)))
    found: dict[CustomerId, str] = {}
    for customer, one in hopeful.items():
        line = entry.join(items[item] for item, _, _ in one.sure(share))
        said = answers.get(customer)
        if line and (said is None or said.get(entry.line_key(line)) != "rejected"):
            found[customer] = line
    return found


def _answers(s: Session, ids: str) -> dict[CustomerId, dict[str, str]]:
    """The newest answer of each customer to each suggestion, with one select for all of them."""
    sql = "SELECT customer_id, line, answer FROM verdict WHERE customer_id IN (SELECT value FROM json_each(?)) "
    found: dict[CustomerId, dict[str, str]] = {}
    for customer, line, answer in s.raw(sql + "ORDER BY id", (ids,)):
        found.setdefault(customer, {})[line] = answer
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What was learnt of a customer, with the items it names."""

    learnt: Learnt
    names: dict[int, str]
    keys: dict[str, int]
    share: dict[int, float]

    def suggestion(self) -> Suggestion | None:
        sure = self.learnt.sure(self.share)
        if not sure:
            return None
        line = entry.join(self.names[item] for item, _, _ in sure)
        least = min(chance for _, chance, _ in sure)
        return Suggestion(line, min(had for _, _, had in sure), self.learnt.of, learning.word(least))

    def evidence(self, line: str) -> tuple[int, int]:
        """(visits that held the first item of the line, of how many); (0, 0) when that says nothing yet."""
        if self.learnt.n < learning.FEWEST:
            return 0, 0
        items = entry.split(line)
        item = self.keys.get(entry.item_key(items[0])) if items else None
        had = next((had for known, _, had in self.learnt.top if known == item), 0)
        return (had, self.learnt.of) if had else (0, 0)


def _learnt(s: Session, customer: CustomerId) -> _Known:
    found = s.raw(_LEARNT, (customer,))
    learnt = Learnt.load(found[0][0]) if found else Learnt()
    if not learnt.top:
        return _Known(learnt, {}, {}, {})
    return _Known(learnt, *_items(s, {item for item, _, _ in learnt.top}, found[0][1]))


def _items(s: Session, ids: set[int], visits: int | None) -> tuple[dict[int, str], dict[str, int], dict[int, float]]:
    """(name by identity, identity by key, share of all `visits`) of items."""
    rows = s.raw(_ITEMS, (json.dumps(sorted(ids)),))
    total = visits or 1
    return (
        {id_: name for id_, name, _, _ in rows},
        {key: id_ for id_, _, key, _ in rows},
        {id_: had / total for id_, _, _, had in rows},
    )


def _total(s: Session) -> int:
    return int(names.first(s.raw(f"SELECT visits FROM item_stat WHERE item_id = {ALL_ITEMS}"), 0))


def _usuals(s: Session, customer: CustomerId, known: _Known) -> tuple[Usual, ...]:
    rows = s.raw(_USUALS, (customer,))
    if not rows:
        return ()
    now = clock.now()
    held: dict[int, list[Variation]] = {}
    for usual, id_, rule, value, effect, thing in s.raw(_VARIATIONS, (customer,)):
        held.setdefault(usual, []).append(Variation(id_, rule, value, effect, thing, variations.hold(rule, value, now)))
    offset = clock.stamp(now)[1]
    return tuple(
        Usual(
            id_,
            whom,
            line,
            how,
            source,
            None if at is None else clock.moment(at, offset),
            tuple(held.get(id_, ())),
            *known.evidence(line),
        )
        for id_, whom, line, how, source, at in rows
    )


def _covered(usuals: Sequence[Usual], line: str) -> bool:
    """Whether one of the usuals, in one of its variations, holds all of the line: nothing new to suggest."""
    sought = {entry.item_key(item) for item in entry.split(line)}
    for usual in usuals:
        orders = [usual.items, *(variations.apply(usual.items, [v]) for v in usual.variations)]
        if sought <= {entry.item_key(item) for items in orders for item in items}:
            return True
    return False


def is_known(s: Session, customer: CustomerId, line: str) -> bool:
    """Whether asking "Is this the new usual?" would be idle: it is already, or the answer was no."""
    nothing = _Known(Learnt(), {}, {}, {})
    return _covered(_usuals(s, customer, nothing), line) or _rejected(s, customer, line)


def _rejected(s: Session, customer: CustomerId, line: str) -> bool:
    return bool(names.first(s.raw(_ANSWER, (customer, entry.line_key(line)))) == "rejected")


def order(usual: Usual, ticked: Sequence[int]) -> tuple[str, ...]:
    """The items to log: the usual with the ticked variations (by id) applied. Pure."""
    return variations.apply(usual.items, [v for v in usual.variations if v.id in ticked])


# Acts


@act(Act.SET_USUAL)
def set_usual(
    w: Write,
    customer: CustomerId,
    line: str,
    *,
    how: str | None = None,
    whom: str | None = None,
    usual: int | None = None,
) -> int:
    """Set the usual, or change the one named by `usual`; `how` and `whom` left out stay as they are.

    A customer has one usual for each `whom`: setting it again changes it. Raises Refusal("empty-value",
    field="usual"), NotFound("no-customer"), NotFound("no-such-usual").
    """
    values = {"line": entry.join(entry.split(line))}
    if how is not None:
        values["how"] = clean(how)
    if whom is not None:
        values["whom"] = clean(whom)
    return _set(w, customer, values, usual, "told")


def _set(w: Write, customer: CustomerId, values: dict[str, str], usual: int | None, source: str) -> int:
    if not values["line"]:
        raise Refusal("empty-value", field="usual")
    names.label(w, customer, what=values["line"])
    columns = ("id", "whom", "line", "how", "source")
    sql = f"SELECT {', '.join(columns)} FROM usual WHERE customer_id = ? ORDER BY position, id"
    rows = w.raw(sql, (customer,))
    if usual is None:
        whom = fold(values.get("whom", ""))
        row = next((r for r in rows if fold(r[1]) == whom), None)
    else:
        row = next((r for r in rows if r[0] == usual), None)
        if row is None:
            raise NotFound("no-such-usual", id=usual)
    if row is None:
        place = _next_place(w, "usual", customer)
        return w.add(schema.usual, customer_id=customer, **values, source=source, confirmed_at=w.at, position=place)
    now = dict(zip(columns, row, strict=True))
    changed = sorted(k for k, v in values.items() if now[k] != v)
    if changed or now["source"] != source:
        w.join_burst(f"usual/{row[0]}/{','.join(changed)}")
        w.put(schema.usual, row[0], **values, source=source, confirmed_at=w.at)
    return int(row[0])


def _next_place(w: Write, table: str, customer: CustomerId) -> int:
    sql = f"SELECT coalesce(max(position) + 1, 0) FROM {table} WHERE customer_id = ?"
    return int(names.first(w.raw(sql, (customer,))))


@act(Act.REMOVE_USUAL)
def remove_usual(w: Write, usual: int) -> None:
    """Forget a usual and its variations; visits had as it stay. Raises NotFound("no-such-usual")."""
    row = names.whose(w, schema.usual, usual, "no-such-usual")
    names.label(w, row["customer_id"], what=row["line"])
    for (variation,) in w.raw("SELECT id FROM variation WHERE usual_id = ?", (usual,)):
        w.drop(schema.variation, variation)
    w.drop(schema.usual, usual)


@act(Act.CONFIRM_USUAL)
def confirm(w: Write, customer: CustomerId, line: str) -> int:
    """Make a suggestion the customer's own usual; how it is served and its variations stay.

    Raises Refusal("empty-value", field="usual"), NotFound("no-customer").
    """
    usual = _set(w, customer, {"line": entry.join(entry.split(line)), "whom": ""}, None, "learnt")
    _answer(w, customer, line, "confirmed")
    return usual


@act(Act.REJECT_USUAL)
def reject(w: Write, customer: CustomerId, line: str) -> None:
    """Do not suggest this order for this customer again. Raises NotFound("no-customer")."""
    names.label(w, customer, what=line)
    _answer(w, customer, line, "rejected")


def _answer(w: Write, customer: CustomerId, line: str, answer: str) -> None:
    key = entry.line_key(line)
    if names.first(w.raw(_ANSWER, (customer, key))) != answer:
        w.add(
            schema.verdict,
            customer_id=customer,
            line=key,
            answer=answer,
            at=w.at,
            utc_offset=w.offset,
            staff_id=w.staff,
        )


@act(Act.SET_VARIATION)
def set_variation(
    w: Write, usual: int, *, rule: str, value: str, effect: str, thing: str, variation: int | None = None
) -> int:
    """Add or change a variation.

    Raises Refusal: "bad-days", "bad-time", "bad-months", "bad-choice" (rule, effect), "empty-value"
    (field="variation"); NotFound("no-such-usual"), NotFound("no-variation").
    """
    if effect not in EFFECTS:
        raise Refusal("bad-choice", field="effect", value=effect)
    thing = clean(thing) if effect == "change" else entry.join(entry.split(thing))
    if not thing:
        raise Refusal("empty-value", field="variation")
    values: dict[str, Any] = {
        "rule": rule,
        "value": variations.proper_value(rule, value),
        "effect": effect,
        "thing": thing,
    }
    row = names.whose(w, schema.usual, usual, "no-such-usual")
    customer = CustomerId(row["customer_id"])
    names.label(w, customer, what=thing)
    if variation is None:
        place = _next_place(w, "variation", customer)
        return w.add(schema.variation, customer_id=customer, usual_id=usual, position=place, **values)
    if names.whose(w, schema.variation, variation, "no-variation")["usual_id"] != usual:
        raise NotFound("no-variation", id=variation)
    w.join_burst(f"variation/{variation}")
    w.put(schema.variation, variation, **values)
    return variation


@act(Act.REMOVE_VARIATION)
def remove_variation(w: Write, variation: int) -> None:
    """Raises NotFound("no-variation")."""
    row = names.whose(w, schema.variation, variation, "no-variation")
    names.label(w, row["customer_id"], what=row["thing"])
    w.drop(schema.variation, variation)


# Logging

_ASKED = (
    "SELECT c.name, c.call_name, u.id, u.line, (SELECT v.at FROM visit v WHERE v.customer_id = c.id AND v.at BETWEEN ? "
    "AND ? ORDER BY v.at DESC LIMIT 1), c.state, EXISTS (SELECT 1 FROM reminder r WHERE r.customer_id = c.id AND "
    "r.kind GLOB 'ask*' AND r.state = 'open') FROM customer c LEFT JOIN usual u ON u.customer_id = c.id "
    "WHERE c.id = ? ORDER BY u.whom <> '', u.position, u.id"
)


@act(Act.LOG_USUAL)
def log(
    w: Write,
    customer: CustomerId,
    *,
    usual: int | None = None,
    ticked: tuple[int, ...] | None = None,
    when: datetime | None = None,
    again: bool = False,
    source: str = "counter",
) -> Logged:
    """Note that the customer came and had their usual, with the variations that hold at `when` (or those `ticked`).

    Without `usual` it is the customer's own, else the first for somebody, else a learnt one that is sure enough.
    Raises Refusal("no-usual", name=...), Refusal("just-logged", name=..., minutes=...) when a visit was logged within
    10 minutes and `again` is not set, Refusal("in-future", when=...), NotFound("no-customer"),
    NotFound("no-such-usual"), Refusal("has-died", name=...).
    """
    moment = entry.moment(w, when)
    near = entry.AGAIN_SECONDS - 1
    rows = w.raw(_ASKED, (moment.at - near, moment.at + near, customer))
    if not rows:
        raise NotFound("no-customer", id=customer)
    name = names.greet_name(rows[0][0], rows[0][1]) or names.of(w, customer).greet
    entry.alive(rows[0][5], name)
    entry.look_twice(moment.at, rows[0][4], name, again)
    orders = {id_: line for _, _, id_, line, *_ in rows if id_ is not None}
    if usual is None:
        usual = next(iter(orders), None)
    elif usual not in orders:
        raise NotFound("no-such-usual", id=usual)
    items = _today(w, customer, name) if usual is None else _varied(w, usual, orders[usual], ticked, moment)
    visit = entry.write(w, customer, items, moment, usual=usual, source=source)
    line = entry.join(items)
    w.label(name=name, what=line)
    asks = asking.asks(w, customer) if when is None and rows[0][6] else ()
    return Logged(visit, line, name, asks=asks)


def _today(w: Write, customer: CustomerId, name: str) -> tuple[str, ...]:
    """The learnt usual, when none is set by hand."""
    learnt = suggestion(w, customer)
    if learnt is None:
        raise Refusal("no-usual", name=name)
    return entry.split(learnt.line)


def _varied(w: Write, usual: int, line: str, ticked: tuple[int, ...] | None, moment: entry.Moment) -> tuple[str, ...]:
    sql = "SELECT id, rule, value, effect, thing FROM variation WHERE usual_id = ? ORDER BY position, id"
    chosen = [
        Variation(id_, rule, value, effect, thing, True)
        for id_, rule, value, effect, thing in w.raw(sql, (usual,))
        if (variations.hold(rule, value, moment.local) if ticked is None else id_ in ticked)
    ]
    return variations.apply(entry.split(line), chosen)
