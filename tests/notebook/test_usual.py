"""The usual: set, learnt, confirmed, rejected, and logged with one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, Kind
from relnotebook.notebook import customers, usual, visits
from relnotebook.store import schema

from ..builders import Regular, Shop

LINE = "Oat flat white, extra hot"


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor").usual(LINE, how="Own green cup, no lid")


def refusal(shop: Shop, act: Callable[..., object], *args: object, **kw: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        shop.do(act, *args, **kw)
    return refused.value


def had_last(shop: Shop, customer: CustomerId) -> list[str]:
    with shop.store.read() as s:
        newest = "SELECT id FROM visit WHERE customer_id = ? ORDER BY id DESC LIMIT 1"
        sql = f"SELECT name FROM visit_item h JOIN item i ON i.id = item_id WHERE visit_id = ({newest}) ORDER BY h.id"
        return [name for (name,) in s.raw(sql, (customer,))]


# Set by hand


def test_the_usual_is_set_and_read(shop: Shop, ngozi: Regular) -> None:
    (found,) = shop.read(usual.of, ngozi.id)
    assert (found.line, found.how, found.whom, found.source) == (LINE, "Own green cup, no lid", "", "told")
    assert found.items == (LINE,)
    assert found.confirmed == clocks.now()


def test_setting_it_again_changes_the_one_there_is(shop: Shop, ngozi: Regular) -> None:
    shop.do(usual.set_usual, ngozi.id, "Chai latte ;  bun")
    (found,) = shop.read(usual.of, ngozi.id)
    assert (found.line, found.how) == ("Chai latte; bun", "Own green cup, no lid")


def test_each_person_has_their_own(shop: Shop, ngozi: Regular) -> None:
    ngozi.usual("Babyccino", whom="Ada").usual("Double espresso", whom="Tom").usual("Hot chocolate", whom="ada")
    assert [(u.whom, u.line) for u in shop.read(usual.of, ngozi.id)] == [
        ("", LINE), ("ada", "Hot chocolate"), ("Tom", "Double espresso"),
    ]  # fmt: skip


def test_editing_one_line_keeps_the_rest(shop: Shop, ngozi: Regular) -> None:
    (found,) = shop.read(usual.of, ngozi.id)
    shop.do(usual.set_usual, ngozi.id, "Oat cortado", usual=found.id)
    (found,) = shop.read(usual.of, ngozi.id)
    assert (found.line, found.how) == ("Oat cortado", "Own green cup, no lid")


def test_typing_on_in_the_same_field_is_one_step(
    shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]
) -> None:
    (found,) = shop.read(usual.of, ngozi.id)
    for line in ("Oat c", "Oat cort", "Oat cortado"):
        clock(timedelta(seconds=1))
        shop.do(usual.set_usual, ngozi.id, line, usual=found.id)
    shop.undo()
    assert shop.read(usual.of, ngozi.id)[0].line == LINE


def test_the_same_words_again_are_no_act(shop: Shop, ngozi: Regular) -> None:
    assert shop.changes(usual.set_usual, ngozi.id, LINE) is None


def test_an_empty_usual_is_refused(shop: Shop, ngozi: Regular) -> None:
    assert refusal(shop, usual.set_usual, ngozi.id, " ; ").code == "empty-value"


def test_a_usual_of_somebody_else_is_not_changed(shop: Shop, ngozi: Regular) -> None:
    aoi = shop.customer("Aoi Tanaka").usual("Matcha latte")
    mine = shop.read(usual.of, ngozi.id)[0].id
    with pytest.raises(NotFound):
        shop.do(usual.set_usual, aoi.id, "Tea", usual=mine)
    with pytest.raises(NotFound):
        shop.do(usual.log, aoi.id, usual=mine)


def test_removing_takes_its_variations_along_and_leaves_the_visits(shop: Shop, ngozi: Regular) -> None:
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    shop.do(usual.log, ngozi.id)
    before = shop.tables()
    shop.do(usual.remove_usual, shop.read(usual.of, ngozi.id)[0].id)
    assert shop.read(usual.of, ngozi.id) == ()
    assert shop.visits(ngozi) == 1
    shop.undo()
    assert shop.tables() == before


# Variations


def test_variations_that_hold_now_say_so(shop: Shop, ngozi: Regular) -> None:
    """It is a Friday morning in November."""
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    ngozi.variation(rule="after", value="3 pm", effect="change", thing="decaf")
    ngozi.variation(rule="asked", value="Hot days", effect="change", thing="iced")
    (found,) = shop.read(usual.of, ngozi.id)
    assert [(v.value, v.holds) for v in found.variations] == [("4", True), ("15:00", False), ("Hot days", False)]
    assert usual.order(found, [v.id for v in found.variations]) == (f"{LINE}, decaf, iced", "cardamom bun")


def test_a_variation_is_changed_and_removed(shop: Shop, ngozi: Regular) -> None:
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a bun")
    (found,) = shop.read(usual.of, ngozi.id)
    bun = found.variations[0].id
    shop.do(usual.set_variation, found.id, rule="weekday", value="5", effect="plus", thing="a scone", variation=bun)
    assert shop.read(usual.of, ngozi.id)[0].variations[0].thing == "a scone"
    shop.do(usual.remove_variation, bun)
    assert shop.read(usual.of, ngozi.id)[0].variations == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"effect": "minus"}, "bad-choice"),
        ({"thing": "  "}, "empty-value"),
        ({"value": "someday"}, "bad-days"),
    ],
)
def test_a_variation_that_says_nothing_is_refused(
    shop: Shop, ngozi: Regular, values: dict[str, str], code: str
) -> None:
    whole = {"rule": "weekday", "value": "4", "effect": "plus", "thing": "a bun", **values}
    assert refusal(shop, usual.set_variation, shop.read(usual.of, ngozi.id)[0].id, **whole).code == code


# Logging


def test_one_key_logs_the_usual_as_it_is_today(shop: Shop, ngozi: Regular) -> None:
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    ngozi.variation(rule="after", value="15:00", effect="change", thing="decaf")
    logged = shop.do(usual.log, ngozi.id)
    assert (logged.name, logged.line) == ("Ngozi", f"{LINE}; cardamom bun")
    assert had_last(shop, ngozi.id) == [LINE, "cardamom bun"]


def test_what_is_ticked_counts_whatever_holds(shop: Shop, ngozi: Regular) -> None:
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    ngozi.variation(rule="after", value="15:00", effect="change", thing="decaf")
    decaf = shop.read(usual.of, ngozi.id)[0].variations[1].id
    assert shop.do(usual.log, ngozi.id, ticked=(decaf,)).line == f"{LINE}, decaf"
    assert shop.do(usual.log, ngozi.id, ticked=(), again=True).line == LINE


def test_back_dated_it_is_what_held_then(shop: Shop, ngozi: Regular) -> None:
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    assert shop.do(usual.log, ngozi.id, when=clocks.now() - timedelta(days=1)).line == LINE


def test_it_tells_who_and_what(shop: Shop, ngozi: Regular) -> None:
    changes = shop.changes(usual.log, ngozi.id)
    assert changes is not None
    assert (changes.act, changes.kinds, changes.customers) == (Act.LOG_USUAL, {Kind.VISIT}, {ngozi.id})
    assert (changes.fact("name"), changes.fact("what")) == ("Ngozi", LINE)


def test_undo_and_redo(shop: Shop, ngozi: Regular) -> None:
    before, seen = shop.tables(), shop.tables("derived")
    shop.do(usual.log, ngozi.id)
    after = shop.tables("derived")
    shop.undo()
    assert (shop.tables(), shop.tables("derived")) == (before, seen)
    shop.redo()
    assert shop.tables("derived") == after


def test_a_second_visit_within_ten_minutes_is_asked_about(
    shop: Shop, ngozi: Regular, clock: Callable[[timedelta], None]
) -> None:
    shop.do(usual.log, ngozi.id)
    clock(timedelta(minutes=9, seconds=59))
    refused = refusal(shop, usual.log, ngozi.id)
    assert (refused.code, refused.facts) == ("just-logged", {"name": "Ngozi", "minutes": 9})
    shop.do(usual.log, ngozi.id, again=True)
    clock(timedelta(minutes=10))
    shop.do(usual.log, ngozi.id)
    assert shop.visits(ngozi) == 3


def test_back_dating_beside_an_old_visit_is_asked_about_too(shop: Shop, ngozi: Regular) -> None:
    last_week = clocks.now() - timedelta(days=7)
    shop.do(usual.log, ngozi.id, when=last_week)
    assert refusal(shop, usual.log, ngozi.id, when=last_week - timedelta(minutes=3)).facts["minutes"] == 3
    shop.do(usual.log, ngozi.id)


def test_tomorrow_cannot_be_logged_yet(shop: Shop, ngozi: Regular) -> None:
    assert refusal(shop, usual.log, ngozi.id, when=clocks.now() + timedelta(days=1)).code == "in-future"


def test_nothing_known_is_nothing_logged(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte", times=2)
    refused = refusal(shop, usual.log, aoi.id)
    assert (refused.code, refused.facts["name"]) == ("no-usual", "Aoi")
    with pytest.raises(NotFound):
        shop.do(usual.log, 999)


def test_a_learnt_usual_counts_when_none_is_set(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte; melon pan", times=5)
    assert shop.do(usual.log, aoi.id).line == "Matcha latte; melon pan"


def test_a_usual_for_somebody_else_counts_when_it_is_the_only_one(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").usual("Babyccino", whom="Ren")
    assert shop.do(usual.log, aoi.id).line == "Babyccino"
    aoi.usual("Matcha latte")
    assert shop.do(usual.log, aoi.id, again=True).line == "Matcha latte"


def test_logging_asks_the_file_little(shop: Shop, ngozi: Regular) -> None:
    """Whatever lies in the history: a handful of selects, and one statement for each row."""
    ngozi.variation(rule="weekday", value="4", effect="plus", thing="a cardamom bun")
    costs = []
    for times in (5, 250):
        ngozi.had(f"{LINE}; cardamom bun", times=times, every=1 / 24)
        with shop.store.write(Act.LOG_USUAL) as w:
            told: list[str] = []
            w._driver.set_trace_callback(told.append)
            usual.log(w, ngozi.id, again=True)
            shop.store._refresh(w)
            w._driver.set_trace_callback(None)
            costs.append(len([sql for sql in told if not sql.startswith("--")]))
    assert costs[0] == costs[1] <= 23


# Learnt


def test_a_steady_order_is_suggested_with_its_evidence(shop: Shop) -> None:
    shop.customer("Jonas").had("Filter coffee", times=30)
    aoi = shop.customer("Aoi Tanaka").had("Tea", times=7, until=clocks.now() - timedelta(days=60))
    aoi.had("Matcha latte", times=41)
    assert shop.read(usual.suggestion, aoi.id) == usual.Suggestion("Matcha latte", 41, 48, "usually")


def test_two_visits_suggest_nothing(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte", times=2)
    assert shop.read(usual.suggestion, aoi.id) is None


def test_somebody_who_tries_everything_has_no_usual(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    for i in range(12):
        aoi.had(f"Special {i % 4}")
    assert shop.read(usual.suggestion, aoi.id) is None


def test_often_is_less_than_usually(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka")
    for i in range(15):
        aoi.had("Matcha latte" if i % 3 else "Tea", until=clocks.now() - timedelta(days=20 - i))
    found = shop.read(usual.suggestion, aoi.id)
    assert (found.line, found.sure, found.had, found.of) == ("Matcha latte", "often", 10, 15)


def test_two_things_together_are_suggested_together_by_the_rarer(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte; melon pan", times=10, until=clocks.now() - timedelta(days=9))
    aoi.had("Matcha latte", until=clocks.now() - timedelta(days=2))
    found = shop.read(usual.suggestion, aoi.id)
    assert (found.line, found.had, found.of) == ("Matcha latte; melon pan", 10, 11)


def test_what_is_set_already_is_not_suggested(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").usual("matcha latte; Melon pan").had("Matcha latte", times=9)
    assert shop.read(usual.suggestion, aoi.id) is None


def test_what_a_variation_gives_is_not_suggested(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").usual("Tea").variation(rule="asked", value="Cold", effect="change", thing="iced")
    aoi.had("Tea, iced", times=9)
    assert shop.read(usual.suggestion, aoi.id) is None


def test_a_new_habit_beside_an_old_usual_is_suggested(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").usual("Tea").had("Matcha latte", times=9)
    assert shop.read(usual.suggestion, aoi.id).line == "Matcha latte"


def test_confirming_makes_it_the_usual(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte", times=9)
    shop.do(usual.confirm, aoi.id, "Matcha latte")
    (found,) = shop.read(usual.of, aoi.id)
    assert (found.line, found.source, found.confirmed) == ("Matcha latte", "learnt", clocks.now())
    assert (found.had, found.of) == (9, 9)
    assert shop.read(usual.suggestion, aoi.id) is None


def test_confirming_replaces_the_line_and_keeps_how_it_is_served(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Chai latte", times=9)
    shop.do(usual.confirm, ngozi.id, "Chai latte")
    (found,) = shop.read(usual.of, ngozi.id)
    assert (found.line, found.how) == ("Chai latte", "Own green cup, no lid")
    shop.undo()
    assert shop.read(usual.of, ngozi.id)[0].line == LINE


def test_a_rejection_is_remembered(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte; melon pan", times=9)
    jonas = shop.customer("Jonas").had("Matcha latte; melon pan", times=9)
    shop.do(usual.reject, aoi.id, "MELON PAN; matcha latte")
    aoi.had("Matcha latte; melon pan", times=9)
    assert shop.read(usual.suggestion, aoi.id) is None
    assert shop.read(usual.lines_of, [aoi.id, jonas.id]) == {jonas.id: "Matcha latte; melon pan"}
    assert refusal(shop, usual.log, aoi.id).code == "no-usual"
    assert shop.changes(usual.reject, aoi.id, "Matcha latte; melon pan") is None
    shop.undo()


def test_a_person_may_think_again(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte", times=9)
    shop.do(usual.reject, aoi.id, "Matcha latte")
    shop.do(usual.confirm, aoi.id, "Matcha latte")
    shop.do(usual.remove_usual, shop.read(usual.of, aoi.id)[0].id)
    assert shop.read(usual.suggestion, aoi.id).line == "Matcha latte"


def test_the_evidence_of_a_usual_counts_its_first_item(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("OAT flat white extra hot", times=5)
    shop.do(visits.log, ngozi.id, ["Tea"], again=True)
    (found,) = shop.read(usual.of, ngozi.id)
    assert (found.had, found.of) == (5, 6)


def test_evidence_that_says_nothing_is_not_given(shop: Shop, ngozi: Regular) -> None:
    shop.do(usual.log, ngozi.id)
    (found,) = shop.read(usual.of, ngozi.id)
    assert (found.had, found.of) == (0, 0)


def test_lines_for_a_list(shop: Shop, ngozi: Regular) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte", times=5)
    new = shop.customer("Mara")
    child = shop.customer("Priya").usual("Babyccino", whom="Ravi")
    found = shop.read(usual.lines_of, [ngozi.id, aoi.id, new.id, child.id])
    assert found == {ngozi.id: LINE, aoi.id: "Matcha latte", child.id: "Babyccino"}
    assert shop.read(usual.lines_of, []) == {}


def test_suggestion_and_usuals_cost_few_statements(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Chai latte", times=30)
    with shop.store.read() as s:
        asked: list[str] = []
        s._driver.set_trace_callback(asked.append)
        _, found = usual.both(s, ngozi.id)
        s._driver.set_trace_callback(None)
    assert found is not None
    assert len([sql for sql in asked if not sql.startswith("--")]) <= 5


def test_a_nameless_customer_is_still_spoken_of(shop: Shop) -> None:
    found = shop.do(customers.add, phone="0151 496 0183", usual="Flat white")
    assert shop.do(usual.log, found).name == "0151 496 0183"


def test_every_answer_is_in_the_file(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").had("Matcha latte", times=3)
    shop.do(usual.reject, aoi.id, "Matcha latte")
    shop.do(usual.confirm, aoi.id, "Tea")
    assert [row[2:4] for row in shop.tables()[schema.verdict.name]] == [
        ("matcha latte", "rejected"),
        ("tea", "confirmed"),
    ]


def test_nothing_is_logged_for_somebody_who_has_died(shop: Shop) -> None:
    desmond = shop.customer("Desmond Wójcik").usual("long black")
    shop.do(customers.set_state, desmond.id, "deceased")
    with pytest.raises(Refusal, match="has-died") as refused:
        shop.do(usual.log, desmond.id)
    assert refused.value.facts["name"] == "Desmond"
    assert shop.visits(desmond) == 0
    shop.undo()
    assert shop.do(usual.log, desmond.id).line == "long black"
