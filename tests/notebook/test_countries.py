"""Countries as people write them."""

from __future__ import annotations

import pytest

from relnotebook.notebook import countries


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Germany", "DE"),
        ("DEUTSCHLAND", "DE"),
        ("Österreich", "AT"),
        ("osterreich", "AT"),
        ("UK", "GB"),
        ("Scotland", "GB"),
        ("Україна", "UA"),
        ("日本", "JP"),
        ("The Netherlands,", "NL"),
        ("USA", "US"),
        ("FR", "FR"),
        ("Bath", ""),
        ("", ""),
        ("Bath BA1 2AB", ""),
    ],
)
def test_a_line_that_is_a_country(line: str, code: str) -> None:
    assert countries.code_of(line) == code


def test_a_country_is_told_in_our_language(monkeypatch: pytest.MonkeyPatch) -> None:
    assert countries.name_of("de") == "Germany"
    monkeypatch.setattr(countries.words, "language", lambda: "fr")
    assert countries.name_of("DE") == "Allemagne"
    monkeypatch.setattr(countries.words, "language", lambda: "uk")
    assert countries.name_of("DE") == "Germany"
    assert countries.name_of("XX") == ""


def test_every_country_has_a_name_in_every_language() -> None:
    codes, names = countries._table()
    assert all(len(told) >= len(countries.LANGUAGES) and all(told) for told in names.values())
    assert set(codes.values()) == set(names)
