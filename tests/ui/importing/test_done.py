"""The last step: who came in, what to look at, and what stayed when it was taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relnotebook.base.terms import CustomerId, GroupId
from relnotebook.exchange.incoming import Result
from relnotebook.notebook.imports import Stayed, TakenBack
from relnotebook.ui.importing.done import STAYED, DoneStep, figures, told, welcome
from relnotebook.widgets.parts import KeyButton
from relnotebook.widgets.theme import Theme

RESULT = Result("regulars.csv", 1309, 5, 4, (), 0, batch=GroupId(3), cards=(CustomerId(1), CustomerId(2)))


@pytest.fixture
def step(qtbot: Any, theme: Theme) -> DoneStep:
    made = DoneStep("Ctrl+Z")
    qtbot.addWidget(made)
    made.resize(1028, 600)
    made.show()
    return made


def cards(step: DoneStep) -> list[KeyButton]:
    return [one for one in step._stayed.findChildren(KeyButton) if one.isVisibleTo(step)]


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (RESULT, "Welcome, 1,309 new names"),
        (replace(RESULT, created=1), "Welcome, 1 new name"),
        (replace(RESULT, created=0), "5 cards know more now"),
        (replace(RESULT, created=0, updated=0), "All of it was known already"),
    ],
)
def test_the_headline(result: Result, said: str) -> None:
    assert welcome(result) == said


def test_what_else_is_worth_knowing() -> None:
    assert told(RESULT) == "Everyone has a card now."
    alerts = replace(RESULT, alerts_made=4, kept_no=1)
    assert told(alerts) == (
        "Everyone has a card now. 4 notes became alerts; have a look while they are fresh. "
        "1 “no” of the notebook outweighed the file."
    )
    assert told(replace(RESULT, created=0, updated=0)) == "Nothing was changed."
    assert told(replace(RESULT, photos_left_out=2)).endswith("2 pictures could not be read.")


def test_the_numbers() -> None:
    assert figures(RESULT) == ((1309, "new cards"), (9, "joined"), (0, "skipped"))
    more = replace(RESULT, rejected_count=3, to_check=(CustomerId(1),))
    assert figures(more)[3:] == ((3, "stayed out"), (1, "alert to check"))


def test_with_alerts_to_check_enter_leads_to_them(step: DoneStep, qtbot: Any) -> None:
    step.show_result(replace(RESULT, to_check=(CustomerId(1), CustomerId(2))))
    assert step.main() is step.check
    assert step.check.text() == "Check the 2 alerts"
    with qtbot.waitSignal(step.check_wanted):
        step.main().click()


def test_without_any_it_leads_to_the_counter(step: DoneStep, qtbot: Any) -> None:
    step.show_result(RESULT)
    assert step.main() is step.counter
    assert (step.counter.property("kind"), step.counter.key()) == ("primary", "Enter")
    with qtbot.waitSignal(step.counter_wanted):
        step.main().click()


def test_what_changed_nothing_has_nothing_to_undo(step: DoneStep) -> None:
    step.show_result(replace(RESULT, created=0, updated=0, batch=None, cards=()))
    assert not step.undo.isVisible()
    assert not step.doubles.isVisible()
    assert not step.later.isVisible()


def test_rows_that_stayed_out_can_still_be_saved(step: DoneStep, qtbot: Any) -> None:
    step.show_result(replace(RESULT, rejected_count=2))
    assert step.save.text() == "Save the 2 rows that stayed out"
    with qtbot.waitSignal(step.save_wanted):
        step.save.click()
    step.show_result(RESULT)
    assert not step.save.isVisible()


def test_taken_back_it_names_what_stayed_and_opens_it(step: DoneStep, qtbot: Any) -> None:
    step.show_result(RESULT)
    stayed = (Stayed(CustomerId(1), "Ana <b>", ("notes", "the usual")), Stayed(CustomerId(2), "Ben", ()))
    step.show_back(TakenBack("regulars.csv", 90, stayed))
    assert step.words.text() == "2 cards were changed since and stay."
    assert [one.text() for one in cards(step)] == ["Ana <b> (notes and the usual)", "Ben"]
    with qtbot.waitSignal(step.card_wanted) as wanted:
        cards(step)[1].click()
    assert wanted.args == [2, (1, 2)]
    assert step.main() is step.counter


def test_many_that_stayed_are_told_by_their_number(step: DoneStep) -> None:
    stayed = tuple(Stayed(CustomerId(n), f"Card {n}", ()) for n in range(STAYED + 4))
    step.show_back(TakenBack("regulars.csv", 90, stayed))
    assert len(cards(step)) == STAYED


def test_nothing_stayed_is_said_too(step: DoneStep) -> None:
    step.show_result(RESULT)
    step.show_back(TakenBack("regulars.csv", 1309))
    assert step.words.text() == "The notebook is as it was before regulars.csv."
    assert not step.undo.isVisible()
    step.show_result(RESULT)
    assert step.undo.isVisible(), "another file is another result"


def test_nothing_is_pressed_twice_while_it_works(step: DoneStep) -> None:
    step.show_result(RESULT)
    step.say_working(True)
    assert not step.undo.isEnabled()
    step.say_working(False)
    assert step.undo.isEnabled()
