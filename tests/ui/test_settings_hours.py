"""Opening hours and closed days in Settings: typed as people write them, saved at once, taken back by undo."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from relnotebook.base.settings import Settings
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import hours
from relnotebook.ui.settings_hours import span
from relnotebook.ui.settings_parts import Line
from relnotebook.ui.settings_touches import Touches

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


@pytest.fixture
def section(qtbot: Any, theme: Any, bridge: Bridge) -> Touches:
    made = Touches(available=lambda: True)
    qtbot.addWidget(made)
    made.resize(880, 1100)
    made.show()
    made.show_till(Settings())
    made.attach(bridge)
    qtbot.waitUntil(lambda: made.hours.lines[0].text() != "")
    return made


def week(qtbot: Any, bridge: Bridge) -> hours.Week:
    found: list[hours.Week] = []
    bridge.read(hours.week).then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def titles(section: Touches) -> list[str]:
    column = section.closed.lines
    parts = [column.itemAt(at).widget() for at in range(column.count())]
    return [f"{one.title.text()} | {one.about.text()}" if isinstance(one, Line) else one.text() for one in parts]  # type: ignore[union-attr]


def test_the_hours_are_changed_as_they_are_typed(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    line = section.hours.lines[0]
    line.clear()
    qtbot.keyClicks(line, "9 am to 6:30 pm")
    with qtbot.waitSignal(bridge.changed):
        line.flush()
    assert week(qtbot, bridge).hours[0] == (time(9), time(18, 30))
    line.clearFocus()
    section.reload()
    qtbot.waitUntil(lambda: line.text() == "09:00-18:30")


def test_an_empty_line_is_a_closed_day_and_undo_opens_it(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    line = section.hours.lines[6]
    line.selectAll()
    qtbot.keyClicks(line, "x")
    line.clear()
    with qtbot.waitSignal(bridge.changed):
        line.flush()
    assert not week(qtbot, bridge).is_open(SUNDAY)
    with qtbot.waitSignal(bridge.changed):
        bridge.undo()
    assert week(qtbot, bridge).is_open(SUNDAY)


def test_hours_nobody_can_read_stay_and_are_told(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    line = section.hours.lines[2]
    line.clear()
    qtbot.keyClicks(line, "mornings")
    line.flush()
    qtbot.waitUntil(lambda: section.hours.fields[2].sentence() != "")
    assert line.text() == "mornings"


def test_the_line_somebody_writes_in_is_not_rewritten(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    line = section.hours.lines[1]
    section.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.clear()
    qtbot.keyClicks(line, "9-1")
    with qtbot.waitSignal(bridge.changed):
        line.flush()
    section.hours.show(week(qtbot, bridge))
    assert line.text() == "9-1"


def test_refused_hours_stay_with_the_sentence_whatever_is_read_meanwhile(
    qtbot: Any, section: Touches, bridge: Bridge
) -> None:
    section.activateWindow()
    line, sentence = section.hours.lines[2], section.hours.fields[2].sentence
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    qtbot.keyClicks(line, "25:00-26:00")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    section.reload()
    qtbot.waitUntil(lambda: sentence() != "")
    section.hours.show(week(qtbot, bridge))
    section.hours.lines[3].setFocus()
    section.hours.show(week(qtbot, bridge))
    assert (line.text(), sentence()) == (
        "25:00-26:00",
        "“25:00-26:00” are no hours we can read. Try 08:00-18:00, or leave it empty for closed.",
    )
    line.selectAll()
    qtbot.keyClicks(line, "8-12, 14-18")
    line.clearFocus()
    qtbot.waitUntil(lambda: line.text() == "08:00-18:00")
    assert sentence() == ""


def test_hours_are_shown_as_the_notebook_writes_them_once_the_line_is_left(
    qtbot: Any, section: Touches, bridge: Bridge
) -> None:
    section.activateWindow()
    line = section.hours.lines[0]
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    qtbot.keyClicks(line, "8 - 18")  # the hours it has
    line.flush()
    qtbot.waitUntil(lambda: line.stored == "8 - 18")
    assert line.text() == "8 - 18"
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: line.text() == "08:00-18:00")


def test_closed_is_a_word_for_it(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    line = section.hours.lines[6]
    line.selectAll()
    qtbot.keyClicks(line, "closed")
    with qtbot.waitSignal(bridge.changed):
        line.flush()
    assert not week(qtbot, bridge).is_open(SUNDAY)
    line.clearFocus()
    qtbot.waitUntil(lambda: line.text() == "")


def test_all_days_like_monday(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    section.hours.lines[0].set_value("07:00-15:00")
    with qtbot.waitSignal(bridge.changed):
        section.hours.alike.click()
    assert set(week(qtbot, bridge).hours) == {(time(7), time(15))}


def test_closed_days_are_noted_and_taken_off(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    for line, words in zip(
        (section.closed.first, section.closed.last, section.closed.title), ("24/12", "2/1", "Christmas"), strict=True
    ):
        qtbot.keyClicks(line, words)
    with qtbot.waitSignal(bridge.changed):
        section.closed.add.click()
    section.reload()
    qtbot.waitUntil(lambda: titles(section) == ["Christmas | 24 December 2026 to 2 January 2027"])
    assert section.closed.first.text() == ""
    gone = section.closed.lines.itemAt(0).widget().findChild(QAbstractButton)  # type: ignore[union-attr]
    assert gone.accessibleName() == "Take Christmas off the list"
    with qtbot.waitSignal(bridge.changed):
        gone.click()
    section.reload()
    qtbot.waitUntil(lambda: titles(section) == [])


def test_days_that_cannot_be_stay_as_typed(qtbot: Any, section: Touches) -> None:
    qtbot.keyClicks(section.closed.first, "31/02")
    section.closed.add.click()
    qtbot.waitUntil(lambda: section.closed.field.sentence() != "")
    assert section.closed.first.text() == "31/02"


def test_without_a_day_nothing_is_noted(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    section.closed.add.click()
    assert bridge.pending == 0


def test_what_is_over_is_only_counted(qtbot: Any, section: Touches, bridge: Bridge) -> None:
    for day in ("1 May 2026", "25 December"):
        with qtbot.waitSignal(bridge.changed):
            bridge.write(hours.set_closed, day)
    section.reload()
    qtbot.waitUntil(lambda: titles(section) == ["25 December 2026 | ", "1 that is over stays noted."])


def test_spans_in_words(theme: Any) -> None:
    assert span(date(2026, 12, 24), date(2026, 12, 24)) == "24 December 2026"
    assert span(date(2026, 12, 24), date(2027, 1, 2)) == "24 December 2026 to 2 January 2027"
