"""Ideas in words: counts, what was told, keys, amounts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from relnotebook.base.terms import CustomerId
from relnotebook.notebook.ideaboard import Face, Idea, IdeaCard, Supporter
from relnotebook.ui.feedback import idea_words
from relnotebook.widgets.theme import Theme

NOW = datetime(2026, 11, 20, 8, 41)
KEYS = {"open": "Enter", "too": "U", "left": "Ctrl+Left", "right": "Ctrl+Right"}


def card(**other: Any) -> IdeaCard:
    values: dict[str, Any] = {
        "id": 1, "title": "Oat milk soft-serve in July", "by": "Aoi Tanaka, at the counter", "stage": "heard",
        "supporters": 9, "weight": 9, "faces": (Face("AT", "Aoi Tanaka", CustomerId(4)),), "when": NOW, "since": NOW,
    }  # fmt: skip
    return IdeaCard(**values | other)


def supporter(number: int, name: str = "Omar Haddad", **other: Any) -> Supporter:
    values: dict[str, Any] = {
        "id": number, "customer": CustomerId(number), "name": name, "initials": "OH", "quote": "", "when": NOW,
        "channel": "in_person", "weight": 1, "tally": 1, "told": None, "told_how": "",
    }  # fmt: skip
    return Supporter(**values | other)


def idea(of: IdeaCard | None = None, **other: Any) -> Idea:
    values: dict[str, Any] = {
        "card": of or card(), "words": "", "channel": "in_person", "given_name": "", "source": "counter", "staff": "",
        "goal": None, "reached": None, "unit": "", "until": None, "offer": "", "price": None, "item": "",
        "feedback": None, "supporters": (),
    }  # fmt: skip
    return Idea(**values | other)


@pytest.fixture(autouse=True)
def _british(theme: Theme) -> None:
    """Dates and amounts as in a British shop."""


def test_a_card_says_how_many_want_it_and_offers_me_too() -> None:
    row = idea_words.row(card(), KEYS)
    assert (row.count, row.button, row.told, row.settled) == ("9 want it", "Me too", "", "")
    assert row.faces == (("AT", 4),)
    assert row.tip == "Somebody else wants it too. You say who."
    assert idea_words.row(card(supporters=1), KEYS).count == "1 wants it"


def test_the_button_says_whom_it_would_link() -> None:
    assert idea_words.row(card(), KEYS, me="Omar Haddad").tip.startswith("Omar Haddad wants it too.")
    assert idea_words.row(card(), KEYS, me="Omar Haddad", wanted={1}).tip == "Omar Haddad wants it already."


@pytest.mark.parametrize(
    ("told", "to_tell", "line", "button", "settled"),
    [(13, 4, "13 told, 4 to tell", "Tell 4", ""), (0, 1, "1 to tell", "Tell 1", ""), (12, 0, "", "", "All told")],
)
def test_on_the_menu_it_says_who_is_still_to_be_told(
    told: int, to_tell: int, line: str, button: str, settled: str
) -> None:
    row = idea_words.row(card(stage="menu", supporters=17, told=told, to_tell=to_tell), KEYS)
    assert (row.count, row.told, row.button, row.settled) == ("17 asked", line, button, settled)


def test_a_card_is_read_aloud_as_one_sentence_with_its_weight() -> None:
    said = idea_words.row(card(stage="trying", weight=14, progress_text="32 of 50 cups"), KEYS)
    assert said.says() == (
        "Trying it. Oat milk soft-serve in July. Aoi Tanaka, at the counter. 9 want it, weight 14. 32 of 50 cups."
    )
    assert said.keys == "Enter: open. U: me too. Ctrl+Left: move back. Ctrl+Right: move on."


def test_without_letters_as_keys_none_is_promised() -> None:
    assert idea_words.row(card(), {**KEYS, "too": ""}).keys.count("me too") == 0


def test_what_has_to_wait_shows_its_reason_where_others_show_a_note() -> None:
    row = idea_words.row(card(stage="not_now", why="We ask again in spring.", note="inside"), KEYS)
    assert (row.note, row.icon) == ("We ask again in spring.", "clock-pause")
    assert "inside" in row.spoken


def test_the_origin_says_who_wrote_it_down_and_when() -> None:
    assert idea_words.origin(idea(staff="Jonas")) == (
        "Aoi Tanaka, at the counter. Heard 20 November, written down by Jonas."
    )
    earlier = card(by="", when=datetime(2025, 3, 2, 9))
    assert idea_words.origin(idea(earlier)) == "Heard 2 March 2025."


def test_what_came_of_it_is_counted_in_people() -> None:
    on_menu = card(stage="menu", supporters=17)
    assert idea_words.result(idea(on_menu, item="Decaf", result=40, result_asked=6)) == (
        "6 of 17 have had it since. 40 people in all."
    )
    assert idea_words.result(idea(on_menu, item="Decaf")) == "Nobody has had it yet."
    assert idea_words.result(idea(on_menu)) == ""
    assert idea_words.result(idea(card(), item="Decaf", result=3)) == ""


def test_a_mailing_ticks_only_those_whose_name_is_one_persons() -> None:
    people = (
        supporter(1, "Omar Haddad"),
        supporter(2, "Anna Berg"),
        supporter(3, "Anna Berg"),
        supporter(4, "Ravi Pillai", told=NOW),
        supporter(5, "", customer=None),
    )
    mailing = (("Omar Haddad", "o@example.org"), ("Anna Berg", "a@example.org"))
    assert idea_words.told_by_mail(idea(supporters=people, mailing=mailing)) == (1,)


def test_amounts_days_and_numbers_stand_as_they_are_typed() -> None:
    assert idea_words.price_words(350) == "3.50"
    assert idea_words.price_words(None) == ""
    assert idea_words.date_typed(date(2026, 11, 30)) == "30 November"
    assert idea_words.date_typed(date(2027, 1, 2)) == "2 January 2027"
    assert idea_words.date_typed(None) == ""
    assert (idea_words.number_read(" 1 2 "), idea_words.number_read("")) == (12, None)
    for wrong in ("three", "-1", "1.5", "123456789"):
        with pytest.raises(ValueError, match=wrong):
            idea_words.number_read(wrong)


def test_nobody_hears_a_bare_no() -> None:
    assert len(idea_words.kind_reasons()) >= 3
    assert all(words.endswith(".") for words in idea_words.kind_reasons())
