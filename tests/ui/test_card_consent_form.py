"""The form of a new answer: our words at the counter, typed words kept, the day and the purpose when wanted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from relnotebook.ui.card_consent_form import OTHER, AnswerForm


@pytest.fixture
def form(qtbot: Any, theme: Any) -> AnswerForm:
    made = AnswerForm()
    qtbot.addWidget(made)
    made.offer(("tastings",))
    made.begin("email")
    made.show()
    return made


def pick(choice: Any, key: str) -> None:
    choice.set_value(key)
    choice.picked.emit(key)


def test_usually_nothing_is_filled_in(form: AnswerForm) -> None:
    values = form.values()
    assert values is not None
    assert values.pop("wording").startswith("May we write to you by e-mail about what is new here?")
    assert values == {"how": "counter", "purpose": "", "basis": "", "when": None}
    assert not form.rest.isVisible()
    form.more.click()
    assert form.rest.isVisible()


def test_our_words_follow_the_purpose_and_leave_with_the_counter(form: AnswerForm) -> None:
    pick(form.purpose, "tastings")
    assert "about tastings?" in form.asked.toPlainText()
    pick(form.how, "form")
    assert form.asked.toPlainText() == ""
    pick(form.how, "counter")
    assert "about tastings?" in form.asked.toPlainText()


def test_typed_words_stay_whatever_else_is_chosen(form: AnswerForm) -> None:
    form.asked.setPlainText("Shall I put you down for the letter?")
    for choice, key in ((form.purpose, "tastings"), (form.how, "form"), (form.how, "counter")):
        pick(choice, key)
        assert form.asked.toPlainText() == "Shall I put you down for the letter?"
    form.begin("post")
    assert form.asked.toPlainText().startswith("May we write to you by post")


def test_another_purpose_is_typed(qtbot: Any, form: AnswerForm) -> None:
    form.more.click()
    assert not form.other.isVisible()
    pick(form.purpose, OTHER)
    qtbot.keyClicks(form.other, "book club")
    assert form.about() == "book club"
    assert "about book club?" in form.asked.toPlainText()


@pytest.mark.parametrize(
    ("typed", "when"),
    [("", None), ("today", None), ("yesterday", datetime(2026, 11, 19, 12)), ("3 May", datetime(2026, 5, 3, 12))],
)
def test_the_day_is_typed_as_one_says_it(form: AnswerForm, typed: str, when: datetime | None) -> None:
    form.day.setText(typed)
    values = form.values()
    assert values is not None
    assert values["when"] == when


def test_a_day_nobody_can_read_is_said_below_it(qtbot: Any, form: AnswerForm) -> None:
    form.more.click()
    form.day.setText("last autumn")
    assert form.values() is None
    assert form.refusal()
    qtbot.keyClicks(form.day, "x")
    assert not form.refusal()
