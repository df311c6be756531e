"""One mailing: who fits its rules, who of them will hear from the shop, and who not, each with why and a way forward.

Who may be written to is decided by `outgoing.plan` alone; this gathers it into what a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.exchange import outgoing
from relnotebook.notebook import asking_consent, names, segments
from relnotebook.notebook.segment_rules import Rules

if TYPE_CHECKING:
    from relnotebook.exchange.outgoing import Leaving
    from relnotebook.notebook.segments import Reason
    from relnotebook.store.write import Session

OWN_USE = ""
"""The channel of a file for the shop's own address book: nobody is written to, so nobody is asked."""

_FORMATS = {OWN_USE: "vcard3"}
_SEEN = ("no_address", "bad_address", "complaint", "same_address")
"""Reasons that the people themselves show a way out of: their card is where it is put right."""


@dataclass(frozen=True, slots=True)
class Out:
    """Those who are left out for one reason: "8  no consent for e-mail   Ask next visit".

    Attributes:
        reason: as in `outgoing.LeftOut`.
        words: go on from the number.
        way: ask, see, household, or "" where the word is theirs alone; `way_words` has what its button says.
        people: who; others: for those somebody else stands for, who that is, else None.
        askable: those of them who can be asked at their next visit and are not to be asked yet.
    """

    reason: str
    words: str
    way: str
    people: tuple[CustomerId, ...]
    others: tuple[CustomerId | None, ...]
    askable: tuple[CustomerId, ...] = ()


@dataclass(frozen=True, slots=True)
class Mailing:
    """Who hears from the shop.

    Attributes:
        channel: of `consent.CHANNELS`, or OWN_USE.
        per_household: whether one for each household is enough.
        among: people chosen one by one, whom the rules narrow further; None for everybody.
        fit: how many the rules fit: those inside and those left out.
        shared: how many of those inside share a household with another one of them.
        leaving: what `outgoing.save` takes; `outgoing.aimed` gives it another format of the same channel.
    """

    rules: Rules
    channel: str
    purpose: str
    per_household: bool
    among: tuple[CustomerId, ...] | None
    fit: int
    inside: tuple[CustomerId, ...]
    left_out: tuple[Out, ...]
    shared: int
    leaving: Leaving


def mailing(
    s: Session,
    rules: Rules,
    channel: str = "email",
    purpose: str = "",
    per_household: bool | None = None,
    *,
    among: Sequence[CustomerId] | None = None,
    name: str = "",
) -> Mailing:
    """Who fits, who of them will hear from the shop, and who not.

    `per_household`: None for what is usual on the channel: one letter for a household. `name`: what the group is
    called in the log. Raises what `segments.checked` and `outgoing.plan` raise.
    """
    rules = segments.checked(s, rules)
    fits = segments.members(s, rules)
    if among is not None:
        chosen = frozenset(among)
        fits = tuple(who for who in fits if who in chosen)
    leaving = outgoing.plan(
        s,
        _FORMATS.get(channel, "excel"),
        segment=name,
        channel=channel,
        purpose=purpose,
        own_use=channel == OWN_USE,
        among=fits,
        per_household=per_household,
    )
    homes = dict(s.raw("SELECT id, household_id FROM customer WHERE household_id IS NOT NULL"))
    left_out = tuple(_grouped(s, leaving, channel, purpose))
    fit = len(leaving.inside) + len(leaving.left_out)
    kept = None if among is None else tuple(among)
    inside, each = leaving.inside, leaving.wish.per_household
    return Mailing(rules, channel, purpose, each, kept, fit, inside, left_out, _sharing(inside, homes), leaving)


def fit(s: Session, rules: Rules, *, among: Sequence[CustomerId] | None = None) -> int:
    """How many fit, before it is looked up who of them may be written to. Raises what `segments.checked` raises."""
    rules = segments.checked(s, rules)
    if among is None:
        return segments.count(s, rules)
    return len(frozenset(among).intersection(segments.members(s, rules)))


def _sharing(inside: Iterable[CustomerId], homes: dict[int, int]) -> int:
    """How many live where another one of them lives, the first of each household not counted."""
    at = [homes[who] for who in inside if who in homes]
    return len(at) - len(set(at))


def _grouped(s: Session, leaving: Leaving, channel: str, purpose: str) -> Iterable[Out]:
    """One for each reason, the most frequent first."""
    by: dict[str, list[outgoing.LeftOut]] = {}
    for one in leaving.left_out:
        by.setdefault(one.reason, []).append(one)
    for reason in leaving.reasons:
        people = tuple(one.customer for one in by[reason])
        askable: tuple[CustomerId, ...] = ()
        if reason == "not_asked":
            askable = asking_consent.worth_asking(s, people, channel, purpose=purpose)
        words = _words(reason, channel, len(people), len(askable))
        yield Out(reason, words, _way(reason, askable), people, tuple(one.other for one in by[reason]), askable)


def _words(reason: str, channel: str, count: int, askable: int) -> str:
    words = outgoing.why(reason, channel)
    if reason != "not_asked" or askable == count:
        return words
    if askable:
        told = n_("{n} of them is asked next visit", "{n} of them are asked next visit", count - askable)
        return f"{words}, {told.format(n=count - askable)}"
    return _("{words}, asked at the next visit").format(words=words)


def _way(reason: str, askable: Sequence[CustomerId]) -> str:
    if reason == "same_household":
        return "household"
    return "see" if reason in _SEEN else "ask" if askable else ""


def way_words(way: str) -> str:
    """What the button of a way says."""
    return {"ask": _("Ask next visit"), "see": _("See them"), "household": _("Change")}.get(way, "")


# Single people


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is left out. `other`: who stands for them; `told`: that in words, else ""."""

    id: CustomerId
    name: str
    other: CustomerId | None
    told: str


def people_of(s: Session, out: Out, *, limit: int = 20, offset: int = 0) -> tuple[Person, ...]:
    """Those left out for a reason, by name as they come."""
    there = frozenset(out.askable)
    found = []
    for who, other in list(zip(out.people, out.others, strict=True))[offset : offset + limit]:
        told = _("{name} stands for them").format(name=names.of(s, other).shown) if other is not None else ""
        if out.reason == "not_asked" and who not in there:
            told = _("asked at the next visit")
        found.append(Person(who, names.of(s, who).shown, other, told))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Why:
    """Whether somebody hears from the shop, and why: what the rules ask, then whether they may be written to."""

    customer: CustomerId
    name: str
    inside: bool
    told: str
    reasons: tuple[Reason, ...]


def why(s: Session, asked: Mailing, customer: CustomerId) -> Why:
    """Why somebody is in a mailing, or not. Raises NotFound("no-customer")."""
    name = names.of(s, customer).shown
    reasons = list(segments.why_not(s, asked.rules, customer).reasons)
    if asked.among is not None:
        chosen = customer in asked.among
        told = _("{name} was chosen by hand.") if chosen else _("{name} is not one of those chosen by hand.")
        reasons.insert(0, segments.Reason(_("was chosen by hand"), chosen, told.format(name=name)))
    left = next((out for out in asked.left_out if customer in out.people), None)
    if left is not None:
        told = _("{name} is left out: {why}.").format(name=name, why=outgoing.why(left.reason, asked.channel))
        reasons.append(segments.Reason(left.words, False, told))
    inside = customer in asked.inside
    words = _("{name} will hear from you.") if inside else _("{name} will not hear from you.")
    return Why(customer, name, inside, words.format(name=name), tuple(reasons))
