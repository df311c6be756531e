"""Consent from the command line: noted, read back, proved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from ..builders import Shop

Run = Callable[..., Result]


@pytest.fixture
def ngozi(notebook_file: Path) -> str:
    shop = Shop(notebook_file)
    customer = shop.customer("Ngozi Okafor", email="ngozi@okafor.example")
    shop.close()
    return str(customer.id)


def test_a_yes_at_the_counter_is_noted_with_what_they_were_asked(run: Run, ngozi: str) -> None:
    noted = run("consent", ngozi, "--channel", "email", "--state", "given", "--how", "counter")
    assert "Ngozi" in noted.stdout
    told = json.loads(run("consent", ngozi, "--json").stdout)
    assert (told["customer"], told["name"]) == (1, "Ngozi Okafor")
    assert [(one["channel"], one["state"]) for one in told["states"]][:2] == [("email", "given"), ("text", "")]
    (event,) = told["history"]
    assert event["how"] == "counter"
    assert event["wording"].startswith("May we write to you by e-mail")
    assert event["when"] == "2026-11-20T08:41:00+00:00"


def test_the_proof_is_printed(run: Run, ngozi: str) -> None:
    run("consent", ngozi, "--channel", "text", "--state", "refused", "--how", "phone", "--at", "2026-11-02T10:00")
    told = run("consent", ngozi).stdout.splitlines()
    assert told[0] == "What Ngozi Okafor (card 1) agreed to, as of 20 November 2026, 08:41"
    assert told[-1] == "2 November 2026, 10:00: Said no, texts, on the phone"


def test_no_file_lifts_a_no(run: Run, ngozi: str) -> None:
    run("consent", ngozi, "--channel", "email", "--state", "withdrawn")
    told = run("consent", ngozi, "--channel", "email", "--state", "given", "--how", "imported")
    assert told.stdout.startswith("Nothing was noted")
    states = json.loads(run("consent", ngozi, "--channel", "email", "--json").stdout)["states"]
    assert [one["state"] for one in states] == ["withdrawn"]


def test_a_purpose_and_a_wording_of_ones_own(run: Run, ngozi: str) -> None:
    words = ("--purpose", "events", "--wording", "May we invite you?", "--basis", "form 7")
    run("consent", ngozi, "--channel", "email", "--state", "given", *words)
    told = json.loads(run("consent", ngozi, "--purpose", "events", "--channel", "email", "--json").stdout)
    assert told["states"][0]["state"] == "given"
    assert (told["history"][0]["wording"], told["history"][0]["basis"]) == ("May we invite you?", "form 7")


def test_a_state_needs_its_channel(run: Run, ngozi: str) -> None:
    assert "--channel" in run("consent", ngozi, "--state", "given", status=2).stderr


def test_a_card_that_is_not_there(run: Run, ngozi: str) -> None:
    for words in ((), ("--channel", "email", "--state", "given")):
        assert run("consent", "99", *words, status=1).stderr == "That card is no longer there. It may be in the bin.\n"


def test_a_yes_older_than_the_no_is_explained(run: Run, ngozi: str) -> None:
    run("consent", ngozi, "--channel", "email", "--state", "withdrawn")
    told = run("consent", ngozi, "--channel", "email", "--state", "given", "--at", "2026-01-02", status=1)
    assert told.stderr == "They said no after that, on 20 November. Ask them again before you note a yes.\n"


def test_people_are_asked_at_their_next_visit(run: Run, ngozi: str) -> None:
    told = run("ask-consent", ngozi, "--channel", "text")
    assert told.stdout.strip() == "Noted for Ngozi: Ask whether we may text."
    again = run("ask-consent", ngozi, "--channel", "text", status=1)
    assert "Nobody here is left to be asked." in again.stderr
    run("ask-consent", status=2)


def test_a_group_is_asked(run: Run, ngozi: str) -> None:
    run("segment", "save", "Everybody")
    assert run("ask-consent", "--segment", "Everybody").stdout.startswith("Noted for Ngozi")


def test_an_address_is_never_written_to_again(run: Run) -> None:
    assert run("never-write", "a@b.example").stdout.strip() == "That address is never written to again."
    assert run("never-write", "A@B.example").stdout.strip() == "That address is on the list already."
    run("never-write", "nonsense", status=1)
