"""Looking up from the command line: search, the card, the usual."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from ..builders import Shop
from .told import facts

Run = Callable[..., Result]


def test_search_says_who_and_why(run: Run, ngozi: int) -> None:
    (line,) = facts(run("search", "0183", "--json"))
    assert set(line) == {"id", "name", "usual", "last_seen", "why", "badges"}
    assert (line["id"], line["name"], line["usual"]) == (ngozi, "Ngozi Okafor", "Oat flat white")
    assert line["why"]["field"] == "phone"
    assert line["badges"] == ["Nut allergy"]


def test_nobody_found_is_said_and_no_failure(run: Run, ngozi: int) -> None:
    assert "Nobody" in run("search", "xyz").output


def test_the_card_in_plain_keys(run: Run, ngozi: int) -> None:
    card = facts(run("card", str(ngozi), "--json"))
    assert (card["name"], card["visits"]) == ("Ngozi Okafor", 6)
    assert card["alerts"][0]["title"] == "Nut allergy"
    assert card["usuals"][0]["line"] == "Oat flat white"
    assert len(card["history"]) == 6
    told = run("card", str(ngozi)).output
    assert "! Nut allergy" in told


def test_a_card_that_is_not_there_is_one_sentence(run: Run) -> None:
    result = run("card", "404", status=1)
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_the_usual_set_and_learnt(run: Run, notebook_file: Path, ngozi: int) -> None:
    shop = Shop(notebook_file)
    mikkel = shop.customer("Mikkel Sørensen").had("Filter coffee", times=8)
    shop.close()
    assert facts(run("usual", str(ngozi), "--json"))["usuals"][0]["line"] == "Oat flat white"
    learnt = facts(run("usual", str(mikkel.id), "--json"))["suggestion"]
    assert (learnt["line"], learnt["had"], learnt["of"]) == ("Filter coffee", 8, 8)
    assert "8 of the last 8" in run("usual", str(mikkel.id)).output
