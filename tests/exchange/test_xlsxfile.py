"""A workbook of text: looked at as the zip it is, so that no reader's kindness hides a fault."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from relnotebook.exchange import xlsxfile


def sheet(file: Path) -> str:
    with zipfile.ZipFile(file) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def cells(file: Path) -> list[str]:
    return re.findall(r"<t[^>]*>(.*?)</t>", sheet(file), re.DOTALL)


def test_every_cell_is_text(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    with xlsxfile.Workbook(file, ["Name", "Phone"], sheet="December: birthdays") as book:
        book.add([["=1+1", "00123"], ["http://x.example", "1990-04-12"], ["", "5"]])
    assert cells(file) == ["Name", "Phone", "=1+1", "00123", "http://x.example", "1990-04-12", "5"]
    assert "<f>" not in sheet(file)
    assert set(re.findall(r' t="(\w+)"', sheet(file))) == {"inlineStr"}


def test_half_a_workbook_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"

    def cut_off() -> None:
        with xlsxfile.Workbook(file, ["Name"], sheet="") as book:
            book.add([["Ngozi"]])
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        cut_off()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_kept_in_the_common_folder_of_the_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    common = tmp_path / "common"
    common.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(common))
    own = tmp_path / "own"
    own.mkdir()
    with xlsxfile.Workbook(own / "people.xlsx", ["Name"], sheet="x") as book:
        book.add([["Ngozi"]] * 50)
        assert list(common.iterdir()) == []
        assert len(list(own.iterdir())) == 1
    assert [path.name for path in own.iterdir()] == ["people.xlsx"]


def test_a_very_long_note_is_cut_to_what_a_cell_holds(tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    with xlsxfile.Workbook(file, ["Note"], sheet="x") as book:
        book.add([["x" * 40_000]])
    assert len(cells(file)[1]) == xlsxfile.MOST_LETTERS
