"""Customers as lines of a list: the name, the usual, when they were last in, and the marks that must be seen.

A list is built with one statement for each table it needs, whatever its length.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import gender
from relnotebook.base.words import _
from relnotebook.notebook import names, usual
from relnotebook.notebook.why import Why
from relnotebook.store.write import Session

_NONE: Mapping[CustomerId, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Badge:
    """A small mark on a row. `tone`: alert, honey, accent, neutral; alerts come first and are never left out."""

    tone: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One row in any list of customers."""

    id: CustomerId
    name: str  # never empty: a phone, an address or a card number stands for a name nobody told
    own_script: str
    call_name: str
    usual: str  # "Oat flat white, extra hot; cardamom bun"; '' when nothing is known or sure
    last_seen: datetime | None
    badges: tuple[Badge, ...] = ()
    why: Why | None = None
    window: str = ""  # at rest: "08:35 to 08:50", when they usually come
    state: str = "active"  # active, moved, deceased, do_not_contact

    @property
    def can_log(self) -> bool:
        """Whether there is a usual, and somebody to have it."""
        return bool(self.usual) and self.state != "deceased"


@dataclass(slots=True)
class Known:
    """What a line is made of; `usuals` are the lines of all their usual orders, `reach` stands for the name."""

    id: CustomerId
    name: str
    own_script: str
    call_name: str
    card_number: str
    state: str
    last_at: int | None
    last_offset: int
    learnt: str  # see notebook/learning
    pronouns: str
    usuals: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    touches: dict[str, str] = field(default_factory=dict)  # kind to ISO day: birthday, promise, slipping
    reach: str = ""
    owed: bool = False  # an answer to what they said

    @property
    def shown(self) -> str:
        return names.shown_name(self.name, self.call_name, self.own_script, self.reach, self.card_number)


# Reads

AMONG = "IN (SELECT value FROM json_each(?))"
_CUSTOMERS = """
SELECT c.id, c.name, c.own_script, c.call_name, c.card_number, c.state,
       t.last_at, coalesce(t.last_offset, 0), coalesce(t.learnt, ''), c.pronouns
FROM json_each(?) j CROSS JOIN customer c ON c.id = j.value LEFT JOIN customer_stat t ON t.customer_id = c.id
"""
_USUALS = (
    f"SELECT customer_id, line FROM usual WHERE customer_id {AMONG} ORDER BY customer_id, whom <> '', position, id"
)
_ALERTS = f"SELECT customer_id, title FROM alert WHERE customer_id {AMONG} ORDER BY severity <> 'severe', id"
# From the customers to their touches: SQLite would rather look through all birthdays there are.
_TOUCHES = """
SELECT t.customer_id, t.kind, t.day FROM json_each(?2) j CROSS JOIN touch t ON t.customer_id = j.value
WHERE t.kind IN ('birthday', 'promise', 'slipping') AND t.until <= ?1 ORDER BY t.day DESC
"""
_OWED = """
SELECT DISTINCT f.customer_id FROM json_each(?) j CROSS JOIN feedback f ON f.customer_id = j.value
WHERE f.of_staff = 0 AND f.status <> 'told' AND f.kind <> 'praise'
"""
_REACH = f"""
SELECT customer_id, value FROM contact WHERE customer_id {AMONG} ORDER BY channel <> 'phone', channel <> 'email', id
"""


def known(s: Session, ids: Sequence[CustomerId]) -> list[Known]:
    """What lines are made of, in the order of `ids`; those that are not there are left out."""
    if not ids:
        return []
    wanted = listed(ids)
    found = [Known(*row) for row in s.raw(_CUSTOMERS, (wanted,))]
    by_id = {one.id: one for one in found}
    for customer, line in s.raw(_USUALS, (wanted,)):
        by_id[customer].usuals.append(line)
    for customer, title in s.raw(_ALERTS, (wanted,)):
        by_id[customer].alerts.append(title)
    for customer, kind, day in s.raw(_TOUCHES, (clock.now().strftime("%Y-%m-%dT%H:%M"), wanted)):
        by_id[customer].touches[kind] = day
    for (customer,) in s.raw(_OWED, (wanted,)):
        by_id[customer].owed = True
    _learnt(s, found)
    _nameless(s, found)
    return found


def listed(numbers: Iterable[int]) -> str:
    """Identities (or other numbers) as the one parameter of a statement, for `AMONG`."""
    return json.dumps(list(numbers), separators=(",", ":"))


def _learnt(s: Session, found: Sequence[Known]) -> None:
    """The learnt usual of those who have none set by hand."""
    without = {one.id: one for one in found if one.learnt and not one.usuals}
    if without:
        for customer, line in usual.learnt_lines(s, {key: one.learnt for key, one in without.items()}).items():
            without[customer].usuals.append(line)


def _nameless(s: Session, found: Sequence[Known]) -> None:
    """A phone or an address for those of whom no name is known."""
    without = {one.id: one for one in found if not (one.name or one.call_name or one.own_script)}
    if without:
        for customer, value in s.raw(_REACH, (listed(without),)):
            without[customer].reach = without[customer].reach or value


def lines(s: Session, ids: Sequence[CustomerId]) -> tuple[CustomerLine, ...]:
    """Lines in the order of `ids`; those that are not there are left out."""
    return make(known(s, ids))


# Making lines


def make(
    found: Iterable[Known], whys: Mapping[CustomerId, Why] = _NONE, windows: Mapping[CustomerId, str] = _NONE
) -> tuple[CustomerLine, ...]:
    """Lines from what is known. Pure, but for the day."""
    marks, zones = _Marks(clock.today()), _Zones()
    return tuple(
        [
            CustomerLine(
                one.id,
                one.name or one.shown,
                one.own_script,
                one.call_name,
                one.usuals[0] if len(one.usuals) == 1 else "; ".join(one.usuals),
                None if one.last_at is None else datetime.fromtimestamp(one.last_at, zones[one.last_offset]),
                marks.of(one),
                whys.get(one.id),
                windows.get(one.id, ""),
                one.state,
            )
            for one in found
        ]
    )


class _Zones(dict[int, timezone]):
    """Time zones by their offset in minutes; a list holds few of them."""

    def __missing__(self, offset: int) -> timezone:
        self[offset] = found = timezone(timedelta(minutes=offset))
        return found


class _Marks:
    """What badges there are on a day; those that many rows wear are made once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.away = Badge("honey", "clock-pause", _("Away longer than usual"))
        self.owed = Badge("neutral", "message-2", _("Reply owed"))

    def of(self, one: Known) -> tuple[Badge, ...]:
        """Alerts first, then what there is to do for them, then the state of the card."""
        if not one.alerts and not one.touches and not one.owed and one.state == "active":
            return ()
        found = [Badge("alert", "alert-octagon", title) for title in one.alerts]
        found += self._touches(one)
        if one.owed:
            found.append(self.owed)
        if one.state != "active":
            found.append(_state_badge(one.state))
        return tuple(found)

    def _touches(self, one: Known) -> Iterator[Badge]:
        birthday = one.touches.get("birthday", "")
        if birthday >= self.today.isoformat() and len(birthday) == len("2026-11-20"):  # a month alone is no day
            kept = date.fromisoformat(birthday)
            yield Badge("honey", "cake", _birthday_in((kept - self.today).days, kept.weekday()))
        if "slipping" in one.touches:
            yield self.away
        if "promise" in one.touches:
            yield Badge("accent", "flag", _promised(one.pronouns))


def _promised(pronouns: str) -> str:
    return {
        "she": _("You promised her something"),
        "he": _("You promised him something"),
    }.get(gender(pronouns), _("You promised them something"))


def _birthday_in(days: int, weekday: int) -> str:
    if days == 0:
        return _("Birthday today")
    if days == 1:
        return _("Birthday tomorrow")
    return (
        _("Birthday on Monday"),
        _("Birthday on Tuesday"),
        _("Birthday on Wednesday"),
        _("Birthday on Thursday"),
        _("Birthday on Friday"),
        _("Birthday on Saturday"),
        _("Birthday on Sunday"),
    )[weekday]


def _state_badge(state: str) -> Badge:
    icon, text = {
        "moved": ("arrow-right", _("Moved away")),
        "deceased": ("minus", _("Has died")),
        "do_not_contact": ("ban", _("Do not contact")),
    }.get(state, ("help", state))
    return Badge("neutral", icon, text)
