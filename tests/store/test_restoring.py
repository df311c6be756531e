from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Kind
from relnotebook.store import backups, engine, files, restoring
from relnotebook.store.restoring import Difference
from relnotebook.store.write import Store

from .acts import came, opened, rename, tear_out, welcome, write_down
from .jobs import run


def names_in(path: Path, *, passphrase: str | None = None) -> list[str]:
    with opened(path, passphrase=passphrase) as store, store.read() as s:
        return [name for (name,) in s.raw("SELECT name FROM customer ORDER BY id")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop" / "cafe.relnotebook"


@pytest.fixture
def backup(path: Path) -> Path:
    """A backup of a notebook with one customer; a second one was added since, and the notebook is closed."""
    with opened(path) as store:
        store.do(welcome, "Ngozi")
        made = run(backups.back_up(store, backups.folder_of(path), "manual")).path
        store.do(welcome, "Aoi")
    return made


# Comparing


def test_what_a_restore_would_change_is_counted(store: Store, tmp_path: Path) -> None:
    ngozi, _ = store.do(welcome, "Ngozi")
    note, _ = store.do(write_down, ngozi, "Likes the window seat")
    made = run(backups.back_up(store, tmp_path / "b", "manual")).path
    assert restoring.compare(store, made) == ()
    for _ in range(14):
        store.do(came, ngozi)
    store.do(rename, ngozi, "Ngozi Okafor")
    store.do(tear_out, note)
    assert restoring.compare(store, made) == (
        Difference("customer", Kind.CUSTOMER, lost=0, back=0, changed=1),
        Difference("note", Kind.NOTE, lost=0, back=1, changed=0),
        Difference("visit", Kind.VISIT, lost=14, back=0, changed=0),
    )
    assert [p.name for p in made.parent.iterdir()] == [made.name]


def test_an_encrypted_backup_is_compared_by_the_notebooks_key_or_its_own_passphrase(tmp_path: Path) -> None:
    with opened(tmp_path / "cafe.relnotebook", passphrase="oat milk") as store:
        made = run(backups.back_up(store, tmp_path / "b", "manual")).path
        store.do(welcome, "Ngozi")
        assert [d.lost for d in restoring.compare(store, made)] == [1]
        assert [d.lost for d in restoring.compare(store, made, passphrase="oat milk")] == [1]
        with pytest.raises(StoreTrouble) as trouble:
            restoring.compare(store, made, passphrase="soy milk")
        assert trouble.value.code == "wrong-key-or-damaged"
    with opened(tmp_path / "plain.relnotebook") as plain, pytest.raises(StoreTrouble) as trouble:
        restoring.compare(plain, made)
    assert trouble.value.code == "needs-passphrase"


# Restoring


def test_a_backup_takes_the_place_and_todays_file_is_kept_aside(path: Path, backup: Path) -> None:
    aside = run(restoring.restore(path, backup))
    assert aside == path.with_name("cafe before 2026-11-20.relnotebook")
    assert names_in(path) == ["Ngozi"]
    assert names_in(aside) == ["Ngozi", "Aoi"]
    assert backup.exists()
    assert run(restoring.restore(path, aside)) == path.with_name("cafe before 2026-11-20-2.relnotebook")
    assert names_in(path) == ["Ngozi", "Aoi"]


def test_what_only_stood_in_the_log_is_kept_aside_too(path: Path, backup: Path) -> None:
    held = engine.connect(path)
    with opened(path) as store:
        store.do(welcome, "Tom")
    assert files.tail(path, "-wal").stat().st_size > 0
    held.close()
    aside = run(restoring.restore(path, backup))
    assert aside is not None
    assert names_in(aside) == ["Ngozi", "Aoi", "Tom"]
    assert names_in(path) == ["Ngozi"]


def test_a_notebook_that_vanished_is_put_back(path: Path, backup: Path) -> None:
    files.remove_whole(path)
    assert run(restoring.restore(path, backup)) is None
    assert names_in(path) == ["Ngozi"]


@pytest.mark.parametrize("harm", ["empty", "torn", "junk"])
def test_a_ruined_notebook_is_set_aside_as_it_is(path: Path, backup: Path, harm: str) -> None:
    whole = path.read_bytes()
    ruin = {"empty": b"", "torn": whole[: len(whole) // 2], "junk": os.urandom(9000)}[harm]
    path.write_bytes(ruin)
    aside = run(restoring.restore(path, backup))
    assert aside is not None
    assert aside.read_bytes()[100:] == ruin[100:]
    assert names_in(path) == ["Ngozi"]


def test_an_encrypted_notebook_comes_back_with_its_key_file(path: Path) -> None:
    with opened(path, passphrase="oat milk") as store:
        store.do(welcome, "Ngozi")
        made = run(backups.back_up(store, backups.folder_of(path), "manual")).path
        store.do(welcome, "Aoi")
    with pytest.raises(StoreTrouble) as trouble:
        run(restoring.restore(path, made))
    assert trouble.value.code == "needs-passphrase"
    with pytest.raises(StoreTrouble) as trouble:
        run(restoring.restore(path, made, passphrase="soy milk"))
    assert trouble.value.code == "wrong-key-or-damaged"
    assert names_in(path, passphrase="oat milk") == ["Ngozi", "Aoi"]
    aside = run(restoring.restore(path, made, passphrase="oat milk"))
    assert aside is not None
    assert names_in(path, passphrase="oat milk") == ["Ngozi"]
    assert names_in(aside, passphrase="oat milk") == ["Ngozi", "Aoi"]


def test_a_backup_under_another_passphrase_brings_its_key_file(path: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "old" / "cafe.relnotebook", passphrase="old words") as old:
        old.do(welcome, "Ngozi")
        made = run(backups.back_up(old, tmp_path / "b", "manual")).path
    with opened(path, passphrase="new words") as store:
        store.do(welcome, "Aoi")
    aside = run(restoring.restore(path, made, passphrase="old words"))
    assert aside is not None
    assert names_in(path, passphrase="old words") == ["Ngozi"]
    assert names_in(aside, passphrase="new words") == ["Aoi"]


def test_a_plain_backup_may_replace_an_encrypted_notebook(path: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "old" / "cafe.relnotebook") as old:
        old.do(welcome, "Ngozi")
        made = run(backups.back_up(old, tmp_path / "b", "manual")).path
    with opened(path, passphrase="new words") as store:
        store.do(welcome, "Aoi")
    aside = run(restoring.restore(path, made))
    assert aside is not None
    assert names_in(path) == ["Ngozi"]
    assert names_in(aside, passphrase="new words") == ["Aoi"]


@pytest.mark.parametrize(
    ("harm", "code"),
    [("gone", "missing"), ("empty", "empty-file"), ("junk", "not-a-notebook"), ("torn", "damaged|backup-unsound")],
)
def test_a_bad_backup_changes_nothing(path: Path, backup: Path, harm: str, code: str) -> None:
    whole, before = backup.read_bytes(), path.read_bytes()
    if harm == "gone":
        backup.unlink()
    else:
        backup.write_bytes({"empty": b"", "junk": b"JUNK" * 4000, "torn": whole[: len(whole) // 3]}[harm])
    with pytest.raises(StoreTrouble, match=code):
        run(restoring.restore(path, backup))
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["cafe backups", "cafe.relnotebook"]


def test_a_flipped_byte_in_a_backup_is_found_before_it_is_used(path: Path, backup: Path) -> None:
    whole, before = backup.read_bytes(), path.read_bytes()
    for at in range(4096, len(whole), 4096 * 7):  # the first byte of a page tells what it holds
        backup.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with pytest.raises(StoreTrouble, match=r"damaged|backup-unsound|foreign-schema"):
            run(restoring.restore(path, backup))
        assert path.read_bytes() == before


def test_a_notebook_another_till_has_open_is_left_alone(path: Path, backup: Path) -> None:
    with opened(path) as other:
        other.do(welcome, "Tom")
        with other.read(), pytest.raises(StoreTrouble) as trouble:
            run(restoring.restore(path, backup))
        assert trouble.value.code == "locked"
        other.do(welcome, "Siobhán")
    assert names_in(path) == ["Ngozi", "Aoi", "Tom", "Siobhán"]


def test_the_notebook_is_no_backup_of_itself(path: Path, backup: Path) -> None:
    with pytest.raises(StoreTrouble, match="same-file"):
        run(restoring.restore(path, path))


@pytest.mark.parametrize("readable", [True, False])
def test_the_log_of_a_file_under_another_key_goes_aside_with_it(
    path: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readable: bool
) -> None:
    """Left where it was, it would be played into the copy."""
    if not readable:
        monkeypatch.setattr(restoring, "_fold_log_in", lambda path, key: None)
    locked = tmp_path / "locked.relnotebook"
    cut_off = tmp_path / "cut off" / "cafe.relnotebook"
    cut_off.parent.mkdir()
    with opened(locked, passphrase="oat milk") as store:
        store.do(welcome, "Tom")
        for end in ("", "-wal", ".key"):  # as a power cut leaves them
            shutil.copy(files.tail(locked, end), files.tail(cut_off, end))
    aside = run(restoring.restore(cut_off, backup))
    assert aside is not None
    assert not files.tail(cut_off, "-wal").exists()
    assert names_in(cut_off) == ["Ngozi"]
    assert names_in(aside, passphrase="oat milk") == ["Tom"]


def test_a_backup_of_a_newer_program_is_refused(path: Path, backup: Path) -> None:
    with files.opened(backup, None, write=True) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreTrouble, match="too-new"):
        run(restoring.restore(path, backup))
    assert path.read_bytes() == before


def test_no_backup_is_thinned_out_after_a_restore_until_the_next_start(
    path: Path, backup: Path, clock: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backups.folder_of(path)
    with opened(path) as store:
        for _ in range(3):
            clock(timedelta(seconds=1))
            run(backups.back_up(store, folder, "daily"))
    run(restoring.restore(path, backup))
    with opened(path) as store:
        assert backups.pruning_paused(store)
        assert backups.prune(store, folder) == []
        monkeypatch.setattr(backups, "_THIS_START", "another run of the program")
        assert len(backups.prune(store, folder)) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
from relnotebook.store import files, restoring
from relnotebook.store.write import open_store

path, backup = map(Path, sys.argv[1:])
before = path.read_bytes()

def strike(at):
    seen = 0
    def hook(event, args):
        nonlocal seen
        if event in ("os.rename", "os.link", "os.remove", "open") and str(path.parent) in str(args):
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    for step in restoring.restore(path, backup):
        pass

for at in range(1, 60):
    for left in path.parent.glob("cafe*"):
        if left.is_file():
            left.unlink()
    path.write_bytes(before)
    child = os.fork()
    if not child:
        strike(at)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    store = open_store(path, refresh=lambda w: None)
    with store.read() as s:
        print(os.WTERMSIG(status), *[name for (name,) in s.raw("SELECT name FROM customer ORDER BY id")])
    store.close()
    if not status:
        break
"""


def test_killed_at_any_moment_the_old_or_the_new_notebook_lies_there_whole(path: Path, backup: Path) -> None:
    """One kill before each change of a name and each opening of a file, until none is left to strike at."""
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(backup)], capture_output=True, text=True, check=True
    )
    told = ran.stdout.splitlines()
    assert set(told) == {"9 Ngozi Aoi", "9 Ngozi", "0 Ngozi"}
    assert (told[0], told[-1]) == ("9 Ngozi Aoi", "0 Ngozi")
    assert len(told) > 8


# Moving


@pytest.mark.parametrize("passphrase", [None, "oat milk"])
def test_a_notebook_is_moved_whole(path: Path, tmp_path: Path, passphrase: str | None) -> None:
    with opened(path, passphrase=passphrase) as store:
        store.do(welcome, "Ngozi")
    new = run(restoring.move(path, tmp_path / "elsewhere", passphrase=passphrase))
    assert new == tmp_path / "elsewhere" / "cafe.relnotebook"
    assert names_in(new, passphrase=passphrase) == ["Ngozi"]
    assert list(path.parent.iterdir()) == []


def test_a_move_never_lands_on_another_file(path: Path, backup: Path, tmp_path: Path) -> None:
    there = tmp_path / "elsewhere" / "cafe.relnotebook"
    there.parent.mkdir()
    there.write_text("mine")
    with pytest.raises(StoreTrouble, match="exists"):
        run(restoring.move(path, there.parent))
    assert there.read_text() == "mine"
    assert names_in(path) == ["Ngozi", "Aoi"]
    with pytest.raises(StoreTrouble, match="exists"):
        run(restoring.move(path, path.parent))


def test_an_open_notebook_is_not_moved(path: Path, tmp_path: Path) -> None:
    with opened(path) as store:
        store.do(welcome, "Ngozi")
        with store.read(), pytest.raises(StoreTrouble, match="locked"):
            run(restoring.move(path, tmp_path / "elsewhere"))
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert names_in(path) == ["Ngozi"]


def test_nobody_writes_into_the_old_file_while_it_is_moved(path: Path, backup: Path, tmp_path: Path) -> None:
    job = restoring.move(path, tmp_path / "elsewhere")
    next(job)
    next(job)
    with pytest.raises(StoreTrouble, match="locked"), files.opened(path, None, write=True) as other:
        other.executescript("PRAGMA busy_timeout = 10; DELETE FROM visit")
    assert names_in(run(job)) == ["Ngozi", "Aoi"]


def test_a_move_to_a_network_drive_is_refused(
    path: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring.places, "_list_of_mounts", lambda: f"srv:/x {tmp_path}/share nfs4 rw 0 0\n")
    with pytest.raises(StoreTrouble, match="network-drive"):
        run(restoring.move(path, tmp_path / "share"))
    assert names_in(path) == ["Ngozi", "Aoi"]


def test_a_move_that_fails_on_the_way_leaves_all_as_it_was(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(path, passphrase="oat milk") as store:
        store.do(welcome, "Ngozi")

    def full(part: Path, name: Path) -> None:
        raise StoreTrouble("disk-full", path=str(name))

    monkeypatch.setattr(files, "put_beside", full)
    with pytest.raises(StoreTrouble, match="disk-full"):
        run(restoring.move(path, tmp_path / "elsewhere", passphrase="oat milk"))
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert names_in(path, passphrase="oat milk") == ["Ngozi"]


def test_backups_come_along_when_the_notebook_moves(tmp_path: Path) -> None:
    path = tmp_path / "here" / "cafe.relnotebook"
    with opened(path) as store:
        made = run(backups.back_up(store, backups.folder_of(path), "manual"))
    (tmp_path / "there").mkdir()
    new = run(restoring.move(path, tmp_path / "there"))
    assert [one.path.name for one in backups.backups(backups.folder_of(new))] == [made.path.name]
    assert not backups.folder_of(path).exists()
