"""People into files, and which files have left the shop so far."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run
from relnotebook.commands.touches import aligned, export

if TYPE_CHECKING:
    from relnotebook.exchange.outgoing import Leaving
    from relnotebook.store.write import Session

FORMATS = ("mailchimp", "listmonk", "google", "outlook", "square", "shopify", "excel", "xlsx", "vcard3", "vcard4")
CHANNELS = ("email", "text", "phone", "post", "chat")
MOST_NAMED = 20


class Format(click.Choice[str]):
    """A format, or a layout of the shop's own: own:NAME."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As click asks for it."""
        return str(value) if str(value).startswith("own:") else str(super().convert(value, param, ctx))


@export.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--format", "form", type=Format(FORMATS), required=True, help="The program it is for, or own:NAME.")
@click.option("--segment", default="", metavar="NAME", help="Only who is in this group; everybody when left out.")
@click.option("--channel", type=click.Choice(CHANNELS), help="Of excel and xlsx: how they will be written to; email.")
@click.option("--purpose", default="", help="What they agreed to; news and offers when left out.")
@click.option("--own-use", is_flag=True, help="For the shop's own address book, not for mailings.")
@click.option("--preview", is_flag=True, help="Only say who would be in it, and who would not and why.")
@as_json
@pass_till
def contacts(
    till: Till,
    out: Path,
    form: str,
    segment: str,
    channel: str | None,
    purpose: str,
    own_use: bool,
    preview: bool,
    as_json: bool,
) -> None:
    """Write people into a file.

    mailchimp, listmonk, excel, xlsx and own layouts (own:NAME, see `layouts`) are mailings: only people who agreed to
    their channel are in the file. google,
    outlook, square, shopify, vcard3 and vcard4 are address books, which need --own-use. Every file is noted in
    `exports` and in the history of each who is in it.

    JSON: format, channel, files, people (how many), export (its number; null with --preview), left_out in order, each
    with customer, name, reason, why, way (what can be done about it, or "").
    """
    from relnotebook.exchange import outgoing

    with till.opened() as store:
        with store.read() as s:
            told: dict[str, Any] = {
                "segment": segment,
                "channel": channel or "",
                "purpose": purpose,
                "own_use": own_use,
            }
            leaving = outgoing.plan(s, form, **told)
            left_out = left_out_facts(s, leaving)
        files, made = [], None
        if not preview:
            if not leaving.inside and not as_json:
                tell_left_out(leaving, left_out, err=True)
            written = run(outgoing.save(store, leaving, out), _("Writing {name}").format(name=out.name))
            files, made = list(written.files), written.export
    if as_json:
        facts = {"format": form, "channel": leaving.wish.channel, "files": files, "people": len(leaving.inside)}
        print_json({**facts, "export": made, "left_out": left_out})
        return
    _tell(leaving, files)
    tell_left_out(leaving, left_out)


def left_out_facts(s: Session, leaving: Leaving) -> list[dict[str, Any]]:
    """Who is left out, with reason and way forward in words."""
    from relnotebook.exchange import outgoing
    from relnotebook.notebook import names

    return [
        {
            "customer": one.customer,
            "name": names.of(s, one.customer).shown,
            "reason": one.reason,
            "why": outgoing.why(one.reason, leaving.wish.channel),
            "way": outgoing.way_words(one.way),
        }
        for one in leaving.left_out
    ]


def _tell(leaving: Leaving, files: list[Path]) -> None:
    people = len(leaving.inside)
    for file in files:
        click.echo(n_("{n} person is in {path}.", "{n} people are in {path}.", people).format(path=file))
    if not files:
        click.echo(n_("{n} person would be in it.", "{n} people would be in it.", people))
    if leaving.wish.own_use and files:
        click.echo(_("It is for your own address book, not for mailings."))


def tell_left_out(leaving: Leaving, left_out: list[dict[str, Any]], *, err: bool = False) -> None:
    """Each reason with how many, and who, as far as that is not too long to read."""
    if not left_out:
        if err:
            click.echo(_("There is nobody in it."), err=True)
        return
    click.echo(_("Left out, and why:"), err=err)
    words = {one["reason"]: one for one in left_out}
    rows = [(str(n), words[reason]["why"], words[reason]["way"]) for reason, n in leaving.reasons.items()]
    for line in aligned(rows):
        click.echo(f"  {line}", err=err)
    if len(left_out) <= MOST_NAMED:
        for line in aligned([(str(one["customer"]), one["name"], one["why"]) for one in left_out]):
            click.echo(f"    {line}", err=err)


@click.command()
@click.argument("export", type=int, metavar="[NUMBER]", required=False)
@click.option("--customer", type=int, metavar="ID", help="Only files that this customer is in.")
@click.option("--limit", default=50, show_default=True, help="How many at most, the newest first.")
@as_json
@pass_till
def exports(till: Till, export: int | None, customer: int | None, limit: int, as_json: bool) -> None:
    """Files with people in them that have left the shop; with NUMBER who is in that one.

    JSON, in order: id, when, staff, format, channel, purpose, own_use, segment, file, people; with NUMBER that one
    alone, and customers (their numbers).
    """
    from relnotebook.notebook import exports as log

    with till.opened() as store, store.read() as s:
        if export is not None:
            _print_one(s, export, as_json)
            return
        if customer is None:
            found = log.all_of(s, limit=limit)
        else:
            found = log.of_customer(s, CustomerId(customer), limit=limit)
    if as_json:
        print_json(found)
        return
    for line in aligned([_row(one) for one in found]) if found else ():
        click.echo(line)
    if not found:
        click.echo(_("Nothing has left the shop in a file yet."))


def _row(one: Any) -> tuple[str, ...]:
    people = n_("{n} person", "{n} people", one.people)
    use = _("own use") if one.own_use else one.channel
    return str(one.id), f"{one.when:%Y-%m-%d %H:%M}", one.format, people, use, one.file, one.segment, one.staff


def _print_one(s: Session, export: int, as_json: bool) -> None:
    from dataclasses import asdict

    from relnotebook.notebook import exports as log
    from relnotebook.notebook import names

    found, people = log.one(s, export), log.people_of(s, export)
    if as_json:
        print_json({**asdict(found), "customers": people})
        return
    click.echo("  ".join(filter(None, _row(found))))
    for who in people:
        click.echo(f"  {who}  {names.of(s, who).shown}")
