"""Writing visits down; undo and redo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from relnotebook.base import sentences
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.commands.till import Till, as_json, local, moment, pass_till, print_json


@click.command(name="log-usual")
@click.argument("customer", type=int, metavar="ID")
@click.option("--at", type=moment, help="When it was: 2026-11-20T08:41. Now when left out.")
@click.option("--again", is_flag=True, help="Also when a visit was logged within the last 10 minutes.")
@as_json
@pass_till
def log_usual(till: Till, customer: int, at: datetime | None, again: bool, as_json: bool) -> None:
    """Note that a customer came and had their usual."""
    from relnotebook.notebook import usual as usuals

    with till.opened() as store:
        done, _changes = store.do(usuals.log, CustomerId(customer), when=local(at), again=again, source="command")
    _print_logged(done, as_json)


@click.command(name="log-visit")
@click.argument("customer", type=int, metavar="ID")
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@click.option("--at", type=moment, help="When it was: 2026-11-20T08:41. Now when left out.")
@click.option("--again", is_flag=True, help="Also when a visit was logged within the last 10 minutes.")
@as_json
@pass_till
def log_visit(
    till: Till, customer: int, items: tuple[str, ...], at: datetime | None, again: bool, as_json: bool
) -> None:
    """Note a visit and what was had."""
    from relnotebook.notebook import visits as visiting

    with till.opened() as store:
        done, _changes = store.do(
            visiting.log, CustomerId(customer), items, when=local(at), again=again, source="command"
        )
    _print_logged(done, as_json)


def _print_logged(done: Any, as_json: bool) -> None:
    if as_json:
        print_json({"visit": done.visit, "line": done.line, "name": done.name})
    else:
        click.echo(_("{name}: {line} is in.").format(name=done.name, line=done.line))


@click.command()
@as_json
@pass_till
def undo(till: Till, as_json: bool) -> None:
    """Take back the last thing this till did."""
    _turn(till, "undo", as_json)


@click.command()
@as_json
@pass_till
def redo(till: Till, as_json: bool) -> None:
    """Do again what was taken back last."""
    _turn(till, "redo", as_json)


def _turn(till: Till, verb: str, as_json: bool) -> None:
    with till.opened() as store:
        changes = store.undo() if verb == "undo" else store.redo()
    if as_json:
        print_json({"done": verb, "act": changes.fact("what"), "label": dict(changes.label)})
    else:
        click.echo(sentences.act(changes.act, changes.label))
