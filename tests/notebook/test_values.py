from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.notebook import values
from relnotebook.notebook.fields import TYPES

MILKS = ("Oat", "Soya, sweetened", "Cow")


@pytest.mark.parametrize(
    ("type_", "typed", "kept"),
    [
        ("text", " two\nlines ", "two\nlines"),
        ("number", "1", "1"),
        ("number", "1,5", "1.5"),
        ("number", "1.50", "1.5"),
        ("number", "1,250", "1250"),
        ("number", "1.250.000", "1250000"),
        ("number", "1.250,75", "1250.75"),
        ("number", "1,250.75", "1250.75"),
        ("number", "12 000", "12000"),
        ("number", "1'000.5", "1000.5"),
        ("number", "0,250", "0.25"),
        ("number", "-3", "-3"),
        ("number", "−3", "-3"),
        ("number", "-0", "0"),
        ("number", "٣", "3"),
        ("number", "1,2,3", None),
        ("number", "twelve", None),
        ("number", "1e5", None),
        ("number", "1" * 21, None),
        ("money", "£12.5", "12.50"),
        ("money", "12,50 €", "12.50"),
        ("money", "-£3", None),
        ("money", "12.505", None),
        ("money", "£", None),
        ("date", "14/3/1980", "1980-03-14"),
        ("date", "14/3", None),
        ("date", "31/2/1980", None),
        ("yearless", "14 March", "--03-14"),
        ("yearless", "14/3/1980", "--03-14"),
        ("yearless", "March", None),
        ("yesno", "Yes", "yes"),
        ("yesno", "n", "no"),
        ("yesno", "perhaps", None),
        ("choice", "oat", "Oat"),
        ("choice", "Goat", None),
        ("choices", "cow; oat", "Oat; Cow"),
        ("choices", "cow\nSoya, sweetened", "Soya, sweetened; Cow"),
        ("choices", "cow; goat", None),
        ("link", "example.org/menu", "https://example.org/menu"),
        ("link", "http://example.org", "http://example.org"),
        ("link", "javascript:alert(1)", None),
        ("link", "file:///etc/passwd", None),
        ("link", "ftp://example.org/menu", None),
        ("link", "https://user:secret@example.org", None),
        ("link", "not a link", None),
        ("link", "https://[", None),
    ],
)
def test_what_is_typed_is_read_by_the_type(type_: str, typed: str, kept: str | None) -> None:
    assert values.read(type_, typed, MILKS) == kept


@pytest.mark.parametrize("type_", TYPES)
def test_nothing_typed_empties_a_field_of_any_type(type_: str) -> None:
    assert values.read(type_, "  ", MILKS) == ""


def test_commas_part_choices_where_no_choice_holds_one() -> None:
    assert values.read("choices", "a, b", ("A", "B")) == "A; B"


@given(st.sampled_from(TYPES), st.text(max_size=60))
def test_what_is_kept_is_read_again_as_the_same(type_: str, typed: str) -> None:
    kept = values.read(type_, typed, MILKS)
    if kept:
        assert values.read(type_, kept, MILKS) == kept
