"""Bringing in people and visits from files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.words import _, n_
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run

if TYPE_CHECKING:
    from relnotebook.exchange.csvfile import Rejected
    from relnotebook.exchange.incoming import Plan
    from relnotebook.exchange.preview import PersonSeen
    from relnotebook.store.write import Store

SHOWN = 20  # rows left out, in words; the JSON has all


@click.group(name="import")
def import_() -> None:
    """Bring in people or visits; the same file twice changes nothing."""


def _pairs(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """COLUMN=FIELD; the last = parts them, a heading may hold some itself."""
    found = {}
    for pair in given:
        heading, mark, field = pair.rpartition("=")
        if not (mark and heading.strip() and field.strip()):
            raise click.BadParameter(_("“{text}” needs a column, = and a field.").format(text=pair))
        found[heading.strip()] = field.strip()
    return found


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "fields",
    multiple=True,
    callback=_pairs,
    metavar="COLUMN=FIELD",
    help='What a column holds: "Handy=mobile", "Code=skip", "Cup=field:Favourite cup"; "#3=phone" is the third one. '
    "A field that is not known is answered with those there are.",
)
@click.option(
    "--overwrite", multiple=True, metavar="COLUMN", help="Its cells go over what cards say; empty ones never do."
)
@click.option("--month-first", multiple=True, metavar="COLUMN", help="3/4 in this column is the 4th of March.")
@click.option("--day-first", multiple=True, metavar="COLUMN", help="3/4 in this column is the 3rd of April.")
@click.option("--encoding", metavar="NAME", help="Its letters, when the guess is wrong: utf-8, cp1252, mac-roman.")
@click.option("--preview", "only_look", is_flag=True, help="Say what would come of it; nothing is changed.")
@click.option("--rejects", type=click.Path(path_type=Path), metavar="OUT", help="Write the rows left out into a CSV.")
@as_json
@pass_till
def contacts(
    till: Till,
    file: Path,
    fields: dict[str, str],
    overwrite: tuple[str, ...],
    month_first: tuple[str, ...],
    day_first: tuple[str, ...],
    encoding: str | None,
    only_look: bool,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Bring in people from a vCard file, a CSV file or a spreadsheet (XLSX, ODS).

    Gaps of cards are filled, only columns named by --overwrite go over what is there, and no file lifts a no. JSON:
    created, updated, unchanged, rejected (row, reason), kept_no, alerts, number (for undo-import); with --preview
    columns (heading, meaning, values), undecided, people (line, name, does, card, ways, dates, tags, consent, notes,
    fills, gains (what, before, after)).
    """
    from relnotebook.exchange import incoming
    from relnotebook.exchange.choices import Choices

    orders = {**dict.fromkeys(month_first, True), **dict.fromkeys(day_first, False)}
    chosen = Choices(fields, orders, frozenset(overwrite))
    with till.opened() as store:
        work = incoming.plan_contacts(store, file, encoding=encoding, choices=chosen)
        plan = run(work, _("Reading {name}").format(name=file.name))
        _check(plan, overwrite, orders)
        if rejects is not None:
            _save_rejects(plan, rejects)
        if only_look:
            _print_preview(store, plan, as_json)
            return
        safe_first(store, "import")
        result = run(incoming.apply_contacts(store, plan, reduce_photo=_reduce), _("Bringing in"))
    _print_import(result, as_json, cards=plan.layout is None)


def _check(plan: Plan, overwrite: Iterable[str], orders: Iterable[str]) -> None:
    """What can be said of some columns only. Raises Refusal("not-over" | "no-dates-in-it", file, column)."""
    from relnotebook.exchange.choices import OVER, column_called
    from relnotebook.exchange.headings import Meaning

    if plan.layout is None:
        return
    dated = (Meaning.BIRTHDAY, Meaning.ANNIVERSARY)
    for headings, meanings, code in ((overwrite, OVER, "not-over"), (orders, dated, "no-dates-in-it")):
        for heading in headings:
            if column_called(plan.layout, heading, plan.file).meaning not in meanings:
                raise Refusal(code, file=plan.file, column=heading)


def _save_rejects(plan: Plan, out: Path) -> None:
    from relnotebook.exchange import rejects

    written = run(rejects.save(plan, out), _("Writing down what was left out"))
    if written:
        told = n_("{n} row left out is in {file}.", "{n} rows left out are in {file}.", written)
        click.echo(told.format(file=out.name), err=True)


def _print_preview(store: Store, plan: Plan, as_json: bool) -> None:
    from relnotebook.exchange import preview

    seen = run(preview.preview(store, plan), _("Looking"))
    if as_json:
        facts = asdict(seen)
        facts["rejected"] = [{"row": r.row, "reason": r.reason} for r in seen.rejected]
        print_json(facts)
        return
    if seen.vendor:
        click.echo(_("Looks like {vendor}.").format(vendor=seen.vendor))
    for column in seen.columns:
        click.echo(f"  {column.heading} = {column.meaning}   {' | '.join(column.values)[:60]}")
    for heading, first in seen.undecided.items():
        told = _("{column}: month first, as far as we can tell.") if first else _("{column}: day first, as it seems.")
        click.echo(told.format(column=heading))
    _print_changes(seen.people)
    _print_counts(seen.created, seen.updated, seen.unchanged, seen.rejected_count)
    _print_rejected(seen.rejected, cards=not seen.columns)


def _print_changes(people: Iterable[PersonSeen]) -> None:
    """The first cards that would change: what they would gain, and what would be written over."""
    changed = [one for one in people if one.gains and one.card is not None]
    if changed:
        click.echo(_("The first cards that would change:"))
    for one in changed:
        click.echo(f"  {one.card}  {one.name}")
        for gain in one.gains:
            before = f"{gain.before} -> " if gain.before else "+ "
            click.echo(f"      {gain.what}: {before}{gain.after}")


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_till
def visits(till: Till, file: Path, as_json: bool) -> None:
    """Bring in visits from a CSV file or a spreadsheet: customer, date-time, item, quantity, price."""
    from relnotebook.exchange import visitsfile

    with till.opened() as store:
        safe_first(store, "import")
        plan = run(visitsfile.plan_visits(store, file), _("Reading {name}").format(name=file.name))
        result = run(visitsfile.apply_visits(store, plan), _("Bringing in"))
    _print_import(result, as_json)


def _print_import(result: Any, as_json: bool, *, cards: bool = False) -> None:
    facts = {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "visits": getattr(result, "visits", 0),
        "rejected": [{"row": r.row, "reason": r.reason} for r in result.rejected],
        "kept_no": getattr(result, "kept_no", 0),
        "alerts": getattr(result, "alerts", 0),
        "number": result.batch,
    }
    if as_json:
        print_json(facts)
        return
    _print_counts(result.created, result.updated, result.unchanged, result.rejected_count)
    if facts["visits"]:
        click.echo(n_("{n} visit brought in.", "{n} visits brought in.", facts["visits"]))
    if facts["kept_no"]:
        click.echo(n_("{n} no outweighed the file.", "{n} noes outweighed the file.", facts["kept_no"]))
    if facts["alerts"]:
        told = n_("{n} note speaks of an allergy or the like.", "{n} notes speak of an allergy.", facts["alerts"])
        click.echo(f"{told} {_('Look at them, and set an alert.')}")
    _print_rejected(result.rejected, cards=cards)


def _print_counts(created: int, updated: int, unchanged: int, rejected: int) -> None:
    words = _("{created} new, {updated} updated, {unchanged} unchanged, {rejected} left out.")
    click.echo(words.format(created=created, updated=updated, unchanged=unchanged, rejected=rejected))


def _print_rejected(rejected: Sequence[Rejected], *, cards: bool) -> None:
    words = _("Card {row}: {reason}") if cards else _("Line {row}: {reason}")
    for one in rejected[:SHOWN]:
        click.echo(words.format(row=one.row, reason=one.reason))
    if len(rejected) > SHOWN:
        click.echo(_("and {n} more").format(n=len(rejected) - SHOWN))


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
