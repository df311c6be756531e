from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base.problems import Refusal
from relnotebook.notebook import days, recurring

ANY_DAY = st.dates(date(2024, 1, 1), date(2104, 12, 31))
RULES = st.one_of(
    st.builds("{} days".format, st.integers(1, 400)),
    st.builds("{} weeks".format, st.integers(1, 60)),
    st.builds("{} months".format, st.integers(1, 36)),
    st.builds("{} years".format, st.integers(1, 10)),
    st.builds("weekday {}".format, st.integers(0, 6)),
    st.just("weekdays"),
)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("", ""),
        ("every day", "1 days"),
        ("daily", "1 days"),
        ("every 10 days", "10 days"),
        ("10 days", "10 days"),
        ("weekly", "1 weeks"),
        ("every week", "1 weeks"),
        ("every other week", "2 weeks"),
        ("Every two weeks", "2 weeks"),
        ("fortnightly", "2 weeks"),
        ("monthly", "1 months"),
        ("every month", "1 months"),
        ("every 6 months", "6 months"),
        ("quarterly", "3 months"),
        ("every year", "1 years"),
        ("yearly", "1 years"),
        ("every Friday", "weekday 4"),
        ("Fridays", "weekday 4"),
        ("on Mondays", "weekday 0"),
        ("weekday 6", "weekday 6"),
        ("every weekday", "weekdays"),
        ("weekdays", "weekdays"),
        ("biweekly", "2 weeks"),
        ("every other Friday", "2 weeks 5"),
        ("every second monday", "2 weeks 1"),
        ("every 2 weeks on Friday", "2 weeks 5"),
        ("every three weeks on Sunday", "3 weeks 7"),
        ("fortnightly on Tuesdays", "2 weeks 2"),
        ("every week on Monday", "weekday 0"),
        ("2 weeks 5", "2 weeks 5"),
        ("1 months 31", "1 months 31"),
    ],
)
def test_a_rule_is_read_as_it_was_said(said: str, rule: str) -> None:
    assert recurring.read(said) == rule


@pytest.mark.parametrize(
    "said",
    [
        "sometimes",
        "every 0 days",
        "every 9999 days",
        "every 99 years",
        "weekday 7",
        "every",
        "every month on Friday",
        "every other",
        "every 2 weeks on",
    ],
)
def test_what_is_no_rule_is_asked_again(said: str) -> None:
    with pytest.raises(Refusal, match="bad-recurrence") as refused:
        recurring.read(said)
    assert refused.value.facts == {"text": said}


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        rule = recurring.read(text)
    except Refusal as refused:
        if refused.code != "bad-recurrence":
            raise
        return
    assert rule == "" or recurring.parse(rule)


@pytest.mark.parametrize(
    ("every", "due", "done_on", "from_done", "following"),
    [
        # by the calendar, on time, early, late
        ("10 days", "2026-11-20", "2026-11-20", False, "2026-11-30"),
        ("10 days", "2026-11-20", "2026-11-18", False, "2026-11-30"),
        ("10 days", "2026-11-20", "2026-11-25", False, "2026-11-30"),
        ("10 days", "2026-11-20", "2026-11-30", False, "2026-12-10"),
        ("2 weeks", "2026-11-20", "2026-12-25", False, "2027-01-01"),
        ("1 months", "2026-11-15", "2026-11-20", False, "2026-12-15"),
        ("1 months", "2026-11-15", "2026-12-20", False, "2027-01-15"),
        ("3 months", "2026-11-15", "2026-11-10", False, "2027-02-15"),
        ("1 years", "2026-11-15", "2026-11-20", False, "2027-11-15"),
        # from the day it was done
        ("10 days", "2026-11-20", "2026-11-25", True, "2026-12-05"),
        ("6 months", "2026-11-20", "2026-12-01", True, "2027-06-01"),
        ("1 months", "2027-01-10", "2027-01-31", True, "2027-02-28"),
        ("10 days", "", "2026-11-20", False, "2026-11-30"),  # it was for the next visit
        # the 31st is kept
        ("1 months 31", "2027-01-31", "2027-01-31", False, "2027-02-28"),
        ("1 months 31", "2027-02-28", "2027-02-28", False, "2027-03-31"),
        ("1 months 31", "2027-01-31", "2027-03-15", False, "2027-03-31"),
        ("1 years 29", "2028-02-29", "2028-02-29", False, "2029-02-28"),
        ("1 years 29", "2031-02-28", "2031-03-01", False, "2032-02-29"),
        # weekdays
        ("weekday 4", "2026-11-20", "2026-11-20", False, "2026-11-27"),
        ("weekday 4", "2026-11-20", "2026-11-18", False, "2026-11-27"),
        ("weekday 4", "2026-11-20", "2026-11-30", False, "2026-12-04"),
        ("weekday 4", "2026-11-20", "2026-11-30", True, "2026-12-04"),
        # Monday to Friday
        ("weekdays", "2026-11-19", "2026-11-19", False, "2026-11-20"),
        ("weekdays", "2026-11-20", "2026-11-20", False, "2026-11-23"),
        ("weekdays", "2026-11-20", "2026-11-22", True, "2026-11-23"),
        # every other Friday
        ("2 weeks 5", "2026-11-20", "2026-11-20", False, "2026-12-04"),
        ("2 weeks 5", "2026-11-20", "2026-12-03", False, "2026-12-04"),
        ("2 weeks 5", "2026-11-20", "2026-12-04", False, "2026-12-18"),
        ("2 weeks 5", "2026-11-20", "2026-11-23", True, "2026-12-11"),
        ("2 weeks 5", "2026-11-18", "2026-11-18", False, "2026-12-04"),  # begun on a Wednesday
    ],
)
def test_when_it_comes_again(every: str, due: str, done_on: str, from_done: bool, following: str) -> None:
    was_due = date.fromisoformat(due) if due else None
    found = recurring.following(every, date.fromisoformat(done_on), was_due, from_done=from_done)
    assert found == date.fromisoformat(following)


def test_a_weekday_may_be_changed_or_dropped() -> None:
    assert recurring.same("2 weeks 5", "2 weeks 1") == "2 weeks 1"
    assert recurring.same("2 weeks 5", "2 weeks") == "2 weeks"
    assert recurring.same("1 months 31", "1 months 28") == "1 months 31"


def test_what_comes_once_does_not_come_again() -> None:
    assert recurring.following("", date(2026, 11, 20), date(2026, 11, 20), from_done=False) is None
    assert recurring.first("", date(2026, 11, 20)) is None
    assert recurring.words("") == ""
    assert recurring.in_days("") is None


@given(st.integers(1, 60), st.integers(1, 7), ANY_DAY, st.integers(-400, 4000), st.booleans())
def test_every_so_many_weeks_on_a_weekday_keeps_the_weekday(
    count: int, on: int, due: date, late: int, from_done: bool
) -> None:
    every, done_on = f"{count} weeks {on}", due + timedelta(days=late)
    begun = recurring.first(every, due)
    found = recurring.following(every, done_on, due, from_done=from_done)
    assert begun is not None
    assert found is not None
    assert begun.isoweekday() == found.isoweekday() == on
    assert 1 <= (begun - due).days <= 7
    assert found > done_on


@given(RULES, ANY_DAY, st.integers(-400, 4000), st.booleans())
def test_it_comes_again_after_it_was_done_and_keeps_its_place(
    every: str, due: date, late: int, from_done: bool
) -> None:
    every = recurring.anchored(every, due)
    rule = recurring.parse(every)
    done_on = due + timedelta(days=late)
    found = recurring.following(every, done_on, due, from_done=from_done)
    assert rule is not None
    assert found is not None
    assert found > done_on
    if rule.unit == "weekday":
        assert found.weekday() == rule.count
        assert (found - max(due, done_on)).days <= 7
    elif rule.unit == "weekdays":
        assert found.weekday() < 5
        assert (found - max(due, done_on)).days <= 3
    elif rule.unit in ("month", "year"):
        start = done_on if from_done else due
        assert found.day == min(start.day, calendar.monthrange(found.year, found.month)[1])
        months = (found.year - start.year) * 12 + found.month - start.month
        assert months % (rule.count * (12 if rule.unit == "year" else 1)) == 0
    else:
        step = rule.count * (7 if rule.unit == "week" else 1)
        assert (found - (done_on if from_done else due)).days % step == 0
        assert from_done or found - timedelta(days=step) <= max(due, done_on)


@given(RULES, ANY_DAY)
def test_years_of_turns_never_lose_the_day_of_the_month(every: str, due: date) -> None:
    every, begun = recurring.anchored(every, due), due
    for _ in range(30):
        found = recurring.following(every, due, due, from_done=False)
        assert found is not None
        due = found
    rule = recurring.parse(every)
    assert rule is not None
    if rule.unit in ("month", "year"):
        assert due == days.months_on(begun, 30 * rule.count * (12 if rule.unit == "year" else 1))


@pytest.mark.parametrize(
    ("every", "said", "gap"),
    [
        ("1 days", "every day", 1),
        ("10 days", "every 10 days", 10),
        ("1 weeks", "every week", 7),
        ("2 weeks", "every 2 weeks", 14),
        ("1 months 31", "every month", 30.44),
        ("6 months", "every 6 months", 182.64),
        ("1 years", "every year", 365.25),
        ("weekday 4", "every Friday", 7),
        ("weekdays", "every weekday", 1.4),
        ("2 weeks 5", "every 2 weeks on Friday", 14),
    ],
)
def test_a_rule_in_words_and_in_days(every: str, said: str, gap: float) -> None:
    assert recurring.words(every) == said
    assert recurring.in_days(every) == pytest.approx(gap)


@pytest.mark.parametrize("odd", ["1 moons", "0 days", "weekday 9", "x"])
def test_a_rule_no_version_writes_is_none(odd: str) -> None:
    assert recurring.parse(odd) is None
    assert recurring.anchored(odd, date(2026, 1, 31)) == odd
