"""Who agreed to what: a ledger per channel and purpose that is only ever added to, and who may be written to by it.

The newest word counts, and a no is stronger than a file: what an import says never lifts one, also when it was
written after it. The purpose "" is news and offers of the shop; a no to a channel is a no to every purpose on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean, fold
from relnotebook.notebook import days, names, suppression, tact
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

CHANNELS = ("email", "text", "phone", "post", "chat")
STATES = ("given", "withdrawn", "refused")
NO = ("withdrawn", "refused")
HOWS = ("counter", "form", "phone", "kiosk", "imported", "joined")
IMPORTED = "imported"

LEFT_OUT = (
    "deceased",  # they have died
    "left_alone",  # they asked to be left alone
    "withdrawn",
    "refused",
    "not_asked",
    "complaint",  # they wait for an answer, or have not been told it
    "no_address",
    "bad_address",  # what was sent there came back
    "suppressed",  # somebody said no to this very address, on this card, another, or one that is gone
)
"""Why somebody is not written to, the first that holds."""

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class ConsentState:
    """One word on one channel. `state`: given, withdrawn, refused, or "" (not asked); `staff`: who noted it."""

    channel: str
    state: str
    when: datetime | None = None
    how: str = ""
    wording: str = ""
    staff: str = ""
    purpose: str = ""
    basis: str = ""


class Addressee(NamedTuple):
    """Somebody who may be written to, and where.

    Attributes:
        contact: the contact row of the address, None when it is that of the household.
        value: as typed; normal: the form to match by.
    """

    customer: CustomerId
    contact: int | None
    value: str
    normal: str


class LeftOut(NamedTuple):
    """Somebody who may not be written to; `why` is one of LEFT_OUT."""

    customer: CustomerId
    why: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """Everybody asked about is in one of the two, in the order asked for."""

    inside: tuple[Addressee, ...]
    left_out: tuple[LeftOut, ...]


# The ledger

_EVENTS = """
SELECT c.purpose, c.channel, c.state, c.at, c.utc_offset, c.how, c.wording, coalesce(t.name, ''), c.basis
FROM consent c LEFT JOIN staff t ON t.id = c.staff_id WHERE c.customer_id = ? ORDER BY c.id
"""


def states(s: Session, customer: CustomerId, *, purpose: str = "") -> tuple[ConsentState, ...]:
    """Every channel of CHANNELS in that order, with the word on it that counts; a no to all purposes comes first."""
    events = _events(s, customer)
    found = []
    for channel in CHANNELS:
        general = _counting(events, channel, "")
        own = _counting(events, channel, purpose) if purpose else general
        counts = general if general is not None and general.state in NO else own
        found.append(counts or ConsentState(channel, "", purpose=purpose))
    return tuple(found)


def state(s: Session, customer: CustomerId, channel: str, *, purpose: str = "") -> ConsentState:
    """The word that counts on one channel."""
    return next(one for one in states(s, customer, purpose=purpose) if one.channel == channel)


def history(
    s: Session, customer: CustomerId, channel: str = "", *, purpose: str | None = None
) -> tuple[ConsentState, ...]:
    """Everything that was said, newest first; about one channel or purpose, or about all of them."""
    found = reversed(_events(s, customer))
    return tuple(one for one in found if channel in ("", one.channel) and (purpose is None or one.purpose == purpose))


def _events(s: Session, customer: CustomerId) -> list[ConsentState]:
    """In the order in which they were written: a clock may have been wrong, the order cannot."""
    return [
        ConsentState(channel, state, clock.moment(at, offset), how, told, staff, purpose, basis)
        for purpose, channel, state, at, offset, how, told, staff, basis in s.raw(_EVENTS, (customer,))
    ]


def _counting(events: Sequence[ConsentState], channel: str, purpose: str) -> ConsentState | None:
    """The newest word; a yes from a file only where nobody has said anything to us."""
    said = [one for one in events if (one.channel, one.purpose) == (channel, purpose)]
    spoken = [one for one in said if not (one.how == IMPORTED and one.state == "given")]
    return next(reversed(spoken or said), None)


# Acts


@act(Act.RECORD_CONSENT)
def record(
    w: Write,
    customer: CustomerId,
    channel: str,
    state: str,
    *,
    how: str = "counter",
    wording: str = "",
    when: datetime | None = None,
    purpose: str = "",
    basis: str = "",
) -> None:
    """Note what the customer said about one channel: given, withdrawn or refused. Events are only ever added.

    A no is kept with their addresses too, so that it holds when the card is gone; a yes lifts that again. What a file
    says (how="imported") never lifts a no, and is not noted twice. `basis` changes nothing in the rule.
    Raises Refusal("bad-choice", field, value), Refusal("older-than-no", day) for a yes that was said before the no that
    stands, Refusal("in-future"), NotFound("no-customer").
    """
    if channel not in CHANNELS:
        raise Refusal("bad-choice", field="channel", value=channel)
    if state not in STATES:
        raise Refusal("bad-choice", field="state", value=state)
    purpose = clean(purpose, limit=60)
    names.label(w, customer, channel=channel, state=state)
    now = _counting(_events(w, customer), channel, purpose)
    if how == IMPORTED and not _is_news(w, customer, channel, state, now):
        return
    at, offset = (w.at, w.offset) if when is None else clock.stamp(when)
    if when is not None and how != IMPORTED:
        _in_order(at, offset, state, now)
    w.add(
        schema.consent,
        customer_id=customer,
        channel=channel,
        state=state,
        at=at,
        utc_offset=offset,
        how=clean(how, limit=200),
        wording=clean(wording, limit=2000),
        staff_id=w.staff,
        purpose=purpose,
        basis=clean(basis, limit=200),
    )
    if state in NO:
        suppression.add_of(w, customer, channel, state, purpose=purpose)
    elif how != IMPORTED:
        suppression.lift_of(w, customer, channel, purpose=purpose)
    if how != IMPORTED or state in NO:
        _asked(w, customer, channel, purpose)


def _is_news(w: Write, customer: CustomerId, channel: str, state: str, now: ConsentState | None) -> bool:
    """Whether what a file says is noted: no second time, and no yes against a no."""
    if now is not None and (now.state == state or now.state in NO):
        return False
    addresses = suppression.addresses_of(w, customer, channel)
    return state in NO or not suppression.among(w, channel, addresses)


def _asked(w: Write, customer: CustomerId, channel: str, purpose: str) -> None:
    """They have said it: nobody need ask at the next visit (notebook/asking_consent)."""
    kind = f"ask/{channel}/{purpose}" if purpose else f"ask/{channel}"
    sql = "SELECT id FROM reminder WHERE customer_id = ? AND state = 'open' AND kind = ?"
    for (reminder,) in w.raw(sql, (customer, kind)):
        w.put(schema.reminder, reminder, state="done")


def _in_order(at: int, offset: int, state: str, now: ConsentState | None) -> None:
    day = clock.local_day(at, offset)
    if day > clock.today():
        raise Refusal("in-future")
    if state == "given" and now is not None and now.state in NO and now.when is not None and day < now.when.date():
        raise Refusal("older-than-no", day=days.written(now.when.date(), clock.today()))


def keep_no(w: Write, customer: CustomerId, channel: str) -> None:
    """An address was added to a card: where a no stands, it holds for the new address too. For acts."""
    for consented, way in suppression.WAYS.items():
        if way == channel:
            said = _counting(_events(w, customer), consented, "")
            if said is not None and said.state in NO:
                suppression.add_of(w, customer, consented, said.state)


# Who may be written to


def allowed(s: Session, channel: str, purpose: str = "", *, among: Sequence[CustomerId] | None = None) -> Allowed:
    """Who may be written to on a channel, and why the others may not.

    Inside is only who has said yes to it, with an address that is good and that nobody has said no to since; cards in
    the bin and joined ones are in neither. `among`: only these, in this order; else everybody, by card.
    Raises Refusal("bad-choice", field="channel", value).
    """
    if channel not in CHANNELS:
        raise Refusal("bad-choice", field="channel", value=channel)
    reader = _Reader(s, channel, purpose, None if among is None else json.dumps(list(among)))
    cards = reader.cards()
    if among is not None:
        found = {card[0]: card for card in cards}
        cards = [found[who] for who in dict.fromkeys(among) if who in found]
    inside, left_out = [], []
    for customer, state in cards:
        why, address = reader.judge(customer, state)
        if address is None:
            left_out.append(LeftOut(customer, why))
        else:
            inside.append(address)
    return Allowed(tuple(inside), tuple(left_out))


_Word = tuple[str, int]
"""The word that counts of one card: the state, and its row; 0 for a yes that only a file has said."""

_Way = tuple[Any, ...]
"""(customer, contact, as typed, bad, form to match by)."""

_NOS = """
SELECT customer_id, id, state, how FROM consent WHERE channel = ? AND purpose = ? AND customer_id IN
  (SELECT customer_id FROM consent WHERE channel = ? AND state IN ('withdrawn', 'refused')) ORDER BY id
"""
_HOMES = (
    "SELECT c.id, NULL, h.address, 0, '' FROM customer c JOIN household h ON h.id = c.household_id "
    "WHERE h.address <> ''"
)
_STATES = {"deceased": "deceased", "do_not_contact": "left_alone"}


class _Reader:
    """Everything the decision needs, read at once for all who are asked about; loops are plain for the sake of 100k."""

    def __init__(self, s: Session, channel: str, purpose: str, asked: str | None) -> None:
        self._s, self._channel, self._purpose, self._asked = s, channel, purpose, asked
        self._way = suppression.WAYS[channel]
        self._general = self._words("")
        self._said = self._general
        if purpose:
            noes = {who: word for who, word in self._general.items() if word[0] in NO}
            self._said = self._words(purpose) | noes
        self._first: dict[CustomerId, _Way] = {}
        self._further: dict[CustomerId, list[_Way]] = {}
        self._look_up_ways()
        self._complaints = {who for (who,) in self._rows(f"SELECT customer_id FROM feedback WHERE {tact.COMPLAINT}")}
        every = (self._first.values(), *self._further.values())
        normals = (normal for some in every for _who, _key, _value, _bad, normal in some)
        self._suppressed = suppression.among(s, channel, normals, purpose=purpose)
        self._said_no = [(about, self._no_elsewhere(about)) for about in dict.fromkeys(("", purpose))]

    def cards(self) -> list[tuple[Any, ...]]:
        """(card, its state), in order of cards."""
        sql = "SELECT id, state FROM customer WHERE binned_at IS NULL AND joined_into IS NULL"
        return self._rows(sql, column="id", order="id")

    def judge(self, customer: CustomerId, state: str) -> tuple[str, Addressee | None]:
        """("", where to write), or (why not, None)."""
        if state in _STATES:
            return _STATES[state], None
        word = self._said.get(customer)
        if word is None or word[0] != "given":
            return word[0] if word else "not_asked", None
        if customer in self._complaints:
            return "complaint", None
        first, why = self._first.get(customer), "no_address"
        for _who, key, value, bad, normal in (first, *self._further.get(customer, ())) if first else ():
            if bad:
                why = "bad_address"
            elif normal in self._suppressed or self._is_refused(customer, normal):
                why = "suppressed"
            else:
                return "", Addressee(customer, key, value, normal)
        return why, None

    def _is_refused(self, customer: CustomerId, normal: str) -> bool:
        """Whether another card with the same address has said no since."""
        for about, noes in self._said_no:
            if normal in noes:
                state, said = (self._said if about else self._general).get(customer, ("", 0))
                since = said if state == "given" else 0
                if any(place > since for who, place in noes[normal] if who != customer):
                    return True
        return False

    def _rows(self, sql: str, *params: str, column: str = "customer_id", order: str = "") -> list[tuple[Any, ...]]:
        """The rows of those who are asked about."""
        among = f" AND {column} {_AMONG}" if self._asked is not None else ""
        tail = f" ORDER BY {order}" if order else ""
        return self._s.raw(sql + among + tail, (*params, *([self._asked] if self._asked is not None else ())))

    def _words(self, purpose: str) -> dict[CustomerId, _Word]:
        sql = "SELECT customer_id, id, state, how FROM consent WHERE channel = ? AND purpose = ?"
        return _fold_words(self._rows(sql, self._channel, purpose, order="id"))

    def _look_up_ways(self) -> None:
        """Where those who have said yes can be reached, in the order it was added."""
        willing = {who for who, word in self._said.items() if word[0] == "given"}
        sql = "SELECT customer_id, id, value, bad, normal FROM contact WHERE channel = ?"
        rows = self._rows(sql, self._way, order="id")
        if self._way == "post":
            rows += self._rows(_HOMES, column="c.id")
        for way in rows:
            if way[0] in willing:
                known = way if way[-1] else (*way[:-1], fold(way[2]))
                if self._first.setdefault(way[0], known) is not known:
                    self._further.setdefault(way[0], []).append(known)

    def _no_elsewhere(self, about: str) -> Mapping[str, list[tuple[int, int]]]:
        """Address -> (card, row of the no) of everybody who has said no to a purpose and can be reached there."""
        words = _fold_words(self._s.raw(_NOS, (self._channel, about, self._channel)))
        standing = {who: place for who, (state, place) in words.items() if state in NO}
        found: dict[str, list[tuple[int, int]]] = {}
        sql = f"SELECT customer_id, normal FROM contact WHERE channel = ? AND normal <> '' AND customer_id {_AMONG}"
        for who, normal in self._s.raw(sql, (self._way, json.dumps(sorted(standing)))) if standing else ():
            found.setdefault(normal, []).append((who, standing[who]))
        return found


def _fold_words(rows: Iterable[tuple[Any, ...]]) -> dict[CustomerId, _Word]:
    """(customer, row, state, how) in the order written -> what counts for each, as in `_counting`."""
    found: dict[CustomerId, _Word] = {}
    for who, place, state, how in rows:
        if how == IMPORTED and state == "given":
            found.setdefault(who, (state, 0))
        else:
            found[who] = (state, place)
    return found
