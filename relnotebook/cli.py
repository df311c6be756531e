"""The same notebook without a window: every command runs the very reads, acts and jobs that the pages run.

Exit status: 0 fine; 1 a Problem, told in one sentence on stderr; 2 a command that was not understood.
"""

from __future__ import annotations

from pathlib import Path

import click

from relnotebook import __version__
from relnotebook.commands import (
    archive,
    bringing_in,
    consent,
    exports,
    feedback,
    imports,
    joining,
    layouts,
    looking_up,
    notebooks,
    paper,
    safety,
    segments,
    touches,
    writing,
)
from relnotebook.commands.till import Notebook, Till


@click.group(cls=Notebook, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="RelNotebook")
@click.option("--notebook", type=click.Path(path_type=Path), help="The notebook file; this till's own when left out.")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), help="A file whose first line is the notebook's passphrase."
)
@click.pass_context
def main(ctx: click.Context, notebook: Path | None, passphrase_file: Path | None) -> None:
    """RelNotebook knows your regulars: their names, their usual, and what you promised them."""
    ctx.obj = Till(notebook, passphrase_file)


for _command in (
    notebooks.new,
    notebooks.demo,
    bringing_in.import_,
    imports.imports,
    imports.undo_import,
    looking_up.search,
    looking_up.card,
    looking_up.usual,
    looking_up.history,
    writing.log_usual,
    writing.log_visit,
    writing.undo,
    writing.redo,
    touches.today,
    touches.touch,
    touches.slipping,
    touches.closeness,
    touches.export,
    exports.exports,
    layouts.layouts,
    paper.sheets,
    consent.consent,
    consent.ask_consent,
    consent.never_write,
    segments.segment,
    joining.doubles,
    joining.join,
    joining.part,
    feedback.feedback,
    feedback.ideas,
    feedback.survey,
    safety.backup,
    safety.backups,
    safety.restore,
    safety.check,
    notebooks.info,
    notebooks.tour,
):
    main.add_command(_command)
touches.export.add_command(archive.save)
bringing_in.import_.add_command(archive.bring_back)
