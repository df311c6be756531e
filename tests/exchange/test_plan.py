"""What a file would bring in is found out before anything is written, and remembered choices are found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import incoming, plan
from relnotebook.exchange.choices import Choices
from relnotebook.exchange.headings import Meaning
from relnotebook.notebook import shop as shops

from .conftest import Desk, outcome

Writer = Callable[..., Path]

CUPS = "Name,Phone,Cup,Born\nAna,0151 496 0183,blue,3/4/1980\nBo,0151 496 0184,red,\n"


def test_letters_chosen_by_hand_are_those_of_the_next_file_with_these_headings(desk: Desk, a_file: Writer) -> None:
    """On this coast old files are Central European, but for those of one program."""
    rows = "Name,Phone\nSøren,0151 496 0183\n".encode("cp1252")
    desk.shop.do(shops.edit, region="HR")
    assert desk.plan(a_file("a.csv", rows)).sample[0].name == "Sřren"
    outcome(incoming.apply_contacts(desk.shop.store, desk.plan(a_file("a.csv", rows), encoding="cp1252")))
    again = desk.plan(a_file("b.csv", rows), recall=True)
    assert (again.sample[0].name, again.encoding) == ("Søren", "cp1252")
    outcome(incoming.apply_contacts(desk.shop.store, again))
    assert desk.plan(a_file("c.csv", rows), recall=True).encoding == "cp1252", "it is not forgotten by being used"
    assert desk.plan(a_file("d.csv", rows.decode("cp1252")), recall=True).encoding == "utf-8"


def test_a_file_with_the_same_headings_is_matched_as_the_last_one_was(desk: Desk, a_file: Writer) -> None:
    chosen = Choices({"Cup": "field:Favourite cup"}, {"Born": True}, frozenset({"Born"}))
    outcome(incoming.apply_contacts(desk.shop.store, desk.plan(a_file("a.csv", CUPS), choices=chosen)))
    again = desk.plan(a_file("b.csv", CUPS.replace("blue", "green")), recall=True)
    assert again.recalled
    assert (dict(again.choices.fields), again.undecided) == ({"Cup": "field:Favourite cup"}, {})
    assert again.columns["Cup"] is Meaning.OWN
    assert not desk.plan(a_file("c.csv", CUPS)).recalled
    other = desk.plan(a_file("d.csv", CUPS.replace("Cup", "Mug")), recall=True)
    assert not other.recalled
    mine = desk.plan(a_file("e.csv", CUPS), recall=True, choices=Choices({"Cup": "skip"}))
    assert mine.columns["Cup"] is Meaning.SILENT


def test_what_is_remembered_leaves_no_step_in_the_journal(desk: Desk, a_file: Writer) -> None:
    path = a_file("a.csv", CUPS)
    outcome(incoming.apply_contacts(desk.shop.store, desk.plan(path)))
    steps = desk.shop.acts()
    outcome(incoming.apply_contacts(desk.shop.store, desk.plan(path, choices=Choices({"Cup": "tags"}))))
    assert desk.shop.acts()[: len(steps)] == steps
    desk.shop.undo()
    assert desk.plan(path, recall=True).recalled


def test_columns_nobody_knows_are_refused_or_left_to_be_matched_by_hand(desk: Desk, a_file: Writer) -> None:
    path = a_file("odd.csv", "Qwx,Ztt\nblue 7,x-1\nred 9,x-2\n")
    with pytest.raises(Refusal, match="no-columns"):
        desk.plan(path)
    blank = desk.plan(path, by_hand=True)
    assert set(blank.columns) == {"Qwx", "Ztt"}
    named = desk.plan(path, by_hand=True, choices=Choices({"Qwx": "name"}))
    assert [person.name for person in plan.people_of(named)] == ["blue 7", "red 9"]


def test_the_separator_can_be_chosen(desk: Desk, a_file: Writer) -> None:
    path = a_file("p.csv", "Name;Note\nAna, B;x\n")
    assert desk.plan(path).columns == {"Name": Meaning.NAME, "Note": Meaning.NOTE}
    comma = desk.plan(path, by_hand=True, choices=Choices({"#1": "name"}, separator=","))
    assert comma.table is not None
    assert list(comma.table.rows()) == [["Name;Note"], ["Ana", " B;x"]]


def test_a_mended_row_has_its_cells_changed_and_no_others() -> None:
    assert plan.mended(["a"], {1: "x"}, 3) == ["a", "x", ""]


def test_phones_that_are_only_looked_at_are_read_for_those_who_said_goodbye(desk: Desk, a_file: Writer) -> None:
    rows = "".join(f"Who {n},0151 496 {n:04},yes\n" for n in range(40))
    found = desk.plan(a_file("p.csv", f"Name,Phone,SMS marketing\n{rows}Zoe,0151 496 0999,unsubscribed\n"))
    assert found.refused == {("text", "441514960999")}
    assert found.sample[0].ways[0].normal == "441514960000"
    assert found.people == 41
