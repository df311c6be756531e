"""Rows of what was said: lines of a quote, marks that fit, the choice that stays, keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relnotebook.widgets.draw import advance, mark_width
from relnotebook.widgets.feedbackrows import FeedbackList, FeedbackRow, fitting, lines_of
from relnotebook.widgets.theme import Theme
from relnotebook.widgets.values import Mark

NEW = Mark("honey", "point-filled", "New")
MARKS = (NEW, Mark("never", "mood-sad", "Upset"), Mark("neutral", "message-report", "Complaint"),
         Mark("neutral", "star", "2 of 5"))  # fmt: skip


def heard(signal: Any) -> list[list[Any]]:
    """What a signal says from now on; a spy of Qt's dies when it is asked for what was never said."""
    got: list[list[Any]] = []
    signal.connect(lambda *values: got.append(list(values)))
    return got


def row(key: int, words: str = "“It was cold.”", **other: object) -> FeedbackRow:
    return FeedbackRow(**{"key": key, "title": f"Person {key}", "quote": words, "marks": (NEW,), **other})  # type: ignore[arg-type]


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> FeedbackList:
    made = FeedbackList()
    qtbot.addWidget(made)
    made.resize(395, 300)
    made.show_rows(tuple(row(n) for n in range(1, 6)))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_quote_takes_two_lines_at_most_and_is_cut_with_an_ellipsis(theme: Theme) -> None:
    font = theme.font("quote")
    assert lines_of("“Short.”", font, 300) == ["“Short.”"]
    long = lines_of("word " * 60, font, 300)
    assert len(long) == 2
    assert long[1].endswith("…")
    assert all(advance(line, font) <= 302 for line in long)


@pytest.mark.parametrize("words", ["窓際の席がとても寒いです。" * 9, "x" * 400, "👍" * 90])
def test_words_without_spaces_break_too(theme: Theme, words: str) -> None:
    font = theme.font("quote")
    lines = lines_of(words, font, 300)
    assert len(lines) == 2
    assert all(advance(line, font) <= 302 for line in lines)
    assert words.startswith(lines[0])


def test_nothing_said_has_no_lines(theme: Theme) -> None:
    assert lines_of("", theme.font("quote"), 300) == []


def test_marks_that_do_not_fit_are_counted(theme: Theme) -> None:
    wide = sum(mark_width(mark) for mark in MARKS) + 3 * theme.px(6)
    assert fitting(MARKS, wide) == MARKS
    assert [mark.text for mark in fitting(MARKS, wide - 1)] == ["New", "Upset", "Complaint", "+1"]
    assert [mark.text for mark in fitting(MARKS, 120)] == ["New", "+3"]
    assert fitting((), 100) == ()


def test_a_row_is_one_sentence_to_a_screen_reader() -> None:
    assert row(1, day="Tue 17").says() == "Person 1. Tue 17. “It was cold.” New."
    assert row(1, spoken="All of it.").says() == "All of it."


def test_the_first_is_chosen_and_arrows_move_and_stop_at_the_ends(rows: FeedbackList) -> None:
    spy = heard(rows.chosen_changed)
    assert rows.chosen() == rows.rows()[0]
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down):
        QTest.keyClick(rows, key)
    chosen = rows.chosen()
    assert chosen is not None
    assert (chosen.key, len(spy)) == (5, 2)
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert rows.currentIndex().row() == 0


def test_the_choice_stays_with_its_row_when_another_comes_above(rows: FeedbackList) -> None:
    rows.choose(3)
    rows.show_rows((row(9), *(row(n) for n in range(1, 6))))
    chosen = rows.chosen()
    assert chosen is not None
    assert chosen.key == 3


def test_the_next_row_is_chosen_when_the_chosen_one_is_gone(rows: FeedbackList) -> None:
    spy = heard(rows.chosen_changed)
    rows.choose(3)
    rows.show_rows((row(1), row(2), row(4)))
    assert [spy[n][0].key for n in range(len(spy))] == [3, 4]
    rows.show_rows((row(1), row(2)))
    chosen = rows.chosen()
    assert chosen is not None
    assert chosen.key == 2
    rows.show_rows(())
    assert rows.chosen() is None


def test_enter_opens_and_letters_are_left_to_the_page(rows: FeedbackList) -> None:
    spy = heard(rows.opened)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    QTest.keyClick(rows, Qt.Key.Key_P)
    assert len(spy) == 1
    assert rows.currentIndex().row() == 0, "a letter does not jump to a name"


def test_a_tap_is_told(rows: FeedbackList) -> None:
    spy = heard(rows.tapped)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.spot(2).center())
    assert spy[0][0].key == 2


def test_the_menu_opens_at_the_pointer_and_at_the_chosen_row(rows: FeedbackList) -> None:
    spy = heard(rows.menu_wanted)
    reasons = QContextMenuEvent.Reason
    spot = rows.spot(2).center()
    for event in (
        QContextMenuEvent(reasons.Mouse, spot, QPoint(400, 300)),
        QContextMenuEvent(reasons.Keyboard, QPoint(), QPoint()),
    ):
        QApplication.sendEvent(rows.viewport(), event)
    assert [spy[n][0].key for n in range(2)] == [2, 2]
    assert spy[0][1] == QPoint(400, 300)


def test_two_lines_make_a_row_higher(rows: FeedbackList, theme: Theme) -> None:
    rows.show_rows((row(1), row(2, "“" + "word " * 30 + "”")))
    assert rows.spot(2).height() - rows.spot(1).height() == theme.px(22)


def test_a_row_paints_in_every_look(rows: FeedbackList, theme: Theme) -> None:
    rows.show_rows((row(1, marks=MARKS), row(2, "“النافذة باردة”", marks=MARKS)))
    rows.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not rows.grab().toImage().isNull()
