"""What a card would gain by somebody in a file is told before it happens, and then happens just so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from relnotebook.exchange.choices import Choices
from relnotebook.exchange.gains import MOST_LETTERS, Gain
from relnotebook.exchange.preview import preview
from relnotebook.notebook import customers, fields

from .conftest import Desk, outcome

Writer = Callable[..., Path]


def told(desk: Desk, path: Path, choices: Choices | None = None) -> list[Gain]:
    """What the one card that changes would gain."""
    seen = outcome(preview(desk.shop.store, desk.plan(path, choices=choices)))
    (changed,) = [one for one in seen.people if one.does == "changed"]
    return list(changed.gains)


def test_gaps_that_are_filled_and_things_that_are_added(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Rosa Klee", phone="0151 496 0777")
    heads = "Name,Phone,E-mail,Birthday,Usual,Notes,Tags,Newsletter,Card number,Favourite vase\n"
    row = "Rosa Klee,0151 496 0777,rosa@klee.example,2/5/1998,White lilac,Lives above,garden,yes,40001000,blue\n"
    path = a_file("r.csv", heads + row)
    assert told(desk, path, Choices({"Favourite vase": "field:Favourite vase"})) == [
        Gain("Card number", "", "40001000"),
        Gain("E-mail", "", "rosa@klee.example"),
        Gain("Birthday", "", "2 May 1998"),
        Gain("Favourite vase", "", "blue"),
        Gain("The usual", "", "White lilac"),
        Gain("Note", "", "Lives above"),
        Gain("Tags", "", "garden"),
        Gain("Consent: e-mail", "", "yes"),
    ]


def test_what_is_written_over_is_told_first_with_what_the_card_says_now(desk: Desk, a_file: Writer) -> None:
    rosa = desk.shop.customer("Rosa Klee", phone="0151 496 0777").birthday("3 May 1998")
    desk.shop.store.do(customers.edit, rosa.id, say="KLAY")
    path = a_file("r.csv", "Name,Phone,E-mail,Pronunciation,Birthday\nR. Klee,0151 496 0777,r@x.example,KLEH,\n")
    over = Choices({"Pronunciation": "how to say it"}, overwrite=frozenset({"Name", "Pronunciation", "Birthday"}))
    assert told(desk, path, over) == [
        Gain("Name", "Rosa Klee", "R. Klee"),
        Gain("How to say it", "KLAY", "KLEH"),
        Gain("E-mail", "", "r@x.example"),
    ]


def test_a_birthday_that_goes_and_one_that_only_gets_its_year(desk: Desk, a_file: Writer) -> None:
    rosa = desk.shop.customer("Rosa Klee", phone="0151 496 0777").birthday("3 May")
    path = a_file("r.csv", "Name,Phone,Birthday\nRosa Klee,0151 496 0777,1998-05-03\n")
    assert told(desk, path) == [Gain("Birthday", "3 May", "3 May 1998")]
    other = a_file("s.csv", "Name,Phone,Birthday\nRosa Klee,0151 496 0777,4.5.\n")
    over = Choices(overwrite=frozenset({"Birthday"}), decisions={2: f"join:{rosa.id}"})
    assert told(desk, other, over) == [Gain("Birthday", "3 May", "4 May")]


def test_a_field_of_the_shop_is_told_by_its_name(desk: Desk, a_file: Writer) -> None:
    rosa = desk.shop.customer("Rosa Klee", phone="0151 496 0777")
    vase, _changes = desk.shop.store.do(fields.define, "Vase", "text")
    desk.shop.store.do(fields.set_value, rosa.id, vase, "blue")
    path = a_file("r.csv", "Name,Phone,Vase\nRosa Klee,0151 496 0777,green\n")
    over = Choices({"Vase": "field:Vase"}, overwrite=frozenset({"Vase"}))
    assert told(desk, path, over) == [Gain("Vase", "blue", "green")]


def test_a_goodbye_is_told_beside_the_yes_it_ends(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Rosa Klee", email="rosa@klee.example").consents("email", "given")
    path = a_file("r.csv", "Name,E-mail,Newsletter\nRosa Klee,rosa@klee.example,unsubscribed\n")
    assert told(desk, path) == [Gain("Consent: e-mail", "yes", "no")]


def test_a_long_note_is_told_by_its_beginning(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Rosa Klee", phone="0151 496 0777")
    (gain,) = told(desk, a_file("r.csv", f"Name,Phone,Notes\nRosa Klee,0151 496 0777,{'peonies ' * 40}\n"))
    assert len(gain.after) <= MOST_LETTERS
    assert gain.after.endswith("…")


def test_telling_changes_nothing(desk: Desk, a_file: Writer) -> None:
    desk.shop.customer("Rosa Klee", phone="0151 496 0777")
    path = a_file("r.csv", "Name,Phone,Notes\nRosa Klee,0151 496 0777,tulips\nRosa Klee,0151 496 0777,roses\n")
    before = desk.shop.tables()
    seen = outcome(preview(desk.shop.store, desk.plan(path)))
    assert [[gain.after for gain in one.gains] for one in seen.people] == [["tulips"], ["roses"]]
    assert desk.shop.tables() == before
    desk.people(path)
    assert desk.card("Rosa Klee")["notes"] == ["tulips", "roses"]
