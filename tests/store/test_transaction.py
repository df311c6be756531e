"""Session and Write: what can be read, how rows are written, and what has no door."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text

from relnotebook.base.problems import NotFound
from relnotebook.base.terms import Act
from relnotebook.store import rows, schema
from relnotebook.store.write import Store

from .acts import rename, welcome


def test_a_session_reads_one_snapshot(store: Store) -> None:
    store.do(welcome, "Ngozi")
    with store.read() as s:
        assert s.value(select(schema.customer.c.name)) == "Ngozi"
        store.do(welcome, "Aoi")
        assert len(s.rows(select(schema.customer.c.id))) == 1
    with store.read() as s:
        assert len(s.rows(select(schema.customer.c.id))) == 2


@pytest.mark.parametrize("statement", [delete(schema.customer), text("DELETE FROM customer")])
def test_a_session_takes_selects_only(store: Store, statement: object) -> None:
    with store.read() as s, pytest.raises(TypeError):
        s.rows(statement)  # type: ignore[arg-type]
    with store.read() as s, pytest.raises(TypeError):
        s.raw("DELETE FROM customer")


def test_kept_rows_have_no_side_door(store: Store) -> None:
    with store.write(Act.EDIT_CUSTOMER) as w:
        for sql in ("UPDATE customer SET name = ''", "DELETE FROM visit", "INSERT INTO step (id) VALUES (1)"):
            with pytest.raises(TypeError):
                w.renew(sql)
            with pytest.raises(TypeError):
                w.own(sql)


def test_a_row_that_is_gone_is_said_to_be_gone(store: Store) -> None:
    with pytest.raises(NotFound):
        store.do(rename, 404, "Nobody")


def test_values_of_the_wrong_kind_never_reach_the_file(store: Store) -> None:
    with pytest.raises(TypeError), store.write(Act.ADD_CUSTOMER) as w:
        w.add(schema.customer, name=7, added_at=0)
    with pytest.raises(KeyError), store.write(Act.ADD_CUSTOMER) as w:
        w.add(schema.customer, nmae="typo", added_at=0)


def test_every_row_carries_its_checksum_however_it_was_written(store: Store) -> None:
    ngozi, _ = store.do(welcome, "Ngozi \ud800 \0Okafor 田中")
    store.do(rename, ngozi, "Ngozi Ọkafọ")
    with store.write(Act.IMPORT_VISITS) as w:
        visits = w.add_many(schema.visit, ("customer_id", "at", "source"), [(ngozi, n, "import") for n in range(3)])
        cake = w.add(schema.item, name="Bun", folded="bun")
        names = ("visit_id", "item_id", "quantity", "price")
        w.add_many(schema.visit_item, names, [(v, cake, 1.5, None) for v in visits])
    store.undo()
    store.redo()
    with store.read() as s:
        for table in schema.kept:
            for row in s.raw(f"SELECT {', '.join(rows.columns(table))} FROM {table.name}"):
                assert rows.checksum(row[:-1]) == row[-1], table.name


def test_identities_are_never_used_again(store: Store) -> None:
    first, _ = store.do(welcome, "Ngozi")
    store.undo()
    second, _ = store.do(welcome, "Aoi")
    assert second > first


def test_rows_added_in_bulk_follow_one_another(store: Store) -> None:
    with store.write(Act.IMPORT_CONTACTS) as w:
        ids = w.add_many(schema.customer, ("name", "added_at"), [("A", 0), ("B", 0)])
        more = w.add(schema.customer, name="C", added_at=0)
    with store.read() as s:
        assert s.raw("SELECT id, name FROM customer ORDER BY id") == [(ids[0], "A"), (ids[1], "B"), (more, "C")]
