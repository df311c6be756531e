"""The long work: one thing is read after the other, what is overtaken is dropped, what is written can be stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from relnotebook.base.problems import Problem
from relnotebook.bridge.bridge import Bridge
from relnotebook.ui.importing.flow import DOUBLES, MATCH, MEET, PLAN, SEE, Flow
from relnotebook.ui.importing.work import Work, small

from ...builders import Shop
from ..conftest import beside

TABLE = "Name,Phone,Notes\nAna,0151 496 0100,No nuts: severe allergy\nBen,0151 496 0101,\n,call me,\n"


class Hand:
    """Somebody who chooses, and waits for what is read."""

    def __init__(self, work: Work, qtbot: Any, folder: Path) -> None:
        self.work, self.qtbot, self.file = work, qtbot, folder / "a.csv"
        self.file.write_text(TABLE, encoding="utf-8")

    def takes(self) -> Hand:
        flow = Flow()
        flow.take(self.file)
        self.work.use(flow)
        return self.rests()

    def rests(self) -> Hand:
        self.work.go_on()
        flow = self.work.flow
        self.qtbot.waitUntil(lambda: not (self.work.reads or self.work.doing or flow.work), timeout=10_000)
        return self

    def to_doubles(self) -> Hand:
        while self.work.flow.step != DOUBLES:
            assert self.work.flow.go_on()
        return self.rests()


@pytest.fixture
def hand(bridge: Bridge, qtbot: Any, tmp_path: Path) -> Hand:
    home = QObject(bridge)
    work = Work(home)
    work.attach(bridge)
    return Hand(work, qtbot, tmp_path)


def test_a_file_is_read_to_what_its_step_needs(hand: Hand) -> None:
    flow = hand.takes().work.flow
    assert [flow.fresh(work) for work in (SEE, PLAN, MEET)] == [True, True, False]
    assert flow.seen.separator == ","
    assert (flow.people, len(flow.matched.alerts), len(flow.matched.odd) > 0) == (2, 1, True)
    assert hand.to_doubles().work.flow.meetings is not None


def test_what_is_overtaken_is_dropped_and_read_anew(hand: Hand) -> None:
    flow = hand.takes().work.flow
    flow.go_on()
    assert flow.step == MATCH
    flow.mean("Notes", "skip")
    hand.work.go_on()
    flow.mean("Notes", "tags")
    hand.rests()
    assert flow.plan.columns["Notes"] == "tags"


def test_trouble_is_kept_with_its_problem(hand: Hand) -> None:
    hand.file.unlink()
    hand.takes()
    assert hand.work.flow.trouble == {SEE: "no-file"}
    assert hand.work.problem is not None
    hand.file.write_text(TABLE, encoding="utf-8")
    hand.takes()
    assert hand.work.flow.trouble == {}
    assert hand.work.problem is None


def test_an_answer_about_the_last_file_does_not_reach_the_next(hand: Hand) -> None:
    first = Flow()
    first.take(hand.file)
    hand.work.use(first)
    hand.work.go_on()
    hand.takes()
    assert first.seen is None
    assert hand.work.flow.people == 2


def test_a_backup_comes_first_and_everybody_after_it(hand: Hand, shop: Shop, qtbot: Any) -> None:
    hand.takes().to_doubles()
    notes: list[str] = []
    hand.work.progressed.connect(lambda step: notes.append(step.note))
    with qtbot.waitSignal(hand.work.came_in, timeout=10_000) as came:
        hand.work.bring_in(None)
        assert hand.work.doing
    assert came.args[0].created == 2
    assert not hand.work.doing
    backups = list((shop.path.parent / f"{shop.path.stem} backups").glob("*import*"))
    assert backups, [str(one) for one in shop.path.parent.rglob("*")]


def test_what_is_written_can_be_stopped_and_begun_again(hand: Hand, shop: Shop, qtbot: Any) -> None:
    hand.takes().to_doubles()
    with qtbot.waitSignal(hand.work.stopped, timeout=10_000):
        hand.work.bring_in(None)
        hand.work.stop()
    assert beside(lambda: count(shop)) == 0
    with qtbot.waitSignal(hand.work.came_in, timeout=10_000):
        hand.work.bring_in(None)
    assert beside(lambda: count(shop)) == 2


def test_taken_back_by_its_number(hand: Hand, shop: Shop, qtbot: Any) -> None:
    hand.takes().to_doubles()
    with qtbot.waitSignal(hand.work.came_in, timeout=10_000) as came:
        hand.work.bring_in(None)
    with qtbot.waitSignal(hand.work.taken_back, timeout=10_000) as back:
        hand.work.take_back(came.args[0].batch, None)
    assert back.args[0] == came.args[0].batch
    assert back.args[1].stayed == ()
    assert beside(lambda: count(shop)) == 0


def test_what_cannot_be_done_is_told(hand: Hand, qtbot: Any) -> None:
    with qtbot.waitSignal(hand.work.failed, timeout=10_000) as failed:
        hand.work.take_back(99, None)
    assert isinstance(failed.args[0], Problem)
    assert not hand.work.doing


def test_rows_left_out_go_into_a_file(hand: Hand, tmp_path: Path, qtbot: Any) -> None:
    plan = hand.takes().work.flow.plan
    out = tmp_path / "rest.csv"
    with qtbot.waitSignal(hand.work.saved, timeout=10_000) as saved:
        hand.work.save_rest(plan, out)
    assert saved.args == [1, out]
    assert "call me" in out.read_text(encoding="utf-8-sig")


def test_a_picture_that_is_none_is_left_out() -> None:
    assert small(b"no picture") is None


def count(shop: Shop) -> int:
    with shop.store.read() as s:
        return int(s.raw("SELECT count(*) FROM customer WHERE binned_at IS NULL")[0][0])
