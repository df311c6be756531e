"""Marks of touches, one for each: what was said last holds. The part that all acts share which settle a touch."""

from __future__ import annotations

from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import due, names
from relnotebook.notebook.due import Due, Mark, Rules
from relnotebook.store import schema
from relnotebook.store.write import Session, Write


def find(s: Session, customer: CustomerId, key: str) -> Due | None:
    """The open touch of a customer with this key, awake or asleep; None when there is none."""
    rules = Rules.of(s)
    for one in due.facts(s, (customer,), rules.leap_rule):
        for found in due.of(one, rules, clock.today()):
            if found.key == key:
                return found
    return None


_OF = "SELECT touch, state, until, wakes, was_due, at, utc_offset FROM touch_mark WHERE customer_id = ?"


def of(s: Session, customer: CustomerId) -> dict[str, Mark]:
    """What was said about a customer's touches, by their key; of what is never to come up, by its kind."""
    return {
        touch: Mark(state, until, wakes, was_due, at, clock.local_day(at, offset))
        for touch, state, until, wakes, was_due, at, offset in s.raw(_OF, (customer,))
    }


# Parts of acts


def put(w: Write, found: Due, state: str, *, until: str = "", wakes: str = "") -> None:
    """Mark a touch done, snoozed or skipped."""
    was_due = found.was_due or found.due or found.day
    values = {"state": state, "until": until, "wakes": wakes, "was_due": was_due}
    write(w, found.customer, found.key, values)


def settle(w: Write, customer: CustomerId, kind: str, source: int) -> None:
    """They are about to be told, wherever it is said: the touch that asks for it, if one is open, is done."""
    if (found := find(w, customer, news_key(kind, source))) is not None:
        put(w, found, "done")


def unsettle(w: Write, customer: CustomerId, kind: str, source: int) -> None:
    """They were not told after all: the touch that asks for it is not done."""
    key = news_key(kind, source)
    place = place_of(w, customer, key)
    if place is not None and of(w, customer)[key].state == "done":
        w.drop(schema.touch_mark, place)


def news_key(kind: str, source: int) -> str:
    """The key of the touch that tells them: "told-3" for feedback 3, "idea-5" for the me too 5. Pure."""
    return f"{due.TELLS[kind]}-{source}"


def write(w: Write, customer: CustomerId, key: str, values: dict[str, Any]) -> None:
    """Write a mark down in the place of the one before."""
    values = {**values, "at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
    place = place_of(w, customer, key)
    if place is None:
        w.add(schema.touch_mark, customer_id=customer, touch=key, **values)
    else:
        w.put(schema.touch_mark, place, **values)


def place_of(s: Session, customer: CustomerId, key: str) -> int | None:
    """The row of a mark, None where nothing was said."""
    sql = "SELECT id FROM touch_mark WHERE customer_id = ? AND touch = ? ORDER BY id LIMIT 1"
    found = names.first(s.raw(sql, (customer, key)))
    return None if found is None else int(found)
