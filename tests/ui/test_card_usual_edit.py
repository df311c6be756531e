"""Changing the usual and its variations in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.notebook import usual

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from relnotebook.notebook.usual import Usual

    from .cards import OpenTill


def opened(open_till: OpenTill, shop: Shop) -> Card:
    regular = shop.customer("Ngozi").usual("Flat white", how="Own cup")
    card = card_of(open_till, regular.variation(rule="weekday", value="4", effect="plus", thing="a bun"))
    card.body.usual_edit.open_up()
    card.body.usual_edit.start()
    return card


def first(card: Card) -> Usual:
    found: tuple[Usual, ...] = card.shop_read(usual.of, card.regular.id)
    return found[0]


def test_the_order_is_changed_in_place(open_till: OpenTill, shop: Shop) -> None:
    card = opened(open_till, shop)
    form = next(iter(card.body.usual_edit.forms.values()))
    card.write(form.order, "Oat flat white").press("Return")
    card.until(lambda: card.body.usual.lines[0].order.text() == "Oat flat white")
    assert first(card).how == "Own cup"


def test_a_variation_is_changed(open_till: OpenTill, shop: Shop) -> None:
    card = opened(open_till, shop)
    form = next(iter(card.body.usual_edit.forms.values()))
    variation = next(iter(form.forms.values()))
    card.click(variation.rule.days[5])
    card.until(lambda: card.body.usual.lines[0].chips()[0].words() == "Fridays and Saturdays: plus a bun")
    card.click(variation.bin).until(lambda: not card.body.usual.lines[0].chips())


def test_a_wrong_time_stays_and_says_so(open_till: OpenTill, shop: Shop) -> None:
    card = opened(open_till, shop)
    form = next(iter(card.body.usual_edit.forms.values()))
    card.click(form.more)
    new = form._new
    assert new is not None
    new.rule.show_rule("after", "")
    card.write(new.rule.words, "quarter past")
    new.effect.set_value("change")
    card.write(new.thing, "decaf")
    card.click(new.go).until(lambda: new.refusal.isVisible())
    assert new.rule.words.text() == "quarter past"
    card.write(new.rule.words, "3 pm")
    card.click(new.go).until(lambda: len(first(card).variations) == 2)
    chips = card.body.usual.lines[0].chips
    card.until(lambda: [chip.words() for chip in chips()] == ["Fridays: plus a bun", "After 3 pm: decaf"])


def test_a_usual_for_somebody_else(open_till: OpenTill, shop: Shop) -> None:
    card = opened(open_till, shop)
    card.click(card.body.usual_edit.add_button)
    another = card.body.usual_edit.another
    card.write(another.order, "Filter coffee")
    card.write(another.whom, "Tom").press("Return")
    card.until(lambda: len(card.body.usual.lines) == 2)
    assert not another.isVisible()


def test_escape_closes_it(open_till: OpenTill, shop: Shop) -> None:
    card = opened(open_till, shop)
    card.press("Esc")
    assert not card.body.usual_edit.isVisible()
    assert card.body.header.who.hasFocus()
