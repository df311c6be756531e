"""How an export is told of: how many were in it, and when it was."""

from __future__ import annotations

from datetime import datetime

from relnotebook.base.words import _, n_
from relnotebook.widgets import say


def people_in(count: int) -> str:
    """ "1,284 people"."""
    return n_("{count} person", "{count} people", count).format(count=say.count(count))


def day_of(when: datetime, now: datetime) -> str:
    """ "today, 08:41", "yesterday, 16:02", then the day: "Wed 18", "3 Nov"."""
    days = (now.date() - when.date()).days
    if days == 0:
        return _("today, {time}").format(time=say.clock(when))
    if days == 1:
        return _("yesterday, {time}").format(time=say.clock(when))
    return say.day_short(when, now)
