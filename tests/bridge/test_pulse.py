"""Pulse: other tills are heard, the day turns at midnight, backups are made, a file that went away is noticed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock as clocks
from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Act, CustomerId, Kind, Step
from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.pulse import TURN_MS, Pulse
from relnotebook.store.write import Store

from .conftest import Gate, Heard, log_visit, open_quietly


@pytest.fixture
def changed(bridge: Bridge) -> Heard:
    heard = Heard()
    bridge.changed.connect(heard)
    return heard


@pytest.fixture
def other_till(path: Path, store: Store) -> Iterator[Store]:
    other = open_quietly(path, "till 2")
    yield other
    other.close()


class Cupboard:
    """Makes backups that are due."""

    def __init__(self) -> None:
        self.backups: list[str] = []
        self.trouble: StoreTrouble | None = None

    def back_up(self, store: Store) -> Generator[Step, None, str]:
        yield Step(0, 1)
        if self.trouble is not None:
            raise self.trouble
        self.backups.append(store.path.name)
        return "20 November"


@pytest.fixture
def cupboard() -> Cupboard:
    return Cupboard()


NEVER = 3_600_000


@pytest.fixture
def pulse(bridge: Bridge, cupboard: Cupboard, qtbot: QtBot) -> Iterator[Pulse]:
    """A pulse that beats when the test says so, and has looked once."""
    pulse = Pulse(bridge, backup=cupboard.back_up, beat_ms=NEVER, first_backup_ms=NEVER)
    qtbot.waitUntil(lambda: not pulse._looking)
    yield pulse
    pulse.stop()


def beat(pulse: Pulse, qtbot: QtBot) -> None:
    """One beat, to its end."""
    pulse.beat()
    qtbot.waitUntil(lambda: not pulse._looking)


def test_a_visit_at_another_till_is_heard_once(
    pulse: Pulse, changed: Heard, other_till: Store, ngozi: CustomerId, qtbot: QtBot
) -> None:
    other_till.do(log_visit, ngozi)
    beat(pulse, qtbot)
    beat(pulse, qtbot)
    [news] = changed.said
    assert news.elsewhere
    assert (news.act, news.kinds, news.customers) == (Act.LOG_VISIT, {Kind.VISIT}, {ngozi})


def test_what_was_there_at_opening_is_no_news(
    bridge: Bridge, changed: Heard, other_till: Store, ngozi: CustomerId, qtbot: QtBot
) -> None:
    other_till.do(log_visit, ngozi)
    pulse = Pulse(bridge, beat_ms=NEVER)
    qtbot.waitUntil(lambda: not pulse._looking)
    beat(pulse, qtbot)
    assert changed.said == []


def test_ones_own_visits_are_told_by_the_bridge_alone(
    bridge: Bridge, pulse: Pulse, changed: Heard, ngozi: CustomerId, qtbot: QtBot
) -> None:
    bridge.write(log_visit, ngozi)
    qtbot.waitUntil(lambda: bridge.pending == 0)
    beat(pulse, qtbot)
    assert [news.elsewhere for news in changed.said] == [False]


def test_it_beats_by_itself(bridge: Bridge, changed: Heard, other_till: Store, ngozi: CustomerId, qtbot: QtBot) -> None:
    pulse = Pulse(bridge, beat_ms=1)
    qtbot.waitUntil(lambda: not pulse._looking)
    other_till.do(log_visit, ngozi)
    qtbot.waitUntil(lambda: changed.said != [])
    pulse.stop()


def test_a_slow_notebook_is_not_asked_twice_at_once(bridge: Bridge, pulse: Pulse, gate: Gate, qtbot: QtBot) -> None:
    for _ in range(2):
        bridge.read(lambda s: gate.pass_through())
    gate.reached()
    pulse.beat()
    before = len(bridge._readings)
    pulse.beat()
    assert len(bridge._readings) == before
    gate.open()
    qtbot.waitUntil(lambda: not pulse._looking)


def test_the_day_turns_at_midnight_for_every_page(
    pulse: Pulse, changed: Heard, clock: Callable[[timedelta], None], qtbot: QtBot
) -> None:
    clock(timedelta(hours=15, minutes=18))  # 23:59
    beat(pulse, qtbot)
    assert changed.said == []
    clock(timedelta(minutes=1))
    beat(pulse, qtbot)
    beat(pulse, qtbot)
    [news] = changed.said
    assert news.act is Act.DAY_TURNED
    assert news.kinds == frozenset(Kind)
    assert news.concerns(CustomerId(7))


def test_a_backup_is_made_and_told(pulse: Pulse, cupboard: Cupboard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pulse.backed_up) as backed_up:
        pulse.back_up()
    assert backed_up.args == ["20 November"]
    assert cupboard.backups == ["cafe.relnotebook"]


def test_a_backup_is_made_some_time_after_opening(bridge: Bridge, cupboard: Cupboard, qtbot: QtBot) -> None:
    pulse = Pulse(bridge, backup=cupboard.back_up, beat_ms=NEVER, first_backup_ms=1)
    with qtbot.waitSignal(pulse.backed_up):
        pass
    pulse.stop()
    assert len(cupboard.backups) == 1


def test_a_backup_is_made_when_the_day_turns(
    pulse: Pulse, cupboard: Cupboard, clock: Callable[[timedelta], None], qtbot: QtBot
) -> None:
    clock(timedelta(days=1))
    with qtbot.waitSignal(pulse.backed_up):
        pulse.beat()
    assert len(cupboard.backups) == 1


def test_a_backup_waits_for_the_import(
    bridge: Bridge, pulse: Pulse, cupboard: Cupboard, gate: Gate, qtbot: QtBot
) -> None:
    def bring_in() -> Iterator[Step]:
        gate.pass_through()
        yield Step(1, 1)

    job = bridge.run(bring_in())
    gate.reached()
    pulse.back_up()
    assert bridge.jobs == (job,)
    with qtbot.waitSignal(job.finished):
        gate.open()
    with qtbot.waitSignal(pulse.backed_up):
        pulse.back_up()
    assert len(cupboard.backups) == 1


def test_a_backup_that_fails_is_said(bridge: Bridge, pulse: Pulse, cupboard: Cupboard, qtbot: QtBot) -> None:
    cupboard.trouble = StoreTrouble("backup-place-missing")
    with qtbot.waitSignal(bridge.failed) as failed:
        pulse.back_up()
    assert failed.args[0].code == "backup-place-missing"


def test_a_file_that_went_away_is_said_once_and_so_is_its_return(
    bridge: Bridge, pulse: Pulse, path: Path, cupboard: Cupboard, qtbot: QtBot
) -> None:
    failed, recovered = Heard(), Heard()
    bridge.failed.connect(failed)
    pulse.recovered.connect(lambda: recovered("back"))
    away = path.rename(path.with_name("elsewhere"))
    beat(pulse, qtbot)
    beat(pulse, qtbot)
    assert [problem.code for problem in failed.said] == ["vanished"]
    pulse.back_up()
    assert bridge.jobs == ()  # a backup of what?
    away.rename(path)
    beat(pulse, qtbot)
    beat(pulse, qtbot)
    assert recovered.said == ["back"]


def test_a_file_that_was_swapped_is_said(bridge: Bridge, pulse: Pulse, path: Path, qtbot: QtBot) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(b"another notebook")
    with qtbot.waitSignal(bridge.failed) as failed:
        copy.replace(path)
        pulse.beat()
    assert failed.args[0].code == "replaced"


def test_it_stops_with_the_notebook(bridge: Bridge, pulse: Pulse, changed: Heard, qtbot: QtBot) -> None:
    bridge.close()
    pulse.beat()
    pulse.back_up()
    assert not pulse._beating.isActive()
    assert bridge.jobs == ()


# The day's turn


class Almanac:
    """Turns the day, once for each, and writes down when."""

    def __init__(self) -> None:
        self.wants = True
        self.asked = 0
        self.turned: list[str] = []
        self.trouble: StoreTrouble | None = None

    def wanted(self, store: Store) -> bool:
        self.asked += 1
        return self.wants

    def turn(self, store: Store) -> Generator[Step, None, bool]:
        yield Step(0, 1)
        if self.trouble is not None:
            raise self.trouble
        there, self.wants = self.wants, False
        if there:
            self.turned.append(clocks.today().isoformat())
        return there


@pytest.fixture
def almanac() -> Almanac:
    return Almanac()


@pytest.fixture
def turning(bridge: Bridge, almanac: Almanac, qtbot: QtBot) -> Iterator[Pulse]:
    """A pulse that turns the day when the test says so, and has looked once."""
    pulse = Pulse(bridge, turn=almanac.turn, turn_wanted=almanac.wanted, beat_ms=NEVER, turn_ms=NEVER)
    qtbot.waitUntil(lambda: not pulse._looking)
    yield pulse
    pulse.stop()


def quiet(bridge: Bridge, qtbot: QtBot) -> None:
    """Wait until nobody reads and no job runs."""
    qtbot.waitUntil(lambda: not bridge._readings and not bridge.jobs)


def test_the_day_is_turned_when_it_is_wanted_and_told_once(
    bridge: Bridge, turning: Pulse, almanac: Almanac, changed: Heard, qtbot: QtBot
) -> None:
    turning.turn_day()
    quiet(bridge, qtbot)
    turning.turn_day()
    quiet(bridge, qtbot)
    assert (almanac.asked, almanac.turned) == (2, ["2026-11-20"])
    [news] = changed.said
    assert (news.act, news.kinds, news.elsewhere) == (Act.DAY_TURNED, {Kind.TOUCH}, False)
    assert news.concerns(CustomerId(7))


def test_asked_twice_at_once_it_is_turned_once(
    bridge: Bridge, turning: Pulse, almanac: Almanac, changed: Heard, qtbot: QtBot
) -> None:
    turning.turn_day()
    turning.turn_day()
    quiet(bridge, qtbot)
    assert (almanac.turned, len(changed.said)) == (["2026-11-20"], 1)


def test_a_day_that_is_turned_already_is_not_told(
    bridge: Bridge, turning: Pulse, almanac: Almanac, changed: Heard, qtbot: QtBot
) -> None:
    almanac.wants = False
    turning.turn_day()
    quiet(bridge, qtbot)
    assert (almanac.asked, almanac.turned, changed.said) == (1, [], [])


def test_some_time_after_opening_the_day_is_turned(bridge: Bridge, almanac: Almanac, qtbot: QtBot) -> None:
    pulse = Pulse(bridge, turn=almanac.turn, turn_wanted=almanac.wanted, beat_ms=NEVER, turn_ms=1)
    qtbot.waitUntil(lambda: almanac.turned != [])
    assert pulse._turning.interval() == TURN_MS
    pulse.stop()


def test_at_midnight_the_day_is_turned(
    turning: Pulse, almanac: Almanac, changed: Heard, clock: Callable[[timedelta], None], qtbot: QtBot
) -> None:
    clock(timedelta(days=1))
    turning.beat()
    qtbot.waitUntil(lambda: len(changed.said) == 2)
    assert almanac.turned == ["2026-11-21"]
    assert [(news.act, news.kinds) for news in changed.said] == [
        (Act.DAY_TURNED, frozenset(Kind)),
        (Act.DAY_TURNED, {Kind.TOUCH}),
    ]


def test_at_midnight_the_backup_comes_first_and_the_turn_soon_after(
    bridge: Bridge, cupboard: Cupboard, almanac: Almanac, clock: Callable[[timedelta], None], qtbot: QtBot
) -> None:
    pulse = Pulse(
        bridge,
        backup=cupboard.back_up,
        turn=almanac.turn,
        turn_wanted=almanac.wanted,
        beat_ms=NEVER,
        first_backup_ms=NEVER,
        turn_ms=5,
    )
    pulse._turning.stop()
    qtbot.waitUntil(lambda: not pulse._looking)
    clock(timedelta(days=1))
    pulse.beat()
    qtbot.waitUntil(lambda: almanac.turned != [])
    assert (len(cupboard.backups), almanac.turned) == (1, ["2026-11-21"])
    pulse.stop()


def test_the_turn_waits_for_the_import(
    bridge: Bridge, turning: Pulse, almanac: Almanac, gate: Gate, qtbot: QtBot
) -> None:
    def bring_in() -> Iterator[Step]:
        gate.pass_through()
        yield Step(1, 1)

    job = bridge.run(bring_in())
    gate.reached()
    turning.turn_day()
    assert almanac.asked == 0
    with qtbot.waitSignal(job.finished):
        gate.open()
    turning.turn_day()
    qtbot.waitUntil(lambda: almanac.turned != [])


def test_an_import_that_begins_while_it_is_asked_goes_first(
    bridge: Bridge, turning: Pulse, almanac: Almanac, gate: Gate, qtbot: QtBot
) -> None:
    def bring_in() -> Iterator[Step]:
        gate.pass_through()
        yield Step(1, 1)

    turning.turn_day()
    job = bridge.run(bring_in())
    qtbot.waitUntil(lambda: almanac.asked == 1 and not bridge._readings)
    assert bridge.jobs == (job,)
    with qtbot.waitSignal(job.finished):
        gate.open()
    assert almanac.turned == []


def test_a_turn_that_fails_is_said_and_made_the_next_time(
    bridge: Bridge, turning: Pulse, almanac: Almanac, changed: Heard, qtbot: QtBot
) -> None:
    almanac.trouble = StoreTrouble("disk-full")
    with qtbot.waitSignal(bridge.failed) as failed:
        turning.turn_day()
    assert failed.args[0].code == "disk-full"
    assert changed.said == []
    almanac.trouble = None
    turning.turn_day()
    qtbot.waitUntil(lambda: almanac.turned != [])


def test_without_a_file_no_day_is_turned(
    bridge: Bridge, turning: Pulse, almanac: Almanac, path: Path, qtbot: QtBot
) -> None:
    away = path.rename(path.with_name("elsewhere"))
    beat(turning, qtbot)
    turning.turn_day()
    quiet(bridge, qtbot)
    assert almanac.asked == 0
    away.rename(path)
    beat(turning, qtbot)
    turning.turn_day()
    qtbot.waitUntil(lambda: almanac.turned != [])


def test_with_the_notebook_the_turning_stops(bridge: Bridge, turning: Pulse, almanac: Almanac) -> None:
    bridge.close()
    turning.turn_day()
    turning.beat()
    assert not turning._turning.isActive()
    assert almanac.asked == 0
