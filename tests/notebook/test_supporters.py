"""Me too: who wants an idea, how much, in which words; tallies; who was told that it came true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import phrases
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import ideas, staff, supporters, timeline

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


@pytest.fixture
def chai(shop: Shop) -> int:
    """An idea of somebody without a card."""
    return int(shop.do(ideas.add, "Masala chai"))


def test_me_too_counts_a_person_once(shop: Shop, ngozi: Regular, chai: int) -> None:
    changes = shop.changes(supporters.support, chai, ngozi.id, quote="With ginger")
    first = shop.read(supporters.wanted_by, ngozi.id)[0].support
    assert shop.do(supporters.support, chai, ngozi.id) == first
    found = shop.read(ideas.one, chai)
    assert found.card.supporters == 2
    assert [(one.name, one.quote, one.weight) for one in found.supporters if one.customer] == [
        ("Ngozi Okafor", "With ginger", 1)
    ]
    assert changes is not None
    assert (changes.kinds, changes.customers) == ({Kind.IDEA}, {ngozi.id})
    assert phrases.done(changes) == "Ngozi wants this too. Noted."


def test_said_again_the_new_words_and_weight_hold(shop: Shop, ngozi: Regular, chai: int) -> None:
    shop.do(supporters.support, chai, ngozi.id, quote="With ginger", weight=3)
    shop.do(supporters.support, chai, ngozi.id)
    [wish] = shop.read(supporters.wanted_by, ngozi.id)
    assert (wish.quote, wish.weight) == ("With ginger", 3), "one key takes nothing away"
    shop.do(supporters.support, chai, ngozi.id, quote="Without ginger", weight=2)
    [wish] = shop.read(supporters.wanted_by, ngozi.id)
    assert (wish.quote, wish.weight) == ("Without ginger", 2)
    assert shop.read(ideas.board).lanes["heard"][0].weight == 3


def test_me_too_to_a_joined_twin_is_for_the_idea_it_is_in(shop: Shop, ngozi: Regular, chai: int) -> None:
    twin = shop.do(ideas.add, "Indian tea")
    shop.do(ideas.join, chai, twin)
    shop.do(supporters.support, twin, ngozi.id)
    shop.do(supporters.tally, twin, 2)
    assert shop.read(supporters.wanted_by, ngozi.id)[0].idea == chai
    assert shop.read(ideas.one, chai).card.supporters == 5


def test_what_cannot_be_wanted_is_refused(shop: Shop, ngozi: Regular, chai: int) -> None:
    ours = shop.do(ideas.add, "A second stool", of_staff=True)
    before = shop.tables()
    for idea, who, error, more in (
        (99, ngozi.id, NotFound, {}), (ours, ngozi.id, NotFound, {}), (chai, 99, NotFound, {}),
        (chai, ngozi.id, Refusal, {"weight": 4}), (chai, ngozi.id, Refusal, {"channel": "pigeon"}),
    ):  # fmt: skip
        with pytest.raises(error):
            shop.do(supporters.support, idea, who, **more)
    for many in (0, -2, 10_001):
        with pytest.raises(Refusal, match="bad-number"):
            shop.do(supporters.tally, chai, many)
    assert shop.tables() == before


def test_a_me_too_is_withdrawn_and_taken_back(shop: Shop, ngozi: Regular, chai: int) -> None:
    support = shop.do(supporters.support, chai, ngozi.id)
    before = shop.tables()
    shop.do(supporters.withdraw, support)
    assert (shop.read(supporters.wanted_by, ngozi.id), shop.read(ideas.one, chai).card.supporters) == ((), 1)
    with pytest.raises(NotFound, match="no-support"):
        shop.do(supporters.withdraw, support)
    shop.undo()
    assert shop.tables() == before


def test_who_suggested_it_may_withdraw_and_the_idea_stays(shop: Shop, ngozi: Regular) -> None:
    idea = shop.do(ideas.add, "Rye", customer=ngozi.id)
    shop.do(supporters.withdraw, shop.read(ideas.one, idea).supporters[0].id)
    assert (shop.read(ideas.one, idea).card.supporters, shop.read(ideas.one, idea).card.by) == (
        0,
        "Ngozi Okafor, at the counter",
    )


# Telling


def test_on_the_menu_each_of_them_waits_to_be_told_and_is_told_once(shop: Shop, ngozi: Regular, chai: int) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    support = shop.do(supporters.support, chai, ngozi.id, quote="With ginger")
    assert shop.read(supporters.untold_of, ngozi.id) == ()
    with pytest.raises(Refusal, match="not-on-menu"):
        shop.do(supporters.tell, support)
    shop.do(ideas.edit, chai, offer="Masala chai, all winter", price="3.20")
    shop.do(ideas.move, chai, "menu")
    [wish] = shop.read(supporters.untold_of, ngozi.id)
    assert (wish.support, wish.title, wish.offer, wish.price, wish.quote) == (
        support,
        "Masala chai",
        "Masala chai, all winter",
        320,
        "With ginger",
    )
    before = shop.tables()
    shop.store.do_as(jonas, supporters.tell, support, "phone")
    told = shop.tables()
    assert shop.read(supporters.untold_of, ngozi.id) == ()
    assert shop.read(supporters.wanted_by, ngozi.id)[0].told
    [entry] = [one for one in shop.read(timeline.page, ngozi.id).entries if one.kind == "touchpoint"]
    assert (entry.text, entry.detail) == ("Told: “Masala chai, all winter” is on the menu now", "phone")
    shop.do(supporters.tell, support)
    assert shop.tables() == told, "told twice is told once"
    shop.undo()
    assert shop.tables() == before


def test_many_are_told_in_one_step(shop: Shop, ngozi: Regular, chai: int) -> None:
    found = [shop.do(supporters.support, chai, who) for who in (ngozi.id, shop.customer("Omar").id)]
    tally = shop.do(supporters.tally, chai, 3)
    shop.do(ideas.move, chai, "menu")
    before = shop.tables()
    assert shop.do(supporters.tell_many, [*found, tally, 99], "email") == 2
    assert shop.read(ideas.board).lanes["menu"][0].to_tell == 0
    assert shop.do(supporters.tell_many, found, "email") == 0
    shop.undo()
    assert shop.tables() == before


def test_nobody_is_told_who_has_no_name(shop: Shop, chai: int) -> None:
    shop.do(ideas.move, chai, "menu")
    with pytest.raises(NotFound, match="no-support"):
        shop.do(supporters.tell, shop.do(supporters.tally, chai, 3))
    with pytest.raises(NotFound, match="no-support"):
        shop.do(supporters.tell, 99)


def test_all_wishes_of_a_customer_the_newest_first(
    shop: Shop, ngozi: Regular, chai: int, clock: Callable[[timedelta], None]
) -> None:
    shop.do(supporters.support, chai, ngozi.id)
    clock(timedelta(days=1))
    shop.do(ideas.add, "Rye", customer=ngozi.id)
    found = shop.read(supporters.wanted_by, ngozi.id)
    assert [(one.title, one.suggested) for one in found] == [("Rye", True), ("Masala chai", False)]
