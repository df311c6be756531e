"""Ideas as they are shown: the board with its lanes, one idea opened, ideas alike while one is typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound
from relnotebook.base.terms import CustomerId, StaffId
from relnotebook.base.text import initials
from relnotebook.base.text import words as words_of
from relnotebook.base.words import _
from relnotebook.notebook import dates, kinds, names
from relnotebook.store.write import Session

STAGES = ("heard", "thinking", "trying", "menu")
NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody who wants it, for a round picture: its letters, the name, and the card (for the tint)."""

    initials: str
    name: str
    customer: CustomerId


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """An idea on the board.

    Attributes:
        by: who suggested it and how: "Aoi Tanaka, at the counter".
        stage: one of STAGES, or NOT_NOW.
        supporters: how many want it, people and those counted without a name; weight: with how much each wants it.
        faces: the first two of them.
        note: "Jonas tries it with four regulars in December."
        progress: (reached, goal) of a trial; progress_text: "32 of 50 cups, until 30 November", "" without either.
        told, to_tell: how many know that it is on the menu, and how many do not yet; 0 before it is.
        late: days since the last day of its trial, 0 while it lasts.
        why: the kind reason of a not now.
        public: it stands on the vote sheet; credit: who suggested it may be named.
        when: it was heard; since: the moment from which it stands in its stage.
        shared: of a colleague's own idea, whether the others may see it.
        came_true: what the last stage is called in this kind of shop: "On the menu", "We do it now".
    """

    id: int
    title: str
    by: str
    stage: str
    supporters: int
    weight: int
    faces: tuple[Face, ...]
    when: datetime
    since: datetime
    customer: CustomerId | None = None
    note: str = ""
    progress: tuple[int, int] | None = None
    progress_text: str = ""
    told: int = 0
    to_tell: int = 0
    late: int = 0
    why: str = ""
    public: bool = True
    credit: bool = False
    shared: bool = False
    came_true: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """`lanes`: by stage, in order; not_now: the list below them; count: ideas on the lanes; came_true: what the last
    lane is called in this kind of shop."""

    lanes: Mapping[str, tuple[IdeaCard, ...]]
    not_now: tuple[IdeaCard, ...]
    count: int
    came_true: str = ""


@dataclass(frozen=True, slots=True)
class Supporter:
    """One who wants it, or some counted without a name (customer None, name "", tally how many)."""

    id: int
    customer: CustomerId | None
    name: str
    initials: str
    quote: str
    when: datetime
    channel: str
    weight: int
    tally: int
    told: datetime | None
    told_how: str


@dataclass(frozen=True, slots=True)
class Twin:
    """An idea that was joined into this one, with what was said."""

    id: int
    title: str
    words: str
    by: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea opened.

    Attributes:
        card: as on the board.
        words: as it was said; channel, given_name, source: how, and by whom without a card.
        goal, reached, unit, until: of a trial; offer, price (hundredths), item: of what became of it.
        supporters: the newest first, those counted without a name among them.
        twins: ideas joined into this one.
        result: people who had `item` since it came on the menu; result_asked: those of them who had asked for it.
        mailing: (name, e-mail) of those not told yet who agreed to e-mails; without: how many others are not told yet.
        feedback: the words it came from.
    """

    card: IdeaCard
    words: str
    channel: str
    given_name: str
    source: str
    staff: str
    goal: int | None
    reached: int | None
    unit: str
    until: date | None
    offer: str
    price: int | None
    item: str
    feedback: int | None
    supporters: tuple[Supporter, ...]
    twins: tuple[Twin, ...] = ()
    result: int = 0
    result_asked: int = 0
    mailing: tuple[tuple[str, str], ...] = field(default=())
    without: int = 0


# The board

_NAMES = """c.name, c.call_name, c.own_script, c.card_number,
       CASE WHEN c.name = '' THEN (SELECT value FROM contact n WHERE n.customer_id = c.id
         ORDER BY n.channel <> 'phone', n.channel <> 'email', n.id LIMIT 1) END"""
IDEAS = f"""
SELECT i.id, i.position, i.title, i.stage, i.stage_at, i.why, i.note, i.goal, i.reached, i.unit, i.until, i.credit,
       i.public, i.at, i.utc_offset, i.channel, i.given_name, i.source, i.of_staff, i.shared, coalesce(b.name, ''),
       c.id, {_NAMES}
FROM idea i LEFT JOIN customer c ON c.id = i.customer_id AND c.binned_at IS NULL LEFT JOIN staff b ON b.id = i.by_id
WHERE """
ORDER = " ORDER BY i.position, i.id"
ON_BOARD = "i.of_staff = 0 AND i.joined_into IS NULL"
_AMONG = "IN (SELECT value FROM json_each(?))"
# Who is in the bin neither counts nor is told; who has died is not told either.
_COUNTS = f"""
SELECT u.idea_id, sum(u.tally), sum(u.tally * u.weight), sum(c.id IS NOT NULL AND u.told_at IS NOT NULL),
       sum(c.id IS NOT NULL AND u.told_at IS NULL AND c.state <> 'deceased')
FROM idea_support u LEFT JOIN customer c ON c.id = u.customer_id
WHERE u.idea_id {_AMONG} AND (u.customer_id IS NULL OR c.binned_at IS NULL) GROUP BY u.idea_id
"""
_FACES = f"""
SELECT f.idea_id, c.id, {_NAMES} FROM (
  SELECT u.idea_id, u.customer_id, row_number() OVER (PARTITION BY u.idea_id ORDER BY u.at, u.id) AS place
  FROM idea_support u JOIN customer k ON k.id = u.customer_id WHERE u.idea_id {_AMONG} AND k.binned_at IS NULL
) f JOIN customer c ON c.id = f.customer_id WHERE f.place <= 2 ORDER BY f.idea_id, f.place
"""


def board(s: Session) -> Board:
    """Customers' ideas. In a lane those placed by hand in their order, the others by how many want them."""
    found = cards(s, s.raw(IDEAS + ON_BOARD + ORDER))
    lanes = {stage: tuple(card for card in found if card.stage == stage) for stage in STAGES}
    came_true = found[0].came_true if found else shop_kind(s).came_true
    not_now = sorted((card for card in found if card.stage == NOT_NOW), key=lambda card: card.since, reverse=True)
    return Board(lanes, tuple(not_now), sum(map(len, lanes.values())), came_true)


def shop_kind(s: Session) -> kinds.ShopKind:
    """The kind of shop, whose words the ideas use."""
    return kinds.kind(str(names.first(s.raw("SELECT kind FROM shop ORDER BY id LIMIT 1"), "")))


def count(s: Session) -> int:
    """How many stand in the lanes, as `board` counts them."""
    sql = f"SELECT count(*) FROM idea i WHERE {ON_BOARD} AND i.stage <> '{NOT_NOW}'"
    return int(s.raw(sql)[0][0])


def of_staff(s: Session, viewer: StaffId | None) -> tuple[IdeaCard, ...]:
    """Colleagues' own ideas, the newest first: the viewer's, and those that are shared."""
    rows = s.raw(IDEAS + "i.of_staff = 1 AND (i.shared = 1 OR i.by_id = ?) ORDER BY i.at DESC, i.id DESC", (viewer,))
    return tuple(cards(s, rows, sort=False))


def cards(s: Session, rows: Sequence[tuple[Any, ...]], *, sort: bool = True) -> list[IdeaCard]:
    """The cards of rows of `IDEAS`: three more statements, however many there are."""
    wanted = json.dumps([row[0] for row in rows])
    counts = {idea: tuple(numbers) for idea, *numbers in s.raw(_COUNTS, (wanted,))}
    faces: dict[int, list[Face]] = {}
    for idea, customer, *named in s.raw(_FACES, (wanted,)):
        shown = _shown(named)
        faces.setdefault(idea, []).append(Face(initials(shown), shown, CustomerId(customer)))
    places = {row[0]: row[1] for row in rows}
    today = clock.today()
    found = [_card(row, counts.get(row[0], (0, 0, 0, 0)), tuple(faces.get(row[0], ())), today) for row in rows]
    came_true = shop_kind(s).came_true
    found = [replace(card, came_true=came_true) for card in found]
    if sort:
        found.sort(key=lambda card: (places[card.id], -card.supporters))
    return found


def _card(row: tuple[Any, ...], counts: tuple[int, ...], faces: tuple[Face, ...], today: date) -> IdeaCard:
    (id_, _place, title, stage, since, why, note, goal, reached, unit, until, credit, public) = row[:13]
    (at, offset, channel, given, source, of_staff, shared, colleague, customer, *named) = row[13:]
    name = colleague or _("A colleague") if of_staff else _shown(named) if customer else given
    last = date.fromisoformat(until) if until else None
    supporters, weight, told, to_tell = counts
    on_menu = stage == "menu"
    return IdeaCard(
        id=id_,
        title=title,
        by=name if of_staff else suggested_by(name, channel, source),
        stage=stage,
        supporters=supporters,
        weight=weight,
        faces=faces,
        when=clock.moment(at, offset),
        since=clock.moment(since, offset),
        customer=None if customer is None else CustomerId(customer),
        note=note,
        progress=(reached or 0, goal) if goal else None,
        progress_text=progress_words(reached or 0, goal, unit, last, today),
        told=told if on_menu else 0,
        to_tell=to_tell if on_menu else 0,
        late=max(0, (today - last).days) if last and stage == "trying" else 0,
        why=why,
        public=bool(public),
        credit=bool(credit),
        shared=bool(shared),
    )


def _shown(named: Sequence[Any]) -> str:
    """The name in lists, from the columns of `_NAMES`."""
    name, call_name, own_script, card_number, reach = named
    return names.shown_name(name, call_name, own_script, reach or "", card_number)


def suggested_by(name: str, channel: str, source: str = "counter") -> str:
    """Who suggested it and how: "Aoi Tanaka, at the counter", "Someone on the customer screen". Pure."""
    if source == "kiosk":
        return _("{name}, on the customer screen").format(name=name) if name else _("Someone on the customer screen")
    if not name:
        return _("Someone at the counter") if channel in ("", "in_person") else _("Someone")
    pattern = {
        "in_person": _("{name}, at the counter"),
        "phone": _("{name}, by phone"),
        "email": _("{name}, by e-mail"),
        "social": _("{name}, by message"),
        "chat": _("{name}, in a chat"),
    }.get(channel, "{name}")
    return pattern.format(name=name)


def progress_words(reached: int, goal: int | None, unit: str, until: date | None, today: date) -> str:
    """How far a trial is: "32 of 50 cups, until 30 November"; "" when neither goal nor day is set. Pure."""
    day = ""
    if until is not None:
        # Translators: a day and a month, e.g. "11 November".
        day = _("{day} {month}").format(day=until.day, month=dates.month_name(until.month))
        day += f" {until.year}" if until.year != today.year else ""
    if not goal:
        return _("Until {day}").format(day=day) if day else ""
    far = " ".join(part for part in (_("{n} of {all}").format(n=reached, all=goal), unit) if part)
    return _("{far}, until {day}").format(far=far, day=day) if day else far


# One idea

_ONE = """
SELECT i.words, i.channel, i.given_name, i.source, coalesce(f.name, ''), i.goal, i.reached, i.unit, i.until, i.offer,
       i.price, i.item, i.feedback_id, i.stage_at
FROM idea i LEFT JOIN staff f ON f.id = i.staff_id WHERE i.id = ?
"""
_SUPPORTERS = f"""
SELECT u.id, u.quote, u.at, u.utc_offset, u.channel, u.weight, u.tally, u.told_at, u.told_offset, u.told_how,
       c.id, {_NAMES}
FROM idea_support u LEFT JOIN customer c ON c.id = u.customer_id
WHERE u.idea_id = ? AND (u.customer_id IS NULL OR c.binned_at IS NULL) ORDER BY u.at DESC, u.id DESC
"""
_MAILING = f"""
SELECT {_NAMES},
       (SELECT n.value FROM contact n WHERE n.customer_id = c.id AND n.channel = 'email' ORDER BY n.id LIMIT 1),
       (SELECT o.state FROM consent o WHERE o.customer_id = c.id AND o.channel = 'email' ORDER BY o.id DESC LIMIT 1)
FROM idea_support u JOIN customer c ON c.id = u.customer_id AND c.binned_at IS NULL AND c.state IN ('active', 'moved')
WHERE u.idea_id = ? AND u.told_at IS NULL ORDER BY u.at, u.id
"""


def one(s: Session, idea: int) -> Idea:
    """An idea, or the one it was joined into. Raises NotFound("no-idea")."""
    idea = standing(s, idea)
    [card] = cards(s, s.raw(IDEAS + "i.id = ?", (idea,)))
    words, channel, given, source, staff, *trial, feedback, since = s.raw(_ONE, (idea,))[0]
    goal, reached, unit, until, offer, price, item = trial
    mailing = _mailing(s, idea) if card.to_tell else ()
    had, asked = _result(s, idea, item, since) if card.stage in ("trying", "menu") else (0, 0)
    return Idea(
        card=card,
        words=words,
        channel=channel,
        given_name=given,
        source=source,
        staff=staff,
        goal=goal,
        reached=reached,
        unit=unit,
        until=date.fromisoformat(until) if until else None,
        offer=offer,
        price=price,
        item=item,
        feedback=feedback,
        supporters=tuple(_supporter(row) for row in s.raw(_SUPPORTERS, (idea,))),
        twins=_twins(s, idea),
        result=had,
        result_asked=asked,
        mailing=mailing,
        without=card.to_tell - len(mailing),
    )


def standing(s: Session, idea: int) -> int:
    """The idea itself, or the one it was joined into. Raises NotFound("no-idea")."""
    found = s.raw("SELECT coalesce(joined_into, id) FROM idea WHERE id = ?", (idea,))
    if not found:
        raise NotFound("no-idea", id=idea)
    return int(found[0][0])


def _supporter(row: tuple[Any, ...]) -> Supporter:
    id_, quote, at, offset, channel, weight, tally, told_at, told_offset, told_how, customer, *named = row
    name = "" if customer is None else _shown(named)
    return Supporter(
        id=id_,
        customer=None if customer is None else CustomerId(customer),
        name=name,
        initials=initials(name),
        quote=quote,
        when=clock.moment(at, offset),
        channel=channel,
        weight=weight,
        tally=tally,
        told=None if told_at is None else clock.moment(told_at, told_offset),
        told_how=told_how,
    )


def _twins(s: Session, idea: int) -> tuple[Twin, ...]:
    found = s.raw(IDEAS + "i.joined_into = ? ORDER BY i.id", (idea,))
    said = dict(s.raw("SELECT id, words FROM idea WHERE joined_into = ?", (idea,)))
    return tuple(Twin(card.id, card.title, said[card.id], card.by, card.when) for card in cards(s, found, sort=False))


def _mailing(s: Session, idea: int) -> tuple[tuple[str, str], ...]:
    """Who is to be told, agreed to e-mails and has an address."""
    found = ((_shown(named), email) for *named, email, state in s.raw(_MAILING, (idea,)) if state == "given")
    return tuple((name, email) for name, email in found if email)


_HAD = f"""
SELECT count(DISTINCT v.customer_id), count(DISTINCT u.customer_id)
FROM visit v CROSS JOIN visit_item x ON x.visit_id = v.id
LEFT JOIN idea_support u ON u.idea_id = ? AND u.customer_id = v.customer_id
WHERE v.at >= ? AND x.item_id {_AMONG}
"""


def _result(s: Session, idea: int, item: str, since: int) -> tuple[int, int]:
    """(people who had the item since, those of them who had asked). "Decaf" is any item with that word in it."""
    sought = words_of(item)
    if not sought:
        return 0, 0
    found = s.raw("SELECT id, folded FROM item WHERE instr(folded, ?) > 0", (sought[0],))
    fitting = [number for number, folded in found if {*sought} <= {*words_of(folded)}]
    had, asked = s.raw(_HAD, (idea, since, json.dumps(fitting)))[0]
    return int(had), int(asked)


# Twins

_SMALL = frozenset(("and", "the", "for", "with", "der", "die", "das", "ein", "eine", "und", "mit", "für", "les", "une"))
_TEXTS = "SELECT coalesce(joined_into, id), title, words FROM idea WHERE of_staff = 0"


def near(s: Session, text: str, *, limit: int = 5) -> tuple[IdeaCard, ...]:
    """Ideas that may be the same as what is being typed, the most alike first; twins are found by their own words."""
    typed = _telling(text)
    if not typed:
        return ()
    alike: dict[int, float] = {}
    for idea, title, said in s.raw(_TEXTS):
        points = _alike(typed, _telling(title), _telling(said))
        if points:
            alike[idea] = max(points, alike.get(idea, 0.0))
    best = sorted(alike, key=lambda idea: (-alike[idea], idea))[:limit]
    rows = s.raw(IDEAS + f"i.id {_AMONG}", (json.dumps(best),))
    found = {card.id: card for card in cards(s, rows, sort=False)}
    return tuple(found[idea] for idea in best)


def _telling(text: str) -> list[str]:
    """The folded words that say what it is about."""
    return [word for word in dict.fromkeys(words_of(text)) if len(word) > 2 and word not in _SMALL]


def _alike(typed: Sequence[str], title: Sequence[str], said: Sequence[str]) -> float:
    """The share of the typed words that the title has, half as much for those only said; 0.0 below two fifths."""
    points = 0.0
    for word in typed:
        points += 1.0 if _among(word, title) else 0.5 if _among(word, said) else 0.0
    share = points / len(typed)
    return share if share >= 0.4 else 0.0


def _among(word: str, others: Iterable[str]) -> bool:
    """Whether one of them begins like it: loaf and loaves, cup and cups; three letters must be all of a word's."""
    for other in others:
        short, long = sorted((word, other), key=len)
        root = max(3, len(long) * 3 // 5)
        if len(short) >= root and long[:root] == short[:root]:
            return True
    return False
