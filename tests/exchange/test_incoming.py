"""People come in from a file: gaps are filled, a no stays a no, and one undo takes it all out again."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import Act, Step
from relnotebook.exchange import incoming, rejects
from relnotebook.exchange.choices import Choices
from relnotebook.notebook import contacts, customers, doubles, suppression, touches
from tests.builders import Shop

from .conftest import Desk, outcome

Writer = Callable[..., Path]

REGULARS = (
    "Name,Nickname,Phone,E-mail,Address,Birthday,Notes,Tags,Loyalty No,Newsletter\n"
    "Ngozi Okafor,Goz,0151 496 0183,ngozi@okafor.example,12 Mill Lane,14/3/1980,Window seat,Own cup,4000 1187,yes\n"
    "Aoi Tanaka,,,aoi@tanaka.example,,22/11,,,,\n"
    ",,,,,,,,,\n"
    "Siobhán Ní Bhriain,,0151 496 0155,,,,Allergic to walnuts,,,no\n"
)


def test_everything_a_row_says_is_on_the_card(desk: Desk, a_file: Writer) -> None:
    result = desk.people(a_file("regulars.csv", REGULARS))
    assert (result.created, result.updated, result.unchanged, result.rejected_count, result.alerts) == (3, 0, 0, 0, 1)
    assert desk.card("Ngozi Okafor") == {
        "call_name": "Goz",
        "card": "40001187",
        "ways": [("phone", "0151 496 0183"), ("email", "ngozi@okafor.example"), ("post", "12 Mill Lane")],
        "dates": [("birthday", 14, 3, 1980)],
        "notes": ["Window seat"],
        "tags": ["Own cup"],
        "consents": [("email", "given", "imported", "From the file regulars.csv: Newsletter: yes")],
    }
    assert "consents" not in desk.card("Siobhán Ní Bhriain")


def test_a_note_about_an_allergy_is_counted_and_never_made_an_alert(desk: Desk, a_file: Writer) -> None:
    assert desk.people(a_file("regulars.csv", REGULARS)).alerts == 1
    assert desk.all("SELECT * FROM alert") == []


def test_everybody_who_came_in_is_found_at_the_counter(desk: Desk, a_file: Writer) -> None:
    desk.people(a_file("regulars.csv", REGULARS))
    for typed in ("siobhan", "okafor", "goz", "0183", "aoi@", "40001187", "own cup"):
        assert desk.shop.read(customers.find, typed).lines, typed


def test_a_file_brings_no_birthdays_that_were_over_before_it_came(desk: Desk, a_file: Writer) -> None:
    desk.people(a_file("born.csv", "Name,Birthday\nAna,17/11/1980\nBen,19/11\nCleo,20/11\nDan,23/11\n"))
    assert [(one.group, one.name) for one in desk.shop.read(touches.today).touches] == [
        ("today", "Cleo"),
        ("week", "Dan"),
    ]


@pytest.mark.parametrize("name", ["regulars.csv", "regulars.vcf"])
def test_the_same_file_twice_changes_nothing(desk: Desk, a_file: Writer, name: str) -> None:
    path = a_file(name, REGULARS if name.endswith("csv") else CARDS)
    first = desk.people(path)
    before, steps = desk.shop.tables(), desk.shop.acts()
    again = desk.people(path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, first.created)
    assert again.batch is None
    assert desk.shop.tables() == before
    assert desk.shop.acts() == steps


CARDS = """BEGIN:VCARD
VERSION:3.0
UID:8C1A0B52-1
FN:Ngozi Okafor
TEL;TYPE=CELL:0151 496 0183
BDAY:--0314
ORG:Quay Clocks
CATEGORIES:Own cup
END:VCARD
BEGIN:VCARD
FN:Aoi Tanaka
X-SOCIALPROFILE:@aoi
END:VCARD
BEGIN:VCARD
EMAIL:only@an-address.example
END:VCARD
BEGIN:VCARD
NOTE:nobody at all
END:VCARD
BEGIN:VCARD
X-ADDRESSBOOKSERVER-KIND:group
FN:Morning crowd
X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:8C1A0B52-1
END:VCARD
"""


def test_cards_come_in_with_their_groups_as_tags(desk: Desk, a_file: Writer) -> None:
    result = desk.people(a_file("phone.vcf", CARDS))
    assert result.created == 3
    assert [(row.row, row.code) for row in result.rejected] == [(4, "nobody-in-it")]
    ngozi = desk.card("Ngozi Okafor")
    assert ngozi["tags"] == ["Own cup", "Morning crowd"]
    assert ngozi["notes"] == ["Company: Quay Clocks"]


def test_an_empty_group_marks_nobody(desk: Desk, a_file: Writer) -> None:
    desk.people(a_file("p.vcf", "BEGIN:VCARD\nKIND:group\nFN:Nobody\nEND:VCARD\nBEGIN:VCARD\nFN:Ada\nEND:VCARD\n"))
    assert "tags" not in desk.card("Ada")


def test_whatever_stands_in_a_file_it_comes_in_or_is_told(desk: Desk, a_file: Writer) -> None:
    chance = random.Random(11)
    heads = [
        "Name",
        "First Name",
        "E-mail 1 - Value",
        "Phone",
        "Birthday",
        "Tags",
        "Newsletter",
        "id",
        "Card",
        "Photo",
        "",
    ]
    cells = [
        "",
        "Ngozi",
        "=1+1",
        "a@b.example",
        "0151 496 0183",
        "31/02/1990",
        "yes",
        '"',
        "\u202e",
        "x" * 400,
        "\0",
        "2,5",
        "ö",
    ]
    for number in range(40):
        columns = chance.sample(heads, chance.randrange(1, 7))
        rows = [columns, *([chance.choice(cells) for _cell in columns] for _row in range(chance.randrange(9)))]
        text = chance.choice("\n\r").join(chance.choice(",;\t").join(row) for row in rows)
        path = a_file(f"r{number}.csv", text, chance.choice(["utf-8", "utf-16"]))
        told = ""
        try:
            result = desk.people(path)
            assert result.created + result.updated + result.unchanged > 0
        except Problem as problem:
            told = problem.code
        assert told in ("", "no-columns", "nobody-in-file", "nothing-in-file"), text


def test_one_undo_takes_the_whole_import_out_updates_included(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Ngozi Okafor", email="ngozi@okafor.example")
    kept, derived = desk.shop.tables(), desk.shop.tables("derived")
    people = "".join(f"Regular {n},0151 496 {n:04}\n" for n in range(300))
    desk.people(a_file("regulars.csv", REGULARS))
    desk.people(a_file("more.csv", "Name,Phone\n" + people))
    desk.shop.undo()
    assert len(desk.names()) == 3
    desk.shop.undo()
    assert desk.shop.tables() == kept
    assert {name: rows for name, rows in desk.shop.tables("derived").items() if name != "find_doc"} == {
        name: rows for name, rows in derived.items() if name != "find_doc"
    }
    assert desk.shop.store.labels().redo == (Act.IMPORT_CONTACTS, (("file", "regulars.csv"),))
    desk.shop.redo()
    assert len(desk.names()) == 3


def test_what_the_shop_wrote_stays_and_only_gaps_are_filled(desk: Desk, a_file: Writer) -> None:
    mine = desk.shop.customer("Ngozi Okafor", phone="0151 496 0183").is_(call_name="Ngozi O").birthday("14 March")
    result = desk.people(a_file("r.csv", REGULARS))
    assert (result.created, result.updated) == (2, 1)
    card = desk.card("Ngozi Okafor")
    assert (card["call_name"], card["card"], card["dates"]) == ("Ngozi O", "40001187", [("birthday", 14, 3, 1980)])
    assert desk.all("SELECT count(*) FROM customer WHERE id = ?", mine.id) == [(1,)]


def test_an_empty_cell_never_blanks_a_card(desk: Desk, a_file: Writer) -> None:
    desk.people(a_file("r.csv", REGULARS))
    before = desk.card("Ngozi Okafor")
    desk.people(a_file("thin.csv", "Name,Nickname,Phone,Notes\nNgozi Okafor,,0151 496 0183,\n"))
    assert desk.card("Ngozi Okafor") == before


def test_another_birthday_makes_another_person(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Jan Kowalski", phone="0151 496 0111").birthday("2 May 1998")
    result = desk.people(a_file("r.csv", "Name,Phone,Birthday\nJan Kowalski,0151 496 0111,7/7/1971\n"))
    assert result.created == 1
    assert result.look_alikes == (("Jan Kowalski", "Jan Kowalski"),)


@pytest.mark.parametrize("told", [200, 0])
def test_of_many_namesakes_the_one_with_the_birthday_is_meant(
    desk: Desk, a_file: Writer, monkeypatch: pytest.MonkeyPatch, told: int
) -> None:
    """Whoever is known, or came in with an earlier part of the file; also when no more look-alikes are told."""
    monkeypatch.setattr(incoming, "_MOST_ALIKE", told)
    old, young = (desk.shop.customer("Jan Kowalski").birthday(day).id for day in ("7 July 1971", "2 May 1998"))
    bare = desk.shop.customer("Aoi Tanaka").id
    rows = ["Jan Kowalski,0151 496 0999,2/5/1998", "Jan Kowalski,0151 496 0998,1/1/1960", "Aoi Tanaka,,,"]
    rows += ["Eva Meier,0151 496 0700,23/4/1980", *(f"Guest {n},0151 497 {n:04},," for n in range(60))]
    rows += ["Eva Meier,0151 496 0800,23/4/1980", "Kowalski Jan,0151 496 0997,07/07/1971"]
    result = desk.people(a_file("r.csv", "\n".join(("Name,Phone,Birthday", *rows))))
    assert (result.created, result.updated, result.unchanged) == (62, 3, 1)
    assert len(desk.card("Eva Meier")["ways"]) == 2
    reached = "SELECT customer_id, value FROM contact WHERE customer_id <= ? ORDER BY value"
    assert desk.all(reached, bare) == [(old, "0151 496 0997"), (young, "0151 496 0999")]


def test_two_rows_of_one_person_make_one_card(desk: Desk, a_file: Writer) -> None:
    text = "Name,E-mail,Notes\nNgozi Okafor,ngozi@okafor.example,first\nN Okafor,NGOZI@okafor.example,second\n"
    result = desk.people(a_file("r.csv", text))
    assert (result.created, result.updated) == (1, 1)
    assert desk.card("Ngozi Okafor")["notes"] == ["first", "second"]


# Consent


def test_a_no_in_the_notebook_outweighs_a_yes_in_a_file(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Ngozi Okafor", email="ngozi@okafor.example").consents("email", "withdrawn")
    result = desk.people(a_file("r.csv", REGULARS))
    assert result.kept_no == 1
    assert [state for _channel, state, *_rest in desk.card("Ngozi Okafor")["consents"]] == ["withdrawn"]


def test_a_no_to_texts_is_not_lifted_either(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Ngozi Okafor", phone="0151 496 0183").consents("text", "refused")
    result = desk.people(a_file("r.csv", "Name,Phone,Accepts SMS Marketing\nNgozi Okafor,0151 496 0183,yes\n"))
    assert (result.kept_no, result.unchanged) == (1, 1)
    assert [state for _channel, state, *_rest in desk.card("Ngozi Okafor")["consents"]] == ["refused"]


def test_a_no_in_a_file_outweighs_a_yes_in_the_notebook(desk: Desk, a_file: Writer) -> None:
    ngozi = desk.shop.customer("Ngozi Okafor", email="ngozi@okafor.example").consents("email", "given")
    path = a_file("gone.csv", "Name,Email,Email Subscription Status\nNgozi Okafor,ngozi@okafor.example,Unsubscribed\n")
    desk.people(path)
    assert desk.shop.read(contacts.consents, ngozi.id)[0].state == "withdrawn"
    ngozi.consents("email", "given")
    silenced = desk.all("SELECT id FROM suppression")
    desk.people(path)
    assert desk.shop.read(contacts.consents, ngozi.id)[0].state == "given"
    assert desk.all("SELECT id FROM suppression") == silenced


def test_a_no_belongs_to_the_address_also_in_the_bin_and_elsewhere_in_the_file(desk: Desk, a_file: Writer) -> None:
    gone = desk.shop.customer("Ngozi Okafor", email="ngozi@okafor.example").consents("email", "withdrawn")
    desk.shop.do(customers.bin, gone.id)
    text = (
        "Name,Email,Newsletter\nNgozi Okafor,ngozi@okafor.example,yes\n"
        "Ravi Pillai,family@pillai.example,yes\nMeera Pillai,family@pillai.example,unsubscribed\n"
    )
    assert desk.people(a_file("r.csv", text)).kept_no == 2
    states = desk.all("SELECT state FROM consent ORDER BY id")
    assert states == [("withdrawn",), ("withdrawn",)]


def test_nobody_who_wants_to_be_left_alone_is_written_down_as_asked(desk: Desk, a_file: Writer) -> None:
    ngozi = desk.shop.customer("Ngozi Okafor", email="ngozi@okafor.example")
    desk.shop.do(customers.set_state, ngozi.id, "do_not_contact")
    desk.people(a_file("r.csv", REGULARS))
    assert "consents" not in desk.card("Ngozi Okafor")


# Photos


def test_a_photo_comes_in_reduced_and_never_over_another(desk: Desk, a_file: Writer) -> None:
    path = a_file("p.vcf", "BEGIN:VCARD\nFN:Ada\nTEL:0151 496 0001\nPHOTO;ENCODING=b:/9j/4AAQ\nEND:VCARD\n")
    desk.people(path)
    assert desk.all("SELECT * FROM photo") == []
    desk.people(path, reduce_photo=lambda raw: b"small " + raw[:2])
    assert desk.all("SELECT jpeg FROM photo") == [(b"small \xff\xd8",)]
    assert desk.people(path, reduce_photo=lambda raw: b"other").updated == 0
    broken = a_file("q.vcf", "BEGIN:VCARD\nFN:Tom\nPHOTO;ENCODING=b:/9j/4AAQ\nEND:VCARD\n")
    assert desk.people(broken, reduce_photo=lambda raw: None).photos_left_out == 1


# Work and ways out


def test_a_backup_is_made_first(desk: Desk, a_file: Writer) -> None:
    seen: list[int] = []

    def backup() -> Iterator[Step]:
        seen.append(len(desk.names()))
        yield Step(1, 1)

    desk.people(a_file("r.csv", REGULARS), backup=backup)
    assert seen == [0]


def test_stopped_half_way_nothing_stays(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("r.csv", "Name,Phone\n" + "".join(f"Regular {n},0151 496 {n:04}\n" for n in range(500))))
    before = desk.shop.tables()
    work = incoming.apply_contacts(desk.shop.store, plan)
    next(work)
    next(work)
    assert len(desk.names()) > 20
    work.close()
    assert desk.shop.tables() == before
    assert desk.shop.reopened().store.recovered == []


def test_an_undo_at_the_counter_leaves_a_running_import_alone(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("r.csv", "Name,Phone\n" + "".join(f"Regular {n},0151 496 {n:04}\n" for n in range(90))))
    work = incoming.apply_contacts(desk.shop.store, plan)
    next(work)
    desk.shop.customer("Mara")
    desk.shop.undo()
    with pytest.raises(Refusal, match="nothing-to-undo"):
        desk.shop.undo()
    assert outcome(work).created == 90
    assert len(desk.names()) == 90
    desk.shop.undo()
    assert desk.names() == []


def test_trouble_half_way_takes_everything_back(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("p.vcf", CARDS.replace("FN:Aoi", "PHOTO;ENCODING=b:/9j/4AAQ\nFN:Aoi")))

    def stumble(raw: bytes) -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        outcome(incoming.apply_contacts(desk.shop.store, plan, reduce_photo=stumble))
    assert desk.names() == []


def test_a_file_that_changed_since_it_was_looked_at_is_not_brought_in(desk: Desk, a_file: Writer) -> None:
    path = a_file("r.csv", REGULARS)
    plan = desk.plan(path)
    path.write_text(REGULARS + "Omar Haddad,,,,,,,,,\n", encoding="utf-8")
    with pytest.raises(Refusal, match="file-changed"):
        outcome(incoming.apply_contacts(desk.shop.store, plan))


def test_the_plan_says_what_it_made_of_the_file(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("r.csv", "Full Name,DOB,X_FLAG\nAoi,03/04/1990,1\nOmar,05/06/1991,0\n"))
    assert (plan.people, plan.vendor) == (2, "")
    assert {heading: str(meaning) for heading, meaning in plan.columns.items()} == {
        "Full Name": "name",
        "DOB": "birthday",
        "X_FLAG": "kept in a note",
    }
    assert plan.undecided == {"DOB": False}
    assert [person.name for person in plan.sample] == ["Aoi", "Omar"]


def test_files_that_hold_no_people_are_said_clearly(desk: Desk, a_file: Writer) -> None:
    for content, code in (
        ("Date,Temperature\n2011-01-01,1\n", "no-columns"),
        ("Name,Phone\n,\n", "nobody-in-file"),
        ("card_number,when,item\n900,2026-11-18 08:38,Espresso\n", "visits-not-people"),
        (
            "Name,Email,Created at,Lineitem name,Lineitem quantity\nAoi,a@t.example,2026-11-18,Bun,1\n",
            "visits-not-people",
        ),
        ("BEGIN:VCARD\nEND:VCARD\n", "nobody-in-file"),
        (b"PK\x03\x04", "not-a-list"),
    ):
        with pytest.raises(Refusal, match=code):
            desk.plan(a_file("r.csv", content))


def test_hostile_cells_are_only_text(desk: Desk, a_file: Writer) -> None:
    hostile = [
        '<img src="file:///etc/passwd">',
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE customer; --",
        "Ngozi\u202e\x00\x1b[31m",
        "W" * 5_000,
    ]
    rows = "".join(f'"{name.replace(chr(34), chr(34) * 2)}",0151 496 {n:04}\n' for n, name in enumerate(hostile))
    result = desk.people(a_file("r.csv", "Name,Phone\n" + rows))
    assert result.created == len(hostile)
    names = desk.names()
    assert names[:3] == hostile[:3]
    assert names[3] == "Ngozi[31m"
    assert len(names[4]) == 300


def test_the_same_address_book_in_any_encoding_comes_in_equal(shop: Shop, desk: Desk, a_file: Writer) -> None:
    text = "Name;Telefon;Notiz\nJürgen Großmann;0151 496 0001;grüßt\nLéa Fontaine;0151 496 0002;café\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"):
        result = desk.people(a_file("r.csv", text, encoding))
        assert result.created + result.unchanged == 2
    assert desk.names() == ["Jürgen Großmann", "Léa Fontaine"]


# A mailing tool's lists

SUBSCRIBED = (
    '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,LEID\n'
    "ngozi@okafor.example,Ngozi,Okafor,2,2024-01-02 10:00:00,1\n"
    "aoi@tanaka.example,Aoi,Tanaka,2,2024-01-02 10:00:00,2\n"
)
UNSUBSCRIBED = (
    '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,LEID,UNSUB_TIME\n'
    "ngozi@okafor.example,Ngozi,Okafor,2,2024-01-02 10:00:00,1,2025-05-01 09:00:00\n"
)
CLEANED = (
    '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,LEID,CLEAN_TIME\n'
    "aoi@tanaka.example,Aoi,Tanaka,2,2024-01-02 10:00:00,2,2025-06-01 09:00:00\n"
    "gone@nowhere.example,,,2,2024-01-02 10:00:00,3,2025-06-01 09:00:00\n"
)


def newest_words(desk: Desk) -> dict[str, str]:
    return dict(desk.all("SELECT k.name, c.state FROM consent c JOIN customer k ON k.id = c.customer_id ORDER BY c.id"))


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_the_three_lists_of_a_mailing_tool_in_any_order(desk: Desk, a_file: Writer, order: tuple[int, ...]) -> None:
    lists = [
        a_file("subscribed_members_export_1.csv", SUBSCRIBED),
        a_file("unsubscribed_members_export_1.csv", UNSUBSCRIBED),
        a_file("cleaned_members_export_1.csv", CLEANED),
    ]
    for place in order:
        desk.people(lists[place])
    assert newest_words(desk) == {"Ngozi Okafor": "withdrawn", "Aoi Tanaka": "given"}
    bad = desk.all("SELECT value FROM contact WHERE bad = 1 ORDER BY value")
    assert bad == [("aoi@tanaka.example",), ("gone@nowhere.example",)]


def test_an_address_that_came_back_twice_changes_nothing(desk: Desk, a_file: Writer) -> None:
    file = a_file("cleaned_members_export_1.csv", CLEANED)
    desk.people(file)
    assert desk.people(file).batch is None


def test_no_file_ever_lifts_a_withdrawal(desk: Desk, a_file: Writer) -> None:
    desk.people(a_file("unsubscribed_members_export_1.csv", UNSUBSCRIBED))
    yes = "Name,E-mail,Newsletter\nNgozi Okafor,ngozi@okafor.example,yes\nN. O.,ngozi@okafor.example,yes\n"
    for number in range(2):
        assert desk.people(a_file(f"newer{number}.csv", yes)).kept_no == 2
    desk.people(a_file("subscribed_members_export_2.csv", SUBSCRIBED))
    assert newest_words(desk) == {"Ngozi Okafor": "withdrawn", "Aoi Tanaka": "given"}


def test_an_address_that_outlived_its_card_is_still_refused(desk: Desk, a_file: Writer) -> None:
    desk.shop.do(suppression.suppress, "email", "Ngozi@Okafor.example", why="erased")
    result = desk.people(a_file("people.csv", "Name,E-mail,Newsletter\nSomebody,ngozi@okafor.example,yes\n"))
    assert result.kept_no == 1
    assert desk.all("SELECT * FROM consent") == []


def test_a_no_to_texts_belongs_to_the_number_whoever_has_it(desk: Desk, a_file: Writer) -> None:
    desk.people(a_file("no.csv", "Name,Phone,SMS marketing\nNgozi Okafor,0151 496 0183,unsubscribed\n"))
    result = desk.people(a_file("yes.csv", "Name,Phone,SMS marketing\nOmar Haddad,0151 496 0183,yes\n"))
    assert (result.created, result.kept_no) == (1, 1)


def test_a_no_from_a_file_stays_when_the_file_is_undone(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Aoi Tanaka", email="aoi@tanaka.example").consents("email")
    goodbyes = f"{UNSUBSCRIBED}aoi@tanaka.example,Aoi,Tanaka,2,2025-11-02 18:21:07\n"
    there = desk.people(a_file("unsubscribed_members_export_1.csv", goodbyes))
    assert there.created == 1
    desk.shop.undo()
    assert desk.all("SELECT name FROM customer") == [("Aoi Tanaka",)]
    assert newest_words(desk) == {"Aoi Tanaka": "withdrawn"}
    assert desk.shop.read(suppression.among, "email", ["ngozi@okafor.example"]) == {"ngozi@okafor.example"}
    desk.shop.redo()
    assert desk.people(a_file("unsubscribed_members_export_1.csv", goodbyes)).batch is None


def test_an_import_that_was_stopped_leaves_not_even_a_no(desk: Desk, a_file: Writer) -> None:
    before = desk.shop.tables()
    rows = "".join(f"who{n}@x.example,Who,{n},2,2025-11-02 18:21:07\n" for n in range(80))
    plan = outcome(incoming.plan_contacts(desk.shop.store, a_file("unsubscribed_1.csv", UNSUBSCRIBED + rows)))
    work = incoming.apply_contacts(desk.shop.store, plan)
    next(work)
    assert desk.all("SELECT count(*) FROM suppression") != [(0,)]
    work.close()
    assert desk.shop.tables() == before


def test_what_was_written_can_be_taken_back_even_when_no_card_changed(desk: Desk, a_file: Writer) -> None:
    """Two share an address: Ben's card said no before Ana said yes; all his goodbye adds is that it is left alone."""
    ana = desk.shop.customer("Ana Silva", email="b@x.example")
    desk.shop.customer("Ben Okoro", email="b@x.example").consents("email", "withdrawn")
    ana.consents("email")
    done = desk.people(a_file("no.csv", "Name,E-mail,Newsletter\nBen Okoro,b@x.example,unsubscribed\n"))
    assert (done.created, done.updated, done.unchanged) == (0, 0, 1)
    assert desk.all("SELECT count(*) FROM suppression") == [(1,)]
    assert done.batch is not None


# What a person decided


TWO = "Name,Phone,Notes\nN. Okafor,0151 496 0183,Nut allergy\nAna Silva,0151 496 0999,\n"


def decided(desk: Desk, path: Path, decisions: dict[int, str], alerts: tuple[int, ...] = ()) -> incoming.Result:
    plan = outcome(incoming.plan_contacts(desk.shop.store, path))
    result: incoming.Result = outcome(
        incoming.apply_contacts(desk.shop.store, incoming.decided(plan, decisions, alerts))
    )
    return result


def test_people_are_joined_kept_apart_or_skipped_as_was_decided(desk: Desk, a_file: Writer) -> None:
    ngozi, mara = desk.shop.customer("Ngozi Okafor", phone="0151 496 0183"), desk.shop.customer("Mara Hill")
    path = a_file("two.csv", TWO)
    done = decided(desk, path, {2: "both", 3: "skip"})
    assert (done.created, done.updated, done.skipped) == (1, 0, 1)
    assert desk.all("SELECT name FROM customer ORDER BY id") == [("Ngozi Okafor",), ("Mara Hill",), ("N. Okafor",)]
    assert desk.shop.read(doubles.doubles) == (), "who was kept apart is not asked about again"
    desk.shop.undo()
    assert desk.all("SELECT * FROM not_same") == []
    done = decided(desk, path, {2: f"join:{mara.id}"})
    assert (done.created, done.updated) == (1, 1)
    assert done.cards == (mara.id, mara.id + 2)
    sql = "SELECT value FROM contact WHERE customer_id = ?"
    with desk.shop.store.read() as s:
        assert [s.raw(sql, (who,)) for who in (ngozi.id, mara.id)] == [[("0151 496 0183",)]] * 2


def test_a_card_that_is_gone_by_then_is_looked_for_as_ever(desk: Desk, a_file: Writer) -> None:
    ngozi, mara = desk.shop.customer("Ngozi Okafor", phone="0151 496 0183"), desk.shop.customer("Mara Hill")
    desk.shop.do(customers.bin, mara.id)
    assert decided(desk, a_file("two.csv", TWO), {2: f"join:{mara.id}"}).cards[0] == ngozi.id


def test_a_note_becomes_an_alert_where_that_was_chosen_and_only_once(desk: Desk, a_file: Writer) -> None:
    path = a_file("two.csv", TWO)
    done = decided(desk, path, {}, alerts=(2, 3))
    assert (done.alerts_made, done.to_check) == (1, (1,))
    assert desk.all("SELECT title, kind, severity, checked_at FROM alert") == [
        ("Nut allergy", "allergy", "severe", None)
    ]
    assert decided(desk, path, {}, alerts=(2,)).alerts_made == 0
    desk.shop.undo()
    assert desk.all("SELECT * FROM alert") == []


def test_a_row_that_was_mended_comes_in_and_the_rest_is_saved(desk: Desk, a_file: Writer, tmp_path: Path) -> None:
    path = a_file("r.csv", "Name,Phone,Shoe\nAna,,41\n,,42\n,,43\n")
    plan = outcome(
        incoming.plan_contacts(desk.shop.store, path, choices=Choices(fixes={3: {"Name": "Bo", "shoe": "40"}}))
    )
    assert (plan.people, plan.rejected_count) == (2, 1)
    outcome(rejects.save(plan, tmp_path / "rejects.csv"))
    assert "42" not in (tmp_path / "rejects.csv").read_text("utf-8-sig")
    outcome(incoming.apply_contacts(desk.shop.store, plan))
    assert desk.all("SELECT c.name, n.words FROM customer c JOIN note n ON n.customer_id = c.id") == [
        ("Ana", "Shoe: 41"),
        ("Bo", "Shoe: 40"),
    ]


@pytest.mark.parametrize("column", ["Bounced,yes", "Email Subscription Status,cleaned", "Clean time,2025-06-01"])
def test_mail_that_came_back_is_no_withdrawal(desk: Desk, a_file: Writer, column: str) -> None:
    heading, value = column.split(",")
    desk.people(a_file("r.csv", f"Name,E-mail,{heading}\nAoi,aoi@tanaka.example,{value}\nTom,tom@x.example,\n"))
    assert desk.all("SELECT * FROM consent") == []
    assert desk.all("SELECT value FROM contact WHERE bad = 1") == [("aoi@tanaka.example",)]
