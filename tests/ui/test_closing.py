"""Closing loses nothing: it waits for the writer, and asks only when something would go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Act, Step
from relnotebook.notebook import customers
from relnotebook.store.write import Write, act
from relnotebook.widgets.notices import Question

from ..builders import Shop
from .conftest import Till, beside

Open = Callable[[], Till]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Gate:
    def __init__(self) -> None:
        self.open = threading.Event()


@act(Act.ADD_CUSTOMER)
def slow_add(w: Write, gate: Gate) -> None:
    gate.open.wait(10)
    w.label(name="Ngozi")


@act(Act.LOG_VISIT)
def full(_w: Write) -> None:
    raise StoreTrouble("disk-full")


def question() -> Question:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Question)
    return asked


def test_with_nothing_to_do_it_closes_at_once(open_till: Open) -> None:
    till = open_till().views("empty")
    till.until(lambda: till.window.bridge is not None and till.window.bridge.pending == 0)
    assert till.frame.close()
    assert till.closed


def test_without_a_notebook_it_closes_at_once(closed_till: Till) -> None:
    closed_till.show()
    assert closed_till.frame.close()
    assert closed_till.closed


def test_it_waits_for_what_is_being_written(open_till: Open, shop: Shop) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    gate = Gate()
    bridge.write(slow_add, gate)
    bridge.write(customers.add, name="Aoi")
    assert not till.frame.close()
    assert till.frame.isVisible()
    gate.open.set()
    till.until(lambda: till.closed)
    assert not till.frame.isVisible()
    assert len(beside(lambda: shop.read(customers.find, "Aoi")).lines) == 1


def test_what_cannot_be_written_is_not_dropped_without_asking(open_till: Open) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(full)
    till.until(lambda: bridge.trouble is not None)
    assert not till.frame.close()
    asked = question()
    assert "1 thing" in asked.body.text()
    asked.no.click()
    assert not till.closed
    assert bridge.pending == 1
    assert not till.frame.close()
    question().yes.click()
    till.until(lambda: till.closed)


def test_long_work_is_stopped_only_when_somebody_says_so(open_till: Open) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    ended: list[str] = []
    begun = threading.Event()

    def long_work() -> Iterator[Step]:
        try:
            while True:
                begun.set()
                yield Step(1, 2)
        finally:
            ended.append("cleaned up")

    bridge.run(long_work())
    assert begun.wait(10)
    assert not till.frame.close()
    question().yes.click()
    till.until(lambda: till.closed)
    till.until(lambda: ended == ["cleaned up"])


def test_asking_twice_shows_one_question(open_till: Open) -> None:
    till = open_till()
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(full)
    till.until(lambda: bridge.trouble is not None)
    till.frame.close()
    first = question()
    till.frame.close()
    assert question() is first
    bridge.give_up()
    first.no.click()


def test_put_aside_the_program_goes_on_and_what_was_typed_is_in_the_file(open_till: Open) -> None:
    till = open_till().views("empty")
    asked: list[bool] = []
    till.window.stay = lambda: bool(asked.append(True)) or True
    till.type("Wanjiru")
    assert not till.frame.close()
    assert not till.closed
    assert asked == [True]


def test_closed_for_good_nothing_is_put_aside(open_till: Open) -> None:
    till = open_till().views("empty")
    till.until(lambda: till.window.bridge is not None and till.window.bridge.pending == 0)
    till.window.stay = lambda: True
    assert till.window.close_for_good()
    assert till.closed
    assert till.window.close_for_good()


def test_closing_for_good_waits_and_asks_as_ever(open_till: Open) -> None:
    till = open_till()
    till.window.stay = lambda: False
    bridge = till.window.bridge
    assert bridge is not None
    bridge.write(full)
    till.until(lambda: bridge.trouble is not None)
    assert not till.window.close_for_good()
    question().no.click()
    assert not till.closed
    till.window.stay = lambda: True
    assert not till.frame.close()  # the next closing is an ordinary one again
    bridge.give_up()
