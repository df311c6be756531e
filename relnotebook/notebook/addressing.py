"""Whose names stand on an envelope, and the lines below them.

A household is named as such only where every grown-up of it is written to; else the first names are joined, "Ana & Tom
Silva", or the names are listed. Only those who agreed to post are ever named, and a child is never named alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import fold
from relnotebook.base.words import _
from relnotebook.notebook import consent, countries, names, shop
from relnotebook.notebook.consent import Addressee
from relnotebook.notebook.nameparts import name_parts
from relnotebook.store.write import Session

OF_AGE = 16
AT_ONCE = 500

_AMONG = "IN (SELECT value FROM json_each(?))"
_THERE = "binned_at IS NULL AND joined_into IS NULL AND state <> 'deceased'"
_SAID_NO = ("left_alone", *consent.NO)


@dataclass(frozen=True, slots=True)
class Envelope:
    """One letter or label.

    Attributes:
        customer: to whom it goes; people: everybody it names, or stands for, them first.
        to: the line with the names, "" where only a description is known.
        lines: `to`, the address, and the country where it goes abroad.
        greets: how each of `people` is greeted.
    """

    customer: CustomerId
    people: tuple[CustomerId, ...]
    to: str
    lines: tuple[str, ...]
    greets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dweller:
    """Somebody who may be named. `name` as it is written, "" where there is none; `home`: their household."""

    id: CustomerId
    name: str
    greet: str
    home: int | None
    is_child: bool


# Reads


def envelopes(
    s: Session, people: Sequence[Addressee], together: Mapping[CustomerId, Sequence[CustomerId]] | None = None
) -> Iterator[list[Envelope]]:
    """The envelopes to people, in order, some at a time; `together`: those whom somebody stands for."""
    region, young = shop.region(s), minors(s)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        whom = {one.customer: (one.customer, *(together or {}).get(one.customer, ())) for one in some}
        known = _dwellers(s, [who for several in whom.values() for who in several], young)
        homes = _homes(s, {one.home for one in known.values() if one.home is not None}, young)
        yield [
            _envelope(one, [known[who] for who in whom[one.customer] if who in known], homes, region) for one in some
        ]


_Homes = Mapping[int, tuple[str, frozenset[CustomerId]]]
"""Household -> its name, the grown-ups who live there."""


def _envelope(one: Addressee, people: Sequence[Dweller], homes: _Homes, region: str) -> Envelope:
    to = named(people, household=_household(people, homes))
    below = address_lines(one.value, region)
    if to and len(below) > 1 and fold(below[0]) == fold(to):
        below = below[1:]
    lines = tuple(filter(None, (to, *below)))
    return Envelope(one.customer, tuple(who.id for who in people), to, lines, tuple(who.greet for who in people))


def _household(people: Sequence[Dweller], homes: _Homes) -> str:
    """The name of the household, where these are all its grown-ups and nobody else."""
    home = people[0].home if people else None
    if home is None or home not in homes or any(one.home != home for one in people):
        return ""
    name, grown_ups = homes[home]
    return name if grown_ups <= {one.id for one in people} else ""


def minors(s: Session) -> frozenset[CustomerId]:
    """Those who are too young to be written to alone, as far as a year of birth is known."""
    today = clock.today()
    sql = "SELECT customer_id, year, month, day FROM special_date WHERE kind = 'birthday' AND year >= ?"
    rows = s.raw(sql, (today.year - OF_AGE,))
    return frozenset(CustomerId(who) for who, year, month, day in rows if _age(year, month, day, today) < OF_AGE)


def _age(year: int, month: int | None, day: int | None, today: date) -> int:
    return today.year - year - ((month or 1, day or 1) > (today.month, today.day))


def lone_children(
    s: Session,
    people: Iterable[CustomerId],
    together: Mapping[CustomerId, Sequence[CustomerId]],
    purpose: str = "",
) -> frozenset[CustomerId]:
    """Children of these who are not written to: a grown-up they live with said no to post, and none is named with them.

    A child for whom nobody said no is written to by way of the parents.
    """
    young = minors(s)
    alone = [who for who in people if who in young and all(other in young for other in together.get(who, ()))]
    if not alone:
        return frozenset()
    sql = (
        f"SELECT c.id, g.id FROM customer c JOIN customer g ON g.household_id = c.household_id WHERE c.id {_AMONG} "
        "AND g.binned_at IS NULL AND g.joined_into IS NULL"
    )
    pairs = [(child, other) for child, other in s.raw(sql, (json.dumps(alone),)) if other not in young]
    asked = consent.allowed(s, "post", purpose, among=[CustomerId(other) for _child, other in pairs])
    noes = {one.customer for one in asked.left_out if one.why in _SAID_NO}
    return frozenset(CustomerId(child) for child, other in pairs if other in noes)


def _dwellers(s: Session, whom: Sequence[CustomerId], young: Collection[CustomerId]) -> dict[CustomerId, Dweller]:
    sql = f"SELECT id, name, call_name, own_script, household_id FROM customer WHERE id {_AMONG}"
    found = {}
    for who, name, call_name, own_script, home in s.raw(sql, (json.dumps(list(whom)),)):
        hurried = name[:1].upper() + name[1:]  # "anna müller" is a name that was typed in a hurry
        known = "" if names.is_description(hurried) else name
        greet = names.greet_name(known, call_name) or own_script
        found[CustomerId(who)] = Dweller(who, _written(known or call_name or own_script), greet, home, who in young)
    return found


def _homes(s: Session, homes: Collection[int], young: Collection[CustomerId]) -> _Homes:
    if not homes:
        return {}
    among = json.dumps(sorted(homes))
    named = dict(s.raw(f"SELECT id, name FROM household WHERE id {_AMONG}", (among,)))
    there: dict[int, set[CustomerId]] = {home: set() for home in named}
    for who, home in s.raw(f"SELECT id, household_id FROM customer WHERE household_id {_AMONG} AND {_THERE}", (among,)):
        if who not in young and home in there:
            there[home].add(CustomerId(who))
    return {home: (named[home], frozenset(there[home])) for home in named}


# Pure


def _written(name: str) -> str:
    """A name in the order in which it is said: "Okafor, Ngozi" is Ngozi Okafor."""
    parts = name_parts(name)
    return " ".join(filter(None, (parts.title, parts.first, parts.last)))


def named(people: Sequence[Dweller], household: str = "") -> str:
    """The line with the names. `household`: its name, where it may stand for all. Pure.

    Grown-ups come first; children alone are reached by way of their parents.
    """
    several = [one for one in sorted(people, key=lambda one: one.is_child) if one.name]
    if not several:
        return ""
    if several[0].is_child:
        return _("The parents of {name}").format(name=joined([one.name for one in several]))
    return household if household and len(people) > 1 else joined([one.name for one in several])


def joined(people: Sequence[str]) -> str:
    """ "Ana & Tom Silva" where the family is the same, else "Ana Silva & Omar Haddad". Pure."""
    parts = [name_parts(one) for one in people]
    families = {fold(one.last) for one in parts}
    heads = [" ".join(filter(None, (one.title, one.first))) for one in parts]
    if len(people) > 1 and len(families) == 1 and parts[0].last and all(heads):
        return f"{_listed(heads)} {parts[0].last}"
    return _listed(people)


def _listed(people: Sequence[str]) -> str:
    return " & ".join(filter(None, (", ".join(people[:-1]), *people[-1:])))


def greeting(greets: Sequence[str], *, own_language: bool = True) -> str:
    """How several are greeted together: "Ana, Tom and Mia"; with a sign for "and" in a letter of another language."""
    known = [one for one in dict.fromkeys(greets) if one]
    if len(known) < 2 or not own_language:
        return _listed(known)
    return _("{several} and {last}").format(several=", ".join(known[:-1]), last=known[-1])


def address_lines(address: str, region: str) -> tuple[str, ...]:
    """The lines of an address as a letter from this country has them: its own country is left out, another one is the
    last line, in capitals and in our language. Pure."""
    lines = [line.strip(" ,\t") for line in address.split("\n")]
    if len(lines) == 1:
        lines = _pieces(lines[0])
    lines = [line for line in lines if line]
    code = countries.code_of(lines[-1]) if len(lines) > 1 else ""
    if code:
        lines.pop()
        if code != region.upper():
            lines.append(countries.name_of(code).upper())
    return tuple(lines)


def _pieces(line: str) -> list[str]:
    """ "14, rue du Port, 75002 Paris" at its commas, but for that after a house number."""
    found: list[str] = []
    for piece in (piece.strip() for piece in line.split(",")):
        if found and (found[-1].isdecimal() or not found[-1]):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found
