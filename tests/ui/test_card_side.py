"""The right column as a whole, and the card number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from relnotebook.ui.card_group import SideGroup

from ..builders import Shop
from .cards import card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def test_an_empty_card_is_a_list_of_things_to_add(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    groups = [group for group in card.body.side.groups() if isinstance(group, SideGroup)]
    words = [group.add_button.text() for group in groups if group.add_button.isVisible()]
    assert words == [
        "Add a reminder",
        "Add a birthday",
        "Add somebody",
        "Add a way to reach them",
        "Add a tag",
        "Add something to mind",
        "Add a field",
        "Add a card number",
    ]


def test_the_card_number(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi", card="0042"))
    assert card.body.side.number.row.text() == "0042"
    card.click(card.body.side.number.row)
    assert card.body.identity.fields["card_number"].widget.hasFocus()


def test_everything_that_can_be_pressed_is_named_and_large_enough(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi", phone="0151 496 0183", card="1").usual("Tea").alert("Nut allergy").loves("milk")
    regular.variation(rule="weekday", value="4", effect="plus", thing="a bun").birthday("14 March").tagged("Own cup")
    card = card_of(open_till, regular.knows("Daughter", "Ada").had("Tea"))

    def large() -> None:
        for made in card.body.findChildren(QAbstractButton):
            if made.isVisible() and made.objectName() != "qt_spinbox":
                assert made.accessibleName() or made.text(), made
                assert min(made.width(), made.height()) >= 36, (made.accessibleName(), made.size())

    card.till.qtbot.waitUntil(large)  # once it is laid out
