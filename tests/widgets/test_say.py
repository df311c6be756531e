from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, Changes, StepId, UndoLabels
from relnotebook.widgets import say

NOW = datetime(2026, 11, 20, 8, 41, tzinfo=UTC)  # a Friday


def days(number: float) -> datetime:
    return NOW - timedelta(days=number)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(minutes=49), "Today, 07:52"),
        (days(1), "Yesterday"),
        (NOW.replace(hour=0, minute=1) - timedelta(minutes=2), "Yesterday"),
        (days(2), "Wednesday"),
        (days(6), "Saturday"),
        (days(7), "7 days ago"),
        (days(23), "23 days ago"),
        (days(59), "59 days ago"),
        (days(60), "21 September"),
        (datetime(2024, 3, 12, 9, tzinfo=UTC), "12 March 2024"),
        (days(-3), "23 November"),
    ],
)
def test_last_visits_in_human_words(moment: datetime, words: str) -> None:
    assert say.ago(moment, NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [(NOW, "Fri 20"), (days(2), "Wed 18"), (days(7), "Fri 13"), (days(11), "9 Nov"), (days(377), "8 Nov 2025")],
)
def test_days_for_a_narrow_column(moment: datetime, words: str) -> None:
    assert say.day_short(moment, NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"), [(days(2), "Wed 18"), (days(11), "9 Nov"), (days(377), "8/11/25"), (days(3000), "3/9/18")]
)
def test_days_beside_the_margin_rule(moment: datetime, words: str) -> None:
    assert say.day_margin(moment, NOW) == words


def test_a_day_of_every_year() -> None:
    assert (say.day_month(2, 12), say.day_month(29, 2)) == ("2 Dec", "29 Feb")


def test_whole_days_and_months() -> None:
    assert say.day_long(NOW) == "Friday 20 November 2026"
    assert say.month_year(datetime(2023, 5, 6, tzinfo=UTC)) == "May 2023"
    assert (say.month_name(3), say.month_name(13)) == ("March", "")
    assert [say.weekday_name(at) for at in (0, 6)] == ["Monday", "Sunday"]
    assert [say.weekday_plural(at) for at in range(7)][4] == "Fridays"


def test_the_time_of_day_is_written_as_the_computer_does() -> None:
    assert say.clock(NOW) == "08:41"
    QLocale.setDefault(QLocale("en_US"))
    assert say.clock(NOW).replace("\u202f", " ") == "8:41 AM"


def test_a_computer_of_another_language_still_gets_english_months() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert say.date_words(14, 3) == "14 March"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.6, "nearly every day"), (1.4, "nearly every day"), (2.0, "about every 2 days"), (3.0, "about every 3 days"),
        (7.2, "about weekly"), (14, "about every 2 weeks"), (30, "about monthly"), (61, "about every 2 months"),
        (365, "about once a year"), (740, "about every 2 years"),
    ],
)  # fmt: skip
def test_how_often_somebody_comes(gap: float, words: str) -> None:
    assert say.span_days(gap) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(-1, "1 day ago"), (0, "today"), (1, "tomorrow"), (5, "in 5 days"), (114, "in 16 weeks"), (245, "in 8 months")],
)
def test_how_far_off_a_birthday_is(ahead: int, words: str) -> None:
    assert say.days_until(NOW.date() + timedelta(days=ahead), NOW.date()) == words


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [(14, 3, None, "14 March"), (14, 3, 1990, "14 March 1990"), (None, 3, None, "March"), (None, 3, 1990, "March 1990"),
     (29, 2, None, "29 February")],
)  # fmt: skip
def test_dates_know_as_much_as_was_told(day: int | None, month: int, year: int | None, words: str) -> None:
    assert say.date_words(day, month, year) == words


def test_numbers_and_sizes() -> None:
    assert say.count(1284) == "1,284"
    assert say.size(6_412_345) == "6.4 MB"
    assert say.size(512) == "512 bytes"


@pytest.mark.parametrize(("minutes", "words"), [(0, "a moment ago"), (1, "1 minute ago"), (7, "7 minutes ago")])
def test_minutes(minutes: int, words: str) -> None:
    assert say.minutes_ago(minutes) == words


def test_things_are_listed_as_one_speaks() -> None:
    assert say.listed([]) == ""
    assert say.listed(["Mondays"]) == "Mondays"
    assert say.listed(["Mondays", "Fridays"]) == "Mondays and Fridays"
    assert say.listed(["Mondays", "Wednesdays", "Fridays"]) == "Mondays, Wednesdays and Fridays"


def test_acts_undo_and_toasts() -> None:
    label = (("name", "Ngozi"), ("what", "Oat flat white"))
    assert say.act(Act.LOG_USUAL, label) == "log the usual for Ngozi"
    assert say.undo_label(UndoLabels(undo=(Act.LOG_USUAL, label))) == "Undo: log the usual for Ngozi"
    assert say.redo_label(UndoLabels(redo=(Act.LOG_USUAL, label))) == "Redo: log the usual for Ngozi"
    assert say.undo_label(UndoLabels()) == "Undo"
    assert (
        say.done(Changes(Act.LOG_USUAL, frozenset(), frozenset(), StepId(1), label)) == "Ngozi's oat flat white is in."
    )


def test_problems_are_sentences() -> None:
    assert say.problem(Refusal("no-usual", name="Ngozi")).startswith("Ngozi has no usual yet.")


def test_everything_announced_can_be_said() -> None:
    assert [name for name in say.__all__ if not callable(getattr(say, name))] == []
    assert re.fullmatch(r"\d{2}:\d{2}", say.clock(NOW))
    assert say.date_words(1, 1, date(2026, 1, 1).year) == "1 January 2026"


def test_a_day_on_a_button() -> None:
    assert say.day_named(date(2026, 11, 3)) == "Tue 3 Nov"
