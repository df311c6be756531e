"""What is said once long work with the notebook's file is over: restored, moved, people brought in, backed up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relnotebook.base import clock
from relnotebook.base.words import _, n_
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.notebook.safety import Kept


def sentence(facts: Mapping[str, Any]) -> str:
    """The toast after a notebook was opened by special work; "" when it was merely opened.

    `facts` as the work tells them: back, when, aside (restored); folder (moved); people (brought in).
    """
    if facts.get("back"):
        return _restored(facts)
    if facts.get("folder"):
        return _("The notebook lies in {folder} now.").format(folder=facts["folder"])
    if "people" in facts:
        return n_("{n} person brought in.", "{n} people brought in.", facts["people"]).format(
            n=say.count(facts["people"])
        )
    return ""


def _restored(facts: Mapping[str, Any]) -> str:
    when = facts.get("when")
    back = _("The backup is back.")
    if when is not None:
        day, time = say.day_long(when), say.clock(when)
        back = _("The notebook of {day}, {time} is back.").format(day=day, time=time)
    if facts.get("aside") is None:
        return back
    return " ".join((back, _("Today's file is kept as {file}.").format(file=facts["aside"].name)))


def backup_words(made: Kept) -> str:
    """ "Backed up last night, 22:10", "Backed up today, 09:15", "Backed up 12 days ago"."""
    days = (clock.today() - made.when.date()).days
    time = say.clock(made.when)
    if days == 0:
        return _("Backed up today, {time}").format(time=time)
    if days == 1 and made.when.hour >= 18:
        return _("Backed up last night, {time}").format(time=time)
    if days == 1:
        return _("Backed up yesterday, {time}").format(time=time)
    return n_("Backed up {n} day ago", "Backed up {n} days ago", days)
