"""Logging the usual, fsync and all, against raw SQL: a visit, two lines, the customer's count, and a commit."""

from __future__ import annotations

from datetime import timedelta

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import usual

from .conftest import Bench, Table, share, timed

MANY = 300
BLOCK = 50


def test_logging_the_usual_is_as_quick_as_the_disk(bench: Bench, table: Table) -> None:
    """In turn, since what a disk takes for a commit changes from one second to the next; in blocks, since after a
    write of another connection each has to read its pages again. Once in two weeks a log also moves the customer up
    in the search index, which is told beside it."""
    with bench.store.read() as s:
        found = s.raw("SELECT DISTINCT customer_id FROM usual ORDER BY customer_id LIMIT ?", (2 * MANY,))
    regulars = [CustomerId(row[0]) for row in found]
    at, offset = clock.stamp(clock.now() - timedelta(days=1))
    run = bench.raw.execute
    made: list[int] = []
    stats = [
        run("SELECT visits, last_at, customer_id FROM customer_stat WHERE customer_id = ?", (who,)).fetchone()
        for who in regulars[MANY:]
    ]

    def raw(customer: int) -> None:
        run("BEGIN IMMEDIATE")
        visit = run(
            "INSERT INTO visit (customer_id, at, utc_offset, source, version, crc) VALUES (?, ?, ?, 'counter', 0, 0)",
            (customer, at, offset),
        ).lastrowid
        for item in (1, 2):
            run("INSERT INTO visit_item (visit_id, item_id, version, crc) VALUES (?, ?, 0, 0)", (visit, item))
        run("UPDATE customer_stat SET visits = visits + 1, last_at = ? WHERE customer_id = ?", (at, customer))
        run("COMMIT")
        made.append(visit)

    first_in_a_while: list[float] = []
    product: list[float] = []
    floor: list[float] = []
    for first in range(0, MANY, BLOCK):
        chosen = range(first, first + BLOCK)
        floor += timed([lambda n=n: raw(regulars[MANY + n]) for n in chosen])
        first_in_a_while += timed([lambda n=n: bench.store.do(usual.log, regulars[n], again=True) for n in chosen])
        product += timed([lambda n=n: bench.store.do(usual.log, regulars[n], again=True) for n in chosen])
    run("BEGIN IMMEDIATE")
    bench.raw.executemany("UPDATE customer_stat SET visits = ?, last_at = ? WHERE customer_id = ?", stats)
    for name, of in (("visit_item", "visit_id"), ("visit", "id")):
        bench.raw.executemany(f"DELETE FROM {name} WHERE {of} = ?", [(visit,) for visit in made])
    run("COMMIT")
    for _ in range(2 * MANY):
        bench.store.undo()
    while_ = share(sorted(first_in_a_while), 0.5) / share(sorted(floor), 0.5)
    table.note("log the usual, first time in two weeks, p50 ratio", bench.size, f"{while_:.2f}", "")
    ratio = table.add("log the usual, p50", bench.size, share(sorted(product), 0.5), share(sorted(floor), 0.5), 5)
    table.note("log the usual, p99", bench.size, f"{share(sorted(product), 0.99):.2f} ms", "50 ms")
    assert ratio <= 5
