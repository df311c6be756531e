"""The whole notebook as readable JSON in a zip: out, and into a notebook that holds nobody yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from relnotebook.base.words import _, n_
from relnotebook.commands.notebooks import fresh
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run, words_in

if TYPE_CHECKING:
    from relnotebook.exchange.archive import Archived
    from relnotebook.store.write import Store


@click.command(name="archive")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.zip")
@as_json
@pass_till
def save(till: Till, out: Path, as_json: bool) -> None:
    """Write the whole notebook as JSON in a zip, documented inside; for your own use, and noted in `exports`.

    JSON: file, rows (of all tables), customers.
    """
    from relnotebook.exchange import archive

    with till.opened() as store:
        found = run(archive.save(store, out), _("Writing {name}").format(name=out.name))
    _tell(found, n_("{n} customer is in {path}.", "{n} customers are in {path}.", found.customers), as_json)


@click.command(name="archive")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_till
def bring_back(till: Till, file: Path, as_json: bool) -> None:
    """Put an archive into a notebook without customers; with --notebook NEW the notebook is made.

    JSON: file, rows (of all tables), customers.
    """
    from relnotebook.exchange import archive

    with _into(till) as store:
        found = run(archive.bring_back(store, file), _("Bringing in"))
    _tell(found, n_("{n} customer is in the notebook.", "{n} customers are in the notebook.", found.customers), as_json)


@contextmanager
def _into(till: Till) -> Iterator[Store]:
    """The notebook meant; made anew where there is none, and taken away again when nothing comes of it."""
    if till.path is None or till.path.exists():
        with till.opened() as store:
            yield store
        return
    with fresh(till.path, words_in(till.passphrase_file)) as store:
        yield store
        store.forget_undo()


def _tell(found: Archived, words: str, as_json: bool) -> None:
    if as_json:
        print_json(found)
    else:
        click.echo(words.format(path=found.file))
