"""Names and labels in the terms of other programs."""

from __future__ import annotations

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import outcells
from relnotebook.exchange.gathering import Card, Way
from relnotebook.exchange.outcells import MAKERS, kind_of


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Mobile", "mobile"),
        ("Handy", "mobile"),
        ("Privat", "home"),
        ("dienstlich", "work"),
        ("Fax", "fax"),
        ("mum", ""),
        ("", ""),
    ],
)
def test_what_a_label_says(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_mrs_whitfield_is_not_greeted_as_mrs() -> None:
    card = Card(CustomerId(1), "Mrs Whitfield", "", "", "", "", "", "", "", None)
    assert MAKERS["given"][0](card, 0) == "Mrs Whitfield"
    assert MAKERS["family"][0](card, 0) == ""


def test_a_phone_for_which_outlook_has_no_place_goes_into_the_notes() -> None:
    card = Card(CustomerId(1), "Ana", "", "", "", "", "", "", "", None)
    card.phones = [Way(f"0151 496 01{n:02}", f"4415149601{n:02}", "Home") for n in range(9)]
    card.notes = ["Rings twice"]
    placed = {name: make(card, 0) for name, (make, _want) in MAKERS.items() if name.startswith("outlook ")}
    written = [value for value in placed.values() if value]
    notes = MAKERS["outlook_notes"][0](card, 0)
    assert len(written) == len(set(written))
    assert all(way.value in written or way.value in notes for way in card.phones)
    assert notes.startswith("Rings twice")


def test_every_maker_takes_an_empty_card() -> None:
    card = Card(CustomerId(1), "", "", "", "", "", "", "", "", None)
    for name, (make, _want) in MAKERS.items():
        assert isinstance(make(card, 0), str), name
    assert outcells.MAKERS["shown"][0](card, 0) == "No name yet"
