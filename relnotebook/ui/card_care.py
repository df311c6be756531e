"""What the card shows of looking after somebody: touches, reminders, closeness, tact. Read apart from the card itself.

The card comes up with what its own reading gives; this follows a moment later, so that the card is never waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import CardTouches, Touch
    from relnotebook.notebook.asking_consent import ConsentAsk
    from relnotebook.notebook.closeness import Closeness
    from relnotebook.notebook.joining import Joined
    from relnotebook.notebook.reminders import Reminder
    from relnotebook.notebook.staff import Colleague
    from relnotebook.notebook.tact import TactState

WEEK = 7


@dataclass(frozen=True, slots=True)
class Care:
    """The second reading of a card.

    Attributes:
        touches: what there is to do now.
        reminders: everything written down and open, also for a day that is far off.
        closeness: None when the shop, or this card, wants no score.
        checks: what expires in a shop of this kind.
        colleagues: who may have promised something.
        stopped: kinds of touch that never come up for them.
        early: on which days before their dates the shop is told by the card's own rule, () without one.
        joined: cards that went into this one, or the join by which this one went.
        asks: whether we may write, where that is to be asked at the next visit.
    """

    id: CustomerId
    touches: CardTouches
    reminders: tuple[Reminder, ...]
    closeness: Closeness | None
    tact: TactState
    checks: tuple[str, ...]
    colleagues: tuple[Colleague, ...]
    stopped: tuple[str, ...]
    early: tuple[int, ...]
    joined: tuple[Joined, ...] = ()
    asks: tuple[ConsentAsk, ...] = ()

    def reminder(self, key: int | None) -> Reminder | None:
        """The open reminder of that identity."""
        return next((one for one in self.reminders if one.id == key), None)

    def touch(self, id_: str) -> Touch | None:
        """The touch of that identity, awake or asleep."""
        return next((one for one in (*self.touches.touches, *self.touches.asleep) if one.id == id_), None)


def read(s: Any, customer: CustomerId) -> Care:
    """Everything about looking after one customer, in one snapshot. Raises NotFound("no-customer")."""
    from relnotebook.notebook import asking_consent, closeness, joining, leads, marks, reminders, staff, tact, touches

    return Care(
        customer,
        touches.of_customer(s, customer),
        reminders.of(s, customer),
        closeness.of(s, customer),
        tact.state(s, customer),
        tuple(title for title, _months in reminders.checks(s)),
        staff.everyone(s),
        marks.stopped(s, customer),
        leads.of_card(s, customer),
        joining.joined(s, customer),
        asking_consent.asks(s, customer),
    )


def reminder_kinds() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of what can be written down to be done."""
    return (
        ("ask", _("To ask"), "help"),
        ("promise", _("A promise"), "flag"),
        ("reminder", _("A reminder"), "calendar"),
        ("follow_up", _("A follow-up"), "message-2"),
        ("check", _("Runs out"), "shield-check"),
    )


def reminder_of(touch: Touch) -> int:
    """The reminder a touch comes from, 0 when it comes from none: "reminder-7-2026-11-18"."""
    word, _dash, rest = touch.key.partition("-")
    number = rest.partition("-")[0]
    return int(number) if word == "reminder" and number.isdecimal() else 0


def when_words(due: date | None, today: date) -> str:
    """ "Next visit", "2 days late", "Today", "Tomorrow", "Sunday", "3 May"."""
    if due is None:
        return _("Next visit")
    days = (due - today).days
    if days < 0:
        return n_("{n} day late", "{n} days late", -days)
    if days < 2:
        return _("Tomorrow") if days else _("Today")
    if days < WEEK:
        return say.weekday_name(due.weekday())
    return say.date_words(due.day, due.month, None if due.year == today.year else due.year)


def reminder_line(one: Reminder, touch: Touch | None, today: date) -> str:
    """ "Friday, every 2 weeks, Mara": when, how often, who; and for when it was before it was put off."""
    late = touch is not None and touch.days_late > 0
    due = touch.due if touch is not None else one.due
    if one.due is None and one.kind in ("promise", "follow_up") and (touch is None or touch.due == today):
        when = _("Any day")  # on every day's list until it is done
    else:
        quiet = touch is not None and touch.kind == "check" and _says_when(touch, today)
        when = "" if quiet else when_words(due, today)
    parts = [when, one.again, one.owner_name.split(" ")[0]]
    if touch is not None and touch.was_due is not None and not late:
        was = say.date_words(touch.was_due.day, touch.was_due.month)
        parts.append(_("first for {day}").format(day=was))
    return ", ".join(part for part in parts if part)


def touch_line(touch: Touch, today: date) -> str:
    """When a touch that comes from no reminder is due: "Sunday"; nothing where its own words say so."""
    if touch.kind == "slipping" or touch.due == today or _says_when(touch, today):
        return ""
    return when_words(touch.due, today)


def _says_when(touch: Touch, today: date) -> bool:
    """Whether its own sentence already ends with its day: "Patch test runs out on 4 December."."""
    from relnotebook.notebook.wording import on_day

    return touch.due is not None and touch.line.endswith(f" {on_day(touch.due, today)}.")
