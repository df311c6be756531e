"""The second reading of a card, and its words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relnotebook.base import clock
from relnotebook.notebook import reminders, staff, tact, touches
from relnotebook.ui import card_care

from ..builders import Shop

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "Next visit"),
        (date(2026, 11, 18), "2 days late"),
        (TODAY, "Today"),
        (date(2026, 11, 21), "Tomorrow"),
        (date(2026, 11, 22), "Sunday"),
        (date(2026, 12, 18), "18 December"),
        (date(2027, 5, 3), "3 May 2027"),
    ],
)
def test_when_in_words(due: date | None, words: str) -> None:
    assert card_care.when_words(due, TODAY) == words


def test_everything_in_one_snapshot(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("Tea").birthday("20/11/1980")
    mara = shop.do(staff.set_colleague, "Mara Hellström")
    late = shop.do(reminders.set_reminder, ngozi.id, "promise", "Bring the cups", due="18/11/2026", owner=mara)
    far = shop.do(reminders.set_reminder, ngozi.id, "reminder", "Ring", due="18/12/2026", every="every 2 weeks")
    care = shop.read(card_care.read, ngozi.id)
    birthday, promised = care.touches.touches[1], care.touches.touches[0]
    assert (birthday.kind, card_care.touch_line(birthday, TODAY)) == ("birthday", "")
    assert card_care.reminder_of(promised) == late
    assert card_care.reminder_of(birthday) == 0
    assert card_care.reminder_line(care.reminder(late), promised, TODAY) == "2 days late, Mara"
    assert card_care.reminder_line(care.reminder(far), None, TODAY) == "18 December, every 2 weeks"
    assert care.reminder(999) is None
    assert care.touch(birthday.id) is birthday
    assert care.touch("1:nothing") is None
    assert (care.colleagues[0].name, care.closeness is not None) == ("Mara Hellström", True)


def test_what_was_put_off_says_for_when_it_was(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    key = shop.do(reminders.set_reminder, ngozi.id, "promise", "Bring the cups", due="20/11/2026")
    shop.do(touches.snooze, shop.read(card_care.read, ngozi.id).touches.touches[0].id, "tomorrow")
    care = shop.read(card_care.read, ngozi.id)
    sleeping = care.touches.asleep[0]
    words = card_care.reminder_line(care.reminder(key), sleeping, TODAY)
    assert words == "Tomorrow, first for 20 November"


def test_a_day_is_told_once(shop: Shop) -> None:
    ruth = shop.customer("Ruth").birthday("23/11/1980")
    shop.do(reminders.set_reminder, ruth.id, "check", "Patch test", due="4/12/2026", every="every 6 months")
    care = shop.read(card_care.read, ruth.id)
    told = {}
    for one in care.touches.touches:
        found = care.reminder(card_care.reminder_of(one))
        line = card_care.reminder_line(found, one, TODAY) if found else card_care.touch_line(one, TODAY)
        told[one.line] = line
    assert told == {"Turns 46 on Monday.": "", "Patch test runs out on 4 December.": "every 6 months"}


def test_a_promise_without_a_day_says_so_until_it_is_put_off(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").promised("Bring the cups")
    care = shop.read(card_care.read, ngozi.id)
    [promise], [written] = care.touches.touches, care.reminders
    assert (
        card_care.reminder_line(written, promise, TODAY) == card_care.reminder_line(written, None, TODAY) == "Any day"
    )
    shop.do(touches.snooze, promise.id, "in_3_days")
    care = shop.read(card_care.read, ngozi.id)
    assert card_care.reminder_line(written, care.touches.asleep[0], TODAY) == "Monday"
    shop.do(touches.snooze, promise.id, "next_visit")
    care = shop.read(card_care.read, ngozi.id)
    assert card_care.reminder_line(written, care.touches.touches[0], TODAY) == "Next visit"
    shop.do(reminders.set_reminder, ngozi.id, "ask", "How is the flat?")
    care = shop.read(card_care.read, ngozi.id)
    assert card_care.reminder_line(care.reminders[-1], None, TODAY) == "Next visit"


def test_what_never_comes_up_is_part_of_it(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").marked("birthday", "never").marked("date-1-2026", "done")
    assert shop.read(card_care.read, ngozi.id).stopped == ("birthday",)


def test_somebody_long_away_needs_no_day(shop: Shop) -> None:
    mateus = shop.customer("Mateus").had("Tea", times=12, every=4, until=clock.now() - timedelta(days=23))
    care = shop.read(card_care.read, mateus.id)
    assert [card_care.touch_line(one, TODAY) for one in care.touches.touches] == [""]


def test_switched_off_there_is_no_score(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("Tea")
    shop.do(tact.set_tact, ngozi.id, no_closeness=True)
    assert shop.read(card_care.read, ngozi.id).closeness is None


def test_every_kind_of_reminder_can_be_written_down() -> None:
    assert {key for key, _word, _icon in card_care.reminder_kinds()} == set(reminders.KINDS)
