from __future__ import annotations

import errno
from pathlib import Path

import pytest

from relnotebook.base.problems import StoreTrouble
from relnotebook.store import engine, files
from relnotebook.store.write import Store

from .acts import QUICK, welcome


def test_a_copy_holds_what_stands_in_the_log_and_needs_none(store: Store, tmp_path: Path) -> None:
    store.do(welcome, "Ngozi")
    assert files.tail(store.path, "-wal").stat().st_size > 0
    source = store.raw_connection()
    files.copy_out(source, tmp_path / "copy", None)
    source.close()
    with files.opened(tmp_path / "copy", None) as copy:
        assert copy.execute("SELECT name FROM customer").fetchall() == [("Ngozi",)]
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]


def test_a_copy_never_lands_on_another_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    source = store.raw_connection()
    with pytest.raises(StoreTrouble, match="exists"):
        files.copy_out(source, tmp_path / "copy", None)
    source.close()
    assert (tmp_path / "copy").read_text() == "mine"


def test_an_encrypted_notebook_is_copied_under_its_key(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path, passphrase="oat milk", scrypt_n=QUICK)
    key = engine.KeyFile.read(engine.key_path(path)).derive("oat milk")
    with files.opened(path, key) as source:
        files.copy_out(source, tmp_path / "copy", key)
    assert not (tmp_path / "copy").read_bytes().startswith(b"SQLite")
    with files.opened(tmp_path / "copy", key) as copy:
        assert copy.execute("SELECT count(*) FROM customer").fetchone() == (0,)


def test_what_was_built_under_a_spare_name_goes_when_it_is_not_wanted(tmp_path: Path) -> None:
    with files.part_of(tmp_path / "cafe") as part:
        part.write_text("half")
        files.tail(part, "-wal").write_text("half")
    assert list(tmp_path.iterdir()) == []
    with files.part_of(tmp_path / "cafe") as part:
        part.write_text("whole")
        files.put_beside(part, tmp_path / "cafe")
    assert [path.name for path in tmp_path.iterdir()] == ["cafe"]


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "cafe").write_text("mine")
    (tmp_path / "part").write_text("other")
    with pytest.raises(StoreTrouble, match="exists"):
        files.put_beside(tmp_path / "part", tmp_path / "cafe")
    assert (tmp_path / "cafe").read_text() == "mine"


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        files.need_room(tmp_path, 2**60)
    assert trouble.value.code == "disk-full"
    files.need_room(tmp_path / "new folder", 1)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "read-only"), (errno.EROFS, "read-only"), (errno.ENOSPC, "disk-full"), (errno.EFBIG, "disk-full"),
     (errno.ENOENT, "unreadable")],
)  # fmt: skip
def test_what_the_system_says_is_told_as_trouble(number: int, code: str) -> None:
    with pytest.raises(StoreTrouble) as trouble, files.writable(Path("x")):
        raise OSError(number, "no")
    assert trouble.value.code == code


def test_a_notebook_somebody_has_open_is_not_taken_alone(store: Store) -> None:
    with store.read(), pytest.raises(StoreTrouble) as trouble, files.opened(store.path, None, write=True) as other:
        files.leave_wal(other)
    assert trouble.value.code == "locked"


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreTrouble):
        files.need_room(tmp_path / "file", 1)
