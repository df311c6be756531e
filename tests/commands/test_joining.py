"""Doubles on the command line: listed, joined, parted again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from relnotebook.commands import joining as commands
from relnotebook.notebook import people, touchpoints

from ..builders import Shop

Run = Callable[..., Result]


@pytest.fixture
def two(notebook_file: Path) -> tuple[int, int]:
    """Ngozi has two cards, written by two colleagues."""
    shop = Shop(notebook_file)
    one = shop.customer("Ngozi Okafor", phone="0151 496 0183").had("Flat white", times=2).consents("email", "withdrawn")
    other = shop.customer("N. Okafor", phone="0151 496 0183", email="ngozi@okafor.example").consents("email")
    other.note("Allotment won a prize")
    shop.close()
    return one.id, other.id


def facts(result: Result) -> Any:
    return json.loads(result.stdout)


def test_doubles_are_listed_with_their_reasons(run: Run, two: tuple[int, int]) -> None:
    assert run("doubles").stdout.splitlines() == [
        "     1  Ngozi Okafor",
        "     2  N. Okafor",
        "        Same phone: 0151 496 0183; One name is short for the other",
    ]
    [pair] = facts(run("doubles", "--json"))
    assert (pair["one"], pair["other"], pair["reasons"][0]) == (1, 2, "Same phone: 0151 496 0183")
    run("doubles", "--not", "1", "2")
    assert run("doubles").stdout == "There are no two cards that look like one person.\n"


def test_a_preview_writes_nothing(run: Run, two: tuple[int, int]) -> None:
    told = run("join", "1", "2", "--preview").stdout.splitlines()
    assert told[0] == "Ngozi Okafor stays, N. Okafor goes into it."
    assert "  name: Ngozi Okafor | N. Okafor  (keep)" in told
    assert "  email: withdrawn | given  (withdrawn)" in told
    assert any(line.startswith("  Moves: ") and "1 note" in line for line in told)
    seen = facts(run("join", "1", "2", "--preview", "--keep", "2", "--json"))
    assert (seen["keep"]["id"], seen["lose"]["id"]) == (2, 1)
    assert len(facts(run("doubles", "--json"))) == 1


def test_two_cards_become_one_and_two_again(run: Run, two: tuple[int, int]) -> None:
    told = run("join", "1", "2", "--keep", "2", "--take", "name=lose").stdout
    assert "They are one card now: 2. Part them again with: part 2" in told
    card = facts(run("card", "2", "--json"))
    assert (card["name"], card["visits"]) == ("Ngozi Okafor", 2)
    [listed] = facts(run("part", "2", "--list", "--json"))
    assert (listed["keep"], listed["lose"]) == (2, 1)
    assert run("part", "1", "--list").stdout.startswith("     1  Ngozi Okafor > Ngozi Okafor  2026-11-20")
    told = run("part", "2").stdout
    assert told.startswith("They are two cards again: 2 and 1.\n")
    assert facts(run("card", "1", "--json"))["visits"] == 2
    assert run("part", "2", status=1).stderr == "That card was not joined with another one.\n"


def test_what_was_changed_since_is_named(run: Run, two: tuple[int, int], notebook_file: Path) -> None:
    assert facts(run("join", "1", "2", "--json"))["keep"] == 1
    shop = Shop(notebook_file)
    note = shop.read(lambda s: s.raw("SELECT id FROM note WHERE words LIKE 'Allotment%'"))[0][0]
    shop.do(touchpoints.edit_note, note, "Allotment won two prizes")
    shop.close()
    assert "Changed since, and stays with 1: 1 note" in run("part", "1").stdout


def test_two_households_are_asked_about(run: Run, two: tuple[int, int], notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    for who in two:
        shop.do(people.live_with, who, shop.customer("Somebody").id)
        shop.do(people.edit_household, shop.read(people.household, who).id, address=f"{who} High St")
    shop.close()
    refused = run("join", "1", "2", status=1)
    assert refused.stderr == (
        "They live in two households: 1 High St; 2 High St. Say whose the joined card is to be in.\n"
    )
    assert "  Household (lose): 2 High St" in run("join", "1", "2", "--preview").stdout
    run("join", "1", "2", "--household", "lose")


def test_of_several_cards_one_is_to_be_named(run: Run, two: tuple[int, int], notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    third = shop.customer("Goz").id
    shop.close()
    run("join", "1", "2")
    run("join", "1", str(third))
    assert run("part", "1", status=1).stderr == (
        "Several cards were joined into this one. Say which is to be parted: 3, 2.\n"
    )
    run("part", "2")
    run("part", "1")


def test_what_was_not_understood(run: Run, two: tuple[int, int]) -> None:
    run("join", "1", "2", "--keep", "3", status=2)
    assert run("join", "1", "2", "--take", "name", status=1).stderr
    run("doubles", "--limit", "0", status=2)
    assert run("part", "1", "--list").stdout == "That card was not joined with another one.\n"
    assert run("join", "1", "1", status=1).stderr == "That is one and the same card. Choose another one beside it.\n"
    assert run("join", "1", "99", status=1).stderr == "That card is no longer there. It may be in the bin.\n"


def test_every_command_says_what_it_does() -> None:
    assert all(command.help for command in (commands.doubles, commands.join, commands.part))
