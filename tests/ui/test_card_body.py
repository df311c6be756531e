"""How the parts stand together, and what is brought into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..builders import Shop
from .cards import card_of
from .conftest import Till

if TYPE_CHECKING:
    from .cards import OpenTill


def test_two_columns_in_a_normal_window(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    body = card.body
    assert body.width_class == "normal"
    assert body.side_scroll.isVisible()
    assert body.side_scroll.width() == 324
    assert body.header.about.parentWidget() is body.header


def test_folded_and_unfolded_again(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").is_(say="en-GOH-zee").birthday("14 March"))
    body = card.body
    for width, name, shown in ((800, "tight", False), (1000, "narrow", True), (1280, "normal", True)):
        card.till.frame.resize(width, 700)
        card.until(lambda name=name: body.width_class == name)
        assert body.side_scroll.isVisible() is shown
        assert body.side.isVisible()
        assert body.header.about.isVisible()
        assert body.main.isAncestorOf(body.side) is not shown
    assert body.header.isAncestorOf(body.header.about)


def test_what_opens_comes_into_sight(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").usual("Tea").had("Tea", times=60)
    for n in range(12):
        regular.loves(f"thing {n}", f"Category {n}")
    card = card_of(open_till, regular)
    card.till.frame.resize(1280, 500)
    card.press("N")
    note, area = card.body.history.note, card.body.main.viewport()

    def inside() -> bool:
        top = note.mapTo(area, note.rect().topLeft()).y()
        return top >= 0 and top + note.height() <= area.height() + 1

    card.until(inside)


def test_right_to_left_mirrors_the_page(closed_till: Till, open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.widgets.theme import Look

    closed_till.theme.apply(Look(rtl=True))
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea"))
    body = card.body
    assert body.side_scroll.x() < body.main.x()
    header = body.header
    assert header.disc.mapTo(header, header.disc.rect().center()).x() > header.width() / 2


def test_panes_for_f6(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Tea").had("Tea"))
    panes = card.page.panes()
    assert panes[0] is card.body.header.who
    assert panes[1] is card.body.usual.lines[0].button
    assert all(pane.isVisible() for pane in panes)


def test_each_opening_and_each_log_begins_at_the_top(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").usual("Tea").had("Cake", times=60)
    card = card_of(open_till, regular)
    card.press("N").type("Half")
    bar = card.body.main.verticalScrollBar()
    card.press("Esc", "Esc")
    bar.setValue(bar.maximum())
    card.till.window.open_card(regular.id, (regular.id,))
    card.settled().until(lambda: bar.value() == 0)
    assert card.body.usual.lines[0].button.visibleRegion().boundingRect().height() > 0
    bar.setValue(bar.maximum())
    card.press("Ctrl+Return").until(lambda: bar.value() == 0)
