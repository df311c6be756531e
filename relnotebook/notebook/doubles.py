"""Cards that may be the same person, with the reasons in words. Only a person joins them; a no is remembered.

Evidence, the strongest first: the same e-mail, the same phone, the same name and postcode; names that look or sound
alike only together with a second thing that agrees: the birthday, the end of a phone number, the postcode, the
household. Cards in the bin, cards that were joined, and two people who know each other (a partner, a daughter) are
left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import read_email, read_phone
from relnotebook.base.words import _
from relnotebook.notebook import lines, names, shop
from relnotebook.notebook.alike import Name, postcode
from relnotebook.notebook.lines import CustomerLine
from relnotebook.store import schema, search
from relnotebook.store.write import Session, Write, act

Two = tuple[int, int]
"""Two cards, the older one first."""

_WHOLE_NUMBER = 7  # digits; a shorter one is an extension, which belongs to a house
_TAIL = 6
_HOUSEFUL = 8  # more people than this behind one number are an office: then the names have to fit too
_AMONG = "IN (SELECT value FROM json_each(?))"
_THERE = "k.binned_at IS NULL AND k.joined_into IS NULL"

_POINTS = {
    "email": 95,
    "phone": 90,
    "postcode": 85,
    "birthday": 85,
    "household": 80,
    "tail": 75,
}
_NAME_ALONE = 60  # while typing
_ONLY_ALIKE = 10  # fewer for a name that is only like the other
_MORE = 3  # for each further reason
_OTHER_NAME = 45  # fewer for somebody of another name behind the same number or address
_OTHER_BIRTHDAY = 30  # fewer for father and son


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards that may be one person's.

    Attributes:
        one, other: the older card and the newer; one_name, other_name: as they are shown.
        reasons: in words, the strongest first.
        score: 0 to 100, to sort by.
    """

    one: CustomerId
    other: CustomerId
    one_name: str
    other_name: str
    reasons: tuple[str, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Near:
    """A card that may be of the person who is being typed in."""

    line: CustomerLine
    reasons: tuple[str, ...]
    score: int


@dataclass(frozen=True, slots=True)
class _Who:
    """What tells whether two cards can be one person's."""

    names: tuple[Name, ...]  # the full name, and that in their own script
    born: tuple[int, int, int | None] | None
    household: int | None


@dataclass(slots=True)
class _Evidence:
    """What agrees between two cards: sort of thing -> the thing itself, for the reason in words."""

    agree: dict[Two, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    blocks: list[tuple[str, str, Sequence[int]]] = field(default_factory=list)  # (sort, thing, cards)


# The list


def doubles(s: Session, *, limit: int = 200, among: Collection[CustomerId] | None = None) -> tuple[Pair, ...]:
    """Cards that may be of the same person, the surest first; with `among` only pairs with one of these in it."""
    found = _Evidence()
    _same_ways(s, found)
    found.blocks += [*_tails(s), *_birthdays(s), *_postcodes(s), *_households(s)]
    wanted = None if among is None else frozenset(among)
    known = _who(s, {one for two in found.agree for one in two} | {one for block in found.blocks for one in block[2]})
    _alike_within(found, known, wanted)
    apart = _apart(s)
    judged = []
    for two, agree in found.agree.items():
        if two in apart or (wanted is not None and wanted.isdisjoint(two)):
            continue
        if (verdict := _judge(agree, known[two[0]], known[two[1]])) is not None:
            judged.append((*verdict, two))
    judged.sort(key=lambda one: (-one[0], one[2]))
    return _pairs(s, judged[:limit])


def _pairs(s: Session, judged: Sequence[tuple[int, tuple[str, ...], Two]]) -> tuple[Pair, ...]:
    shown = {one: names.of(s, CustomerId(one)).shown for _score, _why, two in judged for one in two}
    return tuple(
        Pair(CustomerId(two[0]), CustomerId(two[1]), shown[two[0]], shown[two[1]], reasons, score)
        for score, reasons, two in judged
    )


# What agrees


def _same_ways(s: Session, found: _Evidence) -> None:
    """The same phone, the same e-mail."""
    for channel, least in (("phone", _WHOLE_NUMBER), ("email", 1)):
        sql = (
            "SELECT min(c.id), c.value, json_group_array(DISTINCT c.customer_id) FROM contact c "
            f"JOIN customer k ON k.id = c.customer_id WHERE c.normal <> '' AND c.channel = ? AND {_THERE} "
            "AND length(c.normal) >= ? GROUP BY c.normal HAVING count(DISTINCT c.customer_id) > 1"
        )
        for _first, value, ids in s.raw(sql, (channel, least)):
            cards = sorted(json.loads(ids))
            if len(cards) > _HOUSEFUL:
                found.blocks.append((channel, value, cards))
                continue
            for two in combinations(cards, 2):
                found.agree[two][channel] = value


def _tails(s: Session) -> Iterator[tuple[str, str, list[int]]]:
    """The end of a phone number: one card has it with the dialling code, the other without."""
    sql = (
        "SELECT substr(c.normal, ?1) AS tail, json_group_array(DISTINCT c.customer_id) FROM contact c "
        f"JOIN customer k ON k.id = c.customer_id WHERE c.channel = 'phone' AND length(c.normal) >= ?2 AND {_THERE} "
        "GROUP BY tail HAVING count(DISTINCT c.customer_id) > 1"
    )
    for tail, ids in s.raw(sql, (-_TAIL, _TAIL)):
        yield "tail", tail, json.loads(ids)


def _birthdays(s: Session) -> Iterator[tuple[str, str, list[int]]]:
    sql = (
        "SELECT json_group_array(DISTINCT d.customer_id) FROM special_date d JOIN customer k ON k.id = d.customer_id "
        f"WHERE d.kind = 'birthday' AND d.day IS NOT NULL AND d.month IS NOT NULL AND {_THERE} "
        "GROUP BY d.month, d.day HAVING count(DISTINCT d.customer_id) > 1"
    )
    for (ids,) in s.raw(sql):
        yield "birthday", "", json.loads(ids)


def _postcodes(s: Session) -> Iterator[tuple[str, str, list[int]]]:
    sql = (
        f"SELECT c.customer_id, c.value FROM contact c JOIN customer k ON k.id = c.customer_id "
        f"WHERE c.channel = 'post' AND {_THERE} UNION ALL SELECT k.id, h.address FROM household h "
        f"JOIN customer k ON k.household_id = h.id WHERE h.address <> '' AND {_THERE}"
    )
    lives: dict[str, set[int]] = defaultdict(set)
    for who, address in s.raw(sql):
        if code := postcode(address):
            lives[code].add(who)
    for code, cards in lives.items():
        if len(cards) > 1:
            yield "postcode", code, sorted(cards)


def _households(s: Session) -> Iterator[tuple[str, str, list[int]]]:
    sql = (
        f"SELECT json_group_array(k.id) FROM customer k WHERE k.household_id IS NOT NULL AND {_THERE} "
        "GROUP BY k.household_id HAVING count(*) > 1"
    )
    for (ids,) in s.raw(sql):
        yield "household", "", json.loads(ids)


def _alike_within(found: _Evidence, known: Mapping[int, _Who], wanted: Collection[int] | None) -> None:
    """Names that are alike among those who have something else in common; compared are only those sharing a word."""
    heard: dict[int, frozenset[str]] = {}
    for sort, thing, cards in found.blocks:
        by_word: dict[str, list[int]] = defaultdict(list)
        for one in cards:
            if one not in heard:
                heard[one] = frozenset(sound for name in known[one].names for sound in name.sounds)
            for word in heard[one]:
                by_word[word].append(one)
        seen: set[Two] = set()
        for some in by_word.values():
            for two in combinations(sorted(some), 2):
                if two in seen or (wanted is not None and two[0] not in wanted and two[1] not in wanted):
                    continue
                seen.add(two)
                if _fit(known[two[0]], known[two[1]]):
                    found.agree[two][sort] = thing


def _apart(s: Session) -> set[Two]:
    """Those who were said not to be the same, and those who know each other."""
    noted = s.raw("SELECT customer_id, other_id FROM not_same")
    related = s.raw("SELECT customer_id, other_id FROM person WHERE other_id IS NOT NULL")
    return {(min(two), max(two)) for two in (*noted, *related)}


def _who(s: Session, customers: Collection[int]) -> dict[int, _Who]:
    among = (json.dumps(sorted(customers)),)
    born = {
        who: (day, month, year)
        for who, day, month, year in s.raw(
            "SELECT customer_id, day, month, year FROM special_date WHERE kind = 'birthday' AND day IS NOT NULL "
            f"AND month IS NOT NULL AND customer_id {_AMONG} ORDER BY id DESC",
            among,
        )
    }
    sql = f"SELECT id, name, own_script, call_name, household_id FROM customer WHERE id {_AMONG}"
    return {
        who: _Who(_names(name, script) or _names(call), born.get(who), home)
        for who, name, script, call, home in s.raw(sql, among)
    }


def _names(*written: str) -> tuple[Name, ...]:
    """Those that hold a letter or a digit."""
    return tuple(name for name in map(Name.of, filter(None, written)) if name.key)


# Judging


SAME, ALIKE, SHORT = "same", "alike", "short"


def _fit(one: _Who, other: _Who) -> str:
    """How the names fit: the same, they look or sound alike, the one is short for the other (N. Okafor); '' not."""
    pairs = [(a, b) for a in one.names for b in other.names]
    if any(a.key == b.key for a, b in pairs):
        return SAME
    if any(a.alike(b) for a, b in pairs):
        return ALIKE
    return SHORT if any(a.may_be(b) for a, b in pairs) else ""


def _other_birthday(one: _Who, other: _Who) -> bool:
    if one.born is None or other.born is None:
        return False
    years_differ = one.born[2] is not None and other.born[2] is not None and one.born[2] != other.born[2]
    return one.born[:2] != other.born[:2] or years_differ


def _judge(agree: Mapping[str, str], one: _Who, other: _Who) -> tuple[int, tuple[str, ...]] | None:
    """(score, reasons), or None when too little speaks for it."""
    fit, named = _fit(one, other), bool(one.names and other.names)
    strangers = named and not fit
    if strangers and one.household is not None and one.household == other.household:
        return None  # two who live together share a phone
    differs = _other_birthday(one, other)
    if strangers and differs:
        return None  # a number that was somebody else's before
    strong = [sort for sort in ("email", "phone") if sort in agree]
    weak = [sort for sort in ("postcode", "birthday", "household", "tail") if sort in agree]
    weak = [sort for sort in weak if not (sort == "birthday" and differs) and not (sort == "tail" and "phone" in agree)]
    if not strong and (not weak or not fit or differs):
        return None
    score = _POINTS[(strong or weak)[0]] + _MORE * (len(strong) + len(weak) - 1)
    score -= (_OTHER_NAME if strangers else 0) + (_ONLY_ALIKE if fit in (ALIKE, SHORT) else 0)
    score -= _OTHER_BIRTHDAY if differs else 0
    told = [*strong, fit, *(weak if fit else ())]
    return max(0, min(100, score)), tuple(_reason(sort, agree.get(sort, "")) for sort in told if sort)


def _reason(sort: str, thing: str) -> str:
    return {
        "email": _("Same e-mail: {value}"),
        "phone": _("Same phone: {value}"),
        SAME: _("Same name"),
        ALIKE: _("Names that sound alike"),
        SHORT: _("One name is short for the other"),
        "postcode": _("Same postcode: {value}"),
        "birthday": _("Same birthday"),
        "household": _("Same household"),
        "tail": _("Phones that end the same: {value}"),
    }[sort].format(value=thing)


# While typing


def near(
    s: Session, name: str = "", phone: str = "", email: str = "", *, but: CustomerId | None = None, limit: int = 3
) -> tuple[Near, ...]:
    """Cards that may be of whoever is being typed in, the likeliest first; never the card `but` itself."""
    agree: dict[int, dict[str, str]] = defaultdict(dict)
    number = read_phone(phone, shop.region(s)) if phone.strip() else None
    if number is not None and len(number.normal) >= _WHOLE_NUMBER:
        for who in _reached(s, "phone", number.normal):
            agree[who]["phone"] = phone.strip()
    if address := read_email(email):
        for who in _reached(s, "email", address):
            agree[who]["email"] = address
    typed = _Who(_names(name), None, None)
    maybe = _named_so(s, name) if typed.names else []
    known = _who(s, {*agree, *maybe})
    for who in maybe:
        if _fit(typed, known[who]) in (SAME, ALIKE):
            agree[who].setdefault("name", "")
    found = [(*_judge_typed(agree[who], typed, known[who]), who) for who in agree if who != but]
    found.sort(key=lambda one: (-one[0], one[2]))
    shown = {line.id: line for line in lines.lines(s, [CustomerId(who) for *_rest, who in found[:limit]])}
    return tuple(
        Near(shown[CustomerId(who)], reasons, score)
        for score, reasons, who in found[:limit]
        if CustomerId(who) in shown
    )


def _reached(s: Session, channel: str, normal: str) -> list[int]:
    sql = (
        "SELECT DISTINCT c.customer_id FROM contact c JOIN customer k ON k.id = c.customer_id "
        f"WHERE c.normal = ? AND c.normal <> '' AND c.channel = ? AND {_THERE} LIMIT 20"
    )
    return [who for (who,) in s.raw(sql, (normal, channel))]


def _named_so(s: Session, name: str) -> list[int]:
    """Cards that have all the words typed, or words like them."""
    found = [match.customer_id for match in search.match(s, name, 20)]
    if not found:
        found = [match.customer_id for match in search.near(s, name, 10)]
    return list(found)


def _judge_typed(agree: Mapping[str, str], typed: _Who, one: _Who) -> tuple[int, tuple[str, ...]]:
    strong = [sort for sort in ("email", "phone") if sort in agree]
    fit = _fit(typed, one)
    if strong:
        strangers = bool(typed.names and one.names and not fit)
        score = _POINTS[strong[0]] + _MORE * (len(strong) - 1) - (_OTHER_NAME if strangers else 0)
    else:
        score = _NAME_ALONE
    score -= _ONLY_ALIKE if fit in (ALIKE, SHORT) else 0
    return min(100, score), tuple(_reason(sort, agree.get(sort, "")) for sort in (*strong, fit) if sort)


# A no


@act(Act.NOT_SAME)
def not_same(w: Write, one: CustomerId, other: CustomerId) -> None:
    """These are two people: the pair is never suggested again. Raises Refusal("same-card"), NotFound("no-customer")."""
    if one == other:
        raise Refusal("same-card")
    first, second = min(one, other), max(one, other)
    for who in (first, second):
        names.whose(w, schema.customer, who, "no-customer")
    names.label(w, one, who=names.of(w, other).greet)
    if not is_apart(w, first, second):
        w.add(schema.not_same, customer_id=first, other_id=second, at=w.at, utc_offset=w.offset, staff_id=w.staff)


def is_apart(s: Session, one: int, other: int) -> bool:
    """Whether somebody said that these are not the same."""
    sql = "SELECT 1 FROM not_same WHERE (customer_id, other_id) IN ((?1, ?2), (?2, ?1)) LIMIT 1"
    return bool(s.raw(sql, (one, other)))
