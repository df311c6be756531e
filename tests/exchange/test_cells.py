"""No cell we write may start to calculate where it is opened."""

from __future__ import annotations

import pytest

from relnotebook.exchange.cells import defused


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
