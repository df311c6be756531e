"""Listing: the one item model for long lists. Ids in order, windows of lines read as they are seen, selection kept.

A list of a million customers is one array of numbers; only what is near the eye is ever read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from relnotebook.base.problems import Problem
from relnotebook.bridge.bridge import Bridge

if TYPE_CHECKING:
    from relnotebook.store.write import Session

P = ParamSpec("P")

WINDOW = 64  # rows read together
WINDOWS = 6  # windows read at once, at most: what a tall screen shows, and one on either side
KEPT = 4096  # lines kept in memory
CHUNK = 8192  # ids looked through in one go: well under a millisecond, so the window's thread gets its turn

Span = tuple[int, int]
"""First and last row, both included."""


class Line(Protocol):
    """What a row shows: any frozen view that knows whose it is."""

    @property
    def id(self) -> int: ...


class Listing(QAbstractTableModel):
    """A table model of one column whose rows are read when they are seen.

    Views take `selection` as their selection model: it is kept by identity when the order changes.

    Signals:
        arranged: the order asked for is in place.

    Args:
        lines: a read that gives the lines of some ids, in any order; those that are gone are left out.
        text: the words of a line, for readers that do not see it painted.
    """

    arranged = Signal()

    LINE = Qt.ItemDataRole.UserRole + 1  # the line, or None while it is being read
    ID = Qt.ItemDataRole.UserRole + 2

    def __init__(
        self,
        bridge: Bridge,
        lines: Callable[[Session, tuple[Any, ...]], Sequence[Line]],
        *,
        text: Callable[[Any], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._read_lines = lines
        self._text = text
        self._order: Callable[[Session], Sequence[int] | str] = lambda _: ()
        self._ids = array("q")  # never changed in place: a lane may be looking at it
        self._lines: dict[int, Line | None] = {}  # by id, oldest first; None: gone
        self._rows: dict[int, int] = {}  # id to row, of the rows that were looked at in this order
        self._wanted: dict[int, None] = {}  # windows, the last looked at last
        self._stale: set[int] = set()
        self._reading = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch)
        self.selection = QItemSelectionModel(self, self)

    # What is shown

    def arrange(
        self, order: Callable[Concatenate[Session, P], Sequence[int] | str], /, *args: P.args, **kw: P.kwargs
    ) -> None:
        """Show the ids that `order` reads, in its order. For very many one string "7,3,12" (group_concat) is best."""
        self._order = lambda s: order(s, *args, **kw)
        self.renew()

    @Slot()
    def renew(self) -> None:
        """Read the order again; rows that come, go or move do so without losing the selection."""
        chosen, current = self._chosen_spans(), self.selection.currentIndex().row()
        ask = self._bridge.read(_arrangement, self._order, self._ids, chosen, current).latest(self, "order")
        ask.then(self._arrange)

    def refresh(self, customers: Iterable[int] = ()) -> None:
        """Read the lines of these customers again, those that are in memory; of all when none are named."""
        self._stale.update(customers or self._lines)
        self._fetch_soon()

    # Who is chosen

    def current(self) -> int | None:
        """The id of the current row."""
        row = self.selection.currentIndex().row()
        return self._ids[row] if row >= 0 else None

    def chosen(self) -> array[int]:
        """The ids of the selected rows, in order."""
        return _ids_in(self._ids, self._chosen_spans())

    def row_of(self, customer: int) -> int:
        """The row of a customer, -1 where there is none. It looks through the ids: some milliseconds for a million."""
        try:
            return self._ids.index(customer)
        except ValueError:
            return -1

    def choose(self, customer: int) -> None:
        """Select this customer's row alone and make it current, in a later turn; nothing happens without such a row."""
        ask = self._bridge.look(lambda _, ids: (ids, rows_of(ids, {customer})), self._ids)
        ask.latest(self, "choose").then(partial(self._choose, customer))

    def _choose(self, customer: int, found: tuple[array[int], list[int]]) -> None:
        ids, rows = found
        if ids is not self._ids:
            self.choose(customer)
        elif rows:
            here = self.index(rows[0], 0)
            self.selection.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen_spans(self) -> tuple[Span, ...]:
        return tuple(sorted((part.top(), part.bottom()) for part in self.selection.selection().toList()))

    # The model

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line (LINE), its words, or the id; asks for the line when it is not in memory, and gives None or ''."""
        row = index.row()
        if not index.isValid() or row >= len(self._ids):
            return None
        if role == self.LINE:
            return self._line(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self._line(row)
            return self._text(line) if line is not None else ""
        return self._ids[row] if role == self.ID else None

    def _line(self, row: int) -> Line | None:
        customer = self._ids[row]
        self._rows[customer] = row
        if customer not in self._lines:
            window = row // WINDOW
            self._wanted.pop(window, None)
            self._wanted[window] = None
            self._fetch_soon()
        return self._lines.get(customer)

    # Lines

    def _fetch_soon(self) -> None:
        if not self._reading and not self._soon.isActive():
            self._soon.start(0)  # once for all rows of a paint

    @Slot()
    def _fetch(self) -> None:
        """Read what is wanted and what is stale, in one read; there is never more than one on its way."""
        windows = self._windows()
        stale = array("q", [customer for customer in self._stale if customer in self._lines])
        wanted = _ids_in(self._ids, [(w * WINDOW, w * WINDOW + WINDOW - 1) for w in windows])
        self._wanted.clear()
        self._stale.clear()
        if not stale and not wanted:
            return
        self._reading = True
        ask = self._bridge.read(_lines_of, self._read_lines, wanted + stale)
        ask.then(partial(self._came, self._ids, windows)).otherwise(self._not_come)

    def _windows(self) -> list[int]:
        """The windows to read: the last looked at, and their neighbours, for whoever pages on."""
        newest = list(self._wanted)[-(WINDOWS - 2) :]
        last = (len(self._ids) - 1) // WINDOW
        around = {near for window in newest for near in (window - 1, window, window + 1) if 0 <= near <= last}
        missing = [w for w in around if w in newest or self._ids[w * WINDOW] not in self._lines]
        return sorted(missing)

    def _came(self, ids: array[int], windows: list[int], found: dict[int, Line | None]) -> None:
        changed = [customer for customer, line in found.items() if self._differs(customer, line)]
        for customer, line in found.items():
            self._lines.pop(customer, None)
            self._lines[customer] = line
        for customer in list(islice(self._lines, max(0, len(self._lines) - KEPT))):
            del self._lines[customer]
            self._rows.pop(customer, None)
        self._reading = False
        if ids is self._ids:
            self._repaint_windows(windows)
        self._repaint_rows(self._rows[customer] for customer in changed if customer in self._rows)
        if self._wanted or self._stale:
            self._fetch_soon()

    def _differs(self, customer: int, line: Line | None) -> bool:
        return customer in self._lines and self._lines[customer] != line

    def _not_come(self, problem: Problem) -> None:
        self._reading = False
        self._bridge.failed.emit(problem)

    def _repaint_windows(self, windows: Iterable[int]) -> None:
        last = len(self._ids) - 1
        for window in windows:
            first = window * WINDOW
            self.dataChanged.emit(self.index(first, 0), self.index(min(first + WINDOW - 1, last), 0))

    def _repaint_rows(self, rows: Iterable[int]) -> None:
        for row in rows:
            here = self.index(row, 0)
            self.dataChanged.emit(here, here)

    # The order

    def _arrange(self, new: Arrangement) -> None:
        if new.old is not self._ids or new.chosen != self._chosen_spans():
            self.renew()  # somebody chose another row meanwhile
            return
        self._rows = {}
        if new.come is not None:
            self.beginInsertRows(QModelIndex(), *new.come)
            self._ids = new.ids
            self.endInsertRows()
        elif new.gone is not None:
            self.beginRemoveRows(QModelIndex(), *new.gone)
            self._ids = new.ids
            self.endRemoveRows()
        elif new.ids != new.old:
            self._replace(new)
        self.arranged.emit()

    def _replace(self, new: Arrangement) -> None:
        self.beginResetModel()
        self._ids = new.ids
        self._wanted.clear()
        self.endResetModel()
        select = QItemSelectionModel.SelectionFlag
        kept = QItemSelection()
        for first, last in new.still_chosen:
            kept.select(self.index(first, 0), self.index(last, 0))
        self.selection.select(kept, select.ClearAndSelect)
        if new.current >= 0:
            self.selection.setCurrentIndex(self.index(new.current, 0), select.NoUpdate)


# In the lanes


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A new order and what it means for the rows that are there.

    Attributes:
        ids: the new order; old: the one it was compared with.
        chosen: the selection it was made for.
        come, gone: set when it differs from the old one by nothing but rows that came, or went, in one place.
        still_chosen, current: the selection and the current row (-1: none) in the new order.
    """

    ids: array[int]
    old: array[int]
    chosen: tuple[Span, ...]
    come: Span | None = None
    gone: Span | None = None
    still_chosen: tuple[Span, ...] = ()
    current: int = -1


def _arrangement(
    s: Session,
    order: Callable[[Session], Sequence[int] | str],
    old: array[int],
    chosen: tuple[Span, ...],
    current: int,
) -> Arrangement:
    ids = as_ids(order(s))
    if len(ids) == len(old) and _common(old, ids) == len(ids):
        return Arrangement(old, old, chosen)
    one_place = _one_place(old, ids)
    if one_place is not None and len(ids) > len(old):
        return Arrangement(ids, old, chosen, come=one_place)
    if one_place is not None:
        return Arrangement(ids, old, chosen, gone=one_place)
    here = rows_of(ids, {old[current]}) if current >= 0 else []
    return Arrangement(ids, old, chosen, None, None, _still_chosen(old, ids, chosen), here[0] if here else -1)


def as_ids(found: Sequence[int] | str) -> array[int]:
    """The ids as one array. Long work is cut into slices between which the other threads get their turn."""
    if isinstance(found, array):
        return found
    if not isinstance(found, str):
        return array("q", found)
    ids, start = array("q"), 0
    while start < len(found):
        end = found.find(",", start + 8 * CHUNK)
        end = len(found) if end < 0 else end
        ids.extend(map(int, found[start:end].split(",")))
        start = end + 1
    return ids


def rows_of(ids: array[int], wanted: set[int]) -> list[int]:
    """The rows at which the wanted ids stand, in order."""
    rows: list[int] = []
    for start, chunk in _chunks(ids):
        if not wanted.isdisjoint(chunk):
            rows += [row for row, one in enumerate(chunk, start) if one in wanted]
    return rows


def _still_chosen(old: array[int], ids: array[int], chosen: tuple[Span, ...]) -> tuple[Span, ...]:
    if sum(last - first + 1 for first, last in chosen) == len(old) > 0 and len(ids):
        return ((0, len(ids) - 1),)
    return tuple(_spans(rows_of(ids, set(_ids_in(old, chosen))))) if chosen else ()


def _one_place(old: array[int], new: array[int]) -> Span | None:
    """Where rows came or went, when it is one run of rows and nothing else differs."""
    if len(old) == len(new):
        return None
    short, long = sorted((old, new), key=len)
    first = _common(short, long)
    if short[first:] != long[len(long) - len(short) + first :]:
        return None
    return first, first + len(long) - len(short) - 1


def _common(a: array[int], b: array[int]) -> int:
    """How many ids both begin with."""
    for start, chunk in _chunks(a):
        other = b[start : start + CHUNK]
        if chunk != other:
            shorter = min(len(chunk), len(other))
            return start + next((n for n, (x, y) in enumerate(zip(chunk, other, strict=False)) if x != y), shorter)
    return len(a)


def _chunks(ids: array[int]) -> Iterator[tuple[int, array[int]]]:
    for start in range(0, len(ids), CHUNK):
        yield start, ids[start : start + CHUNK]


def _spans(rows: list[int]) -> Iterator[Span]:
    """Runs of rows that follow one another."""
    first = 0
    for n in range(1, len(rows) + 1):
        if n == len(rows) or rows[n] != rows[n - 1] + 1:
            yield rows[first], rows[n - 1]
            first = n


def _ids_in(ids: array[int], spans: Iterable[Span]) -> array[int]:
    found = array("q")
    for first, last in spans:
        found += ids[first : last + 1]
    return found


def _lines_of(
    s: Session, lines: Callable[[Session, tuple[Any, ...]], Sequence[Line]], ids: array[int]
) -> dict[int, Line | None]:
    """The lines by id; None for customers that are gone, so that nobody asks for them again and again."""
    found: dict[int, Line | None] = dict.fromkeys(ids)
    found.update((line.id, line) for line in lines(s, tuple(ids)))
    return found
