"""Who in a file is whom in the notebook, and what a file adds to a card: gaps are filled, nothing is written over.

Works on one chunk of people at a time: `Chunk` reads all cards that may be meant, and each person is matched and merged
in memory. `entering` writes it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from relnotebook.base import text
from relnotebook.base.words import _
from relnotebook.exchange.choices import BOTH, JOIN
from relnotebook.exchange.person import GIVEN, WITHDRAWN, Alert, Kept, Person
from relnotebook.notebook import alike, fields, suppression, values
from relnotebook.notebook.alike import may_be as may_be
from relnotebook.notebook.fields import Field
from relnotebook.store.write import Session

SURE_IDENTITY = 12  # characters; a shorter number of another program needs a name that fits beside it
SIMPLE = ("name", "call_name", "own_script", "say", "pronouns", "card_number", "outside_id")
_AMONG = "IN (SELECT value FROM json_each(?))"
_TELLING = ("email", "phone", "chat", "social")
_NO = ("withdrawn", "refused")
_SILENT_STATES = ("deceased", "do_not_contact")


@lru_cache(maxsize=2**13)
def name_key(name: str) -> str:
    """As `alike.name_key`; an import asks for that of one name again and again."""
    return alike.name_key(name)


@dataclass(slots=True, eq=False)
class Known:
    """A card as the notebook has it, or as it is about to be written, with what the file adds.

    Attributes:
        id: None for a card that is still to be made.
        values: the simple fields; `gaps` are those of them that the file fills.
        said: channel -> the newest word on consent; `heard`: channel -> wordings of what files said before.
        emails: address -> (contact, whether it is known to be bad); `bounced`: contacts of which the file says so.
        silenced: (channel, address) that the file says is never to be written to.
        once: identities and numbers of cards that were joined into this one.
        more: rows to add, by table.
    """

    id: int | None
    values: dict[str, str]
    state: str = "active"
    ways: set[tuple[str, str]] = field(default_factory=set)
    once: set[tuple[str, str]] = field(default_factory=set)
    dates: list[tuple[int | None, Kept]] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    heard: set[tuple[str, str]] = field(default_factory=set)
    emails: dict[str, tuple[int, bool]] = field(default_factory=dict)
    bounced: set[int] = field(default_factory=set)
    silenced: set[tuple[str, str]] = field(default_factory=set)
    added: bool = False  # whether the file made it, or brought something to it
    alerts: set[str] | None = None  # titles, folded; None while they were not asked for
    has_usual: bool = False
    has_photo: bool = False
    gaps: dict[str, str] = field(default_factory=dict)
    redated: dict[int, Kept] = field(default_factory=dict)  # special_date.id -> what is written over it
    own: dict[str, tuple[int | None, str]] = field(default_factory=dict)  # folded name -> field_value.id, what it says
    rewritten: dict[int, str] = field(default_factory=dict)  # field_value.id -> what is written over it
    years: dict[int, int] = field(default_factory=dict)  # special_date.id -> year to fill in
    more: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def weight(self) -> int:
        """How much the file adds."""
        mended = len(self.years) + len(self.bounced) + len(self.redated) + len(self.rewritten)
        return len(self.gaps) + mended + sum(map(len, self.more.values()))

    def silence(self, channel: str, addresses: Iterable[str]) -> None:
        """A no to a channel is kept with these addresses, and with all of the card that are written to on it."""
        way = suppression.WAYS[channel]
        theirs = (normal for kind, normal in self.ways if kind == way and way != "post")
        self.silenced.update((channel, normal) for normal in (*addresses, *theirs))

    def silence_new(self) -> None:
        """Where a no stands, it holds for an address that the file adds."""
        if not any(state in _NO for state in self.said.values()):
            return
        added = [(row["channel"], row["normal"]) for row in self.more.get("contact", ())]
        for channel, way in suppression.WAYS.items():
            if self.said.get(channel) in _NO:
                self.silenced.update((channel, normal) for kind, normal in added if kind == way)

    def birthday(self) -> Kept | None:
        return next((date for _id, date in self.dates if date.kind == "birthday"), None)

    def untouched(self) -> Known:
        """A copy to try things on, to which no file has added anything."""
        one = deepcopy(self)
        for added in (one.gaps, one.more, one.redated, one.rewritten, one.years, one.bounced):
            added.clear()
        return one


# Matching


def _clash(one: Kept | None, other: Kept | None) -> bool:
    """Two whole birthdays that are not the same day."""
    if one is None or other is None or None in (one.day, one.month, other.day, other.month):
        return False
    years_differ = one.year is not None and other.year is not None and one.year != other.year
    return (one.day, one.month) != (other.day, other.month) or years_differ


class Chunk:
    """The cards that a chunk of people may be about.

    Attributes:
        known: all of them, those made for this chunk among them.
        over: parts of a card that the file writes over; fields: the shop's own by folded name.
        decisions: line -> "join:ID", "both" or "skip", where a person decided (see `choices`).
        apart: two cards each that somebody said are two people.
        _refused: (channel, address) that a no stands against, whoever's card it is on.
    """

    def __init__(
        self,
        s: Session,
        people: Sequence[Person],
        by_name: Callable[[str], Iterable[int]],
        refused: Iterable[tuple[str, str]] = (),
        over: frozenset[str] = frozenset(),
        decisions: Mapping[int, str] | None = None,
        twins: Callable[[str, Kept], Iterable[int]] | None = None,
    ) -> None:
        """With `twins`, which gives the cards of a name and a birthday, those of who has an address or number too are
        not all read for the name: nobody else of that name is meant, and in a large notebook they are many."""
        self._s = s
        self.over = over
        self.decisions = decisions or {}
        self.apart: list[tuple[Known, Known]] = []
        self.fields = _fields(s)
        self._keys: dict[tuple[str, str], list[Known]] = defaultdict(list)
        ids = set(_candidates(s, people))
        for person in people:
            if _needs_name(person):
                key, born = name_key(person.name), _birthday(person)
                narrow = twins is not None and born is not None and _strong_keys(person)
                ids.update(twins(key, born) if narrow and twins and born else by_name(key))
        chosen = {card for person in people if (card := joined_with(self.decisions.get(person.line, "")))}
        ids |= chosen
        self.known = list(_load(s, ids))
        self._by_id = {one.id: one for one in self.known if one.id is not None and one.id in chosen}
        for one in self.known:
            self._enter(one)
        self._refused = {*refused, *_refused_addresses(s, people)}

    def _enter(self, one: Known) -> None:
        """Have a card found by what is on it now."""
        keys = [(channel, normal) for channel, normal in one.ways if channel != "post"]
        keys += [(part, one.values[part]) for part in ("outside_id", "card_number")]
        keys += [("name", name_key(one.values[part])) for part in ("name", "own_script")]
        keys += one.once
        for key in keys:
            if key[1] and one not in self._keys[key]:
                self._keys[key].append(one)

    def find(self, person: Person) -> Known | None:
        """The card of this person: as was decided, else by identity elsewhere, card number, e-mail, phone, or name."""
        decision = self.decisions.get(person.line, "") if self.decisions else ""
        if decision == BOTH:
            return None
        if decision and (chosen := self._by_id.get(joined_with(decision) or 0)) is not None:
            return chosen
        return self._found(person)

    def _found(self, person: Person) -> Known | None:
        strong = _strong_keys(person)
        for key, sure in strong:
            if key not in self._keys:
                continue
            fitting = [one for one in self._keys[key] if sure or fits(person, one)]
            if fitting:
                same = [one for one in fitting if name_key(one.values["name"]) == name_key(person.name)]
                return (same or fitting)[0]
        if not person.name:
            return None
        namesakes = self._keys.get(("name", name_key(person.name)), [])
        born = _birthday(person)
        twin = next((one for one in namesakes if born is not None and _same_birthday(born, one.birthday())), None)
        if twin is not None or strong:
            return twin
        return next((one for one in namesakes if not _contradicts(person, one)), None)

    def alike(self, person: Person, chosen: Known) -> Known | None:
        """Another card with the same e-mail, phone or name: perhaps the same person, which only a person can tell."""
        keys = [key for key, _sure in _strong_keys(person)]
        for key in (*keys, ("name", name_key(person.name))):
            for one in self._keys.get(key, ()) if key[1] else ():
                if one is not chosen:
                    return one
        return None

    def keep_apart(self, person: Person, one: Known) -> None:
        """Somebody said that this is not whose card it seems to be: `doubles` shall not ask the same again."""
        others = dict.fromkeys([*self.sharing(person), self.alike(person, one)])
        self.apart += [(one, other) for other in others if other is not None and other is not one]

    def sharing(self, person: Person) -> list[Known]:
        """Every card that has an identity, a number or an address of this person, the surest first."""
        found = (one for key, _sure in _strong_keys(person) for one in self._keys.get(key, ()))
        return list(dict.fromkeys(found))

    def why(self, person: Person, one: Known) -> tuple[str, bool]:
        """What this person was found by ("phone", "name", "birthday", "decided"), and whether that leaves no doubt."""
        if self.decisions.get(person.line):
            return "decided", True
        sort = self.shared(person, one)
        if sort:
            called = [one.values[part] for part in ("name", "own_script", "call_name") if one.values[part]]
            same = not person.name or text.fold(person.name) in map(text.fold, called)
            return sort, sort == "outside_id" or same
        born = _birthday(person)
        return ("birthday", True) if born and _same_birthday(born, one.birthday()) else ("name", False)

    def shared(self, person: Person, one: Known) -> str:
        """The surest thing that this person and a card have in common: "outside_id", "phone"; '' for none."""
        return next((key[0] for key, _sure in _strong_keys(person) if one in self._keys.get(key, ())), "")

    def new(self, person: Person) -> Known:
        one = Known(None, dict.fromkeys(SIMPLE, ""))
        self.known.append(one)
        return one

    def card_is_free(self, number: str, for_whom: Known) -> bool:
        return all(one is for_whom for one in self._keys.get(("card_number", number), ()))

    def merge(self, person: Person, one: Known, wording: str) -> int:
        """Add to a card what it has no word on yet. Gives how many times a no on the card outweighed the file."""
        kept_no = self._merge(person, one, wording)
        self._enter(one)
        return kept_no

    def _merge(self, person: Person, one: Known, wording: str) -> int:
        _merge_own(person, one, self)
        _merge_values(person, one, self)
        _merge_ways(person, one)
        _merge_dates(person, one, over="birthday" in self.over)
        for words in person.all_notes():
            if not _is_known(words, one.notes):
                one.notes.add(words)
                one.more["note"].append({"words": words})
        for tag in person.tags:
            if text.fold(tag) not in one.tags:
                one.tags.add(text.fold(tag))
                one.more["tag"].append({"name": tag})
        if person.usual and not one.has_usual:
            one.has_usual = True
            one.more["usual"].append({"line": person.usual, "source": "told"})
        return self._merge_consent(person, one, wording)

    def tried(self, person: Person, one: Known) -> Known:
        """A copy of a card as this person would leave it; neither of them is changed."""
        card = one.untouched()
        self._merge(deepcopy(person), card, "")
        return card

    def warn(self, one: Known, alert: Alert) -> bool:
        """Have a card carry an alert, unless it has one of that title; whether it is new."""
        if one.id is not None and one.alerts is None:
            sql = "SELECT title FROM alert WHERE customer_id = ?"
            one.alerts = {text.fold(title) for (title,) in self._s.raw(sql, (one.id,))}
        there = one.alerts = one.alerts or set()
        if text.fold(alert.title) in there:
            return False
        there.add(text.fold(alert.title))
        row = {"kind": alert.kind, "severity": alert.severity, "title": alert.title}
        one.more["alert"].append(row)
        return True

    def _merge_consent(self, person: Person, one: Known, wording: str) -> int:
        """A no always wins, and no file lifts one. Gives how often a yes of the file was not taken."""
        kept_no = 0
        for channel, state in person.consent.items():
            now = one.said.get(channel, "")
            if state == WITHDRAWN:
                if (channel, wording) in one.heard:
                    continue
                one.silence(channel, addresses(person, channel))
                if now in _NO:
                    continue
            elif now in _NO or one.state in _SILENT_STATES or self._is_refused(person, channel):
                kept_no += 1
                continue
            elif now:
                continue
            one.said[channel] = state
            one.heard.add((channel, wording))
            one.more["consent"].append({"channel": channel, "state": state, "wording": wording})
        one.silence_new()
        return kept_no

    def _is_refused(self, person: Person, channel: str) -> bool:
        return any((channel, normal) in self._refused for normal in addresses(person, channel))


def joined_with(decision: str) -> int | None:
    """The card that "join:ID" names."""
    word, _mark, card = decision.partition(":")
    return int(card) if word == JOIN and card.isdecimal() else None


def way_key(channel: str, normal: str) -> str:
    """What makes two ways the same: of a house the words, in whatever order and lines a program keeps them."""
    return " ".join(sorted(set(text.words(normal)))) if channel == "post" else normal


def addresses(person: Person, channel: str) -> list[str]:
    """What this person is written to at on a channel of consent, in the form to match by."""
    way = suppression.WAYS[channel]
    return [one.normal for one in person.ways if one.channel == way and one.normal]


def _strong_keys(person: Person) -> list[tuple[tuple[str, str], bool]]:
    """What this person is found by before the name, in order; with whether it decides alone."""
    keys = []
    if person.outside_id:
        keys.append((("outside_id", person.outside_id), len(person.outside_id) >= SURE_IDENTITY))
    if person.card_number:
        keys.append((("card_number", person.card_number), True))
    ways = [(way.channel, way.normal) for way in person.ways if way.channel in _TELLING]
    if len(ways) > 1:
        ways.sort(key=lambda way: _TELLING.index(way[0]))
    keys += [(way, False) for way in ways]
    return keys


def _needs_name(person: Person) -> bool:
    return bool(person.name) and (_birthday(person) is not None or not _strong_keys(person))


def needs_names(people: Iterable[Person]) -> bool:
    """Whether anybody here can only be found by name."""
    return any(map(_needs_name, people))


def _birthday(person: Person) -> Kept | None:
    found = next((date for date in person.dates if date.kind == "birthday"), None)
    return found if found is not None and found.day and found.month else None


def fits(person: Person, one: Known) -> bool:
    """Whether a shared phone or address can mean the same person: no other name, no other birthday."""
    if _clash(_birthday(person), one.birthday()):
        return False
    names = [one.values[part] for part in ("name", "call_name", "own_script") if one.values[part]]
    return not person.name or not names or any(may_be(person.name, name) for name in names)


def _same_birthday(one: Kept, other: Kept | None) -> bool:
    same = other is not None and (one.day, one.month) == (other.day, other.month)
    return same and not _clash(one, other)


def _contradicts(person: Person, one: Known) -> bool:
    """Whether a namesake was born on another day, or lives somewhere else."""
    if _clash(_birthday(person), one.birthday()):
        return True
    posts = {way_key("post", way.normal) for way in person.ways if way.channel == "post"}
    theirs = {normal for channel, normal in one.ways if channel == "post"}
    return bool(posts and theirs and not posts & theirs)


# Merging


def _merge_values(person: Person, one: Known, chunk: Chunk) -> None:
    for part in SIMPLE:
        value = getattr(person, part)
        if not value or one.values[part] == value:
            continue
        free = part != "card_number" or chunk.card_is_free(value, one)
        if (not one.values[part] or part in chunk.over) and free:
            one.values[part] = one.gaps[part] = value
        elif part == "card_number":
            person.keep(_("Card number"), value)
        elif part == "name" and not may_be(value, one.values["name"]):
            person.keep(_("Also"), value)


def _is_known(words: str, notes: Iterable[str]) -> bool:
    """Whether a note is on the card, or nothing but several of the card's notes one below the other."""
    rest = words
    for note in sorted(notes, key=len, reverse=True):
        if rest == note:
            return True
        rest = f"\n\n{rest}\n\n".replace(f"\n\n{note}\n\n", "\n\n", 1).strip("\n") if note in rest else rest
    return not rest


def _merge_own(person: Person, one: Known, chunk: Chunk) -> None:
    """Fields of the shop's own; what does not fit the kind of field goes into the note."""
    for name, typed in person.own.items():
        folded = text.fold(name)
        kind = chunk.fields.get(folded)
        value = values.read(kind.type, typed, kind.choices) if kind else values.read("text", typed, ())
        if value is None:
            person.keep(name, typed)
        elif value and folded not in one.own:
            one.own[folded] = (None, value)
            one.more["own"].append({"name": name, "value": value})
        elif value and f"field:{folded}" in chunk.over and one.own[folded][1] != value:
            id_ = one.own[folded][0]
            one.own[folded] = (id_, value)
            if id_ is not None:
                one.rewritten[id_] = value


def _merge_ways(person: Person, one: Known) -> None:
    for way in person.ways:
        bad = person.bounced and way.channel == "email"
        if (way.channel, way_key(way.channel, way.normal)) not in one.ways:
            one.ways.add((way.channel, way_key(way.channel, way.normal)))
            row = {
                "channel": way.channel,
                "value": way.value,
                "normal": way.normal,
                "label": way.label,
                "bad": int(bad),
            }
            one.more["contact"].append(row)
        elif bad:
            _mark_bad(way.normal, one)


def _mark_bad(normal: str, one: Known) -> None:
    """What was sent to an address of the card came back."""
    if normal in one.emails:
        id_, known = one.emails[normal]
        if not known:
            one.bounced.add(id_)
        return
    for row in one.more["contact"]:
        if (row["channel"], row["normal"]) == ("email", normal):
            row["bad"] = 1


def _merge_dates(person: Person, one: Known, *, over: bool) -> None:
    for date in person.dates:
        same = [(id_, known) for id_, known in one.dates if _same_date(known, date)]
        if not same:
            one.dates.append((None, date))
            one.more["special_date"].append(
                {"kind": date.kind, "title": date.title, "day": date.day, "month": date.month, "year": date.year}
            )
        elif date.kind == "birthday" and over and same[0][0] is not None and same[0][1] != date:
            one.dates[one.dates.index(same[0])] = (same[0][0], date)
            one.redated[same[0][0]] = date
        elif date.kind == "birthday":
            _fill_year(one, date, *same[0])


def _same_date(known: Kept, date: Kept) -> bool:
    """A card has one birthday; of other dates the same day of the same kind is the same date."""
    if date.kind == "birthday":
        return known.kind == "birthday"
    return (known.kind, known.day, known.month, known.year) == (date.kind, date.day, date.month, date.year)


def _fill_year(one: Known, date: Kept, id_: int | None, known: Kept) -> None:
    if known.year is None and date.year is not None and (known.day, known.month) == (date.day, date.month):
        place = one.dates.index((id_, known))
        one.dates[place] = (id_, date)
        if id_ is not None:
            one.years[id_] = date.year
        else:
            row = next(r for r in one.more["special_date"] if r["kind"] == "birthday")
            row["year"] = date.year


# Reading the notebook


_STANDING = "SELECT coalesce(joined_into, id) FROM customer WHERE"  # a card that was joined stands for the kept one
_THERE = "(binned_at IS NULL OR joined_into IS NOT NULL)"


def _candidates(s: Session, people: Sequence[Person]) -> Iterable[int]:
    """Every card that shares an identity, a card number, an e-mail or a phone with somebody here."""
    outside = {person.outside_id for person in people}
    cards = {person.card_number for person in people}
    normals = {way.normal for person in people for way in person.ways if way.channel != "post"}
    queries = (
        (outside, f"{_STANDING} outside_id <> '' AND outside_id {_AMONG} AND {_THERE}"),
        (cards, f"{_STANDING} card_number <> '' AND card_number {_AMONG} AND {_THERE}"),
        (
            normals,
            "SELECT c.customer_id FROM contact c JOIN customer k ON k.id = c.customer_id "
            f"WHERE c.normal <> '' AND c.normal {_AMONG} AND c.channel <> 'post' AND k.binned_at IS NULL",
        ),
    )
    for keys, sql in queries:
        keys.discard("")
        if keys:
            yield from (id_ for (id_,) in s.raw(sql, (json.dumps(sorted(keys)),)))


def cards(s: Session, ids: Iterable[int]) -> dict[int, Known]:
    """These cards by their identity, as the notebook has them; those in the bin are left out."""
    return {one.id: one for one in _load(s, ids) if one.id is not None}


def _load(s: Session, ids: Iterable[int]) -> Iterable[Known]:
    among = (json.dumps(sorted(ids)),)
    cards = f"SELECT id, state, {', '.join(SIMPLE)} FROM customer WHERE id {_AMONG} AND binned_at IS NULL ORDER BY id"
    rows = s.raw(cards, among)
    found = {id_: Known(id_, dict(zip(SIMPLE, values, strict=True)), state) for id_, state, *values in rows}
    if not found:
        return ()
    joined = "SELECT joined_into, outside_id, card_number FROM customer WHERE binned_at IS NOT NULL AND joined_into "
    for into, *telling in s.raw(joined + _AMONG, among):
        if into in found:
            found[into].once.update(zip(("outside_id", "card_number"), telling, strict=True))

    def each(table: str, columns: str) -> Iterable[tuple[Known, list[Any]]]:
        sql = f"SELECT customer_id, {columns} FROM {table} WHERE customer_id {_AMONG} ORDER BY id"
        return ((found[whose], rest) for whose, *rest in s.raw(sql, among) if whose in found)

    for one, (id_, channel, normal, value, bad) in each("contact", "id, channel, normal, value, bad"):
        one.ways.add((channel, way_key(channel, normal or text.fold(value))))
        if channel == "email":
            one.emails[normal] = (id_, bool(bad))
    for one, (id_, kind, title, day, month, year) in each("special_date", "id, kind, title, day, month, year"):
        one.dates.append((id_, Kept(kind, title, day, month, year)))
    for one, (words,) in each("note", "words"):
        one.notes.add(words)
    for one, (channel, state, how, wording, purpose) in each("consent", "channel, state, how, wording, purpose"):
        if purpose:
            continue
        one.said[channel] = state
        if how == "imported":
            one.heard.add((channel, wording))
    names = dict(s.raw("SELECT id, name FROM field WHERE retired = 0"))
    for one, (id_, of_field, value) in each("field_value", "id, field_id, value"):
        if of_field in names:
            one.own[text.fold(names[of_field])] = (id_, value)
    for one, _rest in each("photo", "id"):
        one.has_photo = True
    for one, (whom,) in each("usual", "whom"):
        one.has_usual = one.has_usual or not whom
    tags = "SELECT t.customer_id, g.folded FROM customer_tag t JOIN tag g ON g.id = t.tag_id "
    tags += f"WHERE t.customer_id {_AMONG}"
    for whose, folded in s.raw(tags, among):
        found[whose].tags.add(folded)
    return found.values()


def _fields(s: Session) -> dict[str, Field]:
    """The shop's own fields by their folded names."""
    return {text.fold(one.name): one for one in fields.all_fields(s)}


def _refused_addresses(s: Session, people: Sequence[Person]) -> set[tuple[str, str]]:
    """(channel, address) here that somebody, also somebody in the bin or long erased, has said no for."""
    found: set[tuple[str, str]] = set()
    asking = [person for person in people if GIVEN in person.consent.values()]
    for channel, way in suppression.WAYS.items():
        asked = {n for person in asking if person.consent.get(channel) == GIVEN for n in addresses(person, channel)}
        if not asked:
            continue
        refused = {normal for (normal,) in s.raw(_REFUSED, (json.dumps(sorted(asked)), way, channel))}
        refused |= suppression.among(s, channel, asked)
        found.update((channel, normal) for normal in refused)
    return found


_REFUSED = (
    f"SELECT DISTINCT c.normal FROM contact c WHERE c.normal <> '' AND c.normal {_AMONG} AND c.channel = ? "
    "AND (SELECT state FROM consent WHERE customer_id = c.customer_id AND channel = ? AND purpose = '' "
    "ORDER BY id DESC LIMIT 1) IN ('withdrawn', 'refused')"
)
