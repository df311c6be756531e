"""The shop's own layouts of files that leave it: listed, made, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json
from relnotebook.commands.touches import aligned

if TYPE_CHECKING:
    from relnotebook.notebook.layouts import OwnLayout

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
LETTERS = ("utf-8-sig", "utf-8", "utf-16")
DATES = ("iso", "day_first", "month_first")
CHANNELS = ("email", "text", "phone", "post", "chat")


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def layouts(ctx: click.Context, as_json: bool) -> None:
    """The shop's own layouts, for `export contacts --format own:NAME`.

    JSON: a list; each has id, name, columns (pairs of heading and what stands in it), separator, letters, dates,
    channel ("" when it is chosen each time), zeros (whether phones keep theirs in a spreadsheet).
    """
    if ctx.invoked_subcommand is not None:
        return
    from relnotebook.notebook import layouts as own

    till: Till = ctx.obj
    with till.opened() as store, store.read() as s:
        found = own.all_of(s)
    if as_json:
        print_json([_facts(one) for one in found])
        return
    for line in aligned([(one.name, _columns(one), one.writing.channel) for one in found]) if found else ():
        click.echo(line)
    if not found:
        click.echo(_("There are no layouts of your own yet."))


def _columns(one: OwnLayout) -> str:
    count = len(one.columns)
    told = n_("{n} column", "{n} columns", count)
    return f"{told}: {', '.join(column.heading for column in one.columns)}"


def _facts(one: OwnLayout) -> dict[str, Any]:
    from dataclasses import asdict

    return {"id": one.id, "name": one.name, "columns": [list(pair) for pair in one.columns], **asdict(one.writing)}


@layouts.command()
@as_json
def fields(as_json: bool) -> None:
    """What a column can hold.

    JSON: pairs of the word for --column and what it means.
    """
    from relnotebook.exchange import ownlayouts

    found = ownlayouts.fields()
    if as_json:
        print_json([list(pair) for pair in found])
        return
    for line in aligned(list(found)):
        click.echo(line)


@layouts.command(name="set")
@click.argument("name")
@click.option(
    "--column", "columns", multiple=True, required=True, metavar="HEADING=FIELD", help="A column; again for each."
)
@click.option("--separator", type=click.Choice(tuple(SEPARATORS)), default="comma", show_default=True)
@click.option("--letters", type=click.Choice(LETTERS), default="utf-8-sig", show_default=True)
@click.option("--dates", type=click.Choice(DATES), default="iso", show_default=True)
@click.option("--channel", type=click.Choice(CHANNELS), default=None, help="Only for people who agreed to it.")
@click.option("--bare", is_flag=True, help="Write phones and postcodes as they are, without care for spreadsheets.")
@pass_till
def set_(
    till: Till,
    name: str,
    columns: tuple[str, ...],
    separator: str,
    letters: str,
    dates: str,
    channel: str | None,
    bare: bool,
) -> None:
    """Make the layout NAME, or change it. `layouts fields` shows what a column can hold."""
    from relnotebook.base.problems import NotFound
    from relnotebook.exchange import ownlayouts
    from relnotebook.notebook import layouts as own

    pairs = [(heading, holds) for heading, _equals, holds in (one.rpartition("=") for one in columns)]
    writing = own.Writing(SEPARATORS[separator], letters, dates, channel or "", not bare)
    with till.opened() as store:
        with store.read() as s:
            try:
                there: int | None = own.named(s, name).id
            except NotFound:
                there = None
        store.do(own.save, name, ownlayouts.checked(pairs), writing, layout=there)
    click.echo(_("The layout is saved."))


@layouts.command()
@click.argument("name")
@pass_till
def remove(till: Till, name: str) -> None:
    """Take a layout away; what was written by it stays noted."""
    from relnotebook.notebook import layouts as own

    with till.opened() as store:
        with store.read() as s:
            found = own.named(s, name)
        store.do(own.remove, found.id)
    click.echo(_("The layout is gone."))
