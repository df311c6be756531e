"""What was copied elsewhere becomes a file for a while: tables, cards, and addresses one after the other."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import pasted, seeing

from .conftest import Desk


def test_a_table_copied_from_a_spreadsheet_is_kept_as_it_is(tmp_path: Path, desk: Desk) -> None:
    path = pasted.keep(tmp_path, "Name\tPhone\nAna\t0151 496 0183\n")
    assert seeing.see(path).separator == "\t"
    assert desk.people(path).created == 1


def test_cards_are_known_as_cards(tmp_path: Path, desk: Desk) -> None:
    assert desk.people(pasted.keep(tmp_path, " BEGIN:VCARD\nFN:Ana\nEND:VCARD\n")).created == 1


@pytest.mark.parametrize(
    "words",
    [
        "Ana Silva <ana@x.example>, ben@y.example",
        "ana@x.example\nben@y.example\n\n",
        "ana@x.example; ben@y.example;",
        '"Silva, Ana" <ana@x.example>,\n<ben@y.example>',
    ],
)
def test_a_list_of_addresses_becomes_a_table(words: str, tmp_path: Path, desk: Desk) -> None:
    found = pasted.addresses(words)
    assert found is not None
    assert [address for _name, address in found] == ["ana@x.example", "ben@y.example"]
    assert desk.people(pasted.keep(tmp_path, words)).created == 2


@pytest.mark.parametrize("words", ["Name,E-mail\nAna,ana@x.example", "Ana\tana@x.example", "Call ana@x.example", "Ana"])
def test_what_says_more_than_addresses_is_left_as_it_is(words: str) -> None:
    assert pasted.addresses(words) is None


def test_nothing_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="nothing-pasted"):
        pasted.keep(tmp_path, " \n")
    path = pasted.keep(tmp_path, "Name\nAna\n")
    pasted.forget(tmp_path)
    pasted.forget(tmp_path)
    assert not path.parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    path = pasted.keep(tmp_path, "Name\nAna\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    pasted.keep(tmp_path, "Name\nBo\n")
    assert path.read_text("utf-8") == "Name\nBo\n"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / pasted.FOLDER).write_text("in the way", "utf-8")
    with pytest.raises(Refusal, match="not-written"):
        pasted.keep(tmp_path, "Name\nAna\n")
