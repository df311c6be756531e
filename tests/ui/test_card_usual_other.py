"""Something else today, a question inline, and the first usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from relnotebook.ui.card_usual_other import Question, WhatUsually

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

    from .cards import OpenTill


def test_a_question_is_answered_by_its_buttons(qtbot: QtBot, theme: Theme) -> None:
    question = Question()
    qtbot.addWidget(question)
    answers: list[bool] = []
    question.answered.connect(answers.append)
    question.ask("A second one?", "Log it", "Leave it", "tea")
    assert (question.opened, question.about, question.yes.text()) == (True, "tea", "Log it")
    question.no.click()
    question.yes.click()
    assert answers == [False, True]
    question.close_up()
    assert not question.opened


def test_the_first_usual_is_written_once(qtbot: QtBot, theme: Theme) -> None:
    what = WhatUsually()
    qtbot.addWidget(what)
    written: list[str] = []
    what.written.connect(written.append)
    QTest.keyClicks(what.line, " Matcha ")
    what.flush()
    what.flush()
    assert written == ["Matcha"]


def test_half_typed_other_comes_back(open_till: OpenTill, shop: Shop) -> None:
    regular, neighbour = shop.customer("Ngozi").usual("Tea"), shop.customer("Tobias")
    card = card_of(open_till, regular)
    card.press("O").type("Iced la")
    Card(card.till, neighbour)
    assert not card.body.usual.other.isVisible()
    Card(card.till, regular)
    assert card.body.usual.other.isVisible()
    assert card.body.usual.other.kept.text() == "We kept what you typed: Iced la"
    card.press("O")
    assert card.body.usual.other.line.text() == "Iced la"
    assert card.body.usual.other.kept.isVisible()


def test_nothing_typed_logs_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    card.press("O", "Return")
    assert card.body.usual.other.isVisible()
    assert card.settled().visits() == 0
