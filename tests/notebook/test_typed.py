from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base.text import clean, digits
from relnotebook.notebook.typed import Typed, sort_typed


@pytest.mark.parametrize(
    ("typed", "sorted_"),
    [
        ("Wanjiru 0712 334 908 wanjiru@x.example", Typed("Wanjiru", "0712 334 908", "wanjiru@x.example")),
        ("Wanjiru", Typed("Wanjiru", "", "")),
        ("Wanjiru 0712 334 908", Typed("Wanjiru", "0712 334 908", "")),
        ("0712334908 Wanjiru Kamau", Typed("Wanjiru Kamau", "0712334908", "")),
        ("tall man, grey dog", Typed("tall man, grey dog", "", "")),
        ("Okafor, Ngozi, 0151 496 0183", Typed("Okafor, Ngozi", "0151 496 0183", "")),
        ("Wanjiru <wanjiru@x.example>", Typed("Wanjiru", "", "wanjiru@x.example")),
        ("mailto:wanjiru@x.example", Typed("", "", "wanjiru@x.example")),
        ("Wanjiru (0151) 496-0183", Typed("Wanjiru", "(0151) 496-0183", "")),
        ("+254 712 334 908 Wanjiru", Typed("Wanjiru", "+254 712 334 908", "")),
        ("tel:+44 151 496 0183", Typed("", "+44 151 496 0183", "")),
        ("12345", Typed("", "12345", "")),
        # an address with a letter missing is still meant as one, and can be put right
        ("ana@x", Typed("", "", "ana@x")),
        ("@wanjiru", Typed("@wanjiru", "", "")),
        # few digits belong to the name
        ("4417", Typed("4417", "", "")),
        ("Table 4", Typed("Table 4", "", "")),
        ("Anna 12", Typed("Anna 12", "", "")),
        ("Anna 14/3/1980", Typed("Anna 14/3/1980", "", "")),
        ("Anna 1980-03-14", Typed("Anna 1980-03-14", "", "")),
        # the first of two numbers; the second is not lost
        ("O'Brien 07700 900123 mum 07700 900456", Typed("O'Brien mum 07700 900456", "07700 900123", "")),
        # a scanned card that nobody has yet
        ("2000000012345", Typed("", "", "", "2000000012345")),
        ("Wanjiru 2000000012345", Typed("Wanjiru", "", "", "2000000012345")),
        ("  ", Typed("", "", "")),
        ("Trần\u202e Minh\x00 Anh", Typed("Trần Minh Anh", "", "")),
    ],
)
def test_words_are_sorted_for_the_quick_add_sheet(typed: str, sorted_: Typed) -> None:
    assert sort_typed(typed, "GB") == sorted_


def test_a_number_of_this_country_is_a_phone_even_without_its_zero() -> None:
    assert sort_typed("2079460018", "GB").phone == "2079460018"
    assert sort_typed("2125550123", "US").phone == "2125550123"
    assert sort_typed("99999999999", "GB").card == "99999999999"


@given(st.text(max_size=80))
def test_nothing_typed_is_lost(typed: str) -> None:
    found = sort_typed(typed, "GB")
    said = "".join((found.name, found.phone, found.email, found.card))
    kept = clean(typed, limit=600)
    letters = sorted(c for c in kept if c.isalpha())
    assert sorted(c for c in said if c.isalpha()) == letters or "mailto" in typed or "tel" in typed
    assert sorted(digits(said)) == sorted(digits(kept))
