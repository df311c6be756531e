"""CSAT and NPS against tables worked out by hand and spans from the literature."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.notebook import scores


@pytest.mark.parametrize(
    ("counts", "percent", "good", "n"),
    [
        ({5: 3, 4: 4, 3: 2, 2: 1}, 70, 7, 10),
        ({5: 1}, 100, 1, 1),
        ({1: 5}, 0, 0, 5),
        ({5: 10, 4: 20, 3: 5, 2: 3, 1: 2}, 75, 30, 40),
        ({4: 1, 3: 2}, 33, 1, 3),
        ({4: 2, 3: 1}, 67, 2, 3),
        ({5: 1, 1: 7}, 13, 1, 8),  # 12.5
        ({5: 1, 9: 40, 0: 3}, 100, 1, 1),  # what is no face counts for nothing
    ],
)
def test_csat_is_the_share_of_the_two_best_faces(counts: dict[int, int], percent: int, good: int, n: int) -> None:
    found = scores.csat(counts)
    assert found is not None
    assert (found.percent, found.good, found.n) == (percent, good, n)


@pytest.mark.parametrize(
    ("answers", "score", "groups"),
    [
        ((10, 10, 9, 8, 8, 7, 6, 3, 0, 10), 10, (4, 3, 3)),
        ((9, 10), 100, (2, 0, 0)),
        ((0, 6), -100, (0, 0, 2)),
        ((7, 8), 0, (0, 2, 0)),
        ((10, 0), 0, (1, 0, 1)),
        ((9, 6, 8), 0, (1, 1, 1)),
        ((9, 8, 8), 33, (1, 2, 0)),
        ((6, 8, 8), -33, (0, 2, 1)),
        ((9, 7, 7, 7, 7, 7, 7, 7), 13, (1, 7, 0)),  # 12.5
        ((6, 7, 7, 7, 7, 7, 7, 7), -13, (0, 7, 1)),
        (tuple([10] * 50 + [8] * 30 + [5] * 20), 30, (50, 30, 20)),
    ],
)
def test_nps_is_promoters_less_detractors(answers: tuple[int, ...], score: int, groups: tuple[int, ...]) -> None:
    found = scores.nps(Counter(answers))
    assert found is not None
    assert (found.score, (found.promoters, found.passives, found.detractors)) == (score, groups)
    assert found.n == len(answers)


def test_without_an_answer_there_is_no_figure() -> None:
    assert scores.csat({}) is None
    assert scores.nps({}) is None
    assert scores.csat({0: 4, 6: 1}) is None


@pytest.mark.parametrize(("n", "few"), [(1, True), (29, True), (30, False), (400, False)])
def test_below_thirty_it_is_too_few_to_say(n: int, few: bool) -> None:
    share, net = scores.csat({5: n}), scores.nps({10: n})
    assert share is not None
    assert net is not None
    assert (share.few, net.few) == (few, few)


@pytest.mark.parametrize(
    ("good", "n", "low", "high"),
    [  # R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_span_of_a_share_is_wilsons(good: int, n: int, low: float, high: float) -> None:
    assert scores.wilson(good, n) == pytest.approx((low, high), abs=0.00005)


def test_the_span_of_an_nps_worked_out_by_hand() -> None:
    # 4 promoters, 3 detractors of 10: up 4.75/13, down 3.75/13, variance (8.5/13 - (1/13)^2)/13 = 0.049841
    low, high = scores.net_span(4, 3, 10)
    assert (low, high) == pytest.approx((-0.36064, 0.51449), abs=0.0001)
    found = scores.nps({10: 4, 8: 3, 0: 3})
    assert found is not None
    assert (found.low, found.high) == (-36, 51)


def test_unanimous_answers_do_not_look_certain() -> None:
    net, share = scores.nps({10: 5}), scores.csat({5: 5})
    assert net is not None
    assert share is not None
    assert net.low < 90
    assert share.low < 90


@given(st.dictionaries(st.integers(-2, 12), st.integers(0, 500)))
def test_figures_stay_within_their_bounds(counts: dict[int, int]) -> None:
    net, share = scores.nps(counts), scores.csat(counts)
    if net is not None:
        assert -100 <= net.low <= net.score <= net.high <= 100
        assert net.promoters + net.passives + net.detractors == net.n
    if share is not None:
        assert 0 <= share.low <= share.percent <= share.high <= 100
