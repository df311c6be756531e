"""People around a customer, and whom they live with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.notebook import people

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def rows(card: Card) -> list[str]:
    return [row.row.text() for row in card.body.side.people.people.shown]


def test_a_partner_with_a_card_is_a_link(open_till: OpenTill, shop: Shop) -> None:
    tobias, ngozi = shop.customer("Tobias Lindqvist"), shop.customer("Ngozi Okafor")
    shop.do(people.set_person, ngozi.id, "Partner", "", other=tobias.id)
    card = card_of(open_till, ngozi.knows("Daughter", "Ada", "4. Babyccino, no cocoa"))
    assert rows(card) == ["Partner  Tobias Lindqvist", "Daughter Ada , 4. Babyccino, no cocoa"]
    card.click(card.body.side.people.people.shown[0].row)
    card.until(lambda: card.body.header.who.text() == "Tobias Lindqvist" and card.page.ready)
    assert rows(card) == ["Partner  Ngozi Okafor"]


def test_somebody_new(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.side.people.add_button)
    form = card.body.side.people.composer
    card.write(form.relation, "Dog")
    card.write(form.who, "Biscuit")
    card.write(form.detail, "afraid of bikes").press("Return")
    card.until(lambda: rows(card) == ["Dog Biscuit , afraid of bikes"])


def test_a_card_found_by_its_name_is_linked_and_lives_there_too(open_till: OpenTill, shop: Shop) -> None:
    shop.customer("Tobias Lindqvist")
    card = card_of(open_till, shop.customer("Ngozi Okafor"))
    card.click(card.body.side.people.add_button)
    form = card.body.side.people.composer
    card.write(form.relation, "Partner")
    card.write(form.who, "Tobi")
    card.until(lambda: form.finder.isVisible() and form.finder._buttons)
    card.click(form.finder._buttons[0])
    assert form.who.text() == "Tobias Lindqvist"
    card.click(form.home.button("together")).click(form.go)
    card.until(lambda: rows(card) == ["Partner  Tobias Lindqvist", "Lives with Tobias Lindqvist"])


def test_the_address_is_changed_in_place(open_till: OpenTill, shop: Shop) -> None:
    tobias, ngozi = shop.customer("Tobias"), shop.customer("Ngozi")
    shop.do(people.live_with, ngozi.id, tobias.id)
    card = card_of(open_till, ngozi)
    card.click(card.body.side.people.people.shown[0].row)
    home = card.body.side.people.home
    card.write(home.address, "3 Harbour St")
    home.address.flush()
    card.until(lambda: rows(card) == ["Lives with Tobias 3 Harbour St"])
    card.click(home.remove).until(lambda: rows(card) == [])


def test_somebody_is_changed_and_removed(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").knows("Daughter", "Ada"))
    card.click(card.body.side.people.people.shown[0].row)
    editor = card.body.side.people.editor
    card.write(editor.detail, "5").press("Return").until(lambda: rows(card) == ["Daughter Ada , 5"])
    card.click(editor.remove).until(lambda: rows(card) == [])
    card.press("Ctrl+Z").until(lambda: rows(card) == ["Daughter Ada , 5"])
