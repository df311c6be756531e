"""E: everything that says who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from relnotebook.notebook import customers
from relnotebook.widgets.parts import SavingLine

from ..builders import Shop
from .cards import Card, card_of
from .conftest import beside

if TYPE_CHECKING:
    from .cards import OpenTill


def line(card: Card, key: str) -> SavingLine:
    found = card.body.identity.fields[key].widget
    assert isinstance(found, SavingLine)
    return found


def test_everything_saves_itself_while_it_is_typed(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi Okafor"))
    card.press("E")
    assert line(card, "name").hasFocus()
    card.type("Ngozi Okafor-Lind")
    card.until(lambda: card.body.header.who.text() == "Ngozi Okafor-Lind")
    card.write(line(card, "say"), "en-GOH-zee")
    card.until(lambda: card.body.header.say.text() == "Say  en-GOH-zee")
    card.write(line(card, "own_script"), "田中 葵")
    card.write(line(card, "pronouns"), "she/her")
    card.until(lambda: card.body.header.who.text() == "Ngozi Okafor-Lind 田中 葵 she/her")
    card.press("Esc")
    assert not card.body.identity.isVisible()
    assert card.body.header.who.hasFocus()


def test_a_taken_card_number_stays_and_says_so(open_till: OpenTill, shop: Shop) -> None:
    shop.customer("Tobias", card="0042")
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.side.number.add_button)
    number = line(card, "card_number")
    assert number.hasFocus()
    card.type("0042").until(lambda: number.property("invalid"))
    assert number.text() == "0042"
    assert card.body.identity.fields["card_number"].sentence()
    card.write(number, "0043").until(lambda: card.body.side.number.row.text() == "0043")
    assert not number.property("invalid")


def test_a_change_from_elsewhere_never_overwrites_what_is_typed(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.press("E").write(line(card, "talk"), "the allot")
    changes = beside(lambda: shop.store.do(customers.edit, regular.id, talk="football", pronouns="she/her"))[1]
    card.page.bridge.tell(changes)
    card.until(lambda: line(card, "pronouns").text() == "she/her")
    assert line(card, "talk").text() == "the allot"
    card.type("ment").until(lambda: card.body.header.say.text() == "the allotment")


def test_the_form_opens_for_the_next_card_with_its_own_words(open_till: OpenTill, shop: Shop) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.press("E").type("Ngozi O")
    Card(card.till, other)
    assert not card.body.identity.isVisible()
    card.press("E")
    assert line(card, "name").text() == "Tobias"
    names = beside(lambda: [shop.read(customers.card, who.id).name for who in (regular, other)])
    assert names == ["Ngozi O", "Tobias"]


def test_e_again_closes_it(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    card.press("E")
    assert card.body.usual_edit.isVisible()
    card.body.header.take_focus()
    card.press("E")
    assert not card.body.identity.isVisible()
    assert not card.body.usual_edit.isVisible()


def test_every_field_is_named(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("E")
    assert all(made.accessibleName() for made in card.body.identity.findChildren(QLineEdit))


def test_examples_never_look_like_what_is_known(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Kateryna").usual("Tea"))
    card.press("E")
    hints = {made.placeholderText() for made in card.body.findChildren(QLineEdit) if made.isVisible()}
    assert not hints & {"Ngozi", "Ngozi Okafor", "Okafor", "Tom", "Own green cup, no lid", "she/her"}
    assert "such as she/her" in hints
