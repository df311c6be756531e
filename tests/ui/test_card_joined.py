"""A card that others went into says so, and parts from them again however late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import CustomerId, StepId
from relnotebook.notebook import customers, joining
from relnotebook.notebook.joining import Joined, Parted
from relnotebook.ui import card_joined
from relnotebook.ui.card_joined import CardJoined

from ..builders import Regular, Shop
from .cards import Card, OpenTill, card_of
from .conftest import beside


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", phone="0151 496 0183")


@pytest.fixture
def twin(shop: Shop, ngozi: Regular) -> Regular:
    return shop.customer("N. Okafor", phone="0151 496 0183").note("Allotment").is_(talk="The violin")


def part_of(card: Card) -> CardJoined:
    return card.body.side.joined


def test_a_card_that_is_nobody_else_s_says_nothing(open_till: OpenTill, ngozi: Regular) -> None:
    card = card_of(open_till, ngozi).settled()
    assert part_of(card).isHidden()


def test_months_later_they_are_two_again_and_what_stayed_is_named(
    open_till: OpenTill, shop: Shop, ngozi: Regular, twin: Regular, clock: Callable[[timedelta], None]
) -> None:
    shop.do(joining.join, ngozi.id, twin.id, choices={"name": "keep"})
    clock(timedelta(days=90))
    ngozi.is_(talk="The allotment")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(part_of(card).rows.shown) == 1)
    row = part_of(card).rows.shown[0]
    assert row.words.text().startswith("Joined with N. Okafor, ")
    row.part.click()
    card.until(lambda: part_of(card).isHidden())
    card.says("Ngozi Okafor has two cards again. Written since, and stays with Ngozi Okafor: What to talk about.")
    assert not beside(lambda: shop.read(customers.card, twin.id)).binned
    card.press("Ctrl+Z").until(lambda: not part_of(card).isHidden())


def test_the_card_that_went_leads_to_the_one_it_is_part_of(
    open_till: OpenTill, shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    shop.do(joining.join, ngozi.id, twin.id, choices={"name": "keep"})
    card = card_of(open_till, twin)
    card.until(lambda: len(part_of(card).rows.shown) == 1)
    row = part_of(card).rows.shown[0]
    assert row.words.text().startswith("This card went into the card of Ngozi Okafor, ")
    row.goal.click()
    card.until(lambda: card.page.about_customer()[0] == ngozi.id)


def test_what_cannot_be_parted_is_said_and_may_be_tried_again(
    open_till: OpenTill, shop: Shop, ngozi: Regular, twin: Regular
) -> None:
    shop.do(joining.join, ngozi.id, twin.id, choices={"name": "keep"})
    third = shop.customer("Ngozi O.")
    card = card_of(open_till, ngozi)
    card.until(lambda: len(part_of(card).rows.shown) == 1)
    beside(lambda: shop.do(joining.join, third.id, ngozi.id))  # another till, of which nothing is heard yet
    row = part_of(card).rows.shown[0]
    row.part.click()
    card.until(lambda: "Part those two first" in card.till.window.shell.banner.text())
    assert row.part.isEnabled()


def test_words_of_a_join() -> None:
    now = clocks.now()
    one = Joined(StepId(0), CustomerId(1), CustomerId(2), "Ngozi", "N. Okafor", None, "Jonas")
    assert card_joined.line(one, CustomerId(1), now) == "Joined with N. Okafor, long ago, Jonas"
    assert card_joined.line(one, CustomerId(2), now) == "This card went into the card of Ngozi, long ago"
    assert card_joined.stayed(Parted(CustomerId(1), CustomerId(2), (), 3), "Ngozi") == ""
