"""Dates on the card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def rows(card: Card) -> list[str]:
    return [row.text() for row in card.body.side.dates.dates.shown]


def test_a_birthday_and_how_long_they_have_been_coming(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").birthday("14 March")
    regular.had("Tea", until=clocks.now() - timedelta(days=800))
    card = card_of(open_till, regular)
    assert rows(card) == ["Birthday, 14 March in 16 weeks"]
    assert card.body.side.dates.tenure.text() == "Customer for 2 years since 11 September 2024"
    assert card.body.side.dates.add_button.isHidden()


def test_an_empty_group_is_one_line(open_till: OpenTill, shop: Shop) -> None:
    dates = card_of(open_till, shop.customer("Ngozi")).body.side.dates
    assert dates.add_button.isVisible()
    assert dates.add_button.text() == "Add a birthday"
    assert not dates.head.isVisible()


def test_month_only(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.side.dates.add_button).type("March").press("Return")
    card.until(lambda: rows(card) == ["Birthday in March"])


def test_a_birthday_typed_wrong_keeps_the_words_and_says_so(open_till: OpenTill, shop: Shop) -> None:
    other = shop.customer("Tobias")
    regular = shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.click(card.body.side.dates.add_button).type("31/02/1990").press("Return")
    form = card.body.side.dates.composer
    card.until(lambda: form.refusal.isVisible())
    assert "28/02/1990" in form.refusal.text()
    assert form.typed.text() == "31/02/1990"
    Card(card.till, other)
    Card(card.till, regular)
    assert form.kept.text() == "We kept what you typed: 31/02/1990"
    card.click(form.go_on)
    assert form.typed.text() == "31/02/1990"
    card.write(form.typed, "28/02/1990").press("Return")
    card.until(lambda: rows(card) == ["Birthday, 28 February 1990 in 14 weeks"])
    assert not form.isVisible()


def test_changed_in_place_and_a_wrong_change_stays(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").birthday("14 March")
    card = card_of(open_till, regular)
    card.click(card.body.side.dates.dates.shown[0])
    editor = card.body.side.dates.editor
    assert editor.typed.text() == "14 March"
    card.write(editor.typed, "32 March").press("Return").until(lambda: editor.typed.property("invalid"))
    regular_changed = card.shop_read(lambda s: None)
    assert regular_changed is None
    assert rows(card) == ["Birthday, 14 March in 16 weeks"]
    assert editor.typed.text() == "32 March"
    card.write(editor.typed, "15 March").press("Return")
    card.until(lambda: rows(card) == ["Birthday, 15 March in 16 weeks"])
    card.click(editor.remove).until(lambda: rows(card) == [])
    assert not editor.isVisible()


def test_refused_words_come_back_with_the_row(open_till: OpenTill, shop: Shop) -> None:
    other = shop.customer("Tobias")
    regular = shop.customer("Ngozi").birthday("14 March")
    card = card_of(open_till, regular)
    card.click(card.body.side.dates.dates.shown[0])
    editor = card.body.side.dates.editor
    card.write(editor.typed, "32 March").press("Return").until(lambda: editor.typed.property("invalid"))
    Card(card.till, other)
    assert not editor.isVisible()
    Card(card.till, regular)
    card.click(card.body.side.dates.dates.shown[0])
    assert editor.typed.text() == "32 March"
    assert editor.typed.accessibleDescription() == "We kept what you typed."


def test_a_29_february_has_its_rule(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").birthday("29 February"))
    assert rows(card) == ["Birthday, 29 February in 14 weeks"]
    card.click(card.body.side.dates.dates.shown[0])
    editor = card.body.side.dates.editor
    assert editor.leap.isVisible()
    editor.leap.set_value("1mar")
    editor.leap.picked.emit("1mar")
    card.until(lambda: card.page.view is not None and card.page.view.card.dates[0].leap_rule == "1mar")


def test_no_countdown_for_the_dead(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import customers

    regular = shop.customer("Ngozi").birthday("14 March")
    shop.do(customers.set_state, regular.id, "deceased")
    assert rows(card_of(open_till, regular)) == ["Birthday, 14 March"]
