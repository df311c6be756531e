"""When it was: a choice, a day in free words, a time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from relnotebook.base.problems import Refusal
from relnotebook.ui.card_when import When, read_day

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 November", date(2026, 11, 3)),
        ("3/11", date(2026, 11, 3)),
        ("24 December", date(2025, 12, 24)),
        ("29 Feb", date(2024, 2, 29)),
        ("1/5/2024", date(2024, 5, 1)),
        ("yesterday", date(2026, 11, 19)),
        ("Monday", date(2026, 11, 16)),
        ("fri", date(2026, 11, 13)),
    ],
)
def test_a_day_in_free_words(theme: Theme, typed: str, day: date) -> None:
    assert read_day(typed, FRIDAY) == day


@pytest.mark.parametrize("typed", ["", "some day", "November", "31/02"])
def test_what_is_no_day(theme: Theme, typed: str) -> None:
    with pytest.raises(Refusal):
        read_day(typed, FRIDAY)


def test_now_is_no_moment(qtbot: QtBot, theme: Theme) -> None:
    when = When()
    qtbot.addWidget(when)
    assert when.when() is None
    assert when.time.isHidden()


def test_yesterday_and_another_day(qtbot: QtBot, theme: Theme) -> None:
    when = When()
    qtbot.addWidget(when)
    when.picks.button("yesterday").click()
    assert when.when() == datetime(2026, 11, 19, 8, 41)
    when.picks.button("day").click()
    assert not when.possible()
    QTest.keyClicks(when.day, "1 March")
    when.time.selectAll()
    QTest.keyClicks(when.time, "3.05 pm")
    assert when.possible()
    assert when.when() == datetime(2026, 3, 1, 15, 5)
    when.reset()
    assert when.when() is None


def test_what_cannot_be_read_or_is_to_come_is_said(qtbot: QtBot, theme: Theme) -> None:
    when = When()
    qtbot.addWidget(when)
    when.picks.button("today").click()
    for typed, said in (
        ("23:00", "That is still to come."),
        ("noonish", "“noonish” is not a time we can read. Try 15:00, or 3 pm."),
    ):
        when.time.selectAll()
        QTest.keyClicks(when.time, typed)
        assert not when.possible()
        assert when.refusal.text() == said


def test_a_known_moment(qtbot: QtBot, theme: Theme) -> None:
    when = When(now=False)
    qtbot.addWidget(when)
    told: list[int] = []
    when.changed.connect(lambda: told.append(1))
    for moment, key in (
        (datetime(2026, 11, 20, 7, 5, tzinfo=UTC), "today"),
        (datetime(2026, 11, 19, 7, 5, tzinfo=UTC), "yesterday"),
        (datetime(2024, 3, 1, 7, 5, tzinfo=UTC), "day"),
    ):
        when.set_when(moment)
        assert when.picks.value() == key
        assert when.when() == moment.replace(tzinfo=None)
    assert told == []
