from __future__ import annotations

from relnotebook.base import phrases, phrases_feedback
from relnotebook.base.terms import Act, Changes, StepId


def said(act: Act, **label: str) -> str:
    return phrases.done(Changes(act, frozenset(), frozenset(), StepId(1), tuple(label.items())))


def test_who_has_been_told_is_named() -> None:
    assert said(Act.TELL_FEEDBACK, name="Omar") == "Omar has been told."
    assert phrases.act(Act.TELL_FEEDBACK, {"name": "Omar"}) == "tell Omar what was done"


def test_words_of_nobody_in_particular_are_whole_sentences_too() -> None:
    assert said(Act.ADD_FEEDBACK) == "It is written down."
    assert said(Act.JOIN_IDEAS) == "Two ideas are one now. Everybody is counted once."


def test_every_act_here_is_an_act_of_listening() -> None:
    assert {Act.ADD_FEEDBACK, Act.SUPPORT_IDEA, Act.ANSWER_SURVEY, Act.SET_PIN} <= phrases_feedback.table().keys()
