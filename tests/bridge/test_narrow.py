"""The narrow way: it carries what it was made for, nothing else, and no path of objects leads behind it."""

from __future__ import annotations

import copy
import gc
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Refusal, StoreTrouble
from relnotebook.base.terms import CustomerId, Kind
from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.narrow import Narrow, Reply
from relnotebook.store.write import Store

from .conftest import Heard, add, answered, by_name, log_visit, notes, settled, visits

SCREEN = "till 1, customer screen"
FIXED = (types.ModuleType, type, types.CodeType, types.BuiltinFunctionType, str, bytes, int)
"""What every object of a program shares: from there all roads lead everywhere."""


@pytest.fixture
def narrow(bridge: Bridge) -> Narrow:
    return Narrow(bridge, reads={"visits": visits}, acts={"visit": log_visit}, till=SCREEN)


def reached(start: object) -> Iterator[object]:
    """Every object that `start` leads to, through attributes, containers, methods, closures and cells."""
    seen: set[int] = set()
    waiting: list[object] = [start]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, FIXED):
            continue
        seen.add(id(thing))
        yield thing
        if isinstance(thing, types.FunctionType):
            waiting.extend((thing.__closure__, thing.__defaults__, thing.__kwdefaults__))
            continue
        waiting.extend(gc.get_referents(thing))
        if isinstance(thing, QObject):
            waiting.extend((thing.parent(), *thing.children(), thing.sender()))


def test_what_is_allowed_is_asked_and_done(narrow: Narrow, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    heard = Heard()
    narrow.write("visit", ngozi, note="from the screen").then(heard)
    qtbot.waitUntil(lambda: heard.said == [1])
    narrow.read("visits", ngozi).then(heard)
    qtbot.waitUntil(lambda: heard.said == [1, 1])
    assert answered(bridge, qtbot, notes) == ["from the screen"]


@pytest.mark.parametrize("name", ["card", "visit", "read", "", "__class__"])
def test_nothing_else_is_asked(narrow: Narrow, name: str) -> None:
    with pytest.raises(PermissionError):
        narrow.read(name)


@pytest.mark.parametrize("name", ["rename", "visits", "write", ""])
def test_nothing_else_is_done(narrow: Narrow, bridge: Bridge, name: str, qtbot: QtBot) -> None:
    with pytest.raises(PermissionError):
        narrow.write(name, 1)
    assert bridge.pending == 0


def test_functions_are_not_taken_in_place_of_names(narrow: Narrow) -> None:
    ask: Callable[..., Any] = narrow.read
    with pytest.raises(PermissionError):
        ask(visits, 1)


def test_no_path_of_objects_leads_back_to_the_notebook(narrow: Narrow, ngozi: CustomerId, qtbot: QtBot) -> None:
    class Screen:
        def __init__(self) -> None:
            self.way = narrow
            self.found = Heard()
            narrow.changed.connect(self.found)
            narrow.troubled.connect(self.found)

    screen = Screen()
    reply = narrow.write("visit", ngozi).then(screen.found)
    for start in (screen, narrow, reply, narrow._wished, narrow.read, narrow.write):
        behind = [thing for thing in reached(start) if isinstance(thing, Bridge | Store)]
        assert behind == []
        assert not any(type(thing).__name__ == "_Gate" for thing in reached(start))
        assert visits not in list(reached(start))
        assert log_visit not in list(reached(start))
    qtbot.waitUntil(lambda: len(screen.found.said) >= 2)
    assert [thing for thing in reached(screen) if isinstance(thing, Bridge | Store)] == []


def test_the_walk_would_find_a_way_if_there_was_one(bridge: Bridge) -> None:
    held = [lambda: bridge]
    assert bridge in list(reached(held))
    assert bridge in list(reached(bridge.read))
    assert any(isinstance(thing, Store) for thing in reached({"ask": bridge}))


def test_it_cannot_be_copied_out(narrow: Narrow) -> None:
    with pytest.raises(TypeError):
        copy.copy(narrow)


def test_what_is_done_is_signed_by_nobody_and_not_taken_back_at_the_till(
    narrow: Narrow, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot
) -> None:
    bridge.write(add, "Aoi")
    narrow.write("visit", ngozi)
    settled(bridge, qtbot)
    assert answered(bridge, qtbot, lambda s: s.raw("SELECT till, staff_id FROM step ORDER BY id DESC LIMIT 1")) == [
        (SCREEN, None)
    ]
    bridge.undo()
    settled(bridge, qtbot)
    assert answered(bridge, qtbot, visits, ngozi) == 1
    assert answered(bridge, qtbot, by_name) == (ngozi,)


def test_a_change_is_told_by_its_kind_without_whose_it_is(
    narrow: Narrow, bridge: Bridge, told: Heard, qtbot: QtBot
) -> None:
    narrow.changed.connect(told)
    bridge.write(add, "Aoi")
    qtbot.waitUntil(lambda: told.said == [frozenset({Kind.CUSTOMER})])


def test_a_problem_comes_to_whoever_asked_and_to_nobody_else(
    narrow: Narrow, bridge: Bridge, told: Heard, qtbot: QtBot
) -> None:
    aloud = Heard()
    bridge.failed.connect(aloud)
    narrow.write("visit", 0).otherwise(told)
    narrow.write("visit", 0)
    settled(bridge, qtbot)
    assert [type(problem) for problem in told.said] == [Refusal]
    assert aloud.said == []


def test_a_full_disk_is_told_until_it_is_over_and_the_act_is_kept(
    narrow: Narrow, bridge: Bridge, store: Store, ngozi: CustomerId, told: Heard, qtbot: QtBot
) -> None:
    narrow.troubled.connect(told)
    settled(bridge, qtbot)
    with store.quiet(), store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    narrow.write("visit", ngozi, note="long " * 9000)
    qtbot.waitUntil(lambda: told.said[-1:] == [True])
    with store.quiet(), store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    qtbot.waitUntil(lambda: told.said[-1:] == [False])
    assert answered(bridge, qtbot, visits, ngozi) == 1


def test_when_the_notebook_is_closed_it_says_so_in_a_later_turn(
    narrow: Narrow, bridge: Bridge, told: Heard, qtbot: QtBot
) -> None:
    bridge.close()
    reply = narrow.read("visits", 1)
    reply.otherwise(told)
    narrow.write("visit", 1).otherwise(told)
    assert told.said == []
    qtbot.waitUntil(lambda: [type(problem) for problem in told.said] == [StoreTrouble] * 2)


def test_the_way_ends_with_whoever_held_it(bridge: Bridge, qtbot: QtBot) -> None:
    def gates() -> list[QObject]:
        return [child for child in bridge.children() if type(child).__name__ == "_Gate"]

    def visit() -> None:
        way = Narrow(bridge, reads={}, acts={}, till=SCREEN)
        assert len(gates()) == 1
        assert way.parent() is None

    visit()
    qtbot.waitUntil(lambda: gates() == [])


def test_a_listener_that_is_gone_is_not_called() -> None:
    class Page:
        def __init__(self) -> None:
            self.reply = Reply().then(self.show)

        def show(self, _value: object) -> None:
            raise AssertionError("it is gone")

    reply = Page().reply
    gc.collect()
    reply.answer(1)
