"""The list of questions: the one that is asked on top, drafts, those asked before; Up and Down choose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.base import clock
from relnotebook.notebook.surveys import SurveyLine
from relnotebook.ui.feedback.question_list import QuestionList, standing


def line(key: int, question: str, state: str, n: int = 0, kind: str = "faces") -> SurveyLine:
    now: datetime = clock.now()
    opened = now if state != "draft" else None
    return SurveyLine(key, kind, question, state, n, 0, now, opened, now if state == "closed" else None)


BREAD, VISIT, FRIEND = (
    (1, "Which bread?", "draft", 0, "choices"),
    (2, "How was it?", "live", 1, "faces"),
    (3, "A friend?", "closed", 34, "nps"),
)


@pytest.fixture
def shown(qtbot: Any, theme: Any) -> QuestionList:
    made = QuestionList()
    qtbot.addWidget(made)
    made.resize(220, 400)
    made.show()
    made.show_lines([line(*BREAD), line(*VISIT), line(*FRIEND)], 2)
    return made


def test_each_stands_under_how_it_stands_with_it(shown: QuestionList) -> None:
    assert shown.texts() == [
        "On the customer screen",
        "How was it?: 1 answer, since Fri 20",
        "Drafts",
        "Which bread?: Not asked yet",
        "Asked before",
        "A friend?: 34 answers, until Fri 20",
    ]


def test_the_open_one_is_marked_and_spoken_with_its_kind(shown: QuestionList) -> None:
    assert [key for key, row in shown.rows.items() if row.isChecked()] == [2]
    assert shown.rows[3].accessibleName() == "A friend?. 0 to 10. 34 answers, until Fri 20"


def test_up_and_down_choose(qtbot: Any, shown: QuestionList) -> None:
    shown.rows[2].setFocus()
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.keyClick(shown.rows[2], Qt.Key.Key_Down)
    assert chosen.args == [1]
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.keyClick(shown.rows[2], Qt.Key.Key_Up)
    assert chosen.args == [2]  # there is none above


def test_a_touch_chooses_and_a_second_one_changes_nothing(qtbot: Any, shown: QuestionList) -> None:
    with qtbot.waitSignal(shown.chosen) as chosen:
        qtbot.mouseClick(shown.rows[3], Qt.MouseButton.LeftButton)
    assert chosen.args == [3]
    qtbot.mouseClick(shown.rows[2], Qt.MouseButton.LeftButton)
    assert shown.rows[2].isChecked()


def test_the_keyboard_stays_on_its_row_when_the_list_is_read_again(shown: QuestionList) -> None:
    shown.rows[2].setFocus()
    shown.show_lines([line(2, "How was it?", "live", 2), line(*BREAD)], 2)
    assert shown.rows[2].hasFocus()
    assert "How was it?: 2 answers, since Fri 20" in shown.texts()


def test_tab_stops_at_the_open_row_only(shown: QuestionList) -> None:
    stops = [key for key, row in shown.rows.items() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [2]


def test_a_question_taken_back_to_a_draft_says_how_many_answered(shown: QuestionList) -> None:
    assert standing(line(1, "How?", "draft", 3)) == "3 answers"
