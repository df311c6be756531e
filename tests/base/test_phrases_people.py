from __future__ import annotations

from relnotebook.base import phrases, phrases_people
from relnotebook.base.terms import Act, Changes, StepId


def test_who_was_joined_is_named() -> None:
    told = phrases.done(Changes(Act.JOIN_CARDS, frozenset(), frozenset(), StepId(1), (("name", "Omar"),)))
    assert told == "Omar has one card now."
    assert phrases.act(Act.PART_CARDS, {"name": "Omar"}) == "part the cards of Omar"


def test_what_is_about_nobody_is_a_whole_sentence() -> None:
    told = phrases.done(Changes(Act.EXPORT_PEOPLE, frozenset(), frozenset(), StepId(1)))
    assert told == "The file is written."
    assert Act.UNDO_IMPORT in phrases_people.table()


def test_a_list_says_how_many_came_on_it() -> None:
    whom = (("what", "December"), ("n", "2"))
    assert phrases.act(Act.FREEZE_SEGMENT, whom) == "put 2 people on a new list"
    assert phrases.act(Act.SET_SEGMENT, (("what", "December"), ("n", "1"))) == "put 1 person on a list"
    assert phrases.act(Act.SET_SEGMENT, (("what", "December"),)) == "change a group"
