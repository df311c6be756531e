"""How an export is told of."""

from __future__ import annotations

from datetime import datetime

from relnotebook.ui.mailings.sent_words import day_of, people_in

NOW = datetime(2026, 11, 20, 8, 41)


def test_how_many() -> None:
    assert [people_in(count) for count in (0, 1, 3_030)] == ["0 people", "1 person", "3,030 people"]


def test_when() -> None:
    days = (20, 19, 18, 3)
    told = [day_of(datetime(2026, 11, day, 8, 5), NOW) for day in days]
    assert told == ["today, 08:05", "yesterday, 08:05", "Wed 18", "3 Nov"]
