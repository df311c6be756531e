"""Consent: who asked, when, how, in which words; and a new answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.notebook import contacts

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from relnotebook.ui.card_consent import ConsentPanel

    from .cards import OpenTill


def opened(open_till: OpenTill, shop: Shop, *, before: str = "") -> tuple[Card, ConsentPanel]:
    regular = shop.customer("Ngozi", email="ngozi@okafor.example")
    if before:
        with clocks.frozen(clocks.now() - timedelta(days=40)):
            regular.consents("email", before)
    card = card_of(open_till, regular)
    card.click(card.body.side.reach.contacts.shown[0].chips[0])
    return card, card.body.side.reach.consent


def test_a_yes_is_noted_with_its_words(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    assert panel.said.text() == "Nobody has asked yet."
    assert panel.asked.toPlainText().startswith("May we write to you by e-mail")
    card.click(panel.yes)
    chip = card.body.side.reach.contacts.shown[0].chips[0]
    card.until(lambda: chip.mark().words() == "Yes, Fri 20")
    newest = card.shop_read(contacts.consents, card.regular.id)[0]
    assert (newest.state, newest.how) == ("given", "counter")
    assert newest.wording.startswith("May we write to you by e-mail")
    assert not panel.isVisible()


def test_taken_back_is_not_the_same_as_refused(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop, before="given")
    assert panel.said.text() == "Said yes, 11 Oct, at the counter."
    assert not panel.wording.isVisible(), "nobody wrote down in which words"
    assert panel.no.text() == "They take it back"
    card.click(panel.no)
    card.until(lambda: card.shop_read(contacts.consents, card.regular.id)[0].state == "withdrawn")


def test_a_no_is_refused(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    assert panel.no.text() == "They say no"
    card.click(panel.no)
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "No e-mail")
    card.press("Ctrl+Z")
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "Not asked")


def test_earlier_answers_are_listed(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop, before="refused")
    card.click(panel.yes)
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "Yes, Fri 20")
    card.click(card.body.side.reach.contacts.shown[0].chips[0])
    card.until(lambda: panel.before.isVisible())
    assert panel.before.text() == "Before that:\nSaid no, 11 Oct, at the counter."


def test_on_a_form_the_words_are_other_ones(open_till: OpenTill, shop: Shop) -> None:
    card, panel = opened(open_till, shop)
    panel.how.set_value("form")
    panel.how.picked.emit("form")
    assert panel.asked.toPlainText() == ""
    card.write(panel.asked, "Tick for our letter")
    card.click(panel.yes)
    card.until(lambda: card.shop_read(contacts.consents, card.regular.id)[0].wording == "Tick for our letter")


def test_texts_and_calls_are_asked_apart(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi", phone="0151 496 0183"))
    card.click(card.body.side.reach.contacts.shown[0].chips[0])
    panel = card.body.side.reach.consent
    card.click(panel.other.button("phone")).click(panel.no)
    card.until(lambda: card.shop_read(contacts.consents, card.regular.id)[2].state == "refused")
    assert card.shop_read(contacts.consents, card.regular.id)[1].state == ""
