"""The list of imports and taking one back, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]


def facts(result: Result) -> Any:
    return json.loads(result.stdout)


@pytest.fixture
def people(tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone\nNgozi Okafor,0151 496 0183\nAoi Tanaka,0151 496 0127\n")
    return str(file)


def test_nothing_came_in_yet(run: Run) -> None:
    assert run("imports").stdout == "Nothing came in from a file yet.\n"


def test_an_import_is_listed_and_taken_back(run: Run, people: str) -> None:
    number = facts(run("import", "contacts", people, "--json"))["number"]
    assert run("imports").stdout == f"{number:>4}  2026-11-20 08:41  people.csv  2 new, 0 changed\n"
    assert run("undo-import", str(number)).stdout == "people.csv is taken back.\n"
    [told] = facts(run("imports", "--json"))
    assert (told["id"], told["file"], told["created"], told["state"]) == (number, "people.csv", 2, "back")
    assert "(taken back)" in run("imports").stdout
    assert facts(run("search", "ngozi", "--json")) == []


def test_cards_changed_since_are_named(run: Run, people: str) -> None:
    number = str(facts(run("import", "contacts", people, "--json"))["number"])
    [aoi] = facts(run("search", "aoi", "--json"))
    run("log-visit", str(aoi["id"]), "Tea")
    told = run("undo-import", number).stdout.splitlines()
    assert told[1] == "1 card was changed since and stays:"
    assert told[2].startswith("  Aoi Tanaka: ")
    assert facts(run("search", "aoi", "--json"))
    run("undo")
    assert facts(run("search", "ngozi", "--json"))


def test_an_import_nobody_knows_is_one_sentence(run: Run) -> None:
    assert "not on the list" in run("undo-import", "9", status=1).stderr
