"""Fields joined to acts: nothing typed is overwritten, nothing refused is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.ui.card_fields import Kept
from relnotebook.widgets.parts import SavingLine

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


class Ask:
    """An act on its way, answered by the test."""

    def __init__(self) -> None:
        self.yes: list[Callable[[Any], object]] = []
        self.no: list[Callable[[Problem], object]] = []

    def then(self, slot: Callable[[Any], object]) -> Ask:
        self.yes.append(slot)
        return self

    def otherwise(self, slot: Callable[[Problem], object]) -> Ask:
        self.no.append(slot)
        return self


class Part:
    """As much of a part of the card as a field asks for."""

    def __init__(self) -> None:
        self.customer = CustomerId(7)
        self.kept: dict[str, dict[str, str]] = {}

    def keep(self, place: str, words: dict[str, str]) -> None:
        self.kept[place] = words

    def draft(self, place: str) -> dict[str, str]:
        return self.kept.get(f"card/{self.customer}/{place}", {})


class Typed:
    def __init__(self, qtbot: QtBot) -> None:
        self.part, self.line, self.asks = Part(), SavingLine(), []
        qtbot.addWidget(self.line)
        self.saved: list[str] = []
        part: Any = self.part
        self.kept = Kept(part, self.line, "date/typed", self._save)
        self.kept.show("14 March", fresh=True)

    def _save(self, text: str) -> Ask:
        self.saved.append(text)
        self.asks.append(Ask())
        return self.asks[-1]

    def type(self, words: str) -> None:
        self.line.selectAll()
        QTest.keyClicks(self.line, words)
        self.line.flush()


@pytest.fixture
def typed(qtbot: QtBot, theme: Theme) -> Typed:
    return Typed(qtbot)


def test_an_older_reading_does_not_undo_what_is_on_its_way(typed: Typed) -> None:
    typed.type("15 March")
    typed.kept.show("14 March")
    assert typed.line.text() == "15 March"
    typed.asks[0].yes[0](None)
    typed.kept.show("15 March 1990")
    assert typed.line.text() == "15 March 1990"


def test_refused_words_stand_until_they_are_right(typed: Typed) -> None:
    typed.type("32 March")
    typed.asks[0].no[0](Refusal("bad-date", text="32 March", hint="31 March"))
    assert typed.line.property("invalid")
    typed.kept.show("14 March")
    assert typed.line.text() == "32 March"
    assert typed.part.kept == {"card/7/date/typed": {"text": "32 March"}}
    typed.type("31 March")
    typed.asks[1].yes[0](None)
    assert not typed.line.property("invalid")
    assert typed.part.kept == {"card/7/date/typed": {}}


def test_refused_words_come_back_later(typed: Typed) -> None:
    typed.part.kept = {"card/7/date/typed": {"text": "32 March"}}
    typed.kept.show("14 March", fresh=True)
    assert typed.line.text() == "32 March"
    assert typed.line.accessibleDescription() == "We kept what you typed."


def test_a_refusal_that_comes_late_does_not_mark_the_next_card(typed: Typed) -> None:
    typed.type("32 March")
    typed.part.customer = CustomerId(8)
    typed.kept.show("1 May", fresh=True)
    typed.asks[0].no[0](Refusal("bad-date", text="32 March", hint=""))
    assert typed.line.text() == "1 May"
    assert not typed.line.property("invalid")
    assert typed.part.kept == {"card/7/date/typed": {"text": "32 March"}}
