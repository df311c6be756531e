"""Closeness on the card: the dial, its reasons, the next kind thing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock
from relnotebook.notebook import reminders, tact, touchpoints
from relnotebook.notebook import shop as shops
from relnotebook.ui.card_closeness import CardCloseness
from relnotebook.widgets.theme import Look

from ..builders import Regular, Shop
from .cards import Card, card_of
from .test_card_menu import give, menu_of

if TYPE_CHECKING:
    from .cards import OpenTill


def close_one(shop: Shop) -> Regular:
    """Comes in on rhythm, and two of her tastes are known."""
    ngozi = shop.customer("Ngozi").is_(pronouns="she/her").usual("Tea").loves("oat milk").birthday("14 March")
    return ngozi.likes("cardamom").had("Tea", times=20, every=3, until=clock.now() - timedelta(days=2))


def dial_of(card: Card) -> CardCloseness:
    found = card.body.side.closeness
    card.until(found.isVisible)
    return found


def reasons(found: CardCloseness) -> list[str]:
    return [f"{points.text()} {words.text()}" for points, words in found.reasons]


def test_the_number_and_why(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, close_one(shop))
    found = dial_of(card)
    assert reasons(found)[0] == "+3 Comes in on rhythm"
    assert sum(int(line.split()[0]) for line in reasons(found)) == found.dial.value() == 6
    assert found.word.text() == "Friendly"
    assert found.dial.accessibleName().startswith("Closeness 6 of 10. Friendly. Comes in on rhythm 3, ")
    assert card.body.side.reminders.rule.isVisible(), "a line stands between it and the reminders"


def test_plan_it_asks_at_the_next_visit(open_till: OpenTill, shop: Shop) -> None:
    regular = close_one(shop)
    card = card_of(open_till, regular)
    found = dial_of(card)
    assert found.step.text().startswith("To reach 7: ")
    assert found.step.step is not None
    words, kind = found.step.step.words, found.step.step.kind
    card.click(found.step.plan).until(lambda: found.step.planned.isVisible())
    assert not found.step.plan.isVisible()
    one = card.shop_read(reminders.of, regular.id)[0]
    assert (one.kind, one.words) == (kind, words)
    assert any(words.rstrip(".") in row.text() for row in card.body.side.reminders.shown.shown)
    card.press("Ctrl+Z").until(lambda: found.step.plan.isVisible())


def upset_one(shop: Shop) -> Regular:
    """Two days ago something went wrong for Ngozi."""
    regular, when = close_one(shop), clock.now() - timedelta(days=2)
    shop.do(touchpoints.log, regular.id, "The cake was stale", feeling="upset", when=when)
    return regular


def test_what_went_wrong_is_put_right_first(open_till: OpenTill, shop: Shop) -> None:
    regular = upset_one(shop)
    card = card_of(open_till, regular)
    found = dial_of(card)
    assert not any("what she thinks" in line or "talk" in line for line in reasons(found))
    assert found.step.text() == "First: put right what went wrong on 18 November."
    card.click(found.step.plan).until(lambda: found.step.planned.isVisible())
    one = card.shop_read(reminders.of, regular.id)[0]
    assert (one.kind, one.words, one.touchpoint) == ("follow_up", "Put right what went wrong on 18 November", 1)
    assert one.due == clock.today()


def test_a_follow_up_in_other_words_is_the_plan(open_till: OpenTill, shop: Shop) -> None:
    regular = upset_one(shop)
    shop.do(reminders.set_reminder, regular.id, "follow_up", "Bring a fresh one", touchpoint=1)
    found = dial_of(card_of(open_till, regular))
    assert found.step.planned.isVisible()
    assert not found.step.plan.isVisible()


def test_nothing_is_asked_of_who_mourns(open_till: OpenTill, shop: Shop) -> None:
    regular = close_one(shop)
    shop.do(tact.set_tact, regular.id, bereaved_until="31 January")
    found = dial_of(card_of(open_till, regular))
    assert found.dial.value() == 6
    assert not found.step.isVisible()


def test_no_dial_for_who_has_died(open_till: OpenTill, shop: Shop) -> None:
    regular = close_one(shop)
    card = card_of(open_till, regular)
    found = dial_of(card)
    give(card, "Has died")
    card.until(lambda: not found.isVisible())
    card.until(lambda: "Comes in as always" in menu_of(card))
    assert not any("closeness" in words for words in menu_of(card))
    give(card, "Comes in as always")
    card.until(found.isVisible)


def test_switched_off_for_one_person_and_on_again(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, close_one(shop))
    found = dial_of(card)
    give(card, "No closeness score here")
    card.until(lambda: not found.isVisible())
    assert not card.body.side.reminders.rule.isVisible()
    assert "No closeness score here" not in menu_of(card)
    give(card, "Show the closeness score")
    card.until(found.isVisible)


def test_no_score_in_a_shop_that_wants_none(open_till: OpenTill, shop: Shop) -> None:
    regular = close_one(shop)
    shop.do(shops.edit, closeness="0")
    card = card_of(open_till, regular)
    card.until(lambda: card.body.side.closeness.care is not None)
    assert not card.body.side.closeness.isVisible()
    assert "Show the closeness score" not in menu_of(card)


def test_a_shop_without_scores_does_not_offer_one(open_till: OpenTill, shop: Shop) -> None:
    regular = close_one(shop)
    shop.do(tact.set_tact, regular.id, no_closeness=True)
    shop.do(shops.edit, closeness="0")
    card = card_of(open_till, regular)
    card.until(lambda: card.body.side.closeness.care is not None)
    assert "Show the closeness score" not in menu_of(card)


def test_another_card_never_shows_the_score_of_the_one_before(open_till: OpenTill, shop: Shop) -> None:
    stranger = shop.customer("Tobias")
    shop.do(tact.set_tact, stranger.id, no_closeness=True)
    card = card_of(open_till, close_one(shop))
    dial_of(card)
    other = Card(card.till, stranger)
    assert not other.body.side.closeness.isVisible()
    other.settled()
    assert not other.body.side.closeness.isVisible()


def test_fewer_reasons_leave_no_empty_lines(open_till: OpenTill, shop: Shop) -> None:
    newcomer = shop.customer("Tobias")
    card = card_of(open_till, close_one(shop))
    dial_of(card)
    other = Card(card.till, newcomer)
    found = dial_of(other)
    other.until(lambda: found.dial.value() == 1)
    assert found.word.text() == "New"
    assert len(found.reasons) <= 1


def test_in_every_look(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, close_one(shop))
    for look in (Look(theme="dark"), Look(theme="contrast"), Look(scale=2.0)):
        card.till.theme.apply(look)
        found = dial_of(card)
        assert not found.grab().isNull()
        assert found.step.isVisible()
