"""The hero: variations, the conflict check, other, back-dating, again, what was learnt, several usuals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.notebook import usual

from ..builders import Regular, Shop
from .cards import Card, card_of
from .conftest import beside

if TYPE_CHECKING:
    from .cards import OpenTill


def ngozi(shop: Shop) -> Regular:
    regular = shop.customer("Ngozi Okafor").is_(pronouns="she/her").usual("Oat flat white, extra hot")
    regular.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    return regular.variation(rule="after", value="15:00", effect="change", thing="decaf")


def ticks(card: Card) -> list[str]:
    """[x] for a variation that is ticked, with the condition first."""
    chips = card.body.usual.lines[0].chips()
    return [f"[{'x' if chip.isChecked() else ' '}] {chip.words()}" for chip in chips]


def test_variations_that_hold_are_ticked(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    assert ticks(card) == ["[x] Fridays: plus a cardamom bun", "[ ] After 3 pm: decaf"]
    card.press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | The usual, plus a cardamom bun | 08:41"])


def test_what_was_taken_back_is_no_longer_said_to_be_logged(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    button = card.body.usual.lines[0].button
    card.press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | The usual, plus a cardamom bun | 08:41"])
    assert button.text() == "Logged 08:41"
    card.press("Ctrl+Z").until(lambda: card.history() == [])
    assert button.text() == "Log the usual"


def test_digits_tick_and_untick(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("1", "2", "9")
    card.until(lambda: ticks(card) == ["[ ] Fridays: plus a cardamom bun", "[x] After 3 pm: decaf"])
    card.press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | The usual, decaf | 08:41"])
    card.until(lambda: ticks(card)[0].startswith("[x]"))


def test_a_conflict_warns_and_a_second_press_logs(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi Okafor").is_(pronouns="she/her").usual("Almond croissant").alert("Nut allergy")
    card = card_of(open_till, regular)
    line = card.body.usual.lines[0]
    assert line.ground.warning.text() == "Almond, and she has a nut allergy. Ask first."
    assert line.ground.warning.isVisible()
    card.press("Ctrl+Return")
    assert line.button.text() == "Log it all the same"
    assert card.settled().visits() == 0
    card.press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | The usual | 08:41"])


def test_a_never_warns_once_the_variation_brings_it(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop).never("cardamom")
    card = card_of(open_till, regular)
    line = card.body.usual.lines[0]
    assert line.ground.warning.text() == "Cardamom, and the card says: never cardamom. Ask first."
    card.press("1").until(lambda: not line.ground.warning.isVisible())


def test_other_today(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop).alert("Nut allergy"))
    card.press("O").type("Almond cake; tea")
    assert card.body.usual.other.warning.text() == "Almond, and she has a nut allergy. Ask first."
    card.press("Return")
    assert card.body.usual.other.go.text() == "Log it all the same"
    card.press("Return").until(lambda: card.history() == ["Fri 20 | Almond cake; tea | 08:41"])
    assert not card.body.usual.other.isVisible()


def test_three_times_the_same_asks_for_the_new_usual(
    open_till: OpenTill, shop: Shop, clock: Callable[[timedelta], None]
) -> None:
    regular = ngozi(shop).had("Iced latte", times=2)
    card = card_of(open_till, regular)
    card.press("O").type("Iced latte").press("Return")
    offer = card.body.usual.offer
    card.until(lambda: offer.isVisible())
    assert offer.words.text() == "Three times in a row now. Is this the new usual? Iced latte"
    card.click(offer.yes).until(lambda: card.body.usual.lines[0].order.text() == "Iced latte")
    assert not offer.isVisible()


def test_a_second_log_asks_inline(open_till: OpenTill, shop: Shop, clock: Callable[[timedelta], None]) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("Ctrl+Return").until(lambda: len(card.history()) == 1)
    clock(timedelta(minutes=3))
    card.press("Ctrl+Return")
    question = card.body.usual.question
    card.until(lambda: question.isVisible())
    assert question.words.text() == "There is a visit from 3 minutes ago. Again, or a second one?"
    card.press("Esc")
    assert not question.isVisible()
    assert card.till.window.current is card.page
    card.press("Ctrl+Return").until(lambda: question.isVisible())
    card.press("Ctrl+Return").until(lambda: len(card.history()) == 2)
    assert card.visits() == 2


def test_back_dating_ticks_what_held_then(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.click(card.body.usual.when_button)
    when = card.body.usual.when
    card.click(when.picks.button("yesterday"))
    assert ticks(card) == ["[ ] Fridays: plus a cardamom bun", "[ ] After 3 pm: decaf"]
    card.press("Ctrl+Return").until(lambda: card.history() == ["Thu 19 | The usual | 08:41"])
    assert not when.isVisible()
    card.until(lambda: ticks(card)[0].startswith("[x]"))


def test_the_future_is_not_logged(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.click(card.body.usual.when_button)
    when = card.body.usual.when
    card.click(when.picks.button("today"))
    card.write(when.time, "10:41").press("Ctrl+Return")
    assert when.refusal.text() == "That is still to come."
    card.press("Ctrl+Return")
    assert card.settled().visits() == 0


def test_what_was_learnt_is_confirmed(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Tobias Lindqvist").had("Filter coffee", times=8, every=2)
    card = card_of(open_till, regular)
    line = card.body.usual.lines[0]
    assert line.caption.text() == "It looks like the usual is"
    assert line.order.text() == "Filter coffee"
    assert line.evidence.text() == "8 of the last 8 visits."
    card.click(card.body.usual.lately.yes).until(lambda: line.caption.text() == "The usual")
    assert beside(lambda: shop.read(usual.of, regular.id))[0].line == "Filter coffee"


def test_what_was_learnt_is_rejected_for_good(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Tobias Lindqvist").had("Filter coffee", times=8, every=2))
    card.click(card.body.usual.lately.no).until(lambda: not card.body.usual.lines)
    assert card.body.usual.what.isVisible()
    assert card.page.main_text == ""


def test_nothing_known_is_written_down(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Aoi Tanaka"))
    line = card.body.usual.what.line
    assert line.placeholderText() == "What do they usually have?"
    card.write(line, "Matcha").press("Return")
    card.until(lambda: card.body.usual.lines and card.body.usual.lines[0].order.text() == "Matcha")
    assert not card.body.usual.what.isVisible()


def test_several_usuals_have_a_line_each(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop).usual("Filter coffee", whom="Tom"))
    first, second = card.body.usual.lines
    assert (first.caption.text(), second.caption.text()) == ("The usual", "The usual, for Tom")
    assert second.button.text() == "Log for Tom"
    card.click(second.button).until(lambda: len(card.history()) == 1)
    assert card.shop_read(usual.of, card.regular.id)[1].line == "Filter coffee"


def test_nobody_asks_what_the_dead_usually_have(open_till: OpenTill, shop: Shop) -> None:
    known = shop.customer("Tobias").had("Tea", times=6, every=3).state("deceased")
    alive = shop.customer("Mateus")
    card = card_of(open_till, shop.customer("Ngozi").state("deceased"))
    assert not card.body.usual.isVisible()
    assert card.page.main_text == ""
    assert not Card(card.till, known).body.usual.isVisible(), "a guess nobody confirmed is no memory"
    assert Card(card.till, alive).body.usual.isVisible()


def test_nobody_logs_for_the_dead(open_till: OpenTill, shop: Shop) -> None:
    from relnotebook.notebook import customers

    regular = ngozi(shop)
    shop.do(customers.set_state, regular.id, "deceased")
    card = card_of(open_till, regular)
    assert not card.body.usual.lines[0].button.isVisible()
    assert not card.body.usual.foot.isVisible()
    assert card.page.main_text == ""
    card.press("Ctrl+Return", "O")
    assert card.settled().visits() == 0


def test_ticks_by_hand_outlive_a_change(open_till: OpenTill, shop: Shop) -> None:
    regular = ngozi(shop)
    card = card_of(open_till, regular)
    card.press("1").until(lambda: ticks(card)[0].startswith("[ ]"))
    changes = beside(lambda: shop.store.do(usual.set_usual, regular.id, "Oat flat white", how="Own cup"))[1]
    card.page.bridge.tell(changes)
    card.until(lambda: card.body.usual.lines[0].evidence.text() == "Own cup.")
    assert ticks(card)[0].startswith("[ ]")
    assert clocks.today().year == 2026


def test_a_scanned_card_ticks_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    before = ticks(card)
    told: list[bool] = []
    for chip in card.body.usual.lines[0].chips():
        chip.toggled.connect(told.append)
    card.type("100201").press("Return").until(lambda: card.till.window.current.name == "counter")
    assert (ticks(card), told) == (before, [])


def test_a_second_other_is_confirmed_by_the_same_key(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("O").type("Tea").press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | Tea | 08:41"])
    card.press("O").type("Tea").press("Ctrl+Return").until(lambda: card.body.usual.question.isVisible())
    card.press("Ctrl+Return").until(lambda: card.history() == ["Fri 20 | Tea | 08:41"] * 2)
    assert not card.body.usual.question.isVisible()
    assert not card.body.usual.other.isVisible()


def test_other_words_take_the_question_away(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.press("O").type("Tea").press("Return").until(lambda: card.history() == ["Fri 20 | Tea | 08:41"])
    card.press("O").type("Tea").press("Return").until(lambda: card.body.usual.question.isVisible())
    card.type("cake")
    assert not card.body.usual.question.isVisible()
    assert card.settled().visits() == 1


def test_esc_takes_back_the_first_press_on_a_warning(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi").usual("Almond croissant").alert("Nut allergy"))
    line = card.body.usual.lines[0]
    card.press("Ctrl+Return", "Esc")
    assert line.button.text() == "Log the usual"
    assert card.page.isVisible(), "Esc disarms first"
    card.press("Ctrl+Return")
    assert card.settled().visits() == 0
    line._armed.timeout.emit()
    assert line.button.text() == "Log the usual"
    assert line._armed.interval() == 8000
    card.press("Ctrl+Return")
    assert card.settled().visits() == 0, "asked anew"
    card.press("Esc", "Esc").until(lambda: card.till.window.current.name == "counter")


def test_esc_takes_back_the_first_press_on_other(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop).alert("Nut allergy"))
    card.press("O").type("Almond cake").press("Return")
    assert card.body.usual.other.go.text() == "Log it all the same"
    card.press("Esc")
    assert card.body.usual.other.go.text() == "Log it"
    assert card.body.usual.other.isVisible()
    card.press("Return")
    assert card.settled().visits() == 0
    card.press("Esc", "Esc")
    assert not card.body.usual.other.opened


def test_the_button_says_for_which_day(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, ngozi(shop))
    card.click(card.body.usual.when_button)
    when, line = card.body.usual.when, card.body.usual.lines[0]
    card.click(when.picks.button("day"))
    card.press("Ctrl+Return")
    assert when.refusal.text() == "Which day was it?"
    card.type("3 nov")
    assert line.button.text() == "Log it for Tue 3 Nov"
    card.press("Ctrl+Return").until(lambda: card.history() == ["3 Nov | The usual | 08:41"])
    line._back.timeout.emit()
    assert line.button.text() == "Log the usual"
