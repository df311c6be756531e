"""Consent: what somebody said about a channel noted, read back, and printed as proof."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base import sentences
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.commands.looking_up import must_be_there
from relnotebook.commands.till import Till, as_json, local, moment, pass_till, print_json

if TYPE_CHECKING:
    from relnotebook.notebook.consent import ConsentState

CHANNELS = ("email", "text", "phone", "post", "chat")
STATES = ("given", "withdrawn", "refused")
HOWS = ("counter", "form", "phone", "kiosk", "imported")


@click.command()
@click.argument("customer", type=int, metavar="ID")
@click.option("--channel", type=click.Choice(CHANNELS), help="Which channel.")
@click.option("--state", type=click.Choice(STATES), help="What they said about it; needs --channel.")
@click.option("--how", type=click.Choice(HOWS), default="counter", show_default=True, help="How they told us.")
@click.option("--wording", help="What they were asked, word for word; ours at the counter when left out.")
@click.option("--purpose", default="", help="What for, when not for news and offers of the shop.")
@click.option("--basis", default="", help="A legal basis to note beside it; it changes nothing in who is written to.")
@click.option("--at", type=moment, help="When they said it: 2026-11-20T08:41. Now when left out.")
@as_json
@pass_till
def consent(
    till: Till,
    customer: int,
    channel: str | None,
    state: str | None,
    how: str,
    wording: str | None,
    purpose: str,
    basis: str,
    at: datetime | None,
    as_json: bool,
) -> None:
    """What somebody agreed to, channel by channel, with everything they ever said; ID is that of the card.

    With --state it is noted first. A no is never lifted by a file (--how imported).

    JSON: customer, name, states (one each channel: what counts now), history (the newest first). Each word: channel,
    purpose, state (given, withdrawn, refused, "" not asked), when, how, wording, staff, basis.
    """
    from relnotebook.notebook import consent as consents
    from relnotebook.notebook import consent_words, ledger, names

    who = CustomerId(customer)
    if state is not None and channel is None:
        raise click.UsageError("--state needs --channel")
    with till.opened() as store:
        if state is not None and channel is not None:
            asked = consent_words.counter_wording(channel, purpose) if how == "counter" else ""
            told: dict[str, Any] = {"how": how, "purpose": purpose, "basis": basis, "when": local(at)}
            told["wording"] = asked if wording is None else wording
            _none, changes = store.do(consents.record, who, channel, state, **told)
            if not as_json:
                nothing = _("Nothing was noted: a no stands against it, or it stood there already.")
                click.echo(sentences.done(changes) if changes else nothing)
        with store.read() as s:
            must_be_there(s, who)
            name, lines = names.of(s, who).shown, ledger.proof(s, who).lines()
            now = [one for one in consents.states(s, who, purpose=purpose) if channel in (None, one.channel)]
            said = consents.history(s, who, channel or "")
    if as_json:
        print_json({"customer": customer, "name": name, "states": _facts(now), "history": _facts(said)})
    elif state is None:
        for line in lines:
            click.echo(line)


@click.command(name="ask-consent")
@click.argument("customers", type=int, nargs=-1, metavar="[ID]...")
@click.option("--segment", default="", metavar="NAME", help="Everybody in a group, too.")
@click.option("--channel", type=click.Choice(CHANNELS), default="email", show_default=True, help="Which channel.")
@click.option("--purpose", default="", help="What for, when not for news and offers of the shop.")
@pass_till
def ask_consent(till: Till, customers: tuple[int, ...], segment: str, channel: str, purpose: str) -> None:
    """Ask people at their next visit whether you may write to them; ID is that of the card.

    Whoever has answered already is passed over, and a no is not asked again.
    """
    from relnotebook.notebook import asking_consent, segments

    if not customers and not segment:
        raise click.UsageError("whom: give cards, or --segment")
    with till.opened() as store:
        with store.read() as s:
            for one in customers:
                must_be_there(s, CustomerId(one))
            among = segments.members_of(s, segment) if segment else ()
        whom = [*map(CustomerId, customers), *among]
        _count, changes = store.do(asking_consent.ask_at_visit, whom, channel, purpose=purpose)
    if changes is not None:
        click.echo(sentences.done(changes))


@click.command(name="never-write")
@click.argument("address")
@click.option("--channel", type=click.Choice(CHANNELS), default="email", show_default=True, help="Which channel.")
@pass_till
def never_write(till: Till, address: str, channel: str) -> None:
    """Never write to an address again, whoever's it is; no import lifts it, only a yes said to you does."""
    from relnotebook.notebook import suppression

    with till.opened() as store:
        _none, changes = store.do(suppression.suppress, channel, address)
    click.echo(sentences.done(changes) if changes else _("That address is on the list already."))


def _facts(states: Iterable[ConsentState]) -> list[dict[str, Any]]:
    names = ("channel", "purpose", "state", "when", "how", "wording", "staff", "basis")
    return [{name: getattr(one, name) for name in names} for one in states]
