"""The rules of a group: joined, kept as JSON, typed at a command line, checked against the notebook."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.problems import NotFound, Problem, Refusal
from relnotebook.notebook import fields, segments
from relnotebook.notebook.segment_rules import (
    JOINS,
    OPS,
    Bracket,
    Condition,
    Row,
    Rule,
    checked,
    conditions,
    dump,
    load,
    read_words,
)

from ..builders import Shop

TAG, MAY, DEAD = Rule("tag", "has", "Choir"), Rule("birthday", "in_month", 5), Rule("state", "is", "deceased")


def joined(rule: Rule, join: str) -> Rule:
    return Rule(rule.field, rule.op, rule.value, join=join)


def test_or_goes_with_the_row_above_it() -> None:
    rows = (TAG, joined(MAY, "or"), joined(MAY, "and"), joined(DEAD, "not"), joined(TAG, "or"))
    assert conditions(rows) == (
        Condition((TAG, joined(MAY, "or")), leaves_out=False),
        Condition((MAY,), leaves_out=False),
        Condition((joined(DEAD, "not"), joined(TAG, "or")), leaves_out=True),
    )


def test_an_or_above_which_nothing_stands_begins_by_itself() -> None:
    assert conditions([joined(MAY, "or")]) == (Condition((joined(MAY, "or"),), leaves_out=False),)
    assert conditions([]) == ()


rules = st.builds(
    Rule,
    st.sampled_from(sorted(OPS)),
    st.text(max_size=5),
    st.one_of(st.text(max_size=5), st.integers(0, 10**6)),
    st.integers(0, 400),
    st.text(max_size=5),
    st.sampled_from(JOINS),
)
rows = st.one_of(rules, st.builds(Bracket, st.lists(rules, min_size=1, max_size=3).map(tuple), st.sampled_from(JOINS)))


@given(st.lists(rows, max_size=6).map(tuple))
def test_what_is_kept_comes_back(rules: tuple[Row, ...]) -> None:
    assert load(dump(rules)) == rules


def test_what_says_nothing_is_not_kept() -> None:
    assert json.loads(dump((Rule("slipping", "is"),))) == [{"field": "slipping", "op": "is", "join": "and"}]
    assert load("") == ()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        "3",
        '["tag"]',
        '[{"field": "tag", "op": "has", "value": true}]',
        '[{"field": "tag", "op": "has", "value": 1.5}]',
        '[{"field": "tag", "op": 3}]',
        '[{"field": "tag", "op": "has", "days": "7"}]',
        '[{"field": "tag", "op": "has", "days": true}]',
        '[{"field": "tag", "op": "has", "join": "xor"}]',
        '[{"field": "tag", "op": "has", "sql": "1"}]',
        '[{"rows": []}]',
        '[{"rows": [{"rows": [{"field": "tag", "op": "has"}]}]}]',
        '[{"rows": 7}]',
        "[" * 100_000,
        json.dumps([{"field": "tag", "op": "has"}] * 41),
    ],
)
def test_what_are_no_rules_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="bad-rules"):
        load(text)


def test_rules_as_one_types_them() -> None:
    lines = [
        "tag has Choir club",
        "and visits at_least 3 in 90",
        "or had within cardamom bun in 30",
        "not own:Favourite_team is Rovers",
        "place has Bath in Somerset",
        "birthday in_month 12",
    ]
    assert read_words(lines) == (
        Rule("tag", "has", "Choir club"),
        Rule("visits", "at_least", 3, 90),
        Rule("had", "within", "cardamom bun", 30, join="or"),
        Rule("own", "is", "Rovers", name="Favourite team", join="not"),
        Rule("place", "has", "Bath in Somerset"),
        Rule("birthday", "in_month", 12),
    )


@pytest.mark.parametrize("line", ["", "and", "tag", "tog has x", "tag had x", "not"])
def test_what_is_no_rule_is_told_as_it_was_typed(line: str) -> None:
    with pytest.raises(Refusal, match="bad-rules") as refused:
        read_words([line])
    assert refused.value.facts["value"] == line


# Checked


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule("pigeon", "is"), "bad-rules"),
        (Rule("tag", "is", "x"), "bad-rules"),
        (Rule("tag", "has", " \u200b"), "empty-value"),
        (Rule("birthday", "in_month", 13), "bad-number"),
        (Rule("birthday", "in_month", "May"), "bad-number"),
        (Rule("last_visit", "within", 0), "bad-number"),
        (Rule("last_visit", "within", -3), "bad-number"),
        (Rule("visits", "at_least", 3, days=99_999), "bad-number"),
        (Rule("had", "within", "bun"), "bad-number"),
        (Rule("consent", "given", "pigeon"), "bad-choice"),
        (Rule("state", "is", "asleep"), "bad-choice"),
        (Rule("reach", "has", "pigeon"), "bad-choice"),
        (Rule("own", "is", "x", name="Nothing"), "unknown-field"),
        (Rule("own", "at_least", "many", name="Dogs"), "bad-field-value"),
        (Rule("own", "has", "", name="Dogs"), "empty-value"),
    ],
)
def test_a_rule_that_cannot_be_asked_is_refused(shop: Shop, rule: Rule, code: str) -> None:
    shop.do(fields.define, "Dogs", "number")
    with pytest.raises(Refusal, match=code):
        shop.read(checked, (rule,))
    with pytest.raises(Refusal, match=code):
        shop.read(checked, (Bracket((rule,)),))


@pytest.mark.parametrize("rule", [Rule("idea", "wants", 7), Rule("idea", "wants", "a piano"), Rule("group", "in", 7)])
def test_what_is_no_longer_there_cannot_be_asked_about(shop: Shop, rule: Rule) -> None:
    with pytest.raises(NotFound):
        shop.read(checked, (rule,))


def test_an_idea_and_a_list_are_meant_by_name_or_number(shop: Shop) -> None:
    idea = shop.idea("Oat cortado")
    kept = shop.do(segments.freeze, "Winter hours")
    for value in ("oat CORTADO", idea, str(idea)):
        (rule,) = shop.read(checked, (Rule("idea", "wants", value),))
        assert (rule.value, rule.name) == (idea, "Oat cortado")
    (rule,) = shop.read(checked, (Rule("group", "in", "winter hours"),))
    assert (rule.value, rule.name) == (kept, "Winter hours")


def test_values_are_kept_in_their_own_form(shop: Shop) -> None:
    shop.do(fields.define, "Spent", "money")
    shop.do(fields.define, "Since", "date")
    asked = (
        Rule("own", "at_least", "€ 12,5", name="spent"),
        Rule("own", "at_most", "3 May 2024", name="Since"),
        Rule("tag", "has", "  Choir   club ", days=9, name="x"),
        Rule("visits", "at_most", "2", days=30),
        Rule("slipping", "is", "x", days=3),
    )
    assert [(rule.value, rule.days, rule.name) for rule in shop.read(checked, asked)] == [
        ("12.50", 0, "Spent"),
        ("2024-05-03", 0, "Since"),
        ("Choir club", 0, ""),
        (2, 30, ""),
        ("", 0, ""),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(rows, max_size=4).map(tuple))
def test_any_rules_are_asked_or_refused(shop: Shop, rules: tuple[Row, ...]) -> None:
    try:
        asked = shop.read(checked, rules)
    except Problem:
        return
    assert shop.read(checked, asked) == asked
    assert shop.read(segments.count, asked) == 0
