"""Lanes: work is done in turn, kept when it cannot be done, finished at closing; what is found comes home."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import CustomerId
from relnotebook.bridge.lanes import Home, Lane, Outcome, Reading, Writing, may_pass
from relnotebook.store.write import Session, Store

from .conftest import PATIENCE, Gate, endless, log_visit, visits


def done(lane: Lane) -> bool:
    return lane.join(clock.monotonic() + PATIENCE)


@pytest.fixture
def lane() -> Iterator[Lane]:
    lane = Lane("writer")
    yield lane
    lane.close()
    assert done(lane)


@pytest.fixture
def home(qapp: Any) -> Iterator[Home]:
    home = Home()
    yield home
    home.close()


class Day:
    """Work for a lane: notes its name when it is done."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.full = False

    def visit(self, name: str, *, needs_room: bool = False) -> Any:
        def work() -> bool:
            if needs_room and self.full:
                return False
            self.done.append(name)
            return True

        return work


def test_visits_are_logged_in_the_order_they_came(lane: Lane) -> None:
    day = Day()
    for name in ("Ngozi", "Aoi", "Siobhán"):
        lane.put(day.visit(name))
    lane.close()
    assert done(lane)
    assert day.done == ["Ngozi", "Aoi", "Siobhán"]


def test_what_cannot_be_done_now_is_kept_at_the_head(lane: Lane, gate: Gate) -> None:
    day = Day()
    day.full = True
    tried = threading.Event()
    visit = day.visit("Ngozi", needs_room=True)

    def try_it() -> bool:
        done = bool(visit())
        tried.set()
        return done

    lane.put(try_it)
    lane.put(day.visit("Aoi"))
    assert tried.wait(PATIENCE)
    assert day.done == []
    day.full = False
    lane.resume()
    lane.close()
    assert done(lane)
    assert day.done == ["Ngozi", "Aoi"]


def test_closing_finishes_what_is_queued(lane: Lane, gate: Gate) -> None:
    day = Day()
    lane.put(gate.work)
    lane.put(day.visit("Ngozi"))
    gate.reached()
    lane.close()
    gate.open()
    assert done(lane)
    assert day.done == ["Ngozi"]
    assert lane.waiting() == 0


def test_closing_tries_the_kept_once_more_and_says_what_is_left(lane: Lane) -> None:
    day = Day()
    day.full = True
    lane.put(day.visit("Ngozi", needs_room=True))
    lane.put(day.visit("Aoi"))
    lane.close()
    assert done(lane)
    assert lane.waiting() == 2  # Aoi's visit may not overtake Ngozi's
    assert day.done == []


def test_a_closed_lane_refuses_work_aloud(lane: Lane) -> None:
    lane.close()
    with pytest.raises(RuntimeError, match="closed"):
        lane.put(lambda: True)


def test_work_is_taken_out_before_it_starts_only(lane: Lane, gate: Gate) -> None:
    day = Day()
    waiting = day.visit("Aoi")

    running = gate.work
    lane.put(running)
    lane.put(waiting)
    gate.reached()
    assert lane.take_out(waiting)
    assert not lane.take_out(running)
    gate.open()
    lane.close()
    assert done(lane)
    assert day.done == []


def test_forgotten_work_comes_back_to_whoever_forgot_it(lane: Lane, gate: Gate) -> None:
    lane.put(gate.work)
    gate.reached()
    day = Day()
    visit = day.visit("Ngozi")
    lane.put(visit)
    assert lane.clear() == [visit]


def test_no_thread_is_a_daemon_and_all_end(lane: Lane) -> None:
    mine = [t for t in threading.enumerate() if t.name.startswith("writer")]
    assert len(mine) == 1
    assert not mine[0].daemon
    lane.close()
    assert done(lane)
    assert not mine[0].is_alive()


def test_a_lane_that_is_stuck_does_not_hold_up_the_closing(lane: Lane, gate: Gate) -> None:
    lane.put(gate.work)
    gate.reached()
    lane.close()
    assert not lane.join(clock.monotonic() + 0.01)
    gate.open()
    assert done(lane)


def test_a_lane_at_rest_keeps_nothing_alive(lane: Lane, qtbot: QtBot) -> None:
    gone = threading.Event()

    class Card:
        def __del__(self) -> None:
            gone.set()

    def work_with(card: Card) -> Any:
        return lambda: card is not None

    lane.put(work_with(Card()))
    assert gone.wait(PATIENCE)


def test_a_program_that_crashed_is_not_kept_alive_by_its_lanes() -> None:
    code = "from relnotebook.bridge import lanes; lanes.Lane('writer').put(lambda: print('saved') is None); 1 / 0"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout == "saved\n"
    assert "ZeroDivisionError" in ran.stderr


def test_home_calls_on_its_own_thread_in_a_later_turn(lane: Lane, home: Home, qtbot: QtBot) -> None:
    came: list[int] = []

    def work() -> bool:
        home.send(lambda: came.append(threading.get_ident()))
        return True

    lane.put(work)
    lane.close()
    assert done(lane)
    assert came == []  # sent, but this turn is not over
    qtbot.waitUntil(lambda: came != [])
    assert came == [threading.get_ident()]


def test_nothing_comes_home_once_it_is_closed(home: Home, qtbot: QtBot) -> None:
    came: list[str] = []
    home.send(lambda: came.append("late"))
    home.close()
    after = Home()
    after.send(lambda: came.append("after"))
    qtbot.waitUntil(lambda: came != [])
    after.close()
    assert came == ["after"]


def test_windows_are_never_collected_in_a_lane(lane: Lane, home: Home) -> None:
    """A forgotten window is a circle of references; a collection in a lane would destroy it there."""
    where: list[int] = []

    class Window(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.me = self
            self.destroyed.connect(lambda: where.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)

    Window()
    lane.put(lambda: len([[] for _ in range(50_000)]) > 0)  # enough for the collector to wake up by itself
    lane.close()
    assert done(lane)
    assert where == []
    home.sweep()
    assert where == [threading.get_ident()]


def test_the_collector_is_given_back_at_the_end(qapp: Any) -> None:
    home = Home()
    assert not gc.isenabled()
    home.close()
    assert gc.isenabled()


# Readings


class Question:
    """One reading and what came of it."""

    def __init__(self, store: Store, query: Any, *args: Any) -> None:
        self.outcomes: list[Outcome] = []
        self.asked = threading.Event()
        self.came = threading.Event()
        self.reading = Reading(lambda reading: self._ask(store, reading, query, args), self._answer)

    def _answer(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.came.set()

    def _ask(self, store: Store, reading: Reading, query: Any, args: Any) -> Any:
        with store.read() as session, reading.interruptible(session):
            self.asked.set()
            return query(session, *args)


def test_a_reading_answers(store: Store, ngozi: CustomerId) -> None:
    question = Question(store, visits, ngozi)
    assert question.reading()
    assert question.outcomes == [Outcome(0)]


def test_a_dropped_reading_is_not_made(store: Store, ngozi: CustomerId) -> None:
    question = Question(store, visits, ngozi)
    question.reading.drop()
    assert question.reading()
    assert not question.asked.is_set()
    assert question.outcomes == [Outcome()]


def test_a_dropped_reading_is_cut_off_while_it_runs(store: Store, ngozi: CustomerId, lane: Lane) -> None:
    question = Question(store, endless)
    lane.put(question.reading)
    assert question.asked.wait(PATIENCE)
    while not question.came.wait(0.01):
        question.reading.drop()  # again: the first may have come before the statement began
    assert question.outcomes[0].trouble is not None
    again = Question(store, visits, ngozi)
    assert again.reading()
    assert again.outcomes == [Outcome(0)]


class Watched(Session):
    """A session that notes when it is cut off."""

    cut = 0

    def interrupt(self) -> None:
        self.cut += 1


def test_only_a_reading_that_runs_is_cut_off(store: Store) -> None:
    """Afterwards its connection serves the next reading, which must not be hit."""
    reading = Question(store, visits).reading
    with store.read() as s:
        watched = Watched(s._connection)
        with reading.interruptible(watched):
            reading.drop()
            assert watched.cut == 1
        reading.drop()
    assert watched.cut == 1


def test_a_bug_in_a_question_does_not_end_the_lane(store: Store) -> None:
    question = Question(store, lambda s: 1 / 0)
    assert question.reading()
    assert isinstance(question.outcomes[0].trouble, ZeroDivisionError)


# Writings


def writing(store: Store, work: Any) -> tuple[Writing, list[Outcome], list[StoreTrouble]]:
    outcomes: list[Outcome] = []
    kept: list[StoreTrouble] = []
    return Writing(store, work, outcomes.append, kept.append), outcomes, kept


def test_an_act_answers_with_what_it_changed(store: Store, ngozi: CustomerId) -> None:
    act, outcomes, kept = writing(store, lambda s: s.do(log_visit, ngozi))
    assert act()
    assert outcomes[0].value == 1
    assert outcomes[0].changes is not None
    assert outcomes[0].changes.customers == {ngozi}
    assert kept == []


@pytest.mark.parametrize("code", ["disk-full", "locked", "read-only", "vanished"])
def test_trouble_of_the_world_keeps_the_act(store: Store, code: str) -> None:
    def full(_: Store) -> Any:
        raise StoreTrouble(code)

    act, outcomes, kept = writing(store, full)
    assert not act()
    assert outcomes == []
    assert [trouble.code for trouble in kept] == [code]


def test_trouble_that_stays_is_the_answer(store: Store) -> None:
    def damaged(_: Store) -> Any:
        raise StoreTrouble("damaged")

    act, outcomes, kept = writing(store, damaged)
    assert act()
    assert isinstance(outcomes[0].trouble, StoreTrouble)
    assert kept == []


def test_what_is_written_already_is_never_written_again() -> None:
    """The file went away right after the commit: a second try could log the visit twice."""
    assert may_pass(StoreTrouble("vanished", written=False))
    assert not may_pass(StoreTrouble("vanished", written=True))
