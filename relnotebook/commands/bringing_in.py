"""Bringing in people and visits from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base.problems import Problem
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run

if TYPE_CHECKING:
    from relnotebook.store.write import Store


@click.group(name="import")
def import_() -> None:
    """Bring in people or visits; the same file twice changes nothing."""


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_till
def contacts(till: Till, file: Path, as_json: bool) -> None:
    """Bring in people from a vCard or CSV file."""
    from relnotebook.exchange import incoming

    with till.opened() as store:
        safe_first(store, "import")
        plan = run(incoming.plan_contacts(store, file), _("Reading {name}").format(name=file.name))
        result = run(incoming.apply_contacts(store, plan, reduce_photo=_reduce), _("Bringing in"))
    _print_import(result, as_json)


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_till
def visits(till: Till, file: Path, as_json: bool) -> None:
    """Bring in visits from a CSV file: customer, date-time, item, quantity, price."""
    from relnotebook.exchange import visitsfile

    with till.opened() as store:
        safe_first(store, "import")
        plan = run(visitsfile.plan_visits(store, file), _("Reading {name}").format(name=file.name))
        result = run(visitsfile.apply_visits(store, plan), _("Bringing in"))
    _print_import(result, as_json)


def _print_import(result: Any, as_json: bool) -> None:
    facts = {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "visits": getattr(result, "visits", 0),
        "rejected": [{"row": r.row, "reason": r.reason} for r in result.rejected],
    }
    if as_json:
        print_json(facts)
        return
    click.echo(
        _("{created} new, {updated} updated, {unchanged} unchanged, {rejected} left out.").format(
            **{**facts, "rejected": result.rejected_count}
        )
    )
    if facts["visits"]:
        click.echo(n_("{n} visit brought in.", "{n} visits brought in.", facts["visits"]))
    for row in facts["rejected"][:20]:
        click.echo(_("Row {row}: {reason}").format(**row))


def _reduce(picture: bytes) -> bytes | None:
    """A photo of an address book, made small; None for what is no picture."""
    from relnotebook.widgets import pictures

    try:
        return pictures.reduce(picture)
    except Problem:
        return None


def safe_first(store: Store, kind: str) -> None:
    """A backup before much is changed at once."""
    from relnotebook.store import backups as safe

    with store.read() as s:
        empty = not s.raw("SELECT 1 FROM customer LIMIT 1")
    if not empty:
        run(safe.back_up(store, safe.folder_of(store.path), kind), _("Backing up first"))
