"""The team's own words: apart from the customers', seen by others only where their author wishes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relnotebook.base import sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import StaffId
from relnotebook.notebook import feedback, ideaboard, ideas, recovery, staff, team, telling
from relnotebook.notebook import shop as shops

from ..builders import Shop


@pytest.fixture
def jonas(shop: Shop) -> StaffId:
    return StaffId(shop.do(staff.set_colleague, "Jonas"))


@pytest.fixture
def mara(shop: Shop) -> StaffId:
    return StaffId(shop.do(staff.set_colleague, "Mara"))


def add(shop: Shop, by: StaffId | None, words: str = "Long day", **how: Any) -> int:
    return int(shop.store.do_as(by, team.add, words, **how)[0])


def seen(shop: Shop, viewer: StaffId | None) -> list[tuple[str, str, bool]]:
    return [(own.by, own.words, own.mine) for own in shop.read(team.lines, viewer)]


def test_ones_own_words_are_ones_own_until_they_are_shared(shop: Shop, jonas: StaffId, mara: StaffId) -> None:
    said = add(shop, jonas, "Long day", feeling="let_down")
    assert seen(shop, jonas) == [("Jonas", "Long day", True)]
    assert seen(shop, mara) == seen(shop, None) == []
    shop.store.do_as(jonas, team.share, said, True)
    assert seen(shop, mara) == [("Jonas", "Long day", False)]
    shop.store.do_as(jonas, team.share, said, False)
    assert seen(shop, mara) == []


def test_only_its_author_shares_or_removes_it(shop: Shop, jonas: StaffId, mara: StaffId) -> None:
    said = add(shop, jonas)
    for who in (mara, None):
        for call, args in ((team.share, (True,)), (team.remove, ())):
            with pytest.raises(Refusal, match="not-yours") as refused:
                shop.store.do_as(who, call, said, *args)
            assert sentences.problem(refused.value)
    shop.store.do_as(jonas, team.remove, said)
    assert seen(shop, jonas) == []
    customers = shop.do(feedback.add, "Too loud", kind="complaint")
    for code in (customers, 99):
        with pytest.raises(NotFound, match="no-feedback"):
            shop.store.do_as(jonas, team.remove, code)


def test_what_is_said_without_a_name_has_none_anywhere(shop: Shop, jonas: StaffId, mara: StaffId) -> None:
    add(shop, jonas, "The roster is unfair", kind="complaint", anonymous=True)
    assert seen(shop, mara) == seen(shop, jonas) == [("", "The roster is unfair", False)]
    with shop.store.read() as s:
        assert s.raw("SELECT by_id, staff_id FROM feedback") == [(None, None)]
        assert s.raw("SELECT staff_id FROM step ORDER BY id DESC LIMIT 1") == [(None,)]


def test_with_nobody_at_the_till_it_is_there_for_all(shop: Shop, mara: StaffId) -> None:
    add(shop, None, "Buy more cups", kind="suggestion")
    assert seen(shop, mara) == [("", "Buy more cups", False)]


def test_a_feeling_alone_is_a_mood(shop: Shop, jonas: StaffId) -> None:
    add(shop, jonas, "", feeling="happy")
    [own] = shop.read(team.lines, jonas)
    assert (own.kind, own.feeling, own.words, own.shared) == ("mood", "happy", "", False)
    for wrong, code in (
        ({"words": " "}, "nothing-typed"),
        ({"kind": "rant"}, "bad-choice"),
        ({"feeling": "meh"}, "bad-choice"),
    ):
        with pytest.raises(Refusal, match=code):
            add(shop, jonas, **{"words": "x", **wrong})


def test_nothing_of_it_is_among_the_customers_words(shop: Shop, jonas: StaffId) -> None:
    add(shop, jonas, "Too many late shifts", kind="complaint", feeling="upset", shared=True)
    assert shop.read(feedback.inbox, show="all").everything == 0
    assert shop.read(feedback.count).todo == 0
    assert shop.read(telling.pairs) == ()


PRIVATE = [
    (feedback.edit, {"words": "Mine now"}),
    (feedback.link, {"customer": None}),
    (feedback.hand_over, {"owner": None}),
    (feedback.remove, {}),
    (recovery.write, {"step": "listen", "words": "Heard"}),
    (recovery.do, {"step": "listen"}),
    (recovery.reopen, {"step": "listen"}),
    (recovery.give, {"what": "A bun", "cost": None}),
    (recovery.decide, {"decision": "yes"}),
    (telling.tell, {}),
    (telling.enough, {"answer": "yes"}),
]


@pytest.mark.parametrize(("act", "said"), PRIVATE, ids=[f"{act.__module__}.{act.__name__}" for act, _said in PRIVATE])
def test_what_is_done_about_customers_words_does_not_reach_it(
    shop: Shop, jonas: StaffId, act: Any, said: dict[str, Any]
) -> None:
    own = add(shop, jonas, "Too many late shifts", kind="complaint", feeling="upset")
    before = shop.tables()
    with pytest.raises(NotFound, match="no-feedback"):
        shop.do(act, own, **said)
    assert shop.tables() == before


def test_nobody_reads_it_as_a_customers_words(shop: Shop, jonas: StaffId) -> None:
    own = add(shop, jonas, "Too many late shifts", kind="complaint", feeling="upset")
    for read in (feedback.one, recovery.steps):
        with pytest.raises(NotFound, match="no-feedback"):
            shop.read(read, own)
    with pytest.raises(NotFound, match="no-feedback"):
        shop.read(recovery.sentences, own, "listen")
    with pytest.raises(NotFound, match="no-feedback"):
        shop.do(ideas.add, "Fewer late shifts", feedback=own)


def test_own_ideas_stand_apart_from_the_board(shop: Shop, jonas: StaffId) -> None:
    shop.store.do_as(jonas, team.add_idea, "Swap the Monday shift")
    shop.store.do_as(jonas, team.add_idea, "Fewer meetings", anonymous=True)
    assert shop.read(ideas.board).count == 0
    with shop.store.read() as s:
        assert s.raw("SELECT title, of_staff, by_id, shared FROM idea ORDER BY id") == [
            ("Swap the Monday shift", 1, jonas, 1),
            ("Fewer meetings", 1, None, 1),
        ]


def test_an_own_idea_is_shared_later_and_taken_back_by_its_author_alone(
    shop: Shop, jonas: StaffId, mara: StaffId
) -> None:
    before = shop.tables()
    idea, _changes = shop.store.do_as(jonas, team.add_idea, "Swap the Monday shift", shared=False)
    assert shop.read(ideaboard.of_staff, mara) == ()
    assert shop.read(team.own_ideas, jonas) == {idea}
    assert shop.read(team.own_ideas, mara) == shop.read(team.own_ideas, None) == frozenset()
    shop.store.do_as(jonas, team.share_idea, idea, True)
    assert [one.title for one in shop.read(ideaboard.of_staff, mara)] == ["Swap the Monday shift"]
    for call, args in ((team.share_idea, (idea, False)), (team.remove_idea, (idea,))):
        for who in (mara, None):
            with pytest.raises(Refusal, match="not-yours"):
                shop.store.do_as(who, call, *args)
    shop.store.do_as(jonas, team.share_idea, idea, False)
    assert shop.read(ideaboard.of_staff, mara) == ()
    shop.store.do_as(jonas, team.remove_idea, idea)
    assert shop.tables() == before


def test_a_customers_idea_is_nobodys_own(shop: Shop, jonas: StaffId) -> None:
    idea = shop.do(ideas.add, "Masala chai")
    for call, args in ((team.share_idea, (idea, True)), (team.remove_idea, (idea,))):
        with pytest.raises(NotFound, match="no-idea"):
            shop.store.do_as(jonas, call, *args)


def test_every_word_can_be_taken_back(shop: Shop, jonas: StaffId) -> None:
    before = shop.tables()
    add(shop, jonas)
    shop.undo()
    assert shop.tables() == before


# Birthdays


def test_colleagues_have_birthdays_too(shop: Shop, jonas: StaffId, mara: StaffId) -> None:
    shop.do(team.set_birthday, jonas, 20, 11)
    shop.do(team.set_birthday, mara, 29, 2)
    assert shop.read(team.birthdays, date(2026, 11, 20)) == ("Jonas",)
    assert shop.read(team.birthdays, date(2027, 2, 28)) == ("Mara",)
    shop.do(shops.edit, leap_rule="1mar")
    assert shop.read(team.birthdays, date(2027, 2, 28)) == ()
    assert shop.read(team.birthdays, date(2027, 3, 1)) == ("Mara",)
    assert shop.read(team.birthdays, date(2028, 2, 29)) == ("Mara",)
    shop.do(team.set_birthday, jonas, None, None)
    assert shop.read(team.birthdays, date(2026, 11, 20)) == ()


def test_who_left_has_none_here(shop: Shop, jonas: StaffId) -> None:
    shop.do(team.set_birthday, jonas, 20, 11)
    shop.do(staff.remove_colleague, jonas)
    assert shop.read(team.birthdays, date(2026, 11, 20)) == ()


@pytest.mark.parametrize(("day", "month"), [(30, 2), (0, 1), (1, 13), (None, 5), (5, None)])
def test_no_day_is_no_birthday(shop: Shop, jonas: StaffId, day: int | None, month: int | None) -> None:
    with pytest.raises(Refusal, match="bad-date"):
        shop.do(team.set_birthday, jonas, day, month)
    with pytest.raises(NotFound, match="no-colleague"):
        shop.do(team.set_birthday, 99, 1, 1)
