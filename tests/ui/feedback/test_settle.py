"""Decisions that want a reason, gifts within limits, and whether it was enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.notebook.feedback import Told
from relnotebook.notebook.recovery import Limits
from relnotebook.ui.feedback.settle import Decision, Enough, Giving
from relnotebook.widgets.theme import Theme

from .inboxes import heard, line, view

LIMITS = Limits(500, ("A free flat white", "A bun"))


@pytest.fixture
def decision(qtbot: QtBot, theme: Theme) -> Decision:
    made = Decision()
    qtbot.addWidget(made)
    made.show_view(view())
    made.show()
    return made


@pytest.fixture
def giving(qtbot: QtBot, theme: Theme) -> Giving:
    made = Giving()
    qtbot.addWidget(made)
    made.show_view(view(), LIMITS)
    made.show()
    return made


def test_nothing_is_decided_at_first(decision: Decision) -> None:
    assert decision.answer.value() == ""
    assert not decision.why_cell.isVisible()
    assert not decision.what_cell.isVisible()


def test_a_yes_is_kept_at_once(decision: Decision) -> None:
    spy = heard(decision.decided)
    decision.answer.button("yes").click()
    assert spy[0] == ["yes", ""]
    assert decision.what_cell.isVisible()


def test_a_no_waits_for_its_reason_also_when_the_pane_is_read_again(decision: Decision) -> None:
    spy = heard(decision.decided)
    decision.answer.button("no").click()
    decision.show_view(view())
    assert (decision.answer.value(), len(spy)) == ("no", 0)
    decision.why.setText("No room")
    decision.why.textEdited.emit("No room")
    decision.why.flush()
    assert spy[0] == ["no", "No room"]


def test_a_reason_half_written_is_not_carried_over_to_the_next_one(decision: Decision) -> None:
    decision.answer.button("no").click()
    decision.show_view(view(line=line(id=2)))
    assert decision.answer.value() == ""
    assert decision.why.text() == ""


def test_what_was_decided_is_shown(decision: Decision) -> None:
    decision.show_view(view(decision="not_now", why="In spring"))
    assert (decision.answer.value(), decision.why.text()) == ("not_now", "In spring")


def test_an_offer_is_given_with_one_press_and_taken_back_with_another(giving: Giving) -> None:
    spy = heard(giving.given)
    assert giving.limit.text() == "Up to 5.00 without asking the owner."
    assert giving.picks is not None
    giving.picks.button("A bun").click()
    giving.picks.button("A bun").click()
    assert [spy[n] for n in range(2)] == [["A bun", None, False], ["", None, False]]


def test_a_cost_that_is_none_is_said_beside_the_field(giving: Giving) -> None:
    spy = heard(giving.given)
    giving.cost.setText("much")
    giving.cost.textEdited.emit("much")
    giving.cost.flush()
    assert len(spy) == 0
    assert giving.refusal.text() == "How much is that? A number such as 5 or 5.00."
    giving.show_view(view(), LIMITS)
    assert giving.cost.text() == "much", "what was typed stays"


def test_what_is_on_its_way_to_the_notebook_stays_when_the_pane_is_read_meanwhile(giving: Giving) -> None:
    giving.what.setText("Lunch")
    giving.cost.setText("25")
    giving.cost.textEdited.emit("25")
    giving.cost.flush()
    giving.show_view(view(), LIMITS)
    assert (giving.what.text(), giving.cost.text()) == ("Lunch", "25")
    giving.refuse("That is over 5.00.", over=True)
    giving.show_view(view(), LIMITS)
    assert (giving.what.text(), giving.cost.text()) == ("Lunch", "25"), "nor does a refusal take it"
    giving.kept()
    giving.show_view(view(), LIMITS)
    assert (giving.what.text(), giving.cost.text()) == ("", "")


def test_above_the_limit_the_owner_is_asked(giving: Giving) -> None:
    spy = heard(giving.given)
    giving.what.setText("Lunch")
    giving.cost.setText("12,50")
    giving.refuse("That is over 5.00.", over=True)
    assert giving.allowed.isVisible()
    giving.allowed.click()
    assert spy[0] == ["Lunch", 1250, True]
    giving.kept()
    assert not giving.allowed.isVisible()
    assert giving.refusal.text() == ""


def test_a_cost_refused_once_is_asked_for_again_when_it_is_typed_again(giving: Giving) -> None:
    spy = heard(giving.given)
    for _time in range(2):
        giving.cost.setText("25")
        giving.cost.textEdited.emit("25")
        giving.cost.flush()
        giving.refuse("That is over 5.00.", over=True)
    assert len(spy) == 2
    assert giving.refused


def test_the_reason_of_a_refusal_has_the_whole_width(giving: Giving) -> None:
    giving.resize(520, 300)
    giving.refuse("That is more than the 5.00 that may be given here. Ask the owner, or give less.", over=True)
    assert giving.refusal.isVisible()
    assert giving.refusal.width() > giving.what.width()


def test_what_was_given_is_shown_and_without_a_limit_nothing_is_said(giving: Giving) -> None:
    giving.show_view(view(gave="A bun", cost=250), replace(LIMITS, limit=None))
    assert giving.picks is not None
    assert (giving.picks.value(), giving.what.text(), giving.cost.text()) == ("A bun", "A bun", "2.50")
    assert not giving.limit.isVisible()


def test_enough_is_asked_once_they_were_told(qtbot: QtBot, theme: Theme) -> None:
    enough = Enough()
    qtbot.addWidget(enough)
    spy = heard(enough.answered)
    enough.show_view(view())
    assert not enough.isVisible()
    told = Told("in_person", "Omar, thank you.", clock.now(), "Mara")
    enough.show_view(view(line=line(status="told"), told=told))
    assert enough.isVisible()
    enough.no.click()
    enough.yes.click()
    assert [spy[n][0] for n in range(2)] == ["no", "yes"]
    enough.show_view(view(line=line(status="told"), told=told, enough="yes"))
    assert enough.words.text() == "It was enough."
    assert not enough.yes.isVisible()
