"""The one rule of refreshing: hidden pages go stale, a visible page that is concerned reads again."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, Changes, CustomerId, Kind, StepId
from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Also, Page, asks


class Reader(Page):
    name: ClassVar[str] = "reader"
    kinds: ClassVar[frozenset[Kind]] = frozenset({Kind.VISIT})

    def __init__(self, made: Actions) -> None:
        super().__init__(made)
        self.reads = 0

    def reload(self) -> None:
        self.reads += 1


class Wire(QObject):
    changed = Signal(object)


class Draft(QWidget):
    flushed = 0

    def flush(self) -> None:
        self.flushed += 1


def changes(*kinds: Kind) -> Changes:
    return Changes(Act.LOG_USUAL, frozenset(kinds), frozenset({CustomerId(7)}), StepId(1))


@pytest.fixture
def page(qtbot: QtBot) -> Reader:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Reader(Actions(window))
    qtbot.addWidget(made)
    return made


@pytest.fixture
def wire() -> Any:
    return Wire()


def test_nothing_is_read_before_it_is_seen(page: Reader, wire: Any) -> None:
    page.attach(wire)
    assert (page.reads, page.stale) == (0, True)
    page.show()
    assert (page.reads, page.stale) == (1, False)


def test_shown_before_the_notebook_is_open_it_reads_once_it_is(page: Reader, wire: Any) -> None:
    page.show()
    assert page.reads == 0
    page.attach(wire)
    assert page.reads == 1


def test_a_visible_page_reads_again_when_concerned(page: Reader, wire: Any) -> None:
    page.attach(wire)
    page.show()
    wire.changed.emit(changes(Kind.NOTE))
    assert page.reads == 1
    wire.changed.emit(changes(Kind.NOTE, Kind.VISIT))
    assert page.reads == 2


def test_a_hidden_page_goes_stale_and_reads_when_shown(page: Reader, wire: Any) -> None:
    page.attach(wire)
    page.show()
    page.hide()
    for _ in range(3):
        wire.changed.emit(changes(Kind.VISIT))
    assert (page.reads, page.stale) == (1, True)
    page.show()
    assert page.reads == 2
    page.hide()
    page.show()
    assert page.reads == 2


def test_without_a_notebook_there_is_no_bridge(page: Reader, wire: Any) -> None:
    assert not page.attached
    with pytest.raises(RuntimeError):
        _ = page.bridge
    page.attach(wire)
    assert page.bridge is wire


def test_leaving_saves_every_half_typed_field(page: Reader) -> None:
    fields = [Draft(page), Draft(page)]
    page.flush()
    assert [field.flushed for field in fields] == [1, 1]


def test_the_main_button_is_told_once(page: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.main_changed):
        page.set_main("Log the usual")
    with qtbot.assertNotEmitted(page.main_changed):
        page.set_main("Log the usual")


def test_problems_go_to_the_window(page: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.problem) as told:
        page.told(Refusal("no-usual"))
    assert told.args[0].code == "no-usual"


def test_a_bare_page_has_nothing_to_go_back_to(page: Reader) -> None:
    assert page.go_back() is False
    assert page.panes() == [page]


def test_what_to_ask_is_made_into_sentences() -> None:
    assert asks(()) is None
    assert asks(("", " ")) is None
    assert asks(("Ask if the new cup fits", "How is\nthe dog?")) == Also("Ask if the new cup fits. How is the dog?")
