"""What the page reads."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import doubles
from relnotebook.ui.doubles import reads

from ...builders import Shop


def test_two_cards_with_what_tells_them_apart(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("flat white")
    twin = shop.customer("N. Okafor", phone="0151 496 0183")
    found = shop.read(reads.read_sides, ngozi.id, twin.id)
    assert (found.usuals, found.phones) == (("flat white", ""), ("0151 496 0183", "0151 496 0183"))
    assert found.reasons[0] == "Same phone: 0151 496 0183"
    with pytest.raises(Refusal, match="same-card"):
        shop.read(reads.read_sides, ngozi.id, ngozi.id)


def test_who_may_be_the_other_card(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183")
    twin = shop.customer("N. Okafor", phone="0151 496 0183")
    asked = shop.read(reads.read_asked, ngozi.id)
    assert (asked.line.name, [near.line.id for near in asked.near]) == ("Ngozi Okafor", [twin.id])
    with pytest.raises(NotFound):
        shop.read(reads.read_asked, CustomerId(99))


def test_a_chosen_pair_and_what_became_of_others(shop: Shop) -> None:
    ngozi, omar = shop.customer("Ngozi Okafor"), shop.customer("Omar Haddad")
    pair = shop.read(reads.read_pair, omar.id, ngozi.id)
    assert (pair.one, pair.other) == (ngozi.id, omar.id)
    shop.do(doubles.not_same, ngozi.id, omar.id)
    assert shop.read(reads.read_standing, [pair]) == ()
