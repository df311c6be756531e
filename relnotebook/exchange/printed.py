"""What of a card goes on paper, for the customer to take home: alerts first, never closeness or private notes. Pure
content; exchange/paper_cards paints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import fold
from relnotebook.base.words import _, n_
from relnotebook.notebook import consent_words, customers, days
from relnotebook.notebook.contacts import ConsentState, Contact
from relnotebook.notebook.customers import CustomerCard
from relnotebook.notebook.dates import SpecialDate, month_name
from relnotebook.notebook.preferences import Preference
from relnotebook.notebook.usual import Usual
from relnotebook.store.write import Session

NOTES = 12  # the newest ones


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardOnPaper:
    """A card as it is printed.

    Attributes:
        below: own script, pronouns, card number.
        alerts: (what it is, what to do), severe first.
    """

    name: str
    below: str
    alerts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


_NOTES = "SELECT words FROM note WHERE customer_id = ? AND private = 0 ORDER BY at DESC, id DESC LIMIT ?"


def card(s: Session, customer: CustomerId) -> CardOnPaper:
    """Raises NotFound("no-customer")."""
    found = customers.card(s, customer)
    number = _("Card {number}").format(number=found.card_number) if found.card_number else ""
    below = ", ".join(part for part in (found.own_script, found.pronouns, number) if part)
    notes = tuple(words for (words,) in s.raw(_NOTES, (customer, NOTES)))
    sections = [
        Section(_("The usual"), tuple(_usual(one) for one in found.usuals)),
        Section(_("Tastes"), tuple(_tastes(found))),
        Section(_("Dates"), tuple(_date(one) for one in found.dates)),
        Section(_("Ways to reach"), tuple(_contact(one) for one in found.contacts)),
        Section(_("What was agreed to"), tuple(_consent(one) for one in found.consents if one.state)),
        Section(_("People"), tuple(_people(found))),
        Section(_("Also noted"), tuple(f"{one.field.name}: {one.value}" for one in found.fields if one.value)),
        Section(_("Notes"), notes),
        Section(_("Visits"), tuple(_visits(found))),
    ]
    alerts = tuple((one.title, one.advice) for one in found.alerts)
    return CardOnPaper(found.shown_name, below, alerts, tuple(one for one in sections if one.lines))


def _usual(one: Usual) -> str:
    line = "; ".join((one.line, one.how)) if one.how else one.line
    return _("{line}, for {whom}").format(line=line, whom=one.whom) if one.whom else line


def _tastes(found: CustomerCard) -> Iterator[str]:
    """One line for each strength, what they never have first."""
    told = {"never": _("Never"), "loves": _("Loves"), "likes": _("Likes"), "dislikes": _("Dislikes")}
    items: Sequence[Preference] = [item for group in found.preferences for item in group.items]
    for strength, words in told.items():
        things = [item.thing for item in items if item.strength == strength]
        if things:
            yield f"{words}: {', '.join(things)}"


def _date(one: SpecialDate) -> str:
    kinds = {"birthday": _("Birthday"), "name_day": _("Name day"), "anniversary": _("Anniversary")}
    title = one.title or kinds.get(one.kind, _("A date"))
    named = month_name(one.month) if one.month else ""
    day = " ".join(str(part) for part in (one.day, named, one.year) if part)
    return f"{title}: {day}" if day else title


def _contact(one: Contact) -> str:
    value = ", ".join(part.strip() for part in one.value.splitlines() if part.strip())
    return f"{value} ({one.label})" if one.label else value


def _consent(one: ConsentState) -> str:
    about = consent_words.channel(one.channel)
    day = days.written(one.when.date(), date(one.when.year - 1, 1, 1)) if one.when else ""
    said = ", ".join(part for part in (consent_words.state(one.state), day) if part)
    return f"{about[:1].upper()}{about[1:]}: {said}"


def _people(found: CustomerCard) -> Iterator[str]:
    for one in found.people:
        told = f"{one.relation}: {one.name}" if one.relation and one.name else one.relation or one.name
        yield f"{told}, {one.detail}" if one.detail else told
    others = [name for who, name in (found.household.members if found.household else ()) if who != found.id]
    known = {fold(one.name) for one in found.people}
    if others := [name for name in others if fold(name) not in known]:
        yield _("Lives with {names}").format(names=", ".join(others))


def _visits(found: CustomerCard) -> Iterator[str]:
    if found.visits and found.first_seen is not None and found.last_seen is not None:
        year_before = date(clock.today().year - 1, 1, 1)
        first, last = (days.written(at.date(), year_before) for at in (found.first_seen, found.last_seen))
        many = n_("{n} visit", "{n} visits", found.visits)
        yield _("{many}, the first on {first}, the last on {last}").format(many=many, first=first, last=last)
