"""Groups of customers: saved with a live count, kept as a list, and the reasons why somebody is in or not."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId, Kind
from relnotebook.notebook import customers, segments
from relnotebook.notebook.segments import Rule, Rules

from ..builders import Regular, Shop

CHOIR: Rules = (Rule("tag", "has", "Choir"),)


@pytest.fixture
def ana(shop: Shop) -> Regular:
    return shop.customer("Ana Silva", email="ana@x.example").tagged("Choir").consents("email")


@pytest.fixture
def ben(shop: Shop) -> Regular:
    return shop.customer("Ben Okoro").tagged("Choir").alert("Nut allergy")


def test_a_group_is_saved_and_counts_as_of_now(shop: Shop, ana: Regular, ben: Regular) -> None:
    group = shop.do(segments.save, " The  choir ", CHOIR)
    (found,) = shop.read(segments.listed)
    assert (found.id, found.name, found.rules, found.frozen) == (group, "The choir", CHOIR, False)
    assert (found.count, found.with_consent) == (2, 1)
    assert found.sentence == "Everybody who is tagged “Choir”"
    shop.customer("Cleo").tagged("Choir")
    shop.do(customers.bin, ben.id)
    assert shop.read(segments.one, group).count == 2
    assert shop.read(segments.named, "the CHOIR").id == group


def test_a_count_without_rules_is_everybody(shop: Shop, ana: Regular, ben: Regular) -> None:
    assert shop.read(segments.count, segments.EVERYBODY) == 2
    assert shop.read(segments.members, segments.EVERYBODY, limit=1, offset=1) == (ben.id,)


def test_members_stand_by_name(shop: Shop) -> None:
    shop.customer("ben")
    shop.customer("Zoe Abel").is_(sort_name="Abel, Zoe")
    shop.customer("Cleo")
    assert shop.read(segments.members, ()) == (2, 1, 3)


def test_a_group_is_changed_and_undone(shop: Shop, ana: Regular, ben: Regular) -> None:
    group = shop.do(segments.save, "Choir", CHOIR)
    before = shop.tables()
    changes = shop.changes(segments.save, "No nuts", (*CHOIR, Rule("alert", "has", "nut", join="not")), segment=group)
    assert changes is not None
    assert (changes.act, changes.fact("what")) == (Act.SET_SEGMENT, "No nuts")
    assert changes.kinds == {Kind.SEGMENT}
    assert shop.read(segments.members_of, group) == (ana.id,)
    assert shop.read(segments.members_of, "no NUTS") == (ana.id,)
    shop.undo()
    assert shop.tables() == before


def test_groups_stand_in_the_order_they_were_made_or_moved_to(shop: Shop) -> None:
    first, second = shop.do(segments.save, "One", ()), shop.do(segments.save, "Two", ())
    assert [one.name for one in shop.read(segments.listed)] == ["One", "Two"]
    shop.do(segments.save, "One", (), segment=first, position=9)
    assert [one.name for one in shop.read(segments.listed)] == ["Two", "One"]
    assert second == shop.read(segments.listed)[0].id


def test_what_cannot_be_saved(shop: Shop) -> None:
    shop.do(segments.save, "Choir", CHOIR)
    for name, rules, code in (
        (" ", CHOIR, "empty-value"),
        ("CHOIR", CHOIR, "name-taken"),
        ("Other", (Rule("tag", "has", ""),), "empty-value"),
        ("Other", (Rule("birthday", "in_month", 0),), "bad-number"),
    ):
        with pytest.raises(Refusal, match=code):
            shop.do(segments.save, name, rules)
    with pytest.raises(NotFound, match="no-segment"):
        shop.do(segments.save, "Other", CHOIR, segment=99)
    assert len(shop.read(segments.listed)) == 1


def test_a_count_of_nothing_is_kept_as_it_was_asked(shop: Shop, ana: Regular) -> None:
    group = shop.do(segments.save, "Never in", (Rule("visits", "at_most", 0),))
    assert shop.read(segments.one, group).rules == (Rule("visits", "at_most", 0),)
    assert shop.read(segments.members_of, group) == (ana.id,)


def test_a_group_that_is_gone(shop: Shop, ana: Regular) -> None:
    group = shop.do(segments.freeze, "Choir", CHOIR)
    before = shop.tables()
    shop.do(segments.remove, group)
    for read, args in ((segments.one, group), (segments.members_of, group), (segments.named, "Choir")):
        with pytest.raises(NotFound, match="no-segment"):
            shop.read(read, args)
    with pytest.raises(NotFound, match="no-segment"):
        shop.do(segments.remove, group)
    shop.undo()
    assert shop.tables() == before


# Lists that stay as they are


def test_a_list_stays_as_it_was(shop: Shop, ana: Regular, ben: Regular) -> None:
    kept = shop.do(segments.freeze, "Choir today", CHOIR)
    shop.customer("Cleo").tagged("Choir")
    found = shop.read(segments.one, kept)
    assert (found.count, found.with_consent, found.frozen) == (2, 1, True)
    assert found.sentence == "A list that stays as it is"
    shop.do(segments.save, "Renamed", (Rule("tag", "has", "Other"),), segment=kept)
    assert shop.read(segments.members_of, "renamed") == (ana.id, ben.id)
    shop.do(customers.bin, ben.id)
    assert shop.read(segments.members_of, kept) == (ana.id,)


def test_people_are_put_on_a_list_and_taken_off(shop: Shop, ana: Regular, ben: Regular) -> None:
    kept = shop.do(segments.freeze, "Ours", customers=[ana.id])
    assert shop.do(segments.put_in, kept, [ben.id, ana.id, ben.id]) == 1
    assert shop.read(segments.members_of, kept) == (ana.id, ben.id)
    shop.do(segments.take_out, kept, [ana.id, CustomerId(99)])
    assert shop.read(segments.members_of, kept) == (ben.id,)
    shop.undo()
    assert shop.read(segments.members_of, kept) == (ana.id, ben.id)


def test_only_a_list_takes_people_by_hand(shop: Shop, ana: Regular) -> None:
    group = shop.do(segments.save, "Choir", CHOIR)
    for change in (segments.put_in, segments.take_out):
        with pytest.raises(Refusal, match="not-a-fixed-list"):
            shop.do(change, group, [ana.id])
        with pytest.raises(NotFound, match="no-segment"):
            shop.do(change, 99, [ana.id])
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(segments.freeze, "Nobody", customers=[99])
    with pytest.raises(Refusal, match="name-taken"):
        shop.do(segments.freeze, "choir", CHOIR)


# Why


def test_why_somebody_is_not_in_it(shop: Shop, ana: Regular, ben: Regular) -> None:
    rules = (*CHOIR, Rule("consent", "given", "email"), Rule("alert", "has", "nut", join="not"))
    found = shop.read(segments.why_not, rules, ben.id)
    assert not found.inside
    assert [(reason.holds, reason.told) for reason in found.reasons] == [
        (True, "Ben Okoro is tagged “Choir”."),
        (False, "It is not so that Ben Okoro has consent for e-mail."),
        (False, "Ben Okoro has an alert about nut, and is left out for it."),
    ]
    assert shop.read(segments.why_not, rules, ana.id).inside
    assert shop.read(segments.why_not, (), ana.id) == segments.Member(True, ())


def test_who_is_in_the_bin_is_in_no_group(shop: Shop, ana: Regular) -> None:
    shop.do(customers.bin, ana.id)
    found = shop.read(segments.why_not, CHOIR, ana.id)
    assert not found.inside
    assert found.reasons[0].told == "The card of Ana Silva is in the bin."
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(segments.why_not, CHOIR, 99)


def test_why_somebody_is_on_a_list(shop: Shop, ana: Regular, ben: Regular) -> None:
    kept = shop.do(segments.freeze, "Ours", customers=[ana.id])
    rules = shop.read(segments.rules_of, kept)
    assert shop.read(segments.why_not, rules, ana.id).reasons[0].told == "Ana Silva is in the list “Ours”."
    assert not shop.read(segments.why_not, rules, ben.id).inside
