from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import customers, people, reminders, tact
from relnotebook.notebook.tact import TactFacts, silence, why

from ..builders import Regular, Shop

TODAY = date(2026, 11, 20)
BIRTHDAY, SLIPPING, PROMISE, FOLLOW_UP, CHECK, ASK, GAP = (
    "birthday", "slipping", "promise", "follow_up", "check", "ask", "gap",
)  # fmt: skip
GREETINGS = sorted(tact.CHEERFUL)
WRITTEN_DOWN = sorted(tact.PLANNED)
IDEA = "idea"
EVERYTHING = [*GREETINGS, *WRITTEN_DOWN, SLIPPING, GAP, IDEA]

DEAD = TactFacts(state="deceased")
LEFT_ALONE = TactFacts(state="do_not_contact")
MOVED = TactFacts(state="moved")
NO_GREETINGS = TactFacts(no_greetings=True)
BEREAVED = TactFacts(bereaved_until="2026-12-31")
AWAY = TactFacts(away_from="2026-11-01", away_until="2027-04-30")
UPSET = TactFacts(upset=date(2026, 11, 10))
COMPLAINT = TactFacts(complaint=date(2025, 1, 10))  # however old, nobody has told them what was done


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


@pytest.mark.parametrize(
    ("facts", "code", "silenced"),
    [
        (TactFacts(), "", []),
        (DEAD, "deceased", EVERYTHING),
        (LEFT_ALONE, "left_alone", [k for k in EVERYTHING if k not in ("ask", "promise", "feedback", "idea")]),
        (MOVED, "moved", [SLIPPING, GAP]),
        (NO_GREETINGS, "no_greetings", GREETINGS),
        (BEREAVED, "bereaved", [*GREETINGS, GAP, IDEA]),
        (UPSET, "upset", [*GREETINGS, SLIPPING, GAP, IDEA]),
        (COMPLAINT, "upset", [*GREETINGS, SLIPPING, GAP, IDEA]),
        (AWAY, "away", [*GREETINGS, SLIPPING, IDEA]),
    ],
    ids=["nothing", "dead", "left alone", "moved", "no greetings", "bereaved", "upset", "complaint", "away"],
)
def test_what_each_rule_of_tact_silences(facts: TactFacts, code: str, silenced: list[str]) -> None:
    found = {kind: silence(facts, kind, TODAY) for kind in EVERYTHING}
    assert found == {kind: code if kind in silenced else "" for kind in EVERYTHING}


@pytest.mark.parametrize(
    ("facts", "day", "quiet"),
    [
        (BEREAVED, date(2026, 12, 31), True),
        (BEREAVED, date(2027, 1, 1), False),
        (AWAY, date(2026, 10, 31), False),
        (AWAY, date(2026, 11, 1), True),
        (AWAY, date(2027, 4, 30), True),
        (AWAY, date(2027, 5, 1), False),
        (TactFacts(away_from="2026-11-01"), date(2030, 1, 1), True),  # nobody said till when
        (TactFacts(away_until="2026-11-30"), date(2026, 11, 30), True),
        (UPSET, date(2027, 1, 9), True),
        (UPSET, date(2027, 1, 10), False),
        (UPSET, date(2026, 11, 9), False),
    ],
)
def test_a_rule_holds_up_to_its_last_day(facts: TactFacts, day: date, quiet: bool) -> None:
    assert bool(silence(facts, BIRTHDAY, day)) is quiet


def test_the_weightiest_reason_is_the_one_that_is_told() -> None:
    facts = TactFacts("deceased", True, "2026-12-31", "2026-11-01", "2027-04-30", TODAY)
    assert silence(facts, BIRTHDAY, TODAY) == "deceased"
    assert tact.reasons(facts, TODAY) == ("deceased",)
    alive = TactFacts("active", True, "2026-12-31", "2026-11-01", "2027-04-30", TODAY)
    assert tact.reasons(alive, TODAY) == ("no_greetings", "bereaved", "upset", "away")
    assert tact.reasons(TactFacts(), TODAY) == ()


def test_who_may_be_written_to() -> None:
    assert [tact.may_contact(facts) for facts in (TactFacts(), MOVED, DEAD, LEFT_ALONE)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("deceased", DEAD, "Ngozi died, so the shop keeps quiet."),
        ("left_alone", LEFT_ALONE, "Ngozi asked to be left alone, so the shop keeps quiet."),
        ("moved", MOVED, "Ngozi moved away, so nobody waits for a visit."),
        ("no_greetings", NO_GREETINGS, "Ngozi asked for no personal greetings."),
        ("bereaved", BEREAVED, "Ngozi lost somebody. No cheerful greeting till January 2027."),
        ("upset", UPSET, "Something went wrong for Ngozi. Put it right before any greeting."),
        ("away", AWAY, "Away till May 2027, so nobody waits for a visit."),
        ("away", TactFacts(away_from="2026-11-01"), "Away, so nobody waits for a visit."),
        ("", AWAY, ""),
    ],
)
def test_the_card_says_why_it_is_silent(code: str, facts: TactFacts, said: str) -> None:
    assert why(code, facts, "Ngozi", TODAY) == said


def test_every_reason_has_its_sentence_with_and_without_a_name() -> None:
    for code in tact.CODES:
        for name in ("", "Ngozi"):
            said = why(code, TactFacts(bereaved_until="2026-12-24", away_until="2026-12-24"), name)
            assert said.endswith(".")
            assert "{" not in said


# On the card


def facts_of(shop: Shop, who: Regular) -> TactFacts:
    found: TactFacts = shop.read(tact.state, who.id).facts
    return found


def test_a_new_card_has_no_reason_to_be_silent(shop: Shop, ngozi: Regular) -> None:
    state = shop.read(tact.state, ngozi.id)
    assert state.facts == TactFacts()
    assert (state.language, state.rhythm_days, state.contact_counts, state.no_closeness) == ("", None, True, False)


@pytest.mark.parametrize("name", ["moved", "deceased", "do_not_contact"])
def test_the_state_of_the_card_counts(shop: Shop, ngozi: Regular, name: str) -> None:
    assert facts_of(shop, ngozi.state(name)).state == name


def test_away_till_may_begins_today_and_ends_with_april(shop: Shop, ngozi: Regular) -> None:
    state = shop.read(tact.state, ngozi.away("till May").id)
    assert (state.away_from, state.away_until) == (TODAY, date(2027, 4, 30))
    shop.do(tact.set_tact, ngozi.id, away_until="till 3 June")
    state = shop.read(tact.state, ngozi.id)
    assert (state.away_from, state.away_until) == (TODAY, date(2027, 6, 3))
    shop.do(tact.set_tact, ngozi.id, away_until="")
    assert facts_of(shop, ngozi) == TactFacts()


def test_an_absence_may_be_told_from_its_first_day(shop: Shop, ngozi: Regular) -> None:
    shop.do(tact.set_tact, ngozi.id, away_from="24 December")
    shop.do(tact.set_tact, ngozi.id, away_until="6 January")
    state = shop.read(tact.state, ngozi.id)
    assert (state.away_from, state.away_until) == (date(2026, 12, 24), date(2027, 1, 6))
    with pytest.raises(Refusal, match="ends-before-it-begins"):
        shop.do(tact.set_tact, ngozi.id, away_from=date(2027, 1, 7))
    with pytest.raises(Refusal, match="ends-before-it-begins"):
        shop.do(tact.set_tact, ngozi.id, away_until="tomorrow")


def test_a_second_absence_is_not_joined_to_the_first(shop: Shop, ngozi: Regular, clock: Any) -> None:
    ngozi.away("Monday")
    clock(timedelta(days=30))
    state = shop.read(tact.state, ngozi.away("in two weeks").id)
    assert (state.away_from, state.away_until) == (date(2026, 12, 20), date(2027, 1, 3))


def test_the_bereaved_are_left_in_peace_till_the_day_that_was_said(shop: Shop, ngozi: Regular) -> None:
    assert facts_of(shop, ngozi.bereaved("till February")).bereaved_until == "2027-01-31"
    shop.undo()
    assert facts_of(shop, ngozi).bereaved_until == ""


@pytest.mark.parametrize(
    ("feelings", "upset"),
    [
        (["upset"], True),
        (["let_down"], True),
        (["so_so"], False),
        (["upset", "happy"], False),
        (["delighted", "let_down"], True),
        (["upset", ""], True),
    ],
)
def test_the_newest_feeling_counts(shop: Shop, ngozi: Regular, feelings: list[str], upset: bool) -> None:
    for feeling in feelings:
        ngozi.touchpoint("About the cake", feeling=feeling)
    assert (facts_of(shop, ngozi).upset is not None) is upset


def test_whoever_was_let_down_is_not_upset_any_more_once_it_is_followed_up(shop: Shop, ngozi: Regular) -> None:
    ngozi.touchpoint("The cake was dry", feeling="upset", follow_up="Bring her a fresh one", follow_up_due="tomorrow")
    assert facts_of(shop, ngozi).upset == TODAY
    (follow_up,) = shop.read(reminders.of, ngozi.id)
    shop.do(_settle, follow_up.id)
    assert facts_of(shop, ngozi).upset is None
    shop.undo()
    assert facts_of(shop, ngozi).upset == TODAY


def _settle(w: Any, reminder: int) -> None:
    reminders.settle(w, reminder, clocks.today())


_settle.act = tact.Act.DO_TOUCH  # type: ignore[attr-defined]


def test_many_cards_are_asked_at_once(shop: Shop, ngozi: Regular) -> None:
    aoi = shop.customer("Aoi Tanaka").away("Monday").touchpoint("Too loud", feeling="upset")
    found = shop.read(tact.facts, [ngozi.id, aoi.id])
    assert found == {ngozi.id: facts_of(shop, ngozi), aoi.id: facts_of(shop, aoi)}
    assert found[aoi.id].upset == TODAY


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("language", "UK", "uk"),
        ("language", "pt_BR", "pt-br"),
        ("language", "", ""),
        ("no_greetings", True, True),
        ("contact_counts", False, False),
        ("no_closeness", 1, True),
        ("rhythm_days", 10, 10.0),
        ("rhythm_days", "10", 10.0),
        ("rhythm_days", "3,5", 3.5),
        ("rhythm_days", "3.5 days", 3.5),
        ("rhythm_days", "every 2 weeks", 14.0),
        ("rhythm_days", "weekly", 7.0),
        ("rhythm_days", "Fridays", 7.0),
        ("rhythm_days", "", None),
        ("rhythm_days", None, None),
    ],
)
def test_what_can_be_said_about_a_customer(shop: Shop, ngozi: Regular, field: str, said: object, kept: object) -> None:
    shop.do(tact.set_tact, ngozi.id, **{field: said})
    assert getattr(shop.read(tact.state, ngozi.id), field) == kept


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"mood": "sunny"}, "unknown-field"),
        ({"rhythm_days": "now and then"}, "bad-rhythm"),
        ({"rhythm_days": 0}, "bad-rhythm"),
        ({"rhythm_days": "nan"}, "bad-rhythm"),
        ({"language": "the old one"}, "bad-language"),
        ({"bereaved_until": "a while"}, "bad-date"),
    ],
)
def test_what_cannot_be_said(shop: Shop, ngozi: Regular, values: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(tact.set_tact, ngozi.id, **values)


def test_nobody_there_has_no_rules(shop: Shop) -> None:
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(tact.state, 99)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(tact.set_tact, 99, no_greetings=True)


def test_an_american_shop_says_the_month_first(shop: Shop, ngozi: Regular) -> None:
    from relnotebook.notebook import shop as shops

    shop.do(shops.edit, region="us")
    assert facts_of(shop, ngozi.bereaved("12/3")).bereaved_until == "2026-12-03"


def test_typing_in_one_field_is_one_step(shop: Shop, ngozi: Regular) -> None:
    for said in ("1 May", "1 May 2028"):
        ngozi.bereaved(said)
    shop.undo()
    assert facts_of(shop, ngozi).bereaved_until == ""


def test_a_household_shares_no_rules_of_tact_and_no_reminders(shop: Shop, ngozi: Regular) -> None:
    tobias = shop.customer("Tobias Lindqvist")
    shop.do(people.live_with, ngozi.id, tobias.id)
    ngozi.state("deceased").bereaved("till May").promised("Keep a loaf").birthday("14 March").alert("Nut allergy")
    ngozi.consents("email")
    assert facts_of(shop, tobias) == TactFacts()
    assert shop.read(reminders.of, tobias.id) == ()
    card = shop.read(customers.card, tobias.id)
    assert (card.dates, card.alerts, {c.state for c in card.consents}) == ((), (), {""})
