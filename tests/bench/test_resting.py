"""The counter at rest: who is usually in about now, out of all visits."""

from __future__ import annotations

from relnotebook.notebook import customers

from .conftest import Bench, Table, share, timed

CAP = {"10k": 10.0, "100k": 10.0, "1M": 20.0}


def test_the_counter_at_rest_knows_at_once_who_may_come(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        found = timed([lambda: customers.at_rest(s)], 40)
    table.note("counter at rest, p50", bench.size, f"{share(found, 0.5):.2f} ms", f"< {CAP[bench.size]:g} ms")
    assert share(found, 0.5) < CAP[bench.size]
