"""The Customers page: its order against raw SQL, and what the window's thread has to do for a page of rows."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.listing import Listing, as_ids
from relnotebook.notebook import browsing
from relnotebook.notebook.browsing import View
from relnotebook.ui.customers import reads
from relnotebook.ui.customers.reads import Wanted
from relnotebook.ui.customers.table import Customers, CustomerTable
from relnotebook.widgets.theme import Theme

from . import notebooks
from .conftest import CHOSEN, Bench, Table, notebook_of, quickest, share, timed

RATIO = 2.0
CAP = {"10k": 60.0, "100k": 400.0, "1M": 4000.0}  # ms of the reader lane, for an order: what 400 ms take is announced
LINES_CAP = 16.0  # ms, for the rows of a window
PAINT_CAP = 16.0
ROUNDS = 7
PAGES = 60

_LIST = "SELECT group_concat(id) FROM (SELECT {id} AS id FROM {tables} ORDER BY {by})"
RAW = {
    "name": _LIST.format(id="customer_id", tables="find_doc", by="names"),
    "last": _LIST.format(
        id="c.id",
        tables="customer c LEFT JOIN customer_stat t ON t.customer_id = c.id WHERE c.binned_at IS NULL",
        by="t.last_at DESC, c.id",
    ),
    "closeness": _LIST.format(
        id="c.id",
        tables="customer c LEFT JOIN closeness k ON k.customer_id = c.id WHERE c.binned_at IS NULL",
        by="k.score DESC, c.id",
    ),
}


@pytest.mark.parametrize("sort", RAW)
def test_an_order_of_everybody(bench: Bench, table: Table, sort: str) -> None:
    view = View(sort=sort, descending=sort != "name")
    with bench.store.read() as s:
        product = timed([lambda: browsing.order(s, view)], ROUNDS)
        floor = timed([lambda: bench.raw.execute(RAW[sort]).fetchone()], ROUNDS)
        assert len(as_ids(browsing.order(s, view))) == len(as_ids(bench.raw.execute(RAW[sort]).fetchone()[0]))
    table.add(f"customers, order by {sort}, p50", bench.size, share(product, 0.5), share(floor, 0.5), RATIO)
    assert product[0] <= RATIO * floor[0]
    assert product[0] <= CAP[bench.size]


def test_filters_and_words(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        for what, view in (("regulars", View(browsing.REGULARS)), ("flat white", View(text="flat white"))):
            found = timed([lambda view=view: browsing.order(s, view)], ROUNDS)
            table.note(f"customers, {what}, p50", bench.size, f"{share(found, 0.5):.1f} ms", f"{CAP[bench.size]:g} ms")
            assert found[0] <= CAP[bench.size]
        counted = timed([lambda: browsing.counts(s)], 3)
        table.note("customers, counts of the filters, p50", bench.size, f"{share(counted, 0.5):.1f} ms", "")


def test_the_lines_of_a_window(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        ids = as_ids(browsing.order(s, View()))
        parts = [tuple(ids[at : at + 64]) for at in range(0, len(ids) - 64, max(len(ids) // 40, 1))]
        found = quickest([lambda part=part: browsing.lines(s, part) for part in parts], 5)
    table.note("customers, 64 rows, p99", bench.size, f"{share(found, 0.99):.2f} ms", f"{LINES_CAP:g} ms")
    assert share(found, 0.99) <= LINES_CAP


@pytest.fixture(params=[size for size in CHOSEN if size != "1M"] or ["10k"])
def bridge(request: pytest.FixtureRequest, theme: Theme) -> Iterator[tuple[str, Bridge]]:
    open_bridge = Bridge(notebooks.opened(notebook_of(request.config, request.param)))
    yield request.param, open_bridge
    open_bridge.close()


def is_read(view: CustomerTable) -> bool:
    """Whether the rows that are seen have been read."""
    model, last = view.model(), view.rowAt(view.viewport().height() - 1)
    return all(model.data(model.index(row, 0), Listing.LINE) is not None for row in (view.rowAt(0), last))


def test_the_table_paints_and_turns_its_pages(bridge: tuple[str, Bridge], qtbot: QtBot, table: Table) -> None:
    size, open_bridge = bridge
    view = CustomerTable()
    qtbot.addWidget(view)
    view.resize(1036, 640)
    listing = Customers(open_bridge, reads.lines, view.spoken)
    view.show_list(listing)
    view.show()
    paints = []
    for sort in ("name", "last", "closeness"):
        with qtbot.waitSignal(listing.arranged, timeout=60_000):
            listing.arrange(reads.order, Wanted(sort=sort))
        start = time.thread_time()
        view.to_the_top()
        view.grab()
        first = time.thread_time() - start
        qtbot.waitUntil(lambda: is_read(view), timeout=60_000)
        start = time.thread_time()
        view.grab()
        paints.append((first + time.thread_time() - start) * 1000)
    table.note("customers, another order painted, cpu of the window", size, f"{max(paints):.1f} ms", "100 ms")
    assert max(paints) <= 100
    pages = sorted(turned(view, qtbot) for _page in range(PAGES))
    told = f"{share(pages, 0.5):.1f} ms, p99 {share(pages, 0.99):.1f} ms"
    table.note("customers, page down and paint, p50, cpu", size, told, f"{PAINT_CAP:g} ms")
    assert share(pages, 0.5) <= PAINT_CAP


def turned(view: CustomerTable, qtbot: QtBot) -> float:
    """One page down: milliseconds of work of the window's thread, for the first paint and the one with lines."""
    start = time.thread_time()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    view.grab()
    first = time.thread_time() - start
    qtbot.waitUntil(lambda: is_read(view), timeout=60_000)
    start = time.thread_time()
    view.grab()
    return (first + time.thread_time() - start) * 1000
