"""Tab goes through the card as it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from relnotebook.ui.card_stops import beyond, without_doubles

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def regular_card(open_till: OpenTill, shop: Shop) -> Card:
    regular = shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("Flat white").alert("Nut allergy")
    regular.variation(rule="weekday", value="4", effect="plus", thing="a bun").loves("oat milk").birthday("14 March")
    return card_of(open_till, regular.tagged("Own cup").had("Tea", times=2))


def test_tab_follows_the_page(open_till: OpenTill, shop: Shop) -> None:
    card = regular_card(open_till, shop)
    body, hero = card.body, card.body.usual
    wanted: list[QWidget] = [
        body.alerts.presses[0],
        hero.lines[0].button,
        hero.lines[0].chips()[0],
        hero.other_button,
        hero.when_button,
        body.knows.add_button,
        next(iter(body.knows.chips.values())),
        *(body.history.filters.button(key) for key in ("all", "visits", "touchpoints", "notes", "feedback")),
        body.history.list,
        body.side.closeness.step.plan,
        body.side.reminders.add_button,
        body.side.dates.more,
        body.side.dates.dates.shown[0],
    ]
    assert body.header.who.hasFocus()
    card.until(body.side.closeness.step.plan.isVisible)
    found = []
    for _stop in wanted:
        card.press("Tab")
        found.append(card.till.focus())
    assert found == wanted
    for stop in reversed(wanted[:-1]):
        card.press("Shift+Tab")
        assert card.till.focus() is stop


def test_after_the_last_field_of_the_form_comes_done(open_till: OpenTill, shop: Shop) -> None:
    card = regular_card(open_till, shop)
    card.press("E")
    form = card.body.identity
    for made in list(form.fields.values())[1:]:
        card.press("Tab")
        assert card.till.focus() is made.widget
    card.press("Tab")
    assert card.till.focus() is form.done


def test_no_stop_is_invisible_and_tab_leaves_at_the_end(open_till: OpenTill, shop: Shop) -> None:
    card = regular_card(open_till, shop)
    stops = card.body.stops()
    assert all(stop.isVisible() and not stop.visibleRegion().isEmpty() for stop in stops[:8])
    assert body_areas_are_no_stops(card)
    stops[-1].setFocus()
    card.press("Tab")
    assert not card.page.isAncestorOf(card.till.focus())
    stops[0].setFocus()
    assert beyond(card.page, forward=False) is not None
    assert without_doubles([stops[0], stops[1], stops[0]]) == stops[:2]


def body_areas_are_no_stops(card: Card) -> bool:
    return not {card.body.main, card.body.side_scroll, card.body.alerts.hold} & set(card.body.stops())
