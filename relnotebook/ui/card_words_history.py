"""The history of the card as words: rows of the timeline, and the choices of a touchpoint. Pure; no widgets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from relnotebook.base.text import aloud
from relnotebook.base.words import _
from relnotebook.ui.feedback import choices
from relnotebook.widgets import say
from relnotebook.widgets.values import Moment

if TYPE_CHECKING:
    from relnotebook.notebook.timeline import Entry


def channels() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of how a touchpoint took place."""
    return (
        ("in_person", _("In person"), "building-store"),
        ("phone", _("Phone"), "phone"),
        ("email", _("E-mail"), "mail"),
        ("social", _("Social"), "speakerphone"),
        ("chat", _("Chat"), "messages"),
    )


def moments() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of when a touchpoint took place, seen from the sale."""
    return (("before", _("Before the sale"), ""), ("during", _("During"), ""), ("after", _("After"), ""))


def feelings() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of how the customer felt."""
    return (
        ("delighted", _("Delighted"), "mood-smile"),
        ("happy", _("Happy"), "mood-smile"),
        ("so_so", _("So-so"), "mood-neutral"),
        ("puzzled", _("Puzzled"), "mood-neutral"),
        ("let_down", _("Let down"), "mood-sad"),
        ("upset", _("Upset"), "mood-sad"),
    )


def filters() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of what the history shows."""
    return (
        ("all", _("All"), ""),
        ("visits", _("Visits"), ""),
        ("touchpoints", _("Touchpoints"), ""),
        ("notes", _("Notes"), ""),
        ("feedback", _("Feedback"), ""),
    )


def entry(found: Entry, usual_word: str, now: datetime) -> Moment:
    """One row of the history, in words."""
    day = say.day_margin(found.when, now)
    text, quiet = _entry_text(found, usual_word)
    right = ", ".join(part for part in (_entry_how(found), found.staff) if part)
    said_aloud = aloud(say.day_long(found.when), text, quiet, right)
    key = (found.kind, found.id)
    return Moment(key, day, _entry_icon(found), text, right, quiet, said_aloud, wrap=found.kind != "visit")


def _entry_text(found: Entry, usual_word: str) -> tuple[str, str]:
    if found.kind == "visit":
        text = found.text or _("A visit")
        if found.usual:
            text = f"{usual_word}, {found.extra}" if found.extra else usual_word
        return text, found.detail
    if found.kind == "touchpoint":
        return found.text, {key: word for key, word, _icon in feelings()}.get(found.feeling, "")
    if found.kind == "feedback":
        felt = choices.word_of(feelings(), found.feeling)
        if not found.text:  # a face or stars alone
            return felt or choices.word_of(choices.kinds(), found.extra), ""
        return _("“{words}”").format(words=found.text), felt
    if found.kind == "export":
        from relnotebook.notebook import exports

        return found.text, exports.title(found.extra)
    return found.text, _("Private") if found.private else ""


def _entry_how(found: Entry) -> str:
    if found.kind == "touchpoint":
        return {key: word for key, word, _icon in channels()}.get(found.detail, found.detail)
    if found.kind == "feedback":
        return choices.word_of(choices.statuses(), found.detail)
    return say.clock(found.when)


def _entry_icon(found: Entry) -> str:
    if found.kind == "visit":
        return "bookmark" if found.usual else "coffee"
    if found.kind == "note":
        return "lock" if found.private else "notes"
    if found.kind in ("export", "import"):
        return "file-import" if found.kind == "import" else "mail" if found.detail else "address-book"
    if found.kind == "feedback" and not found.feeling:
        return next((icon for key, _word, icon in choices.kinds() if key == found.extra), "message-2")
    if found.feeling:
        return {key: icon for key, _word, icon in feelings()}.get(found.feeling, "mood-neutral")
    return {key: icon for key, _word, icon in channels()}.get(found.detail, "messages")
