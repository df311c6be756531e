"""The conditions of variations as days, months and hours: "Fridays", "June to August", "3 pm". Pure; no widgets."""

from __future__ import annotations

from relnotebook.base import words
from relnotebook.base.words import _
from relnotebook.widgets import say


def numbers(value: str, least: int, most: int) -> tuple[int, ...]:
    """The numbers of "4", "5,6", "0-4" and, past the end, "11-2", in the order written; empty when one is none."""
    found: list[int] = []
    for part in value.split(","):
        ends = [end.strip() for end in part.split("-")]
        if len(ends) > 2 or not all(end.isdecimal() and least <= int(end) <= most for end in ends):
            return ()
        at, last = int(ends[0]), int(ends[-1])
        found.append(at)
        while at != last:
            at = at + 1 if at < most else least
            found.append(at)
    return tuple(found)


def weekdays(value: str) -> str:
    """ "Fridays", "Weekdays", "Saturdays and Sundays" from "4", "0-4", "5,6"; '' when it cannot be read."""
    days = tuple(sorted(set(numbers(value, 0, 6))))
    if days == (0, 1, 2, 3, 4):
        return _("Weekdays")
    return say.listed([say.weekday_plural(day) for day in days])


def months(value: str) -> str:
    """ "June to August", "May" from "6-8", "5"; '' when it cannot be read."""
    found = numbers(value, 1, 12)
    if "-" in value and len(found) > 1:
        return _("{month} to {other}").format(month=say.month_name(found[0]), other=say.month_name(found[-1]))
    return say.listed([say.month_name(month) for month in found])


def hour(value: str) -> str:
    """ "3 pm" from "15:00" in English; elsewhere, and for other minutes, the time as it is written."""
    head, _colon, minutes = value.partition(":")
    if not words.language().startswith("en") or minutes != "00" or not head.isdecimal():
        return value
    clock = int(head)
    return f"{clock % 12 or 12} {'pm' if clock >= 12 else 'am'}"
