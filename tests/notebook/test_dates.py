from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import dates
from relnotebook.notebook import shop as shops
from relnotebook.notebook.dates import next_kept, read_typed

from ..builders import Shop


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        # as people write
        ("14/3", (14, 3, None)),
        ("14/03", (14, 3, None)),
        ("14.3.", (14, 3, None)),
        ("14.3", (14, 3, None)),
        ("14-3", (14, 3, None)),
        ("14/3/1980", (14, 3, 1980)),
        ("14.03.1980", (14, 3, 1980)),
        ("14/3/80", (14, 3, 1980)),
        ("14/3/19", (14, 3, 2019)),
        ("14 March", (14, 3, None)),
        ("14 mar", (14, 3, None)),
        ("March 14", (14, 3, None)),
        ("14th of March", (14, 3, None)),
        ("the 1st of May", (1, 5, None)),
        ("March 14th, 1980", (14, 3, 1980)),
        ("14 March 1980", (14, 3, 1980)),
        ("3 Sept", (3, 9, None)),
        ("March 1980", (None, 3, 1980)),
        ("Mar 80", (None, 3, 1980)),
        ("3/1980", (None, 3, 1980)),
        ("March", (None, 3, None)),
        ("  MARCH ", (None, 3, None)),
        ("1980", (None, None, 1980)),
        ("about 40", (None, None, 1986)),
        ("ca. 40", (None, None, 1986)),
        ("29/2", (29, 2, None)),
        ("29/2/1980", (29, 2, 1980)),
        ("٢٩/٢/١٩٨٠", (29, 2, 1980)),
        # only one of the two can be the month
        ("3/14", (14, 3, None)),
        ("3/4", (3, 4, None)),
        # as files write
        ("1990-02-28", (28, 2, 1990)),
        ("1990/2/8", (8, 2, 1990)),
        ("19930102", (2, 1, 1993)),
        ("1993-01-02T00:00:00Z", (2, 1, 1993)),
        ("1993-01-02 08:30:00", (2, 1, 1993)),
        ("19930102T101500", (2, 1, 1993)),
        ("1990-02", (None, 2, 1990)),
        ("--0412", (12, 4, None)),
        ("--04-12", (12, 4, None)),
        ("--04", (None, 4, None)),
        # years that programs write when there is none
        ("1604-06-20", (20, 6, None)),
        ("0000-06-20", (20, 6, None)),
        ("1900-06-20", (20, 6, None)),
    ],
)
def test_a_date_is_read_as_it_was_meant(typed: str, parts: tuple[int | None, int | None, int | None]) -> None:
    assert read_typed(typed) == parts


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("31/02/1990", "28/02/1990"),
        ("31/2", "29/02"),
        ("29/2/1990", "28/02/1990"),
        ("31/4", "30/04"),
        ("14/13", "14/12"),
        ("1990-02-31", "1990-02-28"),
        ("--0231", "--02-29"),
        ("31 February 1990", "28 February 1990"),
        ("32 March", "31 March"),
        ("0/3", ""),
        ("0/0/00", ""),
        ("soon", ""),
        ("", ""),
        ("14/3/1980/5", ""),
        ("14 March April", ""),
        ("99999-01-01", ""),
        ("14/3/0012", ""),
    ],
)
def test_a_date_there_is_not_gets_the_nearest_one(typed: str, hint: str) -> None:
    with pytest.raises(Refusal, match="bad-date") as refused:
        read_typed(typed)
    assert refused.value.facts == {"text": typed, "hint": hint}


def test_where_months_come_first_they_are_read_first() -> None:
    assert read_typed("3/4/1980", month_first=True) == (4, 3, 1980)
    assert read_typed("14/3/1980", month_first=True) == (14, 3, 1980)
    with pytest.raises(Refusal) as refused:
        read_typed("02/31/1990", month_first=True)
    assert refused.value.facts["hint"] == "02/28/1990"


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        day, month, year = read_typed(text)
    except Refusal as refused:
        if refused.code != "bad-date":
            raise
        return
    assert (day, month, year) != (None, None, None)
    if day and month:
        assert date(year or 2024, month, day)


@given(st.dates(date(1800, 1, 1), date(2026, 11, 20)))
def test_what_a_file_writes_is_read_back(day: date) -> None:
    year = None if day.year == 1900 else day.year
    for written in (day.isoformat(), day.strftime("%Y%m%d"), f"{day.day}/{day.month}/{day.year}"):
        assert read_typed(written) == (day.day, day.month, year)


# When a date is kept


@pytest.mark.parametrize("rule", ["28feb", "1mar"])
def test_29_february_is_kept_once_in_every_year(rule: str) -> None:
    for year in range(2024, 2105):
        kept = next_kept(29, 2, rule, date(year, 1, 1))
        if calendar.isleap(year):
            assert kept == date(year, 2, 29)
        else:
            assert kept == (date(year, 2, 28) if rule == "28feb" else date(year, 3, 1))
    assert not calendar.isleap(2100)


@given(
    st.dates(date(2024, 1, 1), date(2104, 12, 31)),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    st.sampled_from(["28feb", "1mar"]),
)
def test_the_next_time_is_the_first_from_today_on(today: date, born: date, rule: str) -> None:
    kept = next_kept(born.day, born.month, rule, today)
    assert kept is not None
    assert today <= kept < today + timedelta(days=367)
    if (born.day, born.month) != (29, 2):
        assert (kept.day, kept.month) == (born.day, born.month)
    else:
        assert (kept.day, kept.month) in ((29, 2), (28, 2) if rule == "28feb" else (1, 3))
    yesterday = kept - timedelta(days=1)
    if yesterday >= today:
        assert next_kept(born.day, born.month, rule, yesterday) == kept


@pytest.mark.parametrize(
    ("today", "rule", "kept"),
    [
        (date(2027, 2, 25), "28feb", date(2027, 2, 28)),
        (date(2027, 2, 28), "28feb", date(2027, 2, 28)),
        (date(2027, 3, 1), "28feb", date(2028, 2, 29)),
        (date(2027, 3, 1), "1mar", date(2027, 3, 1)),
        (date(2028, 2, 29), "1mar", date(2028, 2, 29)),
        (date(2028, 3, 1), "1mar", date(2029, 3, 1)),
    ],
)
def test_around_the_end_of_february(today: date, rule: str, kept: date) -> None:
    assert next_kept(29, 2, rule, today) == kept


def test_without_a_day_nothing_is_kept() -> None:
    assert next_kept(None, 3, "28feb", date(2026, 11, 20)) is None
    assert next_kept(14, None, "28feb", date(2026, 11, 20)) is None


# On a card


def test_a_birthday_without_a_year_stands_on_the_card(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("14 March")
    (birthday,) = shop.read(dates.of, ngozi.id)
    assert (birthday.day, birthday.month, birthday.year) == (14, 3, None)
    assert birthday.next == date(2027, 3, 14)


def test_a_second_birthday_takes_the_place_of_the_first(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("14 March").birthday("15 March")
    (birthday,) = shop.read(dates.of, ngozi.id)
    assert birthday.day == 15
    shop.undo()
    assert shop.read(dates.of, ngozi.id)[0].day == 14


def test_other_dates_stand_beside_it_through_the_year(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    shop.do(dates.set_date, ngozi.id, "other", "1/12", title="Opened her bakery")
    shop.do(dates.set_date, ngozi.id, "name_day", "2/5")
    ngozi.birthday("14 March")
    found = shop.read(dates.of, ngozi.id)
    assert [(d.kind, d.title) for d in found] == [("birthday", ""), ("name_day", ""), ("other", "Opened her bakery")]


def test_an_age_that_was_guessed_says_so(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("about 40")
    (birthday,) = shop.read(dates.of, ngozi.id)
    assert (birthday.year, birthday.title) == (1986, "about 40 (2026)")


def test_the_shops_rule_holds_where_the_card_has_none(shop: Shop) -> None:
    born = shop.customer("Leap").birthday("29/2")
    assert shop.read(dates.of, born.id)[0].next == date(2027, 2, 28)
    shop.do(shops.edit, leap_rule="1mar")
    assert shop.read(dates.of, born.id)[0].next == date(2027, 3, 1)
    shop.do(dates.set_date, born.id, "birthday", "29/2", leap_rule="28feb")
    assert shop.read(dates.of, born.id)[0].next == date(2027, 2, 28)


def test_an_american_shop_reads_the_month_first(shop: Shop) -> None:
    shop.do(shops.edit, region="us")
    ngozi = shop.customer("Ngozi Okafor").birthday("3/4")
    assert (shop.read(dates.of, ngozi.id)[0].day, shop.read(dates.of, ngozi.id)[0].month) == (4, 3)


def test_nobody_is_born_tomorrow(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    with pytest.raises(Refusal, match="date-in-future"):
        shop.do(dates.set_date, ngozi.id, "birthday", "21/11/2026")
    shop.do(dates.set_date, ngozi.id, "anniversary", "21/11/2026")


@pytest.mark.parametrize(("kind", "rule"), [("wedding", ""), ("birthday", "30feb")])
def test_kinds_and_rules_are_few(shop: Shop, kind: str, rule: str) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(dates.set_date, ngozi.id, kind, "1/1", leap_rule=rule)


def test_a_date_is_removed_and_comes_back(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("14 March")
    (birthday,) = shop.read(dates.of, ngozi.id)
    shop.do(dates.remove_date, birthday.id)
    assert shop.read(dates.of, ngozi.id) == ()
    shop.undo()
    assert shop.read(dates.of, ngozi.id) == (birthday,)
    with pytest.raises(NotFound, match="no-date"):
        shop.do(dates.remove_date, 99)


def test_two_digit_years_are_never_in_the_future() -> None:
    with clocks.frozen(datetime(2031, 1, 1, tzinfo=UTC)):
        assert read_typed("14/3/31") == (14, 3, 2031)
        assert read_typed("14/3/32") == (14, 3, 1932)
