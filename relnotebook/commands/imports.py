"""What came in from files, and taking one of them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from relnotebook.base.terms import GroupId
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run

if TYPE_CHECKING:
    from relnotebook.notebook.imports import Import

SHOWN = 20  # names of cards that stay, in words; the JSON has all


@click.command()
@as_json
@pass_till
def imports(till: Till, as_json: bool) -> None:
    """The files that brought people or visits in, newest first.

    JSON: id, act, file, when, staff, till, created, changed, visits, state (in, back, running, fixed).
    """
    from relnotebook.notebook import imports as brought

    with till.opened() as store, store.read() as s:
        found = brought.imports(s)
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo(_("Nothing came in from a file yet."))
    for one in found:
        click.echo(f"{one.id:>4}  {one.when:%Y-%m-%d %H:%M}  {one.file}  {_told(one)}{_state(one.state)}")


def _told(one: Import) -> str:
    parts = [n_("{n} new", "{n} new", one.created)]
    if one.changed is not None:
        parts.append(n_("{n} changed", "{n} changed", one.changed))
    if one.visits:
        parts.append(n_("{n} visit", "{n} visits", one.visits))
    return ", ".join(parts)


def _state(state: str) -> str:
    words = {
        "back": _("taken back"),
        "running": _("still under way"),
        "fixed": _("can no longer be taken back"),
    }
    return f"  ({words[state]})" if state in words else ""


@click.command(name="undo-import")
@click.argument("number", type=int, metavar="N")
@as_json
@pass_till
def undo_import(till: Till, number: int, as_json: bool) -> None:
    """Take an import back, at any later time; N is the first column of `imports`.

    What nobody changed since goes, updates included. Cards that were changed stay, and are named. JSON: file, back
    (rows), stayed (customer, name, what), noes (people who said no in the file: that stays).
    """
    from relnotebook.notebook import imports as brought

    with till.opened() as store:
        done = run(brought.take_back(store, GroupId(number)), _("Taking back"))
    if as_json:
        print_json(done)
        return
    click.echo(_("{file} is taken back.").format(file=done.file))
    if done.noes:
        told = n_("{n} person had said no in it. That stays.", "{n} people had said no in it. That stays.", done.noes)
        click.echo(told)
    if done.stayed:
        told = n_("{n} card was changed since and stays:", "{n} cards were changed since and stay:", len(done.stayed))
        click.echo(told)
    for stay in done.stayed[:SHOWN]:
        click.echo(f"  {stay.name}: {', '.join(stay.what)}")
    if len(done.stayed) > SHOWN:
        click.echo(_("  and {n} more").format(n=len(done.stayed) - SHOWN))
