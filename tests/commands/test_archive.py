"""The whole notebook out and back in, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..builders import Shop

Run = Callable[..., Any]


@pytest.fixture
def people(notebook_file: Path) -> None:
    shop = Shop(notebook_file)
    shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example").consents("email")
    shop.customer("Tom")
    shop.close()


@pytest.mark.usefixtures("people")
def test_an_archive_goes_into_a_new_notebook_and_comes_out_the_same(run: Run, tmp_path: Path) -> None:
    out, new, again = tmp_path / "all.zip", tmp_path / "new.relnotebook", tmp_path / "again.zip"
    assert "2 customers are in" in run("export", "archive", str(out)).output
    assert "2 customers are in the notebook." in run("import", "archive", str(out), notebook=new).output
    run("export", "archive", str(again), notebook=new)
    assert again.read_bytes() == out.read_bytes()
    logged = json.loads(run("exports", "--json").output)
    assert [(one["format"], one["own_use"], one["people"]) for one in logged] == [("archive", True, 2)]


@pytest.mark.usefixtures("people")
def test_a_notebook_with_customers_takes_none(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    run("export", "archive", str(out))
    refused = run("import", "archive", str(out), status=1)
    assert "There are customers in this notebook already." in refused.stderr


def test_what_is_no_archive_leaves_no_notebook(run: Run, tmp_path: Path) -> None:
    file, new = tmp_path / "letter.zip", tmp_path / "new.relnotebook"
    file.write_bytes(b"PK\x05\x06" + bytes(18))
    refused = run("import", "archive", str(file), notebook=new, status=1)
    assert "no archive of a notebook" in refused.stderr
    assert not new.exists()
