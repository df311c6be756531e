"""People into files from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from relnotebook.commands.exports import CHANNELS, FORMATS
from relnotebook.exchange import outgoing
from relnotebook.notebook import consent

from ..builders import Shop

Run = Callable[..., Any]


@pytest.fixture
def people(notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example").consents("email")
    shop.customer("Tom", email="tom@x.example")
    shop.customer("Eva", email="eva@x.example").consents("email", "withdrawn")
    shop.close()


def test_the_choices_are_those_that_there_are() -> None:
    assert set(FORMATS) == set(outgoing.FORMATS)
    assert consent.CHANNELS == CHANNELS


@pytest.mark.usefixtures("people")
def test_a_mailing_names_who_is_left_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "winter.csv"
    told = run("export", "contacts", str(file), "--format", "mailchimp").output
    assert "1 person is in" in told
    assert "no consent for e-mail" in told
    assert "Ask at the next visit" in told
    assert "Eva" in told
    text = file.read_text()
    assert "ngozi@okafor.example" in text
    assert "x.example" not in text


@pytest.mark.usefixtures("people")
def test_the_same_as_json(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "winter.csv"
    found = json.loads(run("export", "contacts", str(file), "--format", "listmonk", "--json").output)
    assert {key: found[key] for key in ("format", "channel", "files", "people", "export")} == {
        "format": "listmonk",
        "channel": "email",
        "files": [str(file)],
        "people": 1,
        "export": 1,
    }
    assert [(one["name"], one["reason"]) for one in found["left_out"]] == [("Tom", "not_asked"), ("Eva", "withdrawn")]


@pytest.mark.usefixtures("people")
def test_a_preview_writes_nothing_and_notes_nothing(run: Run, tmp_path: Path) -> None:
    told = run("export", "contacts", str(tmp_path / "w.csv"), "--format", "excel", "--preview").output
    assert "1 person would be in it." in told
    assert not (tmp_path / "w.csv").exists()
    assert json.loads(run("exports", "--json").output) == []
    assert "Nothing has left" in run("exports").output


@pytest.mark.usefixtures("people")
def test_an_address_book_has_to_be_asked_for_as_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "book.vcf"
    words = ("export", "contacts", str(file), "--format", "vcard3")
    assert "--own-use" in run(*words, status=1).stderr
    assert not file.exists()
    told = run(*words, "--own-use").output
    assert "3 people are in" in told
    assert "not for mailings" in told
    [one] = json.loads(run("exports", "--json").output)
    assert (one["format"], one["own_use"], one["people"]) == ("vcard3", True, 3)
    assert "own use" in run("exports").output
    assert json.loads(run("exports", "1", "--json").output)["customers"] == [1, 2, 3]
    assert "Ngozi Okafor" in run("exports", "1").output


@pytest.mark.usefixtures("people")
def test_files_that_somebody_is_in(run: Run, tmp_path: Path) -> None:
    run("export", "contacts", str(tmp_path / "w.csv"), "--format", "mailchimp")
    assert "w.csv" in run("exports", "--customer", "1").output
    assert json.loads(run("exports", "--customer", "2", "--json").output) == []
    assert "a file" in run("history", "1").output
    assert "not on the list" in run("exports", "9", status=1).stderr


@pytest.mark.usefixtures("people")
def test_nobody_to_write_to_is_told_with_the_reasons(run: Run, tmp_path: Path) -> None:
    words = ("export", "contacts", str(tmp_path / "w.csv"), "--format", "excel", "--channel", "post")
    result = run(*words, status=1)
    assert "no consent for post" in result.stderr
    assert "Nobody is left" in result.stderr


@pytest.mark.usefixtures("people")
def test_a_group_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    run("export", "contacts", str(tmp_path / "w.csv"), "--format", "excel", "--segment", "Summer", status=1)
    assert (
        "--own-use out"
        in run("export", "contacts", str(tmp_path / "w.csv"), "--format", "excel", "--own-use", status=1).stderr
    )
