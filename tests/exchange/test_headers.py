"""Columns are known by their headings, by the program that wrote them, or by what stands in them."""

from __future__ import annotations

import csv

import pytest

from relnotebook.exchange import headers
from relnotebook.exchange.headers import Layout
from relnotebook.exchange.headings import Meaning

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted,Address 1 - Street"
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Yomi Name,Birthday,Location,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value"
)
OUTLOOK = (
    "Title,First Name,Last Name,Company,Business Street,Home Street,Home Street 2,Home City,Business Phone,"
    "Mobile Phone,Birthday,Categories,E-mail Address,E-mail Type,E-mail 2 Address,Government ID Number,"
    "Internet Free Busy,Notes"
)
OUTLOOK_WEB = "First Name,Last Name,Given Yomi,E-mail Address,IMAddress,Business Street,Home Street,Birthday,Notes"
OUTLOOK_DE = (
    "Anrede,Vorname,Nachname,Firma,Straße geschäftlich,Straße privat,Ort privat,Telefon geschäftlich,"
    "Telefon (privat 2),Mobiltelefon,E-Mail-Adresse,E-Mail 2: Adresse,Geburtstag,Kategorien,Notizen"
)
OUTLOOK_FR = (
    "Titre,Prénom,Nom,Société,Titre,Rue (bureau),Rue (domicile),Ville (domicile),Téléphone 2 (bureau),Tél. mobile,"
    "Adresse de messagerie,Anniversaire,Catégories,Notes"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Primary Email,Screen Name,Home Address,Home City,Birth Year,Birth Month,"
    "Birth Day,"
)
MAILCHIMP = "Email Address,First Name,Last Name,Birthday,OPTIN_TIME,LEID,EUID,NOTES,TAGS"
MAILCHIMP_GONE = "Email Address,First Name,LEID,UNSUB_TIME,UNSUB_REASON"
SQUARE = "Reference ID,First Name,Last Name,Email Address,Memo,Square Customer ID,Email Subscription Status"
SHOPIFY = (
    "Customer ID,First Name,Email,Accepts Email Marketing,Default Address Company,Default Address Zip,Phone,"
    "Total Spent,Note"
)


def layout(heading: str, *rows: str, file: str = "people.csv", visits: bool = False) -> Layout:
    found = headers.find(list(csv.reader([heading, *rows])), file, visits=visits)
    assert found is not None
    return found


def meanings(found: Layout) -> dict[str, Meaning]:
    return {column.heading: column.meaning for column in found.columns}


@pytest.mark.parametrize(
    ("heading", "vendor"),
    [
        (GOOGLE, "Google Contacts"),
        (GOOGLE_OLD, "Google Contacts"),
        (OUTLOOK, "Outlook"),
        (OUTLOOK_WEB, "Outlook"),
        (OUTLOOK_DE, "Outlook"),
        (OUTLOOK_FR, "Outlook"),
        (THUNDERBIRD, "Thunderbird"),
        (MAILCHIMP, "Mailchimp"),
        (SQUARE, "Square"),
        (SHOPIFY, "Shopify"),
        ("email,name,attributes", "listmonk"),
        ("Name,Phone", ""),
    ],
)
def test_the_program_that_wrote_a_file_is_known(heading: str, vendor: str) -> None:
    assert layout(heading).vendor == vendor


def test_the_columns_of_outlook_in_three_languages() -> None:
    english, german, french = (meanings(layout(heading)) for heading in (OUTLOOK, OUTLOOK_DE, OUTLOOK_FR))
    assert english["Home Street 2"] is german["Straße privat"] is french["Rue (domicile)"] is Meaning.STREET
    assert english["Mobile Phone"] is german["Mobiltelefon"] is french["Tél. mobile"] is Meaning.MOBILE
    assert (
        english["E-mail 2 Address"] is german["E-Mail 2: Adresse"] is french["Adresse de messagerie"] is Meaning.EMAIL
    )
    assert english["Last Name"] is german["Nachname"] is french["Nom"] is Meaning.LAST
    assert english["Birthday"] is german["Geburtstag"] is french["Anniversaire"] is Meaning.BIRTHDAY


def test_places_and_numbers_are_told_apart_from_the_heading() -> None:
    phone = next(column for column in layout(OUTLOOK_DE).columns if column.heading == "Telefon (privat 2)")
    assert (phone.meaning, phone.place, phone.number) == (Meaning.PHONE, "home", 2)


def test_numbers_of_an_office_or_a_bank_are_never_kept() -> None:
    assert meanings(layout(OUTLOOK))["Government ID Number"] is Meaning.NEVER
    assert meanings(layout("Name,Credit Card,IBAN,Passwort"))["Credit Card"] is Meaning.NEVER


def test_thunderbird_s_birthday_is_in_three_columns_and_its_last_comma_is_nothing() -> None:
    found = meanings(layout(THUNDERBIRD))
    assert (found["Birth Day"], found["Birth Year"], found[""]) == (
        Meaning.BIRTH_DAY,
        Meaning.BIRTH_YEAR,
        Meaning.SILENT,
    )


def test_mailchimp_s_lists_say_who_agreed_and_who_left() -> None:
    assert layout(MAILCHIMP).by_file == "given"
    assert layout(MAILCHIMP_GONE).by_file == "withdrawn"
    assert layout(MAILCHIMP, file="cleaned_members_export_1.csv").by_file == "bounced"
    assert layout(MAILCHIMP).month_first is True


@pytest.mark.parametrize(
    "heading",
    [
        "Name,Phone,E-mail,Birthday,Notes",
        "姓名,手机号,邮箱,生日,备注",
        "氏名,電話番号,メールアドレス,誕生日,備考",
        "Nombre,Móvil,Correo electrónico,Fecha de nacimiento,Notas",
        "Nome,Cellulare,E-mail,Data di nascita,Note",
        "Naam,Telefoonnummer,E-mailadres,Geboortedatum,Opmerkingen",
        "Imię i nazwisko,Numer telefonu,Adres e-mail,Data urodzenia,Uwagi",
        "Namn,Telefonnummer,E-post,Födelsedag,Anteckningar",
        "Имя,Телефон,Электронная почта,Дата рождения,Примечание",
        "customer_name,phoneNumber,emailAddress,date_of_birth,remarks",
    ],
)
def test_plain_lists_in_many_languages(heading: str) -> None:
    name, phone, email, birthday, note = (column.meaning for column in layout(heading).columns)
    assert name is Meaning.NAME
    assert phone in (Meaning.PHONE, Meaning.MOBILE)
    assert (email, birthday, note) == (Meaning.EMAIL, Meaning.BIRTHDAY, Meaning.NOTE)


def test_a_name_beside_a_first_name_is_the_last_name() -> None:
    german = meanings(layout("Name,Vorname", "Großmann,Jürgen", "Meier,Eva"))
    assert (german["Name"], german["Vorname"]) == (Meaning.LAST, Meaning.FIRST)
    italian = meanings(layout("Nome,Cognome", "Chiara,Bianchi"))
    assert (italian["Nome"], italian["Cognome"]) == (Meaning.FIRST, Meaning.LAST)


def test_unless_the_rows_show_that_it_is_the_whole_name() -> None:
    assert meanings(layout("First Name,Name", "Ngozi,Ngozi Okafor", "Aoi,Aoi Tanaka"))["Name"] is Meaning.NAME


def test_a_name_and_a_phone_among_hundreds_of_columns_of_the_shop_s_own() -> None:
    own = [f"Vase {n}" for n in range(198)]
    found = headers.find([["Name", "Phone", *own], ["Rosa Klee", "0151 496 0777", *["blue"] * 198]])
    assert found is not None
    assert (found.top, found.columns[0].meaning, found.columns[1].meaning) == (1, Meaning.NAME, Meaning.PHONE)
    assert found.columns[2].meaning is Meaning.KEEP


@pytest.mark.parametrize("heading", ["Fav flowers", "Favourite flowers", "Usual bouquet", "Lieblingsblumen"])
def test_what_a_florist_s_customers_usually_have(heading: str) -> None:
    assert headers.recognise(0, heading).meaning is Meaning.USUAL


def test_titles_and_remarks_above_the_headings_are_passed_over() -> None:
    found = layout("Our regulars 2026,,", "# made on Friday,,", ",,", "Name,Phone,Card number", "Aoi,1,2")
    assert found.top == 4
    assert meanings(found)["Card number"] is Meaning.CARD_NUMBER


def test_a_list_of_names_needs_no_heading() -> None:
    found = layout("Ngozi Okafor", "Aoi Tanaka", "Siobhán Ní Bhriain")
    assert (found.top, found.columns[0].meaning) == (0, Meaning.NAME)


def test_names_beside_addresses_or_phones_need_no_heading() -> None:
    found = layout("Grant,Dyer,grant@dyer.example,2013-11-23", "Ada,Shields,ada@shields.example,2014-01-01")
    assert [column.meaning for column in found.columns] == [Meaning.FIRST, Meaning.LAST, Meaning.EMAIL, Meaning.KEEP]
    found = layout("0151 496 0183,Ngozi Okafor", "0151 496 0127,Aoi Tanaka")
    assert [column.meaning for column in found.columns] == [Meaning.PHONE, Meaning.NAME]


def test_a_first_row_that_holds_a_phone_is_no_heading() -> None:
    found = layout("Guest,0151 496 0183", "Aoi Tanaka,0151 496 0127")
    assert (found.top, [column.meaning for column in found.columns]) == (0, [Meaning.NAME, Meaning.PHONE])


@pytest.mark.parametrize(
    "rows",
    [
        ["Date,Temperature,Place", "2011-01-01,1,Galway", "2011-01-02,-1,Galway"],
        ["1,2,3", "4,5,6"],
        ["fn,tid,title,words,url,rating,Drama,Family,Film", "a,1,The Kid,2,http://x,8,1,0,0"],
        ["a"],
    ],
)
def test_a_table_that_does_not_speak_of_people_is_not_taken_for_one(rows: list[str]) -> None:
    assert headers.find(list(csv.reader(rows))) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("card_number,when,item,quantity,price", "CARD_NUMBER WHEN ITEM QUANTITY PRICE"),
        (
            "household_id,transaction_timestamp,product_type,quantity,sales_value",
            "CARD_NUMBER WHEN ITEM QUANTITY PRICE",
        ),
        ("Kunde,Datum,Uhrzeit,Artikel,Menge,Preis", "CUSTOMER DATE TIME ITEM QUANTITY PRICE"),
        ("e-mail,date,what", "EMAIL DATE ITEM"),
        ("client,date,produit,quantité,prix", "CUSTOMER DATE ITEM QUANTITY PRICE"),
    ],
)
def test_the_columns_of_visits(heading: str, expected: str) -> None:
    assert " ".join(column.meaning.name for column in layout(heading, visits=True).columns) == expected
