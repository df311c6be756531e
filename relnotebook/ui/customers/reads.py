"""What the Customers page asks the notebook, in a reader lane; what it needs for that is imported there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relnotebook.base.terms import CustomerId

if TYPE_CHECKING:
    from relnotebook.notebook.browsing import BrowseLine, Counts
    from relnotebook.notebook.segments import Segment

MOST_READ = 5000  # of those chosen, for the tags they carry


EVERYONE, BIN = "everyone", "bin"
"""Of the filters: all of them, and the cards in the bin."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is listed: a filter, words to find, a sort; as `notebook.browsing` wants it, without importing that."""

    chip: str = EVERYONE
    text: str = ""
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Tags:
    """Names of all tags of the shop; (id, name, how many carry it) of those that are on the cards asked about."""

    names: tuple[str, ...]
    carried: tuple[tuple[int, str, int], ...]


def order(s: Any, wanted: Wanted) -> str:
    """The identities of those listed, in order."""
    from relnotebook.notebook import browsing

    rules = browsing.CHIPS.get(wanted.chip, ())
    in_bin = wanted.chip not in browsing.CHIPS
    return browsing.order(s, browsing.View(rules, wanted.text, wanted.sort, wanted.descending, in_bin))


def lines(s: Any, ids: Sequence[CustomerId]) -> tuple[BrowseLine, ...]:
    """The rows of these customers."""
    from relnotebook.notebook import browsing

    return browsing.lines(s, ids)


def counts(s: Any) -> Counts:
    """How many each filter lets through."""
    from relnotebook.notebook import browsing

    return browsing.counts(s)


def tags(s: Any, customers: Sequence[CustomerId]) -> Tags:
    """What may be tagged, and untagged."""
    from relnotebook.notebook import fields, many

    known = tuple(name for _key, name, _count in fields.all_tags(s))
    return Tags(known, many.tags_on(s, customers[:MOST_READ]))


def lists(s: Any) -> tuple[Segment, ...]:
    """The lists people may be put on, newest last."""
    from relnotebook.notebook import segments

    return tuple(one for one in segments.listed(s) if one.frozen)
