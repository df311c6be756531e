"""The notebook file: made whole, opened with care, refused with one clear word when it cannot be used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from relnotebook.base.problems import StoreTrouble
from relnotebook.store import engine, schema
from relnotebook.store.write import open_store

from .acts import QUICK, names, nothing_follows, opened, welcome


def refusal(path: Path, passphrase: str | None = None) -> str:
    """The word with which the notebook is refused."""
    with pytest.raises(StoreTrouble) as trouble:
        open_store(path, passphrase=passphrase, refresh=nothing_follows)
    return trouble.value.code


def test_the_engine_has_no_wal_reset_bug() -> None:
    assert tuple(map(int, driver.sqlite_version.split("."))) >= engine.OLDEST_SQLITE


def test_every_connection_keeps_the_last_visit_through_a_power_cut(tmp_path: Path) -> None:
    with opened(tmp_path / "cafe.relnotebook") as store:
        connection = store.raw_connection()
        found = {p: connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous")}
        found["secure_delete"] = connection.execute("PRAGMA secure_delete").fetchone()[0]
        found["foreign_keys"] = connection.execute("PRAGMA foreign_keys").fetchone()[0]
        connection.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def test_a_new_notebook_is_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path)
    assert [p.name for p in tmp_path.iterdir()] == ["cafe.relnotebook"]
    assert engine.look(path, None) == schema.HEAD
    assert path.stat().st_mode & 0o077 == 0


def test_a_new_notebook_never_overwrites_anything(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    path.write_text("my shopping list")
    with pytest.raises(StoreTrouble) as trouble:
        engine.new_notebook(path)
    assert trouble.value.code == "exists"
    assert path.read_text() == "my shopping list"


def test_a_full_disk_while_making_a_notebook_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(part: Path, key: str | None) -> None:
        part.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(engine, "_build", no_room)
    with pytest.raises(OSError, match="No space"):
        engine.new_notebook(tmp_path / "cafe.relnotebook")
    assert list(tmp_path.iterdir()) == []


# What is refused


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.relnotebook") == "missing"


def test_a_file_of_no_bytes_is_never_an_empty_notebook(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    path.touch()
    assert refusal(path) == "empty-file"
    assert path.stat().st_size == 0


@pytest.mark.parametrize("content", [b"Dear customer,", b"x" * 5000, b"SQLite format 3\0" + b"\0" * 4000])
def test_another_kind_of_file_is_not_a_notebook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.relnotebook"
    path.write_bytes(content)
    assert refusal(path) in ("not-a-notebook", "damaged")
    assert path.read_bytes() == content


def test_another_programs_database_is_not_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    connection = driver.connect(str(path))
    connection.execute("CREATE TABLE sale (id)")
    connection.commit()
    connection.close()
    assert refusal(path) == "not-a-notebook"


def test_a_folder_is_not_a_notebook(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "not-a-notebook"


def test_a_notebook_with_a_trigger_from_elsewhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path)
    connection = driver.connect(str(path))
    connection.execute("CREATE TRIGGER t AFTER INSERT ON customer BEGIN DELETE FROM visit; END")
    connection.commit()
    connection.close()
    assert refusal(path) == "foreign-schema"


def test_a_notebook_of_a_newer_program_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path)
    connection = driver.connect(str(path))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert refusal(path) == "too-new"
    assert path.read_bytes() == before


def test_a_notebook_somebody_else_holds_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cafe.relnotebook"
    monkeypatch.setattr(engine, "OPENING_PATIENCE", 0.0)
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    with opened(path):
        pass
    holder = driver.connect(str(path), isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    holder.execute("BEGIN EXCLUSIVE")
    assert refusal(path) == "locked"
    holder.execute("ROLLBACK")
    holder.close()
    with opened(path) as store:
        assert names(store) == []


@pytest.mark.skipif(os.name == "nt", reason="permissions of the file system work otherwise there")
def test_a_read_only_notebook_says_so_and_loses_nothing(tmp_path: Path) -> None:
    """Run as an ordinary person in a process of its own: an administrator may write anywhere."""
    path = tmp_path / "shelf" / "cafe.relnotebook"
    with opened(path) as store:
        store.do(welcome, "Ngozi Okafor")
    script = (
        "import os, sys, pathlib\n"
        "from relnotebook.base.problems import StoreTrouble\n"
        "from relnotebook.store.write import open_store\n"
        "from tests.store.acts import welcome\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: open_store(pathlib.Path(sys.argv[1]), refresh=lambda w: None).do(welcome, 'Aoi')\n"
        "except StoreTrouble as trouble: print(trouble.code)\n"
    )
    for place in (path.parent, *path.parent.parents):
        if place == Path("/tmp") or len(place.parts) < 3:
            break
        place.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path.cwd(),
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    path.parent.chmod(0o755)
    path.chmod(0o600)
    assert ran.stdout.strip() in ("read-only", "unreadable"), ran.stderr
    with opened(path) as store:
        assert names(store) == ["Ngozi Okafor"]


# Passphrases


def test_a_passphrase_opens_the_notebook_and_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, passphrase="four plain words here") as store:
        store.do(welcome, "Ngozi Okafor")
    assert refusal(path) == "needs-passphrase"
    assert refusal(path, "four plain words there") == "wrong-key-or-damaged"
    with opened(path, passphrase="four plain words here") as store:
        assert names(store) == ["Ngozi Okafor"]


def test_no_name_lies_readable_on_the_disk_of_a_locked_notebook(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, passphrase="four plain words here") as store:
        store.do(welcome, "Ngozi Okafor")
        for file in tmp_path.iterdir():
            assert b"Okafor" not in file.read_bytes(), file.name


def test_the_key_is_derived_slowly_from_a_salt_of_its_own(tmp_path: Path) -> None:
    assert engine.SCRYPT_N >= 2**17
    keys = [engine.KeyFile.fresh(QUICK) for _ in range(2)]
    assert keys[0].derive("four plain words") != keys[1].derive("four plain words")
    keys[0].write(tmp_path / "k")
    assert engine.KeyFile.read(tmp_path / "k").derive("x") == keys[0].derive("x")


def test_a_lost_key_file_is_told_apart_from_a_wrong_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path, passphrase="four plain words here"):
        pass
    engine.key_path(path).write_text("{}")
    assert refusal(path, "four plain words here") == "key-file-damaged"


# While it is open


def test_a_vanished_notebook_is_noticed_before_anything_is_acknowledged(tmp_path: Path) -> None:
    with opened(tmp_path / "shelf" / "cafe.relnotebook") as store:
        shutil.move(tmp_path / "shelf", tmp_path / "elsewhere")
        with pytest.raises(StoreTrouble) as trouble:
            store.do(welcome, "Ngozi Okafor")
        assert trouble.value.code == "vanished"


def test_a_replaced_notebook_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    with opened(path) as store:
        copy = tmp_path / "copy"
        shutil.copy(path, copy)
        copy.replace(path)
        with pytest.raises(StoreTrouble) as trouble:
            store.do(welcome, "Ngozi Okafor")
        assert trouble.value.code == "replaced"


def test_a_full_disk_loses_no_acknowledged_word_and_work_goes_on_after(tmp_path: Path) -> None:
    with opened(tmp_path / "cafe.relnotebook") as store:
        store.do(welcome, "Ngozi Okafor")
        with store._writer.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreTrouble) as trouble:
            _ = [store.do(welcome, f"{number} " + "long name " * 400) for number in range(1000)]
        assert trouble.value.code == "disk-full"
        kept = names(store)
        assert kept[0] == "Ngozi Okafor"
        with store._writer.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        store.do(welcome, "Aoi Tanaka")
        assert names(store) == [*kept, "Aoi Tanaka"]
