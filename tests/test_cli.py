"""The notebook without a window: each command as a shop's helper would type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from relnotebook.cli import main
from relnotebook.notebook import customers, usual

from .builders import Shop

Run = Callable[..., Result]


@pytest.fixture
def ngozi(notebook_file: Path) -> int:
    """Ngozi's card number in the notebook: she has a usual, an alert and six visits."""
    shop = Shop(notebook_file)
    regular = shop.customer("Ngozi Okafor", phone="0151 496 0183", card="4006381333931")
    regular.usual("Oat flat white").alert("Nut allergy").had("Oat flat white", times=6)
    shop.close()
    return int(regular.id)


def facts(result: Result) -> Any:
    return json.loads(result.stdout)


# Notebooks


def test_a_new_notebook_and_what_is_in_it(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "salon.relnotebook"
    run("new", str(path), "--shop", "Schnitt", "--kind", "salon")
    told = facts(run("info", "--json", notebook=path))
    assert (told["shop"], told["kind"], told["encrypted"]) == ("Schnitt", "salon", False)
    assert told["counts"]["customer"] == 0
    assert tuple(map(int, told["sqlite"].split("."))) >= (3, 51, 3)


def test_a_new_notebook_never_overwrites_one(notebook_file: Path, run: Run) -> None:
    before = notebook_file.read_bytes()
    result = run("new", str(notebook_file), status=1)
    assert notebook_file.read_bytes() == before
    assert result.stderr.strip()


def test_a_kind_of_shop_that_does_not_exist_leaves_no_file(tmp_path: Path, run: Run) -> None:
    result = run("new", str(tmp_path / "x.relnotebook"), "--kind", "circus", status=1)
    assert "circus" in result.stderr
    assert not (tmp_path / "x.relnotebook").exists()


def test_a_notebook_with_a_passphrase(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("four plain words here\n")
    path = tmp_path / "safe.relnotebook"
    runner = CliRunner()
    assert runner.invoke(main, ["new", str(path), "--shop", "S", "--passphrase-file", str(words)]).exit_code == 0
    locked = runner.invoke(main, ["--notebook", str(path), "info"])
    assert locked.exit_code == 1
    assert "passphrase" in locked.stderr
    opened = runner.invoke(main, ["--notebook", str(path), "--passphrase-file", str(words), "info", "--json"])
    assert facts(opened)["encrypted"] is True
    words.write_text("four plain words there\n")
    assert runner.invoke(main, ["--notebook", str(path), "--passphrase-file", str(words), "info"]).exit_code == 1


def test_the_demo_shop_has_about_forty_regulars_and_half_a_year(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "demo.relnotebook"
    run("demo", str(path))
    counts = facts(run("info", "--json", notebook=path))["counts"]
    assert 35 <= counts["customer"] <= 45
    assert counts["visit"] > 1500
    assert facts(run("search", "oat fl", "--json", notebook=path))[0]["usual"].lower().startswith(("oat fl", "two oat"))
    assert facts(run("check", "--json", notebook=path)) == {"sound": True, "findings": []}


# Looking up


def test_search_says_who_and_why(run: Run, ngozi: int) -> None:
    (line,) = facts(run("search", "0183", "--json"))
    assert set(line) == {"id", "name", "usual", "last_seen", "why", "badges"}
    assert (line["id"], line["name"], line["usual"]) == (ngozi, "Ngozi Okafor", "Oat flat white")
    assert line["why"]["field"] == "phone"
    assert line["badges"] == ["Nut allergy"]


def test_nobody_found_is_said_and_no_failure(run: Run, ngozi: int) -> None:
    assert "Nobody" in run("search", "xyz").output


def test_the_card_in_plain_keys(run: Run, ngozi: int) -> None:
    card = facts(run("card", str(ngozi), "--json"))
    assert (card["name"], card["visits"]) == ("Ngozi Okafor", 6)
    assert card["alerts"][0]["title"] == "Nut allergy"
    assert card["usuals"][0]["line"] == "Oat flat white"
    assert len(card["history"]) == 6
    told = run("card", str(ngozi)).output
    assert "! Nut allergy" in told


def test_a_card_that_is_not_there_is_one_sentence(run: Run) -> None:
    result = run("card", "404", status=1)
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_the_usual_set_and_learnt(run: Run, notebook_file: Path, ngozi: int) -> None:
    shop = Shop(notebook_file)
    mikkel = shop.customer("Mikkel Sørensen").had("Filter coffee", times=8)
    shop.close()
    assert facts(run("usual", str(ngozi), "--json"))["usuals"][0]["line"] == "Oat flat white"
    learnt = facts(run("usual", str(mikkel.id), "--json"))["suggestion"]
    assert (learnt["line"], learnt["had"], learnt["of"]) == ("Filter coffee", 8, 8)
    assert "8 of the last 8" in run("usual", str(mikkel.id)).output


# Writing down


def test_log_the_usual_take_it_back_do_it_again(run: Run, ngozi: int) -> None:
    logged = facts(run("log-usual", str(ngozi), "--json"))
    assert logged["line"] == "Oat flat white"
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 7
    assert "Ngozi" in run("undo").output
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 6
    run("redo")
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 7
    assert "log the usual for Ngozi" in run("history", str(ngozi)).output


def test_a_second_visit_within_ten_minutes_asks(run: Run, ngozi: int) -> None:
    run("log-usual", str(ngozi))
    assert "again" in run("log-usual", str(ngozi), status=1).stderr.lower()
    run("log-usual", str(ngozi), "--again")


def test_a_visit_of_another_day(run: Run, ngozi: int) -> None:
    run("log-visit", str(ngozi), "Rye loaf", "Tea", "--at", "2026-11-02T09:30")
    history = facts(run("card", str(ngozi), "--json"))["history"]
    (entry,) = [e for e in history if "Rye loaf" in e["text"]]
    assert entry["when"].startswith("2026-11-02T09:30")


def test_nothing_to_undo_is_a_sentence(run: Run) -> None:
    assert run("undo", status=1).stderr.strip()


# Bringing in


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


# Safety


def test_a_backup_and_the_way_back(run: Run, notebook_file: Path, ngozi: int) -> None:
    made = facts(run("backup", "--json"))
    run("log-usual", str(ngozi))
    assert [one["kind"] for one in facts(run("backups", "--json"))] == ["manual"]
    restored = facts(run("restore", made["path"], "--json"))
    assert Path(restored["kept_aside"]).exists()
    assert facts(run("card", str(ngozi), "--json"))["visits"] == 6


def test_a_backup_into_another_folder(run: Run, tmp_path: Path, ngozi: int) -> None:
    made = facts(run("backup", "--to", str(tmp_path / "stick"), "--json"))
    assert Path(made["path"]).parent == tmp_path / "stick"


def test_a_flipped_letter_is_noticed(run: Run, notebook_file: Path, ngozi: int) -> None:
    data = notebook_file.read_bytes()
    assert data.count(b"Ngozi Okafor") == 1
    notebook_file.write_bytes(data.replace(b"Ngozi Okafor", b"Ngozi Okafer"))
    result = run("check", "--json", status=1)
    assert not json.loads(result.stdout)["sound"]


# Manners


def test_words_that_are_not_understood_end_with_two(run: Run) -> None:
    run("frobnicate", status=2)
    run("card", "Ngozi", status=2)


def test_every_command_explains_itself() -> None:
    for name, command in main.commands.items():
        assert command.help, name


def test_without_a_notebook_it_says_what_to_do() -> None:
    result = CliRunner().invoke(main, ["info"])
    assert result.exit_code == 1
    assert "notebook" in result.stderr


def test_the_window_and_the_command_line_share_one_usual(notebook_file: Path, run: Run, ngozi: int) -> None:
    """The same acts and reads: what the command logs, the notebook's own reads show."""
    run("log-usual", str(ngozi))
    shop = Shop(notebook_file)
    assert shop.read(customers.card, ngozi).visits == 7
    assert shop.read(usual.of, ngozi)[0].had == 7
    shop.close()
