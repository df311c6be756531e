"""The count on the cover: right after something was written, and every minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import Act, Changes, Kind, StepId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import feedback, recovery, reminders, touches
from relnotebook.ui.waiting import Waiting, read_count

from ..builders import Shop
from .conftest import beside
from .todays import promised


@pytest.fixture
def counts(shop: Shop, bridge: Bridge) -> list[int]:
    found: list[int] = []
    waiting = Waiting(bridge)
    waiting.counted.connect(found.append)
    waiting.attach(bridge)
    return found


def test_it_counts_what_is_to_be_done_today(shop: Shop) -> None:
    promised(shop.customer("Omar"), "Keep a loaf")
    promised(shop.customer("Ben"), "Ring", "2026-11-22")
    assert shop.read(read_count) == (1, 0)


def test_new_feedback_counts_until_somebody_takes_it_up(shop: Shop) -> None:
    said = shop.do(feedback.add, "Twenty minutes for one flat white.", kind="complaint")
    assert shop.read(read_count) == (0, 1)
    shop.do(recovery.write, said, "listen", "Felt ignored")
    assert shop.read(read_count) == (0, 0)


def test_it_follows_every_change(counts: list[int], bridge: Bridge, shop: Shop, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: counts == [0])
    omar = beside(lambda: shop.customer("Omar"))
    bridge.write(reminders.set_reminder, omar.id, "promise", "Keep a loaf", due="2026-11-20")
    qtbot.waitUntil(lambda: counts[-1] == 1)
    key = beside(lambda: shop.read(touches.today)).touches[0].id
    bridge.write(touches.do, key)
    qtbot.waitUntil(lambda: counts[-1] == 0)


def test_a_note_does_not_count(counts: list[int], bridge: Bridge, qtbot: QtBot) -> None:
    waiting = bridge.findChild(Waiting)
    assert waiting is not None
    qtbot.waitUntil(lambda: counts == [0])
    waiting._on_changed(Changes(Act.ADD_NOTE, frozenset({Kind.NOTE}), frozenset(), StepId(1)))
    assert not waiting._settle.isActive()


def test_a_minute_brings_back_what_was_put_off(
    counts: list[int], bridge: Bridge, shop: Shop, qtbot: QtBot, clock: Callable[[timedelta], None]
) -> None:
    def put_off() -> None:
        promised(shop.customer("Omar"), "Keep a loaf")
        shop.do(touches.snooze, shop.read(touches.today).touches[0].id, "later_today")

    beside(put_off)
    waiting = bridge.findChild(Waiting)
    assert waiting is not None
    clock(timedelta(hours=4))
    waiting._minute.timeout.emit()
    qtbot.waitUntil(lambda: counts[-1:] == [1])


def test_a_closed_notebook_has_nothing_waiting(counts: list[int], bridge: Bridge, qtbot: QtBot) -> None:
    waiting = bridge.findChild(Waiting)
    assert waiting is not None
    waiting.detach()
    waiting.ask()
    assert counts[-1] == 0
    assert not waiting._minute.isActive()


def test_its_minute_is_heard_by_others_too(counts: list[int], bridge: Bridge, qtbot: QtBot) -> None:
    waiting = bridge.findChild(Waiting)
    assert waiting is not None
    with qtbot.waitSignal(waiting.minute):
        waiting._minute.timeout.emit()
