"""When the shop keeps quiet, and why: who has died, mourns, is away or upset, or asked for no greetings.

The rules hold wherever touches are listed; the card says in words why it is silent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.notebook import days, names, recurring, shop
from relnotebook.notebook.dates import MONTH_FIRST_REGIONS
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

CHEERFUL = frozenset({"birthday", "name_day", "anniversary", "other", "years", "milestone"})
"""Greetings: not for somebody who mourns, is upset with us, or asked for none."""

TELLING = frozenset({"feedback", "idea"})
"""What came of their words, or of an idea they wanted: it waits until they have been told."""

PLANNED = frozenset({"promise", "follow_up", "reminder", "ask", "check", "feedback"})
"""What somebody wrote down or owes an answer: it stays on its day although the customer is away or upset."""

AT_THE_COUNTER = frozenset({"ask", "promise"}) | TELLING
"""What is kept face to face, also with those who asked to be left alone."""

SLIPPING = "slipping"
GAP = "gap"
"""The kind of a question about something worth knowing (notebook/reminders.gap)."""

UPSET = frozenset({"upset", "let_down"})
UPSET_DAYS = 60
"""For so long somebody counts as upset whose complaint nobody has followed up."""

CODES = ("deceased", "left_alone", "moved", "no_greetings", "bereaved", "upset", "away")
"""Reasons to keep quiet, those that silence most first."""

FIELDS = (
    "language",
    "no_greetings",
    "bereaved_until",
    "away_from",
    "away_until",
    "rhythm_days",
    "contact_counts",
    "no_closeness",
)
_FLAGS = ("no_greetings", "contact_counts", "no_closeness")
_LONGEST_RHYTHM = 3650.0  # days


@dataclass(frozen=True, slots=True)
class TactFacts:
    """What a card says about keeping quiet.

    Attributes:
        state: active, moved, deceased, do_not_contact.
        bereaved_until: ISO date, the last day of it; "" none.
        away_from, away_until: ISO dates, first and last day; both "" not away, one "" open on that side.
        upset: the day since which they are upset with us and nobody has followed it up, or None.
        complaint: the day of the oldest complaint they have not been told the outcome of, or None.
    """

    state: str = "active"
    no_greetings: bool = False
    bereaved_until: str = ""
    away_from: str = ""
    away_until: str = ""
    upset: date | None = None
    complaint: date | None = None


@dataclass(frozen=True, slots=True)
class TactState:
    """What the card shows and changes; `facts` is the part that keeps the shop quiet.

    Attributes:
        language: they read, "" the shop's.
        rhythm_days: own rhythm set by hand, in days; None learnt from visits.
        contact_counts: calls and messages count as contact for the rhythm.
    """

    facts: TactFacts
    language: str
    no_greetings: bool
    bereaved_until: date | None
    away_from: date | None
    away_until: date | None
    rhythm_days: float | None
    contact_counts: bool
    no_closeness: bool


# The rules


def silence(facts: TactFacts, kind: str, today: date) -> str:
    """Why a touch of this kind is not to be prompted today: one of CODES, "" when it may be. Pure."""
    if facts.state == "deceased":
        return "deceased"
    if facts.state == "do_not_contact" and kind not in AT_THE_COUNTER:
        return "left_alone"
    if facts.state == "moved" and kind in (SLIPPING, GAP):
        return "moved"
    if kind in PLANNED:
        return ""
    if facts.no_greetings and kind in CHEERFUL:
        return "no_greetings"
    glad = kind in CHEERFUL or kind in (GAP, "idea")
    if glad and is_bereaved(facts, today):
        return "bereaved"
    if (glad or kind == SLIPPING) and is_upset(facts, today):  # a hello as if nothing were is no hello
        return "upset"
    return "away" if kind != GAP and is_away(facts, today) else ""


def is_bereaved(facts: TactFacts, today: date) -> bool:
    return bool(facts.bereaved_until) and today.isoformat() <= facts.bereaved_until


def is_away(facts: TactFacts, today: date) -> bool:
    if not facts.away_from and not facts.away_until:
        return False
    day = today.isoformat()
    return facts.away_from <= day and (not facts.away_until or day <= facts.away_until)


def is_upset(facts: TactFacts, today: date) -> bool:
    """Whether a complaint is open, however old, or their last word to us was a bad one."""
    if facts.complaint is not None:
        return True
    return facts.upset is not None and facts.upset <= today <= facts.upset + timedelta(days=UPSET_DAYS)


def may_contact(facts: TactFacts) -> bool:
    """Whether writing or ringing may be offered at all; consent for the channel is another question."""
    return facts.state not in ("deceased", "do_not_contact")


def reasons(facts: TactFacts, today: date) -> tuple[str, ...]:
    """Every reason there is today to keep quiet about something, those that silence most first."""
    holds = {
        "deceased": facts.state == "deceased",
        "left_alone": facts.state == "do_not_contact",
        "moved": facts.state == "moved",
        "no_greetings": facts.no_greetings,
        "bereaved": is_bereaved(facts, today),
        "upset": is_upset(facts, today),
        "away": is_away(facts, today),
    }
    found = tuple(code for code in CODES if holds[code])
    return found[:1] if found[:1] in (("deceased",), ("left_alone",)) else found


def why(code: str, facts: TactFacts, name: str = "", today: date | None = None) -> str:
    """The reason as a sentence: "Away till May, so nobody waits for a visit."; "" for no reason. Pure, given a day."""
    last = {"bereaved": facts.bereaved_until, "away": facts.away_until}.get(code, "")
    till = days.until(date.fromisoformat(last), today or clock.today()) if last else ""
    sentences = {
        "deceased": _("{name} died, so the shop keeps quiet."),
        "left_alone": _("{name} asked to be left alone, so the shop keeps quiet."),
        "moved": _("{name} moved away, so nobody waits for a visit."),
        "no_greetings": _("{name} asked for no personal greetings."),
        "bereaved": _("{name} lost somebody. No cheerful greeting till {day}."),
        "upset": _("Something went wrong for {name}. Put it right before any greeting."),
        "away": _("Away till {day}, so nobody waits for a visit.") if till else _("Away, so nobody waits for a visit."),
    }
    whom = name or (_("them") if code == "upset" else _("They"))
    told = sentences.get(code, "").format(name=whom, day=till)
    return told[:1].upper() + told[1:]


# Reads

_STATE = """
SELECT state, no_greetings, bereaved_until, away_from, away_until, language, rhythm_days, contact_counts, no_closeness
FROM customer WHERE id = ?
"""
_FACTS = """
SELECT id, state, no_greetings, bereaved_until, away_from, away_until FROM customer
WHERE id IN (SELECT value FROM json_each(?))
"""
# The newest feeling of each, which the window finds in one pass; what was done about it settles it.
_UPSET = """
SELECT customer_id, at, utc_offset FROM (
  SELECT id, customer_id, at, utc_offset, feeling,
    row_number() OVER (PARTITION BY customer_id ORDER BY at DESC, id DESC) AS place
  FROM touchpoint WHERE feeling <> '' AND customer_id IN (SELECT value FROM json_each(?))) t
WHERE place = 1 AND feeling IN ('upset', 'let_down') AND NOT EXISTS (
  SELECT 1 FROM reminder r WHERE r.customer_id = t.customer_id AND r.touchpoint_id = t.id AND r.state = 'done')
"""
# Complaints of theirs, or words of disappointment of any kind, whose outcome they have not been told. The plus keeps
# the index of the inbox out of it: what is asked for is a customer's.
COMPLAINT = f"""+of_staff = 0 AND status <> 'told'
  AND (kind = 'complaint' OR feeling IN ({", ".join(f"'{one}'" for one in sorted(UPSET))}))"""
_COMPLAINT = f"""
SELECT customer_id, min(at), utc_offset FROM feedback
WHERE customer_id IN (SELECT value FROM json_each(?)) AND {COMPLAINT} GROUP BY customer_id
"""


def state(s: Session, customer: CustomerId) -> TactState:
    """Raises NotFound("no-customer")."""
    found = s.raw(_STATE, (customer,))
    if not found:
        raise NotFound("no-customer", id=customer)
    told, no_greetings, bereaved, away_from, away_until, language, rhythm_days, counts, no_closeness = found[0]
    upset, complaint = (read(s, (customer,)).get(customer) for read in (_upset, _complaints))
    return TactState(
        facts=TactFacts(told, bool(no_greetings), bereaved, away_from, away_until, upset, complaint),
        language=language,
        no_greetings=bool(no_greetings),
        bereaved_until=_day(bereaved),
        away_from=_day(away_from),
        away_until=_day(away_until),
        rhythm_days=rhythm_days,
        contact_counts=bool(counts),
        no_closeness=bool(no_closeness),
    )


def facts(s: Session, customers: Sequence[int]) -> dict[CustomerId, TactFacts]:
    """The facts of several customers with three statements."""
    upset, complaints = _upset(s, customers), _complaints(s, customers)
    return {
        CustomerId(key): TactFacts(
            told,
            bool(quiet),
            bereaved,
            away_from,
            away_until,
            upset.get(CustomerId(key)),
            complaints.get(CustomerId(key)),
        )
        for key, told, quiet, bereaved, away_from, away_until in s.raw(_FACTS, (json.dumps(list(customers)),))
    }


def _upset(s: Session, customers: Sequence[int]) -> dict[CustomerId, date]:
    """Since when each of them is upset with us, who is."""
    rows = s.raw(_UPSET, (json.dumps(list(customers)),))
    return {CustomerId(key): clock.local_day(at, offset) for key, at, offset in rows}


def _complaints(s: Session, customers: Sequence[int]) -> dict[CustomerId, date]:
    """The day of the oldest open complaint of each, who has one."""
    rows = s.raw(_COMPLAINT, (json.dumps(list(customers)),))
    return {CustomerId(key): clock.local_day(at, offset) for key, at, offset in rows}


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


# Acts


@act(Act.SET_TACT)
def set_tact(w: Write, /, customer: CustomerId, **values: Any) -> None:
    """Change language, no_greetings, bereaved_until, away_from, away_until, rhythm_days, contact_counts, no_closeness.

    Days may be typed ("till May", "" for none); away begins today when nothing else is said, and ends with its last
    day. A rhythm is a number of days or words ("every 2 weeks"), None or "" for the learnt one.
    Raises Refusal("unknown-field", field), Refusal("bad-date", text, hint), Refusal("ends-before-it-begins"),
    Refusal("bad-rhythm", value), Refusal("bad-language", value), NotFound("no-customer").
    """
    for field in values:
        if field not in FIELDS:
            raise Refusal("unknown-field", field=field)
    row = names.whose(w, schema.customer, customer, "no-customer")
    month_first = shop.region(w) in MONTH_FIRST_REGIONS
    kept = {field: _kept(field, value, month_first) for field, value in values.items()}
    _span(row, kept)
    w.join_burst(f"tact/{customer}/{','.join(sorted(kept))}")
    names.label(w, customer, field=",".join(sorted(kept)))
    w.put(schema.customer, customer, **kept)


def _kept(field: str, value: Any, month_first: bool) -> Any:
    """The value as the card keeps it."""
    if field in _FLAGS:
        return int(bool(value))
    if field == "rhythm_days":
        return read_rhythm(value)
    if field == "language":
        return _language(str(value or ""))
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    return days.read(text, clock.today(), month_first=month_first, end=field != "away_from")


def _span(row: dict[str, Any], kept: dict[str, Any]) -> None:
    """Let an absence begin today unless something else is said, and end altogether when its last day is taken away."""
    if "away_until" in kept and "away_from" not in kept:
        today = clock.today().isoformat()
        over = row["away_until"] != "" and row["away_until"] < today
        fresh = over or not row["away_from"] or not kept["away_until"]
        kept["away_from"] = min(today, kept["away_until"]) if fresh else row["away_from"]
    start, last = (kept.get(name, row[name]) for name in ("away_from", "away_until"))
    if last and start > last:
        raise Refusal("ends-before-it-begins")


def read_rhythm(value: Any) -> float | None:
    """Days between visits from 10, "10", "10 days", "weekly"; None for None and "". Raises Refusal("bad-rhythm")."""
    text = clean(str(value)) if value is not None else ""
    if not text:
        return None
    try:
        found = float(re.sub(r"\s*days?$", "", text).replace(",", "."))
    except ValueError:
        try:
            found = recurring.in_days(recurring.read(text)) or 0.0
        except Refusal:
            found = 0.0
    if not 1 <= found <= _LONGEST_RHYTHM:
        raise Refusal("bad-rhythm", value=text)
    return found


def _language(text: str) -> str:
    """ "uk", "pt-br"; what is no code of a language is refused."""
    text = clean(text, limit=40).casefold().replace("_", "-")
    if text and not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", text):
        raise Refusal("bad-language", value=text)
    return text
