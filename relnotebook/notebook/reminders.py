"""Reminders: promises, follow-ups, what to ask at the next visit, checks that expire; once or again and again.

Also what is worth asking for: at most one question a visit, and only of regulars.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, StaffId
from relnotebook.base.text import clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import days, kinds, names, recurring, shop, tact
from relnotebook.notebook.dates import MONTH_FIRST_REGIONS
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

KINDS = ("promise", "reminder", "follow_up", "ask", "check")
WORDS_LIMIT = 500

ANYONE = StaffId(0)
"""As `owner`: it belongs to nobody in particular, also when it is a promise."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something written down to be done for a customer.

    Attributes:
        kind: promise, reminder, follow_up, ask (at the next visit), check (something that expires).
        due: None at the next visit.
        every: "" once, else a rule of notebook/recurring; `again` says it in words.
        from_done: the next one counts from the day it was done, else from the calendar.
        owner: who promised it or is to do it, with `owner_name`; None anyone.
        touchpoint: what it follows up.
        state: open, done, dropped.
        when, staff: written down when, and by whom.
    """

    id: int
    kind: str
    words: str
    due: date | None
    every: str
    from_done: bool
    owner: StaffId | None
    owner_name: str
    touchpoint: int | None
    state: str
    when: datetime
    staff: str

    @property
    def again(self) -> str:
        """ "every 2 weeks"; "" once."""
        return recurring.words(self.every)


class Gap(NamedTuple):
    """Something not known yet that is worth asking for. `key`: gap-birthday, gap-reach, gap-taste, gap-consent."""

    key: str
    text: str


# Reads

_OF = """
SELECT r.id, r.kind, r.words, r.due, r.every, r.from_done, r.owner_id, coalesce(o.name, ''), r.touchpoint_id, r.state,
       r.at, r.utc_offset, coalesce(f.name, '')
FROM reminder r LEFT JOIN staff o ON o.id = r.owner_id LEFT JOIN staff f ON f.id = r.staff_id
"""


def of(s: Session, customer: CustomerId) -> tuple[Reminder, ...]:
    """The open ones: by their day, then those for the next visit, as they were written."""
    sql = _OF + "WHERE r.customer_id = ? AND r.state = 'open' ORDER BY r.due = '', r.due, r.id"
    return tuple(_reminder(row) for row in s.raw(sql, (customer,)))


def one(s: Session, reminder: int) -> Reminder:
    """Raises NotFound("no-reminder")."""
    found = s.raw(_OF + "WHERE r.id = ?", (reminder,))
    if not found:
        raise NotFound("no-reminder", id=reminder)
    return _reminder(found[0])


def _reminder(row: tuple[Any, ...]) -> Reminder:
    id_, kind, words, due, every, from_done, owner, owner_name, touchpoint, state, at, offset, staff = row
    return Reminder(
        id=id_,
        kind=kind.partition("/")[0],
        words=words,
        due=date.fromisoformat(due) if due else None,
        every=every,
        from_done=bool(from_done),
        owner=None if owner is None else StaffId(owner),
        owner_name=owner_name,
        touchpoint=touchpoint,
        state=state,
        when=clock.moment(at, offset),
        staff=staff,
    )


def checks(s: Session) -> tuple[tuple[str, int], ...]:
    """(title, months it holds) of the checks that expire in a shop of this kind."""
    return kinds.kind(names.first(s.raw("SELECT kind FROM shop ORDER BY id LIMIT 1"), "other")).checks


# Coming again


def next_due(reminder: Reminder, done_on: date, due: date | None) -> str:
    """The ISO day of the next turn after it was done; "" when it does not come again. Pure.

    `due` is the day it was due on; the next turn is always later than `done_on`.
    """
    found = recurring.following(reminder.every, done_on, due, from_done=reminder.from_done)
    return "" if found is None else found.isoformat()


def settle(w: Write, reminder: int, on: date, *, state: str = "done") -> None:
    """A turn of it is over: one that comes again moves on to the next, another is done (or dropped, as `state` says).

    A part of the acts that do or skip a touch, no act itself. Raises NotFound("no-reminder").
    """
    found = one(w, reminder)
    if due := next_due(found, on, found.due):
        w.put(schema.reminder, reminder, due=due)
    else:
        w.put(schema.reminder, reminder, state=state)


# Acts


@act(Act.SET_REMINDER)
def set_reminder(
    w: Write,
    customer: CustomerId,
    kind: str,
    words: str,
    *,
    due: str = "",
    every: str = "",
    from_done: bool = False,
    owner: StaffId | None = None,
    touchpoint: int | None = None,
    reminder: int | None = None,
) -> int:
    """Write down or change a reminder; what was done or dropped is open again when it is changed.

    `due` and `every` may be typed ("Friday", "every 2 weeks"). Without a day it is for the next visit, a recurring
    one begins with its first turn, a check of the kind of shop with the day it expires. Without an owner a promise is
    of whoever is at the till; when changed, the owner and the touchpoint stay.
    Raises Refusal("bad-choice", field, value), Refusal("empty-value", field="reminder"), Refusal("bad-date", text,
    hint), Refusal("bad-recurrence", text), NotFound("no-customer"|"no-reminder"|"no-colleague"|"no-touchpoint").
    """
    if kind not in KINDS:
        raise Refusal("bad-choice", field="kind", value=kind)
    values = _values(w, kind, words, due, every, from_done)
    names.label(w, customer, kind=kind, what=values["words"])
    if owner:
        names.whose(w, schema.staff, owner, "no-colleague")
    if touchpoint is not None:
        _of_theirs(w, schema.touchpoint, touchpoint, customer, "no-touchpoint")
        values["touchpoint_id"] = touchpoint
    if reminder is None:
        return write(w, customer, owner=owner, **values)
    row = _of_theirs(w, schema.reminder, reminder, customer, "no-reminder")
    if owner is not None:
        values["owner_id"] = owner or None
    if row["due"] == values["due"]:
        values["every"] = recurring.same(row["every"], values["every"])
    if (row["kind"].partition("/")[0], row["words"]) == (kind, values["words"]):
        values["kind"] = row["kind"]  # it still asks about consent (notebook/asking_consent)
    w.join_burst(f"reminder/{reminder}")
    w.put(schema.reminder, reminder, **values, state="open")
    return reminder


def follow_up(w: Write, customer: CustomerId, words: str, due: str, touchpoint: int) -> int:
    """Write down what is to follow a touchpoint: a part of logging it, no act itself. Raises as `set_reminder`."""
    return write(w, customer, **_values(w, "follow_up", words, due, "", False), touchpoint_id=touchpoint)


def write(w: Write, customer: CustomerId, *, owner: StaffId | None = None, **values: Any) -> int:
    """Add the row; what was promised or is to follow belongs to whoever is at the till, unless it is said whose."""
    if owner is None and values["kind"] in ("promise", "follow_up"):
        owner = w.staff
    return w.add(
        schema.reminder,
        customer_id=customer,
        owner_id=owner or None,
        state="open",
        at=w.at,
        utc_offset=w.offset,
        staff_id=w.staff,
        **values,
    )


def _of_theirs(w: Write, table: Any, row_id: int, customer: CustomerId, code: str) -> dict[str, Any]:
    """A row of this customer's card."""
    row = names.whose(w, table, row_id, code)
    if row["customer_id"] != customer:
        raise NotFound(code, id=row_id)
    return row


def _values(w: Write, kind: str, words: str, due: str, every: str, from_done: bool) -> dict[str, Any]:
    """What is written down, with its days worked out."""
    words = clean(words, lines=True, limit=WORDS_LIMIT)
    if not words:
        raise Refusal("empty-value", field="reminder")
    today = clock.today()
    once = every.strip().casefold() in {"once", _("once").casefold()}
    every = "" if once else recurring.read(every)
    due, every = _days(due, every, today, shop.region(w) in MONTH_FIRST_REGIONS)
    if kind == "check" and not every and not once:
        months = next((n for title, n in checks(w) if fold(title) == fold(words)), 0)
        every, from_done = (f"{months} months" if months else ""), True
        every = recurring.anchored(every, date.fromisoformat(due)) if due else every
    if every and not due and kind != "ask":
        found = recurring.first(every, today)
        due = found.isoformat() if found else ""
        every = recurring.anchored(every, found) if found else every
    return {"kind": kind, "words": words, "due": due, "every": every, "from_done": int(from_done)}


def _days(typed: str, every: str, today: date, month_first: bool) -> tuple[str, str]:
    """The day as it was typed and the rule that begins with it; 29 February every year is the 28th in most of them."""
    rule = recurring.parse(every)
    leap = days.written_out(typed, month_first=month_first) == (29, 2, None)
    if leap and rule is not None and rule.unit == "year":
        ends = (days.months_on(date(year, 1, 31), 1) for year in (today.year, today.year + 1))
        return next(day.isoformat() for day in ends if day >= today), f"{rule.count} years 29"
    due = days.read(typed, today, month_first=month_first)
    return due, recurring.anchored(every, date.fromisoformat(due)) if due else every


@act(Act.REMOVE_REMINDER)
def remove(w: Write, reminder: int) -> None:
    """Raises NotFound("no-reminder")."""
    row = names.whose(w, schema.reminder, reminder, "no-reminder")
    names.label(w, row["customer_id"], what=row["words"])
    w.drop(schema.reminder, reminder)


# Worth asking for

FEWEST_VISITS = 4
SAME_VISIT = 6 * 3600  # seconds: what was said shortly before the visit was logged was said at that visit
PATIENCE = 3  # times a question is waved away before it is not asked again

_GAPS = ("gap-birthday", "gap-reach", "gap-taste", "gap-consent")
_KNOWN = """
SELECT t.last_at,
  EXISTS (SELECT 1 FROM special_date d WHERE d.customer_id = c.id AND d.kind = 'birthday' AND d.month IS NOT NULL),
  EXISTS (SELECT 1 FROM contact n WHERE n.customer_id = c.id),
  EXISTS (SELECT 1 FROM preference p WHERE p.customer_id = c.id),
  EXISTS (SELECT 1 FROM consent o WHERE o.customer_id = c.id)
FROM customer c JOIN customer_stat t ON t.customer_id = c.id WHERE c.id = ? AND t.visits >= ?
"""
_MARKS = "SELECT touch, state, at FROM touch_mark WHERE customer_id = ? AND (touch = 'gap' OR touch LIKE 'gap-%')"
# A row's version is the step of the journal that wrote it, and so says when.
_ANSWERED = " UNION ALL ".join(
    f"SELECT p.at FROM {table} x JOIN step p ON p.id = x.version WHERE x.customer_id = ?1 AND p.at >= ?2"
    for table in ("special_date", "contact", "preference", "consent")
)


def gap(s: Session, customer: CustomerId) -> Gap | None:
    """The one thing to ask a regular at this visit, or None.

    Nothing more is asked until the next visit once a question was answered or waved away; one that was waved away
    comes after the others, and after three times not at all.
    """
    found = s.raw(_KNOWN, (customer, FEWEST_VISITS))
    if not found or tact.silence(tact.state(s, customer).facts, tact.GAP, clock.today()):
        return None
    last_at, *known = found[0]
    marks = s.raw(_MARKS, (customer,))
    since = last_at - SAME_VISIT
    if any(at >= since for _touch, state, at in marks if state != "never"):
        return None
    if s.raw(_ANSWERED, (customer, since)):
        return None
    times = {key: sum(1 for touch, _state, _at in marks if touch == key) for key in _GAPS}
    over = {touch for touch, state, _at in marks if state == "never"}
    open_ = [
        key
        for key, told in zip(_GAPS, known, strict=True)
        if not told and times[key] < PATIENCE and not over & {key, "gap"}
    ]
    key = min(open_, key=lambda one: times[one], default=None)
    return None if key is None else Gap(key, question(key))


def question(key: str) -> str:
    """What is not known, and whether to ask."""
    return {
        "gap-birthday": _("No birthday month yet. Ask?"),
        "gap-reach": _("No way to reach them yet. Ask?"),
        "gap-taste": _("Nothing they love or avoid is noted yet. Ask?"),
        "gap-consent": _("Never asked whether we may write. Ask?"),
    }[key]


@act(Act.SKIP_TOUCH)
def wave_away(w: Write, customer: CustomerId, key: str) -> None:
    """Do not ask for more at this visit. Raises Refusal("bad-choice", field="gap", value), NotFound("no-customer")."""
    if key not in _GAPS:
        raise Refusal("bad-choice", field="gap", value=key)
    names.label(w, customer, kind=tact.GAP)
    w.add(
        schema.touch_mark,
        customer_id=customer,
        touch=key,
        state="skipped",
        at=w.at,
        utc_offset=w.offset,
        staff_id=w.staff,
    )
