"""When the shop is open: hours of the week, closed days, and the moments up to which a touch can sleep.

A moment to come is kept as the local time on the wall ("2026-11-21T08:00"), so that neither summer time nor a clock
set back moves it: it has come when the clock on the wall reads so, or later.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.notebook import dates, days, names, shop
from relnotebook.notebook.variations import read_time
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

SNOOZES = ("later_today", "tomorrow", "next_open_day", "in_3_days", "next_week", "next_visit", "date")
"""The choices of `snooze_until`. Never again is no snooze."""

NEXT_VISIT = "next_visit"
FURTHEST_BACK = 60
"""Days; for longer than that nothing is brought forward to the last open day."""

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = timedelta(days=1)
_A_YEAR = 366
_USUAL = (time(8), time(18))
_LATER = timedelta(hours=3)
_BEFORE_CLOSING = timedelta(minutes=30)
_SHORTEST = timedelta(minutes=15)

Hours = tuple[time, time]
"""Opening and closing; a closing time at or before the opening one lies after midnight."""


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """Days in a row on which the shop is closed, `first` and `last` among them; "Summer break"."""

    id: int
    first: date
    last: date
    title: str


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of the seven days, Monday first (None = closed), and the closed days.

    `spans` are the closed days alone, without the weekday the shop is always closed on: first and last as days since
    1970, in order, none touching another.
    """

    hours: tuple[Hours | None, ...] = (_USUAL,) * 7
    spans: tuple[tuple[int, int], ...] = ()

    def is_open(self, day: date) -> bool:
        """Whether the shop opens on that day."""
        if self.hours[day.weekday()] is None:
            return False
        if not self.spans:
            return True
        number = day.toordinal() - _EPOCH
        at = bisect_right(self.spans, (number + 1,)) - 1
        return at < 0 or self.spans[at][1] < number

    def opens(self, day: date) -> time | None:
        """When it opens on that day; None when it is closed."""
        hours = self.hours[day.weekday()]
        return hours[0] if hours is not None and self.is_open(day) else None

    def closes(self, day: date) -> datetime | None:
        """When the day that begins with `opens` ends, on the wall; after midnight for some. None when it is closed."""
        hours = self.hours[day.weekday()]
        if hours is None or not self.is_open(day):
            return None
        return datetime.combine(day if hours[1] > hours[0] else day + _DAY, hours[1])

    def last_open(self, day: date) -> date:
        """The day itself, or the last open day before; the day itself too when it was closed for 60 days."""
        if self.is_open(day):
            return day
        before = (day - timedelta(days=back) for back in range(1, FURTHEST_BACK + 1))
        return next(filter(self.is_open, before), day)

    def next_open(self, day: date) -> date:
        """The first open day after `day`; the very next one when the shop stays closed for a year."""
        after = (day + timedelta(days=on) for on in range(1, _A_YEAR + 1))
        return next(filter(self.is_open, after), day + _DAY)

    def closed_days(self, first: date, last: date) -> int:
        """How many days from `first` to `last`, both among them, the shop is closed on, for whatever reason."""
        every = (first + timedelta(days=on) for on in range((last - first).days + 1))
        return sum(not self.is_open(day) for day in every)

    def said(self, weekday: int) -> str:
        """The hours of a weekday (Monday 0) as they are set: "08:00-18:00"; '' when it is closed."""
        hours = self.hours[weekday]
        return f"{hours[0]:%H:%M}-{hours[1]:%H:%M}" if hours else ""


# Reads


def week(s: Session) -> Week:
    """The shop's hours and closed days."""
    hours = names.first(s.raw("SELECT hours FROM shop ORDER BY id LIMIT 1"), "")
    return Week(_hours(hours), _apart((one.first, one.last) for one in closed_days(s)))


def closed_days(s: Session) -> tuple[ClosedDay, ...]:
    """As they follow one another, those that are over among them."""
    found = s.raw("SELECT id, first, last, title FROM closed_day ORDER BY first, last, id")
    return tuple(
        ClosedDay(key, date.fromisoformat(first), date.fromisoformat(last), title) for key, first, last, title in found
    )


@lru_cache(maxsize=8)
def made(hours: str, closed: str) -> Week:
    """The week of what the notebook keeps: shop.hours, and (first, last) of the closed days as JSON. Pure."""
    spans = ((date.fromisoformat(first), date.fromisoformat(last)) for first, last in json.loads(closed))
    return Week(_hours(hours), _apart(spans))


def _hours(kept: str) -> tuple[Hours | None, ...]:
    """What stands in shop.hours; nothing there = every day from eight to six."""
    if not kept:
        return (_USUAL,) * 7
    by_day = json.loads(kept)
    return tuple(_times(by_day.get(str(weekday), "")) for weekday in range(7))


def _times(text: str) -> Hours | None:
    opening, _, closing = text.partition("-")
    return (time.fromisoformat(opening), time.fromisoformat(closing)) if closing else None


def _apart(closed: Iterable[tuple[date, date]]) -> tuple[tuple[int, int], ...]:
    """Spans of day numbers in order; those that overlap or touch are one."""
    spans: list[tuple[int, int]] = []
    for first, last in sorted((a.toordinal() - _EPOCH, b.toordinal() - _EPOCH) for a, b in closed):
        if spans and first <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return tuple(spans)


# How long a touch sleeps


def wall(moment: datetime) -> str:
    """A local moment as it is compared with `until`: "2026-11-20T08:41"."""
    return f"{moment:%Y-%m-%dT%H:%M}"


def snooze_until(choice: str, now: datetime, week: Week, on: date | None = None) -> tuple[str, str]:
    """(the local moment up to which a touch sleeps, what wakes it before): one of them is ''. Pure.

    Later today is in three hours, half an hour before closing at the latest, a quarter of an hour on at the soonest,
    and today as long as today has another minute. Other days begin when the shop opens, a closed one gives way to the
    next open day; only the day of the choice "date", `on`, stays what it is, and begins at eight when closed.
    Raises Refusal("bad-choice", field, value), Refusal("day-gone", text).
    """
    if choice == NEXT_VISIT:
        return "", NEXT_VISIT
    today = now.date()
    if choice == "later_today":
        return wall(_later_today(now.replace(tzinfo=None), week)), ""
    if choice == "date" and on is not None:
        if on < today:
            raise Refusal("day-gone", text=on.isoformat())
        opening = wall(_opening(on, week))
        return (opening if opening > wall(now) else wall(_later_today(now.replace(tzinfo=None), week))), ""
    ahead = {
        "tomorrow": today + _DAY,
        "next_open_day": week.next_open(today),
        "in_3_days": today + timedelta(days=3),
        "next_week": today + timedelta(days=7),
    }
    if choice not in ahead:
        raise Refusal("bad-choice", field="snooze", value=choice)
    back = ahead[choice]
    return wall(_opening(back if week.is_open(back) else week.next_open(back), week)), ""


def _opening(day: date, week: Week) -> datetime:
    return datetime.combine(day, week.opens(day) or _USUAL[0])


def _later_today(now: datetime, week: Week) -> datetime:
    """`now` and the answer are times on the wall."""
    later, closing = now + _LATER, week.closes(now.date())
    if closing is not None and now < closing:
        later = min(later, max(closing - _BEFORE_CLOSING, now + _SHORTEST))
    last_minute = datetime.combine(now.date(), time(23, 59))
    if later <= last_minute:
        return later
    return last_minute if last_minute > now else now + _SHORTEST


# Acts


@act(Act.SET_HOURS)
def set_hours(w: Write, hours: Mapping[int, str]) -> None:
    """Set the hours of some weekdays (Monday 0): "08:00-18:00", "8 am to 6 pm"; '' = closed. Others stay.

    Raises Refusal("bad-hours", text), Refusal("never-open"), Refusal("bad-choice", field, value), NotFound("no-shop").
    """
    key = names.first(w.raw("SELECT id FROM shop ORDER BY id LIMIT 1"))
    if key is None:
        raise NotFound("no-shop")
    before = week(w)
    after = {weekday: before.said(weekday) for weekday in range(7)}
    for weekday, text in hours.items():
        if weekday not in after:
            raise Refusal("bad-choice", field="weekday", value=weekday)
        after[weekday] = _proper(text)
    if not any(after.values()):
        raise Refusal("never-open")
    w.join_burst("shop/hours")
    kept = {str(weekday): said for weekday, said in after.items() if said}
    w.put(schema.shop, key, hours=json.dumps(kept, separators=(",", ":")))


_PART = re.compile(r"\s*(?:[,;&+/]|\band\b)\s*")
_BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\btill\b|\buntil\b)\s*")


def _proper(text: str) -> str:
    """Hours as they are kept: "08:00-18:00"; midnight is 00:00. A break at noon is not kept and counts as open."""
    text = clean(text, limit=80)
    if text.casefold() in ("", "closed", _("Closed").casefold()):
        return ""
    try:
        parts = sorted(_ends(part) for part in _PART.split(text.casefold()))
    except (Refusal, ValueError) as unreadable:
        raise Refusal("bad-hours", text=text) from unreadable
    return f"{parts[0][0]}-{parts[-1][1]}"


def _ends(part: str) -> tuple[str, str]:
    """Opening and closing; "9-5" is said of an afternoon, "18-2" of a night. Raises ValueError for no time at all."""
    ends = _BETWEEN.split(part)
    opening, closing = (read_time("00:00" if end in ("24", "24:00") else end) for end in ends)
    if ends[0].strip() == ends[1].strip():
        raise ValueError(part)
    if closing < opening < "12:00" and ends[1].isdecimal():
        closing = f"{int(closing[:2]) + 12}{closing[2:]}"
    return opening, closing


@act(Act.SET_CLOSED)
def set_closed(w: Write, first: str, last: str = "", title: str = "", closed_day: int | None = None) -> int:
    """Note days on which the shop is closed, or change them; gives their identity.

    Days are read as they were typed ("2026-12-24", "24/12", "24 December", "tomorrow"). Without a year the next one is
    meant, or one of the last two months, since holidays that are over count too; the last day without a year lies at
    most two months after the first. Without a last day only one is meant. Raises Refusal("bad-date", text, hint,
    example), Refusal("ends-before", first, last), Refusal("year-needed", text, days), Refusal("closed-too-long", text),
    NotFound("no-closed-day").
    """
    begins, ends = _closed(first, last, clock.today(), shop.region(w) in dates.MONTH_FIRST_REGIONS)
    if ends < begins:
        raise Refusal("ends-before", first=first.strip(), last=last.strip())
    if (ends - begins).days > _A_YEAR:
        raise Refusal("closed-too-long", text=last.strip())
    values = {"first": begins.isoformat(), "last": ends.isoformat(), "title": clean(title, limit=80)}
    w.label(what=values["title"] or values["first"])
    if closed_day is None:
        return w.add(schema.closed_day, **values)
    names.whose(w, schema.closed_day, closed_day, "no-closed-day")
    w.put(schema.closed_day, closed_day, **values)
    return closed_day


def _closed(first: str, last: str, today: date, month_first: bool) -> tuple[date, date]:
    """The first and the last day meant; in the wrong order when they were typed so."""
    told, until = (days.written_out(text, month_first=month_first) for text in (first, last))
    if told is None or told[2] is not None:
        begins = _day(first, today, month_first)
    elif until is not None and until[2] is not None:
        begins = _before(told, _day(last, today, month_first))
    else:
        begins = days.near(told[0] or 1, told[1] or 1, today)
    if not last.strip():
        return begins, begins
    if until is None or until[2] is not None:
        return begins, _day(last, begins, month_first)
    ends = days.turn(until[0] or 1, until[1] or 1, begins)
    apart = (ends - begins).days
    if apart > _A_YEAR // 2:
        return begins, begins - _DAY
    if apart > days.NEAR:
        raise Refusal("year-needed", text=last.strip(), days=apart)
    return begins, ends


def _before(told: dates.Parts, last: date) -> date:
    """The latest such day that is not after `last`."""
    found = days.turn(told[0] or 1, told[1] or 1, last - timedelta(days=_A_YEAR - 1))
    return found if found <= last else days.turn(told[0] or 1, told[1] or 1, last - timedelta(days=8 * _A_YEAR))


def _day(text: str, earliest: date, month_first: bool) -> date:
    """A day as it was typed, from `earliest` on. A month alone does not say on which days."""
    found, up_to = (days.read(text, earliest, month_first=month_first, end=end) for end in (False, True))
    if not found or found != up_to:
        raise Refusal("bad-date", text=text.strip(), hint="", example="12/24" if month_first else "24/12")
    return date.fromisoformat(found)


@act(Act.REMOVE_CLOSED)
def remove_closed(w: Write, closed_day: int) -> None:
    """Raises NotFound("no-closed-day")."""
    row = names.whose(w, schema.closed_day, closed_day, "no-closed-day")
    w.label(what=row["title"] or row["first"])
    w.drop(schema.closed_day, closed_day)
