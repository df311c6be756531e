"""Whom in a file the notebook may know already: clear cases, and those a person looks at before anything is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from relnotebook.base import text
from relnotebook.base.terms import CustomerId, Step
from relnotebook.base.words import _, n_
from relnotebook.exchange import known
from relnotebook.exchange.choices import BOTH, JOIN, SKIP
from relnotebook.exchange.gains import Gain, gains
from relnotebook.exchange.incoming import Names
from relnotebook.exchange.known import Chunk, Known
from relnotebook.exchange.newcomers import Newcomers
from relnotebook.exchange.person import Kept, Person
from relnotebook.exchange.plan import Plan, people_of
from relnotebook.notebook import dates
from relnotebook.store.write import Session, Store

SHOWN = 2_000
_AT_ONCE = 500
_OTHERS = 3
_CALLED = ("name", "call_name", "own_script")
_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Other:
    """One more card that somebody in the file may be; `gains`: what it would gain by them."""

    card: CustomerId
    name: str
    facts: str
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody in the file, and the card that may be theirs.

    Attributes:
        line: in the file; the key of `Choices.decisions`.
        name, facts: as the file has them: "N. Okafor", "0151 496 0183, no usual".
        card, card_name, card_facts: as the notebook has them: "0151 496 0183, oat flat white, 48 visits".
        reason: why they may be one, in words: "Same phone".
        decision: what happens unless somebody says otherwise: "join", "both" or "skip".
        others: further cards it may be instead.
        gains: what the card would gain if they were joined; what would be written over on it comes first.
    """

    line: int
    name: str
    facts: str
    card: CustomerId
    card_name: str
    card_facts: str
    reason: str
    decision: str
    others: tuple[Other, ...] = ()
    gains: tuple[Gain, ...] = ()

    def gained(self, card: int) -> tuple[Gain, ...]:
        """What that card would gain: this one's, or one of the others."""
        return next((other.gains for other in self.others if other.card == card), self.gains)

    def choice(self, decision: str, card: CustomerId | None = None) -> str:
        """The words of `Choices.decisions` for a decision; `card` is one of the others, when it is not the first."""
        return f"{JOIN}:{card or self.card}" if decision == JOIN else decision


@dataclass(frozen=True, slots=True)
class Counts:
    """What will come of a file: new cards, people joined with a card there is, people skipped."""

    new: int
    joined: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """Everybody in the file who may be in the notebook.

    Attributes:
        to_look_at: at most 2,000, those to be joined first; clear: at most 2,000.
        looked_count, clear_count: how many there are of each.
        created, updated, unchanged, skipped: people, when it is done as preset (and as `Choices.decisions` says).
    """

    to_look_at: tuple[Meeting, ...] = ()
    clear: tuple[Meeting, ...] = ()
    looked_count: int = 0
    clear_count: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0

    def counts(self, decisions: Mapping[int, str]) -> Counts:
        """What will come of it with these decisions on the meetings. Pure and quick: called at each press."""
        new, joined, skipped = self.created, self.updated + self.unchanged, self.skipped
        for one in (*self.to_look_at, *self.clear):
            said = decisions.get(one.line, "").partition(":")[0] or one.decision
            if said != one.decision:
                new += (said == BOTH) - (one.decision == BOTH)
                joined += (said == JOIN) - (one.decision == JOIN)
                skipped += (said == SKIP) - (one.decision == SKIP)
        return Counts(new, joined, skipped)


def meetings(store: Store, plan: Plan) -> Generator[Step, None, Meetings]:
    """Match everybody in a plan with the cards there are; nothing is written."""
    names = Names()
    yield from names.load(store)
    work = _Work(plan, names)
    yield from work.load_homes(store)
    everybody, done = people_of(plan), 0
    while some := list(islice(everybody, _AT_ONCE)):
        with store.read() as s:
            work.meet(s, some)
        done += len(some)
        yield Step(done, plan.people, _("Looking at who is in the notebook"))
    return work.result()


@dataclass(slots=True)
class _Half:
    """A meeting of which the card's own words are still to be read."""

    person: Person
    cards: tuple[int, ...]
    reason: str
    decision: str
    is_clear: bool
    born_apart: bool = False  # all that speaks against it is the birthday


@dataclass(slots=True)
class _Work:
    """One look through a file.

    Attributes:
        homes: what makes an address -> the cards that live there.
        newcomers: people of the file who get a new card.
    """

    plan: Plan
    names: Names
    homes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    newcomers: Newcomers = field(default_factory=Newcomers)
    looked: list[Meeting] = field(default_factory=list)
    clear: list[Meeting] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def load_homes(self, store: Store) -> Iterator[Step]:
        """Who lives where, when the file says so of anybody."""
        if not any(way.channel == "post" for person in self.plan.sample for way in person.ways):
            return
        with store.read() as s:
            sql = (
                "SELECT c.customer_id, c.normal FROM contact c JOIN customer k ON k.id = c.customer_id "
                "WHERE c.channel = 'post' AND c.normal <> '' AND k.binned_at IS NULL ORDER BY c.id"
            )
            for who, address in s.raw(sql):
                self.homes[known.way_key("post", address)].append(who)
        yield Step(0, 0, _("Looking at who is in the notebook"))

    def meet(self, s: Session, people: Sequence[Person]) -> None:
        """Match some people; keep those who meet somebody."""
        decisions = self.plan.choices.decisions
        chunk = Chunk(s, people, self.names.find, self.plan.refused, self.plan.over, decisions)
        halves = []
        for person in people:
            if decisions.get(person.line) == SKIP:
                self.counted["skipped"] += 1
                continue
            half = self._one(chunk, person)
            if half is not None:
                halves.append(half)
        self.newcomers.next_chunk()
        self._tell(s, halves)

    def _one(self, chunk: Chunk, person: Person) -> _Half | None:
        found = chunk.find(person)
        strong = chunk.sharing(person)
        reason, sure = chunk.why(person, found) if found else ("", False)
        one = found or chunk.new(person)
        before = one.weight()
        chunk.merge(person, one, "")
        if found is None or found.id is None:
            again = found is not None or (person.line not in chunk.decisions and self.newcomers.has(person))
            self.counted["updated" if again else "created"] += 1
            self.newcomers.add(person)
            return self._stranger(chunk, person, strong) if not again else None
        self.counted["updated" if one.weight() > before else "unchanged"] += 1
        others = [
            other.id for other in strong if other is not found and other.id is not None and known.fits(person, other)
        ]
        return _Half(person, (found.id, *others[:_OTHERS]), _words(reason), JOIN, sure and not others)

    def _stranger(self, chunk: Chunk, person: Person, strong: Sequence[Known]) -> _Half | None:
        """Somebody who gets a card of their own, and whom they may be all the same."""
        if cards := tuple(one.id for one in strong if one.id is not None):
            first = next(one for one in strong if one.id is not None)
            same = any(known.may_be(person.name, first.values[part]) for part in _CALLED if first.values[part])
            reason = _apart(chunk.shared(person, first)) if same else _words(chunk.shared(person, first), True)
            return _Half(person, cards[: _OTHERS + 1], reason, BOTH, False, born_apart=same)
        namesakes = self.names.find(known.name_key(person.name)) if person.name else ()
        if namesakes:
            return _Half(person, namesakes[: _OTHERS + 1], "name", BOTH, False)
        for way in person.ways:
            if way.channel == "post" and (there := self._family(person, known.way_key("post", way.normal))):
                return _Half(person, there[: _OTHERS + 1], _("Same address: one household"), BOTH, False)
        return None

    def _family(self, person: Person, home: str) -> tuple[int, ...]:
        """Cards that live there; whether they share a name is looked at when the cards are read."""
        return tuple(dict.fromkeys(self.homes.get(home, ())))

    def _tell(self, s: Session, halves: Sequence[_Half]) -> None:
        """Put what was met into words."""
        ids = {card for half in halves for card in half.cards}
        cards = _cards(s, ids)
        tries = _Tries(self, s, [half.person for half in halves], ids)
        for half in halves:
            there = [(card, cards[card]) for card in half.cards if card in cards]
            if not there:
                continue
            reason = half.reason
            if reason == "name":
                reason = _name_reason(half.person, there[0][1])
            elif half.decision == BOTH and reason == _("Same address: one household"):
                there = [pair for pair in there if _share_a_name(half.person.name, pair[1].name)]
                if not there:
                    continue
            kept = self.clear if half.is_clear else self.looked
            self.counted["clear" if half.is_clear else "looked"] += 1
            if len(kept) < SHOWN:
                kept.append(_meeting(half, there, reason, tries))

    def result(self) -> Meetings:
        count = self.counted
        self.looked.sort(key=lambda one: (one.decision != JOIN, one.line))
        return Meetings(
            to_look_at=tuple(self.looked),
            clear=tuple(self.clear),
            looked_count=count["looked"],
            clear_count=count["clear"],
            created=count["created"],
            updated=count["updated"],
            unchanged=count["unchanged"],
            skipped=count["skipped"],
        )


class _Tries:
    """What cards would gain by some people, tried on cards as the notebook has them; read when it is first asked."""

    def __init__(self, work: _Work, s: Session, people: Sequence[Person], cards: Iterable[int]) -> None:
        self._work, self._s, self._people, self._ids = work, s, people, cards
        self._chunk: Chunk | None = None
        self._cards: dict[int, Known] = {}

    def gains(self, person: Person, card: int) -> tuple[Gain, ...]:
        if self._chunk is None:
            plan = self._work.plan
            self._chunk = Chunk(self._s, self._people, self._work.names.find, plan.refused, plan.over)
            self._cards = known.cards(self._s, self._ids)
        return gains(self._chunk, person, self._cards[card]) if card in self._cards else ()


# In words


@dataclass(slots=True)
class _Card:
    """What is told of a card beside somebody in the file."""

    name: str
    ways: dict[str, str] = field(default_factory=dict)  # normal -> as written
    posts: list[str] = field(default_factory=list)
    usual: str = ""
    born: Kept | None = None
    visits: int = 0


def _cards(s: Session, ids: Iterable[int]) -> dict[int, _Card]:
    among = (json.dumps(sorted(ids)),)
    shown = "coalesce(nullif(name, ''), nullif(call_name, ''), nullif(own_script, ''), card_number)"
    found = {id_: _Card(name) for id_, name in s.raw(f"SELECT id, {shown} FROM customer WHERE id {_AMONG}", among)}
    if not found:
        return found
    sql = f"SELECT customer_id, channel, value, normal FROM contact WHERE customer_id {_AMONG} ORDER BY id DESC"
    for who, channel, value, normal in s.raw(sql, among):
        if channel in ("phone", "email"):
            found[who].ways[normal] = value
        elif channel == "post":
            found[who].posts.append(value)
    for who, line in s.raw(f"SELECT customer_id, line FROM usual WHERE customer_id {_AMONG} AND whom = ''", among):
        found[who].usual = line
    born = f"SELECT customer_id, day, month, year FROM special_date WHERE kind = 'birthday' AND customer_id {_AMONG}"
    for who, *parts in s.raw(born, among):
        found[who].born = Kept("birthday", "", *parts)
    for who, visits in s.raw(f"SELECT customer_id, visits FROM customer_stat WHERE customer_id {_AMONG}", among):
        found[who].visits = visits
    return found


def _meeting(half: _Half, there: Sequence[tuple[int, _Card]], reason: str, tries: _Tries) -> Meeting:
    person, (card, first) = half.person, there[0]
    born = _birthday(person)
    differs = half.born_apart or reason == _("Same name, different birthday")
    differs = differs and first.born is not None and born is not None
    return Meeting(
        line=person.line,
        name=person.name or _way_of(person),
        facts=_person_facts(person, first, birthday=differs),
        card=CustomerId(card),
        card_name=first.name,
        card_facts=_card_facts(person, first, birthday=differs),
        reason=reason,
        decision=half.decision,
        others=tuple(
            Other(CustomerId(id_), one.name, _card_facts(person, one), tries.gains(person, id_))
            for id_, one in there[1:]
        ),
        gains=tries.gains(person, card),
    )


def _way_of(person: Person) -> str:
    return next((way.value for way in person.ways), person.card_number)


def _person_facts(person: Person, card: _Card, *, birthday: bool = False) -> str:
    """What the file says: the way they share first, then the usual, or that there is none where the card has one."""
    if birthday and (born := _birthday(person)) is not None:
        return _born(born)
    ways = [way for way in person.ways if way.channel in ("phone", "email")]
    shared = next((way for way in ways if way.normal in card.ways), ways[0] if ways else None)
    post = next((way.value.replace("\n", ", ") for way in person.ways if way.channel == "post"), "")
    usual = person.usual or (_("no usual") if card.usual and shared else "")
    return ", ".join(filter(None, (shared.value if shared else post, usual)))


def _card_facts(person: Person, card: _Card, *, birthday: bool = False) -> str:
    if birthday and card.born is not None:
        return _born(card.born)
    shared = next((card.ways[way.normal] for way in person.ways if way.normal in card.ways), "")
    home = card.posts[0].replace("\n", ", ") if card.posts else ""
    way = shared or (home if any(w.channel == "post" for w in person.ways) and home else "")
    way = way or next(iter(reversed(card.ways.values())), home)
    visits = n_("{n} visit", "{n} visits", card.visits) if card.visits else ""
    return ", ".join(filter(None, (way, card.usual, visits)))


def _born(date: Kept) -> str:
    month = dates.month_name(date.month) if date.month else ""
    day = " ".join(str(part) for part in (date.day, month, date.year) if part)
    return _("born {date}").format(date=day)


def _birthday(person: Person) -> Kept | None:
    return next((date for date in person.dates if date.kind == "birthday"), None)


def _name_reason(person: Person, card: _Card) -> str:
    born = _birthday(person)
    if born is not None and card.born is not None:
        return _("Same name, different birthday")
    return _("Same name")


def _share_a_name(one: str, other: str) -> bool:
    """Whether two names have a word in common, as in a family."""
    return bool({w for w in text.words(one) if len(w) > 1} & {w for w in text.words(other) if len(w) > 1})


def _apart(sort: str) -> str:
    """Why two of one name and one address are not taken for one all the same."""
    return {
        "phone": _("Same phone, different birthday"),
        "email": _("Same e-mail, different birthday"),
    }.get(sort, _("Same name, different birthday"))


def _words(sort: str, other_name: bool = False) -> str:
    """Why two may be one."""
    if other_name:
        return {
            "phone": _("Same phone, another name"),
            "email": _("Same e-mail, another name"),
            "outside_id": _("Same number in the other program, another name"),
        }.get(sort, _("Same account, another name"))
    return {
        "phone": _("Same phone"),
        "email": _("Same e-mail"),
        "card_number": _("Same card number"),
        "outside_id": _("Same number in the other program"),
        "birthday": _("Same name and birthday"),
        "name": _("Same name"),
        "decided": _("As you decided"),
    }.get(sort, _("Same account"))
