"""The pane: who said it, their words, what is known around them, and how far it is."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.pane import FeedbackPane, due_words, how_words
from relnotebook.widgets.theme import Theme

from .inboxes import WAIT, heard, line, opened, step, view


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def pane(qtbot: QtBot, window: QMainWindow) -> FeedbackPane:
    made = FeedbackPane(Actions(window))
    window.setCentralWidget(made)
    window.resize(660, 700)
    window.show()
    qtbot.waitExposed(window)
    return made


def test_who_what_and_how(pane: FeedbackPane) -> None:
    pane.show_view(opened())
    assert (pane.name.text(), pane.script.text(), pane.about.text()) == ("Omar Haddad", "عمر", "Flat white.")
    assert pane.quote.text() == f"“{WAIT}”"
    assert pane.how.text() == "In person, during the visit"
    assert pane.when.text() == "Tuesday 17, 11:38"
    assert pane.title.text() == "Making it right"
    assert pane.progress.text() == "By today. 0 of 5 steps"
    assert pane.card.isVisible()
    assert not pane.whose.isVisible()


def test_without_a_card_a_customer_can_be_linked(pane: FeedbackPane) -> None:
    pane.show_view(opened(view(line=line(customer=None, name="Someone at the counter"))))
    assert pane.whose.isVisible()
    assert not pane.card.isVisible()
    assert pane.about.text() == "On nobody's card yet. K links a customer."
    pane.show_view(opened(view(line=line(customer=None), reply_to="0171 1234567")))
    assert pane.about.text() == "Reply to 0171 1234567"


def test_nothing_chosen(pane: FeedbackPane) -> None:
    pane.show_view(None)
    assert pane.nothing.isVisible()
    assert not pane.area.isVisible()


def test_what_it_was_about_is_told_where_the_words_do_not(pane: FeedbackPane) -> None:
    pane.show_view(opened(view(about="Flat white")))
    assert not pane.around.isVisible(), "the quote says it"
    pane.show_view(opened(view(about="the terrace", visit_text="flat white, bun")))
    assert pane.around.text() == "About the terrace. flat white, bun"
    pane.show_view(opened())
    assert not pane.around.isVisible()


@pytest.mark.parametrize(
    ("kind", "title"),
    [("praise", "Passing it on"), ("suggestion", "An answer for them"), ("question", "Answering it")],
)
def test_each_kind_has_its_heading(pane: FeedbackPane, kind: str, title: str) -> None:
    pane.show_view(opened(view(line=line(kind=kind), steps=(step("thank"),))))
    assert pane.title.text() == title
    assert pane.progress.text().endswith("0 of 1 step")


@pytest.mark.parametrize(
    ("due", "late", "words"),
    [
        (date(2026, 11, 20), 0, "by today"), (date(2026, 11, 21), 0, "by tomorrow"),
        (date(2026, 11, 24), 0, "by Tue 24 Nov"), (date(2026, 11, 18), 2, "2 days late"), (None, 0, ""),
    ],
)  # fmt: skip
def test_by_when(due: date | None, late: int, words: str) -> None:
    assert due_words(view(line=line(due=due, late=late)), clock.now()) == words


def test_what_is_told_is_due_no_more() -> None:
    assert due_words(view(line=line(status="told")), clock.now()) == ""


def test_what_came_from_the_customer_screen_says_so() -> None:
    assert how_words(view(line=line(source="kiosk"), moment="")) == "On the customer screen"


def test_a_chip_asks_for_another_feeling(pane: FeedbackPane) -> None:
    pane.show_view(opened())
    spy = heard(pane.choice_wanted)
    pane._chip["feeling"].click()
    assert spy[0][0] == "feeling"
    pane.show_view(opened(view(line=line(feeling="", rating=None))))
    assert pane._chip["feeling"].text() == "How did they feel?"
    assert not pane._chip["rating"].isVisible()


def test_the_quote_is_mended_in_place_and_another_one_closes_that(pane: FeedbackPane) -> None:
    pane.show_view(opened())
    pane.mend_words()
    assert pane.mend.toPlainText() == WAIT
    assert not pane.quote.isVisible()
    pane.show_view(opened(view(line=line(id=2, words="Cold soup"))))
    assert pane.quote.isVisible()
    assert pane.mend.toPlainText() == "Cold soup"


def test_in_a_narrow_pane_the_buttons_stand_below_the_name(qtbot: QtBot, pane: FeedbackPane) -> None:
    pane.show_view(opened())
    assert pane.card.y() < pane.about.y()
    pane.window().resize(400, 700)
    qtbot.waitUntil(lambda: pane.card.y() > pane.about.y())


def test_nothing_scrolls_while_there_is_room(pane: FeedbackPane, qtbot: QtBot) -> None:
    pane.show_view(opened(view(steps=(step("thank"), step("tell")), line=line(kind="praise"))))
    qtbot.waitUntil(lambda: pane.area.verticalScrollBar().maximum() == 0)
