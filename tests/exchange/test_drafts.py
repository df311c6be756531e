"""Drafts: one for each, in a zip or a folder, that a mail program opens for a last look."""

from __future__ import annotations

import zipfile
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import drafts, outgoing
from relnotebook.exchange.correspondence import Text
from relnotebook.notebook import exports
from relnotebook.notebook import shop as shops
from tests.builders import Shop

from .conftest import outcome

HELLO = Text(words="Hello {call_me|there}, schön. We open at seven.\n{me}, {shop}", subject="Winter", staff="Mara")


def people(shop: Shop) -> None:
    shop.do(shops.edit, reply_to="hello@tern.example")
    shop.customer("Ngozi Okafor", email="ngozi@okafor.example").consents("email")
    shop.customer("Ngozi Okafor", email="other@okafor.example").consents("email")
    shop.customer("A/b: \\C?", email="odd@x.example").consents("email")
    shop.customer("tall man, grey dog", email="man@x.example").consents("email")
    shop.customer("Eva", email="eva@x.example").consents("email", "withdrawn")


def saved(shop: Shop, out: Path, **more: Any) -> outgoing.Written:
    leaving = shop.read(outgoing.plan, "drafts")
    return outcome(outgoing.save(shop.store, leaving, out, maker=drafts.maker(HELLO, **more)))


def test_a_zip_holds_one_draft_for_each(shop: Shop, tmp_path: Path) -> None:
    people(shop)
    made = saved(shop, tmp_path / "d.zip")
    with zipfile.ZipFile(tmp_path / "d.zip") as book:
        assert sorted(book.namelist()) == ["A b C.eml", "Ngozi Okafor 2.eml", "Ngozi Okafor.eml", "man@x.example.eml"]
        draft = message_from_bytes(book.read("Ngozi Okafor.eml"), policy=policy.default)
    assert (draft["To"], draft["Subject"], draft["X-Unsent"]) == ("ngozi@okafor.example", "Winter", "1")
    assert draft["From"] == "Tern & Thistle <hello@tern.example>"
    assert draft.get_content().splitlines() == ["Hello Ngozi, schön. We open at seven.", "Mara, Tern & Thistle"]
    assert (made.people, made.pieces, len(shop.read(exports.people_of, made.export))) == (4, 4, 4)


def test_a_folder_holds_them_as_files(shop: Shop, tmp_path: Path) -> None:
    people(shop)
    saved(shop, tmp_path / "Winter", folder=True)
    assert len(list((tmp_path / "Winter").glob("*.eml"))) == 4
    with pytest.raises(Refusal, match="not-written"):  # a folder with something in it is not taken away
        saved(shop, tmp_path / "Winter", folder=True)
    assert len(list((tmp_path / "Winter").glob("*.eml"))) == 4
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("folder", [False, True])
def test_stopping_leaves_nothing_behind(shop: Shop, tmp_path: Path, folder: bool) -> None:
    people(shop)
    home = tmp_path / "home of drafts"
    home.mkdir()
    leaving = shop.read(outgoing.plan, "drafts")
    work = outgoing.save(shop.store, leaving, home / "d", maker=drafts.maker(HELLO, folder=folder))
    next(work)
    next(work)
    work.close()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Ngozi Okafor", "Ngozi Okafor.eml"),
        ("../../etc/passwd", "etc passwd.eml"),
        ("CON", "Draft CON.eml"),
        ("aux.txt", "Draft aux.txt.eml"),
        ("...", "Draft.eml"),
        ("", "Draft.eml"),
        ("田中 葵", "田中 葵.eml"),
        ("x" * 90, "x" * 60 + ".eml"),
    ],
)
def test_a_name_that_every_computer_takes(name: str, file: str) -> None:
    assert drafts.file_name(name) == file


def test_no_two_drafts_share_a_name() -> None:
    assert drafts.file_name("Ana", {"ana.eml", "ana 2.eml"}) == "Ana 3.eml"
