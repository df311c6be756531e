"""Who a row of a visits file speaks of."""

from __future__ import annotations

import pytest

from relnotebook.exchange.callers import Caller, Cards, SameName
from relnotebook.exchange.headers import recognise
from relnotebook.exchange.incoming import Names
from tests.builders import Shop


def caller(**cells: str) -> Caller | None:
    columns = [recognise(i, heading.replace("_", " "), visits=True) for i, heading in enumerate(cells)]
    return Caller.of(zip(columns, cells.values(), strict=True), "GB")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("900", Caller(card="900", digits_only=True)),
        ("4000 1187", Caller(card="40001187", digits_only=True)),
        ("Ngozi@Okafor.example", Caller(email="ngozi@okafor.example")),
        ("+44 151 496 0183", Caller(phone="+44 151 496 0183", normal="441514960183")),
        ("(0151) 496 0183", Caller(phone="(0151) 496 0183", normal="441514960183")),
        ("Ngozi Okafor", Caller(name="Ngozi Okafor")),
    ],
)
def test_a_column_that_only_says_customer_shows_what_it_holds(cell: str, expected: Caller) -> None:
    found = caller(customer=cell)
    assert found is not None
    if expected.digits_only:
        found = Caller(card=found.card, digits_only=found.digits_only)
    assert found == expected


def test_a_row_without_anybody_is_nobody() -> None:
    assert caller(customer=" ", phone="") is None


def test_several_columns_make_one_caller() -> None:
    found = caller(card_number="900", first_name="Ngozi", last_name="Okafor", email="ngozi@okafor.example")
    assert found == Caller(card="900", email="ngozi@okafor.example", name="Ngozi Okafor")
    assert found.identity == ("card", "900")


def test_callers_are_found_in_the_notebook(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example", card="900")
    aoi = shop.customer("Aoi Tanaka")
    for _twice in range(2):
        shop.customer("Jan Kowalski")
    names = Names()
    list(names.load(shop.store))
    cards = Cards(names)
    asked = {
        "900": ngozi.id,
        "ngozi@okafor.example": ngozi.id,
        "+44 151 496 0183": ngozi.id,
        "01514960183": ngozi.id,
        "Tanaka, Aoi": aoi.id,
        "901": None,
        "Somebody New": None,
    }
    callers = {cell: caller(customer=cell) for cell in asked}
    with shop.store.read() as s:
        cards.read(s, [one for one in callers.values() if one is not None])
    assert {cell: cards.find(one) for cell, one in callers.items() if one is not None} == asked
    with pytest.raises(SameName):
        cards.find(Caller(name="Jan Kowalski"))
