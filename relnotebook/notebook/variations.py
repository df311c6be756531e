"""When a variation of the usual holds, and what it makes of the order. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base.problems import Refusal
from relnotebook.base.text import clean
from relnotebook.notebook import entry

RULES = ("weekday", "after", "before", "months", "for", "asked")
EFFECTS = ("plus", "change", "instead")


@dataclass(frozen=True, slots=True)
class Variation:
    """A variation of the usual; `holds` says whether its rule is true at the moment of reading."""

    id: int
    rule: str
    value: str
    effect: str
    thing: str
    holds: bool


def hold(rule: str, value: str, when: datetime) -> bool:
    """Whether a rule is true at a local moment. What somebody must say first ("for", "asked") never holds by itself.

    A value that cannot be read (from another program's file) does not hold.
    """
    if rule == "weekday":
        return when.weekday() in _numbers(value, 0, 6)
    if rule == "months":
        return when.month in _numbers(value, 1, 12)
    if rule in ("after", "before"):
        try:
            mark = read_time(value)
        except Refusal:
            return False
        now = f"{when.hour:02}:{when.minute:02}"
        return now >= mark if rule == "after" else now < mark
    return False


def _numbers(value: str, least: int, most: int) -> frozenset[int]:
    """The numbers of "4", "5,6", "0-4" and, past the end, "11-2"; empty when one of them is none."""
    found: set[int] = set()
    for part in value.split(","):
        ends = [end.strip() for end in part.split("-")]
        if len(ends) > 2 or not all(end.isdecimal() and least <= int(end) <= most for end in ends):
            return frozenset()
        first, last = int(ends[0]), int(ends[-1])
        span = most - least + 1
        found.update(least + (first - least + step) % span for step in range((last - first) % span + 1))
    return frozenset(found)


_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def read_time(text: str) -> str:
    """ "15:00" from "15:00", "15", "3 pm". Raises Refusal("bad-time", text=...)."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Refusal("bad-time", text=text)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise Refusal("bad-time", text=text)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Refusal("bad-time", text=text)
    return f"{hour:02}:{minute:02}"


def proper_value(rule: str, value: str) -> str:
    """The value of a rule in the one form it is stored in.

    Raises Refusal: "bad-choice" (unknown rule), "bad-days", "bad-months", "bad-time", "empty-value" (nobody to be for,
    nothing to be asked for).
    """
    if rule not in RULES:
        raise Refusal("bad-choice", field="rule", value=rule)
    if rule in ("after", "before"):
        return read_time(value)
    if rule == "weekday":
        days = _numbers(value, 0, 6)
        if not days:
            raise Refusal("bad-days", value=value)
        return ",".join(map(str, sorted(days)))
    if rule == "months":
        value = value.replace(" ", "")
        if not _numbers(value, 1, 12):
            raise Refusal("bad-months", value=value)
        return value
    value = clean(value)
    if not value:
        raise Refusal("empty-value", field="variation")
    return value


def apply(items: Sequence[str], variations: Iterable[Variation]) -> tuple[str, ...]:
    """The items of an order with these variations: first "instead", then "change", then "plus"."""
    chosen = list(variations)
    made = list(items)
    for variation in chosen:
        if variation.effect == "instead":
            made = things(variation)
    for variation in chosen:
        if variation.effect == "change":
            made[:1] = [", ".join([*made[:1], variation.thing])]
    for variation in chosen:
        if variation.effect == "plus":
            made += things(variation)
    return tuple(made)


def things(variation: Variation) -> list[str]:
    """The items a variation brings, named without their article: "a cardamom bun" -> ["cardamom bun"]."""
    return [entry.bare(item) for item in entry.split(variation.thing)]
