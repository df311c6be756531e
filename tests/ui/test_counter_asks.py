"""What speaks against an order before it is logged."""

from __future__ import annotations

from relnotebook.ui.counter_asks import order_warnings

from ..builders import Shop


def test_each_word_is_warned_about_once(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").is_(pronouns="she/her").usual("almond croissant").alert("Nut allergy")
    ngozi.never("nuts, marzipan")
    assert shop.read(order_warnings, ngozi.id) == ("Almond, and she has a nut allergy. Ask first.",)


def test_warnings_are_of_the_variations_that_hold_too(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").usual("flat white").never("nuts")
    assert shop.read(order_warnings, ngozi.id) == ()
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="hazelnut bun")
    assert len(shop.read(order_warnings, ngozi.id)) == 1
