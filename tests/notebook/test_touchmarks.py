"""One mark for each touch: the last word holds, and telling somebody anywhere is a tick."""

from __future__ import annotations

import pytest

from relnotebook.notebook import feedback, recovery, telling, touches, touchmarks

from ..builders import Regular, Shop


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad")


@pytest.fixture
def solved(shop: Shop, omar: Regular) -> int:
    """Something is to be told to Omar."""
    found: int = shop.do(feedback.add, "Twenty minutes for one flat white.", customer=omar.id, feeling="upset")
    shop.do(recovery.decide, found, "yes", we_did="A second grinder")
    return found


def states(shop: Shop, who: Regular) -> dict[str, str]:
    return {key: mark.state for key, mark in shop.read(touchmarks.of, who.id).items()}


def test_the_touch_is_found_by_its_key_while_it_is_open(shop: Shop, omar: Regular, solved: int) -> None:
    key = touchmarks.news_key("feedback", solved)
    assert key == f"told-{solved}"
    found = shop.read(touchmarks.find, omar.id, key)
    assert found is not None
    assert (found.kind, found.source) == ("feedback", solved)
    assert shop.read(touchmarks.find, omar.id, "told-99") is None
    shop.do(telling.tell, solved)
    assert shop.read(touchmarks.find, omar.id, key) is None


def test_telling_leaves_the_mark_that_a_tick_leaves(shop: Shop, omar: Regular, solved: int) -> None:
    shop.do(telling.tell, solved)
    told = shop.read(touchmarks.of, omar.id)
    shop.undo()
    assert shop.read(touchmarks.of, omar.id) == {}
    shop.do(touches.do, f"{omar.id}:told-{solved}")
    assert shop.read(touchmarks.of, omar.id) == told


def test_the_last_word_holds(shop: Shop, omar: Regular, solved: int) -> None:
    shop.do(touches.snooze, f"{omar.id}:told-{solved}", "next_visit")
    assert states(shop, omar) == {f"told-{solved}": "snoozed"}
    shop.do(telling.tell, solved)
    assert states(shop, omar) == {f"told-{solved}": "done"}
    shop.undo()
    assert states(shop, omar) == {f"told-{solved}": "snoozed"}


def test_told_after_all_not_is_no_longer_done(shop: Shop, omar: Regular, solved: int) -> None:
    shop.do(telling.tell, solved)
    shop.do(recovery.reopen, solved, "thank")
    assert states(shop, omar) == {}


def test_words_without_a_card_leave_no_mark(shop: Shop) -> None:
    said = shop.do(feedback.add, "Too cold.", kind="complaint", given_name="Tom")
    shop.do(recovery.decide, said, "yes", we_did="Warm cups")
    shop.do(telling.tell, said)
    shop.do(recovery.reopen, said, "thank")
    assert shop.tables()["touch_mark"] == []
