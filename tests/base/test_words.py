"""The shop's language: English as written, another one from its file, and never a crash for want of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from relnotebook.base import words

ENTRIES = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    "Log the usual": "Das Übliche eintragen",
    "{n} visit\0{n} visits": "{n} Besuch\0{n} Besuche",
    "month\x04May": "Mai",
}


def catalogue(entries: dict[str, str]) -> bytes:
    """A .mo file as msgfmt writes it: header, two tables of (length, place), the words."""
    pairs = sorted((k.encode(), v.encode()) for k, v in entries.items())
    count = len(pairs)
    place = 28 + 16 * count
    tables: list[list[int]] = [[], []]
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), place + len(body)]
            body += pair[column] + b"\0"
    header = [0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0]
    return b"".join(number.to_bytes(4, "little") for number in (*header, *tables[0], *tables[1])) + body


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of languages with German in it; English is spoken again afterwards."""
    there = tmp_path / "de" / "LC_MESSAGES"
    there.mkdir(parents=True)
    (there / "relnotebook.mo").write_bytes(catalogue(ENTRIES))
    yield tmp_path
    words.load("en", tmp_path)


def test_english_needs_no_file(tmp_path: Path) -> None:
    words.load("en", tmp_path)
    assert words.language() == "en"
    assert words._("Log the usual") == "Log the usual"
    assert words.p_("month", "May") == "May"


def test_another_language_speaks_from_its_file(folder: Path) -> None:
    words.load("de", folder)
    assert words.language() == "de"
    assert words._("Log the usual") == "Das Übliche eintragen"
    assert words.p_("month", "May") == "Mai"
    assert words._("A sentence nobody translated yet") == "A sentence nobody translated yet"


@pytest.mark.parametrize(("count", "told"), [(0, "0 visits"), (1, "1 visit"), (12, "12 visits")])
def test_how_many_in_words(count: int, told: str) -> None:
    assert words.n_("{n} visit", "{n} visits", count) == told


def test_how_many_in_another_language(folder: Path) -> None:
    words.load("de", folder)
    assert [words.n_("{n} visit", "{n} visits", n) for n in (1, 2)] == ["1 Besuch", "2 Besuche"]


def test_a_language_without_a_file_speaks_english(folder: Path) -> None:
    words.load("xx", folder)
    assert words.language() == "xx"
    assert words._("Log the usual") == "Log the usual"
