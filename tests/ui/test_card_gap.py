"""One thing worth asking a regular for, at most one a visit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.ui.card_gap import CardGap

from ..builders import Regular, Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def regular(shop: Shop) -> Regular:
    """Somebody who has been in often enough to be asked, an hour ago for the last time."""
    return shop.customer("Ngozi").had("Tea", times=6, every=7, until=clocks.now() - timedelta(hours=1))


def asked(card: Card) -> CardGap:
    gap = card.body.side.reminders.gap
    card.until(gap.isVisible)
    return gap


def test_a_birthday_month_is_noted(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, regular(shop))
    gap = asked(card)
    assert gap.question.text() == "No birthday month yet. Ask?"
    assert gap.answer.accessibleName() == gap.question.text()
    card.write(gap.answer, "March").press("Return")
    card.until(lambda: [row.text() for row in card.body.side.dates.dates.shown] == ["Birthday in March"])
    card.until(lambda: not gap.isVisible())


def test_an_answer_nobody_can_read_stays(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, regular(shop))
    gap = asked(card)
    card.write(gap.answer, "32 March").click(gap.take).until(gap.refusal.isVisible)
    assert gap.answer.text() == "32 March"
    card.type("x")
    assert not gap.refusal.isVisible()


def test_not_now_waits_for_another_visit(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, regular(shop))
    gap = asked(card)
    card.click(gap.not_now).until(lambda: not gap.isVisible())
    assert card.body.side.reminders.add_button.isVisible(), "nothing else is asked at this visit"
    card.press("Ctrl+Z").until(gap.isVisible)


def test_a_way_to_reach_them_and_a_taste(open_till: OpenTill, shop: Shop) -> None:
    someone = regular(shop).birthday("14 March")
    card = card_of(open_till, someone)
    gap = card.body.side.reminders.gap
    gap.show_gap(("gap-reach", "No way to reach them yet. Ask?"))
    card.write(gap.answer, "0151 496 0183").press("Return")
    card.until(lambda: [row.row.text() for row in card.body.side.reach.contacts.shown] == ["0151 496 0183"])
    gap.show_gap(("gap-reach", "No way to reach them yet. Ask?"))
    card.write(gap.answer, "ngozi@okafor.example").press("Return")
    card.until(lambda: len(card.body.side.reach.contacts.shown) == 2)
    gap.show_gap(("gap-taste", "Nothing they love is noted yet. Ask?"))
    card.write(gap.answer, "oat milk").press("Return").until(lambda: card.chips() == ["Likes oat milk"])


def test_consent_is_noted_where_consent_stands(open_till: OpenTill, shop: Shop) -> None:
    someone = shop.customer("Ngozi", email="ngozi@okafor.example")
    card = card_of(open_till, someone)
    gap = card.body.side.reminders.gap
    gap.show_gap(("gap-consent", "Never asked whether we may write. Ask?"))
    assert not gap.answer.isVisible()
    card.click(gap.take)
    panel = card.body.side.reach.consent
    assert panel.isVisible()
    assert panel.channel == "email"
    card.click(panel.yes).until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "Yes, Fri 20")


def test_consent_without_any_address(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    gap = card.body.side.reminders.gap
    gap.show_gap(("gap-consent", "Never asked whether we may write. Ask?"))
    card.click(gap.take)
    assert card.body.side.reach.consent.isVisible()


def test_an_empty_answer_writes_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, regular(shop))
    gap = asked(card)
    card.click(gap.take)
    assert gap.answer.hasFocus()
    assert gap.isVisible()


def test_words_half_typed_are_not_put_to_somebody_else(open_till: OpenTill, shop: Shop) -> None:
    other = shop.customer("Tobias").had("Tea", times=6, every=7, until=clocks.now() - timedelta(hours=1))
    card = card_of(open_till, regular(shop))
    card.write(asked(card).answer, "Mar")
    back = Card(card.till, other)
    assert asked(back).answer.text() == ""
