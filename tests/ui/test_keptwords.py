"""Half-typed sheets: kept each in a place of its own, the newest offered, forgotten when written or let go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts
from relnotebook.ui.keptwords import PLACES, KeptWords, NewPerson

from ..builders import Shop
from .conftest import beside


@pytest.fixture
def words(shop: Shop, clock: Callable[[timedelta], None], qapp: object) -> Iterator[KeptWords]:
    drafts.keep(shop.store, PLACES + "old", {"name": "Aoi", "usual": "sencha"})
    drafts.keep(shop.store, "card/1/note", {"words": "not of this page"})
    clock(timedelta(minutes=1))
    bridge = Bridge(shop.store)
    made = KeptWords()
    made.attach(bridge)
    yield made
    bridge.close()


def kept(shop: Shop) -> list[dict[str, str]]:
    return [d.words for d in beside(lambda: shop.read(drafts.all_kept)) if d.place.startswith(PLACES)]


def test_the_newest_is_found(words: KeptWords, shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(words.found) as told:
        words.ask()
    assert told.args == [NewPerson("Aoi", usual="sencha")]
    words.keep(NewPerson("Ravi"))
    qtbot.waitUntil(lambda: len(kept(shop)) == 2)
    words.open_place = ""
    with qtbot.waitSignal(words.found) as told:
        words.ask()
    assert told.args == [NewPerson("Ravi")]


def test_of_two_put_aside_in_one_moment_the_later_is_offered(words: KeptWords, shop: Shop, qtbot: QtBot) -> None:
    for name in ("Ravi", "Meera", "Kateryna", "Omar"):
        words.open_place = ""
        words.keep(NewPerson(name))
    qtbot.waitUntil(lambda: len(kept(shop)) == 5)
    words.open_place = ""
    with qtbot.waitSignal(words.found) as told:
        words.ask()
    assert told.args == [NewPerson("Omar")]


def test_the_open_sheet_is_not_offered(words: KeptWords, qtbot: QtBot) -> None:
    with qtbot.waitSignal(words.found):
        words.ask()
    assert words.go_on() == NewPerson("Aoi", usual="sencha")
    with qtbot.waitSignal(words.found) as told:
        words.ask()
    assert told.args == [None]


def test_only_the_newest_words_of_a_sheet_stay(words: KeptWords, shop: Shop, qtbot: QtBot) -> None:
    for name in ("R", "Ra", "Rav", "Ravi"):
        words.keep(NewPerson(name))
    qtbot.waitUntil(lambda: {"name": "Ravi"} in kept(shop))
    assert len(kept(shop)) == 2


def test_a_written_sheet_is_forgotten(words: KeptWords, shop: Shop, qtbot: QtBot) -> None:
    words.keep(NewPerson("Ravi"))
    words.forget_open()
    qtbot.waitUntil(lambda: kept(shop) == [{"name": "Aoi", "usual": "sencha"}])
    assert words.open_place == ""


def test_words_let_go_are_forgotten(words: KeptWords, shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(words.found):
        words.ask()
    with qtbot.waitSignal(words.found) as told:
        words.forget_found()
    qtbot.waitUntil(lambda: kept(shop) == [])
    assert told.args == [None]


def test_without_a_notebook_nothing_happens() -> None:
    words = KeptWords()
    words.ask()
    words.keep(NewPerson("Ravi"))
    words.forget_open()
    assert words.open_place == ""


def test_words_that_come_into_the_file_after_the_look_for_them_are_offered_all_the_same(
    words: KeptWords, shop: Shop, qtbot: QtBot
) -> None:
    told: list[NewPerson | None] = []
    words.found.connect(told.append)
    busy, free = threading.Event(), threading.Event()

    def write_long() -> None:
        with shop.store.quiet():
            busy.set()
            free.wait(10)

    other = threading.Thread(target=write_long)
    other.start()
    assert busy.wait(10)
    words.keep(NewPerson("Wanjiru"))
    words.open_place = ""  # the sheet is left
    words.ask()
    qtbot.waitUntil(lambda: told != [])
    assert told[-1] == NewPerson("Aoi", usual="sencha"), "an older one: hers are not in the file yet"
    free.set()
    other.join()
    qtbot.waitUntil(lambda: told[-1] == NewPerson("Wanjiru"))
