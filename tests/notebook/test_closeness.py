"""The closeness score: reasons that add up, a floor for old friends, the next kind thing to do; off where it is off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base.terms import Act
from relnotebook.notebook import (
    closeness,
    customers,
    people,
    preferences,
    reminders,
    tact,
    touches,
    touchpoints,
    usual,
)
from relnotebook.notebook import (
    shop as shops,
)
from relnotebook.notebook.closeness import Closeness, Facts, score
from relnotebook.store.write import Session

from ..builders import Regular, Shop

TODAY = date(2026, 11, 20)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def regular(gap: float, silent: int, visits: int = 6, **facts: Any) -> Facts:
    """Somebody with a rhythm, last in so many days ago."""
    return Facts(visits=visits, first_day=ago(silent + 200), last_day=ago(silent), gap_days=gap, **facts)


# Points


@pytest.mark.parametrize(
    ("gap", "silent", "points", "changes_on"),
    [
        (7, 0, 3, date(2026, 12, 5)),  # 15 days after the last visit
        (7, 14, 3, date(2026, 11, 21)),
        (7, 15, 2, date(2026, 12, 4)),
        (7, 28, 2, date(2026, 11, 21)),
        (7, 29, 1, date(2026, 12, 18)),
        (7, 56, 1, date(2026, 11, 21)),
        (7, 57, 0, None),  # nothing changes by time alone any more
        (1, 10, 3, date(2026, 11, 21)),  # ten days are no absence for anybody
        (1, 11, 2, date(2026, 11, 30)),
        (30, 60, 3, date(2026, 11, 21)),
    ],
)
def test_coming_in_on_rhythm(gap: float, silent: int, points: int, changes_on: date | None) -> None:
    found = score(regular(gap, silent), TODAY)
    assert (found.rhythm, found.changes_on) == (points, changes_on.isoformat() if changes_on else "")


def test_without_a_rhythm_there_is_none_to_keep() -> None:
    found = score(Facts(visits=3, first_day=ago(9), last_day=ago(1)), TODAY)
    assert (found.rhythm, found.score, found.changes_on) == (0, 1, "")


def test_holidays_and_days_away_are_no_silence() -> None:
    summer = ((ago(20) - date(1970, 1, 1)).days, (ago(1) - date(1970, 1, 1)).days)
    assert score(regular(7, 21), TODAY).rhythm == 2
    assert score(regular(7, 21, closed=(summer,)), TODAY).rhythm == 3
    assert score(regular(7, 21, away=summer), TODAY).rhythm == 3
    assert score(regular(7, 21, closed=(summer,)), TODAY).changes_on == "2026-12-04"


@pytest.mark.parametrize(("things", "points"), [(0, 0), (1, 1), (2, 1), (3, 2), (30, 2)])
def test_one_thing_known_gives_a_point_and_three_give_two(things: int, points: int) -> None:
    assert score(Facts(tastes=things), TODAY).tastes == points
    assert score(Facts(told=things), TODAY).told == points
    assert score(Facts(felt=things), TODAY).told == points


def test_touchpoints_count_from_both_sides_and_once_each() -> None:
    assert score(Facts(), TODAY).touchpoints == 0
    assert score(Facts(ours=True), TODAY).touchpoints == 1
    assert score(Facts(theirs=True), TODAY).touchpoints == 1
    assert score(Facts(ours=True, theirs=True), TODAY).touchpoints == 2


@pytest.mark.parametrize(
    ("visits", "years", "floor"),
    [(9, 6.0, 0), (10, 0.9, 0), (10, 1.01, 1), (10, 2.5, 2), (400, 4.01, 4), (400, 12.0, 4)],
)
def test_years_as_a_regular_give_a_floor(visits: int, years: float, floor: int) -> None:
    """From the first visit to the last one: who stayed away for years did not come all that time."""
    left = Facts(visits=visits, first_day=ago(round(years * 365.25) + 500), last_day=ago(500), gap_days=7.0)
    found = score(left, TODAY)
    assert (found.floor, found.rhythm) == (floor, 0)
    assert found.score == max(1, floor)


def test_the_floor_is_no_bonus() -> None:
    friend = Facts(
        visits=400, first_day=ago(2000), last_day=ago(1), gap_days=4.0, tastes=3, told=3, ours=True, theirs=True
    )
    assert score(friend, TODAY).floor == 4
    assert score(friend, TODAY).score == 3 + 2 + 2 + 2


def test_ten_is_the_highest_and_one_the_lowest() -> None:
    everything = regular(7, 0, tastes=9, told=9, ours=True, theirs=True, friends=True)
    assert score(everything, TODAY).score == 10
    assert score(Facts(), TODAY).score == 1


@pytest.mark.parametrize(
    ("points", "word"),
    [
        (1, "New"),
        (2, "New"),
        (3, "Getting to know"),
        (4, "Getting to know"),
        (5, "Friendly"),
        (6, "Friendly"),
        (7, "Close"),
        (8, "Close"),
        (9, "Part of the shop"),
        (10, "Part of the shop"),
    ],
)
def test_the_score_in_words(points: int, word: str) -> None:
    assert closeness.word(points) == word


days = st.integers(0, 3000)
some_facts = st.builds(
    lambda visits, span, silent, gap, *rest: Facts(visits, ago(silent + span), ago(silent), gap, *rest),
    st.integers(0, 60),
    days,
    days,
    st.none() | st.floats(1, 60),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(0, 4),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(some_facts, st.integers(1, 400))
def test_time_alone_changes_nothing_before_the_day_it_says(facts: Facts, later: int) -> None:
    now = score(facts, TODAY)
    day = TODAY + timedelta(days=later)
    if not now.changes_on or day.isoformat() < now.changes_on:
        assert score(facts, day) == now
    else:
        assert score(facts, date.fromisoformat(now.changes_on)).rhythm == now.rhythm - 1


@given(some_facts)
def test_the_reasons_add_up(facts: Facts) -> None:
    found = score(facts, TODAY)
    reasons = closeness.reasons(facts, found, "they")
    assert sum(reason.points for reason in reasons) == found.score
    assert all(reason.points > 0 and reason.text for reason in reasons)
    assert 1 <= found.score <= 10


# In the notebook


def of(shop: Shop, who: Regular) -> Closeness:
    found: Closeness = shop.read(closeness.of, who.id)
    return found


def said(shop: Shop, who: Regular) -> list[tuple[int, str]]:
    return [(reason.points, reason.text) for reason in of(shop, who).reasons]


def kept(shop: Shop) -> dict[int, tuple[int, ...]]:
    """The rows of the table by customer: score, rhythm, tastes, told, touchpoints, joined, floor."""

    def rows(s: Session) -> dict[int, tuple[int, ...]]:
        columns = "customer_id, score, rhythm, tastes, told, touchpoints, joined, floor"
        return {row[0]: row[1:] for row in s.raw(f"SELECT {columns} FROM closeness")}

    found: dict[int, tuple[int, ...]] = shop.read(rows)
    return found


def renewed(shop: Shop, day: date = TODAY) -> dict[int, tuple[int, ...]]:
    """The same after everybody was looked at as of a day."""
    with shop.store.write(Act.DAY_TURNED) as w:
        closeness.renew(w, [who for (who,) in w.raw("SELECT id FROM customer")], day)
    return kept(shop)


def test_a_new_card_is_a_beginning(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    assert said(shop, ngozi) == [(1, "A beginning")]
    assert (of(shop, ngozi).score, of(shop, ngozi).word) == (1, "New")
    assert kept(shop) == {ngozi.id: (1, 0, 0, 0, 0, 0, 0)}


def test_a_close_regular(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi Okafor").is_(pronouns="she/her")
    ngozi.had("Flat white", times=8, every=3).usual("Flat white").loves("cardamom").likes("the window seat")
    ngozi.touchpoint("The new cups keep it hot", feeling="delighted").birthday("14 March").knows("Daughter", "Ada")
    assert said(shop, ngozi) == [
        (3, "Comes in on rhythm"),
        (2, "Told us what she thinks"),
        (2, "We know her tastes"),
        (1, "Had a talk with us"),
    ]
    found = of(shop, ngozi)
    assert (found.score, found.word) == (8, "Close")
    assert kept(shop)[ngozi.id] == (8, 3, 2, 2, 1, 0, 0)


@pytest.mark.parametrize(
    ("pronouns", "told", "tastes"),
    [
        ("she/her", "Told us about herself", "We know a little of her taste"),
        ("he/him", "Told us about himself", "We know a little of his taste"),
        ("", "Told us about themselves", "We know a little of their taste"),
    ],
)
def test_the_reasons_speak_of_the_person(shop: Shop, pronouns: str, told: str, tastes: str) -> None:
    tobias = shop.customer("Tobias").is_(pronouns=pronouns).birthday("3 May").likes("oat milk")
    assert said(shop, tobias) == [(1, told), (1, tastes)]


def test_what_counts_as_a_touchpoint_of_whom(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi")
    shop.do(touchpoints.log, ngozi.id, "The winter letter", channel="email", source="mailing")
    assert "touch" not in str(said(shop, ngozi)), "a mailing is no contact"
    ngozi.touchpoint("Rang about a lost lid", channel="phone")
    assert (1, "We got in touch") in said(shop, ngozi)
    ngozi.touchpoint("Likes the new cups")
    assert (2, "In touch both ways") in said(shop, ngozi)
    tobias = shop.customer("Tobias")
    shop.do(touchpoints.log, tobias.id, "Wished him a happy birthday", source="touch")
    assert (1, "We got in touch") in said(shop, tobias)


def test_who_brought_a_friend_joined_in(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi")
    clock(timedelta(days=1))
    tobias = shop.customer("Tobias")
    shop.do(people.set_person, ngozi.id, "Friend", "Tobias", other=tobias.id)
    assert (1, "Brought a friend along") in said(shop, ngozi)
    assert "friend" not in str(said(shop, tobias))
    assert kept(shop)[ngozi.id] == (2, 0, 0, 1, 0, 1, 0)


def test_years_of_coming_in_are_a_reason_of_their_own(shop: Shop) -> None:
    long_ago = clocks.now() - timedelta(days=700)
    ngozi = shop.customer("Ngozi").had("Tea", times=40, every=30, until=long_ago)
    assert said(shop, ngozi) == [(3, "A regular for 3 years")]
    ngozi.likes("Darjeeling")
    assert said(shop, ngozi) == [(1, "We know a little of their taste"), (2, "A regular for 3 years")]
    assert of(shop, ngozi).score == 3


def test_it_follows_in_the_same_commit_and_is_taken_back_with_it(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=4, every=3)
    before = kept(shop)
    ngozi.likes("Darjeeling")
    assert kept(shop)[ngozi.id][0] == before[ngozi.id][0] + 1
    shop.undo()
    assert kept(shop) == before
    ngozi.touchpoint("A talk", feeling="happy")
    ngozi.birthday("3 May")
    shop.do(usual.set_usual, ngozi.id, "Tea")
    shop.do(preferences.set_preference, ngozi.id, "milk")
    ngozi.is_(talk="The allotment")
    assert kept(shop) == renewed(shop)


# Switched off


def test_a_person_who_does_not_want_it_has_none(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").likes("tea")
    shop.do(tact.set_tact, ngozi.id, no_closeness=True)
    assert shop.read(closeness.of, ngozi.id) is None
    assert renewed(shop) == {}
    shop.do(tact.set_tact, ngozi.id, no_closeness=False)
    assert renewed(shop)[ngozi.id][0] == 1


def test_a_card_in_the_bin_has_none(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").likes("tea")
    shop.do(customers.bin, ngozi.id)
    assert shop.read(closeness.of, ngozi.id) is None
    assert renewed(shop) == {}
    shop.do(customers.unbin, ngozi.id)
    assert renewed(shop)[ngozi.id][0] == 1


def test_a_shop_that_does_not_want_it_has_none(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").likes("tea")
    shop.do(shops.edit, closeness="0")
    assert shop.read(closeness.of, ngozi.id) is None
    assert renewed(shop) == {}
    shop.do(shops.edit, closeness="1")
    assert renewed(shop)[ngozi.id][0] == 1


def test_who_has_died_has_none(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").likes("tea").had("Tea", times=6, every=7)
    shop.do(customers.set_state, ngozi.id, "deceased")
    assert shop.read(closeness.of, ngozi.id) is None
    assert kept(shop) == renewed(shop) == {}
    assert shop.read(closeness.out_of_step, TODAY) == []
    shop.do(customers.set_state, ngozi.id, "active")
    assert kept(shop)[ngozi.id][0] == 4


def test_a_row_kept_for_somebody_who_has_died_is_found(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").state("deceased")
    with shop.store.write(Act.DAY_TURNED) as w:
        w.renew("INSERT INTO closeness VALUES (?, 1, 0, 0, 0, 0, 0, 0, '')", (ngozi.id,))
    assert shop.read(closeness.out_of_step, TODAY) == [ngozi.id]
    assert renewed(shop) == {}


def test_nobody_has_a_score_without_a_card(shop: Shop) -> None:
    assert shop.read(closeness.of, 99) is None


# Time


def test_the_turn_of_the_day_looks_at_those_alone_whose_day_has_come(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi comes weekly").had("Tea", times=6, every=7)
    shop.customer("Tobias comes monthly").had("Tea", times=6, every=30)
    falls = TODAY + timedelta(days=14)  # last in yesterday
    assert shop.read(closeness.changed_by, falls - timedelta(days=1)) == []
    assert shop.read(closeness.changed_by, falls) == [ngozi.id]
    assert renewed(shop, falls)[ngozi.id][1] == 2
    assert shop.read(closeness.changed_by, falls) == []


def test_what_is_right_is_not_written(shop: Shop) -> None:
    shop.customer("Ngozi").had("Tea", times=6, every=7).likes("milk")
    renewed(shop)
    with shop.store.write(Act.DAY_TURNED) as w:
        written: list[str] = []
        w._driver.set_trace_callback(written.append)
        closeness.renew(w, [1, 2], TODAY)
        w._driver.set_trace_callback(None)
    assert [sql.split()[0] for sql in written] == ["SELECT", "SELECT"], "of one card, and of one that is not there"


def test_rows_a_rule_of_the_shop_has_outdated_are_found(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=7)
    tobias = shop.customer("Tobias")
    renewed(shop)
    assert shop.read(closeness.out_of_step, TODAY) == []
    assert shop.read(closeness.out_of_step, TODAY + timedelta(days=60)) == [ngozi.id]
    with shop.store.write(Act.DAY_TURNED) as w:
        w.renew("UPDATE closeness SET rhythm = 1 WHERE customer_id = ?", (ngozi.id,))
        w.renew("DELETE FROM closeness WHERE customer_id = ?", (tobias.id,))
    assert shop.read(closeness.out_of_step, TODAY) == [ngozi.id, tobias.id]
    renewed(shop)
    assert shop.read(closeness.out_of_step, TODAY) == []


# 90 days ago


def test_how_it_was_three_months_ago(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=7).likes("milk")
    assert of(shop, ngozi).before == 0, "there was no card yet"
    was = of(shop, ngozi).score
    clock(timedelta(days=90))
    shop.do(preferences.set_preference, ngozi.id, "honey")
    shop.do(preferences.set_preference, ngozi.id, "lemon")
    ngozi.had("Tea").touchpoint("A talk")
    assert of(shop, ngozi).before == was
    assert of(shop, ngozi).score == was + 2


def test_who_stays_away_used_to_come_often(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=7, until=clocks.now() - timedelta(days=40))
    assert said(shop, ngozi) == [(1, "Used to come often")]


# The next kind thing


@pytest.mark.parametrize(
    ("talk", "deed", "plan"),
    [
        ("Draws the harbour. Ask what she is drawing.", "ask what she is drawing.", "Ask what she is drawing"),
        ("His boat, the Gaivota.", "ask about his boat.", "Ask about his boat"),
        ("The move to Leeds; she has sold the van", "ask about the move to Leeds.", "Ask about the move to Leeds"),
        ("", "ask how they are.", "Ask how they are"),
    ],
)
def test_the_next_thing_is_what_they_like_to_talk_about(shop: Shop, talk: str, deed: str, plan: str | None) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=3).likes("milk").is_(talk=talk)
    step = of(shop, ngozi).next
    assert step is not None
    assert (step.text, step.kind) == (deed, "ask")
    assert step.words == (plan or step.words)
    assert step.lead == f"To reach {of(shop, ngozi).score + 1}:"
    assert step.sentence == f"{step.lead} {deed}"


@pytest.mark.parametrize(
    "talk",
    [
        "Marking essays until July.",
        "The dog died.",
        "Her sister is ill",
        "His boat sank in May",
        "The dog's ill",
        "Likes to hear about the allotment. Favourite colour: green.",
        "How are the twins?",
        "Shy",
        "The thing-with-a-name-that-is-far-too-long-to-say",
        "Ask " + "about the seven brothers and sisters who all went to different schools",
    ],
)
def test_words_that_are_no_thing_are_not_pasted_into_a_sentence(shop: Shop, talk: str) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=3).likes("milk").is_(talk=talk)
    step = of(shop, ngozi).next
    assert step is not None
    assert step.text == "ask how they are."


def test_then_what_is_cheapest_to_learn(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi").is_(pronouns="she/her").had("Tea", times=6, every=3).touchpoint("A talk")
    steps = ["ask when her birthday is.", "ask what she likes best.", "thank her for coming in."]
    learn: list[Callable[[], object]] = [
        lambda: ngozi.birthday("14 March"),
        lambda: ngozi.likes("milk"),
        lambda: ngozi.touchpoint("Thank you", channel="email"),
    ]
    for words, done in zip(steps, learn, strict=True):
        step = of(shop, ngozi).next
        assert step is not None
        assert step.text == words
        done()
    step = of(shop, ngozi).next
    assert step is not None
    assert step.text == "ask whom she would bring along."


def test_a_step_that_years_already_outweigh_promises_no_number(shop: Shop) -> None:
    long_ago = clocks.now() - timedelta(days=700)
    ngozi = shop.customer("Ngozi").had("Tea", times=40, every=30, until=long_ago)
    step = of(shop, ngozi).next
    assert step is not None
    assert step.sentence == "Next: ask how they are."


@pytest.mark.parametrize("state", ["moved", "do_not_contact"])
def test_nothing_is_planned_where_it_would_be_unkind(shop: Shop, state: str) -> None:
    assert of(shop, shop.customer("Ngozi").state(state)).next is None
    upset = shop.customer("Tobias").touchpoint("The cake was stale", feeling="upset").state(state)
    assert of(shop, upset).next is None


@pytest.mark.parametrize(
    "said",
    [
        {"bereaved_until": "31 January"},
        {"away_until": "May"},
        {"no_greetings": True},
    ],
    ids=["in mourning", "away", "no greetings"],
)
def test_nothing_cheerful_is_planned_while_tact_keeps_quiet(shop: Shop, said: dict[str, object]) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=3).is_(talk="His boat")
    shop.do(tact.set_tact, ngozi.id, **said)
    assert of(shop, ngozi).next is None
    assert of(shop, ngozi).score == 4


# A complaint


def complaint(shop: Shop, feeling: str = "upset") -> Regular:
    """On 18 November something went wrong for Ngozi."""
    ngozi = shop.customer("Ngozi").is_(pronouns="she/her").had("Tea", times=6, every=3)
    when = clocks.now() - timedelta(days=2)
    shop.do(touchpoints.log, ngozi.id, "The cake was stale", feeling=feeling, when=when)
    return ngozi


@pytest.mark.parametrize("feeling", sorted(tact.UPSET))
def test_a_complaint_is_no_point_until_it_was_followed_up(shop: Shop, feeling: str) -> None:
    ngozi = complaint(shop, feeling)
    assert said(shop, ngozi) == [(3, "Comes in on rhythm")]
    assert kept(shop) == renewed(shop)
    shop.do(reminders.set_reminder, ngozi.id, "follow_up", "Bring a fresh one", touchpoint=1)
    assert said(shop, ngozi) == [(3, "Comes in on rhythm")], "nothing was put right yet"
    [touch] = shop.read(touches.of_customer, ngozi.id).touches
    shop.do(touches.do, touch.id)
    assert (1, "Told us what she thinks") in said(shop, ngozi)
    assert kept(shop) == renewed(shop)
    shop.undo()
    assert said(shop, ngozi) == [(3, "Comes in on rhythm")]
    assert kept(shop) == renewed(shop)


def test_what_went_wrong_comes_before_anything_cheerful(shop: Shop) -> None:
    ngozi = complaint(shop)
    step = of(shop, ngozi).next
    assert step is not None
    assert step.sentence == "First: put right what went wrong on 18 November."
    assert step.words == "Put right what went wrong on 18 November"
    assert (step.kind, step.touchpoint, step.due) == ("follow_up", 1, "2026-11-20")


def test_once_it_is_put_right_there_is_a_next_step_again(shop: Shop) -> None:
    ngozi = complaint(shop)
    shop.do(reminders.set_reminder, ngozi.id, "follow_up", "Bring a fresh one", touchpoint=1)
    shop.do(touches.do, shop.read(touches.of_customer, ngozi.id).touches[0].id)
    step = of(shop, ngozi).next
    assert step is not None
    assert step.lead.startswith("To reach")


def test_in_mourning_a_complaint_is_still_put_right(shop: Shop) -> None:
    ngozi = complaint(shop)
    shop.do(tact.set_tact, ngozi.id, bereaved_until="31 January")
    step = of(shop, ngozi).next
    assert step is not None
    assert step.kind == "follow_up"


def test_at_ten_there_is_nothing_left_to_do(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    ngozi = shop.customer("Ngozi")
    clock(timedelta(minutes=1))
    friend = shop.customer("Tobias")
    ngozi.had("Tea", times=6, every=3).likes("milk").likes("honey").loves("lemon").birthday("3 May")
    ngozi.knows("Daughter", "Ada").touchpoint("A talk", feeling="happy").touchpoint("Rang", channel="phone")
    shop.do(people.set_person, ngozi.id, "Friend", "Tobias", other=friend.id)
    found = of(shop, ngozi)
    assert (found.score, found.word, found.next) == (10, "Part of the shop", None)


def test_nothing_is_said_in_percent_or_as_a_loss(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi").had("Tea", times=6, every=3, until=clocks.now() - timedelta(days=15))
    words = " ".join(text for _, text in said(shop, ngozi)).casefold()
    assert words == "has a rhythm, a little late now"
    assert not any(bad in words for bad in ("%", "churn", "lost", "risk"))
