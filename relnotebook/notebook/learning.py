"""The pure method behind the learnt usual: recency-decayed counts with a shop prior.

Visits fade by their number, not by days: the j-th newest weighs 0.5 ** (j / half-life). What is the customer's own
(`Learnt`) is stored beside the customer; the shop's share of an item changes with every visit of anybody, so the
chance p is worked out when it is read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, TypeVar

T = TypeVar("T")

HALF_LIFE = 10.0  # visits
PRIOR = 2.0  # visits that the shop's habit is worth
NEWEST = 200  # older visits weigh less than a millionth and are not looked at
WINDOW = 48  # "41 of her last 48 visits"
KEPT = 8  # items stored for a customer
FEWEST = 3  # visits before anything is called a usual
OFTEN = 0.6
USUALLY = 0.75

_WEIGHTS = tuple(0.5 ** (j / HALF_LIFE) for j in range(NEWEST))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a customer's own visits say about their usual.

    Attributes:
        n: visits looked at, at most 200.
        weight: the sum of their weights.
        of: how many of them the evidence counts, at most 48.
        top: (item, its decayed count, how many of the newest `of` visits held it), the largest count first.
    """

    n: int = 0
    weight: float = 0.0
    of: int = 0
    top: tuple[tuple[int, float, int], ...] = ()

    def dump(self) -> str:
        """As customer_stat.learnt keeps it; '' when nothing was learnt."""
        if not self.n:
            return ""
        top = ",".join([f"[{item},{count!r},{had}]" for item, count, had in self.top])  # as json.dumps would
        return f'{{"n":{self.n},"w":{self.weight!r},"of":{self.of},"top":[{top}]}}'

    @classmethod
    def load(cls, text: str) -> Learnt:
        return cls._read(json.loads(text)) if text else cls()

    @classmethod
    def load_hopeful(cls, texts: Mapping[T, str]) -> dict[T, Learnt]:
        """Of a whole list, whose texts are not '', those of which some share could make an item sure."""
        read = json.loads(f"[{','.join(texts.values())}]")
        return {
            whose: cls._read(facts)
            for whose, facts in zip(texts, read, strict=True)
            if facts["n"] >= FEWEST and facts["top"][0][1] >= _least_hopeful(facts["w"])
        }

    @classmethod
    def _read(cls, facts: dict[str, Any]) -> Learnt:
        return cls(facts["n"], facts["w"], facts["of"], tuple(map(tuple, facts["top"])))

    def chances(self, share: Mapping[int, float]) -> list[tuple[int, float, int]]:
        """(item, chance that the next visit holds it, visits of the evidence that held it), the surest first."""
        return self._chances(self.top, share)

    def sure(self, share: Mapping[int, float]) -> list[tuple[int, float, int]]:
        """Those of `chances` that may be shown as the usual."""
        return [found for found in self._chances(self.hopeful(), share) if found[1] >= OFTEN]

    def _chances(
        self, top: Iterable[tuple[int, float, int]], share: Mapping[int, float]
    ) -> list[tuple[int, float, int]]:
        whole = self.weight + PRIOR
        found = [(item, (count + PRIOR * share.get(item, 0.0)) / whole, had) for item, count, had in top]
        return sorted(found, key=lambda x: (-x[1], x[0])) if len(found) > 1 else found

    def hopeful(self) -> list[tuple[int, float, int]]:
        """Those of `top` that some share could lift over the threshold: only these need be asked about."""
        if self.n < FEWEST:
            return []
        least = _least_hopeful(self.weight)
        return [one for one in self.top if one[1] >= least]

    def sought(self) -> tuple[int, ...]:
        """Items under which the customer is found: those shown as the usual whatever the shop's habit is.

        It depends on the own visits only, so that a document need not follow what everybody else has.
        """
        if self.n < FEWEST:
            return ()
        least = OFTEN * (self.weight + PRIOR)
        return tuple(sorted(item for item, count, _ in self.top if count >= least))


def _least_hopeful(weight: float) -> float:
    """The decayed count from which the greatest share there can be makes an item sure."""
    return OFTEN * (weight + PRIOR) - PRIOR


def learn(
    visits: Sequence[Sequence[int]],
    share: Mapping[int, float],
    *,
    half_life: float = HALF_LIFE,
    prior: float = PRIOR,
    top: int = 30,
) -> list[tuple[int, float]]:
    """Items ranked by the chance that the next visit holds them.

    Args:
        visits: the items of each visit, newest first; at most the newest 200 count.
        share: of each item, the share of the shop's visits that hold it.
        half_life: after how many visits a visit weighs half.
        prior: how many visits the shop's habit is worth.
        top: so many of the shop's favourites are ranked too, so that a newcomer also gets a ranking.
    """
    weight, counts = _tally(visits, half_life)
    for item in nsmallest(top, share, key=lambda i: (-share[i], i)):
        counts.setdefault(item, 0.0)
    chances = {i: (c + prior * share.get(i, 0.0)) / (weight + prior) for i, c in counts.items()}
    return sorted(chances.items(), key=lambda x: (-x[1], x[0]))


def sum_up(visits: Sequence[Sequence[int]]) -> Learnt:
    """What to store of a customer's newest visits. Visits where nothing was noted say nothing and are left out."""
    told = [items for items in visits[:NEWEST] if items]
    if not told:
        return Learnt()
    weight, counts = _tally(told, HALF_LIFE)
    best = sorted([(-count, item) for item, count in counts.items()])[:KEPT]
    held = Counter(map(tuple, told[:WINDOW]))
    had = dict.fromkeys([item for _count, item in best], 0)
    for order, times in held.items():
        for item in had.keys() & order:
            had[item] += times
    top = tuple([(item, round(-count, 6), had[item]) for count, item in best])
    return Learnt(len(told), round(weight, 6), min(WINDOW, len(told)), top)


def _tally(visits: Sequence[Sequence[int]], half_life: float) -> tuple[float, dict[int, float]]:
    """(sum of the weights, decayed count of each item); an item counts once a visit.

    Most regulars have few different orders, so the weights are summed by order first.
    """
    newest = visits[:NEWEST]
    weights = _WEIGHTS if half_life == HALF_LIFE else [0.5 ** (j / half_life) for j in range(len(newest))]
    orders: dict[tuple[int, ...], float] = {}
    for weight, items in zip(weights, newest, strict=False):
        order = tuple(items)
        orders[order] = orders.get(order, 0.0) + weight
    counts: dict[int, float] = {}
    for order, weight in orders.items():
        for item in set(order):
            counts[item] = counts.get(item, 0.0) + weight
    return sum(orders.values()), counts


def word(chance: float) -> str:
    """A chance in words: usually, often, or '' when it is not sure enough to be shown."""
    if chance >= USUALLY:
        return "usually"
    return "often" if chance >= OFTEN else ""
