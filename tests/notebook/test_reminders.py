from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnotebook.base import clock as clocks
from relnotebook.base import phrases
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, Kind
from relnotebook.notebook import contacts, recurring, reminders, staff, touchpoints, visits
from relnotebook.notebook import shop as shops
from relnotebook.notebook.reminders import Gap, Reminder, next_due

from ..builders import Regular, Shop

TODAY = date(2026, 11, 20)


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


def settle(shop: Shop, who: Regular, on: date = TODAY, **how: str) -> None:
    """Do, or skip, the first reminder of the card."""

    def done(w: Any) -> None:
        reminders.settle(w, shop.read(reminders.of, who.id)[0].id, on, **how)

    done.act = Act.DO_TOUCH  # type: ignore[attr-defined]
    shop.do(done)


def only(shop: Shop, who: Regular) -> Reminder:
    (found,) = shop.read(reminders.of, who.id)
    assert isinstance(found, Reminder)
    return found


# Writing down


def test_a_promise_stands_on_the_card_with_whoever_made_it(shop: Shop, ngozi: Regular) -> None:
    jonas = shop.do(staff.set_colleague, "Jonas")
    reminder, changes = shop.store.do_as(
        jonas, reminders.set_reminder, ngozi.id, "promise", "Tell her when the rye is back", due="Friday"
    )
    found = only(shop, ngozi)
    assert (found.id, found.words, found.due) == (reminder, "Tell her when the rye is back", date(2026, 11, 27))
    assert (found.owner, found.owner_name, found.staff, found.state) == (jonas, "Jonas", "Jonas", "open")
    assert changes is not None
    assert (changes.kinds, changes.customers) == ({Kind.REMINDER}, {ngozi.id})
    assert phrases.done(changes) == "Noted for Ngozi: Tell her when the rye is back."


def test_a_promise_may_be_anybodys_or_somebody_elses(shop: Shop, ngozi: Regular) -> None:
    jonas, mia = shop.do(staff.set_colleague, "Jonas"), shop.do(staff.set_colleague, "Mia")
    reminder, _ = shop.store.do_as(jonas, reminders.set_reminder, ngozi.id, "promise", "Keep a loaf", owner=mia)
    assert only(shop, ngozi).owner_name == "Mia"
    shop.do(reminders.set_reminder, ngozi.id, "promise", "Keep two loaves", reminder=reminder)
    assert only(shop, ngozi).owner_name == "Mia"
    shop.do(reminders.set_reminder, ngozi.id, "promise", "Keep two", owner=reminders.ANYONE, reminder=reminder)
    assert only(shop, ngozi).owner is None
    with pytest.raises(NotFound, match="no-colleague"):
        shop.do(reminders.set_reminder, ngozi.id, "promise", "Keep a loaf", owner=99)


def test_the_card_lists_them_by_day_and_then_for_the_next_visit(shop: Shop, ngozi: Regular) -> None:
    ngozi.ask("How is the new flat?").reminder("Ring about the cake", due="25 November").promised("Rye", due="tomorrow")
    assert [r.words for r in shop.read(reminders.of, ngozi.id)] == [
        "Rye",
        "Ring about the cake",
        "How is the new flat?",
    ]


@pytest.mark.parametrize(
    ("kind", "words", "due", "every", "first", "rule", "again"),
    [
        ("promise", "Rye", "", "", None, "", ""),
        ("reminder", "Ring", "in 3 days", "", date(2026, 11, 23), "", ""),
        ("reminder", "Water", "", "every 10 days", date(2026, 11, 30), "10 days", "every 10 days"),
        ("reminder", "Order", "", "Fridays", date(2026, 11, 27), "weekday 4", "every Friday"),
        ("reminder", "Invoice", "31 January", "monthly", date(2027, 1, 31), "1 months 31", "every month"),
        ("ask", "How is Mum?", "", "every 3 months", None, "3 months", "every 3 months"),
        ("check", "Prescription", "3 May", "", date(2027, 5, 3), "", ""),
        ("reminder", "Cake", "29 February", "yearly", date(2027, 2, 28), "1 years 29", "every year"),
        ("reminder", "Cake", "29 February 2028", "yearly", date(2028, 2, 29), "1 years 29", "every year"),
        ("reminder", "Cake", "29 February", "", date(2028, 2, 29), "", ""),
        ("reminder", "Beans", "", "every other Friday", date(2026, 11, 27), "2 weeks 5", "every 2 weeks on Friday"),
        ("reminder", "Beans", "4 December", "every 2 weeks on Friday", date(2026, 12, 4), "2 weeks 5",
         "every 2 weeks on Friday"),
        ("reminder", "Rolls", "", "every weekday", date(2026, 11, 23), "weekdays", "every weekday"),
    ],
)  # fmt: skip
def test_when_a_reminder_begins(
    shop: Shop, ngozi: Regular, kind: str, words: str, due: str, every: str, first: date | None, rule: str, again: str
) -> None:
    ngozi.reminder(words, kind=kind, due=due, every=every)
    found = only(shop, ngozi)
    assert (found.due, found.every, found.again) == (first, rule, again)


@pytest.mark.parametrize(
    ("shop_kind", "title", "due", "every"),
    [
        ("salon", "Patch test", date(2027, 5, 20), "6 months"),
        ("barber", "patch test", date(2027, 5, 20), "6 months"),
        ("vet", "Vaccination", date(2027, 11, 20), "12 months"),
        ("vet", "Worming", date(2027, 2, 20), "3 months"),
        ("tailor", "Measurements", date(2027, 11, 20), "12 months"),
        ("florist", "Patch test", None, ""),
        ("wine", "Vaccination", None, ""),
    ],
)
def test_a_check_expires_as_the_trade_has_it(
    shop: Shop, ngozi: Regular, shop_kind: str, title: str, due: date | None, every: str
) -> None:
    shop.do(shops.edit, kind=shop_kind)
    found = only(shop, ngozi.check(title))
    assert (found.due, found.every, found.from_done) == (due, every, True)


def test_a_check_done_late_holds_from_that_day(shop: Shop, ngozi: Regular) -> None:
    shop.do(shops.edit, kind="salon")
    ngozi.check("Patch test")
    settle(shop, ngozi, date(2027, 6, 1))
    assert only(shop, ngozi).due == date(2027, 12, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "threat"}, "bad-choice"),
        ({"words": "  "}, "empty-value"),
        ({"due": "soon"}, "bad-date"),
        ({"every": "sometimes"}, "bad-recurrence"),
    ],
)
def test_what_cannot_be_written_down(shop: Shop, ngozi: Regular, wrong: dict[str, str], code: str) -> None:
    values = {"kind": "promise", "words": "Rye", **wrong}
    with pytest.raises(Refusal, match=code):
        shop.do(reminders.set_reminder, ngozi.id, values.pop("kind"), values.pop("words"), **values)
    assert shop.read(reminders.of, ngozi.id) == ()


def test_what_is_not_there_is_said(shop: Shop, ngozi: Regular) -> None:
    aoi = shop.customer("Aoi Tanaka").promised("Matcha").touchpoint("Said hello")
    theirs = only(shop, aoi).id
    for code, call in (
        ("no-customer", {"customer": 99}),
        ("no-reminder", {"reminder": 99}),
        ("no-reminder", {"reminder": theirs}),
        ("no-touchpoint", {"touchpoint": 1}),
    ):
        with pytest.raises(NotFound, match=code):
            shop.do(reminders.set_reminder, **{"customer": ngozi.id, "kind": "promise", "words": "Rye", **call})
    for gone in (reminders.remove, reminders.one):
        with pytest.raises(NotFound, match="no-reminder"):
            shop.do(gone, 99) if gone is reminders.remove else shop.read(gone, 99)


def test_a_reminder_is_removed_and_comes_back(shop: Shop, ngozi: Regular) -> None:
    ngozi.promised("Rye", due="Monday")
    before = only(shop, ngozi)
    shop.do(reminders.remove, before.id)
    assert shop.read(reminders.of, ngozi.id) == ()
    shop.undo()
    assert only(shop, ngozi) == before


def test_typing_on_is_one_step(shop: Shop, ngozi: Regular) -> None:
    ngozi.promised("Rye")
    reminder = only(shop, ngozi).id
    for words in ("Rye loaf", "Rye loaf, sliced"):
        shop.do(reminders.set_reminder, ngozi.id, "promise", words, reminder=reminder)
    shop.undo()
    assert only(shop, ngozi).words == "Rye"


# Done, and again


def test_what_comes_once_is_over_when_done(shop: Shop, ngozi: Regular) -> None:
    ngozi.promised("Rye", due="today")
    reminder = only(shop, ngozi).id
    settle(shop, ngozi)
    assert shop.read(reminders.of, ngozi.id) == ()
    assert shop.read(reminders.one, reminder).state == "done"
    shop.do(reminders.set_reminder, ngozi.id, "promise", "Rye again", due="Monday", reminder=reminder)
    assert only(shop, ngozi).state == "open"


def test_what_is_skipped_is_dropped_or_waits_for_its_next_turn(shop: Shop, ngozi: Regular) -> None:
    ngozi.promised("Rye", due="today")
    reminder = only(shop, ngozi).id
    settle(shop, ngozi, state="dropped")
    assert shop.read(reminders.one, reminder).state == "dropped"
    ngozi.reminder("Order", every="Fridays")
    settle(shop, ngozi, date(2026, 11, 27), state="dropped")
    assert only(shop, ngozi).due == date(2026, 12, 4)


def test_the_31st_is_kept_through_february(shop: Shop, ngozi: Regular) -> None:
    ngozi.reminder("Invoice", due="31 January", every="monthly")
    seen = []
    for _ in range(4):
        due = only(shop, ngozi).due
        assert due is not None
        seen.append(due)
        settle(shop, ngozi, due)
    assert seen == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_the_29th_of_february_is_kept_in_other_years_too(shop: Shop, ngozi: Regular) -> None:
    ngozi.reminder("Cake", due="29 February", every="yearly")
    seen = []
    for _ in range(3):
        due = only(shop, ngozi).due
        assert due is not None
        seen.append(due)
        settle(shop, ngozi, due)
    assert seen == [date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]


def test_a_rule_read_back_from_its_words_is_the_same(shop: Shop, ngozi: Regular) -> None:
    for every in ("every other Friday", "every weekday", "every 3 weeks on Monday"):
        ngozi.reminder("Beans", every=every)
    for found in shop.read(reminders.of, ngozi.id):
        assert recurring.read(found.again) == found.every


def test_a_word_changed_in_february_does_not_forget_the_31st(shop: Shop, ngozi: Regular) -> None:
    ngozi.reminder("Invoice", due="31 January", every="monthly")
    settle(shop, ngozi, date(2027, 1, 31))
    reminder = only(shop, ngozi)
    shop.do(
        reminders.set_reminder,
        ngozi.id,
        "reminder",
        "Her invoice",
        due="28 February 2027",
        every=reminder.again,
        reminder=reminder.id,
    )
    settle(shop, ngozi, date(2027, 2, 28))
    assert only(shop, ngozi).due == date(2027, 3, 31)


def test_what_was_to_be_asked_comes_again_on_a_day(shop: Shop, ngozi: Regular) -> None:
    ngozi.reminder("How is Mum?", kind="ask", every="every 3 months")
    settle(shop, ngozi)
    assert only(shop, ngozi).due == date(2027, 2, 20)


@given(
    st.sampled_from(["10 days", "2 weeks", "1 months", "1 years", "weekday 4"]),
    st.dates(date(2024, 1, 1), date(2104, 12, 31)),
    st.integers(-60, 900),
    st.booleans(),
)
def test_the_next_turn_is_never_before_it_was_done(every: str, due: date, late: int, from_done: bool) -> None:
    reminder = Reminder(1, "reminder", "Order", due, every, from_done, None, "", None, "open", clocks.now(), "")
    done_on = due + timedelta(days=late)
    assert date.fromisoformat(next_due(reminder, done_on, due)) > done_on


# Worth asking for


@pytest.fixture
def regular(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor").had("Flat white", times=4)


def asked(shop: Shop, who: Regular) -> str:
    found: Gap | None = shop.read(reminders.gap, who.id)
    return found.key if found else ""


def comes_in(shop: Shop, who: Regular, clock: Any) -> None:
    clock(timedelta(days=1))
    shop.do(visits.log, who.id, ["Flat white"])


def test_only_regulars_are_asked_for_more(shop: Shop) -> None:
    assert asked(shop, shop.customer("New").had("Flat white", times=3)) == ""
    assert asked(shop, shop.customer("Nobody yet")) == ""
    assert asked(shop, shop.customer("Regular").had("Flat white", times=4)) == "gap-birthday"
    assert shop.read(reminders.gap, 99) is None


def test_one_question_a_visit_and_another_at_the_next(shop: Shop, regular: Regular, clock: Any) -> None:
    answers = {
        "gap-birthday": lambda: regular.birthday("March"),
        "gap-reach": lambda: regular.reach("phone", "0151 496 0183"),
        "gap-taste": lambda: regular.loves("cardamom"),
        "gap-consent": lambda: regular.consents("text", "refused"),
    }
    for key, answer in answers.items():
        comes_in(shop, regular, clock)
        assert asked(shop, regular) == key
        answer()
        assert asked(shop, regular) == ""
    comes_in(shop, regular, clock)
    assert asked(shop, regular) == ""


def test_what_was_answered_before_the_visit_was_logged_counts_for_it(shop: Shop, regular: Regular, clock: Any) -> None:
    clock(timedelta(days=1))
    regular.birthday("March")
    clock(timedelta(minutes=5))
    shop.do(visits.log, regular.id, ["Flat white"])
    assert asked(shop, regular) == ""


def test_a_question_waved_away_comes_after_the_others(shop: Shop, regular: Regular, clock: Any) -> None:
    seen = []
    for _ in range(13):
        comes_in(shop, regular, clock)
        seen.append(asked(shop, regular))
        if seen[-1]:
            shop.do(reminders.wave_away, regular.id, seen[-1])
            assert asked(shop, regular) == ""
    assert seen == ["gap-birthday", "gap-reach", "gap-taste", "gap-consent"] * 3 + [""]


def test_waving_away_can_be_taken_back(shop: Shop, regular: Regular) -> None:
    changes = shop.changes(reminders.wave_away, regular.id, "gap-birthday")
    assert changes is not None
    assert (changes.act, changes.kinds) == (Act.SKIP_TOUCH, {Kind.TOUCH})
    shop.undo()
    assert asked(shop, regular) == "gap-birthday"
    with pytest.raises(Refusal, match="bad-choice"):
        shop.do(reminders.wave_away, regular.id, "gap-shoe")


@pytest.mark.parametrize(("never", "asks"), [("gap-birthday", "gap-reach"), ("gap", "")])
def test_a_question_never_to_be_asked_is_not(shop: Shop, regular: Regular, never: str, asks: str) -> None:
    regular.marked(never, "never")
    assert asked(shop, regular) == asks


def test_nothing_is_asked_of_those_who_mourn_or_are_upset_or_left(shop: Shop) -> None:
    for number, quiet in enumerate(
        (
            lambda who: who.state("deceased"),
            lambda who: who.state("do_not_contact"),
            lambda who: who.state("moved"),
            lambda who: who.bereaved("till May"),
            lambda who: who.touchpoint("Too loud", feeling="upset"),
        )
    ):
        who = shop.customer(f"Regular {number}").had("Flat white", times=4)
        assert asked(shop, quiet(who)) == ""


def test_a_birthday_year_alone_is_no_month(shop: Shop, regular: Regular, clock: Any) -> None:
    regular.birthday("1980")
    comes_in(shop, regular, clock)
    assert asked(shop, regular) == "gap-birthday"


def test_every_question_reads_well(shop: Shop) -> None:
    for key in ("gap-birthday", "gap-reach", "gap-taste", "gap-consent"):
        assert reminders.question(key).endswith(" Ask?")


def test_a_contact_added_by_hand_is_an_answer_too(shop: Shop, regular: Regular) -> None:
    shop.do(contacts.set_contact, regular.id, "email", "ngozi@example.org")
    assert asked(shop, regular) == ""


def test_the_follow_up_of_a_touchpoint_stays_when_the_touchpoint_goes(shop: Shop, ngozi: Regular) -> None:
    touchpoint = shop.do(touchpoints.log, ngozi.id, "Cake was dry", follow_up="Bring a fresh one")
    assert only(shop, ngozi).touchpoint == touchpoint
    shop.do(touchpoints.remove, touchpoint)
    assert (only(shop, ngozi).words, only(shop, ngozi).touchpoint) == ("Bring a fresh one", None)
    shop.undo()
    assert only(shop, ngozi).touchpoint == touchpoint


@pytest.mark.parametrize(("every", "kept"), [("", "12 months"), ("once", ""), ("every 2 months", "2 months")])
def test_a_check_of_the_shops_kind_comes_again_also_from_a_day_that_was_typed(
    shop: Shop, ngozi: Regular, every: str, kept: str
) -> None:
    shop.do(shops.edit, kind="vet")
    ngozi.reminder("Vaccination", kind="check", due="25/11/2026", every=every)
    found = only(shop, ngozi)
    assert (found.due, found.every) == (date(2026, 11, 25), kept)
