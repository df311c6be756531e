"""Values into the words people use: acts, problems, days, spans, counts. Pure; dates by QLocale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import QDate, QLocale, QTime

from relnotebook.base import words
from relnotebook.base.phrases import act, done, redo_label, undo_label
from relnotebook.base.sentences import problem
from relnotebook.base.words import _, n_

__all__ = [
    "act", "ago", "clock", "count", "date_words", "day_long", "day_margin", "day_month", "day_short", "days_until",
    "done", "listed", "minutes_ago", "month_name", "month_year", "problem", "redo_label", "size", "span_days",
    "undo_label", "weekday_name", "weekday_plural",
]  # fmt: skip

WEEK, LONG_AGO = 7, 60  # days: until then a weekday, until then "23 days ago", later a date


def ago(moment: datetime, now: datetime) -> str:
    """When it was, seen from `now`: "Today, 07:52", "Yesterday", "Wednesday", "23 days ago", "12 March 2024"."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("Today, {clock}").format(clock=clock(moment))
    if days == 1:
        return _("Yesterday")
    if 1 < days < WEEK:
        return weekday_name(moment.weekday())
    if WEEK <= days < LONG_AGO:
        return n_("{n} day ago", "{n} days ago", days)
    return date_words(moment.day, moment.month, None if moment.year == now.year else moment.year)


def day_short(moment: datetime, now: datetime) -> str:
    """A day for a narrow column: "Wed 18", "9 Nov", "9 Nov 2024"."""
    days = (now.date() - moment.date()).days
    if 0 <= days <= WEEK:
        # Translators: a QLocale pattern, e.g. "Wed 18".
        return _written(moment, _("ddd d"))
    # Translators: QLocale patterns, e.g. "9 Nov" and "9 Nov 2024".
    return _written(moment, _("d MMM") if moment.year == now.year else _("d MMM yyyy"))


def day_margin(moment: datetime, now: datetime) -> str:
    """A day beside the margin rule, where a year takes too much room: "Wed 18", "9 Nov", "30/9/17"."""
    if moment.year == now.year or 0 <= (now.date() - moment.date()).days <= WEEK:
        return day_short(moment, now)
    pattern = _locale().dateFormat(QLocale.FormatType.ShortFormat)
    for long, short in (("yyyy", "yy"), ("MM", "M"), ("dd", "d")):
        pattern = pattern.replace(long, short)
    return _written(moment, pattern)


def day_named(moment: datetime | date) -> str:
    """A day on a button: "Tue 3 Nov"."""
    # Translators: a QLocale pattern, e.g. "Tue 3 Nov".
    return _written(moment, _("ddd d MMM"))


def day_long(moment: datetime | date) -> str:
    """A whole day: "Wednesday 18 November 2026"."""
    # Translators: a QLocale pattern, e.g. "Wednesday 18 November 2026".
    return _written(moment, _("dddd d MMMM yyyy"))


def clock(moment: datetime) -> str:
    """The time of day as this computer writes it: "08:38"."""
    return _locale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def month_year(moment: datetime | date) -> str:
    """ "May 2023"."""
    # Translators: a QLocale pattern, e.g. "May 2023".
    return _written(moment, _("MMMM yyyy"))


def month_name(month: int) -> str:
    """ "March" for 3; '' for what is no month."""
    return _locale().standaloneMonthName(month) if 1 <= month <= 12 else ""


def weekday_name(weekday: int) -> str:
    """ "Wednesday" for 2 (Monday is 0)."""
    return _locale().standaloneDayName(weekday % 7 + 1)


def weekday_plural(weekday: int) -> str:
    """ "Wednesdays" for 2 (Monday is 0)."""
    names = (
        _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"),
    )  # fmt: skip
    return names[weekday % 7]


def minutes_ago(minutes: int) -> str:
    """ "a moment ago", "1 minute ago", "7 minutes ago"."""
    return _("a moment ago") if minutes < 1 else n_("{n} minute ago", "{n} minutes ago", minutes)


def span_days(days: float) -> str:
    """How often somebody comes: "about every 3 days", "about weekly"."""
    whole = max(1, int(days + 0.5))  # a half up, as notebook/rhythm says it
    if whole == 1:
        return _("nearly every day")
    if whole == 7:
        return _("about weekly")
    if whole <= 11:
        return n_("about every {n} day", "about every {n} days", whole)
    if whole <= 25:
        return n_("about every {n} week", "about every {n} weeks", round(whole / 7))
    if whole <= 45:
        return _("about monthly")
    if whole <= 330:
        return n_("about every {n} month", "about every {n} months", round(whole / 30.4))
    years = round(whole / 365)
    return _("about once a year") if years < 2 else n_("about every {n} year", "about every {n} years", years)


def count(number: int) -> str:
    """ "1,284"."""
    return _locale().toString(number)


def size(octets: int) -> str:
    """ "6.4 MB": in thousands, as disks are sold."""
    return _locale().formattedDataSize(octets, 1 if octets >= 1000 else 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def date_words(day: int | None, month: int, year: int | None = None) -> str:
    """ "14 March", "14 March 1990", "March" (no day known), "March 1990"."""
    if not day:
        return month_year(date(year, month, 1)) if year else month_name(month)
    shown = date(year or 2024, month, day)
    # Translators: QLocale patterns, e.g. "14 March 1990" and "14 March".
    return _written(shown, _("d MMMM yyyy") if year else _("d MMMM"))


def day_month(day: int, month: int) -> str:
    """A day of every year, for a narrow column: "2 Dec"."""
    # Translators: a QLocale pattern, e.g. "9 Nov".
    return _written(date(2024, month, day), _("d MMM"))


def days_until(day: date, today: date) -> str:
    """How far off a day is: "today", "tomorrow", "in 5 days", "in 16 weeks", "in 8 months"."""
    days = (day - today).days
    if days < 0:
        return n_("{n} day ago", "{n} days ago", -days)
    if days < 2:
        return _("tomorrow") if days else _("today")
    if days < 14:
        return n_("in {n} day", "in {n} days", days)
    if days < 182:
        return n_("in {n} week", "in {n} weeks", days // 7)
    return n_("in {n} month", "in {n} months", round(days / 30.4))


def listed(things: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(things) < 2:
        return things[0] if things else ""
    return _("{most} and {last}").format(most=", ".join(things[:-1]), last=things[-1])


def _written(moment: datetime | date, pattern: str) -> str:
    return _locale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def _locale() -> QLocale:
    """The computer's locale when it speaks the notebook's language, or else that language's own."""
    return _locale_for(words.language(), QLocale().name())


@lru_cache(maxsize=4)
def _locale_for(language: str, computer: str) -> QLocale:
    own = QLocale(computer)
    spoken = QLocale("en_GB" if language == "en" else language)
    if own.language() == spoken.language() and own.language() != QLocale.Language.C:
        return own
    return spoken
