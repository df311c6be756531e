"""Making notebooks, and what is in one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from relnotebook.base.problems import Refusal
from relnotebook.base.words import _
from relnotebook.commands.till import Till, as_json, pass_till, print_json, run, this_till, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnotebook.store.write import Store


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--shop", "name", default="", help="What the shop is called.")
@click.option("--kind", default="cafe", show_default=True, help="cafe, bakery, barber, salon, bookshop, florist, ...")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="Lock it; the first line is the passphrase.")
def new(file: Path, name: str, kind: str, passphrase_file: Path | None) -> None:
    """Make an empty notebook."""
    with fresh(file, words_in(passphrase_file)) as store:
        from relnotebook.notebook import shop

        if kind not in {k.key for k in shop.kinds()}:
            raise Refusal("no-such-kind", kind=kind, kinds=", ".join(k.key for k in shop.kinds()))
        store.do(shop.start, name=name, kind=kind)
        store.forget_undo()
    click.echo(_("Made {path}").format(path=file))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def demo(file: Path) -> None:
    """Make the demo shop: about 40 regulars and half a year of visits."""
    with fresh(file, None) as store:
        from relnotebook.exchange import demo as demos

        run(demos.furnish(store), _("Furnishing the demo shop"))
    click.echo(_("Made {path}").format(path=file))


@contextmanager
def fresh(file: Path, passphrase: str | None) -> Iterator[Store]:
    """A notebook just made; taken away again when it cannot be furnished."""
    from relnotebook.notebook import derive
    from relnotebook.store import engine
    from relnotebook.store.write import open_store

    engine.new_notebook(file, passphrase=passphrase)
    try:
        store = open_store(file, passphrase=passphrase, till=this_till(), refresh=derive.refresh)
        try:
            yield store
        finally:
            store.close()
    except BaseException:
        for part in (file, engine.key_path(file), *(file.with_name(file.name + tail) for tail in ("-wal", "-shm"))):
            part.unlink(missing_ok=True)
        raise


@click.command()
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
        print_json(facts)
        return
    click.echo(f"{profile.name} ({profile.kind.name})")
    click.echo(str(facts["where"]))
    click.echo(_("encrypted") if store.encrypted else _("not encrypted"))
    click.echo(f"SQLite {driver.sqlite_version}")
    for name, count in counts.items():
        click.echo(f"{name:>12} {count:>10,}")


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("tour"), help="Folder for the pictures.")
def tour(out: Path) -> None:
    """Drive the real window through the demo shop and write pictures of it."""
    from relnotebook.tour.take import take

    for picture in take(out):
        click.echo(str(picture))
