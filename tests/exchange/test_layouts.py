"""Each table has the headings its program knows, is known as that program's again, and brings back what it can hold."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import text
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import headers, layouts
from relnotebook.exchange.fromrow import Facts, Rows
from relnotebook.exchange.gathering import Card, Date, Way
from relnotebook.exchange.layouts import LAYOUTS, Layout
from relnotebook.exchange.person import Person

VENDORS = {
    "mailchimp": "Mailchimp",
    "listmonk": "listmonk",
    "google": "Google Contacts",
    "outlook": "Outlook",
    "square": "Square",
    "shopify": "Shopify",
    "excel": "RelNotebook",
}
COUNTS = {"emails": 2, "phones": 3, "posts": 2, "events": 2}


def person(name: str = "Ngozi Okafor", **more: str) -> Card:
    card = Card(CustomerId(1), name, "", "", "", "", "", "", "", None)
    for key, value in more.items():
        setattr(card, key, value)
    return card


def wide(key: str) -> Layout:
    return layouts.of(key).widened(COUNTS)


def cell(key: str, card: Card, heading: str) -> str:
    """What stands under a heading."""
    layout = wide(key)
    return dict(zip(layout.headings(), next(iter(layout.writer()([card]))), strict=True))[heading]


def read_back(key: str, card: Card) -> Person:
    """The card written into a table and read by our own reader."""
    layout, out = wide(key), io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow(layout.headings())
    table.writerows(layout.writer()([card]))
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    found = headers.find(rows, "people.csv")
    assert found is not None
    facts = Facts()
    facts.see(rows[1:], found)
    facts.settle(found, "GB")
    return Rows(found, facts, "GB").person(rows[1], 2)


# Headings


def test_mailchimp_listmonk_and_shopify_get_exactly_their_headings() -> None:
    assert layouts.MAILCHIMP.headings() == [
        "Email Address",
        "First Name",
        "Last Name",
        "Address",
        "Phone Number",
        "Birthday",
        "Tags",
    ]
    assert layouts.LISTMONK.headings() == ["email", "name", "attributes"]
    assert layouts.SHOPIFY.headings()[:5] == [
        "First Name",
        "Last Name",
        "Email",
        "Accepts Email Marketing",
        "Default Address Company",
    ]
    assert len(layouts.SHOPIFY.columns) == 17


def test_outlook_gets_its_92_columns() -> None:
    headings = layouts.OUTLOOK.headings()
    assert len(headings) == len(set(headings)) == 92
    assert (headings[0], headings[29], headings[-1]) == ("Title", "Assistant's Phone", "Web Page")


def test_google_gets_as_many_columns_as_the_people_have() -> None:
    headings = layouts.GOOGLE.widened({"emails": 2, "phones": 1}).headings()
    assert headings[:3] == ["First Name", "Middle Name", "Last Name"]
    assert headings[17:] == [
        "E-mail 1 - Label",
        "E-mail 1 - Value",
        "E-mail 2 - Label",
        "E-mail 2 - Value",
        "Phone 1 - Label",
        "Phone 1 - Value",
    ]


@pytest.mark.parametrize("key", LAYOUTS)
def test_a_table_of_ours_is_known_as_that_program_s(key: str) -> None:
    found = headers.find([wide(key).headings(), *wide(key).writer()([person()])], "people.csv")
    assert found is not None
    assert found.vendor == VENDORS[key]


def test_a_government_number_is_never_written() -> None:
    assert cell("outlook", person(), "Government ID Number") == ""


def test_a_spreadsheet_parts_cells_as_its_country_does() -> None:
    assert layouts.of("excel", "GB").separator == ","
    assert layouts.of("excel", "DE").separator == ";"
    assert layouts.of("mailchimp", "DE").separator == ","


def test_there_is_no_other_layout() -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        layouts.of("lotus")


# Cells


def test_mailchimp_has_a_birthday_without_its_year_and_an_address_in_one_cell() -> None:
    card = person()
    card.dates = [Date("birthday", "", 12, 4, 1990)]
    card.posts = [Way("14 Mill Lane\nLiverpool L1 8JQ\nUK", "")]
    card.tags = ["regular", "likes, a lot"]
    card.phones = [Way("0151 496 0183", "441514960183")]
    assert cell("mailchimp", card, "Birthday") == "04/12"
    assert cell("mailchimp", card, "Address") == "14 Mill Lane  Liverpool  L1 8JQ  GB"
    assert cell("mailchimp", card, "Tags") == 'regular,"likes, a lot"'
    assert cell("mailchimp", card, "Phone Number") == "+441514960183"


def test_a_name_for_mailchimp_has_at_most_255_bytes() -> None:
    made = cell("mailchimp", person("ö" * 200), "First Name")
    assert (len(made.encode()), set(made)) == (254, {"ö"})


def test_a_number_that_no_plan_knows_goes_as_it_was_typed() -> None:
    card = person()
    card.phones = [Way("4411", "4411")]
    assert cell("shopify", card, "Phone") == "4411"


@pytest.mark.parametrize(("said", "square", "shopify"), [
    ("given", "Subscribed", "yes"),
    ("", "Unknown", "no"),
    ("withdrawn", "Unsubscribed", "no"),
    ("refused", "Unsubscribed", "no"),
])  # fmt: skip
def test_what_was_said_about_mailings_goes_along(said: str, square: str, shopify: str) -> None:
    card = person()
    card.said = {"email": said} if said else {}
    assert cell("square", card, "Email Subscription Status") == square
    assert cell("shopify", card, "Accepts Email Marketing") == shopify


@pytest.mark.parametrize("key", LAYOUTS)
@pytest.mark.parametrize("evil", ["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2", "＝1", "\u200b=1", "\t=1"])
def test_no_cell_of_any_table_starts_to_calculate(key: str, evil: str) -> None:
    card = person(evil, call_name=evil, say=evil, card_number=evil, language=evil)
    card.emails = card.phones = card.posts = [Way(evil, evil, evil)]
    card.tags = card.notes = [evil]
    card.dates = [Date("other", evil, 1, 2, None)]
    for made in next(iter(wide(key).writer()([card]))):
        start = made.strip(" \u200b\t")
        assert start[:1] not in tuple("=@＝+") or start == ""
        assert start[:1] != "-" or start == "--02-01"


@pytest.mark.parametrize("number", ["0151 496 0183", "00123", "+44 151 496 0183"])
def test_a_spreadsheet_leaves_phones_and_card_numbers_as_they_are(number: str) -> None:
    card = person(card_number=number)
    card.phones = [Way(number, "441514960183")]
    assert cell("excel", card, "Phone") == cell("excel", card, "Card number") == f"'{number}"
    assert read_back("excel", card).card_number == text.digits(number) or number.startswith("+")
    assert read_back("excel", card).ways[0].value == number


def test_a_postcode_keeps_its_zero() -> None:
    card = person()
    card.posts = [Way("Calle Mayor 3\n01001 Vitoria", "")]
    assert cell("excel", card, "Postcode") == "'01001"
    assert read_back("excel", card).ways[0].value == "Calle Mayor 3\n01001 Vitoria"


# There and back

_names = st.sampled_from(
    [
        "Ngozi Okafor",
        "Mrs Whitfield",
        "Dr Ana Silva",
        "Ludwig van Beethoven",
        "Ravi and Meera Patel",
        "tall man, grey dog",
        "王小明",
        "田中 葵",
        "Cher",
        "=SUM(A1)",
        "-",
        "Zoë d'Arc",
        "María de la Cruz",
        "O'Brien",
        "Anne-Marie Lee",
    ]
)
_words = st.sampled_from(["regular", "likes, a lot", "=1+1", "-", "+x", "'90s", "50 % off", "naïve", "VIP"])
_phones = st.sampled_from(
    [("07700 900123", "447700900123"), ("+44 151 496 0183", "441514960183"), ("0151 496 0184", "441514960184")]
)
_posts = st.sampled_from(
    ["14 Mill Lane\nLiverpool L1 8JQ", "Hauptstr. 5\n10117 Berlin\nGermany", "12 Harbour St\nDublin"]
)


@st.composite
def people(draw: st.DrawFn) -> Card:
    card = person(draw(_names))
    card.call_name = draw(st.sampled_from(["", "Ngo"]))
    labels = st.sampled_from(["", "Home", "Work"])
    card.phones = [Way(*one, draw(labels)) for one in draw(st.lists(_phones, max_size=3, unique=True))]
    card.emails = [
        Way(one, one) for one in draw(st.lists(st.sampled_from(["a@b.example", "c@d.example"]), unique=True))
    ]
    card.posts = [Way(one, "") for one in draw(st.lists(_posts, max_size=2, unique=True))]
    card.tags = draw(st.lists(_words, max_size=3, unique=True))
    born = draw(st.sampled_from([None, (12, 4, 1990), (4, 12, None), (29, 2, 2000)]))
    card.dates = [Date("birthday", "", *born)] if born else []
    return card


def held(layout: Layout) -> set[str]:
    groups = (layout.repeated or {}).values()
    return {c.holds for c in layout.columns} | {holds for group in groups for _heading, holds in group}


@pytest.mark.parametrize("key", LAYOUTS)
@given(card=people())
def test_what_a_table_can_hold_comes_back(key: str, card: Card) -> None:
    found, columns = read_back(key, card), held(LAYOUTS[key])
    many = bool(LAYOUTS[key].repeated) or key == "outlook"
    assert found.name == card.name
    assert "call_name" not in columns or found.call_name == card.call_name or card.call_name == card.name
    ways = {c: [w for w in found.ways if w.channel == c] for c in ("phone", "email", "post")}
    assert [w.value for w in ways["email"]] == [w.value for w in card.emails[: None if many else 1]]
    if key != "listmonk":
        phones = {w.normal for w in card.phones[: None if many else 1]}
        assert {w.normal for w in ways["phone"]} == phones
        posts = [sorted(text.words(w.value)) for w in card.posts[: None if many else 1]]
        assert sorted(sorted(text.words(w.value)) for w in ways["post"]) == sorted(posts)
    if any(name.startswith("tags") for name in columns):
        assert sorted(found.tags) == sorted(card.tags)
    if any(name.startswith("birth") for name in columns):
        year = None if key == "mailchimp" else card.dates[0].year if card.dates else None
        born = [(d.day, d.month, year) for d in card.dates]
        assert [(d.day, d.month, d.year) for d in found.dates] == born
    assert not found.leftovers
