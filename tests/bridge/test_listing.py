"""Listing: a long list read only where it is looked at; order, lines and selection hold through every change."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import StoreTrouble
from relnotebook.base.terms import Act, CustomerId
from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.listing import CHUNK, KEPT, WINDOW, Listing, as_ids, rows_of
from relnotebook.store import schema
from relnotebook.store.write import Session, Store

from ..hands import at_rest
from .conftest import Gate, Heard, Regular, add, by_name, endless, log_visit, regulars, remove, rename

MANY = 1_000_000
SELECT = QItemSelectionModel.SelectionFlag.Select


class Reader:
    """The read that gives the lines; notes what it was asked for and where."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []
        self.threads: set[int] = set()

    def __call__(self, s: Session, ids: tuple[CustomerId, ...]) -> list[Regular]:
        self.asked.append(tuple(ids))
        self.threads.add(threading.get_ident())
        return regulars(s, ids)

    def invented(self, s: Session, ids: tuple[int, ...]) -> list[Regular]:
        """Lines of a shop too large to be written down."""
        self.asked.append(ids)
        return [Regular(CustomerId(i), f"Customer {i}", 0) for i in ids]


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def crowd(store: Store, ngozi: CustomerId) -> None:
    """Three hundred regulars beside Ngozi, who stands somewhere in the middle by name."""
    with store.write(Act.IMPORT_CONTACTS) as w:
        w.add_many(schema.customer, ("name", "added_at"), [(f"{'AZ'[n % 2]}oi {n:03}", w.at) for n in range(300)])


@pytest.fixture
def unwatched(crowd: None, bridge: Bridge, reader: Reader) -> Iterator[Listing]:
    """A list that nobody looks at but the test."""
    listing = Listing(bridge, reader, text=lambda line: line.name)
    yield listing
    listing.deleteLater()


@pytest.fixture
def listing(unwatched: Listing) -> Listing:
    """A list under Qt's own model tester, which looks at every row after every change and aborts at a false one."""
    QAbstractItemModelTester(unwatched, QAbstractItemModelTester.FailureReportingMode.Fatal, unwatched)
    return unwatched


def arranged(listing: Listing, qtbot: QtBot, order: Callable[..., Any] = by_name) -> None:
    with qtbot.waitSignal(listing.arranged):
        listing.arrange(order)


def name(listing: Listing, row: int) -> str:
    return str(listing.index(row, 0).data())


def seen(listing: Listing, qtbot: QtBot, row: int) -> str:
    """The words of a row once they are there."""
    qtbot.waitUntil(lambda: name(listing, row) != "")
    return name(listing, row)


def row_of(listing: Listing, customer: int) -> int:
    return next(r for r in range(listing.rowCount()) if listing.index(r, 0).data(Listing.ID) == customer)


def act(bridge: Bridge, qtbot: QtBot, *args: Any) -> None:
    bridge.write(*args)
    qtbot.waitUntil(lambda: bridge.pending == 0)


# Looking


def test_everybody_is_listed_in_order_and_only_who_is_looked_at_is_read(
    unwatched: Listing, reader: Reader, qtbot: QtBot
) -> None:
    arranged(unwatched, qtbot)
    assert unwatched.rowCount() == 301
    assert unwatched.columnCount() == 1
    assert seen(unwatched, qtbot, 0) == "Aoi 000"
    assert sum(len(ids) for ids in reader.asked) <= 3 * WINDOW  # a window and its neighbours, whoever else looked


def test_lines_are_read_in_a_lane(unwatched: Listing, reader: Reader, qtbot: QtBot) -> None:
    arranged(unwatched, qtbot)
    seen(unwatched, qtbot, 0)
    assert threading.get_ident() not in reader.threads


def test_a_row_not_read_yet_is_empty_and_then_told(
    unwatched: Listing, bridge: Bridge, gate: Gate, qtbot: QtBot
) -> None:
    arranged(unwatched, qtbot)
    row = 250
    for _ in range(2):
        bridge.read(lambda s: gate.pass_through())
    gate.reached()
    assert name(unwatched, row) == ""
    assert unwatched.index(row, 0).data(Listing.LINE) is None
    told: list[range] = []
    unwatched.dataChanged.connect(lambda a, b: told.append(range(a.row(), b.row() + 1)))
    gate.open()
    qtbot.waitUntil(lambda: any(row in rows for rows in told))
    line = unwatched.index(row, 0).data(Listing.LINE)
    assert isinstance(line, Regular)
    assert line.name == name(unwatched, row) == unwatched.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_paging_on_finds_the_next_window_there(unwatched: Listing, reader: Reader, qtbot: QtBot) -> None:
    arranged(unwatched, qtbot)
    seen(unwatched, qtbot, WINDOW)
    asked = len(reader.asked)
    assert name(unwatched, 2 * WINDOW) != ""
    assert name(unwatched, 0) != ""
    assert len(reader.asked) == asked


def test_a_paint_is_one_read(unwatched: Listing, reader: Reader, qtbot: QtBot) -> None:
    arranged(unwatched, qtbot)
    seen(unwatched, qtbot, 0)
    qtbot.waitUntil(at_rest(unwatched._bridge))
    reader.asked.clear()
    for row in range(200, 240):
        name(unwatched, row)
    seen(unwatched, qtbot, 239)
    assert len(reader.asked) == 1


def test_a_drag_over_the_whole_list_reads_where_it_ends(
    unwatched: Listing, reader: Reader, bridge: Bridge, gate: Gate, qtbot: QtBot
) -> None:
    unwatched._read_lines = reader.invented
    arranged(unwatched, qtbot, lambda s: range(1, 100_001))
    for _ in range(2):
        bridge.read(lambda s: gate.pass_through())
    gate.reached()
    for row in range(0, 100_000, 50):
        name(unwatched, row)
    gate.open()
    seen(unwatched, qtbot, 99_950)
    assert sum(len(ids) for ids in reader.asked) < 30 * WINDOW


def test_memory_does_not_grow_with_the_way_travelled(unwatched: Listing, reader: Reader, qtbot: QtBot) -> None:
    unwatched._read_lines = reader.invented
    arranged(unwatched, qtbot, lambda s: range(1, 100_001))
    for row in range(0, 20_000, WINDOW):
        seen(unwatched, qtbot, row)
    assert len(unwatched._lines) <= KEPT
    assert seen(unwatched, qtbot, 0) == "Customer 1"


def test_a_list_of_nobody_is_empty(listing: Listing, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    arranged(listing, qtbot, lambda s: ())
    assert listing.rowCount() == 0
    assert listing.current() is None


def test_trouble_with_the_order_reaches_the_window(listing: Listing, bridge: Bridge, qtbot: QtBot) -> None:
    def damaged(s: Session) -> Any:
        raise StoreTrouble("damaged")

    with qtbot.waitSignal(bridge.failed) as failed:
        listing.arrange(damaged)
    assert failed.args[0].code == "damaged"


def test_trouble_with_the_lines_is_told_and_passes(
    listing: Listing, bridge: Bridge, reader: Reader, qtbot: QtBot
) -> None:
    arranged(listing, qtbot)

    def damaged(s: Session, ids: tuple[Any, ...]) -> Any:
        raise StoreTrouble("locked")

    listing._read_lines = damaged
    with qtbot.waitSignal(bridge.failed) as failed:
        name(listing, 0)
    assert failed.args[0].code == "locked"
    listing._read_lines = reader
    assert seen(listing, qtbot, 0) == "Aoi 000"


# Changes


def test_a_visit_renews_the_line_of_who_came_and_of_nobody_else(
    unwatched: Listing, bridge: Bridge, reader: Reader, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(unwatched, qtbot)
    row = row_of(unwatched, ngozi)
    seen(unwatched, qtbot, row)
    reader.asked.clear()
    act(bridge, qtbot, log_visit, ngozi)
    with qtbot.waitSignal(unwatched.dataChanged) as changed:
        unwatched.refresh({ngozi})
    assert changed.args[0].row() == changed.args[1].row() == row
    assert unwatched.index(row, 0).data(Listing.LINE).visits == 1
    assert reader.asked == [(ngozi,)]


def test_a_line_that_stayed_the_same_is_not_painted_again(
    unwatched: Listing, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(unwatched, qtbot)
    seen(unwatched, qtbot, row_of(unwatched, ngozi))
    painted = Heard()
    unwatched.dataChanged.connect(painted)
    unwatched.refresh({ngozi})
    qtbot.waitUntil(lambda: not unwatched._reading and not unwatched._soon.isActive())
    assert painted.said == []


def test_who_was_never_looked_at_is_not_read(unwatched: Listing, reader: Reader, qtbot: QtBot) -> None:
    arranged(unwatched, qtbot)
    seen(unwatched, qtbot, 0)
    reader.asked.clear()
    far = unwatched.index(300, 0).data(Listing.ID)
    unwatched.refresh({far})
    qtbot.waitUntil(lambda: not unwatched._soon.isActive())
    assert reader.asked == []


def test_after_an_import_all_lines_in_memory_are_read_again(
    listing: Listing, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(listing, qtbot)
    row = row_of(listing, ngozi)
    seen(listing, qtbot, row)
    act(bridge, qtbot, log_visit, ngozi)
    with qtbot.waitSignal(listing.dataChanged):
        listing.refresh()
    assert listing.index(row, 0).data(Listing.LINE).visits == 1


def test_a_change_while_lines_are_read_is_not_lost(
    unwatched: Listing, bridge: Bridge, gate: Gate, ngozi: CustomerId, qtbot: QtBot
) -> None:
    """The window is read just before the commit; the line that comes home is old, and must not stay."""
    arranged(unwatched, qtbot)
    row = row_of(unwatched, ngozi)
    first = True

    def slow(s: Session, ids: tuple[Any, ...]) -> list[Regular]:
        nonlocal first
        found = regulars(s, ids)
        if first:
            first = False
            gate.pass_through()
        return found

    qtbot.waitUntil(lambda: not unwatched._reading and not unwatched._soon.isActive())
    unwatched._lines.clear()
    unwatched._read_lines = slow
    name(unwatched, row)
    qtbot.waitUntil(gate._reached.is_set)
    act(bridge, qtbot, log_visit, ngozi)
    unwatched.refresh({ngozi})
    gate.open()
    qtbot.waitUntil(lambda: getattr(unwatched.index(row, 0).data(Listing.LINE), "visits", 0) == 1)


def test_a_card_that_is_gone_leaves_an_empty_row_until_the_order_is_read_again(
    unwatched: Listing, bridge: Bridge, reader: Reader, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(unwatched, qtbot)
    row = row_of(unwatched, ngozi)
    seen(unwatched, qtbot, row)
    act(bridge, qtbot, remove, ngozi)
    with qtbot.waitSignal(unwatched.dataChanged):
        unwatched.refresh({ngozi})
    asked = len(reader.asked)
    assert name(unwatched, row) == ""
    assert not unwatched._soon.isActive()
    assert len(reader.asked) == asked  # not asked for again and again
    with qtbot.waitSignal(unwatched.rowsRemoved):
        unwatched.renew()
    assert unwatched.rowCount() == 300


# The order


def select(listing: Listing, *rows: int) -> None:
    for row in rows:
        listing.selection.select(listing.index(row, 0), SELECT)
    listing.selection.setCurrentIndex(listing.index(rows[-1], 0), QItemSelectionModel.SelectionFlag.NoUpdate)


def test_a_newcomer_slides_in_and_nobody_loses_their_place(
    listing: Listing, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(listing, qtbot)
    select(listing, row_of(listing, ngozi))
    act(bridge, qtbot, add, "Aaron")
    with qtbot.assertNotEmitted(listing.modelReset), qtbot.waitSignal(listing.rowsInserted) as came:
        listing.renew()
    assert came.args[1:] == [0, 0]
    assert seen(listing, qtbot, 0) == "Aaron"
    assert listing.current() == ngozi
    assert list(listing.chosen()) == [ngozi]


def test_an_order_that_stayed_the_same_moves_nothing(listing: Listing, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    moved = Heard()
    for signal in (listing.modelReset, listing.rowsInserted, listing.rowsRemoved, listing.layoutChanged):
        signal.connect(moved)
    with qtbot.waitSignal(listing.arranged):
        listing.renew()
    assert moved.said == []


def test_the_chosen_stay_chosen_in_another_order(listing: Listing, ngozi: CustomerId, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    select(listing, 0, 1, 299, row_of(listing, ngozi))
    before = set(listing.chosen())
    arranged(listing, qtbot, lambda s: by_name(s)[::-1])
    assert set(listing.chosen()) == before
    assert listing.current() == ngozi
    assert listing.selection.isRowSelected(300)


def test_somebody_renamed_stays_chosen(listing: Listing, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    select(listing, row_of(listing, ngozi))
    act(bridge, qtbot, rename, ngozi, "Zzz")
    with qtbot.waitSignal(listing.arranged):
        listing.renew()
    assert listing.current() == ngozi
    assert listing.selection.currentIndex().row() == 300


def test_who_left_the_list_is_not_chosen_any_more(listing: Listing, ngozi: CustomerId, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    select(listing, 3, row_of(listing, ngozi))
    third = listing.index(3, 0).data(Listing.ID)
    arranged(listing, qtbot, lambda s: [i for i in by_name(s)[::-1] if i != ngozi])
    assert list(listing.chosen()) == [third]
    assert listing.current() is None


def test_everybody_chosen_is_everybody_in_the_new_order(listing: Listing, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    everybody = QItemSelection(listing.index(0, 0), listing.index(300, 0))
    listing.selection.select(everybody, SELECT)
    arranged(listing, qtbot, lambda s: by_name(s)[::-1])
    assert len(listing.chosen()) == 301


def test_who_is_chosen_while_the_order_is_read_stays_chosen(
    listing: Listing, gate: Gate, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(listing, qtbot)

    def backwards(s: Session) -> Any:
        gate.pass_through()
        return by_name(s)[::-1]

    listing.arrange(backwards)
    gate.reached()
    select(listing, row_of(listing, ngozi))
    with qtbot.waitSignal(listing.arranged):
        gate.open()
    assert listing.current() == ngozi


def test_the_newest_order_wins(listing: Listing, gate: Gate, qtbot: QtBot) -> None:
    def slow(s: Session) -> Any:
        gate.pass_through()
        return ()

    listing.arrange(slow)
    gate.reached()
    arranged(listing, qtbot)
    gate.open()
    arranged(listing, qtbot)
    assert listing.rowCount() == 301


def test_orders_that_are_overtaken_are_cut_off(listing: Listing, qtbot: QtBot) -> None:
    for _ in range(3):  # more than there are readers
        listing.arrange(lambda s: [endless(s)])
    arranged(listing, qtbot)
    assert listing.rowCount() == 301


def test_no_wrong_row_is_painted_after_a_newcomer(
    unwatched: Listing, bridge: Bridge, ngozi: CustomerId, qtbot: QtBot
) -> None:
    arranged(unwatched, qtbot)
    seen(unwatched, qtbot, row_of(unwatched, ngozi))
    act(bridge, qtbot, add, "Aaron")
    act(bridge, qtbot, log_visit, ngozi)
    with qtbot.waitSignal(unwatched.arranged):
        unwatched.renew()
    painted = Heard()
    unwatched.dataChanged.connect(painted)
    unwatched.refresh({ngozi})
    qtbot.waitUntil(lambda: not unwatched._reading and not unwatched._soon.isActive())
    assert painted.said == []
    assert unwatched.index(row_of(unwatched, ngozi), 0).data(Listing.LINE).visits == 1


def test_somebody_found_elsewhere_is_chosen_here(listing: Listing, ngozi: CustomerId, qtbot: QtBot) -> None:
    arranged(listing, qtbot)
    with qtbot.waitSignal(listing.selection.currentChanged):
        listing.choose(ngozi)
    assert list(listing.chosen()) == [ngozi]


# A million


def test_a_million_customers_are_one_string_and_a_few_lines(unwatched: Listing, reader: Reader, qtbot: QtBot) -> None:
    unwatched._read_lines = reader.invented
    arranged(unwatched, qtbot, lambda s: ",".join(map(str, range(1, MANY + 1))))
    assert unwatched.rowCount() == MANY
    assert seen(unwatched, qtbot, 0) == "Customer 1"
    assert seen(unwatched, qtbot, MANY - 1) == f"Customer {MANY}"
    assert sum(len(ids) for ids in reader.asked) < 20 * WINDOW
    with qtbot.waitSignal(unwatched.selection.currentChanged):
        unwatched.choose(700_000)
    arranged(unwatched, qtbot, lambda s: range(MANY, 0, -1))
    assert unwatched.current() == 700_000
    assert unwatched.selection.currentIndex().row() == MANY - 700_000


# Pure


@pytest.mark.parametrize("count", [0, 1, 2, CHUNK, 3 * CHUNK + 1])
def test_ids_come_as_a_string_or_one_by_one(count: int) -> None:
    ids = array("q", range(5, 5 + count))
    assert as_ids(",".join(map(str, ids))) == ids
    assert as_ids(tuple(ids)) == ids
    assert as_ids(ids) is ids


def test_rows_are_found_in_every_chunk() -> None:
    ids = array("q", range(3 * CHUNK))
    assert rows_of(ids, {0, CHUNK - 1, CHUNK, 3 * CHUNK - 1, 99 * CHUNK}) == [0, CHUNK - 1, CHUNK, 3 * CHUNK - 1]


def test_a_customer_is_found_in_the_order(unwatched: Listing, qtbot: QtBot, ngozi: CustomerId) -> None:
    arranged(unwatched, qtbot)
    assert unwatched.index(unwatched.row_of(ngozi), 0).data(Listing.ID) == ngozi
    assert unwatched.row_of(999_999) == -1


def test_a_list_shrinks_to_its_beginning_and_grows_at_its_end(listing: Listing, qtbot: QtBot) -> None:
    spans: list[tuple[str, int, int]] = []
    listing.rowsRemoved.connect(lambda _parent, first, last: spans.append(("gone", first, last)))
    listing.rowsInserted.connect(lambda _parent, first, last: spans.append(("come", first, last)))
    for count in (200, 8, 30):
        arranged(listing, qtbot, lambda _s, count=count: tuple(range(1, count + 1)))
    assert spans == [("come", 0, 199), ("gone", 8, 199), ("come", 8, 29)]
