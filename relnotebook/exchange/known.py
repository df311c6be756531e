"""Who in a file is whom in the notebook, and what a file adds to a card: gaps are filled, nothing is written over.

Works on one chunk of people at a time: `Chunk` reads all cards that may be meant, each person is matched and merged
in memory, and `write` brings the additions into the notebook, new cards in bulk.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from relnotebook.base import text
from relnotebook.base.words import _
from relnotebook.exchange.person import GIVEN, WITHDRAWN, Kept, Person, Way
from relnotebook.store import schema
from relnotebook.store.write import Session, Write

SURE_IDENTITY = 12  # characters; a shorter number of another program needs a name that fits beside it
_SIMPLE = ("name", "call_name", "own_script", "say", "pronouns", "card_number", "outside_id")
_AMONG = "IN (SELECT value FROM json_each(?))"
_TELLING = ("email", "phone", "chat", "social")
_NO = ("withdrawn", "refused")
_SILENT_STATES = ("deceased", "do_not_contact")


@dataclass(slots=True, eq=False)
class Known:
    """A card as the notebook has it, or as it is about to be written, with what the file adds.

    Attributes:
        id: None for a card that is still to be made.
        values: the simple fields; `gaps` are those of them that the file fills.
        said: channel -> the newest word on consent; `heard`: channel -> wordings of what files said before.
        more: rows to add, by table.
    """

    id: int | None
    values: dict[str, str]
    state: str = "active"
    ways: set[tuple[str, str]] = field(default_factory=set)
    dates: list[tuple[int | None, Kept]] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    heard: set[tuple[str, str]] = field(default_factory=set)
    has_usual: bool = False
    has_photo: bool = False
    gaps: dict[str, str] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)  # special_date.id -> year to fill in
    more: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def weight(self) -> int:
        """How much the file adds."""
        return len(self.gaps) + len(self.years) + sum(map(len, self.more.values()))

    def birthday(self) -> Kept | None:
        return next((date for _id, date in self.dates if date.kind == "birthday"), None)


# Names


def name_key(name: str) -> str:
    """What makes two names the same: the folded words in any order."""
    return " ".join(sorted(text.words(name)))


def may_be(one: str, other: str) -> bool:
    """Whether two names can be one person's: each word of the shorter fits one of the longer (N. for Ngozi)."""
    short, long = sorted((_spelt(one), _spelt(other)), key=len)
    left = list(long)
    for word in short:
        fit = next((w for w in left if w & word or _begins(w, word)), None)
        if fit is None:
            return False
        left.remove(fit)
    return True


def _spelt(name: str) -> list[frozenset[str]]:
    """The spellings of each word: Jürgen is jurgen and juergen."""
    spelt = (frozenset(text.spellings(word)) for word in _BETWEEN_WORDS.split(name))
    return [spellings for spellings in spelt if spellings]


_BETWEEN_WORDS = re.compile(r"[\s,.;/&()–-]+")


def _begins(one: Iterable[str], other: Iterable[str]) -> bool:
    """An initial, or the first three letters and more, of the other word."""
    pairs = [sorted((a, b), key=len) for a in one for b in other]
    return any(long.startswith(short) and (len(short) == 1 or len(short) > 2) for short, long in pairs)


def _clash(one: Kept | None, other: Kept | None) -> bool:
    """Two whole birthdays that are not the same day."""
    if one is None or other is None or None in (one.day, one.month, other.day, other.month):
        return False
    years_differ = one.year is not None and other.year is not None and one.year != other.year
    return (one.day, one.month) != (other.day, other.month) or years_differ


# Matching


class Chunk:
    """The cards that a chunk of people may be about.

    Attributes:
        known: all of them, those made for this chunk among them.
        _refused: e-mail addresses that a no stands against, whoever's card it is on.
    """

    def __init__(
        self,
        s: Session,
        people: Sequence[Person],
        by_name: Callable[[str], Iterable[int]],
        refused: Iterable[str] = (),
    ) -> None:
        self._keys: dict[tuple[str, str], list[Known]] = defaultdict(list)
        ids = set(_candidates(s, people))
        for person in people:
            if _needs_name(person):
                ids.update(by_name(name_key(person.name)))
        self.known = list(_load(s, ids))
        for one in self.known:
            self._enter(one)
        self._refused = {*refused, *_refused_addresses(s, people)}

    def _enter(self, one: Known) -> None:
        """Have a card found by what is on it now."""
        keys = [(channel, normal) for channel, normal in one.ways if channel != "post"]
        keys += [(part, one.values[part]) for part in ("outside_id", "card_number")]
        keys += [("name", name_key(one.values[part])) for part in ("name", "own_script")]
        for key in keys:
            if key[1] and one not in self._keys[key]:
                self._keys[key].append(one)

    def find(self, person: Person) -> Known | None:
        """The card of this person, by identity elsewhere, card number, e-mail, phone, or name and birthday."""
        for key, sure in _strong_keys(person):
            fitting = [one for one in self._keys.get(key, ()) if sure or _fits(person, one)]
            if fitting:
                same = [one for one in fitting if name_key(one.values["name"]) == name_key(person.name)]
                return (same or fitting)[0]
        if not person.name:
            return None
        namesakes = self._keys.get(("name", name_key(person.name)), [])
        born = _birthday(person)
        twin = next((one for one in namesakes if born is not None and _same_birthday(born, one.birthday())), None)
        if twin is not None or _strong_keys(person):
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

    def new(self, person: Person) -> Known:
        one = Known(None, dict.fromkeys(_SIMPLE, ""))
        self.known.append(one)
        return one

    def card_is_free(self, number: str, for_whom: Known) -> bool:
        return all(one is for_whom for one in self._keys.get(("card_number", number), ()))

    def merge(self, person: Person, one: Known, wording: str) -> int:
        """Add to a card what it has no word on yet. Gives how many times a no on the card outweighed the file."""
        _merge_values(person, one, self)
        _merge_ways(person.ways, one)
        _merge_dates(person, one)
        for words in person.all_notes():
            if words not in one.notes:
                one.notes.add(words)
                one.more["note"].append({"words": words})
        for tag in person.tags:
            if text.fold(tag) not in one.tags:
                one.tags.add(text.fold(tag))
                one.more["tag"].append({"name": tag})
        if person.usual and not one.has_usual:
            one.has_usual = True
            one.more["usual"].append({"line": person.usual, "source": "told"})
        kept_no = self._merge_consent(person, one, wording)
        self._enter(one)
        return kept_no

    def _merge_consent(self, person: Person, one: Known, wording: str) -> int:
        """A no always wins, and no file lifts one. Gives how often a yes of the file was not taken."""
        kept_no = 0
        for channel, state in person.consent.items():
            now = one.said.get(channel, "")
            if state == WITHDRAWN:
                if now in _NO or (channel, wording) in one.heard:
                    continue
            elif now in _NO or one.state in _SILENT_STATES or (channel == "email" and self._is_refused(person)):
                kept_no += 1
                continue
            elif now:
                continue
            one.said[channel] = state
            one.heard.add((channel, wording))
            one.more["consent"].append({"channel": channel, "state": state, "wording": wording})
        return kept_no

    def _is_refused(self, person: Person) -> bool:
        return any(way.normal in self._refused for way in person.ways if way.channel == "email")


def _strong_keys(person: Person) -> list[tuple[tuple[str, str], bool]]:
    """What this person is found by before the name, in order; with whether it decides alone."""
    keys = []
    if person.outside_id:
        keys.append((("outside_id", person.outside_id), len(person.outside_id) >= SURE_IDENTITY))
    if person.card_number:
        keys.append((("card_number", person.card_number), True))
    for channel in _TELLING:
        keys += [((channel, way.normal), False) for way in person.ways if way.channel == channel]
    return keys


def _needs_name(person: Person) -> bool:
    return bool(person.name) and (_birthday(person) is not None or not _strong_keys(person))


def needs_names(people: Iterable[Person]) -> bool:
    """Whether anybody here can only be found by name."""
    return any(map(_needs_name, people))


def _birthday(person: Person) -> Kept | None:
    found = next((date for date in person.dates if date.kind == "birthday"), None)
    return found if found is not None and found.day and found.month else None


def _fits(person: Person, one: Known) -> bool:
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
    posts = {way.normal for way in person.ways if way.channel == "post"}
    theirs = {normal for channel, normal in one.ways if channel == "post"}
    return bool(posts and theirs and not posts & theirs)


# Merging


def _merge_values(person: Person, one: Known, chunk: Chunk) -> None:
    for part in _SIMPLE:
        value = getattr(person, part)
        if not value or one.values[part] == value:
            continue
        free = part != "card_number" or chunk.card_is_free(value, one)
        if not one.values[part] and free:
            one.values[part] = one.gaps[part] = value
        elif part == "card_number":
            person.keep(_("Card number"), value)
        elif part == "name" and not may_be(value, one.values["name"]):
            person.keep(_("Also"), value)


def _merge_ways(ways: Iterable[Way], one: Known) -> None:
    for way in ways:
        if (way.channel, way.normal) not in one.ways:
            one.ways.add((way.channel, way.normal))
            row = {"channel": way.channel, "value": way.value, "normal": way.normal, "label": way.label}
            one.more["contact"].append(row)


def _merge_dates(person: Person, one: Known) -> None:
    for date in person.dates:
        same = [(id_, known) for id_, known in one.dates if _same_date(known, date)]
        if not same:
            one.dates.append((None, date))
            one.more["special_date"].append(
                {"kind": date.kind, "title": date.title, "day": date.day, "month": date.month, "year": date.year}
            )
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


def _candidates(s: Session, people: Sequence[Person]) -> Iterable[int]:
    """Every card that shares an identity, a card number, an e-mail or a phone with somebody here."""
    outside = {person.outside_id for person in people}
    cards = {person.card_number for person in people}
    normals = {way.normal for person in people for way in person.ways if way.channel != "post"}
    queries = (
        (outside, f"SELECT id FROM customer WHERE outside_id <> '' AND outside_id {_AMONG} AND binned_at IS NULL"),
        (cards, f"SELECT id FROM customer WHERE card_number <> '' AND card_number {_AMONG} AND binned_at IS NULL"),
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


def _load(s: Session, ids: Iterable[int]) -> Iterable[Known]:
    among = (json.dumps(sorted(ids)),)
    cards = f"SELECT id, state, {', '.join(_SIMPLE)} FROM customer WHERE id {_AMONG} AND binned_at IS NULL ORDER BY id"
    rows = s.raw(cards, among)
    found = {id_: Known(id_, dict(zip(_SIMPLE, values, strict=True)), state) for id_, state, *values in rows}
    if not found:
        return ()

    def each(table: str, columns: str) -> Iterable[tuple[Known, list[Any]]]:
        sql = f"SELECT customer_id, {columns} FROM {table} WHERE customer_id {_AMONG} ORDER BY id"
        return ((found[whose], rest) for whose, *rest in s.raw(sql, among) if whose in found)

    for one, (channel, normal, value) in each("contact", "channel, normal, value"):
        one.ways.add((channel, normal or text.fold(value)))
    for one, (id_, kind, title, day, month, year) in each("special_date", "id, kind, title, day, month, year"):
        one.dates.append((id_, Kept(kind, title, day, month, year)))
    for one, (words,) in each("note", "words"):
        one.notes.add(words)
    for one, (channel, state, how, wording) in each("consent", "channel, state, how, wording"):
        one.said[channel] = state
        if how == "imported":
            one.heard.add((channel, wording))
    for one, _rest in each("photo", "id"):
        one.has_photo = True
    for one, (whom,) in each("usual", "whom"):
        one.has_usual = one.has_usual or not whom
    tags = "SELECT t.customer_id, g.folded FROM customer_tag t JOIN tag g ON g.id = t.tag_id "
    tags += f"WHERE t.customer_id {_AMONG}"
    for whose, folded in s.raw(tags, among):
        found[whose].tags.add(folded)
    return found.values()


def _refused_addresses(s: Session, people: Sequence[Person]) -> set[str]:
    """E-mail addresses here that somebody, also somebody in the bin, has said no for."""
    asking = [person for person in people if GIVEN in person.consent.values()]
    asked = {way.normal for person in asking for way in person.ways if way.channel == "email"}
    if not asked:
        return set()
    sql = (
        f"SELECT DISTINCT c.normal FROM contact c WHERE c.normal <> '' AND c.normal {_AMONG} AND c.channel = 'email' "
        "AND (SELECT state FROM consent WHERE customer_id = c.customer_id AND channel = 'email' "
        "ORDER BY id DESC LIMIT 1) IN ('withdrawn', 'refused')"
    )
    return {normal for (normal,) in s.raw(sql, (json.dumps(sorted(asked)),))}


# Writing


def write(w: Write, chunk: Chunk) -> None:
    """Bring what was merged into the notebook; new cards get their identity."""
    fresh = [one for one in chunk.known if one.id is None]
    touched = [one for one in chunk.known if one.id is None or one.weight()]
    for one in touched:
        if one.id is not None and one.gaps:
            w.put(schema.customer, one.id, **one.gaps)
        for id_, year in one.years.items():
            w.put(schema.special_date, id_, year=year)
    rows = [(*[one.values[part] for part in _SIMPLE], w.at) for one in fresh]
    for one, id_ in zip(fresh, w.add_many(schema.customer, (*_SIMPLE, "added_at"), rows), strict=True):
        one.id = id_
    _write_tags(w, touched)
    stamp = {"at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
    _write_rows(w, schema.contact, touched, {})
    _write_rows(w, schema.special_date, touched, {})
    _write_rows(w, schema.note, touched, stamp)
    _write_rows(w, schema.consent, touched, {**stamp, "how": "imported"})
    _write_rows(w, schema.usual, touched, {"confirmed_at": w.at})
    _write_rows(w, schema.photo, touched, {})


def _write_rows(w: Write, table: Any, touched: Iterable[Known], common: dict[str, Any]) -> None:
    rows = [{"customer_id": one.id, **row, **common} for one in touched for row in one.more.get(table.name, ())]
    if rows:
        names = tuple(rows[0])
        w.add_many(table, names, [tuple(row[name] for name in names) for row in rows])


def _write_tags(w: Write, touched: Iterable[Known]) -> None:
    wanted = [(one.id, row["name"]) for one in touched for row in one.more.get("tag", ())]
    if not wanted:
        return
    ids = tag_ids(w, {name for _id, name in wanted})
    pairs = dict.fromkeys((id_, ids[text.fold(name)]) for id_, name in wanted)
    w.add_many(schema.customer_tag, ("customer_id", "tag_id"), list(pairs))


def tag_ids(w: Write, names: Iterable[str]) -> dict[str, int]:
    """The identity of each tag by its folded name; tags that are new are made."""
    spelt = {text.fold(name): name for name in sorted(names)}
    found = dict(w.raw(f"SELECT folded, id FROM tag WHERE folded {_AMONG}", (json.dumps(sorted(spelt)),)))
    for folded, name in spelt.items():
        if folded not in found:
            found[folded] = w.add(schema.tag, name=name, folded=folded)
    return found
