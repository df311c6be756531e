from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.problems import StoreTrouble
from relnotebook.store import backups, engine, files
from relnotebook.store.backups import Backup
from relnotebook.store.write import Store

from .acts import came, opened, welcome
from .jobs import run

TODAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cafe backups"


def names_in(path: Path, key: str | None = None) -> list[str]:
    with files.opened(path, key) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM customer ORDER BY id")]


def left_overs(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*") if not path.name.endswith((backups.SUFFIX, ".key"))]


# Making


def test_a_backup_is_made_listed_and_whole(store: Store, folder: Path) -> None:
    who, _ = store.do(welcome, "Ngozi")
    store.do(came, who)
    made = run(backups.back_up(store, folder, "manual"))
    assert made.path == folder / "cafe 2026-11-20 08-41-00 manual.relbackup"
    assert (made.counts["customer"], made.counts["visit"]) == (1, 1)
    assert names_in(made.path) == ["Ngozi"]
    assert backups.backups(folder) == (made,)
    assert left_overs(folder) == []
    assert (made.path.stat().st_mode & 0o077) == 0


def test_the_shop_goes_on_while_a_backup_is_made(store: Store, folder: Path) -> None:
    store.do(welcome, "Ngozi")
    job = backups.back_up(store, folder, "daily")
    next(job)
    store.do(welcome, "Aoi")
    next(job)
    store.do(welcome, "Tom")
    made = run(job)
    assert made.counts["customer"] == 2
    assert names_in(made.path) == ["Ngozi", "Aoi"]


def test_every_acknowledged_write_before_it_is_in_a_backup_taken_under_load(tmp_path: Path, folder: Path) -> None:
    with opened(tmp_path / "cafe.relnotebook") as store:
        written: list[int] = []
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                written.append(store.do(welcome, f"Customer {len(written)}")[0])

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(5):
                before = len(written)
                made = run(backups.back_up(store, folder, "manual"))
                assert len(names_in(made.path)) >= before
        finally:
            stop.set()
            writer.join()
        assert len({backup.path for backup in backups.backups(folder)}) == 5


def test_an_encrypted_notebook_has_encrypted_backups_with_their_key_file(tmp_path: Path, folder: Path) -> None:
    with opened(tmp_path / "cafe.relnotebook", passphrase="oat milk") as store:
        store.do(welcome, "Ngozi Okafor")
        made = run(backups.back_up(store, folder, "daily"))
        assert b"Ngozi" not in made.path.read_bytes()
        assert backups.backups(folder, store.key) == (made,)
        assert names_in(made.path, store.key) == ["Ngozi Okafor"]
        (shut,) = backups.backups(folder)
        assert (shut.kind, shut.when.date(), shut.counts) == ("daily", TODAY, {})
    derived = engine.KeyFile.read(engine.key_path(made.path)).derive("oat milk")
    assert names_in(made.path, derived) == ["Ngozi Okafor"]
    with pytest.raises(StoreTrouble):
        names_in(made.path, "00" * 32)


def test_a_backup_is_laid_in_a_second_folder_as_well(store: Store, folder: Path, tmp_path: Path) -> None:
    store.do(welcome, "Ngozi")
    made = run(backups.back_up(store, folder, "daily", second=tmp_path / "stick"))
    assert made.second == tmp_path / "stick" / made.path.name
    assert names_in(made.second) == ["Ngozi"]
    assert made.trouble is None


def test_a_stick_that_is_not_there_does_not_fail_the_backup(store: Store, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("a file where the folder should be")
    made = run(backups.back_up(store, folder, "daily", second=tmp_path / "stick"))
    assert made.path.exists()
    assert isinstance(made.trouble, StoreTrouble)


def test_two_in_the_same_second_do_not_meet(store: Store, folder: Path) -> None:
    first, second = (run(backups.back_up(store, folder, "import")) for _ in range(2))
    assert first.path != second.path
    assert [b.kind for b in backups.backups(folder)] == ["import", "import"]


# Trouble: in each case a clear code, nothing half left, older backups as they were


def test_a_copy_that_is_not_whole_is_no_backup(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.do(welcome, "Ngozi")
    old = run(backups.back_up(store, folder, "daily")).path.read_bytes()
    copy_out = files.copy_out

    def torn(source: Any, part: Path, key: str | None) -> None:
        copy_out(source, part, key)
        with files.opened(part, key, write=True) as copy:
            copy.execute("DELETE FROM customer")

    monkeypatch.setattr(files, "copy_out", torn)
    with pytest.raises(StoreTrouble) as trouble:
        run(backups.back_up(store, folder, "manual"))
    assert trouble.value.code == "backup-unsound"
    (kept,) = folder.iterdir()
    assert kept.read_bytes() == old


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_a_damaged_copy_is_no_backup(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, share: float) -> None:
    verify = backups.verify

    def damage_first(path: Path, key: str | None, wanted: dict[str, int] | None = None) -> None:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(int(size * share))
            file.write(b"\xff" * 4096)
        verify(path, key, wanted)

    monkeypatch.setattr(backups, "verify", damage_first)
    with pytest.raises(StoreTrouble) as trouble:
        run(backups.back_up(store, folder, "manual"))
    assert trouble.value.code == "backup-unsound"
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(store: Store, folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(StoreTrouble) as trouble:
        run(backups.back_up(store, folder, "manual"))
    folder.chmod(0o700)
    assert trouble.value.code == "read-only"


FULL = """
import resource, sys
from pathlib import Path
from relnotebook.base.problems import StoreTrouble
from relnotebook.store import backups, schema
from relnotebook.base.terms import Act
from relnotebook.store.write import open_store
path, folder = map(Path, sys.argv[1:])
store = open_store(path, refresh=lambda w: None)
with store.write(Act.ADD_CUSTOMER) as w:
    for i in range(300):
        w.add(schema.customer, name="x" * 2000, added_at=0)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    for step in backups.back_up(store, folder, "manual"):
        pass
except StoreTrouble as trouble:
    print(trouble.code)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(sorted(p.name for p in folder.iterdir()))
with store.write(Act.ADD_CUSTOMER) as w:
    w.add(schema.customer, name="after", added_at=0)
with store.read() as s:
    print(s.raw("SELECT count(*) FROM customer")[0][0])
"""


def test_a_disk_that_fills_up_costs_only_the_backup(notebook_file: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "old.relbackup").write_text("kept")
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(notebook_file), str(folder)], capture_output=True, text=True, check=True
    )
    code, there, customers = ran.stdout.splitlines()
    assert code in ("disk-full", "disk-trouble")
    assert (there, customers) == ("['old.relbackup']", "301")


def test_no_room_is_told_before_anything_is_written(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "size_of", lambda path: 2**60)
    with pytest.raises(StoreTrouble) as trouble:
        run(backups.back_up(store, folder, "manual"))
    assert trouble.value.code == "disk-full"
    assert list(folder.iterdir()) == []


def test_a_job_given_up_half_way_leaves_nothing(store: Store, folder: Path) -> None:
    job = backups.back_up(store, folder, "manual")
    next(job)
    next(job)
    job.close()
    assert list(folder.iterdir()) == []
    store.do(welcome, "Ngozi")


# Listing


def test_only_backups_are_listed_newest_first(store: Store, folder: Path, clock: Callable[[timedelta], None]) -> None:
    first = run(backups.back_up(store, folder, "daily"))
    clock(timedelta(days=1))
    second = run(backups.back_up(store, folder, "manual"))
    (folder / "holiday.jpg").write_text("x")
    (folder / "notes.relbackup").write_text("not one of ours")
    (folder / "cafe 2026-11-19 08-00-00 daily.relbackup").write_bytes(b"")
    (folder / "cafe 2026-99-99 08-00-00 daily.relbackup").write_bytes(b"x")
    assert backups.backups(folder) == (second, first)
    assert backups.backups(folder / "nowhere") == ()


def test_looking_at_a_backup_leaves_it_as_it_is(store: Store, folder: Path) -> None:
    made = run(backups.back_up(store, folder, "daily")).path
    before = made.read_bytes(), made.stat().st_mtime_ns
    backups.backups(folder)
    backups.verify(made, None)
    assert (made.read_bytes(), made.stat().st_mtime_ns) == before
    assert left_overs(folder) == []


# Due


def test_a_backup_is_due_once_a_day_and_only_when_something_was_written(
    store: Store, folder: Path, clock: Callable[[timedelta], None]
) -> None:
    assert backups.due_now(store, folder)
    run(backups.back_up(store, folder, "daily"))
    assert not backups.due_now(store, folder)
    store.do(welcome, "Ngozi")
    assert not backups.due_now(store, folder)
    clock(timedelta(days=1))
    assert backups.due_now(store, folder)
    run(backups.back_up(store, folder, "import"))
    clock(timedelta(days=3))
    assert not backups.due_now(store, folder)
    store.do(welcome, "Aoi")
    assert backups.due_now(store, folder)


def test_another_notebooks_backup_does_not_count(store: Store, folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "other" / "cafe.relnotebook") as other:
        run(backups.back_up(other, folder, "daily"))
    assert backups.due_now(store, folder)


# Thinning out


def made(day: str, kind: str = "daily", hour: int = 12) -> Backup:
    when = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
    return Backup(Path(f"{day} {hour} {kind}"), when, kind, 1, notebook="n")


def each_day(first: str, days: int, kind: str = "daily") -> list[Backup]:
    start = date.fromisoformat(first)
    return [made((start + timedelta(days=i)).isoformat(), kind) for i in range(days)]


def kept(found: list[Backup], today: date = TODAY) -> set[str]:
    gone = {backup.path for backup in backups.to_remove(found, today)}
    return {str(backup.path) for backup in found if backup.path not in gone}


@pytest.mark.parametrize(
    ("found", "gone"),
    [
        ([], []),
        ([made("2020-01-01")], []),
        (each_day("2026-11-14", 7), []),
        ([made("2026-11-20", hour=8), made("2026-11-20", hour=18)], ["2026-11-20 8 daily"]),
        ([made("2026-11-20", "import", 8), made("2026-11-20", hour=18)], []),
        (
            [made("2026-11-05", "import", 8), made("2026-11-05", hour=18), *each_day("2026-11-14", 7)],
            ["2026-11-05 8 import"],
        ),
        ([made("2026-10-30", "manual", 8), made("2026-10-30", hour=18), *each_day("2026-11-14", 7)], []),
        (
            [made("2026-10-20", "manual", 8), made("2026-10-20", hour=18), *each_day("2026-11-14", 7)],
            ["2026-10-20 8 manual"],
        ),
        ([made("2031-05-05")], []),  # the clock was wrong once
    ],
)
def test_what_may_go(found: list[Backup], gone: list[str]) -> None:
    assert sorted(str(backup.path) for backup in backups.to_remove(found, TODAY)) == sorted(gone)


def test_two_years_of_days_leave_days_weeks_and_months() -> None:
    found = each_day("2024-11-21", 730)
    left = sorted(kept(found))
    assert len(left) <= backups.DAYS + backups.WEEKS + backups.MONTHS
    days = [date.fromisoformat(name[:10]) for name in left]
    assert [TODAY - timedelta(days=i) for i in range(6, -1, -1)] == days[-7:]
    assert min(days) < date(2026, 1, 1)
    assert len({(day.year, day.month) for day in days}) == 12
    assert len({day.isocalendar()[:2] for day in days if day > date(2026, 9, 25)}) >= 8


def test_thinning_day_by_day_keeps_as_much_as_thinning_once() -> None:
    there: list[Backup] = []
    start = date(2025, 1, 1)
    for i in range(500):
        day = start + timedelta(days=i)
        there.append(made(day.isoformat()))
        gone = {b.path for b in backups.to_remove(there, day)}
        assert there[-1].path not in gone
        there = [b for b in there if b.path not in gone]
    months = {(b.when.year, b.when.month) for b in there}
    assert len(months) == 12
    assert len(there) >= 20


def test_a_shop_closed_for_a_year_loses_nothing() -> None:
    found = each_day("2025-06-01", 7)
    assert backups.to_remove(found, TODAY) == []


def test_thinning_twice_changes_nothing() -> None:
    found = each_day("2025-01-01", 400) + each_day("2026-11-01", 20, "manual")
    left = [backup for backup in found if str(backup.path) in kept(found)]
    assert backups.to_remove(left, TODAY) == []


def test_only_this_notebooks_backups_are_removed(
    store: Store, folder: Path, tmp_path: Path, clock: Callable[[timedelta], None]
) -> None:
    with opened(tmp_path / "other" / "cafe.relnotebook") as other:
        run(backups.back_up(other, folder, "daily"))
        run(backups.back_up(other, folder, "daily"))
    mine = [run(backups.back_up(store, folder, "daily")).path for _ in range(3)]
    clock(timedelta(seconds=1))
    newest = run(backups.back_up(store, folder, "daily")).path
    assert sorted(backups.prune(store, folder)) == sorted(mine)
    assert newest.exists()
    assert len(backups.backups(folder)) == 3


def test_an_encrypted_backup_goes_with_its_key_file(
    tmp_path: Path, folder: Path, clock: Callable[[timedelta], None]
) -> None:
    with opened(tmp_path / "cafe.relnotebook", passphrase="oat milk") as store:
        old = run(backups.back_up(store, folder, "daily")).path
        clock(timedelta(seconds=1))
        run(backups.back_up(store, folder, "daily"))
        assert backups.prune(store, folder) == [old]
    assert len(list(folder.iterdir())) == 2
