"""The rows of which a card has many: each goes over, or stays because the kept card has just that."""

from __future__ import annotations

from typing import Any

import pytest

from relnotebook.base.terms import Act, CustomerId
from relnotebook.notebook import customers, dates, doubles, fields, joining, leads, preferences, usual
from relnotebook.store import schema
from tests.builders import Regular, Shop


@pytest.fixture
def two(shop: Shop) -> tuple[Regular, Regular]:
    return shop.customer("Ngozi Okafor"), shop.customer("Ngozi Okafor")


def join(shop: Shop, two: tuple[Regular, Regular], **choices: str) -> None:
    shop.do(joining.join, two[0].id, two[1].id, choices=choices)


def note(shop: Shop, who: Regular) -> str:
    with shop.store.read() as s:
        return "\n".join(words for (words,) in s.raw("SELECT words FROM note WHERE customer_id = ?", (who.id,)))


def whose(shop: Shop, who: CustomerId) -> dict[str, int]:
    """How many rows of each table are somebody's."""
    with shop.store.read() as s:
        counts = {
            table.name: int(s.raw(f"SELECT count(*) FROM {table.name} WHERE customer_id = ?", (who,))[0][0])
            for table in schema.kept
            if "customer_id" in table.columns
        }
    return {name: n for name, n in counts.items() if n}


def test_no_table_that_knows_a_customer_is_forgotten(shop: Shop) -> None:
    """Also one that is added to the schema later: its rows must go over to the kept card."""
    keep, lose, third = (shop.customer(name).id for name in ("Ngozi", "N.", "Aoi"))
    pointed_at = {key.column.table.name for table in schema.kept for key in table.foreign_keys}
    with shop.store.write(Act.EDIT_CUSTOMER) as w:
        made: dict[str, int] = {"customer": third}
        for table in schema.kept:
            values: dict[str, Any] = {}
            for column in table.columns:
                pointed = next((key.column.table.name for key in column.foreign_keys), "")
                if column.name == "customer_id":
                    values[column.name] = lose
                elif not column.nullable and pointed:
                    values[column.name] = made[pointed]
                elif not column.nullable and column.server_default is None and not column.primary_key:
                    blob = column.name == "jpeg"
                    values[column.name] = b"\xff\xd8\xff" if blob else 1 if column.type.python_type is int else "x"
            if table.name in ("customer", "shop") or not (pointed_at & {table.name} or "customer_id" in table.columns):
                continue
            values = {n: v for n, v in values.items() if n not in ("version", "crc")}
            if table.name == "lead":
                values["days"] = "7"
            made[table.name] = w.add(table, **values)
    before = whose(shop, lose)
    assert len(before) > 20
    shop.do(joining.join, keep, lose)
    assert whose(shop, lose) == {}
    moved = whose(shop, keep)
    assert moved == before | {"note": 2}, "beside the note about the join"


def test_what_both_cards_have_is_on_the_kept_one_once(shop: Shop, two: tuple[Regular, Regular]) -> None:
    for who in two:
        who.note("Allotment won a prize").tagged("Saturday").knows("Daughter", "Ada").ask("How is Ada?")
        who.birthday("14 March 1980").reach("phone", "0151 496 0183").usual("flat white")
        shop.do(leads.set_lead, "card", "", "7", customer=who.id)
    alone = whose(shop, two[0].id)
    join(shop, two)
    assert whose(shop, two[0].id) == alone == whose(shop, two[1].id)
    assert note(shop, two[0]) == "Allotment won a prize"


def test_what_gives_way_is_named(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    shop.do(leads.set_lead, "card", "", "7", customer=ngozi.id)
    shop.do(leads.set_lead, "card", "", "14,0", customer=twin.id)
    ngozi.never("walnut", "Nuts")
    twin.loves("Walnut", "Cake").likes("oat", "Milk")
    ngozi.prefers("dislikes", "oat")
    join(shop, two)
    assert note(shop, ngozi).splitlines()[1:] == [
        "Cake: Walnut.",
        "Preference: loves Walnut.",
        "Preference: likes oat.",
        "Days before a date: 14,0.",
    ]
    told = [(p.category, p.strength, p.thing) for g in shop.read(preferences.preferences_of, ngozi.id) for p in g.items]
    assert sorted(told) == [("Milk", "dislikes", "oat"), ("Nuts", "never", "walnut")]


def test_fields_of_the_shop_are_chosen_one_by_one(shop: Shop, two: tuple[Regular, Regular]) -> None:
    shoe, hat, glove = (shop.do(fields.define, name, "text") for name in ("Shoe", "Hat", "Glove"))
    for who, values in ((two[0], {shoe: "39", hat: "M"}), (two[1], {shoe: "40", hat: "L", glove: "8"})):
        for field, value in values.items():
            shop.do(fields.set_value, who.id, field, value)
    join(shop, two, **{f"field-{shoe}": "lose", f"field-{hat}": "keep"})
    assert {v.field.name: v.value for v in shop.read(fields.values_of, two[0].id)} == {
        "Shoe": "40",
        "Hat": "M",
        "Glove": "8",
    }
    assert note(shop, two[0]).splitlines()[1:] == ["Shoe: 39.", "Hat: L."]


def test_variations_go_with_the_usual_that_stays(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    ngozi.usual("flat white").variation(rule="weekday", value="4", effect="plus", thing="bun")
    twin.usual("cortado").variation(rule="weekday", value="4", effect="plus", thing="Bun")
    twin.variation(rule="after", value="15:00", effect="change", thing="decaf").usual("tea", whom="Tom")
    join(shop, two, usual="lose")
    mine, toms = shop.read(usual.of, ngozi.id)
    assert (mine.line, [v.thing for v in mine.variations]) == ("cortado", ["bun", "decaf"])
    assert (toms.whom, toms.line) == ("Tom", "tea")


def test_a_birthday_that_was_kept_this_year_is_not_kept_twice(shop: Shop, two: tuple[Regular, Regular]) -> None:
    ngozi, twin = two
    for who in two:
        who.birthday("20 November 1980")
    theirs = shop.read(dates.of, twin.id)[0].id
    mine = shop.read(dates.of, ngozi.id)[0].id
    twin.marked(f"date-{theirs}-2026", "done").marked("slipping", "never")
    ngozi.marked("slipping", "never")
    join(shop, two)
    with shop.store.read() as s:
        marks = s.raw("SELECT touch, state FROM touch_mark WHERE customer_id = ? ORDER BY touch", (ngozi.id,))
        due = s.raw("SELECT key FROM touch WHERE customer_id = ?", (ngozi.id,))
    assert marks == [(f"date-{mine}-2026", "done"), ("slipping", "never")]
    assert f"date-{mine}-2026" not in {key for (key,) in due}


def test_who_is_not_the_losing_one_is_not_the_kept_one_either(shop: Shop, two: tuple[Regular, Regular]) -> None:
    aoi = shop.customer("Ngozi Okafor")
    shop.do(doubles.not_same, aoi.id, two[1].id)
    join(shop, two)
    with shop.store.read() as s:
        assert doubles.is_apart(s, two[0].id, aoi.id)
    assert shop.read(customers.card, aoi.id).name == "Ngozi Okafor"


def test_reminders_that_are_done_are_history_and_all_go_over(shop: Shop, two: tuple[Regular, Regular]) -> None:
    with shop.store.write(Act.SET_REMINDER) as w:
        for who in two:
            w.add(schema.reminder, customer_id=who.id, kind="promise", words="Rye", state="done", at=w.at)
    join(shop, two)
    assert whose(shop, two[0].id)["reminder"] == 2
