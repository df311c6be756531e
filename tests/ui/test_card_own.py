"""The shop's own fields on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.notebook import fields
from relnotebook.ui import card_own

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def rows(card: Card) -> list[str]:
    return [row.text() for row in card.body.side.own.values.shown]


def with_field(open_till: OpenTill, shop: Shop, kind: str, choices: str = "") -> Card:
    regular = shop.customer("Ngozi")
    shop.do(fields.define, "Shoe", kind, choices=choices)
    card = card_of(open_till, regular)
    card.click(card.body.side.own.values.shown[0])
    return card


def test_words_are_written(open_till: OpenTill, shop: Shop) -> None:
    card = with_field(open_till, shop, "text")
    assert rows(card) == ["Shoe:  nothing yet"]
    card.write(card.body.side.own.editor.line, "wide").press("Return").until(lambda: rows(card) == ["Shoe:  wide"])


def test_a_number_that_is_none_is_refused_beside_it(open_till: OpenTill, shop: Shop) -> None:
    card = with_field(open_till, shop, "number")
    line = card.body.side.own.editor.line
    card.write(line, "large").press("Return").until(lambda: line.property("invalid"))
    assert line.text() == "large"
    card.write(line, "41,5").press("Return").until(lambda: rows(card) == ["Shoe:  41.5"])


def test_yes_or_no(open_till: OpenTill, shop: Shop) -> None:
    card = with_field(open_till, shop, "yesno")
    choice = card.body.side.own.editor.choice
    assert choice.isVisible()
    choice.set_value("yes")
    choice.picked.emit("yes")
    card.until(lambda: rows(card) == ["Shoe:  Yes"])


def test_several_of_a_list(open_till: OpenTill, shop: Shop) -> None:
    card = with_field(open_till, shop, "choices", "Left\nRight")
    ticks = card.body.side.own.editor._ticks
    card.click(ticks[0]).until(lambda: rows(card) == ["Shoe:  Left"])
    card.click(ticks[1]).until(lambda: rows(card) == ["Shoe:  Left, Right"])


def test_a_new_field_stands_on_every_card(open_till: OpenTill, shop: Shop) -> None:
    other = shop.customer("Tobias")
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.side.own.add_button).type("Shoe").press("Return")
    card.until(lambda: rows(card) == ["Shoe:  nothing yet"])
    assert rows(Card(card.till, other)) == ["Shoe:  nothing yet"]


def test_a_field_is_hidden_and_comes_back(open_till: OpenTill, shop: Shop) -> None:
    card = with_field(open_till, shop, "text")
    card.click(card.body.side.own.editor.remove).until(lambda: rows(card) == [])
    card.press("Ctrl+Z").until(lambda: rows(card) == ["Shoe:  nothing yet"])


def test_types_match_the_notebook() -> None:
    assert {key for key, _word in card_own.types()} == set(fields.TYPES)
