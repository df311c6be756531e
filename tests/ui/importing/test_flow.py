"""The course of bringing people in: what is read when, what a choice makes void, what survives a closed window."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relnotebook.base.terms import CustomerId
from relnotebook.exchange.meeting import Meeting, Meetings, Other
from relnotebook.ui.importing.flow import BOTH, CHOOSE, DONE, DOUBLES, JOIN, MATCH, MEET, PLAN, SEE, SKIP, Flow

FILE = Path("/tmp/regulars.csv")


def seen(kind: str = "table") -> Any:
    return SimpleNamespace(kind=kind, count=3, rows=())


def plan(people: int = 3) -> Any:
    return SimpleNamespace(plan=SimpleNamespace(people=people))


def meeting(line: int, decision: str = JOIN, card: int = 7, *others: int) -> Meeting:
    also = tuple(Other(CustomerId(one), f"Card {one}", "") for one in others)
    return Meeting(line, f"Line {line}", "", CustomerId(card), "Ngozi", "", "Same phone", decision, also)


def met(*look: Meeting, clear: tuple[Meeting, ...] = (), created: int = 0) -> Meetings:
    joined = sum(one.decision == JOIN for one in (*look, *clear))
    return Meetings(look, clear, len(look), len(clear), created, joined, 0, 0)


def at(step: str, *look: Meeting, clear: tuple[Meeting, ...] = ()) -> Flow:
    """A flow whose file was read as far as this step needs."""
    flow = Flow()
    flow.take(FILE)
    done(flow, SEE, seen())
    done(flow, PLAN, plan())
    while flow.step != step:
        assert flow.go_on()
    if step == DOUBLES:
        done(flow, MEET, met(*look, clear=clear, created=3))
    return flow


def done(flow: Flow, work: str, found: Any) -> None:
    assert flow.work == work
    flow.begun(work)
    assert flow.read(work, found)


def test_a_file_is_looked_at_then_read_and_matched_with_the_notebook_only_when_doubles_are_up() -> None:
    flow = Flow()
    assert (flow.work, flow.can_go_on) == ("", False)
    flow.take(FILE)
    assert (flow.work, flow.can_go_on) == (SEE, False)
    done(flow, SEE, seen())
    assert flow.can_go_on, "the columns may be looked at while the rest of a long file is read"
    done(flow, PLAN, plan())
    assert flow.work == ""
    assert flow.go_on()
    assert (flow.step, flow.work) == (MATCH, "")
    assert flow.go_on()
    assert (flow.step, flow.work, flow.can_go_on) == (DOUBLES, MEET, False)
    done(flow, MEET, met())
    assert (flow.work, flow.can_go_on) == ("", True)
    assert not flow.go_on(), "what brings them in is the notebook's answer, not a step"


def test_cards_have_no_columns_to_match() -> None:
    flow = Flow()
    flow.take(Path("people.vcf"))
    done(flow, SEE, seen("cards"))
    assert flow.steps == (CHOOSE, DOUBLES, DONE)
    done(flow, PLAN, plan())
    assert flow.go_on()
    assert flow.step == DOUBLES
    assert flow.go_back()
    assert flow.step == CHOOSE


def test_back_leads_through_the_steps_and_not_out_of_what_is_done() -> None:
    flow = at(DOUBLES)
    assert flow.go_back()
    assert flow.go_back()
    assert flow.step == CHOOSE
    assert not flow.go_back()
    flow = at(DOUBLES)
    flow.done()
    assert not flow.go_back()
    assert not flow.under_way


def test_another_meaning_makes_the_plan_void_but_not_the_look_at_the_file() -> None:
    flow = at(MATCH)
    flow.mean("Handy", "mobile")
    assert (flow.work, flow.can_go_on) == (PLAN, False)
    assert flow.fresh(SEE)
    assert flow.choices().fields == {"Handy": "mobile"}


def test_what_is_overtaken_while_it_is_read_is_not_taken() -> None:
    flow = at(MATCH)
    flow.mean("Handy", "mobile")
    flow.begun(PLAN)
    assert not flow.in_vain
    flow.mean("Handy", "skip")
    assert flow.in_vain
    assert not flow.read(PLAN, plan(99))
    assert flow.people == 3
    assert flow.work == PLAN


def test_another_separator_forgets_what_was_said_of_columns_that_are_no_more() -> None:
    flow = at(MATCH)
    flow.mean("Handy", "mobile")
    flow.write_over("Handy", True)
    flow.read_dates("DOB", True)
    flow.fix(4, {"Handy": "0151"})
    flow.read_as(separator=";")
    assert (flow.fields, flow.month_first, flow.overwrite, flow.fixes) == ({}, {}, set(), {})
    assert flow.work == SEE
    assert flow.choices().separator == ";"
    flow.mean("Handy", "mobile")
    flow.read_as(separator=";")
    assert flow.fields == {"Handy": "mobile"}, "the same separator once more changes nothing"


def test_a_file_that_cannot_be_read_stops_there() -> None:
    flow = Flow()
    flow.take(FILE)
    flow.begun(SEE)
    assert flow.failed(SEE, "no-file")
    assert (flow.work, flow.can_go_on) == ("", False)
    flow.again()
    assert flow.work == SEE


def test_columns_nobody_knows_can_be_matched_by_hand() -> None:
    flow = Flow()
    flow.take(FILE)
    done(flow, SEE, seen())
    done(flow, PLAN, plan(people=0))
    assert flow.is_strange
    assert flow.go_on()
    assert not flow.can_go_on
    flow.mean("#1", "name")
    done(flow, PLAN, plan())
    assert flow.can_go_on


def test_that_the_first_row_is_a_person_makes_other_columns() -> None:
    flow = at(MATCH)
    flow.mean("Handy", "mobile")
    flow.read_as(headings="none")
    assert (flow.fields, flow.work, flow.choices().headings) == ({}, SEE, "none")
    assert Flow.from_words(flow.to_words()).headings == "none"


@pytest.mark.parametrize("code", ["visits-not-people", "nobody-in-file"])
def test_a_file_without_people_goes_no_further(code: str) -> None:
    flow = Flow()
    flow.take(FILE)
    done(flow, SEE, seen())
    flow.begun(PLAN)
    flow.failed(PLAN, code)
    assert not flow.go_on()


def test_a_newcomer_at_the_counter_makes_the_doubles_looked_up_again() -> None:
    flow = at(DOUBLES)
    flow.notebook_changed()
    assert flow.work == MEET
    assert flow.fresh(PLAN)
    untouched = Flow()
    untouched.notebook_changed()
    assert untouched.work == ""


def test_decisions_are_as_proposed_until_somebody_chooses() -> None:
    ngozi, jan, ben = meeting(2), meeting(5, BOTH, 8), meeting(9)
    flow = at(DOUBLES, ngozi, jan, clear=(ben,))
    assert [flow.decision(one) for one in (ngozi, jan, ben)] == [JOIN, BOTH, JOIN]
    assert flow.decisions() == {2: "join:7", 5: BOTH}, "what was shown is what happens; clear cases are the engine's"
    flow.decide(ngozi, SKIP)
    flow.decide(jan, JOIN)
    flow.decide(ben, BOTH)
    assert flow.decisions() == {2: SKIP, 5: "join:8", 9: BOTH}


def test_one_of_several_cards_is_chosen_and_stays_chosen() -> None:
    ngozi = meeting(2, BOTH, 7, 11)
    flow = at(DOUBLES, ngozi)
    flow.decide(ngozi, JOIN, 11)
    assert (flow.card_of(ngozi), flow.decisions()) == (11, {2: "join:11"})
    flow.decide(ngozi, JOIN)
    assert flow.card_of(ngozi) == 11


def test_the_tally_follows_the_decisions() -> None:
    ngozi, jan = meeting(2), meeting(5, BOTH)
    flow = at(DOUBLES, ngozi, jan)
    before = flow.tally
    assert before is not None
    assert (before.new, before.joined, before.skipped) == (3, 1, 0)
    flow.decide(ngozi, SKIP)
    flow.decide(jan, JOIN)
    after = flow.tally
    assert after is not None
    assert (after.new, after.joined, after.skipped) == (2, 1, 1)


def test_a_closed_window_loses_no_choice() -> None:
    flow = at(MATCH)
    flow.mean("Handy", "field:Second phone")
    flow.read_dates("DOB", True)
    flow.write_over("Handy", True)
    flow.fix(4, {"Name": "Ana"})
    flow.warn_of([3, 9], True)
    flow.decided[2] = "join:7"
    again = Flow.from_words(flow.to_words())
    assert again.to_words() == flow.to_words()
    assert (again.step, again.work) == (MATCH, SEE), "the file is read again: it may be another one by now"


def test_nothing_is_kept_of_what_is_done_or_was_never_begun() -> None:
    assert Flow().to_words() == {}
    flow = at(DOUBLES)
    flow.done()
    assert flow.to_words() == {}


@pytest.mark.parametrize("chosen", ["", "{", "[]", '{"fixes": 3}', '{"step": "kitchen"}', '{"alerts": ["x"]}'])
def test_a_draft_that_cannot_be_read_begins_anew_with_its_file(chosen: str) -> None:
    flow = Flow.from_words({"file": str(FILE), "chosen": chosen})
    assert (flow.file, flow.step, flow.fields, flow.work) == (FILE, CHOOSE, {}, SEE)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["take", "see", "plan", "meet", "fail", "mean", "on", "back", "as", "news", "fix"])))
def test_whatever_happens_what_is_brought_in_is_what_was_read_last(happens: list[str]) -> None:
    """A plan, or whom it meets, never outlives the choice that made it void."""
    flow, chosen = Flow(), 0
    for one in happens:
        if one == "take":
            flow.take(FILE)
        elif one in (SEE, PLAN, MEET) and flow.work == one:
            flow.begun(one)
            flow.read(one, {SEE: seen(), PLAN: plan(chosen), MEET: met()}[one])
        elif one == "fail" and flow.work:
            work = flow.work
            flow.begun(work)
            flow.failed(work, "unreadable")
        elif one in ("mean", "fix") and flow.file is not None:
            chosen += 1
            if one == "mean":
                flow.mean("Handy", f"field:{chosen}")
            else:
                flow.fix(chosen, {"Name": "Ana"})
        elif one == "as" and flow.file is not None:
            flow.read_as(encoding="cp1252" if flow.encoding != "cp1252" else "utf-8")
            chosen += 1
        elif one == "news":
            flow.notebook_changed()
        elif one == "on":
            flow.go_on()
        elif one == "back":
            flow.go_back()
        if flow.step == DOUBLES and flow.can_go_on:
            assert flow.plan is not None
            assert flow.meetings is not None
            assert not flow.work
            assert flow.people == chosen
