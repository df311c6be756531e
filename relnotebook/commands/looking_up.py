"""Finding customers, and reading their cards."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base import sentences
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnotebook.notebook.customers import CustomerCard, CustomerLine


@click.command()
@click.argument("text")
@click.option("--limit", default=50, show_default=True, help="How many at most.")
@as_json
@pass_till
def search(till: Till, text: str, limit: int, as_json: bool) -> None:
    """Find customers by name, phone, e-mail, card number, tag or the usual."""
    from relnotebook.notebook import customers

    with till.opened() as store, store.read() as s:
        hits = customers.find(s, text, limit=limit)
    if as_json:
        print_json([_line_facts(line) for line in hits.lines])
        return
    for line in hits.lines:
        marks = "".join(f"  [{b.text}]" for b in line.badges)
        click.echo(f"{line.id:>6}  {line.name}{marks}  {line.usual}")
    if not hits.lines:
        click.echo(_("Nobody matches “{text}”.").format(text=text))


def _line_facts(line: CustomerLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "usual": line.usual,
        "last_seen": line.last_seen,
        "why": {"field": line.why.field, "text": line.why.text} if line.why else None,
        "badges": [badge.text for badge in line.badges],
    }


@click.command()
@click.argument("customer", type=int, metavar="ID")
@as_json
@pass_till
def card(till: Till, customer: int, as_json: bool) -> None:
    """Show a customer's card."""
    from relnotebook.notebook import customers, timeline

    with till.opened() as store, store.read() as s:
        found = customers.card(s, CustomerId(customer))
        entries = timeline.page(s, CustomerId(customer), limit=10).entries
    if as_json:
        facts = asdict(found)
        facts["photo"] = found.photo is not None
        facts["history"] = [asdict(entry) for entry in entries]
        print_json(facts)
        return
    for told in _card_lines(found):
        click.echo(told)
    for entry in entries:
        click.echo(f"  {entry.when:%Y-%m-%d %H:%M}  {entry.text}")


def _card_lines(card: CustomerCard) -> Iterator[str]:
    yield " ".join(filter(None, [card.name, card.own_script, f"({card.pronouns})" if card.pronouns else ""]))
    for alert in card.alerts:
        yield f"! {alert.title}. {alert.advice}"
    if card.say:
        yield _("Say {say}").format(say=card.say)
    for usual in card.usuals:
        yield _("The usual: {line}").format(line=usual.line) + (f". {usual.how}" if usual.how else "")
    if card.suggestion:
        yield _("Perhaps the usual: {line} ({had} of the last {of} visits)").format(
            line=card.suggestion.line, had=card.suggestion.had, of=card.suggestion.of
        )
    for group in card.preferences:
        yield f"{group.category}: " + ", ".join(f"{p.strength} {p.thing}" for p in group.items)
    for contact in card.contacts:
        yield f"{contact.channel}: {contact.value}"
    if card.tags:
        yield ", ".join(name for _id, name in card.tags)
    seen = f"{card.last_seen:%Y-%m-%d %H:%M}" if card.last_seen else _("never yet")
    yield n_("{n} visit", "{n} visits", card.visits) + ", " + _("last in: {seen}").format(seen=seen)


@click.command()
@click.argument("customer", type=int, metavar="ID")
@as_json
@pass_till
def usual(till: Till, customer: int, as_json: bool) -> None:
    """Show a customer's usual, set by hand or learnt from their visits."""
    from relnotebook.notebook import usual as usuals

    with till.opened() as store, store.read() as s:
        must_be_there(s, customer)
        known = usuals.of(s, CustomerId(customer))
        suggestion = usuals.suggestion(s, CustomerId(customer))
    if as_json:
        print_json({"usuals": known, "suggestion": suggestion})
        return
    for one in known:
        for_whom = _(" (for {whom})").format(whom=one.whom) if one.whom else ""
        click.echo(one.line + for_whom + (f". {one.how}" if one.how else ""))
    if suggestion:
        told = _("{line}: {sure}, {had} of the last {of} visits. Not confirmed yet.")
        facts = asdict(suggestion)
        click.echo(told.format(**facts))
    if not known and not suggestion:
        click.echo(_("No usual is known yet."))


@click.command()
@click.argument("customer", type=int, metavar="[ID]", required=False)
@click.option("--limit", default=50, show_default=True, help="How many lines at most.")
@as_json
@pass_till
def history(till: Till, customer: int | None, limit: int, as_json: bool) -> None:
    """Who wrote what, when: of one customer, or of the whole notebook."""
    from relnotebook.notebook import history as diary

    with till.opened() as store, store.read() as s:
        if customer is not None:
            must_be_there(s, customer)
        lines = diary.steps(s, None if customer is None else CustomerId(customer), limit=limit)
    if as_json:
        print_json(lines)
        return
    for line in lines:
        taken_back = _("  (taken back)") if line.undone else ""
        click.echo(f"{line.when:%Y-%m-%d %H:%M}  {sentences.act(line.act, line.label)}{taken_back}")


def must_be_there(s: Any, customer: int) -> None:
    """Raises NotFound("no-customer")."""
    from relnotebook.notebook import customers

    customers.card(s, CustomerId(customer))
