"""Tables as spreadsheets, tills and mailing tools write them, and as nobody should."""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base import sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.exchange import csvfile
from relnotebook.exchange.csvfile import Table

Writer = Callable[..., Path]
PEOPLE = [
    ["Name", "Phone", "Note"],
    ["Ngozi Okafor", "0151 496 0183", "own cup, green"],
    ["Aoi Tanaka", "", "half shot"],
]


def rows(path: Path) -> list[list[str]]:
    return list(Table.open(path).rows())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_line_end_and_encoding(a_file: Writer, separator: str, end: str, encoding: str) -> None:
    people = [*PEOPLE, ["Siobhán Ní Bhriain", "0151 496 0155", "sourdough heel"]]
    text = end.join(separator.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in people) + end
    assert rows(a_file("people.csv", text, encoding)) == people


def test_a_cell_may_hold_line_ends_quotes_and_the_separator(a_file: Writer) -> None:
    path = a_file("people.csv", 'Name,Note\n"Okafor, Ngozi","own ""green"" cup\nno lid"\nAoi,\n')
    assert rows(path) == [["Name", "Note"], ["Okafor, Ngozi", 'own "green" cup\nno lid'], ["Aoi", ""]]


def test_the_separator_a_spreadsheet_declares_is_used(a_file: Writer) -> None:
    assert rows(a_file("people.csv", "sep=;\nName;Sum\nAoi;1,50\n"))[1:] == [["Name", "Sum"], ["Aoi", "1,50"]]


def test_decimal_commas_do_not_make_columns(a_file: Writer) -> None:
    assert rows(a_file("a.csv", "Name;Paid;Tip\nAoi;1,50;0,20\nOmar;2,80;0,00\n"))[1] == ["Aoi", "1,50", "0,20"]


def test_blank_and_ragged_rows(a_file: Writer) -> None:
    assert rows(a_file("a.csv", "Name,Phone\n\nAoi\n,,\nOmar,1,2,3\n")) == [
        ["Name", "Phone"],
        ["Aoi"],
        ["Omar", "1", "2", "3"],
    ]


def test_one_column_is_a_table(a_file: Writer) -> None:
    assert rows(a_file("names.txt", "Ngozi Okafor\nAoi Tanaka\n")) == [["Ngozi Okafor"], ["Aoi Tanaka"]]


def test_zeros_in_a_file_are_passed_over(a_file: Writer) -> None:
    assert rows(a_file("a.csv", b"Name,Phone\nA\0oi,1\0\n")) == [["Name", "Phone"], ["Aoi", "1"]]


def test_a_quote_that_is_never_closed_takes_no_other_rows_with_it(a_file: Writer) -> None:
    text = 'Name,Phone\n"Ngozi Okafor,1\n' + "".join(f"Regular {n},{n}\n" for n in range(3_000))
    found = rows(a_file("a.csv", text))
    assert found[1] == ["Ngozi Okafor", "1"]
    assert len(found) == 3_002
    assert found[-1] == ["Regular 2999", "2999"]


def test_a_stray_quote_in_a_short_list_costs_no_row(a_file: Writer) -> None:
    found = rows(a_file("a.csv", 'Name,Phone\n"Ngozi,1\nAoi,2\nOmar,3\n'))
    assert found[1:] == [["Ngozi", "1"], ["Aoi", "2"], ["Omar", "3"]]


def test_rows_know_their_line_in_the_file(a_file: Writer) -> None:
    table = Table.open(a_file("a.csv", 'Name,Note\nAoi,"two\nlines"\n\nOmar,x\n'))
    found = [(row, line) for batch in table.batches() for row, line in zip(batch.rows, batch.lines, strict=True) if row]
    assert [line for _row, line in found] == [1, 2, 5]


def test_a_cell_beyond_all_measure_is_told_and_the_rest_is_read(a_file: Writer) -> None:
    huge = "x" * 200_000
    table = Table.open(a_file("a.csv", f'Name,Note\nAoi,{huge}\nOmar,"{huge}"\nMara,y\n'))
    assert [row[0] for row in table.rows()] == ["Name", "Mara"]
    assert [(r.row, r.code) for r in table.rejected] == [(2, "too-long"), (3, "too-long")]
    assert "longer than any honest one" in table.rejected[0].reason


def test_a_line_beyond_all_measure_is_passed_over(a_file: Writer) -> None:
    table = Table.open(
        a_file("a.csv", b"Name,Note\nAoi," + b"x" * (csvfile.MAX_LINE + csvfile._BLOCK * 2) + b"\nMara,y\n")
    )
    assert [row[0] for row in table.rows()] == ["Name", "Mara"]
    assert table.rejected_count == 1


def test_more_columns_than_any_honest_file_are_refused_row_by_row(a_file: Writer) -> None:
    table = Table.open(a_file("a.csv", "Name\n" + "a," * 600 + "\nMara\n"))
    assert list(table.rows()) == [["Name"], ["Mara"]]
    assert table.rejected[0].code == "too-many-cells"


def test_what_is_no_list_is_said_clearly(a_file: Writer, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no-file"):
        Table.open(tmp_path / "gone.csv")
    with pytest.raises(Refusal, match="not-a-file"):
        Table.open(tmp_path)
    with pytest.raises(Refusal, match="nothing-in-file"):
        Table.open(a_file("empty.csv", ""))
    with pytest.raises(Refusal, match="nothing-in-file"):
        Table.open(a_file("blank.csv", "\ufeff \r\n\n"))
    with pytest.raises(Refusal, match="not-a-list") as found:
        Table.open(a_file("people.csv", b"PK\x03\x04 and so on"))
    assert found.value.facts["kind"] == "a spreadsheet"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7", "a.pdf is a PDF, which cannot be read as a list. Save it as CSV first."),
        ("a.jpg", b"\xff\xd8\xff", "a.jpg is a picture. Choose an address book, a table or a spreadsheet."),
        ("a.gz", b"\x1f\x8b", "a.gz is a packed file. Unpack it, and choose the file inside."),
        ("a.db", b"SQLite format 3\0", "a.db is a notebook itself. Open it instead; its people stay in it."),
    ],
)
def test_what_can_be_done_about_it_is_said_too(a_file: Writer, name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as found:
        Table.open(a_file(name, content))
    assert sentences.problem(found.value) == sentence


def test_a_file_too_big_is_refused_before_it_is_read(a_file: Writer) -> None:
    with pytest.raises(Refusal, match="too-big"):
        csvfile.look(a_file("a.csv", "Name\nAoi\n"), limit=3)


def test_quotes_without_end_end_in_time(a_file: Writer) -> None:
    before = time.perf_counter()
    for line in ('"\n', '"",",\n', 'a,"b\n', '""",\n', '","\n'):
        assert isinstance(rows(a_file("a.csv", "Name,Phone\n" + line * 40_000)), list)
    assert time.perf_counter() - before < 10


def test_no_trick_makes_the_reader_hold_the_whole_file(a_file: Writer) -> None:
    table = Table.open(a_file("a.csv", "Name\n" + '"\n' * 60_000))
    assert max(len(batch.rows) for batch in table.batches()) <= csvfile._AT_ONCE


def test_a_desert_of_blank_lines_keeps_the_count(a_file: Writer) -> None:
    table = Table.open(a_file("a.csv", "Name\n" + "\n" * 900_000 + "Aoi\n"))
    found = [line for batch in table.batches() for row, line in zip(batch.rows, batch.lines, strict=True) if row]
    assert found == [1, 900_002]


def test_more_lines_than_any_honest_file_are_refused(a_file: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "MAX_LINES", 100)
    with pytest.raises(Refusal, match="too-many-rows"):
        rows(a_file("a.csv", "Aoi\n" * 200))


def test_whatever_csv_writes_is_read_back(a_file: Writer, tmp_path: Path) -> None:
    chance = random.Random(3)
    letters = "ab ,;\"\n\t|é'=@"
    for _round in range(60):
        table = [["Name", "Note", "Phone"]]
        table += [
            ["".join(chance.choices(letters, k=chance.randrange(8))) + "x" for _cell in range(3)] for _row in range(9)
        ]
        path = tmp_path / "round.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(table)
        assert rows(path) == table
