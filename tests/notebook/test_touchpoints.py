from __future__ import annotations

from datetime import date, timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import reminders, staff, timeline, touchpoints

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


def test_a_phone_call_stands_in_the_history(shop: Shop, ngozi: Regular) -> None:
    changes = shop.changes(
        touchpoints.log, ngozi.id, "Rang about a lost lid", channel="phone", moment="after", feeling="so_so"
    )
    (entry,) = shop.read(timeline.page, ngozi.id).entries
    assert (entry.kind, entry.text, entry.detail, entry.moment, entry.feeling) == (
        "touchpoint",
        "Rang about a lost lid",
        "phone",
        "after",
        "so_so",
    )
    assert changes is not None
    assert (changes.kinds, changes.customers) == ({Kind.TOUCHPOINT}, {ngozi.id})
    assert (changes.fact("name"), changes.fact("channel")) == ("Ngozi", "phone")


def test_a_feeling_alone_says_enough(shop: Shop, ngozi: Regular) -> None:
    shop.do(touchpoints.log, ngozi.id, "", feeling="delighted")
    with pytest.raises(Refusal, match="nothing-typed"):
        shop.do(touchpoints.log, ngozi.id, " \t")


def test_a_touchpoint_may_be_written_down_later_but_not_before(shop: Shop, ngozi: Regular) -> None:
    yesterday = clocks.now() - timedelta(days=1)
    shop.do(touchpoints.log, ngozi.id, "Said hello", when=yesterday)
    assert shop.read(timeline.page, ngozi.id).entries[0].when == yesterday
    shop.do(touchpoints.log, ngozi.id, "A till that runs fast", when=clocks.now() + timedelta(minutes=2))
    with pytest.raises(Refusal, match="in-future"):
        shop.do(touchpoints.log, ngozi.id, "Will ring", when=clocks.now() + timedelta(hours=1))


@pytest.mark.parametrize(
    "wrong", [{"channel": "pigeon"}, {"moment": "never"}, {"feeling": "meh"}, {"source": "rumour"}]
)
def test_channels_moments_and_feelings_are_few(shop: Shop, ngozi: Regular, wrong: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="bad-choice") as refused:
        shop.do(touchpoints.log, ngozi.id, "Hello", **wrong)
    assert refused.value.facts == {"field": next(iter(wrong)), "value": next(iter(wrong.values()))}


def test_a_follow_up_is_made_in_the_same_step(shop: Shop, ngozi: Regular) -> None:
    changes = shop.changes(
        touchpoints.log,
        ngozi.id,
        "The cake was dry",
        feeling="let_down",
        follow_up="Bring her a fresh one",
        follow_up_due="Monday",
    )
    (follow_up,) = shop.read(reminders.of, ngozi.id)
    assert (follow_up.kind, follow_up.words, follow_up.due) == (
        "follow_up",
        "Bring her a fresh one",
        date(2026, 11, 23),
    )
    assert follow_up.touchpoint == shop.read(timeline.page, ngozi.id).entries[0].id
    assert changes is not None
    assert (changes.kinds, changes.fact("channel")) == ({Kind.TOUCHPOINT, Kind.REMINDER}, "in_person")
    shop.undo()
    assert shop.read(reminders.of, ngozi.id) == ()
    assert shop.read(timeline.page, ngozi.id).entries == ()


def test_a_follow_up_on_no_day_leaves_nothing_half_written(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="bad-date"):
        shop.do(touchpoints.log, ngozi.id, "Hello", follow_up="Ring her", follow_up_due="soon")
    assert shop.read(timeline.page, ngozi.id).entries == ()
    shop.do(touchpoints.log, ngozi.id, "Hello", follow_up="Ring her")
    assert shop.read(reminders.of, ngozi.id)[0].due is None


def test_a_follow_up_belongs_to_whoever_wrote_it_down(shop: Shop, ngozi: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    shop.store.do_as(jonas, touchpoints.log, ngozi.id, "Hello", follow_up="Ring her")
    assert shop.read(reminders.of, ngozi.id)[0].owner == jonas


@pytest.mark.parametrize("source", touchpoints.SOURCES)
def test_where_a_touchpoint_comes_from_is_kept(shop: Shop, ngozi: Regular, source: str) -> None:
    shop.do(touchpoints.log, ngozi.id, "Hello", source=source)
    (row,) = shop.tables()["touchpoint"]
    assert source in row


def test_a_touchpoint_is_removed_and_comes_back(shop: Shop, ngozi: Regular) -> None:
    touch = shop.do(touchpoints.log, ngozi.id, "Said hello")
    shop.do(touchpoints.remove, touch)
    assert shop.read(timeline.page, ngozi.id).entries == ()
    shop.undo()
    assert shop.read(timeline.page, ngozi.id).entries[0].text == "Said hello"


def test_a_note_keeps_its_lines_and_loses_what_cannot_be_seen(shop: Shop, ngozi: Regular) -> None:
    note = shop.do(touchpoints.add_note, ngozi.id, "  Likes the window.\r\n\r\nHates \u202edrafts\x00. ", private=True)
    (entry,) = shop.read(timeline.page, ngozi.id).entries
    assert (entry.text, entry.private, entry.id) == ("Likes the window.\n\nHates drafts.", True, note)


def test_typing_in_a_note_is_one_step(shop: Shop, ngozi: Regular) -> None:
    note = shop.do(touchpoints.add_note, ngozi.id, "Likes")
    for words in ("Likes the", "Likes the window"):
        shop.do(touchpoints.edit_note, note, words)
    shop.undo()
    assert shop.read(timeline.page, ngozi.id).entries[0].text == "Likes"


def test_a_note_is_never_emptied_by_accident(shop: Shop, ngozi: Regular) -> None:
    note = shop.do(touchpoints.add_note, ngozi.id, "Likes the window")
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(touchpoints.edit_note, note, "   ")
    assert shop.read(timeline.page, ngozi.id).entries[0].text == "Likes the window"
    shop.do(touchpoints.remove_note, note)
    assert shop.read(timeline.page, ngozi.id).entries == ()


def test_what_is_not_there_is_said(shop: Shop) -> None:
    for act, args, code in (
        (touchpoints.log, (99, "Hello"), "no-customer"),
        (touchpoints.add_note, (99, "Hello"), "no-customer"),
        (touchpoints.remove, (99,), "no-touchpoint"),
        (touchpoints.edit_note, (99, "Hello"), "no-note"),
        (touchpoints.remove_note, (99,), "no-note"),
    ):
        with pytest.raises(NotFound, match=code):
            shop.do(act, *args)
