from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.notebook import hours
from relnotebook.notebook import shop as shops
from relnotebook.notebook.hours import SNOOZES, Week, snooze_until, wall
from relnotebook.store import engine
from relnotebook.store.write import open_store

from ..builders import Shop

FRIDAY = date(2026, 11, 20)
NINE_TO_FIVE = (time(9), time(17))
DAY = timedelta(days=1)


def days(first: date, last: date) -> tuple[int, int]:
    epoch = date(1970, 1, 1).toordinal()
    return first.toordinal() - epoch, last.toordinal() - epoch


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        pytest.skip("this computer has no table of time zones")


closed_on_sundays = Week((NINE_TO_FIVE,) * 6 + (None,))
summer_break = Week((NINE_TO_FIVE,) * 6 + (None,), (days(date(2026, 8, 3), date(2026, 8, 16)),))
"""Closed on Sundays, and the whole fortnight from Monday 3 August."""


# The week


def test_a_new_shop_is_open_every_day_from_eight_to_six(shop: Shop) -> None:
    week = shop.read(hours.week)
    assert week == Week()
    assert {week.said(weekday) for weekday in range(7)} == {"08:00-18:00"}
    assert week.spans == ()
    assert all(week.opens(FRIDAY + n * DAY) == time(8) for n in range(7))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("09:00-17:00", "09:00-17:00"),
        ("9-17", "09:00-17:00"),
        ("9.30 – 17.30", "09:30-17:30"),
        ("8 am to 6 pm", "08:00-18:00"),
        ("8 AM - 6 PM", "08:00-18:00"),
        ("18:00-02:00", "18:00-02:00"),
        ("00:00-24:00", "00:00-00:00"),
        ("8-12, 14-18", "08:00-18:00"),  # a break at noon counts as open
        ("14:00-18:00 and 8 am to 12", "08:00-18:00"),
        ("18-22; 23-2", "18:00-02:00"),
        ("closed", ""),
        ("Closed", ""),
        ("  ", ""),
        ("", ""),
    ],
)
def test_hours_are_read_as_a_shop_writes_them(shop: Shop, typed: str, kept: str) -> None:
    shop.do(hours.set_hours, {0: typed})
    assert shop.read(hours.week).said(0) == kept


@pytest.mark.parametrize("typed", ["early", "9", "9-", "25-26", "9-12-17", "9:75-17", "9-12, 14", "9-12,"])
def test_hours_nobody_can_read_are_refused(shop: Shop, typed: str) -> None:
    before = shop.tables()
    with pytest.raises(Refusal, match="bad-hours") as refused:
        shop.do(hours.set_hours, {0: typed})
    assert refused.value.facts == {"text": typed}
    assert shop.tables() == before


def test_only_the_days_named_change(shop: Shop) -> None:
    shop.do(hours.set_hours, {6: "", 5: "10-14"})
    shop.do(hours.set_hours, {0: "7-12"})
    week = shop.read(hours.week)
    assert [week.said(n) for n in range(7)] == ["07:00-12:00", *["08:00-18:00"] * 4, "10:00-14:00", ""]
    assert not week.is_open(FRIDAY + 2 * DAY)
    assert week.opens(FRIDAY + 2 * DAY) is None
    assert week.spans == ()  # the weekly rest is no holiday


def test_a_shop_has_one_open_day_at_least(shop: Shop) -> None:
    with pytest.raises(Refusal, match="never-open"):
        shop.do(hours.set_hours, dict.fromkeys(range(7), ""))
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(hours.set_hours, {7: "8-18"})


def test_setting_hours_in_a_row_is_one_step_and_can_be_taken_back(shop: Shop) -> None:
    shop.do(hours.set_hours, {6: ""})
    shop.do(hours.set_hours, {5: ""})
    shop.undo()
    assert shop.read(hours.week) == Week()
    assert shop.acts()[-1] is Act.UNDO


def test_a_notebook_without_a_first_page_has_no_hours_to_set(tmp_path: Path) -> None:
    path = tmp_path / "bare.relnotebook"
    engine.new_notebook(path)
    store = open_store(path, refresh=lambda w: None)
    with store.read() as s:
        assert hours.week(s) == Week()
    with pytest.raises(NotFound, match="no-shop"):
        store.do(hours.set_hours, {0: "8-18"})
    store.close()


# Closed days


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("2026-12-24", "2026-12-26", ("2026-12-24", "2026-12-26")),
        ("24/12", "26/12", ("2026-12-24", "2026-12-26")),
        ("24 December", "2 January", ("2026-12-24", "2027-01-02")),
        ("24/12/27", "2/1/28", ("2027-12-24", "2028-01-02")),
        ("1/8", "14/8/2027", ("2027-08-01", "2027-08-14")),
        ("20/11", "", ("2026-11-20", "2026-11-20")),
        ("19/11", "", ("2026-11-19", "2026-11-19")),
        ("1/11", "7/11", ("2026-11-01", "2026-11-07")),  # the holiday that is just over
        ("21/9", "", ("2026-09-21", "2026-09-21")),
        ("20/9", "", ("2027-09-20", "2027-09-20")),  # longer ago than two months
        ("1 November", "30 December", ("2026-11-01", "2026-12-30")),
        ("24/12", "2/1/28", ("2027-12-24", "2028-01-02")),
        ("19/11", "Tuesday", ("2026-11-19", "2026-11-24")),
        ("29/2", "", ("2028-02-29", "2028-02-29")),
        ("tomorrow", "Tuesday", ("2026-11-21", "2026-11-24")),
        ("3 August 2026", "16 August 2026", ("2026-08-03", "2026-08-16")),
    ],
)
def test_closed_days_are_read_as_they_are_typed(shop: Shop, first: str, last: str, kept: tuple[str, str]) -> None:
    shop.do(hours.set_closed, first, last)
    (found,) = shop.read(hours.closed_days)
    assert (found.first.isoformat(), found.last.isoformat()) == kept


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("", "", "bad-date"),
        ("August", "", "bad-date"),
        ("24/12", "January", "bad-date"),
        ("2027", "", "bad-date"),
        ("soon", "", "bad-date"),
        ("2026-12-26", "2026-12-24", "ends-before"),
        ("30/11", "28/11", "ends-before"),
        ("7/11", "1/11", "ends-before"),
        ("2026-12-24", "20/12", "ends-before"),
        ("1/12", "31/3", "year-needed"),
        ("1 November", "2 January", "year-needed"),
        ("2026-12-24", "2062-12-26", "closed-too-long"),
    ],
)
def test_closed_days_that_cannot_be_are_refused(shop: Shop, first: str, last: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(hours.set_closed, first, last)
    assert shop.read(hours.closed_days) == ()


def test_an_american_shop_closes_on_12_24(shop: Shop) -> None:
    shop.do(shops.edit, region="us")
    shop.do(hours.set_closed, "12/3", "12/4")
    (found,) = shop.read(hours.closed_days)
    assert (found.first, found.last) == (date(2026, 12, 3), date(2026, 12, 4))


def test_closed_days_are_changed_removed_and_come_back(shop: Shop) -> None:
    break_ = shop.do(hours.set_closed, "3/8/2026", "16/8/2026", " Summer   break ")
    assert shop.do(hours.set_closed, "3/8/2026", "9/8/2026", "Summer break", break_) == break_
    (found,) = shop.read(hours.closed_days)
    assert (found.title, found.last) == ("Summer break", date(2026, 8, 9))
    shop.do(hours.remove_closed, break_)
    assert shop.read(hours.closed_days) == ()
    shop.undo()
    assert shop.read(hours.closed_days) == (found,)
    for act in (lambda: shop.do(hours.remove_closed, 99), lambda: shop.do(hours.set_closed, "3/8", closed_day=99)):
        with pytest.raises(NotFound, match="no-closed-day"):
            act()


def test_spans_that_overlap_or_touch_are_one(shop: Shop) -> None:
    for first, last in (("10/8/2026", "16/8/2026"), ("3/8/2026", "9/8/2026"), ("5/8/2026", ""), ("18/8/2026", "")):
        shop.do(hours.set_closed, first, last)
    assert shop.read(hours.week).spans == (
        days(date(2026, 8, 3), date(2026, 8, 16)),
        days(date(2026, 8, 18), date(2026, 8, 18)),
    )


def test_the_week_made_of_what_is_kept_is_the_week(shop: Shop) -> None:
    shop.do(hours.set_hours, {6: "", 0: "9-17"})
    shop.do(hours.set_closed, "24/12", "26/12")
    kept = (
        '{"0":"09:00-17:00","1":"08:00-18:00","2":"08:00-18:00","3":"08:00-18:00","4":"08:00-18:00","5":"08:00-18:00"}'
    )
    assert hours.made(kept, '[["2026-12-24","2026-12-26"]]') == shop.read(hours.week)
    assert hours.made("", "[]") == Week()


@pytest.mark.parametrize(
    ("day", "last", "following"),
    [
        (date(2026, 7, 31), date(2026, 7, 31), date(2026, 8, 1)),
        (date(2026, 8, 1), date(2026, 8, 1), date(2026, 8, 17)),
        (date(2026, 8, 2), date(2026, 8, 1), date(2026, 8, 17)),  # the Sunday before
        (date(2026, 8, 3), date(2026, 8, 1), date(2026, 8, 17)),
        (date(2026, 8, 16), date(2026, 8, 1), date(2026, 8, 17)),
        (date(2026, 8, 17), date(2026, 8, 17), date(2026, 8, 18)),
    ],
)
def test_the_open_days_around_a_closed_fortnight(day: date, last: date, following: date) -> None:
    assert (summer_break.last_open(day), summer_break.next_open(day)) == (last, following)


def test_closed_days_are_counted_with_both_ends() -> None:
    assert summer_break.closed_days(date(2026, 8, 1), date(2026, 8, 17)) == 15
    assert summer_break.closed_days(date(2026, 8, 3), date(2026, 8, 3)) == 1
    assert summer_break.closed_days(date(2026, 8, 17), date(2026, 8, 1)) == 0
    assert Week().closed_days(date(2026, 1, 1), date(2026, 12, 31)) == 0


def test_a_shop_closed_all_winter_looks_forward_but_not_back() -> None:
    winter = Week(spans=(days(date(2026, 11, 1), date(2027, 3, 31)),))
    assert winter.last_open(date(2026, 12, 30)) == date(2026, 10, 31)  # 60 days back
    assert winter.last_open(date(2026, 12, 31)) == date(2026, 12, 31)
    assert winter.next_open(date(2026, 11, 1)) == date(2027, 4, 1)


def test_a_shop_closed_for_good_still_gets_an_answer() -> None:
    gone = Week((None,) * 7)
    assert gone.last_open(FRIDAY) == FRIDAY
    assert gone.next_open(FRIDAY) == FRIDAY + DAY


any_day = st.dates(date(2024, 1, 1), date(2104, 12, 31))


@st.composite
def weeks(draw: st.DrawFn, around: date) -> Week:
    """Any week with an open day, and up to three spans of closed days near a day."""
    open_on = draw(st.lists(st.booleans(), min_size=7, max_size=7).filter(any))
    closed = set()
    for _ in range(draw(st.integers(0, 3))):
        start = around + timedelta(days=draw(st.integers(-40, 40)))
        closed |= {start + timedelta(days=n) for n in range(draw(st.integers(1, 20)))}
    spans: list[tuple[int, int]] = []
    for day in sorted(closed):
        number = days(day, day)[0]
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return Week(tuple(NINE_TO_FIVE if is_open else None for is_open in open_on), tuple(spans))


@settings(max_examples=60, deadline=None)
@given(st.data(), any_day)
def test_the_last_open_day_is_open_and_none_lies_between(data: st.DataObject, day: date) -> None:
    week = data.draw(weeks(day))
    last, following = week.last_open(day), week.next_open(day)
    if last == day and not week.is_open(day):
        assert week.closed_days(day - 60 * DAY, day) == 61
    else:
        assert week.is_open(last)
        assert week.closed_days(last + DAY, day) == (day - last).days
    assert week.is_open(following)
    assert week.closed_days(day + DAY, following) == (following - day).days - 1


# How long a touch sleeps


MORNING = datetime(2026, 11, 20, 8, 41)
TABLE: list[tuple[str, datetime, Week, str]] = [
    ("later_today", MORNING, Week(), "2026-11-20T11:41"),
    ("later_today", datetime(2026, 11, 20, 15), Week(), "2026-11-20T17:30"),  # half an hour before closing
    ("later_today", datetime(2026, 11, 20, 17, 20), Week(), "2026-11-20T17:35"),  # a quarter of an hour on
    ("later_today", datetime(2026, 11, 20, 17, 59), Week(), "2026-11-20T18:14"),
    ("later_today", datetime(2026, 11, 20, 19), Week(), "2026-11-20T22:00"),  # after closing
    ("later_today", datetime(2026, 11, 20, 22), Week(), "2026-11-20T23:59"),
    ("later_today", datetime(2026, 11, 20, 23, 59), Week(), "2026-11-21T00:14"),
    ("later_today", datetime(2026, 11, 20, 6), Week(), "2026-11-20T09:00"),
    ("later_today", datetime(2026, 11, 22, 16), closed_on_sundays, "2026-11-22T19:00"),  # somebody is in all the same
    ("later_today", datetime(2026, 11, 20, 19), Week(((time(18), time(2)),) * 7), "2026-11-20T22:00"),
    ("later_today", datetime(2026, 11, 20, 22), Week(((time(18), time(2)),) * 7), "2026-11-20T23:59"),
    ("tomorrow", MORNING, Week(), "2026-11-21T08:00"),
    ("tomorrow", MORNING, closed_on_sundays, "2026-11-21T09:00"),
    ("tomorrow", datetime(2026, 11, 21, 12), closed_on_sundays, "2026-11-23T09:00"),  # over a Sunday
    ("tomorrow", datetime(2026, 12, 31, 12), Week(), "2027-01-01T08:00"),
    ("next_open_day", MORNING, closed_on_sundays, "2026-11-21T09:00"),
    ("next_open_day", datetime(2026, 11, 21, 12), closed_on_sundays, "2026-11-23T09:00"),
    ("next_open_day", datetime(2026, 8, 1, 12), summer_break, "2026-08-17T09:00"),
    ("in_3_days", MORNING, Week(), "2026-11-23T08:00"),
    ("in_3_days", datetime(2026, 11, 19, 12), closed_on_sundays, "2026-11-23T09:00"),
    ("next_week", datetime(2026, 8, 1, 12), summer_break, "2026-08-17T09:00"),
    ("in_3_days", datetime(2026, 2, 26, 12), Week(), "2026-03-01T08:00"),
    ("in_3_days", datetime(2028, 2, 26, 12), Week(), "2028-02-29T08:00"),
    ("next_week", MORNING, closed_on_sundays, "2026-11-27T09:00"),
]


@pytest.mark.parametrize(("choice", "now", "week", "until"), TABLE)
def test_a_touch_sleeps_until(choice: str, now: datetime, week: Week, until: str) -> None:
    assert snooze_until(choice, now, week) == (until, "")
    assert snooze_until(choice, now.replace(tzinfo=UTC), week) == (until, "")


def test_until_the_next_visit_no_clock_wakes_it() -> None:
    assert snooze_until("next_visit", MORNING, Week()) == ("", "next_visit")


@pytest.mark.parametrize(
    ("now", "on", "until"),
    [
        (MORNING, date(2026, 12, 1), "2026-12-01T09:00"),
        (MORNING, date(2026, 12, 6), "2026-12-06T08:00"),  # a Sunday
        (MORNING, date(2028, 2, 29), "2028-02-29T09:00"),
        (MORNING, FRIDAY, "2026-11-20T09:00"),  # at opening, which is still to come
        (datetime(2026, 11, 20, 10), FRIDAY, "2026-11-20T13:00"),
    ],
)
def test_a_touch_sleeps_until_a_date(now: datetime, on: date, until: str) -> None:
    assert snooze_until("date", now, closed_on_sundays, on) == (until, "")


@pytest.mark.parametrize(
    ("choice", "on", "code"),
    [
        ("date", date(2026, 11, 19), "day-gone"),
        ("date", None, "bad-choice"),
        ("never", None, "bad-choice"),
        ("some day", None, "bad-choice"),
    ],
)
def test_nothing_sleeps_until_yesterday_or_some_day(choice: str, on: date | None, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        snooze_until(choice, MORNING, Week(), on)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2104, 12, 31))
by_the_clock = [choice for choice in SNOOZES if choice != "next_visit"]


@settings(max_examples=60, deadline=None)
@given(st.data(), moments)
def test_every_choice_lies_ahead_and_on_the_day_it_says(data: st.DataObject, now: datetime) -> None:
    week = data.draw(weeks(now.date()))
    today = now.date()
    on = today + timedelta(days=data.draw(st.integers(0, 400)))
    choices = {choice: snooze_until(choice, now, week, on)[0] for choice in by_the_clock}
    assert all(until > wall(now) for until in choices.values())
    told = {choice: datetime.fromisoformat(until) for choice, until in choices.items()}
    if now < datetime.combine(today, time(23, 59)):
        assert told["later_today"].date() == today
    assert told["later_today"] - now <= timedelta(hours=3)
    for choice, ahead in (("tomorrow", 1), ("in_3_days", 3), ("next_week", 7)):
        day = today + ahead * DAY
        assert told[choice].date() == (day if week.is_open(day) else week.next_open(day))
    assert told["date"].date() in (on, on + DAY if on == today else on)
    assert week.is_open(told["next_open_day"].date())
    for choice in ("tomorrow", "next_open_day", "in_3_days", "next_week"):
        assert told[choice].time() == (week.opens(told[choice].date()) or time(8))


def hour_by_hour(start: datetime, place: ZoneInfo, count: int) -> list[datetime]:
    """The clock on the wall of a place, every hour that really passes."""
    begin = start.astimezone(UTC)
    return [(begin + timedelta(hours=n)).astimezone(place) for n in range(count)]


@pytest.mark.parametrize(
    ("place", "evening"),
    [
        ("Europe/London", datetime(2027, 3, 27, 20)),  # the clock goes on an hour in the night
        ("Europe/London", datetime(2026, 10, 24, 20)),  # and back
        ("America/New_York", datetime(2027, 3, 13, 20)),
        ("America/New_York", datetime(2026, 10, 31, 20)),
        ("Australia/Lord_Howe", datetime(2027, 4, 3, 20)),  # half an hour
        ("Europe/Berlin", datetime(2026, 11, 20, 20)),
        ("Asia/Kathmandu", datetime(2026, 11, 20, 20)),
    ],
)
def test_tomorrow_at_opening_is_at_opening_whatever_the_night_does(place: str, evening: datetime) -> None:
    there = zone(place)
    with clocks.frozen(evening.replace(tzinfo=there)):
        until, _ = snooze_until("tomorrow", clocks.now(), Week())
        assert until == f"{clocks.today() + DAY}T08:00"
    awake = [now for now in hour_by_hour(evening.replace(tzinfo=there), there, 30) if wall(now) >= until]
    assert wall(awake[0])[:13] == until[:13]
    assert awake == hour_by_hour(awake[0], there, len(awake))  # it does not fall asleep again


@pytest.mark.parametrize(
    ("night", "until"),
    [
        (datetime(2027, 3, 28, 0, 30), "2027-03-28T03:30"),
        (datetime(2026, 10, 25, 0, 30), "2026-10-25T03:30"),
        (datetime(2026, 10, 25, 1, 30, fold=1), "2026-10-25T04:30"),
    ],
)
def test_later_today_in_the_night_the_clock_changes(night: datetime, until: str) -> None:
    there = zone("Europe/London")
    with clocks.frozen(night.replace(tzinfo=there)):
        assert snooze_until("later_today", clocks.now(), Week()) == (until, "")
    assert any(wall(now) >= until for now in hour_by_hour(night.replace(tzinfo=there), there, 5))


@settings(max_examples=60, deadline=None)
@given(moments, st.sampled_from(by_the_clock), st.timedeltas(timedelta(minutes=1), timedelta(days=400)))
def test_a_clock_set_back_loses_nothing(now: datetime, choice: str, back: timedelta) -> None:
    until, wakes = snooze_until(choice, now, Week(), now.date() + 3 * DAY)
    assert until > wall(now - back)  # it still lies ahead
    assert wall(datetime.fromisoformat(until)) >= until  # and comes when the clock gets there
    assert wakes == ""


def test_until_tomorrow_still_lies_ahead_when_the_clock_is_set_back(shop: Shop) -> None:
    until, _ = snooze_until("tomorrow", clocks.now(), shop.read(hours.week))
    assert until == "2026-11-21T08:00"
    for wrong in (timedelta(hours=1), timedelta(days=1), timedelta(days=365)):
        with clocks.frozen(clocks.now() - wrong):
            assert wall(clocks.now()) < until
    with clocks.frozen(datetime(2026, 11, 21, 8, tzinfo=UTC)):
        assert wall(clocks.now()) >= until


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9-5", "09:00-17:00"), ("10-2", "10:00-14:00"), ("18-2", "18:00-02:00"), ("8-12", "08:00-12:00")],
)
def test_nine_to_five_is_an_afternoon(shop: Shop, typed: str, kept: str) -> None:
    shop.do(hours.set_hours, {0: typed})
    assert shop.read(hours.week).said(0) == kept


def test_a_day_without_an_end_is_refused(shop: Shop) -> None:
    with pytest.raises(Refusal, match="bad-hours"):
        shop.do(hours.set_hours, {0: "08:00-08:00"})
