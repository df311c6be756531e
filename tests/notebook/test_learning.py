"""The method: fading counts, the shop's habit as a prior, and how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.notebook import learning
from relnotebook.notebook.learning import Learnt, learn, sum_up

FLAT_WHITE, BUN, TEA = 1, 2, 3

ITEMS = st.integers(1, 12)
VISITS = st.lists(st.lists(ITEMS, max_size=4).map(tuple), max_size=260)
SHARES = st.dictionaries(ITEMS, st.floats(0, 1))


def test_what_was_had_always_leads_what_was_had_once() -> None:
    ranked = learn([(FLAT_WHITE,)] * 5 + [(TEA,)], {FLAT_WHITE: 0.3, TEA: 0.3})
    assert [item for item, _ in ranked] == [FLAT_WHITE, TEA]


def test_the_formula() -> None:
    """Two visits, half-life of one visit: weights 1 and 1/2; prior of one visit with a share of 0.2."""
    ranked = learn([(TEA,), (BUN, TEA)], {TEA: 0.2}, half_life=1, prior=1)
    assert ranked == [(TEA, pytest.approx((1.5 + 0.2) / 2.5)), (BUN, pytest.approx(0.5 / 2.5))]


def test_old_habits_fade() -> None:
    """Ten visits are the half-life: after seven new orders the old one of thirty visits no longer leads."""
    old = [(FLAT_WHITE,)] * 30
    assert learn([(TEA,)] * 7 + old, {})[0][0] == FLAT_WHITE
    assert learn([(TEA,)] * 12 + old, {})[0][0] == TEA


def test_an_item_counts_once_a_visit() -> None:
    assert learn([(TEA, TEA, TEA), (BUN, TEA)], {}) == learn([(TEA,), (BUN, TEA)], {})


def test_a_newcomer_is_offered_what_the_shop_likes() -> None:
    assert [item for item, _ in learn([], {FLAT_WHITE: 0.4, TEA: 0.1})] == [FLAT_WHITE, TEA]


def test_only_the_favourites_of_the_shop_are_ranked_for_a_newcomer() -> None:
    shares = {item: item / 100 for item in range(1, 41)}
    assert [item for item, _ in learn([], shares)] == list(range(40, 10, -1))


def test_beyond_the_newest_two_hundred_nothing_counts() -> None:
    newest = [(TEA,)] * 200
    assert learn(newest, {}) == learn([*newest, *[(BUN,)] * 50], {})
    assert sum_up(newest) == sum_up([*newest, *[(BUN,)] * 50])


@given(VISITS, SHARES)
def test_what_is_stored_gives_the_chances_of_the_method(visits: list[tuple[int, ...]], share: dict[int, float]) -> None:
    """Read back later, the eight items kept have the p of the method over all visits where something was had."""
    stored = Learnt.load(sum_up(visits).dump())
    told = [items for items in visits[: learning.NEWEST] if items]
    whole = dict(learn(told, share, top=0))
    assert stored.n == len(told)
    for item, chance, had in stored.chances(share):
        assert chance == pytest.approx(whole[item], abs=1e-5)
        assert had == sum(item in items for items in told[: learning.WINDOW])


@given(VISITS, SHARES)
def test_nothing_is_sure_that_could_not_be(visits: list[tuple[int, ...]], share: dict[int, float]) -> None:
    stored = sum_up(visits)
    assert stored.hopeful() or not [p for _, p, _ in stored.chances(share) if p >= 0.6] or stored.n < 3


def test_two_visits_are_not_enough() -> None:
    assert sum_up([(TEA,)] * 2).sure({TEA: 1.0}) == []
    assert [item for item, _, _ in sum_up([(TEA,)] * 3).sure({TEA: 0.2})] == [TEA]


def test_several_items_may_be_sure_at_once() -> None:
    stored = sum_up([(FLAT_WHITE, BUN)] * 9 + [(FLAT_WHITE,)])
    assert [item for item, _, _ in stored.sure({FLAT_WHITE: 0.3, BUN: 0.1})] == [FLAT_WHITE, BUN]


def test_the_evidence_counts_the_newest_48_visits() -> None:
    stored = sum_up([(TEA,)] * 41 + [(FLAT_WHITE,)] * 7 + [(TEA,)] * 100)
    assert stored.of == 48
    assert stored.top[0][2] == 41


def test_one_is_found_by_what_is_shown_whatever_the_shop_has() -> None:
    stored = sum_up([*[(TEA,)] * 5, (BUN,), *[(TEA,)] * 4])
    assert stored.sought() == (TEA,)
    assert [item for item, _, _ in stored.sure({})] == [TEA]
    assert sum_up([(TEA,), (BUN,)] * 5).sought() == ()
    assert sum_up([(TEA,), (TEA,)]).sought() == ()


def test_of_a_list_only_those_are_read_who_may_be_sure() -> None:
    regular, newcomer, torn = sum_up([(TEA,)] * 9), sum_up([(TEA,)] * 2), sum_up([(TEA,), (BUN,)] * 20)
    texts = {"regular": regular.dump(), "newcomer": newcomer.dump(), "torn": torn.dump()}
    assert Learnt.load_hopeful(texts) == {"regular": regular}
    assert Learnt.load_hopeful({}) == {}


@pytest.mark.parametrize(
    ("chance", "word"), [(0.59, ""), (0.6, "often"), (0.749, "often"), (0.75, "usually"), (1, "usually")]
)
def test_chances_are_told_in_words(chance: float, word: str) -> None:
    assert learning.word(chance) == word


def test_a_customer_without_visits_leaves_nothing_to_store() -> None:
    assert sum_up([]).dump() == ""
    assert sum_up([(), ()]).dump() == ""
    assert Learnt.load("") == Learnt()
