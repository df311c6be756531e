"""Languages by name, as a card says what its owner reads."""

from __future__ import annotations

import re

import pytest

from relnotebook.base import languages


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("uk", "Ukrainian"),
        ("pt", "Portuguese"),
        ("pt-br", "Portuguese"),
        ("tlh", "tlh"),  # nobody here can say it
        ("", ""),
    ],
)
def test_a_language_is_called_by_its_name(code: str, said: str) -> None:
    assert languages.name(code) == said


def test_every_language_has_one_code_and_one_name() -> None:
    known = languages.names()
    assert all(re.fullmatch("[a-z]{2}", code) for code in known)
    assert len(set(known.values())) == len(known)
    assert all(name == languages.name(code) for code, name in known.items())
