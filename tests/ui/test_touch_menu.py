"""Putting a touch off: the choices and the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from relnotebook.notebook import hours
from relnotebook.ui.touch_menu import NEVER, DayPicker, pick_day, snooze_choices, snooze_menu
from relnotebook.widgets.theme import Look, Theme

from ..builders import Shop


def test_every_choice_is_one_the_notebook_knows(shop: Shop) -> None:
    from relnotebook.base import clock

    week = shop.read(hours.week)
    for choice, _words in snooze_choices():
        on = date(2026, 12, 24) if choice == "date" else None
        until, wakes = hours.snooze_until(choice, clock.now(), week, on)
        assert until or wakes


def test_a_choice_is_told(theme: Theme, qtbot: Any) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    told: list[tuple[str, date | None]] = []
    menu = snooze_menu(page, lambda choice, day: told.append((choice, day)))
    by_words = {action.text(): action for action in menu.actions()}
    by_words["Next week"].trigger()
    by_words["Never for this person"].trigger()
    assert told == [("next_week", None), (NEVER, None)]


def test_a_day_to_come_is_picked(theme: Theme, qtbot: Any) -> None:
    theme.apply(Look(roomy=True))
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    told: list[tuple[str, date | None]] = []
    picker = pick_day(page, lambda choice, day: told.append((choice, day)))
    assert isinstance(picker, DayPicker)
    assert picker.day() == date(2026, 11, 21), "tomorrow is the first day there is"
    QTest.keyClick(picker.calendar.focusWidget() or picker.calendar, Qt.Key.Key_Right)
    picker.go.click()
    assert told == [("date", date(2026, 11, 22))]
