"""What both ways of logging a visit share: reading a line, finding the items, the second look, the visit itself.

A line is how an order is written and shown: items with "; " between. An item is one thing as it is ordered, variants
included ("Oat flat white, extra hot"); two spellings are the same item when their `item_key` is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId, VisitId
from relnotebook.base.text import clean, fold, words
from relnotebook.store import schema
from relnotebook.store.write import Write

AGAIN_SECONDS = 600
SLACK_SECONDS = 300  # clocks of two tills may differ a little
ITEM_LIMIT = 200

_COUNTED = re.compile(r"(\d{1,4}(?:\.\d+)?) × (.+)")
_ARTICLE = re.compile(r"(?:an?|some)\s+(?=\S{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a visit takes place: `at` and `offset` as they are stored, `local` for the rules of variations."""

    at: int
    offset: int
    local: datetime


# Lines


def split(line: str) -> tuple[str, ...]:
    """The items of a line, cleaned; no empty ones."""
    parts = (clean(part, limit=ITEM_LIMIT) for part in re.split(r"[;\n]", line))
    return tuple(part for part in parts if part)


def items_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The items of several lines."""
    return tuple(item for text in texts for item in split(text))


def join(items: Iterable[str]) -> str:
    return "; ".join(items)


def bare(thing: str) -> str:
    """A thing without its English article, as the item is called: "a cardamom bun" -> "cardamom bun"."""
    return _ARTICLE.sub("", thing, count=1) if _ARTICLE.match(thing) else thing


def counted(item: str) -> tuple[str, float]:
    """(the item, how many of it) from the form `shown` gives: "2 × cardamom bun" -> ("cardamom bun", 2.0)."""
    found = _COUNTED.fullmatch(item)
    return (found[2], float(found[1])) if found else (item, 1.0)


def shown(item: str, quantity: float) -> str:
    """An item with its number, when that is not one: "2 × cardamom bun"."""
    return item if quantity == 1 else f"{quantity:g} × {item}"


def item_key(item: str) -> str:
    """What makes two spellings the same item: the folded words, whatever stands between them; no number."""
    name = counted(item)[0]
    return " ".join(words(name)) or fold(name).strip()


def line_key(line: str) -> str:
    """What makes two lines the same order: the same items in whatever order."""
    return join(sorted({item_key(item) for item in split(line)}))


# Writing


def moment(w: Write, when: datetime | None) -> Moment:
    """The moment of a visit: now, or `when` it was. Raises Refusal("in-future", when=...)."""
    if when is None:
        return Moment(w.at, w.offset, clock.moment(w.at, w.offset))
    at, offset = clock.stamp(when)
    if at > w.at + SLACK_SECONDS:
        raise Refusal("in-future", when=when)
    return Moment(at, offset, clock.moment(at, offset))


def alive(state: str, name: str) -> None:
    """Refuse a visit of somebody whose card says that they have died. Raises Refusal("has-died", name)."""
    if state == "deceased":
        raise Refusal("has-died", name=name)


def look_twice(at: int, last: int | None, name: str, again: bool) -> None:
    """Refuse a second visit within ten minutes, unless it is meant. Raises Refusal("just-logged", name, minutes)."""
    if last is not None and not again and abs(at - last) < AGAIN_SECONDS:
        raise Refusal("just-logged", name=name, minutes=abs(at - last) // 60)


def write(
    w: Write,
    customer: CustomerId,
    items: Sequence[str],
    when: Moment,
    *,
    usual: int | None = None,
    note: str = "",
    source: str = "counter",
) -> VisitId:
    """Add the visit and what was had."""
    visit = w.add(
        schema.visit,
        customer_id=customer,
        at=when.at,
        utc_offset=when.offset,
        staff_id=w.staff,
        usual_id=usual,
        note=note,
        source=source,
    )
    for item, quantity in quantities(w, items).items():
        w.add(schema.visit_item, visit_id=visit, item_id=item, quantity=quantity)
    return VisitId(visit)


def quantities(w: Write, items: Sequence[str]) -> dict[int, float]:
    """How many of each item, by identity in the order first named; items never had before are added."""
    ids = item_ids(w, items)
    found: dict[int, float] = {}
    for item in items:
        id_ = ids[item_key(item)]
        found[id_] = found.get(id_, 0.0) + counted(item)[1]
    return found


def item_ids(w: Write, items: Iterable[str]) -> dict[str, int]:
    """The identity of each item by its key, with one select for all of them; items never had before are added."""
    spelt = {item_key(item): counted(item)[0] for item in reversed(tuple(items))}
    if not spelt:
        return {}
    marks = ",".join("?" * len(spelt))
    known = w.raw(f"SELECT folded, id FROM item WHERE folded IN ({marks}) ORDER BY id DESC", tuple(spelt))
    found = {key: int(id_) for key, id_ in known}
    for key in reversed(spelt):
        if key not in found:
            found[key] = w.add(schema.item, name=spelt[key], folded=key)
    return found
