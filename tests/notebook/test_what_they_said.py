"""What feedback and ideas do elsewhere: on Today, in the rules of tact, on the Counter's rows, in the score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.notebook import (
    closeness,
    derive,
    feedback,
    ideas,
    lines,
    marks,
    messages,
    recovery,
    supporters,
    tact,
    telling,
    timeline,
    touches,
    visits,
)
from relnotebook.notebook.agenda import Touch

from ..builders import Regular, Shop

WAIT = "Twenty minutes for one flat white, and nobody said a word."


@pytest.fixture
def omar(shop: Shop) -> Regular:
    return shop.customer("Omar Haddad")


def complains(shop: Shop, who: Regular, words: str = WAIT) -> int:
    found: int = shop.do(feedback.add, words, kind="complaint", customer=who.id, feeling="upset")
    return found


def solved(shop: Shop, said: int) -> None:
    shop.do(recovery.decide, said, "yes", we_did="Second grinder on from 8 to 10")


def listed(shop: Shop) -> list[tuple[str, str, str]]:
    return [(one.group, one.greet, one.line) for one in shop.read(touches.today).touches]


def only(shop: Shop) -> Touch:
    (found,) = shop.read(touches.today).touches
    assert isinstance(found, Touch)
    return found


def badges(shop: Shop, who: Regular) -> list[str]:
    (found,) = shop.read(lines.lines, (who.id,))
    return [badge.text for badge in found.badges]


def score(shop: Shop, who: Regular) -> closeness.Points:
    found = shop.read(closeness.of, who.id)
    assert isinstance(found, closeness.Closeness)
    return found.points


# Touches


def test_what_was_done_is_a_touch_every_day_until_they_know(
    shop: Shop, omar: Regular, clock: Callable[[timedelta], None]
) -> None:
    said = complains(shop, omar)
    assert listed(shop) == []  # nothing to tell yet
    solved(shop, said)
    told = [("today", "Omar", "Second grinder on from 8 to 10. Omar does not know yet.")]
    assert listed(shop) == told
    clock(timedelta(days=3))
    assert listed(shop) == told  # nor late before the turn of the day
    list(derive.turn(shop.store))
    assert listed(shop) == told
    shop.do(telling.tell, said)
    assert listed(shop) == [("week", "Omar", f"Ask if it is better since “{WAIT}”")]


def test_told_anywhere_is_done_today_until_it_is_taken_back(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    solved(shop, said)
    shop.do(telling.tell, said)
    assert shop.read(touches.count) == touches.Count(1, 0)
    shop.undo()
    assert shop.read(touches.count) == touches.Count(0, 1)
    shop.do(recovery.do, said, "thank", "Thank you for telling us")
    assert shop.read(touches.count) == touches.Count(1, 0)
    shop.do(recovery.reopen, said, "thank")
    assert shop.read(touches.count) == touches.Count(0, 1)


def test_an_idea_told_on_the_card_or_by_mail_is_done_today_too(shop: Shop, omar: Regular) -> None:
    chai = shop.do(ideas.add, "Masala chai", customer=omar.id)
    too = shop.do(supporters.support, chai, shop.customer("Aoi").id)
    shop.do(ideas.move, chai, "menu")
    [his] = shop.read(telling.to_tell, omar.id)
    shop.do(supporters.tell, his.id)
    assert shop.read(touches.count) == touches.Count(1, 1)
    shop.do(supporters.tell_many, [his.id, too])
    assert shop.read(touches.count) == touches.Count(2, 0)
    shop.undo()
    shop.undo()
    assert shop.read(touches.count) == touches.Count(0, 2)


def test_who_is_told_before_anything_was_to_be_told_counts_for_nothing_on_today(shop: Shop, omar: Regular) -> None:
    shop.do(telling.tell, complains(shop, omar))
    assert shop.read(touches.count) == touches.Count(0, 0)


def test_a_tick_on_today_is_the_telling(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    solved(shop, said)
    touch = only(shop)
    assert (touch.id, touch.kind, touch.icon) == (f"{omar.id}:told-{said}", "feedback", "speakerphone")
    done = shop.do(touches.do, touch.id, channel="phone")
    assert done.name == "Omar"
    found = shop.read(feedback.one, said)
    assert found.line.status == "told"
    assert found.told.how == "phone"
    assert shop.read(touches.today).done == 1
    shop.store.undo()
    assert shop.read(feedback.one, said).line.status == "tell"
    assert only(shop).id == touch.id


def test_what_was_not_enough_is_told_again_when_more_was_done(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    solved(shop, said)
    shop.do(touches.do, only(shop).id)
    shop.do(telling.enough, said, "no")
    assert listed(shop) == []
    shop.do(recovery.decide, said, "yes", we_did="A second barista at eight")
    assert listed(shop) == [("today", "Omar", "A second barista at eight. Omar does not know yet.")]


def test_news_can_be_put_off_and_comes_back(shop: Shop, omar: Regular) -> None:
    solved(shop, complains(shop, omar))
    shop.do(touches.snooze, only(shop).id, "next_visit")
    assert listed(shop) == []
    assert [one.line for one in shop.read(touches.of_customer, omar.id).touches] == [
        "Second grinder on from 8 to 10. Omar does not know yet."
    ]


def greeted(shop: Shop, who: Regular) -> list[tuple[str, bool]]:
    """(kind, whether it was put off to the next visit) of the greeting lines of a card."""
    return [(line.kind, line.later) for line in shop.read(telling.to_tell, who.id)]


def test_what_is_never_to_come_up_is_no_greeting_either(shop: Shop, omar: Regular) -> None:
    shop.do(recovery.do, shop.do(feedback.add, "Lovely cups", kind="praise", customer=omar.id), "thank", "Told Jonas")
    shop.do(ideas.move, shop.do(ideas.add, "Masala chai", customer=omar.id), "menu")
    assert greeted(shop, omar) == [("feedback", False), ("idea", False)]
    said, wanted = shop.read(telling.to_tell, omar.id)
    shop.do(touches.never, f"{omar.id}:told-{said.id}")
    assert greeted(shop, omar) == [("idea", False)]
    shop.do(touches.never, f"{omar.id}:idea-{wanted.id}")
    assert greeted(shop, omar) == []
    shop.do(marks.allow, omar.id, "feedback")
    assert greeted(shop, omar) == [("feedback", False)]


def test_what_sleeps_until_another_day_is_no_greeting_today(
    shop: Shop, omar: Regular, clock: Callable[[timedelta], None]
) -> None:
    solved(shop, complains(shop, omar))
    touch = only(shop).id
    shop.do(touches.snooze, touch, "later_today")
    assert greeted(shop, omar) == [("feedback", False)]
    shop.do(touches.snooze, touch, "in_3_days")
    assert greeted(shop, omar) == []
    clock(timedelta(days=3))
    assert greeted(shop, omar) == [("feedback", False)]


def test_what_waits_for_the_next_visit_greets_them_since_this_may_be_it(
    shop: Shop, omar: Regular, clock: Callable[[timedelta], None]
) -> None:
    solved(shop, complains(shop, omar))
    shop.do(touches.snooze, only(shop).id, "next_visit")
    assert greeted(shop, omar) == [("feedback", True)]
    clock(timedelta(days=2))
    shop.do(visits.log, omar.id, ["flat white"])
    assert greeted(shop, omar) == [("feedback", False)]


def test_the_message_says_what_came_of_it(shop: Shop, omar: Regular) -> None:
    solved(shop, complains(shop, omar))
    assert "This is what came of it: Second grinder on from 8 to 10." in only(shop).message
    pane = shop.read(touches.pane, only(shop).id)
    assert WAIT.rstrip(".") in pane.why
    assert "Second grinder on from 8 to 10" in pane.message


def test_what_is_written_as_solved_is_what_they_are_told(shop: Shop, omar: Regular) -> None:
    shop.do(recovery.do, complains(shop, omar), "solve", "A word to anyone who waits over five minutes.")
    assert listed(shop) == [("today", "Omar", "A word to anyone who waits over five minutes. Omar does not know yet.")]


def test_what_was_put_for_the_customer_goes_before_the_words_of_the_step(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    shop.do(recovery.do, said, "solve", "Spoke to Priya and the supplier; she is on at eight from Monday on")
    shop.do(feedback.edit, said, we_did="A second barista at eight.")
    assert listed(shop) == [("today", "Omar", "A second barista at eight. Omar does not know yet.")]
    [line] = shop.read(telling.to_tell, omar.id)
    assert (line.text, line.did) == ("Tell Omar: a second barista at eight.", "A second barista at eight.")
    shop.do(telling.tell, said)
    assert shop.read(timeline.page, omar.id, only="touchpoints").entries[0].text == "Told: a second barista at eight."


def test_the_step_written_otherwise_is_told_otherwise(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    shop.do(recovery.do, said, "solve", "A second grinder")
    shop.do(recovery.write, said, "solve", "A second grinder, from Monday on")
    assert listed(shop) == [("today", "Omar", "A second grinder, from Monday on. Omar does not know yet.")]
    shop.do(recovery.reopen, said, "solve")
    shop.do(recovery.do, said, "solve", "A second grinder, from today on")
    assert listed(shop) == [("today", "Omar", "A second grinder, from today on. Omar does not know yet.")]


def test_a_new_round_is_not_told_with_the_deed_of_the_first(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    shop.do(recovery.do, said, "solve", "Spoke to the supplier")
    shop.do(feedback.edit, said, we_did="A second grinder")
    shop.do(telling.tell, said)
    shop.do(telling.enough, said, "no")
    shop.do(recovery.do, said, "solve", "A second barista at eight")
    assert [line.text for line in shop.read(telling.to_tell, omar.id)] == ["Tell Omar: a second barista at eight."]
    assert listed(shop) == [("today", "Omar", "A second barista at eight. Omar does not know yet.")]


def test_a_quote_that_ends_with_its_own_stop_gets_no_second_one(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar, "Nobody said a word. I nearly left.")
    shop.do(recovery.decide, said, "yes", we_did="A second grinder runs every morning.")
    assert shop.read(touches.pane, only(shop).id).why == (
        "Omar said: “Nobody said a word. I nearly left.” What came of it: A second grinder runs every morning."
    )


def test_a_no_is_told_with_its_reason_and_not_with_a_deed(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    shop.do(recovery.decide, said, "not_now", why="The second grinder must wait until spring", we_did="Asked the maker")
    assert listed(shop) == [("today", "Omar", "The second grinder must wait until spring. Omar does not know yet.")]


def test_whoever_wanted_an_idea_is_told_when_it_comes_true(shop: Shop, omar: Regular) -> None:
    kateryna = shop.customer("Kateryna Melnyk")
    decaf = shop.do(ideas.add, "Decaf after noon", customer=kateryna.id)
    shop.do(supporters.support, decaf, omar.id)
    assert listed(shop) == []
    shop.do(ideas.move, decaf, "menu")
    assert sorted(listed(shop)) == [
        ("today", "Kateryna", "Decaf after noon. Kateryna wanted it."),
        ("today", "Omar", "Decaf after noon. Omar wanted it."),
    ]
    touch = next(one for one in shop.read(touches.today).touches if one.greet == "Omar")
    shop.do(touches.do, touch.id)
    assert [who for _group, who, _line in listed(shop)] == ["Kateryna"]
    shop.do(ideas.move, decaf, "trying")
    assert listed(shop) == []


def test_what_the_turn_of_the_day_makes_anew_is_what_was_kept(shop: Shop, omar: Regular) -> None:
    solved(shop, complains(shop, omar))
    idea = shop.do(ideas.add, "Masala chai", customer=shop.customer("Meera").id)
    shop.do(ideas.move, idea, "menu")
    before = listed(shop)
    assert len(before) == 2
    list(derive.rebuild(shop.store))
    assert listed(shop) == before


# Tact


def test_an_open_complaint_silences_what_is_cheerful_however_old(
    shop: Shop, omar: Regular, clock: Callable[[timedelta], None]
) -> None:
    omar.birthday("20 November")
    shop.do(ideas.move, shop.do(ideas.add, "Masala chai", customer=omar.id), "menu")
    assert len(listed(shop)) == 2
    said = complains(shop, omar)
    assert listed(shop) == []
    assert "Something went wrong for Omar" in shop.read(touches.of_customer, omar.id).silent
    clock(timedelta(days=365))
    list(derive.turn(shop.store))
    assert listed(shop) == []
    assert tact.is_upset(shop.read(tact.state, omar.id).facts, shop.read(touches.today).day)
    shop.do(telling.tell, said)
    assert [why for _group, _who, why in listed(shop)][:1] == ["Birthday today."]


def test_who_complained_and_stays_away_is_not_said_hello_to_as_if_nothing_were(shop: Shop, omar: Regular) -> None:
    omar.had("flat white", times=12, every=2, until=clocks.now() - timedelta(days=23))
    assert [one.kind for one in shop.read(touches.today).touches] == ["slipping"]
    said = complains(shop, omar)
    assert listed(shop) == []
    shop.do(feedback.link, said, None)
    assert [one.kind for one in shop.read(touches.today).touches] == ["slipping"]


def test_good_news_waits_until_the_complaint_is_told(shop: Shop, omar: Regular) -> None:
    shop.do(ideas.move, shop.do(ideas.add, "Masala chai", customer=omar.id), "menu")
    said = complains(shop, omar)
    assert greeted(shop, omar) == []
    solved(shop, said)
    assert greeted(shop, omar) == [("feedback", False)]
    shop.do(telling.tell, said)
    assert greeted(shop, omar) == [("idea", False)]


@pytest.mark.parametrize(
    ("kind", "reason", "line"),
    [
        ("complaint", "Tell what came of it", "Something came of what was said. Omar does not know yet."),
        ("suggestion", "Tell what came of it", "Something came of what was said. Omar does not know yet."),
        ("question", "Answer what they asked", "Something came of what was said. Omar does not know yet."),
        ("praise", "Thank for the kind words", "Kind words came in. Omar has not been thanked yet."),
    ],
)
def test_only_praise_is_thanked_for_kind_words(shop: Shop, omar: Regular, kind: str, reason: str, line: str) -> None:
    shop.do(recovery.decide, shop.do(feedback.add, WAIT, kind=kind, customer=omar.id), "yes")
    assert (only(shop).reason, only(shop).line) == (reason, line)


def test_what_was_promised_is_told_with_what_was_done(shop: Shop, omar: Regular) -> None:
    said = complains(shop, omar)
    solved(shop, said)
    shop.do(recovery.give, said, "A free flat white", 320)
    told = "Second grinder on from 8 to 10. A free flat white is promised."
    [line] = shop.read(telling.to_tell, omar.id)
    assert line.text == "Tell Omar: second grinder on from 8 to 10. A free flat white is promised."
    assert only(shop).line == f"{told} Omar does not know yet."
    assert f"This is what came of it: {told}" in only(shop).message
    shop.do(telling.tell, said)
    logged = shop.read(timeline.page, omar.id, only="touchpoints").entries[0].text
    assert logged == "Told: second grinder on from 8 to 10. A free flat white is promised."


def test_a_promise_is_kept_also_to_somebody_who_complained(shop: Shop, omar: Regular) -> None:
    complains(shop, omar)
    omar.promised("Tell him when the grinder is back", "20/11/2026")
    assert [who for _group, who, _line in listed(shop)] == ["Omar"]


def test_taking_the_complaint_off_the_card_lifts_the_silence(shop: Shop, omar: Regular) -> None:
    omar.birthday("20 November")
    said = complains(shop, omar)
    shop.do(feedback.link, said, None)
    assert len(listed(shop)) == 1
    ana = shop.customer("Ana").birthday("20 November")
    shop.do(feedback.link, said, ana.id)
    assert [who for _group, who, _line in listed(shop)] == ["Omar"]


def test_moving_words_to_another_card_concerns_both_cards_also_when_taken_back(shop: Shop, omar: Regular) -> None:
    said, ana = complains(shop, omar), shop.customer("Ana")
    both = frozenset({omar.id, ana.id})
    written = shop.changes(feedback.link, said, ana.id)
    assert written is not None
    assert written.customers == both
    assert shop.store.undo().customers == both


# The counter


def test_who_waits_for_an_answer_wears_it_on_the_counter(shop: Shop, omar: Regular) -> None:
    assert badges(shop, omar) == []
    said = complains(shop, omar)
    assert badges(shop, omar) == ["Reply owed"]
    shop.do(telling.tell, said)
    assert badges(shop, omar) == []


def test_praise_owes_no_reply_on_the_row(shop: Shop, omar: Regular) -> None:
    shop.do(feedback.add, "The new cups keep it hot.", kind="praise", customer=omar.id, feeling="delighted")
    assert badges(shop, omar) == []


# The card


def test_their_words_stand_in_the_history(shop: Shop, omar: Regular) -> None:
    omar.note("Likes the window seat")
    complains(shop, omar)
    page = shop.read(timeline.page, omar.id, only="feedback")
    assert [(one.kind, one.text, one.detail, one.extra, one.feeling) for one in page.entries] == [
        ("feedback", WAIT, "new", "complaint", "upset")
    ]
    assert {one.kind for one in shop.read(timeline.page, omar.id).entries} == {"feedback", "note"}


def test_telling_us_and_having_an_idea_bring_people_closer(shop: Shop, omar: Regular) -> None:
    omar.had("flat white", times=2)
    before = score(shop, omar)
    shop.do(feedback.add, "The new cups keep it hot.", kind="praise", customer=omar.id)
    assert score(shop, omar).told == before.told + 1
    shop.do(ideas.add, "Masala chai", customer=omar.id)
    found = shop.read(closeness.of, omar.id)
    assert found.points.joined == 1
    assert "Gave us an idea" in [reason.text for reason in found.reasons]


def test_a_complaint_gives_no_point_until_it_is_closed(shop: Shop, omar: Regular) -> None:
    omar.had("flat white", times=2)
    before = score(shop, omar)
    said = complains(shop, omar)
    assert score(shop, omar).told == before.told
    assert shop.read(closeness.of, omar.id).next.sentence == "First: put right what went wrong on 20 November."
    solved(shop, said)
    assert shop.read(closeness.of, omar.id).next.sentence == "First: tell them what was done."
    shop.do(telling.tell, said)
    assert score(shop, omar).told > before.told


# Messages


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_came_of_it_is_said_in_the_shops_own_words(shop: Shop, omar: Regular, language: str) -> None:
    shop.do(tact.set_tact, omar.id, language=language)
    words = "Second grinder on from 8 to 10."
    text = shop.read(messages.message, omar.id, "feedback", words=words).text
    assert ("Second grinder on from 8 to 10." in text) is (language == "en")  # written in the shop's language
    assert ".." not in text
