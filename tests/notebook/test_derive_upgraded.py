"""What follows in a notebook that an older program wrote: every word is kept, the first turn makes the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relnotebook.base import clock as clocks
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import (
    customers,
    derive,
    tact,
    touches,
)
from relnotebook.notebook import (
    shop as shops,
)
from relnotebook.store import checkup, engine, files, rows, schema, upkeep

from ..builders import Regular, Shop
from .test_derive import holds, stat

FIRST = "0001"


def as_it_was(path: Path) -> None:
    """A notebook made by the first migration alone."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(upkeep.MIGRATIONS))
    path.touch()
    made = engine.make_engine(path, None, read_only=False)
    try:
        with made.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, FIRST)
    finally:
        made.dispose()
    with files.opened(path, None, write=True) as young:
        young.execute(f"PRAGMA application_id = {engine.APPLICATION_ID}")


def put(old: Any, table: str, **values: Any) -> None:
    """A row as the older program wrote it, with the checksum of the columns there were."""
    columns = ", ".join((*values, "version", "crc"))
    marks = ", ".join("?" * (len(values) + 2))
    made = old.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", (*values.values(), 1, 0))
    [row] = old.execute(f"SELECT * FROM {table} WHERE id = ?", (made.lastrowid,)).fetchall()
    old.execute(f"UPDATE {table} SET crc = ? WHERE id = ?", (rows.checksum(row[:-1]), row[0]))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Of a shop with two regulars: Ngozi, who has her birthday today, and Mateus, who was last in 23 days ago."""
    path = tmp_path / "old" / "cafe.relnotebook"
    path.parent.mkdir()
    as_it_was(path)
    now = clocks.stamp()[0]
    with files.opened(path, None, write=True) as old:
        put(old, "shop", name="Tern & Thistle", kind="cafe", leap_rule="1mar")
        put(old, "customer", name="Ngozi Okafor", call_name="Ngozi", talk="The new flat", card_number="7", added_at=now)
        put(old, "customer", name="Mateus", outside_id="urn:7", added_at=now)
        put(old, "special_date", customer_id=1, kind="birthday", day=20, month=11, year=1986)
        put(old, "item", name="Tea", folded="tea")
        for n in range(12):
            who, days = (2, 23 + 4 * n) if n < 7 else (1, n - 6)
            put(old, "visit", customer_id=who, at=now - 86400 * days, utc_offset=60, source="counter")
            put(old, "visit_item", visit_id=n + 1, item_id=1)
        put(old, "touchpoint", customer_id=1, at=now, channel="phone", moment="after", words="Rang", feeling="happy")
        old.execute("INSERT INTO step (act, label, at, till) VALUES ('log visit', '{}', ?, 'till 1')", (now,))
        for who, visits_, first, last in ((1, 5, 5, 1), (2, 7, 47, 23)):
            ends = now - 86400 * first, now - 86400 * last
            old.execute("INSERT INTO customer_stat VALUES (?, ?, ?, ?, 60, 4.0, '')", (who, visits_, *ends))
    return path


def words_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every kept row of the first schema, without its checksum."""
    with files.opened(path, None) as notebook:
        found = {}
        for table in schema.kept:
            columns = COLUMNS_THEN.get(table.name, "*")
            there = notebook.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table.name,)).fetchone()
            taken = notebook.execute(f"SELECT {columns} FROM {table.name} ORDER BY id").fetchall() if there else []
            found[table.name] = [row if columns != "*" else row[:-1] for row in taken]
        return found


COLUMNS_THEN = {
    "shop": "id, name, kind, address, reply_to, region, leap_rule, demo, version",
    "customer": "id, name, call_name, own_script, sort_name, say, pronouns, talk, card_number, state, household_id, "
    "added_at, binned_at, outside_id, version",
    "touchpoint": "id, customer_id, at, utc_offset, channel, moment, words, feeling, staff_id, version",
}


def findings(shop: Shop) -> set[str]:
    looking = checkup.check(shop.store)
    while True:
        try:
            next(looking)
        except StopIteration as end:
            report: checkup.Report = end.value
            return {found.code for found in report.findings}


def test_a_notebook_of_before_keeps_every_word(old: Path, tmp_path: Path) -> None:
    assert engine.look(old, None) == FIRST
    before = words_of(old)
    list(upkeep.upgrade(old, None, tmp_path / "backups"))
    assert engine.look(old, None) == schema.HEAD
    assert words_of(old) == before
    shop = Shop(old)
    try:
        assert findings(shop) <= {"index", "derived"}, "what follows is still to be made"
        state = shop.read(tact.state, 1)
        assert (state.contact_counts, state.no_closeness, state.no_greetings, state.rhythm_days) == (
            True, False, False, None,
        )  # fmt: skip
        assert shop.read(shops.profile).closeness
    finally:
        shop.close()


def test_the_first_turn_of_a_notebook_of_before_makes_what_follows(old: Path, tmp_path: Path) -> None:
    list(upkeep.upgrade(old, None, tmp_path / "backups"))
    shop = Shop(old)
    try:
        assert derive.turn_wanted(shop.store)
        assert list(derive.turn(shop.store))
        assert not derive.turn_wanted(shop.store)
        assert shop.read(lambda s: s.raw("SELECT 1 FROM meta WHERE key = 'stale'")) == []
        assert [(found.greet, found.kind) for found in shop.read(touches.today).touches] == [
            ("Ngozi", "birthday"),
            ("Mateus", "slipping"),
        ]
        mateus, ngozi = (stat(shop, Regular(shop, CustomerId(who), "")) for who in (2, 1))
        assert (mateus["gap_days"], mateus["gaps"], ngozi["contact_channel"]) == (4.0, 6, "phone")
        assert [row[0] for row in shop.tables("derived")["closeness"]] == [1, 2]
        assert findings(shop) == set()
        assert [line.id for line in shop.read(customers.find, "ngo").lines] == [1]
        holds(shop)
        assert list(derive.turn(shop.store)) == []
    finally:
        shop.close()


def test_a_word_written_before_the_first_turn_is_followed(old: Path, tmp_path: Path) -> None:
    list(upkeep.upgrade(old, None, tmp_path / "backups"))
    shop = Shop(old)
    try:
        ngozi = (
            Regular(shop, CustomerId(1), "Ngozi").promised("The rye", due="2026-11-20").had("Tea", until=clocks.now())
        )
        assert {found.kind for found in shop.read(touches.today).touches} == {"promise", "birthday"}
        assert derive.turn_wanted(shop.store)
        list(derive.turn(shop.store))
        assert stat(shop, ngozi)["visits"] == 6
        assert len(shop.read(touches.today).touches) == 3
        holds(shop)
    finally:
        shop.close()


def test_an_empty_notebook_of_before_has_nothing_to_make(tmp_path: Path) -> None:
    path = tmp_path / "cafe.relnotebook"
    as_it_was(path)
    list(upkeep.upgrade(path, None, tmp_path / "backups"))
    with files.opened(path, None) as notebook:
        assert notebook.execute("SELECT * FROM meta").fetchall() == []
