"""The occasions of a customer that are near: dates that matter, years as a customer, milestone visits. Pure.

The day's turn asks this of every customer, so what lies far off is put aside by a little arithmetic first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from relnotebook.notebook.dates import kept_in
from relnotebook.notebook.hours import FURTHEST_BACK, Week
from relnotebook.notebook.leads import Leads

OVERDUE_DAYS = 14
"""So long an occasion that nobody met stays on the list."""

WEEK_DAYS = 6
"""This week: so many days after today, whatever the lead."""

MILESTONES = (10, 50, 100)
"""Visits worth a word; past the last of them every hundredth."""

MILESTONE_DAYS = 60
"""So long a milestone waits for the next visit: who made it had left before anybody could say so."""

YEARS_VISITS = 10
YEARS_SILENT_DAYS = 60
"""Nobody is thanked for their years who has not been in for so long."""

_HUNDRED = MILESTONES[-1]
_DAY = timedelta(days=1)
_ROUND = 12 * 31
_SLACK = 10  # days by which counting every month as 31 days can be wrong


class DateFact(NamedTuple):
    """A date on a card; each of `day`, `month`, `year` may be None. `rule`: 28feb or 1mar, the shop's where the
    card has none."""

    id: int
    kind: str  # birthday, name_day, anniversary, other
    title: str
    day: int | None
    month: int | None
    year: int | None
    rule: str = "28feb"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion of one year.

    Attributes:
        kind: birthday, name_day, anniversary, other, years, milestone.
        source_id: the date it comes from; 0 for years and milestone.
        number: years it turns, visits it makes; 0 when not known.
        day: the day itself; the first of the month when only that is known.
        due: the day on which it is to be met: the last open day when the shop is closed on `day`. A milestone is met
            on its own day, and after it at the next visit.
        opens: from when it is to be met, the lead before `due`.
        early: the lead in days when it will be told of once more, closer to the day; 0 for the last time.
        whole_month: only the month is known.
    """

    kind: str
    source_id: int
    number: int
    day: date
    due: date
    opens: date
    early: int = 0
    whole_month: bool = False


def key(occasion: Occasion) -> str:
    """What marks are kept under: "date-12-2026", "years-3", "milestone-50"; "date-12-2026-7d" for an early word."""
    if occasion.kind == "milestone":
        return f"milestone-{occasion.number}"
    dated = f"date-{occasion.source_id}-{occasion.day.year}"
    whole = f"years-{occasion.number}" if occasion.kind == "years" else dated
    return f"{whole}-{occasion.early}d" if occasion.early else whole


def is_milestone(visits: int) -> bool:
    """Whether this visit is worth a word."""
    return visits in MILESTONES or (visits > _HUNDRED and visits % _HUNDRED == 0)


def reach(today: date, week: Week, longest: int) -> tuple[date, date]:
    """The first and the last day on which an occasion can lie that `of` gives today; `longest` is the longest lead.

    What is known by its month alone counts as the first of it, and is given until the month is over.
    """
    last = today + timedelta(days=max(WEEK_DAYS, longest))
    furthest, opens = last + timedelta(days=FURTHEST_BACK), week.next_open(last)
    return today - timedelta(days=31), min(opens - _DAY, furthest) if week.is_open(opens) else furthest


def of(
    dates: Sequence[DateFact],
    first_visit: date | None,
    visits: int,
    last_visit: date | None,
    today: date,
    week: Week,
    leads: Leads,
    *,
    leap_rule: str = "28feb",
    since: date = date.min,
) -> list[Occasion]:
    """Every occasion of one customer that is due within the week or the lead, or was within the last two weeks.

    `visits` counts all of them; `leap_rule` is the shop's, for a first visit on 29 February; `since` the day the card
    was written: of what was over by then nobody could know, so the next year's is the first. Two rules of the day at
    once (a week before and on the day) make one occasion: the newest whose time has come.
    """
    found = []
    place = today.month * 31 + today.day
    for fact in dates:
        month = fact.month
        if month is None:
            continue
        lead = leads.of(fact.kind)
        if _is_far(month * 31 + (fact.day or 1) - place, lead):
            continue
        if near := _near(fact, month, today, week, lead, since):
            found.append(near)
    if first_visit is None or last_visit is None:
        return found
    if visits >= YEARS_VISITS:
        lead = leads.of("years")
        if not _is_far(first_visit.month * 31 + first_visit.day - place, lead):
            found += _years(first_visit, last_visit, today, week, lead, leap_rule)
    if is_milestone(visits) and 0 <= (today - last_visit).days <= MILESTONE_DAYS:
        found.append(Occasion("milestone", 0, visits, last_visit, last_visit, last_visit))
    elif is_milestone(visits - 1) and last_visit == today:  # waited for this visit, which may be logged unread
        found.append(Occasion("milestone", 0, visits - 1, today, today, today))
    return found


def _is_far(ahead: int, lead: tuple[int, ...]) -> bool:
    """Whether a day of the year, roughly so many days ahead, can be put aside unseen."""
    return lead[0] + WEEK_DAYS + FURTHEST_BACK + _SLACK < ahead % _ROUND < _ROUND - 31 - _SLACK


def _years(
    first_visit: date, last_visit: date, today: date, week: Week, lead: tuple[int, ...], leap_rule: str
) -> list[Occasion]:
    """So many years since the first visit, for one who still comes."""
    if (today - last_visit).days > YEARS_SILENT_DAYS:
        return []
    fact = DateFact(0, "years", "", first_visit.day, first_visit.month, first_visit.year, leap_rule)
    near = _near(fact, first_visit.month, today, week, lead)
    return [near] if near and near.number else []


def _near(
    fact: DateFact, month: int, today: date, week: Week, lead: tuple[int, ...], since: date = date.min
) -> Occasion | None:
    """The occasion of a date with a month, if it is near and was not over before `since`."""
    if fact.day is None:
        earliest = max(today, since)
        day = date(earliest.year, month, 1)
        if month < earliest.month:
            day = date(earliest.year + 1, month, 1)
        due = _first_open(day, week)
    else:
        earliest = max(today - timedelta(days=OVERDUE_DAYS), since)
        day = kept_in(earliest.year, fact.day, month, fact.rule)
        if day < earliest:
            day = kept_in(earliest.year + 1, fact.day, month, fact.rule)
        due = week.last_open(day)
    to_go = (due - today).days
    if to_go > max(WEEK_DAYS, lead[0]):
        return None
    number = 0
    if fact.year is not None:
        number = day.year - fact.year
        if number < 0 or (number == 0 and fact.kind == "birthday"):
            return None
    told = _told(lead, to_go)
    return Occasion(
        fact.kind,
        fact.id,
        number,
        day,
        due,
        due - timedelta(days=told),
        0 if told == lead[-1] else told,
        fact.day is None,
    )


def _first_open(first: date, week: Week) -> date:
    """The first open day of the month; the last one before it when the shop is closed all month."""
    if week.is_open(first):
        return first
    opens = week.next_open(first)
    return opens if (opens.year, opens.month) == (first.year, first.month) else week.last_open(first)


def _told(lead: tuple[int, ...], to_go: int) -> int:
    """Which of several leads counts now: the shortest whose time has come, else the longest."""
    told = lead[0]
    for days in lead:
        if days >= to_go:
            told = days
    return told
