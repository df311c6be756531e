"""Touches: what it would be kind to do today, for all customers and on one card; done, put off, skipped.

A touch is made of what the cards say (`notebook/due`) and of what was said about it (`notebook/marks`); here both
become what is shown. The list names at most `SLIPPING_A_DAY` of those who have been away for long, the most worrying
first: a list that is never done is no help.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.notebook import due, names, reminders, tact, team, turning, wording
from relnotebook.notebook.agenda import GROUPS, Before, CardTouches, Pane, Today, Touch, group_of, make
from relnotebook.notebook.due import SLIPPING, Due, Rules
from relnotebook.notebook.marks import Done, do, find, never, skip, snooze, wake
from relnotebook.notebook.pane import pane
from relnotebook.store.write import Session

__all__ = [
    "GROUPS",
    "Before",
    "CardTouches",
    "Count",
    "Done",
    "Pane",
    "Today",
    "Touch",
    "count",
    "do",
    "find",
    "never",
    "of_customer",
    "pane",
    "skip",
    "slipping",
    "snooze",
    "today",
    "wake",
]

SLIPPING_A_DAY = 12
LISTED = 200
"""Touches in one list at most; a shop does not get through more in a day."""

KINDNESS = (
    "promise",
    "follow_up",
    "birthday",
    "name_day",
    "anniversary",
    "other",
    "years",
    "milestone",
    "check",
    "reminder",
    "ask",
    "feedback",
    "idea",
    SLIPPING,
)
"""The order within a day: what was promised first, then who would be glad to be thought of."""


# The day's list


def today(s: Session, *, kinds: Sequence[str] = (), on: date | None = None) -> Today:
    """Everything to do now and in the next six days. `kinds` narrows it; `on` asks about another day.

    Another day is worked out from the cards and costs as much as a turn of the day.
    """
    day = on or clock.today()
    kept = on is None or on == clock.today()
    rows = _kept(s, day) if kept else [one.row() for one in _on(s, day)]
    if kinds:
        rows = [row for row in rows if row[KIND] in kinds]
    away = sorted((row for row in rows if row[KIND] == SLIPPING), key=itemgetter(RANK))
    done, met = _done_on(s, day)
    quota = max(0, SLIPPING_A_DAY - met)
    order = _Order(day)
    placed = sorted(map(order.place, [*(row for row in rows if row[KIND] != SLIPPING), *away[:quota]]))
    listed, beyond = _shares(placed)
    chosen = [_due(row) for *_place, row in listed]
    to_go = bisect_left(placed, (GROUPS.index("week"),))
    more = len(placed) - len(chosen) + len(away[quota:])
    ours = () if kinds else team.birthdays(s, day)
    return Today(day, tuple(make(s, chosen, day)), done, to_go, more, beyond, ours)


def _shares(placed: Sequence[_Place]) -> tuple[list[_Place], tuple[tuple[str, str, int], ...]]:
    """The first `LISTED`, with room for every group; and by (group, kind) how many are left out."""
    groups = [placed[bisect_left(placed, (at,)) : bisect_left(placed, (at + 1,))] for at in range(len(GROUPS))]
    share = LISTED // max(sum(map(bool, groups)), 1)
    free = LISTED - sum(min(len(mine), share) for mine in groups)
    listed: list[_Place] = []
    left: Counter[tuple[str, str]] = Counter()
    for name, mine in zip(GROUPS, groups, strict=True):
        extra = min(max(len(mine) - share, 0), free)
        free -= extra
        listed += mine[: share + extra]
        left.update((name, row[KIND]) for *_place, row in mine[share + extra :])
    return listed, tuple((group, kind, number) for (group, kind), number in left.items())


_Row = tuple[Any, ...]
"""A row of the table `touch`: what is not shown in the end need not become an object."""

_Place = tuple[int, str, int, float, int, str, _Row]
"""Where such a row stands in the list, with the row."""

KIND, DUE, OPENS, RANK = (due.COLUMNS.split(", ").index(name) for name in ("kind", "due", "opens", "rank"))
_NO_DAY = (
    f"kind IN {due.EVERY_DAY} AND key GLOB 'reminder-*' AND key NOT GLOB 'reminder-*-*' OR kind IN {tuple(due.TELLS)}"
)
_TODAY = f"""
SELECT {due.COLUMNS.replace(" due,", f" CASE WHEN {_NO_DAY} THEN max(due, ?2) ELSE due END,")} FROM touch
WHERE due <> '' AND until <= ?1 AND (opens <= ?2 OR due <= ?3) AND kind <> '{SLIPPING}'
"""  # before the turn of a new day the table still says yesterday, which is no lateness of what has no day
_AWAY = f"""
SELECT {due.COLUMNS} FROM touch WHERE kind = '{SLIPPING}' AND due <> '' AND until <= ? ORDER BY rank LIMIT 5000
"""


def _kept(s: Session, day: date) -> list[_Row]:
    """What the table says is awake now."""
    now, horizon = _moment(day), (day + timedelta(days=due.WEEK)).isoformat()
    return [*s.raw(_TODAY, (now, day.isoformat(), horizon)), *s.raw(_AWAY, (now,))]


def _due(row: _Row) -> Due:
    return Due(CustomerId(row[0]), *row[1:])


class _Order:
    """Where a row stands in the list of a day: its group, its day, how kind it is, how pressing."""

    def __init__(self, day: date) -> None:
        self._today, self._week = day.isoformat(), (day + timedelta(days=due.WEEK)).isoformat()
        self._kindness = {kind: place for place, kind in enumerate(KINDNESS)}

    def place(self, row: _Row) -> _Place:
        group = group_of(row[KIND], row[DUE], row[OPENS], self._today, self._week)
        when = "" if group == 1 else row[DUE]
        return group, when, self._kindness[row[KIND]], row[RANK], row[0], row[1], row


@dataclass(frozen=True, slots=True)
class Count:
    """How much of the day is done, and what is still to go (overdue and today)."""

    done: int
    to_go: int


def count(s: Session) -> Count:
    """The numbers of `today` without the list: for the cover."""
    day = clock.today()
    done, met = _done_on(s, day)
    order, rows = _Order(day), _kept(s, day)
    away = sum(row[KIND] == SLIPPING for row in rows)
    now = sum(order.place(row)[0] <= 1 for row in rows if row[KIND] != SLIPPING)
    return Count(done, now + min(away, max(0, SLIPPING_A_DAY - met)))


def _moment(day: date) -> str:
    """The moment up to which what sleeps has come back: now, or the end of another day."""
    now = clock.now()
    return now.strftime("%Y-%m-%dT%H:%M") if day == now.date() else f"{day.isoformat()}T23:59"


def _on(s: Session, day: date) -> list[Due]:
    """The same for another day, from the cards."""
    rules = Rules.of(s)
    whom = turning.candidates(s, day, rules)
    now = _moment(day)
    return [
        found
        for at in range(0, len(whom), turning.CHUNK)
        for one in due.facts(s, whom[at : at + turning.CHUNK], rules.leap_rule)
        for found in due.of(one, rules, day)
        if not found.silent and _awake(found, day, now)
    ]


def _awake(one: Due, day: date, now: str) -> bool:
    horizon = (day + timedelta(days=due.WEEK)).isoformat()
    return one.due != "" and one.until <= now and (one.opens <= day.isoformat() or one.due <= horizon)


_DONE = """
SELECT touch FROM touch_mark WHERE at >= ? AND at < ? AND state IN ('done', 'skipped') AND touch NOT LIKE 'gap-%'
"""


def _done_on(s: Session, day: date) -> tuple[int, int]:
    """(touches ticked or skipped that day, how many of them for somebody who was away)."""
    now = clock.now()
    midnight = clock.stamp(now.replace(hour=0, minute=0, second=0, microsecond=0))[0]
    midnight += (day - now.date()).days * 86400
    found = [touch for (touch,) in s.raw(_DONE, (midnight, midnight + 86400))]
    return len(found), sum(touch.startswith(SLIPPING) for touch in found)


def slipping(s: Session) -> tuple[Touch, ...]:
    """Everybody who has been away longer than their own rhythm explains, the most worrying first."""
    day = clock.today()
    return tuple(make(s, [_due(row) for row in s.raw(_AWAY, (_moment(day),))], day))


# One card


def of_customer(s: Session, customer: CustomerId) -> CardTouches:
    """What there is to do for one customer, worked out from the card. Raises NotFound("no-customer")."""
    day, rules = clock.today(), Rules.of(s)
    known = due.facts(s, (customer,), rules.leap_rule)
    if not known:
        named = names.of(s, customer)  # in the bin, or not there at all
        return CardTouches(customer, silent=_("{name} is in the bin.").format(name=named.shown))
    one = known[0]
    order = _Order(day)
    found = sorted(due.of(one, rules, day), key=lambda each: order.place(each.row()))
    now = _moment(day)
    told = [each for each in found if not each.silent]
    awake = [each for each in told if each.until <= now]
    asleep = [each for each in told if each.until > now]
    gap = reminders.gap(s, customer)
    return CardTouches(
        customer,
        tuple(make(s, awake, day)),
        tuple(make(s, asleep, day)),
        _silence(s, one, found, day),
        _reset_by(s, one, day),
        None if gap is None else (gap.key, gap.text),
    )


def _silence(s: Session, one: due.Facts, found: Sequence[Due], day: date) -> str:
    """Why the shop keeps quiet about something, or ""."""
    codes = [each.silent for each in found if each.silent] or list(tact.reasons(one.tact, day))
    return tact.why(codes[0], one.tact, names.of(s, one.customer).greet, day) if codes else ""


def _reset_by(s: Session, one: due.Facts, day: date) -> str:
    """What the rhythm counts from, when it was no visit."""
    if one.contact_day is None or one.last_contact != one.contact_day or one.contact_day == one.last_day:
        return ""
    sql = "SELECT contact_channel FROM customer_stat WHERE customer_id = ?"
    channel = names.first(s.raw(sql, (one.customer,)), "")
    sentence = {
        "phone": _("Rhythm counts from the call {when}"),
        "email": _("Rhythm counts from the e-mail {when}"),
        "social": _("Rhythm counts from the message {when}"),
        "chat": _("Rhythm counts from the chat {when}"),
    }.get(channel, _("Rhythm counts from the talk {when}"))
    return sentence.format(when=wording.on_day(one.contact_day, day))
