"""How columns were matched is kept for the next file with these headings, and for no other."""

from __future__ import annotations

from relnotebook.base.terms import Act
from relnotebook.exchange import headers, remembered
from relnotebook.exchange.choices import Choices
from tests.builders import Shop


def kept(shop: Shop, headings: list[str], choices: Choices) -> None:
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        remembered.remember(w, headers.layout(headings, 1), choices)


def recalled(shop: Shop, headings: list[str]) -> Choices | None:
    found: Choices | None = shop.read(remembered.recall, headers.layout(headings, 1))
    return found


def test_case_and_accents_of_headings_do_not_count(shop: Shop) -> None:
    chosen = Choices({"Tasse": "field:Tasse"}, {"Né le": False}, frozenset({"Tasse"}))
    kept(shop, ["Nom", "Tasse", "Né le"], chosen)
    assert recalled(shop, ["NOM", "tasse", "Ne Le"]) == chosen
    assert recalled(shop, ["Nom", "Tasse"]) is None


def test_what_is_about_single_people_is_not_kept(shop: Shop) -> None:
    kept(shop, ["Name", "X"], Choices({"X": "skip"}, decisions={2: "skip"}, alerts=frozenset({3})))
    assert recalled(shop, ["Name", "X"]) == Choices({"X": "skip"})


def test_choosing_nothing_forgets_and_a_file_without_headings_is_not_remembered(shop: Shop) -> None:
    kept(shop, ["Name", "X"], Choices({"X": "skip"}))
    kept(shop, ["Name", "X"], Choices())
    assert recalled(shop, ["Name", "X"]) is None
    kept(shop, ["", ""], Choices({"#1": "name"}))
    assert recalled(shop, ["", ""]) is None


def test_letters_that_had_to_be_chosen_are_kept_even_when_nothing_else_was(shop: Shop) -> None:
    layout = headers.layout(["Name", "X"], 1)
    with shop.store.write(Act.IMPORT_CONTACTS) as w:
        remembered.remember(w, layout, Choices(), "cp1252")
    assert shop.read(remembered.all_letters) == {remembered.fingerprint(layout): "cp1252"}
    assert recalled(shop, ["Name", "X"]) == Choices()
    kept(shop, ["Name", "X"], Choices())
    assert shop.read(remembered.all_letters) == {}


def test_the_one_not_seen_for_longest_is_forgotten(shop: Shop) -> None:
    for n in range(remembered.MOST + 1):
        kept(shop, ["Name", f"X{n}"], Choices({"#2": "skip"}))
    assert recalled(shop, ["Name", "X0"]) is None
    assert recalled(shop, ["Name", "X1"]) is not None
