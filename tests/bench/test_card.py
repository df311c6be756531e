"""The card: one with 10,000 visits must not cost more than others, and little more than its SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relnotebook.base.terms import CustomerId
from relnotebook.notebook import customers, timeline
from relnotebook.store.transaction import Session

from .conftest import Bench, Table, share, timed


def recorded(s: Session, question: Callable[[Session], object]) -> list[tuple[str, tuple[Any, ...]]]:
    """The hand-written SQL a read runs."""
    found: list[tuple[str, tuple[Any, ...]]] = []
    plain = s.raw

    def listen(sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        found.append((sql, tuple(params)))
        return plain(sql, params)

    s.raw = listen  # type: ignore[method-assign]
    try:
        question(s)
    finally:
        s.raw = plain  # type: ignore[method-assign]
    return found


def test_a_card_with_ten_thousand_visits_opens_like_any_other(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        light = s.raw("SELECT customer_id FROM customer_stat WHERE visits BETWEEN 15 AND 60 LIMIT 1")[0][0]
        times, run = {}, bench.raw.execute
        for name, customer in (("heavy", CustomerId(1)), ("light", CustomerId(light))):

            def whole(s: Session, customer: CustomerId = customer) -> None:
                customers.card(s, customer)
                timeline.page(s, customer)

            statements = recorded(s, whole)
            product = timed([lambda w=whole: w(s)], 200)
            floor = timed([lambda f=statements: [run(sql, p).fetchall() for sql, p in f]], 200)
            times[name] = (share(product, 0.5), share(floor, 0.5))
    ratio = table.add("card with 10,000 visits, p50", bench.size, *times["heavy"], 2.5)
    growth = table.add("card, 10,000 visits against few, p50", bench.size, times["heavy"][0], times["light"][0], 2)
    assert ratio <= 2.5
    assert growth <= 2
