"""Who in a file is whom in the notebook."""

from __future__ import annotations

import pytest

from relnotebook.base.terms import Act
from relnotebook.exchange import known
from relnotebook.exchange.person import Person
from relnotebook.notebook import customers, joining
from tests.builders import Shop


def somebody(
    name: str = "", *, phone: str = "", email: str = "", card: str = "", born: str = "", uid: str = ""
) -> Person:
    person = Person(name=name, card_number=card, outside_id=uid)
    if phone:
        person.add_phone(phone, "", "GB")
    if email:
        person.add_email(email)
    if born:
        person.add_date("birthday", born)
    person.tidy()
    return person


def found(shop: Shop, person: Person) -> str | None:
    """The name on the card that this person is taken for."""
    with shop.store.read() as s:
        names = {known.name_key(n): (i,) for i, n in s.raw("SELECT id, name FROM customer")}
        one = known.Chunk(s, [person], lambda key: names.get(key, ())).find(person)
        return None if one is None else one.values["name"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ngozi Okafor", "Okafor, Ngozi"),
        ("N. Okafor", "Ngozi Okafor"),
        ("Ngozi", "Ngozi Okafor"),
        ("Tran Minh Anh", "Trần Minh Anh"),
        ("Juergen Grossmann", "Jürgen Großmann"),
        ("Rob Hartley", "Robert Hartley"),
        ("", "Ngozi Okafor"),
    ],
)
def test_names_that_can_be_one_person_s(one: str, other: str) -> None:
    assert known.may_be(one, other)
    assert known.may_be(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Meera Pillai", "Ravi Pillai"), ("Jan Kowalski", "Jan Nowak"), ("Aoi", "Omar")]
)
def test_names_that_cannot(one: str, other: str) -> None:
    assert not known.may_be(one, other)


def test_a_customer_is_found_by_what_is_surest(shop: Shop) -> None:
    shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example", card="4000118")
    assert found(shop, somebody("Somebody Else", card="4000118")) == "Ngozi Okafor"
    assert found(shop, somebody("N. Okafor", phone="+44 151 496 0183")) == "Ngozi Okafor"
    assert found(shop, somebody("", email="NGOZI@okafor.example")) == "Ngozi Okafor"
    assert found(shop, somebody("Ngozi Okafor", phone="0151 496 0999")) is None


def test_a_phone_that_two_people_share_does_not_make_them_one(shop: Shop) -> None:
    shop.customer("Ravi Pillai", phone="0151 496 0108")
    assert found(shop, somebody("Meera Pillai", phone="0151 496 0108")) is None


def test_a_name_alone_is_enough_only_with_the_birthday(shop: Shop) -> None:
    shop.customer("Jan Kowalski").birthday("2 May 1998")
    assert found(shop, somebody("Jan Kowalski", born="1998-05-02")) == "Jan Kowalski"
    assert found(shop, somebody("Jan Kowalski", born="--05-02")) == "Jan Kowalski"
    assert found(shop, somebody("Jan Kowalski", born="1971-07-07")) is None
    assert found(shop, somebody("Jan Kowalski", email="jan@kowalski.example")) is None


def test_a_bare_name_in_a_list_is_the_card_of_that_name(shop: Shop) -> None:
    shop.customer("Trần Minh Anh")
    assert found(shop, somebody("Tran Minh Anh")) == "Trần Minh Anh"


def test_a_short_number_of_another_program_needs_a_name_that_fits(shop: Shop) -> None:
    customer = shop.customer("Ngozi Okafor")
    with shop.store.write(Act.EDIT_CUSTOMER) as w:
        from relnotebook.store import schema

        w.put(schema.customer, customer.id, outside_id="id:1")
    assert found(shop, somebody("Aoi Tanaka", uid="id:1")) is None
    assert found(shop, somebody("Ngozi Okafor", uid="id:1")) == "Ngozi Okafor"


def test_somebody_in_the_bin_is_not_found(shop: Shop) -> None:
    from relnotebook.notebook import customers

    customer = shop.customer("Ngozi Okafor", email="ngozi@okafor.example")
    shop.do(customers.bin, customer.id)
    assert found(shop, somebody("Ngozi Okafor", email="ngozi@okafor.example")) is None


def test_an_address_is_the_same_however_a_program_breaks_it_into_lines() -> None:
    one = known.way_key("post", "14 mill lane\nliverpool l1 8jq")
    assert one == known.way_key("post", "14 mill lane\nl1 8jq\nliverpool")
    assert one != known.way_key("post", "15 mill lane\nliverpool l1 8jq")
    assert known.way_key("email", "a@b.example") == "a@b.example"


def test_a_card_that_was_joined_is_found_as_the_one_that_was_kept(shop: Shop) -> None:
    keep = shop.customer("Ngozi Okafor", card="4000118")
    lose = shop.customer("Goz", card="5000229")
    shop.do(joining.join, keep.id, lose.id, choices={"name": "keep", "card_number": "keep"})
    assert found(shop, somebody("", card="5000229")) == "Ngozi Okafor"
    assert found(shop, somebody("", card="4000118")) == "Ngozi Okafor"
    shop.do(customers.bin, keep.id)
    assert found(shop, somebody("", card="5000229")) is None
