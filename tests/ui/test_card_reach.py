"""Ways to reach somebody on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def rows(card: Card) -> list[str]:
    out = []
    for row in card.body.side.reach.contacts.shown:
        chips = [f"[{chip.mark().words()}]" for chip in row.chips if not chip.isHidden()]
        out.append(" ".join([row.row.text(), *chips]))
    return out


def test_each_way_has_what_was_agreed_to(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi", phone="0151 496 0183", email="ngozi@okafor.example").is_(pronouns="she/her")
    card = card_of(open_till, regular.consents("email").consents("text", "refused"))
    assert card.body.side.reach.caption.text() == "Ways to reach her"
    assert rows(card) == ["0151 496 0183 [No texts]", "ngozi@okafor.example [Yes, Fri 20]"]


def test_calls_stand_beside_the_phone_once_spoken_of(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi", phone="0151 496 0183").consents("phone", "refused"))
    assert rows(card) == ["0151 496 0183 [Not asked] [No calls]"]


def test_what_was_agreed_to_without_an_address_is_shown(open_till: OpenTill, shop: Shop) -> None:
    assert rows(card_of(open_till, shop.customer("Ngozi").consents("post"))) == ["Address [Yes, Fri 20]"]


def test_add_a_way(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.click(card.body.side.reach.add_button)
    form = card.body.side.reach.composer
    assert form.channel.value() == "phone"
    card.click(form.channel.button("email")).write(form.value, "ngozi@okafor.example").press("Return")
    card.until(lambda: rows(card) == ["ngozi@okafor.example [Not asked]"])


def test_a_wrong_address_stays_and_says_so(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi", email="ngozi@okafor.example"))
    card.click(card.body.side.reach.contacts.shown[0].row)
    editor = card.body.side.reach.editor
    card.write(editor.value, "ngozi at okafor").press("Return").until(lambda: editor.value.property("invalid"))
    assert editor.value.text() == "ngozi at okafor"
    assert editor._value_field.sentence()
    assert rows(card) == ["ngozi@okafor.example [Not asked]"]
    card.write(editor.value, "n@okafor.example").press("Return")
    card.until(lambda: rows(card) == ["n@okafor.example [Not asked]"])
    assert not editor.value.property("invalid")
    card.click(editor.remove).until(lambda: rows(card) == [])
