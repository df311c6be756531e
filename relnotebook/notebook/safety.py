"""The notebook's safety as the shop sees it: backups, what a restore would change, and the look-over."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Kind, Step
from relnotebook.store import backups, checkup, places, restoring
from relnotebook.store.write import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup: where it lies, when and why it was made (daily, manual, upgrade, import, bulk, restore), its bytes.

    `trouble` says why it could not be laid into the second folder as well.
    """

    path: Path
    when: datetime
    kind: str
    size: int
    trouble: Problem | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the notebook lies and what is known of the place.

    `place`: local, synced (a service copies the folder elsewhere) or network; `name` of the service.
    """

    path: Path
    size: int
    encrypted: bool
    backups: Path
    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a restore would change of one kind: rows that would go, come back, or have old words again."""

    kind: Kind
    lost: int
    back: int
    changed: int


def kept(store: Store) -> tuple[Kept, ...]:
    """The backups of this notebook, newest first."""
    return tuple(map(_kept, backups.backups(backups.folder_of(store.path), store.key)))


def whereabouts(store: Store) -> Whereabouts:
    """Where the notebook and its backups lie. Raises StoreTrouble("vanished")."""
    try:
        size = store.path.stat().st_size
    except FileNotFoundError as gone:
        raise StoreTrouble("vanished", path=str(store.path)) from gone
    place = places.look_at(store.path)
    return Whereabouts(
        path=store.path,
        size=size,
        encrypted=store.encrypted,
        backups=backups.folder_of(store.path),
        place=place.kind,
        name=place.name,
    )


def back_up(store: Store, kind: str = "manual", second: Path | None = None) -> Generator[Step, None, Kept]:
    """Make a verified backup now, as a job."""
    made = yield from backups.back_up(store, backups.folder_of(store.path), kind, second=second)
    return _kept(made)


def back_up_if_due(store: Store, second: Path | None = None) -> Generator[Step, None, Kept | None]:
    """Make the day's backup when it is due and let go what is no longer needed, as a job; the newest there is."""
    folder = backups.folder_of(store.path)
    if not backups.due_now(store, folder):
        return newest(store)
    made = yield from back_up(store, "daily", second)
    backups.prune(store, folder)
    return made


def newest(store: Store) -> Kept | None:
    """The newest backup, for the status line."""
    found = kept(store)
    return found[0] if found else None


def differences(store: Store, backup: Path) -> tuple[Change, ...]:
    """What would differ if `backup` took the notebook's place."""
    return tuple(Change(d.kind, d.lost, d.back, d.changed) for d in restoring.compare(store, backup))


def look_over(store: Store) -> Generator[Step, None, tuple[str, ...]]:
    """Check the whole notebook, as a job; mends what can be made anew. What was found, as codes of checkup.Finding."""
    from relnotebook.notebook import derive  # with all that it knows how to make anew: not needed at the start

    report = yield from checkup.check(store)
    if any(finding.mendable for finding in report.findings):
        yield from derive.rebuild(store)
    return tuple(finding.code for finding in report.findings)


def _kept(backup: backups.Backup) -> Kept:
    return Kept(backup.path, backup.when, backup.kind, backup.size, backup.trouble)
