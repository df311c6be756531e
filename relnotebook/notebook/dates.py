"""Dates that matter: birthdays with or without a year, name days, any other; the 29 February rule.

Day, month and year are three numbers of which each may be missing: a fake year is never stored.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.notebook import names, shop
from relnotebook.notebook.shop import LEAP_RULES
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

KINDS = ("birthday", "name_day", "anniversary", "other")
MONTH_FIRST_REGIONS = frozenset({"US", "PH", "PR", "GU"})
"""Where 3/4 is the fourth of March."""

_NO_YEAR = frozenset({0, 1604, 1900})  # what Square, Apple and spreadsheets write when the year is not known
_OLDEST = 1800

Parts = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class SpecialDate:
    """`day`, `month`, `year` may each be None: a birthday in March is (None, 3, None)."""

    id: int
    kind: str  # birthday, name_day, anniversary, other
    title: str
    day: int | None
    month: int | None
    year: int | None
    leap_rule: str  # '' = the shop's rule
    next: date | None  # the next time it is kept; None when no day is known


# Reads

_OF = """
SELECT d.id, d.kind, d.title, d.day, d.month, d.year, d.leap_rule,
       coalesce((SELECT leap_rule FROM shop ORDER BY id LIMIT 1), '28feb')
FROM special_date d WHERE d.customer_id = ?
ORDER BY d.kind <> 'birthday', d.month IS NULL, d.month, d.day, d.id
"""


def of(s: Session, customer: CustomerId) -> tuple[SpecialDate, ...]:
    """The birthday first, the others through the year."""
    today = clock.today()
    return tuple(
        SpecialDate(key, kind, title, day, month, year, rule, next_kept(day, month, rule or shop_rule, today))
        for key, kind, title, day, month, year, rule, shop_rule in s.raw(_OF, (customer,))
    )


def next_kept(day: int | None, month: int | None, rule: str, today: date) -> date | None:
    """The next day on or after `today` on which the date is kept; 29 February by `rule` (28feb, 1mar). Pure."""
    if day is None or month is None:
        return None
    this_year = kept_in(today.year, day, month, rule)
    return this_year if this_year >= today else kept_in(today.year + 1, day, month, rule)


def kept_in(year: int, day: int, month: int, rule: str) -> date:
    """The day on which a date is kept in a year; 29 February by `rule` where there is none. Pure."""
    if (day, month) == (29, 2) and not calendar.isleap(year):
        return date(year, 3, 1) if rule == "1mar" else date(year, 2, 28)
    return date(year, month, day)


# Reading what was typed


def read_typed(text: str, *, month_first: bool = False) -> Parts:
    """(day, month, year) from "14/3", "14 March", "March 1980", "March", "1990-02-28", "--0412", "about 40".

    `month_first` reads 3/4 as the fourth of March. A year that programs write for "not known" (0000, 1604, 1900)
    is none. Raises Refusal("bad-date", text=..., hint=...) with the nearest possible date in `hint`:
    31/02/1990 -> 28/02/1990.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    for read in (_machine, _numbers, _words):
        found = read(plain, month_first)
        if found is not None:
            parts, style = found
            return _checked(text, parts, style, month_first)
    raise Refusal("bad-date", text=text.strip(), hint="")


_Found = tuple[Parts, str] | None

_ISO = re.compile(r"(\d{4})(?:-?(\d\d)-?(\d\d)(?:[t ][\d:.,+z -]*)?|[-/.](\d{1,2})[-/.](\d{1,2}))")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEARLESS = re.compile(r"--(\d\d)-?(\d\d)?")


def _machine(plain: str, month_first: bool) -> _Found:
    """The forms of files: 1990-02-28, 19900228, 1990-02-28T00:00:00Z, 1990-02, --0412, --04-12, --04."""
    if m := _ISO.fullmatch(plain):
        return (int(m[3] or m[5]), int(m[2] or m[4]), int(m[1])), "iso"
    if m := _YEAR_MONTH.fullmatch(plain):
        return (None, int(m[2]), int(m[1])), "iso"
    if m := _YEARLESS.fullmatch(plain):
        return (int(m[2]) if m[2] else None, int(m[1]), None), "iso"
    return None


_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*(?:[/.\- ]\s*(\d{4}|\d{2})?)?\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{4})")
_YEAR = re.compile(r"\d{4}")


def _numbers(plain: str, month_first: bool) -> _Found:
    """Hand-written numbers: 14/3, 14.3., 14-03-80, 3/1980, 1980."""
    if m := _NUMBERS.fullmatch(plain):
        day, month = (int(m[2]), int(m[1])) if month_first else (int(m[1]), int(m[2]))
        if month > 12 >= day > 0:
            day, month = month, day
        year = _full_year(m[3]) if m[3] else None
        return (day, month, year), "numbers"
    if m := _MONTH_YEAR.fullmatch(plain):
        return (None, int(m[1]), int(m[2])), "numbers"
    if _YEAR.fullmatch(plain):
        return (None, None, int(plain)), "numbers"
    return None


def _full_year(digits: str) -> int:
    """80 is 1980, 19 is 2019: the newest year of that ending that is not in the future."""
    if len(digits) == 4:
        return int(digits)
    now = clock.today().year
    year = now - now % 100 + int(digits)
    return year if year <= now else year - 100


_ABOUT = re.compile(r"(?:about|around|ca\.?|circa|~)\s*(\d{1,3})")
_FILLING = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|[.,]|\bof\b|\bthe\b|\bin\b")


def _words(plain: str, month_first: bool) -> _Found:
    """Forms with a month's name: 14 March, March 14th 1980, March 1980, March; and "about 40", an age."""
    if m := _ABOUT.fullmatch(plain):
        return (None, None, clock.today().year - int(m[1])), "words"
    parts = _FILLING.sub(" ", plain).split()
    months = [(at, number) for at, word in enumerate(parts) if (number := _month(word))]
    if len(months) != 1 or len(parts) > 3:
        return None
    at, month = months[0]
    numbers = parts[:at] + parts[at + 1 :]
    if not all(re.fullmatch(r"\d{1,2}|\d{4}", n) for n in numbers):
        return None
    return _day_and_year(numbers, month, leading=at == 0)


def _day_and_year(numbers: list[str], month: int, *, leading: bool) -> _Found:
    """What the numbers beside a month are; behind a leading month (Mar 80) one that is no day is a year."""
    if len(numbers) == 2:
        day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
        return ((int(day), month, _full_year(year)), "words") if len(day) <= 2 else None
    if len(numbers) == 1:
        only = numbers[0]
        if len(only) == 4 or (leading and int(only) > 31):
            return (None, month, _full_year(only)), "words"
        return (int(only), month, None), "words"
    return (None, month, None), "words"


def _month_names() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def month_name(month: int) -> str:
    """ "March" for 3, in the shop's language."""
    return _month_names()[month - 1]


def _month(word: str) -> int:
    """1 to 12 for a month's name, in English or the shop's language, or three letters and more of it; 0 for none."""
    if len(word) < 3:
        return 0
    for number, (english, own) in enumerate(zip(calendar.month_name[1:], _month_names(), strict=True), 1):
        if english.casefold().startswith(word) or own.casefold().startswith(word):
            return number
    return 9 if word == "sept" else 0


def _checked(text: str, parts: Parts, style: str, month_first: bool) -> Parts:
    """The parts with unknown years left out, or the Refusal with the nearest date there is."""
    day, month, year = parts
    year = None if year in _NO_YEAR else year
    if year is not None and not _OLDEST <= year <= 9999:
        raise Refusal("bad-date", text=text.strip(), hint="")
    near_month = None if month is None else min(max(month, 1), 12)
    longest = calendar.monthrange(year or 2024, near_month)[1] if near_month else 31
    near_day = None if day is None else min(max(day, 1), longest)
    if (near_day, near_month) != (day, month):
        hint = _hint((near_day, near_month, year), style, month_first) if day and month else ""
        raise Refusal("bad-date", text=text.strip(), hint=hint)
    return day, month, year


def _hint(parts: Parts, style: str, month_first: bool) -> str:
    """The nearest date written the way the wrong one was."""
    day, month, year = parts
    if day is None or month is None:
        return ""
    if style == "iso":
        return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
    if style == "words":
        return f"{day} {_month_names()[month - 1]} {year or ''}".strip()
    first, second = (month, day) if month_first else (day, month)
    return f"{first:02}/{second:02}" + (f"/{year:04}" if year else "")


# Acts


@act(Act.SET_DATE)
def set_date(
    w: Write,
    customer: CustomerId,
    kind: str,
    text: str,
    *,
    title: str = "",
    leap_rule: str = "",
    special_date: int | None = None,
) -> int:
    """Write down or change a date as it was typed. A second birthday takes the place of the first.

    Raises Refusal("bad-date", text, hint), Refusal("date-in-future", text) for a birthday to come,
    Refusal("bad-choice", field, value) for another kind or rule.
    """
    if kind not in KINDS:
        raise Refusal("bad-choice", field="kind", value=kind)
    if leap_rule not in ("", *LEAP_RULES):
        raise Refusal("bad-choice", field="leap_rule", value=leap_rule)
    day, month, year = read_typed(text, month_first=shop.region(w) in MONTH_FIRST_REGIONS)
    if kind == "birthday" and _still_to_come(day, month, year):
        raise Refusal("date-in-future", text=text.strip())
    title = clean(title, limit=80) or _as_told(text)
    values = {"kind": kind, "title": title, "day": day, "month": month, "year": year, "leap_rule": leap_rule}
    if special_date is None and kind == "birthday":
        special_date = names.first(w.raw(_BIRTHDAY, (customer,)))
    if special_date is None:
        names.label(w, customer, kind=kind)
        return w.add(schema.special_date, customer_id=customer, **values)
    row = names.whose(w, schema.special_date, special_date, "no-date")
    names.label(w, row["customer_id"], kind=kind)
    w.put(schema.special_date, special_date, **values)
    return special_date


_BIRTHDAY = "SELECT id FROM special_date WHERE customer_id = ? AND kind = 'birthday' ORDER BY id LIMIT 1"


def _still_to_come(day: int | None, month: int | None, year: int | None) -> bool:
    today = clock.today()
    return year is not None and (year, month or 1, day or 1) > (today.year, today.month, today.day)


def _as_told(text: str) -> str:
    """ "about 40 (2026)" for an age that was only guessed, so that nobody takes the year for certain; else ''."""
    if not _ABOUT.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold()):
        return ""
    return f"{clean(text, limit=40)} ({clock.today().year})"


@act(Act.REMOVE_DATE)
def remove_date(w: Write, special_date: int) -> None:
    """Raises NotFound("no-date")."""
    row = names.whose(w, schema.special_date, special_date, "no-date")
    names.label(w, row["customer_id"], kind=row["kind"])
    w.drop(schema.special_date, special_date)
