"""What to ask whoever stands at the counter: told when their visit is logged, and not before it was put off to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.notebook import asking, reminders, touches, usual, visits

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi")


@pytest.mark.parametrize("log", ["usual", "visit"])
def test_whoever_comes_in_is_asked(shop: Shop, ngozi: Regular, log: str) -> None:
    ngozi.usual("Flat white").ask("How is the new flat?").ask("Which day for the cake?").promised("Rye")
    logged = shop.do(usual.log, ngozi.id) if log == "usual" else shop.do(visits.log, ngozi.id, ["Mint tea"])
    assert logged.asks == ("How is the new flat?", "Which day for the cake?")
    first = next(one for one in shop.read(touches.of_customer, ngozi.id).touches if one.kind == "ask")
    shop.do(touches.do, first.id)
    assert shop.do(usual.log, ngozi.id, again=True).asks == ("Which day for the cake?",)


def test_a_visit_of_last_week_asks_nothing(shop: Shop, ngozi: Regular) -> None:
    ngozi.usual("Flat white").ask("How is the new flat?")
    last_week = clocks.now() - timedelta(days=7)
    assert shop.do(usual.log, ngozi.id, when=last_week).asks == ()
    assert shop.do(visits.log, ngozi.id, ["Tea"], when=last_week, again=True).asks == ()


@pytest.mark.parametrize(
    ("state", "until", "wakes", "asked"),
    [
        ("snoozed", "2026-11-21T08:00", "", False),
        ("snoozed", "2026-11-20T08:00", "", True),
        ("snoozed", "", "next_visit", True),
        ("skipped", "", "", False),
    ],
)
def test_what_was_put_off_is_not_asked_before(
    shop: Shop, ngozi: Regular, state: str, until: str, wakes: str, asked: bool
) -> None:
    ngozi.usual("Flat white").ask("How is the new flat?")
    reminder = shop.read(reminders.of, ngozi.id)[0].id
    ngozi.marked(f"reminder-{reminder}", state, until=until, wakes=wakes)
    assert bool(shop.do(usual.log, ngozi.id).asks) is asked


def test_what_to_ask_is_known_before_the_visit_too(shop: Shop, ngozi: Regular) -> None:
    ngozi.ask("How is the new flat?").reminder("Order the lilies", due="2026-11-20")
    assert shop.read(asking.asks, ngozi.id) == ("How is the new flat?",)
