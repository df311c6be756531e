"""The card's views as words: what each part says, with the pronouns the card gives. Pure; no widgets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from relnotebook.base.text import gender
from relnotebook.base.words import _, n_
from relnotebook.ui import card_words_calendar as calendar_words
from relnotebook.widgets import say
from relnotebook.widgets.plain import clean
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.notebook.customers import CustomerCard
    from relnotebook.notebook.preferences import Alert, Clash, Preference
    from relnotebook.notebook.usual import Suggestion, Usual, Variation


def short(name: str) -> str:
    """A name inside a sentence; very long ones are cut."""
    return clean(name, 24)


# Header


def last_in(last_seen: datetime | None, now: datetime) -> str:
    """ "Last in on Wednesday", "In today, 07:52", "Last in yesterday", or that there was no visit yet."""
    if last_seen is None:
        return _("No visit noted yet")
    days = (now.date() - last_seen.date()).days
    if days <= 0:
        return _("In today, {clock}").format(clock=say.clock(last_seen))
    if days == 1:
        return _("Last in yesterday")
    when = say.ago(last_seen, now)
    return (_("Last in on {when}") if days < 7 or days > 59 else _("Last in {when}")).format(when=when)


def rhythm(card: CustomerCard) -> str:
    """ "Comes about every 3 days, since May 2023"; as much of it as is known."""
    since = say.month_year(card.first_seen) if card.first_seen else ""
    if card.state == "deceased":
        return _("Came in since {month}").format(month=since) if since else ""
    if card.gap_days is None:
        if not since:
            return ""
        return n_("{n} visit, since {month}", "{n} visits, since {month}", card.visits).format(month=since)
    often = say.span_days(card.gap_days)
    return _("Comes {often}, since {month}").format(often=often, month=since)


def state_mark(card: CustomerCard) -> Mark | None:
    """The chip beside the name when the card is not active. Calm for each of them."""
    if card.binned:
        return Mark("neutral", "trash", _("In the bin"))
    marks = {
        "moved": Mark("neutral", "building-store", _("Moved away")),
        "deceased": Mark("neutral", "bookmark", _("Has died")),
        "do_not_contact": Mark("neutral", "hand-stop", _("Please do not contact")),
    }
    return marks.get(card.state)


def greeting(card: CustomerCard, language: str = "") -> str:
    """What C copies, ready to be pasted into a letter: "Hello Mateus,". Of somebody who has died the name alone.

    `language` is the one the card says they read, "" for the shop's. A description ("tall man") is for us alone.
    """
    from relnotebook.notebook import names, wordings

    described = not card.call_name and names.is_description(card.name)
    name = clean(card.own_script if described else names.greet_name(card.name, card.call_name) or card.own_script, 80)
    if card.state == "deceased":
        return name or card.greet
    hello = wordings.hello(language) or _("Hello")
    # Translators: the beginning of a letter: "Hello Mateus,".
    return _("{hello} {name},").format(hello=hello, name=name) if name else _("{hello},").format(hello=hello)


# Alerts


def alert_kinds() -> tuple[tuple[str, str], ...]:
    """(key, word) of the kinds of alert."""
    return (
        ("allergy", _("Allergy")),
        ("health", _("Health")),
        ("access", _("Access")),
        ("payment", _("Payment")),
        ("please_do_not", _("Please do not")),
    )


def severities() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of how severe an alert is."""
    return (("severe", _("Severe"), "alert-octagon"), ("careful", _("Take care"), "alert-triangle"))


def alert_title(alert: Alert) -> str:
    """ "Nut allergy, severe." The bold words of the banner."""
    if alert.severity == "severe":
        return _("{title}, severe.").format(title=alert.title)
    return _("{title}, take care.").format(title=alert.title)


def alert_checked(alert: Alert, card: CustomerCard, now: datetime) -> str:
    """ "Checked with her 3 Nov", or that nobody has asked yet."""
    if alert.checked is None:
        return _("Not checked yet")
    if alert.checked.date() == now.date():
        return {
            "she": _("Checked with her today"),
            "he": _("Checked with him today"),
            "they": _("Checked with {name} today").format(name=short(card.greet)),
        }[gender(card.pronouns)]
    words = {
        "she": _("Checked with her {day}"),
        "he": _("Checked with him {day}"),
        "they": _("Checked with {name} {day}"),
    }[gender(card.pronouns)]
    return words.format(name=short(card.greet), day=say.day_short(alert.checked, now))


def alerts_spoken(alerts: tuple[Alert, ...]) -> str:
    """What is announced first on opening the card."""
    return " ".join(f"{alert_title(a)} {a.advice}".strip() for a in alerts)


def clash(found: Clash, alerts: tuple[Alert, ...], card: CustomerCard) -> str:
    """ "Almond, and she has a nut allergy. Ask first." It warns, it never says that something is safe."""
    word = found.word[:1].upper() + found.word[1:]
    alert = next((a for a in alerts if a.title == found.reason), None)
    if alert is not None and alert.kind == "allergy" and "allergy" in alert.title.casefold():
        words = {
            "she": _("{word}, and she has {allergy}. Ask first."),
            "he": _("{word}, and he has {allergy}. Ask first."),
            "they": _("{word}, and {name} has {allergy}. Ask first."),
        }[gender(card.pronouns)]
        return words.format(word=word, name=short(card.greet), allergy=_with_article(alert.title))
    return _("{word}, and the card says: {reason}. Ask first.").format(word=word, reason=found.reason)


def _with_article(title: str) -> str:
    lower = title[:1].lower() + title[1:]
    if lower[:1] in "aeiou":
        # i18n: an allergy that begins with a vowel in English: "an egg allergy"
        return _("an {thing}").format(thing=lower)
    return _("a {thing}").format(thing=lower)


# The usual


def how_and_evidence(usual: Usual, card: CustomerCard) -> str:
    """ "Own green cup, no lid. 41 of her last 48 visits." Empty when neither is known."""
    parts = []
    if usual.how:
        parts.append(usual.how if usual.how.endswith((".", "!", "?")) else usual.how + ".")
    if usual.had and usual.of:
        parts.append(evidence(usual.had, usual.of, card))
    return " ".join(parts)


def evidence(had: int, of: int, card: CustomerCard) -> str:
    """ "41 of her last 48 visits."""
    words = {
        "she": _("{had} of her last {of} visits."),
        "he": _("{had} of his last {of} visits."),
        "they": _("{had} of the last {of} visits."),
    }[gender(card.pronouns)]
    return words.format(had=say.count(had), of=say.count(of))


def suggestion(found: Suggestion) -> str:
    """ "It looks like the usual is oat flat white: 9 of the last 10 visits."""
    return _("It looks like the usual is {line}: {had} of the last {of} visits.").format(
        line=found.line, had=say.count(found.had), of=say.count(found.of)
    )


def usual_caption(usual_word: str, usual: Usual) -> str:
    """ "The usual", or "The usual, for Tom"."""
    return _("{usual}, for {name}").format(usual=usual_word, name=usual.whom) if usual.whom else usual_word


def rules() -> tuple[tuple[str, str], ...]:
    """(key, word) of the conditions a variation may have."""
    return (
        ("weekday", _("On some days")),
        ("after", _("After a time")),
        ("before", _("Before a time")),
        ("months", _("In some months")),
        ("for", _("For somebody")),
        ("asked", _("When they say so")),
    )


def rule_label(rule: str) -> str:
    """What the words after a condition are, for a screen reader."""
    return {"after": _("What time"), "before": _("What time"), "for": _("For whom")}.get(rule, _("What they say"))


def effects() -> tuple[tuple[str, str], ...]:
    """(key, word) of what a variation does."""
    return (("plus", _("plus")), ("change", _("made")), ("instead", _("instead")))


def condition(rule: str, value: str) -> str:
    """ "Fridays", "After 3 pm", "June to August", "For Tom", "Hot days"."""
    if rule == "weekday":
        return calendar_words.weekdays(value) or value
    if rule == "after":
        return _("After {clock}").format(clock=calendar_words.hour(value))
    if rule == "before":
        return _("Before {clock}").format(clock=calendar_words.hour(value))
    if rule == "months":
        return calendar_words.months(value) or value
    if rule == "for":
        return _("For {name}").format(name=value)
    return value


def variation(found: Variation) -> str:
    """ "Fridays: plus a cardamom bun"; the condition first."""
    before = condition(found.rule, found.value)
    if found.effect == "plus":
        return _("{when}: plus {thing}").format(when=before, thing=found.thing)
    return _("{when}: {thing}").format(when=before, thing=found.thing)


# What we know


def strengths() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of the four strengths, in the order of the chips."""
    return (
        ("never", _("Never"), "ban"),
        ("loves", _("Loves"), "hearts"),
        ("likes", _("Likes"), "heart"),
        ("dislikes", _("Dislikes"), "thumb-down"),
    )


def sources() -> tuple[tuple[str, str], ...]:
    """(key, word) of where we know it from."""
    return (("told", _("Told us")), ("seen_once", _("Seen once")), ("seen_often", _("Seen often")))


def strength_mark(item: Preference) -> Mark:
    """The chip: icon, strength word, thing."""
    word, icon = next((w, i) for key, w, i in strengths() if key == item.strength)
    tone = {"never": "never", "dislikes": "neutral"}.get(item.strength, "accent")
    text = _("{thing}, still true?").format(thing=item.thing) if item.faded else item.thing
    return Mark("outline" if item.faded else tone, icon, text, strong=word)


def provenance(item: Preference, now: datetime) -> str:
    """ "Jonas, 3 May. Told us." The tooltip of a chip."""
    source = dict(sources()).get(item.source, item.source)
    who = ", ".join(part for part in (item.staff, say.day_short(item.when, now)) if part)
    return f"{who}. {source}."
