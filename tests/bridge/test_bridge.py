"""The bridge: answers come home in a later turn, the newest question wins, no act is lost, the window never waits."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relnotebook.base.problems import Conflict, Refusal, StoreTrouble
from relnotebook.base.terms import Act, Changes, CustomerId, Kind, StaffId, Step, UndoLabels
from relnotebook.bridge.bridge import Bridge
from relnotebook.store import schema
from relnotebook.store.write import Session, Store

from .conftest import (
    PATIENCE,
    Gate,
    Heard,
    Regular,
    answered,
    card,
    endless,
    hire,
    log_visit,
    notes,
    open_quietly,
    rename,
    settled,
    visits,
)


@pytest.fixture
def crashes(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What reaches the crash page."""
    crashes = Heard()
    monkeypatch.setattr(sys, "excepthook", lambda kind, bug, where: crashes(bug))
    return crashes


class Page(QObject):
    """A page of the window that shows what it is told."""

    def __init__(self, told: Heard) -> None:
        super().__init__()
        self._told = told

    def show(self, answer: Any) -> None:
        self._told(answer)


# Reading


def test_a_card_is_read_in_a_lane_and_shown_here(bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot) -> None:
    read_on: list[int] = []

    def open_card(s: Session, customer: CustomerId) -> Regular:
        read_on.append(threading.get_ident())
        return card(s, customer)

    bridge.read(open_card, ngozi).then(told)
    qtbot.waitUntil(lambda: told.said != [])
    assert told.said == [Regular(ngozi, "Ngozi", 0)]
    assert told.threads == {threading.get_ident()}
    assert read_on != [threading.get_ident()]


def test_a_slot_attached_after_the_read_has_ended_still_hears(
    bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot
) -> None:
    read = threading.Event()

    def quick(s: Session) -> str:
        read.set()
        return "Ngozi"

    ask = bridge.read(quick)
    assert read.wait(PATIENCE)
    ask.then(told)
    assert told.said == []  # never in the turn that asked
    qtbot.waitUntil(lambda: told.said == ["Ngozi"])


def test_the_session_is_born_and_closed_inside_the_lane(bridge: Bridge, told: Heard, qtbot: QtBot) -> None:
    bridge.read(lambda s: s).then(told)
    qtbot.waitUntil(lambda: told.said != [])
    with pytest.raises(Exception, match="closed"):
        told.said[0].rows(select(schema.customer))


def test_two_questions_are_read_at_the_same_time(bridge: Bridge, gate: Gate, told: Heard, qtbot: QtBot) -> None:
    bridge.read(lambda s: gate.pass_through())
    gate.reached()
    bridge.read(lambda s: "Aoi").then(told)
    qtbot.waitUntil(lambda: told.said == ["Aoi"])
    gate.open()


def test_a_page_that_is_gone_is_not_told(bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot) -> None:
    page, destroyed = Page(told), Page(told)
    bridge.read(card, ngozi).then(page.show)
    bridge.read(card, ngozi).then(destroyed.show)
    del page
    shiboken6.delete(destroyed)
    gc.collect()
    assert answered(bridge, qtbot, card, ngozi).name == "Ngozi"
    assert answered(bridge, qtbot, card, ngozi).name == "Ngozi"
    assert told.said == []


def test_a_question_that_is_overtaken_is_not_read(bridge: Bridge, gate: Gate, told: Heard, qtbot: QtBot) -> None:
    read: list[str] = []

    def find(s: Session, text: str) -> str:
        read.append(text)
        return text

    for _ in range(2):  # both readers are busy
        bridge.read(lambda s: gate.pass_through())
    gate.reached()
    for text in ("n", "ng", "ngo"):
        bridge.read(find, text).latest(bridge, "search").then(told)
    gate.open()
    qtbot.waitUntil(lambda: told.said != [])
    assert told.said == ["ngo"]
    assert read == ["ngo"]


def test_a_question_that_is_overtaken_while_it_runs_is_cut_off(
    bridge: Bridge, ngozi: CustomerId, told: Heard, crashes: Heard, qtbot: QtBot
) -> None:
    running = [threading.Event(), threading.Event(), threading.Event()]

    def long_search(s: Session, n: int) -> int:
        running[n].set()
        return endless(s)

    for n in range(3):  # one more than there are readers: the third runs only if another was cut off
        bridge.read(long_search, n).latest(bridge, "search").then(told)
        qtbot.waitUntil(running[n].is_set)
    bridge.read(card, ngozi).latest(bridge, "search").then(told)
    qtbot.waitUntil(lambda: told.said != [])
    assert [line.name for line in told.said] == ["Ngozi"]
    assert crashes.said == []


def test_a_question_that_is_overtaken_between_two_statements_is_cut_off_at_the_second(
    bridge: Bridge, gate: Gate, qtbot: QtBot
) -> None:
    def long_search(s: Session) -> int:
        gate.pass_through()
        return endless(s)

    ask = bridge.read(long_search)
    gate.reached()
    ask.drop()
    gate.open()
    qtbot.waitUntil(lambda: bridge._readings == {})


def test_an_answer_already_on_its_way_home_is_dropped_too(bridge: Bridge, told: Heard, qtbot: QtBot) -> None:
    read = threading.Event()

    def find(s: Session) -> str:
        read.set()
        return "n"

    bridge.read(find).latest(bridge, "search").then(told)
    assert read.wait(PATIENCE)
    bridge.read(lambda s: "ng").latest(bridge, "search").then(told)
    qtbot.waitUntil(lambda: told.said != [])
    settled(bridge, qtbot)
    assert told.said == ["ng"]


def test_a_problem_goes_to_whoever_asked(bridge: Bridge, told: Heard, qtbot: QtBot) -> None:
    failed = Heard()
    bridge.failed.connect(failed)

    def refuse(s: Session) -> None:
        raise Refusal("no-usual", name="Ngozi")

    bridge.read(refuse).otherwise(told)
    qtbot.waitUntil(lambda: told.said != [])
    assert told.said[0].code == "no-usual"
    assert told.threads == {threading.get_ident()}
    assert failed.said == []


def test_a_problem_nobody_takes_goes_to_the_window(bridge: Bridge, qtbot: QtBot) -> None:
    def refuse(s: Session) -> None:
        raise Refusal("no-usual", name="Ngozi")

    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.read(refuse)
    assert failed.args[0].facts == {"name": "Ngozi"}


def test_a_bug_goes_to_the_crash_page_on_this_thread(bridge: Bridge, told: Heard, crashes: Heard, qtbot: QtBot) -> None:
    failed = Heard()
    bridge.failed.connect(failed)
    bridge.read(lambda s: 1 / 0).then(told).otherwise(told)
    qtbot.waitUntil(lambda: crashes.said != [])
    assert isinstance(crashes.said[0], ZeroDivisionError)
    assert crashes.threads == {threading.get_ident()}
    assert told.said == failed.said == []


# Writing


def test_a_visit_is_logged_and_everybody_hears_before_whoever_did_it(
    bridge: Bridge, ngozi: CustomerId, qtbot: QtBot
) -> None:
    heard: list[Any] = []
    bridge.changed.connect(heard.append)
    bridge.write(log_visit, ngozi).then(lambda visit: heard.append(("toast", visit)))
    qtbot.waitUntil(lambda: len(heard) == 2)
    changes, toast = heard
    assert isinstance(changes, Changes)
    assert changes.act is Act.LOG_VISIT
    assert changes.kinds == {Kind.VISIT}
    assert changes.customers == {ngozi}
    assert not changes.elsewhere
    assert toast == ("toast", 1)
    assert answered(bridge, qtbot, visits, ngozi) == 1


def test_acts_are_done_in_the_order_of_the_keys(bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    words = [f"visit {n}" for n in range(20)]
    for word in words:
        bridge.write(log_visit, ngozi, word)
    settled(bridge, qtbot)
    assert answered(bridge, qtbot, notes) == words


def test_an_act_that_changed_nothing_is_no_news(bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot) -> None:
    changed = Heard()
    bridge.changed.connect(changed)
    bridge.write(rename, ngozi, "Ngozi").then(told)
    qtbot.waitUntil(lambda: told.said != [])
    assert changed.said == []


def test_who_is_at_the_till_stands_in_the_journal(
    bridge: Bridge, ngozi: CustomerId, gate: Gate, told: Heard, qtbot: QtBot
) -> None:
    bridge.write(hire, "Mara").then(told)
    qtbot.waitUntil(lambda: told.said != [])
    bridge.keep(lambda store: gate.pass_through())
    bridge.staff = StaffId(told.said[0])
    bridge.write(log_visit, ngozi)
    bridge.staff = None  # Mara goes home before it is written; what she did stays hers
    gate.open()
    settled(bridge, qtbot)
    who = answered(bridge, qtbot, lambda s: s.raw("SELECT staff_id FROM visit"))
    assert who == [(told.said[0],)]


def test_a_refused_act_is_told_and_leaves_nothing(bridge: Bridge, told: Heard, qtbot: QtBot) -> None:
    bridge.write(log_visit, CustomerId(0)).otherwise(told)
    qtbot.waitUntil(lambda: told.said != [])
    assert told.said[0].code == "no-customer"
    assert answered(bridge, qtbot, notes) == []


def test_of_two_acts_of_the_same_name_both_are_done(
    bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot
) -> None:
    for word in ("first", "second"):
        bridge.write(log_visit, ngozi, word).latest(bridge, "log").then(told)
    settled(bridge, qtbot)
    assert answered(bridge, qtbot, notes) == ["first", "second"]
    assert told.said == [2]


def test_undo_and_redo_are_named_and_told(bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    labels, acts = Heard(), Heard()
    bridge.undo_ready.connect(labels)
    bridge.changed.connect(acts)
    logged = (Act.LOG_VISIT, (("name", "Ngozi"),))
    bridge.write(log_visit, ngozi)
    qtbot.waitUntil(lambda: labels.said[-1:] == [UndoLabels(logged, None)])
    bridge.undo()
    qtbot.waitUntil(lambda: bool(labels.said) and labels.said[-1].redo == logged)
    assert answered(bridge, qtbot, visits, ngozi) == 0
    bridge.redo()
    qtbot.waitUntil(lambda: labels.said[-1] == UndoLabels(logged, None))
    assert answered(bridge, qtbot, visits, ngozi) == 1
    assert [one.act for one in acts.said] == [Act.LOG_VISIT, Act.UNDO, Act.REDO]


def test_what_can_be_undone_is_known_from_the_start(store: Store, ngozi: CustomerId, qtbot: QtBot) -> None:
    bridge = Bridge(store)
    with qtbot.waitSignal(bridge.undo_ready) as ready:
        pass
    assert ready.args[0] == UndoLabels((Act.ADD_CUSTOMER, (("name", "Ngozi"),)), None)
    assert bridge.undo_labels == ready.args[0]  # for a window that is made later
    bridge.close()


def test_an_undo_that_somebody_overtook_says_so(bridge: Bridge, path: Path, ngozi: CustomerId, qtbot: QtBot) -> None:
    bridge.write(rename, ngozi, "Ngozi O.")
    settled(bridge, qtbot)
    other = open_quietly(path, "till 2")
    other.do(rename, ngozi, "Ngozi Okafor")
    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.undo()
    assert isinstance(failed.args[0], Conflict)
    other.close()


# Drafts


def keep_draft(store: Store, words: str) -> str:
    with store.write(Act.ADD_NOTE) as w:
        w.own("INSERT OR REPLACE INTO draft (place, words, at) VALUES ('card/1/note', ?, ?)", (words, w.at))
    return words


def draft(s: Session) -> list[str]:
    return [words for (words,) in s.raw("SELECT words FROM draft")]


def test_a_draft_is_kept_without_a_step(bridge: Bridge, told: Heard, qtbot: QtBot) -> None:
    changed = Heard()
    bridge.changed.connect(changed)
    bridge.keep(keep_draft, "likes the win").then(told)
    qtbot.waitUntil(lambda: told.said == ["likes the win"])
    assert answered(bridge, qtbot, draft) == ["likes the win"]
    assert changed.said == []


def test_only_the_newest_words_of_a_draft_are_kept(bridge: Bridge, gate: Gate, qtbot: QtBot) -> None:
    kept: list[str] = []

    def keep(store: Store, words: str) -> None:
        gate.pass_through()
        kept.append(words)

    for words in ("l", "li", "lik", "like"):
        bridge.keep(keep, words).latest(bridge, "card/1/note")
        gate.reached()
    gate.open()
    settled(bridge, qtbot)
    assert kept == ["l", "like"]  # the first had started


# The window's thread


def test_the_windows_thread_may_not_touch_the_notebook(bridge: Bridge, store: Store, ngozi: CustomerId) -> None:
    with pytest.raises(RuntimeError, match="window"), store.read() as s:
        card(s, ngozi)
    with pytest.raises(RuntimeError, match="window"):
        store.do(log_visit, ngozi)


def test_it_may_again_when_the_bridge_is_closed(bridge: Bridge, store: Store, ngozi: CustomerId) -> None:
    bridge.close()
    with store.read() as s:
        assert card(s, ngozi).name == "Ngozi"


# Closing


def test_closing_saves_what_is_on_its_way(bridge: Bridge, path: Path, ngozi: CustomerId) -> None:
    for n in range(10):
        bridge.write(log_visit, ngozi, f"visit {n}")
    assert bridge.close()
    again = open_quietly(path)
    with again.read() as s:
        assert visits(s, ngozi) == 10
    again.close()


def test_closing_cuts_off_what_only_reads(bridge: Bridge, told: Heard) -> None:
    running = threading.Event()

    def long_search(s: Session) -> int:
        running.set()
        return endless(s)

    bridge.read(long_search).then(told)
    assert running.wait(PATIENCE)
    assert bridge.close()
    assert bridge.closed


def test_closing_ends_every_thread_and_lets_go_of_the_file(bridge: Bridge, path: Path) -> None:
    assert bridge.close()
    assert [t.name for t in threading.enumerate() if t.name.split()[0] in ("writer", "reader", "job", "closing")] == []
    assert not path.with_name(path.name + "-wal").exists()


def test_closing_twice_is_closing(bridge: Bridge) -> None:
    assert bridge.close()
    assert bridge.close()


def test_a_closed_notebook_answers_nobody_and_loses_no_act_in_silence(
    bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot
) -> None:
    bridge.close()
    bridge.read(card, ngozi).latest(bridge, "card").then(told).otherwise(told)
    with pytest.raises(RuntimeError, match="closed"):
        bridge.write(log_visit, ngozi)
    other = QObject()
    with qtbot.waitSignal(other.destroyed):
        other.deleteLater()
    assert told.said == []


# Jobs


def bring_in(store: Store, customer: CustomerId, chunks: int, gate: Gate | None = None) -> Iterator[Step]:
    """Bring in a visit a chunk."""
    batch = store.open_batch(Act.IMPORT_VISITS, file="visits.csv")
    for n in range(chunks):
        if gate is not None and n == 1:
            gate.pass_through()
        with store.write(Act.IMPORT_VISITS, batch=batch) as w:
            log_visit(w, customer, f"from the file {n}")
        yield Step(n + 1, chunks)
    store.close_batch(batch)


def test_a_job_that_wrote_is_told_at_its_end_before_it_says_so(bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    heard: list[Any] = []
    bridge.changed.connect(heard.append)
    job = bridge.run(bring_in, ngozi, 3)
    job.finished.connect(lambda value: heard.append("finished"))
    qtbot.waitUntil(lambda: heard[-1:] == ["finished"])
    [changes, _] = heard
    assert changes.kinds == frozenset(Kind)
    assert changes.concerns(ngozi)
    assert answered(bridge, qtbot, visits, ngozi) == 3


def test_a_job_that_was_stopped_half_way_is_told_too(
    bridge: Bridge, ngozi: CustomerId, gate: Gate, qtbot: QtBot
) -> None:
    changed = Heard()
    bridge.changed.connect(changed)
    job = bridge.run(bring_in, ngozi, 3, gate)
    gate.reached()
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        gate.open()
    assert len(changed.said) == 1
    assert answered(bridge, qtbot, visits, ngozi) == 2


def test_a_job_that_only_read_is_no_news(bridge: Bridge, qtbot: QtBot) -> None:
    changed = Heard()
    bridge.changed.connect(changed)

    def count(store: Store) -> Iterator[Step]:
        with store.read() as s:
            yield Step(len(s.rows(select(schema.customer))), 1)

    with qtbot.waitSignal(bridge.run(count).finished):
        pass
    assert changed.said == []


def test_the_counter_does_not_wait_for_an_import(bridge: Bridge, ngozi: CustomerId, gate: Gate, qtbot: QtBot) -> None:
    job = bridge.run(bring_in, ngozi, 2, gate)
    gate.reached()
    bridge.write(log_visit, ngozi, "at the counter")
    settled(bridge, qtbot)
    assert not job.done
    with qtbot.waitSignal(job.finished):
        gate.open()
    assert answered(bridge, qtbot, notes) == ["from the file 0", "at the counter", "from the file 1"]


def test_a_whole_import_is_taken_back_by_one_undo(bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.run(bring_in, ngozi, 3).finished):
        pass
    bridge.undo()
    settled(bridge, qtbot)
    assert answered(bridge, qtbot, visits, ngozi) == 0


def test_a_job_nobody_listens_to_fails_aloud(bridge: Bridge, qtbot: QtBot) -> None:
    def back_up(store: Store) -> Iterator[Step]:
        yield Step(0, 1)
        raise StoreTrouble("disk-full")

    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.run(back_up)
    assert failed.args[0].code == "disk-full"


def test_closing_stops_the_job_at_its_next_step(bridge: Bridge, ngozi: CustomerId, gate: Gate) -> None:
    cleaned = threading.Event()

    def long_job() -> Iterator[Step]:
        try:
            gate.pass_through()
            while True:
                yield Step(1, 0)
        finally:
            cleaned.set()

    job = bridge.run(long_job())
    gate.reached()
    assert bridge.jobs == (job,)
    gate.open()
    assert bridge.close()
    assert cleaned.is_set()


def test_word_from_elsewhere_is_passed_on(bridge: Bridge, told: Heard) -> None:
    bridge.changed.connect(told)
    news = Changes(Act.DAY_TURNED, frozenset(Kind), frozenset(), 0)  # type: ignore[arg-type]
    bridge.tell(news)
    assert told.said == [news]


def test_it_is_quiet_when_nothing_is_asked_written_or_run(bridge: Bridge, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bridge.quiet)
    bridge.read(lambda s: 1)
    assert not bridge.quiet
    qtbot.waitUntil(lambda: bridge.quiet)
    job = bridge.run(iter([Step(1, 1)]))
    assert not bridge.quiet
    qtbot.waitUntil(lambda: job.done and bridge.quiet)
