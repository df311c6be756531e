"""Touches as they are shown: groups, names, addresses, when somebody usually comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import agenda, contacts, customers, dates, reminders, staff, touches
from relnotebook.notebook.agenda import GROUPS, Touch
from relnotebook.notebook.due import Due

from ..builders import Regular, Shop

FRIDAY = date(2026, 11, 20)
DAY = timedelta(days=1)
TOUCH = Due(CustomerId(7), "date-1-2026", "birthday", 1, 71, "2026-11-20", "2026-11-20", "2026-11-20")


def one(shop: Shop) -> Touch:
    """The only touch of today's list."""
    [found] = shop.read(touches.today).touches
    assert isinstance(found, Touch)
    return found


def on(days: int) -> str:
    return (FRIDAY + days * DAY).isoformat()


# Groups


@pytest.mark.parametrize(
    ("due", "opens", "group"),
    [
        (on(-14), on(-14), "overdue"),
        (on(-1), on(-1), "overdue"),
        (on(0), on(0), "today"),
        (on(1), on(1), "week"),
        (on(6), on(6), "week"),
        (on(7), on(7), "later"),
        (on(3), on(0), "today"),  # its lead time has begun
        (on(6), on(-8), "today"),
        (on(14), on(0), "later"),  # begun too, but there is time
        ("", on(-30), "today"),  # at the next visit, and here they are
    ],
)
def test_in_which_group_it_stands(due: str, opens: str, group: str) -> None:
    assert GROUPS[agenda.group_of("birthday", due, opens, on(0), on(6))] == group


def test_who_is_missed_is_missed_today() -> None:
    assert GROUPS[agenda.group_of("slipping", on(-3), on(-3), on(0), on(6))] == "today"


# Making


def test_nothing_is_made_of_nothing(shop: Shop) -> None:
    assert shop.read(agenda.make, [], FRIDAY) == []


def test_a_touch_has_all_that_a_row_shows(shop: Shop) -> None:
    ana = shop.customer("Ana Souza").birthday("20/11/1955")
    found = one(shop)
    assert (found.id, found.key, found.customer) == ("1:date-1-2026", "date-1-2026", ana.id)
    assert (found.name, found.greet, found.kind, found.icon) == ("Ana Souza", "Ana", "birthday", "cake")
    assert (found.group, found.due, found.was_due, found.days_late) == ("today", FRIDAY, None, 0)
    assert (found.reason, found.line, found.margin) == ("71 today", "71 today.", ("Today", ""))
    assert "Ana" in found.message
    assert (found.email, found.owner, found.about) == ("", "", "")


def test_they_come_in_the_order_given(shop: Shop) -> None:
    for name in ("Ana", "Ruth", "Aoi"):
        shop.customer(name).birthday("20 November")
    wanted = [replace(TOUCH, customer=CustomerId(who), key=f"date-{who}-2026", source=who) for who in (3, 1, 2)]
    assert [found.greet for found in shop.read(agenda.make, wanted, FRIDAY)] == ["Aoi", "Ana", "Ruth"]


def test_of_somebody_who_is_not_there_nothing_is_made(shop: Shop) -> None:
    assert shop.read(agenda.make, [TOUCH], FRIDAY) == []


@pytest.mark.parametrize(
    ("card", "name", "greet"),
    [
        ({"name": "Katherine Weiss", "call_name": "Kathi"}, "Katherine Weiss", "Kathi"),
        ({"name": "", "own_script": "田中 葵"}, "田中 葵", "田中 葵"),
        ({"name": "tall man, grey dog"}, "tall man, grey dog", "tall man"),
    ],
)
def test_they_are_called_as_the_card_says(shop: Shop, card: dict[str, str], name: str, greet: str) -> None:
    who = shop.customer("Somebody").birthday("20 November")
    shop.do(customers.edit, who.id, **card)
    assert (one(shop).name, one(shop).greet) == (name, greet)


def test_a_card_known_by_its_reach_alone_has_a_name_too(shop: Shop) -> None:
    who = shop.do(customers.add, phone="0151 496 0183")
    shop.do(dates.set_date, who, "birthday", "20 November")
    assert "496" in one(shop).name


def test_the_title_of_a_date_is_no_words_of_a_reminder(shop: Shop) -> None:
    """Dates and reminders have numbers of their own, which may be the same."""
    ana = shop.customer("Ana").promised("The rye", due="2026-11-20")
    shop.do(dates.set_date, ana.id, "other", "20 November", title="Moving day")
    assert {found.kind: found.line for found in shop.read(touches.today).touches} == {
        "promise": "The rye.",
        "other": "Moving day.",
    }


def test_whose_it_is(shop: Shop) -> None:
    mara = shop.do(staff.set_colleague, "Mara Lind")
    ana = shop.customer("Ana")
    shop.do(reminders.set_reminder, ana.id, "promise", "The rye", due="2026-11-20", owner=mara)
    assert (one(shop).owner, one(shop).reason) == ("Mara", "Mara promised")


def test_the_day_it_was_put_off_from(shop: Shop) -> None:
    shop.customer("Ana").promised("The rye", due="2026-11-18")
    shop.do(touches.snooze, one(shop).id, "tomorrow")
    with clocks.frozen(clocks.now() + DAY):
        found = one(shop)
        assert (found.was_due, found.due, found.days_late) == (date(2026, 11, 18), FRIDAY + DAY, 0)
    with clocks.frozen(clocks.now() + 3 * DAY):
        assert one(shop).days_late == 2


# Addresses


def test_the_first_address_and_the_newest_word_count(shop: Shop) -> None:
    ana = shop.customer("Ana").birthday("20 November").reach("email", "ana@example.com")
    ana.consents("email", "given").reach("email", "office@example.com")
    assert one(shop).email == "ana@example.com" == shop.read(touches.pane, one(shop).id).email
    ana.consents("email", "withdrawn")
    assert one(shop).email == ""
    ana.consents("email", "given")
    assert one(shop).email == "ana@example.com"


def test_a_yes_to_the_phone_is_none_to_e_mail(shop: Shop) -> None:
    shop.customer("Ana").birthday("20 November").reach("email", "ana@example.com").consents("phone", "given")
    assert one(shop).email == ""


def test_who_asked_to_be_left_alone_is_not_written_to(shop: Shop) -> None:
    ana = shop.customer("Ana").promised("The rye", due="2026-11-20").reach("email", "ana@example.com")
    ana.consents("email").state("do_not_contact")
    assert (one(shop).kind, one(shop).email) == ("promise", "")


def test_to_who_asked_to_be_left_alone_nothing_is_proposed(shop: Shop) -> None:
    aoi = shop.customer("Aoi").promised("Tell her the rye is back", due="2026-11-20")
    assert one(shop).message
    aoi.state("do_not_contact")
    assert (one(shop).kind, one(shop).message) == ("promise", "")


def test_a_birthday_that_is_past_is_greeted_late(shop: Shop) -> None:
    shop.customer("Ana").known(30).birthday("19 November")
    assert one(shop).message.startswith("Happy belated birthday, Ana.")


@pytest.mark.parametrize("typed", ["20 November", "22 November"])
def test_one_that_is_not_is_greeted_as_ever(shop: Shop, typed: str) -> None:
    shop.customer("Ana").birthday(typed)
    assert one(shop).message.startswith("Happy birthday, Ana.")


def test_without_an_address_there_is_none(shop: Shop) -> None:
    ana = shop.customer("Ana").birthday("20 November").reach("email", "ana@example.com").consents("email")
    [address] = shop.read(contacts.of, ana.id)
    shop.do(contacts.remove_contact, address.id)
    assert one(shop).email == ""


# When they usually come


def came_at(who: Regular, *times: str, day: int = 1) -> Regular:
    """In at these times, each a day further back."""
    for back, told in enumerate(times, day):
        hour, minute = map(int, told.split(":"))
        moment = datetime(2026, 11, 20, hour, minute, tzinfo=clocks.now().tzinfo) - back * DAY
        who.had("tea", until=moment)
    return who


@pytest.mark.parametrize(
    ("times", "about"),
    [
        (("10:00", "10:01", "09:55", "09:59"), "10:00"),
        (("10:02", "10:04", "10:03", "10:03"), "10:05"),  # to five minutes
        (("10:00", "10:05", "09:55"), ""),  # too few
        (("08:00", "10:00", "12:00", "17:00"), ""),  # not steady
        (("10:00", "10:05", "10:10", "10:00", "17:00"), "10:05"),  # one late day does not matter
    ],
)
def test_about_when_a_steady_regular_comes_in(shop: Shop, times: tuple[str, ...], about: str) -> None:
    came_at(shop.customer("Ana").birthday("20 November"), *times)
    assert one(shop).about == about
    assert one(shop).margin == ("Today", f"by {about}" if about else "")


@pytest.mark.parametrize(("minutes", "waits"), [(0, True), (30, True), (31, False), (300, False)])
def test_half_an_hour_past_their_time_nobody_waits_any_more(shop: Shop, minutes: int, waits: bool) -> None:
    came_at(shop.customer("Ana").birthday("20 November"), *["10:00"] * 5)
    ten = datetime(2026, 11, 20, 10, 0, tzinfo=clocks.now().tzinfo)
    with clocks.frozen(ten + timedelta(minutes=minutes)):
        found = one(shop)
    assert found.margin == ("Today", "by 10:00" if waits else "")
    assert ("Usually in around 10:00." in found.line) is waits


def test_only_the_last_ten_visits_say_when(shop: Shop) -> None:
    ana = came_at(shop.customer("Ana").birthday("20 November"), *["17:00"] * 10)
    came_at(ana, *["09:00"] * 12, day=20)
    shop.do(customers.edit, ana.id, talk="Comes later since the new job")
    assert one(shop).about == "17:00"


def test_the_time_on_the_wall_counts_where_they_were(shop: Shop) -> None:
    ana = shop.customer("Ana").birthday("20 November")
    for back in range(1, 6):
        ana.had("tea", until=datetime.fromisoformat(f"2026-11-{20 - back}T10:00:00+02:00"))
    assert one(shop).about == "10:00"


def test_on_another_day_nobody_is_waited_for(shop: Shop) -> None:
    came_at(shop.customer("Ana").birthday("22 November"), *["10:00"] * 5)
    assert (one(shop).about, one(shop).margin) == ("", ("Sun 22", ""))
