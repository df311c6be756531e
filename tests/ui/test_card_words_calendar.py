"""Days, months and hours of variations."""

from __future__ import annotations

import pytest

from relnotebook.ui import card_words_calendar


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4", "Fridays"),
        ("0-4", "Weekdays"),
        ("0,1,2,3,4", "Weekdays"),
        ("5,6", "Saturdays and Sundays"),
        ("0,2,4", "Mondays, Wednesdays and Fridays"),
        ("7", ""),
        ("Friday", ""),
        ("", ""),
    ],
)
def test_weekdays(value: str, words: str) -> None:
    assert card_words_calendar.weekdays(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("6-8", "June to August"),
        ("11-2", "November to February"),
        ("5", "May"),
        ("5,9", "May and September"),
        ("13", ""),
    ],
)
def test_months(value: str, words: str) -> None:
    assert card_words_calendar.months(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [("15:00", "3 pm"), ("00:00", "12 am"), ("12:00", "12 pm"), ("09:30", "09:30"), ("?", "?")]
)
def test_hours(value: str, words: str) -> None:
    assert card_words_calendar.hour(value) == words
