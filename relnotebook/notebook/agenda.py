"""Touches as they are shown: in a list, in the day's list, in the pane beside it, on a card; made of what is due."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import due, messages, names, recovery_words, tact, wording
from relnotebook.notebook.due import SLIPPING, Due, Rules
from relnotebook.notebook.wording import About
from relnotebook.store.write import Session

GROUPS = ("overdue", "today", "week", "later")

_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Touch:
    """Something kind to do for a customer.

    Attributes:
        id: what the acts and the command line take, the same for as long as the touch is open: "7:date-12-2026".
        kind: birthday, name_day, anniversary, other, years, milestone, promise, reminder, follow_up, ask, check,
            slipping, feedback (they are to be told what was done), idea (one they wanted came true).
        group: overdue, today, week (the next six days), later (its lead time has begun).
        due: None at the next visit.
        was_due: the day before it was put off; None when it never was.
        reason: in a row: "71 today", "You promised", "23 days, comes every 4".
        line: a sentence of its own: "71 today. Usually in around 10:00."
        margin: two short lines: ("Wed", "2 days"), ("Today", "by 10:00"), ("Sun 22", "").
        message: the first wording, filled in; "" when none fits, and for who asked to be left alone.
        email: where it may be written to, which takes an address and consent; else "".
        owner: the colleague it belongs to, or "".
        about: when they usually come in today ("10:00"), or ""; also once that time is well past.
    """

    id: str
    customer: CustomerId
    name: str
    greet: str
    kind: str
    group: str
    due: date | None
    was_due: date | None
    days_late: int
    icon: str
    reason: str
    line: str
    margin: tuple[str, str]
    message: str = ""
    email: str = ""
    owner: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """The touch without its customer."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Today:
    """The day's list, in the order of its groups and of kindness.

    `done`: ticked or skipped today. `to_go`: overdue and today. `more`: touches of today beyond those listed; `beyond`
    says of which (group, kind) how many, without those who have been away and can wait. `team`: colleagues whose
    birthday it is.
    """

    day: date
    touches: tuple[Touch, ...] = ()
    done: int = 0
    to_go: int = 0
    more: int = 0
    beyond: tuple[tuple[str, str, int], ...] = ()
    team: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """Something that happened before a touch, for the pane."""

    when: date
    text: str


@dataclass(frozen=True, slots=True)
class Pane:
    """A touch with all there is to know before doing it.

    Attributes:
        why: the reason as a sentence.
        say: own script and how to say the name.
        message: this wording, filled in; `wording` of `wordings`, counted from 0.
        context: (icon, sentence): consent, the usual, the language.
        no_email_because: why there is no e-mail button, or "".
    """

    touch: Touch
    why: str
    say: str
    message: str
    subject: str
    wording: int
    wordings: int
    context: tuple[tuple[str, str], ...]
    before: tuple[Before, ...]
    email: str
    no_email_because: str


@dataclass(frozen=True, slots=True)
class CardTouches:
    """What there is to do for one customer, now that their card is open.

    Attributes:
        touches: open ones; those that wait for the next visit are awake, since this may be it.
        asleep: put off to a moment that is still to come.
        silent: why the shop keeps quiet, or "".
        reset_by: what the rhythm counts from, when that was no visit, or "".
        gap: (key, question) about something worth asking for, or None.
    """

    customer: CustomerId
    touches: tuple[Touch, ...] = ()
    asleep: tuple[Touch, ...] = field(default=())
    silent: str = ""
    reset_by: str = ""
    gap: tuple[str, str] | None = None


# Making touches of what is due


@dataclass(slots=True)
class Around:
    """What the touches of a list need beside themselves, read with one statement for each table."""

    people: dict[int, Person] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    reminders: dict[int, tuple[str, str, date]] = field(default_factory=dict)  # words, owner, written on
    news: dict[tuple[str, int], tuple[str, str, str]] = field(default_factory=dict)  # said, what came of it, its kind
    emails: dict[int, str] = field(default_factory=dict)
    silent: dict[int, tuple[int, float]] = field(default_factory=dict)  # days, own gap
    usually: dict[int, str] = field(default_factory=dict)

    def about(self, one: Due) -> About:
        person = self.people[one.customer]
        if one.kind in tact.TELLING:
            said, done, kind = self.news.get((one.kind, one.source), ("", "", ""))
            return About(person.shown, person.greet, said, done, said=kind)
        words, owner, told = self.reminders.get(one.source, ("", "", None)) if _is_reminder(one) else ("", "", None)
        title = "" if _is_reminder(one) else self.titles.get(one.source, "")
        silent, gap = self.silent.get(one.customer, (0, 0.0))
        usually = self.usually.get(one.customer, "")
        return About(person.shown, person.greet, title, words, owner, told, silent, gap, usually)


@dataclass(frozen=True, slots=True)
class Person:
    """The customer of a touch."""

    shown: str
    greet: str
    own_script: str
    say: str
    pronouns: str
    state: str
    language: str

    @property
    def may_be_written_to(self) -> bool:
        """Whether any message may be proposed; consent for a channel is another question."""
        return tact.may_contact(tact.TactFacts(self.state))


def group_of(kind: str, due_on: str, opens: str, today: str, week: str) -> int:
    """The place in GROUPS; all days as ISO dates, `week` is the last day of this week."""
    if kind == SLIPPING or not due_on:
        return 1
    if due_on < today:
        return 0
    if due_on > week:
        return 3
    return 1 if opens <= today else 2


def _is_reminder(one: Due) -> bool:
    return one.key.startswith("reminder-")


def make(s: Session, found: Sequence[Due], day: date) -> list[Touch]:
    """Touches in the order given; a fixed number of statements, however many there are."""
    if not found:
        return []
    around = read_around(s, found, day)
    there = [one for one in found if one.customer in around.people]
    written = [one for one in there if around.people[one.customer].may_be_written_to]
    drafts = messages.first(s, [wanted(one, around.about(one), day) for one in written])
    lines = {(one.customer, one.key): draft.line for one, draft in zip(written, drafts, strict=True)}
    return [_touch(one, around, lines.get((one.customer, one.key), ""), day) for one in there]


def wanted(one: Due, about: About, day: date) -> messages.Wanted:
    """The message that would go with a touch on a day."""
    words = about.words if one.kind in tact.TELLING else about.words or about.title
    late, month = wording.is_past(one, day), wording.is_month(one)
    return messages.Wanted(one.customer, one.kind, one.number, words, late=late, month=month)


def _touch(one: Due, around: Around, message: str, day: date) -> Touch:
    about = around.about(one)
    on = date.fromisoformat(one.due) if one.due else None
    was = date.fromisoformat(one.was_due) if one.was_due else None
    week = day + timedelta(days=due.WEEK)
    return Touch(
        id=f"{one.customer}:{one.key}",
        customer=one.customer,
        name=about.name,
        greet=about.greet,
        kind=one.kind,
        group=GROUPS[group_of(one.kind, one.due, one.opens, day.isoformat(), week.isoformat())],
        due=on,
        was_due=None if was == on else was,
        days_late=max(0, (day - on).days) if on and one.kind != SLIPPING else 0,
        icon=wording.ICONS[one.kind],
        reason=wording.reason(one, about, day),
        line=wording.line(one, about, day),
        margin=wording.margin(one, day, about.usually),
        message=message,
        email=around.emails.get(one.customer, ""),
        owner=about.owner,
        about=about.usually,
    )


_PEOPLE = f"""
SELECT id, name, call_name, own_script, card_number, say, pronouns, state, language FROM customer WHERE id {_AMONG}
"""


def read_around(s: Session, found: Sequence[Due], day: date) -> Around:
    """Everything the words of these touches need."""
    whom = _listed(one.customer for one in found)
    around = Around()
    for key, name, call_name, own_script, card, say, pronouns, state, language in s.raw(_PEOPLE, (whom,)):
        if name or call_name or own_script:
            shown = names.shown_name(name, call_name, own_script, "", card)
            greet = names.greet_name(name, call_name) or shown
        else:
            named = names.of(s, CustomerId(key))
            shown, greet = named.shown, named.greet
        around.people[key] = Person(shown, greet, own_script, say, pronouns, state, language)
    dated = (one for one in found if one.source and not _is_reminder(one) and one.kind not in tact.TELLING)
    dates = _listed(one.source for one in dated)
    around.titles = dict(s.raw(f"SELECT id, title FROM special_date WHERE id {_AMONG}", (dates,)))
    around.reminders = _reminders(s, _listed(one.source for one in found if _is_reminder(one)))
    around.news = _news(s, found)
    around.emails = _emails(s, whom)
    around.silent = _silent(s, [one.customer for one in found if one.kind == SLIPPING], day)
    around.usually = _usually(s, [one.customer for one in found if one.due == day.isoformat() and one.kind != SLIPPING])
    return around


def _listed(numbers: Iterable[int]) -> str:
    return json.dumps(sorted(set(numbers)), separators=(",", ":"))


_REMINDERS = f"""
SELECT r.id, r.words, coalesce(f.name, ''), r.at, r.utc_offset FROM reminder r
LEFT JOIN staff f ON f.id = r.owner_id WHERE r.id {_AMONG}
"""


def _reminders(s: Session, ids: str) -> dict[int, tuple[str, str, date]]:
    return {
        key: (words, owner.split(" ")[0], clock.local_day(at, offset))
        for key, words, owner, at, offset in s.raw(_REMINDERS, (ids,))
    }


# What was done is said as it was put for the customer, else as it stands in the step that did it; a no has a reason
# instead (as in notebook/telling).
_SAID = f"""
SELECT f.id, f.words, CASE WHEN f.decision IN ('no', 'not_now') THEN f.why ELSE coalesce(nullif(f.we_did, ''),
  (SELECT nullif(p.words, '') FROM feedback_step p WHERE p.feedback_id = f.id
     AND p.step = CASE f.kind WHEN 'complaint' THEN 'solve' WHEN 'question' THEN 'answer' END
     ORDER BY p.id DESC LIMIT 1),
  f.why) END, f.kind, f.gave
FROM feedback f WHERE f.id {_AMONG}
"""
_WANTED = f"""
SELECT p.id, i.title, CASE WHEN i.offer <> '' THEN i.offer ELSE i.title END, '', ''
FROM idea_support p JOIN idea i ON i.id = p.idea_id WHERE p.id {_AMONG}
"""


def _news(s: Session, found: Sequence[Due]) -> dict[tuple[str, int], tuple[str, str, str]]:
    """What customers are to be told, by kind of touch and row."""
    told: dict[tuple[str, int], tuple[str, str, str]] = {}
    for kind, sql in (("feedback", _SAID), ("idea", _WANTED)):
        if rows := [one.source for one in found if one.kind == kind]:
            for key, said, done, about, gave in s.raw(sql, (_listed(rows),)):
                told[(kind, key)] = (said, recovery_words.with_promise(done, gave), about)
    return told


_EMAILS = f"""
SELECT k.customer_id, k.value,
  (SELECT n.state FROM consent n WHERE n.customer_id = k.customer_id AND n.channel = 'email' ORDER BY n.id DESC LIMIT 1)
FROM contact k JOIN customer c ON c.id = k.customer_id
WHERE k.channel = 'email' AND c.state NOT IN ('deceased', 'do_not_contact') AND k.customer_id {_AMONG}
ORDER BY k.id DESC
"""


def _emails(s: Session, whom: str) -> dict[int, str]:
    """Addresses that may be written to: the newest word on e-mail is a yes."""
    return {customer: value for customer, value, state in s.raw(_EMAILS, (whom,)) if state == "given"}


def _silent(s: Session, customers: Sequence[int], day: date) -> dict[int, tuple[int, float]]:
    if not customers:
        return {}
    rules = Rules.of(s)
    return {
        one.customer: (due.silent_days(one, rules, day), one.own_gap)
        for one in due.facts(s, customers, rules.leap_rule)
        if one.own_gap is not None and one.last_contact is not None
    }


_TIMES = """
SELECT j.value, (SELECT group_concat(minute) FROM (SELECT (v.at + 60 * v.utc_offset) / 60 % 1440 AS minute FROM visit v
  WHERE v.customer_id = j.value ORDER BY v.at DESC LIMIT 10)) FROM json_each(?) j
"""
STEADY_MINUTES = 90
STILL_EXPECTED = 30
"""Minutes past their usual time for which somebody may still come in."""


def _usually(s: Session, customers: Sequence[int]) -> dict[int, str]:
    """About when each of them comes in today, of those who are steady and may still come: the middle of the last ten
    visits, to five minutes."""
    found = {}
    now = clock.now()
    over = 60 * now.hour + now.minute - STILL_EXPECTED
    for customer, told in s.raw(_TIMES, (_listed(customers),)):
        minutes = sorted(int(m) for m in told.split(",")) if told else []
        if len(minutes) < 4:
            continue
        inner = minutes[1:-1]
        if inner[-1] - inner[0] <= STEADY_MINUTES:
            middle = 5 * round(inner[len(inner) // 2] / 5) % 1440
            if middle >= over:
                found[customer] = f"{middle // 60:02}:{middle % 60:02}"
    return found
