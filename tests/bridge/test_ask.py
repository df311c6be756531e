"""Slots: held weakly, never called for an owner that is gone; of several questions the newest wins."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer

from relnotebook.base.problems import Refusal
from relnotebook.bridge.ask import Ask, Newest, Receiver


class Page(QObject):
    """A page of the window that shows what it is told."""

    shown: list[Any]

    def __init__(self, shown: list[Any]) -> None:
        super().__init__()
        self.shown = shown

    def show(self, *words: Any) -> None:
        self.shown.append(words[0] if len(words) == 1 else words)


@pytest.fixture
def shown() -> list[Any]:
    return []


def test_a_method_is_called(shown: list[Any]) -> None:
    page = Page(shown)
    assert Receiver(page.show).call("Ngozi")
    assert shown == ["Ngozi"]


def test_a_slot_does_not_keep_its_page_alive(shown: list[Any]) -> None:
    page = Page(shown)
    slots = [Receiver(page.show), Receiver(partial(page.show, "card"))]
    del page
    gc.collect()
    assert [slot.call("Ngozi") for slot in slots] == [False, False]
    assert shown == []


def test_a_destroyed_page_is_not_called(shown: list[Any]) -> None:
    page = Page(shown)
    slots = [
        Receiver(page.show),
        Receiver(partial(page.show, "card")),
        Receiver(lambda name: page.show(name)),
        Receiver(page.setObjectName),
    ]
    shiboken6.delete(page)
    assert [slot.call("Ngozi") for slot in slots] == [False] * 4
    assert shown == []


def test_words_given_beforehand_come_first(shown: list[Any]) -> None:
    page = Page(shown)
    assert Receiver(partial(partial(page.show, "card"), 7)).call("Ngozi")
    assert shown == [("card", 7, "Ngozi")]


def test_a_method_of_qts_own_is_called() -> None:
    timer = QTimer()
    assert Receiver(timer.setObjectName).call("Ngozi")
    assert timer.objectName() == "Ngozi"


def test_a_plain_function_is_called(shown: list[Any]) -> None:
    assert Receiver(shown.append).call("Ngozi")
    assert shown == ["Ngozi"]


def test_a_bug_in_one_slot_goes_to_the_crash_page_and_not_to_the_others(
    shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, bug, where: crashes.append(bug))
    ask: Ask[str] = Ask(Newest())
    ask.then(lambda name: 1 / 0).then(shown.append)
    ask.answer("Ngozi")
    assert shown == ["Ngozi"]
    assert isinstance(crashes[0], ZeroDivisionError)


def test_a_refusal_is_taken_by_whoever_asked(shown: list[Any]) -> None:
    ask: Ask[str] = Ask(Newest())
    assert not ask.refuse(Refusal("no-usual"))
    ask.otherwise(shown.append)
    refusal = Refusal("no-usual")
    assert ask.refuse(refusal)
    assert shown == [refusal]


def test_a_page_that_is_gone_takes_no_refusal(shown: list[Any]) -> None:
    page = Page(shown)
    ask: Ask[str] = Ask(Newest()).otherwise(page.show)
    shiboken6.delete(page)
    assert not ask.refuse(Refusal("no-usual"))


def asked(newest: Newest, shown: list[Any], owner: object, name: str) -> Ask[str]:
    return Ask[str](newest).latest(owner, name).then(shown.append)


def test_the_newest_question_wins(shown: list[Any]) -> None:
    newest, page = Newest(), Page([])
    first = asked(newest, shown, page, "search")
    second = asked(newest, shown, page, "search")
    first.answer("n")
    second.answer("ng")
    assert shown == ["ng"]


def test_other_pages_and_other_questions_do_not_compete(shown: list[Any]) -> None:
    newest, page, other = Newest(), Page([]), Page([])
    questions = [asked(newest, shown, page, "search"), asked(newest, shown, page, "card")]
    questions.append(asked(newest, shown, other, "search"))
    for question in questions:
        question.answer("Ngozi")
    assert len(shown) == 3


def test_the_list_of_the_newest_keeps_no_page_alive(shown: list[Any]) -> None:
    newest = Newest()
    gone: list[bool] = []

    def search() -> None:
        page = Page([])
        page.destroyed.connect(lambda: gone.append(True))
        Ask[str](newest).latest(page, "search").then(lambda name: page.show(name))

    search()
    gc.collect()
    assert gone == [True]
