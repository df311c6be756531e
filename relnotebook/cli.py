"""The same notebook without a window: every command runs the very reads, acts and jobs that the pages run.

Exit status: 0 fine; 1 a Problem, told in one sentence on stderr; 2 a command that was not understood.
"""

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

from relnotebook import __version__
from relnotebook.base import clock, sentences, settings
from relnotebook.base.problems import Problem, Refusal, StoreTrouble
from relnotebook.base.terms import Act, CustomerId, Step
from relnotebook.base.words import _, n_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnotebook.notebook.customers import CustomerCard, CustomerLine
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
            passphrase=_words_in(self.passphrase_file),
            till=_this_till(),
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


# Notebooks


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--shop", "name", default="", help="What the shop is called.")
@click.option("--kind", default="cafe", show_default=True, help="cafe, bakery, barber, salon, bookshop, florist, ...")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="Lock it; the first line is the passphrase.")
def new(file: Path, name: str, kind: str, passphrase_file: Path | None) -> None:
    """Make an empty notebook."""
    with _fresh(file, _words_in(passphrase_file)) as store:
        from relnotebook.notebook import shop

        if kind not in {k.key for k in shop.kinds()}:
            raise Refusal("no-such-kind", kind=kind, kinds=", ".join(k.key for k in shop.kinds()))
        store.do(shop.start, name=name, kind=kind)
        store.forget_undo()
    click.echo(_("Made {path}").format(path=file))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def demo(file: Path) -> None:
    """Make the demo shop: about 40 regulars and half a year of visits."""
    with _fresh(file, None) as store:
        from relnotebook.exchange import demo as demos

        _run(demos.furnish(store), _("Furnishing the demo shop"))
    click.echo(_("Made {path}").format(path=file))


def _this_till() -> str:
    """The identity of this till in the journal, the same at every start: undo is about one's own acts."""
    file = settings.file()
    known = settings.load(file)
    if not file.exists():
        with suppress(OSError):
            settings.save(known, file)
    return known.till


@contextmanager
def _fresh(file: Path, passphrase: str | None) -> Iterator[Store]:
    """A notebook just made; taken away again when it cannot be furnished."""
    from relnotebook.notebook import derive
    from relnotebook.store import engine
    from relnotebook.store.write import open_store

    engine.new_notebook(file, passphrase=passphrase)
    try:
        store = open_store(file, passphrase=passphrase, till=_this_till(), refresh=derive.refresh)
        try:
            yield store
        finally:
            store.close()
    except BaseException:
        for part in (file, engine.key_path(file), *(file.with_name(file.name + tail) for tail in ("-wal", "-shm"))):
            part.unlink(missing_ok=True)
        raise


# Bringing in


@main.group(name="import")
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
        _safe_first(store, "import")
        plan = _run(incoming.plan_contacts(store, file), _("Reading {name}").format(name=file.name))
        result = _run(incoming.apply_contacts(store, plan, reduce_photo=_reduce), _("Bringing in"))
    _print_import(result, as_json)


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@pass_till
def visits(till: Till, file: Path, as_json: bool) -> None:
    """Bring in visits from a CSV file: customer, date-time, item, quantity, price."""
    from relnotebook.exchange import visitsfile

    with till.opened() as store:
        _safe_first(store, "import")
        plan = _run(visitsfile.plan_visits(store, file), _("Reading {name}").format(name=file.name))
        result = _run(visitsfile.apply_visits(store, plan), _("Bringing in"))
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
        _print_json(facts)
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


# Looking up


@main.command()
@click.argument("text")
@click.option("--limit", default=50, show_default=True, help="How many at most.")
@as_json
@pass_till
def search(till: Till, text: str, limit: int, as_json: bool) -> None:
    """Find customers by name, phone, e-mail, card number, tag or the usual."""
    from relnotebook.notebook import customers

    with till.opened() as store, store.read() as s:
        hits = customers.find(s, text, limit=limit)
    if as_json:
        _print_json([_line_facts(line) for line in hits.lines])
        return
    for line in hits.lines:
        marks = "".join(f"  [{b.text}]" for b in line.badges)
        click.echo(f"{line.id:>6}  {line.name}{marks}  {line.usual}")
    if not hits.lines:
        click.echo(_("Nobody matches “{text}”.").format(text=text))


def _line_facts(line: CustomerLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name,
        "usual": line.usual,
        "last_seen": line.last_seen,
        "why": {"field": line.why.field, "text": line.why.text} if line.why else None,
        "badges": [badge.text for badge in line.badges],
    }


@main.command()
@click.argument("customer", type=int, metavar="ID")
@as_json
@pass_till
def card(till: Till, customer: int, as_json: bool) -> None:
    """Show a customer's card."""
    from relnotebook.notebook import customers, timeline

    with till.opened() as store, store.read() as s:
        found = customers.card(s, CustomerId(customer))
        entries = timeline.page(s, CustomerId(customer), limit=10).entries
    if as_json:
        facts = asdict(found)
        facts["photo"] = found.photo is not None
        facts["history"] = [asdict(entry) for entry in entries]
        _print_json(facts)
        return
    for told in _card_lines(found):
        click.echo(told)
    for entry in entries:
        click.echo(f"  {entry.when:%Y-%m-%d %H:%M}  {entry.text}")


def _card_lines(card: CustomerCard) -> Iterator[str]:
    yield " ".join(filter(None, [card.name, card.own_script, f"({card.pronouns})" if card.pronouns else ""]))
    for alert in card.alerts:
        yield f"! {alert.title}. {alert.advice}"
    if card.say:
        yield _("Say {say}").format(say=card.say)
    for usual in card.usuals:
        yield _("The usual: {line}").format(line=usual.line) + (f". {usual.how}" if usual.how else "")
    if card.suggestion:
        yield _("Perhaps the usual: {line} ({had} of the last {of} visits)").format(
            line=card.suggestion.line, had=card.suggestion.had, of=card.suggestion.of
        )
    for group in card.preferences:
        yield f"{group.category}: " + ", ".join(f"{p.strength} {p.thing}" for p in group.items)
    for contact in card.contacts:
        yield f"{contact.channel}: {contact.value}"
    if card.tags:
        yield ", ".join(name for _id, name in card.tags)
    seen = f"{card.last_seen:%Y-%m-%d %H:%M}" if card.last_seen else _("never yet")
    yield n_("{n} visit", "{n} visits", card.visits) + ", " + _("last in: {seen}").format(seen=seen)


@main.command()
@click.argument("customer", type=int, metavar="ID")
@as_json
@pass_till
def usual(till: Till, customer: int, as_json: bool) -> None:
    """Show a customer's usual, set by hand or learnt from their visits."""
    from relnotebook.notebook import usual as usuals

    with till.opened() as store, store.read() as s:
        _known(s, customer)
        known = usuals.of(s, CustomerId(customer))
        suggestion = usuals.suggestion(s, CustomerId(customer))
    if as_json:
        _print_json({"usuals": known, "suggestion": suggestion})
        return
    for one in known:
        for_whom = _(" (for {whom})").format(whom=one.whom) if one.whom else ""
        click.echo(one.line + for_whom + (f". {one.how}" if one.how else ""))
    if suggestion:
        told = _("{line}: {sure}, {had} of the last {of} visits. Not confirmed yet.")
        facts = asdict(suggestion)
        click.echo(told.format(**facts))
    if not known and not suggestion:
        click.echo(_("No usual is known yet."))


@main.command()
@click.argument("customer", type=int, metavar="[ID]", required=False)
@click.option("--limit", default=50, show_default=True, help="How many lines at most.")
@as_json
@pass_till
def history(till: Till, customer: int | None, limit: int, as_json: bool) -> None:
    """Who wrote what, when: of one customer, or of the whole notebook."""
    from relnotebook.notebook import history as diary

    with till.opened() as store, store.read() as s:
        if customer is not None:
            _known(s, customer)
        lines = diary.steps(s, None if customer is None else CustomerId(customer), limit=limit)
    if as_json:
        _print_json(lines)
        return
    for line in lines:
        taken_back = _("  (taken back)") if line.undone else ""
        click.echo(f"{line.when:%Y-%m-%d %H:%M}  {sentences.act(line.act, line.label)}{taken_back}")


def _known(s: Any, customer: int) -> None:
    from relnotebook.notebook import customers

    customers.card(s, CustomerId(customer))


# Writing down


@main.command(name="log-usual")
@click.argument("customer", type=int, metavar="ID")
@click.option("--at", type=moment, help="When it was: 2026-11-20T08:41. Now when left out.")
@click.option("--again", is_flag=True, help="Also when a visit was logged within the last 10 minutes.")
@as_json
@pass_till
def log_usual(till: Till, customer: int, at: datetime | None, again: bool, as_json: bool) -> None:
    """Note that a customer came and had their usual."""
    from relnotebook.notebook import usual as usuals

    with till.opened() as store:
        done, _changes = store.do(usuals.log, CustomerId(customer), when=_local(at), again=again, source="command")
    _print_logged(done, as_json)


@main.command(name="log-visit")
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
            visiting.log, CustomerId(customer), items, when=_local(at), again=again, source="command"
        )
    _print_logged(done, as_json)


def _print_logged(done: Any, as_json: bool) -> None:
    if as_json:
        _print_json({"visit": done.visit, "line": done.line, "name": done.name})
    else:
        click.echo(_("{name}: {line} is in.").format(name=done.name, line=done.line))


@main.command()
@as_json
@pass_till
def undo(till: Till, as_json: bool) -> None:
    """Take back the last thing this till did."""
    _turn(till, "undo", as_json)


@main.command()
@as_json
@pass_till
def redo(till: Till, as_json: bool) -> None:
    """Do again what was taken back last."""
    _turn(till, "redo", as_json)


def _turn(till: Till, verb: str, as_json: bool) -> None:
    with till.opened() as store:
        changes = store.undo() if verb == "undo" else store.redo()
    if as_json:
        _print_json({"done": verb, "act": changes.fact("what"), "label": dict(changes.label)})
    else:
        click.echo(sentences.act(changes.act, changes.label))


# Safety


@main.command()
@click.option("--to", type=click.Path(path_type=Path), help="Another folder than the usual one.")
@as_json
@pass_till
def backup(till: Till, to: Path | None, as_json: bool) -> None:
    """Make a backup now, verified by opening it again."""
    from relnotebook.store import backups as safe

    with till.opened() as store:
        made = _run(safe.back_up(store, to or safe.folder_of(store.path), "manual"), _("Backing up"))
    if as_json:
        _print_json(made)
    else:
        click.echo(_("Backed up to {path}").format(path=made.path))


@main.command()
@as_json
@pass_till
def backups(till: Till, as_json: bool) -> None:
    """List the backups of this notebook, newest first."""
    from relnotebook.store import backups as safe

    found = safe.backups(safe.folder_of(till.notebook))
    if as_json:
        _print_json(found)
        return
    for one in found:
        click.echo(f"{one.when:%Y-%m-%d %H:%M}  {one.kind:<8} {one.size / 1e6:8.1f} MB  {one.path}")
    if not found:
        click.echo(_("There is no backup yet."))


@main.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="BACKUP")
@as_json
@pass_till
def restore(till: Till, file: Path, as_json: bool) -> None:
    """Put a backup in place of the notebook; today's file is kept aside."""
    from relnotebook.store import restoring

    aside = _run(restoring.restore(till.notebook, file, passphrase=_words_in(till.passphrase_file)), _("Restoring"))
    if as_json:
        _print_json({"restored": file, "kept_aside": aside})
    else:
        click.echo(_("The backup is in place. The file of before is kept as {path}").format(path=aside))


@main.command()
@as_json
@pass_till
def check(till: Till, as_json: bool) -> None:
    """Look the whole notebook over: file, links, search index, every row's checksum."""
    from relnotebook.store import checkup

    with till.opened() as store:
        report = _run(checkup.check(store), _("Checking"))
    if as_json:
        _print_json({"sound": not report.findings, "findings": report.findings})
    elif not report.findings:
        click.echo(_("Everything is in order."))
    for finding in report.findings if not as_json else ():
        click.echo(str(finding))
    if report.findings:
        raise StoreTrouble("findings", count=len(report.findings))


@main.command()
@as_json
@pass_till
def info(till: Till, as_json: bool) -> None:
    """What the notebook holds, where it lies, and whether it is encrypted."""
    import sqlcipher3.dbapi2 as driver

    from relnotebook.notebook import shop

    with till.opened() as store, store.read() as s:
        counts = {
            table: s.raw(f"SELECT count(*) FROM {table}")[0][0]
            for table in ("customer", "visit", "touchpoint", "note", "item", "step")
        }
        profile = shop.profile(s)
        facts = {
            "shop": profile.name,
            "kind": profile.kind.key,
            "where": store.path.absolute(),
            "size": store.path.stat().st_size,
            "encrypted": store.encrypted,
            "sqlite": driver.sqlite_version,
            "counts": counts,
        }
    if as_json:
        _print_json(facts)
        return
    click.echo(f"{profile.name} ({profile.kind.name})")
    click.echo(str(facts["where"]))
    click.echo(_("encrypted") if store.encrypted else _("not encrypted"))
    click.echo(f"SQLite {driver.sqlite_version}")
    for name, count in counts.items():
        click.echo(f"{name:>12} {count:>10,}")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("tour"), help="Folder for the pictures.")
@click.pass_context
def tour(ctx: click.Context, out: Path) -> None:
    """Drive the real window through the demo shop and write pictures of it."""
    from relnotebook.tour import take

    for picture in take(out):
        click.echo(str(picture))


# Inner


def _run(work: Generator[Step, None, T], what: str) -> T:
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


def _reduce(picture: bytes) -> bytes | None:
    """A photo of an address book, made small; None for what is no picture."""
    from relnotebook.widgets import pictures

    try:
        return pictures.reduce(picture)
    except Problem:
        return None


def _safe_first(store: Store, kind: str) -> None:
    """A backup before much is changed at once."""
    from relnotebook.store import backups as safe

    with store.read() as s:
        empty = not s.raw("SELECT 1 FROM customer LIMIT 1")
    if not empty:
        _run(safe.back_up(store, safe.folder_of(store.path), kind), _("Backing up first"))


def _words_in(file: Path | None) -> str | None:
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


def _local(when: datetime | None) -> datetime | None:
    """A typed moment is meant in the time of the place."""
    return None if when is None else when.replace(tzinfo=clock.now().tzinfo)


def _print_json(value: Any) -> None:
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


