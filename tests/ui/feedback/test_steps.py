"""The open step: what stands in its field, and that nothing typed there is ever replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.notebook.recovery import Offer
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.steps import MOST_LINES, Steps
from relnotebook.widgets.theme import Theme

from .inboxes import heard, line, opened, step, view


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def steps(qtbot: QtBot, window: QMainWindow) -> Steps:
    made = Steps(Actions(window))
    window.setCentralWidget(made)
    window.resize(600, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def type_into(steps: Steps, words: str) -> None:
    steps.field.setFocus()
    QTest.keyClicks(steps.field, words)


THANK = opened(step="thank")


def test_the_sentence_stands_in_the_field_of_the_step_that_tells(steps: Steps) -> None:
    steps.show_view(THANK)
    assert steps.typed_words() == "Omar, I am sorry you waited."
    assert not steps.body.offer.isVisible()


def test_elsewhere_it_stands_below_to_be_taken(steps: Steps) -> None:
    steps.show_view(opened(step="listen"))
    assert steps.typed_words() == ""
    assert steps.body.offer.words.text() == "“Omar, I am sorry you waited.”"
    spy = heard(steps.typed)
    steps.body.offer.take.click()
    steps.field.flush()
    assert spy[0] == [1, "listen", "Omar, I am sorry you waited."]
    assert not steps.body.offer.isVisible()


def test_own_words_come_before_the_sentence(steps: Steps) -> None:
    own = view(steps=(step("thank", words="Come back, Omar"),))
    steps.show_view(opened(own, step="thank"))
    assert steps.typed_words() == "Come back, Omar"
    assert not steps.body.offer.isVisible()
    steps.next_wording()
    steps.show_view(opened(own, step="thank", offer=Offer("Another one.", 1, 3)))
    assert steps.typed_words() == "Come back, Omar"
    assert steps.body.offer.isVisible()


def test_what_is_being_typed_is_never_replaced_by_what_is_read(steps: Steps) -> None:
    steps.show_view(opened(step="listen"))
    type_into(steps, "Felt ign")
    steps.show_view(opened(view(steps=(step("listen", words="Older words"),)), step="listen"))
    assert steps.typed_words() == "Felt ign"


def test_what_is_on_its_way_into_the_file_is_not_replaced_by_an_older_reading(steps: Steps) -> None:
    steps.show_view(opened(step="listen"))
    type_into(steps, "Felt ignored")
    steps.field.flush()
    steps.show_view(opened(step="listen"))  # read before it was written
    assert steps.typed_words() == "Felt ignored"
    steps.kept(1, "listen", "Felt ignored")
    steps.show_view(opened(view(steps=(step("listen", words="Changed at another till"),)), step="listen"))
    assert steps.typed_words() == "Changed at another till"


def test_words_typed_on_are_still_on_their_way_when_earlier_ones_are_kept(steps: Steps) -> None:
    steps.show_view(opened(step="listen"))
    type_into(steps, "Felt")
    steps.field.flush()
    type_into(steps, " ignored")
    steps.field.flush()
    steps.kept(1, "listen", "Felt")
    steps.show_view(opened(view(steps=(step("listen", words="Felt"),)), step="listen"))
    assert steps.typed_words() == "Felt ignored"


def test_another_step_takes_over_with_the_words_saved_under_their_own(steps: Steps) -> None:
    steps.show_view(opened(step="listen"))
    spy = heard(steps.typed)
    type_into(steps, "Felt ignored")
    steps.show_view(opened(view(line=line(id=2)), step="listen"))
    assert spy[0] == [1, "listen", "Felt ignored"]
    assert steps.typed_words() == ""
    steps.show_view(opened(step="listen"))  # not in the file yet
    assert steps.typed_words() == "Felt ignored"


def test_an_emptied_field_is_not_filled_again(steps: Steps) -> None:
    steps.show_view(THANK)
    steps.field.setFocus()
    steps.field.selectAll()
    steps.field.insertPlainText("")
    steps.field.flush()
    steps.kept(1, "thank", "")
    steps.show_view(THANK)
    assert steps.typed_words() == ""
    steps.next_wording()
    steps.show_view(THANK)
    assert steps.typed_words() == "Omar, I am sorry you waited."


def test_steps_say_what_was_done_by_whom_and_when(steps: Steps) -> None:
    when = clock.now() - timedelta(days=3)
    done = step("listen", done=True, words="Felt ignored", by="Jonas Baptiste", when=when)
    begun = step("thank", words="Omar, tha")
    steps.show_view(opened(view(steps=(done, step("solve"), begun)), step="solve"))
    assert [head.line().words for head in steps.stepper.heads] == [
        "Felt ignored. Jonas, Tue 08:41", "How to solve.", "Begun: Omar, tha",
    ]  # fmt: skip


def test_buttons_are_those_of_the_step(steps: Steps) -> None:
    body = steps.body
    steps.show_view(opened(step="listen"))
    assert (body.copy.isVisible(), body.mail.isVisible(), body.giving.isVisible()) == (False, False, False)
    steps.show_view(opened(step="solve"))
    assert body.giving.isVisible()
    steps.show_view(THANK)
    assert (body.copy.isVisible(), body.mail.isVisible()) == (True, False)
    assert body.note.text() == "Said no to e-mail. Tell him at the counter."
    steps.show_view(opened(view(email="omar@example.org", no_email_because=""), step="thank"))
    assert body.mail.isVisible()
    assert not body.note.isVisible()
    steps.show_view(opened(step="thank", offer=Offer("The only one.", 0, 1)))
    assert not body.wording.isVisible()


def test_a_done_step_can_be_opened_again_and_not_done_twice(steps: Steps) -> None:
    spy = heard(steps.reopened)
    done = view(steps=(step("thank", done=True, words="Told him."),))
    steps.show_view(opened(done, step="thank"))
    assert not steps.body.main.isVisible()
    assert steps.typed_words() == "Told him."
    steps.body.again.click()
    assert spy[0] == ["thank"]


def test_a_decision_is_asked_for_where_a_suggestion_is_told(steps: Steps) -> None:
    suggestion = view(line=line(kind="suggestion"), steps=(step("tell"),))
    steps.show_view(opened(suggestion, step="tell"))
    assert steps.body.decision.isVisible()
    steps.show_view(opened(step="solve"))
    assert not steps.body.decision.isVisible()
    steps.show_view(opened(view(decision="no", why="No room"), step="solve"))
    assert steps.body.decision.isVisible()


def test_words_to_send_are_what_is_typed_or_else_the_sentence(steps: Steps) -> None:
    steps.show_view(opened(step="acknowledge"))
    assert steps.words() == "Omar, I am sorry you waited."
    type_into(steps, "Sorry, Omar")
    assert steps.words() == "Sorry, Omar"


def test_the_field_is_as_high_as_its_words_and_then_scrolls(steps: Steps) -> None:
    low = steps.field.heightForWidth(400)
    steps.field.set_value("word " * 60)
    middle = steps.field.heightForWidth(400)
    steps.field.set_value("word\n" * 60)
    assert low < middle < steps.field.heightForWidth(400)
    assert steps.field.heightForWidth(400) < (MOST_LINES + 3) * steps.field.fontMetrics().lineSpacing()


def test_typing_takes_the_place_of_the_sentence_that_is_offered(steps: Steps) -> None:
    steps.show_view(THANK)
    steps.field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(steps.field, "Sorry, Omar")
    assert steps.typed_words() == "Sorry, Omar"


def test_it_does_so_too_where_the_keyboard_was_in_the_field_as_the_step_opened(steps: Steps) -> None:
    steps.show_view(opened(step="listen"))
    type_into(steps, "Felt ignored")
    steps.field.flush()
    steps.show_view(THANK)
    assert steps.field.hasFocus()
    QTest.keyClicks(steps.field, "Sorry, Omar")
    assert steps.typed_words() == "Sorry, Omar"
    steps.kept(1, "listen", "Felt ignored")


def test_a_press_puts_the_caret_behind_the_sentence_and_a_second_one_where_it_points(steps: Steps) -> None:
    steps.show_view(THANK)
    view_ = steps.field.viewport()
    QTest.mouseClick(view_, Qt.MouseButton.LeftButton, pos=view_.rect().topLeft() + QPoint(12, 12))
    assert steps.field.hasFocus()
    QTest.keyClicks(steps.field, " Truly.")
    assert steps.typed_words() == "Omar, I am sorry you waited. Truly."


def test_own_words_are_never_selected_as_a_whole(steps: Steps) -> None:
    steps.show_view(opened(view(steps=(step("thank", words="Come back"),)), step="thank"))
    steps.field.setFocus(Qt.FocusReason.TabFocusReason)
    assert not steps.field.textCursor().hasSelection()


def test_an_answer_is_offered_below_an_empty_field(steps: Steps) -> None:
    question = view(line=line(kind="question"), steps=(step("answer"),))
    steps.show_view(opened(question, step="answer"))
    assert steps.typed_words() == ""
    assert steps.body.offer.isVisible()


def test_nothing_to_show(steps: Steps) -> None:
    steps.show_view(None)
    assert steps.words() == ""
    assert steps.open_step is None
    steps.show_view(replace(THANK, step="", offer=None))
    assert steps.open_step is None
    assert not steps.body.isVisible()


def test_what_was_given_stands_in_the_solving_that_is_done(steps: Steps) -> None:
    solve = replace(step("solve", words="A second grinder", done=True), gave="A free flat white, 3.20")
    steps.show_view(opened(view(steps=(solve, step("thank"))), step="thank"))
    assert steps.stepper.heads[0].line().words == "A second grinder. A free flat white, 3.20."
