from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import sentences
from relnotebook.base.problems import Refusal
from relnotebook.notebook import days

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("", ""),
        ("   ", ""),
        ("today", "2026-11-20"),
        ("Tomorrow", "2026-11-21"),
        ("by tomorrow", "2026-11-21"),
        ("Monday", "2026-11-23"),
        ("on Monday", "2026-11-23"),
        ("next monday", "2026-11-23"),
        ("mon", "2026-11-23"),
        ("Friday", "2026-11-27"),  # today is Friday: the next one
        ("in 3 days", "2026-11-23"),
        ("3 days", "2026-11-23"),
        ("in a week", "2026-11-27"),
        ("next week", "2026-11-27"),
        ("in two weeks", "2026-12-04"),
        ("in a month", "2026-12-20"),
        ("next month", "2026-12-20"),
        ("in 6 months", "2027-05-20"),
        ("in a year", "2027-11-20"),
        ("25 November", "2026-11-25"),
        ("25/11", "2026-11-25"),
        ("20 November", "2026-11-20"),
        ("19 November", "2027-11-19"),
        ("14 March", "2027-03-14"),
        ("14/3/27", "2027-03-14"),
        ("14 March 2028", "2028-03-14"),
        ("29 February", "2028-02-29"),
        ("31/12", "2026-12-31"),
        ("May", "2027-05-01"),
        ("December", "2026-12-01"),
        ("2026-11-25", "2026-11-25"),
        ("2026-10-01", "2026-10-01"),  # late already, but said so
    ],
)
def test_a_day_to_come_is_read_as_it_was_said(said: str, day: str) -> None:
    assert days.read(said, FRIDAY) == day


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("till May", "2027-04-30"),
        ("until May", "2027-04-30"),
        ("May", "2027-04-30"),
        ("till May 2028", "2028-04-30"),
        ("till December", "2026-11-30"),
        ("till November", "2027-10-31"),  # this one has begun
        ("till January", "2026-12-31"),
        ("till 3 May", "2027-05-03"),
        ("till Monday", "2026-11-23"),
        ("", ""),
    ],
)
def test_till_a_month_ends_the_day_before_it(said: str, last: str) -> None:
    assert days.read(said, FRIDAY, end=True) == last


def test_an_american_shop_says_the_month_first() -> None:
    assert days.read("12/3", FRIDAY, month_first=True) == "2026-12-03"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("soon", ""),
        ("31/02", "29/02"),
        ("2026-02-31", "2026-02-28"),
        ("1980", ""),
        ("in a while", ""),
        ("9999-12-31", ""),
    ],
)
def test_what_is_no_day_is_asked_again(said: str, hint: str) -> None:
    with pytest.raises(Refusal, match="bad-date") as refused:
        days.read(said, FRIDAY)
    assert refused.value.facts == {"text": said, "hint": hint, "example": "24/12"}


@pytest.mark.parametrize(("month_first", "example"), [(False, "24/12"), (True, "12/24")])
def test_for_a_day_to_come_days_to_come_are_proposed(month_first: bool, example: str) -> None:
    with pytest.raises(Refusal) as refused:
        days.read("someday", FRIDAY, month_first=month_first)
    words = f"“someday” is not a day we can read. Try Friday, in 2 weeks, or {example}."
    assert sentences.problem(refused.value) == words
    assert days.read(example, FRIDAY, month_first=month_first) == "2026-12-24"


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("24/12", (24, 12, None)),
        ("till 24 December", (24, 12, None)),
        ("24/12/2027", (24, 12, 2027)),
        ("2026-12-24", (24, 12, 2026)),
        ("December", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_whether_the_year_was_said(said: str, parts: tuple[int, int, int | None] | None) -> None:
    assert days.written_out(said) == parts


@given(st.text(max_size=30), st.booleans())
def test_no_text_breaks_the_reading(text: str, end: bool) -> None:
    try:
        found = days.read(text, FRIDAY, end=end)
    except Refusal as refused:
        if refused.code != "bad-date":
            raise
        return
    assert found == "" or date.fromisoformat(found) <= days.LATEST


@given(st.dates(date(2024, 1, 1), date(2104, 12, 31)), st.integers(0, 365))
def test_a_day_without_a_year_is_the_next_one_there_will_be(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    found = date.fromisoformat(days.read(f"{day.day}/{day.month}", today))
    assert found >= today
    assert (found.day, found.month) == (day.day, day.month)
    assert found == day or ahead == 365 or (day.day, day.month) == (29, 2)


@given(st.dates(date(2024, 1, 1), date(2104, 12, 31)), st.integers(0, 1200))
def test_so_many_months_on_is_the_same_day_or_the_last_of_a_short_month(day: date, months: int) -> None:
    found = days.months_on(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


@given(st.dates(date(2024, 1, 1), date(2104, 12, 31)), st.integers(0, 6))
def test_the_next_weekday_lies_within_a_week(day: date, weekday: int) -> None:
    found = days.next_weekday(day, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - day).days <= 7


def test_far_plans_end_where_the_calendar_does() -> None:
    assert days.later(date(8999, 1, 1), 9999, "day") == days.LATEST
    assert days.later(date(8999, 1, 1), 9999, "year") == days.LATEST


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 25), "Wednesday"),
        (date(2026, 11, 27), "27 November"),
        (date(2027, 5, 3), "3 May 2027"),
        (date(2026, 11, 19), "19 November"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, said: str) -> None:
    assert days.words(day, FRIDAY) == said


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (date(2027, 4, 30), "May 2027"),
        (date(2026, 11, 30), "December"),
        (date(2027, 5, 3), "3 May 2027"),
        (date(2026, 10, 31), "31 October"),
    ],
)
def test_what_holds_till_the_end_of_a_month_is_over_with_the_next(last: date, said: str) -> None:
    assert days.until(last, FRIDAY) == said


@pytest.mark.parametrize(
    ("word", "number"), [("a", 1), ("one", 1), ("twelve", 12), ("10", 10), ("few", None), ("٣", None)]
)
def test_small_numbers_may_be_words(word: str, number: int | None) -> None:
    assert days.number_of(word) == number
