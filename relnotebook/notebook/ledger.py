"""The whole ledger of one card: what counts on each channel and for each purpose, and every word that was ever said.

`notebook/consent` keeps it; here it is put together for a sheet, for paper, and for the shop's page of settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.base.text import fold
from relnotebook.base.words import _
from relnotebook.notebook import consent, consent_words, days, exports, names, suppression
from relnotebook.notebook.consent import ConsentState
from relnotebook.store.write import Session


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one customer agreed to.

    Attributes:
        name: as in lists.
        states: the word that counts for news and offers, one for each channel in the order of consent.CHANNELS.
        purposes: other purposes that were spoken of with them, each with the word that counts for it on the channels it
            was spoken of; a no to the whole channel stands above one to a purpose.
        said: every word, the newest first.
        silenced: channels on which no address of theirs is written to, although nothing on this card says so: somebody
            said no to that very address.
        known: purposes the shop has asked anybody about.
    """

    customer: CustomerId
    name: str
    states: tuple[ConsentState, ...]
    purposes: tuple[tuple[str, tuple[ConsentState, ...]], ...]
    said: tuple[ConsentState, ...]
    silenced: tuple[str, ...]
    known: tuple[str, ...]


def of(s: Session, customer: CustomerId) -> Ledger:
    """Raises NotFound("no-customer")."""
    name, said = names.of(s, customer).shown, consent.history(s, customer)
    states = consent.states(s, customer)
    spoken = list(dict.fromkeys(one.purpose for one in reversed(said) if one.purpose))
    return Ledger(
        customer,
        name,
        states,
        tuple((purpose, _about(s, customer, purpose, said)) for purpose in spoken),
        said,
        tuple(one.channel for one in states if one.state not in consent.NO and _is_silenced(s, customer, one.channel)),
        purposes(s),
    )


def _about(s: Session, customer: CustomerId, purpose: str, said: Sequence[ConsentState]) -> tuple[ConsentState, ...]:
    """What counts for a purpose on the channels it was spoken of."""
    channels = {one.channel for one in said if one.purpose == purpose}
    found = consent.states(s, customer, purpose=purpose)
    return tuple(replace(one, purpose=purpose) for one in found if one.channel in channels)


def _is_silenced(s: Session, customer: CustomerId, channel: str) -> bool:
    addresses = suppression.addresses_of(s, customer, channel)
    return bool(addresses) and suppression.among(s, channel, addresses) == frozenset(addresses)


def purposes(s: Session) -> tuple[str, ...]:
    """Every purpose anybody was asked about beside news and offers, in the order of words."""
    found = s.raw("SELECT DISTINCT purpose FROM consent WHERE purpose <> ''")
    return tuple(sorted((purpose for (purpose,) in found), key=fold))


# Proof


@dataclass(frozen=True, slots=True)
class ProofWord:
    """A word as it is proved. `told`: "2 February 2026, 09:10: Said yes, e-mail, at the counter"; `wording`: asked."""

    told: str
    wording: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What is printed for somebody who asks, or for the authority that does.

    Attributes:
        standing: where it stands, a line for each channel and purpose.
        said: every word, the oldest first.
        sent: the mailings they were in, the newest first.
    """

    title: str
    standing: tuple[str, ...]
    said: tuple[ProofWord, ...]
    sent: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """All of it as plain lines."""
        found = [self.title, "", *self.standing]
        found += [""] if self.said else []
        for word in self.said:
            found += [word.told, f"    “{word.wording}”"] if word.wording else [word.told]
        return tuple([*found, "", *self.sent] if self.sent else found)


def proof(s: Session, customer: CustomerId) -> Proof:
    """Everything they agreed to and refused. Raises NotFound("no-customer")."""
    found = of(s, customer)
    told = {"name": found.name, "number": customer, "day": _written(clock.now())}
    states = [*found.states, *(one for _purpose, some in found.purposes for one in some)]
    return Proof(
        _("What {name} (card {number}) agreed to, as of {day}").format(**told),
        tuple(f"{_capital(_about_what(one))}: {_standing(one)}" for one in states),
        tuple(ProofWord(_told(one), " ".join(one.wording.split())) for one in reversed(found.said)),
        tuple(_sent(one) for one in exports.of_customer(s, customer) if not one.own_use),
    )


def _about_what(one: ConsentState) -> str:
    """ "e-mail", "e-mail (tastings)"."""
    about = consent_words.channel(one.channel)
    return f"{about} ({one.purpose})" if one.purpose else about


def _standing(one: ConsentState) -> str:
    said = consent_words.state(one.state)
    return _("{said}, {day}").format(said=said, day=_written(one.when)) if one.when else said


def _told(one: ConsentState) -> str:
    facts = [f"{_written(one.when)}: {consent_words.state(one.state)}" if one.when else "", _about_what(one)]
    facts += [consent_words.how(one.how), _("noted by {name}").format(name=one.staff) if one.staff else ""]
    facts.append(_("legal basis: {basis}").format(basis=one.basis) if one.basis else "")
    return ", ".join(filter(None, facts))


def _sent(one: exports.Export) -> str:
    """A mailing they were in: "1 December 2026, 09:10: Was in the mailing December birthdays, Mailchimp"."""
    told = exports.told(one.segment, own_use=False)
    return f"{_written(one.when)}: {told}, {exports.title(one.format)}"


def _written(when: datetime) -> str:
    """ "2 February 2026, 09:10": on paper the year is always there."""
    day = days.written(when.date(), date(when.year - 1, 1, 1))
    return _("{day}, {time}").format(day=day, time=f"{when:%H:%M}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# Addresses that are never written to


@dataclass(frozen=True, slots=True)
class Silenced:
    """How many addresses nobody writes to again, by channel of consent; one to a single purpose counts for it."""

    by_channel: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.by_channel.values())


def silenced(s: Session) -> Silenced:
    """Counted without saying whose they are, which nobody could."""
    found = dict.fromkeys(consent.CHANNELS, 0)
    for scope, count in s.raw("SELECT channel, count(*) FROM suppression GROUP BY channel"):
        channel = scope.partition("/")[0]
        found[channel] = found.get(channel, 0) + int(count)
    return Silenced({channel: count for channel, count in found.items() if count})
