"""A group as a sentence one can read aloud."""

from __future__ import annotations

import pytest

from relnotebook.notebook.segment_rules import CHOICES, OPS, Bracket, Rule
from relnotebook.notebook.segment_words import rule, sentence

CAME = Rule("visits", "at_least", 3, days=90)
WALNUT = Rule("taste", "likes", "walnut")
NUTS = Rule("alert", "has", "nuts")


def test_the_sentence_of_the_paper() -> None:
    rows = (CAME, WALNUT, Rule(NUTS.field, NUTS.op, NUTS.value, join="not"))
    assert sentence(rows) == (
        "Everybody who came at least 3 times in the last 90 days and likes walnut, but nobody who has an alert about "
        "nuts"
    )


def test_nobody_is_asked_anything() -> None:
    assert sentence(()) == "Everybody"
    assert sentence((Rule("state", "is", "deceased", join="not"),)) == "Everybody, but nobody who has died"


def test_or_is_said_so_that_it_cannot_be_misunderstood() -> None:
    tag = Rule("tag", "has", "Choir", join="or")
    assert sentence((WALNUT, tag)) == "Everybody who likes walnut or is tagged “Choir”"
    assert sentence((CAME, WALNUT, tag)) == (
        "Everybody who came at least 3 times in the last 90 days and either likes walnut or is tagged “Choir”"
    )
    assert sentence((WALNUT, tag, tag)) == "Everybody who likes walnut, is tagged “Choir” or is tagged “Choir”"


def test_brackets_stand_where_they_were_set() -> None:
    rows = Bracket((CAME, Rule("alert", "any", join="not")), join="or")
    assert sentence((WALNUT, rows)) == (
        "Everybody who likes walnut or (came at least 3 times in the last 90 days and not (has an alert))"
    )


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (Rule("visits", "at_least", 1), "came at least 1 time"),
        (Rule("visits", "at_most", 2, days=1), "came at most 2 times in the last 1 day"),
        (Rule("had", "ever", "a bun"), "has had a bun"),
        (Rule("had", "within", "a bun", days=30), "has had a bun in the last 30 days"),
        (Rule("birthday", "in_month", 12), "has a birthday in December"),
        (Rule("name_day", "soon", 7), "has a name day in the next 7 days"),
        (Rule("consent", "given", "email"), "has consent for e-mail"),
        (Rule("consent", "not_asked", "text"), "was not asked about texts"),
        (Rule("language", "is", ""), "reads the shop's language"),
        (Rule("own", "is", "Rovers", name="Team"), "has Rovers as Team"),
        (Rule("idea", "wants", 7, name="Oat cortado"), "wants “Oat cortado”"),
        (Rule("rhythm", "at_most", 7), "comes every 7 days or more often"),
    ],
)
def test_each_rule_reads_on_after_who(one: Rule, told: str) -> None:
    assert rule(one) == told


def test_every_rule_there_is_has_its_words() -> None:
    for field, ops in OPS.items():
        for op, wants in ops.items():
            kind = wants.partition(" ")[0]
            for value in CHOICES.get(kind, (2,) if kind in ("number", "days", "month", "idea", "group") else ("x",)):
                told = rule(Rule(field, op, value, days=3, name="y"))
                assert told, (field, op)
                assert "{" not in told, (field, op)
