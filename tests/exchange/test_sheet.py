"""Spreadsheets are read as lists: XLSX and ODS, with numbers and days as people wrote them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import Problem, Refusal
from relnotebook.exchange import archive
from relnotebook.exchange.csvfile import Table
from relnotebook.exchange.sheet import Sheet, open_table

from .conftest import Desk, outcome
from .sheets import ods, ods_cell, packed, xlsx, xlsx_of

Writer = Callable[..., Path]

PEOPLE = [
    ["Name", "Phone", "E-mail", "Birthday", "Notes"],
    ["Ngozi Okafor", "0151 496 0183", "ngozi@okafor.example", "1980-03-14", "Window seat"],
    ["田中 葵", "", "aoi@tanaka.example", "--11-22", ""],
]


@pytest.mark.parametrize(("name", "made"), [("people.xlsx", xlsx), ("people.ods", ods)])
def test_people_come_in_from_a_spreadsheet(
    desk: Desk, a_file: Writer, name: str, made: Callable[[list[list[str]]], bytes]
) -> None:
    result = desk.people(a_file(name, made(PEOPLE)))
    assert (result.created, result.rejected_count) == (2, 0)
    assert desk.card("Ngozi Okafor") == {
        "ways": [("phone", "0151 496 0183"), ("email", "ngozi@okafor.example")],
        "dates": [("birthday", 14, 3, 1980)],
        "notes": ["Window seat"],
    }
    assert desk.people(a_file(name, made(PEOPLE))).batch is None


def test_numbers_truths_and_days_are_words(a_file: Writer) -> None:
    file = a_file("a.xlsx", xlsx([["Phone", "Rate", "Ok"], [447700900123, 1.5, True], [1e21, -3, False]]))
    assert list(Sheet.open(file).rows()) == [
        ["Phone", "Rate", "Ok"],
        ["447700900123", "1.5", "yes"],
        ["1e+21", "-3", "no"],
    ]


def test_days_and_times_as_a_spreadsheet_keeps_them(tmp_path: Path) -> None:
    writer = pytest.importorskip("xlsxwriter")
    file = tmp_path / "days.xlsx"
    with writer.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Name", "Birthday", "Seen"])
        page.write(1, 0, "Ngozi")
        page.write_datetime(1, 1, datetime.datetime(1980, 3, 14), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_datetime(1, 2, datetime.datetime(2026, 11, 2, 9, 30), book.add_format({"num_format": "d.m.yy h:mm"}))
    assert list(Sheet.open(file).rows())[1] == ["Ngozi", "1980-03-14", "2026-11-02 09:30"]


def test_lines_are_those_a_spreadsheet_shows(a_file: Writer) -> None:
    rows = '<row r="3"><c r="B3" t="inlineStr"><is><t>Name</t></is></c></row>'
    rows += '<row r="5"><c r="B5" t="inlineStr"><is><t>Aoi</t></is></c></row>'
    [batch] = Sheet.open(a_file("a.xlsx", xlsx_of(rows))).batches()
    assert [(line, row) for line, row in zip(batch.lines, batch.rows, strict=True) if row] == [
        (3, ["Name"]),
        (5, ["Aoi"]),
    ]


def test_the_empty_rest_of_an_ods_costs_nothing(a_file: Writer) -> None:
    empty = ods_cell("", times=16_384)
    tail = f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    rows = list(Sheet.open(a_file("a.ods", ods(PEOPLE, tail=tail))).rows())
    assert [row[0] for row in rows] == ["Name", "Ngozi Okafor", "田中 葵"]


def test_the_sheet_that_is_a_list_is_taken(tmp_path: Path) -> None:
    writer = pytest.importorskip("xlsxwriter")
    file = tmp_path / "book.xlsx"
    with writer.Workbook(file) as book:
        book.add_worksheet("Empty")
        book.add_worksheet("Cover").write(0, 0, "Winter 2026")
        page = book.add_worksheet("Regulars")
        for place, row in enumerate(PEOPLE):
            page.write_row(place, 0, row)
    assert Sheet.open(file).name == "Regulars"


def test_a_spreadsheet_by_another_name_is_one_all_the_same(a_file: Writer) -> None:
    assert isinstance(open_table(a_file("people.csv", xlsx(PEOPLE))), Sheet)
    assert isinstance(open_table(a_file("people.xlsx", "Name\nAoi\n")), Table)


def test_more_columns_than_any_honest_list_are_refused_row_by_row(a_file: Writer) -> None:
    sheet = Sheet.open(a_file("a.xlsx", xlsx([["Name"], ["x"] * 501, ["Aoi"], ["y" * 200_000]])))
    assert list(sheet.rows()) == [["Name"], ["Aoi"]]
    assert [(one.row, one.code) for one in sheet.rejected] == [(2, "too-many-cells"), (4, "too-long")]


def test_visits_come_in_from_a_spreadsheet(desk: Desk, a_file: Writer) -> None:
    rows = [["customer", "date-time", "item"], ["17", "2026-11-02 09:30", "Tea"], ["18", "2026-11-03 10:00", "Bun"]]
    assert desk.visits(a_file("sales.xlsx", xlsx(rows))).visits == 2


def test_other_packed_files_are_called_what_they_are(desk: Desk, a_file: Writer, tmp_path: Path) -> None:
    desk.shop.customer("Rosa Klee")
    whole = tmp_path / "shop.zip"
    outcome(archive.save(desk.shop.store, whole))
    for file, kind in (
        (whole, "the archive of a whole notebook"),
        (a_file("letter.docx", packed({"word/document.xml": "<w/>"})), "a document"),
        (a_file("list.numbers", packed({"Index/Document.iwa": ""})), "a spreadsheet"),
        (a_file("some.zip", packed({"a.csv": "Name\nAoi\n"})), "a packed file"),
    ):
        with pytest.raises(Refusal, match="not-a-list") as found:
            Sheet.open(file)
        assert found.value.facts["kind"] == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed({"a.csv": "Name\nAoi\n"}), "not-a-list"),
        (b"PK\x03\x04 and nothing more", "damaged-file"),
        (xlsx(PEOPLE)[:-200], "damaged-file"),
        (xlsx([]), "nothing-in-file"),
        (packed({"xl/workbook.xml": "<workbook/>"}), "damaged-file"),
    ],
)
def test_what_is_no_whole_spreadsheet_is_one_sentence(a_file: Writer, content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        Sheet.open(a_file("a.xlsx", content))


def told_of(file: Path) -> str:
    """The problem that opening a file ends in, '' for none."""
    try:
        list(Sheet.open(file).rows())
    except Problem as problem:
        return problem.code
    return ""


def test_a_torn_spreadsheet_never_ends_in_more_than_a_sentence(a_file: Writer) -> None:
    whole = xlsx(PEOPLE)
    for cut in range(4, len(whole), 97):
        assert told_of(a_file("a.xlsx", whole[:cut])) in ("damaged-file", "nothing-in-file", "not-a-list")
    for place in range(30, len(whole), 41):
        torn = whole[:place] + b"\xff" + whole[place + 1 :]
        assert told_of(a_file("a.xlsx", torn)) in ("", "damaged-file", "nothing-in-file", "not-a-list", "unsafe-file")
