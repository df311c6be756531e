"""A person as a file describes them, before the notebook has a say."""

from __future__ import annotations

import pytest

from relnotebook.exchange.person import Person, full_name, plain_card


def test_ways_are_kept_once_and_as_written() -> None:
    person = Person()
    for value in ("0151 496 0183", "+44 151 496 0183", "tel:+441514960183"):
        person.add_phone(value, "Home", "GB")
    person.add_email("Ngozi@Okafor.example")
    person.add_email("mailto:ngozi@okafor.example")
    assert [(way.value, way.normal) for way in person.ways] == [
        ("0151 496 0183", "441514960183"),
        ("Ngozi@Okafor.example", "ngozi@okafor.example"),
    ]


def test_what_is_no_phone_or_address_is_kept_word_for_word() -> None:
    person = Person()
    person.add_phone("ask Ada", "", "GB")
    person.add_email("ngozi at okafor")
    person.add_date("birthday", "circa 1950")
    assert person.ways == []
    assert person.leftovers == [("Phone", "ask Ada"), ("E-mail", "ngozi at okafor"), ("Birthday", "circa 1950")]
    assert person.all_notes() == ["Phone: ask Ada\nE-mail: ngozi at okafor\nBirthday: circa 1950"]


def test_there_is_one_birthday() -> None:
    person = Person()
    person.add_date("birthday", "--0314")
    person.add_date("birthday", "1980-01-01")
    assert [(date.day, date.month, date.year) for date in person.dates] == [(14, 3, None)]


def test_somebody_with_only_a_nickname_has_a_name() -> None:
    person = Person(call_name="Pepe")
    person.tidy()
    assert (person.name, person.call_name, person.is_empty()) == ("Pepe", "", False)


@pytest.mark.parametrize("alone", ["notes", "post", "birthday"])
def test_what_nobody_could_be_told_by_is_nobody(alone: str) -> None:
    person = Person()
    if alone == "notes":
        person.add_note("window seat")
    elif alone == "post":
        person.add_post(["12 Mill Lane"])
    else:
        person.add_date("birthday", "--0314")
    assert person.is_empty()


def test_hidden_and_turning_letters_do_not_come_in() -> None:
    person = Person(name="Ng\u202eozi\u200b \x07Okafor")
    person.tidy()
    assert person.name == "Ngozi Okafor"


def test_a_card_number_of_digits_loses_its_grouping() -> None:
    assert plain_card("4000 1187-22") == "4000118722"
    assert plain_card("'0042") == "0042"
    assert plain_card("GOLD 7") == "GOLD 7"


def test_names_are_put_together_as_their_language_does() -> None:
    assert full_name("Dr", "Ngozi", "Ada", "Okafor", "jr") == "Dr Ngozi Ada Okafor jr"
    assert full_name("", "小明", "", "王", "") == "王小明"
    assert full_name("", "Aoi", "", "", "") == "Aoi"


def test_a_note_that_speaks_of_an_allergy_is_pointed_out() -> None:
    person = Person()
    person.add_note("Severe nut ALLERGY, carries a pen")
    assert person.mentions_alert()
    assert not Person(notes=["likes nuts"]).mentions_alert()
