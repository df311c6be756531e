"""Logging the usual, fsync and all, against a raw insert of the same visit and a commit."""

from __future__ import annotations

from datetime import timedelta

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import usual

from .conftest import Bench, Table, share, timed

MANY = 300


def test_logging_the_usual_is_as_quick_as_the_disk(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        found = s.raw("SELECT customer_id FROM usual ORDER BY customer_id LIMIT ?", (MANY,))
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

    floor = timed([lambda c=c: raw(c) for c in regulars])
    run("BEGIN IMMEDIATE")
    run(f"DELETE FROM visit_item WHERE visit_id >= {made[0]}")
    run(f"DELETE FROM visit WHERE id >= {made[0]}")
    run("COMMIT")
    product = timed([lambda c=c: bench.store.do(usual.log, c, again=True) for c in regulars])
    for _ in regulars:
        bench.store.undo()
    ratio = table.add("log the usual, p50", bench.size, share(product, 0.5), share(floor, 0.5), 5)
    table.note("log the usual, p99", bench.size, f"{share(product, 0.99):.2f} ms", "50 ms")
    assert ratio <= 5
