"""Half-typed words are kept in the file, leave no step, and survive the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from relnotebook.base import clock as clocks
from relnotebook.notebook import drafts

from ..builders import Shop


def test_what_is_half_typed_is_kept_and_comes_back(shop: Shop) -> None:
    drafts.keep(shop.store, "counter/new", {"name": "Tall man, grey d", "phone": ""})
    found = shop.reopened().read(drafts.of, "counter/new")
    assert found == drafts.Draft("counter/new", {"name": "Tall man, grey d", "phone": ""}, clocks.now())


def test_no_step_and_nothing_to_undo(shop: Shop) -> None:
    shop.customer("Ngozi")
    acts, labels, rows = shop.acts(), shop.store.labels(), shop.tables()
    drafts.keep(shop.store, "card/1/note", {"words": "She as"})
    drafts.forget(shop.store, "card/1/note")
    assert (shop.acts(), shop.store.labels(), shop.tables()) == (acts, labels, rows)


def test_empty_words_are_forgotten(shop: Shop) -> None:
    drafts.keep(shop.store, "counter/new", {"name": "Aoi"})
    drafts.keep(shop.store, "counter/new", {"name": "  ", "phone": ""})
    assert shop.read(drafts.of, "counter/new") is None
    drafts.forget(shop.store, "counter/new")


def test_all_of_them_the_newest_first(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    drafts.keep(shop.store, "counter/new", {"name": "Aoi"})
    clock(timedelta(seconds=5))
    drafts.keep(shop.store, "card/7/touch", {"words": "x"})
    drafts.keep(shop.store, "card/7/note", {"words": "Ünï \ud800 王"})
    assert [d.place for d in shop.read(drafts.all_kept)] == ["card/7/note", "card/7/touch", "counter/new"]
    drafts.keep(shop.store, "card/7/touch", {"words": "y"})
    assert shop.read(drafts.all_kept)[0].place == "card/7/touch", "also within one second"
    drafts.keep(shop.store, "counter/new", {"name": "Aoi T"})
    assert shop.read(drafts.all_kept)[0].words == {"name": "Aoi T"}
    assert shop.read(drafts.of, "nowhere") is None
