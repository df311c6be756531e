"""The aggregates of a customer: visits counted, their own rhythm, the last contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import hours, stats, tact, touches, touchpoints, visits
from relnotebook.notebook.learning import NEWEST
from relnotebook.notebook.stats import Stat
from relnotebook.store import schema

from ..builders import Regular, Shop

DAY = timedelta(days=1)


def stat(shop: Shop, who: Regular) -> Stat:
    found = shop.read(stats.kept, [who.id])[who.id].stat
    assert isinstance(found, Stat)
    return found


def test_a_row_is_told_by_the_names_of_its_columns() -> None:
    assert ("customer_id", *Stat._fields[1:]) == tuple(column.name for column in schema.customer_stat.columns)


def test_who_was_never_in_has_an_empty_row(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    assert stat(shop, ngozi) == Stat(ngozi.id)


def test_somebody_unknown_has_none(shop: Shop) -> None:
    assert shop.read(stats.kept, [404]) == {}


# Rhythm


def test_three_visits_have_gaps_but_no_rhythm_yet(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=3, every=4)
    found = stat(shop, ngozi)
    assert (found.gap_days, found.gaps) == (None, 2)
    assert found.gap_sum / found.gap_weight == 4.0
    ngozi.had("tea", until=clocks.now())
    assert stat(shop, ngozi).gap_days == 4.0


def test_two_visits_in_a_day_are_one_day(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=4, every=4)
    ngozi.had("cake", until=clocks.now() - DAY + timedelta(hours=2))
    assert (stat(shop, ngozi).visits, stat(shop, ngozi).gap_days, stat(shop, ngozi).gaps) == (5, 4.0, 3)


def test_the_middle_gap_is_told_and_new_ones_weigh_more(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    for days in (60, 30, 20, 15, 10, 5):
        ngozi.had("tea", until=clocks.now() - days * DAY)
    found = stat(shop, ngozi)
    assert found.gap_days == 5.0
    assert 5 < found.gap_sum / found.gap_weight < 11, "the mean of all five would be eleven"


def test_holidays_are_taken_out_also_when_they_are_noted_late(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=3, every=2, until=clocks.now() - 20 * DAY)
    ngozi.had("tea", times=2, every=2)
    shop.do(hours.set_closed, "2026-11-02", "2026-11-15", "Painting")
    assert stat(shop, ngozi).gap_sum / stat(shop, ngozi).gap_weight == pytest.approx(2.256, abs=0.001)
    shop.undo()
    assert stat(shop, ngozi).gap_sum / stat(shop, ngozi).gap_weight > 5


def test_days_away_are_taken_out_and_put_back(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=3, every=2, until=clocks.now() - 20 * DAY)
    ngozi.had("tea", times=2, every=2)
    before = stat(shop, ngozi)
    shop.do(tact.set_tact, ngozi.id, away_from="2026-11-01", away_until="2026-11-16")
    assert stat(shop, ngozi).gap_sum < before.gap_sum
    shop.do(tact.set_tact, ngozi.id, away_until="")
    assert stat(shop, ngozi) == before


def test_only_the_newest_visits_are_read_for_the_rhythm(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    with shop.store.write(Act.IMPORT_VISITS) as w:
        old = [(ngozi.id, w.at - 86400 * (NEWEST + 30 * n)) for n in range(1, 20)]
        new = [(ngozi.id, w.at - 86400 * n) for n in range(NEWEST)]
        w.add_many(schema.visit, ("customer_id", "at"), [*old, *new])
    found = stat(shop, ngozi)
    assert (found.visits, found.gap_days, found.gaps) == (NEWEST + 19, 1.0, NEWEST - 1)
    assert found.first_at == clocks.stamp()[0] - 86400 * (NEWEST + 30 * 19)
    shop.do(visits.log, ngozi.id, ["tea"], again=True)
    assert stat(shop, ngozi).visits == NEWEST + 20


# The last contact


def contact(shop: Shop, who: Regular) -> tuple[Any, str]:
    found = stat(shop, who)
    return found.contact_at, found.contact_channel


def test_the_newest_real_contact_is_kept(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi").touchpoint("Rang", channel="phone")
    rang = contact(shop, ngozi)
    assert rang == (clocks.stamp()[0], "phone")
    clock(DAY)
    ngozi.touchpoint("Advent letter", channel="email", source="mailing")
    assert contact(shop, ngozi) == rang
    ngozi.touchpoint("Told late", channel="chat", when=clocks.now() - 2 * DAY)
    assert contact(shop, ngozi) == rang
    ngozi.touchpoint("Wrote back", channel="email")
    assert contact(shop, ngozi) == (clocks.stamp()[0], "email")
    shop.do(touchpoints.remove, 4)
    shop.do(touchpoints.remove, 1)
    assert contact(shop, ngozi)[1] == "chat"


def test_a_touch_done_is_a_contact_and_taken_back_it_is_none(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").promised("Rye", due="2026-11-20")
    [promise] = shop.read(touches.today).touches
    shop.do(touches.do, promise.id, channel="phone")
    assert contact(shop, ngozi)[1] == "phone"
    shop.undo()
    assert contact(shop, ngozi) == (None, "")


def test_the_last_contact_outlives_the_last_visit(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").touchpoint("Rang", channel="phone").had("tea")
    shop.do(visits.remove, 1)
    found = stat(shop, ngozi)
    assert (found.visits, found.last_at, found.contact_channel) == (0, None, "phone")
