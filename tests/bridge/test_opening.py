"""Opening: in a lane, with steps, asking for the passphrase, patient with another till, closed cleanly half way."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Step
from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.opening import Opening
from relnotebook.store import engine
from relnotebook.store.write import Store, open_store

from .conftest import PATIENCE, Gate, Heard, by_name

Work = Callable[[str | None], Generator[Step, None, Store]]


@pytest.fixture
def openings(qapp: Any) -> Iterator[Callable[[Work], Opening]]:
    """Makes openings and closes what they opened."""
    made: list[Opening] = []
    opened: list[Bridge] = []

    def make(work: Work) -> Opening:
        opening = Opening(work, locked_ms=1)
        opening.opened.connect(opened.append)
        made.append(opening)
        return opening

    yield make
    for opening in made:
        opening.close()
    for bridge in opened:
        bridge.close()


def opener(path: Path) -> Work:
    def work(passphrase: str | None) -> Generator[Step, None, Store]:
        yield Step(0, 1, "Looking")
        return open_store(path, passphrase=passphrase, refresh=lambda w: None)

    return work


def test_a_notebook_opens_in_a_lane_and_can_be_asked(openings: Any, path: Path, qtbot: QtBot) -> None:
    lanes: list[str] = []

    def work(passphrase: str | None) -> Generator[Step, None, Store]:
        lanes.append(threading.current_thread().name)
        return (yield from opener(path)(passphrase))

    opening = openings(work)
    steps = Heard()
    opening.progressed.connect(steps)
    with qtbot.waitSignal(opening.opened) as opened:
        opening.start()
    assert lanes == ["opening 1"]
    assert steps.said == [Step(0, 1, "Looking")]
    assert steps.threads == {threading.get_ident()}
    told = Heard()
    opened.args[0].read(by_name).then(told)
    qtbot.waitUntil(lambda: told.said == [()])


def test_an_encrypted_notebook_asks_and_opens_with_the_right_words(openings: Any, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "secret.relnotebook"
    engine.new_notebook(path, passphrase="oat flat white", scrypt_n=16)
    opening = openings(opener(path))
    with qtbot.waitSignal(opening.needs_passphrase):
        opening.start()
    with qtbot.waitSignal(opening.failed) as failed:
        opening.start("flat white")
    assert failed.args[0].code == "wrong-key-or-damaged"
    with qtbot.waitSignal(opening.opened):
        opening.start("oat flat white")


def test_a_notebook_that_is_not_there_is_said_and_may_be_tried_again(openings: Any, path: Path, qtbot: QtBot) -> None:
    away = path.rename(path.with_name("elsewhere"))
    opening = openings(opener(path))
    with qtbot.waitSignal(opening.failed) as failed:
        opening.start()
    assert failed.args[0].code == "missing"
    away.rename(path)
    with qtbot.waitSignal(opening.opened):
        opening.start()


class Busy:
    """A notebook that another till holds locked for so many attempts."""

    def __init__(self, path: Path, times: int) -> None:
        self.path, self.times, self.tried = path, times, 0

    def __call__(self, passphrase: str | None) -> Generator[Step, None, Store]:
        self.tried += 1
        if self.tried <= self.times:
            raise StoreTrouble("locked")
        return (yield from opener(self.path)(passphrase))


def test_another_till_that_recovers_its_log_is_waited_for(openings: Any, path: Path, qtbot: QtBot) -> None:
    work = Busy(path, 3)
    opening = openings(work)
    failed = Heard()
    opening.failed.connect(failed)
    with qtbot.waitSignal(opening.opened):
        opening.start()
    assert (work.tried, failed.said) == (4, [])


def test_one_that_stays_locked_is_said(openings: Any, path: Path, qtbot: QtBot) -> None:
    opening = openings(Busy(path, 1000))
    with qtbot.waitSignal(opening.failed) as failed:
        opening.start()
    assert failed.args[0].code == "locked"


def test_a_second_start_while_opening_changes_nothing(openings: Any, path: Path, gate: Gate, qtbot: QtBot) -> None:
    begun: list[str] = []

    def work(passphrase: str | None) -> Generator[Step, None, Store]:
        begun.append("begun")
        gate.pass_through()
        return (yield from opener(path)(passphrase))

    opening = openings(work)
    opened = Heard()
    opening.opened.connect(opened)
    opening.start()
    gate.reached()
    opening.start()
    gate.open()
    qtbot.waitUntil(lambda: opened.said != [])
    assert begun == ["begun"]


def test_closed_half_way_it_goes_no_further_and_tidies_up(openings: Any, gate: Gate) -> None:
    done: list[str] = []

    def work(passphrase: str | None) -> Generator[Step, None, Store]:
        try:
            yield Step(0, 2)
            gate.pass_through()
            yield Step(1, 2)
            done.append("upgraded a notebook nobody waits for")
            raise StoreTrouble("missing")
        finally:
            done.append("tidy")

    opening = openings(work)
    opening.start()
    gate.reached()
    opening.close(0)
    gate.open()
    assert opening._lane.join(clock.monotonic() + PATIENCE)
    assert done == ["tidy"]


class LateStore:
    """Opens a notebook after the gate, and notices when it is closed again."""

    def __init__(self, path: Path, gate: Gate) -> None:
        self.path, self.gate = path, gate
        self.closed = threading.Event()

    def __call__(self, passphrase: str | None) -> Generator[Step, None, Store]:
        yield Step(0, 1)
        self.gate.pass_through()
        store = open_store(self.path, refresh=lambda w: None)
        let_go = store.close

        def close() -> None:
            let_go()
            self.closed.set()

        store.close = close  # type: ignore[method-assign]
        return store


def test_a_store_that_opens_after_the_closing_is_closed_again(openings: Any, path: Path, gate: Gate) -> None:
    late = LateStore(path, gate)
    opening = openings(late)
    opening.start()
    gate.reached()
    opening.close(0)
    gate.open()
    assert late.closed.wait(PATIENCE)


def test_a_store_that_was_on_its_way_home_is_closed_again(openings: Any, path: Path, gate: Gate) -> None:
    late = LateStore(path, gate)
    opening = openings(late)
    opening.start()
    gate.open()
    opening._lane.close()
    assert opening._lane.join(clock.monotonic() + PATIENCE)
    assert not late.closed.is_set()
    opening.close()
    assert late.closed.is_set()


def test_a_bug_reaches_the_crash_page(openings: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    crashes = Heard()
    monkeypatch.setattr(sys, "excepthook", lambda kind, bug, where: crashes(bug))

    def work(passphrase: str | None) -> Generator[Step, None, Store]:
        raise ZeroDivisionError
        yield

    openings(work).start()
    qtbot.waitUntil(lambda: crashes.said != [])
    assert isinstance(crashes.said[0], ZeroDivisionError)


def test_the_bridge_brings_no_sqlalchemy_before_the_first_paint() -> None:
    code = (
        "import sys, relnotebook.bridge.opening, relnotebook.bridge.pulse, relnotebook.bridge.listing; "
        "print('sqlalchemy' in sys.modules, 'sqlcipher3' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
