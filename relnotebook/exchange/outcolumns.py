"""A whole column of many cards at once: what `outcells` makes one by one, quicker where a file has very many rows.

Every column here holds exactly what its maker in `outcells.MAKERS` gives, card by card.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from relnotebook.exchange.gathering import Card
from relnotebook.exchange.outcells import MAKERS
from relnotebook.notebook.nameparts import name_parts

Column = Callable[[Sequence[Card]], list[str]]


def of(holds: str, number: int = 0) -> Column:
    """What makes the column of a key of MAKERS; `number` of several, from 0. "" is one that stays empty."""
    if not holds:
        return _empty
    quick = _QUICK.get(holds)
    if quick is not None:
        return quick(number)
    make = MAKERS[holds][0]
    return lambda cards: [make(card, number) for card in cards]


def _empty(cards: Sequence[Card]) -> list[str]:
    return [""] * len(cards)


def _plain(attribute: str) -> Callable[[int], Column]:
    read = attrgetter(attribute)
    return lambda _number: lambda cards: list(map(read, cards))


def _way(attribute: str) -> Callable[[int], Column]:
    """The value of the way `number` of a kind."""
    read: Callable[[Card], Any] = attrgetter(attribute)

    def numbered(number: int) -> Column:
        return lambda cards: [ways[number].value if len(ways) > number else "" for ways in map(read, cards)]

    return numbered


def _of_post(holds: str) -> Callable[[int], Column]:
    """A part of an address; most mailings have none."""
    make = MAKERS[holds][0]
    return lambda number: lambda cards: [make(card, number) if card.posts else "" for card in cards]


def _given(_number: int) -> Column:
    make = MAKERS["given"][0]

    def column(cards: Sequence[Card]) -> list[str]:
        parts = [name_parts(card.name) for card in cards]
        return [found[1] if not found[0] else make(card, 0) for found, card in zip(parts, cards, strict=True)]

    return column


def _family(_number: int) -> Column:
    return lambda cards: [last if first else "" for _title, first, last in (name_parts(card.name) for card in cards)]


def _birth(part: int) -> Callable[[int], Column]:
    """Day, month or year of the birthday, by its place in `Date`."""

    def column(cards: Sequence[Card]) -> list[str]:
        return ["" if (born := card.birthday) is None else str(born[part] or "") for card in cards]

    return lambda _number: column


def _tags(_number: int) -> Column:
    make = MAKERS["tags_commas"][0]
    return lambda cards: [make(card, 0) if card.tags else "" for card in cards]


_QUICK: dict[str, Callable[[int], Column]] = {
    **{key: _plain(key) for key in ("name", "call_name", "say", "pronouns", "language", "card_number")},
    "email": _way("emails"),
    "phone": _way("phones"),
    "post": _way("posts"),
    **{
        key: _of_post(key)
        for key in ("street", "street_lines", "city", "region", "code", "country", "one_cell_address", "country_code")
    },
    "given": _given,
    "family": _family,
    "birth_day": _birth(2),
    "birth_month": _birth(3),
    "birth_year": _birth(4),
    "tags_commas": _tags,
}
