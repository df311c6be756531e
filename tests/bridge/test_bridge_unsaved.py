"""Saved or not: what is on its way is known, what cannot be written is kept, tried again and never called saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import CustomerId
from relnotebook.bridge.bridge import Bridge
from relnotebook.store import engine
from relnotebook.store.write import Store

from .conftest import Heard, answered, card, log_visit, notes, settled, visits

LONG = "what was said, at length " * 4000


# Saved or not


def test_saving_is_told_from_the_first_key_to_the_last_commit(bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    saving = Heard()
    bridge.saving.connect(saving)
    bridge.write(log_visit, ngozi)
    bridge.write(log_visit, ngozi)
    assert saving.said == [True]
    assert bridge.pending == 2
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert saving.said == [True, False]
    assert answered(bridge, qtbot, visits, ngozi) == 2


def test_idle_calls_back_in_a_later_turn_even_when_nothing_is_pending(
    bridge: Bridge, told: Heard, qtbot: QtBot
) -> None:
    bridge.idle(lambda: told("all is saved"))
    assert told.said == []
    qtbot.waitUntil(lambda: told.said == ["all is saved"])


def test_idle_waits_for_the_last_act_and_calls_once(
    bridge: Bridge, ngozi: CustomerId, told: Heard, qtbot: QtBot
) -> None:
    bridge.write(log_visit, ngozi)
    bridge.idle(lambda: told(bridge.pending))
    qtbot.waitUntil(lambda: told.said == [0])
    bridge.write(log_visit, ngozi)
    settled(bridge, qtbot)
    assert told.said == [0]


# A full disk, a locked file


def limit(store: Store, pages: int) -> None:
    """Let the file grow to so many pages: a full disk, as SQLite sees it. It holds for whichever connection writes."""

    def grow(raw: Any, *_about: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    with store.quiet():
        event.listen(store._writer, "checkout", grow)  # after those of before: the newest holds


@pytest.fixture
def full(store: Store, ngozi: CustomerId, qtbot: QtBot) -> Iterator[Bridge]:
    """The bridge of a shop whose disk is full, which tries again only when told to."""
    limit(store, 1)  # no less than it has
    bridge = Bridge(store, retry_ms=3_600_000)
    yield bridge
    bridge.close()


def test_an_act_that_meets_a_full_disk_is_kept_and_said(full: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    answers, failed, saving = Heard(), Heard(), Heard()
    full.failed.connect(failed)
    full.saving.connect(saving)
    full.write(log_visit, ngozi, LONG).then(answers).otherwise(answers)
    qtbot.waitUntil(lambda: failed.said != [])
    assert failed.said[0].code == "disk-full"
    assert full.trouble is failed.said[0]
    assert (answers.said, saving.said, full.pending) == ([], [True], 1)


def test_it_is_said_once_however_often_it_is_tried(full: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    failed = Heard()
    full.failed.connect(failed)
    full.write(log_visit, ngozi, LONG)
    met: list[StoreTrouble] = []

    def met_again() -> bool:
        return full.trouble is not None and full.trouble not in met

    for _ in range(3):
        qtbot.waitUntil(met_again)
        assert full.trouble is not None
        met.append(full.trouble)
        full.try_again()
    assert failed.said == met[:1]


def test_with_room_again_all_is_saved_in_order_in_the_same_window(
    full: Bridge, store: Store, ngozi: CustomerId, qtbot: QtBot
) -> None:
    answers, saving = Heard(), Heard()
    full.saving.connect(saving)
    for words in (LONG, "Aoi is well", "and the dog too"):
        full.write(log_visit, ngozi, words).then(answers)
    qtbot.waitUntil(lambda: full.trouble is not None)
    limit(store, 1_000_000)
    full.try_again()
    qtbot.waitUntil(lambda: full.pending == 0)
    assert full.trouble is None
    assert answers.said == [1, 2, 3]
    assert saving.said == [True, False]
    assert answered(full, qtbot, notes) == [LONG, "Aoi is well", "and the dog too"]


def test_nothing_is_done_twice(full: Bridge, store: Store, ngozi: CustomerId, qtbot: QtBot) -> None:
    full.write(log_visit, ngozi, LONG)
    qtbot.waitUntil(lambda: full.trouble is not None)
    limit(store, 1_000_000)
    for _ in range(5):
        full.try_again()
    settled(full, qtbot)
    assert answered(full, qtbot, visits, ngozi) == 1


def test_reading_goes_on_while_the_disk_is_full(full: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    full.write(log_visit, ngozi, LONG)
    qtbot.waitUntil(lambda: full.trouble is not None)
    assert answered(full, qtbot, card, ngozi).name == "Ngozi"


def test_what_a_person_gives_up_is_forgotten(full: Bridge, store: Store, ngozi: CustomerId, qtbot: QtBot) -> None:
    answers = Heard()
    for words in (LONG, "after"):
        full.write(log_visit, ngozi, words).then(answers)
    qtbot.waitUntil(lambda: full.trouble is not None)
    assert full.give_up() == 2
    assert (full.pending, full.trouble) == (0, None)
    limit(store, 1_000_000)
    full.write(log_visit, ngozi, "new").then(answers)
    settled(full, qtbot)
    assert answered(full, qtbot, notes) == ["new"]
    assert len(answers.said) == 1


def test_closing_with_a_full_disk_says_that_not_all_is_saved(full: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    full.write(log_visit, ngozi, LONG)
    qtbot.waitUntil(lambda: full.trouble is not None)
    assert not full.close()


def test_a_locked_file_is_tried_again_by_itself(
    bridge: Bridge, store: Store, path: Path, ngozi: CustomerId, qtbot: QtBot
) -> None:
    bridge.write(log_visit, ngozi)  # by then the writer has its connection
    qtbot.waitUntil(lambda: bridge.pending == 0)
    with store.quiet(), store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = engine.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.write(log_visit, ngozi)
    assert failed.args[0].code == "locked"
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert answered(bridge, qtbot, visits, ngozi) == 2


def test_a_notebook_that_went_away_and_came_back_gets_the_act(
    bridge: Bridge, path: Path, ngozi: CustomerId, qtbot: QtBot
) -> None:
    settled(bridge, qtbot)
    away = path.rename(path.with_name("elsewhere"))
    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.write(log_visit, ngozi)
    assert failed.args[0].code == "vanished"
    away.rename(path)
    qtbot.waitUntil(lambda: bridge.pending == 0)
    assert answered(bridge, qtbot, visits, ngozi) == 1
