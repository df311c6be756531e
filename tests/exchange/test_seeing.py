"""A first look at a file: its rows as they stand, and other ways to read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.exchange import headers, remembered, seeing

from . import sheets

Writer = Callable[..., Path]


def test_a_table_shows_its_first_rows_and_what_parts_them(a_file: Writer) -> None:
    path = a_file("r.csv", "Name;Phone\n" + "".join(f"Who {n};0151 496 {n:04}\n" for n in range(50)))
    seen = seeing.see(path)
    assert (seen.kind, seen.separator, seen.count, len(seen.rows)) == ("table", ";", 50, seeing.ROWS)
    assert seen.rows[:2] == (("Name", "Phone"), ("Who 0", "0151 496 0000"))
    assert dict(seen.separators) == {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Upright line"}
    assert seen.encodings == ()
    assert seeing.see(path, separator=",").rows[1] == ("Who 0;0151 496 0000",)


def test_letters_that_were_guessed_wrong_are_read_another_way(a_file: Writer) -> None:
    path = a_file("r.csv", "Name,City\nŁukasz Żak,Łódź\n".encode("cp1250"))
    assert seeing.see(path, "cp1250").rows[1] == ("Łukasz Żak", "Łódź")
    wrong = seeing.see(path, "cp1252")
    assert wrong.rows[1][1] != "Łódź"
    assert wrong.encodings[0] == ("cp1252", "Western Europe (Windows)")
    assert {"utf-8", "cp1250"} <= {key for key, _title in wrong.encodings}
    with pytest.raises(Refusal, match="no-such-letters"):
        seeing.see(path, "klingon")


def test_letters_are_read_as_those_of_the_last_such_file_unless_they_show_what_they_are(a_file: Writer) -> None:
    words = "Name,City\nŁukasz Żak,Łódź\n"
    key = remembered.fingerprint(headers.layout(["Name", "City"], 1))
    before = {key: "cp1250"}
    assert seeing.see(a_file("a.csv", words.encode("cp1250")), letters=before).rows[1] == ("Łukasz Żak", "Łódź")
    assert seeing.see(a_file("b.csv", words.encode("cp1250")), "cp1252", letters=before).encoding == "cp1252"
    assert seeing.see(a_file("c.csv", words), letters=before).rows[1] == ("Łukasz Żak", "Łódź")


def test_a_vendor_is_named_and_cards_are_shown_as_a_table(a_file: Writer) -> None:
    square = seeing.see(a_file("s.csv", "Square Customer ID,First Name\nx1,Ana\n"))
    assert square.vendor == "Square"
    cards = "BEGIN:VCARD\nFN:Ana Silva\nTEL:0151 496 0183\nBDAY:19800304\nEND:VCARD\n" * 30
    seen = seeing.see(a_file("a.vcf", cards))
    assert (seen.kind, seen.count, len(seen.rows)) == ("cards", 30, seeing.ROWS)
    assert seen.rows[1] == ("Ana Silva", "0151 496 0183", "", "1980-03-04")


def test_a_spreadsheet_shows_its_rows(a_file: Writer) -> None:
    path = a_file("r.xlsx", sheets.xlsx([["Name", "Phone"], ["Ana", "0151 496 0183"], ["Bo", ""]]))
    seen = seeing.see(path)
    assert (seen.kind, seen.count, seen.rows[1]) == ("sheet", 2, ("Ana", "0151 496 0183"))
    assert (seen.encodings, seen.separators) == ((), ())


def test_a_large_file_is_looked_at_from_its_beginning(a_file: Writer) -> None:
    seen = seeing.see(a_file("r.csv", "Name,Phone\n" + "Ana Silva,0151 496 0183\n" * 60_000))
    assert 50_000 < seen.count < 70_000


def test_what_cannot_be_read_is_refused_as_ever(tmp_path: Path, a_file: Writer) -> None:
    with pytest.raises(NotFound, match="no-file"):
        seeing.see(tmp_path / "gone.csv")
    with pytest.raises(Refusal, match="not-a-list"):
        seeing.see(a_file("x.pdf", b"%PDF-1.7 and more"))
