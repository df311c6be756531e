"""What may be said of feedback, as (key, word, icon): its kind, how serious it is, stars, its status. Pure."""

from __future__ import annotations

from relnotebook.base.words import _

Choices = tuple[tuple[str, str, str], ...]

ENDS = ".!?。！？…\n"
TITLE = 60  # letters of an idea's name on the board that is made of the words themselves


def kinds() -> Choices:
    """What kind of words it is."""
    return (
        ("praise", _("Praise"), "heart"),
        ("complaint", _("Complaint"), "message-report"),
        ("suggestion", _("Suggestion"), "bulb"),
        ("question", _("Question"), "help"),
    )


def severities() -> Choices:
    """How serious it is; apart from how they felt."""
    return (("minor", _("A small thing"), ""), ("real", _("A real problem"), ""), ("serious", _("Serious"), ""))


def stars() -> Choices:
    """How many of five."""
    return tuple((str(n), str(n), "star") for n in range(1, 6))


def statuses() -> Choices:
    """How far it is."""
    return (
        ("new", _("New"), "point-filled"),
        ("acting", _("Acting"), "tool"),
        ("tell", _("Tell them"), "speakerphone"),
        ("told", _("Told"), "check"),
    )


def word_of(choices: Choices, key: str) -> str:
    """The word of a key, "" for one that is none of them."""
    return next((word for other, word, _icon in choices if other == key), "")


def title_of(words: str) -> str:
    """A name for the board from the words: their first sentence, cut between words where it is long."""
    text = words.strip().strip("\"'“”‘’«»„ ")
    end = min((at for at in (text.find(mark) for mark in ENDS) if at > 0), default=len(text))
    first = " ".join(text[:end].split())
    if len(first) <= TITLE:
        return first
    cut = first[:TITLE].rsplit(" ", 1)[0] if " " in first[:TITLE] else first[: TITLE - 1]
    return cut.rstrip(" ,;:") + "…"
