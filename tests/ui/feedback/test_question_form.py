"""The editor of a question saves itself as it is typed, and no word of it is lost, however one leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import surveys
from relnotebook.ui.feedback.question_form import QuestionForm
from relnotebook.ui.feedback.question_words import Asked, Wording

from .asking import answer, type_anew

LANGUAGES = (("en", "English"), ("de", "Deutsch"))
STARTERS = {"faces": "How was your visit today?", "words": "What would you like to tell us?"}


class Kept:
    """What the form gave to be kept as drafts: (question, words), {} for one to forget."""

    def __init__(self) -> None:
        self.told: list[tuple[int | None, Mapping[str, str]]] = []

    def __call__(self, survey: int | None, words: Mapping[str, str]) -> None:
        self.told.append((survey, words))


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def form(qtbot: Any, theme: Any, bridge: Bridge, kept: Kept) -> QuestionForm:
    """An empty form on a screen that speaks English and German."""
    made = QuestionForm()
    qtbot.addWidget(made)
    made.resize(460, 620)
    made.show()
    made.attach(bridge)
    made.kept.connect(kept)
    made.show_languages(LANGUAGES, STARTERS)
    made.show_new({})
    return made


def lines(qtbot: Any, bridge: Bridge) -> list[str]:
    return [one.question for one in answer(qtbot, bridge, surveys.listed)]


def written(qtbot: Any, form: QuestionForm, bridge: Bridge, words: str = "How was it?") -> int:
    """Type a question and wait until it is in the notebook."""
    with qtbot.waitSignal(form.made) as made:
        type_anew(qtbot, form.question, words)
        form.flush()
    key: int = made.args[0]
    form.show_question(answer(qtbot, bridge, surveys.one, key), {})
    return key


def test_a_question_saves_itself_after_the_last_key(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    with qtbot.waitSignal(form.made):
        type_anew(qtbot, form.question, "How was it?")
    assert lines(qtbot, bridge) == ["How was it?"]


def test_what_is_typed_while_the_first_saving_is_on_its_way_follows(
    qtbot: Any, form: QuestionForm, bridge: Bridge
) -> None:
    type_anew(qtbot, form.question, "How was")
    form.flush()
    qtbot.keyClicks(form.question, " it?")
    form.flush()
    qtbot.waitUntil(lambda: lines(qtbot, bridge) == ["How was it?"])
    assert form.question.toPlainText() == "How was it?"


def test_so_it_does_when_another_question_is_opened_meanwhile(
    qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept
) -> None:
    type_anew(qtbot, form.question, "How was")
    form.flush()
    qtbot.keyClicks(form.question, " it?")
    form.flush()
    form.show_new({})
    qtbot.waitUntil(lambda: lines(qtbot, bridge) == ["How was it?"])
    assert form.question.toPlainText() == ""
    assert form.survey is None


def test_what_is_no_question_yet_is_kept_as_a_draft(qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept) -> None:
    form.kind.button("choices").click()
    type_anew(qtbot, form.choices, "Rye\nSpelt")
    form.flush()
    assert kept.told[-1] == (None, {"kind": "choices", "asks_name": "1", "choices": "Rye\nSpelt"})
    assert lines(qtbot, bridge) == []
    words = kept.told[-1][1]
    form.show_new({})
    form.show_new(words)
    assert form.asked == Asked("choices", Wording(choices="Rye\nSpelt"))
    assert form.told.isVisible()
    with qtbot.waitSignal(form.made):
        type_anew(qtbot, form.question, "Which bread?")
    assert kept.told[-1] == (None, {})  # it is in the notebook now


def test_one_choice_alone_is_kept_and_not_complained_about(
    qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept
) -> None:
    form.kind.button("choices").click()
    type_anew(qtbot, form.question, "Which bread?")
    type_anew(qtbot, form.choices, "Rye")
    form.flush()
    assert form.choices_field.sentence() == ""
    assert kept.told[-1][1]["choices"] == "Rye"
    assert not form.demand()
    assert form.choices_field.sentence() == "Two choices at least, one a line."


def test_a_refused_question_stays_and_is_kept(qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept) -> None:
    form.kind.button("choices").click()
    type_anew(qtbot, form.question, "Which number?")
    type_anew(qtbot, form.choices, "\n".join(str(n) for n in range(60)))
    form.flush()
    qtbot.waitUntil(lambda: bool(form.choices_field.sentence()))
    assert kept.told[-1][1]["question"] == "Which number?"
    assert lines(qtbot, bridge) == []


def test_the_same_in_another_language(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    key = written(qtbot, form, bridge)
    form.speaks.button("de").click()
    assert form.question.toPlainText() == ""
    assert form.hint.text() == "Not written in this language yet: customers read it in English."
    with qtbot.waitSignal(bridge.changed):
        type_anew(qtbot, form.question, "Wie war es?")
    form.speaks.button("en").click()
    assert form.question.toPlainText() == "How was it?"
    found = answer(qtbot, bridge, surveys.one, key)
    assert (found.text.question, found.texts["de"].question) == ("How was it?", "Wie war es?")


def test_words_typed_a_moment_ago_belong_to_the_language_they_were_typed_in(
    qtbot: Any, form: QuestionForm, bridge: Bridge
) -> None:
    key = written(qtbot, form, bridge)
    type_anew(qtbot, form.question, "How did you like it?")
    form.speaks.button("de").click()  # at once
    type_anew(qtbot, form.question, "Wie hat es gefallen?")
    form.flush()
    qtbot.waitUntil(lambda: "de" in answer(qtbot, bridge, surveys.one, key).texts)
    found = answer(qtbot, bridge, surveys.one, key)
    assert found.text.question == "How did you like it?"
    assert found.texts["de"].question == "Wie hat es gefallen?"


def test_our_own_question_is_taken_by_one_button_and_read_in_ours_elsewhere(
    qtbot: Any, form: QuestionForm, bridge: Bridge
) -> None:
    with qtbot.waitSignal(form.made):
        form.starter.click()
        form.flush()
    assert lines(qtbot, bridge) == ["How was your visit today?"]
    form.speaks.button("de").click()
    assert form.question.placeholderText().startswith("Wie war")
    assert form.hint.text().startswith("Customers read our own words")


def test_another_kind_keeps_the_choices_that_were_typed(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    form.kind.button("choices").click()
    type_anew(qtbot, form.choices, "Rye\nSpelt")
    with qtbot.waitSignal(form.made) as made:
        type_anew(qtbot, form.question, "Which bread?")
        form.flush()
    with qtbot.waitSignal(bridge.changed):
        form.kind.button("faces").click()
    form.show_question(answer(qtbot, bridge, surveys.one, made.args[0]), {})
    form.kind.button("choices").click()
    assert form.choices.toPlainText() == "Rye\nSpelt"


def test_going_on_typing_is_not_disturbed_by_what_was_saved(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    key = written(qtbot, form, bridge)
    form.kind.button("choices").click()
    with qtbot.waitSignal(bridge.changed):
        type_anew(qtbot, form.choices, "Rye\nSpelt\n")
    qtbot.waitUntil(lambda: bridge.pending == 0)
    form.show_question(answer(qtbot, bridge, surveys.one, key), {})
    assert form.choices.toPlainText() == "Rye\nSpelt\n"  # the line begun is still there
    qtbot.keyClicks(form.choices, "Oat")
    form.show_question(answer(qtbot, bridge, surveys.one, key), {})
    assert form.choices.toPlainText() == "Rye\nSpelt\nOat"


def test_what_another_till_changed_is_shown(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    key = written(qtbot, form, bridge)
    with qtbot.waitSignal(bridge.changed):
        bridge.write(surveys.set_survey, "nps", "How likely?", survey=key)
    form.show_question(answer(qtbot, bridge, surveys.one, key), {})
    assert form.asked == Asked("nps", Wording("How likely?"))


def test_a_question_emptied_stays_as_it_was_for_customers(
    qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept
) -> None:
    written(qtbot, form, bridge)
    type_anew(qtbot, form.question, "")
    form.flush()
    assert form.question_field.sentence() == "A question needs words. Until then customers read it as it was."
    assert lines(qtbot, bridge) == ["How was it?"]


def test_a_question_with_answers_keeps_its_kind(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    from relnotebook.notebook import answers

    key = written(qtbot, form, bridge)
    with qtbot.waitSignal(bridge.changed):
        bridge.write(answers.answer, None, key, language="en", score=5, complete=True)
    form.show_question(answer(qtbot, bridge, surveys.one, key), {})
    assert form.fixed.isVisible()
    assert not form.kind.button("nps").isEnabled()
    assert form.kind.button("faces").isEnabled()


def test_a_question_removed_meanwhile_leaves_its_words_for_a_new_one(
    qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept
) -> None:
    key = written(qtbot, form, bridge)
    with qtbot.waitSignal(bridge.changed):
        bridge.write(surveys.remove, key)
    type_anew(qtbot, form.question, "How was the cake?")
    form.flush()
    qtbot.waitUntil(lambda: bool(kept.told))
    assert kept.told[-1][0] is None
    assert kept.told[-1][1]["question"] == "How was the cake?"


def test_what_waits_for_the_saving_happens_after_it(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    ready: list[int] = []
    type_anew(qtbot, form.question, "How was it?")
    form.when_kept(ready.append)
    assert ready == []
    qtbot.waitUntil(lambda: bool(ready))
    assert answer(qtbot, bridge, surveys.one, ready[0]).text.question == "How was it?"


def test_a_copy_is_a_question_of_its_own(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    written(qtbot, form, bridge)
    with qtbot.waitSignal(form.made):
        form.copy(form.asked)
    assert lines(qtbot, bridge) == ["How was it?", "How was it?"]


def test_a_question_without_words_is_demanded_in_the_screens_own_language(qtbot: Any, form: QuestionForm) -> None:
    form.speaks.button("de").click()
    assert not form.demand()
    assert form.language == "en"
    assert form.question_field.sentence() == "What do you want to ask? A few words do."
    assert form.question.hasFocus()
    qtbot.keyClick(form.question, Qt.Key.Key_H)
    assert form.question_field.sentence() == ""


def test_a_language_less_on_the_screen_loses_no_words(qtbot: Any, form: QuestionForm, bridge: Bridge) -> None:
    key = written(qtbot, form, bridge)
    form.speaks.button("de").click()
    with qtbot.waitSignal(bridge.changed):
        type_anew(qtbot, form.question, "Wie war es?")
    form.show_languages((("en", "English"),), STARTERS)
    assert form.question.toPlainText() == "How was it?"
    with qtbot.waitSignal(bridge.changed):
        type_anew(qtbot, form.question, "How was it today?")
    assert answer(qtbot, bridge, surveys.one, key).texts["de"].question == "Wie war es?"


def test_refused_words_stay_when_the_question_is_read_again(
    qtbot: Any, form: QuestionForm, bridge: Bridge, kept: Kept
) -> None:
    key = written(qtbot, form, bridge)
    many = "\n".join(str(n) for n in range(60))
    form.kind.button("choices").click()
    type_anew(qtbot, form.choices, many)
    form.flush()
    qtbot.waitUntil(lambda: bool(form.choices_field.sentence()))
    form.name.setFocus()
    form.show_question(answer(qtbot, bridge, surveys.one, key), {})
    assert form.choices.toPlainText() == many
    assert form.asked.kind == "choices"


def test_words_on_their_way_are_not_replaced_by_what_was_read_before(
    qtbot: Any, form: QuestionForm, bridge: Bridge
) -> None:
    key = written(qtbot, form, bridge)
    before = answer(qtbot, bridge, surveys.one, key)
    type_anew(qtbot, form.question, "How was the cake?")
    form.name.setFocus()  # saves
    form.show_question(before, {})
    assert form.question.toPlainText() == "How was the cake?"
    qtbot.waitUntil(lambda: lines(qtbot, bridge) == ["How was the cake?"])
    assert form.question.toPlainText() == "How was the cake?"
