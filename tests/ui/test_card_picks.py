"""Picks and When."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from relnotebook.ui.card_picks import Picks, When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

CHOICES = (("a", "Apple", ""), ("b", "Bun", "bread"))


def test_one_of_a_few(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("What", CHOICES)
    qtbot.addWidget(picks)
    told: list[str] = []
    picks.picked.connect(told.append)
    assert picks.value() == "a"
    picks.button("b").click()
    picks.button("b").click()
    picks.set_value("")
    assert picks.value() == "b"
    assert told == ["b", "b"]
    assert picks.button("b").accessibleDescription() == "What"


def test_none_where_none_is_allowed(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("What", CHOICES, empty=True)
    qtbot.addWidget(picks)
    assert picks.value() == ""
    picks.button("a").click()
    assert picks.value() == "a"
    picks.button("a").click()
    assert picks.value() == ""


def test_it_wraps_where_it_is_narrow(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("What", CHOICES)
    qtbot.addWidget(picks)
    assert picks.heightForWidth(picks.sizeHint().width()) < picks.heightForWidth(60)


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
    assert when.when() == datetime(2026, 11, 18, 8, 41)
    when.day.setDate(QDate(2026, 3, 1))
    when.time.setTime(QTime(15, 5))
    assert when.when() == datetime(2026, 3, 1, 15, 5)
    assert when.possible()
    when.reset()
    assert when.when() is None


def test_the_wheel_changes_no_time_by_accident(qtbot: QtBot, theme: Theme) -> None:
    when = When(now=False)
    qtbot.addWidget(when)
    when.set_when(datetime(2026, 11, 19, 8, 38, tzinfo=UTC))
    when.show()
    when.time.setFocus()
    place, none = QPointF(10, 10), QPoint()
    button, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    for field in (when.time, when.day):
        wheel = QWheelEvent(place, place, none, QPoint(0, 120), button, keys, phase, False)
        QApplication.sendEvent(field, wheel)
        assert not wheel.isAccepted()
    assert when.when() == datetime(2026, 11, 19, 8, 38)


def test_what_is_still_to_come_is_said(qtbot: QtBot, theme: Theme) -> None:
    when = When()
    qtbot.addWidget(when)
    when.picks.button("today").click()
    when.time.setTime(QTime(23, 0))
    assert not when.possible()
    assert when.refusal.text() == "That is still to come."


def test_a_known_moment(qtbot: QtBot, theme: Theme) -> None:
    when = When(now=False)
    qtbot.addWidget(when)
    told: list[int] = []
    when.changed.connect(lambda: told.append(1))
    for moment, key in (
        (datetime(2026, 11, 20, 7, 5, tzinfo=UTC), "today"),
        (datetime(2026, 11, 19, 7, 5, tzinfo=UTC), "yesterday"),
        (datetime(2026, 3, 1, 7, 5, tzinfo=UTC), "day"),
    ):
        when.set_when(moment)
        assert when.picks.value() == key
        assert when.when() == moment.replace(tzinfo=None)
    assert told == []
