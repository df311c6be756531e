"""Touches in words: the row, the column, the margin, the pane. Pure, so every sentence stands here as it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import resources
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import wording
from relnotebook.notebook.due import Due
from relnotebook.notebook.touches import KINDNESS
from relnotebook.notebook.wording import About

FRIDAY = date(2026, 11, 20)
ANA = About("Ana Souza", "Ana")


def touch(kind: str, on: date = FRIDAY, *, number: int = 0, due: date | None = None, was: date | None = None) -> Due:
    """A touch of a day, due on it unless something else is said."""
    told = (due or on).isoformat()
    return Due(
        CustomerId(7), "key", kind, 12, number, told, on.isoformat(), told, was_due=was.isoformat() if was else ""
    )


def after(days: int) -> date:
    return FRIDAY + timedelta(days=days)


# Days


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "on Sunday"),
        (-6, "on Saturday"),
        (6, "on Thursday"),
        (7, "on 27 November"),
        (-9, "on 11 November"),
    ],
)
def test_a_day_inside_a_sentence(days: int, said: str) -> None:
    assert wording.on_day(after(days), FRIDAY) == said


def test_a_day_of_another_year_says_which() -> None:
    assert wording.since(date(2026, 6, 3), FRIDAY) == "3 June"
    assert wording.since(date(2024, 6, 3), FRIDAY) == "3 June 2024"


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (0, ("Today", "")),
        (-1, ("Thu", "1 day")),
        (-2, ("Wed", "2 days")),
        (-6, ("Sat", "6 days")),
        (-7, ("13 Nov", "7 days")),
        (1, ("Sat 21", "")),
        (6, ("Thu 26", "")),
        (7, ("27 Nov", "")),
        (14, ("4 Dec", "")),
    ],
)
def test_the_margin_has_two_short_lines(days: int, lines: tuple[str, str]) -> None:
    assert wording.margin(touch("promise", after(days)), FRIDAY) == lines


def test_the_margin_says_by_when_for_those_who_come_today() -> None:
    assert wording.margin(touch("birthday"), FRIDAY, "10:00") == ("Today", "by 10:00")
    assert wording.margin(touch("birthday", after(1)), FRIDAY, "10:00") == ("Sat 21", "")
    assert wording.margin(touch("slipping"), FRIDAY, "10:00") == ("Today", "")


def test_the_margin_of_what_waits_for_the_next_visit() -> None:
    assert wording.margin(replace(touch("ask"), due=""), FRIDAY) == ("Next", "visit")


# Reasons, and sentences of their own


@pytest.mark.parametrize(
    ("one", "about", "reason", "line"),
    [
        (touch("birthday", number=71), ANA, "71 today", "71 today."),
        (touch("birthday"), ANA, "Birthday today", "Birthday today."),
        (touch("birthday", after(2), number=30), ANA, "Turns 30", "Turns 30 on Sunday."),
        (touch("birthday", after(-1), number=30), ANA, "Turned 30", "Turned 30 yesterday."),
        (touch("birthday", after(1)), ANA, "Birthday", "Birthday tomorrow."),
        (touch("name_day"), ANA, "Name day", "Name day."),
        (touch("name_day", after(1)), ANA, "Name day", "Name day tomorrow."),
        (touch("anniversary", number=1), ANA, "Anniversary, 1 year", "Anniversary, 1 year."),
        (
            touch("anniversary", number=12),
            replace(ANA, title="Wedding day"),
            "Wedding day, 12 years",
            "Wedding day, 12 years.",
        ),
        (touch("other"), replace(ANA, title="Moving day"), "Moving day", "Moving day."),
        (touch("other"), ANA, "A day to note", "A day to note."),
        (
            touch("other", number=6),
            replace(ANA, title="dog's adoption day"),
            "Dog's adoption day, 6 years",
            "Dog's adoption day, 6 years.",
        ),
        (touch("years", number=1), ANA, "Customer for 1 year", "Customer for 1 year."),
        (touch("years", number=3), ANA, "Customer for 3 years", "Customer for 3 years."),
        (touch("milestone", after(-2), number=50), ANA, "50 visits", "50 visits."),
        (touch("promise"), replace(ANA, words="Tell her"), "You promised", "Tell her."),
        (touch("promise"), replace(ANA, words="Tell her!", owner="Mara"), "Mara promised", "Tell her!"),
        (touch("reminder"), replace(ANA, words="A loaf\nNot sliced"), "A loaf", "A loaf."),
        (touch("ask"), replace(ANA, words="How is the cup?"), "Ask: How is the cup?", "How is the cup?"),
        (touch("follow_up"), replace(ANA, words="A fresh one"), "Follow up: A fresh one", "A fresh one."),
        (
            touch("check", after(4)),
            replace(ANA, words="Patch test"),
            "Patch test runs out on Tuesday",
            "Patch test runs out on Tuesday.",
        ),
        (
            touch("check", after(-1)),
            replace(ANA, words="Patch test"),
            "Patch test ran out yesterday",
            "Patch test ran out yesterday.",
        ),
        (
            touch("slipping"),
            replace(ANA, silent=23, gap=4.0),
            "23 days, comes every 4",
            "Comes every 4 days. Last in 23 days ago.",
        ),
        (
            touch("slipping"),
            replace(ANA, silent=35, gap=7.0),
            "5 weeks, comes weekly",
            "Comes weekly. Last in 5 weeks ago.",
        ),
    ],
)
def test_the_reason_in_a_row_and_the_line_in_a_column(one: Due, about: About, reason: str, line: str) -> None:
    assert wording.reason(one, about, FRIDAY) == reason
    assert wording.line(one, about, FRIDAY) == line


def test_when_they_usually_come_is_said_on_the_day_only() -> None:
    steady = replace(ANA, usually="10:00")
    assert wording.line(touch("birthday", number=71), steady, FRIDAY) == "71 today. Usually in around 10:00."
    assert wording.line(touch("birthday", after(1)), steady, FRIDAY) == "Birthday tomorrow."


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("birthday", "", "Birthday in November"),
        ("name_day", "", "Name day in November"),
        ("anniversary", "", "Anniversary in November"),
        ("other", "Moving house", "Moving house in November"),
        ("other", "", "A day to note in November"),
    ],
)
def test_of_a_month_alone_no_day_is_told(kind: str, title: str, said: str) -> None:
    one = replace(touch(kind, number=66), day="2026-11")
    about = replace(ANA, title=title)
    assert wording.reason(one, about, FRIDAY) == said
    assert wording.line(one, about, FRIDAY) == f"{said}."
    assert wording.why(one, about, FRIDAY) == f"Ana Souza: {said}."


# The sentence of the pane


@pytest.mark.parametrize(
    ("one", "about", "said"),
    [
        (touch("birthday", number=71), ANA, "Ana turns 71 today."),
        (touch("birthday", after(2), number=30), ANA, "Ana turns 30 on Sunday."),
        (touch("birthday", after(-1), number=30), ANA, "Ana turned 30 yesterday."),
        (touch("birthday"), ANA, "Ana has a birthday today."),
        (touch("birthday", after(-1)), ANA, "Ana had a birthday yesterday."),
        (touch("name_day"), ANA, "Ana has a name day today."),
        (touch("name_day", after(-1)), ANA, "Ana had a name day yesterday."),
        (touch("anniversary", number=12), replace(ANA, title="Wedding day"), "Wedding day: 12 years today."),
        (touch("anniversary", number=1), ANA, "Anniversary: 1 year today."),
        (touch("other"), replace(ANA, title="Moving day"), "Moving day today."),
        (touch("other"), ANA, "Ana has a day to remember today."),
        (touch("years", number=3), ANA, "Ana has come here for 3 years."),
        (touch("milestone", number=1), ANA, "Ana has been in 1 time."),
        (touch("milestone", number=50), ANA, "Ana has been in 50 times."),
        (touch("promise"), replace(ANA, words="Tell her"), "Tell her."),
        (
            touch("promise"),
            replace(ANA, words="Tell her", owner="Mara", told=after(-4)),
            "On Monday Mara promised: tell her.",
        ),
        (touch("promise"), replace(ANA, words="Tell her", told=FRIDAY), "Today you promised: tell her."),
        (
            touch("promise"),
            replace(ANA, words="Kateryna's rye loaf", told=FRIDAY),
            "Today you promised: Kateryna's rye loaf.",
        ),
        (touch("other", number=6), replace(ANA, title="dog's adoption day"), "Dog's adoption day: 6 years today."),
        (touch("birthday", number=36), About("tall woman", "tall woman"), "Tall woman turns 36 today."),
        (
            touch("slipping"),
            About("Ravi and Meera Pillai", "Ravi and Meera", silent=23, gap=4.0),
            "Ravi and Meera come every 4 days, and were last in 23 days ago.",
        ),
        (
            touch("years", number=3),
            About("Ravi and Meera", "Ravi and Meera"),
            "Ravi and Meera have come here for 3 years.",
        ),
        (touch("reminder"), replace(ANA, words="A loaf", told=after(-1)), "A loaf. Written down yesterday."),
        (touch("check", after(4)), replace(ANA, words="Patch test"), "Ana Souza: Patch test runs out on Tuesday."),
        (
            touch("slipping"),
            replace(ANA, silent=23, gap=4.0),
            "Ana comes every 4 days, and was last in 23 days ago.",
        ),
    ],
)
def test_why_as_a_sentence(one: Due, about: About, said: str) -> None:
    assert wording.why(one, about, FRIDAY) == said


CLOSED = "The shop is closed that day, so today is the day."


@pytest.mark.parametrize(
    ("one", "there"),
    [
        (touch("birthday", after(2), due=FRIDAY), True),
        (touch("birthday", after(2), due=FRIDAY, was=FRIDAY), True),  # put off till later today
        (touch("birthday", after(2), due=after(1)), False),
        (touch("birthday"), False),
        (touch("birthday", after(-1), due=FRIDAY, was=after(-1)), False),  # put off, not shifted
        (replace(touch("birthday"), day="2026-11"), False),
    ],
)
def test_a_closed_day_is_explained(one: Due, there: bool) -> None:
    assert (CLOSED in wording.why(one, ANA, FRIDAY)) is there


# What the history says


@pytest.mark.parametrize(
    ("one", "title", "said"),
    [
        (touch("birthday"), "", "Wished a happy birthday"),
        (touch("name_day"), "", "Wished a happy name day"),
        (touch("anniversary"), "Wedding day", "Congratulated on Wedding day"),
        (touch("anniversary"), "", "Congratulated"),
        (touch("other"), "Moving day", "Thought of Moving day"),
        (touch("other"), "", "Thought of their day"),
        (touch("years", number=1), "", "Thanked for 1 year with us"),
        (touch("milestone", number=50), "", "Thanked for 50 visits"),
        (touch("slipping"), "", "Said hello after a while"),
        (touch("ask"), "", "Was in touch"),
        (touch("ask"), "Ask how the cup is", "Asked: how the cup is"),
        (touch("ask"), "Is the cup any good?", "Asked: Is the cup any good?"),
        (touch("promise"), "Tell her the dark rye is back", "Done: tell her the dark rye is back"),
        (touch("follow_up"), "A fresh cake", "Done: a fresh cake"),
        (touch("check"), "Patch test", "Done: Patch test"),
        (touch("reminder"), "Meera's cups", "Done: Meera's cups"),
    ],
)
def test_what_the_history_says_of_a_touch_done(one: Due, title: str, said: str) -> None:
    assert wording.logged(one, title) == said


# Every kind


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("birthday", "", "Birthday"),
        ("birthday", "Hers", "Birthday"),
        ("name_day", "", "Name day"),
        ("anniversary", "", "Anniversary"),
        ("anniversary", "Wedding day", "Wedding day"),
        ("other", "dog's adoption day", "Dog's adoption day"),
        ("other", "", "A day to note"),
    ],
)
def test_a_date_has_one_name(kind: str, title: str, said: str) -> None:
    assert wording.title_of(kind, title) == said


@pytest.mark.parametrize(
    ("one", "past"),
    [
        (touch("birthday", after(-1)), True),
        (touch("birthday"), False),
        (touch("birthday", after(1)), False),
        (replace(touch("birthday"), day="2026-10"), False),  # a month alone is never over
    ],
)
def test_a_day_is_past_on_the_next(one: Due, past: bool) -> None:
    assert wording.is_past(one, FRIDAY) is past


def test_every_kind_has_an_icon() -> None:
    assert wording.ICONS.keys() == set(KINDNESS)
    assert all(resources.path("icons", f"{name}.svg").exists() for name in wording.ICONS.values())


@pytest.mark.parametrize("typed", ["{name}", "{n} {years}", "100 %s", "{"])
def test_what_was_typed_is_never_read_as_a_field(typed: str) -> None:
    about = replace(ANA, title=typed, words=typed)
    assert wording.reason(touch("other"), about, FRIDAY) == typed
    assert wording.why(touch("other", number=2), about, FRIDAY) == f"{typed}: 2 years today."
    assert wording.reason(touch("ask"), about, FRIDAY) == f"Ask: {typed}"
    assert wording.logged(touch("other"), typed) == f"Thought of {typed}"


@given(
    st.sampled_from(KINDNESS),
    st.integers(-400, 400),
    st.integers(0, 99),
    st.text("äé \n.?", max_size=12),
    st.booleans(),
    st.booleans(),
)
def test_any_touch_can_be_told(kind: str, days: int, number: int, typed: str, month: bool, waits: bool) -> None:
    one = touch(kind, after(days), number=number)
    if month and kind in ("birthday", "name_day", "anniversary", "other"):
        one = replace(one, day=one.day[:7])
    one = replace(one, due="") if waits else one
    about = replace(ANA, title=typed, words=typed, silent=20, gap=4.5, told=after(-days), usually="10:00")
    said = [
        wording.reason(one, about, FRIDAY),
        wording.line(one, about, FRIDAY),
        wording.why(one, about, FRIDAY),
        wording.logged(one, typed),
        *wording.margin(one, FRIDAY, "10:00"),
    ]
    assert not any("{" in words for words in said)
