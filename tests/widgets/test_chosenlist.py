"""What every painted list does with its choice; the lists themselves have tests of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from relnotebook.widgets.chosenlist import ChosenList


@dataclass(frozen=True, slots=True)
class Line:
    key: int
    caption: str
    still: bool = False
    keys: str = ""

    def says(self) -> str:
        return self.caption


class Lines(ChosenList[Line]):
    """The plainest list there can be."""


DAY = (Line(0, "Today", still=True), Line(1, "Ngozi"), Line(2, "Omar"), Line(3, "Aoi"))


@pytest.fixture
def lines(qtbot: QtBot, theme: Any) -> Lines:
    made = Lines(QStyledItemDelegate(), "Names")
    qtbot.addWidget(made)
    made.resize(200, 400)
    made.show_rows(DAY)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def chosen(lines: Lines) -> str:
    row = lines.chosen()
    return row.caption if row is not None else ""


def test_the_first_who_can_be_chosen_is(lines: Lines) -> None:
    assert chosen(lines) == "Ngozi"
    lines.show_rows(())
    assert chosen(lines) == ""


def test_keys_walk_over_headings_and_stop_at_the_ends(lines: Lines) -> None:
    for key, name in (("Down", "Omar"), ("End", "Aoi"), ("Down", "Aoi"), ("Home", "Ngozi"), ("Up", "Ngozi")):
        QTest.keyClick(lines, getattr(Qt.Key, f"Key_{key}"))
        assert chosen(lines) == name


def test_the_choice_stays_with_who_it_was_and_goes_to_the_next_one(lines: Lines) -> None:
    lines.choose(2)
    lines.show_rows((Line(9, "Ruth"), *DAY))
    assert chosen(lines) == "Omar"
    lines.show_rows((DAY[1], DAY[3]))
    assert chosen(lines) == "Aoi"
    lines.show_rows((DAY[1],), choose=5)
    assert chosen(lines) == "Ngozi"


def test_another_choice_is_told_once(lines: Lines) -> None:
    told: list[str] = []
    lines.chosen_changed.connect(lambda row: told.append(row.caption if row else ""))
    lines.choose(3)
    lines.choose(3)
    lines.show_rows(DAY)
    assert told == ["Aoi"]


def test_enter_opens_and_letters_go_on_to_the_page(lines: Lines) -> None:
    opened: list[Line] = []
    lines.opened.connect(opened.append)
    QTest.keyClick(lines, Qt.Key.Key_Return)
    QTest.keyClicks(lines, "a")
    assert [row.caption for row in opened] == ["Ngozi"]


def test_the_menu_is_of_the_row_under_the_pointer_and_never_of_a_heading(lines: Lines) -> None:
    wanted: list[str] = []
    lines.menu_wanted.connect(lambda row, _place: wanted.append(row.caption))
    for key in (2, 0):
        spot = lines.visualRect(lines.model().index(key, 0)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, lines.mapToGlobal(spot))
        QApplication.sendEvent(lines.viewport(), event)
    QApplication.sendEvent(lines, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert wanted == ["Omar", "Omar"]
    assert chosen(lines) == "Omar"
