"""Two cards in words: what stands side by side, what unites, what was agreed, what goes over. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from relnotebook.base.words import _, n_
from relnotebook.ui import card_words
from relnotebook.widgets import say

if TYPE_CHECKING:
    from relnotebook.notebook.joining import Home, OneAlert, Preview, Side
    from relnotebook.notebook.uniting import Agreed, Choice, United

NO = ("withdrawn", "refused")
WAYS = ("phone", "email", "post", "social", "chat")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the pane: an icon, words in bold, the rest; `tone` colours the icon."""

    icon: str
    lead: str
    text: str
    tone: str = "ink2"


def captions(preview: Preview) -> tuple[str, str]:
    """What the two columns are called: the cards may bear one name."""
    keep, lose = preview.keep.added, preview.lose.added
    if keep == lose:
        return _("The first card"), _("The second card")
    older, newer = _("The older card"), _("The newer card")
    return (older, newer) if keep < lose else (newer, older)


def side_lines(side: Side, usual: str, phone: str, now: datetime) -> tuple[str, str]:
    """ "0151 496 0183, oat flat white" and "48 visits. Last in on Wednesday. Written 3 May" under a name."""
    known = ", ".join(part for part in (phone, usual) if part) or _("no phone, no usual")
    been = [card_words.last_in(side.last_seen, now)]
    if side.visits:
        been.insert(0, n_("{n} visit", "{n} visits", side.visits).format(n=say.count(side.visits)))
    written = _("Card written on {day}").format(day=say.date_words(side.added.day, side.added.month, side.added.year))
    return known, ". ".join((*been, written))


def reasons(found: Sequence[str]) -> str:
    """ "Same phone: 0151 496 0183. One name is short for the other." """
    return " ".join(f"{one}." for one in found)


def since(moment: datetime, newer: bool, now: datetime) -> str:
    """ "3 May, the newer": since when a value stands on its card."""
    day = say.day_short(moment, now)
    return _("{day}, the newer").format(day=day) if newer else day


def left(choice: Choice, picked: str) -> str:
    """What becomes of the value that is not picked: "“Ngozi Okafor” is kept in a note."."""
    if choice.field == "photo":
        return _("The other picture stays on the card that goes into the bin.")
    value = choice.lose if picked == "keep" else choice.keep
    return _("“{value}” is kept in a note.").format(value=" ".join(value.split()))


def alerts(preview: Preview) -> tuple[tuple[str, str, str], ...]:
    """Banner lines: (title and severity, what to do, on which card)."""
    return tuple((_alert_title(one), one.advice, _alert_side(one, preview)) for one in preview.alerts)


def _alert_title(one: OneAlert) -> str:
    if one.severity == "severe":
        return _("{title}, severe.").format(title=one.title)
    return _("{title}, take care.").format(title=one.title)


def _alert_side(one: OneAlert, preview: Preview) -> str:
    if one.side == "both":
        return _("On both cards")
    keep, lose = captions(preview)
    return keep if one.side == "keep" else lose


def agreed(found: Sequence[Agreed]) -> tuple[Fact, ...]:
    """Consent in words; a no on either card wins, and that is said."""
    return tuple(_agreed(one) for one in found if one.result)


def _agreed(one: Agreed) -> Fact:
    lead = _channel(one.channel)
    if one.purpose:
        lead = _("{channel} about {purpose}").format(channel=lead, purpose=one.purpose)
    if one.result in NO:
        both = one.keep in NO and one.lose in NO
        words = _("no on both cards.") if both else _("one card says no, and a no always wins.")
        return Fact("ban", f"{lead}:", words)
    both = one.keep == one.lose == "given"
    return Fact("check", f"{lead}:", _("yes on both cards.") if both else _("yes, from one of the cards."), "accent")


def _channel(key: str) -> str:
    words = {
        "email": _("E-mail"),
        "text": _("Texts"),
        "phone": _("Calls"),
        "post": _("Post"),
        "chat": _("Chat messages"),
    }
    return words.get(key, key)


def united(found: Sequence[United]) -> tuple[Fact, ...]:
    """What the joined card has of each sort: "Phone: 0151 496 0183, 0151 496 0100"; alerts stand elsewhere.

    Addresses have a line each, since there are commas in them.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if one.title != _("Alert") and one.value:
            value = ", ".join(filter(None, map(str.strip, one.value.splitlines())))
            groups.setdefault((one.title, value if one.title == "post" else ""), []).append(value)
    facts = [_united(title, values) for (title, _line), values in groups.items()]
    return tuple(sorted(facts, key=lambda fact: _ORDER.index(fact.icon) if fact.icon in _ORDER else len(_ORDER)))


_ORDER = ("phone", "mail", "home", "messages", "message-2", "tag", "calendar")


def _united(title: str, values: Sequence[str]) -> Fact:
    sorts = {
        "phone": ("phone", _("Phone")),
        "email": ("mail", _("E-mail")),
        "post": ("home", _("Post")),
        "social": ("messages", _("Social")),
        "chat": ("message-2", _("Chat")),
        _("Tag"): ("tag", _("Tags")),
    }
    icon, lead = sorts.get(title, ("users", title[:1].upper() + title[1:]))
    return Fact(icon, f"{lead}:", ", ".join(dict.fromkeys(values)))


def moving(preview: Preview) -> str:
    """ "From the newer card come 12 visits and 2 notes." """
    if not preview.moving:
        return _("{card} has nothing else on it.").format(card=captions(preview)[1])
    _keep, lose = captions(preview)
    return _("{card} brings {what}.").format(card=lose, what=say.listed(preview.moving))


def home(found: Home) -> str:
    """A household, and who else lives there: "12 Mill Lane, with Ravi Pillai"."""
    place = ", ".join(found.words.splitlines())
    if not found.others:
        return place or _("A household without an address")
    if not place:
        return _("With {names}").format(names=say.listed(found.others))
    return _("{place}, with {names}").format(place=place, names=say.listed(found.others))


def count(total: int, shown: int, *, some: bool) -> str:
    """How many pairs there are, below the title."""
    if not total:
        return ""
    if total > shown:
        words = _("The {shown} surest of {n} pairs").format(shown=say.count(shown), n=say.count(total))
    else:
        words = n_("{n} pair may be one person", "{n} pairs may be one person", total).format(n=say.count(total))
    return _("{words}, among what came in").format(words=words) if some else words
