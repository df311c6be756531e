"""Whose names stand on an envelope: only who agreed, the household where all did, and never a child alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.base.terms import CustomerId
from relnotebook.exchange import outgoing
from relnotebook.notebook import addressing, consent, people
from relnotebook.notebook.addressing import Dweller, Envelope, address_lines, greeting, joined, named
from tests.builders import Regular, Shop

MILL = "1 Mill Lane\nBath BA1 2AB"


def lives(shop: Shop, name: str, address: str = MILL, said: str = "given", **more: Any) -> Regular:
    who = shop.customer(name, **more)
    if address:
        who.reach("post", address)
    return who.consents("post", said) if said else who


def together(shop: Shop, *who: Regular, name: str = "") -> None:
    for other in who[1:]:
        shop.do(people.live_with, other.id, who[0].id)
    home = shop.read(people.household, who[0].id)
    if name:
        shop.do(people.edit_household, home.id, name=name)


def envelopes(shop: Shop, **more: Any) -> list[Envelope]:
    leaving = shop.read(outgoing.plan, "labels", **more)

    def read(s: Any) -> list[Envelope]:
        found = addressing.envelopes(s, leaving.addressees, outgoing.together(leaving.left_out))
        return [one for some in found for one in some]

    return shop.read(read)  # type: ignore[no-any-return]


def test_a_couple_is_named_together(shop: Shop) -> None:
    ana, tom = lives(shop, "Ana Silva"), lives(shop, "Tom Silva", "somewhere else")
    together(shop, ana, tom)
    [one] = envelopes(shop)
    assert one == Envelope(
        ana.id, (ana.id, tom.id), "Ana & Tom Silva", ("Ana & Tom Silva", *MILL.split("\n")), ("Ana", "Tom")
    )


def test_the_name_of_the_household_stands_for_all(shop: Shop) -> None:
    ana, tom = lives(shop, "Ana Silva"), lives(shop, "Tom Okafor")
    together(shop, ana, tom, name="The Mill Lane gang")
    assert [one.to for one in envelopes(shop)] == ["The Mill Lane gang"]


@pytest.mark.parametrize("said", ["refused", "withdrawn", ""])
def test_the_name_of_the_household_is_not_used_where_one_did_not_agree(shop: Shop, said: str) -> None:
    ana, tom = lives(shop, "Ana Silva"), lives(shop, "Tom Silva", "2 Mill Lane\nBath")
    eva = lives(shop, "Eva Silva", "3 Mill Lane\nBath", said)
    together(shop, ana, tom, eva, name="The Silvas")
    [one] = envelopes(shop)
    assert (one.to, one.people) == ("Ana & Tom Silva", (ana.id, tom.id))


def test_somebody_who_died_does_not_stop_the_name_of_the_household(shop: Shop) -> None:
    ana, tom, old = lives(shop, "Ana Silva"), lives(shop, "Tom Silva"), lives(shop, "Old Silva", "", "")
    together(shop, ana, tom, old, name="The Silvas")
    old.state("deceased")
    assert [one.to for one in envelopes(shop)] == ["The Silvas"]


def test_a_lodger_is_named_beside_the_household(shop: Shop) -> None:
    ana, tom = lives(shop, "Ana Silva"), lives(shop, "Tom Silva")
    lives(shop, "Omar Haddad")
    together(shop, ana, tom, name="The Silvas")
    assert [one.to for one in envelopes(shop)] == ["Ana Silva, Tom Silva & Omar Haddad"]


def test_one_alone_of_a_household_is_named_alone(shop: Shop) -> None:
    ana, tom = lives(shop, "Ana Silva"), lives(shop, "Tom Silva", "", "")
    together(shop, ana, tom, name="The Silvas")
    assert [one.to for one in envelopes(shop)] == ["Ana Silva"]


def test_each_gets_a_letter_when_that_is_wished(shop: Shop) -> None:
    ana, tom = lives(shop, "Ana Silva"), lives(shop, "Tom Silva")
    together(shop, ana, tom, name="The Silvas")
    assert [one.to for one in envelopes(shop, per_household=False)] == ["Ana Silva", "Tom Silva"]


# Children


def test_a_child_stands_after_the_grown_ups(shop: Shop) -> None:
    mia, ana = lives(shop, "Mia Silva").birthday("3 May 2018"), lives(shop, "Ana Silva")
    together(shop, mia, ana)
    assert [one.to for one in envelopes(shop)] == ["Ana & Mia Silva"]


def test_a_child_is_never_named_alone(shop: Shop) -> None:
    lives(shop, "Mia Silva").birthday("3 May 2018")
    assert [one.to for one in envelopes(shop)] == ["The parents of Mia Silva"]


def test_nor_two_of_them(shop: Shop) -> None:
    mia, leo = lives(shop, "Mia Silva").birthday("3 May 2018"), lives(shop, "Leo Silva").birthday("2015")
    together(shop, mia, leo)
    assert [one.to for one in envelopes(shop)] == ["The parents of Mia & Leo Silva"]


@pytest.mark.parametrize("said", ["refused", "withdrawn"])
def test_a_child_is_not_written_to_over_the_head_of_a_parent(shop: Shop, said: str) -> None:
    mia, ana = lives(shop, "Mia Silva").birthday("3 May 2018"), lives(shop, "Ana Silva", "", "")
    together(shop, mia, ana)
    assert [one.to for one in envelopes(shop)] == ["The parents of Mia Silva"]
    ana.consents("post", said)
    leaving = shop.read(outgoing.plan, "labels")
    assert leaving.inside == ()
    assert {one.customer: one.reason for one in leaving.left_out} == {mia.id: "child", ana.id: said}
    assert "{" not in outgoing.why("child", "post")


@pytest.mark.parametrize(("born", "young"), [("20 November 2010", False), ("21 November 2010", True), ("2011", True)])
def test_of_age_on_their_birthday(shop: Shop, born: str, young: bool) -> None:
    who = lives(shop, "Sam Silva").birthday(born)
    assert (who.id in shop.read(addressing.minors)) == young


# Names


@pytest.mark.parametrize(
    ("people", "line"),
    [
        (["Ana Silva"], "Ana Silva"),
        (["Ana Silva", "Tom Silva"], "Ana & Tom Silva"),
        (["Ana Silva", "Tom Silva", "Mia Silva"], "Ana, Tom & Mia Silva"),
        (["Ana Silva", "Tom SILVA"], "Ana & Tom Silva"),
        (["Ana Silva", "Omar Haddad"], "Ana Silva & Omar Haddad"),
        (["Mrs Whitfield", "Mr Whitfield"], "Mrs & Mr Whitfield"),
        (["Dr. Ana Silva", "Tom Silva"], "Dr. Ana & Tom Silva"),
        (["Cher", "Sonny"], "Cher & Sonny"),
        (["田中 葵", "田中 蓮"], "田中 葵 & 田中 蓮"),
        (["Ludwig van Beethoven", "Maria van Beethoven"], "Ludwig & Maria van Beethoven"),
    ],
)
def test_names_are_joined(people: Sequence[str], line: str) -> None:
    assert joined(people) == line


def dweller(name: str, *, is_child: bool = False) -> Dweller:
    return Dweller(CustomerId(1), name, name.split()[0] if name else "", 1, is_child)


def test_a_description_is_no_name_for_an_envelope(shop: Shop) -> None:
    lives(shop, "tall man, grey dog")
    lives(shop, "Lady with the pram", "2 Mill Lane\nBath").is_(call_name="Rosa")
    lives(shop, "Okafor, Ngozi", "3 Mill Lane\nBath")
    lives(shop, "anna müller", "4 Mill Lane\nBath")
    assert [one.to for one in envelopes(shop)] == ["", "Rosa", "Ngozi Okafor", "anna müller"]
    assert envelopes(shop)[0].lines == tuple(MILL.split("\n"))
    assert named([]) == named([dweller("")]) == ""


@pytest.mark.parametrize(
    ("greets", "own", "words"),
    [
        (["Ana"], True, "Ana"),
        (["Ana", "Tom"], True, "Ana and Tom"),
        (["Ana", "Tom", "Mia"], True, "Ana, Tom and Mia"),
        (["Ana", "Tom"], False, "Ana & Tom"),
        (["Ana", "", "Ana"], True, "Ana"),
        ([], True, ""),
    ],
)
def test_several_are_greeted_together(greets: Sequence[str], own: bool, words: str) -> None:
    assert greeting(greets, own_language=own) == words


# Addresses


@pytest.mark.parametrize(
    ("typed", "region", "lines"),
    [
        ("1 Mill Lane\nBath BA1 2AB\nUnited Kingdom", "GB", ("1 Mill Lane", "Bath BA1 2AB")),
        ("1 Mill Lane\nBath BA1 2AB\nEngland", "DE", ("1 Mill Lane", "Bath BA1 2AB", "UNITED KINGDOM")),
        ("Hauptstr. 1\n10115 Berlin\nDeutschland", "GB", ("Hauptstr. 1", "10115 Berlin", "GERMANY")),
        ("Hauptstr. 1\n10115 Berlin", "GB", ("Hauptstr. 1", "10115 Berlin")),
        ("1 Mill Lane, Bath, BA1 2AB", "GB", ("1 Mill Lane", "Bath", "BA1 2AB")),
        ("14, rue du Port, 75002 Paris, France", "FR", ("14, rue du Port", "75002 Paris")),
        ("  1 Mill Lane , \n\n Bath ", "GB", ("1 Mill Lane", "Bath")),
        ("Malta", "GB", ("Malta",)),
        ("", "GB", ()),
    ],
)
def test_the_lines_below_the_name(typed: str, region: str, lines: tuple[str, ...]) -> None:
    assert address_lines(typed, region) == lines


def test_a_name_that_stands_in_the_address_is_not_said_twice(shop: Shop) -> None:
    lives(shop, "Ana Silva", f"Ana Silva\n{MILL}")
    assert envelopes(shop)[0].lines == ("Ana Silva", *MILL.split("\n"))


# Whatever happens


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(st.sampled_from(["given", "withdrawn", "refused", ""]), min_size=2, max_size=4),
    ages=st.lists(st.booleans(), min_size=4, max_size=4),
    home=st.booleans(),
    each=st.booleans(),
)
def test_nobody_is_named_who_did_not_agree(
    shop: Shop, said: list[str], ages: list[bool], home: bool, each: bool
) -> None:
    for who in shop.read(consent.allowed, "post").inside:
        shop.do(consent.record, who.customer, "post", "withdrawn")
    here = [lives(shop, f"P{n} Silva", f"{n} Mill Lane", word) for n, word in enumerate(said)]
    for who, young in zip(here, ages, strict=False):
        if young:
            who.birthday("2018")
    together(shop, *here, name="The Silvas" if home else "")
    agreed = {who.id for who, word in zip(here, said, strict=True) if word == "given"}
    children = {who.id for who, young in zip(here, ages, strict=False) if young}
    for one in envelopes(shop, per_household=not each):
        assert set(one.people) <= agreed
        assert "parents" in one.to or not set(one.people) <= children
        if one.to == "The Silvas":
            assert agreed | children >= {who.id for who in here}
