"""Spreadsheets made to bring a computer down are told apart before anything holds them in memory."""

from __future__ import annotations

import struct
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import unpacking

from .sheets import ods, ods_cell, packed, shared, xlsx, xlsx_of

Writer = Callable[..., Path]

ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def shared_bomb() -> bytes:
    """One long text that a hundred thousand cells share."""
    cells = '<c t="s"><v>0</v></c>' * 100
    return xlsx_of(f"<row>{cells}</row>" * 1_000, xl__sharedStrings_xml=shared(["x" * 30_000]))


def lying(content: bytes, name: bytes) -> bytes:
    """A member says that it holds ten bytes."""
    place = content.rfind(name) - 46  # its entry in the directory at the end
    return content[: place + 24] + struct.pack("<I", 10) + content[place + 28 :]


HOSTILE = {
    "entities": (xlsx_of(CELL, before=ENTITIES), "unsafe-file"),
    "a cell at the far end": (xlsx_of(CELL + '<row r="1048576"><c r="XFD1048576"/></row>'), "table-too-large"),
    "one wide row and many short": (
        xlsx_of(f"<row>{'<c/>' * 16_000}</row>" + "<row><c/></row>" * 600),
        "table-too-large",
    ),
    "a text that all cells share": (shared_bomb(), "table-too-large"),
    "a place hidden behind a bracket": (xlsx_of('<row><c x=">" r="XFD1048576"/></row>'), "unsafe-file"),
    "a place written in numbers": (xlsx_of('<row><c r="&#88;FD1048576"/></row>'), "unsafe-file"),
    "shared texts elsewhere": (xlsx_of("<si><t>x</t></si>" + CELL), "unsafe-file"),
    "letters of two bytes": (xlsx_of(CELL, xl__more_xml="<a/>".encode("utf-16")), "unsafe-file"),
    "a cell repeated": (
        ods([], tail=f"<table:table-row>{ods_cell('x', times=10**9)}</table:table-row>"),
        "table-too-large",
    ),
    "a row repeated": (
        ods([], tail=f'<table:table-row table:number-rows-repeated="1000000000">{ods_cell("x")}</table:table-row>'),
        "table-too-large",
    ),
    "a long text repeated": (
        ods([], tail=f"<table:table-row>{ods_cell('x' * 100_000, times=10_000)}</table:table-row>"),
        "table-too-large",
    ),
    "emptiness before a cell": (
        ods([], tail=f"<table:table-row>{ods_cell('', times=10**9)}{ods_cell('x')}</table:table-row>"),
        "table-too-large",
    ),
    "more members than any": (packed({f"xl/{n}.xml": "<a/>" for n in range(2_001)}), "unsafe-file"),
    "a size that is not true": (lying(xlsx_of(CELL), b"xl/worksheets/sheet1.xml"), ""),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_would_bring_a_computer_down_is_refused(a_file: Writer, kind: str) -> None:
    content, code = HOSTILE[kind]
    file = a_file("a.xlsx", content)
    if not code:
        unpacking.check(file)  # counted by what it really holds
        return
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(Refusal, match=code) as told:
            unpacking.check(file)
        assert tracemalloc.get_traced_memory()[1] < 40 * 2**20
    finally:
        tracemalloc.stop()
    assert told.value.facts["file"] == "a.xlsx"
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("inside", [b"<a>x</a>", b"\x89PNG\0\0\0\0"], ids=["letters", "a picture"])
def test_a_zip_bomb_is_refused_whatever_it_holds(
    a_file: Writer, monkeypatch: pytest.MonkeyPatch, inside: bytes
) -> None:
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 2**21)
    with pytest.raises(Refusal, match="table-too-large"):
        unpacking.check(a_file("a.xlsx", xlsx_of(CELL, xl__more_xml=inside * 2**19)))


def test_a_bomb_that_says_it_is_small_is_counted_all_the_same(a_file: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 50_000)
    bomb = xlsx_of(CELL, xl__media_xml=b"<a>x</a>" * 7_000)
    with pytest.raises(Refusal, match="table-too-large"):
        unpacking.check(a_file("a.xlsx", lying(bomb, b"xl/media.xml")))


def test_honest_tables_are_let_through(a_file: Writer) -> None:
    unpacking.check(a_file("a.xlsx", xlsx([["Name", "Note"], ["Aoi", 'says "hi" & <waves>']])))
    unpacking.check(a_file("a.ods", ods([["Name"], ["Aoi"]])))
    far = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    unpacking.check(a_file("b.ods", ods([["Name"]], tail=far)))
