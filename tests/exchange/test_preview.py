"""What an import would do is said before it does it, and comes true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from relnotebook.exchange.choices import Choices
from relnotebook.exchange.preview import preview

from .conftest import Desk, outcome

Writer = Callable[..., Path]

LIST = (
    "Name,Phone,E-mail,Birthday,Newsletter,Cup\n"
    "Ngozi Okafor,0151 496 0183,ngozi@okafor.example,3/4/1980,yes,Green\n"
    "Aoi Tanaka,0151 496 0127,,,,\n"
    "Mateus Oliveira,0151 496 0155,mateus@oliveira.example,,yes,\n"
    "M. Oliveira,,mateus@oliveira.example,5/6/1990,,\n"
    ",,,,,Blue\n"
)


def test_a_preview_says_what_would_come_of_each_and_changes_nothing(desk: Desk, a_file: Writer) -> None:
    ngozi = desk.shop.customer("Ngozi Okafor", phone="0151 496 0183").consents("email", "withdrawn")
    desk.shop.customer("Aoi Tanaka", phone="0151 496 0127")
    before = desk.shop.tables()
    plan = desk.plan(a_file("list.csv", LIST), choices=Choices({"Cup": "field:Cup"}))
    seen = outcome(preview(desk.shop.store, plan))
    assert desk.shop.tables() == before
    assert (seen.created, seen.updated, seen.unchanged, seen.kept_no, seen.rejected_count) == (1, 2, 1, 1, 1)
    assert seen.undecided == {"Birthday": False}
    assert [(one.heading, one.meaning) for one in seen.columns][-2:] == [
        ("Newsletter", "consent to e-mail"),
        ("Cup", "field:Cup"),
    ]
    assert seen.columns[0].values == ("Ngozi Okafor", "Aoi Tanaka", "Mateus Oliveira")
    first = seen.people[0]
    assert (first.name, first.does, first.card, first.dates) == ("Ngozi Okafor", "changed", ngozi.id, ("1980-04-03",))
    assert set(first.fills) == {"contact", "special_date", "own"}


def test_what_was_foreseen_comes_true(desk: Desk, a_file: Writer) -> None:
    path = a_file("list.csv", LIST)
    seen = outcome(preview(desk.shop.store, desk.plan(path)))
    result = desk.people(path)
    assert (seen.created, seen.updated, seen.unchanged) == (result.created, result.updated, result.unchanged)
    again = outcome(preview(desk.shop.store, desk.plan(path)))
    assert (again.created, again.updated) == (0, 0)


def test_of_a_long_list_the_first_twenty_are_shown_and_all_are_counted(desk: Desk, a_file: Writer) -> None:
    rows = "".join(f"Somebody {n},0151 49{n:05}\n" for n in range(1_200))
    seen = outcome(preview(desk.shop.store, desk.plan(a_file("list.csv", "Name,Phone\n" + rows))))
    assert (seen.created, len(seen.people)) == (1_200, 20)
