"""Own layouts from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from relnotebook.commands import layouts as commands
from relnotebook.notebook import consent, layouts

from ..builders import Shop

Run = Callable[..., Any]


def test_the_choices_are_those_that_there_are() -> None:
    assert tuple(commands.SEPARATORS.values()) == layouts.SEPARATORS
    assert commands.LETTERS == layouts.LETTERS
    assert commands.DATES == layouts.DATES
    assert commands.CHANNELS == consent.CHANNELS


def test_a_layout_is_made_used_changed_and_removed(run: Run, notebook_file: Path, tmp_path: Path) -> None:
    shop = Shop(notebook_file)
    shop.customer("Ngozi Okafor", email="n@okafor.example").consents("email")
    shop.close()
    assert "no layouts" in run("layouts").output
    run("layouts", "set", "Winter", "--column", "Dear=greet", "--column", "a=b=email", "--separator", "semicolon")
    [found] = json.loads(run("layouts", "--json").output)
    assert found["columns"] == [["Dear", "greet"], ["a=b", "email"]]
    assert (found["name"], found["separator"], found["channel"], found["zeros"]) == ("Winter", ";", "", True)
    file = tmp_path / "winter.csv"
    run("export", "contacts", str(file), "--format", "own:winter")
    assert file.read_text("utf-8-sig").splitlines() == ["Dear;a=b", '"Ngozi";"n@okafor.example"']
    run("layouts", "set", "winter", "--column", "Name=name", "--channel", "post", "--bare")
    assert "1 column: Name" in run("layouts").output
    run("layouts", "remove", "Winter")
    assert json.loads(run("layouts", "--json").output) == []


def test_what_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    assert "no such layout" in run("layouts", "remove", "Winter", status=1).output
    told = run("export", "contacts", str(tmp_path / "x.csv"), "--format", "own:Winter", status=1).output
    assert "no such layout" in told
    run("export", "contacts", str(tmp_path / "x.csv"), "--format", "winter", status=2)
    run("layouts", "set", "Winter", "--column", "Aura=aura", status=1)


def test_what_a_column_can_hold(run: Run) -> None:
    assert ["given", "First name"] in json.loads(run("layouts", "fields", "--json").output)
    assert "Greet as" in run("layouts", "fields").output
