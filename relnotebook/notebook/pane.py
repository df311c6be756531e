"""A touch with all there is to know before doing it: why, a draft of the words, consent, what happened before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relnotebook.base import clock, languages
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import gender
from relnotebook.base.words import _
from relnotebook.notebook import agenda, contacts, marks, messages, tact, timeline, usual
from relnotebook.notebook import wording as words_of
from relnotebook.notebook.agenda import Before, Pane
from relnotebook.notebook.contacts import ConsentState
from relnotebook.notebook.due import Due
from relnotebook.notebook.timeline import Entry
from relnotebook.store.write import Session

BEFORE = 4
"""Lines of what happened before."""

LINE = 90
"""Letters of such a line."""


def pane(s: Session, touch: str, *, wording: int = 0, staff: str = "") -> Pane:
    """Everything about one touch. `wording` counts on without end; `staff` is who is at the till, and signs.

    Raises NotFound("no-touch") when it is over.
    """
    found = marks.find(s, touch)
    day = clock.today()
    around = agenda.read_around(s, [found], day)
    about = around.about(found)
    person = around.people[found.customer]
    draft = messages.NONE
    if person.may_be_written_to:
        draft = messages.draft(s, agenda.wanted(found, about, day), wording=wording, staff=staff)
    consent = _Reach(s, found, person.state, gender(person.pronouns))
    return Pane(
        touch=agenda.make(s, [found], day)[0],
        why=_why(found, about, day),
        say=_say(person.own_script, person.say),
        message=draft.text,
        subject=draft.subject,
        wording=draft.wording,
        wordings=draft.wordings,
        context=(
            *_written_for(found, day),
            *consent.context(day),
            *_usual(s, found.customer),
            *_language(person.language),
        ),
        before=_before(s, found, day),
        email=consent.email,
        no_email_because=consent.because,
    )


def _why(found: Due, about: words_of.About, day: date) -> str:
    told = words_of.why(found, about, day)
    if found.was_due and found.due and found.was_due != found.due:
        was = words_of.since(date.fromisoformat(found.was_due), day)
        told += " " + _("It was meant for {day} and put off.").format(day=was)
    return told


def _say(own_script: str, say: str) -> str:
    """ "Катерина. Say ka-te-REE-na"."""
    parts = [own_script] if own_script else []
    if say:
        parts.append(_("Say {say}").format(say=say))
    return ". ".join(parts)


# Whether we may write


@dataclass(slots=True)
class _Reach:
    """The e-mail address and what was said about it."""

    s: Session
    found: Due
    state: str
    gender: str

    @property
    def _address(self) -> str:
        ways = contacts.of(self.s, self.found.customer)
        return next((one.value for one in ways if one.channel == "email"), "")

    @property
    def _consent(self) -> ConsentState:
        said = contacts.consents(self.s, self.found.customer)
        return next(one for one in said if one.channel == "email")

    @property
    def _left_alone(self) -> bool:
        return not tact.may_contact(tact.TactFacts(self.state))

    @property
    def email(self) -> str:
        """Where it may be written to, or ""."""
        return self._address if self._consent.state == "given" and not self._left_alone else ""

    @property
    def because(self) -> str:
        """Why it may not."""
        counter = {
            "she": _("Tell her at the counter."),
            "he": _("Tell him at the counter."),
        }.get(self.gender, _("Tell them at the counter."))
        if self._left_alone:
            return _("Asked to be left alone. {counter}").format(counter=counter)
        state = self._consent.state
        if state in ("refused", "withdrawn"):
            return _("Said no to e-mail. {counter}").format(counter=counter)
        if state == "":
            return _("Not asked about e-mail yet. {counter}").format(counter=counter)
        return "" if self._address else _("No e-mail address yet. {counter}").format(counter=counter)

    def context(self, day: date) -> list[tuple[str, str]]:
        """(icon, sentence) about e-mail."""
        if because := self.because:
            return [("ban", because)]
        when = self._consent.when
        if when is None:
            return [("circle-check", _("Happy to get e-mail."))]
        since = words_of.since(when.date(), day)
        return [("circle-check", _("Happy to get e-mail, since {day}.").format(day=since))]


def _written_for(found: Due, day: date) -> list[tuple[str, str]]:
    """For which day the words are meant, when it is still to come: who is told early does not send them early."""
    if found.kind not in tact.CHEERFUL or words_of.is_month(found) or found.day <= day.isoformat():
        return []
    on = date.fromisoformat(found.day)
    told = _("For {weekday}, {day}.").format(weekday=words_of.weekday(on), day=words_of.since(on, day))
    return [("calendar", told)]


def _usual(s: Session, customer: CustomerId) -> list[tuple[str, str]]:
    line = usual.lines_of(s, [customer]).get(customer, "")
    return [("bookmark", _("The usual: {line}.").format(line=line))] if line else []


def _language(code: str) -> list[tuple[str, str]]:
    if not code:
        return []
    return [("language", _("Reads {language}.").format(language=languages.name(code)))]


# What happened before

_FILES = ("import", "export")
"""What went in or out as a file: nothing that was between the two of them."""


def _before(s: Session, found: Due, day: date) -> tuple[Before, ...]:
    """The newest of the history and of consent, newest first; the last visit once."""
    told: list[Before] = []
    visited = False
    for entry in timeline.page(s, found.customer, limit=30).entries:
        if entry.private or (entry.kind == "visit" and visited) or entry.kind in _FILES:
            continue
        visited = visited or entry.kind == "visit"
        told.append(Before(entry.when.date(), _line(entry)))
    told += _yes(s, found.customer)
    told.sort(key=lambda one: one.when, reverse=True)
    return tuple(told[:BEFORE])


def _line(entry: Entry) -> str:
    words = " ".join(entry.text.split())
    if entry.kind == "visit":
        words = _("Was in: {what}").format(what=words) if words else _("Was in")
    return words if len(words) <= LINE else words[: LINE - 1].rstrip(" ,") + "…"


def _yes(s: Session, customer: CustomerId) -> list[Before]:
    """When they agreed to e-mail, or said no to it."""
    history = contacts.consent_history(s, customer, "email")
    sentence = {"given": _("Said yes to e-mail"), "refused": _("Said no to e-mail"), "withdrawn": _("Took back e-mail")}
    return [Before(one.when.date(), sentence[one.state]) for one in history if one.when and one.state in sentence][:1]
