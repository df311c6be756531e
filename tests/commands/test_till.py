"""How a command comes to its notebook: named or not, with a passphrase or without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from relnotebook.cli import main

from .told import facts

Run = Callable[..., Result]


def test_a_notebook_with_a_passphrase(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("four plain words here\n")
    path = tmp_path / "safe.relnotebook"
    runner = CliRunner()
    assert runner.invoke(main, ["new", str(path), "--shop", "S", "--passphrase-file", str(words)]).exit_code == 0
    locked = runner.invoke(main, ["--notebook", str(path), "info"])
    assert locked.exit_code == 1
    assert "passphrase" in locked.stderr
    opened = runner.invoke(main, ["--notebook", str(path), "--passphrase-file", str(words), "info", "--json"])
    assert facts(opened)["encrypted"] is True
    words.write_text("four plain words there\n")
    assert runner.invoke(main, ["--notebook", str(path), "--passphrase-file", str(words), "info"]).exit_code == 1


def test_without_a_notebook_it_says_what_to_do() -> None:
    result = CliRunner().invoke(main, ["info"])
    assert result.exit_code == 1
    assert "notebook" in result.stderr
