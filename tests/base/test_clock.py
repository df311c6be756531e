"""The shop's clock: moments as they are stored, the shop's own day, and time that tests hold still."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import clock

NEPAL = timezone(timedelta(hours=5, minutes=45))
SECONDS = st.integers(-10_000_000_000, 10_000_000_000)
OFFSETS = st.integers(-14 * 60, 14 * 60)


def test_the_clock_stands_still_until_it_is_moved() -> None:
    with clock.frozen(datetime(2026, 11, 20, 8, 41, tzinfo=UTC)) as advance:
        assert clock.now() == clock.now() == datetime(2026, 11, 20, 8, 41, tzinfo=UTC)
        advance(timedelta(hours=16))
        assert clock.today() == date(2026, 11, 21)


def test_a_held_clock_is_let_go_even_after_trouble() -> None:
    before = clock.now()
    with pytest.raises(ValueError, match="trouble"), clock.frozen(datetime(1999, 1, 1, tzinfo=UTC)):
        raise ValueError("trouble")
    assert clock.now() == before


def test_a_bare_moment_is_held_as_utc() -> None:
    with clock.frozen(datetime(2026, 11, 20, 8, 41)):
        assert clock.now().tzinfo is UTC


def test_a_moment_keeps_the_time_of_day_of_where_it_was_written() -> None:
    kept = clock.stamp(datetime(2026, 3, 29, 0, 30, tzinfo=NEPAL))
    assert kept == (1774723500, 345)
    assert clock.moment(*kept).isoformat() == "2026-03-29T00:30:00+05:45"
    assert clock.local_day(*kept) == date(2026, 3, 29)
    assert clock.moment(kept[0], 0).date() == date(2026, 3, 28), "in London it was still the evening before"


def test_now_is_the_moment_when_none_is_given() -> None:
    assert clock.moment(*clock.stamp()) == clock.now()


@given(SECONDS, OFFSETS)
def test_a_stored_moment_comes_back_as_it_was(at: int, offset: int) -> None:
    assert clock.stamp(clock.moment(at, offset)) == (at, offset)


@given(SECONDS, OFFSETS)
def test_day_numbers_count_local_days(at: int, offset: int) -> None:
    day = clock.local_day(at, offset)
    assert clock.day_number(at, offset) == (day - date(1970, 1, 1)).days


def test_a_bare_moment_is_stored_as_local() -> None:
    naive = datetime(2026, 7, 1, 12, 0)
    assert clock.stamp(naive) == clock.stamp(naive.astimezone())


def test_delays_are_measured_by_a_clock_that_never_runs_backwards() -> None:
    first = clock.monotonic()
    with clock.frozen(datetime(1999, 1, 1, tzinfo=UTC)):
        assert clock.monotonic() >= first
