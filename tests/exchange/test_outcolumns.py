"""A whole column at once is what its maker gives card by card, and what a cell alone would be made safe to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relnotebook.exchange import cells, outcolumns
from relnotebook.exchange.gathering import Card, Date, Way
from relnotebook.exchange.outcells import MAKERS

NAMES = (
    "Ngozi Okafor",
    "Mrs Whitfield",
    "tall man, grey dog",
    "Okafor, Ngozi",
    "",
    "Ana María de la Cruz",
    "田中 葵",
    "=1+1",
)


def cards() -> list[Card]:
    made = []
    for n, name in enumerate(NAMES):
        card = Card(n, name, "", "", "say", "they", f"00{n}", "", "uk", None)  # type: ignore[arg-type]
        card.emails = (Way("a@x.example", "a@x.example"), Way("b@x.example", "b@x.example"))[: n % 3]
        card.phones = (Way("+44 151 496 0183", "441514960183", "mobile"),)[: n % 2]
        card.posts = (Way("1 Mill Lane\nBath BA1 2AB\nUK", "x"),) if n % 2 else ()
        card.dates = (Date("name_day", "", 1, 1, None), Date("birthday", "", 14, 3, 1990 if n % 2 else None))[: n % 3]
        card.tags = ("Choir", "a, b")[: n % 3]
        made.append(card)
    return made


@pytest.mark.parametrize("holds", sorted(MAKERS))
def test_a_column_is_what_its_maker_gives(holds: str) -> None:
    make = MAKERS[holds][0]
    for number in (0, 1):
        assert outcolumns.of(holds, number)(cards()) == [make(card, number) for card in cards()]
    assert outcolumns.of(holds)([]) == []


def test_an_empty_column_stays_empty() -> None:
    assert outcolumns.of("")(cards()) == [""] * len(NAMES)


CELLS = st.lists(
    st.one_of(st.text(max_size=6), st.sampled_from(["=1", "'=1", "+441514960183", "007", "a\0=b", "\0", "_x", "é"]))
)


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_columns_are_made_safe_as_single_cells_are(column: list[str]) -> None:
    assert cells.all_defused(column) == list(map(cells.defused, column))
    assert cells.all_phones_or_defused(column) == list(map(cells.phone_or_defused, column))
    assert cells.all_kept_zeros(column) == list(map(cells.kept_zeros, column))
