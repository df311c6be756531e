"""A card scanned while another page is up: it opens the person's card and ticks nothing on the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relnotebook.ui.window import Window

from ..builders import Shop
from .conftest import Till, beside

Open = Callable[[], Till]


def card_of(window: Window) -> Any:
    return window.page("card")


def open_nadia(shop: Shop, open_till: Open) -> Till:
    nadia = shop.customer("Nadia").usual("mint tea")
    nadia.variation(rule="asked", value="lemon", effect="plus", thing="lemon")
    shop.customer("Ngozi", card="4006381333931").usual("flat white")
    till = open_till()
    till.window.open_card(nadia.id)
    return till.until(lambda: card_of(till.window).ready and card_of(till.window).isVisible())


def test_a_scan_over_an_open_card_opens_the_other_one(open_till: Open, shop: Shop) -> None:
    till = open_nadia(shop, open_till)
    ticked: list[int] = []
    till.window.scans.digit.connect(ticked.append)
    till.type("4006381333931").press("Return")
    till.until(lambda: till.window.current.name == "card" and card_of(till.window).ready)
    till.until(lambda: card_of(till.window).view.card.name == "Ngozi")
    assert ticked == []
    assert beside(lambda: shop.read(lambda s: s.raw("SELECT count(*) FROM visit"))) == [(0,)]


def test_a_scan_without_enter_opens_it_too(open_till: Open, shop: Shop) -> None:
    till = open_nadia(shop, open_till).type("4006381333931")
    till.until(lambda: card_of(till.window).view.card.name == "Ngozi" and card_of(till.window).ready)


def test_nobodys_card_over_an_open_one_begins_a_new_one(open_till: Open, shop: Shop) -> None:
    till = open_nadia(shop, open_till).type("55443322").press("Return").views("new")
    assert till.window.current.name == "counter"
    till.until(till.counter.newcomer.sheet.name.hasFocus)
    till.until(lambda: till.counter.newcomer.sheet.value().card == "55443322")


def test_a_digit_alone_still_ticks(open_till: Open, shop: Shop) -> None:
    till = open_nadia(shop, open_till)
    ticked: list[int] = []
    till.window.actions_["card_variation_1"].triggered.connect(lambda: ticked.append(1))
    till.press("1").until(lambda: ticked == [1])


def test_digits_in_a_field_are_its_own(open_till: Open, shop: Shop) -> None:
    till = open_nadia(shop, open_till)
    till.press("N").type("4006381333931")
    field: Any = till.focus()
    assert field.toPlainText() == "4006381333931"
