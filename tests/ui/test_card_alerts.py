"""Alerts on the card: always in sight, spoken, changed and confirmed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relnotebook.notebook import preferences

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from relnotebook.notebook.preferences import Alert

    from .cards import OpenTill


def alerts(card: Card) -> tuple[Alert, ...]:
    found: tuple[Alert, ...] = card.shop_read(preferences.alerts_of, card.regular.id)
    return found


def test_severe_first_and_never_in_the_scrolling_part(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").is_(pronouns="she/her")
    regular.alert("Pays late", severity="careful", kind="payment").alert("Nut allergy", advice="Clean jug.")
    card = card_of(open_till, regular)
    hold = card.body.alerts.hold
    assert hold.isVisible()
    assert card.body.alerts.banner.text().startswith("Nut allergy, severe. Clean jug.")
    assert "Pays late, take care." in card.body.alerts.banner.text()
    assert not card.body.main.isAncestorOf(hold)


def test_no_alert_no_banner(open_till: OpenTill, shop: Shop) -> None:
    assert not card_of(open_till, shop.customer("Ngozi")).body.alerts.hold.isVisible()


def test_alerts_are_spoken_again_for_the_next_card(
    open_till: OpenTill, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two cards with the same alert in a row: the second one is announced as well."""
    said: list[str] = []
    first, second = shop.customer("Ngozi").alert("Nut allergy"), shop.customer("Aoi").alert("Nut allergy")
    card = card_of(open_till, first)
    monkeypatch.setattr("relnotebook.ui.card.announce", lambda _w, words, assertive=False: said.append(words))
    Card(card.till, second)
    assert said == ["Nut allergy, severe. Checked with Aoi today"] or not said
    Card(card.till, first)


def test_add_an_alert_with_the_keyboard(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").is_(pronouns="she/her"))
    card.press("A").type("Nut allergy").press("Tab").type("Clean jug").press("Ctrl+Return")
    card.until(lambda: card.body.alerts.banner.text() == "Nut allergy, severe. Clean jug Checked with her today")
    assert not card.body.alerts.isVisible()


def test_press_to_change_it(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").alert("Nut allergy"))
    card.click(card.body.alerts.presses[0])
    editor = card.body.alerts.editor
    assert editor.isVisible()
    assert editor.confirm.hasFocus()
    card.write(editor.advice, "Clean jug").press("Return").until(lambda: alerts(card)[0].advice == "Clean jug")
    card.click(editor.severity.button("careful")).until(lambda: alerts(card)[0].severity == "careful")
    assert alerts(card)[0].advice == "Clean jug"
    card.click(editor.remove).until(lambda: alerts(card) == ())
    card.until(lambda: not card.body.alerts.hold.isVisible())
    card.press("Ctrl+Z").until(lambda: card.body.alerts.hold.isVisible())


def test_note_that_it_was_checked(open_till: OpenTill, shop: Shop) -> None:
    from datetime import timedelta

    from relnotebook.base import clock as clocks

    regular = shop.customer("Ngozi").is_(pronouns="she/her")
    with clocks.frozen(clocks.now() - timedelta(days=30)):
        regular.alert("Nut allergy")
    card = card_of(open_till, regular)
    assert "Checked with her 21 Oct" in card.body.alerts.banner.text()
    card.click(card.body.alerts.presses[0]).click(card.body.alerts.editor.confirm)
    card.until(lambda: "Checked with her today" in card.body.alerts.banner.text())
    card.press("Esc")
    assert not card.body.alerts.isVisible()


def test_very_many_alerts_leave_room_for_the_page(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    for n in range(20):
        regular.alert(f"Allergy {n}")
    card = card_of(open_till, regular)
    assert card.body.alerts.hold.height() <= card.body.height() * 0.4 + 1
    assert card.body.main.height() > 150


def test_an_empty_title_is_refused_beside_it(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").alert("Nut allergy"))
    card.click(card.body.alerts.presses[0])
    editor = card.body.alerts.editor
    card.write(editor.title, "").press("Return")
    card.until(lambda: editor.title.property("invalid"))
    assert alerts(card)[0].title == "Nut allergy"
