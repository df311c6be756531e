"""Bringing people in from the command line: columns chosen, looked at first, rows left out handed back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]


def facts(result: Result) -> Any:
    return json.loads(result.stdout)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text("Name,Rang from,Cup,Born\nNgozi Okafor,0151 496 0183,Green,3/4/1980\n,,Blue,\n")
    return file


def test_a_preview_changes_nothing(run: Run, people: Path) -> None:
    told = run("import", "contacts", str(people), "--map", "Rang from=mobile", "--preview").stdout.splitlines()
    assert told[1].startswith("  Rang from = mobile   0151 496 0183")
    assert "1 new, 0 updated, 0 unchanged, 1 left out." in told
    assert facts(run("info", "--json"))["counts"]["customer"] == 0
    seen = facts(run("import", "contacts", str(people), "--preview", "--json"))
    assert (seen["created"], seen["undecided"], seen["people"][0]["name"]) == (1, {"Born": False}, "Ngozi Okafor")


def test_columns_are_what_is_said_and_rows_left_out_are_handed_back(run: Run, people: Path, tmp_path: Path) -> None:
    out = tmp_path / "rejects.csv"
    words = ("--map", "Rang from=mobile", "--map", "Cup=field:Cup", "--month-first", "Born", "--rejects", str(out))
    result = run("import", "contacts", str(people), *words, "--json")
    assert (facts(result)["created"], len(facts(result)["rejected"])) == (1, 1)
    assert "1 row left out is in rejects.csv." in result.stderr
    assert out.read_text("utf-8-sig").splitlines()[1].startswith(",,Blue,,")
    [ngozi] = facts(run("search", "0183", "--json"))
    card = facts(run("card", str(ngozi["id"]), "--json"))
    assert "1980-03-04" in json.dumps(card) or '"month": 3' in json.dumps(card)


def test_a_spreadsheet_comes_in(run: Run, tmp_path: Path) -> None:
    from tests.exchange.sheets import xlsx

    file = tmp_path / "people.xlsx"
    file.write_bytes(xlsx([["Name", "Phone"], ["Aoi Tanaka", "0151 496 0127"]]))
    assert facts(run("import", "contacts", str(file), "--json"))["created"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--map", "Shoe=name"), "no column called “Shoe”"),
        (("--map", "Cup=shoe"), "nothing a column can hold"),
        (("--encoding", "klingon"), "no encoding we know"),
        (("--map", "Rang from=phone", "--overwrite", "Rang from"), "“Rang from” is never written over"),
        (("--month-first", "Cup"), "“Cup” holds no dates"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(run: Run, people: Path, words: tuple[str, ...], said: str) -> None:
    assert said in run("import", "contacts", str(people), *words, status=1).stderr


def test_a_preview_says_what_cards_would_gain_and_what_would_go(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone\nRosa Klee,0151 496 0777\n")
    run("import", "contacts", str(file))
    file.write_text("Name,Phone,E-mail\nR. Klee,0151 496 0777,rosa@klee.example\n")
    told = run("import", "contacts", str(file), "--overwrite", "Name", "--preview").stdout.splitlines()
    first = told.index("The first cards that would change:")
    assert told[first + 1 : first + 4] == [
        "  1  R. Klee",
        "      Name: Rosa Klee -> R. Klee",
        "      E-mail: + rosa@klee.example",
    ]
    seen = facts(run("import", "contacts", str(file), "--preview", "--json"))
    assert seen["people"][0]["gains"] == [{"what": "E-mail", "before": "", "after": "rosa@klee.example"}]


def test_of_many_rows_left_out_the_first_are_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone,Cup\nRosa Klee,0151 496 0777,\n" + ",,Blue\n" * 22)
    told = run("import", "contacts", str(file), "--preview").stdout.splitlines()
    assert told[-21].startswith("Line 3: There is nobody in it")
    assert told[-1] == "and 2 more"


def test_a_pair_needs_both_its_sides(run: Run, people: Path) -> None:
    assert "needs a column, = and a field" in run("import", "contacts", str(people), "--map", "Cup", status=2).stderr


def test_people_from_an_address_book_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "people.vcf"
    book.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Aoi Tanaka\nTEL:0151 496 0127\nEND:VCARD\n" * 1)
    assert facts(run("import", "contacts", str(book), "--json"))["created"] == 1
    again = facts(run("import", "contacts", str(book), "--json"))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    run("undo")
    assert facts(run("search", "aoi", "--json")) == []


def test_visits_from_a_till(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "visits.csv"
    table.write_text(
        "customer,date-time,item\n17,2026-11-02 09:30,Tea\n17,2026-11-02 09:30,Bun\n18,2026-11-03 10:00,Tea\n"
    )
    first = facts(run("import", "visits", str(table), "--json"))
    assert (first["created"], first["visits"]) == (2, 2)
    assert facts(run("import", "visits", str(table), "--json"))["visits"] == 0
    (line,) = facts(run("search", "17", "--json"))
    assert facts(run("card", str(line["id"]), "--json"))["history"][0]["text"] in ("Tea; Bun", "Bun; Tea")


def test_a_file_that_is_not_there_is_one_sentence(run: Run, tmp_path: Path) -> None:
    result = run("import", "contacts", str(tmp_path / "gone.vcf"), status=1)
    assert "gone.vcf" in result.stderr
