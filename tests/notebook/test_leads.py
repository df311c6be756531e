from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relnotebook.base import phrases
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import derive, fields, leads, touches, turning
from relnotebook.notebook.leads import KINDS, LeadRules, Leads

from ..builders import Shop


def told(shop: Shop, customer: int, kind: str = "birthday") -> tuple[int, ...]:
    """How many days before this customer's dates the shop is told."""
    tags = [tag for tag, _ in shop.read(fields.tags_of, customer)]
    rules = shop.read(leads.leads)
    days: tuple[int, ...] = rules.of(customer, tags, kind)
    assert days == rules.whose(customer, tags).of(kind)
    return days


def test_without_rules_a_shop_is_told_on_the_day(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    assert {told(shop, ngozi.id, kind) for kind in KINDS} == {(0,)}
    assert shop.read(leads.leads).longest == 0


def test_the_shops_rule_is_for_everybody(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    shop.do(leads.set_lead, "shop", "", "3")
    assert {told(shop, ngozi.id, kind) for kind in KINDS} == {(3,)}
    shop.do(leads.set_lead, "shop", "birthday", "7,0")
    assert told(shop, ngozi.id) == (7, 0)
    assert told(shop, ngozi.id, "name_day") == (3,)
    assert shop.read(leads.leads).longest == 7


def test_family_is_told_ten_days_before_and_regulars_the_same_day(shop: Shop) -> None:
    shop.do(leads.set_lead, "shop", "birthday", "0")
    aunt, regular = shop.customer("Aunt Ife").tagged("family"), shop.customer("Jonas")
    (family, _, _), *_ = shop.read(fields.all_tags)
    shop.do(leads.set_lead, "tag", "birthday", "10", tag=family)
    assert (told(shop, aunt.id), told(shop, regular.id)) == ((10,), (0,))
    assert told(shop, aunt.id, "anniversary") == (0,)


def test_the_narrower_scope_holds(shop: Shop) -> None:
    aunt = shop.customer("Aunt Ife").tagged("family")
    (family, _, _), *_ = shop.read(fields.all_tags)
    shop.do(leads.set_lead, "shop", "birthday", "1")
    shop.do(leads.set_lead, "tag", "", "10", tag=family)
    assert told(shop, aunt.id) == (10,)  # although the shop's is for birthdays and the tag's for every date
    shop.do(leads.set_lead, "card", "", "14, 0", customer=aunt.id)
    assert told(shop, aunt.id) == (14, 0)
    shop.do(leads.set_lead, "card", "birthday", "30", customer=aunt.id)
    assert told(shop, aunt.id) == (30,)
    assert told(shop, aunt.id, "other") == (14, 0)


def test_two_tags_are_put_together(shop: Shop) -> None:
    aunt = shop.customer("Aunt Ife").tagged("family").tagged("baker")
    for tag, name, _ in shop.read(fields.all_tags):
        shop.do(leads.set_lead, "tag", "birthday", "10,0" if name == "family" else "3,0", tag=tag)
    assert told(shop, aunt.id) == (10, 3, 0)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("7", (7,)), ("7,0", (7, 0)), ("0, 7", (7, 0)), ("7 and 0", (7, 0)), ("0;1;3;7;14;30", (30, 14, 7, 3, 1, 0)),
     ("7 7 7", (7,)), ("060", (60,))],
)  # fmt: skip
def test_days_before_are_read_in_any_order(shop: Shop, typed: str, days: tuple[int, ...]) -> None:
    shop.do(leads.set_lead, "shop", "", typed)
    assert shop.read(leads.leads).shop.of("birthday") == days


@pytest.mark.parametrize("typed", ["", "soon", "-7", "61", "1,2,3,4,5,6,7", "7 days"])
def test_days_that_are_none_are_refused(shop: Shop, typed: str) -> None:
    with pytest.raises(Refusal, match="bad-lead"):
        shop.do(leads.set_lead, "shop", "", typed)
    assert shop.read(leads.rules) == ()


def test_what_there_is_not_has_no_rule(shop: Shop) -> None:
    for scope, kind in (("street", ""), ("shop", "wedding"), ("shop", "milestone")):
        with pytest.raises(Refusal, match="bad-choice"):
            shop.do(leads.set_lead, scope, kind, "7")
    for whose in ({"tag": 99}, {}):
        with pytest.raises(NotFound, match="no-tag"):
            shop.do(leads.set_lead, "tag", "", "7", **whose)
    for whom in ({"customer": 99}, {}):
        with pytest.raises(NotFound, match="no-customer"):
            shop.do(leads.set_lead, "card", "", "7", **whom)
    with pytest.raises(NotFound, match="no-lead"):
        shop.do(leads.remove_lead, 99)


def test_a_rule_said_again_is_changed_and_removed_and_comes_back(shop: Shop) -> None:
    ngozi = shop.customer("Ngozi Okafor")
    rule = shop.do(leads.set_lead, "card", "birthday", "7", customer=ngozi.id)
    assert shop.do(leads.set_lead, "card", "birthday", "3", customer=ngozi.id) == rule
    assert told(shop, ngozi.id) == (3,)
    shop.undo()
    assert told(shop, ngozi.id) == (7,)
    changes = shop.changes(leads.remove_lead, rule)
    assert changes is not None
    assert changes.customers == {ngozi.id}
    assert phrases.done(changes) == "Ngozi's dates come up like everybody's again."
    assert told(shop, ngozi.id) == (0,)
    shop.undo()
    assert told(shop, ngozi.id) == (7,)


def test_a_card_goes_back_to_what_holds_for_everybody(shop: Shop) -> None:
    ngozi, tobias = shop.customer("Ngozi"), shop.customer("Tobias")
    shop.do(leads.set_lead, "shop", "", "1")
    with pytest.raises(NotFound, match="no-lead"):
        shop.do(leads.remove_card_leads, ngozi.id)
    for who in (ngozi, tobias):
        shop.do(leads.set_lead, "card", "", "7,0", customer=who.id)
    shop.do(leads.set_lead, "card", "birthday", "30", customer=ngozi.id)
    assert shop.read(leads.of_card, ngozi.id) == (7, 0)
    changes = shop.changes(leads.remove_card_leads, ngozi.id)
    assert changes is not None
    assert phrases.done(changes) == "Ngozi's dates come up like everybody's again."
    assert (told(shop, ngozi.id), told(shop, tobias.id)) == ((1,), (7, 0))
    assert shop.read(leads.of_card, ngozi.id) == ()
    shop.store.undo()
    assert told(shop, ngozi.id) == (30,)
    assert shop.read(leads.of_card, ngozi.id) == (7, 0)


def test_a_rule_of_one_card_brings_up_its_dates_at_once_in_a_shop_of_any_size(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive, "AT_ONCE", -1)  # as if there were too many to follow a rule at once
    ngozi = shop.customer("Ngozi").birthday("3 December")
    shop.do(leads.set_lead, "card", "", "14", customer=ngozi.id)
    assert [one.kind for one in shop.read(touches.of_customer, ngozi.id).touches] == ["birthday"]
    shop.do(leads.set_lead, "card", "", "3", customer=ngozi.id)
    assert shop.read(touches.of_customer, ngozi.id).touches == ()
    shop.store.undo()
    assert len(shop.read(touches.of_customer, ngozi.id).touches) == 1
    shop.do(leads.remove_card_leads, ngozi.id)
    assert shop.read(touches.of_customer, ngozi.id).touches == ()
    assert not shop.read(turning.wanted)
    shop.do(leads.set_lead, "shop", "", "14")
    assert shop.read(turning.wanted)


def test_rules_are_listed_with_whom_they_are_for(shop: Shop) -> None:
    aunt = shop.customer("Aunt Ife").tagged("family")
    (family, _, _), *_ = shop.read(fields.all_tags)
    shop.do(leads.set_lead, "card", "", "14", customer=aunt.id)
    shop.do(leads.set_lead, "tag", "birthday", "10", tag=family)
    shop.do(leads.set_lead, "shop", "", "7,0")
    listed = shop.read(leads.rules)
    assert [(rule.scope, rule.whom, rule.kind, rule.days) for rule in listed] == [
        ("shop", "", "", (7, 0)),
        ("tag", "family", "birthday", (10,)),
        ("card", "Aunt Ife", "", (14,)),
    ]
    assert shop.read(leads.rules, aunt.id) == listed[2:]


def test_a_tag_with_a_rule_outlives_its_last_card(shop: Shop) -> None:
    aunt = shop.customer("Aunt Ife").tagged("family")
    (family, _, _), *_ = shop.read(fields.all_tags)
    rule = shop.do(leads.set_lead, "tag", "birthday", "10", tag=family)
    shop.do(fields.remove_tag, aunt.id, family)
    assert told(shop, aunt.id) == (0,)
    aunt.tagged("Family")
    assert told(shop, aunt.id) == (10,)
    shop.do(fields.remove_tag, aunt.id, family)
    shop.do(leads.remove_lead, rule)
    assert shop.read(fields.all_tags) == ()
    shop.undo()
    assert shop.read(leads.rules)[0].whom == "family"


days_before = st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True).map(
    lambda found: tuple(sorted(found, reverse=True))
)
kinds = st.sampled_from(("", *KINDS))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(kinds, days_before),
    st.dictionaries(st.tuples(st.integers(1, 3), kinds), days_before),
    st.dictionaries(st.tuples(st.integers(1, 3), kinds), days_before),
    st.integers(1, 4),
    st.sets(st.integers(1, 4)),
)
def test_asked_one_by_one_or_all_at_once_the_answer_is_the_same(
    shop_rules: dict[str, tuple[int, ...]],
    tag_rules: dict[tuple[int, str], tuple[int, ...]],
    card_rules: dict[tuple[int, str], tuple[int, ...]],
    customer: int,
    tags: set[int],
) -> None:
    ruled = (frozenset(tag for tag, _ in tag_rules), frozenset(card for card, _ in card_rules))
    rules = LeadRules(Leads(shop_rules), tag_rules, card_rules, *ruled)
    whose = rules.whose(customer, tags)
    for kind in KINDS:
        days = rules.of(customer, tags, kind)
        assert days == whose.of(kind) == tuple(sorted(set(days), reverse=True))
        if own := card_rules.get((customer, kind)) or card_rules.get((customer, "")):
            assert days == own
