"""Addresses taken apart for other programs, and put together as they are written where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import text
from relnotebook.exchange import streets
from relnotebook.exchange.streets import Parts, apart


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("14 Mill Lane\nLiverpool L1 8JQ", Parts(("14 Mill Lane",), "Liverpool", "", "L1 8JQ")),
        ("Flat 2\n14 Mill Lane\nLiverpool\nL1 8JQ", Parts(("Flat 2", "14 Mill Lane"), "Liverpool", "", "L1 8JQ")),
        ("14 Mill Lane, Liverpool L1 8JQ", Parts(("14 Mill Lane",), "Liverpool", "", "L1 8JQ")),
        ("Hauptstr. 5\n10117 Berlin\nGermany", Parts(("Hauptstr. 5",), "Berlin", "", "10117", "Germany")),
        ("Calle Mayor 3\n01001 Vitoria", Parts(("Calle Mayor 3",), "Vitoria", "", "01001")),
        ("Keizersgracht 1\n1015 CJ Amsterdam", Parts(("Keizersgracht 1",), "Amsterdam", "", "1015 CJ")),
        ("ul. Długa 4\n00-238 Warszawa", Parts(("ul. Długa 4",), "Warszawa", "", "00-238")),
        ("742 Evergreen Ter\nSpringfield, IL 62704", Parts(("742 Evergreen Ter",), "Springfield", "IL", "62704")),
        ("12 Harbour St\nDublin", Parts(("12 Harbour St",), "Dublin")),
        ("by the old mill", Parts(("by the old mill",))),
        ("Ana\nFlat 3\n123 Main Street\nDublin", Parts(("Ana", "Flat 3", "123 Main Street", "Dublin"))),
        ("", Parts()),
    ],
)
def test_an_address_finds_its_columns(address: str, parts: Parts) -> None:
    assert apart(address) == parts


@pytest.mark.parametrize(
    "address",
    [
        "14 Mill Lane\nLiverpool L1 8JQ",
        "Hauptstr. 5\n10117 Berlin\nGermany",
        "742 Evergreen Ter\nSpringfield, IL 62704",
        "12 Harbour St\nDublin",
        "somewhere",
    ],
)
def test_put_together_it_reads_as_before(address: str) -> None:
    parts = apart(address)
    town = {"city": parts.city, "region": parts.region, "code": parts.code, "country": parts.country}
    assert "\n".join(streets.together(parts.lines, **town)) == address


@given(
    st.lists(st.sampled_from(["12 Hill", "Flat 2", "Bath", "BA1 2AB", "10117 Berlin", "1015 CJ", "IL 62704", "x, y"]))
)
def test_no_word_of_an_address_is_lost(lines: list[str]) -> None:
    parts = apart("\n".join(lines))
    told = " ".join((*parts.lines, parts.city, parts.region, parts.code, parts.country))
    assert sorted(text.words(told)) == sorted(text.words("\n".join(lines)))


def test_the_last_column_takes_all_the_lines_that_are_left() -> None:
    parts = Parts(("a", "b", "c", "d"))
    assert [parts.street(n, 3) for n in range(3)] == ["a", "b", "c, d"]
    assert [Parts(("a",)).street(n, 2) for n in range(2)] == ["a", ""]
