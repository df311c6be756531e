"""The columns of a file as they are shown to be matched: what stands in them, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base import resources
from relnotebook.exchange import columns
from relnotebook.exchange.choices import Choices, meaning_of
from relnotebook.exchange.columns import ColumnSeen

from .conftest import Desk

Writer = Callable[..., Path]

FILE = (
    "Full Name,Mobile,E-Mail 1,Newsletter,DOB,Fav drink,Notes,Loyalty No,X_FLAG,PIN,\n"
    "Chiara Bianchi,0151 496 0188,chiara@bianchi.example,yes,03/11/1984,Cortado,"
    '"Allergic to walnuts!, pays late",1,1,9,\n'
    "Yusuf Demir,+49 151 4960171,yusuf@demir.example,no,12/01/1990,,,2,0,9,\n"
    "Nguyễn Thị Hoa,none at home,not an address,Y,soon,,Coeliac,3,1,9,\n"
    "Ana Silva,,,unsubscribed,,,Loves walnuts,4,1,9,\n"
)


@pytest.fixture
def seen(desk: Desk, a_file: Writer) -> dict[str, ColumnSeen]:
    return {one.key: one for one in columns.columns_seen(desk.plan(a_file("r.csv", FILE)))}


def test_each_column_says_what_is_made_of_it(seen: dict[str, ColumnSeen]) -> None:
    told = {key: (one.title, one.told, one.tone) for key, one in seen.items()}
    assert told == {
        "Full Name": ("Name", "All 4 fine", "ok"),
        "Mobile": ("Mobile phone", "2 fine, 1 cannot be read, 1 empty", "warn"),
        "E-Mail 1": ("E-mail", "2 fine, 1 cannot be read, 1 empty", "warn"),
        "Newsletter": ("Consent: e-mail", "2 yes, 1 unsubscribed. All others are not asked", "ok"),
        "DOB": ("Birthday", "Day or month first? We read day first", "warn"),
        "Fav drink": ("The usual", "1 fine", "ok"),
        "Notes": ("Note", "2 look like alerts. Make them alerts?", "warn"),
        "Loyalty No": ("Card number", "All 4 fine", "ok"),
        "X_FLAG": ("Keep in the note", "4 kept in the note", "ok"),
        "PIN": ("Leave out", "Never kept here", "off"),
    }


def test_real_values_are_shown_the_first_different_ones(seen: dict[str, ColumnSeen]) -> None:
    assert seen["Full Name"].values[:2] == ("Chiara Bianchi", "Yusuf Demir")
    assert seen["X_FLAG"].values == ("1", "0")


def test_a_date_that_nothing_decides_asks_until_it_is_decided(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "Name,DOB\nAna,3/4/1980\nBo,5/6/1981\n")
    (born,) = (one for one in columns.columns_seen(desk.plan(path)) if one.key == "DOB")
    assert (born.is_open, born.month_first) == (True, False)
    chosen = desk.plan(path, choices=Choices(month_first={"DOB": True}))
    (born,) = (one for one in columns.columns_seen(chosen) if one.key == "DOB")
    assert (born.is_open, born.month_first, born.told) == (False, True, "All 2 fine")


def test_blank_consent_is_not_asked(desk: Desk, a_file: Writer) -> None:
    found = columns.columns_seen(desk.plan(a_file("r.csv", "Name,Newsletter\nAna,yes\nBo,\n")))
    assert found[1].told == "1 yes. Blank is not asked"


def test_columns_without_a_heading_of_their_own_go_by_their_place(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("r.csv", "Name,Phone,Phone\nAna,0151 496 0183,0151 496 0184\n"))
    assert [one.key for one in columns.columns_seen(plan)] == ["Name", "Phone", "#3"]
    left = desk.plan(plan.path, choices=Choices({"#3": "skip"}))
    assert [one.title for one in columns.columns_seen(left)] == ["Name", "Phone", "Leave out"]


def test_what_can_be_written_over_says_so(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", "Name,Phone,Cup\nAna,0151 496 0183,blue\n")
    chosen = Choices({"Cup": "field:Cup"}, overwrite=frozenset({"cup"}))
    found = {one.key: one for one in columns.columns_seen(desk.plan(path, choices=chosen))}
    assert [(one.may_overwrite, one.overwrites) for one in found.values()] == [
        (True, False),
        (False, False),
        (True, True),
    ]
    assert (found["Cup"].meaning, found["Cup"].title) == ("field:Cup", "Cup")


def test_every_meaning_on_offer_can_be_chosen_and_has_an_icon() -> None:
    offered = columns.meaning_titles(["Favourite cup"])
    assert offered["field:Favourite cup"] == "Favourite cup"
    assert list(offered.values())[-1] == "Leave out"
    for meaning in offered:
        if not meaning.startswith("field:"):
            meaning_of(meaning)
        assert resources.path(f"icons/{columns.meaning_icon(meaning)}.svg").exists()


def test_a_card_says_itself_what_is_what(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("a.vcf", "BEGIN:VCARD\nFN:Ana\nNOTE:Asthma; loves tea\nEND:VCARD\n"))
    assert columns.columns_seen(plan) == ()
    (alert,) = columns.alerts_in(plan)
    assert (alert.line, alert.name, alert.title, alert.kind) == (1, "Ana", "Asthma", "health")


def test_notes_that_look_like_alerts_are_told_with_the_alert_they_would_be(desk: Desk, a_file: Writer) -> None:
    found = columns.alerts_in(desk.plan(a_file("r.csv", FILE)))
    assert [(one.line, one.title, one.kind, one.severity) for one in found] == [
        (2, "Allergic to walnuts", "allergy", "severe"),
        (4, "Coeliac", "allergy", "careful"),
    ]
