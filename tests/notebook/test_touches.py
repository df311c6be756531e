"""Today: who is listed, in which order, and what the card says of its own touches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound
from relnotebook.notebook import derive, hours, joining, people, staff, tact, team, touches, turning
from relnotebook.notebook import shop as shops
from relnotebook.notebook.agenda import Today

from ..builders import Regular, Shop

DAY = timedelta(days=1)

TODAY = date(2026, 11, 20)


def listed(shop: Shop) -> list[tuple[str, str, str]]:
    """(group, who, why) of the day's list."""
    return [(one.group, one.greet, one.reason) for one in today(shop).touches]


def today(shop: Shop) -> Today:
    found: Today = shop.read(touches.today)
    return found


def next_day(shop: Shop, clock: Callable[[timedelta], None], days: int = 1) -> None:
    """Let days pass and make the day's turn, as the program does."""
    clock(timedelta(days=days))
    list(derive.turn(shop.store))


def missed(shop: Shop, name: str = "Mateus", *, every: int = 4, days: int = 23) -> Regular:
    """Somebody who came so often, and was last in so many days ago."""
    last = clocks.now() - timedelta(days=days)
    return shop.customer(name).had("flat white", times=6, every=every, until=last)


# Kinds of touch


def test_a_card_written_today_has_no_birthday_three_days_late(shop: Shop) -> None:
    shop.customer("Ana").birthday("17 November")
    shop.customer("Ruth").birthday("20 November")
    assert [(group, who) for group, who, _why in listed(shop)] == [("today", "Ruth")]
    yesterday = shop.read(touches.today, on=TODAY - DAY).touches
    assert [(one.group, one.greet) for one in yesterday] == [("week", "Ruth")], "nor was it late the day before"


def test_one_written_last_month_has(shop: Shop) -> None:
    shop.customer("Ana").known(30).birthday("17 November")
    assert [(group, who) for group, who, _why in listed(shop)] == [("overdue", "Ana")]


def test_what_a_card_was_written_too_late_for_comes_next_year(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ana = shop.customer("Ana").birthday("17 November")
    next_day(shop, clock, 11)
    assert listed(shop) == [] == list(shop.read(touches.of_customer, ana.id).touches)
    next_day(shop, clock, 351)
    assert [(group, who) for group, who, _why in listed(shop)] == [("today", "Ana")]


def test_a_card_that_is_joined_with_an_older_one_was_known_all_along(shop: Shop) -> None:
    old, new = shop.customer("Ana").known(30), shop.customer("Ana Souza").birthday("17 November")
    assert listed(shop) == []
    shop.do(joining.join, old.id, new.id)
    assert [group for group, _who, _why in listed(shop)] == ["overdue"]
    shop.undo()
    assert listed(shop) == []


def test_a_birthday_is_listed_today_and_this_week(shop: Shop) -> None:
    shop.customer("Bartholomew Ellis").birthday("20/11/1955")
    shop.customer("Aoi Tanaka").birthday("22 November 1996")
    shop.customer("Ruth").birthday("21 November")
    shop.customer("Ana").birthday("1 December")
    assert listed(shop) == [
        ("today", "Bartholomew", "71 today"),
        ("week", "Ruth", "Birthday"),
        ("week", "Aoi", "Turns 30"),
    ]


def test_a_colleagues_birthday_is_told_with_the_days_list(shop: Shop) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.do(team.set_birthday, jonas, 20, 11)
    assert today(shop).team == ("Jonas",)
    assert today(shop).touches == ()
    assert shop.read(touches.today, kinds=("birthday",)).team == ()
    assert shop.read(touches.today, on=TODAY + DAY).team == ()


def test_a_birthday_nobody_met_is_overdue_for_two_weeks(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    next_day(shop, clock, 14)
    [one] = today(shop).touches
    assert (one.group, one.days_late, one.margin) == ("overdue", 14, ("20 Nov", "14 days"))
    next_day(shop, clock)
    assert listed(shop) == []


def test_a_month_alone_is_a_birthday_of_the_whole_month(shop: Shop) -> None:
    shop.customer("Ruth").birthday("November 1960")
    [one] = today(shop).touches
    assert one.kind == "birthday"


def test_a_promise_waits_for_its_day_and_never_goes_by_itself(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Kateryna").promised("Tell her when the dark rye is back", due="2026-11-18")
    [one] = today(shop).touches
    assert (one.group, one.reason, one.line) == ("overdue", "You promised", "Tell her when the dark rye is back.")
    assert one.margin == ("Wed", "2 days")
    next_day(shop, clock, 400)
    assert [each.kind for each in today(shop).touches] == ["promise"]


def test_who_has_been_away_longer_than_their_own_rhythm_is_missed(shop: Shop) -> None:
    missed(shop, "Mateus", every=4, days=23)
    missed(shop, "Linnea", every=7, days=35)
    missed(shop, "Jo", every=14, days=20)  # not yet twice their own fortnight
    assert [(who, why) for _group, who, why in listed(shop)] == [
        ("Linnea", "5 weeks, comes weekly"),
        ("Mateus", "23 days, comes every 4"),
    ]


def test_three_visits_make_no_rhythm(shop: Shop) -> None:
    shop.customer("Ana").had("tea", times=3, every=2, until=clocks.now() - timedelta(days=40))
    assert listed(shop) == []


def test_somebody_gone_for_more_than_a_year_is_not_slipping_any_more(shop: Shop) -> None:
    missed(shop, "Mateus", every=4, days=366)
    missed(shop, "Linnea", every=4, days=365)
    assert [who for _group, who, _why in listed(shop)] == ["Linnea"]


def test_years_as_a_customer_are_counted_from_the_first_visit(shop: Shop) -> None:
    first = clocks.now().replace(year=2023)
    ngozi = shop.customer("Ngozi").had("tea", until=first)
    ngozi.had("tea", times=12, every=3)
    assert ("today", "Ngozi", "Customer for 3 years") in listed(shop)


def test_a_thank_you_for_years_waits_for_the_next_visit(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi").had("tea", until=clocks.now().replace(year=2023))
    ngozi.had("tea", times=12, every=3)
    next_day(shop, clock)
    assert listed(shop) == []
    [one] = [each for each in shop.read(touches.of_customer, ngozi.id).touches if each.kind == "years"]
    assert (one.due, one.reason) == (None, "Customer for 3 years")


def test_whoever_is_missed_is_not_thanked_for_their_years(shop: Shop) -> None:
    mateus = shop.customer("Mateus").had("tea", until=clocks.now().replace(year=2023))
    mateus.had("tea", times=12, every=3, until=clocks.now() - timedelta(days=20))
    assert [one.kind for one in today(shop).touches] == ["slipping"]


def test_the_tenth_visit_is_a_milestone(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=9)
    assert listed(shop) == []
    ngozi.had("tea", until=clocks.now())
    assert listed(shop) == [("today", "Ngozi", "10 visits")]


def test_a_milestone_nobody_spoke_of_waits_for_the_next_visit(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=10, every=3, until=clocks.now())
    with clocks.frozen(clocks.now() + 8 * DAY):
        list(turning.turn(shop.store))
        assert [one for one in listed(shop) if one[2] == "10 visits"] == [], (
            "nobody is there to be told, so it is not red"
        )
        [found] = [one for one in shop.read(touches.of_customer, ngozi.id).touches if one.kind == "milestone"]
        assert (found.due, found.group, found.days_late, found.margin) == (None, "today", 0, ("Next", "visit"))
        shop.do(touches.do, found.id)
        assert [one.kind for one in shop.read(touches.of_customer, ngozi.id).touches] == []
    with clocks.frozen(clocks.now() + 61 * DAY):
        shop.undo()
        assert [one.kind for one in shop.read(touches.of_customer, ngozi.id).touches if one.kind == "milestone"] == []


@pytest.mark.parametrize("pronouns", ["he/him", "she/her", ""])
def test_the_reason_for_silence_names_who_it_is(shop: Shop, pronouns: str) -> None:
    omar = shop.customer("Omar Haddad").is_(pronouns=pronouns)
    shop.do(tact.set_tact, omar.id, no_greetings=True)
    assert shop.read(touches.of_customer, omar.id).silent == "Omar asked for no personal greetings."


def test_a_check_runs_out(shop: Shop) -> None:
    shop.customer("Ruth").check("Patch test", due="2026-11-24")
    assert listed(shop) == [("week", "Ruth", "Patch test runs out on Tuesday")]


def test_what_to_ask_waits_for_the_card(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").ask("Ask if the new cup fits her car")
    assert listed(shop) == []
    [one] = shop.read(touches.of_customer, ngozi.id).touches
    assert (one.kind, one.line, one.margin) == ("ask", "Ask if the new cup fits her car.", ("Next", "visit"))


def test_a_regular_without_a_birthday_is_worth_asking(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=5)
    gap = shop.read(touches.of_customer, ngozi.id).gap
    assert gap == ("gap-birthday", "No birthday month yet. Ask?")


# The order, and how much


def test_the_overdue_come_first_then_what_was_promised(shop: Shop) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    shop.customer("Kateryna").promised("Rye", due="2026-11-20")
    shop.customer("Omar").promised("Beans", due="2026-11-19")
    missed(shop)
    assert [(group, who) for group, who, _why in listed(shop)] == [
        ("overdue", "Omar"),
        ("today", "Kateryna"),
        ("today", "Bartholomew"),
        ("today", "Mateus"),
    ]


def test_a_day_names_a_dozen_of_those_who_are_missed_and_no_more(shop: Shop) -> None:
    for n in range(15):
        missed(shop, f"Regular {n}", days=20 + n)
    found = today(shop)
    assert (len(found.touches), found.to_go, found.more) == (12, 12, 3)
    shop.do(touches.skip, found.touches[0].id)
    found = today(shop)
    assert (len(found.touches), found.done, found.more) == (11, 1, 3), "the list of a day comes to an end"


def test_those_whom_a_word_can_still_reach_come_before_the_long_silent(shop: Shop) -> None:
    missed(shop, "Silent for months", every=4, days=120)
    missed(shop, "Mateus", every=4, days=23)
    assert [one.name for one in today(shop).touches] == ["Mateus", "Silent for months"]


def test_two_of_five_done(shop: Shop) -> None:
    for n in range(5):
        shop.customer(f"Regular {n}").promised("Beans", due="2026-11-20")
    for one in today(shop).touches[:2]:
        shop.do(touches.do, one.id)
    found = today(shop)
    assert (found.done, found.to_go) == (2, 3)
    assert shop.read(touches.count) == touches.Count(2, 3)


def test_the_cover_counts_as_the_list_does(shop: Shop) -> None:
    for n in range(15):
        missed(shop, f"Regular {n}", days=20 + n)
    shop.customer("Kateryna").promised("Rye", due="2026-11-18")
    shop.customer("Aoi").birthday("22 November")
    shop.do(touches.skip, today(shop).touches[-2].id)
    found = today(shop)
    assert shop.read(touches.count) == touches.Count(found.done, found.to_go) == touches.Count(1, 12)


def test_what_is_far_ahead_can_be_done_on_the_card_already(shop: Shop) -> None:
    ruth = shop.customer("Ruth").reminder("Order the Christmas stollen", due="2026-12-10")
    assert listed(shop) == []
    [one] = shop.read(touches.of_customer, ruth.id).touches
    assert (one.group, one.due) == ("later", date(2026, 12, 10))
    shop.do(touches.do, one.id)
    assert shop.read(touches.of_customer, ruth.id).touches == ()


def test_only_some_kinds(shop: Shop) -> None:
    shop.customer("Bartholomew").birthday("20 November")
    shop.customer("Kateryna").promised("Rye", due="2026-11-20")
    found = shop.read(touches.today, kinds=("birthday",))
    assert [one.kind for one in found.touches] == ["birthday"]


def test_another_day_is_worked_out_from_the_cards(shop: Shop) -> None:
    shop.customer("Ana").birthday("1 December")
    shop.customer("Bartholomew").birthday("20 November")
    found = shop.read(touches.today, on=date(2026, 12, 1))
    assert [(one.group, one.greet) for one in found.touches] == [("overdue", "Bartholomew"), ("today", "Ana")]


def test_a_list_costs_the_same_statements_however_long(shop: Shop) -> None:
    def statements() -> int:
        asked: list[str] = []
        with shop.store.read() as s:
            s._driver.set_trace_callback(asked.append)
            try:
                touches.today(s)
            finally:
                s._driver.set_trace_callback(None)
        return len(asked)

    shop.customer("One").birthday("20 November")
    missed(shop)
    few = statements()
    for n in range(20):
        shop.customer(f"Regular {n}").birthday("20 November")
    assert statements() == few <= 25


# Who may be written to


@pytest.mark.parametrize(
    ("state", "consent", "address"),
    [
        ("active", "given", "mateus@oliveira.example"),
        ("active", "refused", ""),
        ("active", "withdrawn", ""),
        ("active", "", ""),
    ],
)
def test_only_who_agreed_may_be_written_to(shop: Shop, state: str, consent: str, address: str) -> None:
    mateus = missed(shop).reach("email", "mateus@oliveira.example").state(state)
    if consent:
        mateus.consents("email", consent)
    [one] = today(shop).touches
    assert one.email == address


# Tact


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (lambda who: who.state("deceased"), "Ruth died"),
        (lambda who: who.state("do_not_contact"), "asked to be left alone"),
        (lambda who: who.bereaved("31 January 2027"), "No cheerful greeting till"),
        (lambda who: who.touchpoint("The cake was stale", feeling="upset"), "Put it right"),
    ],
    ids=["has died", "left alone", "mourns", "complaint open"],
)
def test_no_cheerful_greeting_where_it_would_hurt(shop: Shop, how: Callable[[Regular], Regular], why: str) -> None:
    ruth = shop.customer("Ruth").birthday("20 November")
    assert listed(shop) == [("today", "Ruth", "Birthday today")]
    how(ruth)
    assert listed(shop) == []
    assert why in shop.read(touches.of_customer, ruth.id).silent
    shop.undo()
    assert listed(shop) == [("today", "Ruth", "Birthday today")]


def test_a_complaint_that_was_put_right_lets_the_greeting_through(shop: Shop) -> None:
    ruth = shop.customer("Ruth").birthday("20 November")
    ruth.touchpoint("The cake was stale", feeling="upset", follow_up="Bring her a fresh one", follow_up_due="today")
    assert [one.kind for one in today(shop).touches] == ["follow_up"]
    shop.do(touches.do, today(shop).touches[0].id)
    assert [one.kind for one in today(shop).touches] == ["birthday"]


def test_somebody_who_is_away_is_not_missed_till_they_are_back(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    mateus = missed(shop)
    mateus.away("28 February 2027")
    assert listed(shop) == []
    assert "Away till" in shop.read(touches.of_customer, mateus.id).silent
    next_day(shop, clock, 101)  # 1 March
    assert listed(shop) == [("today", "Mateus", "23 days, comes every 4")], "the days away do not count"


def test_shop_holidays_do_not_count_as_silence(shop: Shop) -> None:
    missed(shop, days=12)
    assert [why for _group, _who, why in listed(shop)] == ["12 days, comes every 4"]
    shop.do(hours.set_closed, "2026-11-09", "2026-11-13", "Painting the walls")
    assert listed(shop) == []
    shop.undo()
    assert [why for _group, _who, why in listed(shop)] == ["12 days, comes every 4"]


def test_a_call_resets_the_rhythm_and_the_card_says_so(shop: Shop) -> None:
    mateus = missed(shop)
    mateus.touchpoint("Rang: he has a new job, comes again in December", channel="phone")
    assert listed(shop) == []
    assert shop.read(touches.of_customer, mateus.id).reset_by == "Rhythm counts from the call today"


def test_a_mailing_does_not_reset_it(shop: Shop) -> None:
    missed(shop).touchpoint("Advent letter", channel="email", source="mailing")
    assert [who for _group, who, _why in listed(shop)] == ["Mateus"]


def test_for_some_calls_do_not_count(shop: Shop) -> None:
    mateus = missed(shop)
    shop.do(tact.set_tact, mateus.id, contact_counts=False)
    mateus.touchpoint("Rang", channel="phone")
    assert [who for _group, who, _why in listed(shop)] == ["Mateus"]


def test_never_two_alerts_for_one_absence(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    mateus = missed(shop)
    shop.do(touches.do, today(shop).touches[0].id, channel="phone", words="Rang, no answer")
    next_day(shop, clock, 60)
    assert listed(shop) == []
    mateus.had("flat white", until=clocks.now())
    next_day(shop, clock, 40)
    assert [who for _group, who, _why in listed(shop)] == ["Mateus"], "a new absence is a new touch"


def test_a_rhythm_set_by_hand_holds(shop: Shop) -> None:
    mateus = missed(shop, every=4, days=23)
    shop.do(tact.set_tact, mateus.id, rhythm_days=30)
    assert listed(shop) == []


def test_a_household_shares_no_birthday(shop: Shop) -> None:
    ravi, meera = shop.customer("Ravi"), shop.customer("Meera").birthday("20 November")
    shop.do(people.live_with, ravi.id, meera.id)
    assert [who for _group, who, _why in listed(shop)] == ["Meera"]


def test_a_card_in_the_bin_has_no_touches(shop: Shop) -> None:
    from relnotebook.notebook import customers

    ruth = shop.customer("Ruth").birthday("20 November")
    shop.do(customers.bin, ruth.id)
    assert listed(shop) == []
    assert "bin" in shop.read(touches.of_customer, ruth.id).silent


def test_nobody_has_no_card(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(touches.of_customer, 99)


# Days on which the shop is closed


def test_a_birthday_on_a_closed_day_is_met_on_the_last_open_one(shop: Shop) -> None:
    shop.do(hours.set_hours, {5: "", 6: ""})  # closed on Saturday and Sunday
    shop.customer("Aoi").birthday("22 November 1996")
    [one] = today(shop).touches
    assert (one.group, one.reason) == ("today", "Turns 30")
    assert "closed that day" in shop.read(touches.pane, one.id).why


def test_the_29th_of_february_follows_the_rule_of_the_shop(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Leap").birthday("29 February 1992")
    next_day(shop, clock, 100)  # Sunday 28 February 2027
    assert listed(shop) == [("today", "Leap", "35 today")]
    shop.do(shops.edit, leap_rule="1mar")
    assert listed(shop) == [("week", "Leap", "Turns 35")]


def test_many_cards_follow_a_rule_with_the_next_beat(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive, "AT_ONCE", 0)
    shop.customer("Aoi").birthday("22 November 1996")
    shop.do(hours.set_hours, {6: "", 5: ""})
    assert [group for group, _who, _why in listed(shop)] == ["week"]
    with shop.store.read() as s:
        assert turning.wanted(s)
    list(derive.turn(shop.store))
    assert [group for group, _who, _why in listed(shop)] == ["today"]


def test_every_group_has_its_share_of_a_long_list(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touches, "LISTED", 10)
    for number in range(14):
        shop.customer(f"Guest {number}").birthday("20 November")
    for number in range(3):
        shop.customer(f"Late {number}").known(30).birthday("19 November")
    for number in range(6):
        shop.customer(f"Next {number}").birthday("22 November")
    found = today(shop)
    groups = [one.group for one in found.touches]
    assert {group: groups.count(group) for group in set(groups)} == {"overdue": 3, "today": 4, "week": 3}
    assert groups == sorted(groups, key=touches.GROUPS.index)
    assert found.beyond == (("today", "birthday", 10), ("week", "birthday", 3))
    assert (found.to_go, found.more) == (17, 13)


def test_a_list_that_fits_leaves_nobody_out(shop: Shop) -> None:
    shop.customer("Guest").birthday("20 November")
    assert today(shop).beyond == ()


def test_a_milestone_is_still_there_on_the_visit_it_waited_for(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi").had("tea", times=9).had("tea", until=clocks.now())
    next_day(shop, clock)
    ngozi.had("tea", until=clocks.now())
    assert [why for _group, _who, why in listed(shop)] == ["10 visits"]
    next_day(shop, clock)
    assert listed(shop) == []


def test_a_birthday_is_the_better_reason_to_write_to_somebody_who_is_missed(
    shop: Shop, clock: Callable[[timedelta], None]
) -> None:
    missed(shop).birthday("20 November")
    [one] = today(shop).touches
    assert one.kind == "birthday"
    shop.do(touches.do, one.id)
    assert listed(shop) == [], "the wish was a contact"


def test_a_birthday_of_a_whole_month_is_wished_on_no_day(shop: Shop) -> None:
    shop.customer("Ruth").birthday("November 1960")
    [one] = today(shop).touches
    assert "birthday month" in one.message
