"""The day's turn: what time alone changes. Made once a day, in short writes, and whole also after it was cut off."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act, Step
from relnotebook.notebook import derive, due, hours, leads, reminders, rhythm, touches, turning, visits
from relnotebook.notebook import shop as shops
from relnotebook.notebook.due import Rules
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, open_store

from ..builders import Regular, Shop

Wait = Callable[[timedelta], None]
DAY = timedelta(days=1)


def turn(shop: Shop) -> list[Step]:
    """Make the day's turn; its steps, none when there was nothing to do."""
    return list(turning.turn(shop.store))


def listed(shop: Shop) -> list[tuple[str, str]]:
    """(group, who) of the day's list."""
    return [(one.group, one.greet) for one in shop.read(touches.today).touches]


def kept(shop: Shop, *, of: str = "") -> list[str]:
    """Keys of the rows that are kept of everybody, or of those with this kind."""
    return [key for key, kind in shop.read(_keys) if of in ("", kind)]


def _keys(s: Session) -> list[tuple[str, str]]:
    return s.raw("SELECT key, kind FROM touch ORDER BY customer_id, key")


def said(shop: Shop, key: str) -> str:
    """What the notebook keeps about the turn."""
    found = shop.read(lambda s: s.raw("SELECT value FROM meta WHERE key = ?", (key,)))
    return found[0][0] if found else ""


def missed(shop: Shop, name: str, *, every: int = 4, days: int = 23) -> Regular:
    """Somebody who came so often, and was last in so many days ago."""
    return shop.customer(name).had("flat white", times=6, every=every, until=clocks.now() - timedelta(days=days))


class Waiting:
    """Counts what is written while it looks, by table."""

    def __init__(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: list[Any] = []
        renew_many = Write.renew_many

        def count(w: Write, sql: str, params: Any) -> None:
            self.rows += params
            renew_many(w, sql, params)

        monkeypatch.setattr(Write, "renew_many", count)


# What yesterday listed, and what today lists


def test_overnight_the_list_moves_on(shop: Shop, clock: Wait) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    shop.customer("Aoi").birthday("21 November")
    shop.customer("Ana").birthday("27 November")
    missed(shop, "Mateus", every=4, days=10)
    assert listed(shop) == [("today", "Bartholomew"), ("week", "Aoi")]
    clock(DAY)
    assert turn(shop)
    assert listed(shop) == [("overdue", "Bartholomew"), ("today", "Aoi"), ("today", "Mateus"), ("week", "Ana")]


def test_what_is_over_is_taken_out(shop: Shop, clock: Wait) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    assert kept(shop) == ["date-1-2026"]
    clock(15 * DAY)
    turn(shop)
    assert kept(shop) == []


def test_mourning_ends_with_its_day(shop: Shop, clock: Wait) -> None:
    shop.customer("Ruth").birthday("20 November").bereaved("21 November 2026")
    assert listed(shop) == []
    clock(DAY)
    turn(shop)
    assert listed(shop) == []
    clock(DAY)
    turn(shop)
    assert listed(shop) == [("overdue", "Ruth")]


def test_a_complaint_nobody_followed_up_is_over_after_sixty_days(shop: Shop, clock: Wait) -> None:
    shop.customer("Ruth").birthday("19 January").touchpoint("The cake was stale", feeling="upset")
    clock(60 * DAY)
    turn(shop)
    assert listed(shop) == []
    clock(DAY)
    turn(shop)
    assert listed(shop) == [("overdue", "Ruth")]


def test_a_till_that_was_off_for_months_makes_up_for_it_in_one_turn(shop: Shop, clock: Wait) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    shop.customer("Ana").birthday("1 March").promised("Beans", due="2026-12-24")
    clock(101 * DAY)  # 1 March
    turn(shop)
    assert listed(shop) == [("overdue", "Ana"), ("today", "Ana")]


def test_a_clock_set_back_is_a_day_like_any_other(shop: Shop, clock: Wait) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    clock(DAY)
    turn(shop)
    clock(-2 * DAY)
    turn(shop)
    assert listed(shop) == [("week", "Bartholomew")]


# When it is wanted


def test_a_fresh_notebook_is_made_for_the_day_of_its_first_word(shop: Shop) -> None:
    assert shop.read(turning.wanted) is False
    assert (said(shop, "touch_day"), said(shop, "touch_turned")) == ("2026-11-20", "2026-11-20")
    assert turn(shop) == []


def test_once_a_day_is_enough(shop: Shop, clock: Wait) -> None:
    clock(DAY)
    assert shop.read(turning.wanted)
    assert turn(shop)
    assert not shop.read(turning.wanted)
    assert turn(shop) == []
    assert said(shop, "touch_turned") == "2026-11-21"


def test_it_leaves_no_step_and_nothing_to_take_back(shop: Shop, clock: Wait) -> None:
    shop.customer("Bartholomew").birthday("21 November")
    steps, kept_rows = shop.acts(), shop.tables()
    clock(DAY)
    turn(shop)
    assert (shop.acts(), shop.tables()) == (steps, kept_rows)


def test_its_steps_go_up_to_the_end(shop: Shop, clock: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "CHUNK", 2)
    for n in range(5):
        shop.customer(f"Regular {n}").birthday("21 November")
    clock(DAY)
    steps = turn(shop)
    assert all(step.note for step in steps)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].total >= 5


def test_a_day_on_which_nothing_changes_writes_nothing(
    shop: Shop, clock: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.customer("Bartholomew").birthday("24 November").promised("Beans", due="2026-11-23")
    shop.customer("Ana").ask("How is the new flat?")
    before = shop.tables("derived")["touch"]
    clock(DAY)
    written = Waiting(shop, monkeypatch)
    assert turn(shop)
    assert [row for row in written.rows if "slipping" in str(row) or "reminder" in str(row)] == []
    assert shop.tables("derived")["touch"] == before


# Cut off, and not alone


def test_cut_off_half_way_it_is_made_again(shop: Shop, clock: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turning, "CHUNK", 1)
    for n in range(4):
        shop.customer(f"Regular {n}").birthday("21 November")
        shop.customer(f"Other {n}").birthday("5 December")
    clock(15 * DAY)
    cut_off = turning.turn(shop.store)
    for _ in range(3):
        next(cut_off)
    cut_off.close()
    shop.reopened()
    assert shop.read(turning.wanted)
    assert turn(shop)
    assert listed(shop) == [*[("overdue", "Regular")] * 4, *[("today", "Other")] * 4]
    assert not shop.read(turning.wanted)


def test_cut_off_over_midnight_the_new_day_is_made(shop: Shop, clock: Wait) -> None:
    shop.customer("Aoi").birthday("22 November")
    clock(DAY)
    slow = turning.turn(shop.store)
    next(slow)
    clock(DAY)
    list(slow)
    assert shop.read(turning.wanted), "what was finished is yesterday's turn"
    turn(shop)
    assert listed(shop) == [("today", "Aoi")]


@pytest.fixture
def other_till(shop: Shop) -> Iterator[Shop]:
    other = Shop(shop.path)
    other.store.till = "till 2"
    yield other
    other.close()


def steps_of(shop: Shop, between: Callable[[], object]) -> None:
    """Make the turn, and let something happen after its first step."""
    slow = turning.turn(shop.store)
    next(slow)
    between()
    list(slow)


def test_what_another_till_writes_meanwhile_is_kept(shop: Shop, other_till: Shop, clock: Wait) -> None:
    aoi = shop.customer("Aoi").birthday("21 November")
    clock(DAY)

    def meanwhile() -> None:
        [birthday] = other_till.read(touches.of_customer, aoi.id).touches
        other_till.do(touches.do, birthday.id)
        other_till.customer("Ruth").birthday("21 November")

    steps_of(shop, meanwhile)
    assert listed(shop) == [("today", "Ruth")]


def test_a_rule_another_till_sets_meanwhile_holds(shop: Shop, other_till: Shop, clock: Wait) -> None:
    shop.customer("Aoi").birthday("22 November")
    clock(DAY)
    steps_of(shop, lambda: other_till.do(hours.set_closed, "2026-11-22"))
    assert listed(shop) == [("today", "Aoi")], "closed on Sunday, so it is met on Saturday"


def test_a_rule_that_waits_for_the_turn_is_not_forgotten_by_the_one_under_way(
    shop: Shop, other_till: Shop, clock: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive, "AT_ONCE", 0)
    shop.customer("Ana").birthday("1 December")
    clock(DAY)
    steps_of(shop, lambda: other_till.do(leads.set_lead, "shop", "birthday", "14"))
    assert shop.read(turning.wanted)
    turn(shop)
    assert listed(shop) == [("later", "Ana")]
    assert not shop.read(turning.wanted)


def test_two_tills_may_make_the_same_turn(shop: Shop, other_till: Shop, clock: Wait) -> None:
    shop.customer("Aoi").birthday("21 November")
    clock(DAY)
    steps_of(shop, lambda: turn(other_till))
    assert listed(shop) == listed(other_till) == [("today", "Aoi")]
    assert not other_till.read(turning.wanted)


def test_what_was_promised_without_a_day_is_on_every_days_list_and_never_red(shop: Shop, clock: Wait) -> None:
    aoi = shop.customer("Aoi").promised("The rye loaf")
    shop.customer("Ruth").ask("How is the new flat?")
    assert listed(shop) == [("today", "Aoi")]
    for _ in range(3):
        clock(DAY)
        assert listed(shop) == [("today", "Aoi")], "also before the turn is made"
        turn(shop)
        assert listed(shop) == [("today", "Aoi")]
        assert shop.read(touches.count).to_go == 1
    [promise] = shop.read(touches.today).touches
    shop.do(touches.snooze, promise.id, "in_3_days")
    assert listed(shop) == []
    clock(4 * DAY)
    turn(shop)
    [promise] = shop.read(touches.today).touches
    assert (promise.group, promise.was_due, promise.days_late) == ("today", None, 0)
    shop.do(touches.do, promise.id)
    assert listed(shop) == []
    assert [one.state for one in (shop.read(reminders.one, 1),)] == ["done"]
    assert shop.read(touches.of_customer, aoi.id).touches == ()


# The shop's own rhythm


def test_the_rhythm_of_the_shop_is_the_middle_one(shop: Shop, clock: Wait) -> None:
    assert shop.read(Rules.of).shop_gap == rhythm.SHOP_GAP
    for every in (2, 5, 30):
        shop.customer(f"Every {every}").had("tea", times=3, every=every)
    shop.customer("Once").had("tea")
    assert shop.read(Rules.of).shop_gap == rhythm.SHOP_GAP, "the same for everybody until the next turn"
    clock(DAY)
    turn(shop)
    assert shop.read(Rules.of).shop_gap == 5.0


def test_a_shop_that_has_seen_nobody_twice_has_the_usual_one(shop: Shop, clock: Wait) -> None:
    shop.customer("Once").had("tea")
    clock(DAY)
    turn(shop)
    assert shop.read(Rules.of).shop_gap == rhythm.SHOP_GAP


def test_after_an_upgrade_it_is_known_at_once(shop: Shop) -> None:
    shop.customer("Regular").had("tea", times=3, every=5)
    with shop.store.write(Act.REBUILD) as w:
        w.own("DELETE FROM meta")
        w.own("INSERT INTO meta (key, value) VALUES ('stale', '1')")
    assert derive.turn_wanted(shop.store)
    assert list(derive.turn(shop.store))
    assert (said(shop, "stale"), said(shop, "touch_day")) == ("", "2026-11-20")
    assert shop.read(Rules.of).shop_gap == 5.0
    assert not derive.turn_wanted(shop.store)


# Summer time


@pytest.mark.parametrize(
    ("begin", "ends"),
    [
        (date(2027, 3, 27), 3),  # Sunday has 23 hours
        (date(2027, 10, 30), 3),  # Sunday has 25
    ],
)
def test_a_day_is_a_day_when_the_clock_changes(shop: Shop, begin: date, ends: int) -> None:
    try:
        berlin = ZoneInfo("Europe/Berlin")
    except ZoneInfoNotFoundError:
        pytest.skip("this computer knows no time zones")
    days = [begin + n * DAY for n in range(ends)]
    with clocks.frozen(datetime(begin.year, begin.month, begin.day, 0, 0, 1, tzinfo=berlin)):
        for n, day in enumerate(days):
            shop.customer(f"Day {n}").birthday(f"{day.day}/{day.month}")
    for n, day in enumerate(days):
        for at in (1, 86399):  # just after midnight, just before the next
            moment = datetime(day.year, day.month, day.day, at // 3600, at // 60 % 60, at % 60, tzinfo=berlin)
            with clocks.frozen(moment):
                turn(shop)
                assert said(shop, "touch_turned") == day.isoformat()
                expected = [("overdue", "Day")] * n + [("today", "Day")] + [("week", "Day")] * (ends - 1 - n)
                assert listed(shop) == expected


def test_somebody_is_missed_from_the_first_minute_of_the_day(shop: Shop) -> None:
    """Silence is counted in days, not in hours: last in on a Friday evening, missed on the right Saturday at once."""
    zone = timezone(timedelta(hours=1))
    evening = datetime(2026, 11, 6, 23, 30, tzinfo=zone)
    with clocks.frozen(evening + timedelta(hours=1)):
        mateus = shop.customer("Mateus").had("tea", times=6, every=4, until=evening)
        from relnotebook.notebook import tact

        shop.do(tact.set_tact, mateus.id, rhythm_days=5.7)
    for day, there in ((17, []), (18, [("today", "Mateus")])):  # 11 days, 12 days: longer than twice 5.7
        with clocks.frozen(datetime(2026, 11, day, 0, 1, tzinfo=zone)):
            turn(shop)
            assert listed(shop) == there


# Who may have a touch


class Card(NamedTuple):
    """Somebody as the game writes them: dates, reminders, visits (how many, how far apart, the last one so many days
    before the first day looked at), and the clock of the till when they came. `asleep`: their first date was due so
    many days before that day and was put off for so many, None to the next visit. `added`: their card was written so
    many days before it."""

    dates: list[tuple[str, int | None, int | None, int | None]]
    reminders: list[tuple[int | None, str]]  # days ahead; None for no day, and of which kind it is then
    visits: tuple[int, int, int]
    minute: int
    offset: int
    rhythm_days: float | None
    lead: int | None
    asleep: tuple[int, int | None] | None
    added: int


LOOKED_AT = 45  # days
MONTHS = st.integers(1, 12)
DATES = st.one_of(
    st.tuples(st.sampled_from(["birthday", "other"]), st.integers(1, 28), MONTHS, st.none() | st.integers(1900, 2024)),
    st.just(("birthday", 29, 2, None)),
    st.tuples(st.just("birthday"), st.none(), MONTHS, st.none()),
    st.just(("birthday", None, None, 1980)),
)
OFFSETS = st.sampled_from([-720, -300, 0, 60, 120, 330, 840])
CARDS = st.builds(
    Card,
    st.lists(DATES, max_size=2),
    st.lists(
        st.tuples(st.none() | st.integers(-100, 150), st.sampled_from(["ask", "promise", "follow_up"])), max_size=2
    ),
    st.tuples(st.sampled_from([0, 1, 4, 9, 10, 50, 100, 101]), st.integers(1, 40), st.integers(-30, 40)),
    st.integers(0, 1439),
    OFFSETS,
    st.sampled_from([None, None, 1.0, 5.7, 6.3, 30.0]),
    st.sampled_from([None, None, None, 3, 60]),
    st.none() | st.tuples(st.integers(-20, 70), st.none() | st.integers(0, 60)),
    st.sampled_from([1000, 1000]) | st.integers(-LOOKED_AT, 20),
)


class Rule(NamedTuple):
    """What holds for the shop: days closed (from the first day looked at on, and how many), weekdays closed, leads."""

    closed: list[tuple[int, int]]
    weekdays: frozenset[int]
    lead: int | None
    leap_rule: str


RULES = st.builds(
    Rule,
    st.lists(st.tuples(st.integers(-40, 100), st.sampled_from([1, 14, 14, 59, 61, 366])), max_size=3),
    st.frozensets(st.integers(0, 6), max_size=6),
    st.sampled_from([None, 0, 7, 30, 60]),
    st.sampled_from(shops.LEAP_RULES),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dates(date(2024, 1, 1), date(2104, 12, 31)), st.lists(CARDS, min_size=1, max_size=5), RULES, OFFSETS,
    st.integers(0, 1439),
)  # fmt: skip
def test_nobody_who_has_a_touch_is_overlooked(
    empty_notebook: Path, first: date, cards: list[Card], rule: Rule, offset: int, minute: int
) -> None:
    zone = timezone(timedelta(minutes=offset))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cafe.relnotebook"
        shutil.copy(empty_notebook, path)
        store = open_store(path, refresh=derive.refresh)
        try:
            with store.write(Act.IMPORT_CONTACTS) as w:
                for card in cards:
                    _write(w, card, first)
                _rule(w, rule, first)
            with store.write(Act.REBUILD) as w:
                w.renew("DELETE FROM touch")  # else whoever had a touch would be looked at again anyway
            with store.read() as s:
                _looked_at(s, [first + n * DAY for n in range(LOOKED_AT)], minute, zone)
        finally:
            store.close()


def _looked_at(s: Session, days: list[date], minute: int, zone: timezone) -> None:
    rules = Rules.of(s)
    everybody = [who for (who,) in s.raw("SELECT id FROM customer")]
    facts = due.facts(s, everybody, rules.leap_rule)
    for day in days:
        with clocks.frozen(datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)):
            found = set(turning.candidates(s, day, rules))
        week = (day + due.WEEK * DAY).isoformat()
        for one in facts:
            told = [each for each in due.of(one, rules, day) if not each.silent and each.opens <= week]
            assert not told or one.customer in found, (day, told)
            over = [
                each
                for each in told
                if each.key.startswith("date-") and each.day < one.added.isoformat()[: len(each.day)]
            ]
            assert not over, (one.added, over)


def _write(w: Write, card: Card, first: date) -> None:
    added = clocks.stamp(datetime.combine(first - card.added * DAY, datetime.min.time(), UTC))[0] + 60 * card.minute
    who = w.add(schema.customer, name="Somebody", added_at=added, rhythm_days=card.rhythm_days)
    for kind, day, month, year in card.dates:
        key = w.add(schema.special_date, customer_id=who, kind=kind, day=day, month=month, year=year)
        _put_off(w, who, f"date-{key}", card, first)
    for ahead, undated in card.reminders:
        on = "" if ahead is None else (first + ahead * DAY).isoformat()
        kind = undated if ahead is None else "promise"
        w.add(schema.reminder, customer_id=who, kind=kind, words="Rye", due=on, state="open", at=w.at)
    many, every, ago = card.visits
    last = datetime.combine(first - ago * DAY, datetime.min.time(), timezone(timedelta(minutes=card.offset)))
    at = clocks.stamp(last + timedelta(minutes=card.minute))[0]
    rows = [(who, at - 86400 * every * n, card.offset) for n in range(many)]
    w.add_many(schema.visit, ("customer_id", "at", "utc_offset"), rows)
    if card.lead is not None:
        w.add(schema.lead, scope="card", customer_id=who, kind="", days=f"{card.lead}")


def _put_off(w: Write, who: int, key: str, card: Card, first: date) -> None:
    if card.asleep is None:
        return
    was = first - card.asleep[0] * DAY
    until, wakes = "", "next_visit"
    if card.asleep[1] is not None:
        until, wakes = f"{(was + card.asleep[1] * DAY).isoformat()}T08:00", ""
    said = {"until": until, "wakes": wakes, "was_due": was.isoformat(), "at": clocks.stamp()[0]}
    w.add(schema.touch_mark, customer_id=who, touch=f"{key}-{was.year}", state="snoozed", **said)


def _rule(w: Write, rule: Rule, first: date) -> None:
    open_ = {str(n): "08:00-18:00" for n in range(7) if n not in rule.weekdays}
    w.put(schema.shop, 1, hours=json.dumps(open_), leap_rule=rule.leap_rule)
    for begin, many in rule.closed:
        closed = first + begin * DAY, first + (begin + many - 1) * DAY
        w.add(schema.closed_day, first=closed[0].isoformat(), last=closed[1].isoformat())
    if rule.lead is not None:
        w.add(schema.lead, scope="shop", kind="", days=f"{rule.lead},0" if rule.lead else "0")


def test_few_are_looked_at_in_a_shop_of_many(shop: Shop) -> None:
    """The turn costs by what may be due, not by who is in the notebook."""
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        made = w.add_many(schema.customer, ("name", "added_at"), [(f"Person {n}", w.at) for n in range(1000)])
        rows = [(who, "birthday", who % 28 + 1, who % 12 + 1) for who in made]
        w.add_many(schema.special_date, ("customer_id", "kind", "day", "month"), rows)
        w.add_many(schema.visit, ("customer_id", "at"), [(who, w.at - 86400 * n) for n, who in enumerate(made[:60])])
    found = shop.read(lambda s: turning.candidates(s, clocks.today(), Rules.of(s)))
    assert len(found) < 250


def test_the_visit_of_today_is_no_reason_to_look(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=7, every=3, until=clocks.now())
    shop.do(visits.log, ngozi.id, ["tea"], again=True)
    assert shop.read(lambda s: turning.candidates(s, clocks.today(), Rules.of(s))) == []
