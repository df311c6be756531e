"""What the shop is to be told of its day, and when: one digest at opening, what wakes up later, what it missed.

Nothing here knows of windows or clocks; the moment comes with every question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from relnotebook.base.words import _, n_
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.notebook.agenda import Today, Touch

NAMED = 3
NOW = ("overdue", "today")
SLIPPING = "slipping"  # the list takes in another one when one is done: that is no news
LOOK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """A native notification: a line in bold and a sentence below it."""

    title: str
    body: str


class Telling:
    """Remembers what was told, so that nothing is told twice.

    Args:
        told: the last day told of before now; None when this till never told of one.
    Attributes:
        told: the last day told of; to be kept, so that a restart does not tell it again.
    """

    def __init__(self, told: date | None = None) -> None:
        self.told = told
        self._known: frozenset[str] | None = None
        self._day: date | None = None

    def missed(self, today: Today) -> str:
        """A sentence on what fell due while the program was off, "" for nothing. Says it once."""
        told, yesterday = self.told, today.day - timedelta(days=1)
        if told is None or told >= yesterday:
            return ""
        self.told = yesterday
        count = sum(1 for one in _now(today) if one.due is not None and told < one.due < today.day)
        if not count:
            return ""
        since = _since(told, today.day)
        return n_("{n} touch fell due since {day}.", "{n} touches fell due since {day}.", count).format(day=since)

    def hear(self, today: Today, now: datetime, opens: time | None, *, watched: bool) -> Notice | None:
        """What to say now that the list of the day is this one.

        `opens`: when the shop opens on this day, None when it is closed. `watched`: somebody has the window before
        them, so that only the digest is worth a notice.
        """
        if today.day != now.date():
            return None  # the list of yesterday, on its way over midnight
        before, first = self._known, self._day != today.day
        self._known, self._day = frozenset(one.id for one in _now(today)), today.day
        if opens is not None and now.time() >= opens and self.told != today.day:
            self.told = today.day
            return digest(today)
        if before is None or watched:
            return None
        fresh = [one for one in _now(today) if one.id not in before]
        if first or self.told != today.day:
            fresh = [one for one in fresh if one.was_due is not None]  # put off until now; the rest is for the digest
        return woken([one for one in fresh if one.was_due is not None or one.kind != SLIPPING])

    def quiet(self, day: date) -> None:
        """The day needs no telling: notifications are off, and the window shows what there is."""
        self.told = day


def next_look(now: datetime, opens: time | None) -> timedelta:
    """How long until there may be something to tell: at most a minute, so that sleep and a set clock do no harm."""
    wait = LOOK
    if opens is not None:
        local = now.replace(tzinfo=None)
        until = datetime.combine(local.date(), opens) - local
        if timedelta() < until < wait:
            wait = until
    return wait


def digest(today: Today) -> Notice | None:
    """All of the day in one notice; None when there is nothing to do."""
    if not today.to_go:
        return None
    ready = sorted(_now(today), key=lambda one: one.group != "today")
    late = sum(1 for one in ready if one.group == "overdue")
    title = n_("{n} touch for today", "{n} touches for today", today.to_go)
    body = _names(ready, today.to_go)
    if late and late < today.to_go:
        left = n_("{n} of them is left from before.", "{n} of them are left from before.", late)
        body = f"{body}. {left}"
    return Notice(title, body)


def woken(touches: Sequence[Touch]) -> Notice | None:
    """What comes back or falls due during the day, in one notice."""
    if not touches:
        return None
    if len(touches) == 1:
        one = touches[0]
        return Notice(_subject(one), one.line or one.reason)
    title = n_("{n} touch comes up now", "{n} touches come up now", len(touches))
    return Notice(title, _names(touches, len(touches)))


def _since(day: date, today: date) -> str:
    """ "Wednesday", later "12 November"."""
    if (today - day).days < say.WEEK:
        return say.weekday_name(day.weekday())
    return say.date_words(day.day, day.month, None if day.year == today.year else day.year)


def _now(today: Today) -> Iterable[Touch]:
    return (one for one in today.touches if one.group in NOW)


def _names(touches: Sequence[Touch], count: int) -> str:
    """ "Bartholomew's birthday, Mateus, Linnea and 2 more"."""
    named = ", ".join(dict.fromkeys(_subject(one) for one in touches[:NAMED]))
    more = count - min(len(touches), NAMED)
    return _("{names} and {n} more").format(names=named, n=more) if more > 0 else named


def _subject(touch: Touch) -> str:
    who = touch.greet or touch.name
    if touch.kind == "birthday":
        return _("{name}'s birthday").format(name=who)
    if touch.kind == "name_day":
        return _("{name}'s name day").format(name=who)
    return who
