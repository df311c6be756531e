"""Feedback in words: rows of the inbox, the marks below each, days. Pure; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from relnotebook.base.text import aloud
from relnotebook.base.words import _, n_
from relnotebook.ui import card_words_history
from relnotebook.ui.feedback import choices
from relnotebook.ui.feedback.choices import Choices
from relnotebook.widgets import say
from relnotebook.widgets.feedbackrows import FeedbackRow
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.notebook.inbox import Line

RATINGS = 5


def moments() -> dict[str, str]:
    """When it was, in a row of marks: "during the visit"."""
    return {"before": _("before the visit"), "during": _("during the visit"), "after": _("after the visit")}


# Marks


def status_mark(line: Line) -> Mark:
    """How far it is."""
    tone = {"new": "honey", "told": "neutral"}.get(line.status, "accent")
    return Mark(tone, _icon(choices.statuses(), line.status), choices.word_of(choices.statuses(), line.status))


def feeling_mark(line: Line) -> Mark | None:
    """How they felt; None when nobody said."""
    if not line.feeling:
        return None
    tone = {"delighted": "accent", "happy": "accent", "upset": "never"}.get(line.feeling, "neutral")
    feelings = card_words_history.feelings()
    return Mark(tone, _icon(feelings, line.feeling), choices.word_of(feelings, line.feeling))


def kind_mark(line: Line) -> Mark:
    """What it is."""
    return Mark("neutral", _icon(choices.kinds(), line.kind), choices.word_of(choices.kinds(), line.kind))


def severity_mark(line: Line) -> Mark | None:
    """That it is serious; None for anything less, which shows in the day it is due."""
    if line.severity != "serious":
        return None
    return Mark("never", "alert-octagon", choices.word_of(choices.severities(), line.severity))


def rating_mark(line: Line) -> Mark | None:
    """The stars given; None for none."""
    if line.rating is None:
        return None
    return Mark("neutral", "star", _("{n} of {all}").format(n=line.rating, all=RATINGS))


def late_words(line: Line) -> str:
    """For how many days something should have been done: "2 days late"; "" when there is time."""
    return n_("{n} day late", "{n} days late", line.late) if line.late > 0 else ""


def marks(line: Line) -> tuple[Mark, ...]:
    """Status, feeling, kind, rating."""
    found = (status_mark(line), feeling_mark(line), kind_mark(line), rating_mark(line))
    return tuple(mark for mark in found if mark is not None)


# Rows


def row(line: Line, now: datetime, keys: Mapping[str, str]) -> FeedbackRow:
    """One row of the inbox. `keys`: what the page's keys are at the moment, by command."""
    said = said_words(line)
    day, late, shown = day_short(line.when, now), late_words(line), marks(line)
    said_aloud = aloud(late, line.name, *(mark.words() for mark in shown), day, said)
    return FeedbackRow(line.id, line.name, late or day, said, shown, bool(late), said_aloud, keys_words(keys))


def keys_words(keys: Mapping[str, str]) -> str:
    """The keys of a row as one sentence for a screen reader."""
    said = (("open", _("To the steps")), ("link", _("Link a customer")), ("card", _("Open the card")))
    return " ".join(f"{keys[name]}: {words}." for name, words in said if keys.get(name))


def quoted(words: str) -> str:
    """Somebody's own words between quotation marks, on one line."""
    return _("“{words}”").format(words=" ".join(words.split()))


def said_words(line: Line) -> str:
    """Their own words, or that there are none, which nobody said and so stands in no quotation marks."""
    if line.words.strip():
        return quoted(line.words)
    asks = line.source == "kiosk" and line.kind == "question"
    return _("No words; would like an answer.") if asks else _("No words.")


def day_short(when: datetime, now: datetime) -> str:
    """ "Today 08:12", "Tue 17", "9 Nov"."""
    if when.date() == now.date():
        return _("Today {time}").format(time=say.clock(when))
    return say.day_short(when, now)


def day_said(when: datetime, now: datetime) -> str:
    """ "Today, 08:12", "Tuesday 17, 11:38", "9 November, 11:38"."""
    days, time = (now.date() - when.date()).days, say.clock(when)
    if days == 0:
        return _("Today, {time}").format(time=time)
    if 0 < days <= say.WEEK:
        return _("{weekday} {day}, {time}").format(weekday=say.weekday_name(when.weekday()), day=when.day, time=time)
    year = None if when.year == now.year else when.year
    return _("{day}, {time}").format(day=say.date_words(when.day, when.month, year), time=time)


def step_when(when: datetime, now: datetime) -> str:
    """Behind a step: "Tue 11:40", later "9 Nov"."""
    days = (now.date() - when.date()).days
    if days == 0:
        return say.clock(when)
    if 0 < days < say.WEEK:
        return _("{weekday} {time}").format(weekday=say.weekday_name(when.weekday())[:3], time=say.clock(when))
    return say.day_short(when, now)


def first_name(colleague: str) -> str:
    """How colleagues call each other: "Jonas"."""
    return colleague.split()[0] if colleague.split() else ""


def _icon(among: Choices, key: str) -> str:
    return next((icon for name, _word, icon in among if name == key), "")
