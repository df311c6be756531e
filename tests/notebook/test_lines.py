from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.notebook import customers, dates, derive, lines, touches
from relnotebook.notebook import shop as shops
from relnotebook.notebook.lines import CustomerLine
from relnotebook.store.write import Session

from ..builders import Regular, Shop


def line(shop: Shop, who: Regular) -> CustomerLine:
    (found,) = shop.read(lines.lines, (who.id,))
    assert isinstance(found, CustomerLine)
    return found


def marks(shop: Shop, who: Regular) -> list[str]:
    return [f"{badge.tone}: {badge.text}" for badge in line(shop, who).badges]


def test_a_line_says_who_what_and_when(shop: Shop) -> None:
    when = datetime(2026, 11, 18, 8, 38, tzinfo=UTC)
    ngozi = shop.customer("Ngozi Okafor").usual("Oat flat white, extra hot").had("flat white", until=when)
    ngozi.is_(own_script="Ǹgọ́zí", call_name="Zizi")
    found = line(shop, ngozi)
    assert (found.name, found.own_script, found.call_name) == ("Ngozi Okafor", "Ǹgọ́zí", "Zizi")
    assert (found.usual, found.last_seen) == ("Oat flat white, extra hot", when)
    assert (found.badges, found.why, found.window) == ((), None, "")


def test_lines_stand_in_the_order_asked_for_and_strangers_are_left_out(shop: Shop) -> None:
    ids = [shop.customer(name).id for name in ("Ada", "Ben", "Cleo")]
    found = shop.read(lines.lines, (ids[2], 99, ids[0], ids[1]))
    assert [one.name for one in found] == ["Cleo", "Ada", "Ben"]
    assert shop.read(lines.lines, ()) == ()


def test_a_visit_is_shown_in_the_time_it_was_written_in(shop: Shop) -> None:
    tokyo = timezone(timedelta(hours=9))
    aoi = shop.customer("Aoi Tanaka").had("tea", until=datetime(2026, 11, 18, 8, 5, tzinfo=tokyo))
    seen = line(shop, aoi).last_seen
    assert seen is not None
    assert (seen.hour, seen.minute, seen.utcoffset()) == (8, 5, timedelta(hours=9))


def test_orders_for_several_people_stand_on_one_line(shop: Shop) -> None:
    ravi = shop.customer("Ravi Pillai").usual("Masala chai").usual("Babyccino", whom="Tom")
    assert line(shop, ravi).usual == "Masala chai; Babyccino"


def test_a_learnt_usual_stands_where_none_is_set(shop: Shop) -> None:
    regular = shop.customer("Desmond Wójcik").had("Long black", times=8)
    newcomer = shop.customer("Wanda Dąbrowska").had("Filter coffee")
    assert line(shop, regular).usual == "Long black"
    assert line(shop, newcomer).usual == ""
    regular.usual("Long black, no room")
    assert line(shop, regular).usual == "Long black, no room"


def test_somebody_without_a_name_is_never_a_blank_row(shop: Shop) -> None:
    assert line(shop, shop.customer("", phone="0151 496 0183")).name == "0151 496 0183"
    assert line(shop, shop.customer("", card="2000 0001")).name == "Card 20000001"
    both = shop.customer("", email="someone@x.example").reach("phone", "0151 496 0184")
    assert line(shop, both).name == "0151 496 0184"


# Badges


def test_alerts_come_first_and_severe_ones_before_all(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor").birthday("22/11").alert("No soy", severity="careful").alert("Nut allergy")
    assert marks(shop, ngozi) == ["alert: Nut allergy", "alert: No soy", "honey: Birthday on Sunday"]
    assert line(shop, ngozi).badges[0].icon == "alert-octagon"


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("19/11", None),
        ("20/11", "Birthday today"),
        ("21/11", "Birthday tomorrow"),
        ("22/11/1990", "Birthday on Sunday"),
        ("26/11", "Birthday on Thursday"),
        ("27/11", None),
        ("November", None),
        ("December", None),
        ("1990", None),
    ],
)
def test_a_birthday_is_said_in_the_week_before(shop: Shop, born: str, said: str | None) -> None:
    aoi = shop.customer("Aoi Tanaka").birthday(born)
    assert marks(shop, aoi) == ([f"honey: {said}"] if said else [])


@pytest.mark.parametrize(
    ("now", "rule", "said"),
    [
        (datetime(2026, 12, 28, 9, tzinfo=UTC), None, "Birthday on Sunday"),
        (datetime(2027, 2, 25, 9, tzinfo=UTC), "28feb", "Birthday on Sunday"),
        (datetime(2027, 2, 25, 9, tzinfo=UTC), "1mar", "Birthday on Monday"),
        (datetime(2027, 3, 1, 9, tzinfo=UTC), "1mar", "Birthday today"),
        (datetime(2027, 3, 1, 9, tzinfo=UTC), "28feb", None),
        (datetime(2028, 2, 25, 9, tzinfo=UTC), "1mar", "Birthday on Tuesday"),
    ],
)
def test_birthdays_over_the_year_and_the_29_february(
    shop: Shop, now: datetime, rule: str | None, said: str | None
) -> None:
    aoi = shop.customer("Aoi Tanaka").birthday("3/1" if rule is None else "29/2")
    if rule:
        shop.do(shops.edit, leap_rule=rule)
    with clocks.frozen(now):
        list(derive.turn(shop.store))
        assert marks(shop, aoi) == ([f"honey: {said}"] if said else [])


def test_the_cards_own_29_february_rule_comes_before_the_shops(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    shop.do(dates.set_date, aoi.id, "birthday", "29/2", leap_rule="1mar")
    with clocks.frozen(datetime(2027, 3, 1, 9, tzinfo=UTC)):
        list(derive.turn(shop.store))
        assert marks(shop, aoi) == ["honey: Birthday today"]


def test_other_dates_are_no_birthdays(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    shop.do(dates.set_date, aoi.id, "name_day", "22/11")
    assert marks(shop, aoi) == []


AWAY = "honey: Away longer than usual"


@pytest.mark.parametrize(
    ("times", "every", "days_ago", "away"),
    [
        (5, 4, 23, True),
        (5, 4, 10, False),  # not more than ten days
        (5, 4, 11, True),
        (5, 7, 14, False),  # not more than twice the rhythm
        (5, 7, 15, True),
        (3, 4, 60, False),  # three visits are no rhythm
        (4, 4, 60, True),
    ],
)
def test_away_longer_than_their_own_rhythm(shop: Shop, times: int, every: float, days_ago: int, away: bool) -> None:
    last = clocks.now() - timedelta(days=days_ago)
    mateus = shop.customer("Mateus Oliveira").had("Flat white", times=times, every=every, until=last)
    assert marks(shop, mateus) == ([AWAY] if away else [])


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("active", ["honey: Birthday on Sunday", AWAY]),
        ("moved", ["honey: Birthday on Sunday", "neutral: Moved away"]),
        ("deceased", ["neutral: Has died"]),
        ("do_not_contact", ["neutral: Do not contact"]),
    ],
)
def test_the_state_of_a_card_and_its_tact(shop: Shop, state: str, said: list[str]) -> None:
    last = clocks.now() - timedelta(days=60)
    mateus = shop.customer("Mateus").had("Flat white", times=5, every=4, until=last).birthday("22/11/1950")
    shop.do(customers.set_state, mateus.id, state)
    assert marks(shop, mateus) == said


@pytest.mark.parametrize(("pronouns", "whom"), [("she/her", "her"), ("he/him", "him"), ("", "them")])
def test_a_promise_is_seen_on_the_row(shop: Shop, pronouns: str, whom: str) -> None:
    kateryna = shop.customer("Kateryna").promised("Tell her when the rye is back", due="2026-11-18")
    kateryna.is_(pronouns=pronouns)
    assert marks(shop, kateryna) == [f"accent: You promised {whom} something"]
    shop.do(touches.do, shop.read(touches.today).touches[0].id)
    assert marks(shop, kateryna) == []


def test_a_touch_put_off_is_not_on_the_row(shop: Shop) -> None:
    kateryna = shop.customer("Kateryna").promised("Tell her when the rye is back", due="2026-11-18")
    shop.do(touches.snooze, shop.read(touches.today).touches[0].id, "tomorrow")
    assert marks(shop, kateryna) == []


def test_fifty_lines_cost_as_many_statements_as_one(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = [shop.customer(f"Regular {n}").usual("Tea").alert("Nut allergy").birthday("22/11") for n in range(30)]
    everyone += [shop.customer(f"Drinker {n}").had("Espresso", times=5) for n in range(20)]
    everyone += [shop.customer("", phone=f"0151 496 0{n}") for n in range(100, 110)]
    asked: list[str] = []

    def counted(ids: tuple[Any, ...]) -> int:
        raw = Session.raw
        monkeypatch.setattr(Session, "raw", lambda s, sql, params=(): (asked.append(sql), raw(s, sql, params))[1])
        asked.clear()
        shop.read(lines.lines, ids)
        monkeypatch.undo()
        return len(asked)

    few = counted((everyone[0].id, everyone[30].id, everyone[50].id))
    assert few <= 10
    assert counted(tuple(one.id for one in everyone)) == few


def test_touches_are_looked_up_by_customer_however_many_there_are(shop: Shop) -> None:
    with shop.store.read() as s:
        plan = [row[3] for row in s._driver.execute(f"EXPLAIN QUERY PLAN {lines._TOUCHES}", ("", "[1]"))]
    assert any("SEARCH t USING PRIMARY KEY (customer_id=?)" in step for step in plan), plan
