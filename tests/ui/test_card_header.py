"""The head of the card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from relnotebook.base import clock as clocks
from relnotebook.notebook import customers

from ..builders import Shop
from .cards import card_of
from .conftest import Till

if TYPE_CHECKING:
    from .cards import OpenTill


def test_everything_that_is_known(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Aoi Tanaka").is_(own_script="田中 葵", say="ah-OH-ee", talk="Likes trains.")
    regular.had("Tea", times=10, every=3, until=clocks.now() - timedelta(days=2))
    header = card_of(open_till, regular).body.header
    assert header.who.text() == "Aoi Tanaka 田中 葵"
    assert header.say.text() == "Say  ah-OH-ee Likes trains."
    assert header.last.text() == "Last in on Wednesday"
    assert header.rhythm.text() == "Comes about every 3 days, since October 2026"
    assert not header.state.isVisible()


def test_nothing_known_takes_no_room(open_till: OpenTill, shop: Shop) -> None:
    header = card_of(open_till, shop.customer("Ngozi")).body.header
    assert not header.say.isVisible()
    assert not header.rhythm.isVisible()
    assert header.last.text() == "No visit noted yet"


def test_a_phone_stands_for_a_name_nobody_told(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("", phone="0151 496 0183"))
    assert card.body.header.who.text() == "0151 496 0183"


def test_the_state_is_a_chip(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    shop.do(customers.set_state, regular.id, "deceased")
    header = card_of(open_till, regular).body.header
    assert header.state.isVisible()
    assert header.state.mark().words() == "Has died"


def test_the_buttons_follow_the_commands(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    words = [made.text().replace("&", "") for made in card.body.header.wide]
    assert words == ["Add a note", "Log a touchpoint", "Edit"]
    assert [made.key() for made in card.body.header.wide] == ["N", "T", "E"]
    card.click(card.body.header.wide[0])
    assert card.body.history.note.isVisible()
    card.click(card.body.header.back_button)
    assert card.till.window.current.name == "counter"


def test_where_it_is_tight_the_buttons_are_icons(closed_till: Till, open_till: OpenTill, shop: Shop) -> None:
    closed_till.change(scale=2.0)
    header = card_of(open_till, shop.customer("Ngozi")).body.header
    assert all(made.isVisible() and made.accessibleName() for made in header.small)
    assert not any(made.isVisible() for made in header.wide)


LONG = "Maria Teresa Francisca de Assunção Wanderley-Figueiredo de Albuquerque e Castro da Silva Prado Monteiro"


@pytest.mark.parametrize("name", ["Ngozi Okafor", "tall man, grey dog", LONG, "W" * 2000])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_whole_name_is_in_reach(
    closed_till: Till, open_till: OpenTill, shop: Shop, name: str, scale: float
) -> None:
    closed_till.change(scale=scale)
    card = card_of(open_till, shop.customer(name).usual("Tea"))
    header = card.body.header
    assert header.who.text() == name or len(name) == 2000, "a name wraps and is never cut"
    assert header.who.height() >= header.who.heightForWidth(header.who.width())
    assert card.body.main.height() > 100, "however long it is"
    assert header.who.toolTip() == "" or header.who.text().endswith("…")
