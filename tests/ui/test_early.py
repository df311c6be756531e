"""How early the shop is told: the days to choose from, and their words."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from relnotebook.ui.early import DAYS, DayChips, before, icon, told


def test_days_in_words() -> None:
    assert [before(days) for days in DAYS] == [
        "on the day",
        "a day before",
        "3 days before",
        "a week before",
        "two weeks before",
        "30 days before",
    ]


def test_a_rule_in_words() -> None:
    assert told((0,)) == "Told on the day"
    assert told((30, 7, 0)) == "Told 30 days before, a week before and on the day"


def test_a_kind_of_date_has_the_icon_it_has_on_today() -> None:
    kinds = ["birthday", "name_day", "anniversary", "other", "years", ""]
    assert [icon(kind) for kind in kinds] == ["cake", "confetti", "gift", "calendar", "confetti", "calendar"]


def test_none_or_several_may_be_ticked(qtbot: QtBot, theme: Any) -> None:
    made = DayChips()
    qtbot.addWidget(made)
    heard: list[tuple[int, ...]] = []
    made.picked.connect(lambda: heard.append(made.days()))
    for day in (0, 14, 0):
        made.chips[day].click()
    assert heard == [(0,), (14, 0), (14,)]
    made.show_days((7, 3))
    assert made.days() == (7, 3)
    assert len(heard) == 3


def test_a_day_that_is_not_offered_is_shown_all_the_same(qtbot: QtBot, theme: Any) -> None:
    made = DayChips()
    qtbot.addWidget(made)
    made.show_days((21, 0))
    assert made.days() == (21, 0)
    assert made.chips[21].text() == "21 days before"
