"""Words of a person's own: kept by wording, found again, forgotten when they are the shop's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts
from relnotebook.ui.today_words import KEPT_DAYS, NEW, PLACES, MessageWords, in_hand, read_list, read_pane

from ..builders import Shop
from .conftest import beside
from .todays import promised


@pytest.fixture
def words(bridge: Bridge) -> MessageWords:
    made = MessageWords()
    made.attach(bridge)
    return made


def settled(bridge: Bridge, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not bridge.pending)


def kept(shop: Shop) -> dict[str, dict[str, str]]:
    return {draft.place: draft.words for draft in beside(lambda: shop.read(drafts.all_kept))}


def test_each_wording_has_its_own_words(words: MessageWords, bridge: Bridge, shop: Shop, qtbot: QtBot) -> None:
    words.type("1:a", 0, "Mine", "Hello")
    words.type("1:a", 2, "Also mine", "Good day")
    assert (words.of("1:a", 0), words.of("1:a", 1), words.of("1:a", 2)) == ("Mine", "", "Also mine")
    assert words.firsts() == {"1:a": "Also mine"}
    settled(bridge, qtbot)
    assert kept(shop) == {PLACES + "1:a": {"0": "Mine", "2": "Also mine", "shown": "2"}}


def test_the_shops_own_words_are_not_kept(words: MessageWords, bridge: Bridge, shop: Shop, qtbot: QtBot) -> None:
    words.type("1:a", 0, "Mine", "Hello")
    words.type("1:a", 0, "Hello", "Hello")
    settled(bridge, qtbot)
    assert kept(shop) == {}
    words.type("1:a", 0, "Mine", "Hello")
    words.type("1:a", 0, "  ", "Hello")
    settled(bridge, qtbot)
    assert kept(shop) == {}
    assert words.firsts() == {}


def test_what_is_typed_here_is_newer_than_what_is_read(words: MessageWords) -> None:
    words.found("1:a", {"0": "From the file", "shown": "0"})
    assert words.of("1:a", 0) == "From the file"
    words.type("1:a", 0, "Just typed", "")
    words.found("1:a", {"0": "From the file", "shown": "0"})
    assert words.of("1:a", 0) == "Just typed"


def test_the_wording_in_hand() -> None:
    assert in_hand({}) == 0
    assert in_hand({"2": "x", "shown": "2"}) == 2
    assert in_hand({"shown": "many"}) == 0


def test_the_list_comes_with_what_was_typed_for_it(shop: Shop) -> None:
    promised(shop.customer("Omar"), "Keep a loaf")
    drafts.keep(shop.store, PLACES + "1:gone", {"0": "Over"})
    drafts.keep(shop.store, NEW, {"text": "Cups"})
    drafts.keep(shop.store, "card/1/note", {"words": "no business of this page"})
    read = shop.read(read_list)
    assert [touch.greet for touch in read.today.touches] == ["Omar"]
    assert read.own == {"1:gone": {"0": "Over"}}
    assert read.new == {"text": "Cups"}
    assert read.old == ()


def test_words_of_touches_long_over_are_forgotten(
    shop: Shop, clock: Any, words: MessageWords, bridge: Bridge, qtbot: QtBot
) -> None:
    beside(lambda: drafts.keep(shop.store, PLACES + "1:gone", {"0": "Over"}))
    clock(timedelta(days=KEPT_DAYS + 1))
    read = beside(lambda: shop.read(read_list))
    assert read.old == (PLACES + "1:gone",)
    words.forget(read.old)
    settled(bridge, qtbot)
    assert kept(shop) == {}
    assert clocks.today().year == 2027


def test_a_touch_opens_with_the_wording_in_hand(shop: Shop) -> None:
    promised(shop.customer("Omar"), "Keep a loaf")
    key = shop.read(read_list).today.touches[0].id
    assert shop.read(read_pane, key).pane.wording == 0
    drafts.keep(shop.store, PLACES + key, {"1": "Mine", "shown": "1"})
    opened = shop.read(read_pane, key)
    assert (opened.pane.wording, opened.own["1"]) == (1, "Mine")
    assert shop.read(read_pane, key, 0).pane.wording == 0
    with pytest.raises(NotFound):
        shop.read(read_pane, "99:nothing")
