"""The aggregates of a customer, as customer_stat keeps them: visits counted, own rhythm, last contact, what was learnt.

What they cost does not grow with the history: the newest 200 visits are read, the rest is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from relnotebook.notebook import learning, rhythm
from relnotebook.notebook.rhythm import Span
from relnotebook.store.write import Session, Write


class Stat(NamedTuple):
    """One row of customer_stat; the column of the same name says what each value is."""

    customer: int
    visits: int = 0
    first_at: int | None = None
    last_at: int | None = None
    last_offset: int = 0
    gap_days: float | None = None
    gaps: int = 0
    gap_weight: float = 0.0
    gap_sum: float = 0.0
    contact_at: int | None = None
    contact_offset: int = 0
    contact_channel: str = ""
    learnt: str = ""


class Kept(NamedTuple):
    """The row of a customer as it is (None: there is none), their place in the search index, and when they are away."""

    stat: Stat | None
    rank: int | None
    away: Span | None


_COLUMNS = ", ".join(("customer_id", *Stat._fields[1:]))
_KEPT = (
    f"SELECT c.id, {', '.join(f't.{name}' for name in ('customer_id', *Stat._fields[1:]))}, d.rank, c.away_from, "
    "c.away_until "
    "FROM json_each(?) j CROSS JOIN customer c ON c.id = j.value LEFT JOIN customer_stat t ON t.customer_id = c.id "
    "LEFT JOIN find_doc d ON d.customer_id = c.id"
)
_KEEP = f"INSERT OR REPLACE INTO customer_stat ({_COLUMNS}) VALUES ({', '.join('?' * len(Stat._fields))})"
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
_CONTACT = (
    "SELECT at, utc_offset, channel FROM touchpoint WHERE customer_id = ? AND source <> 'mailing' "
    "ORDER BY at DESC, id DESC LIMIT 1"
)


def kept(s: Session, customers: Sequence[int]) -> dict[int, Kept]:
    """What is kept of these customers, by customer."""
    found = {}
    for customer, *values, rank, away_from, away_until in s.raw(_KEPT, (f"[{','.join(map(str, customers))}]",)):
        stat = None if values[0] is None else Stat(*values)
        found[customer] = Kept(stat, rank, rhythm.span(away_from, away_until))
    return found


def of_visits(s: Session, before: Stat, counted: int, closed: Sequence[Span], away: Span | None) -> Stat:
    """The row with what the visits say now; `counted` is how many there are, needed beyond the newest 200."""
    looked_at, days, had = s.raw(_NEWEST, (before.customer,))[0]
    if not looked_at:
        return Stat(before.customer)._replace(
            contact_at=before.contact_at, contact_offset=before.contact_offset, contact_channel=before.contact_channel
        )
    last_at, last_offset, first_at = s.raw(_ENDS, (before.customer,))[0]
    told = had.split(";") if had else []
    orders = {items: tuple(map(int, items.split(","))) for items in set(told)}
    own = rhythm.sum_up(map(int, set(days.split(","))), closed, away)
    return before._replace(
        visits=counted if looked_at == learning.NEWEST else looked_at,
        first_at=first_at,
        last_at=last_at,
        last_offset=last_offset,
        gap_days=own.gap_days,
        gaps=own.gaps,
        gap_weight=own.weight,
        gap_sum=own.total,
        learnt=learning.sum_up([orders[items] for items in told]).dump(),
    )


def of_touchpoints(s: Session, before: Stat) -> Stat:
    """The row with the last real contact that was no visit: a mailing is none."""
    found: list[tuple[Any, ...]] = s.raw(_CONTACT, (before.customer,))
    at, offset, channel = found[0] if found else (None, 0, "")
    return before._replace(contact_at=at, contact_offset=offset, contact_channel=channel)


_BEGIN = (
    f"INSERT OR REPLACE INTO customer_stat ({_COLUMNS}) "
    f"SELECT value, {', '.join('?' * (len(Stat._fields) - 1))} FROM json_each(?)"
)


def begin(w: Write, customers: Iterable[int]) -> None:
    """Write the rows of cards that nobody has come in with yet: all the same, so one statement does."""
    if whose := sorted(customers):
        w.renew(_BEGIN, (*Stat(0)[1:], f"[{','.join(map(str, whose))}]"))


def keep(w: Write, changed: Iterable[Stat]) -> None:
    """Write rows."""
    w.renew_many(_KEEP, list(changed))
