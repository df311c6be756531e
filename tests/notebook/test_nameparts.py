"""A name taken apart."""

from __future__ import annotations

import pytest

from relnotebook.notebook.nameparts import NameParts, name_parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ngozi Okafor", NameParts("", "Ngozi", "Okafor")),
        ("Mary Jane Watson", NameParts("", "Mary Jane", "Watson")),
        ("Mrs Whitfield", NameParts("Mrs", "", "Whitfield")),
        ("Dr. Ana Silva", NameParts("Dr.", "Ana", "Silva")),
        ("Ludwig van Beethoven", NameParts("", "Ludwig", "van Beethoven")),
        ("Siobhán Ní Bhriain", NameParts("", "Siobhán", "Ní Bhriain")),
        ("María de la Cruz", NameParts("", "María", "de la Cruz")),
        ("Ravi and Meera Patel", NameParts("", "Ravi and Meera", "Patel")),
        ("Okafor, Ngozi", NameParts("", "Ngozi", "Okafor")),
        ("tall man, grey dog", NameParts("", "tall man, grey dog", "")),
        ("Lady with the pram", NameParts("", "Lady with the pram", "")),
        ("田中 葵", NameParts("", "田中 葵", "")),
        ("Cher", NameParts("", "Cher", "")),
        ("", NameParts("", "", "")),
    ],
)
def test_a_name_in_columns(name: str, parts: NameParts) -> None:
    assert name_parts(name) == parts
