"""The tables of other programs, column by column, as data: what stands under which heading, and how cells are written.

The headings are those that each program writes or asks for itself, in its own order. They are the same in every
language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from relnotebook.base.problems import Refusal
from relnotebook.exchange import cells, outcolumns
from relnotebook.exchange.gathering import Card
from relnotebook.exchange.outcells import MAKERS

Rows = Callable[[Sequence[Card]], Iterable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `holds` is a key of `outcells.MAKERS`, "" for one that stays empty; `number` of several, from 0."""

    heading: str
    holds: str = ""
    number: int = 0
    is_number: bool = False  # digits that are no number: a phone, a postcode, a card number


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of another program.

    Attributes:
        title: the program, as people call it.
        repeated: groups of columns of which there are as many as the people have: heading with {n}, what it holds.
        mailing: only people who agreed are in it; else it is an address book for the shop's own use.
        channel: the only channel it can be used for, "" when there is a choice.
        bare_phones: a cell of nothing but a phone keeps its plus; in a spreadsheet it would not survive.
        letters: how they are coded, when that is not the usual UTF-8.
        longest: bytes a name may have, 0 for any.
        largest: bytes a file may have: then there are several.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    repeated: Mapping[str, tuple[tuple[str, str], ...]] | None = None
    mailing: bool = False
    channel: str = ""
    bare_phones: bool = True
    separator: str = ","
    with_mark: bool = False
    longest: int = 0
    largest: int = 0
    letters: str = ""

    def wants(self) -> frozenset[str]:
        """What has to be read of each card, for `gathering`."""
        held = [column.holds for column in self.columns if column.holds]
        held += [holds for group in (self.repeated or {}).values() for _heading, holds in group if holds]
        wanted = {MAKERS[key][1] for key in held} - {""}
        if any(key in ("attributes", "shopify_note") for key in held):
            wanted |= {"dates"}
        return frozenset(wanted)

    def widened(self, counts: Mapping[str, int]) -> Layout:
        """With as many of each repeated group as `counts` says: {"phones": 3}."""
        more = [
            Column(heading.format(n=number + 1), holds, number)
            for group, columns in (self.repeated or {}).items()
            for number in range(counts.get(group, 0))
            for heading, holds in columns
        ]
        return replace(self, columns=(*self.columns, *more), repeated=None)

    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def writer(self) -> Rows:
        """What turns cards into rows of cells that are safe to open."""
        made = [(outcolumns.of(column.holds, column.number), self._finish(column)) for column in self.columns]
        return lambda cards: zip(*(finish(make(cards)) for make, finish in made), strict=True)

    def plain_writer(self) -> Rows:
        """What turns cards into rows for a workbook, where a text is a text whatever it begins with."""
        made = [outcolumns.of(column.holds, column.number) for column in self.columns]
        return lambda cards: zip(*(make(cards) for make in made), strict=True)

    def _finish(self, column: Column) -> Callable[[list[str]], list[str]]:
        if not column.holds or column.holds in _OF_OUR_OWN_MAKING:
            return _as_it_is
        safe = cells.all_kept_zeros if column.is_number and not self.bare_phones else None
        safe = safe or (cells.all_phones_or_defused if self.bare_phones else cells.all_defused)
        return partial(_cut, safe, self.longest) if self.longest and column.holds in ("given", "family") else safe


_OF_OUR_OWN_MAKING = frozenset(
    [
        "birthday",
        "birthday_google",
        "birthday_square",
        "birthday_mailchimp",
        "birth_day",
        "birth_month",
        "birth_year",
        *(f"{kind}_{form}" for kind in ("birthday", "anniversary") for form in ("iso", "day_first", "month_first")),
        "event",
        "anniversary",
        "accepts_email",
        "accepts_text",
        "subscribed",
        "attributes",
    ]
)
"""Cells of digits and words of ours: nothing that anybody typed can begin them."""


def _as_it_is(column: list[str]) -> list[str]:
    return column


def _cut(safe: Callable[[list[str]], list[str]], longest: int, column: list[str]) -> list[str]:
    """Texts of at most so many bytes, no letter cut in two."""
    if max(map(len, column), default=0) * 4 > longest:
        column = [text.encode()[:longest].decode(errors="ignore") for text in column]
    return safe(column)


def _columns(headings: str, holds: Mapping[str, str], numbers: str = "") -> tuple[Column, ...]:
    """Columns from a row of headings. "email 2" is the third e-mail; `numbers` are headings of digits."""
    digits = frozenset(numbers.split(","))
    made = []
    for heading in re.sub(r"\n\s*", "", headings).split(","):
        key, number = holds.get(heading, ""), 0
        if found := re.fullmatch(r"(.+) (\d)", key):
            key, number = found[1], int(found[2])
        made.append(Column(heading, key, number, heading in digits))
    return tuple(made)


# Mailings

MAILCHIMP = Layout(
    "mailchimp",
    "Mailchimp",
    _columns(
        "Email Address,First Name,Last Name,Address,Phone Number,Birthday,Tags",
        {
            "Email Address": "email",
            "First Name": "given",
            "Last Name": "family",
            "Address": "one_cell_address",
            "Phone Number": "international",
            "Birthday": "birthday_mailchimp",
            "Tags": "tags_commas",
        },
    ),
    mailing=True,
    channel="email",
    longest=255,
)
LISTMONK = Layout(
    "listmonk",
    "listmonk",
    _columns("email,name,attributes", {"email": "email", "name": "shown", "attributes": "attributes"}),
    mailing=True,
    channel="email",
)
EXCEL = Layout(
    "excel",
    "Excel",
    _columns(
        "Name,Call name,First name,Last name,Greet as,E-mail,Phone,Street,City,State,Postcode,Country,"
        "Birth day,Birth month,Birth year,Language,Tags,Card number",
        {
            "Name": "name",
            "Call name": "call_name",
            "First name": "given",
            "Last name": "family",
            "Greet as": "greet",
            "E-mail": "email",
            "Phone": "phone",
            "Street": "street",
            "City": "city",
            "State": "region",
            "Postcode": "code",
            "Country": "country",
            "Birth day": "birth_day",
            "Birth month": "birth_month",
            "Birth year": "birth_year",
            "Language": "language",
            "Tags": "tags_commas",
            "Card number": "card_number",
        },
        "Phone,Postcode,Card number",
    ),
    mailing=True,
    bare_phones=False,
    with_mark=True,
)
_COMMA_LISTS = frozenset(
    [
        "GB",
        "IE",
        "US",
        "AU",
        "NZ",
        "CA",
        "IN",
        "PK",
        "BD",
        "LK",
        "CN",
        "JP",
        "KR",
        "TW",
        "HK",
        "SG",
        "MY",
        "PH",
        "TH",
        "IL",
        "MX",
        "GT",
        "HN",
        "NI",
        "SV",
        "PA",
        "DO",
        "PR",
        "NG",
        "KE",
        "GH",
        "UG",
        "MT",
        "EG",
        "AE",
        "SA",
    ]
)
"""Countries whose spreadsheets part cells by commas; elsewhere the comma stands in numbers, and a semicolon parts."""


# Address books

GOOGLE = Layout(
    "google",
    "Google Contacts",
    _columns(
        "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
        "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,"
        "Photo,Labels",
        {
            "First Name": "first",
            "Last Name": "last",
            "Phonetic First Name": "say",
            "Name Prefix": "title",
            "Nickname": "call_name",
            "Birthday": "birthday_google",
            "Notes": "notes",
            "Labels": "tags_google",
        },
    ),
    repeated={
        "emails": (("E-mail {n} - Label", "email_label"), ("E-mail {n} - Value", "email")),
        "phones": (("Phone {n} - Label", "phone_label"), ("Phone {n} - Value", "phone")),
        "posts": (
            ("Address {n} - Label", "post_label"),
            ("Address {n} - Formatted", "post"),
            ("Address {n} - Street", "street_lines"),
            ("Address {n} - City", "city"),
            ("Address {n} - PO Box", ""),
            ("Address {n} - Region", "region"),
            ("Address {n} - Postal Code", "code"),
            ("Address {n} - Country", "country"),
            ("Address {n} - Extended Address", ""),
        ),
        "events": (("Event {n} - Label", "event_label"), ("Event {n} - Value", "event")),
    },
)
_OUTLOOK_ADDRESS = {
    f"{place} {heading}": f"outlook {place} {holds}"
    for place in ("Business", "Home", "Other")
    for heading, holds in (
        ("Street", "street 0"),
        ("Street 2", "street 1"),
        ("Street 3", "street 2"),
        ("City", "city"),
        ("State", "region"),
        ("Postal Code", "code"),
        ("Country/Region", "country"),
    )
}
_OUTLOOK_PHONES = (
    "Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,"
    "Home Phone 2,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone"
)
OUTLOOK = Layout(
    "outlook",
    "Outlook",
    tuple(
        replace(column, holds=f"outlook {column.heading}") if column.heading in _OUTLOOK_PHONES.split(",") else column
        for column in _columns(
            "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,"
            "Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,"
            "Business Country/Region,Home Street,Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,"
            "Home Country/Region,Other Street,Other Street 2,Other Street 3,Other City,Other State,Other Postal Code,"
            "Other Country/Region,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,"
            "Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,"
            "Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account,Anniversary,Assistant's Name,Billing Information,"
            "Birthday,Business Address PO Box,Categories,Children,Directory Server,E-mail Address,E-mail Type,"
            "E-mail Display Name,E-mail 2 Address,E-mail 2 Type,E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,"
            "E-mail 3 Display Name,Gender,Government ID Number,Hobby,Home Address PO Box,Initials,Internet Free Busy,"
            "Keywords,Language,Location,Manager's Name,Mileage,Notes,Office Location,Organizational ID Number,"
            "Other Address PO Box,Priority,Private,Profession,Referred By,Sensitivity,Spouse,User 1,User 2,User 3,"
            "User 4,Web Page",
            {
                "Title": "title",
                "First Name": "first",
                "Last Name": "last",
                "Anniversary": "anniversary",
                "Birthday": "birthday",
                "Categories": "tags_outlook",
                "E-mail Address": "email 0",
                "E-mail 2 Address": "email 1",
                "E-mail 3 Address": "email 2",
                "Notes": "outlook_notes",
                **_OUTLOOK_ADDRESS,
            },
        )
    ),
)
SQUARE = Layout(
    "square",
    "Square",
    _columns(
        "First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Reference ID,Street Address 1,"
        "Street Address 2,City,State,Postal Code,Birthday,Memo,Email Subscription Status",
        {
            "First Name": "given",
            "Last Name": "family",
            "Email Address": "email",
            "Phone Number": "international",
            "Nickname": "call_name",
            "Street Address 1": "street_line 0",
            "Street Address 2": "street_2_and_country",
            "City": "city",
            "State": "region",
            "Postal Code": "code",
            "Birthday": "birthday_square",
            "Memo": "notes",
            "Email Subscription Status": "subscribed",
        },
    ),
    largest=250_000,
)
SHOPIFY = Layout(
    "shopify",
    "Shopify",
    _columns(
        "First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,"
        "Default Address Address2,Default Address City,Default Address Province Code,Default Address Country Code,"
        "Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,Tags,Note,Tax Exempt",
        {
            "First Name": "given",
            "Last Name": "family",
            "Email": "email",
            "Accepts Email Marketing": "accepts_email",
            "Default Address Address1": "street_line 0",
            "Default Address Address2": "street_2_and_country",
            "Default Address City": "city",
            "Default Address Province Code": "region",
            "Default Address Country Code": "country_code",
            "Default Address Zip": "code",
            "Phone": "international",
            "Accepts SMS Marketing": "accepts_text",
            "Tags": "tags_commas",
            "Note": "shopify_note",
        },
    ),
)

LAYOUTS = {one.key: one for one in (MAILCHIMP, LISTMONK, GOOGLE, OUTLOOK, SQUARE, SHOPIFY, EXCEL)}


def of(key: str, region: str = "GB") -> Layout:
    """A layout as it is written in a country. Raises Refusal("bad-choice", field="format", value)."""
    if key not in LAYOUTS:
        raise Refusal("bad-choice", field="format", value=key)
    found = LAYOUTS[key]
    if found is EXCEL and region.upper() not in _COMMA_LISTS:
        return replace(found, separator=";")
    return found
