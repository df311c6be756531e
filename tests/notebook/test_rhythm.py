"""The own rhythm, the silence, and whom to miss first: METHODS.md 2 as tables of examples."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.notebook import customers, hours, rhythm, tact, touchpoints
from relnotebook.notebook.rhythm import Rhythm, Span, Worry, sum_up

from ..builders import Regular, Shop

TODAY = date(2026, 11, 20)
DAY = (TODAY - date(1970, 1, 1)).days


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# Gaps


@pytest.mark.parametrize(
    ("days", "gap"),
    [
        ([], None),
        ([1, 2, 3], None),  # three visit days are no rhythm
        ([1, 1, 1, 1, 2, 2], None),  # nor are many visits on two days
        ([1, 8, 15, 22], 7.0),
        ([22, 1, 15, 8, 8], 7.0),  # in any order, twice a day
        ([1, 2, 4, 34], 2.0),
        ([1, 2, 4, 8, 9], 1.5),
    ],
)
def test_the_rhythm_is_the_middle_gap_between_visit_days(days: list[int], gap: float | None) -> None:
    assert sum_up(days).gap_days == gap


@pytest.mark.parametrize(
    ("days", "closed", "away", "gap"),
    [
        ([0, 7, 14, 35], [(15, 28)], None, 7.0),  # two weeks of summer break
        ([0, 20, 40, 60], [(1, 10), (21, 30), (41, 50)], None, 10.0),
        ([0, 20, 40, 60], [(1, 8), (5, 10), (21, 30), (41, 45), (46, 50)], None, 10.0),  # no day is taken out twice
        ([0, 7, 14, 100], [], (15, 93), 7.0),  # away till spring
        ([0, 10, 20, 30], [(10, 20)], None, 10.0),  # they came although the shop was closed: visit days stay
        ([0, 7, 14, 21], [(100, 120)], None, 7.0),
        ([0, 7, 14, 21], [(-50, -20)], None, 7.0),
        ([5, 6, 7, 8], [(0, 20)], None, 1.0),
    ],
)
def test_days_closed_or_away_are_no_part_of_a_gap(
    days: list[int], closed: list[Span], away: Span | None, gap: float
) -> None:
    assert sum_up(days, closed, away).gap_days == gap


def test_old_gaps_fade() -> None:
    found = sum_up([0, 40, 50, 52])
    assert found == Rhythm(10.0, 3, 1 + 0.95 + 0.95**2, 2 + 0.95 * 10 + 0.95**2 * 40)
    assert found.mean is not None
    assert 10 < found.mean < 52 / 3
    assert sum_up([3]).mean is None


spans = st.tuples(st.integers(0, 200), st.integers(0, 15)).map(lambda x: (x[0], x[0] + x[1]))


@given(st.lists(st.integers(0, 200), max_size=25), st.lists(spans, max_size=4), st.none() | spans)
def test_gaps_agree_with_counting_day_by_day(days: list[int], closed: list[Span], away: Span | None) -> None:
    off = {day for first, last in [*closed, *([away] if away else [])] for day in range(first, last + 1)}
    gaps = [1 + sum(day not in off for day in range(a + 1, b)) for a, b in pairwise(sorted(set(days)))]
    found = sum_up(days, closed, away)
    assert found.gaps == len(gaps)
    assert found.total == pytest.approx(sum(0.95**i * gap for i, gap in enumerate(reversed(gaps))))


@given(st.integers(0, 200), st.integers(0, 90), st.integers(1, 60), st.lists(spans, max_size=4), st.none() | spans)
def test_silence_agrees_with_counting_day_by_day(
    last: int, passed: int, wanted: int, closed: list[Span], away: Span | None
) -> None:
    off = {day for first, end in [*closed, *([away] if away else [])] for day in range(first, end + 1)}
    begin = date(1970, 1, 1) + timedelta(days=last)
    counted = sum(day not in off for day in range(last + 1, last + passed + 1))
    assert rhythm.silence(begin, begin + timedelta(days=passed), closed, away) == counted
    reached = rhythm.silent_on(begin, wanted, closed, away)
    assert reached is not None
    assert rhythm.silence(begin, reached, closed, away) == wanted
    assert rhythm.silence(begin, reached - timedelta(days=1), closed, away) == wanted - 1


def test_somebody_away_without_an_end_is_never_silent_for_long() -> None:
    away = rhythm.span("2026-11-10", "")
    assert rhythm.silence(date(2026, 11, 5), date(2027, 6, 1), (), away) == 4
    assert rhythm.silent_on(date(2026, 11, 5), 20, (), away) is None
    assert rhythm.span("", "") is None
    assert rhythm.silence(date(2026, 11, 5), date(2026, 11, 20), (), rhythm.span("", "2026-11-15")) == 5


def test_a_visit_noted_ahead_is_no_silence() -> None:
    assert rhythm.silence(date(2026, 11, 21), TODAY) == 0


@pytest.mark.parametrize(
    ("silent", "gap", "long"),
    [(10, 1, False), (11, 1, True), (14, 7, False), (15, 7, True), (11, 5.5, False), (12, 5.5, True), (60, 30, False)],
)
def test_long_away_is_longer_than_twice_their_rhythm_and_than_ten_days(silent: int, gap: float, long: bool) -> None:
    assert rhythm.is_long_away(silent, gap) is long
    assert (silent >= rhythm.long_away_after(gap)) is long


# Whom to miss first


def by_the_book(days: list[int], today: int, horizon: float, M: float) -> float:
    """METHODS.md 2, as it is printed there."""
    gaps = [y - x for x, y in pairwise(days)][::-1]
    weights = [0.95**i for i in range(len(gaps))]
    a, b = 1 + 1.0 + sum(weights), 1.0 * M + sum(w * g for w, g in zip(weights, gaps, strict=True))
    r, q = today - days[-1], 0.8 / (0.8 + 3.0 + len(gaps))
    later, now = (b / (b + r + horizon)) ** a, (b / (b + r)) ** a
    return float((1 - q) * (now - later) / ((1 - q) * now + q))


@given(st.sets(st.integers(0, 300), min_size=2, max_size=40), st.integers(0, 200), st.floats(1, 90), st.floats(1, 60))
def test_the_chance_to_come_back_is_that_of_the_book(
    visits: set[int], silent: int, horizon: float, shop: float
) -> None:
    days = sorted(visits)
    found = rhythm.back_within(sum_up(days), silent, horizon, shop)
    assert found == pytest.approx(by_the_book(days, days[-1] + silent, horizon, shop))
    assert 0 <= found <= 1


def test_the_worry_grows_with_the_silence() -> None:
    weekly = sum_up(range(0, 70, 7))
    worries = [rhythm.worry(weekly, silent, 10.0) for silent in range(0, 60, 5)]
    assert worries == sorted(worries)
    assert 0 < worries[0] < worries[-1] < 1


def test_who_comes_daily_is_missed_before_who_comes_monthly() -> None:
    daily, monthly = sum_up(range(30)), sum_up(range(0, 300, 30))
    assert rhythm.worry(daily, 21, 14.0) > rhythm.worry(monthly, 21, 14.0)


def test_a_rhythm_set_by_hand_stands_for_every_gap() -> None:
    daily = sum_up(range(30))
    assert rhythm.worry(daily, 21, 14.0, own_gap=30) < rhythm.worry(daily, 21, 14.0) / 2
    assert rhythm.worry(daily, 21, 14.0, own_gap=1.0) == rhythm.worry(daily, 21, 14.0), "what they keep anyway"
    assert rhythm.worry(Rhythm(), 21, 14.0, own_gap=3) > rhythm.worry(Rhythm(), 21, 14.0, own_gap=60)


def test_the_shops_gap_is_the_middle_one() -> None:
    assert rhythm.shop_gap([3.0, 30.0, 7.0]) == 7.0
    assert rhythm.shop_gap([]) == 14.0


# Words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.5, "every day"),
        (1, "every day"),
        (1.5, "every 2 days"),
        (4, "every 4 days"),
        (6.5, "weekly"),
        (7, "weekly"),
        (8, "every 8 days"),
        (12, "every 12 days"),
        (14, "every two weeks"),
        (21, "every three weeks"),
        (28, "monthly"),
        (31, "monthly"),
        (42, "every 6 weeks"),
        (61, "every 2 months"),
        (91, "every 3 months"),
        (365, "once a year"),
        (730, "every 2 years"),
    ],
)
def test_a_rhythm_is_said_as_people_say_it(gap: float, words: str) -> None:
    assert rhythm.every(gap) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 day"),
        (23, "23 days"),
        (27, "27 days"),
        (28, "4 weeks"),
        (37, "5 weeks"),
        (69, "9 weeks"),
        (70, "2 months"),
        (130, "4 months"),
        (365, "11 months"),
        (366, "1 year"),
        (800, "2 years"),
    ],
)
def test_a_silence_is_said_as_people_say_it(days: int, words: str) -> None:
    assert rhythm.ago(days) == words


@pytest.mark.parametrize(
    ("silent", "gap", "words"),
    [
        (23, 4, "23 days, comes every 4"),
        (36, 7, "5 weeks, comes weekly"),
        (36, 4, "5 weeks, comes every 4 days"),
        (12, 1, "12 days, comes every day"),
        (16, 7, "16 days, comes weekly"),
        (100, 30, "3 months, comes monthly"),
    ],
)
def test_both_in_a_row_of_a_list(silent: int, gap: float, words: str) -> None:
    assert rhythm.short(silent, gap) == words


# Everybody as of a day


def came(who: Regular, every: float, last: int, times: int = 6) -> Regular:
    """Came `times` times, the last time so many days ago."""
    return who.had("Tea", times=times, every=every, until=clocks.now() - timedelta(days=last))


def ranked(shop: Shop, day: date = TODAY, **how: int) -> list[tuple[str, bool]]:
    names = dict(shop.read(lambda s: s.raw("SELECT id, name FROM customer")))
    return [(names[one.customer], one.long_away) for one in shop.read(rhythm.worries, day, **how)]


def one(shop: Shop, who: Regular, day: date = TODAY) -> Worry:
    found: Worry = next(one for one in shop.read(rhythm.worries, day) if one.customer == who.id)
    return found


def test_the_longest_missed_by_their_own_rhythm_come_first(shop: Shop) -> None:
    came(shop.customer("Ngozi comes daily"), 1, 23)
    came(shop.customer("Tobias comes monthly"), 30, 23)
    came(shop.customer("Ines comes every two weeks"), 14, 23)
    assert ranked(shop) == [
        ("Ngozi comes daily", True),
        ("Ines comes every two weeks", False),
        ("Tobias comes monthly", False),
    ]


def test_what_is_known_of_one(shop: Shop) -> None:
    found = one(shop, came(shop.customer("Ngozi"), 4, 23))
    assert (found.silent, found.gap_days, found.last_day, found.long_away) == (23, 4.0, ago(23), True)
    assert found.worry == rhythm.worry(found.rhythm, 23, 4.0)
    assert rhythm.short(found.silent, found.gap_days) == "23 days, comes every 4"


def test_four_visit_days_must_be_known(shop: Shop) -> None:
    came(shop.customer("Three days"), 5, 30, times=3)
    came(shop.customer("Four days"), 5, 30, times=4)
    came(shop.customer("Six days"), 5, 30, times=6)
    assert {name for name, _ in ranked(shop)} == {"Four days", "Six days"}
    assert {name for name, _ in ranked(shop, fewest=6)} == {"Six days"}


def test_as_of_an_earlier_day_nothing_later_is_known(shop: Shop) -> None:
    ngozi = came(shop.customer("Ngozi"), 4, 2, times=10)
    then = one(shop, ngozi, ago(12))
    assert (then.silent, then.rhythm.gaps, then.last_day) == (2, 6, ago(14))
    assert ranked(shop, ago(60)) == []


def test_those_nobody_should_write_to_are_left_out(shop: Shop) -> None:
    for state in ("moved", "deceased", "do_not_contact"):
        came(shop.customer(state), 4, 30).state(state)
    binned = came(shop.customer("binned"), 4, 30)
    shop.do(customers.bin, binned.id)
    came(shop.customer("away"), 4, 30).away("2026-12-24")
    assert ranked(shop) == []
    assert [name for name, _ in ranked(shop, date(2026, 12, 25))] == ["away"]


def test_the_shops_holidays_are_no_silence(shop: Shop) -> None:
    ngozi = came(shop.customer("Ngozi"), 4, 23)
    shop.do(hours.set_closed, ago(20).isoformat(), ago(6).isoformat())
    found = one(shop, ngozi)
    assert (found.silent, found.long_away) == (8, False)


def test_a_call_resets_the_silence_and_a_mailing_does_not(shop: Shop) -> None:
    ngozi = came(shop.customer("Ngozi"), 4, 23)
    when = clocks.now() - timedelta(days=3)
    shop.do(touchpoints.log, ngozi.id, "Sent the winter letter", channel="email", when=when, source="mailing")
    assert one(shop, ngozi).silent == 23
    shop.do(touchpoints.log, ngozi.id, "Rang: on a trip", channel="phone", when=when)
    assert one(shop, ngozi).silent == 3
    assert one(shop, ngozi, ago(5)).silent == 18, "the call was still to come"
    shop.do(tact.set_tact, ngozi.id, contact_counts=False)
    assert one(shop, ngozi).silent == 23


def test_a_rhythm_set_by_hand_needs_one_visit(shop: Shop) -> None:
    ngozi = came(shop.customer("Ngozi"), 4, 40, times=1)
    assert ranked(shop) == []
    shop.do(tact.set_tact, ngozi.id, rhythm_days=14)
    assert one(shop, ngozi).gap_days == 14
    assert ranked(shop) == [("Ngozi", True)]


def test_it_agrees_with_what_is_kept_of_the_card(shop: Shop) -> None:
    ngozi = came(shop.customer("Ngozi"), 4, 23, times=9)
    kept = shop.read(lambda s: s.raw("SELECT gap_days, gaps, gap_weight, gap_sum FROM customer_stat"))
    assert [Rhythm(*row) for row in kept] == [one(shop, ngozi).rhythm]
