"""Making it right: five calm steps in any order, what may be given, what is decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base import sentences
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import feedback, recovery, reminders, staff, telling, timeline, touches
from relnotebook.notebook import shop as shops
from relnotebook.notebook.feedback import Feedback
from relnotebook.notebook.recovery import Limits, Step

from ..builders import Regular, Shop

WAIT = "Twenty minutes for one flat white, and nobody said a word."


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad").is_(pronouns="he/him")


@pytest.fixture
def said(shop: Shop, omar: Regular) -> int:
    """A complaint of Tuesday."""
    found: int = shop.do(feedback.add, WAIT, customer=omar.id, feeling="upset", when=clocks.now() - timedelta(days=3))
    return found


def one(shop: Shop, said: int) -> Feedback:
    found = shop.read(feedback.one, said)
    assert isinstance(found, Feedback)
    return found


def step(shop: Shop, said: int, key: str) -> Step:
    (found,) = (one_ for one_ in shop.read(recovery.steps, said) if one_.key == key)
    assert isinstance(found, Step)
    return found


def status(shop: Shop, said: int) -> tuple[str, str]:
    found = one(shop, said)
    return found.line.status, found.decision


def words(kind: str, shop: Shop) -> int:
    found: int = shop.do(feedback.add, "The cups keep it hot", kind=kind)
    return found


# The steps


def test_a_complaint_goes_from_new_to_told_in_five_steps(shop: Shop, omar: Regular, said: int) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    assert [found.title for found in shop.read(recovery.steps, said)] == [
        "Listen", "Acknowledge", "Solve", "Thank", "Follow up",
    ]  # fmt: skip
    assert status(shop, said) == ("new", "")
    shop.store.do_as(jonas, recovery.do, said, "listen", "Felt ignored, more than the wait itself.")
    assert status(shop, said) == ("acting", "")
    first = step(shop, said, "listen")
    assert (first.words, first.done, first.by, first.when) == (
        "Felt ignored, more than the wait itself.", True, "Jonas", clocks.now(),
    )  # fmt: skip
    shop.do(recovery.do, said, "acknowledge")
    shop.do(recovery.do, said, "solve", "Second grinder on from 8 to 10.")
    assert status(shop, said) == ("tell", "yes")
    assert one(shop, said).we_did == "Second grinder on from 8 to 10."
    shop.store.do_as(jonas, recovery.do, said, "thank", "Omar, thank you for telling us.")
    assert status(shop, said) == ("told", "yes")
    told = one(shop, said).told
    assert told is not None
    assert (told.how, told.words, told.by) == ("in_person", "Omar, thank you for telling us.", "Jonas")
    shop.do(recovery.do, said, "follow_up")
    assert [found.done for found in shop.read(recovery.steps, said)] == [True] * 5
    assert status(shop, said) == ("told", "yes")


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        ("suggestion", [("listen", "acting"), ("thank", "acting"), ("tell", "told")]),
        ("praise", [("thank", "tell"), ("tell", "told")]),
        ("question", [("answer", "told"), ("follow_up", "told")]),
        ("complaint", [("thank", "told"), ("solve", "told"), ("listen", "told")]),
    ],
)
def test_other_kinds_have_their_own_ways_and_no_order_is_forced(
    shop: Shop, kind: str, way: list[tuple[str, str]]
) -> None:
    said = words(kind, shop)
    shop.do(feedback.link, said, shop.customer("Ana").id)
    for key, after in way:
        shop.do(recovery.do, said, key, "As it was")
        assert (key, status(shop, said)[0]) == (key, after)


def test_what_is_typed_is_kept_in_one_undo_step(shop: Shop, said: int) -> None:
    for typed in ("F", "Felt", "Felt ignored"):
        shop.do(recovery.write, said, "listen", typed)
    assert (step(shop, said, "listen").words, step(shop, said, "listen").done) == ("Felt ignored", False)
    assert status(shop, said)[0] == "acting"
    shop.undo()
    assert (step(shop, said, "listen").words, status(shop, said)[0]) == ("", "new")


def test_typing_nothing_new_writes_nothing(shop: Shop, said: int) -> None:
    acts = shop.acts()
    shop.do(recovery.write, said, "listen", "  ")
    assert shop.acts() == acts
    assert status(shop, said)[0] == "new"


def test_words_of_a_step_that_is_done_may_be_put_better(
    shop: Shop, said: int, clock: Callable[[timedelta], None]
) -> None:
    jonas, mia = shop.do(staff.set_colleague, "Jonas"), shop.do(staff.set_colleague, "Mia")
    shop.store.do_as(jonas, recovery.do, said, "listen", "Felt ignored")
    at = clocks.now()
    clock(timedelta(hours=2))
    shop.store.do_as(mia, recovery.write, said, "listen", "Felt ignored by us")
    found = step(shop, said, "listen")
    assert (found.words, found.done, found.by, found.when) == ("Felt ignored by us", True, "Jonas", at)


def test_done_without_words_keeps_what_was_written(shop: Shop, said: int) -> None:
    shop.do(recovery.write, said, "solve", "A second grinder")
    shop.do(recovery.do, said, "solve")
    assert (step(shop, said, "solve").words, one(shop, said).we_did) == ("A second grinder", "A second grinder")


def test_the_words_for_the_wall_stay_as_somebody_put_them(shop: Shop, said: int) -> None:
    shop.do(feedback.edit, said, we_did="add a grinder")
    shop.do(recovery.do, said, "solve", "Second grinder on from 8 to 10.")
    assert one(shop, said).we_did == "add a grinder"


def test_solved_is_what_can_be_told(shop: Shop, said: int) -> None:
    for empty in (None, "", "  "):
        with pytest.raises(Refusal, match="empty-value") as refused:
            shop.do(recovery.do, said, "solve", empty)
        assert sentences.problem(refused.value) == "What was done? Write it in a few words, so that it can be told."
    assert status(shop, said) == ("new", "")
    shop.do(recovery.decide, said, "no", why="The lease")  # the reason is what is told
    shop.do(recovery.do, said, "solve")
    assert step(shop, said, "solve").done


def test_a_question_is_answered_with_words(shop: Shop, omar: Regular) -> None:
    said = shop.do(feedback.add, "Where are the rolls?", customer=omar.id)
    for call, args in ((recovery.do, ("answer",)), (telling.tell, ())):
        with pytest.raises(Refusal, match="empty-value") as refused:
            shop.do(call, said, *args)
        assert sentences.problem(refused.value) == "What was answered? Write it in a few words."
    shop.do(recovery.decide, said, "yes", we_did="On Saturdays")
    shop.do(telling.tell, said)
    assert status(shop, said)[0] == "told"


def test_steps_that_are_not_there_are_refused(shop: Shop, said: int) -> None:
    for call in (recovery.do, recovery.reopen):
        with pytest.raises(Refusal, match="bad-choice"):
            shop.do(call, said, "answer")
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(recovery.write, said, "answer", "x")
    with pytest.raises(Refusal, match="bad-choice"):
        shop.read(recovery.sentences, said, "answer")


# Sentences


def test_a_sentence_is_offered_and_another_and_the_first_again(shop: Shop, said: int) -> None:
    several = [shop.read(recovery.sentences, said, "acknowledge", n) for n in range(5)]
    assert [found.n for found in several] == [0, 1, 2, 3, 0]
    assert {found.of for found in several} == {4}
    assert several[0] == several[4]
    assert several[1].text.startswith("Omar, I am sorry about Tuesday.")


def test_the_sentence_knows_what_was_done_and_given(shop: Shop, said: int) -> None:
    shop.do(recovery.do, said, "solve", "A second grinder runs every morning")
    shop.do(recovery.give, said, "Your next flat white is on us", 320)
    assert shop.read(recovery.sentences, said, "thank").text == (
        "Omar, thank you for telling us about Tuesday. This has changed since: a second grinder runs every morning. "
        "Your next flat white is on us."
    )


def test_a_description_is_not_how_to_greet(shop: Shop) -> None:
    man = shop.customer("tall man, grey dog")
    said = shop.do(feedback.add, WAIT, customer=man.id, kind="complaint")
    assert shop.read(recovery.sentences, said, "listen").text == "Tell me how it was for you. I have the time."


def test_hints_speak_of_them_as_the_card_says(shop: Shop, omar: Regular, said: int) -> None:
    assert step(shop, said, "thank").hint.startswith("He told you instead of leaving.")
    assert step(shop, said, "thank").main == "I told him"
    omar.is_(pronouns="")
    assert step(shop, said, "thank").main == "I told them"
    assert [found.key for found in shop.read(recovery.steps, said) if found.tells] == ["thank"]


# Follow up


def test_the_follow_up_asks_in_two_days_and_at_the_next_visit(shop: Shop, omar: Regular, said: int) -> None:
    mia = shop.do(staff.set_colleague, "Mia")
    shop.store.do_as(mia, recovery.do, said, "follow_up")
    found = shop.read(reminders.of, omar.id)
    assert [(r.kind, r.due, r.words) for r in found] == [
        ("follow_up", date(2026, 11, 22), f"Ask if it is better since “{WAIT}”"),
        ("ask", None, f"Ask if it is better since “{WAIT}”"),
    ]
    assert found[0].owner_name == "Mia"
    shop.do(recovery.do, said, "follow_up")
    assert shop.read(reminders.of, omar.id) == found
    assert {t.kind for t in shop.read(touches.of_customer, omar.id).touches} >= {"ask"}


@pytest.mark.parametrize(("kind", "tells"), [("complaint", "thank"), ("question", "answer")])
def test_without_a_card_nobody_is_reminded_and_nobody_is_asked(
    shop: Shop, omar: Regular, kind: str, tells: str
) -> None:
    said = words(kind, shop)
    assert "follow_up" not in [found.key for found in shop.read(recovery.steps, said)]
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(recovery.do, said, "follow_up")
    shop.do(recovery.do, said, tells, "It is as it is")
    assert not one(shop, said).asks_enough
    assert shop.tables()["reminder"] == []
    shop.do(feedback.link, said, omar.id)
    assert not step(shop, said, "follow_up").done
    assert one(shop, said).asks_enough


def test_a_complaint_that_is_told_is_followed_up_by_itself(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.do, said, "solve", "A second grinder")
    assert not step(shop, said, "follow_up").done
    shop.do(telling.tell, said)
    followed = step(shop, said, "follow_up")
    assert (followed.done, followed.words) == (True, "We will remind you")
    assert [(r.kind, r.due) for r in shop.read(reminders.of, omar.id)] == [
        ("follow_up", date(2026, 11, 22)), ("ask", None),
    ]  # fmt: skip
    shop.undo()
    assert (status(shop, said)[0], step(shop, said, "follow_up").done) == ("tell", False)
    assert shop.read(reminders.of, omar.id) == ()


def test_who_was_to_be_reminded_already_is_not_reminded_twice(
    shop: Shop, omar: Regular, said: int, clock: Callable[[timedelta], None]
) -> None:
    shop.do(recovery.do, said, "follow_up", "Ask about the wait")
    clock(timedelta(hours=1))
    shop.do(telling.tell, said)
    assert len(shop.read(reminders.of, omar.id)) == 2
    shop.do(recovery.reopen, said, "thank")  # what somebody asked for stays
    assert len(shop.read(reminders.of, omar.id)) == 2
    assert step(shop, said, "follow_up").done


def test_a_telling_that_is_taken_back_takes_its_reminders_back(
    shop: Shop, omar: Regular, said: int, clock: Callable[[timedelta], None]
) -> None:
    shop.do(telling.tell, said)
    clock(timedelta(hours=1))
    shop.do(recovery.reopen, said, "thank")
    assert shop.read(reminders.of, omar.id) == ()
    assert not step(shop, said, "follow_up").done


def test_what_asks_if_it_is_better_goes_with_the_words_to_another_card(shop: Shop, omar: Regular, said: int) -> None:
    ana = shop.customer("Ana")
    shop.do(telling.tell, said)
    shop.do(feedback.link, said, ana.id)
    assert shop.read(reminders.of, omar.id) == ()
    assert [r.kind for r in shop.read(reminders.of, ana.id)] == ["follow_up", "ask"]
    shop.do(telling.enough, said, "yes")
    assert shop.read(reminders.of, ana.id) == ()
    shop.undo()
    shop.do(feedback.link, said, None)
    assert shop.read(reminders.of, ana.id) == ()
    shop.do(feedback.link, said, omar.id)
    assert not step(shop, said, "follow_up").done
    shop.undo()
    shop.undo()
    shop.undo()
    assert [r.kind for r in shop.read(reminders.of, omar.id)] == ["follow_up", "ask"]


def test_a_follow_up_that_is_open_again_takes_its_own_reminders_only(shop: Shop, omar: Regular, said: int) -> None:
    omar.promised("Rye", due="tomorrow")
    shop.do(recovery.do, said, "follow_up")
    omar.ask("How is the new flat?")
    shop.do(recovery.reopen, said, "follow_up")
    assert [r.words for r in shop.read(reminders.of, omar.id)] == ["Rye", "How is the new flat?"]


# Open again


def test_a_step_that_is_open_again_takes_back_what_hung_on_it(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.do, said, "solve", "A second grinder")
    shop.do(recovery.do, said, "thank", "Thank you")
    shop.do(recovery.reopen, said, "thank")
    assert status(shop, said) == ("tell", "yes")
    assert one(shop, said).told is None
    assert step(shop, said, "thank").words == "Thank you"
    assert [entry.text for entry in shop.read(timeline.page, omar.id, only="touchpoints").entries] == ["Thank you"]
    shop.do(recovery.reopen, said, "solve")
    assert status(shop, said) == ("acting", "")
    with pytest.raises(NotFound, match="no-step"):
        shop.do(recovery.reopen, said, "solve")


def test_thanked_before_it_was_solved_goes_back_to_acting(shop: Shop, said: int) -> None:
    shop.do(recovery.do, said, "thank", "Thank you")
    shop.do(recovery.reopen, said, "thank")
    assert status(shop, said) == ("acting", "")


# What may be given


def test_a_shop_of_a_kind_has_something_to_give(shop: Shop) -> None:
    assert shop.read(recovery.limits) == Limits(
        None, ("A free flat white", "The next one is on us", "A bun to take home")
    )
    for kind in shops.kinds():
        shop.do(shops.edit, kind=kind.key)
        assert 2 <= len(shop.read(recovery.limits).offers) <= 3


def test_the_owner_says_up_to_what(shop: Shop, said: int) -> None:
    shop.do(recovery.set_limits, limit=500, offers=["A bun ", "", "A bun", "Zwei Törtchen"])
    assert shop.read(recovery.limits) == Limits(500, ("A bun", "Zwei Törtchen"))
    shop.do(recovery.give, said, "A bun", 500)
    assert (one(shop, said).gave, one(shop, said).cost, status(shop, said)[0]) == ("A bun", 500, "acting")
    with pytest.raises(Refusal, match="over-limit") as refused:
        shop.do(recovery.give, said, "A cake", 501)
    assert sentences.problem(refused.value) == (
        "That is more than 5.00, so the owner decides. Ask first, or give less."
    )
    assert one(shop, said).gave == "A bun"
    shop.do(recovery.give, said, "A cake", 1805, allowed=True)
    assert (one(shop, said).gave, one(shop, said).cost) == ("A cake", 1805)
    shop.do(recovery.give, said, "", 1805)
    assert (one(shop, said).gave, one(shop, said).cost) == ("", None)


@pytest.mark.parametrize(
    ("role", "may"),
    [("Owner", True), ("Inhaberin, Friseurmeisterin", True), ("BESITZER", True), ("Barista", False),
     ("Assistant to the owner", False), ("", False)],
)  # fmt: skip
def test_the_owner_needs_nobodys_yes(shop: Shop, said: int, role: str, may: bool) -> None:
    mara = shop.do(staff.set_colleague, "Mara", role=role)
    shop.do(recovery.set_limits, limit=500, offers=[])
    if may:
        shop.store.do_as(mara, recovery.give, said, "A cake", 2500)
        assert one(shop, said).cost == 2500
        return
    with pytest.raises(Refusal, match="over-limit"):
        shop.store.do_as(mara, recovery.give, said, "A cake", 2500)


def test_what_was_given_stands_with_the_solving(shop: Shop, said: int) -> None:
    assert step(shop, said, "solve").gave == ""
    shop.do(recovery.give, said, "A free flat white", 320)
    assert step(shop, said, "solve").gave == "A free flat white, 3.20"
    shop.do(recovery.give, said, "A free flat white", None)
    assert step(shop, said, "solve").gave == "A free flat white"
    assert step(shop, said, "listen").gave == ""


def test_nothing_to_give_is_a_choice_too(shop: Shop) -> None:
    shop.do(recovery.set_limits, limit=0, offers=[])
    assert shop.read(recovery.limits) == Limits(0, ())


@pytest.mark.parametrize("cost", [-1, 10**9])
def test_what_is_no_cost_is_refused(shop: Shop, said: int, cost: int) -> None:
    with pytest.raises(Refusal, match="bad-cost"):
        shop.do(recovery.give, said, "A bun", cost)
    with pytest.raises(Refusal, match="bad-cost"):
        shop.do(recovery.set_limits, limit=cost, offers=[])


@pytest.mark.parametrize(("hundredths", "said_"), [(0, "0.00"), (5, "0.05"), (350, "3.50"), (123456, "1234.56")])
def test_a_cost_is_said_in_the_shops_currency(hundredths: int, said_: str) -> None:
    assert recovery.money(hundredths) == said_


# Decided


def test_a_no_needs_its_reason(shop: Shop, said: int) -> None:
    for decision in ("no", "not_now"):
        with pytest.raises(Refusal, match="empty-value") as refused:
            shop.do(recovery.decide, said, decision)
        assert "reason" in sentences.problem(refused.value)
    shop.do(recovery.decide, said, "not_now", why="The lease ends in May")
    assert status(shop, said) == ("tell", "not_now")
    assert one(shop, said).why == "The lease ends in May"
    shop.do(recovery.decide, said, "no")
    assert one(shop, said).why == "The lease ends in May"
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(recovery.decide, said, "maybe")


@pytest.mark.parametrize("kind", feedback.KINDS)
def test_what_is_decided_is_to_be_told(shop: Shop, kind: str) -> None:
    said = words(kind, shop)
    shop.do(recovery.decide, said, "yes", we_did="Two more cups", you_said="The cups are few")
    found = one(shop, said)
    assert (found.line.status, found.we_did, found.you_said) == ("tell", "Two more cups", "The cups are few")


def test_a_yes_has_no_reason_against_it(shop: Shop, said: int) -> None:
    shop.do(recovery.decide, said, "no", why="The lease")
    shop.do(recovery.decide, said, "yes", we_did="A door closer")
    assert (one(shop, said).decision, one(shop, said).why) == ("yes", "")


def test_who_was_told_something_else_is_told_again(shop: Shop, omar: Regular, said: int) -> None:
    shop.do(recovery.decide, said, "no", why="The lease")
    shop.do(telling.tell, said)
    shop.do(recovery.decide, said, "no", why="The lease ends in May")
    assert status(shop, said)[0] == "told"
    shop.do(recovery.decide, said, "yes", we_did="A door closer")
    found = one(shop, said)
    assert (found.line.status, found.told, step(shop, said, "thank").done) == ("tell", None, False)
    assert [line.text for line in shop.read(telling.to_tell, omar.id)] == ["Tell Omar: a door closer."]


def test_colleagues_words_have_no_steps(shop: Shop) -> None:
    from relnotebook.notebook import team

    said = shop.do(team.add, "Long day", kind="complaint", feeling="let_down")
    with pytest.raises(NotFound, match="no-feedback"):
        shop.read(recovery.steps, said)


def test_the_steps_of_a_pane_take_few_statements(shop: Shop, said: int) -> None:
    asked: list[str] = []
    with shop.store.read() as s:
        ask = s.raw

        def raw(sql: str, params: Any = ()) -> Any:
            asked.append(sql)
            return ask(sql, params)

        s.raw = raw  # type: ignore[method-assign]
        feedback.one(s, said)
    assert len(asked) <= 20, asked


def test_the_way_takes_no_words_away(shop: Shop, said: int) -> None:
    """Whatever is done, undone and done otherwise: what was typed into a step is there."""
    typed = {"listen": "a", "acknowledge": "b", "solve": "c", "thank": "d", "follow_up": "e"}
    for key, text in typed.items():
        shop.do(recovery.write, said, key, text)

    def kept() -> dict[str, Any]:
        """Of this round, else of the one before."""
        return {found.key: found.words or found.earlier[-1] for found in shop.read(recovery.steps, said)}

    for call, args in (
        (recovery.do, ("solve",)),
        (recovery.do, ("thank",)),
        (recovery.do, ("follow_up",)),
        (telling.enough, ("no",)),
        (recovery.do, ("solve", "c")),
        (recovery.reopen, ("solve",)),
        (recovery.decide, ("no",)),
    ):
        shop.do(call, said, *args, **({"why": "x"} if call is recovery.decide else {}))
        assert kept() == typed
