"""The whole notebook as plain rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act
from relnotebook.store import archiving, schema

from ..builders import Shop


def everything(shop: Shop) -> dict[str, list[dict[str, Any]]]:
    with shop.store.read() as s:
        return {
            sort.name: [dict(zip(sort.columns, row, strict=True)) for row in archiving.read(s, sort)]
            for sort in archiving.sorts()
        }


def test_every_table_that_people_write_is_in_it_and_none_that_follows(shop: Shop) -> None:
    names = {sort.name for sort in archiving.sorts()}
    assert {table.name for table in schema.kept} < names
    assert names.isdisjoint({table.name for table in schema.derived} | {"image", "find", "alembic_version"})


def test_what_is_half_typed_goes_along(shop: Shop) -> None:
    with shop.store.write(Act.REBUILD) as w:
        w.own("INSERT INTO draft (place, words, at) VALUES (?, ?, ?)", ("counter/new", '{"name":"Ngo"}', 1))
    assert everything(shop)["draft"] == [{"place": "counter/new", "words": '{"name":"Ngo"}', "at": 1}]


def test_cut_off_in_the_middle_nothing_of_it_is_in(shop: Shop) -> None:
    before = everything(shop)

    def broken() -> Iterator[tuple[str, Iterator[Any]]]:
        yield "tag", iter([{"id": 1, "name": "regular", "version": 1}])
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        archiving.fill(shop.store, broken)
    assert everything(shop) == before
    assert shop.customer("Eva").id == 1, "and the notebook goes on"


def test_a_column_of_a_newer_program_is_left_out_and_a_missing_one_takes_its_default(shop: Shop) -> None:
    card = {"id": 7, "name": "Ngozi", "version": 1, "added_at": 1, "star_sign": "Leo"}
    archiving.fill(shop.store, lambda: iter([("customer", iter([card]))]))
    with shop.store.read() as s:
        assert s.raw("SELECT id, name, state FROM customer") == [(7, "Ngozi", "active")]


def test_who_points_at_nobody_is_refused(shop: Shop) -> None:
    lost = {"id": 1, "customer_id": 5, "channel": "email", "value": "a@b.example", "version": 1}
    with pytest.raises(Refusal, match="archive-damaged"):
        archiving.fill(shop.store, lambda: iter([("contact", iter([lost]))]))


@pytest.mark.parametrize(("shape", "refused"), [(schema.HEAD, False), ("0001", False), ("9999", True), ("x", True)])
def test_only_a_newer_shape_is_refused(shape: str, refused: bool) -> None:
    assert archiving.refuses(shape) is refused
