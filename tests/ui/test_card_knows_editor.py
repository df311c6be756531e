"""One preference, changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.notebook import preferences

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from relnotebook.ui.card_knows_editor import PreferenceEditor

    from .cards import OpenTill


def opened(open_till: OpenTill, shop: Shop) -> tuple[Card, PreferenceEditor]:
    card = card_of(open_till, shop.customer("Ngozi").loves("oat milk", "Drinks"))
    card.click(next(iter(card.body.knows.chips.values())))
    return card, card.body.knows.editor


def test_strength_is_one_tap(open_till: OpenTill, shop: Shop) -> None:
    card, editor = opened(open_till, shop)
    assert editor.strength.value() == "loves"
    card.click(editor.strength.button("never")).until(lambda: card.chips() == ["Never oat milk"])
    assert editor.isVisible()


def test_words_and_strength_at_once_lose_nothing(open_till: OpenTill, shop: Shop) -> None:
    card, editor = opened(open_till, shop)
    card.write(editor.thing, "oat milk, barista")
    card.click(editor.strength.button("likes")).until(lambda: card.chips() == ["Likes oat milk, barista"])


def test_category_and_source(open_till: OpenTill, shop: Shop) -> None:
    card, editor = opened(open_till, shop)
    editor.category.set_value("Food")
    editor.category.picked.emit("Food")
    card.click(editor.source.button("seen_often"))

    def kept() -> tuple[str, str]:
        item = card.shop_read(preferences.preferences_of, card.regular.id)[0].items[0]
        return item.category, item.source

    card.until(lambda: kept() == ("Food", "seen_often"))
    card.until(lambda: "Seen often" in editor.told.text())


def test_removed_and_taken_back(open_till: OpenTill, shop: Shop) -> None:
    card, editor = opened(open_till, shop)
    card.click(editor.remove).until(lambda: card.chips() == [])
    assert not editor.isVisible()
    card.press("Ctrl+Z").until(lambda: card.chips() == ["Loves oat milk"])


def test_nothing_left_of_the_words_is_refused(open_till: OpenTill, shop: Shop) -> None:
    card, editor = opened(open_till, shop)
    card.write(editor.thing, "").press("Return")
    card.until(lambda: editor.thing.property("invalid"))
    assert card.chips() == ["Loves oat milk"]
