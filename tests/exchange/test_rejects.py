"""Rows left out are handed back in the same columns, mended there and brought in again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import rejects

from .conftest import Desk, outcome
from .sheets import xlsx

Writer = Callable[..., Path]

LIST = 'Name,Phone,City,Notes\nAoi Tanaka,0151 496 0127,Hull,\n,,Leeds,"=1+1 ""x"""\n,,,\n,,York,+44\n'


def written(out: Path) -> list[list[str]]:
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_rows_left_out_are_written_in_their_columns(desk: Desk, a_file: Writer, tmp_path: Path, name: str) -> None:
    rows = [["Name", "Phone", "City", "Notes"], ["Aoi", "0151 496 0127"], ["", "", "Leeds", '=1+1 "x"']]
    content = LIST if name.endswith("csv") else xlsx([*rows, ["", "", "", ""], ["", "", "York", "+44"]])
    out = tmp_path / "rejects.csv"
    plan = desk.plan(a_file(name, content))
    assert outcome(rejects.save(plan, out)) == 2
    why = "There is nobody in it: no name, no phone, no address."
    assert written(out) == [
        ["Name", "Phone", "City", "Notes", rejects.WHY],
        ["", "", "Leeds", '\'=1+1 "x"', why],
        ["", "", "York", "'+44", why],
    ]


def test_mended_they_come_in_as_if_they_had_never_been_left_out(desk: Desk, a_file: Writer, tmp_path: Path) -> None:
    out = tmp_path / "rejects.csv"
    outcome(rejects.save(desk.plan(a_file("list.csv", LIST)), out))
    rows = written(out)
    rows[1][0] = "Ngozi"
    with out.open("w", newline="") as file:
        csv.writer(file).writerows(rows[:2])
    desk.people(out)
    assert desk.card("Ngozi") == {"ways": [("post", "Leeds")], "notes": ['=1+1 "x"']}


def test_rows_that_could_not_even_be_read_are_there_with_their_beginning(
    desk: Desk, a_file: Writer, tmp_path: Path
) -> None:
    wide = "Ngozi," + ",".join("x" * 600) + "\n"
    plan = desk.plan(a_file("list.csv", f"Name,Phone\nAoi,0151 496 0127\n{wide}"))
    out = tmp_path / "rejects.csv"
    assert outcome(rejects.save(plan, out)) == 1
    assert written(out)[1] == ["Ngozi", "", "This row has more than 500 cells."]


def test_cards_left_out_are_told_by_their_number(desk: Desk, a_file: Writer, tmp_path: Path) -> None:
    cards = "BEGIN:VCARD\nFN:Aoi\nEND:VCARD\nBEGIN:VCARD\nTITLE:Baker\nEND:VCARD\n"
    out = tmp_path / "rejects.csv"
    assert outcome(rejects.save(desk.plan(a_file("a.vcf", cards)), out)) == 1
    assert written(out)[1][:2] == ["2", "Baker"]


def test_without_rows_left_out_there_is_no_file(desk: Desk, a_file: Writer, tmp_path: Path) -> None:
    out = tmp_path / "rejects.csv"
    assert outcome(rejects.save(desk.plan(a_file("a.csv", "Name\nAoi\n")), out)) == 0
    assert not out.exists()


def test_a_folder_that_is_not_there_is_one_sentence(desk: Desk, a_file: Writer, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not-written"):
        outcome(rejects.save(desk.plan(a_file("list.csv", LIST)), tmp_path / "gone" / "rejects.csv"))
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
