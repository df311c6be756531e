"""Ideas: written down, moved, placed by hand, joined with twins, taken away; and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base import phrases
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import feedback, ideas, staff, supporters
from relnotebook.notebook.ideas import Idea, IdeaCard

from ..builders import Regular, Shop


@pytest.fixture
def aoi(shop: Shop) -> Regular:
    return shop.customer("Aoi Tanaka")


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


def lane(shop: Shop, stage: str = "heard") -> list[str]:
    return [card.title for card in shop.read(ideas.board).lanes[stage]]


def card(shop: Shop, idea: int) -> IdeaCard:
    found = shop.read(ideas.one, idea).card
    assert isinstance(found, IdeaCard)
    return found


# Writing down


def test_whoever_suggests_it_is_the_first_who_wants_it(shop: Shop, aoi: Regular) -> None:
    changes = shop.changes(
        ideas.add, "Oat milk soft-serve in July", words="In July it would be heaven", customer=aoi.id
    )
    [found] = shop.read(ideas.board).lanes["heard"]
    assert (found.title, found.by, found.supporters) == ("Oat milk soft-serve in July", "Aoi Tanaka, at the counter", 1)
    assert [face.name for face in found.faces] == ["Aoi Tanaka"]
    [quote] = [one.quote for one in shop.read(ideas.one, found.id).supporters]
    assert quote == "In July it would be heaven"
    assert changes is not None
    assert (changes.kinds, changes.customers) == ({Kind.IDEA}, {aoi.id})
    assert phrases.done(changes) == "Aoi's idea is on the board."


def test_somebody_without_a_card_counts_without_a_name(shop: Shop) -> None:
    idea = shop.do(ideas.add, "A quiet hour on Mondays", channel="phone", given_name="Bartholomew")
    found = shop.read(ideas.one, idea)
    assert (found.card.by, found.card.supporters, found.card.faces) == ("Bartholomew, by phone", 1, ())
    assert [(one.customer, one.tally) for one in found.supporters] == [(None, 1)]


def test_an_idea_out_of_feedback_keeps_words_and_whose_they_are(shop: Shop, aoi: Regular) -> None:
    said = shop.do(feedback.add, "Could you do soft-serve with oat milk", customer=aoi.id, channel="email")
    idea = shop.do(ideas.add, "Oat milk soft-serve", feedback=said)
    found = shop.read(ideas.one, idea)
    assert (found.words, found.card.by) == ("Could you do soft-serve with oat milk", "Aoi Tanaka, by e-mail")
    assert (found.feedback, found.card.customer) == (said, aoi.id)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": "  \u200b "}, "empty-value"),
        ({"title": "Rye", "channel": "pigeon"}, "bad-choice"),
        ({"title": "Rye", "source": "tea leaves"}, "bad-choice"),
    ],
)
def test_what_is_no_idea_is_refused(shop: Shop, values: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(ideas.add, **values)
    assert shop.read(ideas.board).count == 0


def test_an_idea_of_nobody_known_is_refused(shop: Shop) -> None:
    for missing in ({"customer": 99}, {"feedback": 99}):
        with pytest.raises(NotFound):
            shop.do(ideas.add, "Rye", **missing)


# Colleagues


def test_a_colleagues_idea_is_apart_and_their_own(shop: Shop) -> None:
    mara, jonas = shop.do(staff.set_colleague, "Mara"), shop.do(staff.set_colleague, "Jonas")
    shop.store.do_as(jonas, ideas.add, "A second stool", of_staff=True)
    shop.store.do_as(jonas, ideas.add, "Swap Saturdays", of_staff=True, shared=True)
    assert shop.read(ideas.board).count == 0
    assert shop.read(ideas.near, "second stool") == ()
    assert [one.title for one in shop.read(ideas.of_staff, jonas)] == ["Swap Saturdays", "A second stool"]
    assert [(one.title, one.by) for one in shop.read(ideas.of_staff, mara)] == [("Swap Saturdays", "Jonas")]
    assert [one.title for one in shop.read(ideas.of_staff, None)] == ["Swap Saturdays"]


def test_an_idea_without_a_name_has_none_anywhere(shop: Shop) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.store.do_as(jonas, ideas.add, "Pay us more", of_staff=True, anonymous=True)
    [found] = shop.read(ideas.of_staff, None)
    assert found.by == "A colleague"
    assert shop.read(lambda s: s.raw("SELECT staff_id, by_id FROM idea")) == [(None, None)]
    assert shop.read(lambda s: s.raw("SELECT staff_id FROM step ORDER BY id DESC LIMIT 1")) == [(None,)]


# Changing


def test_what_is_noted_about_a_trial_and_an_offer(shop: Shop, ngozi: Regular) -> None:
    idea = shop.do(ideas.add, "Bring your own cup", customer=ngozi.id)
    shop.do(
        ideas.edit, idea, title="Bring your own cup, 30 off", goal="50", reached=32, unit="cups", until="30 November",
        note="Since Monday", offer="30 off", price="2,50", item="Own cup", credit=True, public=False,
    )  # fmt: skip
    found = shop.read(ideas.one, idea)
    assert (found.card.progress, found.card.progress_text) == ((32, 50), "32 of 50 cups, until 30 November")
    assert (found.card.title, found.card.note) == ("Bring your own cup, 30 off", "Since Monday")
    assert (found.card.credit, found.card.public, found.offer, found.price) == (True, False, "30 off", 250)
    shop.do(ideas.edit, idea, goal="", price=None, until="")
    found = shop.read(ideas.one, idea)
    assert (found.goal, found.price, found.until, found.card.progress_text) == (None, None, None, "")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("goal", "many", "bad-number"), ("goal", "-3", "bad-number"), ("reached", "2.5", "bad-number"),
        ("reached", 10**9, "bad-number"), ("price", "a lot", "bad-number"), ("price", "-1", "bad-number"),
        ("price", -1, "bad-number"), ("until", "soonish", "bad-date"), ("title", " ", "empty-value"),
        ("stage", "menu", "unknown-field"), ("joined_into", 1, "unknown-field"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_changes_nothing(shop: Shop, field: str, value: str | int, code: str) -> None:
    idea = shop.do(ideas.add, "Rye on Fridays")
    before = shop.tables()
    with pytest.raises(Refusal, match=code):
        shop.do(ideas.edit, idea, **{"note": "x", field: value})
    assert shop.tables() == before


def test_typing_in_one_field_is_taken_back_as_one(shop: Shop) -> None:
    idea = shop.do(ideas.add, "Rye on Fridays")
    for note in ("J", "Jo", "Jonas tries it"):
        shop.do(ideas.edit, idea, note=note)
    shop.undo()
    assert card(shop, idea).note == ""


# Moving


def test_an_idea_moves_over_the_board(shop: Shop, clock: Callable[[timedelta], None]) -> None:
    idea = shop.do(ideas.add, "Masala chai")
    for stage in ("thinking", "trying", "menu", "heard"):
        clock(timedelta(hours=1))
        shop.do(ideas.move, idea, stage)
        assert lane(shop, stage) == ["Masala chai"]
        assert (card(shop, idea).since - card(shop, idea).when) % timedelta(hours=1) == timedelta(0)
    assert card(shop, idea).since - card(shop, idea).when == timedelta(hours=4)


def test_a_not_now_says_why(shop: Shop) -> None:
    idea = shop.do(ideas.add, "Half loaves")
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(ideas.move, idea, "not_now", why=" ")
    shop.do(ideas.move, idea, "not_now", why="The oven is full until ten.")
    board = shop.read(ideas.board)
    assert (board.count, [(one.title, one.why) for one in board.not_now]) == (
        0,
        [("Half loaves", "The oven is full until ten.")],
    )
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(ideas.edit, idea, why="")
    shop.do(ideas.move, idea, "heard")
    shop.do(ideas.move, idea, "not_now")
    assert card(shop, idea).why == "The oven is full until ten.", "it need not be said twice"


def test_no_other_stage_is_known(shop: Shop) -> None:
    idea = shop.do(ideas.add, "Half loaves")
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(ideas.move, idea, "done")
    with pytest.raises(NotFound, match="no-idea"):
        shop.do(ideas.move, idea + 1, "menu")


def test_a_lane_is_in_the_order_of_how_many_want_it_until_somebody_places_them(shop: Shop) -> None:
    for title, more in (("Rye", 0), ("Chai", 4), ("Stools", 2)):
        idea = shop.do(ideas.add, title)
        if more:
            shop.do(supporters.tally, idea, more)
    assert lane(shop) == ["Chai", "Stools", "Rye"]
    shop.do(ideas.move, idea, "heard", position=0)
    assert lane(shop) == ["Stools", "Chai", "Rye"]
    shop.do(ideas.move, idea, "heard", position=99)
    assert lane(shop) == ["Chai", "Rye", "Stools"]
    shop.do(ideas.add, "Fresh")
    assert lane(shop) == ["Fresh", "Chai", "Rye", "Stools"], "what is new is on top, to be seen"
    shop.do(ideas.move, idea, "trying", position=0)
    assert (lane(shop), lane(shop, "trying")) == (["Fresh", "Chai", "Rye"], ["Stools"])
    shop.undo()
    assert lane(shop) == ["Fresh", "Chai", "Rye", "Stools"]


# Twins


def people(shop: Shop, idea: int) -> dict[str, tuple[int, str]]:
    return {one.name: (one.weight, one.quote) for one in shop.read(ideas.one, idea).supporters if one.name}


def test_joined_twins_count_everybody_once_and_keep_all_words(shop: Shop, aoi: Regular, ngozi: Regular) -> None:
    kept = shop.do(ideas.add, "Oat soft-serve", words="Please", customer=aoi.id)
    twin = shop.do(ideas.add, "Soft-serve with oat", words="For the kids", customer=ngozi.id)
    shop.do(supporters.support, twin, aoi.id, quote="Me too, twice", weight=3)
    shop.do(supporters.tally, twin, 4)
    before = shop.tables()
    shop.do(ideas.join, kept, twin)
    found = shop.read(ideas.one, kept)
    assert isinstance(found, Idea)
    assert (found.card.supporters, found.card.weight) == (6, 3 + 1 + 4)
    assert people(shop, kept) == {"Aoi Tanaka": (3, "Please\nMe too, twice"), "Ngozi Okafor": (1, "For the kids")}
    assert [(one.title, one.words, one.by) for one in found.twins] == [
        ("Soft-serve with oat", "For the kids", "Ngozi Okafor, at the counter")
    ]
    assert lane(shop) == ["Oat soft-serve"]
    assert shop.read(ideas.one, twin).card.id == kept, "whoever looks for the twin finds it here"
    shop.undo()
    assert shop.tables() == before


def test_twins_of_twins_come_along(shop: Shop) -> None:
    first, second, third = (shop.do(ideas.add, title) for title in ("Rye", "Rye bread", "More rye"))
    shop.do(ideas.join, second, third)
    shop.do(ideas.join, first, second)
    found = shop.read(ideas.one, first)
    assert ([one.title for one in found.twins], found.card.supporters) == (["Rye bread", "More rye"], 3)
    assert shop.read(ideas.one, third).card.id == first
    with pytest.raises(NotFound, match="no-idea"):
        shop.do(ideas.join, third, first)


def test_what_was_told_stays_told_when_twins_are_joined(shop: Shop, aoi: Regular) -> None:
    kept = shop.do(ideas.add, "Chai", customer=aoi.id)
    twin = shop.do(ideas.add, "Masala chai", customer=aoi.id)
    shop.do(ideas.move, twin, "menu")
    [support] = shop.read(ideas.one, twin).supporters
    shop.do(supporters.tell, support.id)
    shop.do(ideas.join, kept, twin)
    [joined] = shop.read(ideas.one, kept).supporters
    assert joined.told_how == "in_person"


def test_what_does_not_go_together_is_not_joined(shop: Shop) -> None:
    ours, theirs = shop.do(ideas.add, "Stool", of_staff=True), shop.do(ideas.add, "Stools")
    with pytest.raises(Refusal, match="not-together"):
        shop.do(ideas.join, theirs, ours)
    with pytest.raises(Refusal, match="same-idea"):
        shop.do(ideas.join, theirs, theirs)


WISHES = st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=5), min_size=2, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=WISHES, data=st.data())
def test_in_whatever_order_twins_are_joined_the_same_people_want_them(
    shop: Shop, wishes: Sequence[Sequence[tuple[int, int]]], data: st.DataObject
) -> None:
    whom = [shop.customer(f"Guest {n}").id for n in range(4)]
    made = [shop.do(ideas.add, f"Idea {n}") for n in range(len(wishes))]
    wanted: dict[int, int] = {}
    for idea, wish in zip(made, wishes, strict=True):
        last: dict[int, int] = {}
        for who, weight in wish:
            shop.do(supporters.support, idea, whom[who], weight=weight)
            last[whom[who]] = weight
        wanted = {who: max(last.get(who, 0), wanted.get(who, 0)) for who in {*last, *wanted}}
    before = shop.tables()
    standing = list(made)
    while len(standing) > 1:
        kept, gone = data.draw(st.permutations(standing))[:2]
        shop.do(ideas.join, kept, gone)
        standing.remove(gone)
    found = shop.read(ideas.one, standing[0])
    assert {one.customer: one.weight for one in found.supporters if one.customer} == wanted
    assert found.card.supporters == len(wanted) + len(made), "everybody once, and each who suggested it unnamed"
    for _ in made[1:]:
        shop.undo()
    assert shop.tables() == before


# Removing


def test_an_idea_goes_with_its_twins_and_comes_back_with_them(shop: Shop, aoi: Regular) -> None:
    kept, twin = shop.do(ideas.add, "Rye", customer=aoi.id), shop.do(ideas.add, "Rye bread", customer=aoi.id)
    shop.do(ideas.join, kept, twin)
    before = shop.tables()
    shop.do(ideas.remove, kept)
    assert shop.read(ideas.board).count == 0
    assert shop.read(lambda s: s.raw("SELECT count(*) FROM idea_support"))[0] == (0,)
    shop.undo()
    assert shop.tables() == before
    with pytest.raises(NotFound, match="no-idea"):
        shop.do(ideas.remove, twin)
