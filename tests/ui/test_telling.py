"""What is told and when: one digest at opening, never twice, what wakes while nobody looks, what was missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.notebook.agenda import Today, Touch
from relnotebook.ui.telling import Notice, Telling, digest, next_look, woken

FRIDAY = date(2026, 11, 20)
OPENS = time(8)
_numbers = count(1)


def touch(name: str, kind: str = "promise", group: str = "today", **more: object) -> Touch:
    number = next(_numbers)
    made = Touch(
        id=f"{number}:{kind}-{number}",
        customer=CustomerId(number),
        name=f"{name} Somebody",
        greet=name,
        kind=kind,
        group=group,
        due=FRIDAY if group == "today" else FRIDAY - timedelta(days=1),
        was_due=None,
        days_late=0,
        icon="flag",
        reason="You promised",
        line="Tell her the rye loaf is back.",
        margin=("Today", ""),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def day(*touches: Touch, on: date = FRIDAY) -> Today:
    now = sum(one.group in ("overdue", "today") for one in touches)
    return Today(on, touches, to_go=now)


def at(clock: str, on: date = FRIDAY) -> datetime:
    return datetime.combine(on, time.fromisoformat(clock)).astimezone()


BIRTHDAY, PROMISE, AWAY = touch("Bartholomew", "birthday"), touch("Mateus"), touch("Linnea", "slipping", due=None)


# The digest


def test_the_day_is_told_once_at_opening() -> None:
    telling, today = Telling(), day(BIRTHDAY, PROMISE, AWAY)
    assert telling.hear(today, at("07:59"), OPENS, watched=False) is None
    told = telling.hear(today, at("08:00"), OPENS, watched=False)
    assert told == Notice("3 touches for today", "Bartholomew's birthday, Mateus, Linnea")
    assert telling.hear(today, at("08:01"), OPENS, watched=False) is None
    assert telling.told == FRIDAY


def test_it_is_told_even_when_somebody_looks() -> None:
    assert Telling().hear(day(PROMISE), at("08:00"), OPENS, watched=True) is not None


def test_a_restart_on_the_same_day_tells_nothing_again() -> None:
    assert Telling(FRIDAY).hear(day(BIRTHDAY), at("08:41"), OPENS, watched=False) is None


def test_a_start_in_the_middle_of_the_day_tells_the_day() -> None:
    told = Telling(FRIDAY - timedelta(days=1)).hear(day(BIRTHDAY), at("12:41"), OPENS, watched=False)
    assert told == Notice("1 touch for today", "Bartholomew's birthday")


def test_a_computer_that_slept_over_opening_tells_when_it_wakes() -> None:
    telling = Telling(FRIDAY - timedelta(days=1))
    telling.hear(day(PROMISE), at("07:00"), OPENS, watched=False)
    assert telling.hear(day(PROMISE), at("13:20"), OPENS, watched=False) is not None


def test_the_next_day_has_a_digest_of_its_own() -> None:
    telling, saturday = Telling(), FRIDAY + timedelta(days=1)
    assert telling.hear(day(PROMISE), at("08:00"), OPENS, watched=False) is not None
    assert telling.hear(day(PROMISE, on=saturday), at("07:00", saturday), OPENS, watched=False) is None
    assert telling.hear(day(PROMISE, on=saturday), at("08:00", saturday), OPENS, watched=False) is not None


def test_a_clock_set_back_within_the_day_tells_nothing_twice() -> None:
    telling = Telling()
    assert telling.hear(day(PROMISE), at("09:00"), OPENS, watched=False) is not None
    assert telling.hear(day(PROMISE), at("07:30"), OPENS, watched=False) is None
    assert telling.hear(day(PROMISE), at("08:00"), OPENS, watched=False) is None


def test_a_closed_day_has_no_digest() -> None:
    telling = Telling()
    assert telling.hear(day(PROMISE), at("11:00"), None, watched=False) is None
    assert telling.told is None


def test_nothing_to_do_is_not_told() -> None:
    telling = Telling()
    assert telling.hear(day(), at("08:00"), OPENS, watched=False) is None
    assert telling.told == FRIDAY


def test_yesterdays_list_that_comes_over_midnight_is_left_alone() -> None:
    telling = Telling()
    assert telling.hear(day(PROMISE), at("08:00", FRIDAY + timedelta(days=1)), OPENS, watched=False) is None
    assert telling.told is None


def test_what_is_of_today_comes_first_and_the_rest_is_counted() -> None:
    late = [touch(name, group="overdue") for name in ("Aoi", "Bo")]
    told = digest(day(*late, PROMISE, BIRTHDAY))
    assert told is not None
    assert told.title == "4 touches for today"
    assert told.body == "Mateus, Bartholomew's birthday, Aoi and 1 more. 2 of them are left from before."


def test_what_is_later_this_week_is_no_touch_for_today() -> None:
    week = touch("Ruben", group="week", due=FRIDAY + timedelta(days=2))
    assert digest(day(week)) is None
    assert digest(day(PROMISE, week)) == Notice("1 touch for today", "Mateus")


def test_two_touches_of_one_person_name_them_once() -> None:
    assert digest(day(PROMISE, touch("Mateus", "reminder"))) == Notice("2 touches for today", "Mateus")


# What comes up during the day


def test_what_wakes_while_nobody_looks_is_told() -> None:
    telling = Telling(FRIDAY)
    telling.hear(day(PROMISE), at("09:00"), OPENS, watched=False)
    back = touch("Kateryna", was_due=FRIDAY)
    told = telling.hear(day(PROMISE, back), at("11:41"), OPENS, watched=False)
    assert told == Notice("Kateryna", "Tell her the rye loaf is back.")
    assert telling.hear(day(PROMISE, back), at("11:42"), OPENS, watched=False) is None


def test_what_wakes_before_somebodys_eyes_is_not() -> None:
    telling = Telling(FRIDAY)
    telling.hear(day(), at("09:00"), OPENS, watched=True)
    back = touch("Kateryna", was_due=FRIDAY)
    assert telling.hear(day(back), at("11:41"), OPENS, watched=True) is None
    assert telling.hear(day(back), at("11:42"), OPENS, watched=False) is None


def test_what_another_till_notes_for_today_is_told() -> None:
    telling = Telling(FRIDAY)
    telling.hear(day(), at("09:00"), OPENS, watched=False)
    assert telling.hear(day(BIRTHDAY), at("09:30"), OPENS, watched=False) is not None


def test_a_list_that_fills_up_with_the_next_one_away_is_no_news() -> None:
    telling = Telling(FRIDAY)
    telling.hear(day(AWAY), at("09:00"), OPENS, watched=False)
    assert telling.hear(day(touch("Aoi", "slipping")), at("09:30"), OPENS, watched=False) is None


def test_the_turn_of_the_day_tells_nothing_at_night() -> None:
    telling, saturday = Telling(FRIDAY), FRIDAY + timedelta(days=1)
    telling.hear(day(), at("23:59"), OPENS, watched=False)
    assert telling.hear(day(PROMISE, on=saturday), at("00:00", saturday), OPENS, watched=False) is None
    later = day(PROMISE, BIRTHDAY, on=saturday)  # the turn of the day is made in the background
    assert telling.hear(later, at("00:01", saturday), OPENS, watched=False) is None


def test_what_was_put_off_until_a_closed_day_is_told_on_it() -> None:
    telling, sunday = Telling(FRIDAY), date(2026, 11, 22)
    telling.hear(day(), at("20:00"), OPENS, watched=False)
    back = touch("Kateryna", was_due=FRIDAY)
    assert telling.hear(day(back, on=sunday), at("08:00", sunday), None, watched=False) is not None


def test_several_that_wake_together_are_one_notice() -> None:
    told = woken([touch("Kateryna"), touch("Bo", "birthday")])
    assert told == Notice("2 touches come up now", "Kateryna, Bo's birthday")
    assert woken([]) is None


# What was missed


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (date(2026, 11, 17), "2 touches fell due since Tuesday."),
        (date(2026, 11, 18), "1 touch fell due since Wednesday."),
        (date(2026, 11, 9), "3 touches fell due since 9 November."),
        (date(2025, 12, 30), "3 touches fell due since 30 December 2025."),
        (date(2026, 11, 19), ""),
        (date(2026, 11, 20), ""),
        (None, ""),
    ],
)
def test_what_fell_due_while_it_was_off(told: date | None, said: str, theme: object) -> None:
    overdue = [touch("A", group="overdue", due=date(2026, 11, on)) for on in (11, 18, 19)]
    telling = Telling(told)
    assert telling.missed(day(*overdue, PROMISE, AWAY)) == said
    assert telling.missed(day(*overdue, PROMISE, AWAY)) == ""


def test_days_off_without_a_touch_are_not_spoken_of() -> None:
    telling = Telling(date(2026, 11, 9))
    assert telling.missed(day(PROMISE)) == ""
    assert telling.hear(day(PROMISE), at("08:41"), OPENS, watched=False) is not None


# When to look next


@pytest.mark.parametrize(
    ("now", "opens", "seconds"),
    [
        ("07:00", OPENS, 60),
        ("07:59:20", OPENS, 40),
        ("07:59:59.500", OPENS, 0.5),
        ("08:00", OPENS, 60),
        ("12:00", OPENS, 60),
        ("07:59:20", None, 60),
    ],
)
def test_it_looks_each_minute_and_at_opening(now: str, opens: time | None, seconds: float) -> None:
    assert next_look(at(now), opens) == timedelta(seconds=seconds)
