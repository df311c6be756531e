"""vCards of Apple, Google, Outlook and Android as people."""

from __future__ import annotations

import pytest

from relnotebook.exchange import fromcard
from relnotebook.exchange.person import Person


def who(*lines: str) -> Person:
    text = "\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))
    [person] = fromcard.people(text.encode(), region="GB")
    return person


def test_an_apple_card() -> None:
    person = who(
        "VERSION:3.0",
        "N:Okafor;Ngozi;;;",
        "FN:Ngozi Okafor",
        "NICKNAME:Goz",
        "X-PHONETIC-FIRST-NAME:en-GOH-zee",
        "item1.TEL;type=pref:0151 496 0183",
        "item1.X-ABLabel:_$!<Mobile>!$_",
        "EMAIL;type=INTERNET;type=HOME:ngozi@okafor.example",
        "item2.ADR;type=HOME:;;12 Mill Lane;Liverpool;;L1 1AA;United Kingdom",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14",
        "item3.X-ABDATE:2015-05-06",
        "item3.X-ABLabel:_$!<Anniversary>!$_",
        "UID:8C1-AA",
        "X-ABShowAs:COMPANY",
    )
    assert (person.name, person.call_name, person.say) == ("Ngozi Okafor", "Goz", "en-GOH-zee")
    assert [(w.channel, w.value, w.label) for w in person.ways] == [
        ("phone", "0151 496 0183", "Mobile"),
        ("email", "ngozi@okafor.example", "Home"),
        ("post", "12 Mill Lane\nLiverpool L1 1AA\nUnited Kingdom", "Home"),
    ]
    assert [(d.kind, d.day, d.month, d.year) for d in person.dates] == [
        ("birthday", 14, 3, None),
        ("anniversary", 6, 5, 2015),
    ]
    assert (person.outside_id, person.leftovers, person.consent) == ("8C1-AA", [], {})


def test_an_old_phone_s_card_without_a_full_name() -> None:
    person = who(
        "VERSION:2.1",
        "N:Wójcik;Desmond",
        "TEL;CELL:0151 496 0144",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Des;1",
    )
    assert (person.name, person.call_name, person.ways[0].label) == ("Desmond Wójcik", "Des", "Mobile")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("ORG:Tern & Thistle;Bakery",), "Tern & Thistle, Bakery"),
        (("NICKNAME:Pepe",), "Pepe"),
        (("N:;;;;", "FN:", "EMAIL:pepe@example.org"), ""),
        (("FN:王小明", "FN;LANGUAGE=en:Wang Xiaoming"), "Wang Xiaoming"),
        (("N:王;小明;;;",), "王小明"),
    ],
)
def test_somebody_without_a_full_name(lines: tuple[str, ...], name: str) -> None:
    person = who("VERSION:3.0", *lines)
    assert person.name == name
    assert not person.is_empty()


def test_two_scripts_give_a_name_and_its_own_script() -> None:
    assert who("FN;LANGUAGE=en:Aoi Tanaka", "FN;LANGUAGE=ja:田中 葵").own_script == "田中 葵"


def test_categories_are_tags_and_the_note_a_note() -> None:
    person = who("FN:Ada", "CATEGORIES:Morning crowd,Own cup", r"NOTE:Likes\nthe window")
    assert (person.tags, person.notes) == (["Morning crowd", "Own cup"], ["Likes\nthe window"])


def test_what_has_no_place_is_kept_in_a_note_and_the_technical_is_not() -> None:
    person = who(
        "FN:Ada",
        "ORG:Quay Clocks",
        "TITLE:Clockmaker",
        "URL:https://quay.example",
        "PRODID:-//X//",
        "X-FAVOURITE-CAKE:rye",
    )
    assert person.all_notes() == [
        "Company: Quay Clocks\nJob: Clockmaker\nWeb: https://quay.example\nFavourite cake: rye"
    ]


def test_chat_names_and_pages_are_ways_too() -> None:
    person = who("FN:Ada", "IMPP;X-SERVICE-TYPE=Skype:skype:ada.l", "X-SOCIALPROFILE;TYPE=mastodon:@ada@quay.example")
    assert [(w.channel, w.value, w.label) for w in person.ways] == [
        ("chat", "ada.l", "Skype"),
        ("social", "@ada@quay.example", "Mastodon"),
    ]


def test_a_group_of_an_address_book_is_nobody() -> None:
    group = who("FN:Regulars", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:8C1-AA")
    assert (group.name, group.group_of) == ("Regulars", ("8C1-AA",))


def test_an_agent_is_noted_by_name() -> None:
    assert who("FN:Ada", "AGENT:", "BEGIN:VCARD", "FN:Tom", "TEL:1234567", "END:VCARD").leftovers == [
        ("Agent", "Tom, 1234567")
    ]


@pytest.mark.parametrize("birthday", ["", "0000-00-00", ";VALUE=DATE:"])
def test_an_empty_birthday_is_not_today(birthday: str) -> None:
    assert who("FN:Ada", f"BDAY:{birthday}").dates == []


def test_a_birthday_in_words_is_kept_in_words() -> None:
    assert who("FN:Ada", "BDAY;VALUE=text:circa 1950").leftovers == [("Birthday", "circa 1950")]
