"""Two cards in words."""

from __future__ import annotations

from dataclasses import replace

from relnotebook.base import clock
from relnotebook.notebook.joining import Home
from relnotebook.notebook.uniting import Agreed, United
from relnotebook.ui.doubles import words

from .pairs import HOMES, NUTS, at, sides


def test_the_two_cards_have_names_of_their_own_even_when_the_people_do_not() -> None:
    preview = sides().preview
    assert words.captions(preview) == ("The older card", "The newer card")
    same = sides(lose=preview.keep).preview
    assert words.captions(same) == ("The first card", "The second card")
    turned = sides(keep=preview.lose, lose=preview.keep).preview
    assert words.captions(turned) == ("The newer card", "The older card")


def test_what_is_known_stands_under_the_name() -> None:
    shown = sides()
    known, been = words.side_lines(shown.preview.keep, "oat flat white", "0151 496 0183", clock.now())
    assert known == "0151 496 0183, oat flat white"
    assert been.startswith("48 visits. Last in on ")
    known, been = words.side_lines(shown.preview.lose, "", "", clock.now())
    assert known == "no phone, no usual"
    assert been.startswith("No visit noted yet. Card written on ")


def test_since_when_a_value_stands_there() -> None:
    assert words.since(at(400), False, clock.now()).endswith("2025")
    assert words.since(at(400), True, clock.now()).endswith(", the newer")


def test_what_can_hurt_says_on_which_card_it_was() -> None:
    careful = replace(NUTS, severity="careful", advice="", side="lose")
    assert words.alerts(sides(alerts=(NUTS, careful)).preview) == (
        ("Nut allergy, severe.", "Clean jug.", "On both cards"),
        ("Nut allergy, take care.", "", "The newer card"),
    )


def test_a_no_always_wins_and_that_is_said() -> None:
    told = words.agreed(
        [
            Agreed("email", "", "given", "refused", "refused"),
            Agreed("text", "", "withdrawn", "refused", "refused"),
            Agreed("post", "", "given", "given", "given"),
            Agreed("phone", "tastings", "", "given", "given"),
            Agreed("chat", "", "", "", ""),
        ]
    )
    assert [(fact.icon, f"{fact.lead} {fact.text}") for fact in told] == [
        ("ban", "E-mail: one card says no, and a no always wins."),
        ("ban", "Texts: no on both cards."),
        ("check", "Post: yes on both cards."),
        ("check", "Calls about tastings: yes, from one of the cards."),
    ]


def test_what_unites_is_listed_by_its_sort() -> None:
    told = words.united(
        [
            United("Tag", "Saturday", "lose"),
            United("Alert", "Nut allergy", "keep"),
            United("post", "12 Mill Lane\nLiverpool", "keep"),
            United("post", "3 High Street", "lose"),
            United("phone", "0151 496 0183", "keep"),
            United("phone", "0151 496 0100", "lose"),
            United("daughter", "Ada", "lose"),
        ]
    )
    assert [f"{fact.lead} {fact.text}" for fact in told] == [
        "Phone: 0151 496 0183, 0151 496 0100",
        "Post: 12 Mill Lane, Liverpool",
        "Post: 3 High Street",
        "Tags: Saturday",
        "Daughter: Ada",
    ]


def test_what_goes_over_is_counted() -> None:
    assert words.moving(sides().preview) == "The newer card brings 12 visits and 2 notes."
    assert words.moving(sides(moving=()).preview) == "The newer card has nothing else on it."


def test_households_say_who_lives_there() -> None:
    assert [words.home(one) for one in HOMES] == ["12 Mill Lane, with Tobias Lindqvist", "With Ravi"]
    assert words.home(Home("", ())) == "A household without an address"


def test_how_many_pairs_there_are() -> None:
    assert words.count(0, 0, some=False) == ""
    assert words.count(1, 1, some=False) == "1 pair may be one person"
    assert words.count(2, 2, some=True) == "2 pairs may be one person, among what came in"
    assert words.count(1234, 200, some=False) == "The 200 surest of 1,234 pairs"
    assert words.reasons(()) == ""
