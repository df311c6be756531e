"""Cards we write are cards that everybody reads, ourselves first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import fromcard, vcard, vcardfile
from relnotebook.exchange.gathering import Card, Date, Way
from relnotebook.exchange.person import Person

VERSIONS = vcardfile.VERSIONS


def somebody(name: str = "Ngozi Okafor") -> Card:
    return Card(CustomerId(1), name, "", "", "", "", "", "", "", None)


def read_back(card: Card, version: str) -> Person:
    [found] = fromcard.people(vcardfile.card(card, version).encode(), region="GB")
    return found


def lines(card: Card, version: str) -> list[str]:
    return vcardfile.card(card, version).replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_on_a_card_comes_back(version: str) -> None:
    card = Card(CustomerId(1), "Aoi Tanaka", "Aoi", "田中 葵", "ah-oh-ee", "she/her", "00123", "old:77", "ja", None)
    card.phones = [Way("07700 900123", "447700900123", "Mobile"), Way("0151 496 0183", "441514960183", "The bakery")]
    card.emails = [Way("aoi@tanaka.example", "aoi@tanaka.example", "Work"), Way("a@b.example", "a@b.example")]
    card.posts = [Way("14 Mill Lane\nLiverpool L1 8JQ", "", "Home"), Way("c/o Tern; back door", "", "")]
    card.chats = [Way("aoi:1", "aoi:1", "Telegram")]
    card.socials = [Way("@aoi", "@aoi", "Instagram"), Way("@tanaka", "@tanaka", "Her shop")]
    card.tags = ["regular", "likes, a lot"]
    card.notes = ["One;\nand \\ two", "=1+1"]
    card.dates = [Date("birthday", "", 12, 4, 1990), Date("other", "First visit", 1, 5, None)]
    card.photo = b"\xff\xd8\xff" + bytes(range(256)) * 3
    found = read_back(card, version)
    assert (found.name, found.call_name, found.own_script) == ("Aoi Tanaka", "Aoi", "田中 葵")
    assert (found.say, found.pronouns, found.card_number) == ("ah-oh-ee", "she/her", "00123")
    assert found.outside_id == "old:77"
    assert [(way.channel, way.value, way.label) for way in found.ways] == [
        ("phone", "07700 900123", "Mobile"),
        ("phone", "0151 496 0183", "The bakery"),
        ("email", "aoi@tanaka.example", "Work"),
        ("email", "a@b.example", ""),
        ("chat", "aoi:1", "Telegram"),
        ("social", "@aoi", "Instagram"),
        ("social", "@tanaka", "Her shop"),
        ("post", "14 Mill Lane\nLiverpool L1 8JQ", "Home"),
        ("post", "c/o Tern; back door", ""),
    ]
    assert found.tags == card.tags
    assert found.notes == card.notes
    assert [(d.kind, d.title, d.day, d.month, d.year) for d in found.dates] == [
        ("birthday", "", 12, 4, 1990),
        ("other", "First visit", 1, 5, None),
    ]
    assert found.photo == card.photo
    assert not found.leftovers


@pytest.mark.parametrize(
    ("version", "line"), [("3.0", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"), ("4.0", "BDAY:--0412")]
)
def test_a_birthday_without_its_year_is_written_as_each_version_has_it(version: str, line: str) -> None:
    card = somebody()
    card.dates = [Date("birthday", "", 12, 4, None)]
    assert line in lines(card, version)
    [date] = read_back(card, version).dates
    assert (date.day, date.month, date.year) == (12, 4, None)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("known", [(None, 4, None), (None, None, 1990), (None, 4, 1990)])
def test_what_is_known_of_a_birthday_stays(version: str, known: tuple[int | None, int | None, int | None]) -> None:
    card = somebody()
    card.dates = [Date("birthday", "", *known)]
    [date] = read_back(card, version).dates
    assert (date.day, date.month, date.year) == known


def test_a_card_says_its_version_and_has_the_two_names_that_3_asks_for() -> None:
    assert lines(somebody(), "3.0")[:5] == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//RelNotebook//EN",
        "FN:Ngozi Okafor",
        "N:Okafor;Ngozi;;;",
    ]


def test_somebody_without_a_name_is_called_by_what_is_known() -> None:
    card = somebody("")
    card.phones = [Way("0151 496 0183", "441514960183")]
    assert "FN:0151 496 0183" in lines(card, "3.0")


_words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=60)


@given(words=_words, version=st.sampled_from(VERSIONS))
def test_any_note_comes_back_and_no_line_is_too_long(words: str, version: str) -> None:
    card = somebody()
    card.notes = [words]
    data = vcardfile.card(card, version).encode()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [read] = vcard.cards(data)
    assert [p.text for p in read.all("NOTE")] == ([words.strip()] if words else [])


@given(st.lists(_words.filter(str.strip), max_size=3))
def test_nobody_can_smuggle_a_line_into_a_card(names: list[str]) -> None:
    card = somebody("A\nEND:VCARD\nBEGIN:VCARD")
    card.tags = names
    assert len(list(vcard.cards(vcardfile.card(card).encode()))) == 1
