"""Backups and checks from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from .told import facts

Run = Callable[..., Result]


def test_a_backup_and_the_way_back(run: Run, notebook_file: Path, ngozi: int) -> None:
    made = facts(run("backup", "--json"))
    run("log-usual", str(ngozi))
    assert [one["kind"] for one in facts(run("backups", "--json"))] == ["manual"]
    restored = facts(run("restore", made["path"], "--json"))
    assert Path(restored["kept_aside"]).exists()
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 6


def test_a_backup_into_another_folder(run: Run, tmp_path: Path, ngozi: int) -> None:
    made = facts(run("backup", "--to", str(tmp_path / "stick"), "--json"))
    assert Path(made["path"]).parent == tmp_path / "stick"


def test_a_flipped_letter_is_noticed(run: Run, notebook_file: Path, ngozi: int) -> None:
    data = notebook_file.read_bytes()
    assert data.count(b"Ngozi Okafor") == 1
    notebook_file.write_bytes(data.replace(b"Ngozi Okafor", b"Ngozi Okafer"))
    result = run("check", "--json", status=1)
    assert not json.loads(result.stdout)["sound"]
