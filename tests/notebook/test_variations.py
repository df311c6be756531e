"""When a variation holds, how its rule may be typed, and what it makes of the order."""

from __future__ import annotations

from datetime import datetime

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.notebook import variations
from relnotebook.notebook.variations import Variation

FRIDAY_1459 = datetime(2026, 11, 20, 14, 59)
FRIDAY_1500 = datetime(2026, 11, 20, 15, 0)
SUNDAY = datetime(2026, 2, 1, 8, 0)


@pytest.mark.parametrize(
    ("rule", "value", "when", "holds"),
    [
        ("weekday", "4", FRIDAY_1500, True),
        ("weekday", "5,6", FRIDAY_1500, False),
        ("weekday", "5,6", SUNDAY, True),
        ("weekday", "0-4", FRIDAY_1500, True),
        ("weekday", "5-0", SUNDAY, True),
        ("weekday", "5-0", FRIDAY_1500, False),
        ("after", "15:00", FRIDAY_1459, False),
        ("after", "15:00", FRIDAY_1500, True),
        ("before", "15:00", FRIDAY_1459, True),
        ("before", "15:00", FRIDAY_1500, False),
        ("months", "6-8", FRIDAY_1500, False),
        ("months", "11-2", FRIDAY_1500, True),
        ("months", "11-2", SUNDAY, True),
        ("months", "3-10", SUNDAY, False),
        ("months", "2", SUNDAY, True),
        ("for", "Tom", SUNDAY, False),
        ("asked", "Hot days", SUNDAY, False),
        ("weekday", "7", SUNDAY, False),
        ("weekday", "", SUNDAY, False),
        ("months", "six", SUNDAY, False),
        ("after", "tea time", SUNDAY, False),
        ("full moon", "1", SUNDAY, False),
    ],
)
def test_a_rule_holds(rule: str, value: str, when: datetime, holds: bool) -> None:
    assert variations.hold(rule, value, when) is holds


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("15:00", "15:00"),
        ("15", "15:00"),
        ("3 pm", "15:00"),
        ("3:30pm", "15:30"),
        ("8.15", "08:15"),
        ("12 am", "00:00"),
    ],
)
def test_a_time_may_be_typed_in_many_ways(typed: str, kept: str) -> None:
    assert variations.proper_value("after", typed) == kept


@pytest.mark.parametrize(
    ("rule", "value", "code"),
    [
        ("after", "25:00", "bad-time"),
        ("before", "noon", "bad-time"),
        ("before", "13 pm", "bad-time"),
        ("weekday", "8", "bad-days"),
        ("weekday", "", "bad-days"),
        ("months", "0-3", "bad-months"),
        ("for", "  ", "empty-value"),
        ("asked", "", "empty-value"),
        ("tide", "high", "bad-choice"),
    ],
)
def test_what_cannot_be_read_is_refused(rule: str, value: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        variations.proper_value(rule, value)
    assert refused.value.code == code


def test_weekdays_are_kept_in_order_and_once() -> None:
    assert variations.proper_value("weekday", "6, 5,5") == "5,6"
    assert variations.proper_value("weekday", "0-2") == "0,1,2"
    assert variations.proper_value("months", "11 - 2") == "11-2"


def vary(effect: str, thing: str) -> Variation:
    return Variation(1, "asked", "so", effect, thing, False)


PLUS_BUN, DECAF, ICED = vary("plus", "a cardamom bun"), vary("change", "decaf"), vary("change", "iced")
CHAI, TWO = vary("instead", "a chai latte"), vary("plus", "a juice; an apple")


@pytest.mark.parametrize(
    ("chosen", "had"),
    [
        ((), ("Oat flat white", "toast")),
        ((PLUS_BUN,), ("Oat flat white", "toast", "cardamom bun")),
        ((DECAF,), ("Oat flat white, decaf", "toast")),
        ((DECAF, ICED), ("Oat flat white, decaf, iced", "toast")),
        ((CHAI,), ("chai latte",)),
        ((PLUS_BUN, DECAF, CHAI), ("chai latte, decaf", "cardamom bun")),
        ((TWO,), ("Oat flat white", "toast", "juice", "apple")),
    ],
)
def test_variations_change_the_order(chosen: tuple[Variation, ...], had: tuple[str, ...]) -> None:
    assert variations.apply(("Oat flat white", "toast"), chosen) == had
