"""By when feedback is answered: never in the past, never on a closed day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.notebook import deadlines, hours

from ..builders import Shop

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("kind", "severity", "due"),
    [
        ("complaint", "serious", "2026-11-20"),
        ("complaint", "real", "2026-11-22"),
        ("complaint", "minor", "2026-11-27"),
        ("complaint", "", "2026-11-22"),
        ("question", "", "2026-11-21"),
        ("suggestion", "", "2026-11-27"),
        ("praise", "", "2026-11-27"),
        ("question", "serious", "2026-11-20"),
        ("mood", "", ""),
    ],
)
def test_the_worse_it_is_the_sooner(shop: Shop, kind: str, severity: str, due: str) -> None:
    assert shop.read(deadlines.default, kind, severity) == due


def test_a_closed_day_gives_way_to_the_next_open_one(shop: Shop) -> None:
    shop.do(hours.set_hours, {6: ""})
    assert shop.read(deadlines.default, "complaint", "") == "2026-11-23"
    shop.do(hours.set_closed, "2026-11-20", "2026-11-25")
    assert shop.read(deadlines.default, "complaint", "serious") == "2026-11-26"


@pytest.mark.parametrize(
    ("said", "due"),
    [(date(2026, 11, 19), "2026-11-21"), (date(2026, 11, 1), "2026-11-20"), (None, "2026-11-22")],
)
def test_the_days_count_from_when_it_was_said(shop: Shop, said: date | None, due: str) -> None:
    assert shop.read(deadlines.default, "complaint", "real", said) == due


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    open_on=st.sets(st.integers(0, 6), min_size=1),
    said=st.dates(date(2026, 1, 1), TODAY),
    kind=st.sampled_from(("complaint", "question", "praise", "suggestion")),
    severity=st.sampled_from(("", *deadlines.SEVERITIES)),
)
def test_it_is_always_an_open_day_that_has_not_been(
    shop: Shop, open_on: set[int], said: date, kind: str, severity: str
) -> None:
    shop.do(
        hours.set_hours,
        {day: "08:00-18:00" if day in open_on else "" for day in sorted(range(7), key=lambda d: d not in open_on)},
    )
    due = date.fromisoformat(shop.read(deadlines.default, kind, severity, said))
    assert due >= clocks.today()
    assert due.weekday() in open_on
    assert (due - TODAY).days <= 7 + 6
