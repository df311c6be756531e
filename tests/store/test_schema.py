"""The one page of tables: every kept table can be journaled."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from relnotebook.base.terms import Kind
from relnotebook.store import schema


@pytest.mark.parametrize("table", schema.kept, ids=lambda t: t.name)
def test_a_kept_table_can_be_journaled_and_checked(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert names[0] == "id"
    assert names[-2:] == ["version", "crc"]
    assert table.info["kind"] in Kind
    whose = table.info["customer"]
    assert whose is None or whose in names


def test_parents_stand_before_their_children() -> None:
    order = [table.name for table in schema.kept]
    for table in schema.kept:
        for key in table.foreign_keys:
            assert order.index(key.column.table.name) <= order.index(table.name)


def test_every_table_says_what_it_is() -> None:
    assert {table.info["role"] for table in schema.metadata.sorted_tables} == {"kept", "derived", "own"}
