"""Files as the shop lays them out itself."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.exchange import cells, outgoing, ownlayouts
from relnotebook.exchange.outcells import MAKERS
from relnotebook.notebook import exports, layouts
from relnotebook.notebook.layouts import OwnLayout, Writing
from tests.builders import Shop

from .conftest import outcome

LETTER = (("Dear", "greet"), ("Mail", "email"), ("Born", "birthday"), ("Tel", "phone"), ("List", ""))


def kept(shop: Shop, name: str = "Winter", columns: object = LETTER, writing: Writing | None = None) -> int:
    return int(shop.do(layouts.save, name, columns, writing or Writing()))


def ngozi(shop: Shop, born: str = "14 March 1990") -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183", email="n@okafor.example").consents("email").birthday(born)


def taken(shop: Shop, folder: Path, form: str = "own:winter", **more: str) -> Path:
    file = folder / "winter.csv"
    outcome(outgoing.save(shop.store, shop.read(outgoing.plan, form, **more), file))
    return file


def test_the_file_has_the_columns_in_their_order(shop: Shop, tmp_path: Path) -> None:
    kept(shop)
    ngozi(shop)
    file = taken(shop, tmp_path)
    assert file.read_bytes().startswith(b"\xef\xbb\xbfDear,Mail,Born,Tel,List\r\n")
    assert file.read_text("utf-8-sig").splitlines()[1] == '"Ngozi","n@okafor.example","1990-03-14","\'0151 496 0183",""'
    [export] = shop.read(exports.all_of)
    assert (export.format, export.channel, export.people) == ("own:winter", "email", 1)


@pytest.mark.parametrize(
    ("dates", "with_year", "without"),
    [
        ("iso", "1990-03-14", "03-14"),
        ("day_first", "14/03/1990", "14/03"),
        ("month_first", "03/14/1990", "03/14"),
    ],
)
def test_dates_are_written_as_wanted(shop: Shop, tmp_path: Path, dates: str, with_year: str, without: str) -> None:
    kept(shop, columns=(("Born", "birthday"),), writing=Writing(";", "utf-8", dates, zeros=False))
    ngozi(shop)
    shop.customer("Tom", email="t@x.example").consents("email").birthday("14 March")
    shop.customer("Eva", email="e@x.example").consents("email")
    told = taken(shop, tmp_path).read_text("utf-8").splitlines()
    assert told == ["Born", f'"{with_year}"', f'"{without}"', '""']


def test_letters_and_separator_are_those_chosen(shop: Shop, tmp_path: Path) -> None:
    kept(shop, columns=(("Name", "name"), ("Tel", "phone")), writing=Writing("\t", "utf-16", zeros=False))
    ngozi(shop)
    file = taken(shop, tmp_path)
    assert file.read_text("utf-16").splitlines() == ["Name\tTel", '"Ngozi Okafor"\t"0151 496 0183"']


def test_its_channel_is_the_one_people_must_have_agreed_to(shop: Shop, tmp_path: Path) -> None:
    kept(shop, columns=(("Name", "name"), ("To", "post")), writing=Writing(channel="post"))
    ngozi(shop)
    shop.customer("Tom").reach("post", "1 Mill Lane\nBath").consents("post")
    with pytest.raises(Refusal, match="other-channel"):
        shop.read(outgoing.plan, "own:Winter", channel="email")
    text = taken(shop, tmp_path).read_text("utf-8-sig")
    assert "Tom" in text
    assert "Ngozi" not in text
    with pytest.raises(Refusal, match="mailing-only"):
        shop.read(outgoing.plan, "own:Winter", own_use=True)
    with pytest.raises(NotFound, match="no-layout"):
        shop.read(outgoing.plan, "own:Summer")


def test_people_of_a_mailing_go_into_another_format_of_the_same_channel_only(shop: Shop) -> None:
    kept(shop, writing=Writing(channel="post"))
    ngozi(shop)
    planned = shop.read(outgoing.plan, "mailchimp")
    assert shop.read(outgoing.aimed, planned, "listmonk").wish.format == "listmonk"
    for form in ("own:Winter", "labels", "vcard3"):
        with pytest.raises(Refusal):
            shop.read(outgoing.aimed, planned, form)
    own = shop.read(outgoing.plan, "vcard3", own_use=True)
    assert shop.read(outgoing.aimed, own, "google").inside == own.inside
    with pytest.raises(Refusal, match="mailing-only"):
        shop.read(outgoing.aimed, own, "mailchimp")


def test_everything_offered_can_be_written(shop: Shop, tmp_path: Path) -> None:
    offered = [(title, holds) for holds, title in ownlayouts.fields()]
    kept(shop, columns=offered)
    ngozi(shop)
    [row] = csv.DictReader(taken(shop, tmp_path).read_text("utf-8-sig").splitlines())
    assert list(row) == [title for title, _holds in offered]
    assert (row["First name"], row["Last name"], row["Month of birth"]) == ("Ngozi", "Okafor", "3")
    with pytest.raises(Refusal, match="bad-choice"):
        ownlayouts.checked([("Secret", "notes")])
    assert ownlayouts.checked(offered) == tuple(offered)
    assert "notes" not in dict(ownlayouts.fields())


def test_what_this_version_does_not_know_stays_empty() -> None:
    layout = ownlayouts.table(OwnLayout(1, "x", ((layouts.OwnColumn("Aura", "aura")),)))
    assert layout.columns[0].holds == ""
    assert all(column.holds in MAKERS for column in layout.columns if column.holds)


def test_one_begins_with_the_columns_of_another_program() -> None:
    assert ownlayouts.begun("mailchimp")[0] == ("Email Address", "email")
    assert ("Birthday", "birthday") in ownlayouts.begun("mailchimp")
    assert [holds for _heading, holds in ownlayouts.begun("listmonk")] == ["given", "greet", "email", "language"]
    assert ownlayouts.begun("xlsx") == ownlayouts.begun("excel")
    for form in ("mailchimp", "listmonk", "excel", "vcard3"):
        ownlayouts.checked(ownlayouts.begun(form))
    assert (ownlayouts.name_of("own:Winter"), ownlayouts.name_of("excel")) == ("Winter", "")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30))
def test_no_cell_of_it_starts_to_calculate(shop: Shop, name: str) -> None:
    from relnotebook.exchange.gathering import Card

    layout = ownlayouts.table(OwnLayout(1, "x", (layouts.OwnColumn("Name", "name"),)))
    card = Card(1, name, "", "", "", "", "", "", "", None)  # type: ignore[arg-type]
    [(cell,)] = layout.writer()([card])
    assert cell == cells.defused(name)
    assert cells.bare(cell) == name


def test_for_a_mailing_tool_phones_stay_as_they_are() -> None:
    assert ownlayouts.begun_writing("mailchimp") == Writing(letters="utf-8", zeros=False)
    assert [ownlayouts.begun_writing(form) for form in ("excel", "xlsx", "own:Cards")] == [Writing()] * 3
