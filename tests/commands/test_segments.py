"""Groups from the command line: saved, listed, counted, shown, asked why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from relnotebook.notebook import segment_rules

from ..builders import Shop

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _regulars(notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    shop.customer("Ana Silva", email="ana@x.example").tagged("Choir").consents("email").loves("walnuts")
    shop.customer("Ben Okoro").tagged("Choir").alert("Nut allergy").likes("walnut bread")
    shop.customer("Cleo Dunn").birthday("3 December")
    shop.close()


def test_a_group_is_saved_listed_and_shown(run: Run) -> None:
    saved = run("segment", "save", "Walnut", "--rule", "taste likes walnut", "--rule", "not alert has nut").stdout
    assert saved.splitlines() == [
        "The group is saved.",
        "Everybody who likes walnut, but nobody who has an alert about nut: 1",
    ]
    listed = run("segment", "list").stdout.split(maxsplit=3)
    assert listed == ["1", "Walnut", "1", "Everybody who likes walnut, but nobody who has an alert about nut\n"]
    assert run("segment", "show", "walnut").stdout.splitlines()[1:] == ["1  Ana Silva"]
    told = json.loads(run("segment", "show", "1", "--json").stdout)
    assert (told["count"], told["with_consent"], told["members"]) == (1, 1, [{"id": 1, "name": "Ana Silva"}])
    assert told["rules"][1] == {"field": "alert", "op": "has", "value": "nut", "join": "not"}


def test_the_rules_shown_as_json_can_be_saved_again(run: Run) -> None:
    run("segment", "save", "Choir", "--rule", "tag has Choir", "--rule", "or visits at_most 0 in 30")
    rules = json.dumps(json.loads(run("segment", "show", "Choir", "--json").stdout)["rules"])
    run("segment", "save", "Copy", "--rules", rules)
    first, second = json.loads(run("segment", "list", "--json").stdout)
    assert (first["sentence"], first["count"]) == (second["sentence"], second["count"])


def test_a_group_of_that_name_gets_the_new_rules(run: Run) -> None:
    run("segment", "save", "Choir", "--rule", "tag has Choir")
    told = json.loads(run("segment", "save", "choir", "--rule", "birthday in_month 12", "--json").stdout)
    assert (told["id"], told["count"], told["sentence"]) == (1, 1, "Everybody who has a birthday in December")


def test_a_list_stays_as_it_is(run: Run) -> None:
    told = run("segment", "save", "Today", "--frozen", "--rule", "tag has Choir").stdout.splitlines()
    assert told == ["2 people are on the new list.", "A list that stays as it is: 2"]
    assert run("segment", "save", "today", "--frozen", status=1).stderr.startswith("There is a Today already.")


def test_counting_without_saving(run: Run) -> None:
    told = json.loads(run("segment", "count", "--rule", "tag has Choir", "--json").stdout)
    assert told == {"sentence": "Everybody who is tagged “Choir”", "count": 2, "with_consent": 1}
    assert run("segment", "count").stdout.splitlines() == ["Everybody: 3", "1 of them said yes to e-mail."]
    run("segment", "save", "Choir", "--rule", "tag has Choir")
    assert run("segment", "count", "CHOIR").stdout.startswith("Everybody who is tagged “Choir”: 2")
    run("segment", "count", "Choir", "--rule", "tag has x", status=2)


def test_why_somebody_is_not_in_it(run: Run) -> None:
    run("segment", "save", "Walnut", "--rule", "taste likes walnut", "--rule", "not alert has nut")
    assert run("segment", "show", "Walnut", "--why", "2").stdout.splitlines() == [
        "Not in the group.",
        "  + Ben Okoro likes walnut.",
        "  - Ben Okoro has an alert about nut, and is left out for it.",
    ]
    assert run("segment", "show", "Walnut", "--why", "1").stdout.startswith("In the group.")
    told = json.loads(run("segment", "show", "Walnut", "--why", "2", "--json").stdout)
    assert (told["inside"], [reason["holds"] for reason in told["reasons"]]) == (False, [True, False])


def test_more_people_than_are_shown(run: Run) -> None:
    run("segment", "save", "All")
    told = run("segment", "show", "All", "--limit", "1").stdout.splitlines()
    assert told == ["Everybody: 3", "1  Ana Silva", "And more. --limit shows them."]


def test_a_group_is_removed(run: Run) -> None:
    assert run("segment", "list").stdout == "There are no groups yet.\n"
    run("segment", "save", "All")
    assert run("segment", "remove", "all").stdout == "The group is gone.\n"
    for words in (("show", "all"), ("show", "7"), ("remove", "all"), ("count", "all")):
        told = run("segment", *words, status=1)
        assert told.stderr == "There is no such group. Somebody may have removed it.\n"


def test_rules_that_are_none_are_told(run: Run) -> None:
    for words in (("--rule", "tog has x"), ("--rules", "{"), ("--rules", "[]", "--rule", "tag has x")):
        assert "is no rule we know" in run("segment", "save", "x", *words, status=1).stderr
    assert run("segment", "save", "x", "--rule", "birthday in_month 13", status=1).stderr.startswith("“13”")


def test_what_may_be_asked_is_listed(run: Run) -> None:
    assert json.loads(run("segment", "rules", "--json").stdout) == segment_rules.OPS
    assert len(run("segment", "rules").stdout.splitlines()) == len(segment_rules.OPS)
