"""A customer's row in words: what stands in each cell, and the row as one sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from relnotebook.base import clock
from relnotebook.base.text import aloud
from relnotebook.base.words import _, n_
from relnotebook.widgets import say
from relnotebook.widgets.values import Mark, sorted_marks

if TYPE_CHECKING:
    from relnotebook.notebook.browsing import BrowseLine


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row says.

    Attributes:
        marks: badges, alerts first.
        given, refused: channels with a yes, channels with a no, as listed words; '' for none.
        closeness: 0 for none.
    """

    name: str
    second: str
    marks: tuple[Mark, ...]
    usual: str
    last: str
    rhythm: str
    closeness: int
    given: str
    refused: str
    tags: tuple[Mark, ...]
    binned: str
    spoken: str


def channels() -> dict[str, str]:
    """Channels of consent as they stand in a narrow cell."""
    return {"email": _("E-mail"), "text": _("Text"), "phone": _("Phone"), "post": _("Post"), "chat": _("Chat")}


def cells(line: BrowseLine, now: datetime, keep_days: int) -> Cells:
    """The words of a row as of `now`; what is in the bin is kept for `keep_days` at least."""
    named = channels()
    given = ", ".join(named.get(key, key) for key in line.given)
    refused = ", ".join(named.get(key, key) for key in line.refused)
    marks = sorted_marks(tuple(Mark(b.tone, b.icon, b.text) for b in line.badges))
    last = say.ago(line.last_seen, now) if line.last_seen else _("Never yet")
    binned = _binned(line.binned_at, now, keep_days) if line.binned_at is not None else ""
    tags = tuple(Mark("neutral", "", tag) for tag in line.tags)
    spoken = _spoken(line, marks, last, binned, _consent(given, refused))
    return Cells(
        line.name, line.own_script, marks, line.usual, last, line.rhythm, line.closeness, given, refused, tags, binned,
        spoken,
    )  # fmt: skip


def _binned(at: datetime, now: datetime, keep_days: int) -> str:
    """ "3 days, kept 87 more": how long it has been in the bin, and how long it is kept at least."""
    days = max((now.date() - at.date()).days, 0)
    left = keep_days - days
    if not days:
        return n_("Today, kept {n} day", "Today, kept {n} days", left) if left > 0 else _("Today")
    since = n_("{n} day", "{n} days", days)
    if left <= 0:
        return since
    return _("{since}, kept {n} more").format(since=since, n=left)


def _consent(given: str, refused: str) -> str:
    told = [_("Yes to {channels}").format(channels=given) if given else ""]
    told.append(_("No to {channels}").format(channels=refused) if refused else "")
    return aloud(*filter(None, told)) if any(told) else _("Not asked about mailings")


def _spoken(line: BrowseLine, marks: tuple[Mark, ...], last: str, binned: str, consent: str) -> str:
    """One sentence for a screen reader, alert first."""
    alerts = [mark.text for mark in marks if mark.tone == "alert"]
    others = [mark.text for mark in marks if mark.tone != "alert"]
    usual = _("The usual: {usual}").format(usual=line.usual) if line.usual else _("No usual yet")
    seen = _("Last in {when}").format(when=_inside(line, last)) if line.last_seen else _("Never in yet")
    if binned:
        return aloud(*alerts, line.name, line.own_script, _("In the bin: {since}").format(since=binned), usual, seen)
    close = _("Closeness {n} of 10").format(n=line.closeness) if line.closeness else ""
    often = _("Comes {often}").format(often=line.rhythm) if line.rhythm else ""
    tags = _("Tags: {tags}").format(tags=say.listed(line.tags)) if line.tags else ""
    return aloud(*alerts, line.name, line.own_script, *others, usual, seen, often, close, consent, tags)


def _inside(line: BrowseLine, last: str) -> str:
    """The day inside a sentence: "today, 08:41" and "yesterday" are no names, as "Wednesday" is."""
    recent = line.last_seen is not None and (clock.today() - line.last_seen.date()).days <= 1
    return last[:1].lower() + last[1:] if recent else last


def chosen(count: int) -> str:
    """ "12 chosen"."""
    return n_("{n} chosen", "{n} chosen", count).replace(str(count), say.count(count), 1)
