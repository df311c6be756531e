"""What a customer is found by, asked the way the counter asks."""

from __future__ import annotations

import pytest

from relnotebook.notebook import customers, documents, fields, people, usual
from relnotebook.store import search

from ..builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    shop.customer("Tobias Lindqvist")
    return shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@okafor.example", card="4417")


def found(shop: Shop, typed: str) -> list[int]:
    return [match.customer_id for match in shop.read(search.match, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "ngo",
        "okafor",
        "OKA NGO",
        "0151 496",
        "4960183",
        "+44 151 496 0183",
        "0183",
        "ngozi@okafor",
        "okafor.exam",
        "4417",
    ],
)
def test_name_phone_address_and_card(shop: Shop, ngozi: Regular, typed: str) -> None:
    assert found(shop, typed) == [ngozi.id]


def test_own_script_and_call_name(shop: Shop) -> None:
    aoi = shop.customer("Aoi Tanaka").is_(own_script="田中 葵", call_name="Sunny")
    assert found(shop, "田中") == found(shop, "葵") == found(shop, "sun") == [aoi.id]


def test_the_usual_and_its_change(shop: Shop, ngozi: Regular) -> None:
    ngozi.usual("Oat flat white; cardamom bun").usual("Babyccino", whom="Ada")
    assert found(shop, "oat fl") == found(shop, "carda") == found(shop, "baby") == [ngozi.id]
    shop.do(usual.set_usual, ngozi.id, "Chai latte")
    assert found(shop, "oat fl") == []
    assert found(shop, "chai") == [ngozi.id]
    shop.undo()
    assert found(shop, "oat fl") == [ngozi.id]


def test_what_somebody_has_most_of_the_time(shop: Shop, ngozi: Regular) -> None:
    ngozi.had("Gunpowder tea", times=3)
    assert found(shop, "gunp") == []
    ngozi.had("Gunpowder tea")
    assert found(shop, "gunp") == [ngozi.id]
    ngozi.had("Chai latte", times=30)
    assert found(shop, "gunp") == []
    assert found(shop, "chai") == [ngozi.id]


def test_an_animal_finds_its_owner_and_a_partner_does_not(shop: Shop, ngozi: Regular) -> None:
    ngozi.knows("Dog", "Biscuit").knows("Partner", "Wolfgang").knows("Guide dog", "Rex").knows("gata", "Luna")
    assert found(shop, "biscuit") == found(shop, "rex") == found(shop, "luna") == [ngozi.id]
    assert found(shop, "wolfgang") == []
    (dog, *_) = shop.read(people.of, ngozi.id)
    shop.do(people.remove_person, dog.id)
    assert found(shop, "biscuit") == []


def test_tags(shop: Shop, ngozi: Regular) -> None:
    ngozi.tagged("Morning crowd")
    assert found(shop, "morn") == [ngozi.id]
    (tag, _) = shop.read(fields.tags_of, ngozi.id)[0]
    shop.do(fields.remove_tag, ngozi.id, tag)
    assert found(shop, "morn") == []


def test_nobody_in_the_bin_is_found(shop: Shop, ngozi: Regular) -> None:
    shop.do(customers.bin, ngozi.id)
    assert found(shop, "ngozi") == []
    ngozi.had("Tea", times=4)
    assert found(shop, "ngozi") == found(shop, "tea") == []
    shop.do(customers.unbin, ngozi.id)
    assert found(shop, "ngozi") == found(shop, "tea") == [ngozi.id]


def test_those_who_came_lately_stand_first(shop: Shop) -> None:
    first, second = shop.customer("Ana Silva"), shop.customer("Ana Costa")
    assert found(shop, "ana") == [first.id, second.id]
    second.had("Tea")
    assert found(shop, "ana") == [second.id, first.id]


def test_there_is_no_document_of_nobody(shop: Shop, ngozi: Regular) -> None:
    assert list(shop.read(lambda s: list(documents.of(s, [404])))) == []
    assert [d.customer_id for d, _ in shop.read(lambda s: list(documents.of(s, [ngozi.id, 404])))] == [ngozi.id]


def test_a_regular_is_found_by_a_variation_of_their_usual(shop: Shop) -> None:
    omar = shop.customer("Omar Haddad").usual("Flat white")
    assert found(shop, "oat") == []
    omar.variation(rule="weekday", value="5,6", effect="instead", thing="Oat flat white")
    assert found(shop, "oat") == [omar.id]
    shop.undo()
    assert found(shop, "oat") == []
