"""What a letter or a draft says: one of the shop's messages, or words typed for all, each with the customer's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relnotebook.base import clock, words
from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import CustomerId, StaffId
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.exchange import outgoing
from relnotebook.notebook import addressing, days, messages
from relnotebook.notebook.addressing import Envelope
from relnotebook.notebook.messages import Message, Wanted
from relnotebook.store.write import Session

KINDS = ("birthday", "name_day", "anniversary", "years", "slipping", "other")
"""Messages that have words for everybody. Each is about one person, so it greets nobody else."""

LIMIT = 6000  # letters


@dataclass(frozen=True, slots=True)
class Text:
    """What is written to all of them.

    Attributes:
        kind: of KINDS; "" for `words` of one's own, with fields as in `messages`.
        wording: which of the wordings for the kind, from 0.
        staff: the name of who signs.
    """

    kind: str = ""
    wording: int = 0
    words: str = ""
    subject: str = ""
    staff: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether it is about one person, and not for a household."""
        return bool(self.kind)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter or draft, ready to be set."""

    envelope: Envelope
    message: Message


@dataclass(frozen=True, slots=True)
class Sender:
    """The shop as it stands on its letters. `day`: in words, as of today."""

    name: str
    address: str
    reply_to: str
    region: str
    day: str


def checked(text: Text) -> Text:
    """The text, if it can be written.

    Raises Refusal("bad-choice", field, value), Refusal("empty-value", field="letter") and what `messages.check` raises.
    """
    if text.kind and text.kind not in KINDS:
        raise Refusal("bad-choice", field="message", value=text.kind)
    if not text.kind:
        if not text.words.strip():
            raise Refusal("empty-value", field="letter")
        messages.check(clean(text.words, lines=True, limit=LIMIT))
    return text


def sender(s: Session) -> Sender:
    found = s.raw("SELECT name, address, reply_to, region FROM shop ORDER BY id LIMIT 1")
    name, address, reply_to, region = found[0] if found else ("", "", "", "GB")
    return Sender(name, address, reply_to, region, _dated(clock.today()))


def _dated(day: date) -> str:
    """In a letter the year is always there."""
    return days.written(day, date(day.year - 1, 1, 1))


def written(
    s: Session, text: Text, customers: Sequence[CustomerId], greets: Mapping[CustomerId, str] | None = None
) -> tuple[Message, ...]:
    """The message to each, in order. Raises NotFound("no-customer")."""
    if text.kind:
        wanted = [messages.occasion(s, who, text.kind) for who in customers]
        return messages.several(s, wanted, wording=text.wording, staff=text.staff)
    wanted = [Wanted(who, "") for who in customers]
    plain = clean(text.words, lines=True, limit=LIMIT)
    found = messages.several(s, wanted, words=plain, staff=text.staff, greets=greets)
    return tuple(Message(one.text, clean(text.subject), 0, 1, one.language) for one in found)


def letters(s: Session, text: Text, envelopes: Sequence[Envelope]) -> list[Letter]:
    """The letter in each envelope."""
    own = words.language()
    spoken = dict(s.raw("SELECT id, language FROM customer WHERE language <> ''")) if text.words else {}
    greets = {
        one.customer: addressing.greeting(one.greets, own_language=spoken.get(one.customer, own) == own)
        for one in envelopes
        if len(one.people) > 1
    }
    messages_ = written(s, text, [one.customer for one in envelopes], greets)
    return [Letter(envelope, message) for envelope, message in zip(envelopes, messages_, strict=True)]


def preview(s: Session, leaving: outgoing.Leaving, text: Text, *, at: int = 0) -> Letter | None:
    """The letter to one of those inside, as it will be; None when there is nobody."""
    if not leaving.addressees:
        return None
    one = leaving.addressees[at % len(leaving.addressees)]
    shared = leaving.wish.channel == "post" and not text.is_personal
    together = outgoing.together(leaving.left_out) if shared else {}
    [found] = next(addressing.envelopes(s, [one], together))
    return letters(s, text, [found])[0]


@dataclass(frozen=True, slots=True)
class Look:
    """A letter as it will be, for a form.

    Attributes:
        letter: None when there is nobody; `problem`: why the words cannot be written as they are.
        where: the e-mail address it goes to, "" by post.
        wordings: how many there are for the kind; `sharing`: people who share a letter with somebody else.
        staff: the name of who signs; region: the shop's country.
    """

    letter: Letter | None
    problem: Problem | None
    where: str
    count: int
    wordings: int
    sharing: int
    staff: str
    region: str


def look(s: Session, leaving: outgoing.Leaving, text: Text, *, at: int = 0, staff: StaffId | None = None) -> Look:
    """What a form shows of the letter to one of those inside."""
    found = s.raw("SELECT name FROM staff WHERE id = ?", (staff,)) if staff is not None else []
    text = replace(text, staff=found[0][0] if found else "")
    letter, problem = None, None
    try:
        letter = preview(s, leaving, checked(text), at=at)
    except Problem as refused:
        problem = refused
    people = leaving.addressees
    where = people[at % len(people)].value if people and leaving.wish.channel != "post" else ""
    sharing = sum(len(several) for several in outgoing.together(leaving.left_out).values())
    wordings = letter.message.wordings if letter else 0
    return Look(letter, problem, where, len(people), wordings, sharing, text.staff, sender(s).region)


def beginning() -> str:
    """Words to begin one's own letter with."""
    return _("Hello {call_me|there},\n\n\n\nKind regards\n{me}, {shop}")


def kind_titles() -> dict[str, str]:
    """What each kind of KINDS is called; "" for one's own words."""
    return {
        "": _("My own words"),
        "birthday": _("Birthday wishes"),
        "name_day": _("Name day wishes"),
        "anniversary": _("Anniversary wishes"),
        "years": _("Thank you for the years"),
        "slipping": _("Nice to see you again"),
        "other": _("Warm wishes for their day"),
    }
