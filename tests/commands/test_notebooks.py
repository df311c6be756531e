"""Notebooks from the command line: made, told of, furnished as a demo; never one over another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from .told import facts

Run = Callable[..., Result]


def test_a_new_notebook_and_what_is_in_it(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "salon.relnotebook"
    run("new", str(path), "--shop", "Schnitt", "--kind", "salon")
    told = facts(run("info", "--json", notebook=path))
    assert (told["shop"], told["kind"], told["encrypted"]) == ("Schnitt", "salon", False)
    assert told["counts"]["customer"] == 0
    assert tuple(map(int, told["sqlite"].split("."))) >= (3, 51, 3)


def test_a_new_notebook_never_overwrites_one(notebook_file: Path, run: Run) -> None:
    before = notebook_file.read_bytes()
    result = run("new", str(notebook_file), status=1)
    assert notebook_file.read_bytes() == before
    assert result.stderr.strip()


def test_a_kind_of_shop_that_does_not_exist_leaves_no_file(tmp_path: Path, run: Run) -> None:
    result = run("new", str(tmp_path / "x.relnotebook"), "--kind", "circus", status=1)
    assert "circus" in result.stderr
    assert not (tmp_path / "x.relnotebook").exists()


def test_the_demo_shop_has_about_forty_regulars_and_half_a_year(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "demo.relnotebook"
    run("demo", str(path))
    counts = facts(run("info", "--json", notebook=path))["counts"]
    assert 35 <= counts["customer"] <= 45
    assert counts["visit"] > 1500
    assert facts(run("search", "oat fl", "--json", notebook=path))[0]["usual"].lower().startswith(("oat fl", "two oat"))
    assert facts(run("check", "--json", notebook=path)) == {"sound": True, "findings": []}
