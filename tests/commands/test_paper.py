"""Labels, letters and drafts from the command line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from relnotebook.commands.paper import KINDS, WINDOWS
from relnotebook.exchange import correspondence, paper_letters
from relnotebook.notebook import exports, sheets
from relnotebook.notebook.sheets import Sheet

from ..builders import Shop
from ..exchange.measuring import Picture

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def people(notebook_file: Path, theme: Any) -> None:
    shop = Shop(notebook_file)
    for name in ("Ana Silva", "Tom Silva"):
        who = shop.customer(name, email=f"{name[:3]}@x.example").reach("post", "1 Mill Lane\nBath BA1 2AB")
        who.consents("post").consents("email")
    shop.customer("Omar").reach("post", "2 Mill Lane\nBath")
    shop.do(sheets.keep, "Jars", Sheet("", "", "A4", 2, 5, 90.0, 50.0, 10.0, 20.0))
    shop.close()


def test_the_choices_are_those_that_there_are() -> None:
    assert KINDS == correspondence.KINDS
    assert set(WINDOWS) == set(paper_letters.WINDOWS)


def test_labels_begin_at_the_free_one_and_are_nudged(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "l.pdf"
    words = ("--sheet", "L7160", "--start", "4", "--nudge", "1,-2")
    told = run("export", "labels", str(file), *words).output
    assert "2 people are in" in told
    assert "same household" in told
    page = Picture(file)
    assert page.ink(7, 15, 196, 36) is None
    assert page.ink(7.25 + 3 + 1, 15.15 + 38.1 - 2, 60, 38) is not None


def test_labels_as_json(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("export", "labels", str(tmp_path / "l.pdf"), "--per-person", "--json").output)
    assert (found["people"], found["pieces"], found["export"]) == (2, 2, 1)
    assert [one["reason"] for one in found["left_out"]] == ["not_asked"]


def test_ones_own_sheet(run: Run, tmp_path: Path) -> None:
    run("export", "labels", str(tmp_path / "l.pdf"), "--sheet", "jars", "--outlines")
    assert abs(Picture(tmp_path / "l.pdf").across(21)[0] - 10) < 0.2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--sheet", "L1"), "`relnotebook sheets` shows"),
        (("--start", "99"), "21 labels"),
        (("--nudge", "much"), "such as 0.5,-1"),
        (("--nudge", "99,0"), "20 mm"),
        (("--segment", "Winter"), "no such group"),
    ],
)
def test_what_labels_cannot_be(run: Run, tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    assert told in run("export", "labels", str(tmp_path / "l.pdf"), *words, status=1).stderr
    assert not (tmp_path / "l.pdf").exists()


def test_letters_and_drafts(run: Run, tmp_path: Path, notebook_file: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Hello {call_me|there}, we open at seven.")
    said = ("--text", str(words), "--subject", "Winter", "--signed", "Mara")
    run("export", "letters", str(tmp_path / "letters.pdf"), *said, "--window", "din")
    assert Picture(tmp_path / "letters.pdf").pages == 1
    run("export", "drafts", str(tmp_path / "d.zip"), "--message", "birthday", "--wording", "2")
    with zipfile.ZipFile(tmp_path / "d.zip") as book:
        assert len(book.namelist()) == 2
    run("export", "drafts", str(tmp_path / "folder"), *said)
    assert len(list((tmp_path / "folder").iterdir())) == 2
    shop = Shop(notebook_file)
    assert [one.format for one in shop.read(exports.all_of)] == ["drafts", "drafts", "letters"]
    shop.close()


@pytest.mark.parametrize(("form", "name"), [("labels", "l.txt"), ("letters", "l"), ("drafts", "d.pdf")])
def test_a_name_that_says_something_else_is_not_taken(run: Run, tmp_path: Path, form: str, name: str) -> None:
    assert "end the name with" in run("export", form, str(tmp_path / name), status=1).stderr
    assert not (tmp_path / name).exists()


def test_a_letter_needs_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    words = ("--text", str(tmp_path / "empty.txt"))
    assert "Write the letter first" in run("export", "letters", str(tmp_path / "l.pdf"), *words, status=1).stderr
    none = ("--text", str(tmp_path / "none.txt"))
    assert "cannot be opened" in run("export", "drafts", str(tmp_path / "d.zip"), *none, status=1).stderr


def test_words_that_nobody_would_get_are_not_passed_over(run: Run, tmp_path: Path) -> None:
    words, out = tmp_path / "words.txt", str(tmp_path / "l.pdf")
    words.write_text("Hello {nick}")
    text = ("--text", str(words))
    assert "There are: {call_me}, {name}" in run("export", "letters", out, *text, status=1).stderr
    assert "either" in run("export", "letters", out, *text, "--message", "birthday", status=1).stderr
    assert "--text" in run("export", "letters", out, "--subject", "Winter", status=1).stderr
    words.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in run("export", "letters", out, *text, status=1).stderr


def test_a_letter_without_a_wish_is_a_kind_hello(run: Run, tmp_path: Path) -> None:
    assert "2 people are in" not in run("export", "letters", str(tmp_path / "l.pdf")).output
    assert Picture(tmp_path / "l.pdf").pages == 1


def test_the_calibration_page(run: Run, tmp_path: Path) -> None:
    assert "Avery L7163" in run("export", "calibration", str(tmp_path / "c.pdf"), "--sheet", "L7163").output
    assert Picture(tmp_path / "c.pdf").pages == 1
    run("export", "calibration", str(tmp_path / "no" / "c.pdf"), status=1)


def test_the_sheets_there_are(run: Run) -> None:
    told = run("sheets").output.splitlines()
    assert told[0].startswith("own:Jars")
    assert any("L7160" in line and "21 labels" in line for line in told)
    assert json.loads(run("sheets", "--json").output)[0]["width"] == 90.0
