"""What every command shares: which notebook, how it opens, how jobs and answers are shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from relnotebook.base import clock, sentences, settings
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Act, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnotebook.store.write import Store

T = TypeVar("T")


class Notebook(click.Group):
    """A group whose Problems end as one sentence and status 1, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            click.echo(sentences.problem(problem), err=True)
            ctx.exit(1)


@dataclass(slots=True)
class Till:
    """What the global options said: which notebook, and how to open it."""

    path: Path | None
    passphrase_file: Path | None

    @property
    def notebook(self) -> Path:
        """The notebook meant: the one named, or the one this till opened last. Raises StoreTrouble("no-notebook")."""
        if self.path is not None:
            return self.path
        last = settings.load(settings.file()).notebook
        if not last:
            raise StoreTrouble("no-notebook")
        return Path(last)

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The open notebook, upgraded first when it is of an older program."""
        from relnotebook.notebook import derive
        from relnotebook.store import upkeep

        store = upkeep.open_current(
            self.notebook,
            passphrase=words_in(self.passphrase_file),
            till=this_till(),
            refresh=derive.refresh,
        )
        try:
            for act, label in store.recovered:
                click.echo(sentences.recovered(act, label), err=True)
            yield store
        finally:
            store.close()


pass_till = click.make_pass_decorator(Till)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
moment = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"])


def this_till() -> str:
    """The identity of this till in the journal, the same at every start: undo is about one's own acts."""
    file = settings.file()
    known = settings.load(file)
    if not file.exists():
        with suppress(OSError):
            settings.save(known, file)
    return known.till


def run(work: Generator[Step, None, T], what: str) -> T:
    """Run a job to its end, with a progress bar when somebody watches; what it gives."""
    watched = sys.stderr.isatty()
    bar: Any = None
    try:
        while True:
            step = next(work)
            if watched and step.total:
                bar = bar or click.progressbar(length=step.total, label=what, file=sys.stderr)
                bar.length = step.total
                bar.update(step.done - bar.pos)
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        if bar is not None:
            bar.render_finish()


def words_in(file: Path | None) -> str | None:
    """The passphrase: the first line of a file. Raises StoreTrouble("no-passphrase-file")."""
    if file is None:
        return None
    try:
        words = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise StoreTrouble("no-passphrase-file", path=str(file)) from trouble
    if not words or not words[0]:
        raise StoreTrouble("no-passphrase-file", path=str(file))
    return words[0]


def local(when: datetime | None) -> datetime | None:
    """A typed moment is meant in the time of the place."""
    return None if when is None else when.replace(tzinfo=clock.now().tzinfo)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, default=_jsonable, ensure_ascii=False, indent=1))


def _jsonable(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Path, Act)):
        return str(value)
    if isinstance(value, bytes):
        return len(value)
    raise TypeError(type(value).__name__)
