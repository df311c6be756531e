"""Backups, the way back, and the look-over."""

from __future__ import annotations

from pathlib import Path

import click

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.words import _
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run, words_in


@click.command()
@click.option("--to", type=click.Path(path_type=Path), help="Another folder than the usual one.")
@as_json
@pass_till
def backup(till: Till, to: Path | None, as_json: bool) -> None:
    """Make a backup now, verified by opening it again."""
    from relnotebook.store import backups as safe

    with till.opened() as store:
        made = run(safe.back_up(store, to or safe.folder_of(store.path), "manual"), _("Backing up"))
    if as_json:
        print_json(made)
    else:
        click.echo(_("Backed up to {path}").format(path=made.path))


@click.command()
@as_json
@pass_till
def backups(till: Till, as_json: bool) -> None:
    """List the backups of this notebook, newest first."""
    from relnotebook.store import backups as safe

    found = safe.backups(safe.folder_of(till.notebook))
    if as_json:
        print_json(found)
        return
    for one in found:
        click.echo(f"{one.when:%Y-%m-%d %H:%M}  {one.kind:<8} {one.size / 1e6:8.1f} MB  {one.path}")
    if not found:
        click.echo(_("There is no backup yet."))


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="BACKUP")
@as_json
@pass_till
def restore(till: Till, file: Path, as_json: bool) -> None:
    """Put a backup in place of the notebook; today's file is kept aside."""
    from relnotebook.store import restoring

    aside = run(restoring.restore(till.notebook, file, passphrase=words_in(till.passphrase_file)), _("Restoring"))
    if as_json:
        print_json({"restored": file, "kept_aside": aside})
    else:
        click.echo(_("The backup is in place. The file of before is kept as {path}").format(path=aside))


@click.command()
@as_json
@pass_till
def check(till: Till, as_json: bool) -> None:
    """Look the whole notebook over: file, links, search index, every row's checksum."""
    from relnotebook.store import checkup

    with till.opened() as store:
        report = run(checkup.check(store), _("Checking"))
    if as_json:
        print_json({"sound": not report.findings, "findings": report.findings})
    elif not report.findings:
        click.echo(_("Everything is in order."))
    for finding in report.findings if not as_json else ():
        click.echo(str(finding))
    if report.findings:
        raise StoreTrouble("findings", count=len(report.findings))
