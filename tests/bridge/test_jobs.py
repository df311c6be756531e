"""Jobs: a generator is driven in a lane, its steps are told, it is stopped only where it yields."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Step
from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.jobs import Course, Job

from .conftest import PATIENCE, Gate, Heard

Work = Generator[Step, None, str]


class Cupboard:
    """What a job leaves behind it."""

    def __init__(self) -> None:
        self.backups: list[str] = []
        self.tidy = False
        self.threads: set[int] = set()

    def back_up(self, pages: int, gate: Gate | None = None) -> Work:
        try:
            for page in range(pages):
                self.threads.add(threading.get_ident())
                yield Step(page + 1, pages, "Copying")
                if gate is not None:
                    gate.pass_through()
            self.backups.append("20 November")
            return "20 November"
        finally:
            self.tidy = True


@pytest.fixture
def cupboard() -> Cupboard:
    return Cupboard()


def listened(job: Job[Any]) -> list[Any]:
    """Everything the job says, in order."""
    said: list[Any] = []
    job.progressed.connect(said.append)
    job.finished.connect(lambda value: said.append(("finished", value)))
    job.failed.connect(lambda problem: said.append(("failed", problem.code)))
    job.cancelled.connect(lambda: said.append("cancelled"))
    return said


# In the lane


def test_a_job_is_a_generator_a_test_can_read(cupboard: Cupboard) -> None:
    assert [step.done for step in cupboard.back_up(3)] == [1, 2, 3]


def test_driven_to_its_end_it_gives_what_it_returned(cupboard: Cupboard) -> None:
    course = Course(lambda: cupboard.back_up(3), lambda: None)
    assert course.drive().value == "20 November"
    assert not course.cancelled


def test_steps_that_nobody_has_fetched_are_one_step(cupboard: Cupboard) -> None:
    rung: list[str] = []
    course = Course(lambda: cupboard.back_up(1000), lambda: rung.append("ring"))
    course.drive()
    assert rung == ["ring"]
    assert course.newest_step() == Step(1000, 1000, "Copying")
    assert course.newest_step() is None


def test_stopped_before_its_start_it_never_starts(cupboard: Cupboard) -> None:
    course = Course(lambda: cupboard.back_up(3), lambda: None)
    course.stop()
    course.drive()
    assert course.cancelled
    assert cupboard.threads == set()


def test_stopped_it_ends_at_its_next_step_and_tidies_up(cupboard: Cupboard) -> None:
    course = Course(lambda: cupboard.back_up(3), lambda: course.stop())
    course.drive()
    assert course.cancelled
    assert cupboard.tidy
    assert cupboard.backups == []


def test_trouble_while_tidying_up_is_not_lost() -> None:
    def work() -> Iterator[Step]:
        try:
            yield Step(1, 1)
        finally:
            raise StoreTrouble("disk-full")

    course = Course(work, lambda: course.stop())
    assert isinstance(course.drive().trouble, StoreTrouble)
    assert not course.cancelled


def test_work_that_is_no_generator_is_stopped_as_well() -> None:
    steps = iter([Step(1, 2), Step(2, 2)])
    course = Course(lambda: steps, lambda: course.stop())
    course.drive()
    assert course.cancelled
    assert list(steps) == [Step(2, 2)]


# Through the bridge


def test_a_backup_tells_its_steps_and_its_end_here(bridge: Bridge, cupboard: Cupboard, qtbot: QtBot) -> None:
    job = bridge.run(cupboard.back_up(3))
    where = Heard()
    for signal in (job.progressed, job.finished):
        signal.connect(where)
    said = listened(job)
    qtbot.waitUntil(lambda: job.done)
    assert said[-2:] == [Step(3, 3, "Copying"), ("finished", "20 November")]
    assert where.threads == {threading.get_ident()}
    assert threading.get_ident() not in cupboard.threads
    assert bridge.jobs == ()


def test_a_job_over_before_anybody_listens_is_heard_all_the_same(
    bridge: Bridge, cupboard: Cupboard, qtbot: QtBot
) -> None:
    job = bridge.run(cupboard.back_up(0))
    bridge._worker.close()
    assert bridge._worker.join(clock.monotonic() + PATIENCE)
    said = listened(job)
    assert not job.done
    qtbot.waitUntil(lambda: job.done)
    assert said == [("finished", "20 November")]


def test_a_step_is_told_while_the_job_goes_on(bridge: Bridge, cupboard: Cupboard, gate: Gate, qtbot: QtBot) -> None:
    job = bridge.run(cupboard.back_up(1, gate))
    with qtbot.waitSignal(job.progressed) as progressed:
        gate.reached()
    assert progressed.args == [Step(1, 1, "Copying")]
    assert not job.done
    gate.open()
    qtbot.waitUntil(lambda: job.done)


def test_a_cancelled_backup_says_only_that(bridge: Bridge, cupboard: Cupboard, gate: Gate, qtbot: QtBot) -> None:
    job = bridge.run(cupboard.back_up(3, gate))
    said = listened(job)
    gate.reached()
    job.cancel()
    gate.open()
    qtbot.waitUntil(lambda: job.done)
    assert said[-1] == "cancelled"
    assert ("finished", "20 November") not in said
    assert cupboard.tidy
    job.cancel()  # too late, and harmless


def test_jobs_are_done_one_after_the_other(bridge: Bridge, cupboard: Cupboard, gate: Gate, qtbot: QtBot) -> None:
    first = bridge.run(cupboard.back_up(1, gate))
    gate.reached()
    second = bridge.run(cupboard.back_up(1))
    third = bridge.run(cupboard.back_up(1))
    assert bridge.jobs == (first, second, third)
    second.cancel()
    gate.open()
    qtbot.waitUntil(lambda: bridge.jobs == ())
    assert len(cupboard.backups) == 2


def test_a_problem_is_told_to_whoever_listens(bridge: Bridge, qtbot: QtBot) -> None:
    window = Heard()
    bridge.failed.connect(window)

    def work() -> Iterator[Step]:
        yield Step(0, 1)
        raise StoreTrouble("disk-full")

    job = bridge.run(work())
    said = listened(job)
    qtbot.waitUntil(lambda: job.done)
    assert said[-1] == ("failed", "disk-full")
    assert window.said == []


def test_a_bug_ends_the_job_and_reaches_the_crash_page(
    bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes = Heard()
    monkeypatch.setattr(sys, "excepthook", lambda kind, bug, where: crashes(bug))

    def work() -> Iterator[Step]:
        yield Step(0, 1)
        raise ZeroDivisionError

    job = bridge.run(work())
    said = listened(job)
    qtbot.waitUntil(lambda: crashes.said != [])
    assert isinstance(crashes.said[0], ZeroDivisionError)
    assert said[-1] == "cancelled"  # so that no bar stays for ever


def test_a_job_may_be_forgotten_by_whoever_started_it(bridge: Bridge, cupboard: Cupboard, qtbot: QtBot) -> None:
    bridge.run(cupboard.back_up(3))
    qtbot.waitUntil(lambda: cupboard.backups != [])


def test_a_job_is_an_object_of_the_window() -> None:
    assert isinstance(Job[str](Course(lambda: iter(()), lambda: None)), QObject)
