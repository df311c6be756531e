"""What is said about a touch: done, put off, skipped, never again. Every word of it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from relnotebook.base import clock
from relnotebook.base.problems import NotFound
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _
from relnotebook.notebook import (
    days,
    hours,
    names,
    reminders,
    supporters,
    tact,
    telling,
    touchmarks,
    touchpoints,
    wording,
)
from relnotebook.notebook.due import Due
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

CHORES = frozenset({"reminder", "check"})
"""Kinds that may be done without meeting anybody: order the lilies."""


@dataclass(frozen=True, slots=True)
class Done:
    """What ticking a touch wrote: the touchpoint, None when nothing was to be logged, and how to call the customer."""

    touchpoint: int | None
    name: str


def split(touch: str) -> tuple[CustomerId, str]:
    """(customer, key) of a touch's identity. Raises NotFound("no-touch")."""
    number, colon, key = touch.partition(":")
    if not (number.isdecimal() and colon and key):
        raise NotFound("no-touch", id=touch)
    return CustomerId(int(number)), key


def find(s: Session, touch: str) -> Due:
    """The open touch behind an identity, awake or asleep. Raises NotFound("no-touch")."""
    customer, key = split(touch)
    found = touchmarks.find(s, customer, key)
    if found is None:
        raise NotFound("no-touch", id=touch)
    return found


_STOPPED = "FROM touch_mark WHERE customer_id = ? AND state = 'never'"


def stopped(s: Session, customer: CustomerId) -> tuple[str, ...]:
    """The kinds of touch that are never to come up for a customer, questions ("gap-birthday") among them."""
    return tuple(kind for (kind,) in s.raw(f"SELECT touch {_STOPPED} GROUP BY touch ORDER BY min(id)", (customer,)))


# Acts


@act(Act.DO_TOUCH)
def do(w: Write, touch: str, *, channel: str | None = None, words: str = "", feeling: str = "") -> Done:
    """Tick a touch; a recurring reminder moves on to its next day.

    It is logged as a touchpoint by `channel`, in person when nothing else is said; a chore (a plain reminder, a check)
    then as a note, since nobody was met. `channel` "" logs nothing. What came of their words is told, and logged as
    that. Raises NotFound("no-touch"), Refusal("bad-choice", field, value).
    """
    found = find(w, touch)
    if found.kind in tact.TELLING:
        return _tell(w, found, channel or "in_person", words)
    name = names.label(w, found.customer, kind=found.kind).greet
    told = clean(words, lines=True, limit=TEXT_LIMIT) or _told(w, found)
    logged = None
    if channel is None and found.kind in CHORES and not feeling:
        touchpoints.write_note(w, found.customer, told)
    elif channel != "":
        way = channel or "in_person"
        logged = touchpoints.write(w, found.customer, told, channel=way, feeling=feeling, source="touch")
    touchmarks.put(w, found, "done")
    if found.source and found.key.startswith("reminder-"):
        reminders.settle(w, found.source, clock.local_day(w.at, w.offset))
    return Done(logged, name)


def _tell(w: Write, found: Due, how: str, words: str) -> Done:
    """They know now what was done, or that their idea came true."""
    if found.kind == "feedback":
        telling.tell(w, found.source, how=how, words=words)
    else:
        supporters.tell(w, found.source, how=how)
    return Done(None, names.label(w, found.customer, kind=found.kind).greet)


def _told(s: Session, found: Due) -> str:
    """What the history says when nothing else was written: what was to be done, as done; or what the touch was."""
    column, table = ("words", "reminder") if found.key.startswith("reminder-") else ("title", "special_date")
    written = names.first(s.raw(f"SELECT {column} FROM {table} WHERE id = ?", (found.source,)), "")
    return wording.logged(found, written)


@act(Act.SNOOZE_TOUCH)
def snooze(w: Write, touch: str, choice: str, *, on: date | None = None) -> str:
    """Put a touch off; gives the moment it comes back (local ISO), or "" for the next visit.

    `choice`: later_today, tomorrow, next_open_day, in_3_days, next_week, next_visit, or date with `on`. The day it was
    due stays known. Raises NotFound("no-touch"), Refusal("bad-choice", field="snooze"), Refusal("in-past", day).
    """
    found = find(w, touch)
    now = clock.moment(w.at, w.offset)
    until, wakes = hours.snooze_until(choice, now, hours.week(w), on)
    names.label(w, found.customer, kind=found.kind, what=_back(until, now))
    touchmarks.put(w, found, "snoozed", until=until, wakes=wakes)
    return until


def _back(until: str, now: datetime) -> str:
    """Till when it is put off, for the toast: "11:41", "tomorrow", "Monday", "the next visit"."""
    if not until:
        return _("the next visit")
    day = date.fromisoformat(until[:10])
    return until[11:16] if day == now.date() else days.words(day, now.date())


@act(Act.SKIP_TOUCH)
def skip(w: Write, touch: str) -> None:
    """Let this one pass: it is gone until its next occasion. Raises NotFound("no-touch")."""
    found = find(w, touch)
    names.label(w, found.customer, kind=found.kind)
    touchmarks.put(w, found, "skipped")
    if found.source and found.key.startswith("reminder-"):
        reminders.settle(w, found.source, clock.local_day(w.at, w.offset), state="dropped")


@act(Act.STOP_TOUCH)
def never(w: Write, touch: str) -> None:
    """No touch of this kind for this person any more; a promise or reminder is dropped. Raises NotFound("no-touch")."""
    found = find(w, touch)
    names.label(w, found.customer, kind=found.kind)
    if found.source and found.key.startswith("reminder-"):
        w.put(schema.reminder, found.source, state="dropped")
        return
    touchmarks.write(w, found.customer, found.kind, {"state": "never", "until": "", "wakes": "", "was_due": ""})


@act(Act.ALLOW_TOUCH)
def allow(w: Write, customer: CustomerId, kind: str) -> None:
    """Take back that a kind of touch never comes up. Raises NotFound("not-stopped"), NotFound("no-customer")."""
    names.label(w, customer, kind=kind)
    found = w.raw(f"SELECT id {_STOPPED} AND touch = ?", (customer, kind))
    if not found:
        raise NotFound("not-stopped", kind=kind)
    for (key,) in found:
        w.drop(schema.touch_mark, key)


@act(Act.WAKE_TOUCH)
def wake(w: Write, touch: str) -> None:
    """Take up a touch that sleeps, now. Raises NotFound("no-touch")."""
    found = find(w, touch)
    names.label(w, found.customer, kind=found.kind)
    place = touchmarks.place_of(w, found.customer, found.key)
    if place is not None:
        w.drop(schema.touch_mark, place)
