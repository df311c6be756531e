"""What one card gives on a day, and the rows kept of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import derive, due, hours, leads, reminders, rhythm, tact, touches
from relnotebook.notebook import shop as shops
from relnotebook.notebook.due import Due, Facts, Mark, Rules
from relnotebook.notebook.hours import Week
from relnotebook.notebook.leads import LeadRules, Leads
from relnotebook.notebook.occasions import DateFact

from ..builders import Regular, Shop

FRIDAY = date(2026, 11, 20)
DAY = timedelta(days=1)
RULES = Rules(Week(), LeadRules(), "28feb", rhythm.SHOP_GAP, FRIDAY)
EIGHT_TO_SIX = (time(8), time(18))
WEEKDAYS = Week((*[EIGHT_TO_SIX] * 5, None, None))
SATURDAY_CLOSED = replace(RULES, week=WEEKDAYS)
NOBODY = Facts(
    customer=CustomerId(7),
    tact=tact.TactFacts(),
    rhythm_days=None,
    contact_counts=True,
    visits=0,
    first_day=None,
    last_at=None,
    last_day=None,
    gap_days=None,
    rhythm=rhythm.Rhythm(),
    contact_day=None,
    dates=(),
    reminders=(),
    marks={},
    tags=(),
)


def at(day: date, hour: int = 9) -> int:
    return clocks.stamp(datetime.combine(day, time(hour), clocks.now().tzinfo))[0]


def born(day: int | None = 20, month: int | None = 11, year: int | None = None) -> Facts:
    return replace(NOBODY, dates=(DateFact(12, "birthday", "", day, month, year),))


def reminded(on: str, kind: str = "promise", written: date = FRIDAY) -> Facts:
    return replace(NOBODY, reminders=((3, kind, on, written),))


def regular(*, every: float = 4, last: date = FRIDAY - 23 * DAY) -> Facts:
    """Somebody with a rhythm, last in so long ago."""
    return replace(
        NOBODY,
        visits=8,
        first_day=last - 28 * DAY,
        last_at=at(last),
        last_day=last,
        gap_days=every,
        rhythm=rhythm.Rhythm(every, 7, 7.0, 7.0 * every),
    )


def said(key: str, state: str, *, until: str = "", wakes: str = "", on: date = FRIDAY) -> dict[str, Mark]:
    return {key: Mark(state, until, wakes, "2026-11-20", at(on), on)}


def one(facts: Facts, rules: Rules = RULES, day: date = FRIDAY) -> Due:
    [found] = due.of(facts, rules, day)
    return found


def nothing(facts: Facts, rules: Rules = RULES, day: date = FRIDAY) -> bool:
    return due.of(facts, rules, day) == []


# What a card gives


def test_an_empty_card_gives_nothing() -> None:
    assert nothing(NOBODY)


def test_a_birthday_has_its_year_in_its_key() -> None:
    assert one(born(20, 11, 1955)) == Due(
        CustomerId(7), "date-12-2026", "birthday", 12, 71, "2026-11-20", "2026-11-20", "2026-11-20"
    )


def test_a_month_alone_is_due_today_until_it_is_over() -> None:
    for day in (1, 20, 30):
        found = one(born(None, 11), day=date(2026, 11, day))
        assert (found.day, found.due, found.opens) == ("2026-11", f"2026-11-{day:02}", "2026-11-01")
    assert one(born(None, 12), day=date(2026, 11, 28)).due == "2026-12-01"
    assert nothing(born(None, 11), day=date(2026, 12, 1))


def test_a_lead_opens_it_before_its_day() -> None:
    early = replace(RULES, leads=LeadRules(Leads({"birthday": (14,)}), longest=14))
    found = one(born(4, 12), early)
    assert (found.opens, found.due) == ("2026-11-20", "2026-12-04")


def test_a_birthday_on_a_closed_day_is_due_before_it() -> None:
    found = one(born(22, 11), SATURDAY_CLOSED)
    assert (found.due, found.day) == ("2026-11-20", "2026-11-22")


def test_of_a_birthday_before_the_card_was_written_nobody_could_know() -> None:
    assert nothing(replace(born(17), added=FRIDAY))
    assert one(replace(born(17), added=FRIDAY - 3 * DAY)).due == "2026-11-17"
    assert one(replace(born(17), added=FRIDAY), day=date(2027, 11, 19)).key == "date-12-2027"


@pytest.mark.parametrize(
    ("on", "rules", "expected"),
    [
        ("2026-11-18", RULES, "2026-11-18"),  # never goes by itself
        ("2020-01-01", RULES, "2020-01-01"),
        ("2026-11-26", RULES, "2026-11-26"),
        ("2027-05-03", RULES, "2027-05-03"),  # far ahead, for the card
        ("2026-11-28", SATURDAY_CLOSED, "2026-11-27"),
        ("2026-11-22", SATURDAY_CLOSED, "2026-11-20"),
        ("", RULES, "2026-11-20"),  # a promise without a day
        ("", replace(RULES, week=Week((*[EIGHT_TO_SIX] * 4, None, None, None))), "2026-11-20"),
    ],
)
def test_a_reminder_is_due_on_its_last_open_day(on: str, rules: Rules, expected: str) -> None:
    assert [found.due for found in due.of(reminded(on), rules, FRIDAY)] == [expected]


def test_each_turn_of_a_reminder_has_its_own_key() -> None:
    assert (one(reminded("2026-11-20")).key, one(reminded("")).key) == ("reminder-3-2026-11-20", "reminder-3")


@pytest.mark.parametrize("kind", ["promise", "follow_up"])
def test_what_was_promised_without_a_day_is_for_every_day_until_it_is_done(kind: str) -> None:
    for ahead in range(40):
        found = one(reminded("", kind), SATURDAY_CLOSED, FRIDAY + ahead * DAY)
        today = (FRIDAY + ahead * DAY).isoformat()
        assert (found.key, found.due, found.opens) == ("reminder-3", today, today)


@pytest.mark.parametrize("kind", ["ask", "reminder", "check"])
def test_the_others_wait_for_the_next_visit(kind: str) -> None:
    assert one(reminded("", kind)).due == ""


def test_a_promise_without_a_day_can_be_put_off_and_is_never_late() -> None:
    asleep = replace(reminded(""), marks=said("reminder-3", "snoozed", until="2026-11-24T08:00"))
    assert [one(asleep, day=FRIDAY + n * DAY).due for n in (0, 4, 9)] == ["2026-11-24", "2026-11-24", "2026-11-29"]
    waits = replace(reminded(""), marks=said("reminder-3", "snoozed", wakes="next_visit"))
    assert one(waits, day=FRIDAY + 9 * DAY).due == ""
    seen = replace(waits, last_at=at(FRIDAY + DAY), last_day=FRIDAY + DAY, visits=1, first_day=FRIDAY)
    assert one(seen, day=FRIDAY + 9 * DAY).due == "2026-11-29"


# Own rhythm


@pytest.mark.parametrize(
    ("every", "silent", "there"),
    [(4, 10, False), (4, 11, True), (7, 14, False), (7, 15, True), (4, 365, True), (4, 366, False), (60, 480, True)],
)
def test_away_for_long_is_longer_than_ten_days_and_two_own_gaps(every: int, silent: int, there: bool) -> None:
    """Up to a year, or eight own gaps where that is longer: then they are gone."""
    found = due.of(regular(every=every, last=FRIDAY - silent * DAY), RULES, FRIDAY)
    assert [each.key for each in found if each.kind == "slipping"] == (
        [f"slipping-{(FRIDAY - silent * DAY).isoformat()}"] if there else []
    )


def test_without_a_rhythm_nobody_is_missed() -> None:
    assert nothing(replace(regular(), gap_days=None))


def test_a_rhythm_set_by_hand_comes_before_the_learnt_one() -> None:
    assert nothing(replace(regular(), rhythm_days=12.0))
    assert one(replace(regular(), gap_days=None, rhythm_days=4.0)).kind == "slipping"


def test_a_call_is_a_sign_unless_it_does_not_count() -> None:
    rang = replace(regular(), contact_day=FRIDAY - DAY)
    assert nothing(rang)
    assert one(replace(rang, contact_counts=False)).kind == "slipping"
    assert rang.last_contact == FRIDAY - DAY
    assert replace(rang, contact_day=date(2020, 1, 1)).last_contact == FRIDAY - 23 * DAY


def test_a_call_alone_is_no_visit_to_count_from() -> None:
    assert replace(NOBODY, contact_day=FRIDAY).last_contact is None
    assert nothing(replace(NOBODY, contact_day=FRIDAY - 99 * DAY, rhythm_days=4.0))


def test_holidays_and_days_away_are_no_silence() -> None:
    away = replace(regular(), tact=tact.TactFacts(away_from="2026-11-01", away_until="2026-11-15"))
    assert due.silent_days(away, RULES, FRIDAY) == 8
    assert nothing(away)
    shut = replace(RULES, week=Week(spans=((20758, 20772),)))  # 1 to 15 November 2026
    assert due.silent_days(regular(), shut, FRIDAY) == 8
    assert nothing(regular(), shut)


def test_the_most_worrying_comes_first() -> None:
    often, seldom = one(regular(every=2)), one(regular(every=11))
    assert often.rank < seldom.rank < 0


# Tact


@pytest.mark.parametrize(
    ("quiet", "why"),
    [
        (tact.TactFacts("deceased"), "deceased"),
        (tact.TactFacts("do_not_contact"), "left_alone"),
        (tact.TactFacts(no_greetings=True), "no_greetings"),
        (tact.TactFacts(bereaved_until="2026-11-20"), "bereaved"),
        (tact.TactFacts(bereaved_until="2026-11-19"), ""),
        (tact.TactFacts(upset=FRIDAY), "upset"),
        (tact.TactFacts(upset=FRIDAY - 61 * DAY), ""),
        (tact.TactFacts("moved"), ""),
    ],
)
def test_what_tact_keeps_silent_says_why(quiet: tact.TactFacts, why: str) -> None:
    assert one(replace(born(), tact=quiet)).silent == why


# What was said about it


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_what_is_done_is_over_for_this_time(state: str) -> None:
    assert nothing(replace(born(), marks=said("date-12-2026", state)))
    assert one(replace(born(), marks=said("date-12-2025", state))).key == "date-12-2026"


def test_never_is_for_all_of_the_kind() -> None:
    assert nothing(replace(born(), marks=said("birthday", "never")))
    assert one(replace(reminded(""), marks=said("birthday", "never"))).kind == "promise"


def test_what_was_put_off_comes_back_on_its_day() -> None:
    found = one(replace(born(), marks=said("date-12-2026", "snoozed", until="2026-11-23T08:00")))
    assert (found.due, found.opens, found.until) == ("2026-11-23", "2026-11-23", "2026-11-23T08:00")
    assert (found.day, found.was_due) == ("2026-11-20", "2026-11-20")


def test_what_was_put_off_to_a_closed_day_wakes_then_and_is_not_late_on_the_next_open_one() -> None:
    found = one(replace(born(), marks=said("date-12-2026", "snoozed", until="2026-11-22T08:00")), SATURDAY_CLOSED)
    assert (found.due, found.opens, found.until) == ("2026-11-23", "2026-11-22", "2026-11-22T08:00")


@pytest.mark.parametrize(
    ("came", "on"),
    [(FRIDAY - DAY, ""), (FRIDAY, ""), (FRIDAY + DAY, "2026-11-21")],
    ids=["before", "the same moment", "since"],
)
def test_put_off_to_the_next_visit_it_waits_for_one(came: date, on: str) -> None:
    asleep = replace(born(), marks=said("date-12-2026", "snoozed", wakes="next_visit"))
    seen = replace(asleep, last_at=at(came), last_day=came, visits=1, first_day=came)
    assert one(asleep).due == ""
    assert one(seen).due == on


def test_a_new_absence_is_another_touch() -> None:
    last = FRIDAY - 23 * DAY
    assert nothing(replace(regular(), marks=said(f"slipping-{last.isoformat()}", "done")))
    assert one(replace(regular(last=last + DAY), marks=said(f"slipping-{last.isoformat()}", "done"))).kind == "slipping"


# Facts as the notebook has them


def facts(shop: Shop, *who: Regular) -> list[Facts]:
    found: list[Facts] = shop.read(due.facts, [each.id for each in who], "28feb")
    return found


def test_facts_are_read_with_one_statement_however_many(shop: Shop) -> None:
    regulars = [shop.customer(f"Regular {n}").birthday("1 May").promised("Rye") for n in range(5)]
    asked: list[str] = []
    with shop.store.read() as s:
        s._driver.set_trace_callback(asked.append)
        try:
            due.facts(s, [each.id for each in regulars], "28feb")
        finally:
            s._driver.set_trace_callback(None)
    assert len([sql for sql in asked if not sql.startswith("--")]) == 1


def test_a_card_says_all_that_may_give_a_touch(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").birthday("29 February 1992").had("tea", times=5, every=3).tagged("Family")
    ngozi.promised("Rye", due="2026-11-18").touchpoint("Rang", channel="phone").bereaved("1 December 2026")
    [found] = facts(shop, ngozi)
    assert found.dates == (DateFact(1, "birthday", "", 29, 2, 1992, "28feb"),)
    assert found.reminders == ((1, "promise", "2026-11-18", FRIDAY),)
    assert (found.visits, found.own_gap) == (5, 3.0)
    assert (found.first_day, found.last_day, found.contact_day) == (FRIDAY - 13 * DAY, FRIDAY - DAY, FRIDAY)
    assert found.tact.bereaved_until == "2026-12-01"
    assert found.tags == (1,)


def test_the_dead_hours_of_the_night_belong_to_the_day_on_the_wall(shop: Shop) -> None:
    far = datetime.fromisoformat("2026-11-18T00:30:00+13:00")  # still the 17th in Greenwich
    ngozi = shop.customer("Ngozi").had("tea", until=far)
    assert facts(shop, ngozi)[0].last_day == date(2026, 11, 18)


@pytest.mark.parametrize(("offset", "day"), [(13, 20), (0, 19), (-12, 19)])
def test_a_card_was_written_on_the_day_on_the_wall(shop: Shop, offset: int, day: int) -> None:
    zone = timezone(timedelta(hours=offset))
    with clocks.frozen(datetime(2026, 11, 19, 13, tzinfo=UTC).astimezone(zone)):
        ngozi = shop.customer("Ngozi")
        assert facts(shop, ngozi)[0].added == date(2026, 11, day) == clocks.today()


def test_who_is_upset_and_since_when(shop: Shop) -> None:
    ruth = shop.customer("Ruth").touchpoint("The cake was stale", feeling="upset", follow_up="Bring a fresh one")
    assert facts(shop, ruth)[0].tact.upset == FRIDAY
    ruth.touchpoint("Happy again", feeling="happy", when=clocks.now() + timedelta(seconds=1))
    assert facts(shop, ruth)[0].tact.upset is None
    shop.undo()
    assert facts(shop, ruth)[0].tact.upset == FRIDAY
    [follow_up] = shop.read(touches.of_customer, ruth.id).touches
    shop.do(touches.do, follow_up.id)
    assert facts(shop, ruth)[0].tact.upset is None


def test_a_card_in_the_bin_has_no_facts(shop: Shop) -> None:
    from relnotebook.notebook import customers

    ruth = shop.customer("Ruth")
    shop.do(customers.bin, ruth.id)
    assert facts(shop, ruth) == []


# The rules of the shop


def test_the_rules_of_a_notebook_without_a_first_page(shop: Shop) -> None:
    with shop.store.write(Act.EDIT_SHOP) as w:
        from relnotebook.store import schema

        w.drop(schema.shop, 1)
    assert shop.read(Rules.of) == Rules(Week(), LeadRules(), "28feb", rhythm.SHOP_GAP, FRIDAY)


def test_the_rules_as_they_were_set(shop: Shop) -> None:
    shop.do(shops.edit, leap_rule="1mar")
    shop.do(hours.set_hours, {6: ""})
    shop.do(hours.set_closed, "2026-12-24", "2026-12-26")
    shop.do(leads.set_lead, "shop", "birthday", "7,0")
    found: Rules = shop.read(Rules.of)
    assert (found.leap_rule, found.leads.longest, found.day) == ("1mar", 7, FRIDAY)
    assert not found.week.is_open(date(2026, 11, 22))
    assert not found.week.is_open(date(2026, 12, 25))


# Keeping


def rows(shop: Shop) -> list[tuple[Any, ...]]:
    return shop.tables("derived")["touch"]


def test_what_is_silent_is_not_kept(shop: Shop) -> None:
    shop.customer("Ruth").birthday("20 November").state("deceased")
    assert rows(shop) == []


def test_what_is_right_already_is_not_written_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ruth = shop.customer("Ruth").birthday("20 November").promised("Rye", due="2026-11-20")
    before = rows(shop)
    with shop.store.write(Act.DAY_TURNED) as w:
        monkeypatch.setattr(type(w), "renew_many", lambda *given: pytest.fail("written again"))
        due.renew(w, [ruth.id], Rules.of(w), FRIDAY)
    assert rows(shop) == before != []


def test_a_row_is_taken_out_as_soon_as_its_reason_is_gone(shop: Shop) -> None:
    ruth = shop.customer("Ruth").promised("Rye", due="2026-11-20")
    assert len(rows(shop)) == 1
    [promise] = shop.read(reminders.of, ruth.id)
    shop.do(reminders.remove, promise.id)
    assert rows(shop) == []


def test_a_promise_that_was_done_can_be_opened_again(shop: Shop) -> None:
    ruth = shop.customer("Ruth").promised("Rye", due="2026-11-20")
    [promise] = shop.read(touches.today).touches
    shop.do(touches.do, promise.id)
    assert rows(shop) == []
    shop.do(reminders.set_reminder, ruth.id, "promise", "The rye, and the seeded one", due="2026-11-20", reminder=1)
    assert [found.line for found in shop.read(touches.today).touches] == ["The rye, and the seeded one."]


def test_put_off_to_the_next_visit_nobody_is_missed_meanwhile(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    mateus = shop.customer("Mateus").had("tea", times=6, every=4, until=clocks.now() - 23 * DAY)
    [missed] = shop.read(touches.today).touches
    shop.do(touches.snooze, missed.id, "next_visit")
    assert shop.read(touches.today).touches == ()
    clock(DAY)
    list(derive.turn(shop.store))
    assert shop.read(touches.today).touches == () == shop.read(touches.slipping)
    assert [found.id for found in shop.read(touches.of_customer, mateus.id).touches] == [missed.id]


def test_what_a_card_says_is_looked_up_by_its_customer(shop: Shop) -> None:
    """However many promises are open in the shop: a visit must not look through them."""
    with shop.store.read() as s:
        plan = [row[3] for row in s._driver.execute(f"EXPLAIN QUERY PLAN {due._FACTS}", ("[1]",))]
    searched = [step for step in plan if step.startswith(("SEARCH", "SCAN"))]
    narrow = ("customer_id=?", "rowid=?", "json_each", "id=?", "touchpoint_id")
    assert all(any(word in step for word in narrow) for step in searched), searched
