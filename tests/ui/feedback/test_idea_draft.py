"""Half-typed words about ideas: kept in their place, moved with it, never given to another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts
from relnotebook.ui.feedback.idea_draft import KEEP_MS, KeptDraft

from ...builders import Shop
from ...hands import at_rest
from ..conftest import beside


class Typed:
    """Somebody types, and the draft keeps it."""

    def __init__(self, bridge: Bridge, shop: Shop, qtbot: QtBot) -> None:
        self.text, self.bridge, self.shop, self.qtbot = "", bridge, shop, qtbot
        self.owner = QObject()
        self.draft = KeptDraft(self.owner, "ideas/new", lambda: {"title": self.text} if self.text else {})
        self.draft.attach(bridge)

    def type(self, text: str) -> None:
        self.text = text
        self.draft.touched()

    def kept(self) -> dict[str, dict[str, str]]:
        done: list[int] = []
        self.bridge.idle(lambda: done.append(1))
        self.qtbot.waitUntil(lambda: bool(done), timeout=10_000)
        return {one.place: one.words for one in beside(lambda: self.shop.read(drafts.all_kept))}

    def found(self, ask: Callable[[], None] = lambda: None) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        self.draft.ask(found.append)
        ask()
        self.qtbot.waitUntil(at_rest(self.bridge), timeout=10_000)
        return found


@pytest.fixture
def typed(bridge: Bridge, shop: Shop, qtbot: QtBot) -> Typed:
    return Typed(bridge, shop, qtbot)


def test_a_pause_keeps_what_is_typed(typed: Typed) -> None:
    typed.type("Oat")
    typed.qtbot.waitUntil(lambda: typed.kept() == {"ideas/new": {"title": "Oat"}}, timeout=KEEP_MS * 20)


def test_leaving_keeps_it_at_once_and_writing_it_forgets_it(typed: Typed) -> None:
    typed.type("Oat milk")
    typed.draft.flush()
    assert typed.kept() == {"ideas/new": {"title": "Oat milk"}}
    typed.draft.forget()
    assert typed.kept() == {}


def test_nothing_changed_writes_nothing(typed: Typed) -> None:
    typed.text = "Oat milk"
    typed.draft.flush()
    assert typed.kept() == {}


def test_in_another_place_the_words_before_stay_where_they_were(typed: Typed) -> None:
    typed.type("For the first")
    typed.draft.move("ideas/too/2")
    typed.type("For the second")
    typed.draft.flush()
    assert typed.kept() == {"ideas/new": {"title": "For the first"}, "ideas/too/2": {"title": "For the second"}}


def test_what_was_kept_is_found_again_but_never_over_new_letters(typed: Typed) -> None:
    typed.type("Oat milk")
    typed.draft.flush()
    typed.kept()
    assert typed.found() == [{"title": "Oat milk"}]
    assert typed.found(lambda: typed.type("Some")) == [{}]


def test_an_answer_for_another_place_is_not_told(typed: Typed) -> None:
    typed.type("Oat milk")
    typed.draft.flush()
    typed.kept()
    assert typed.found(lambda: typed.draft.move("ideas/too/2")) == []
