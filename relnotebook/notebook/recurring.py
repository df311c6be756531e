"""When something comes again: every so many days, weeks, months, years, or on a weekday. Pure.

A rule is kept as "10 days", "2 weeks", "1 months", "1 years", "weekday 4" (Monday 0) or "weekdays" (Monday to Friday);
"" is once. Where a month may be too short for it, the day of month stands behind: "1 months 31" comes on 28 February
and then on 31 March. Behind weeks stands the weekday they keep to, Monday 1: "2 weeks 5" is every other Friday.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from relnotebook.base.problems import Refusal
from relnotebook.base.words import _
from relnotebook.notebook import days

MOST = {"day": 3650, "week": 520, "month": 120, "year": 50}
"""The longest rule of each unit: about as long as a shop plans."""

_RULE = re.compile(r"(\d{1,4}) (day|week|month|year)s(?: (\d{1,2}))?")
_WEEKDAY = re.compile(r"weekday ([0-6])")
_TYPED = re.compile(r"(?:every |once )?(?:(\w+) )?(day|week|month|year)s?")
_ON = re.compile(r"(.+ weeks?|weekly|fortnightly|biweekly|bi-weekly|every fortnight) on (?:an? )?(\w+)")
_OTHER = re.compile(r"(?:every )?(?:other|second|2nd) (\w+)")
_ALIKE = {
    "daily": "1 days",
    "weekly": "1 weeks",
    "fortnightly": "2 weeks",
    "every fortnight": "2 weeks",
    "biweekly": "2 weeks",
    "bi-weekly": "2 weeks",
    "weekdays": "weekdays",
    "on weekdays": "weekdays",
    "every weekday": "weekdays",
    "every working day": "weekdays",
    "monthly": "1 months",
    "quarterly": "3 months",
    "yearly": "1 years",
    "annually": "1 years",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """`unit`: day, week, month, year, weekday, weekdays. For a weekday `count` is which (Monday 0).

    `anchor`: the day of month to keep; of weeks the weekday, from 1 for Monday; 0 for none.
    """

    unit: str
    count: int
    anchor: int = 0


def parse(every: str) -> Rule | None:
    """A rule as it is kept; None for "" and for what no version writes."""
    if m := _WEEKDAY.fullmatch(every):
        return Rule("weekday", int(m[1]))
    if every == "weekdays":
        return Rule("weekdays", 1)
    if (m := _RULE.fullmatch(every)) and 0 < int(m[1]) <= MOST[m[2]]:
        return Rule(m[2], int(m[1]), int(m[3] or 0))
    return None


def read(text: str) -> str:
    """The rule meant by "every 10 days", "monthly", "Fridays", "every second..." and by a kept rule; "" for nothing.

    Raises Refusal("bad-recurrence", text).
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not plain or parse(plain) is not None:
        return plain
    if plain in _ALIKE:
        return _ALIKE[plain]
    if kept := _weeks_on(plain):
        return kept
    weekday = days.weekday_of(plain.removeprefix("every ").removeprefix("on "))
    if weekday is not None:
        return f"weekday {weekday}"
    if m := _TYPED.fullmatch(plain):
        count = 2 if m[1] in ("other", "second") else days.number_of(m[1] or "a")
        if count is not None and 0 < count <= MOST[m[2]]:
            return f"{count} {m[2]}s"
    raise Refusal("bad-recurrence", text=text.strip())


def _weeks_on(plain: str) -> str:
    """ "every 2 weeks on Friday", "every other Friday"; "" for other words."""
    if m := _ON.fullmatch(plain):
        weeks, weekday = m[1], days.weekday_of(m[2])
    elif m := _OTHER.fullmatch(plain):
        weeks, weekday = "2 weeks", days.weekday_of(m[1])
    else:
        return ""
    rule = parse(read(weeks)) if weekday is not None else None
    if rule is None or weekday is None or rule.unit != "week":
        return ""
    return f"weekday {weekday}" if rule.count == 1 else f"{rule.count} weeks {weekday + 1}"


def anchored(every: str, due: date) -> str:
    """The rule with the day of month to keep, when months may be too short for the day it begins on."""
    rule = parse(every)
    if rule is None or rule.unit not in ("month", "year"):
        return every
    rule_alone = f"{rule.count} {rule.unit}s"
    return f"{rule_alone} {due.day}" if due.day > 28 else rule_alone


def same(before: str, every: str) -> str:
    """The rule as it was when it is only said anew, so that the 31st is not forgotten in February; else the new one."""
    old, new = parse(before), parse(every)
    if old is None or new is None or (old.unit, old.count) != (new.unit, new.count):
        return every
    return before if old.unit in ("month", "year") and old.anchor > new.anchor else every


def first(every: str, today: date) -> date | None:
    """The first day of a rule that begins today; None for no rule."""
    rule = parse(every)
    if rule is None:
        return None
    return days.next_weekday(today, rule.anchor - 1) if _on_weekday(rule) else _step(rule, today, 1)


def _on_weekday(rule: Rule) -> bool:
    return rule.unit == "week" and 1 <= rule.anchor <= 7


def following(every: str, done_on: date, due: date | None, *, from_done: bool) -> date | None:
    """The next day after it was done; None when it does not come again.

    By the calendar it is the first turn after both the day it was due and the day it was done; `from_done` counts from
    the day it was done. A weekday is a weekday either way.
    """
    rule = parse(every)
    if rule is None:
        return None
    if rule.unit in ("weekday", "weekdays"):
        return _step(rule, max(due or done_on, done_on), 1)
    if from_done or due is None:
        return _step(rule if rule.unit == "week" else Rule(rule.unit, rule.count), done_on, 1)
    turns = _turns(rule, due, done_on)
    return next(day for day in (_step(rule, due, turns + n) for n in range(3)) if day > done_on or day >= days.LATEST)


def _turns(rule: Rule, due: date, done_on: date) -> int:
    """A number of turns from `due` that does not go beyond the first day after `done_on`; at least one."""
    if rule.unit in ("day", "week"):
        passed = (done_on - due).days // (rule.count * (7 if rule.unit == "week" else 1))
    else:
        months = (done_on.year - due.year) * 12 + done_on.month - due.month
        passed = months // (rule.count * (12 if rule.unit == "year" else 1))
    return max(passed, 1)


def _step(rule: Rule, day: date, turns: int) -> date:
    if rule.unit == "weekday":
        return days.next_weekday(day, rule.count)
    if rule.unit == "weekdays":
        return days.next_weekday(day, 0) if day.weekday() > 3 else days.later(day, 1, "day")
    if rule.unit in ("day", "week"):
        found = days.later(day, rule.count * turns, rule.unit)
        move = rule.anchor - 1 - found.weekday() if _on_weekday(rule) and found < days.LATEST else 0
        return found + timedelta(days=move)
    return days.months_on(day, rule.count * turns * (12 if rule.unit == "year" else 1), rule.anchor)


def words(every: str) -> str:
    """ "every 10 days", "every month", "every Friday"; "" for once."""
    rule = parse(every)
    if rule is None:
        return ""
    if rule.unit == "weekday":
        return _("every {weekday}").format(weekday=days.weekdays()[rule.count])
    if rule.unit == "weekdays":
        return _("every weekday")
    if _on_weekday(rule):
        on = days.weekdays()[rule.anchor - 1]
        return _("{often} on {weekday}").format(often=days.every(rule.count, rule.unit), weekday=on)
    return days.every(rule.count, rule.unit)


def in_days(every: str) -> float | None:
    """About how many days lie between two turns; None for once."""
    rule = parse(every)
    if rule is None:
        return None
    if rule.unit == "weekday":
        return 7.0
    if rule.unit == "weekdays":
        return 1.4
    return rule.count * {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}[rule.unit]
