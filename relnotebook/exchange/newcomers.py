"""People of a file who get a new card, remembered while it is looked through: a second row about one is no second card.

An import finds such a row by the card it has made. What only looks has no such card, and keeps what it needs of each:
no more than that, since a file may hold a hundred thousand of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from relnotebook.exchange import known
from relnotebook.exchange.known import Known
from relnotebook.exchange.person import Kept, Person

_Short = tuple[str, Kept | None, frozenset[str]]
"""A name, a birthday and houses: all that tells whether an address or a name they share can mean the same person."""


@dataclass(slots=True)
class Newcomers:
    """Those of one file, but for the chunk that is being looked at: of that `known.Chunk` knows better."""

    _met: dict[tuple[str, str], tuple[_Short, ...]] = field(default_factory=dict)
    _here: list[Person] = field(default_factory=list)

    def add(self, person: Person) -> None:
        """Somebody of this chunk gets a card."""
        self._here.append(person)

    def next_chunk(self) -> None:
        """The chunk was looked through."""
        for person in self._here:
            one = person.name, _born(person), _homes(person)
            name = [("name", known.name_key(person.name))] if person.name else []
            for key in (*_keys(person), *name):
                self._met[key] = (*self._met.get(key, ()), one)
        self._here.clear()

    def has(self, person: Person) -> bool:
        """Whether a row of an earlier chunk was about the same person: by the rules of `known.Chunk.find`."""
        keys = _keys(person)
        for key in keys:
            sure = key[0] == "card_number" or (key[0] == "outside_id" and len(key[1]) >= known.SURE_IDENTITY)
            if any(sure or known.fits(person, _card(one)) for one in self._met.get(key, ())):
                return True
        namesakes = self._met.get(("name", known.name_key(person.name)), ()) if person.name else ()
        born = _born(person)
        if born is not None and any(one[1] and known.fits(person, _card(one)) for one in namesakes):
            return True
        homes = _homes(person)
        at_home = (one for one in namesakes if not homes or not one[2] or homes & one[2])
        return not keys and any(known.fits(person, _card(one)) for one in at_home)


def _keys(person: Person) -> list[tuple[str, str]]:
    found = [("outside_id", person.outside_id), ("card_number", person.card_number)]
    found += [(way.channel, way.normal) for way in person.ways if way.channel != "post"]
    return [key for key in found if key[1]]


def _born(person: Person) -> Kept | None:
    found = next((date for date in person.dates if date.kind == "birthday"), None)
    return found if found is not None and found.day and found.month else None


def _homes(person: Person) -> frozenset[str]:
    return frozenset(known.way_key("post", way.normal) for way in person.ways if way.channel == "post")


def _card(one: _Short) -> Known:
    name, born, _posts = one
    values = {**dict.fromkeys(known.SIMPLE, ""), "name": name}
    return Known(None, values, dates=[(None, born)] if born is not None else [])
