"""Words and the idea in them, in one step."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.notebook import feedback, heard, ideas, supporters

from ..builders import Shop


def test_the_words_alone(shop: Shop) -> None:
    omar = shop.customer("Omar")
    said = shop.do(heard.write_down, "Twenty minutes for one flat white.", customer=omar.id, feeling="upset")
    found = shop.read(feedback.one, said)
    assert (found.line.words, found.line.kind, found.line.customer) == (
        "Twenty minutes for one flat white.",
        "complaint",
        omar.id,
    )
    assert shop.read(ideas.board).count == 0


def test_with_the_idea_in_them(shop: Shop) -> None:
    aoi = shop.customer("Aoi")
    said = shop.do(
        heard.write_down, "Soft-serve from oat milk.", customer=aoi.id, kind="suggestion", idea="Oat milk soft-serve"
    )
    [idea] = shop.read(ideas.board).lanes["heard"]
    opened = shop.read(ideas.one, idea.id)
    assert (idea.title, opened.words, opened.feedback) == ("Oat milk soft-serve", "Soft-serve from oat milk.", said)
    assert [one.idea for one in shop.read(supporters.wanted_by, aoi.id)] == [idea.id]


def test_both_are_taken_back_in_one_step(shop: Shop) -> None:
    shop.do(heard.write_down, "Half loaves, please.", kind="suggestion", idea="Half loaves", given_name="Wilhelmina")
    assert shop.read(ideas.board).count == 1
    shop.store.undo()
    assert shop.read(ideas.board).count == 0
    assert shop.read(feedback.count).todo == 0


def test_nothing_typed_writes_neither(shop: Shop) -> None:
    with pytest.raises(Refusal):
        shop.do(heard.write_down, "", idea="Half loaves")
    assert shop.read(ideas.board).count == 0


def test_they_want_an_idea_that_is_there_already(shop: Shop) -> None:
    aoi, minh = shop.customer("Aoi"), shop.customer("Minh")
    idea = shop.do(ideas.add, "Oat milk soft-serve", customer=aoi.id)
    shop.do(heard.write_down, "Ice cream from oat milk.", customer=minh.id, kind="suggestion", wants=idea)
    [card] = shop.read(ideas.board).lanes["heard"]
    assert card.supporters == 2
    assert [one.quote for one in shop.read(supporters.wanted_by, minh.id)] == ["Ice cream from oat milk."]
    shop.do(heard.write_down, "Oat ice.", kind="suggestion", wants=idea, idea="Oat ice")
    [card] = shop.read(ideas.board).lanes["heard"]
    assert card.supporters == 3, "somebody without a card counts as one more"
