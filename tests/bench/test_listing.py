"""A list of everybody: a million rows must open like ten thousand, and page like any other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.listing import Listing
from relnotebook.notebook import customers
from relnotebook.store.transaction import Session
from relnotebook.widgets.rows import ROW, RowDelegate
from relnotebook.widgets.theme import Theme
from relnotebook.widgets.values import Row

from . import notebooks
from .conftest import CHOSEN, Table, notebook_of, share

ROUNDS = 12
PAGES = 100
PAGE_CAP = 16.0
ROW_HEIGHT = 56

Index = QModelIndex | QPersistentModelIndex


def by_rank(s: Session) -> str:
    """Everybody, the likeliest first, as one string of numbers."""
    found: str = s.raw("SELECT group_concat(customer_id) FROM (SELECT customer_id FROM find_doc ORDER BY rank)")[0][0]
    return found


class People(Listing):
    """Lines as the rows that the program's lists paint."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != ROW:
            return super().data(index, role)
        line = super().data(index, self.LINE)
        return line and Row(line.id, line.name, line=line.usual, initials=line.name[:1])


class Shown(QTableView):
    """The list as a page would show it: one column, rows of one height, which is what makes it scale."""

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setModel(listing)
        self.setSelectionModel(listing.selection)
        self.setItemDelegate(RowDelegate(self))
        self.resize(900, 720)

    def is_read(self) -> bool:
        """Whether the lines that are seen have been read."""
        model, last = self.model(), self.rowAt(self.viewport().height() - 1)
        return all(model.data(model.index(row, 0), Listing.LINE) is not None for row in (self.rowAt(0), last))


def turned(view: Shown, qtbot: QtBot) -> float:
    """One page down: milliseconds of work of the window's thread, for the first paint and the one with lines.

    Processor time of that thread: the lines are read between the two, when it is free.
    """
    start = time.thread_time()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    view.grab()
    first = time.thread_time() - start
    qtbot.waitUntil(view.is_read, timeout=60_000)
    start = time.thread_time()
    view.grab()
    return (first + time.thread_time() - start) * 1000


@pytest.fixture(params=["10k", "1M"] if "1M" in CHOSEN else ["10k"])
def bridge(request: pytest.FixtureRequest, theme: Theme) -> Iterator[tuple[str, Bridge]]:
    store = notebooks.opened(notebook_of(request.config, request.param))
    bridge = Bridge(store)
    yield request.param, bridge
    bridge.close()


_first: dict[str, float] = {}  # first paint by size, for the one that is compared with it


def test_everybody_in_one_list(bridge: tuple[str, Bridge], qtbot: QtBot, table: Table) -> None:
    size, open_bridge = bridge
    paints: list[float] = []
    pages: list[float] = []
    for number in range(ROUNDS):
        listing = People(open_bridge, customers.lines, text=lambda line: line.name)
        with qtbot.waitSignal(listing.arranged, timeout=60_000):
            listing.arrange(by_rank)
        start = time.thread_time()
        view = Shown(listing)
        qtbot.addWidget(view)
        view.show()
        view.grab()
        first = time.thread_time() - start
        qtbot.waitUntil(lambda v=view: v.is_read(), timeout=60_000)
        start = time.thread_time()
        view.grab()
        paints.append((first + time.thread_time() - start) * 1000)
        if number == 0:
            pages = [turned(view, qtbot) for _ in range(PAGES)]
        view.close()
    _first[size] = min(paints)
    page = share(sorted(pages), 0.99)
    table.note("list, page down and paint, p99, cpu", size, f"{page:.2f} ms", f"{PAGE_CAP:g} ms")
    if size == "10k":
        table.note("list, first paint, cpu", size, f"{_first[size]:.2f} ms", "")
    elif "10k" in _first:
        ratio = table.add("list, first paint against 10k, cpu", size, _first[size], _first["10k"], 1.2)
        assert ratio <= 1.2
    assert page <= PAGE_CAP
