"""The line above the page: asks once, and goes by any answer."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.ui.strip import Strip
from relnotebook.widgets.theme import Look


@pytest.fixture
def strip(qtbot: Any, theme: Any) -> Strip:
    made = Strip("history")
    qtbot.addWidget(made)
    return made


def test_an_answer_does_what_it_says_and_puts_it_away(strip: Strip) -> None:
    said: list[str] = []
    strip.say("3 touches fell due since Tuesday.", ("Show today", lambda: said.append("today")))
    assert strip.text() == "3 touches fell due since Tuesday."
    strip.answers[0].click()
    assert said == ["today"]
    assert strip.text() == ""


def test_the_cross_answers_nothing(strip: Strip) -> None:
    said: list[str] = []
    strip.say("Shall it?", ("Yes", lambda: said.append("yes")), ("No", lambda: said.append("no")))
    assert [one.text() for one in strip.answers] == ["Yes", "No"]
    strip.cross.click()
    assert (said, strip.text()) == ([], "")


def test_another_sentence_takes_the_place_of_the_first(strip: Strip) -> None:
    strip.say("One", ("Yes", lambda: None), ("No", lambda: None))
    strip.say("Two", ("Show", lambda: None))
    assert [one.text() for one in strip.answers] == ["Show"]
    assert strip.accessibleName() == "Two"


def test_in_a_narrow_place_the_answers_stand_below(qtbot: Any, strip: Strip, theme: Any) -> None:
    strip.resize(900, 60)
    strip.say("Shall the notebook tell you at opening time?", ("Yes, tell me", lambda: None))
    qtbot.waitUntil(lambda: 0 < strip.answers[0].x() > strip.words.x())
    assert strip.answers[0].y() < strip.words.geometry().bottom()
    theme.apply(Look(scale=2.0))
    strip.resize(900, 300)
    assert strip.minimumSizeHint().width() <= 400
    qtbot.waitUntil(lambda: strip.answers[0].y() >= strip.words.geometry().bottom())
