from __future__ import annotations

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import contacts, customers, people, preferences
from relnotebook.notebook.people import seen_from_there

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


@pytest.fixture
def tobias(shop: Shop) -> Regular:
    return shop.customer("Tobias Lindqvist")


def said(shop: Shop, who: Regular) -> list[str]:
    return [f"{p.relation} {p.name}. {p.detail}".strip(" .") for p in shop.read(people.of, who.id)]


def test_somebody_around_a_customer(shop: Shop, ngozi: Regular) -> None:
    ngozi.knows("Daughter", "Ada", "4. Babyccino, no cocoa")
    assert said(shop, ngozi) == ["Daughter Ada. 4. Babyccino, no cocoa"]
    shop.undo()
    assert said(shop, ngozi) == []


def test_a_partner_with_a_card_stands_on_both_cards(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    changes = shop.changes(people.set_person, ngozi.id, "Partner", "", other=tobias.id)
    assert said(shop, ngozi) == ["Partner Tobias Lindqvist"]
    assert said(shop, tobias) == ["Partner Ngozi Okafor"]
    assert changes is not None
    assert changes.customers == {ngozi.id, tobias.id}
    shop.do(customers.edit, tobias.id, name="Tobias Okafor")
    assert said(shop, ngozi) == ["Partner Tobias Okafor"]


@pytest.mark.parametrize(
    ("relation", "reverse"),
    [
        ("Partner", "Partner"),
        ("best friend", "best friend"),
        ("Daughter", "Daughter of"),
        ("Coach", "Coach of"),
        ("", ""),
    ],
)
def test_a_relation_reads_right_from_the_other_side(relation: str, reverse: str) -> None:
    assert seen_from_there(relation) == reverse


def test_editing_from_the_other_side_keeps_the_direction(shop: Shop, ngozi: Regular) -> None:
    ada = shop.customer("Ada Okafor")
    row = shop.do(people.set_person, ngozi.id, "Daughter", "", other=ada.id)
    assert said(shop, ada) == ["Daughter of Ngozi Okafor"]
    shop.do(people.set_person, ada.id, "Daughter of", "", detail="Fridays", other=ngozi.id, person=row)
    assert said(shop, ngozi) == ["Daughter Ada Okafor. Fridays"]
    shop.do(people.set_person, ada.id, "Mother", "", detail="Fridays", other=ngozi.id, person=row)
    assert said(shop, ada) == ["Mother Ngozi Okafor. Fridays"]
    assert said(shop, ngozi) == ["Mother of Ada Okafor. Fridays"]


def test_a_person_gets_a_card_later(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    row = shop.do(people.set_person, ngozi.id, "Partner", "Tobias")
    shop.do(people.set_person, ngozi.id, "Partner", "Tobias", other=tobias.id, person=row)
    assert shop.read(people.of, ngozi.id)[0].other == tobias.id
    assert shop.read(people.of, tobias.id)[0].other == ngozi.id
    changes = shop.changes(people.remove_person, row)
    assert changes is not None
    assert changes.customers == {ngozi.id, tobias.id}
    assert said(shop, tobias) == []


def test_a_card_in_the_bin_is_no_link_but_the_name_stays(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    shop.do(people.set_person, ngozi.id, "Partner", "", other=tobias.id)
    shop.do(customers.bin, tobias.id)
    (partner,) = shop.read(people.of, ngozi.id)
    assert (partner.name, partner.other) == ("Tobias Lindqvist", None)
    shop.do(customers.unbin, tobias.id)
    shop.do(customers.bin, ngozi.id)
    assert said(shop, tobias) == []


def test_somebody_without_a_name_is_linked_by_what_we_have(shop: Shop, ngozi: Regular) -> None:
    someone = shop.customer("", phone="0151 496 0183")
    shop.do(people.set_person, ngozi.id, "Neighbour", "", other=someone.id)
    assert said(shop, ngozi) == ["Neighbour 0151 496 0183"]
    assert said(shop, someone) == ["Neighbour Ngozi Okafor"]


def test_who_cannot_stand_beside_a_customer(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="nothing-typed"):
        shop.do(people.set_person, ngozi.id, " ", "")
    with pytest.raises(Refusal, match="same-person"):
        shop.do(people.set_person, ngozi.id, "Twin", "", other=ngozi.id)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(people.set_person, ngozi.id, "Twin", "", other=99)
    with pytest.raises(NotFound, match="no-person"):
        shop.do(people.set_person, ngozi.id, "Twin", "Ada", person=99)
    with pytest.raises(NotFound, match="no-person"):
        shop.do(people.remove_person, 99)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(people.set_person, 99, "Dog", "Biscuit")


# Households


def members(shop: Shop, who: Regular) -> list[str]:
    home = shop.read(people.household, who.id)
    return [] if home is None else [name for _, name in home.members]


def test_two_who_live_together_share_the_address(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    changes = shop.changes(people.live_with, ngozi.id, tobias.id)
    assert members(shop, ngozi) == members(shop, tobias) == ["Ngozi Okafor", "Tobias Lindqvist"]
    assert changes is not None
    assert changes.customers == {ngozi.id, tobias.id}
    home = shop.read(people.household, ngozi.id)
    shop.do(people.edit_household, home.id, name="Okafor-Lindqvist", address="3 Harbour St\nDover")
    assert shop.read(people.household, tobias.id).address == "3 Harbour St\nDover"
    for _ in range(2):
        shop.undo()
    assert members(shop, ngozi) == []


def test_a_household_shares_nothing_but_the_address(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    ngozi.alert("Nut allergy").birthday("14 March").consents("email").reach("phone", "0151 496 0183")
    shop.do(people.live_with, ngozi.id, tobias.id)
    card = shop.read(customers.card, tobias.id)
    assert (card.alerts, card.dates, card.contacts) == ((), (), ())
    assert {c.state for c in card.consents} == {""}


def test_the_third_joins_and_the_last_leaves_nothing(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    ada = shop.customer("Ada Okafor")
    shop.do(people.live_with, ngozi.id, tobias.id)
    shop.do(people.live_with, ada.id, ngozi.id)
    assert members(shop, tobias) == ["Ada Okafor", "Ngozi Okafor", "Tobias Lindqvist"]
    for who in (ngozi, tobias, ada):
        shop.do(people.leave_household, who.id)
        assert members(shop, who) == []
    assert shop.tables()["household"] == []
    assert shop.changes(people.leave_household, ada.id) is None
    shop.undo()
    assert members(shop, ada) == ["Ada Okafor"]


def test_who_lived_elsewhere_moves_in(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    ada, aoi = shop.customer("Ada Okafor"), shop.customer("Aoi Tanaka")
    shop.do(people.live_with, ngozi.id, ada.id)
    shop.do(people.live_with, tobias.id, aoi.id)
    shop.do(people.live_with, ngozi.id, tobias.id)
    assert members(shop, ngozi) == ["Aoi Tanaka", "Ngozi Okafor", "Tobias Lindqvist"]
    assert members(shop, ada) == ["Ada Okafor"]
    shop.do(people.live_with, ada.id, ngozi.id)
    assert len(shop.tables()["household"]) == 1


def test_one_in_the_bin_is_no_member(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    shop.do(people.live_with, ngozi.id, tobias.id)
    shop.do(customers.bin, tobias.id)
    assert members(shop, ngozi) == ["Ngozi Okafor"]


def test_households_that_cannot_be(shop: Shop, ngozi: Regular) -> None:
    with pytest.raises(Refusal, match="same-person"):
        shop.do(people.live_with, ngozi.id, ngozi.id)
    for act, args, code in (
        (people.live_with, (ngozi.id, 99), "no-customer"),
        (people.live_with, (99, ngozi.id), "no-customer"),
        (people.leave_household, (99,), "no-customer"),
        (people.edit_household, (99,), "no-household"),
    ):
        with pytest.raises(NotFound, match=code):
            shop.do(act, *args)
    assert shop.tables()["household"] == []


def test_consent_of_one_is_not_touched_by_the_other(shop: Shop, ngozi: Regular, tobias: Regular) -> None:
    shop.do(people.live_with, ngozi.id, tobias.id)
    tobias.consents("post", "refused")
    assert {c.state for c in shop.read(contacts.consents, ngozi.id)} == {""}
    assert shop.read(preferences.alerts_of, ngozi.id) == ()
