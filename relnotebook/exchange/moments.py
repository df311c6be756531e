"""Dates and times as other programs write them, and the question whether 3/4 is in March or in April.

The order of day and month is decided once for a whole column: one 25/3 in it says that the day comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.notebook import dates

Parts = tuple[int | None, int | None, int | None]
"""Day, month, year; each may be missing."""

_TWO_NUMBERS = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?!\d)")
_NOTHING = re.compile(r"[0/.\-\s]*|(?i:null|none|n/?a|nil|unknown|-+|\\n)")
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(3_000, 80_000)  # 1908 to 2119
_OLDEST_VISIT = 1980


@dataclass(slots=True)
class Order:
    """Counts, value by value, what speaks for day first and for month first in one column."""

    day_first: int = 0
    month_first: int = 0
    both_ways: int = 0

    def see(self, text: str) -> None:
        found = _TWO_NUMBERS.match(text)
        if found is not None:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second > 0:
                self.day_first += 1
            elif second > 12 >= first > 0:
                self.month_first += 1
            elif first != second:
                self.both_ways += 1

    def is_open(self) -> bool:
        """Whether numbers were seen that could be read both ways, and nothing that decides."""
        return self.day_first == self.month_first and self.both_ways > 0

    def is_month_first(self, region: str, *, usual: bool | None = None) -> bool:
        """The decision; a draw goes to what the writing program does (`usual`), else to the shop's country."""
        if self.day_first != self.month_first:
            return self.month_first > self.day_first
        return region.upper() in dates.MONTH_FIRST_REGIONS if usual is None else usual

    @classmethod
    def of(cls, texts: Iterable[str]) -> Order:
        order = cls()
        for text in texts:
            order.see(text)
        return order


def birthday(text: str, *, month_first: bool = False) -> Parts | None:
    """Day, month and year of a birthday in any form a file may hold; None for an empty one.

    0/0/00, 0000-00-00 and "n/a" are empty; 1604, 1900 and 0000 stand for a year nobody knows; a number of five
    digits counts days as spreadsheets do. Raises Refusal("bad-date") for what is no date, and for one to come.
    """
    plain = text.strip().strip("'")
    if not plain or _NOTHING.fullmatch(plain):
        return None
    if plain.isdecimal() and len(plain) in (4, 5) and int(plain) in _EXCEL_DAYS and not _is_year(plain):
        day = _EXCEL_ZERO + timedelta(days=int(plain))
        found: Parts = (day.day, day.month, day.year)
    else:
        found = dates.read_typed(plain, month_first=month_first)
    if found[1] is None and not plain.isdecimal():  # "about 40" is a guess, and a guess belongs in a note
        raise Refusal("bad-date", text=plain, hint="")
    today = clock.today()
    if found[2] is not None and (found[2], found[1] or 1, found[0] or 1) > (today.year, today.month, today.day):
        raise Refusal("date-in-future", text=plain)
    return found


def _is_year(plain: str) -> bool:
    return len(plain) == 4 and 1800 <= int(plain) <= 2200


def from_three(day: str, month: str, year: str) -> Parts | None:
    """A birthday kept in three columns; what is no number or out of range is missing. None when nothing is left."""
    numbers = [int(text) if text.strip().isdecimal() else 0 for text in (day, month, year)]
    found: Parts = (
        numbers[0] if 1 <= numbers[0] <= 31 else None,
        numbers[1] if 1 <= numbers[1] <= 12 else None,
        numbers[2] if 1800 <= numbers[2] <= clock.today().year and numbers[2] not in (1604, 1900) else None,
    )
    if found[1] is None:
        return None
    try:
        date(found[2] or 2024, found[1], found[0] or 1)
    except ValueError:
        return None
    return found


# Visits

_CLOCK = re.compile(
    r"[ tT,]*\b(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([aApP])?\.?(?(4)[mM]\.?)"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s*\([^)]*\))?\s*$"
)
_SLASHED_YEAR = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10},\s+")
_COMPACT = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_EPOCH_DIGITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000}


def moment(text: str, *, month_first: bool = False, latest: int | None = None) -> tuple[int, int] | None:
    """When a visit was: seconds since 1970 and the offset in minutes; None for what is no moment before `latest` (now).

    ISO, seconds or milliseconds since 1970, spreadsheet days, 25/03/2017 17:30, 3/25/2017 5:30 pm, 25 March 2017.
    A moment without an offset is local; a day without a time is noon.
    """
    plain = text.strip().strip("'\"")
    if not plain:
        return None
    found = _number(plain) if plain.replace(".", "", 1).isdecimal() else _iso(plain) or _written(plain, month_first)
    if found is None or found.year < _OLDEST_VISIT:
        return None
    try:
        at, offset = clock.stamp(found)
    except (OverflowError, ValueError, OSError):
        return None
    return (at, offset) if at <= (clock.stamp()[0] if latest is None else latest) else None


def _iso(plain: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return _noon(found.date()) if len(plain) <= 10 else found


def _number(plain: str) -> datetime | None:
    whole = plain.partition(".")[0]
    if len(whole) in _COMPACT and whole == plain and whole[:2] in ("19", "20"):
        try:
            found = datetime.strptime(plain, _COMPACT[len(plain)])
        except ValueError:
            return None
        return _noon(found.date()) if len(plain) == 8 else found
    try:
        if len(whole) in _EPOCH_DIGITS:
            return datetime.fromtimestamp(float(plain) / _EPOCH_DIGITS[len(whole)]).astimezone()
        if int(whole) in _EXCEL_DAYS and len(whole) == 5:
            days, part = divmod(float(plain), 1)
            day = _EXCEL_ZERO + timedelta(days=int(days))
            return datetime.combine(day, time()) + timedelta(seconds=round(part * 86400)) if part else _noon(day)
    except (OverflowError, ValueError, OSError):
        pass
    return None


def _written(plain: str, month_first: bool) -> datetime | None:
    found = _CLOCK.search(plain)
    day = _day(plain[: found.start()] if found else plain, month_first)
    if day is None:
        return None
    if found is None:
        return _noon(day)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    zone = found[5] or ""
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    try:
        return datetime.fromisoformat(f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}{zone}")
    except ValueError:
        return None


def _day(text: str, month_first: bool) -> date | None:
    text = _WEEKDAY.sub("", text.strip(" ,"))
    if found := _SLASHED_YEAR.match(text):
        text = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    try:
        day, month, year = dates.read_typed(text, month_first=month_first)
        return None if day is None or month is None or year is None else date(year, month, day)
    except (Refusal, ValueError):
        return None


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))
