"""Logging the usual, fsync and all, against a raw insert of such a visit and a commit."""

from __future__ import annotations

import time
from datetime import timedelta

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import usual

from .conftest import Bench, Table, share

MANY = 300


def test_logging_the_usual_is_as_quick_as_the_disk(bench: Bench, table: Table) -> None:
    """In turn, since what a disk takes for a commit changes from one second to the next."""
    with bench.store.read() as s:
        found = s.raw("SELECT DISTINCT customer_id FROM usual ORDER BY customer_id LIMIT ?", (2 * MANY,))
    regulars = [CustomerId(row[0]) for row in found]
    at, offset = clock.stamp(clock.now() - timedelta(days=1))
    run = bench.raw.execute
    made: list[int] = []

    def raw(customer: int) -> None:
        run("BEGIN IMMEDIATE")
        visit = run(
            "INSERT INTO visit (customer_id, at, utc_offset, source, version, crc) VALUES (?, ?, ?, 'counter', 0, 0)",
            (customer, at, offset),
        ).lastrowid
        run("INSERT INTO visit_item (visit_id, item_id, version, crc) VALUES (?, 1, 0, 0)", (visit,))
        run("COMMIT")
        made.append(visit)

    product, floor = [], []
    for mine, other in zip(regulars[:MANY], regulars[MANY:], strict=True):
        start = time.perf_counter()
        raw(other)
        middle = time.perf_counter()
        bench.store.do(usual.log, mine, again=True)
        product.append((time.perf_counter() - middle) * 1000)
        floor.append((middle - start) * 1000)
    run("BEGIN IMMEDIATE")
    for name, of in (("visit_item", "visit_id"), ("visit", "id")):
        bench.raw.executemany(f"DELETE FROM {name} WHERE {of} = ?", [(visit,) for visit in made])
    run("COMMIT")
    for _ in range(MANY):
        bench.store.undo()
    ratio = table.add("log the usual, p50", bench.size, share(sorted(product), 0.5), share(sorted(floor), 0.5), 5)
    table.note("log the usual, p99", bench.size, f"{share(sorted(product), 0.99):.2f} ms", "50 ms")
    assert ratio <= 5
