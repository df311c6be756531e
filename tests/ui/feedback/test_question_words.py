"""A question as it is typed: it goes into a draft and comes back, and says what the notebook keeps of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relnotebook.notebook import surveys
from relnotebook.notebook.surveys import Survey, Text
from relnotebook.ui.feedback.question_words import KINDS, Asked, Wording, kinds, plain

BREAD = Asked(
    "choices",
    Wording("Which bread?", "Rye\nSpelt", "Another one?"),
    (("de", Wording("Welches Brot?", "Roggen")),),
    asks_name=False,
)


def test_every_kind_of_question_can_be_written() -> None:
    assert surveys.KINDS == KINDS
    assert [key for key, _words, _icon in kinds()] == list(KINDS)


@pytest.mark.parametrize("asked", [BREAD, replace(BREAD, kind="faces", asks_name=True), Asked(own=Wording(more="?"))])
def test_a_draft_brings_every_word_back(asked: Asked) -> None:
    assert Asked.of_words(asked.words()) == asked


def test_nothing_typed_is_no_draft() -> None:
    assert Asked("choices").words() == {}
    assert Asked(own=Wording(" ", "\n")).words() == {}


def test_a_draft_of_another_version_begins_with_faces() -> None:
    assert Asked.of_words({"kind": "stars", "question": "How?"}).kind == "faces"


@pytest.mark.parametrize(
    ("asked", "ready"),
    [
        (Asked(), False),
        (Asked(own=Wording("How?")), True),
        (Asked("choices", Wording("Which?", "Rye\n\n")), False),
        (Asked("choices", Wording("Which?", "Rye\nSpelt")), True),
        (Asked("choices", Wording("", "Rye\nSpelt")), False),
    ],
)
def test_a_question_is_one_with_its_words_and_two_choices(asked: Asked, ready: bool) -> None:
    assert asked.ready() is ready


def test_a_question_of_the_notebook_is_shown_as_it_is_kept() -> None:
    survey = Survey(
        7, "choices", Text("Which bread?", ("Rye", "Spelt"), "Another one?"),
        {"de": Text("Welches Brot?", ("Roggen",), ""), "uk": Text("", (), "")}, False, "draft", False,
    )  # fmt: skip
    assert Asked.of(survey) == BREAD
    assert BREAD.texts() == {"de": {"question": "Welches Brot?", "choices": "Roggen", "more": ""}}


def test_choices_come_back_with_their_kind() -> None:
    faces = replace(BREAD, kind="faces")
    kept = faces.saved()
    assert kept.own.choices == ""
    assert kept.others == (("de", Wording("Welches Brot?")),)
    assert kept.with_choices_of(faces) == faces
    assert replace(kept, own=Wording("How?")).with_choices_of(faces).own == Wording("How?")


def test_words_are_plain_as_they_are_kept() -> None:
    assert plain("  How\nwas  it? ", "question") == "How was it?"
    assert plain("Rye \n\n Spelt\n", "choices") == "Rye\nSpelt"
    assert plain("\nDinkel\n\n", "choices", gaps=True) == "\nDinkel"
