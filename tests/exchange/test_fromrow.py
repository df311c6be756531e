"""Rows of other programs as people."""

from __future__ import annotations

import csv

import pytest

from relnotebook.base import text
from relnotebook.exchange import headers
from relnotebook.exchange.fromrow import Facts, Rows
from relnotebook.exchange.person import Person


def people(heading: str, *rows: str, region: str = "GB", file: str = "people.csv") -> list[Person]:
    table = list(csv.reader([heading, *rows]))
    layout = headers.find(table, file)
    assert layout is not None
    facts = Facts()
    facts.see(table[layout.top :], layout)
    facts.settle(layout, region)
    reader = Rows(layout, facts, region)
    return [reader.person(row, line) for line, row in enumerate(table[layout.top :], layout.top + 1)]


def ways(person: Person) -> list[tuple[str, str, str]]:
    return [(way.channel, way.value, way.label) for way in person.ways]


def test_google_labels_stand_beside_their_values() -> None:
    [person] = people(
        "First Name,Last Name,File As,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
        "Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,"
        "Address 1 - Postal Code,Event 1 - Label,Event 1 - Value,Birthday",
        "Ngozi,Okafor,,Quay Clocks,* myContacts ::: Morning crowd,* Home,ngozi@okafor.example,Mobile,"
        '0151 496 0183 ::: 0151 496 0184,Home,"14 Mill Lane, Liverpool",14 Mill Lane,Liverpool,L1 1AA,Anniversary,'
        "2015-05-06, --03-14",
    )
    assert person.name == "Ngozi Okafor"
    assert ways(person) == [
        ("email", "ngozi@okafor.example", "Home"),
        ("phone", "0151 496 0183", "Mobile"),
        ("phone", "0151 496 0184", "Mobile"),
        ("post", "14 Mill Lane\nLiverpool L1 1AA", "Home"),
    ]
    assert person.tags == ["Morning crowd"]
    assert [(d.kind, d.day, d.month, d.year) for d in person.dates] == [
        ("anniversary", 6, 5, 2015),
        ("birthday", 14, 3, None),
    ]
    assert person.leftovers == [("Organization Name", "Quay Clocks")]


def test_outlook_s_streets_make_one_address_each() -> None:
    [person] = people(
        "Vorname,Nachname,Firma,Straße geschäftlich,Straße privat,Straße privat 2,Ort privat,Postleitzahl privat,"
        "Land/Region privat,Telefon (privat),E-Mail-Adresse,Geburtstag",
        "Jürgen,Großmann,,Amt 1,Gartenweg 3,Hinterhaus,Halle,06108,Deutschland,0345 123456,j@grossmann.example,0/0/00",
        region="DE",
    )
    assert ways(person) == [
        ("phone", "0345 123456", "Home"),
        ("email", "j@grossmann.example", ""),
        ("post", "Amt 1", "Work"),
        ("post", "Gartenweg 3\nHinterhaus\n06108 Halle\nDeutschland", "Home"),
    ]
    assert person.dates == []


def test_a_house_number_in_its_own_column_goes_to_its_street() -> None:
    [person] = people("Name;Vorname;Straße;Nr;PLZ;Ort".replace(";", ","), "Meier,Eva,Gartenweg,3,06108,Halle")
    assert (person.name, ways(person)) == ("Eva Meier", [("post", "Gartenweg 3\n06108 Halle", "")])


def test_mailchimp_s_address_has_its_parts_two_blanks_apart() -> None:
    [person] = people("Email Address,Address,LEID", "omar@haddad.example,14 Harbour St  Liverpool  L1  GB,1")
    assert ways(person)[1] == ("post", "14 Harbour St\nLiverpool\nL1\nGB", "")


@pytest.mark.parametrize(
    ("heading", "cell", "state"),
    [
        ("Accepts Email Marketing", "yes", "given"),
        ("Accepts Email Marketing", "no", ""),
        ("Email Subscription Status", "Subscribed", "given"),
        ("Email Subscription Status", "Unsubscribed", "withdrawn"),
        ("Email Subscription Status", "Unknown", ""),
        ("Newsletter", "Y", "given"),
        ("Newsletter", "", ""),
        ("Newsletter", "abgemeldet", "withdrawn"),
        ("doNotEmail", "1", "withdrawn"),
        ("doNotEmail", "false", ""),
        ("Unsubscribed at", "2019-03-01", "withdrawn"),
    ],
)
def test_what_a_marketing_column_says(heading: str, cell: str, state: str) -> None:
    [person] = people(f"Name,Email,{heading}", f"Ngozi,ngozi@okafor.example,{cell}")
    assert person.consent.get("email", "") == state
    assert not state or person.consent_words == f"{heading}: {cell}"


def test_one_goodbye_outweighs_a_yes_in_the_same_row() -> None:
    [person] = people("Email,Newsletter,Unsubscribed", "ngozi@okafor.example,yes,1")
    assert person.consent == {"email": "withdrawn"}


def test_the_lists_of_mailchimp_speak_for_everybody_in_them() -> None:
    [person] = people("Email Address,OPTIN_TIME,LEID", "ngozi@okafor.example,,1")
    assert person.consent == {"email": "given"}
    [person] = people("Email Address,UNSUB_TIME,LEID", "ngozi@okafor.example,2019-03-01,1")
    assert person.consent == {"email": "withdrawn"}


def test_the_order_of_dates_is_that_of_the_whole_column() -> None:
    first, _second = people("Name,Birthday", "Ngozi,03/04/1980", "Aoi,3/25/1971")
    assert (first.dates[0].day, first.dates[0].month) == (4, 3)
    [person] = people("Name,Birthday", "Ngozi,03/04/1980")
    assert (person.dates[0].day, person.dates[0].month) == (3, 4)
    [person] = people("Name,Birthday", "Ngozi,03/04/1980", region="US")
    assert (person.dates[0].day, person.dates[0].month) == (4, 3)


def test_a_spreadsheet_s_apostrophe_and_empty_words_are_taken_off() -> None:
    [person] = people("Customer ID,First Name,Phone,Note,Nickname", "'7210448301122,Ngozi,'+44151 4960183,NULL,n/a")
    assert person.outside_id == "customer id:7210448301122"
    assert ways(person) == [("phone", "+44151 4960183", "")]
    assert (person.notes, person.call_name) == ([], "")


def test_a_formula_in_a_cell_is_only_text() -> None:
    [person] = people("Name,Note", '"=HYPERLINK(""http://x"",""y"")",@SUM(1)')
    assert (person.name, person.notes) == ('=HYPERLINK("http://x","y")', ["@SUM(1)"])


def test_numbers_of_a_bank_do_not_come_in_at_all() -> None:
    [person] = people("Name,Credit Card,PIN", "Ngozi,371449635398431,1234")
    assert person.leftovers == []


def test_what_has_no_column_of_ours_is_kept_with_its_heading() -> None:
    [person] = people("Name,Dog,Allergies", "Ngozi,Pixel,nuts,one more")
    assert person.leftovers == [("Dog", "Pixel"), ("Allergies", "nuts"), ("", "one more")]
    assert person.mentions_alert()


def test_the_usual_and_the_card_number_come_in() -> None:
    [person] = people("Full Name,Fav drink,Loyalty No", "Aoi Tanaka,Cortado; miso shortbread,4000 1187")
    assert (person.usual, person.card_number) == ("Cortado; miso shortbread", "40001187")


def test_a_birthday_in_three_columns() -> None:
    [person] = people(
        "Display Name,Primary Email,Birth Year,Birth Month,Birth Day,Screen Name", "Ada,a@b.example,,3,14,adal"
    )
    assert [(d.day, d.month, d.year) for d in person.dates] == [(14, 3, None)]
    assert ("chat", "adal", "Screen Name") in ways(person)


def test_tags_may_hold_commas() -> None:
    [person] = people("Name,Tags", 'Ada,"""Own cup, green"",Morning crowd"')
    assert person.tags == ["Own cup, green", "Morning crowd"]


def test_phones_read_ahead_are_the_phones_of_the_people() -> None:
    table = [["Name", "Mobile", "Phone"], ["Eva", "07700 900123", "tel:0151 496 0183; 0151 496 0184"], ["Aoi", "n/a"]]
    layout = headers.find(table, "people.csv")
    assert layout is not None
    reader = Rows(layout, Facts(), "GB")
    rows = list(zip(table[1:], (2, 3), strict=True))
    text.read_phone.cache_clear()
    reader.ahead(rows)
    read = text.read_phone.cache_info().misses
    [eva, aoi] = [reader.person(row, line) for row, line in rows]
    assert [way.normal for way in eva.ways] == ["447700900123", "441514960183", "441514960184"]
    assert (aoi.ways, text.read_phone.cache_info().misses) == ([], read)
