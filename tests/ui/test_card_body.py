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


def test_at_200_percent_alert_and_usual_stand_whole(closed_till: Till, open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi Okafor").is_(say="en-GOH-zee", talk="Likes to hear about the allotment.")
    regular.alert("Nut allergy", advice="Clean jug and tongs. Nothing with almond or hazelnut near it. Carries a pen.")
    closed_till.change(scale=2.0)
    card = card_of(open_till, regular.usual("Oat flat white, extra hot").had("Tea"))
    card.till.frame.resize(1024, 700)
    body = card.settled().body
    card.until(lambda: not body.alerts.hold.verticalScrollBar().isVisible())
    pressed = body.usual.lines[0].button
    card.until(lambda: pressed.visibleRegion().boundingRect().height() == pressed.height())
    tops = [part.mapTo(body.main.widget(), part.rect().topLeft()).y() for part in (body.usual, body.header.about)]
    assert tops == sorted(tops), "how to say the name comes after the usual"


def test_the_column_at_the_side_reaches_the_edge(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").reach("email", "ngozi@okafor.example").usual("Tea").had("Tea", times=40)
    body = card_of(open_till, regular).body
    assert body.side_scroll.x() + body.side_scroll.width() == body.width()
    for area in (body.main, body.side_scroll):
        assert area.verticalScrollBar().sizeHint().width() == 8
    row = body.side.reach.contacts.shown[0].row
    assert row.words._lay_out(row.words.width())[0].lineCount() == 1, "an address stands on one line"
