"""Who will hear from the shop, who will not, why, and what can be done about it."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.problems import NotFound
from relnotebook.base.terms import CustomerId
from relnotebook.exchange import mailing, outgoing
from relnotebook.exchange.mailing import Mailing, Out
from relnotebook.notebook import asking_consent, consent, people
from relnotebook.notebook.segment_rules import Rule

from ..builders import Regular, Shop

DECEMBER = (Rule("birthday", "in_month", 12),)


def born(shop: Shop, name: str, *, email: str = "", agreed: bool = True, month: int = 12) -> Regular:
    made = shop.customer(name, **({"email": email} if email else {})).birthday(f"2000-{month:02}-09")
    return made.consents("email") if agreed else made


def asked(shop: Shop, *args: Any, **kw: Any) -> Mailing:
    found: Mailing = shop.read(mailing.mailing, *args, **kw)
    return found


def out(found: Mailing, reason: str) -> Out:
    return next(one for one in found.left_out if one.reason == reason)


def test_who_fits_is_inside_or_left_out_with_a_reason(shop: Shop) -> None:
    ana = born(shop, "Ana", email="ana@x.example")
    zoe = born(shop, "Zoe", email="zoe@x.example", agreed=False)
    sam = born(shop, "Sam")
    born(shop, "May", email="may@x.example", month=5)
    found = asked(shop, DECEMBER)
    assert found.inside == (ana.id,)
    assert found.fit == 3
    assert [(one.reason, one.people, one.words, one.way) for one in found.left_out] == [
        ("no_address", (sam.id,), "no e-mail address", "see"),
        ("not_asked", (zoe.id,), "no consent for e-mail", "ask"),
    ]
    assert out(found, "not_asked").askable == (zoe.id,)
    assert found.leaving.inside == (ana.id,)


def test_they_come_by_name_the_most_frequent_reason_first(shop: Shop) -> None:
    for name in ("Zoe", "Ana", "Mia"):
        born(shop, name, agreed=False)
    last = born(shop, "Zed", email="zed@x.example")
    first = born(shop, "Abe", email="abe@x.example")
    found = asked(shop, ())
    assert found.inside == (first.id, last.id)
    assert found.left_out[0].reason == "not_asked"
    assert [one.name for one in shop.read(mailing.people_of, found.left_out[0])] == ["Ana", "Mia", "Zoe"]


def test_who_is_asked_at_the_next_visit_is_not_asked_twice(shop: Shop) -> None:
    ana, zoe = (born(shop, name, agreed=False) for name in ("Ana", "Zoe"))
    shop.do(asking_consent.ask_at_visit, [ana.id], "email")
    found = out(asked(shop, DECEMBER), "not_asked")
    assert (found.words, found.way, found.askable) == (
        "no consent for e-mail, 1 of them is asked next visit",
        "ask",
        (zoe.id,),
    )
    assert [one.told for one in shop.read(mailing.people_of, found)] == ["asked at the next visit", ""]
    shop.do(asking_consent.ask_at_visit, [zoe.id], "email")
    found = out(asked(shop, DECEMBER), "not_asked")
    assert (found.words, found.way) == ("no consent for e-mail, asked at the next visit", "")


def test_a_no_has_no_way_around_it(shop: Shop) -> None:
    for state in ("withdrawn", "refused"):
        born(shop, state, email=f"{state}@x.example").consents("email", state)
    born(shop, "Quiet", email="q@x.example").state("do_not_contact")
    born(shop, "Dead", email="d@x.example").state("deceased")
    assert {one.reason: one.way for one in asked(shop, DECEMBER).left_out} == {
        "withdrawn": "",
        "refused": "",
        "left_alone": "",
        "deceased": "",
    }


def test_one_for_a_household_or_one_for_each(shop: Shop) -> None:
    ana = born(shop, "Ana", email="ana@x.example")
    tom = born(shop, "Tom", email="tom@x.example")
    shop.do(people.live_with, ana.id, tom.id)
    each = asked(shop, DECEMBER)
    assert (each.inside, each.shared, each.per_household) == ((ana.id, tom.id), 1, False)
    one = asked(shop, DECEMBER, per_household=True)
    assert (one.inside, one.shared, one.per_household) == ((ana.id,), 0, True)
    left = out(one, "same_household")
    assert (left.way, left.people, left.others) == ("household", (tom.id,), (ana.id,))
    assert shop.read(mailing.people_of, left)[0].told == "Ana stands for them"
    assert asked(shop, DECEMBER, "post").per_household, "by post one letter is enough"


def test_people_chosen_by_hand_are_narrowed_by_rules(shop: Shop) -> None:
    ana = born(shop, "Ana", email="ana@x.example")
    may = born(shop, "May", email="may@x.example", month=5)
    born(shop, "Zoe", email="zoe@x.example")
    assert asked(shop, (), among=(may.id, ana.id)).inside == (ana.id, may.id)
    assert asked(shop, DECEMBER, among=(may.id, ana.id)).inside == (ana.id,)
    assert asked(shop, (), among=()).fit == 0


def test_an_address_book_of_our_own_needs_no_consent(shop: Shop) -> None:
    ana = born(shop, "Ana", agreed=False)
    born(shop, "Quiet").state("do_not_contact")
    found = asked(shop, (), mailing.OWN_USE)
    assert found.inside == (ana.id,)
    assert found.leaving.wish.own_use
    assert [one.reason for one in found.left_out] == ["left_alone"]


def test_what_it_gives_can_be_exported_in_any_format_of_the_channel(shop: Shop) -> None:
    born(shop, "Ana", email="ana@x.example")
    found = asked(shop, DECEMBER, name="December birthdays")
    aimed = shop.read(outgoing.aimed, found.leaving, "mailchimp")
    assert (aimed.wish.format, aimed.wish.segment, aimed.inside) == ("mailchimp", "December birthdays", found.inside)


# Why


def test_why_somebody_is_not_in_it(shop: Shop) -> None:
    ana = born(shop, "Ana", email="ana@x.example", month=5)
    found = shop.read(mailing.why, asked(shop, DECEMBER), ana.id)
    assert (found.inside, found.told) == (False, "Ana will not hear from you.")
    assert [(one.holds, one.told) for one in found.reasons] == [
        (False, "It is not so that Ana has a birthday in December.")
    ]


def test_why_somebody_who_fits_is_left_out(shop: Shop) -> None:
    zoe = born(shop, "Zoe", agreed=False)
    found = shop.read(mailing.why, asked(shop, DECEMBER), zoe.id)
    assert not found.inside
    assert [(one.holds, one.told) for one in found.reasons] == [
        (True, "Zoe has a birthday in December."),
        (False, "Zoe is left out: no consent for e-mail."),
    ]


def test_why_somebody_is_in_it(shop: Shop) -> None:
    ana = born(shop, "Ana", email="ana@x.example")
    found = shop.read(mailing.why, asked(shop, DECEMBER, among=(ana.id,)), ana.id)
    assert (found.inside, found.told) == (True, "Ana will hear from you.")
    assert [one.told for one in found.reasons] == ["Ana was chosen by hand.", "Ana has a birthday in December."]


def test_why_somebody_is_not_among_those_chosen(shop: Shop) -> None:
    ana, zoe = born(shop, "Ana", email="a@x.example"), born(shop, "Zoe", email="z@x.example")
    found = shop.read(mailing.why, asked(shop, (), among=(ana.id,)), zoe.id)
    assert not found.inside
    assert found.reasons[0].told == "Zoe is not one of those chosen by hand."
    with pytest.raises(NotFound, match="no-customer"):
        shop.read(mailing.why, asked(shop, ()), CustomerId(999))


def test_every_way_and_reason_has_words() -> None:
    for way in ("ask", "see", "household"):
        assert mailing.way_words(way)
    assert mailing.way_words("") == ""
    for reason in (*consent.LEFT_OUT, "same_address", "same_household"):
        assert outgoing.why(reason, "email")
