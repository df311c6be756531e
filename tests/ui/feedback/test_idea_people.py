"""Those who want it: names, words, weights, and who knows."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.feedback.idea_people import SHOWN, People, addresses, copied_words
from relnotebook.widgets.theme import Theme

from .test_idea_words import NOW, card, idea, supporter


@pytest.fixture
def people(qtbot: QtBot, theme: Theme) -> People:
    made = People()
    qtbot.addWidget(made)
    made.resize(400, 900)
    made.show()
    return made


def heard(signal: Any) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values if len(values) > 1 else values[0]))
    return found


def test_each_stands_with_their_words_and_how_much_they_want_it(people: People) -> None:
    people.show_idea(idea(supporters=(supporter(1, quote="Every day", weight=3),)))
    row = people.rows[1]
    assert (row.name.text(), row.quote.text(), row.weight.value()) == ("Omar Haddad", "“Every day”", "3")
    assert row.weight.accessibleName() == "How much Omar Haddad wants it"
    assert row.tell.isHidden(), "there is nothing to tell before it is on the menu"


def test_those_counted_without_a_card_have_no_name_and_are_told_nothing(people: People) -> None:
    counted = supporter(2, "", customer=None, tally=3, initials="")
    people.show_idea(idea(card(stage="menu", to_tell=1), supporters=(counted,)))
    row = people.rows[2]
    assert row.plain.text() == "3 people without a card"
    assert row.name.isHidden()
    assert row.tell.isHidden()
    assert row.weight.isHidden()
    assert row.back.accessibleName() == "3 people without a card: take it back"


def test_those_who_do_not_know_yet_come_first(people: People) -> None:
    both = (supporter(1, "Ravi Pillai", told=NOW), supporter(2, "Omar Haddad"))
    people.show_idea(idea(card(stage="menu", told=1, to_tell=1), supporters=both))
    assert people._list.indexOf(people.rows[2]) == 0
    assert people.rows[1].knows.text() == "Told Fri 20"
    assert people.rows[2].tell.accessibleName() == "I told Omar Haddad"
    assert people.first() is people.rows[2].tell


def test_every_button_says_whose_it_is(people: People) -> None:
    told, back, weighed = heard(people.told), heard(people.taken_back), heard(people.weighed)
    opened = heard(people.opened)
    who = supporter(1)
    people.show_idea(idea(card(stage="menu", to_tell=1), supporters=(who,)))
    row = people.rows[1]
    row.tell.click()
    row.back.click()
    row.weight.picked.emit("2")
    row.name.click()
    assert (told, back, weighed, opened) == ([who], [who], [(who, 2)], [who])


def test_read_again_the_same_rows_stay(people: People) -> None:
    people.show_idea(idea(supporters=(supporter(1), supporter(2, "Aoi Tanaka"))))
    kept = people.rows[2]
    people.show_idea(idea(supporters=(supporter(2, "Aoi Tanaka", weight=2),)))
    assert list(people.rows) == [2]
    assert people.rows[2] is kept, "a button keeps the keyboard while others change"


def test_very_many_are_counted_beyond_the_first(people: People) -> None:
    people.show_idea(idea(supporters=tuple(supporter(n, f"Person {n}") for n in range(1, SHOWN + 41))))
    assert len(people.rows) == SHOWN
    assert people.more.text() == "and 40 more"


def test_only_whole_numbers_are_counted(people: People) -> None:
    counted = heard(people.counted)
    for typed in ("three", "0", "", "-2", "12"):
        people.many.setText(typed)
        people.count.click()
    assert counted == [12]


def test_an_ampersand_in_a_name_is_shown_as_it_is(people: People) -> None:
    people.show_idea(idea(supporters=(supporter(1, "Omar & Aoi"),)))
    assert people.rows[1].name.text() == "Omar & Aoi"


def test_addresses_go_into_one_line() -> None:
    both = idea(mailing=(("Omar", "o@example.org"), ("Aoi", "a@example.org")), without=0)
    assert addresses(both) == "o@example.org, a@example.org"
    assert copied_words(both) == "2 addresses are copied. Put them into Bcc."
