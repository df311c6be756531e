"""Ask a question: written, seen as customers will see it, asked one at a time, and what was answered."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import answers, drafts, screen, surveys
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.questions import QuestionsView, place
from relnotebook.widgets.theme import Look

from ...builders import Shop
from .asking import answer, type_anew


@pytest.fixture
def window(qtbot: Any, theme: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1084, 640)
    return made


@pytest.fixture
def open_view(qtbot: Any, window: QMainWindow, shop: Shop, request: pytest.FixtureRequest) -> Any:
    """Shows the tab over the notebook; call it when everything wanted is written."""

    def show() -> QuestionsView:
        bridge: Bridge = request.getfixturevalue("bridge")
        made = QuestionsView(Actions(window))
        window.setCentralWidget(made)
        window.show()
        made.attach(bridge)
        bridge.changed.connect(lambda _changes: made.reload())
        made.problem.connect(lambda problem: pytest.fail(str(problem)))
        with qtbot.waitSignal(made.counted):
            made.reload()
        return made

    return show


@pytest.fixture
def visit(shop: Shop) -> int:
    key: int = shop.do(surveys.set_survey, "faces", "How was it?")
    return key


def lives(qtbot: Any, view: QuestionsView) -> list[str]:
    assert view._bridge is not None
    return [one.question for one in answer(qtbot, view._bridge, surveys.listed) if one.state == "live"]


def test_an_empty_shop_is_invited_to_ask(qtbot: Any, open_view: Any) -> None:
    view = open_view()
    assert view.empty.isVisible()
    view.empty.button.click()
    assert view.form.question.hasFocus()
    assert not view.empty.isVisible()


def test_a_question_is_written_seen_and_asked(qtbot: Any, open_view: Any) -> None:
    view = open_view()
    view.begin_new()
    type_anew(qtbot, view.form.question, "How was the cake?")
    assert view.preview.title() == "How was the cake?"  # live, before anything is saved
    view.ask.click()  # at once
    qtbot.waitUntil(lambda: lives(qtbot, view) == ["How was the cake?"])
    qtbot.waitUntil(view.stop.isVisible)
    assert view.list.texts()[:2] == ["On the customer screen", "How was the cake?: 0 answers, since Fri 20"]
    assert view.state.text() == "It has been asked since Fri 20."
    assert not view.ask.isVisible()


def test_one_is_asked_at_a_time(qtbot: Any, open_view: Any, shop: Shop, visit: int) -> None:
    bread = shop.do(surveys.set_survey, "choices", "Which bread?", choices="Rye\nSpelt")
    shop.do(surveys.open_, visit)
    view = open_view()
    view.open_question(bread)
    qtbot.waitUntil(lambda: view.form.survey == bread)
    assert view.state.text() == "“How was it?” is asked now. It stops when you ask this one."
    view.press_main()
    qtbot.waitUntil(lambda: lives(qtbot, view) == ["Which bread?"])
    qtbot.waitUntil(view.stop.isVisible)
    view.stop.click()
    qtbot.waitUntil(lambda: lives(qtbot, view) == [])
    qtbot.waitUntil(lambda: view.ask.text() == "Ask it again")


def test_a_question_without_words_is_not_asked(qtbot: Any, open_view: Any) -> None:
    view = open_view()
    view.begin_new()
    view.ask.click()
    assert view.form.question_field.sentence() == "What do you want to ask? A few words do."
    assert lives(qtbot, view) == []


def test_typing_and_then_another_question_loses_nothing(qtbot: Any, open_view: Any, shop: Shop, visit: int) -> None:
    bread = shop.do(surveys.set_survey, "words", "Which bread?")
    view = open_view()
    view.open_question(visit)
    qtbot.waitUntil(lambda: view.form.survey == visit)
    type_anew(qtbot, view.form.question, "How was your visit?")
    view.open_question(bread)  # before the pause that saves
    qtbot.waitUntil(lambda: view.form.survey == bread)
    assert view.form.question.toPlainText() == "Which bread?"
    assert answer(qtbot, view._bridge, surveys.one, visit).text.question == "How was your visit?"


def test_half_a_question_comes_back_after_the_end(
    qtbot: Any, open_view: Any, window: QMainWindow, bridge: Bridge
) -> None:
    view = open_view()
    view.begin_new()
    view.form.kind.button("choices").click()
    type_anew(qtbot, view.form.choices, "Rye\nSpelt")
    view.flush()  # the window closes
    qtbot.waitUntil(lambda: answer(qtbot, bridge, drafts.of, place(None)) is not None)
    again = open_view()
    assert again.form.asked.own.choices == "Rye\nSpelt"
    assert again.form.told.isVisible()
    type_anew(qtbot, again.form.question, "Which bread?")
    again.flush()
    qtbot.waitUntil(lambda: answer(qtbot, bridge, drafts.of, place(None)) is None)
    assert [one.question for one in answer(qtbot, bridge, surveys.listed)] == ["Which bread?"]


def test_half_a_question_is_gone_on_with_beside_others(qtbot: Any, open_view: Any, visit: int) -> None:
    view = open_view()
    view.begin_new()
    type_anew(qtbot, view.form.more, "And why?")
    view.open_question(visit)
    qtbot.waitUntil(lambda: view.form.survey == visit)
    view.reload()
    qtbot.waitUntil(lambda: view.new_button.text() == "Go on with your question")
    view.new_button.click()
    assert view.form.more.toPlainText() == "And why?"


def test_words_that_were_refused_come_back_with_their_question(
    qtbot: Any, open_view: Any, shop: Shop, visit: int, bridge: Bridge
) -> None:
    view = open_view()
    view.form.kind.button("choices").click()
    type_anew(qtbot, view.form.choices, "\n".join(f"B{n}" for n in range(60)))
    view.flush()
    qtbot.waitUntil(lambda: "B59" in str(answer(qtbot, bridge, drafts.of, place(visit))))  # not the first keys
    again = open_view()
    assert len(again.form.asked.own.lines()) == 60
    assert answer(qtbot, bridge, surveys.one, visit).kind == "faces"


def test_what_was_answered_is_shown_first(qtbot: Any, open_view: Any, shop: Shop, visit: int) -> None:
    shop.do(surveys.open_, visit)
    for score in (5, 4, 1):
        shop.do(answers.answer, None, visit, language="en", score=score, words=f"Words {score}", complete=True)
    view = open_view()
    assert view.results.isVisible()
    assert view.results.headline.text() == "3 answers"
    assert view.results.counts.rows()[0] == ("Wonderful", 1)
    view.part.button("form").click()
    assert view.form.isVisible()
    assert not view.results.isVisible()


def test_an_answer_comes_in_while_one_looks(qtbot: Any, open_view: Any, shop: Shop, visit: int) -> None:
    view = open_view()
    assert not view.part.isVisible()
    view._bridge.write(answers.answer, None, visit, language="de", score=5, words="Gut", complete=True)
    qtbot.waitUntil(view.part.isVisible)
    assert view.form.isVisible()  # what one looks at stays
    assert view.results.headline.text() == "1 answer"


def test_a_question_with_answers_is_asked_anew_as_another(qtbot: Any, open_view: Any, shop: Shop, visit: int) -> None:
    shop.do(answers.answer, None, visit, language="en", score=5, complete=True)
    view = open_view()
    assert not view.remove.isVisible()
    view.again.click()
    qtbot.waitUntil(lambda: len(view.list.rows) == 2)
    assert view._wanted != visit
    assert view.form.asked.own.question == "How was it?"
    assert not view.form.fixed.isVisible()


def test_a_question_nobody_answered_is_removed_and_undo_brings_it_back(qtbot: Any, open_view: Any, visit: int) -> None:
    view = open_view()
    view.remove.click()
    qtbot.waitUntil(view.empty.isVisible)
    view._bridge.undo()
    qtbot.waitUntil(lambda: view.form.question.isVisible() and view.form.question.toPlainText() == "How was it?")


def test_undo_takes_a_change_of_the_question_back(qtbot: Any, open_view: Any, visit: int, bridge: Bridge) -> None:
    view = open_view()
    with qtbot.waitSignal(bridge.changed):
        type_anew(qtbot, view.form.question, "How was your day?")
        view.flush()
    bridge.undo()
    qtbot.waitUntil(lambda: view.form.question.toPlainText() == "How was it?")


def test_languages_of_the_screen_can_be_looked_at(qtbot: Any, open_view: Any, shop: Shop) -> None:
    shop.do(surveys.set_survey, "faces", "How was your visit today?")
    shop.do(screen.set_screen, languages=["en", "de"])
    view = open_view()
    view.form.speaks.button("de").click()
    assert view.preview.texts()[0] == "Wunderbar"


def test_handing_over_is_offered_once_something_is_asked(qtbot: Any, open_view: Any, visit: int) -> None:
    view = open_view()
    assert not view.hand.isVisible()
    view.ask.click()
    qtbot.waitUntil(view.hand.isVisible)
    assert "Hand to customer" in view.hand.text().replace("&", "")


@pytest.mark.parametrize(("width", "beside", "listed"), [(1084, True, True), (760, False, True), (560, False, False)])
def test_it_fits_narrow_windows(
    qtbot: Any, open_view: Any, window: QMainWindow, visit: int, width: int, beside: bool, listed: bool
) -> None:
    view = open_view()
    window.resize(width, 640)
    qtbot.waitUntil(lambda: view.width() == width)
    assert view.list.isVisible() is listed
    assert view.pick.isVisible() is not listed
    assert view.preview.isVisible()
    assert (view._side.parentWidget() is view._board) is beside
    assert view.new_button.isVisible()


def test_the_choice_of_a_narrow_window_opens_questions(
    qtbot: Any, open_view: Any, window: QMainWindow, shop: Shop, visit: int
) -> None:
    shop.do(surveys.set_survey, "words", "Which bread?")
    window.resize(560, 640)
    view = open_view()
    view.pick.setCurrentIndex(view.pick.findText("How was it?"))
    view.pick.activated.emit(view.pick.currentIndex())
    qtbot.waitUntil(lambda: view.form.survey == visit)


def test_the_keyboard_walks_through_the_questions(qtbot: Any, open_view: Any, shop: Shop, visit: int) -> None:
    bread = shop.do(surveys.set_survey, "words", "Which bread?")
    view = open_view()
    row = view.list.rows[bread]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: view.form.survey == visit)
    assert view.list.rows[visit].hasFocus()


@pytest.mark.parametrize("width", [1024 - 104, 640, 480])
def test_twice_as_large_text_is_one_column_and_nothing_is_cut_off(
    qtbot: Any, open_view: Any, window: QMainWindow, shop: Shop, theme: Any, visit: int, width: int
) -> None:
    shop.do(screen.set_screen, languages=("de", "en", "fr", "es", "uk"))
    shop.do(surveys.open_, visit)
    shop.do(answers.answer, None, visit, score=4, words="Warm rye", complete=True)
    theme.apply(Look(scale=2.0))
    window.resize(width, 424)
    view = open_view()
    view.new_button.setText("Go on with your question")
    view._fit()
    for part in ("form", "results"):
        view._show_part(part)
        view._middle.widget().layout().activate()
        across = view._middle.horizontalScrollBar()
        wide = view._inside.minimumSizeHint().width()
        assert wide <= view._middle.viewport().width() or across.maximum() > 0
        if width > 640:
            assert across.maximum() == 0
    for one in (view.pick, view.new_button):
        assert one.geometry().right() <= view._inside.width()
    assert not view.pick.geometry().intersects(view.new_button.geometry())
    assert view._side.parentWidget() is view._inside
