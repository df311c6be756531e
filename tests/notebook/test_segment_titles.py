"""Rows of a group as words to choose from: everything that can be asked has a title, and every choice can be asked."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import Problem
from relnotebook.base.terms import Act
from relnotebook.notebook import fields, ideas, segment_titles, segments
from relnotebook.notebook.segment_rules import CHOICES, OPS, Bracket, Rule, checked
from relnotebook.notebook.segment_titles import (
    Known,
    asked,
    changed,
    complete,
    key_of,
    numbered,
    slots,
    started,
    taken,
    title,
    titles,
)
from relnotebook.store import schema

from ..builders import Shop

KNOWN = Known(
    ("Choir", "Locals"),
    ("flat white", "walnut"),
    ("Nut allergy",),
    ("", "uk"),
    ((3, "Winter hours"),),
    ((4, "Oat milk"),),
    (
        fields.Field(1, "Club", "choice", ("Rovers", "City")),
        fields.Field(2, "Member", "yesno", ()),
        fields.Field(3, "Seats", "number", ()),
        fields.Field(4, "Tastes", "choices", ("dry", "sweet")),
        fields.Field(5, "Motto", "text", ()),
    ),
)
VALUES: dict[str, str | int] = {
    "words": "walnut",
    "tag": "Choir",
    "days": 90,
    "number": 3,
    "month": 12,
    "idea": 4,
    "group": 3,
    "language": "uk",
}


def sample(field: str, op: str) -> Rule:
    kind, _space, days = OPS[field][op].partition(" ")
    value = VALUES.get(kind, CHOICES.get(kind, ("",))[0])
    name = {"own": "Club", "idea": "Oat milk", "group": "Winter hours"}.get(field, "")
    return Rule(field, op, value, 30 if days else 0, name)


EVERY = [sample(field, op) for field in OPS for op in OPS[field]]


def keys() -> list[str]:
    return [key for _heading, entries in titles(KNOWN) for key, _words in entries]


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: f"{rule.field}-{rule.op}")
def test_everything_that_can_be_asked_has_a_title_and_shows_what_it_asks(rule: Rule) -> None:
    assert key_of(rule) in keys()
    assert title(rule)
    for slot in slots(rule, KNOWN):
        if slot.kind == "pick":
            assert taken(rule, slot) >= 0, slot


@pytest.mark.parametrize("key", keys())
def test_every_choice_leads_to_a_row_of_the_same_title(key: str) -> None:
    rule = started(key, KNOWN)
    assert key_of(rule) == key
    for slot in slots(rule, KNOWN):
        for at, option in enumerate(slot.options):
            made = changed(rule, option)
            assert key_of(made) == key
            assert made.op in OPS[made.field]
            again = slots(made, KNOWN)
            same = next(one for one in again if one.name == slot.name)
            assert taken(made, same) == at


def test_no_title_is_offered_twice() -> None:
    assert len(keys()) == len(set(keys()))
    words = [words for _heading, entries in titles(KNOWN) for _key, words in entries]
    assert len(words) == len(set(words))


def test_a_new_row_asks_what_the_notebook_understands(shop: Shop) -> None:
    shop.customer("Ana").tagged("Choir").likes("walnut")
    shop.do(ideas.add, "Oat milk")
    shop.do(segments.freeze, "Winter hours")
    shop.do(fields.define, "Club", "choice", choices="Rovers\nCity")
    known = shop.read(segment_titles.known)
    for _heading, entries in titles(known):
        for key, _words in entries:
            rule = started(key, known)
            if complete(rule):
                shop.read(checked, (rule,))
            else:
                with pytest.raises(Problem):
                    shop.read(checked, (rule,))


def test_the_notebook_suggests_its_own_names(shop: Shop) -> None:
    ana = shop.customer("Ana").tagged("Choir").likes("Walnut").alert("Nut allergy").had("flat white")
    with shop.store.write(Act.EDIT_CUSTOMER) as w:
        w.put(schema.customer, ana.id, language="uk")
    shop.do(segments.freeze, "Winter hours")
    shop.do(segments.save, "By rules", ())
    known = shop.read(segment_titles.known)
    assert known.tags == ("Choir",)
    assert known.things == ("flat white", "Walnut")
    assert known.alerts == ("Nut allergy",)
    assert "uk" in known.languages
    assert [name for _key, name in known.lists] == ["Winter hours"], "only lists can be asked for"


def test_a_row_keeps_its_value_when_only_the_question_changes() -> None:
    rule = Rule("last_visit", "within", 45, join="or")
    assert started("last_visit.longer_ago", KNOWN, rule) == Rule("last_visit", "longer_ago", 45, join="or")
    assert started("taste.loves", KNOWN, Rule("taste", "likes", "walnut")).value == "walnut"
    assert started("tag.has_not", KNOWN, Rule("tag", "has", "Locals")).value == "Locals"
    assert started("birthday.in", KNOWN, rule) == Rule("birthday", "this_month", join="or")


def test_what_is_gone_from_the_shop_still_shows_in_its_row() -> None:
    for rule in (Rule("tag", "has", "Old"), Rule("group", "in", 9, name="Old"), Rule("language", "is", "eo")):
        (slot,) = slots(rule, KNOWN)
        assert taken(rule, slot) >= 0


def test_a_title_or_field_that_is_not_there_is_not_started() -> None:
    for key in ("own:gone", "no.such"):
        with pytest.raises(KeyError):
            started(key, KNOWN)


def test_a_number_of_ones_own() -> None:
    rule = Rule("visits", "at_least", 3)
    number, when = slots(rule, KNOWN)
    assert numbered(rule, number, 4) == Rule("visits", "at_least", 4)
    assert numbered(rule, when, 45) == Rule("visits", "at_least", 3, 45)
    had = Rule("had", "ever", "bun")
    assert numbered(had, slots(had, KNOWN)[1], 45) == Rule("had", "within", "bun", 45)
    assert slots(had, KNOWN)[1].say(45) == "in the last 45 days"


def test_rows_that_are_not_complete_ask_nothing() -> None:
    whole, half = Rule("tag", "has", "Choir"), Rule("taste", "likes", "  ")
    assert asked((whole, half)) == (whole,)
    assert asked((half, Bracket((half,)), Bracket((half, whole)))) == (Bracket((whole,)),)


def test_an_or_below_a_row_that_is_not_complete_widens_nothing() -> None:
    one, other = Rule("tag", "has", "Choir"), Rule("tag", "has", "Locals", join="or")
    assert asked((one, Rule("taste", "likes", ""), other)) == (one, Rule("tag", "has", "Locals", join="and"))
    left = Rule("taste", "likes", "", join="not")
    assert asked((one, left, other)) == (one, Rule("tag", "has", "Locals", join="not"))


def test_it_reads_as_a_sentence() -> None:
    rule = Rule("visits", "at_least", 3, 90)
    words = [title(rule)] + [slot.options[taken(rule, slot)].words for slot in slots(rule, KNOWN)]
    assert words == ["came at least", "3 times", "in the last 90 days"]
