from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Kind
from relnotebook.notebook import fields
from relnotebook.store import schema

from ..builders import Regular, Shop

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor")


# Tags


def test_a_tag_in_another_spelling_is_the_same_tag(shop: Shop, ngozi: Regular) -> None:
    aoi = shop.customer("Aoi Tanaka")
    tag = shop.do(fields.add_tag, ngozi.id, "Morning crowd")
    assert shop.do(fields.add_tag, aoi.id, " morning  CROWD ") == tag
    assert shop.do(fields.add_tag, aoi.id, "Morning crowd") == tag
    assert shop.read(fields.tags_of, aoi.id) == ((tag, "Morning crowd"),)
    assert shop.read(fields.all_tags) == ((tag, "Morning crowd", 2),)


def test_a_tag_nobody_carries_is_forgotten(shop: Shop, ngozi: Regular) -> None:
    own_cup = shop.do(fields.add_tag, ngozi.id, "Own cup")
    changes = shop.changes(fields.remove_tag, ngozi.id, own_cup)
    assert shop.read(fields.all_tags) == ()
    assert changes is not None
    assert (changes.fact("name"), changes.fact("tag")) == ("Ngozi", "Own cup")
    shop.undo()
    assert shop.read(fields.tags_of, ngozi.id) == ((own_cup, "Own cup"),)


def test_taking_off_what_is_not_on_changes_nothing(shop: Shop, ngozi: Regular) -> None:
    aoi = shop.customer("Aoi Tanaka")
    tag = shop.do(fields.add_tag, aoi.id, "Own cup")
    assert shop.changes(fields.remove_tag, ngozi.id, tag) is None
    with pytest.raises(NotFound, match="no-tag"):
        shop.do(fields.remove_tag, ngozi.id, 99)
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(fields.add_tag, ngozi.id, "\u200b")
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(fields.add_tag, 99, "Own cup")


# The shop's own fields


def written(shop: Shop, who: Regular) -> dict[str, str]:
    return {value.field.name: value.value for value in shop.read(fields.values_of, who.id)}


def test_a_field_of_the_shops_own(shop: Shop, ngozi: Regular, clock: Any) -> None:
    shoe = shop.do(fields.define, "Shoe size", "number")
    milk = shop.do(fields.define, "Milk", "choice", choices="Oat\nSoy\n\noat\n")
    assert shop.read(fields.all_fields) == (
        fields.Field(shoe, "Shoe size", "number", ()),
        fields.Field(milk, "Milk", "choice", ("Oat", "Soy")),
    )
    assert written(shop, ngozi) == {"Shoe size": "", "Milk": ""}
    shop.do(fields.set_value, ngozi.id, shoe, "38,5")
    shop.do(fields.set_value, ngozi.id, milk, "SOY")
    assert written(shop, ngozi) == {"Shoe size": "38.5", "Milk": "Soy"}
    clock(timedelta(minutes=2))
    shop.do(fields.set_value, ngozi.id, milk, "")
    assert written(shop, ngozi) == {"Shoe size": "38.5", "Milk": ""}
    shop.undo()
    assert written(shop, ngozi)["Milk"] == "Soy"


def test_what_does_not_fit_says_what_was_typed(shop: Shop, ngozi: Regular) -> None:
    shoe = shop.do(fields.define, "Shoe size", "number")
    with pytest.raises(Refusal, match="bad-field-value") as refused:
        shop.do(fields.set_value, ngozi.id, shoe, "large")
    assert refused.value.facts == {"field": "Shoe size", "type": "number", "value": "large"}
    assert shop.changes(fields.set_value, ngozi.id, shoe, " ") is None


def test_what_was_typed_and_emptied_again_is_taken_back_as_one(shop: Shop, ngozi: Regular) -> None:
    allotment = shop.do(fields.define, "Allotment", "text")
    before = shop.tables()["field_value"]
    for typed in ("Plot", ""):
        shop.do(fields.set_value, ngozi.id, allotment, typed)
    shop.undo()
    assert shop.tables()["field_value"] == before
    assert [f.name for f in shop.read(fields.all_fields)] == ["Allotment"]


def test_typing_in_a_field_is_one_step(shop: Shop, ngozi: Regular) -> None:
    allotment = shop.do(fields.define, "Allotment", "text")
    for typed in ("Plot", "Plot 4", "Plot 47"):
        shop.do(fields.set_value, ngozi.id, allotment, typed)
    shop.undo()
    assert written(shop, ngozi) == {"Allotment": ""}


def test_a_retired_field_hides_its_values_and_keeps_them(shop: Shop, ngozi: Regular) -> None:
    shoe = shop.do(fields.define, "Shoe size", "number")
    shop.do(fields.set_value, ngozi.id, shoe, "38")
    shop.do(fields.retire, shoe)
    assert shop.read(fields.all_fields) == ()
    assert written(shop, ngozi) == {}
    assert shop.do(fields.define, "shoe size", "number") == shoe
    assert written(shop, ngozi) == {"shoe size": "38"}


def test_a_field_with_values_keeps_its_type(shop: Shop, ngozi: Regular) -> None:
    shoe = shop.do(fields.define, "Shoe size", "number")
    assert shop.do(fields.define, "Shoes", "text", field=shoe) == shoe
    shop.do(fields.set_value, ngozi.id, shoe, "38")
    with pytest.raises(Refusal, match="field-in-use"):
        shop.do(fields.define, "Shoes", "number", field=shoe)
    shop.do(fields.define, "Shoe size", "text", field=shoe)
    assert written(shop, ngozi) == {"Shoe size": "38"}


def test_fields_that_cannot_be(shop: Shop, ngozi: Regular) -> None:
    shop.do(fields.define, "Milk", "text")
    for args, code in (
        (("milk", "number"), "name-taken"),
        (("", "number"), "empty-value"),
        (("Mood", "colour"), "bad-choice"),
        (("Size", "choice"), "no-choices"),
    ):
        with pytest.raises(Refusal, match=code):
            shop.do(fields.define, *args)
    for act, rest in ((fields.retire, (99,)), (fields.set_value, (ngozi.id, 99, "x"))):
        with pytest.raises(NotFound, match="no-field"):
            shop.do(act, *rest)
    with pytest.raises(NotFound, match="no-customer"):
        shop.do(fields.set_value, 99, 1, "x")
    with pytest.raises(NotFound, match="no-field"), shop.store.write(fields.define.act) as w:  # type: ignore[attr-defined]
        fields.define(w, "Size", "text", field=99)


# Photo


def test_a_photo_is_kept_replaced_and_removed(shop: Shop, ngozi: Regular) -> None:
    assert shop.read(fields.photo, ngozi.id) is None
    shop.do(fields.set_photo, ngozi.id, JPEG)
    assert shop.read(fields.photo, ngozi.id) == JPEG
    changes = shop.changes(fields.set_photo, ngozi.id, JPEG + b"!")
    assert changes is not None
    assert changes.kinds == {Kind.PHOTO}
    assert len(shop.tables()["photo"]) == 1
    shop.undo()
    assert shop.read(fields.photo, ngozi.id) == JPEG
    shop.do(fields.remove_photo, ngozi.id)
    assert shop.read(fields.photo, ngozi.id) is None
    assert shop.changes(fields.remove_photo, ngozi.id) is None
    shop.undo()
    assert shop.read(fields.photo, ngozi.id) == JPEG


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff" + bytes(fields.PHOTO_LIMIT)])
def test_what_is_no_reduced_photo_is_not_kept(shop: Shop, ngozi: Regular, data: bytes) -> None:
    with pytest.raises(Refusal, match="not-a-picture"):
        shop.do(fields.set_photo, ngozi.id, data)
    assert shop.tables()[schema.photo.name] == []
