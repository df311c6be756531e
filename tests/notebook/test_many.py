"""One act on many cards: one step, one Undo, one sentence."""

from __future__ import annotations

import pytest

from relnotebook.base import phrases
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import finding, joining, many
from relnotebook.notebook.fields import all_tags

from ..builders import Regular, Shop


@pytest.fixture
def three(shop: Shop) -> list[Regular]:
    return [shop.customer(name) for name in ("Ngozi Okafor", "Omar Haddad", "Aoi Tanaka")]


def ids(people: list[Regular]) -> list[CustomerId]:
    return [one.id for one in people]


def test_a_tag_on_many_is_one_step_and_one_undo(shop: Shop, three: list[Regular]) -> None:
    before = shop.tables()
    steps = len(shop.acts())
    assert shop.do(many.tag, ids(three), " Choir ") == 3
    assert shop.acts()[steps:] == [Act.ADD_TAG]
    assert shop.read(many.tags_on, ids(three)) == ((1, "Choir", 3),)
    shop.undo()
    assert shop.tables() == before


def test_who_carries_it_already_is_left_alone(shop: Shop, three: list[Regular]) -> None:
    three[0].tagged("choir")
    assert shop.do(many.tag, [*ids(three), three[1].id], "CHOIR") == 2
    assert [(name, count) for _key, name, count in shop.read(all_tags)] == [("choir", 3)]


def test_a_great_many_are_tagged_in_one_go(shop: Shop, three: list[Regular], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "FEW", 2)
    before = shop.tables()
    assert shop.do(many.tag, ids(three), "Choir") == 3
    assert [line.id for line in shop.read(finding.find, "choir").lines] != []
    shop.undo()
    assert shop.tables() == before
    assert shop.read(finding.find, "choir").lines == ()


def test_a_tag_comes_off_many_and_is_forgotten(shop: Shop, three: list[Regular]) -> None:
    shop.do(many.tag, ids(three), "Choir")
    key = shop.read(all_tags)[0][0]
    assert shop.do(many.untag, ids(three[:2]), key) == 2
    assert shop.read(all_tags)[0][2] == 1
    assert shop.do(many.untag, ids(three), key) == 1
    assert shop.read(all_tags) == ()
    shop.undo()
    assert shop.read(all_tags)[0][2] == 1


def test_into_the_bin_and_out_again(shop: Shop, three: list[Regular]) -> None:
    shop.do(many.bin, ids(three[:1]))
    assert shop.do(many.bin, ids(three)) == 2
    assert shop.read(finding.find, "ngozi").lines == ()
    assert len(shop.read(finding.binned)) == 3
    assert shop.do(many.unbin, ids(three)) == 3
    assert [line.name for line in shop.read(finding.find, "ngozi").lines] == ["Ngozi Okafor"]


def test_undo_of_the_bin_brings_all_back_but_those_binned_before(shop: Shop, three: list[Regular]) -> None:
    shop.do(many.bin, ids(three[:1]))
    shop.do(many.bin, ids(three))
    shop.undo()
    assert [line.name for line in shop.read(finding.binned)] == ["Ngozi Okafor"]


def test_a_card_that_is_part_of_another_stays_where_it_is(shop: Shop, three: list[Regular]) -> None:
    shop.do(joining.join, three[0].id, three[1].id)
    gone = next(one for one in three[:2] if one.id not in [line.id for line in shop.read(finding.find, one.name).lines])
    assert shop.do(many.unbin, [gone.id]) == 0
    assert shop.do(many.bin, [gone.id]) == 0


def test_what_is_said_counts_them_and_names_one(shop: Shop, three: list[Regular]) -> None:
    def said(function: object, *args: object) -> str:
        changes = shop.changes(function, *args)  # type: ignore[arg-type]
        assert changes is not None
        return phrases.done(changes)

    assert said(many.tag, ids(three), "Choir") == "3 cards are tagged."
    assert phrases.undo_label(shop.store.labels()) == "Undo: tag 3 cards"
    assert said(many.bin, ids(three[:2])) == "2 cards are in the bin."
    assert said(many.unbin, ids(three[:2])) == "2 cards are out of the bin."
    assert said(many.bin, ids(three[2:])) == "Aoi is in the bin."


def test_nobody_and_nothing_are_refused(shop: Shop, three: list[Regular]) -> None:
    before = shop.tables()
    with pytest.raises(Refusal, match="nobody-chosen"):
        shop.do(many.bin, [])
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(many.tag, ids(three), "  ")
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(many.tag, [three[0].id, CustomerId(999)], "Choir")
    with pytest.raises(NotFound, match="no-tag"):
        shop.do(many.untag, ids(three), 999)
    assert shop.tables() == before


# In parts


def test_a_great_many_in_parts_are_one_undo(shop: Shop, three: list[Regular], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "PART", 2)
    before = shop.tables()
    work = many.in_parts(shop.store, many.tag, ids(three), "Choir")
    assert [(step.done, step.total) for step in work] == [(2, 3), (3, 3)]
    assert shop.read(many.tags_on, ids(three))[0][1:] == ("Choir", 3)
    assert phrases.undo_label(shop.store.labels()) == "Undo: tag 3 cards"
    shop.undo()
    assert shop.tables() == before


def test_stopped_or_refused_half_way_nothing_of_it_stays(
    shop: Shop, three: list[Regular], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "PART", 1)
    before = shop.tables()
    work = many.in_parts(shop.store, many.bin, ids(three))
    next(work)
    next(work)
    work.close()
    assert shop.tables() == before
    with pytest.raises(NotFound):
        list(many.in_parts(shop.store, many.bin, [*ids(three), CustomerId(999)]))
    assert shop.tables() == before
