"""Closing the loop: nobody is forgotten, nobody is told twice, nobody is named who did not agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base import phrases, sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import feedback, ideas, recovery, reminders, staff, supporters, team, telling, timeline
from relnotebook.notebook import shop as shops
from relnotebook.notebook.feedback import Feedback

from ..builders import Regular, Shop

WAIT = "Twenty minutes for one flat white, and nobody said a word."


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad").is_(pronouns="he/him")


@pytest.fixture
def said(shop: Shop, omar: Regular) -> int:
    found: int = shop.do(feedback.add, WAIT, customer=omar.id, feeling="upset")
    return found


def one(shop: Shop, said: int) -> Feedback:
    found = shop.read(feedback.one, said)
    assert isinstance(found, Feedback)
    return found


def greeting(shop: Shop, who: Regular) -> list[str]:
    return [line.text for line in shop.read(telling.to_tell, who.id)]


# Told


def test_who_was_told_how_and_when_is_known_and_in_the_history(shop: Shop, omar: Regular, said: int) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.do(recovery.do, said, "solve", "A second grinder runs every morning")
    _none, changes = shop.store.do_as(jonas, telling.tell, said, how="phone", words="He laughed and comes on Monday")
    told = one(shop, said).told
    assert told is not None
    assert (told.how, told.words, told.when, told.by) == (
        "phone", "He laughed and comes on Monday", clocks.now(), "Jonas",
    )  # fmt: skip
    [entry] = shop.read(timeline.page, omar.id, only="touchpoints").entries
    assert (entry.text, entry.detail, entry.staff) == ("He laughed and comes on Monday", "phone", "Jonas")
    with shop.store.read() as s:
        assert s.raw("SELECT source, moment FROM touchpoint") == [("touch", "after")]
    assert changes is not None
    assert phrases.done(changes) == "Omar has been told."
    assert [found.key for found in one(shop, said).steps if found.done] == ["solve", "thank", "follow_up"]


@pytest.mark.parametrize(
    ("kind", "decide", "told"),
    [
        ("complaint", {"we_did": "A second grinder"}, "Told: a second grinder."),
        ("suggestion", {"decision": "no", "why": "The lease forbids it"}, "Told: the lease forbids it."),
        ("complaint", {"decision": "no", "why": "The lease", "we_did": "Asked twice"}, "Told: the lease."),
        ("praise", {}, f"Thanked for “{WAIT}”"),
        ("question", {"we_did": "Two people call in sick"}, "Told: two people call in sick."),
    ],
)
def test_without_words_the_history_says_what_came_of_it(
    shop: Shop, omar: Regular, kind: str, decide: dict[str, str], told: str
) -> None:
    said = shop.do(feedback.add, WAIT, customer=omar.id, kind=kind)
    if decide:
        shop.do(recovery.decide, said, **{"decision": "yes", **decide})
    shop.do(telling.tell, said)
    assert [entry.text for entry in shop.read(timeline.page, omar.id, only="touchpoints").entries] == [told]


def test_what_was_written_for_the_thanks_is_what_was_said(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.write, said, "thank", "Omar, thank you. The grinder runs.")
    shop.do(telling.tell, said)
    told = one(shop, said).told
    assert told is not None
    assert told.words == "Omar, thank you. The grinder runs."


def test_nobody_is_told_twice(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(telling.tell, said)
    for call, args in ((telling.tell, ()), (recovery.do, ("thank",))):
        with pytest.raises(Refusal, match="already-told") as refused:
            shop.do(call, said, *args)
        assert sentences.problem(refused.value) == "Omar has been told already."
    assert len(shop.tables()["touchpoint"]) == 1


def test_somebody_without_a_card_can_be_told_too(shop: Shop) -> None:
    said = shop.do(feedback.add, WAIT, given_name="Tom", kind="complaint")
    changes = shop.changes(telling.tell, said, how="email")
    assert changes is not None
    assert phrases.done(changes) == "Tom has been told."
    assert shop.tables()["touchpoint"] == []
    nobody = shop.do(feedback.add, "Where are the rolls?", kind="question")
    found = shop.changes(telling.tell, nobody, words="In the drawer")
    assert found is not None
    assert phrases.done(found) == "They have been told."


def test_a_way_that_is_none_is_refused(shop: Shop, said: int) -> None:
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(telling.tell, said, how="pigeon")
    assert one(shop, said).line.status == "new"


# The greeting lines


def test_the_card_greets_with_what_is_still_to_be_told(
    shop: Shop, omar: Regular, said: int, clock: Callable[[timedelta], None]
) -> None:
    assert greeting(shop, omar) == []
    shop.do(recovery.do, said, "solve", "A second grinder runs every morning")
    at = clocks.now()
    clock(timedelta(hours=1))
    cups = shop.do(feedback.add, "The new cups keep it hot", customer=omar.id, kind="praise")
    shop.do(recovery.do, cups, "thank", "Passed on to Jonas")
    assert greeting(shop, omar) == [
        "Tell Omar: a second grinder runs every morning.",
        "Thank Omar for the kind words: “The new cups keep it hot”",
    ]
    first = shop.read(telling.to_tell, omar.id)[0]
    assert (first.id, first.kind, first.said, first.when) == (said, "feedback", WAIT, at)
    shop.do(telling.tell, said)
    assert len(greeting(shop, omar)) == 1
    shop.undo()
    assert len(greeting(shop, omar)) == 2


def test_an_idea_on_the_menu_is_told_beside_it(shop: Shop, omar: Regular) -> None:
    idea = shop.do(ideas.add, "Decaf after noon", customer=omar.id)
    shop.do(ideas.move, idea, "menu")
    [line] = shop.read(telling.to_tell, omar.id)
    assert (line.kind, line.text) == ("idea", "Tell Omar: Decaf after noon is on the menu.")
    shop.do(supporters.tell, line.id)
    assert greeting(shop, omar) == []


def test_a_barber_has_no_menu(shop: Shop, omar: Regular) -> None:
    shop.do(shops.edit, kind="barber")
    idea = shop.do(ideas.add, "Hot towels", customer=omar.id)
    shop.do(ideas.move, idea, "menu")
    board = shop.read(ideas.board)
    assert (board.came_true, board.lanes["menu"][0].came_true) == ("We do it now", "We do it now")
    [line] = shop.read(telling.to_tell, omar.id)
    assert line.text == "Tell Omar: we do “Hot towels” now."
    shop.do(supporters.tell, line.id)
    assert shop.read(timeline.page, omar.id, only="touchpoints").entries[0].text == "Told: we do “Hot towels” now"


def test_a_no_is_told_kindly_and_not_hidden_behind_the_deed(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.do, said, "solve", "A second grinder")
    shop.do(recovery.decide, said, "not_now", why="the beans come first")
    assert greeting(shop, omar) == ["Tell Omar kindly: not now. The beans come first."]


# Was it enough?


def test_it_is_asked_once_they_were_told(shop: Shop, omar: Regular, said: int) -> None:
    assert not one(shop, said).asks_enough
    shop.do(telling.tell, said)
    assert one(shop, said).asks_enough
    shop.do(recovery.do, said, "follow_up")
    shop.do(telling.enough, said, "yes")
    found = one(shop, said)
    assert (found.enough, found.asks_enough, found.line.status) == ("yes", False, "told")
    assert shop.read(reminders.of, omar.id) == ()
    with shop.store.read() as s:
        assert s.raw("SELECT kind, state FROM reminder") == [("follow_up", "done"), ("ask", "done")]


def test_not_enough_opens_a_new_round(shop: Shop, omar: Regular, said: int, clock: Callable[[timedelta], None]) -> None:
    for key in ("listen", "acknowledge", "solve", "thank", "follow_up"):
        shop.do(recovery.do, said, key, key.title())
    clock(timedelta(days=9))
    shop.do(telling.enough, said, "no")
    found = one(shop, said)
    assert (found.line.status, found.told, found.enough, found.decision) == ("acting", None, "no", "")
    assert found.line.due == date(2026, 12, 1)
    assert [(step.key, step.done) for step in found.steps] == [
        ("listen", True), ("acknowledge", True), ("solve", False), ("thank", False), ("follow_up", False),
    ]  # fmt: skip
    assert [(step.words, step.earlier) for step in found.steps[2:]] == [
        ("", ("Solve",)), ("", ("Thank",)), ("", ("Follow_Up",)),
    ]  # fmt: skip
    assert shop.read(reminders.of, omar.id) == ()
    shop.do(recovery.do, said, "solve", "Two people from 8 to 10")
    assert greeting(shop, omar) == ["Tell Omar: two people from 8 to 10."]
    shop.do(telling.tell, said)
    shop.do(recovery.do, said, "follow_up")
    assert one(shop, said).asks_enough
    assert len(shop.read(reminders.of, omar.id)) == 2


def test_a_new_round_begins_with_a_fresh_offer_and_keeps_the_first_readable(
    shop: Shop, omar: Regular, said: int
) -> None:
    shop.do(recovery.do, said, "solve", "Spoke to the supplier")
    shop.do(feedback.edit, said, we_did="A second grinder")
    shop.do(recovery.give, said, "A free flat white", 320)
    shop.do(telling.tell, said)
    assert "grinder" in shop.read(recovery.sentences, said, "thank").text
    shop.do(telling.enough, said, "no")
    found = one(shop, said)
    solve, thank, follow_up = found.steps[2:]
    assert solve.earlier == ("Spoke to the supplier\nA second grinder\nA free flat white, 3.20",)
    assert thank.earlier == ("Told: a second grinder. A free flat white is promised.",)
    assert [step.words for step in (solve, thank, follow_up)] == ["", "", ""]
    assert (found.we_did, found.gave, found.cost) == ("", "", None)
    offered = shop.read(recovery.sentences, said, "thank").text
    assert "grinder" not in offered
    assert "flat white" not in offered
    shop.do(recovery.do, said, "solve", "Two people from 8 to 10")
    shop.do(telling.tell, said)
    shop.do(telling.enough, said, "no")
    assert one(shop, said).steps[2].earlier[1:] == ("Two people from 8 to 10",)
    shop.undo()
    assert one(shop, said).steps[2].words == "Two people from 8 to 10"


def test_a_reason_that_was_told_is_kept_with_its_round(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.decide, said, "no", why="The lease")
    shop.do(telling.tell, said)
    shop.do(telling.enough, said, "no")
    found = one(shop, said)
    assert (found.why, found.decision, found.steps[2].earlier) == ("", "", ("The lease",))


def test_an_answer_that_was_not_enough_is_given_again(shop: Shop, omar: Regular) -> None:
    said = shop.do(feedback.add, "Where are the rolls?", customer=omar.id)
    shop.do(recovery.do, said, "answer", "On Saturdays")
    shop.do(telling.enough, said, "no")
    assert [(step.key, step.done) for step in one(shop, said).steps] == [("answer", False), ("follow_up", False)]
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(telling.enough, said, "perhaps")


def test_reminders_that_are_gone_are_no_trouble(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.do, said, "follow_up")
    for reminder in shop.read(reminders.of, omar.id):
        shop.do(reminders.remove, reminder.id)
    shop.do(telling.enough, said, "yes")
    assert one(shop, said).enough == "yes"


# You said, we did


def test_pairs_name_only_those_who_agreed(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.decide, said, "yes", we_did="add a grinder", you_said="the wait was silent")
    [pair] = shop.read(telling.pairs)
    assert (pair.id, pair.you_said, pair.we_did, pair.name) == (said, "the wait was silent", "add a grinder", "")
    shop.do(feedback.edit, said, named=True)
    assert shop.read(telling.pairs)[0].name == "Omar"


def test_pairs_are_what_was_decided_with_words(shop: Shop, omar: Regular, said: int) -> None:
    assert shop.read(telling.pairs_count) == 0
    shop.do(recovery.write, said, "listen", "x")
    shop.do(feedback.edit, said, we_did="add a grinder")
    assert shop.read(telling.pairs) == ()  # nothing was decided yet
    shop.do(recovery.decide, said, "yes")
    bare = shop.do(feedback.add, "Lovely", kind="praise")
    shop.do(telling.tell, bare)
    no = shop.do(feedback.add, "Open on Sundays. " + "Please. " * 40, kind="suggestion")
    shop.do(recovery.decide, no, "no", why="Sunday is our only day off")
    shop.do(team.add, "Long day", feeling="let_down", shared=True)
    found = shop.read(telling.pairs)
    assert [pair.id for pair in found] == [no, said]
    assert (found[0].decision, found[0].why, found[0].we_did) == ("no", "Sunday is our only day off", "")
    assert found[0].you_said.endswith("…")
    assert len(found[0].you_said) <= 121
    assert shop.read(telling.pairs_count) == 2
    assert len(shop.read(telling.pairs, limit=1)) == 1


def test_pairs_stand_in_the_order_of_the_days_they_show(
    shop: Shop, omar: Regular, said: int, clock: Callable[[timedelta], None]
) -> None:
    clock(timedelta(days=1))
    cups = shop.do(feedback.add, "The cups are cold", customer=omar.id, kind="complaint")
    shop.do(recovery.decide, cups, "yes", we_did="warm them")
    clock(timedelta(days=1))
    shop.do(recovery.decide, said, "yes", we_did="add a grinder")
    found = shop.read(telling.pairs)
    assert [pair.id for pair in found] == [said, cups]
    assert [pair.when for pair in found] == sorted((pair.when for pair in found), reverse=True)
    clock(timedelta(days=1))
    shop.do(telling.tell, cups)
    assert [pair.id for pair in shop.read(telling.pairs)] == [cups, said]
    assert [pair.id for pair in shop.read(telling.pairs, limit=1)] == [cups]


def test_pairs_of_somebody_without_a_card(shop: Shop) -> None:
    said = shop.do(feedback.add, WAIT, given_name="Tom", named=True)
    shop.do(recovery.decide, said, "yes", we_did="a grinder")
    assert shop.read(telling.pairs)[0].name == "Tom"


def test_the_words_need_a_row_that_is_there(shop: Shop) -> None:
    for call, args in ((telling.tell, ()), (telling.enough, ("no",))):
        with pytest.raises(NotFound, match="no-feedback"):
            shop.do(call, 99, *args)


def test_the_greeting_lines_are_looked_up_by_the_card(shop: Shop, omar: Regular) -> None:
    with shop.store.read() as s:
        plan: list[Any] = s._driver.execute(f"EXPLAIN QUERY PLAN {telling._TO_TELL}", (omar.id,)).fetchall()
    assert any("customer_id" in row[3] for row in plan), plan
