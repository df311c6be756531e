"""The list of headings says each thing once."""

from __future__ import annotations

import pytest

from relnotebook.exchange import headers, headings
from relnotebook.exchange.headings import Meaning


@pytest.mark.parametrize("table", [headings.PEOPLE, headings.VISITS])
def test_no_heading_means_two_things(table: dict[Meaning, str]) -> None:
    seen: dict[str, Meaning] = {}
    for meaning, names in table.items():
        for name in names.replace("\n", " ").split("|"):
            key = " ".join(headers.words_of(name))
            assert key, f"{name!r} of {meaning} has no words"
            assert seen.setdefault(key, meaning) is meaning, f"{name} is {seen[key]} and {meaning}"


def test_every_heading_is_found_as_it_is_written() -> None:
    for visits, table in ((False, headings.PEOPLE), (True, headings.VISITS)):
        for meaning, names in table.items():
            for name in names.replace("\n", " ").split("|"):
                assert headers.recognise(0, f" {name.strip().upper()} ", visits=visits).meaning is meaning
