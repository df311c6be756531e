"""What is said about a touch: done, put off, skipped, never again; and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import derive, hours, leads, marks, timeline, touches, visits
from relnotebook.notebook.agenda import Touch

from ..builders import Regular, Shop


@pytest.fixture
def kateryna(shop: Shop) -> Regular:
    return shop.customer("Kateryna").promised("Tell her when the dark rye is back", due="2026-11-18")


def one(shop: Shop) -> Touch:
    """The only touch of today's list."""
    [found] = shop.read(touches.today).touches
    assert isinstance(found, Touch)
    return found


def ids(shop: Shop) -> list[str]:
    return [found.id for found in shop.read(touches.today).touches]


def wait(shop: Shop, clock: Callable[[timedelta], None], **span: float) -> None:
    """Time passes; the program makes the day's turn when a new day has begun."""
    clock(timedelta(**span))
    list(derive.turn(shop.store))


# Done


def test_done_is_logged_and_gone(shop: Shop, kateryna: Regular) -> None:
    done = shop.do(touches.do, one(shop).id, channel="phone", words="She comes on Saturday", feeling="delighted")
    assert ids(shop) == []
    assert done.name == "Kateryna"
    [entry] = shop.read(timeline.page, kateryna.id).entries
    assert (entry.kind, entry.text, entry.detail, entry.feeling) == (
        "touchpoint",
        "She comes on Saturday",
        "phone",
        "delighted",
    )


def test_without_words_the_history_says_what_it_was(shop: Shop, kateryna: Regular) -> None:
    shop.do(touches.do, one(shop).id)
    [entry] = shop.read(timeline.page, kateryna.id).entries
    assert (entry.text, entry.detail) == ("Done: tell her when the dark rye is back", "in_person")


def test_what_was_asked_is_told_as_asked(shop: Shop) -> None:
    aoi = shop.customer("Aoi").ask("Ask if the new cup fits her car")
    [found] = shop.read(touches.of_customer, aoi.id).touches
    shop.do(touches.do, found.id)
    assert [entry.text for entry in shop.read(timeline.page, aoi.id).entries] == ["Asked: if the new cup fits her car"]


def test_put_off_says_till_when(shop: Shop, kateryna: Regular) -> None:
    touch = one(shop).id
    for choice, said in (("next_visit", "the next visit"), ("tomorrow", "tomorrow"), ("later_today", "11:41")):
        found = shop.changes(touches.snooze, touch, choice)
        assert found is not None
        assert found.fact("what") == said


def test_a_birthday_done_says_so(shop: Shop) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    shop.do(touches.do, one(shop).id)
    assert [entry.text for entry in shop.read(timeline.page, aoi.id).entries] == ["Wished a happy birthday"]


def test_nothing_need_be_logged(shop: Shop, kateryna: Regular) -> None:
    assert shop.do(touches.do, one(shop).id, channel="").touchpoint is None
    assert shop.read(timeline.page, kateryna.id).entries == ()
    assert ids(shop) == []


def test_a_chore_meets_nobody(shop: Shop) -> None:
    ruth = shop.customer("Ruth").reminder("Order the lilies", due="2026-11-20")
    assert shop.do(touches.do, one(shop).id).touchpoint is None
    [entry] = shop.read(timeline.page, ruth.id).entries
    assert (entry.kind, entry.text) == ("note", "Done: order the lilies")


def test_a_chore_done_by_phone_is_a_contact(shop: Shop) -> None:
    ruth = shop.customer("Ruth").reminder("Ring about the cake", due="2026-11-20")
    shop.do(touches.do, one(shop).id, channel="phone")
    [entry] = shop.read(timeline.page, ruth.id).entries
    assert (entry.kind, entry.detail) == ("touchpoint", "phone")


def test_done_is_one_step_and_comes_back_whole(shop: Shop, kateryna: Regular) -> None:
    before = shop.tables(), shop.tables("derived")
    shop.do(touches.do, one(shop).id)
    shop.undo()
    assert (shop.tables(), shop.tables("derived")) == before
    shop.redo()
    assert ids(shop) == []


def test_a_weekly_reminder_moves_on(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Ruth").reminder("Put a loaf aside", due="2026-11-20", every="1 weeks")
    shop.do(touches.do, one(shop).id, channel="")
    assert ids(shop) == [], "next Friday is not within six days"
    wait(shop, clock, days=7)
    assert (one(shop).due, one(shop).reason) == (date(2026, 11, 27), "Put a loaf aside")


def test_what_is_over_cannot_be_done_again(shop: Shop, kateryna: Regular) -> None:
    touch = one(shop).id
    shop.do(touches.do, touch)
    with pytest.raises(NotFound, match="no-touch"):
        shop.do(touches.do, touch)


@pytest.mark.parametrize("touch", ["", "7", "x:y", ":key", "7:", "999:date-1-2026"])
def test_what_is_no_touch_is_not_found(shop: Shop, touch: str) -> None:
    with pytest.raises(NotFound, match="no-touch"):
        shop.do(touches.skip, touch)


# Put off


SATURDAY_OPENING = timedelta(hours=23, minutes=19)  # from Friday 08:41


@pytest.mark.parametrize(
    ("choice", "back_in", "due"),
    [
        ("later_today", timedelta(hours=3), date(2026, 11, 20)),
        ("tomorrow", SATURDAY_OPENING + timedelta(days=2), date(2026, 11, 23)),  # closed over the weekend
        ("next_open_day", SATURDAY_OPENING + timedelta(days=2), date(2026, 11, 23)),
        ("in_3_days", SATURDAY_OPENING + timedelta(days=2), date(2026, 11, 23)),
        ("next_week", SATURDAY_OPENING + timedelta(days=6), date(2026, 11, 27)),
        ("date", SATURDAY_OPENING + timedelta(days=9), date(2026, 11, 30)),
    ],
)
def test_it_really_comes_back(
    shop: Shop,
    clock: Callable[[timedelta], None],
    kateryna: Regular,
    choice: str,
    back_in: timedelta,
    due: date,
) -> None:
    shop.do(hours.set_hours, {5: "", 6: ""})
    touch = one(shop).id
    shop.do(touches.snooze, touch, choice, on=date(2026, 11, 30) if choice == "date" else None)
    assert ids(shop) == []
    [asleep] = shop.read(touches.of_customer, kateryna.id).asleep
    assert asleep.was_due == date(2026, 11, 18)
    clock(back_in - timedelta(minutes=1))
    list(derive.turn(shop.store))
    assert ids(shop) == []
    clock(timedelta(minutes=1))
    list(derive.turn(shop.store))
    found = one(shop)
    assert (found.id, found.due, found.was_due, found.group) == (touch, due, date(2026, 11, 18), "today")
    assert "meant for 18 November and put off" in shop.read(touches.pane, touch).why


def test_next_visit_wakes_when_the_usual_is_logged(shop: Shop, kateryna: Regular) -> None:
    kateryna.usual("oat flat white")
    touch = one(shop).id
    shop.do(touches.snooze, touch, "next_visit")
    assert ids(shop) == []
    shop.do(visits.log, kateryna.id, ["oat flat white"], when=clocks.now() + timedelta(minutes=1))
    assert ids(shop) == [touch]


def test_next_visit_wakes_when_the_card_is_opened(shop: Shop, kateryna: Regular) -> None:
    touch = one(shop).id
    shop.do(touches.snooze, touch, "next_visit")
    assert [found.id for found in shop.read(touches.of_customer, kateryna.id).touches] == [touch]


def test_put_off_again_the_first_day_stays_known(
    shop: Shop, clock: Callable[[timedelta], None], kateryna: Regular
) -> None:
    touch = one(shop).id
    shop.do(touches.snooze, touch, "tomorrow")
    wait(shop, clock, days=1)
    shop.do(touches.snooze, touch, "next_week")
    wait(shop, clock, days=7)
    assert one(shop).was_due == date(2026, 11, 18)


def test_what_sleeps_can_be_woken(shop: Shop, kateryna: Regular) -> None:
    touch = one(shop).id
    shop.do(touches.snooze, touch, "next_week")
    shop.do(touches.wake, touch)
    assert ids(shop) == [touch]


def test_a_clock_set_back_loses_nothing(shop: Shop, clock: Callable[[timedelta], None], kateryna: Regular) -> None:
    touch = one(shop).id
    shop.do(touches.snooze, touch, "tomorrow")
    clock(timedelta(days=-3))
    list(derive.turn(shop.store))
    assert [found.id for found in shop.read(touches.of_customer, kateryna.id).asleep] == [touch]
    wait(shop, clock, days=4)
    assert ids(shop) == [touch]


@pytest.mark.parametrize(("choice", "code"), [("some time", "bad-choice"), ("date", "bad-choice")])
def test_a_choice_that_says_nothing_is_refused(shop: Shop, kateryna: Regular, choice: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(touches.snooze, one(shop).id, choice)


def test_it_cannot_be_put_off_into_the_past(shop: Shop, kateryna: Regular) -> None:
    with pytest.raises(Refusal, match="day-gone"):
        shop.do(touches.snooze, one(shop).id, "date", on=date(2026, 11, 19))
    assert len(ids(shop)) == 1


# Skipped, and never again


def test_a_skipped_birthday_comes_again_next_year(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Aoi").birthday("20 November 1996")
    shop.do(touches.skip, one(shop).id)
    assert ids(shop) == []
    wait(shop, clock, days=365)
    assert one(shop).reason == "31 today"


def test_a_skipped_promise_is_dropped(shop: Shop, clock: Callable[[timedelta], None], kateryna: Regular) -> None:
    shop.do(touches.skip, one(shop).id)
    wait(shop, clock, days=30)
    assert ids(shop) == []
    assert shop.read(timeline.page, kateryna.id).entries == (), "skipping is no contact"


def test_never_for_this_person_holds_for_every_year(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Aoi").birthday("20 November")
    shop.customer("Bartholomew").birthday("20 November")
    shop.do(touches.never, shop.read(touches.today).touches[0].id)
    assert one(shop).greet == "Bartholomew"
    wait(shop, clock, days=365)
    assert one(shop).greet == "Bartholomew"


def test_never_is_taken_back_like_anything_else(shop: Shop) -> None:
    shop.customer("Aoi").birthday("20 November")
    shop.do(touches.never, one(shop).id)
    assert ids(shop) == []
    shop.undo()
    assert len(ids(shop)) == 1
    assert Act.STOP_TOUCH in shop.acts()


# Lead times


def test_a_week_before_and_on_the_day(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.do(leads.set_lead, "shop", "birthday", "7,0")
    shop.customer("Ana").birthday("27 November")
    early = one(shop)
    assert (early.group, early.margin[0]) == ("later", "27 Nov")
    shop.do(touches.do, early.id, channel="", words="Ordered the flowers")
    assert ids(shop) == []
    wait(shop, clock, days=7)
    assert (one(shop).group, one(shop).reason) == ("today", "Birthday today")


def test_a_card_may_have_its_own_lead_time(shop: Shop) -> None:
    ana, ruth = shop.customer("Ana").birthday("23 November"), shop.customer("Ruth").birthday("23 November")
    shop.do(leads.set_lead, "card", "birthday", "3", customer=ana.id)
    found = {touch.greet: touch.group for touch in shop.read(touches.today).touches}
    assert found == {"Ana": "today", "Ruth": "week"}
    assert ruth.id != ana.id


def test_a_tag_may_have_its_own_lead_time(shop: Shop) -> None:
    ana = shop.customer("Ana").birthday("23 November").tagged("family")
    tag = shop.read(lambda s: s.raw("SELECT id FROM tag")[0][0])
    shop.do(leads.set_lead, "tag", "birthday", "14", tag=tag)
    assert one(shop).group == "today"
    shop.customer("Ruth").birthday("23 November")
    assert {touch.greet: touch.group for touch in shop.read(touches.today).touches} == {"Ana": "today", "Ruth": "week"}
    assert ana.name == "Ana"


# Put off for longer than it would have stayed


def test_a_birthday_put_off_for_three_weeks_comes_back(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Aoi").birthday("20 November 1996")
    touch = one(shop).id
    shop.do(touches.snooze, touch, "date", on=date(2026, 12, 11))
    for _ in range(3):
        wait(shop, clock, days=6)
        assert ids(shop) == []
    wait(shop, clock, days=3)  # 11 December
    assert (one(shop).id, one(shop).group, one(shop).was_due) == (touch, "today", date(2026, 11, 20))
    wait(shop, clock, days=14)
    assert one(shop).days_late == 14
    shop.do(touches.snooze, touch, "tomorrow")
    wait(shop, clock, days=1)
    assert (one(shop).id, one(shop).was_due) == (touch, date(2026, 11, 20))
    wait(shop, clock, days=15)
    assert ids(shop) == [], "it is over as any other that nobody met"


def test_an_overdue_birthday_put_off_for_a_week_comes_back(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    shop.customer("Aoi").known(30).birthday("8 November")
    touch = one(shop).id
    shop.do(touches.snooze, touch, "next_week")
    wait(shop, clock, days=7)
    assert ids(shop) == [touch]


def test_a_birthday_waits_for_a_visit_that_is_weeks_away(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    touch = one(shop).id
    shop.do(touches.snooze, touch, "next_visit")
    wait(shop, clock, days=40)
    assert ids(shop) == []
    assert [found.id for found in shop.read(touches.of_customer, aoi.id).touches] == [touch]
    aoi.had("tea", until=clocks.now())
    assert ids(shop) == [touch]


def test_after_two_months_it_waits_no_more(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    shop.do(touches.snooze, one(shop).id, "next_visit")
    wait(shop, clock, days=61)
    assert shop.read(touches.of_customer, aoi.id).touches == ()
    aoi.had("tea", until=clocks.now())
    assert ids(shop) == []


@pytest.mark.parametrize("choice", ["next_visit", "tomorrow"])
def test_a_milestone_put_off_is_told_at_the_visit_after_it(
    shop: Shop, clock: Callable[[timedelta], None], choice: str
) -> None:
    aoi = shop.customer("Aoi").had("tea", times=9, every=3)
    aoi.had("tea", until=clocks.now())
    touch = one(shop).id
    shop.do(touches.snooze, touch, choice)
    wait(shop, clock, days=1)
    aoi.had("tea", until=clocks.now())
    assert (one(shop).id, one(shop).reason) == (touch, "10 visits")


def test_what_never_comes_up_is_known_and_may_come_up_again(shop: Shop) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    touch = one(shop).id
    shop.do(touches.never, touch)
    assert (ids(shop), shop.read(marks.stopped, aoi.id)) == ([], ("birthday",))
    shop.customer("Ruth").note("Came with Aoi")  # long after, Ctrl+Z takes back something else
    shop.do(marks.allow, aoi.id, "birthday")
    assert (ids(shop), shop.read(marks.stopped, aoi.id)) == ([touch], ())
    shop.undo()
    assert shop.read(marks.stopped, aoi.id) == ("birthday",)


def test_what_was_never_stopped_cannot_be_allowed_again(shop: Shop) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    shop.do(touches.skip, one(shop).id)
    with pytest.raises(NotFound, match="not-stopped"):
        shop.do(marks.allow, aoi.id, "birthday")
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(marks.allow, CustomerId(99), "birthday")


def test_a_birthday_put_off_is_gone_with_its_date(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    shop.do(touches.snooze, one(shop).id, "date", on=date(2026, 12, 11))
    wait(shop, clock, days=22)
    assert len(ids(shop)) == 1
    aoi.birthday("3 May")
    assert ids(shop) == []


def test_mourning_silences_also_what_was_put_off(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    aoi = shop.customer("Aoi").birthday("20 November")
    shop.do(touches.snooze, one(shop).id, "date", on=date(2026, 12, 11))
    aoi.bereaved("31 December 2026")
    wait(shop, clock, days=22)
    assert ids(shop) == []
