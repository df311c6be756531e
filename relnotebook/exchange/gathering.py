"""What a file that leaves the shop may hold of people: read many cards at a time, and only what is asked for.

Never read here: private notes, alerts, tastes, closeness, what they told us in confidence as feedback.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from relnotebook.base import text
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import consent, names, suppression
from relnotebook.notebook.consent import Addressee
from relnotebook.store.write import Session

AT_ONCE = 1_000
_AMONG = "IN (SELECT value FROM json_each(?))"
_SAID_NO = """
SELECT customer_id, channel FROM consent
WHERE customer_id IN (SELECT customer_id FROM consent WHERE state <> 'given') AND purpose IN ('', ?)
GROUP BY customer_id, channel
HAVING max(CASE WHEN state <> 'given' THEN id ELSE 0 END)
     > max(CASE WHEN state = 'given' AND how <> 'imported' THEN id ELSE 0 END)
"""


class Way(NamedTuple):
    """One way to reach somebody, as typed; `normal` is the form to match by."""

    value: str
    normal: str
    label: str = ""


class Date(NamedTuple):
    """A date that matters; each of day, month and year may be missing."""

    kind: str
    title: str
    day: int | None
    month: int | None
    year: int | None


@dataclass(slots=True)
class Card:
    """Somebody who is in a file. What was not asked for is empty.

    Attributes:
        greet: how to greet them, never empty.
        said: channel -> given, withdrawn or refused, the word that counts.
        placed: which way stands in which place of a program that has few, worked out once (`outcells`).
    """

    id: CustomerId
    name: str
    call_name: str
    own_script: str
    say: str
    pronouns: str
    card_number: str
    outside_id: str
    language: str
    household: int | None
    phones: Sequence[Way] = ()
    emails: Sequence[Way] = ()
    posts: Sequence[Way] = ()
    chats: Sequence[Way] = ()
    socials: Sequence[Way] = ()
    dates: Sequence[Date] = ()
    tags: Sequence[str] = ()
    notes: Sequence[str] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    photo: bytes | None = None
    placed: dict[str, tuple[dict[str, Way], list[Way]]] | None = None

    @property
    def shown(self) -> str:
        """The name, or what stands for it."""
        reach = next((way.value for ways in (self.phones, self.emails) for way in ways), "")
        return names.shown_name(self.name, self.call_name, self.own_script, reach, self.card_number)

    @property
    def greet(self) -> str:
        return names.greet_name(self.name, self.call_name) or self.shown

    @property
    def birthday(self) -> Date | None:
        for date in self.dates:
            if date.kind == "birthday":
                return date
        return None


_CARDS = f"""
SELECT id, name, call_name, own_script, say, pronouns, card_number, outside_id, language, household_id
FROM customer WHERE id {_AMONG}
"""
_LISTS = {"phone": "phones", "email": "emails", "post": "posts", "chat": "chats", "social": "socials"}

_new = tuple.__new__  # for what is made a hundred thousand times in one file

Read = Callable[[Session, str, dict[int, Card]], None]
WAYS = frozenset(_LISTS.values())


def cards(
    s: Session, customers: Sequence[CustomerId], wants: Collection[str], *, at_once: int = AT_ONCE
) -> Iterator[list[Card]]:
    """The cards in this order, some at a time, for an address book of the shop's own.

    `wants`: phones, emails, posts, chats, socials, dates, tags, notes, said, photo.
    """
    for start in range(0, len(customers), at_once):
        yield _chunk(s, customers[start : start + at_once], wants)


def addressed(
    s: Session, people: Sequence[Addressee], wants: Collection[str], channel: str, purpose: str
) -> Iterator[list[Card]]:
    """The same for a mailing on a channel.

    Of the ways on that channel only the one that is written to is there; of the others none to which they said no.
    """
    willing, way = _Willing(s, purpose), _LISTS[suppression.WAYS[channel]]
    wants = frozenset(wants) - {way}
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        found = _chunk(s, [one.customer for one in some], wants)
        willing.narrow(s, found)
        for card, one in zip(found, some, strict=True):
            setattr(card, way, (Way(one.value, one.normal),))
        yield found


def most(s: Session, customers: Sequence[CustomerId]) -> dict[str, int]:
    """How many phones, emails, posts and events the one of them has who has the most."""
    among = json.dumps(list(customers))
    ways = (
        f"SELECT channel, max(n) FROM (SELECT customer_id, channel, count(*) AS n FROM contact "
        f"WHERE customer_id {_AMONG} GROUP BY customer_id, channel) GROUP BY channel"
    )
    found = {_LISTS[channel]: int(n) for channel, n in s.raw(ways, (among,))}
    events = (
        "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM special_date WHERE kind <> 'birthday' "
        f"AND day IS NOT NULL AND month IS NOT NULL AND customer_id {_AMONG} GROUP BY customer_id)"
    )
    return {**found, "events": int(s.raw(events, (among,))[0][0])}


def _chunk(s: Session, customers: Sequence[CustomerId], wants: Collection[str]) -> list[Card]:
    among = json.dumps(list(customers))
    found = {row[0]: Card(*row) for row in s.raw(_CARDS, (among,))}
    for channel, attribute in _LISTS.items():
        if attribute in wants:
            _ways(s, among, found, channel, attribute)
    for want, read in _READERS.items():
        if want in wants:
            read(s, among, found)
    return [found[customer] for customer in customers if customer in found]


def _ways(s: Session, among: str, found: dict[int, Card], channel: str, attribute: str) -> None:
    sql = (
        f"SELECT customer_id, value, normal, label FROM contact WHERE channel = ? AND customer_id {_AMONG} ORDER BY id"
    )
    lists: dict[int, list[Way]] = {}
    for whose, value, normal, label in s.raw(sql, (channel, among)):
        lists.setdefault(whose, []).append(_new(Way, (value, normal or text.fold(value), label)))
    for whose, ways in lists.items():
        setattr(found[whose], attribute, ways)


def _dates(s: Session, among: str, found: dict[int, Card]) -> None:
    sql = f"SELECT customer_id, kind, title, day, month, year FROM special_date WHERE customer_id {_AMONG} ORDER BY id"
    for whose, kind, title, day, month, year in s.raw(sql, (among,)):
        date, before = _new(Date, (kind, title, day, month, year)), found[whose].dates
        found[whose].dates = (*before, date) if before else (date,)


def _tags(s: Session, among: str, found: dict[int, Card]) -> None:
    sql = "SELECT t.customer_id, g.name FROM customer_tag t JOIN tag g ON g.id = t.tag_id "
    for whose, name in s.raw(sql + f"WHERE t.customer_id {_AMONG} ORDER BY t.id", (among,)):
        found[whose].tags = (*found[whose].tags, name)


def _notes(s: Session, among: str, found: dict[int, Card]) -> None:
    sql = f"SELECT customer_id, words FROM note WHERE private = 0 AND customer_id {_AMONG} ORDER BY at, id"
    lists: dict[int, list[str]] = {}
    for whose, words in s.raw(sql, (among,)):
        lists.setdefault(whose, []).append(words)
    for whose, notes in lists.items():
        found[whose].notes = notes


def _said(s: Session, among: str, found: dict[int, Card]) -> None:
    sql = (
        f"SELECT customer_id, channel, state, how FROM consent WHERE purpose = '' AND customer_id {_AMONG} ORDER BY id"
    )
    words: dict[int, dict[str, str]] = {who: {} for who in found}
    for whose, channel, state, how in s.raw(sql, (among,)):
        if state != "given" or how != consent.IMPORTED:  # a yes that only a file said lifts no other word
            words[whose][channel] = state
        else:
            words[whose].setdefault(channel, state)
    silent = suppression.among(s, "email", [way.normal for card in found.values() for way in card.emails])
    for whose, card in found.items():
        if silent and any(way.normal in silent for way in card.emails):
            words[whose]["email"] = "withdrawn"
        card.said = words[whose]


def _photos(s: Session, among: str, found: dict[int, Card]) -> None:
    for whose, jpeg in s.raw(f"SELECT customer_id, jpeg FROM photo WHERE customer_id {_AMONG}", (among,)):
        found[whose].photo = jpeg


_READERS: Mapping[str, Read] = {
    "dates": _dates,
    "tags": _tags,
    "notes": _notes,
    "said": _said,
    "photo": _photos,
}


class _Willing:
    """Takes out the ways to which somebody said no, and those whose address came back or is never written to."""

    def __init__(self, s: Session, purpose: str) -> None:
        self._purpose = purpose
        self._said_no = frozenset(s.raw(_SAID_NO, (purpose,)))
        self._bad = frozenset(s.raw("SELECT customer_id, value FROM contact WHERE bad <> 0"))
        self._silences = suppression.any_kept(s)

    def narrow(self, s: Session, found: Sequence[Card]) -> None:
        if not (self._said_no or self._bad or self._silences):
            return
        for channel, way in suppression.WAYS.items():
            attribute = _LISTS[way]
            normals = {one.normal for card in found for one in getattr(card, attribute)}
            silent = suppression.among(s, channel, normals, purpose=self._purpose)
            for card in found:
                ways = getattr(card, attribute)
                if ways and (card.id, channel) in self._said_no:
                    setattr(card, attribute, [])
                elif ways and (silent or self._bad):
                    kept = [one for one in ways if one.normal not in silent and (card.id, one.value) not in self._bad]
                    setattr(card, attribute, kept)
