"""Cards that may be the same person, with the reasons in words. Only a person joins them; a no is remembered.

Evidence, the strongest first: the same e-mail, the same phone, the same name and postcode; names that look or sound
alike only together with a second thing that agrees: the birthday, the end of a phone number, the postcode, the
household. Cards in the bin, cards that were joined, and two people who know each other (a partner, a daughter) are
left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, Step
from relnotebook.base.text import read_email, read_phone
from relnotebook.base.words import _
from relnotebook.notebook import lines, names, shop
from relnotebook.notebook.alike import Name, postcode
from relnotebook.notebook.lines import CustomerLine
from relnotebook.store import schema, search
from relnotebook.store.write import Session, Store, Write, act

Two = tuple[int, int]
"""Two cards, the older one first."""

_WHOLE_NUMBER = 7  # digits; a shorter one is an extension, which belongs to a house
_TAIL = 6
_HOUSEFUL = 8  # more people than this behind one number are an office: then the names have to fit too
_AT_ONCE = 2000  # cards between two steps of the job
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
class Found:
    """The surest pairs, and how many there are in all."""

    pairs: tuple[Pair, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Near:
    """A card that may be of the person who is being typed in.

    Attributes:
        agree: what agrees, the strongest first: email, phone, then how the names fit: same, alike, short.
        reasons: the same in words.
    """

    line: CustomerLine
    reasons: tuple[str, ...]
    score: int
    agree: tuple[str, ...] = ()


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

    def narrow(self, wanted: frozenset[CustomerId]) -> None:
        """Leave out what none of these cards is in."""
        self.blocks = [block for block in self.blocks if not wanted.isdisjoint(block[2])]
        self.agree = defaultdict(dict, {two: why for two, why in self.agree.items() if not wanted.isdisjoint(two)})

    def cards(self) -> list[int]:
        """Everybody who is in it."""
        return sorted({one for two in self.agree for one in two} | {one for block in self.blocks for one in block[2]})


# The list


def doubles(s: Session, *, limit: int = 200, among: Collection[CustomerId] | None = None) -> tuple[Pair, ...]:
    """Cards that may be of the same person, the surest first; with `among` only pairs with one of these in it."""
    work = _look(s, limit, among)
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: Found = end.value
            return found.pairs


def looking(
    store: Store, *, limit: int = 200, among: Collection[CustomerId] | None = None
) -> Generator[Step, None, Found]:
    """As `doubles`, as a job: a large notebook takes seconds, and it can be stopped at each step."""
    with store.read() as s:
        return (yield from _look(s, limit, among))


def _look(s: Session, limit: int, among: Collection[CustomerId] | None) -> Generator[Step, None, Found]:
    found = _Evidence()
    note = _("Looking for the same phones and e-mails")
    yield Step(0, 0, note)
    _same_ways(s, found)
    for kind in (_tails, _birthdays, _postcodes, _households):
        yield Step(0, 0, note)
        found.blocks += kind(s)
    wanted = None if among is None else frozenset(among)
    if wanted is not None:
        found.narrow(wanted)
    known: dict[int, _Who] = {}
    cards = found.cards()
    for first in range(0, len(cards), _AT_ONCE):
        yield Step(first, 2 * len(cards), _("Reading names"))
        known |= _who(s, cards[first : first + _AT_ONCE])
    yield from _alike_within(found, known, wanted)
    apart = _apart(s)
    judged = []
    for n, (two, agree) in enumerate(found.agree.items()):
        if n % _AT_ONCE == 0:
            yield Step(0, 0, _("Weighing what speaks for it"))
        if two in apart or (wanted is not None and wanted.isdisjoint(two)):
            continue
        if (verdict := _judge(agree, known[two[0]], known[two[1]])) is not None:
            judged.append((*verdict, two))
    judged.sort(key=lambda one: (-one[0], one[2]))
    return Found(_pairs(s, judged[:limit]), len(judged))


def standing(s: Session, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """What became of `pairs` since they were found: those still open, under the names they have now.

    A card that was joined stands for the one it went into; a pair that speaks for nothing any more is left out.
    """
    ids = json.dumps(sorted({one for pair in pairs for one in (pair.one, pair.other)}))
    went = dict(s.raw(f"SELECT id, coalesce(joined_into, id) FROM customer WHERE id {_AMONG}", (ids,)))
    goals = (json.dumps(sorted(set(went.values()))),)
    there = {one for (one,) in s.raw(f"SELECT id FROM customer k WHERE id {_AMONG} AND {_THERE}", goals)}
    apart = _apart(s)
    left: dict[Two, Pair] = {}
    for pair in pairs:
        now = (went.get(pair.one, 0), went.get(pair.other, 0))
        two = (min(now), max(now))
        if two[0] == two[1] or not there.issuperset(two) or two in apart:
            continue
        found = pair if two == (pair.one, pair.other) else between(s, CustomerId(two[0]), CustomerId(two[1]))
        if found.score:
            left.setdefault(two, found)
    shown = {one: names.of(s, CustomerId(one)).shown for two in left for one in two}
    return tuple(replace(pair, one_name=shown[two[0]], other_name=shown[two[1]]) for two, pair in left.items())


def between(s: Session, one: CustomerId, other: CustomerId) -> Pair:
    """What speaks for two cards being one person's, whoever chose them; a score of 0 when nothing does.

    Raises NotFound("no-customer").
    """
    two = min(one, other), max(one, other)
    known = _who(s, two)
    if not known.keys() >= set(two):
        raise NotFound("no-customer")
    found = _Evidence()
    ways: dict[int, set[tuple[str, str]]] = {who: set() for who in two}
    written: dict[tuple[str, str], str] = {}
    for who, channel, normal, value in s.raw(_WAYS, two):
        for key in _telling(channel, normal, value):
            ways[who].add(key)
            written.setdefault(key, normal[-_TAIL:] if key[0] == "tail" else key[1] if key[0] == "postcode" else value)
    for key in sorted(ways[two[0]] & ways[two[1]]):
        found.agree[two][key[0]] = written[key]
    first, second = known[two[0]], known[two[1]]
    if first.born is not None and second.born is not None and first.born[:2] == second.born[:2]:
        found.agree[two]["birthday"] = ""
    if first.household is not None and first.household == second.household:
        found.agree[two]["household"] = ""
    score, reasons = _judge(found.agree[two], first, second) or (0, ())
    if not reasons and (fit := _fit(first, second)):
        reasons = (_reason(fit, ""),)
    shown = {who: names.of(s, CustomerId(who)).shown for who in two}
    return Pair(CustomerId(two[0]), CustomerId(two[1]), shown[two[0]], shown[two[1]], reasons, score)


_WAYS = """
SELECT customer_id, channel, normal, value FROM contact WHERE customer_id IN (?1, ?2)
UNION ALL SELECT k.id, 'post', '', h.address FROM customer k JOIN household h ON h.id = k.household_id
WHERE k.id IN (?1, ?2)
"""


def _telling(channel: str, normal: str, value: str) -> Iterator[tuple[str, str]]:
    """(sort of thing, the thing) that a way to reach somebody can have in common with another card."""
    if channel == "phone" and len(normal) >= _WHOLE_NUMBER:
        yield "phone", normal
    if channel == "phone" and len(normal) >= _TAIL:
        yield "tail", normal[-_TAIL:]
    if channel == "email" and normal:
        yield "email", normal
    if channel == "post" and (code := postcode(value)):
        yield "postcode", code


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


def _alike_within(
    found: _Evidence, known: Mapping[int, _Who], wanted: Collection[int] | None
) -> Generator[Step, None, None]:
    """Names that may fit among those who have something else in common; see `Name.blocks` who is compared."""
    heard: dict[int, tuple[tuple[str, str], ...]] = {}
    looked_at = 0
    for n, (sort, thing, cards) in enumerate(found.blocks):
        looked_at += len(cards)
        if looked_at >= _AT_ONCE:
            looked_at = 0
            yield Step(len(found.blocks) + n, 2 * len(found.blocks), _("Comparing names"))
        by_mark: dict[tuple[str, str], list[int]] = defaultdict(list)
        short: dict[str, list[int]] = defaultdict(list)  # names of one word, by its sound
        for one in cards:
            if one not in heard:
                heard[one] = tuple({mark for name in known[one].names for mark in name.blocks()})
            for mark in heard[one]:
                by_mark[mark].append(one)
                if not mark[1]:
                    short[mark[0]].append(one)
        seen: set[Two] = set()
        for two in (*_within(by_mark.values()), *_with_short(short, cards, known)):
            if two in seen or (wanted is not None and two[0] not in wanted and two[1] not in wanted):
                continue
            seen.add(two)
            if _fit(known[two[0]], known[two[1]]):
                found.agree[two][sort] = thing


def _within(groups: Iterable[Sequence[int]]) -> Iterator[Two]:
    for some in groups:
        if len(some) > 1:
            yield from combinations(sorted(some), 2)


def _with_short(short: Mapping[str, Sequence[int]], cards: Sequence[int], known: Mapping[int, _Who]) -> Iterator[Two]:
    """Those of one word with everybody one of whose words sounds the same: Ngozi, and Ngozi Okafor."""
    if not short:
        return
    for one in cards:
        for sounds in {heard for name in known[one].names for heard in name.sounds if heard in short}:
            yield from ((min(one, other), max(one, other)) for other in short[sounds] if other != one)


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
    best = ""
    for a in one.names:
        for b in other.names:
            if a.key == b.key:
                return SAME
            if best != ALIKE and a.alike(b):
                best = ALIKE
            elif not best and a.may_be(b):
                best = SHORT
    return best


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
        Near(shown[CustomerId(who)], tuple(_reason(sort, agree[who].get(sort, "")) for sort in sorts), score, sorts)
        for score, sorts, who in found[:limit]
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
    return min(100, score), tuple(sort for sort in (*strong, fit) if sort)


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
