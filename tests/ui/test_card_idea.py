"""U on the card: an idea they want too, in one line of typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from relnotebook.notebook import drafts, ideas, supporters
from relnotebook.ui.card_idea import NEW, IdeaComposer, fitting

from ..builders import Shop
from .cards import Card, card_of

if TYPE_CHECKING:
    from .cards import OpenTill


@pytest.fixture
def board(shop: Shop) -> dict[str, int]:
    """Three ideas; the door is wanted most, the pre-order is not now."""
    aoi, minh, desmond = (shop.customer(name) for name in ("Aoi Tanaka", "Trần Minh Anh", "Desmond"))
    made = {
        "oat": shop.do(ideas.add, "Oat milk soft-serve in July", customer=aoi.id),
        "door": shop.do(ideas.add, "Door closer for the window seats", customer=minh.id),
        "order": shop.do(ideas.add, "Pre-order by 7", customer=minh.id),
    }
    shop.do(supporters.support, made["door"], desmond.id)
    shop.do(ideas.move, made["order"], "not_now", why="We are three in the morning.")
    return made


def me_too(card: Card) -> IdeaComposer:
    composer = card.press("U").body.history.idea
    card.until(lambda: composer.ideas).settled()
    return composer


def wanted(card: Card) -> list[tuple[str, str]]:
    found: Any = card.shop_read(supporters.wanted_by, card.regular.id)
    return [(one.title, one.quote) for one in found]


def rows(composer: IdeaComposer) -> list[str]:
    chosen = composer.chosen()
    return [f"{'> ' if key == chosen else ''}{made.text()}" for key, made in composer.ideas.items()]


def test_the_most_wanted_come_first_and_nothing_is_chosen_yet(
    open_till: OpenTill, shop: Shop, board: dict[str, int]
) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    composer = me_too(card)
    assert rows(composer) == [
        "Door closer for the window seats, 2 want it",
        "Oat milk soft-serve in July, 1 wants it",
        "Pre-order by 7, not now",
    ]
    card.press("Return").settled()
    assert wanted(card) == []


def test_a_few_letters_and_enter(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    composer = me_too(card)
    card.type("oa")
    assert rows(composer) == ["> Oat milk soft-serve in July, 1 wants it", "A new idea: oa"]
    card.press("Return").until(lambda: not composer.isVisible())
    assert wanted(card) == [("Oat milk soft-serve in July", "")]
    card.press("Ctrl+Z").until(lambda: wanted(card) == [])


def test_with_their_words(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    composer = me_too(card)
    card.press("Down", "Down")
    assert rows(composer)[1].startswith("> Oat milk")
    card.write(composer.quote, "I would come for it").press("Return").until(lambda: not composer.isVisible())
    assert wanted(card) == [("Oat milk soft-serve in July", "I would come for it")]


def test_arrows_stop_at_the_ends(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    composer = me_too(card := card_of(open_till, shop.customer("Ngozi")))
    card.press("Down", "Up", "Up")
    assert composer.chosen() == board["door"]
    card.press(*["Down"] * 9)
    assert composer.chosen() == board["order"]
    assert composer.line.hasFocus()


def test_a_click_chooses_and_leads_to_their_words(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    composer = me_too(card := card_of(open_till, shop.customer("Ngozi")))
    card.click(composer.ideas[board["oat"]])
    assert composer.quote.hasFocus()
    card.press("Return").until(lambda: not composer.isVisible())
    assert wanted(card) == [("Oat milk soft-serve in July", "")]


def test_no_match_is_a_new_idea_by_them(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    card = card_of(open_till, shop.customer("Ngozi"))
    composer = me_too(card)
    card.type("Masala chai")
    assert rows(composer) == ["> A new idea: Masala chai"]
    assert composer.go.text() == "Write it down"
    card.press("Return").until(lambda: not composer.isVisible())
    assert wanted(card) == [("Masala chai", "")]
    heard = card.shop_read(ideas.board).lanes["heard"]
    assert any(idea.title == "Masala chai" and idea.customer == card.regular.id for idea in heard)


def test_a_new_one_although_another_is_alike(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    composer = me_too(card := card_of(open_till, shop.customer("Ngozi")))
    card.type("oat").click(composer.ideas[NEW])
    card.press("Return").until(lambda: not composer.isVisible())
    assert wanted(card) == [("oat", "")]


def test_the_very_same_words_are_no_new_idea(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    composer = me_too(card := card_of(open_till, shop.customer("Ngozi")))
    card.type("pre-order by 7")
    assert rows(composer) == ["> Pre-order by 7, not now"]


def test_who_wants_it_already_is_counted_once(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    ngozi = shop.customer("Ngozi")
    shop.do(supporters.support, board["oat"], ngozi.id)
    composer = me_too(card := card_of(open_till, ngozi))
    card.type("oat")
    assert rows(composer)[0] == "> Oat milk soft-serve in July, wanted already"
    card.press("Return").until(lambda: not composer.isVisible())
    assert len(wanted(card)) == 1


def test_half_typed_it_is_kept(open_till: OpenTill, shop: Shop, board: dict[str, int]) -> None:
    ngozi = shop.customer("Ngozi")
    composer = me_too(card := card_of(open_till, ngozi))
    card.type("oat").press("Esc")
    assert composer.kept.text() == "We kept what you typed: oat"
    kept = card.settled().shop_read(drafts.all_kept)
    assert [(draft.place, draft.words["text"]) for draft in kept] == [(f"card/{ngozi.id}/idea", "oat")]
    card.click(composer.go_on).settled()
    assert rows(composer)[0] == "> Oat milk soft-serve in July, 1 wants it"


def test_accents_and_order_do_not_matter(shop: Shop, board: dict[str, int]) -> None:
    cards = shop.read(ideas.board).lanes["heard"]
    assert [card.title for card in fitting(cards, "seats door")] == ["Door closer for the window seats"]
    assert [card.title for card in fitting(cards, "tran")] == ["Door closer for the window seats"]
    assert fitting(cards, "chai") == []
    assert len(fitting(cards, "")) == len(cards)
