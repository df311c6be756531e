"""Notebook files as work for a lane: opened, made, brought back, moved, wiped.

Each is a generator of Steps (or a small function), driven by the window's lanes and by tests alike. What needs the
database is imported when the work begins, so that naming the work costs the window nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from relnotebook.base.terms import Step
from relnotebook.base.words import _

if TYPE_CHECKING:
    from relnotebook.store.backups import Backup
    from relnotebook.store.write import Store, Write


def opened(path: Path, till: str, passphrase: str | None) -> Generator[Step, None, Store]:
    """Open a notebook, upgrading an older one."""
    from relnotebook.store import upkeep

    return (yield from upkeep.opening(path, passphrase=passphrase, till=till, refresh=follow))


def follow(w: Write) -> None:
    """What must follow a write. It is loaded after the opening, which only reads: by the look for the day's turn."""
    from relnotebook.notebook import derive

    derive.refresh(w)


def turn_wanted(store: Store) -> bool:
    """Whether the day's turn has anything to do."""
    from relnotebook.notebook import derive

    return derive.turn_wanted(store)


def turn(store: Store) -> Generator[Step, None, bool]:
    """The day's turn; whether anything was done."""
    from relnotebook.notebook import derive

    return (yield from derive.turn(store))


def fresh(
    path: Path, key: str | None, till: str, furnish: Callable[[Store], Iterator[Step]], _asked: str | None = None
) -> Generator[Step, None, Store]:
    """Make a notebook under the passphrase `key` and write its first pages. What fails leaves no file behind."""
    from relnotebook.store import engine, files

    yield Step(0, 0, _("Making the notebook"))
    engine.new_notebook(path, passphrase=key)
    try:
        store = yield from opened(path, till, key)
        try:
            yield from furnish(store)
            store.forget_undo()
        except BaseException:
            store.close()
            raise
    except BaseException:
        files.remove_whole(path)
        raise
    return store


def _nobody(**_facts: object) -> None:
    """Hears what was done, and does nothing about it."""


def first_page(
    store: Store,
    *,
    name: str,
    kind: str,
    region: str,
    people: Path | None = None,
    told: Callable[..., None] = _nobody,
) -> Iterator[Step]:
    """The shop's name and kind, or the whole notebook of an archive, the shop's name and kind too.

    `told` hears how many came out of the archive: people=12. Another file is not read here: `told` hears that it is
    still to come in, waiting=the file, which the window then does step by step. Raises the problems of
    `csvfile.look` about a file that cannot be a list of people.
    """
    from relnotebook.exchange import archive, csvfile
    from relnotebook.exchange.plan import MAX_TABLE
    from relnotebook.notebook import shop

    if people is not None and archive.is_archive(people):
        back = yield from archive.bring_back(store, people)
        told(people=back.customers)
    else:
        store.do(shop.start, name=name, kind=kind, region=region)
        if people is not None:
            csvfile.look(people, limit=MAX_TABLE, sheets=True)
            told(waiting=people)
    yield Step(1, 1)


def demo_shop(store: Store) -> Iterator[Step]:
    """The made-up regulars."""
    from relnotebook.exchange import demo

    yield from demo.furnish(store)


def restored(
    path: Path, backup: Path, till: str, passphrase: str | None, *, told: Callable[..., None] = _nobody
) -> Generator[Step, None, Store]:
    """Put a backup in place of the closed notebook, and open it. The file of before is kept aside.

    `told` hears of when the backup is (datetime or None) and under which name (Path or None) today's file is kept.
    """
    from relnotebook.store import backups, upkeep

    made = backups.look(backup)
    aside = yield from upkeep.restore(path, backup, passphrase=passphrase)
    store = yield from opened(path, till, passphrase)
    told(back=True, when=made.when if made else None, aside=aside)
    return store


def moved(
    path: Path, folder: Path, till: str, passphrase: str | None, *, told: Callable[..., None] = _nobody
) -> Generator[Step, None, Store]:
    """Move the closed notebook to `folder` and open it there; asked again with a passphrase it goes on.

    `told` hears of the folder.
    """
    from relnotebook.store import upkeep

    new = yield from upkeep.move(path, folder, passphrase=passphrase)
    store = yield from opened(new, till, passphrase)
    told(folder=new.parent)
    return store


def backups_of(path: Path) -> tuple[Backup, ...]:
    """The backups of a notebook that need not open, newest first."""
    from relnotebook.store import backups

    return backups.backups(backups.folder_of(path))


def wipe(path: Path) -> None:
    """Remove a closed notebook with everything beside it: the demo shop, which is nobody's."""
    import shutil

    from relnotebook.store import backups, files

    files.remove_whole(path)
    shutil.rmtree(backups.folder_of(path), ignore_errors=True)
