from __future__ import annotations

import pytest

from relnotebook.base.text import clean, fold
from relnotebook.notebook import kinds


def test_every_kind_of_shop_has_its_words() -> None:
    assert [kind.key for kind in kinds.kinds()] == [
        "cafe",
        "bakery",
        "barber",
        "salon",
        "bookshop",
        "florist",
        "tailor",
        "wine",
        "vet",
        "other",
    ]
    for kind in kinds.kinds():
        assert kind.name
        assert kind.usual
        assert kind.example
        assert len(kind.categories) >= 2
        assert len(set(kind.categories)) == len(kind.categories)


@pytest.mark.parametrize(
    ("key", "usual"),
    [
        ("cafe", "The usual"),
        ("barber", "The usual cut"),
        ("salon", "The usual treatment"),
        ("bookshop", "Reads"),
        ("florist", "Favourite flowers"),
        ("tailor", "Fit and cloth"),
        ("wine", "Taste"),
        ("vet", "Patients"),
    ],
)
def test_the_usual_is_called_as_the_trade_calls_it(key: str, usual: str) -> None:
    assert kinds.kind(key).usual == usual


def test_a_cafes_card_asks_for_drinks_food_and_the_shop() -> None:
    assert kinds.kind("cafe").categories == ("Drinks", "Food", "In the shop")


def test_a_kind_of_a_later_version_is_another_kind_of_shop() -> None:
    assert kinds.kind("rocket yard").key == "other"
    assert kinds.synonyms_for("rocket yard") == kinds.synonyms_for("other")


@pytest.mark.parametrize(
    ("key", "checks"),
    [
        ("salon", {"Patch test": 6}),
        ("barber", {"Patch test": 6}),
        ("tailor", {"Measurements": 12}),
        ("vet", {"Vaccination": 12, "Worming": 3}),
        ("florist", {}),
        ("wine", {}),
        ("cafe", {}),
    ],
)
def test_what_expires_in_this_trade(key: str, checks: dict[str, int]) -> None:
    assert dict(kinds.kind(key).checks) == checks


@pytest.mark.parametrize("key", [kind.key for kind in kinds.kinds()])
def test_synonyms_are_clean_lists_that_say_each_thing_once(key: str) -> None:
    found = kinds.synonyms_for(key)
    assert found
    assert len({word for word, _ in found}) == len(found)
    for word, covers in found:
        parts = covers.split(", ")
        assert [clean(part) for part in parts] == parts
        assert len({fold(part) for part in parts}) == len(parts)
        assert word not in parts


def test_a_nut_alert_covers_what_the_counter_knows_as_nuts() -> None:
    covers = dict(kinds.synonyms_for("cafe"))["nut"].split(", ")
    assert {"almond", "hazelnut", "walnut", "pecan", "pistachio", "marzipan", "praline"} <= set(covers)
    assert {"milk", "gluten", "soy", "egg", "alcohol"} <= set(dict(kinds.synonyms_for("cafe")))


def test_only_where_there_is_a_menu_an_idea_comes_on_it() -> None:
    assert {kind.key for kind in kinds.kinds() if kind.came_true == "On the menu"} == {"cafe", "bakery", "wine"}
    assert kinds.kind("barber").came_true == "We do it now"
