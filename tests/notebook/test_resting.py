from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from relnotebook.base import clock as clocks
from relnotebook.notebook import customers, resting, visits
from relnotebook.notebook.resting import AtRest
from relnotebook.store import schema
from relnotebook.store.write import Session

from ..builders import Regular, Shop

FRIDAY = datetime(2026, 11, 20, tzinfo=UTC)


def rest(shop: Shop, **more: object) -> AtRest:
    found = shop.read(resting.at_rest, **more)
    assert isinstance(found, AtRest)
    return found


def expected(shop: Shop) -> list[str]:
    return [line.name for line in rest(shop).about_now]


def fridays(shop: Shop, who: Regular, *times: str, weeks: tuple[int, ...] | None = None) -> Regular:
    """Came on the last Fridays at these times, the newest first (`weeks` ago, when not 1, 2, 3 ...)."""
    for back, time in zip(weeks or range(1, 9), times, strict=False):
        hour, minute = map(int, time.split(":"))
        when = FRIDAY.replace(hour=hour, minute=minute) - timedelta(weeks=back)
        shop.do(visits.log, who.id, ["Tea"], when=when, again=True)
    return who


@pytest.fixture
def old_shop(shop: Shop) -> Shop:
    """A shop with more than two months of history."""
    shop.customer("Long Ago").had("Tea", until=FRIDAY - timedelta(days=90))
    return shop


def test_who_came_on_three_of_the_last_eight_fridays_about_now(old_shop: Shop) -> None:
    fridays(old_shop, old_shop.customer("Ngozi Okafor"), "08:35", "08:50", "08:40")
    fridays(old_shop, old_shop.customer("Twice Only"), "08:35", "08:50")
    fridays(old_shop, old_shop.customer("Late Riser"), "11:00", "11:05", "11:10")
    fridays(old_shop, old_shop.customer("Just Outside"), "09:27", "09:27", "09:27", "09:27")
    found = rest(old_shop)
    assert [(line.name, line.window) for line in found.about_now] == [("Ngozi Okafor", "08:35 to 08:50")]
    assert (found.weekday, found.total) == (4, 5)


def test_other_weekdays_and_older_weeks_do_not_count(old_shop: Shop) -> None:
    thursday = old_shop.customer("Thursday")
    thursday.had("Tea", times=8, every=7, until=FRIDAY.replace(hour=8, minute=40) - timedelta(days=1))
    fridays(old_shop, old_shop.customer("Long Gone"), "08:40", "08:40", "08:40", weeks=(9, 10, 11))
    fridays(old_shop, old_shop.customer("Just Within"), "08:40", "08:40", "08:40", weeks=(6, 7, 8))
    assert expected(old_shop) == ["Just Within"]


def test_three_visits_on_one_friday_are_one_friday(old_shop: Shop) -> None:
    fridays(old_shop, old_shop.customer("Thirsty"), "08:30", "08:40", "08:50", weeks=(1, 1, 1))
    assert expected(old_shop) == []


def test_the_most_regular_come_first_then_the_nearest(old_shop: Shop) -> None:
    fridays(old_shop, old_shop.customer("Three Far"), "09:10", "09:10", "09:10")
    fridays(old_shop, old_shop.customer("Three Near"), "08:40", "08:40", "08:40")
    fridays(old_shop, old_shop.customer("Five"), "09:20", "09:20", "09:20", "09:20", "09:20")
    assert expected(old_shop) == ["Five", "Three Near", "Three Far"]
    assert len(rest(old_shop, limit=2).about_now) == 2


def test_a_young_shop_needs_only_two_of_three_fridays(shop: Shop) -> None:
    fridays(shop, shop.customer("Ngozi Okafor"), "08:35", "08:50")
    fridays(shop, shop.customer("Once"), "08:40")
    assert expected(shop) == ["Ngozi Okafor"]
    fridays(shop, shop.customer("Third Friday"), "08:40", weeks=(3,))
    assert expected(shop) == ["Ngozi Okafor"]
    fridays(shop, shop.customer("First Ever"), "08:40", weeks=(4,))
    assert expected(shop) == []


def test_who_was_in_today_is_no_longer_expected_but_has_just_been_in(old_shop: Shop) -> None:
    ngozi = fridays(old_shop, old_shop.customer("Ngozi Okafor"), "08:35", "08:50", "08:40")
    aoi = old_shop.customer("Aoi Tanaka")
    ngozi.had("Tea", until=FRIDAY.replace(hour=7, minute=52))
    aoi.had("Tea", until=FRIDAY.replace(hour=8, minute=20))
    aoi.had("Bun", until=FRIDAY.replace(hour=8, minute=35))
    found = rest(old_shop)
    assert [line.name for line in found.about_now] == []
    assert [line.name for line in found.just_in] == ["Aoi Tanaka", "Ngozi Okafor"]
    assert found.just_in[0].last_seen == FRIDAY.replace(hour=8, minute=35)


def test_yesterday_is_not_just_now(old_shop: Shop) -> None:
    old_shop.customer("Aoi Tanaka").had("Tea", until=FRIDAY - timedelta(minutes=1))
    assert rest(old_shop).just_in == ()


@pytest.mark.parametrize("state", ["moved", "deceased"])
def test_who_will_not_come_is_not_expected(old_shop: Shop, state: str) -> None:
    ngozi = fridays(old_shop, old_shop.customer("Ngozi Okafor"), "08:35", "08:50", "08:40")
    old_shop.do(customers.set_state, ngozi.id, state)
    assert expected(old_shop) == []
    old_shop.do(customers.set_state, ngozi.id, "do_not_contact")
    assert expected(old_shop) == ["Ngozi Okafor"]
    old_shop.do(customers.bin, ngozi.id)
    assert expected(old_shop) == []


@pytest.mark.parametrize(
    ("times", "window"),
    [
        (("08:33", "08:48", "08:40"), "08:35 to 08:50"),
        (("08:41", "08:40", "08:39"), "about 08:40"),
        (("08:00", "08:40", "08:41", "08:42", "08:44", "09:20"), "08:40 to 08:45"),
        (("08:00", "08:40", "09:20"), "08:00 to 09:20"),
    ],
)
def test_the_window_is_where_most_of_their_visits_lie(old_shop: Shop, times: tuple[str, ...], window: str) -> None:
    fridays(old_shop, old_shop.customer("Ngozi Okafor"), *times)
    assert rest(old_shop).about_now[0].window == window


def test_over_midnight(old_shop: Shop, clock: Callable[[timedelta], None]) -> None:
    clock(timedelta(hours=15, minutes=39))
    assert clocks.now().hour == 0
    owl = old_shop.customer("Night Owl")
    for week in (1, 2, 3):
        for minutes in (-40, -20):
            old_shop.do(visits.log, owl.id, ["Tea"], when=clocks.now() + timedelta(days=-7 * week, minutes=minutes))
    assert [line.window for line in rest(old_shop).about_now] == ["23:40 to 00:00"]


def test_summer_time_does_not_move_a_habit(shop: Shop) -> None:
    """Eight o'clock on the wall stays eight o'clock, in the last week of summer time and after it."""
    summer, winter = timezone(timedelta(hours=1)), timezone(timedelta(0))
    ngozi = shop.customer("Ngozi Okafor")
    shop.customer("Long Ago").had("Tea", until=datetime(2026, 7, 1, 8, 0, tzinfo=summer))
    for day, zone in ((9, summer), (16, summer), (23, summer), (30, winter)):
        shop.do(visits.log, ngozi.id, ["Tea"], when=datetime(2026, 10, day, 8, 0, tzinfo=zone), again=True)
    with clocks.frozen(datetime(2026, 11, 6, 8, 5, tzinfo=winter)):
        (line,) = rest(shop).about_now
        assert line.window == "about 08:00"
    with clocks.frozen(datetime(2026, 11, 6, 9, 5, tzinfo=winter)):
        assert rest(shop).about_now == ()


def test_the_usual_is_shown_as_it_is_had_today(old_shop: Shop) -> None:
    ngozi = fridays(old_shop, old_shop.customer("Ngozi Okafor"), "08:35", "08:50", "08:40").usual("Oat flat white")
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    ngozi.variation(rule="after", value="15:00", effect="change", thing="decaf")
    assert rest(old_shop).about_now[0].usual == "Oat flat white; cardamom bun"


def test_an_empty_notebook_rests(shop: Shop) -> None:
    assert rest(shop) == AtRest((), (), 4, 0)


def test_only_narrow_spans_of_the_visits_are_read(old_shop: Shop) -> None:
    """No statement scans the visits, however many there are."""
    fridays(old_shop, old_shop.customer("Ngozi Okafor"), "08:35", "08:50", "08:40").had("Tea", until=clocks.now())
    plans: list[str] = []

    class Explained(Session):
        def raw(self, sql: str, params: object = ()) -> list[tuple[object, ...]]:  # type: ignore[override]
            plans.extend(row[3] for row in self._driver.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall())
            return super().raw(sql, params)  # type: ignore[arg-type]

    with old_shop.store.read() as s:
        explained = Explained(s._connection)
        assert resting.at_rest(explained).about_now == ()
    kept = {table.name for table in schema.kept} - {"shop"}
    scans = [plan for plan in plans if plan.startswith("SCAN") and set(plan.split()) & {"v", "n", "c", "visit", *kept}]
    assert [plan for plan in scans if "COVERING INDEX visit_at" not in plan] == []
    assert any("visit_at (at>? AND at<?)" in plan for plan in plans)


def test_when_nobody_has_been_in_the_newest_cards_are_there(shop: Shop) -> None:
    for name in ("Ngozi", "Aoi", "Desmond"):
        shop.customer(name)
    assert [line.name for line in rest(shop).newest] == ["Desmond", "Aoi", "Ngozi"]


def test_a_new_card_is_shown_for_a_while(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Long Ago").had("Tea")
    clock(timedelta(minutes=20))
    shop.customer("Ngozi").had("Tea", until=clocks.now())
    shop.customer("Wanjiru")
    assert [line.name for line in rest(shop).newest] == ["Wanjiru"]
    clock(timedelta(minutes=11))
    assert rest(shop).newest == ()
