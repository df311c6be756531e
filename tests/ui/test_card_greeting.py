"""What is to be told waits on the card, calmly, until it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from relnotebook.notebook import feedback, ideas, recovery, touches
from relnotebook.ui.card_greeting import CardGreeting, TellLine

from ..builders import Regular, Shop
from .cards import Card, card_of
from .conftest import Till

if TYPE_CHECKING:
    from .cards import OpenTill

GRINDER = "A second grinder runs every morning."


def solved(regular: Regular, words: str = "Twenty minutes for one flat white.", did: str = GRINDER) -> int:
    """They complained, and something was done about it."""
    said = regular.shop.do(feedback.add, words, customer=regular.id, feeling="upset")
    regular.shop.do(recovery.decide, said, "yes", we_did=did)
    return int(said)


def greeting(card: Card) -> CardGreeting:
    return card.body.greeting


def choose(line: TellLine, words: str) -> None:
    next(action for action in line.menu().actions() if action.text() == words).trigger()


def told(card: Card) -> list[tuple[str, str]]:
    """(status, how they were told) of everything this customer said."""
    lines = card.shop_read(feedback.of_customer, card.regular.id)
    found: list[tuple[str, str]] = []
    for line in lines:
        one: Any = card.shop_read(feedback.one, line.id)
        found.append((line.status, one.told.how if one.told is not None else ""))
    return found


def test_it_stands_under_the_head_with_what_they_said(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar Haddad").is_(pronouns="he/him")
    solved(omar)
    card = card_of(open_till, omar)
    [line] = greeting(card).lines
    assert line.words.text() == "Tell Omar: a second grinder runs every morning."
    assert line.before.text() == "“Twenty minutes for one flat white.”"
    assert line.done.text() == "I told him"
    usual = card.body.usual
    assert greeting(card).mapToGlobal(greeting(card).pos()).y() < usual.mapToGlobal(usual.pos()).y()


def test_i_told_him_in_person_and_it_is_in_the_history(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar Haddad").is_(pronouns="he/him")
    solved(omar)
    card = card_of(open_till, omar)
    card.click(greeting(card).lines[0].done).until(lambda: not greeting(card).isVisible())
    assert told(card) == [("told", "in_person")]
    assert any("In person" in row for row in card.history())
    card.press("Ctrl+Z").until(greeting(card).isVisible)


def test_told_by_phone(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar Haddad")
    solved(omar)
    card = card_of(open_till, omar)
    choose(greeting(card).lines[0], "Phone")
    card.until(lambda: not greeting(card).isVisible())
    assert told(card) == [("told", "phone")]


def test_later_folds_it_until_the_card_is_opened_again(open_till: OpenTill, shop: Shop) -> None:
    omar, other = shop.customer("Omar Haddad"), shop.customer("Ngozi")
    solved(omar)
    card = card_of(open_till, omar)
    greeting(card).lines[0].later.setFocus()
    card.press("Return")
    assert not greeting(card).band.isVisible()
    assert greeting(card).more.text() == "1 thing to tell"
    assert greeting(card).more.hasFocus()
    assert told(card) == [("tell", "")], "it is still to be told"
    card.press("Return")
    assert greeting(card).band.isVisible()
    card.click(greeting(card).lines[0].later)
    Card(card.till, other)
    card = Card(card.till, omar)
    assert greeting(card).band.isVisible()
    card.click(greeting(card).lines[0].later)
    card = Card(card.till, omar)
    assert greeting(card).band.isVisible(), "the same card opened again"


def test_later_is_put_off_to_the_next_visit_as_on_today(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar Haddad")
    solved(omar, "Too long.")
    solved(omar, "Too cold.", "The cups are warm now.")
    card = card_of(open_till, omar)

    def left() -> list[str]:
        return [touch.line for touch in card.shop_read(touches.today).touches]

    assert len(left()) == 2
    card.click(greeting(card).lines[0].later).until(lambda: len(left()) == 1)
    assert [line.isVisible() for line in greeting(card).lines] == [False, True]
    assert greeting(card).more.text() == "1 thing to tell"
    card.until(lambda: [line.found.later for line in greeting(card).lines] == [True, False])
    assert [line.isVisible() for line in greeting(card).lines] == [False, True]
    card.press("Ctrl+Z").until(lambda: [line.isVisible() for line in greeting(card).lines] == [True, True])
    assert len(left()) == 2
    assert not greeting(card).more.isVisible()


def test_an_unsettled_complaint_comes_before_good_news_with_the_way_to_it(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar Haddad")
    idea = shop.do(ideas.add, "Decaf after noon", customer=omar.id)
    shop.do(ideas.move, idea, "menu")
    said = shop.do(feedback.add, "Twenty minutes for one flat white.", customer=omar.id, feeling="upset")
    card = card_of(open_till, omar)
    line = greeting(card).unsettled
    assert line is not None
    assert line.isVisible()
    assert line.words.text() == "Not settled yet: “Twenty minutes for one flat white.”"
    assert greeting(card).lines == [], "no good news to somebody who waits for an answer"
    asked: list[int] = []
    card.page.open_feedback.connect(asked.append)
    card.click(line.open)
    assert asked == [said]


def test_what_is_to_be_told_about_a_complaint_is_said_once(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar Haddad")
    solved(omar)
    card = card_of(open_till, omar)
    assert greeting(card).unsettled is None
    assert len(greeting(card).lines) == 1


def test_a_card_without_anything_to_tell_has_no_band(open_till: OpenTill, shop: Shop) -> None:
    omar, ngozi = shop.customer("Omar"), shop.customer("Ngozi")
    solved(omar)
    card = card_of(open_till, ngozi)
    assert not greeting(card).isVisible()
    Card(card.till, omar)
    assert greeting(card).isVisible()
    Card(card.till, ngozi)
    assert not greeting(card).isVisible()


def test_an_idea_on_the_menu_waits_until_their_complaint_is_told(open_till: OpenTill, shop: Shop) -> None:
    kateryna = shop.customer("Kateryna").is_(pronouns="she/her")
    idea = shop.do(ideas.add, "Decaf after noon", customer=kateryna.id)
    shop.do(ideas.move, idea, "menu")
    solved(kateryna, "Too cold.", "The cups are warm now.")
    card = card_of(open_till, kateryna)
    [settled] = greeting(card).lines
    assert "cups are warm" in settled.words.text(), "first what went wrong for her"
    card.click(settled.done)

    def texts() -> list[str]:
        return [line.words.text().lower() for line in greeting(card).lines]

    card.until(lambda: len(texts()) == 1 and "decaf after noon" in texts()[0])
    assert greeting(card).lines[0].done.text() == "I told her"
    card.click(greeting(card).lines[0].done).until(lambda: not greeting(card).lines)
    opened = card.shop_read(ideas.one, idea)
    assert opened.supporters[0].told_how == "in_person"


def test_the_keyboard_goes_on_to_the_next_one(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar")
    solved(omar, "Too long.")
    solved(omar, "Too cold.", "The cups are warm now.")
    card = card_of(open_till, omar)
    greeting(card).lines[0].done.setFocus()
    card.press("Return").until(lambda: len(greeting(card).lines) == 1)
    assert greeting(card).lines[0].done.hasFocus()


def test_every_button_says_what_it_is_about(open_till: OpenTill, shop: Shop) -> None:
    omar = shop.customer("Omar")
    solved(omar)
    card = card_of(open_till, omar)
    line = greeting(card).lines[0]
    assert line.words.accessibleName() == line.found.text
    for made in (line.done, line.how, line.later):
        assert made.accessibleName()
        assert made.accessibleDescription() == line.found.text
    assert {line.done, line.how, line.later} <= set(card.body.stops())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_line_is_never_cut(closed_till: Till, open_till: OpenTill, shop: Shop, scale: float) -> None:
    from relnotebook.widgets.theme import Look

    closed_till.theme.apply(Look(scale=scale))
    omar = shop.customer("Omar")
    solved(omar, "Too long. " * 40, "Everybody who waits for longer than five minutes gets a kind word. " * 3)
    card = card_of(open_till, omar)
    card.till.frame.resize(1024, 700)
    line = greeting(card).lines[0]
    card.until(lambda: line.words.height() >= line.words.heightForWidth(line.words.width()))
    card.until(lambda: line.done.width() >= line.done.sizeHint().width())
    assert card.body.main.horizontalScrollBar().maximum() == 0
