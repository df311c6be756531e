"""Whom in a file the notebook may know: the cases of the mock-up, and what a decision makes of the counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import incoming, meeting
from relnotebook.exchange.meeting import Meeting, Meetings
from tests.builders import Shop

from .conftest import Desk, outcome

Writer = Callable[..., Path]


@pytest.fixture
def known_shop(shop: Shop) -> Shop:
    """The people of the mock-up who are in the notebook."""
    shop.customer("Ngozi Okafor", phone="0151 496 0183").usual("oat flat white").had("oat flat white")
    shop.customer("Trần Minh Anh", email="minh.anh@mail.example")
    shop.customer("Jan Kowalski", phone="0151 496 0001").birthday("2 May 1998")
    shop.customer("Ravi Pillai").reach("post", "12 Mill Lane\nLiverpool L1 4JJ")
    shop.customer("Chiara Bianchi", email="chiara@bianchi.example")
    return shop


FILE = (
    "Name,Phone,E-mail,Birthday,Street,Town\n"
    "Chiara Bianchi,,chiara@bianchi.example,,,\n"
    "N. Okafor,0151 496 0183,,,,\n"
    "Minh Anh Tran,,minh.anh@mail.example,,,\n"
    "Jan Kowalski,,,17/7/1971,,\n"
    "Meera Pillai,,,,12 Mill Lane,Liverpool L1 4JJ\n"
    "Bo Li,,,,12 Mill Lane,Liverpool L1 4JJ\n"
    "Zoe Marsh,0151 496 0777,,,,\n"
)


def meet(shop: Shop, path: Path, decisions: dict[int, str] | None = None) -> Meetings:
    plan = outcome(incoming.plan_contacts(shop.store, path))
    return outcome(meeting.meetings(shop.store, incoming.decided(plan, decisions or {})))


def test_the_cases_of_the_mock_up(known_shop: Shop, a_file: Writer) -> None:
    found = meet(known_shop, a_file("r.csv", FILE))
    told = [(m.name, m.card_name, m.decision, m.reason) for m in found.to_look_at]
    assert told == [
        ("N. Okafor", "Ngozi Okafor", "join", "Same phone"),
        ("Minh Anh Tran", "Trần Minh Anh", "join", "Same e-mail"),
        ("Jan Kowalski", "Jan Kowalski", "both", "Same name, different birthday"),
        ("Meera Pillai", "Ravi Pillai", "both", "Same address: one household"),
    ]
    facts = [(m.facts, m.card_facts) for m in found.to_look_at]
    assert facts[0] == ("0151 496 0183, no usual", "0151 496 0183, oat flat white, 1 visit")
    assert facts[2] == ("born 17 July 1971", "born 2 May 1998")
    assert facts[3] == ("12 Mill Lane, Liverpool L1 4JJ", "12 Mill Lane, Liverpool L1 4JJ")
    assert [m.name for m in found.clear] == ["Chiara Bianchi"]
    assert (found.looked_count, found.clear_count, found.created, found.updated + found.unchanged) == (4, 1, 4, 3)


def test_looking_writes_nothing_and_says_what_then_happens(known_shop: Shop, a_file: Writer) -> None:
    path = a_file("r.csv", FILE)
    before = known_shop.tables()
    found = meet(known_shop, path)
    assert known_shop.tables() == before
    done = Desk(known_shop).people(path)
    assert (done.created, done.updated, done.unchanged) == (found.created, found.updated, found.unchanged)


def test_the_counts_follow_what_is_decided(known_shop: Shop, a_file: Writer) -> None:
    path = a_file("r.csv", FILE)
    found = meet(known_shop, path)
    by_name = {m.name: m for m in found.to_look_at}
    decisions = {
        by_name["N. Okafor"].line: by_name["N. Okafor"].choice("both"),
        by_name["Jan Kowalski"].line: by_name["Jan Kowalski"].choice("join"),
        by_name["Minh Anh Tran"].line: "skip",
        by_name["Meera Pillai"].line: by_name["Meera Pillai"].choice("both"),
    }
    counts = found.counts(decisions)
    assert (counts.new, counts.joined, counts.skipped) == (4, 2, 1)
    plan = outcome(incoming.plan_contacts(known_shop.store, path))
    done = outcome(incoming.apply_contacts(known_shop.store, incoming.decided(plan, decisions)))
    assert (done.created, done.updated + done.unchanged, done.skipped) == (4, 2, 1)
    assert found.counts({}) == meeting.Counts(found.created, found.updated + found.unchanged, 0)


def test_decisions_made_before_are_counted_as_made(known_shop: Shop, a_file: Writer) -> None:
    found = meet(known_shop, a_file("r.csv", FILE), {3: "skip", 4: "both"})
    assert (found.created, found.skipped) == (5, 1)
    assert "N. Okafor" not in {m.name for m in found.to_look_at}


def test_two_cards_with_the_number_are_for_a_person_to_look_at(shop: Shop, a_file: Writer) -> None:
    first = shop.customer("Ana Silva", phone="0151 496 0183")
    second = shop.customer("A. Silva", phone="0151 496 0183")
    found = meet(shop, a_file("r.csv", "Name,Phone\nAna Silva,0151 496 0183\n"))
    (one,) = found.to_look_at
    assert (one.card, one.decision, [other.card for other in one.others]) == (first.id, "join", [second.id])
    assert one.choice("join", second.id) == f"join:{second.id}"


def test_somebody_else_behind_the_same_number_stays_somebody_else(shop: Shop, a_file: Writer) -> None:
    shop.customer("Ana Silva", phone="0151 496 0183")
    (one,) = meet(shop, a_file("r.csv", "Name,Phone\nBen Okoro,0151 496 0183\n")).to_look_at
    assert (one.decision, one.reason) == ("both", "Same phone, another name")


def test_one_name_and_number_but_another_birthday_is_said_as_what_it_is(known_shop: Shop, a_file: Writer) -> None:
    path = a_file("r.csv", "Name,Phone,Birthday\nJan Kowalski,0151 496 0001,17/7/1971\n")
    (one,) = meet(known_shop, path).to_look_at
    assert (one.decision, one.reason) == ("both", "Same phone, different birthday")
    assert (one.facts, one.card_facts) == ("born 17 July 1971", "born 2 May 1998")


def test_what_a_card_would_gain_is_told_before_it_is_joined(known_shop: Shop, a_file: Writer) -> None:
    rows = "Name,Phone,E-mail,Birthday,Usual\nN. Okafor,0151 496 0183,n@x.example,2/5/1998,tea\n"
    (one,) = meet(known_shop, a_file("r.csv", rows)).to_look_at
    assert [(g.what, g.before, g.after) for g in one.gains] == [
        ("E-mail", "", "n@x.example"),
        ("Birthday", "", "2 May 1998"),
    ]
    assert one.gained(one.card) == one.gains


def test_each_card_it_may_be_says_what_it_would_gain(shop: Shop, a_file: Writer) -> None:
    shop.customer("Ana Silva", phone="0151 496 0183", email="ana@x.example")
    second = shop.customer("A. Silva", phone="0151 496 0183")
    (one,) = meet(shop, a_file("r.csv", "Name,Phone,E-mail\nAna Silva,0151 496 0183,ana@x.example\n")).to_look_at
    assert one.gains == ()
    assert [(g.what, g.after) for g in one.gained(second.id)] == [("E-mail", "ana@x.example")]


def test_two_strangers_behind_one_new_number_are_two_new_cards(shop: Shop, a_file: Writer) -> None:
    rows = "Name,Phone\nAna Silva,0151 496 0500\n" + "".join(f"P{n:03},0151 555 {n:04}\n" for n in range(600))
    path = a_file("r.csv", rows + "Ben Okoro,0151 496 0500\nA. Silva,0151 496 0500\n")
    found = meet(shop, path)
    done = Desk(shop).people(path)
    assert (found.created, found.updated + found.unchanged) == (602, 1) == (done.created, done.updated + done.unchanged)


def test_the_same_file_again_is_all_clear_cases(known_shop: Shop, a_file: Writer) -> None:
    path = a_file("r.csv", "ID,Name,Phone\nsq-1234567890-ab,Omar Haddad,0151 496 0222\n,Mo Bah,0151 496 0333\n")
    Desk(known_shop).people(path)
    found = meet(known_shop, path)
    assert (found.looked_count, found.clear_count, found.unchanged, found.created) == (0, 2, 2, 0)


def test_somebody_who_stands_in_the_file_twice_is_one_new_card(shop: Shop, a_file: Writer) -> None:
    rows = "Name,E-mail\nAna,a@x.example\nAna,a@x.example\n" + "".join(f"P{n},p{n}@x.example\n" for n in range(600))
    path = a_file("r.csv", rows + "Ana,a@x.example\n")
    found = meet(shop, path)
    assert (found.created, found.looked_count) == (601, 0)


def test_a_decision_is_said_in_the_words_of_choices() -> None:
    one = Meeting(2, "A", "", CustomerId(7), "B", "", "Same phone", "join")
    assert [one.choice(word) for word in ("join", "both", "skip")] == ["join:7", "both", "skip"]
