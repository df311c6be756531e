"""What hangs on the wall: nobody is named who did not agree, and no private word stands there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import wall
from relnotebook.notebook.ideaboard import NOT_NOW, STAGES, Board, Face, IdeaCard
from relnotebook.notebook.telling import Pair

NOW = datetime(2026, 11, 20, 8, 41)


def pair(**other: Any) -> Pair:
    values: dict[str, Any] = {
        "id": 1, "you_said": "the wait was silent", "we_did": "A second grinder runs from 8 to 10.", "when": NOW,
        "name": "", "decision": "yes", "why": "",
    }  # fmt: skip
    return Pair(**values | other)


def card(number: int, title: str, stage: str = "heard", **other: Any) -> IdeaCard:
    values: dict[str, Any] = {
        "id": number, "title": title, "by": "Aoi Tanaka, at the counter", "stage": stage, "supporters": 3, "weight": 3,
        "faces": (Face("AT", "Aoi Tanaka", CustomerId(4)), Face("OH", "Omar Haddad", CustomerId(5))),
        "customer": CustomerId(4), "when": NOW, "since": NOW, "note": "a note for colleagues",
    }  # fmt: skip
    return IdeaCard(**values | other)


def board(*cards: IdeaCard) -> Board:
    lanes = {stage: tuple(one for one in cards if one.stage == stage) for stage in STAGES}
    return Board(lanes, tuple(one for one in cards if one.stage == NOT_NOW), len(cards))


def test_what_was_said_stands_beside_what_was_done() -> None:
    content = wall.wall([pair()], "Tern & Thistle")
    assert (content.title, content.shop) == ("You said, we did", "Tern & Thistle")
    assert content.pairs == (wall.WallPair("The wait was silent", "We did", "A second grinder runs from 8 to 10."),)


def test_a_name_stands_there_only_when_it_was_given() -> None:
    assert [one.name for one in wall.wall([pair(), pair(name="Ngozi")]).pairs] == ["", "Ngozi"]


def test_a_no_stands_there_with_its_kind_reason() -> None:
    [not_now] = wall.wall([pair(decision="not_now", why="The door is renewed in spring.", we_did="")]).pairs
    assert (not_now.answer, not_now.did) == ("Not now, and why", "The door is renewed in spring.")
    [no] = wall.wall([pair(decision="no", why="We have no room.", we_did="There are hooks outside.")]).pairs
    assert (no.answer, no.did) == ("Why not", "We have no room. There are hooks outside.")


def test_without_an_answer_it_stays_off_the_wall() -> None:
    assert wall.wall([pair(we_did=""), pair(you_said="  ")]).pairs == ()


def test_letters_that_turn_a_line_around_are_taken_out() -> None:
    [one] = wall.wall([pair(you_said="good\u202e bread\x07", we_did="Thank you.")]).pairs
    assert one.said == "Good bread"


def test_the_vote_sheet_has_public_ideas_that_are_not_on_the_menu_yet() -> None:
    sheet = wall.vote_sheet(
        board(
            card(1, "Oat milk"),
            card(2, "A secret", public=False),
            card(3, "A quiet hour", "thinking"),
            card(4, "Own cup", "trying"),
            card(5, "Masala chai", "menu"),
            card(6, "Dogs inside", NOT_NOW),
        ),
        "Tern & Thistle",
    )
    assert [line.title for line in sheet.lines] == ["Oat milk", "A quiet hour", "Own cup"]


def test_whose_idea_it_was_stands_there_only_when_they_agreed() -> None:
    sheet = wall.vote_sheet(
        board(card(1, "Oat milk"), card(2, "Chai", credit=True), card(3, "X", customer=None, credit=True))
    )
    assert [line.by for line in sheet.lines] == ["", "An idea of Aoi Tanaka", ""]
    everything = " ".join((sheet.title, sheet.how, sheet.more, *(line.title for line in sheet.lines)))
    for private in ("Omar", "a note for colleagues", "3"):
        assert private not in everything
