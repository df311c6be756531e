"""Tags on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def tags(card: Card) -> list[str]:
    return [chip.mark().text for chip in card.body.side.tags.chips]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_add_and_take_off(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").tagged("Own cup"))
    assert tags(card) == ["Own cup"]
    card.click(card.body.side.tags.more).type("Morning crowd").press("Return")
    card.until(lambda: tags(card) == ["Morning crowd", "Own cup"])
    card.click(card.body.side.tags.chips[1])
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    card.till.frame.activateWindow()
    card.body.header.take_focus()
    card.until(lambda: tags(card) == ["Morning crowd"])
    card.press("Ctrl+Z").until(lambda: tags(card) == ["Morning crowd", "Own cup"])


def test_names_in_use_are_offered(open_till: OpenTill, shop: Shop) -> None:
    shop.customer("Tobias").tagged("Morning crowd")
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.side.tags.add_button)
    names = card.body.side.tags.composer._names
    card.until(lambda: names.stringList() == ["Morning crowd"])
    assert card.body.side.tags.composer.tag.completer().completionCount() == 1
