"""Finding another card from within a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.ui.card_find import CardFinder

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def finder(card: Card) -> CardFinder:
    card.click(card.body.side.people.add_button)
    return card.body.side.people.composer.finder


def test_cards_that_fit_but_not_this_one(open_till: OpenTill, shop: Shop) -> None:
    shop.customer("Ngozi Adeyemi").usual("Tea")
    card = card_of(open_till, shop.customer("Ngozi Okafor"))
    found = finder(card)
    card.write(card.body.side.people.composer.who, "Ngo")
    card.until(lambda: [made.text() for made in found._buttons] == ["Ngozi Adeyemi Tea"])
    card.write(card.body.side.people.composer.who, "N")
    assert not found.isVisible()


def test_typing_on_unlinks(open_till: OpenTill, shop: Shop) -> None:
    other = shop.customer("Tobias Lindqvist")
    card = card_of(open_till, shop.customer("Ngozi Okafor"))
    found, form = finder(card), card.body.side.people.composer
    card.write(form.who, "Tob").until(lambda: bool(found._buttons))
    card.click(found._buttons[0])
    assert form._other == other.id
    form.who.setFocus()
    card.press("End").type(" junior")
    assert form._other is None
    assert not form.home.isVisible()
