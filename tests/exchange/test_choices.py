"""A person has the last word on what a column holds, and on whether it may go over what a card says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import headers
from relnotebook.exchange.choices import Choices, checked_encoding, column_called, column_key, meaning_of
from relnotebook.exchange.headings import Meaning
from relnotebook.notebook import fields

from .conftest import Desk, outcome

Writer = Callable[..., Path]


def bring_in(desk: Desk, path: Path, chosen: Choices) -> None:
    from relnotebook.exchange import incoming

    outcome(incoming.apply_contacts(desk.shop.store, desk.plan(path, choices=chosen)))


def test_the_first_row_is_what_somebody_says_it_is() -> None:
    rows = [["Rosa Klee", "tulips"], ["Ana Silva", "roses"]]
    found = headers.find(rows)
    none = Choices(headings="none").headed(found, rows, "a.csv")
    first = Choices(headings="first").headed(found, rows, "a.csv")
    assert none is not None
    assert (none.top, [column.heading for column in none.columns]) == (0, ["", ""])
    assert first is not None
    assert (first.top, [column.heading for column in first.columns]) == (1, ["Rosa Klee", "tulips"])
    assert Choices().headed(found, rows, "a.csv") is found
    assert Choices(headings="none").headed(None, [], "a.csv") is None


def test_a_column_holds_what_is_said_of_it(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "Who is it,Rang from,Code\nAoi Tanaka,0151 496 0127,A7\n")
    bring_in(desk, path, Choices({"who is it": "Name", "RANG FROM": "mobile", "Code": "skip"}))
    assert desk.card("Aoi Tanaka") == {"ways": [("phone", "0151 496 0127")]}


def test_columns_without_headings_go_by_their_place(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "x,y\nAoi,0151 496 0127\n")
    bring_in(desk, path, Choices({"#1": "first_name", "#2": "phone"}))
    assert desk.card("Aoi")["ways"] == [("phone", "0151 496 0127")]


def test_a_field_of_the_shops_own_is_made_and_filled(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "Name,Phone,Cup\nAoi Tanaka,0151 496 0127,Green\nMateus,0151 496 0155,\n")
    chosen = Choices({"Cup": "field:Favourite cup"})
    bring_in(desk, path, chosen)
    [cup] = desk.shop.read(fields.all_fields)
    assert (cup.name, cup.type) == ("Favourite cup", "text")
    assert desk.all("SELECT customer_id, value FROM field_value") == [(1, "Green")]
    before = desk.shop.tables()
    bring_in(desk, path, chosen)
    assert desk.shop.tables() == before


def test_what_does_not_fit_the_shops_field_is_kept_in_a_note(desk: Desk, a_file: Writer) -> None:
    desk.shop.do(fields.define, "Shoe size", "number")
    path = a_file("r.csv", "Name,Phone,Size\nAoi Tanaka,0151 496 0127,37.50\nMateus,0151 496 0155,large\n")
    bring_in(desk, path, Choices({"Size": "field:shoe size"}))
    assert desk.all("SELECT value FROM field_value") == [("37.5",)]
    assert desk.card("Mateus")["notes"] == ["shoe size: large"]


OLD = "Name,Phone,Nickname,Birthday,Cup\nAoi Tanaka,0151 496 0127,Ao,22/11/1990,Green\n"
NEW = "Name,Phone,Nickname,Birthday,Cup\nAoi Tanaka,0151 496 0127,Aoi-chan,23/11/1991,Blue\n"


def test_only_gaps_are_filled_unless_a_column_may_go_over(desk: Desk, a_file: Writer) -> None:
    cup = {"Cup": "field:Cup"}
    bring_in(desk, a_file("old.csv", OLD), Choices(cup))
    mend = NEW.replace("23/11/1991", "22/11/1990")
    bring_in(desk, a_file("new.csv", mend), Choices(cup))
    assert desk.card("Aoi Tanaka")["call_name"] == "Ao"
    bring_in(desk, a_file("new.csv", mend), Choices(cup, overwrite=frozenset({"nickname", "cup"})))
    assert desk.card("Aoi Tanaka")["call_name"] == "Aoi-chan"
    assert desk.all("SELECT value FROM field_value") == [("Blue",)]


def test_an_empty_cell_never_goes_over_anything(desk: Desk, a_file: Writer) -> None:
    everything = frozenset({"Nickname", "Birthday", "Name"})
    bring_in(desk, a_file("old.csv", OLD), Choices())
    before = desk.card("Aoi Tanaka")
    empty = "Name,Phone,Nickname,Birthday\n,0151 496 0127,,\n"
    bring_in(desk, a_file("empty.csv", empty), Choices(overwrite=everything))
    assert desk.card("Aoi Tanaka") == before


def test_a_birthday_may_go_over_another_of_the_same_card(desk: Desk, a_file: Writer) -> None:
    start = "ID,Name,Birthday\nlong-identity-0001,Aoi Tanaka,22/11/1990\n"
    bring_in(desk, a_file("old.csv", start), Choices())
    mended = a_file("new.csv", start.replace("22/11/1990", "23/11/1990"))
    bring_in(desk, mended, Choices(overwrite=frozenset({"Birthday"})))
    assert desk.card("Aoi Tanaka")["dates"] == [("birthday", 23, 11, 1990)]
    desk.shop.undo()
    assert desk.card("Aoi Tanaka")["dates"] == [("birthday", 22, 11, 1990)]


def test_the_order_of_a_date_is_what_is_said(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "Name,Phone,Birthday\nAoi Tanaka,0151 496 0127,03/04/1990\n")
    assert desk.plan(path).undecided == {"Birthday": False}
    chosen = Choices(month_first={"Birthday": True})
    assert desk.plan(path, choices=chosen).undecided == {}
    bring_in(desk, path, chosen)
    assert desk.card("Aoi Tanaka")["dates"] == [("birthday", 4, 3, 1990)]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        (Choices({"Shoe": "name"}), "no-such-column"),
        (Choices({"#9": "name"}), "no-such-column"),
        (Choices({"Name": "shoe"}), "no-such-meaning"),
        (Choices({"Name": "field:"}), "no-such-meaning"),
        (Choices(overwrite=frozenset({"Shoe"})), "no-such-column"),
        (Choices(month_first={"Shoe": True}), "no-such-column"),
    ],
)
def test_what_cannot_be_meant_is_said(desk: Desk, a_file: Writer, chosen: Choices, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        desk.plan(a_file("r.csv", "Name,Phone\nAoi,0151 496 0127\n"), choices=chosen)


def test_cards_say_themselves_what_is_what(desk: Desk, a_file: Writer) -> None:
    with pytest.raises(Refusal, match="cards-have-no-columns"):
        desk.plan(a_file("r.vcf", "BEGIN:VCARD\nFN:Aoi\nEND:VCARD\n"), choices=Choices({"FN": "name"}))


def test_letters_are_taken_by_name(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "Name,Phone\nŻaneta,0151 496 0127\n", encoding="cp1250")
    assert [person.name for person in desk.plan(path, encoding="cp1250").sample] == ["Żaneta"]
    assert checked_encoding(None) is None
    for name in ("klingon", "hex", "rot13", "zlib", "a\0b"):
        with pytest.raises(Refusal, match="no-such-letters"):
            checked_encoding(name)


def test_the_words_for_a_meaning_may_be_joined_in_any_way() -> None:
    assert {meaning_of(word) for word in ("First Name", "first_name", "first-name")} == {Meaning.FIRST}
    assert meaning_of("consent to e-mail") is Meaning.CONSENT_EMAIL


def test_a_column_goes_by_its_heading_where_that_tells_it_from_others() -> None:
    layout = headers.layout(["Name", "Phone", "phone", "", "#1"], 1)
    keys = [column_key(layout, column) for column in layout.columns]
    assert keys == ["Name", "Phone", "#3", "#4", "#5"]
    assert [column_called(layout, key, "f.csv").index for key in keys] == [0, 1, 2, 3, 4]


def test_what_is_about_people_says_nothing_about_columns() -> None:
    assert not Choices(decisions={2: "skip"}, alerts=frozenset({2})).of_columns
    assert Choices(fixes={2: {"Name": "Ana"}}).of_columns
    assert not Choices(separator=";").of_matching
    layout = headers.layout(["Name", "Phone"], 1)
    assert Choices(fixes={2: {"name": "Ana", "#2": "1"}}).cells(layout, "f.csv") == {2: {0: "Ana", 1: "1"}}
    with pytest.raises(Refusal, match="no-such-column"):
        Choices(fixes={2: {"Shoe": "41"}}).cells(layout, "f.csv")
