"""How close a customer is to the shop, from 1 to 10, made of reasons that add up, with the next kind thing to do.

What gives points (DESIGN.md 3.5), and how it is counted here:

- *rhythm*, up to 3: they come in on their own rhythm (`rhythm_points`). Only visits count here: a call of ours is no
  coming in.
- *tastes*, up to 2: preferences noted and usual orders told; one gives a point, three give two.
- *told*, up to 2: people, dates, what to talk about, feedback, and contacts in which they let us know how they feel;
  one gives a point, three give two. A complaint gives nothing, here or below, until they have been told what was done.
- *touchpoints*, up to 2: one for ours (a touch done, or a call or message of ours), one for theirs (a talk in the shop,
  or any contact with their feeling noted, or feedback). A mailing is neither.
- *joined*, up to 1: they stand for an idea of the board, or somebody noted on their card got a card of their own later:
  they brought a friend.
- *floor*: a point for each full year between the first and the last visit when there are ten visits or more, at most
  four: who was a regular for years does not fall back to a beginner by staying away.

The row of the table holds the points as of the day it was made; only the rhythm changes by time alone, on `changes_on`.
Who has died has no row and no score.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import gender
from relnotebook.base.words import _, n_
from relnotebook.notebook import days, rhythm, tact
from relnotebook.notebook.rhythm import Span
from relnotebook.store.write import Session, Write

HIGHEST = 10
MOST = {"rhythm": 3, "tastes": 2, "told": 2, "touchpoints": 2, "joined": 1}
ENOUGH = 3  # things known that give the second point
FLOOR_VISITS, FLOOR_MOST = 10, 4
EARLIER = 90  # days: "up from 6"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the score is made of.

    Attributes:
        gap_days: their rhythm in days, set by hand or learnt; None = not known yet.
        tastes: how many things they like are known; told: how many people, dates and things to talk about.
        felt: in how many contacts they let us know how they feel, complaints that nobody followed up left out.
        ours, theirs: whether there was a touchpoint from our side, and from theirs.
        friends: whether they brought somebody; ideas: whether they stand for an idea.
        closed, away: days that are no silence, see notebook/rhythm.
    """

    visits: int = 0
    first_day: date | None = None
    last_day: date | None = None
    gap_days: float | None = None
    tastes: int = 0
    told: int = 0
    felt: int = 0
    ours: bool = False
    theirs: bool = False
    friends: bool = False
    ideas: bool = False
    closed: Sequence[Span] = ()
    away: Span | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """The points on a day, in the order of the table's columns. `changes_on`: ISO date, '' = not by time alone."""

    score: int
    rhythm: int
    tastes: int
    told: int
    touchpoints: int
    joined: int
    floor: int
    changes_on: str = ""

    @property
    def sum(self) -> int:
        return self.rhythm + self.tastes + self.told + self.touchpoints + self.joined


@dataclass(frozen=True, slots=True)
class Reason:
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Next:
    """The cheapest missing point; for somebody who is upset with us, what comes before any point.

    Attributes:
        text: "ask what she is drawing."
        kind: of the reminder that "Plan it" makes: ask = at the next visit, follow_up = what puts a complaint right.
        words: of that reminder: "Ask what she is drawing".
        lead: "To reach 8:", or "Next:" when years of coming in already lift the score above the sum of its reasons,
            or "First:" before what is to be put right.
        due: ISO date of that reminder, "" at the next visit.
        touchpoint: the complaint it follows up.
    """

    text: str
    kind: str
    words: str
    lead: str
    due: str = ""
    touchpoint: int | None = None

    @property
    def sentence(self) -> str:
        """ "To reach 8: ask what she is drawing." """
        return f"{self.lead} {self.text}"


@dataclass(frozen=True, slots=True)
class Closeness:
    """A score with its words. The points of the reasons add up to it; `before`: 90 days ago, 0 = no card yet."""

    score: int
    word: str
    reasons: tuple[Reason, ...]
    points: Points
    before: int
    next: Next | None


# The score


def score(facts: Facts, day: date) -> Points:
    """The points of a customer on a day. Pure."""
    coming, changes_on = rhythm_points(facts, day)
    tastes, told = _known(facts.tastes), _known(facts.told + facts.felt)
    met, joined, floor = facts.ours + facts.theirs, int(facts.friends or facts.ideas), _floor(facts)
    whole = max(1, floor, coming + tastes + told + met + joined)
    return Points(whole, coming, tastes, told, met, joined, floor, changes_on)


def rhythm_points(facts: Facts, day: date) -> tuple[int, str]:
    """(3 while they are not long away; one less each time their silence doubles, ISO date of the next fall or '')."""
    if facts.gap_days is None or facts.last_day is None:
        return 0, ""
    silent = rhythm.silence(facts.last_day, day, facts.closed, facts.away)
    most = MOST["rhythm"]
    for fallen in range(most):
        least = rhythm.long_away_after(facts.gap_days, times=2**fallen)
        if silent < least:
            falls = rhythm.silent_on(facts.last_day, least, facts.closed, facts.away)
            return most - fallen, falls.isoformat() if falls else ""
    return 0, ""


def _known(things: int) -> int:
    return 0 if not things else 1 if things < ENOUGH else 2


def _floor(facts: Facts) -> int:
    if facts.visits < FLOOR_VISITS or facts.first_day is None or facts.last_day is None:
        return 0
    first, last = facts.first_day, facts.last_day
    years = last.year - first.year - ((last.month, last.day) < (first.month, first.day))
    return max(0, min(FLOOR_MOST, years))


def word(points: int) -> str:
    """The score in words."""
    return (
        _("New"),
        _("Getting to know"),
        _("Friendly"),
        _("Close"),
        _("Part of the shop"),
    )[(points - 1) // 2]


# Facts

_AMONG = "IN (SELECT value FROM json_each(?1))"
_HEARD = f"""NOT (p.feeling IN ({", ".join(f"'{one}'" for one in sorted(tact.UPSET))}) AND NOT EXISTS (
    SELECT 1 FROM reminder r WHERE r.touchpoint_id = p.id AND r.customer_id = p.customer_id AND r.state = 'done'))"""
_SAID = f"FROM feedback p WHERE p.customer_id = c.id{{then}} AND p.of_staff = 0 AND NOT ({tact.COMPLAINT})"
_TOUCH = "EXISTS (SELECT 1 FROM touchpoint p WHERE p.customer_id = c.id AND p.source <> 'mailing'{then} AND "
_KNOWN = f"""
  (SELECT count(*) FROM preference p WHERE p.customer_id = c.id{{then}})
    + (SELECT count(*) FROM usual u WHERE u.customer_id = c.id AND u.whom = '' AND u.source = 'told'),
  (c.talk <> '') + (SELECT count(*) FROM person p WHERE p.customer_id = c.id)
    + (SELECT count(*) FROM special_date d WHERE d.customer_id = c.id),
  (SELECT count(*) FROM touchpoint p WHERE p.customer_id = c.id AND p.feeling <> ''{{then}} AND {_HEARD})
    + (SELECT count(*) {_SAID}),
  {_TOUCH} (p.source = 'touch' OR p.channel <> 'in_person' AND p.feeling = '')),
  {_TOUCH} (p.feeling <> '' OR p.channel = 'in_person' AND p.source = '') AND {_HEARD})
    OR EXISTS (SELECT 1 {_SAID}),
  EXISTS (SELECT 1 FROM person p JOIN customer f ON f.id = p.other_id
          WHERE p.customer_id = c.id AND f.added_at > c.added_at{{friend}}),
  EXISTS (SELECT 1 FROM idea_support p WHERE p.customer_id = c.id{{then}})
"""
_ON = """c.binned_at IS NULL AND c.state <> 'deceased' AND NOT c.no_closeness
  AND coalesce((SELECT closeness FROM shop ORDER BY id LIMIT 1), 1)"""
_CLOSED = "(SELECT json_group_array(json_array(first, last)) FROM closed_day)"
_COLUMNS = ("score", "rhythm", "tastes", "told", "touchpoints", "joined", "floor", "changes_on")
_FACTS = f"""
SELECT c.id, {", ".join(f"k.{name}" for name in _COLUMNS)}, coalesce(t.visits, 0), t.first_at, t.last_at,
  coalesce(t.last_offset, 0), coalesce(c.rhythm_days, t.gap_days), {_KNOWN.format(then="", friend="")},
  {_CLOSED}, c.away_from, c.away_until
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id LEFT JOIN closeness k ON k.customer_id = c.id
WHERE c.id {_AMONG} AND {_ON}
"""


def facts(s: Session, customers: Sequence[int]) -> dict[int, Facts]:
    """The facts of those of these customers who have a score; one statement."""
    return {row[0]: _facts(row[1 + len(_COLUMNS) :]) for row in s.raw(_FACTS, (_listed(customers),))}


def _facts(row: Sequence[Any]) -> Facts:
    visits, first_at, last_at, offset, gap, tastes, told, felt, ours, theirs, friends, ideas, closed, *away_dates = row
    first = None if first_at is None else _day(first_at, offset)
    last = None if last_at is None else _day(last_at, offset)
    spans, away = _spans(closed), rhythm.span(*away_dates)
    known = tastes, told, felt, bool(ours), bool(theirs), bool(friends), bool(ideas)
    return Facts(visits, first, last, gap, *known, spans, away)


@lru_cache(maxsize=4)
def _spans(closed: str) -> tuple[Span, ...]:
    """The shop's holidays; they are the same in every row."""
    found = (rhythm.span(first, last) for first, last in json.loads(closed))
    return tuple(span for span in found if span is not None)


_EPOCH = date(1970, 1, 1).toordinal()


def _day(at: int, offset: int) -> date:
    return date.fromordinal(_EPOCH + clock.day_number(at, offset))


def _listed(customers: Iterable[int]) -> str:
    return f"[{','.join(map(str, customers))}]"


# The table

_KEEP = (
    f"INSERT OR REPLACE INTO closeness (customer_id, {', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' * (1 + len(_COLUMNS)))})"
)


_KNOWN_FROM = 1 + len(_COLUMNS)
_values = attrgetter(*_COLUMNS)


@lru_cache(maxsize=64)
def _values_of(row: tuple[Any, ...], day: date) -> tuple[Any, ...]:
    """What the table keeps for a row of `_FACTS`; of cards that just came in most are the same."""
    values: tuple[Any, ...] = _values(score(_facts(row), day))
    return values


def renew(w: Write, customers: Sequence[int], day: date) -> None:
    """Bring the rows of these customers up to date as of a day; what is right already is not written."""
    changed = []
    found = w.raw(_FACTS, (_listed(customers),))
    for row in found:
        values = _values_of(row[_KNOWN_FROM:], day)
        if values != row[1:_KNOWN_FROM]:
            changed.append((row[0], *values))
    if changed:
        w.renew_many(_KEEP, changed)
    if len(found) < len(customers):
        seen = {row[0] for row in found}
        without = [customer for customer in customers if customer not in seen]
        gone = w.raw(f"SELECT customer_id FROM closeness WHERE customer_id {_AMONG}", (_listed(without),))
        if gone:
            w.renew_many("DELETE FROM closeness WHERE customer_id = ?", gone)


def changed_by(s: Session, day: date) -> list[int]:
    """Whose row time alone has changed up to and on `day`."""
    sql = "SELECT customer_id FROM closeness WHERE changes_on BETWEEN '0' AND ? ORDER BY customer_id"
    return [customer for (customer,) in s.raw(sql, (day.isoformat(),))]


_STEPS = f"""
SELECT c.id, {_ON}, k.rhythm, k.changes_on, t.last_at, coalesce(t.last_offset, 0), coalesce(c.rhythm_days, t.gap_days),
  c.away_from, c.away_until, {_CLOSED}
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id LEFT JOIN closeness k ON k.customer_id = c.id
"""


def out_of_step(s: Session, day: date) -> list[int]:
    """Whose row a rule of the shop has changed: closed days set or removed, closeness switched on or off.

    It looks at every card (a second for 100,000): for that rule, and where a turn of the day wants to be thorough.
    """
    found = []
    for who, is_on, points, falls, last_at, offset, gap, away_from, away_until, closed in s.raw(_STEPS):
        if not is_on or points is None:
            if bool(is_on) != (points is not None):
                found.append(who)
            continue
        last, away = None if last_at is None else _day(last_at, offset), rhythm.span(away_from, away_until)
        if (points, falls) != rhythm_points(Facts(last_day=last, gap_days=gap, closed=_spans(closed), away=away), day):
            found.append(who)
    return found


# The card


def of(s: Session, customer: CustomerId) -> Closeness | None:
    """The score of today with its reasons.

    None where it is switched off, for somebody who has died, and for a card that is not there.
    """
    found = facts(s, [customer]).get(customer)
    if found is None:
        return None
    points = score(found, clock.today())
    pronouns, talk, birthdays = s.raw(_PERSON, (customer,))[0]
    who = gender(pronouns)
    about, day = tact.facts(s, [customer])[customer], clock.today()
    step = None
    if about.state == "active" and tact.is_upset(about, day):
        step = _put_right(s, customer, about.complaint, who, day)
    elif not tact.reasons(about, day):
        step = _next(found, points, who, talk, has_birthday=bool(birthdays))
    before = _before(s, customer, found)
    return Closeness(points.score, word(points.score), reasons(found, points, who), points, before, step)


_PERSON = """
SELECT pronouns, talk,
  EXISTS (SELECT 1 FROM special_date d WHERE d.customer_id = c.id AND d.kind = 'birthday' AND d.month IS NOT NULL)
FROM customer c WHERE id = ?
"""
_THEN = f"""
SELECT c.rhythm_days, {_KNOWN.format(then=" AND p.at <= ?2", friend=" AND f.added_at <= ?2")}
FROM customer c WHERE c.id = ?1 AND c.added_at <= ?2
"""
_VISITS_THEN = """
SELECT count(*), (SELECT min(at) FROM visit WHERE customer_id = ?1), max(at), max(utc_offset),
  (SELECT group_concat(day) FROM (SELECT (at + utc_offset * 60) / 86400 AS day FROM visit
   WHERE customer_id = ?1 AND at <= ?2 ORDER BY at DESC LIMIT 200))
FROM visit WHERE customer_id = ?1 AND at <= ?2
"""


def _before(s: Session, customer: int, today: Facts) -> int:
    """The score 90 days ago, from what was known then. People, dates and usual orders bear no day: they count."""
    moment = clock.now() - timedelta(days=EARLIER)
    then = int(moment.timestamp())
    card = s.raw(_THEN, (customer, then))
    if not card:
        return 0
    by_hand, tastes, told, felt, ours, theirs, friends, ideas = card[0]
    visits, first_at, last_at, offset, days = s.raw(_VISITS_THEN, (customer, then))[0]
    first, last, gap = None, None, None
    if visits:
        first, last = _day(first_at, offset), _day(last_at, offset)
        gap = rhythm.sum_up(map(int, days.split(",")), today.closed, today.away).gap_days
    gap = gap if by_hand is None else by_hand
    known = (tastes, told, felt, bool(ours), bool(theirs), bool(friends), bool(ideas))
    return score(Facts(visits, first, last, gap, *known, today.closed, today.away), moment.date()).score


def reasons(found: Facts, points: Points, who: str) -> tuple[Reason, ...]:
    """The most points first; what lifts the sum is a reason of its own."""
    whole = [
        Reason(points.rhythm, _rhythm_words(points.rhythm)),
        Reason(points.told, _told_words(found, who)),
        Reason(points.tastes, _taste_words(who, points.tastes)),
        Reason(points.touchpoints, _touch_words(found)),
        Reason(points.joined, _("Gave us an idea") if found.ideas else _("Brought a friend along")),
    ]
    reasons = sorted((reason for reason in whole if reason.points), key=lambda reason: -reason.points)
    lifted = points.score - points.sum
    if lifted:
        reasons.append(Reason(lifted, _floor_words(points.floor)))
    return tuple(reasons)


def _floor_words(years: int) -> str:
    if not years:
        return _("A beginning")
    if years == FLOOR_MOST:
        return _("A regular for four years and more")
    return n_("A regular for a year", "A regular for {n} years", years)


def _rhythm_words(points: int) -> str:
    late = {3: _("Comes in on rhythm"), 2: _("Has a rhythm, a little late now")}
    return late.get(points, _("Used to come often"))


def _told_words(found: Facts, who: str) -> str:
    if not found.felt:
        return {"she": _("Told us about herself"), "he": _("Told us about himself")}.get(
            who, _("Told us about themselves")
        )
    return {"she": _("Told us what she thinks"), "he": _("Told us what he thinks")}.get(
        who, _("Told us what they think")
    )


def _taste_words(who: str, points: int) -> str:
    if points < MOST["tastes"]:
        return {"she": _("We know a little of her taste"), "he": _("We know a little of his taste")}.get(
            who, _("We know a little of their taste")
        )
    return {"she": _("We know her tastes"), "he": _("We know his tastes")}.get(who, _("We know their tastes"))


def _touch_words(found: Facts) -> str:
    if found.ours and found.theirs:
        return _("In touch both ways")
    return _("We got in touch") if found.ours else _("Had a talk with us")


# The next kind thing


_COMPLAINT = """
SELECT id, at, utc_offset FROM touchpoint WHERE customer_id = ? AND feeling <> '' ORDER BY at DESC, id DESC LIMIT 1
"""


_FEEDBACK = f"SELECT status FROM feedback WHERE customer_id = ? AND {tact.COMPLAINT} ORDER BY at LIMIT 1"


def _put_right(s: Session, customer: int, complaint: date | None, who: str, day: date) -> Next:
    """Before anything cheerful: what the complaint is about. It is for today, since they may not come again."""
    touchpoint, status = None, ""
    if complaint is None:
        touchpoint, at, offset = s.raw(_COMPLAINT, (customer,))[0]
        complaint = clock.local_day(at, offset)
    else:
        [(status,)] = s.raw(_FEEDBACK, (customer,))
    if status == "tell":
        deed = {"she": _("tell her what was done"), "he": _("tell him what was done")}.get(
            who, _("tell them what was done")
        )
    else:
        deed = _("put right what went wrong on {day}").format(day=days.written(complaint, day))
    return Next(f"{deed}.", "follow_up", _capital(deed), _("First:"), day.isoformat(), touchpoint)


def _next(found: Facts, points: Points, who: str, talk: str, *, has_birthday: bool) -> Next | None:
    """The missing point that takes the fewest things still to learn or to do; among equals, the friendliest."""
    ways: list[tuple[int, str]] = []
    if not found.theirs:
        ways.append((1, _talk(talk, who)))
    if points.told < MOST["told"]:
        ways.append((_missing(found.told + found.felt), _ask_about(who, has_birthday=has_birthday)))
    if points.tastes < MOST["tastes"]:
        ways.append((_missing(found.tastes), _ask_taste(found.tastes, who)))
    if not found.ours:
        ways.append((1, _thank(who)))
    if not points.joined:
        ways.append((1, _ask_friend(who)))
    if not ways:
        return None
    deed = min(ways, key=lambda way: way[0])[1]
    raises = points.sum >= points.score and points.score < HIGHEST
    lead = _("To reach {n}:").format(n=points.score + 1) if raises else _("Next:")
    return Next(f"{deed}.", "ask", _capital(deed), lead)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _missing(things: int) -> int:
    return 1 if not things else ENOUGH - things


def _talk(talk: str, who: str) -> str:
    """What to ask them: in the card's own words where these fit into the sentence, else how they are."""
    if asked := _asks(talk):
        return asked
    if thing := _thing(talk):
        return _("ask about {thing}").format(thing=thing)
    return {"she": _("ask how she is"), "he": _("ask how he is")}.get(who, _("ask how they are"))


def _asks(talk: str) -> str:
    """What the card says to ask: "Draws the harbour. Ask what she is drawing." gives "ask what she is drawing"."""
    start = _("ask") + " "
    for part in re.split(r"[.!?;\n]+", talk):
        words = part.strip()
        if words.casefold().startswith(start) and len(words) < _LONGEST_ASKED:
            return words[:1].lower() + words[1:]
    return ""


_LONGEST_ASKED, _LONGEST_THING = 60, 40  # letters


def _thing(talk: str) -> str:
    """What the card says to talk about, where it begins with a thing: "His boat, the Gaivota." gives "his boat".

    Only what surely is one: a word with "the", "his" and the like before it, and no more than a place after it.
    "The dog died" and "Marking essays until July" are none, and must not be asked about as if they were.
    """
    clause = re.split(r"[.,;:!?()\n]| [-\u2013\u2014] ", talk.strip(), maxsplit=1)[0].strip()
    # Translators: words that make the word after them a thing, with | between.
    owner = _("the|his|her|their|our")
    # Translators: words that may stand between "the" and the thing.
    between = _("new|old|little|big|young|next|own")
    # Translators: words that begin more about a thing: "the move to Leeds".
    link = _("of|in|at|for|with|from|to")
    noun = r"[^\W\d_]+(-[^\W\d_]+)*"
    pattern = rf"({owner}) (({between}) )*{noun}( ({link}) (({owner}) )?{noun})?"
    if len(clause) >= _LONGEST_THING or not re.fullmatch(pattern, clause, re.IGNORECASE):
        return ""
    return clause[:1].lower() + clause[1:]


def _ask_about(who: str, *, has_birthday: bool) -> str:
    if not has_birthday:
        return {"she": _("ask when her birthday is"), "he": _("ask when his birthday is")}.get(
            who, _("ask when their birthday is")
        )
    return {"she": _("ask how she likes it here"), "he": _("ask how he likes it here")}.get(
        who, _("ask how they like it here")
    )


def _ask_taste(tastes: int, who: str) -> str:
    if not tastes:
        return {"she": _("ask what she likes best"), "he": _("ask what he likes best")}.get(
            who, _("ask what they like best")
        )
    return {"she": _("ask what else she likes"), "he": _("ask what else he likes")}.get(
        who, _("ask what else they like")
    )


def _thank(who: str) -> str:
    return {"she": _("thank her for coming in"), "he": _("thank him for coming in")}.get(
        who, _("thank them for coming in")
    )


def _ask_friend(who: str) -> str:
    return {"she": _("ask whom she would bring along"), "he": _("ask whom he would bring along")}.get(
        who, _("ask whom they would bring along")
    )
