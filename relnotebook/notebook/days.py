"""Days to come as people say them: "tomorrow", "Friday", "in two weeks", "25 November", "till May"; and said again.

The past has its own reading (notebook/dates, for birthdays): here a day without a year is the next one there will be.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from relnotebook.base.problems import Refusal
from relnotebook.base.words import _, n_
from relnotebook.notebook import dates

LATEST = date(9000, 12, 31)
"""No plan of a shop lies beyond it; the calendar of the computer ends soon after."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_IN = re.compile(r"(?:in )?(\w+) (day|week|month|year)s?")
_BEFORE = ("until ", "till ", "til ", "by ", "on ", "from ", "this ", "next ")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_LONGEST = 4  # digits of "in n days"


def read(text: str, today: date, *, month_first: bool = False, end: bool = False) -> str:
    """The ISO day meant by `text`; "" for nothing typed.

    A month alone is its first day; with `end` it is the last day before it, as in "away till May", and `end` is how
    all days are read up to which something holds. Raises Refusal("bad-date", text, hint, example).
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not plain:
        return ""
    found = _iso(plain) or _near(plain, today)
    while found is None and (shorter := _without_filling(plain)) != plain:
        plain = shorter
        found = _near(plain, today)
    found = found or _in_the_year(text, plain, today, month_first, end)
    if found > LATEST:
        raise _unread(text, month_first)
    return found.isoformat()


def _unread(text: str, month_first: bool, hint: str = "") -> Refusal:
    """With a day to come written as this shop does, for the sentence."""
    return Refusal("bad-date", text=text.strip(), hint=hint, example="12/24" if month_first else "24/12")


def written_out(text: str, *, month_first: bool = False) -> dates.Parts | None:
    """(day, month, year) of a day told by its number in a month, the year None when it is left out; else None."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    while (shorter := _without_filling(plain)) != plain:
        plain = shorter
    try:
        found = dates.read_typed(plain, month_first=month_first)
    except Refusal:
        return None
    return found if found[0] is not None and found[1] is not None else None


NEAR = 60
"""Days: so far back a day without a year may lie where what is over counts too."""


def near(day: int, month: int, today: date) -> date:
    """Such a day of the last two months, or the next one there will be."""
    return turn(day, month, today - timedelta(days=NEAR))


def turn(day: int, month: int, since: date) -> date:
    """The first such day of a year from `since` on: 29 February may be eight years off."""
    for year in range(since.year, since.year + 9):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) >= since:
            return date(year, month, day)
    raise ValueError(f"no such day: {day}/{month}")


def _iso(plain: str) -> date | None:
    if not _ISO.fullmatch(plain):
        return None
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return None


def _without_filling(plain: str) -> str:
    """Without one leading word that says nothing about which day it is."""
    own = (_("until").casefold() + " ", _("by").casefold() + " ", _("on").casefold() + " ")
    return next((plain.removeprefix(word) for word in (*_BEFORE, *own) if plain.startswith(word)), plain)


def _near(plain: str, today: date) -> date | None:
    """A day told by its distance from today or by its weekday, or None."""
    told = {"today": 0, _("today").casefold(): 0, "tomorrow": 1, _("tomorrow").casefold(): 1, "next week": 7}
    if plain in told:
        return today + timedelta(days=told[plain])
    if plain == "next month":
        return months_on(today, 1)
    if (weekday := weekday_of(plain)) is not None:
        return next_weekday(today, weekday)
    if m := _IN.fullmatch(plain):
        count = number_of(m[1])
        return later(today, count, m[2]) if count is not None else None
    return None


def _in_the_year(text: str, plain: str, today: date, month_first: bool, end: bool) -> date:
    """A day told by its number in a month, or a month alone; without a year the next one there will be."""
    try:
        day, month, year = dates.read_typed(plain, month_first=month_first)
    except Refusal as refused:
        raise _unread(text, month_first, str(refused.facts["hint"])) from None
    if month is None:
        raise _unread(text, month_first)
    if year is not None and year < today.year - 50 and not re.search(r"\d{4}", plain):
        year += 100  # a birthday in 27 was long ago, a plan for 27 is to come
    if day is not None:
        return turn(day, month, today) if year is None else date(year, month, day)
    one = timedelta(days=1) if end else timedelta()
    if year is not None:
        return date(year, month, 1) - one
    first = date(today.year, month, 1) - one
    return first if first >= today else date(today.year + 1, month, 1) - one


# Parts that recurrence reads too


def number_of(word: str) -> int | None:
    """1 for "a" and "one", 12 for "twelve" and "12"; None for another word."""
    if word in ("a", "an"):
        return 1
    if word in _NUMBERS[1:]:
        return _NUMBERS.index(word)
    return int(word) if word.isdecimal() and word.isascii() and 0 < len(word) <= _LONGEST else None


def weekday_of(word: str) -> int | None:
    """0 for "Monday", "mon" and "Mondays", in English or the shop's language; None for another word."""
    word = word.removesuffix("s") if len(word) > 4 else word
    if len(word) < 3:
        return None
    for number, (english, own) in enumerate(zip(calendar.day_name, weekdays(), strict=True)):
        if english.casefold().startswith(word) or own.casefold().startswith(word):
            return number
    return None


def weekdays() -> tuple[str, ...]:
    """The seven names from Monday on, in the shop's language."""
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def next_weekday(day: date, weekday: int) -> date:
    """The first such weekday after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def later(day: date, count: int, unit: str) -> date:
    """`count` days, weeks, months or years on; at most LATEST."""
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return day + timedelta(days=days) if days < (LATEST - day).days else LATEST
    return months_on(day, count * (12 if unit == "year" else 1))


def months_on(day: date, months: int, anchor: int = 0) -> date:
    """The same day so many months on, the last of a month that is too short; `anchor` is the day of month to keep."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LATEST.year:
        return LATEST
    return date(year, month + 1, min(anchor or day.day, calendar.monthrange(year, month + 1)[1]))


# Said again


def words(day: date, today: date) -> str:
    """ "today", "tomorrow", "Friday" within a week, else "3 May", with its year when it is another one."""
    away = (day - today).days
    if away in (0, 1):
        return _("tomorrow") if away else _("today")
    if 1 < away < 7:
        return weekdays()[day.weekday()]
    return written(day, today)


def written(day: date, today: date) -> str:
    """ "3 May", or "3 May 2028" when that is another year."""
    shown = _("{day} {month}").format(day=day.day, month=dates.month_name(day.month))
    return shown if day.year == today.year else f"{shown} {day.year}"


def until(day: date, today: date) -> str:
    """The last day of something, as one says when it is over: "May" for 30 April, else the day itself."""
    after = day + timedelta(days=1)
    if after.day == 1 and day > today:
        name = dates.month_name(after.month)
        return name if after.year == today.year else f"{name} {after.year}"
    return written(day, today)


def every(count: int, unit: str) -> str:
    """ "every day", "every 10 days", "every 2 weeks", "every month", "every year"."""
    return {
        "day": n_("every day", "every {n} days", count),
        "week": n_("every week", "every {n} weeks", count),
        "month": n_("every month", "every {n} months", count),
        "year": n_("every year", "every {n} years", count),
    }[unit]
