"""Asked at the counter: the question stands on the card, and one press is the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.notebook import asking_consent, contacts, usual

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from relnotebook.ui.card_asking import CardAsking

    from .cards import OpenTill


def asked(open_till: OpenTill, shop: Shop, *channels: str) -> tuple[Card, CardAsking]:
    regular = shop.customer("Ngozi", email="ngozi@okafor.example").usual("Flat white")
    for channel in channels:
        shop.do(asking_consent.ask_at_visit, [regular.id], channel)
    card = card_of(open_till, regular)
    asking = card.body.side.reminders.asking
    card.until(asking.isVisible)
    return card, asking


def test_the_question_is_read_word_for_word_and_answered_with_one_press(open_till: OpenTill, shop: Shop) -> None:
    card, asking = asked(open_till, shop, "email")
    assert asking.question.text().startswith("May we write to you by e-mail about what is new here?")
    assert not card.body.side.reminders.shown.shown, "it is not there a second time, to be ticked without an answer"
    card.click(asking.yes).says("Ngozi's answer is noted.")
    card.until(lambda: card.body.side.reach.contacts.shown[0].chips[0].mark().words() == "Yes, Fri 20")
    card.until(lambda: not asking.isVisible())
    card.press("Ctrl+Z").until(asking.isVisible)
    assert asking.yes.isEnabled()


def test_one_question_after_the_other(open_till: OpenTill, shop: Shop) -> None:
    card, asking = asked(open_till, shop, "email", "post")
    assert len(card.body.side.reminders.shown.shown) == 1
    card.click(asking.no).until(lambda: asking.question.text().startswith("May we write to you by post"))
    assert card.shop_read(contacts.consents, card.regular.id)[0].state == "refused"


def test_not_now_keeps_it_for_the_next_visit(
    open_till: OpenTill, shop: Shop, clock: Callable[[timedelta], None]
) -> None:
    card, asking = asked(open_till, shop, "email")
    card.click(asking.not_now).until(lambda: not asking.isVisible())
    assert [row.text() for row in card.body.side.reminders.shown.shown] == [
        "Ask whether we may write by e-mail Next visit"
    ]
    clock(timedelta(hours=3))
    card.page.bridge.write(usual.log, card.regular.id)
    card.until(asking.isVisible)


def test_it_may_be_let_go(open_till: OpenTill, shop: Shop) -> None:
    card, asking = asked(open_till, shop, "email")
    card.click(asking.never).until(lambda: not asking.isVisible())
    assert card.shop_read(asking_consent.asks, card.regular.id) == ()


def test_logging_at_the_counter_says_what_to_ask(open_till: OpenTill, shop: Shop) -> None:
    card, asking = asked(open_till, shop, "text")
    card.press("Ctrl+Return")
    card.until(lambda: "Ask whether we may text" in card.till.window.shell.toast.text())
    assert asking.isVisible()
