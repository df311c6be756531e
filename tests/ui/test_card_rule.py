"""Choosing when a variation holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relnotebook.ui.card_rule import RulePicker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


@pytest.mark.parametrize(
    ("rule", "value", "kept"),
    [
        ("weekday", "4", "4"),
        ("weekday", "5,6", "5,6"),
        ("weekday", "0-4", "0,1,2,3,4"),
        ("months", "6-8", "6-8"),
        ("months", "11-2", "11-2"),
        ("months", "5", "5"),
        ("after", "15:00", "15:00"),
        ("for", "Tom", "Tom"),
        ("asked", "Hot days", "Hot days"),
    ],
)
def test_what_is_shown_is_what_is_chosen(qtbot: QtBot, theme: Theme, rule: str, value: str, kept: str) -> None:
    picker = RulePicker()
    qtbot.addWidget(picker)
    picker.show_rule(rule, value)
    assert picker.chosen() == (rule, kept)


def test_a_day_pressed_is_told(qtbot: QtBot, theme: Theme) -> None:
    picker = RulePicker()
    qtbot.addWidget(picker)
    picker.show_rule("weekday", "")
    told: list[tuple[str, str]] = []
    picker.changed.connect(lambda: told.append(picker.chosen()))
    picker.days[2].click()
    assert told == [("weekday", "2")]
    assert picker.days[2].accessibleName() == "Wednesday"
