"""Guessing a PIN: five tries, then waits that double, also over restarts, whatever the wall clock says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.pinguard import PinGuard, wait_after


class Till:
    """A till that remembers one number, and a clock that only a test moves."""

    def __init__(self) -> None:
        self.wrong, self.seconds = 0, 100.0
        self.guard = self.restarted()

    def restarted(self) -> PinGuard:
        self.guard = PinGuard(self.wrong, self.keep, lambda: self.seconds)
        return self.guard

    def keep(self, wrong: int) -> None:
        self.wrong = wrong

    def wrongly(self, times: int) -> None:
        for _ in range(times):
            assert self.guard.begin()


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (1000, 900)],
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(wrong: int, seconds: float) -> None:
    assert wait_after(wrong) == seconds


def test_five_wrong_tries_then_a_wait() -> None:
    till = Till()
    assert till.guard.left == 5
    till.wrongly(4)
    assert (till.guard.left, till.guard.wait) == (1, 0)
    till.wrongly(1)
    assert (till.guard.left, till.guard.wait) == (0, 30)
    assert not till.guard.begin()
    till.seconds += 29.9
    assert not till.guard.begin()
    till.seconds += 0.2
    assert till.guard.begin()
    assert till.guard.wait == 60


def test_a_try_during_the_wait_costs_nothing() -> None:
    till = Till()
    till.wrongly(5)
    for _ in range(20):
        assert not till.guard.begin()
    assert (till.wrong, till.guard.wait) == (5, 30)


def test_the_right_one_forgives_all() -> None:
    till = Till()
    till.wrongly(5)
    till.seconds += 31
    assert till.guard.begin()
    till.guard.right()
    assert (till.wrong, till.guard.left, till.guard.wait) == (0, 5, 0)


def test_tries_are_counted_across_restarts() -> None:
    till = Till()
    for _ in range(4):
        till.wrongly(1)
        till.restarted()
    assert till.guard.left == 1
    till.wrongly(1)
    assert till.guard.wait == 30


def test_the_whole_wait_begins_again_after_a_restart() -> None:
    till = Till()
    till.wrongly(5)
    till.seconds += 29
    assert till.restarted().wait == 30
    till.seconds = 5.0  # another start of the computer counts from anew
    assert till.restarted().wait == 30


def test_pulling_the_plug_while_it_is_looked_at_gains_no_try() -> None:
    till = Till()
    assert till.guard.begin()
    assert till.wrong == 1  # written down before anybody knows whether it was right


def test_a_changed_wall_clock_does_not_help(clock: Callable[[timedelta], None]) -> None:
    guard = PinGuard(7, lambda _wrong: None)
    clock(timedelta(days=365))
    assert 115 < guard.wait <= 120
    assert clocks.now().year == 2027


def test_a_number_out_of_all_range_does_no_harm() -> None:
    assert PinGuard(-3, lambda _wrong: None, lambda: 0.0).left == 5
    assert PinGuard(10**9, lambda _wrong: None, lambda: 0.0).wait == 900
