"""The "..." menu of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from relnotebook.ui.card_menu import fill_menu

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def menu_of(card: Card) -> dict[str, object]:
    """What the menu offers now: words and what they do."""
    menu = QMenu(card.page)
    assert card.page.view is not None
    fill_menu(menu, card.page.actions_, card.page.view, card.body)
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def give(card: Card, words: str) -> None:
    menu_of(card)[words].trigger()


def test_states_and_back(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    assert "Comes in as always" not in menu_of(card)
    give(card, "Moved away")
    card.until(lambda: card.body.header.state.isVisible() and card.body.header.state.mark().words() == "Moved away")
    give(card, "Comes in as always")
    card.until(lambda: not card.body.header.state.isVisible())


def test_into_the_bin_and_out(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    give(card, "Put the card in the bin")
    card.until(lambda: card.body.header.state.isVisible())
    assert card.body.header.state.mark().words() == "In the bin"
    assert "Moved away" not in menu_of(card)
    give(card, "Take the card out of the bin")
    card.until(lambda: not card.body.header.state.isVisible())


def test_commands_are_those_of_the_keys(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    give(card, "Add a note")
    assert card.body.history.note.isVisible()
    give(card, "Change the usual")
    assert card.body.usual_edit.isVisible()
