"""Asking at the next visit whether we may write: noted for many people at once, answered at the counter.

Such a reminder is one of the kind "ask" that also says what it asks about: "ask/email", or "ask/email/events" for one
purpose alone. Everywhere else it is a reminder to ask like any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean
from relnotebook.notebook import consent, consent_words, names, touchmarks
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act


@dataclass(frozen=True, slots=True)
class ConsentAsk:
    """Somebody is to be asked whether we may write on a channel.

    Attributes:
        reminder: by which it is answered.
        question: what to ask, word for word; kept with the answer.
        waits: it was put off, and they have not been in since.
    """

    reminder: int
    channel: str
    purpose: str
    question: str
    waits: bool = False


# Reads

_OPEN = """
SELECT r.id, r.kind, EXISTS (SELECT 1 FROM touch_mark m LEFT JOIN customer_stat t ON t.customer_id = m.customer_id
  WHERE m.customer_id = ?1 AND m.touch = 'reminder-' || r.id AND m.state = 'snoozed'
  AND (m.until > ?2 OR m.wakes = 'next_visit' AND coalesce(t.last_at, 0) <= m.at))
FROM reminder r WHERE r.customer_id = ?1 AND r.state = 'open' AND r.kind GLOB 'ask/*' ORDER BY r.id
"""


def asks(s: Session, customer: CustomerId) -> tuple[ConsentAsk, ...]:
    """What is open to be asked of somebody, in the order in which it was noted."""
    now = clock.now().strftime("%Y-%m-%dT%H:%M")
    return tuple(_ask(*row) for row in s.raw(_OPEN, (customer, now)))


def _ask(reminder: int, kind: str, waits: int = 0) -> ConsentAsk:
    _word, _slash, about = kind.partition("/")
    channel, _slash, purpose = about.partition("/")
    return ConsentAsk(reminder, channel, purpose, consent_words.counter_wording(channel, purpose), bool(waits))


_ALIVE = """
SELECT c.id FROM customer c WHERE c.id IN (SELECT value FROM json_each(?1)) AND c.binned_at IS NULL
AND c.joined_into IS NULL AND c.state NOT IN ('deceased', 'do_not_contact')
AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.customer_id = c.id AND r.state = 'open' AND r.kind = ?2)
AND NOT EXISTS (SELECT 1 FROM consent o WHERE o.customer_id = c.id AND o.channel = ?3 AND (
  o.purpose = ?4 OR o.state IN ('withdrawn', 'refused') AND o.purpose = ''))
"""


def worth_asking(
    s: Session, customers: Iterable[CustomerId], channel: str, *, purpose: str = ""
) -> tuple[CustomerId, ...]:
    """Those of them who can be asked, in the order given.

    Not who has answered already (a no is not asked again), who is to be asked already, has died, or wants to be left
    alone.
    """
    asked = list(dict.fromkeys(customers))
    found = {who for (who,) in s.raw(_ALIVE, (json.dumps(asked), _kind(channel, purpose), channel, purpose))}
    return tuple(who for who in asked if who in found)


def _kind(channel: str, purpose: str) -> str:
    """The kind of the reminder that asks: "ask/email"."""
    return f"ask/{channel}/{purpose}" if purpose else f"ask/{channel}"


# Acts

_COLUMNS = ("customer_id", "kind", "words", "state", "at", "utc_offset", "staff_id")


@act(Act.SET_REMINDER)
def ask_at_visit(w: Write, customers: Iterable[CustomerId], channel: str, *, purpose: str = "") -> int:
    """Ask each of them at the next visit whether we may write on a channel; gives how many are to be asked now.

    Whoever is not `worth_asking` is passed over. Raises Refusal("bad-choice", field="channel", value),
    Refusal("nobody-to-ask").
    """
    if channel not in consent.CHANNELS:
        raise Refusal("bad-choice", field="channel", value=channel)
    purpose = clean(purpose, limit=60)
    whom = worth_asking(w, customers, channel, purpose=purpose)
    if not whom:
        raise Refusal("nobody-to-ask")
    words = consent_words.asking(channel, purpose)
    if len(whom) == 1:
        names.label(w, whom[0], kind="ask", what=words)
    else:
        w.label(n=str(len(whom)), kind="ask", what=words)
    kind = _kind(channel, purpose)
    w.add_many(schema.reminder, _COLUMNS, [(who, kind, words, "open", w.at, w.offset, w.staff) for who in whom])
    return len(whom)


@act(Act.RECORD_CONSENT)
def answer(w: Write, reminder: int, *, yes: bool) -> None:
    """They were asked at the counter, and this is what they said: noted with the question, and asked no more.

    Raises NotFound("no-reminder") when it is not open or asks about something else.
    """
    found = w.raw(
        "SELECT customer_id, kind FROM reminder WHERE id = ? AND state = 'open' AND kind GLOB 'ask/*'", (reminder,)
    )
    if not found:
        raise NotFound("no-reminder", id=reminder)
    customer, kind = CustomerId(found[0][0]), found[0][1]
    asked = _ask(reminder, kind)
    if (touch := touchmarks.find(w, customer, f"reminder-{reminder}")) is not None:
        touchmarks.put(w, touch, "done")
    state = "given" if yes else "refused"
    consent.record(w, customer, asked.channel, state, wording=asked.question, purpose=asked.purpose)
