"""The right column of the card as words: dates, ways to reach, what was agreed to. Pure; no widgets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from relnotebook.base.text import gender
from relnotebook.base.words import _, n_
from relnotebook.ui.card_words import short
from relnotebook.widgets import say
from relnotebook.widgets.values import Mark

if TYPE_CHECKING:
    from relnotebook.notebook.contacts import ConsentState
    from relnotebook.notebook.customers import CustomerCard
    from relnotebook.notebook.dates import SpecialDate


def date_kinds() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of the dates that matter."""
    from relnotebook.notebook.wording import ICONS

    return (
        ("birthday", _("Birthday"), ICONS["birthday"]),
        ("name_day", _("Name day"), ICONS["name_day"]),
        ("anniversary", _("Anniversary"), ICONS["anniversary"]),
        ("other", _("Another date"), ICONS["other"]),
    )


def special_date(found: SpecialDate) -> str:
    """ "Birthday, 14 March", "Wedding day in March", "Birthday, about 1986"; called as on Today."""
    from relnotebook.notebook.wording import title_of

    what = title_of(found.kind, found.title)
    if found.month is None:
        return _("{what}, about {year}").format(what=what, year=found.year)
    day = say.date_words(found.day, found.month, found.year)
    if found.day is None:
        return _("{what} in {month}").format(what=what, month=day)
    return _("{what}, {day}").format(what=what, day=day)


def date_typed(found: SpecialDate) -> str:
    """The date as a person would type it."""
    if found.month is None:
        return str(found.year or "")
    return say.date_words(found.day, found.month, found.year)


def tenure(card: CustomerCard, today: date) -> tuple[str, str]:
    """("Customer for 3 years", "since 6 May 2023"), or empty words when there was no visit."""
    if card.first_seen is None:
        return "", ""
    first = card.first_seen.date()
    years = today.year - first.year - ((today.month, today.day) < (first.month, first.day))
    since = _("since {day}").format(day=say.date_words(first.day, first.month, first.year))
    if years >= 1:
        return n_("Customer for {n} year", "Customer for {n} years", years), since
    months = (today.year - first.year) * 12 + today.month - first.month - (today.day < first.day)
    if months >= 1:
        return n_("Customer for {n} month", "Customer for {n} months", months), since
    return _("New this month"), since


def reach_heading(card: CustomerCard) -> str:
    """ "Ways to reach her"."""
    return {
        "she": _("Ways to reach her"),
        "he": _("Ways to reach him"),
        "they": _("Ways to reach {name}").format(name=short(card.greet)),
    }[gender(card.pronouns)]


def consent_heading(card: CustomerCard, name: str) -> str:
    """ "What she agreed to"; where no pronoun is known the name, or with "" that of anybody."""
    return {
        "she": _("What she agreed to"),
        "he": _("What he agreed to"),
        "they": _("What {name} agreed to").format(name=short(name)) if name else _("What they agreed to"),
    }[gender(card.pronouns)]


def contact_channels() -> tuple[tuple[str, str, str], ...]:
    """(key, word, icon) of the ways to reach somebody."""
    return (
        ("phone", _("Phone"), "device-mobile"),
        ("email", _("E-mail"), "mail"),
        ("post", _("Address"), "home"),
        ("chat", _("Chat"), "messages"),
        ("social", _("Social"), "users"),
    )


def consent_channels() -> tuple[tuple[str, str, str, str], ...]:
    """(channel of consent, its word, the words for no, the way to reach it belongs to)."""
    return (
        ("text", _("Texts"), _("No texts"), "phone"),
        ("phone", _("Calls"), _("No calls"), "phone"),
        ("email", _("E-mail"), _("No e-mail"), "email"),
        ("post", _("Post"), _("No post"), "post"),
        ("chat", _("Chat"), _("No chat"), "chat"),
    )


def consent_mark(found: ConsentState, now: datetime) -> Mark:
    """ "Yes, 2 Feb", "No texts", "Not asked"."""
    if found.state == "given":
        day = say.day_short(found.when, now) if found.when else ""
        return Mark("accent", "check", _("Yes, {day}").format(day=day) if day else _("Yes"))
    if found.state in ("withdrawn", "refused"):
        no = next((no for key, _word, no, _way in consent_channels() if key == found.channel), _("No"))
        return Mark("neutral", "ban", no)
    return Mark("outline", "", _("Not asked"))


def consent_hows() -> tuple[tuple[str, str], ...]:
    """(key, word) of how somebody told us."""
    return (
        ("counter", _("At the counter")),
        ("form", _("On a form")),
        ("phone", _("On the phone")),
        ("kiosk", _("On the customer screen")),
        ("imported", _("From an imported file")),
    )


def consent_sentence(found: ConsentState, now: datetime) -> str:
    """ "Said yes, 2 Feb, at the counter. Asked by Mara." Who, when and how; the wording stands apart."""
    what = {"given": _("Said yes"), "refused": _("Said no"), "withdrawn": _("Took it back")}.get(found.state)
    if what is None:
        return _("Nobody has asked yet.")
    parts = [what]
    if found.when:
        parts.append(say.day_short(found.when, now))
    how = dict(consent_hows()).get(found.how, found.how)
    if how:
        parts.append(how[:1].lower() + how[1:])
    sentence = ", ".join(parts) + "."
    return sentence + " " + _("Noted by {name}.").format(name=found.staff) if found.staff else sentence


def ledger_line(found: ConsentState) -> tuple[str, str, str]:
    """(when, what, the words they were asked with) of a word in the ledger; there the year always stands."""
    channels = {key: word for key, word, _no, _way in consent_channels()}
    about = channels.get(found.channel, found.channel)
    about = _("{channel}, for {purpose}").format(channel=about, purpose=found.purpose) if found.purpose else about
    when, day = found.when, ""
    if when is not None:
        day = f"{say.date_words(when.day, when.month, when.year)}, {say.clock(when)}"
    said = {"given": _("said yes"), "refused": _("said no"), "withdrawn": _("took it back")}.get(found.state, "")
    facts = ", ".join(part for part in (said, _inside_how(found)) if part)
    told = [f"{about}: {facts}."]
    told += [_("Noted by {name}.").format(name=found.staff)] if found.staff else []
    told += [_("Legal basis: {basis}.").format(basis=found.basis)] if found.basis else []
    return day, " ".join(told), " ".join(found.wording.split())


def _inside_how(found: ConsentState) -> str:
    """How they told us, inside a sentence."""
    from relnotebook.notebook import consent_words

    return consent_words.how(found.how)


def purpose_lines(purposes: Iterable[tuple[str, tuple[ConsentState, ...]]], now: datetime) -> tuple[str, ...]:
    """ "For tastings: e-mail, said yes, 2 Feb": what counts beside news and offers, a line for each purpose."""
    from relnotebook.notebook import consent_words

    lines = []
    for purpose, states in purposes:
        told = []
        for one in states:
            day = say.day_short(one.when, now) if one.when else ""
            said = consent_words.state(one.state)
            words = (consent_words.channel(one.channel), said[:1].lower() + said[1:], day)
            told.append(", ".join(part for part in words if part))
        lines.append(_("For {purpose}: {told}").format(purpose=purpose, told="; ".join(told)))
    return tuple(lines)
