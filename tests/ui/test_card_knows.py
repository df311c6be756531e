"""What we know: rows of chips, their tips, changing and adding."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.notebook import preferences

from ..builders import Shop
from .cards import card_of
from .conftest import beside

if TYPE_CHECKING:
    from .cards import OpenTill


def test_chips_by_category_and_strength(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").likes("filter", "Drinks").loves("oat milk", "Drinks").never("nuts", "Food")
    card = card_of(open_till, regular.prefers("dislikes", "the queue", "In the shop"))
    assert card.chips() == ["Loves oat milk", "Likes filter", "Never nuts", "Dislikes the queue"]
    assert [row.label.text() for row in card.body.knows._rows] == ["Drinks", "Food", "In the shop"]
    assert [chip.mark().tone for chip in card.body.knows.chips.values()] == ["accent", "accent", "never", "neutral"]


def test_the_tip_says_who_told_us(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").loves("oat milk"))
    assert next(iter(card.body.knows.chips.values())).accessibleDescription() == "Fri 20. Told us."


def test_what_was_seen_once_long_ago_asks_whether_it_is_still_true(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    with clocks.frozen(clocks.now() - timedelta(days=500)):
        regular.prefers("likes", "mariachi", source="seen_once")
    card = card_of(open_till, regular)
    assert card.chips() == ["Likes mariachi, still true?"]


def test_nothing_known_is_one_line(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    assert card.body.knows.nothing.isVisible()


def test_nothing_is_asked_about_who_has_died(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").state("deceased"))
    assert not card.body.knows.isVisible()
    card.press("P").type("oat milk").press("Return").until(lambda: card.chips() == ["Likes oat milk"])
    assert card.body.knows.isVisible()


def test_what_was_known_of_who_has_died_stays(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").loves("oat milk").state("deceased"))
    assert card.body.knows.isVisible()
    assert card.chips() == ["Loves oat milk"]


def test_add_with_the_keyboard(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("P").type("oat milk").press("Return").until(lambda: card.chips() == ["Likes oat milk"])
    assert not card.body.knows.composer.isVisible()
    assert not card.body.knows.nothing.isVisible()


def test_the_editor_stays_below_its_category_when_the_card_changes(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").loves("oat milk", "Drinks").likes("rye", "Food")
    card = card_of(open_till, regular)
    chips = list(card.body.knows.chips.values())
    card.click(chips[1])
    editor = card.body.knows.editor
    assert editor.isVisible()
    changes = beside(lambda: shop.store.do(preferences.set_preference, regular.id, "milk", category="In the shop"))[1]
    card.page.bridge.tell(changes)
    card.until(lambda: len(card.chips()) == 3)
    assert editor.isVisible()
    rows = card.body.knows._rows
    card.until(lambda: rows[1].y() < editor.y() < rows[2].y())
    card.press("Esc")
    assert not editor.isVisible()
    assert list(card.body.knows.chips.values())[1].hasFocus()


def test_a_second_press_on_the_chip_closes(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").loves("oat milk"))
    chip = next(iter(card.body.knows.chips.values()))
    card.click(chip).click(chip)
    assert not card.body.knows.editor.isVisible()
