"""F on the card: what they said, written down where they are known already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from relnotebook.base import clock as clocks
from relnotebook.notebook import drafts, feedback, ideas

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


def test_what_they_said_stands_in_the_history(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("F").type("The new cups keep it hot. Thank you.")
    form = card.body.history.feedback.form
    card.click(form.feeling.button("delighted")).press("Ctrl+Return")
    card.until(lambda: card.history() == ["Fri 20 | “The new cups keep it hot. Thank you.” Delighted | New"])
    [line] = card.shop_read(feedback.of_customer, card.regular.id)
    assert (line.kind, line.customer) == ("praise", card.regular.id)
    assert not card.body.history.feedback.isVisible()
    card.press("Ctrl+Z").until(lambda: card.history() == [])


def test_nobody_is_asked_whose_words_they_are(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("F")
    assert not card.body.history.feedback.form.whose.isVisible()
    assert card.body.history.feedback.form.words_line.hasFocus()


def test_about_one_of_their_visits(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi").had("Tea", until=clocks.now() - timedelta(days=1))
    card = card_of(open_till, regular)
    card.press("F").type("Too cold")
    form = card.body.history.feedback.form
    card.until(form.visit.isVisible)
    form.visit.setCurrentIndex(1)
    card.press("Ctrl+Return").until(lambda: len(card.history()) == 2)
    [line] = card.shop_read(feedback.of_customer, regular.id)
    assert card.shop_read(feedback.one, line.id).visit == 1


def test_their_idea_goes_on_the_board_with_it(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Aoi"))
    card.press("F").type("Half loaves on weekdays")
    card.body.history.feedback.form.board.click()
    card.press("Ctrl+Return").until(lambda: len(card.history()) == 1)
    [idea] = card.shop_read(ideas.board).lanes["heard"]
    assert (idea.title, idea.customer) == ("Half loaves on weekdays", card.regular.id)


def test_put_aside_it_folds_and_goes_on_with_every_choice(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("F").type("Too cold")
    composer = card.body.history.feedback
    card.click(composer.form.feeling.button("let_down")).click(composer.form.kind.button("question")).press("Esc")
    assert composer.kept.text() == "We kept what you typed: Too cold"
    assert not composer.form.isVisible()
    card.click(composer.go_on)
    form = composer.form
    assert (form.said(), form.feeling.value(), form.kind.value()) == ("Too cold", "let_down", "question")


def test_half_typed_it_waits_for_the_next_start(open_till: OpenTill, shop: Shop) -> None:
    regular, other = shop.customer("Ngozi"), shop.customer("Tobias")
    drafts.keep(shop.store, f"card/{regular.id}/feedback", {"words": "Too cold", "feeling": "upset", "rating": "2"})
    card = card_of(open_till, other)
    assert card.body.history.made("feedback") is None
    card = Card(card.till, regular)
    composer = card.body.history.feedback
    card.until(composer.isVisible).click(composer.go_on)
    assert (composer.form.said(), composer.form.feeling.value(), composer.form.rating.value()) == (
        "Too cold",
        "upset",
        "2",
    )


def test_words_go_to_the_customer_they_were_written_for(open_till: OpenTill, shop: Shop) -> None:
    other, regular = shop.customer("Tobias"), shop.customer("Ngozi")
    card = card_of(open_till, regular)
    card.press("F").type("About Ngozi's tea")
    Card(card.till, other)
    kept = card.settled().shop_read(drafts.all_kept)
    assert [draft.place for draft in kept] == [f"card/{regular.id}/feedback"]
    card.press("F")
    assert card.body.history.feedback.form.said() == ""


def test_nothing_typed_writes_nothing(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("F", "Ctrl+Return")
    assert card.body.history.feedback.form.words_cell.sentence()
    card.press("Esc")
    assert card.settled().history() == []
    assert not card.body.history.feedback.isVisible()


def test_the_look_changes_in_the_middle_of_it(open_till: OpenTill, shop: Shop) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    card.press("F").type("Too cold").press("Ctrl++")
    card.until(lambda: card.body.history.made("feedback") is not None)
    card.until(lambda: card.body.history.feedback.form.said() == "Too cold")


def test_written_in_passing_the_page_goes_back_up(open_till: OpenTill, shop: Shop) -> None:
    regular = shop.customer("Ngozi")
    for n in range(30):
        regular.had("Tea", until=clocks.now() - timedelta(days=n + 1))
    card = card_of(open_till, regular)
    card.till.frame.resize(1024, 600)
    bar = card.body.main.verticalScrollBar()
    card.press("F").type("Too cold").until(lambda: bar.value() > 0)
    card.press("Ctrl+Return").until(lambda: not card.body.history.feedback.isVisible())
    card.until(lambda: bar.value() == 0)
