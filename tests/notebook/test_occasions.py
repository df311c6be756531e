from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.notebook import occasions
from relnotebook.notebook.hours import Week
from relnotebook.notebook.leads import Leads
from relnotebook.notebook.occasions import OVERDUE_DAYS, DateFact, Occasion, key

DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 20)
EVERY_DAY, ON_THE_DAY = Week(), Leads()
HOURS = (time(8), time(18))
EPOCH = date(1970, 1, 1)


def birthday(day: int | None, month: int | None, year: int | None = None, rule: str = "28feb") -> DateFact:
    return DateFact(12, "birthday", "", day, month, year, rule)


def near(
    *facts: DateFact, today: date = FRIDAY, week: Week = EVERY_DAY, leads: Leads = ON_THE_DAY, since: date = date.min
) -> list[Occasion]:
    """What is near of the dates on a card, for somebody who was never in."""
    return occasions.of(facts, None, 0, None, today, week, leads, since=since)


def one(
    *facts: DateFact, today: date = FRIDAY, week: Week = EVERY_DAY, leads: Leads = ON_THE_DAY, since: date = date.min
) -> Occasion:
    (found,) = near(*facts, today=today, week=week, leads=leads, since=since)
    return found


def closed(*spans: tuple[date, date], weekdays: str = "") -> Week:
    """A week with closed days, and with weekdays (Monday 0) it is always closed on."""
    hours = tuple(None if str(weekday) in weekdays else HOURS for weekday in range(7))
    return Week(hours, tuple(((first - EPOCH).days, (last - EPOCH).days) for first, last in spans))


# Birthdays


def test_a_birthday_today_says_how_old() -> None:
    found = one(birthday(20, 11, 1955))
    assert found == Occasion("birthday", 12, 71, FRIDAY, FRIDAY, FRIDAY)
    assert key(found) == "date-12-2026"


@pytest.mark.parametrize(
    ("fact", "number"),
    [
        (birthday(20, 11, 1955), 71),
        (birthday(20, 11), 0),  # no year: nobody is told an age
        (birthday(None, 11, 1955), 71),
        (birthday(None, 11), 0),
    ],
)
def test_an_age_is_told_only_when_the_year_is_known(fact: DateFact, number: int) -> None:
    assert one(fact).number == number


@pytest.mark.parametrize("fact", [birthday(None, None, 1955), birthday(None, None), birthday(14, None, 1955)])
def test_without_a_month_there_is_no_occasion(fact: DateFact) -> None:
    year_round = (FRIDAY + n * DAY for n in range(366))
    assert not any(near(fact, today=today) for today in year_round)


@pytest.mark.parametrize(
    ("days_from_today", "there"),
    [(-15, False), (-14, True), (-1, True), (0, True), (6, True), (7, False), (180, False), (-180, False)],
)
def test_a_birthday_is_near_for_a_week_before_and_two_after(days_from_today: int, there: bool) -> None:
    day = FRIDAY + days_from_today * DAY
    assert bool(near(birthday(day.day, day.month))) is there


def test_the_day_of_birth_itself_is_no_birthday() -> None:
    assert near(birthday(20, 11, 2026)) == []
    assert near(birthday(20, 11, 2027)) == []
    assert one(birthday(20, 11, 2025)).number == 1


def test_a_birthday_at_new_year_belongs_to_the_year_of_the_day() -> None:
    found = one(birthday(2, 1, 1980), today=date(2026, 12, 30))
    assert (found.number, key(found)) == (47, "date-12-2027")
    found = one(birthday(30, 12, 1980), today=date(2027, 1, 2))
    assert (found.number, key(found)) == (46, "date-12-2026")


# 29 February


@pytest.mark.parametrize(
    ("today", "rule", "kept"),
    [
        (date(2027, 2, 25), "28feb", date(2027, 2, 28)),
        (date(2027, 2, 25), "1mar", date(2027, 3, 1)),
        (date(2028, 2, 25), "28feb", date(2028, 2, 29)),
        (date(2028, 2, 25), "1mar", date(2028, 2, 29)),
        (date(2100, 2, 25), "28feb", date(2100, 2, 28)),  # no leap year
        (date(2100, 2, 25), "1mar", date(2100, 3, 1)),
    ],
)
def test_born_on_29_february_without_a_year_within_the_next_seven_days(today: date, rule: str, kept: date) -> None:
    found = one(birthday(29, 2, rule=rule), today=today)
    assert (found.day, found.due, found.number) == (kept, kept, 0)


@pytest.mark.parametrize(
    ("today", "rule", "late", "turns"),
    [
        (date(2027, 2, 28), "28feb", 0, 47),
        (date(2027, 3, 1), "28feb", 1, 47),
        (date(2027, 2, 28), "1mar", -1, 47),
        (date(2027, 3, 1), "1mar", 0, 47),
        (date(2028, 2, 28), "28feb", -1, 48),
        (date(2028, 2, 29), "1mar", 0, 48),
        (date(2028, 3, 1), "1mar", 1, 48),
    ],
)
def test_the_age_around_the_end_of_february(today: date, rule: str, late: int, turns: int) -> None:
    found = one(birthday(29, 2, 1980, rule), today=today)
    assert ((today - found.due).days, found.number) == (late, turns)


@pytest.mark.parametrize("rule", ["28feb", "1mar"])
@pytest.mark.parametrize("born", [None, 1980])
def test_29_february_in_all_years(rule: str, born: int | None) -> None:
    for year in range(2024, 2105):
        kept = date(year, 2, 28) if rule == "28feb" else date(year, 3, 1)
        if calendar.isleap(year):
            kept = date(year, 2, 29)
        found = one(birthday(29, 2, born, rule), today=kept)
        assert (found.due, found.number, key(found)) == (kept, year - born if born else 0, f"date-12-{year}")


# A month alone


def test_a_birthday_month_begins_on_its_first_open_day() -> None:
    no_weekends = closed(weekdays="56")
    found = one(birthday(None, 11), today=date(2026, 10, 30), week=no_weekends)
    assert (found.day, found.due) == (date(2026, 11, 1), date(2026, 11, 2))  # the 1st is a Sunday


def test_a_birthday_month_lasts_all_month() -> None:
    march = birthday(None, 3, 1980)
    days = [date(2027, 2, 1) + n * DAY for n in range(80)]
    assert [day for day in days if near(march, today=day)] == [date(2027, 2, 23) + n * DAY for n in range(6 + 31)]
    assert {key(one(march, today=day)) for day in days if near(march, today=day)} == {"date-12-2027"}


def test_a_birthday_month_the_shop_is_closed_through_is_met_before() -> None:
    away = closed((date(2027, 2, 20), date(2027, 4, 5)))
    assert one(birthday(None, 3), today=date(2027, 2, 19), week=away).due == date(2027, 2, 19)


def test_next_years_month_is_seen_from_december() -> None:
    found = one(birthday(None, 1, 1980), today=date(2026, 12, 28))
    assert (found.due, found.number) == (date(2027, 1, 1), 47)


# Closed days


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 8, 2), date(2026, 8, 1)),  # closed on Sundays
        (date(2026, 8, 3), date(2026, 8, 1)),  # the first day of a closed fortnight
        (date(2026, 8, 16), date(2026, 8, 1)),  # and its last
        (date(2026, 8, 17), date(2026, 8, 17)),
    ],
)
def test_a_birthday_on_a_closed_day_is_met_on_the_last_open_day_before(day: date, due: date) -> None:
    fortnight = closed((date(2026, 8, 3), date(2026, 8, 16)), weekdays="6")
    found = one(birthday(day.day, day.month, 1980), today=due, week=fortnight)
    assert (found.day, found.due, found.opens, found.number) == (day, due, due, 46)


def test_a_birthday_behind_a_closed_fortnight_is_seen_the_week_before() -> None:
    fortnight = closed((date(2026, 8, 3), date(2026, 8, 16)))
    days = [date(2026, 7, 1) + n * DAY for n in range(90)]
    seen = [day for day in days if near(birthday(16, 8), today=day, week=fortnight)]
    assert (seen[0], seen[-1]) == (date(2026, 7, 27), date(2026, 8, 30))  # 6 days before the 2nd, 14 after the 16th
    assert len(seen) == 35


def test_new_year_closed_is_met_in_the_old_year_with_the_age_of_the_new() -> None:
    found = one(birthday(1, 1, 1980), today=date(2026, 12, 29), week=closed((date(2027, 1, 1), date(2027, 1, 1))))
    assert (found.due, found.number, key(found)) == (date(2026, 12, 31), 47, "date-12-2027")


# Leads


@pytest.mark.parametrize(
    ("days", "to_go", "opens", "early"),
    [
        ((0,), 6, 0, 0),
        ((7,), 7, 7, 0),
        ((7,), 0, 7, 0),
        ((30,), 30, 30, 0),
        ((7, 0), 7, 7, 7),  # a week before
        ((7, 0), 1, 7, 7),
        ((7, 0), 0, 0, 0),  # and once more on the day
        ((7, 0), -3, 0, 0),
        ((30, 7, 1), 30, 30, 30),
        ((30, 7, 1), 8, 30, 30),
        ((30, 7, 1), 7, 7, 7),
        ((30, 7, 1), 1, 1, 0),
        ((30, 7, 1), 0, 1, 0),
    ],
)
def test_told_so_many_days_before(days: tuple[int, ...], to_go: int, opens: int, early: int) -> None:
    day = FRIDAY + to_go * DAY
    found = one(birthday(day.day, day.month), leads=Leads({"birthday": days}))
    assert (found.due, found.opens, found.early) == (day, day - opens * DAY, early)


def test_a_week_before_and_on_the_day_are_marked_apart() -> None:
    twice = Leads({"": (7, 0)})
    early, last = (one(birthday(27, 11), today=today, leads=twice) for today in (FRIDAY, date(2026, 11, 27)))
    assert (key(early), key(last)) == ("date-12-2026-7d", "date-12-2026")
    assert key(one(birthday(27, 11), leads=Leads({"": (7,)}))) == "date-12-2026"  # told once


def test_the_lead_counts_from_the_last_open_day() -> None:
    fortnight = closed((date(2026, 8, 3), date(2026, 8, 16)))
    week_before = Leads({"birthday": (7,)})
    assert near(birthday(10, 8), today=date(2026, 7, 25), week=fortnight, leads=week_before) == []
    found = one(birthday(10, 8), today=date(2026, 7, 26), week=fortnight, leads=week_before)
    assert (found.due, found.opens) == (date(2026, 8, 2), date(2026, 7, 26))


def test_each_kind_has_its_own_lead() -> None:
    leads = Leads({"birthday": (10,), "": (1,)})
    tenth = FRIDAY + 10 * DAY
    assert one(birthday(tenth.day, tenth.month), leads=leads).opens == FRIDAY
    assert near(birthday(tenth.day, tenth.month)._replace(kind="name_day"), leads=leads) == []


# A card that was written after the day


@pytest.mark.parametrize(
    ("day", "written", "there"),
    [
        (17, FRIDAY, False),
        (17, date(2026, 11, 18), False),
        (17, date(2026, 11, 17), True),  # somebody may have said so on the day itself
        (17, date(2026, 10, 20), True),
        (20, FRIDAY, True),
        (22, FRIDAY, True),
        (22, date(2026, 11, 24), False),  # asked of a day before the card was there
        (None, FRIDAY, True),  # the month is not over
        (None, date(2026, 12, 1), False),
    ],
)
def test_of_what_was_over_when_the_card_was_written_nobody_could_know(
    day: int | None, written: date, there: bool
) -> None:
    for kind in ("birthday", "name_day", "anniversary", "other"):
        assert bool(near(birthday(day, 11)._replace(kind=kind), since=written)) is there


def test_next_year_it_comes_as_every_other() -> None:
    days = [FRIDAY + n * DAY for n in range(380)]
    seen = [day for day in days if near(birthday(17, 11, 1955), today=day, since=FRIDAY)]
    assert seen == [date(2027, 11, 11) + n * DAY for n in range(6 + 1 + 14)]
    assert one(birthday(17, 11, 1955), today=seen[0], since=FRIDAY).number == 72


def test_years_are_thanked_for_whenever_the_card_was_written() -> None:
    [found] = occasions.of((), date(2023, 11, 17), 40, FRIDAY, FRIDAY, EVERY_DAY, ON_THE_DAY, since=FRIDAY)
    assert (found.kind, found.number) == ("years", 3)


# Other dates


def test_all_that_is_near_is_told_in_the_order_of_the_card() -> None:
    facts = [
        birthday(20, 11, 1955),
        DateFact(13, "name_day", "", 22, 11, None),
        DateFact(14, "anniversary", "Wedding", 25, 11, 1980),
        DateFact(15, "other", "Opened her bakery", 21, 11, 2026),
        DateFact(16, "other", "Exam", 21, 11, 2027),
        DateFact(17, "other", "Biscuit's birthday", None, 11, None),
    ]
    found = near(*facts)
    assert [(each.kind, each.source_id, each.number) for each in found] == [
        ("birthday", 12, 71),
        ("name_day", 13, 0),
        ("anniversary", 14, 46),
        ("other", 15, 0),
        ("other", 17, 0),
    ]
    assert len({key(each) for each in found}) == 5


# Years and milestones


def came(
    first: date, visits: int, last: date, *, today: date = FRIDAY, leads: Leads = ON_THE_DAY, week: Week = EVERY_DAY
) -> list[Occasion]:
    return occasions.of((), first, visits, last, today, week, leads)


@pytest.mark.parametrize(
    ("first", "visits", "last", "years"),
    [
        (date(2023, 11, 20), 40, FRIDAY, 3),
        (date(2023, 11, 26), 40, FRIDAY, 3),
        (date(2023, 11, 17), 40, FRIDAY, 3),
        (date(2023, 11, 6), 40, FRIDAY, 3),
        (date(2023, 11, 5), 40, FRIDAY, 0),  # too late for a thank-you
        (date(2023, 11, 27), 40, FRIDAY, 0),  # not this week
        (date(2023, 11, 20), 9, FRIDAY, 0),  # hardly known
        (date(2023, 11, 20), 10, date(2026, 9, 21), 3),
        (date(2023, 11, 20), 11, date(2026, 9, 20), 0),  # not in for more than two months
        (date(2026, 11, 20), 40, FRIDAY, 0),  # since today
    ],
)
def test_a_customer_for_so_many_years(first: date, visits: int, last: date, years: int) -> None:
    found = [each for each in came(first, visits, last) if each.kind == "years"]
    assert [(each.number, key(each)) for each in found] == ([(years, f"years-{years}")] if years else [])


def test_years_have_their_lead_and_closed_days() -> None:
    (found,) = came(date(2023, 11, 22), 40, FRIDAY, week=closed(weekdays="6"), leads=Leads({"years": (7, 0)}))
    assert (found.day, found.due, found.opens) == (date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 14))
    assert key(found) == "years-3-7d"


@pytest.mark.parametrize(("leap_rule", "kept"), [("28feb", date(2027, 2, 28)), ("1mar", date(2027, 3, 1))])
def test_first_here_on_29_february(leap_rule: str, kept: date) -> None:
    today = date(2027, 2, 26)
    (found,) = occasions.of((), date(2024, 2, 29), 40, today, today, EVERY_DAY, ON_THE_DAY, leap_rule=leap_rule)
    assert (found.day, found.number) == (kept, 3)


@pytest.mark.parametrize(
    ("visits", "days_ago", "there"),
    [
        (10, 0, True),
        (50, 2, True),
        (100, 3, True),
        (200, 0, True),
        (1500, 0, True),
        (50, 60, True),
        (50, 61, False),
        (9, 0, False),
        (11, 1, False),
        (60, 0, False),
        (150, 0, False),
        (0, 0, False),
    ],
)
def test_a_visit_worth_a_word(visits: int, days_ago: int, there: bool) -> None:
    last = FRIDAY - days_ago * DAY
    found = came(date(2026, 3, 1), visits, last)
    assert [(each.kind, each.number, each.due, key(each)) for each in found] == (
        [("milestone", visits, last, f"milestone-{visits}")] if there else []
    )


def test_the_visit_a_milestone_waited_for_does_not_end_it() -> None:
    [found] = came(date(2026, 3, 1), 11, FRIDAY)
    assert (found.kind, found.number, found.due, key(found)) == ("milestone", 10, FRIDAY, "milestone-10")


def test_somebody_who_was_never_in_has_neither() -> None:
    assert occasions.of((), None, 0, None, FRIDAY, EVERY_DAY, ON_THE_DAY) == []


# Time zones


@pytest.mark.parametrize("place", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Europe/London"])
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 3, 14), date(2026, 10, 25), date(2026, 11, 1)])
def test_a_birthday_is_the_day_on_the_wall_of_the_shop(place: str, day: date) -> None:
    try:
        there = ZoneInfo(place)
    except ZoneInfoNotFoundError:
        pytest.skip("this computer has no table of time zones")
    for hour in (time(0, 1), time(1, 30), time(2, 30), time(23, 59)):  # some nights have no half past two
        with clocks.frozen(datetime.combine(day, hour, there)):
            assert one(birthday(day.day, day.month), today=clocks.today()).due == clocks.today() == day
    midnight = datetime.combine(day, time(0), there).astimezone(UTC)
    dues = set()
    for minutes in (-1, 0, 60, 121, 180, 22 * 60):
        with clocks.frozen((midnight + timedelta(minutes=minutes)).astimezone(there)):
            dues.add((one(birthday(day.day, day.month), today=clocks.today()).due - clocks.today()).days)
    assert dues == {0, 1}


# Against a plain reckoning, day by day


@st.composite
def a_week(draw: st.DrawFn, around: date) -> Week:
    spans = []
    first = around - timedelta(days=draw(st.integers(0, 60)))
    for _ in range(draw(st.integers(0, 3))):
        first += timedelta(days=draw(st.integers(2, 40)))
        last = first + timedelta(days=draw(st.sampled_from([0, 1, 2, 13, 29, 70])))
        spans.append((first, last))
        first = last
    return closed(*spans, weekdays=draw(st.sampled_from(["", "6", "56", "0", "0123"])))


@st.composite
def a_birthday(draw: st.DrawFn) -> DateFact:
    born = draw(st.dates(date(1920, 1, 1), date(2023, 12, 31)) | st.just(date(1980, 2, 29)))
    parts = draw(st.sampled_from(["day month year", "day month", "month year", "month", "year"]))
    return birthday(
        born.day if "day" in parts else None,
        born.month if "month" in parts else None,
        born.year if "year" in parts else None,
        draw(st.sampled_from(["28feb", "1mar"])),
    )


any_day = st.dates(date(2024, 1, 1), date(2104, 12, 31))
some_leads = st.sampled_from([(0,), (1,), (3,), (7,), (7, 0), (14, 7, 0), (30,), (30, 7), (60, 0)])


def kept(fact: DateFact, year: int) -> date:
    assert fact.month is not None
    if (fact.day, fact.month) == (29, 2) and not calendar.isleap(year):
        return date(year, 2, 28) if fact.rule == "28feb" else date(year, 3, 1)
    return date(year, fact.month, fact.day or 1)


def plain_due(fact: DateFact, day: date, week: Week) -> date:
    """The day to meet it, looked for one day at a time."""
    if fact.day is None:
        month = [day + n * DAY for n in range(calendar.monthrange(day.year, day.month)[1])]
        if open_days := [each for each in month if week.is_open(each)]:
            return open_days[0]
    return next((day - n * DAY for n in range(61) if week.is_open(day - n * DAY)), day)


def reckoned(
    fact: DateFact, today: date, week: Week, lead: tuple[int, ...], since: date
) -> list[tuple[date, date, int]]:
    """(the day, when it is due, the age) of all that is near, from the years around, without any short cut."""
    if fact.month is None:
        return []
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        day = kept(fact, year)
        over, until = day, day + OVERDUE_DAYS * DAY
        if fact.day is None:
            over = until = day.replace(day=calendar.monthrange(year, fact.month)[1])
        due = plain_due(fact, day, week)
        if until >= today and over >= since and due <= today + max(6, lead[0]) * DAY:
            found.append((day, due, year - fact.year if fact.year else 0))
    return found


@settings(max_examples=300, deadline=None)
@given(st.data(), a_birthday(), any_day, some_leads)
def test_nothing_is_missed_and_nothing_made_up(
    data: st.DataObject, fact: DateFact, anywhere: date, lead: tuple[int, ...]
) -> None:
    around = kept(fact, anywhere.year) if fact.month else anywhere
    today = data.draw(st.just(anywhere) | st.integers(-40, 130).map(lambda n: around - n * DAY))
    week = data.draw(a_week(today))
    since = data.draw(st.just(date.min) | st.integers(-40, 90).map(lambda n: today - n * DAY))
    found = near(fact, today=today, week=week, leads=Leads({"birthday": lead}), since=since)
    assert [(each.day, each.due, each.number) for each in found] == reckoned(fact, today, week, lead, since)
    first, last = occasions.reach(today, week, lead[0])
    for each in found:
        assert first <= each.day <= last
        assert week.is_open(each.due) or each.due == each.day
        assert (each.due - each.opens).days in lead
        if fact.day is not None:
            assert each.due <= each.day
            assert not any(week.is_open(each.due + n * DAY) for n in range(1, (each.day - each.due).days + 1))


@settings(max_examples=60, deadline=None)
@given(st.data(), a_birthday(), st.integers(2024, 2104), some_leads)
@example(None, birthday(29, 2, 1980, "1mar"), 2099, (7, 0))
def test_day_by_day_each_year_has_its_one_occasion(
    data: st.DataObject | None, fact: DateFact, year: int, lead: tuple[int, ...]
) -> None:
    middle = kept(fact, year) if fact.month else date(year, 6, 1)
    week = data.draw(a_week(middle)) if data else EVERY_DAY
    leads = Leads({"birthday": lead})
    days = [middle + n * DAY for n in range(-150, 60)]
    seen = {day: each for day in days for each in near(fact, today=day, week=week, leads=leads)}
    if fact.month is None:
        assert seen == {}
        return
    assert {each.day for each in seen.values()} == {middle}
    assert list(seen) == [min(seen) + n * DAY for n in range(len(seen))]  # without a break
    stages = [each.early for each in seen.values()]
    assert stages == sorted(stages, reverse=True)  # closer and closer to the day
    assert stages[-1] == 0
    for day, each in seen.items():
        if each.due == day:
            assert each.opens <= day


@settings(max_examples=60, deadline=None)
@given(any_day, st.dates(date(2000, 1, 1), date(2104, 1, 1)), st.integers(0, 1200), st.integers(0, 500), some_leads)
def test_years_and_milestones_at_any_time(
    today: date, first: date, visits: int, days_ago: int, lead: tuple[int, ...]
) -> None:
    last = today - days_ago * DAY
    found = came(first, visits, last, today=today, leads=Leads({"": lead}))
    for each in found:
        if each.kind == "years":
            assert visits >= 10
            assert days_ago <= 60
            assert each.number == each.day.year - first.year > 0
        else:
            assert days_ago <= 60
            assert each.due == last
    assert len(found) == len({each.kind for each in found})
