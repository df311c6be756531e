"""What answers say in figures: CSAT and NPS, always beside the counts they are made of. Pure.

Sources:

- CSAT as the share of the best two answers of five ("top two box"): N. A. Morgan and L. L. Rego (2006), "The Value of
  Different Customer Satisfaction and Loyalty Metrics in Predicting Business Performance", Marketing Science 25(5),
  426-439.
- NPS, promoters (9 and 10) less detractors (0 to 6): F. F. Reichheld (2003), "The One Number You Need to Grow",
  Harvard Business Review 81(12), 46-54.
- The span of a share: E. B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference",
  Journal of the American Statistical Association 22(158), 209-212.
- The span of an NPS: B. Rocks (2016), "Interval Estimation for the 'Net Promoter Score'", The American Statistician
  70(4), 365-372, the adjusted Wald interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

FEW = 30
"""Below so many answers a figure says less than it seems to: "too few to say"."""

FACES = range(1, 6)
"""From 1, really bad, to 5, wonderful."""

STEPS = range(11)
"""From 0, not at all likely to recommend us, to 10."""

TOP_BOX = 4  # this face and the better one
PROMOTER, PASSIVE = 9, 7  # from these on

Z = 1.959964
"""Of a span that holds the true value in 95 of 100 cases."""


@dataclass(frozen=True, slots=True)
class Share:
    """CSAT.

    Attributes:
        percent: of all answers the best two of five, 0 to 100, rounded to whole numbers.
        good: how many these are, `of` all `n`.
        low, high: the 95 % span in percent.
        few: fewer than FEW answers, "too few to say".
    """

    percent: int
    good: int
    n: int
    low: int
    high: int
    few: bool


@dataclass(frozen=True, slots=True)
class Nps:
    """The net promoter score.

    Attributes:
        score: -100 to 100, rounded to whole numbers.
        promoters, passives, detractors: how many answers each, of all `n`.
        low, high: the 95 % span.
        few: fewer than FEW answers, "too few to say".
    """

    score: int
    promoters: int
    passives: int
    detractors: int
    n: int
    low: int
    high: int
    few: bool


def csat(counts: Mapping[int, int]) -> Share | None:
    """CSAT of (face, how many): the share of faces 4 and 5 (Morgan and Rego 2006). None without an answer."""
    n = sum(counts.get(face, 0) for face in FACES)
    if not n:
        return None
    good = sum(counts.get(face, 0) for face in FACES if face >= TOP_BOX)
    low, high = wilson(good, n)
    return Share(_whole(100 * good / n), good, n, _whole(100 * low), _whole(100 * high), n < FEW)


def nps(counts: Mapping[int, int]) -> Nps | None:
    """NPS of (answer 0 to 10, how many): percent of 9 and 10 less percent of 0 to 6 (Reichheld 2003). None without."""
    promoters = sum(counts.get(step, 0) for step in STEPS if step >= PROMOTER)
    passives = sum(counts.get(step, 0) for step in STEPS if PASSIVE <= step < PROMOTER)
    detractors = sum(counts.get(step, 0) for step in STEPS if step < PASSIVE)
    n = promoters + passives + detractors
    if not n:
        return None
    low, high = net_span(promoters, detractors, n)
    score = _whole(100 * (promoters - detractors) / n)
    low, high = min(_whole(100 * low), score), max(_whole(100 * high), score)  # of one answer it would lie beside it
    return Nps(score, promoters, passives, detractors, n, low, high, n < FEW)


def wilson(good: int, n: int) -> tuple[float, float]:
    """The 95 % span of a share of `good` among `n` > 0, each 0 to 1 (Wilson 1927)."""
    share, square = good / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def net_span(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """The 95 % span of (promoters - detractors) / n, each -1 to 1.

    The adjusted Wald interval of Rocks (2016): three answers are added, three quarters of one to the promoters and as
    much to the detractors, so that few or unanimous answers do not look certain.
    """
    many = n + 3
    up, down = (promoters + 0.75) / many, (detractors + 0.75) / many
    half = Z * sqrt((up + down - (up - down) ** 2) / many)
    return max(-1.0, up - down - half), min(1.0, up - down + half)


def _whole(value: float) -> int:
    """To whole numbers, halves away from zero, as people round."""
    return int(abs(value) + 0.5 + 1e-9) * (1 if value >= 0 else -1)
