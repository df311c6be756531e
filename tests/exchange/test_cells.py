"""No cell we write may start to calculate where it is opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.exchange.cells import bare, defused, kept_zeros, phone_or_defused


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example","Omar")',
        "+34 600 123 456",
        "-2+3",
        "@SUM(A1:A9)",
        "\tcmd",
        "\r=1",
        "\n=1",
        "   =1+1",
        "\u00a0=1+1",
        "\ufeff=1+1",
        "\u200b=1+1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_what_would_calculate_is_words(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Omar", "2 of 5", "a = b", "'quoted'", "“Twenty minutes”", "田中 葵", "3.40", "half-loaf"]
)
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+34 600 123 456", "-", "＝1", "'=1", "''=1", "'90s music", "'01", "Omar", "'quoted'", ""]
)
def test_a_cell_comes_back_as_it_was(text: str) -> None:
    assert bare(defused(text)) == text
    assert bare(kept_zeros(text)) == text


@given(st.text(max_size=12))
def test_any_text_comes_back_and_none_calculates(text: str) -> None:
    for made in (defused(text), kept_zeros(text)):
        assert bare(made) == text
        assert not _calculates(made)


def _calculates(cell: str) -> bool:
    start = cell.lstrip(" \u00a0\ufeff\u200b\t\r\n")[:1]
    return bool(start) and start in "=+-@＝＋－＠"


@pytest.mark.parametrize(
    "number", ["0151 496 0183", "+441514960183", "00123", "01234", "12-04", "1E5", "123456789012345"]
)
def test_a_number_that_is_none_keeps_its_zeros(number: str) -> None:
    assert kept_zeros(number) == f"'{number}"


@pytest.mark.parametrize("number", ["28001", "L1 8JQ", "", "D-10117"])
def test_what_a_spreadsheet_leaves_alone_stays_bare(number: str) -> None:
    assert kept_zeros(number) == number


def test_a_phone_alone_keeps_its_plus_in_a_mailing() -> None:
    assert phone_or_defused("+49 30 901820") == "+49 30 901820"
    assert phone_or_defused("+49 30 901820 & =1") == "'+49 30 901820 & =1"
    assert phone_or_defused("+1+1+1+1+1") == "'+1+1+1+1+1"
