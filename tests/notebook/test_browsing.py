"""Everybody as a table: who is listed, in which order, what a row says; and the counts of the filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relnotebook.notebook import browsing, closeness, customers, derive, many
from relnotebook.notebook.browsing import CHIPS, SORTS, BrowseLine, View

from ..builders import Regular, Shop


def listed(shop: Shop, **view: object) -> list[str]:
    """The names of those listed, in order."""
    order = shop.read(browsing.order, View(**view))  # type: ignore[arg-type]
    ids = [int(who) for who in order.split(",") if who]
    return [line.name for line in shop.read(browsing.lines, ids)]


def line(shop: Shop, who: Regular) -> BrowseLine:
    found: BrowseLine = shop.read(browsing.lines, [who.id])[0]
    return found


@pytest.fixture
def people(shop: Shop) -> dict[str, Regular]:
    found = {name: shop.customer(name) for name in ("Ngozi Okafor", "Élodie Martin", "Omar Haddad", "zoe Adams")}
    found["Ngozi Okafor"].usual("oat flat white").had("flat white", times=6, every=4)
    found["Omar Haddad"].usual("black tea").had("black tea", times=4, every=60)
    return found


# Order


def test_by_name_as_one_looks_for_it_whatever_the_accents_and_capitals(shop: Shop, people: dict[str, Regular]) -> None:
    assert listed(shop) == ["Élodie Martin", "Ngozi Okafor", "Omar Haddad", "zoe Adams"]
    assert listed(shop, descending=True) == ["zoe Adams", "Omar Haddad", "Ngozi Okafor", "Élodie Martin"]


def test_somebody_sorted_under_another_name_stands_there(shop: Shop, people: dict[str, Regular]) -> None:
    people["Ngozi Okafor"].is_(sort_name="Ångström, Ngozi")
    assert listed(shop)[0] == "Ngozi Okafor"


def test_somebody_without_a_name_comes_last(shop: Shop, people: dict[str, Regular]) -> None:
    shop.do(customers.add, phone="0151 496 0183")
    assert listed(shop)[-1] == "0151 496 0183"
    assert listed(shop, descending=True)[-1] == "0151 496 0183"


@pytest.mark.parametrize(
    ("sort", "descending", "first"),
    [
        ("usual", False, "Omar Haddad"),
        ("usual", True, "Ngozi Okafor"),
        ("last", True, "Ngozi Okafor"),
        ("rhythm", False, "Ngozi Okafor"),
        ("closeness", True, "Ngozi Okafor"),
        ("added", True, "Ngozi Okafor"),
    ],
)
def test_by_other_columns(shop: Shop, people: dict[str, Regular], sort: str, descending: bool, first: str) -> None:
    assert listed(shop, sort=sort, descending=descending)[0] == first


@pytest.mark.parametrize("sort", ["usual", "last", "rhythm"])
@pytest.mark.parametrize("descending", [False, True])
def test_what_is_not_known_comes_last_either_way(
    shop: Shop, people: dict[str, Regular], sort: str, descending: bool
) -> None:
    assert set(listed(shop, sort=sort, descending=descending)[-2:]) == {"Élodie Martin", "zoe Adams"}


def test_an_unknown_sort_is_by_name(shop: Shop, people: dict[str, Regular]) -> None:
    assert listed(shop, sort="nonsense") == listed(shop)


def test_nobody_is_an_empty_order(shop: Shop) -> None:
    for sort in SORTS:
        assert shop.read(browsing.order, View(sort=sort)) == ""


# Whom


def test_words_narrow_the_list_in_the_order_of_its_sort(shop: Shop, people: dict[str, Regular]) -> None:
    shop.customer("Omar Flint").usual("flat white")
    assert listed(shop, text="omar") == ["Omar Flint", "Omar Haddad"]
    assert listed(shop, text="flat white", sort="last", descending=True) == ["Ngozi Okafor", "Omar Flint"]
    assert listed(shop, text="haddad omar") == ["Omar Haddad"]


def test_a_slip_still_finds_somebody(shop: Shop, people: dict[str, Regular]) -> None:
    assert listed(shop, text="Okafro") == ["Ngozi Okafor"]


@pytest.mark.parametrize("text", ["", "  ", "***", '"', "NEAR(", "ngozi OR omar", "%", "\x00"])
def test_whatever_is_typed_is_never_syntax(shop: Shop, people: dict[str, Regular], text: str) -> None:
    assert len(listed(shop, text=text)) in (0, 4)


def test_a_filter_and_words_hold_together(shop: Shop, people: dict[str, Regular]) -> None:
    assert listed(shop, rules=CHIPS["regulars"]) == ["Ngozi Okafor"]
    assert listed(shop, rules=CHIPS["regulars"], text="omar") == []


def test_who_is_in_the_bin_is_in_no_list_but_its_own(shop: Shop, people: dict[str, Regular]) -> None:
    shop.do(many.bin, [people["Omar Haddad"].id])
    for sort in SORTS:
        assert "Omar Haddad" not in listed(shop, sort=sort)
    assert listed(shop, text="haddad") == []
    assert listed(shop, bin=True) == ["Omar Haddad"]


def test_the_bin_has_the_newest_first_and_is_searched_by_name(
    shop: Shop, people: dict[str, Regular], clock: Callable[[timedelta], None]
) -> None:
    for name in ("Omar Haddad", "Ngozi Okafor"):
        shop.do(many.bin, [people[name].id])
        clock(timedelta(days=1))
    assert listed(shop, bin=True, sort="binned", descending=True) == ["Ngozi Okafor", "Omar Haddad"]
    assert listed(shop, bin=True, sort="binned") == ["Omar Haddad", "Ngozi Okafor"]
    assert listed(shop, bin=True, sort="name") == ["Ngozi Okafor", "Omar Haddad"]
    assert listed(shop, bin=True, text="had") == ["Omar Haddad"]
    assert shop.read(browsing.lines, [people["Omar Haddad"].id])[0].binned_at is not None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SORTS), st.booleans(), st.sampled_from([*CHIPS]))
def test_each_order_has_everybody_of_its_filter_once(
    shop: Shop, people: dict[str, Regular], sort: str, descending: bool, chip: str
) -> None:
    order = shop.read(browsing.order, View(CHIPS[chip], "", sort, descending))
    ids = [int(who) for who in order.split(",") if who]
    assert len(ids) == len(set(ids)) == shop.read(browsing.counts).chips[chip]


# Counts


def test_the_filters_count_those_they_let_through(shop: Shop, people: dict[str, Regular]) -> None:
    people["Omar Haddad"].consents("email").birthday("23 November")
    people["zoe Adams"].consents("post", "refused")
    shop.do(many.bin, [people["Élodie Martin"].id])
    found = shop.read(browsing.counts)
    assert found.chips == {"everyone": 3, "regulars": 1, "slipping": 0, "birthdays": 1, "not_asked": 1}
    assert found.bin == 1


# Lines


def test_a_line_says_what_the_card_knows(shop: Shop, people: dict[str, Regular]) -> None:
    who = people["Ngozi Okafor"].alert("Nut allergy").tagged("Morning crowd").tagged("Choir")
    who.consents("email").consents("text", "refused").consents("post").consents("post", "withdrawn")
    found = line(shop, who)
    assert (found.name, found.usual, found.rhythm) == ("Ngozi Okafor", "oat flat white", "every 4 days")
    assert (found.given, found.refused) == (("email",), ("text", "post"))
    assert found.tags == ("Choir", "Morning crowd")
    assert [badge.text for badge in found.badges] == ["Nut allergy"]
    assert found.closeness == shop.read(closeness.of, who.id).score


def test_a_yes_from_a_file_does_not_outdo_what_they_said_themselves(shop: Shop, people: dict[str, Regular]) -> None:
    from relnotebook.notebook import contacts

    who = people["Omar Haddad"].consents("email", "refused")
    shop.do(contacts.record_consent, who.id, "email", "given", how="imported")
    assert line(shop, who).given == ()
    assert line(shop, who).refused == ("email",)


def test_lines_come_in_the_order_asked_for_without_those_that_are_gone(shop: Shop, people: dict[str, Regular]) -> None:
    one, other = people["Omar Haddad"], people["Ngozi Okafor"]
    assert [found.id for found in shop.read(browsing.lines, [other.id, 999, one.id])] == [other.id, one.id]
    assert shop.read(browsing.lines, []) == ()


def test_what_is_listed_does_not_change_when_all_that_follows_is_made_anew(
    shop: Shop, people: dict[str, Regular]
) -> None:
    before = [listed(shop, sort=sort) for sort in SORTS]
    for _step in derive.rebuild(shop.store):
        pass
    assert [listed(shop, sort=sort) for sort in SORTS] == before
