from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal, StoreTrouble
from relnotebook.base.terms import Act
from relnotebook.store import backups, checkup, engine, files, places, rows, schema, upkeep
from relnotebook.store.write import Store

from .acts import QUICK, nothing_follows, opened, tear_out, welcome, write_down
from .jobs import run

# The gate


def newest_script() -> str:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(upkeep.MIGRATIONS))
    assert len(scripts.get_heads()) == 1
    return str(scripts.get_current_head())


def test_the_known_head_is_the_newest_script() -> None:
    assert newest_script() == schema.HEAD


@pytest.mark.parametrize("passphrase", [None, "oat milk"])
def test_a_notebook_made_by_all_migrations_is_one_made_anew(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "old.relnotebook"
    key = None
    if passphrase:
        keys = engine.KeyFile.fresh(QUICK)
        keys.write(engine.key_path(path))
        key = keys.derive(passphrase)
    path.touch()
    upkeep._migrate(path, key, upkeep.MIGRATIONS)
    with files.opened(path, key) as migrated:
        assert checkup.strange(migrated) == []
        assert migrated.execute("SELECT version_num FROM alembic_version").fetchall() == [(schema.HEAD,)]
    assert [p.name for p in tmp_path.glob("*-*")] == []


def test_opening_a_current_notebook_costs_a_look_and_no_alembic(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path)
    spent = []
    for _ in range(20):
        start = time.thread_time()
        assert engine.look(path, None) == schema.HEAD
        spent.append(time.thread_time() - start)
    assert min(spent) < 0.005
    code = (
        "import sys; from pathlib import Path; from relnotebook.store import upkeep;"
        f"upkeep.open_current(Path({str(path)!r}), refresh=lambda w: None).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("passphrase", [None, "oat milk"])
def test_a_current_notebook_opens_without_a_backup(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path, passphrase=passphrase, scrypt_n=QUICK)
    store = upkeep.open_current(path, passphrase=passphrase, refresh=nothing_follows)
    assert isinstance(store, Store)
    store.close()
    assert not backups.folder_of(path).exists()


def test_a_newer_notebook_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path)
    with files.opened(path, None, write=True) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreTrouble, match="too-new"):
        upkeep.open_current(path, refresh=nothing_follows)
    with pytest.raises(StoreTrouble, match="too-new"):
        run(upkeep.upgrade(path, None, tmp_path / "backups"))
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["cafe.relnotebook"]


# Upgrading. A notebook of an older program: a column and a table short of today's.

OLD = "0000"
HEADER = 100  # SQLite counts openings here
SCRIPTS = {
    "0000_old.py": "revision = '0000'\ndown_revision = None\n\n\ndef upgrade():\n    pass\n",
    f"{schema.HEAD}_now.py": """
import sqlalchemy as sa
from alembic import op

revision = "HEAD"
down_revision = "0000"


def upgrade():
    with op.batch_alter_table("note", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as note:
        note.add_column(sa.Column("private", sa.Integer, nullable=False, server_default="0"), insert_after="words")
    op.create_table(
        "draft",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
""".replace("HEAD", schema.HEAD),
}


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    (folder / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako"):
        (folder / name).write_text((upkeep.MIGRATIONS / name).read_text())
    for name, code in SCRIPTS.items():
        (folder / "versions" / name).write_text(code)
    return folder


def age(path: Path, key: str | None = None) -> None:
    """Make a notebook as an older program would have left it."""
    with files.opened(path, key, write=True) as old:
        old.execute("DROP TABLE draft")
        old.execute("ALTER TABLE note DROP COLUMN private")
        for row in old.execute("SELECT * FROM note").fetchall():
            old.execute("UPDATE note SET crc = ? WHERE id = ?", (rows.checksum(row[:-1]), row[0]))
        old.execute("UPDATE alembic_version SET version_num = ?", (OLD,))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "shop" / "cafe.relnotebook"
    with opened(path) as store:
        ngozi, _ = store.do(welcome, "Ngozi")
        store.do(write_down, ngozi, "Likes the window seat")
        store.do(tear_out, store.do(write_down, ngozi, "Wrong card")[0])
    age(path)
    return path


def fail_with(scripts: Path, line: str) -> None:
    script = scripts / "versions" / f"{schema.HEAD}_now.py"
    script.write_text(script.read_text() + f"    {line}\n")


def test_an_older_notebook_is_backed_up_renewed_and_opened(old: Path, scripts: Path) -> None:
    before = old.read_bytes()
    assert engine.look(old, None) == OLD
    with pytest.raises(StoreTrouble, match="old"), opened(old):
        raise AssertionError("opened as if it were current")
    backup = run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    assert backup is not None
    assert (backup.kind, backup.counts["note"]) == ("upgrade", 1)
    assert engine.look(old, None) == schema.HEAD
    with opened(old) as store:
        assert store.raw_connection().execute("SELECT words, private FROM note").fetchall() == [
            ("Likes the window seat", 0)
        ]
        report = run(checkup.check(store))
        assert not [f for f in report.findings if f.code in ("pages", "schema", "row", "links")]
        with store.read() as s:
            assert len(s.raw("SELECT id FROM step")) == 4
        with pytest.raises(Refusal, match="nothing-to-undo"):
            store.undo()
        assert store.do(write_down, 1, "Third")[0] == 3, "the identity of the note torn out was given out again"
    assert engine.look(backup.path, None, read_only=True) == OLD
    assert sorted(p.name for p in old.parent.iterdir()) == ["cafe backups", "cafe.relnotebook"]
    assert old.read_bytes() != before


def test_a_join_can_be_parted_after_an_upgrade_too(old: Path, scripts: Path) -> None:
    with files.opened(old, None, write=True) as before:
        before.execute("UPDATE step SET act = 'join cards' WHERE id = 3")
        kept = before.execute("SELECT count(*) FROM image WHERE step_id = 3").fetchone()[0]
    run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    with opened(old) as store, store.read() as s:
        assert s.raw("SELECT undone FROM step WHERE id = 3") == [(0,)]
        assert s.raw("SELECT step_id FROM image") == [(3,)] * kept
        assert kept > 0


def test_an_encrypted_notebook_is_renewed_under_its_key(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shop" / "cafe.relnotebook"
    with opened(path, passphrase="oat milk") as store:
        store.do(welcome, "Ngozi")
        key = store.key
    age(path, key)
    upgrade = upkeep.upgrade
    monkeypatch.setattr(upkeep, "upgrade", lambda *given: upgrade(*given, scripts=scripts))
    store = upkeep.open_current(path, passphrase="oat milk", refresh=nothing_follows)
    with store.read() as s:
        assert s.raw("SELECT name FROM customer") == [("Ngozi",)]
    store.close()
    assert not path.read_bytes().startswith(b"SQLite")
    (backup,) = backups.backups(backups.folder_of(path), key)
    assert backup.kind == "upgrade"


def test_a_row_that_was_wrong_before_stays_wrong(old: Path, scripts: Path) -> None:
    with files.opened(old, None, write=True) as meddled:
        meddled.execute("UPDATE note SET words = 'Likes the doors seat'")
    run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    assert [f.table for f in run(checkup.check_file(old, None)).findings if f.code == "row"] == ["note"]


@pytest.mark.parametrize(
    "line",
    [
        "raise RuntimeError('no')",
        "op.execute('CREATE TABLE draft (x)')",
        "op.execute('DELETE FROM customer')",  # leaves notes of nobody
        "op.execute('CREATE TABLE strange (x)')",
        "op.execute('CREATE TRIGGER sly AFTER INSERT ON note BEGIN DELETE FROM customer; END')",
    ],
)
def test_a_migration_that_fails_leaves_the_notebook_as_it_was(old: Path, scripts: Path, line: str) -> None:
    fail_with(scripts, line)
    before = old.read_bytes()
    with pytest.raises(StoreTrouble) as trouble:
        run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    assert trouble.value.code == "upgrade-failed"
    assert Path(str(trouble.value.facts["backup"])).exists()
    assert old.read_bytes()[HEADER:] == before[HEADER:]
    assert sorted(p.name for p in old.parent.iterdir()) == ["cafe backups", "cafe.relnotebook"]


def test_a_damaged_notebook_is_not_upgraded(old: Path, scripts: Path) -> None:
    whole = old.read_bytes()
    with files.opened(old, None) as notebook:
        root = notebook.execute("SELECT rootpage FROM sqlite_master WHERE name = 'customer'").fetchone()[0]
    at = (root - 1) * 4096
    old.write_bytes(whole[:at] + b"\xa5" * 4096 + whole[at + 4096 :])
    before = old.read_bytes()
    with pytest.raises(StoreTrouble, match="damaged"):
        run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    assert old.read_bytes()[HEADER:] == before[HEADER:]


def test_a_notebook_another_till_has_open_is_not_upgraded(old: Path, scripts: Path) -> None:
    other = engine.connect(old)
    other.execute("BEGIN")
    other.execute("SELECT * FROM customer").fetchall()
    with pytest.raises(StoreTrouble, match="locked"):
        run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    other.close()
    run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))


def test_too_little_room_for_a_backup_leaves_the_notebook_as_it_was(
    old: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(files, "size_of", lambda path: 2**60)
    with pytest.raises(StoreTrouble, match="disk-full"):
        run(upkeep.upgrade(old, None, backups.folder_of(old), scripts=scripts))
    assert old.read_bytes()[HEADER:] == before[HEADER:]


KILLED = """
import os, random, signal, sys
from pathlib import Path
from relnotebook.store import backups, engine, upkeep, schema

path, scripts = map(Path, sys.argv[1:])
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
    for step in upkeep.upgrade(path, None, backups.folder_of(path), scripts=scripts):
        pass

import alembic.command, alembic.config
for at in range(1, 90):
    for left in path.parent.glob("cafe*"):
        if left.is_file():
            left.unlink()
    path.write_bytes(before)
    child = os.fork()
    if not child:
        strike(at)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    version = engine.look(path, None)
    print(os.WTERMSIG(status), version)
    if not status:
        break
"""


def test_killed_at_any_moment_of_an_upgrade_the_notebook_is_old_or_new(old: Path, scripts: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), str(scripts)], capture_output=True, text=True, check=True
    )
    told = ran.stdout.splitlines()
    assert set(told) == {f"9 {OLD}", f"9 {schema.HEAD}", f"0 {schema.HEAD}"}
    assert (told[0], told[-1]) == (f"9 {OLD}", f"0 {schema.HEAD}")


# Trouble at opening: a clear code each, and the file as it was


@pytest.mark.parametrize(
    ("harm", "code"),
    [("missing", "missing"), ("empty", "empty-file"), ("junk", "not-a-notebook"), ("folder", "not-a-notebook"),
     ("other", "not-a-notebook"), ("trigger", "foreign-schema")],
)  # fmt: skip
def test_what_is_no_notebook_is_told_and_left_alone(tmp_path: Path, harm: str, code: str) -> None:
    path = tmp_path / "cafe.relnotebook"
    if harm == "empty":
        path.write_bytes(b"")
    elif harm == "junk":
        path.write_bytes(os.urandom(8192))
    elif harm == "folder":
        path.mkdir()
    elif harm == "other":
        path.touch()
        with files.opened(path, None, write=True) as other:
            other.execute("CREATE TABLE alembic_version (version_num)")
    elif harm == "trigger":
        engine.new_notebook(path)
        with files.opened(path, None, write=True) as sly:
            sly.execute("CREATE TRIGGER sly AFTER INSERT ON visit BEGIN DELETE FROM note; END")
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreTrouble) as trouble:
        upkeep.open_current(path, refresh=nothing_follows)
    assert trouble.value.code == code
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_notebook_on_a_full_disk_works_again_when_there_is_room(store: Store) -> None:
    store.do(welcome, "Ngozi")
    with store.write(Act.ADD_CUSTOMER) as w:
        pages = w.raw("SELECT page_count FROM pragma_page_count")[0][0]
        w._driver.execute(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(StoreTrouble, match="disk-full"), store.write(Act.ADD_CUSTOMER) as w:
        w.add(schema.customer, name="x" * 300_000, added_at=0)
    with store.write(Act.ADD_CUSTOMER) as w:
        w._driver.execute("PRAGMA max_page_count = 1000000").fetchall()
    store.do(welcome, "Aoi")
    assert [f.code for f in run(checkup.check(store)).findings if f.code not in ("index", "derived")] == []


def test_a_copy_over_an_open_notebook_is_noticed_and_nothing_is_acknowledged(store: Store, tmp_path: Path) -> None:
    store.do(welcome, "Ngozi")
    engine.new_notebook(tmp_path / "other.relnotebook")
    (tmp_path / "other.relnotebook").replace(store.path)
    with pytest.raises(StoreTrouble, match="replaced"):
        store.do(welcome, "Aoi")
    store.path.unlink()
    with pytest.raises(StoreTrouble, match="vanished"):
        store.do(welcome, "Tom")


def test_a_notebook_on_a_network_drive_is_neither_made_nor_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cafe.relnotebook"
    engine.new_notebook(path)
    monkeypatch.setattr(places, "_list_of_mounts", lambda: f"//nas/till {tmp_path} cifs rw 0 0\n")
    with pytest.raises(StoreTrouble, match="network-drive"):
        upkeep.open_current(path, refresh=nothing_follows)
    with pytest.raises(StoreTrouble, match="network-drive"):
        engine.new_notebook(tmp_path / "other.relnotebook")
    assert [p.name for p in tmp_path.iterdir()] == ["cafe.relnotebook"]
