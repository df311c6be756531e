"""Consent in words: channels, what was said, how somebody told us, what they were asked. Pure."""

from __future__ import annotations

from relnotebook.base.words import _


def channel(key: str) -> str:
    """A channel of consent inside a sentence: "e-mail"."""
    words = {
        "email": _("e-mail"),
        "text": _("texts"),
        "phone": _("calls"),
        "post": _("post"),
        "chat": _("chat messages"),
    }
    return words.get(key, key)


def state(key: str) -> str:
    """What was said, beginning a sentence."""
    words = {
        "given": _("Said yes"),
        "withdrawn": _("Took the yes back"),
        "refused": _("Said no"),
    }
    return words.get(key, _("Not asked yet"))


def how(key: str) -> str:
    """How somebody told us, after a comma; what was typed freely stays as it is."""
    words = {
        "counter": _("at the counter"),
        "form": _("on a form"),
        "phone": _("on the phone"),
        "kiosk": _("on the customer screen"),
        "imported": _("from an imported file"),
        "joined": _("when two cards were joined"),
        "": "",
    }
    return words.get(key, key)


def counter_wording(channel: str, purpose: str = "") -> str:
    """What a customer is asked at the counter: to be shown there, and handed to `consent.record` with the answer."""
    told = {
        "email": _("May we write to you by e-mail about {what}? You can stop it at any time."),
        "text": _("May we text you about {what}? You can stop it at any time."),
        "phone": _("May we ring you about {what}? You can stop it at any time."),
        "post": _("May we write to you by post about {what}? You can stop it at any time."),
        "chat": _("May we send you a chat message about {what}? You can stop it at any time."),
    }[channel]
    return told.format(what=purpose or _("what is new here"))


def asking(channel: str, purpose: str = "") -> str:
    """What the reminder of the next visit says: "Ask whether we may write by e-mail"."""
    told = {
        "email": _("Ask whether we may write by e-mail"),
        "text": _("Ask whether we may text"),
        "phone": _("Ask whether we may ring"),
        "post": _("Ask whether we may write by post"),
        "chat": _("Ask whether we may send chat messages"),
    }[channel]
    return _("{asked}, about {purpose}").format(asked=told, purpose=purpose) if purpose else told
