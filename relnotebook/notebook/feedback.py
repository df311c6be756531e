"""What customers say, word for word: written down, linked, handed over; each with what is known around it.

The list is in `notebook/inbox`, what is done about it in `notebook/recovery`, that they were told in
`notebook/telling`. What the first of them gives may be imported from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, StaffId
from relnotebook.base.text import NAME_LIMIT, TEXT_LIMIT, clean, gender, read_email
from relnotebook.base.words import _, n_
from relnotebook.notebook import (
    contacts,
    days,
    deadlines,
    entry,
    guessing,
    names,
    recovery,
    shop,
    stages,
    tact,
    telling,
    usual,
)
from relnotebook.notebook.dates import MONTH_FIRST_REGIONS
from relnotebook.notebook.deadlines import SEVERITIES
from relnotebook.notebook.inbox import (
    NOBODYS,
    STATUSES,
    Count,
    Inbox,
    Line,
    count,
    inbox,
    lines,
    of_customer,
    open_of,
    someone,
)
from relnotebook.notebook.recovery import Step
from relnotebook.notebook.stages import KINDS
from relnotebook.notebook.touchpoints import CHANNELS, FEELINGS, MOMENTS
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "CHANNELS",
    "FEELINGS",
    "KINDS",
    "MOMENTS",
    "NOBODYS",
    "SEVERITIES",
    "STATUSES",
    "Count",
    "Feedback",
    "Inbox",
    "Line",
    "Told",
    "add",
    "count",
    "edit",
    "guess",
    "hand_over",
    "inbox",
    "lines",
    "link",
    "of_customer",
    "one",
    "open_of",
    "remove",
    "someone",
    "write",
]

SOURCES = ("counter", "kiosk", "command", "import")
MOOD = "mood"
"""The kind that only colleagues have (notebook/team)."""


@dataclass(frozen=True, slots=True)
class Told:
    """That the customer was told. `how`: a channel; `by`: who told them."""

    how: str
    words: str
    when: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Everything the pane shows of one feedback.

    Attributes:
        visit: about which visit, with what was had in `visit_text`; None and "" for none, or one that is gone.
        staff: who wrote it down.
        owner: who takes care of it, None nobody yet; `line.owner` has the name.
        status_at: since when the status is what it is.
        decision: yes, not_now, no; "" not decided. `why`: the reason of a no or not now.
        cost: of what was given, in hundredths.
        enough: yes, no, "" not asked; `asks_enough`: they were told, have a card, and nobody asked yet.
        about_customer: "Flat white; oat at weekends. In for 2 years, closeness 5"; "" for somebody without a card.
        email: where they may be written to, else "" and `no_email_because` says why.
    """

    line: Line
    channel: str
    moment: str
    visit: int | None
    visit_text: str
    about: str
    staff: str
    owner: StaffId | None
    status_at: datetime
    decision: str
    why: str
    you_said: str
    we_did: str
    named: bool
    told: Told | None
    gave: str
    cost: int | None
    enough: str
    reply_to: str
    language: str
    steps: tuple[Step, ...]
    about_customer: str
    pronouns: str
    email: str
    no_email_because: str

    @property
    def asks_enough(self) -> bool:
        asked = self.line.kind in ("complaint", "question") and self.line.customer is not None
        return asked and self.line.status == "told" and not self.enough


# Reads

_ONE = """
SELECT f.channel, f.moment, f.visit_id, f.about, coalesce(w.name, ''), f.owner_id, f.status_at, f.utc_offset,
       f.decision, f.why, f.you_said, f.we_did, f.named, f.told_how, f.told_words, f.told_at, f.told_offset,
       coalesce(t.name, ''), f.gave, f.cost, f.enough, f.reply_to, f.language
FROM feedback f LEFT JOIN staff w ON w.id = f.staff_id LEFT JOIN staff t ON t.id = f.told_by
WHERE f.id = ? AND f.of_staff = 0
"""


def one(s: Session, feedback: int) -> Feedback:
    """Raises NotFound("no-feedback"), for a colleague's own words too: those are read in `notebook/team` alone."""
    found = s.raw(_ONE, (feedback,))
    if not found:
        raise NotFound("no-feedback", id=feedback)
    channel, moment, visit, about, staff, owner, status_at, offset, decision, why, you_said, we_did = found[0][:12]
    named, how, told_words, told_at, told_offset, told_by, gave, cost, enough, reply_to, language = found[0][12:]
    line = lines(s, [feedback])[0]
    pronouns = _pronouns(s, line.customer)
    email, because = _reach(s, line.customer, reply_to, gender(pronouns))
    told = None if told_at is None else Told(how, told_words, clock.moment(told_at, told_offset), told_by)
    had = _had(s, visit)
    return Feedback(
        line=line,
        channel=channel,
        moment=moment,
        visit=visit if had is not None else None,
        visit_text=had or "",
        about=about,
        staff=staff,
        owner=None if owner is None else StaffId(owner),
        status_at=clock.moment(status_at, offset),
        decision=decision,
        why=why,
        you_said=you_said,
        we_did=we_did,
        named=bool(named),
        told=told,
        gave=gave,
        cost=cost,
        enough=enough,
        reply_to=reply_to,
        language=language,
        steps=recovery.steps(s, feedback),
        about_customer=_about(s, line.customer),
        pronouns=pronouns,
        email=email,
        no_email_because=because,
    )


def _pronouns(s: Session, customer: CustomerId | None) -> str:
    return str(names.first(s.raw("SELECT pronouns FROM customer WHERE id = ?", (customer,)), ""))


def _had(s: Session, visit: int | None) -> str | None:
    """What was had at a visit; None when there is no such visit."""
    if visit is None or not s.raw("SELECT 1 FROM visit WHERE id = ?", (visit,)):
        return None
    sql = (
        "SELECT i.name, h.quantity FROM visit_item h JOIN item i ON i.id = h.item_id WHERE h.visit_id = ? ORDER BY h.id"
    )
    return entry.join([entry.shown(name, quantity) for name, quantity in s.raw(sql, (visit,))])


_SINCE = """
SELECT t.first_at, coalesce(t.last_offset, 0), c.no_closeness, k.score, (SELECT closeness FROM shop ORDER BY id LIMIT 1)
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id LEFT JOIN closeness k ON k.customer_id = c.id
WHERE c.id = ? AND c.state <> 'deceased'
"""


def _about(s: Session, customer: CustomerId | None) -> str:
    """The usual, since when they come, how close we are: a line below the name."""
    if customer is None:
        return ""
    parts = [usual.lines_of(s, [customer]).get(customer, "")]
    for first_at, offset, quiet, score, wanted in s.raw(_SINCE, (customer,)):
        told = [] if first_at is None else [_in_for((clock.today() - clock.local_day(first_at, offset)).days)]
        if wanted and not quiet and score:
            told.append(_("closeness {score}").format(score=score))
        parts.append(", ".join(told))
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part)


def _in_for(length: int) -> str:
    """Since when somebody comes in, by days since the first visit."""
    if length < 31:
        return _("In for the first weeks")
    if length < 365:
        return n_("In for {n} month", "In for {n} months", int(length / 30.44))
    return n_("In for {n} year", "In for {n} years", int(length / 365.25) or 1)


def _reach(s: Session, customer: CustomerId | None, reply_to: str, whose: str) -> tuple[str, str]:
    """(the address for an answer, why there is none). An address left for the answer is meant for it."""
    if left := read_email(reply_to):
        return left, ""
    if customer is None:
        return "", _("No card and no address to write to.")
    counter = {
        "she": _("Tell her at the counter."),
        "he": _("Tell him at the counter."),
    }.get(whose, _("Tell them at the counter."))
    if not tact.may_contact(tact.facts(s, [customer])[customer]):
        return "", _("Asked to be left alone. {counter}").format(counter=counter)
    state = next(one.state for one in contacts.consents(s, customer) if one.channel == "email")
    if state in ("refused", "withdrawn"):
        return "", _("Said no to e-mail. {counter}").format(counter=counter)
    if not state:
        return "", _("Not asked about e-mail yet. {counter}").format(counter=counter)
    address = next((way.value for way in contacts.of(s, customer) if way.channel == "email"), "")
    return address, "" if address else _("No e-mail address yet. {counter}").format(counter=counter)


# What is written down

_TEXTS = {
    "words": TEXT_LIMIT,
    "about": NAME_LIMIT,
    "given_name": NAME_LIMIT,
    "reply_to": NAME_LIMIT,
    "language": 20,
    "you_said": 1000,
    "we_did": 1000,
}
_CHOICES = {
    "kind": KINDS,
    "feeling": ("", *FEELINGS),
    "severity": ("", *SEVERITIES),
    "channel": CHANNELS,
    "moment": MOMENTS,
    "source": SOURCES,
}
_EDITED_WORDS = "words kind feeling severity rating channel moment visit about due named you_said we_did"
_EDITED = frozenset(_EDITED_WORDS.split())


def guess(words: str, feeling: str) -> str:
    """The kind of what was said, where nobody chose one (notebook/guessing). Pure."""
    return guessing.kind(words, feeling)


@act(Act.ADD_FEEDBACK)
def add(
    w: Write,
    words: str,
    *,
    kind: str = "",
    customer: CustomerId | None = None,
    feeling: str = "",
    severity: str = "",
    rating: int | None = None,
    channel: str = "in_person",
    moment: str = "during",
    visit: int | None = None,
    about: str = "",
    when: datetime | None = None,
    owner: StaffId | None = None,
    named: bool = False,
    given_name: str = "",
    reply_to: str = "",
    language: str = "",
    source: str = "counter",
    due: str = "",
) -> int:
    """Write down what somebody said, word for word. Words, a feeling or a rating are enough.

    The kind is guessed where none is chosen; `due` may be typed ("Friday"), and follows from the severity where it is
    not. Raises Refusal("nothing-typed"), Refusal("bad-choice", field, value), Refusal("bad-rating", value),
    Refusal("in-future", when), Refusal("bad-date", text, hint, example),
    NotFound("no-customer"|"no-visit"|"no-colleague").
    """
    feedback = write(
        w, words, kind=kind, customer=customer, feeling=feeling, severity=severity, rating=rating, channel=channel,
        moment=moment, visit=visit, about=about, when=when, owner=owner, named=named, given_name=given_name,
        reply_to=reply_to, language=language, source=source, due=due,
    )  # fmt: skip
    stages.label(w, stages.row(w, feedback))
    return feedback


def write(
    w: Write,
    words: str,
    *,
    customer: CustomerId | None = None,
    when: datetime | None = None,
    owner: StaffId | None = None,
    visit: int | None = None,
    kind: str = "",
    feeling: str = "",
    severity: str = "",
    due: str = "",
    **said: Any,
) -> int:
    """Add the row: a part of acts that add feedback beside other things. Raises what `add` raises."""
    values: dict[str, Any] = {
        "words": words,
        "feeling": feeling,
        "severity": severity,
        "channel": "in_person",
        "moment": "during",
    }
    values |= {"source": "counter", "rating": None, "named": False, **said}
    values |= {"kind": kind or guess(words, feeling)}
    kept = {field: _kept(field, value) for field, value in values.items()}
    _something(kept)
    at, offset = (w.at, w.offset) if when is None else clock.stamp(when)
    if at > w.at + entry.SLACK_SECONDS:
        raise Refusal("in-future", when=when)
    _there(w, customer, owner, visit)
    kept["due"] = _due(w, due) or deadlines.default(w, kept["kind"], kept["severity"], clock.local_day(at, offset))
    whose = {"customer_id": customer, "owner_id": owner, "visit_id": visit, "staff_id": w.staff}
    return w.add(schema.feedback, **kept, **whose, at=at, utc_offset=offset, status="new", status_at=w.at)


def _kept(field: str, value: Any) -> Any:
    """A value as it is kept."""
    if field in _CHOICES and value not in _CHOICES[field]:
        raise Refusal("bad-choice", field=field, value=value)
    if field == "rating":
        if value is not None and value not in range(1, 6):
            raise Refusal("bad-rating", value=value)
        return value
    if field == "named":
        return int(bool(value))
    if field not in _TEXTS:
        return value
    return clean(str(value), lines=field in ("words", "you_said", "we_did"), limit=_TEXTS[field])


def _something(kept: dict[str, Any]) -> None:
    if not (kept["words"] or kept["feeling"] or kept.get("reply_to")) and kept["rating"] is None:
        raise Refusal("nothing-typed")


def _there(w: Write, customer: CustomerId | None, owner: StaffId | None, visit: int | None) -> None:
    """Whoever and whatever it points at has to be there."""
    if customer is not None:
        names.of(w, customer)
    if owner is not None:
        names.whose(w, schema.staff, owner, "no-colleague")
    if visit is not None and names.whose(w, schema.visit, visit, "no-visit")["customer_id"] != customer:
        raise NotFound("no-visit", id=visit)


def _due(w: Write, typed: str | date) -> str:
    """The ISO day that was typed; "" for nothing."""
    if isinstance(typed, date):
        return typed.isoformat()
    return days.read(typed, clock.today(), month_first=shop.region(w) in MONTH_FIRST_REGIONS)


# Acts


@act(Act.EDIT_FEEDBACK)
def edit(w: Write, feedback: int, /, **values: Any) -> None:
    """Change words, kind, feeling, severity, rating, channel, moment, visit, about, due, named, you_said, we_did.

    `due` "" is no day at all; a day that followed from the severity follows it on. Typing in a field shares one undo
    step. Raises Refusal("unknown-field", field), and what `add` raises; NotFound("no-feedback").
    """
    for field in values:
        if field not in _EDITED:
            raise Refusal("unknown-field", field=field)
    found = stages.row(w, feedback)
    visit = values.pop("visit", found["visit_id"])
    if visit != found["visit_id"]:
        _there(w, found["customer_id"], None, visit)
    kept = {field: _due(w, value) if field == "due" else _kept(field, value) for field, value in values.items()}
    _something({**found, **kept})
    if "due" not in kept and found["due"] == _followed(w, found, found):
        kept["due"] = _followed(w, found, {**found, **kept})
    w.join_burst(f"feedback/{feedback}/{','.join(sorted(values))}")
    stages.label(w, found, field=",".join(sorted(values)))
    w.put(schema.feedback, feedback, **kept, visit_id=visit)


def _followed(w: Write, found: dict[str, Any], with_: dict[str, Any]) -> str:
    """The day that follows from kind and severity."""
    said = clock.local_day(found["at"], found["utc_offset"])
    return deadlines.default(w, with_["kind"], with_["severity"], said)


@act(Act.LINK_FEEDBACK)
def link(w: Write, feedback: int, customer: CustomerId | None) -> None:
    """Say whose words these are; None takes them off the card. The visit they were about goes with the card.

    The open reminders that ask whether it is better go along, or away with the last card.

    Raises NotFound("no-feedback"|"no-customer").
    """
    found = stages.row(w, feedback)
    if customer is not None:
        names.label(w, customer)
    if customer == found["customer_id"]:
        return
    asks = _move_reminders(w, found, customer)
    w.put(schema.feedback, feedback, customer_id=customer, visit_id=None, follow_up_id=asks)
    for (key,) in w.raw("SELECT id FROM feedback_step WHERE feedback_id = ?", (feedback,)):
        w.put(schema.feedback_step, key, customer_id=customer)
    if found["customer_id"] is not None:
        w.concern(CustomerId(found["customer_id"]))


def _move_reminders(w: Write, found: dict[str, Any], customer: CustomerId | None) -> int | None:
    """Put what asks about it on the card it belongs to now; gives what is the follow-up then, None for nothing."""
    asking = telling.asking(w, found)
    for reminder in asking:
        if customer is None:
            w.drop(schema.reminder, reminder)
        else:
            w.put(schema.reminder, reminder, customer_id=customer)
    kept = stages.of(w, found["id"]).get("follow_up")
    if kept is not None and kept.done and (customer is None or not asking):
        stages.reopen(w, found, "follow_up")  # nobody is reminded any more
    return found["follow_up_id"] if asking and customer is not None else None


@act(Act.HAND_OVER)
def hand_over(w: Write, feedback: int, owner: StaffId | None) -> None:
    """Give it into a colleague's hands, None nobody's in particular. Raises NotFound("no-feedback"|"no-colleague")."""
    found = stages.row(w, feedback)
    to = {} if owner is None else {"to": names.whose(w, schema.staff, owner, "no-colleague")["name"]}
    stages.label(w, found, **to)
    w.put(schema.feedback, feedback, owner_id=owner)


@act(Act.REMOVE_FEEDBACK)
def remove(w: Write, feedback: int) -> None:
    """With what was written about its steps; reminders and the history of the card stay.

    Raises NotFound("no-feedback").
    """
    found = stages.row(w, feedback)
    stages.label(w, found)
    for (key,) in w.raw("SELECT id FROM feedback_step WHERE feedback_id = ?", (feedback,)):
        w.drop(schema.feedback_step, key)
    w.drop(schema.feedback, feedback)
