"""Feedback in words: marks, days, rows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from relnotebook.base import clock
from relnotebook.ui.feedback import rows

from .inboxes import line


def test_marks_stand_in_the_order_of_the_design() -> None:
    assert [mark.words() for mark in rows.marks(line())] == [
        "Acting", "Upset", "Complaint", "2 of 5",
    ]  # fmt: skip
    assert [mark.words() for mark in rows.marks(line(feeling="", rating=None))] == ["Acting", "Complaint"]


@pytest.mark.parametrize(
    ("status", "word", "tone", "icon"),
    [
        ("new", "New", "honey", "point-filled"), ("acting", "Acting", "accent", "tool"),
        ("tell", "Tell them", "accent", "speakerphone"), ("told", "Told", "neutral", "check"),
    ],
)  # fmt: skip
def test_each_status_has_its_word_its_icon_and_its_tone(status: str, word: str, tone: str, icon: str) -> None:
    mark = rows.status_mark(line(status=status))
    assert (mark.words(), mark.tone, mark.icon) == (word, tone, icon)


def test_upset_is_soft_brick_and_never_solid() -> None:
    upset, happy = rows.feeling_mark(line()), rows.feeling_mark(line(feeling="happy"))
    assert upset is not None
    assert happy is not None
    assert (upset.tone, happy.tone) == ("never", "accent")


def test_only_what_is_serious_says_so() -> None:
    assert rows.severity_mark(line(severity="minor")) is None
    assert rows.severity_mark(line(severity="real")) is None
    mark = rows.severity_mark(line(severity="serious"))
    assert mark is not None
    assert mark.words() == "Serious"


def test_a_row_reads_as_one_sentence_with_its_keys() -> None:
    row = rows.row(line(words="Cold\n soup"), clock.now(), {"open": "Enter", "link": "K", "card": ""})
    assert (row.key, row.title, row.day, row.quote) == (1, "Omar Haddad", "Tue 17", "“Cold soup”")
    assert row.says() == "Omar Haddad. Acting. Upset. Complaint. 2 of 5. Tue 17. “Cold soup”."
    assert row.keys == "Enter: To the steps. K: Link a customer."


def test_what_is_late_says_so_in_place_of_the_day_and_aloud_first() -> None:
    row = rows.row(line(late=2), clock.now(), {})
    assert (row.day, row.late) == ("2 days late", True)
    assert row.says().startswith("2 days late. Omar Haddad. Acting.")


@pytest.mark.parametrize(
    ("days", "short", "said", "step"),
    [
        (0, "Today 08:41", "Today, 08:41", "08:41"), (1, "Thu 19", "Thursday 19, 08:41", "Thu 08:41"),
        (3, "Tue 17", "Tuesday 17, 08:41", "Tue 08:41"), (30, "21 Oct", "21 October, 08:41", "21 Oct"),
        (400, "16 Oct 2025", "16 October 2025, 08:41", "16 Oct 2025"),
    ],
)  # fmt: skip
def test_days_in_human_words(days: int, short: str, said: str, step: str) -> None:
    now: datetime = clock.now()
    when = now - timedelta(days=days)
    assert (rows.day_short(when, now), rows.day_said(when, now), rows.step_when(when, now)) == (short, said, step)


def test_colleagues_call_each_other_by_their_first_name() -> None:
    assert (rows.first_name("Jonas Baptiste"), rows.first_name("")) == ("Jonas", "")
