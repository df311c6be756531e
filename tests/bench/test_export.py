"""People into a file, against the same rows read and written raw, and as many lines of the log."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relnotebook.exchange import outgoing
from relnotebook.store.write import Store

from . import notebooks
from .conftest import Bench, Table

GOAL = 1.5
HELD = {"mailchimp": 5.0, "excel": 5.0}
"""What is held so far: names are taken apart, every card is decided about by its ledger, and each line of the log has
its checksum and its step in the journal; the floor does none of this."""

ROUNDS = 3
FLOOR = """
SELECT c.name, c.call_name, a.value, c.language, c.card_number,
 (SELECT value FROM contact WHERE customer_id = c.id AND channel = 'phone' ORDER BY id LIMIT 1),
 (SELECT value FROM contact WHERE customer_id = c.id AND channel = 'post' ORDER BY id LIMIT 1),
 (SELECT day || '/' || month FROM special_date WHERE customer_id = c.id AND kind = 'birthday' ORDER BY id LIMIT 1),
 (SELECT group_concat(g.name) FROM customer_tag t JOIN tag g ON g.id = t.tag_id WHERE t.customer_id = c.id), c.id
FROM customer c JOIN contact a ON a.customer_id = c.id AND a.channel = 'email'
WHERE c.binned_at IS NULL AND c.joined_into IS NULL AND c.state NOT IN ('deceased', 'do_not_contact')
AND (SELECT state FROM consent WHERE customer_id = c.id AND channel = 'email' ORDER BY id DESC LIMIT 1) = 'given'
ORDER BY c.id
"""


@pytest.fixture
def copy(bench: Bench, tmp_path: Path) -> Iterator[tuple[Store, Any]]:
    """The notebook of a size, to be written to."""
    path = tmp_path / "copy.relnotebook"
    bench.raw.execute("VACUUM INTO ?", (str(path),))
    store = notebooks.opened(path)
    raw = store.raw_connection()
    raw.execute(
        "CREATE TEMP TABLE line (id INTEGER PRIMARY KEY, export INTEGER, who INTEGER, version INTEGER, crc INTEGER)"
    )
    yield store, raw
    raw.close()
    store.close()


def exported(store: Store, form: str, file: Path) -> int:
    """Decide and write; how many are in the file."""
    with store.read() as s:
        leaving = outgoing.plan(s, form)
    for _step in outgoing.save(store, leaving, file):
        pass
    return len(leaving.inside)


def raw_export(raw: Any, file: Path) -> int:
    """The same rows without any care."""
    rows = raw.execute(FLOOR).fetchall()
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    raw.executemany("INSERT INTO line (export, who, version, crc) VALUES (1, ?, 1, 1)", [(row[-1],) for row in rows])
    raw.commit()
    return len(rows)


@pytest.mark.parametrize("form", HELD)
def test_an_export(bench: Bench, table: Table, copy: tuple[Store, Any], tmp_path: Path, form: str) -> None:
    store, raw = copy
    product, floor = [], []
    for n in range(ROUNDS):
        start = time.process_time()
        people = exported(store, form, tmp_path / f"{n}.csv")
        product.append(time.process_time() - start)
        start = time.process_time()
        assert raw_export(raw, tmp_path / f"raw{n}.csv") == people
        floor.append(time.process_time() - start)
    what = f"export of {people:,} people, {form}, cpu"
    ratio = table.add(what, bench.size, min(product) * 1000, min(floor) * 1000, GOAL)
    assert ratio < HELD[form]
