"""The table of everybody: rows read as they are seen, ticked one by one or many at once, sorted by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.bridge.listing import Listing
from relnotebook.ui.customers import columns as layout
from relnotebook.ui.customers.cells import RowDelegate
from relnotebook.ui.customers.columns import TICK
from relnotebook.widgets import theme
from relnotebook.widgets.plain import clean

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
AROUND = 200  # neighbours on either side that a card opened from here can be turned to


class Customers(Listing):
    """The people listed, with what a screen reader says of each and of its keys."""

    def __init__(self, bridge: Bridge, lines: Callable[..., Sequence[Any]], spoken: Callable[[Any], str]) -> None:
        super().__init__(bridge, lines, text=spoken)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            line = super().data(index, self.LINE)
            return clean(line.name) if line is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return clean(str(super().data(index, role) or ""), 900)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return _("Enter: open the card. Space: tick.")
        return super().data(index, role)


class CustomerTable(QTableView):
    """One painted column. A row is looked at (current) or ticked (selected); moving on never takes a tick away.

    Signals:
        opened: the current row is to be opened; menu_wanted: place of a menu on the screen.
        sort_moved: (to the next column: -1 or 1, other way round: -1 up, 1 down), 0 for what does not change.
        fitted: the columns have other places.
    """

    opened = Signal()
    menu_wanted = Signal(QPoint)
    sort_moved = Signal(int, int)
    fitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painter_ = RowDelegate(self)
        self._keys: tuple[str, ...] = layout.EVERYBODY
        self._anchor = 0  # the row from which Shift ticks on
        self._top = (0, 0)  # who was at the top of what is seen, and how far below its edge, before rows came or went
        self.setItemDelegate(self.painter_)
        self.setAccessibleName(_("Customers"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.of().changed.connect(self._on_look_changed)
        self._fit()

    # What it shows

    def show_list(self, listing: Listing) -> None:
        """Show the rows of a list, with its selection."""
        self.setModel(listing)
        self.setSelectionModel(listing.selection)
        for soon in (listing.modelAboutToBeReset, listing.rowsAboutToBeInserted, listing.rowsAboutToBeRemoved):
            soon.connect(self._remember)
        self._fit()

    def show_columns(self, keys: tuple[str, ...]) -> None:
        """Other columns, as far as there is room for them."""
        self._keys = keys
        self._fit()

    @property
    def plan(self) -> layout.Plan:
        """The columns shown."""
        return self.painter_.plan

    def current(self) -> CustomerId | None:
        """Who is looked at."""
        found = self.currentIndex().data(Listing.ID)
        return None if found is None else CustomerId(found)

    def current_line(self) -> Any:
        """The line of the current row, None where there is none, or it is not read yet."""
        return self.currentIndex().data(Listing.LINE)

    def spoken(self, line: Any) -> str:
        """A row as one sentence."""
        return self.painter_.cells(line).spoken

    def to_the_top(self) -> None:
        """Another list: look at its first row."""
        self.scrollToTop()
        self._anchor = 0
        model = self.model()
        if model.rowCount():
            self.selectionModel().setCurrentIndex(model.index(0, 0), Flag.NoUpdate)

    def stay(self) -> None:
        """Another order, which nobody here asked for: who was at the top of what is seen is there again."""
        (customer, below), self._top = self._top, (0, 0)
        model = self.model()
        row = model.row_of(customer) if customer and isinstance(model, Listing) else -1
        if row >= 0:
            self.verticalScrollBar().setValue(row * self.verticalHeader().defaultSectionSize() - below)

    def _remember(self) -> None:
        index = self.indexAt(QPoint(1, 1))
        self._top = (index.data(Listing.ID), self.visualRect(index).top()) if index.isValid() else (0, 0)

    def to_the_current(self) -> None:
        """More people than before: the row that was looked at stays in sight."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def around(self) -> tuple[CustomerId, ...]:
        """Those near the current row, in order."""
        model, here = self.model(), self.currentIndex().row()
        rows = range(max(here - AROUND, 0), min(here + AROUND + 1, model.rowCount())) if here >= 0 else range(0)
        return tuple(CustomerId(model.index(row, 0).data(Listing.ID)) for row in rows)

    def begin(self) -> None:
        """Look at the first row, where nobody is looked at yet."""
        model = self.model()
        if model is not None and model.rowCount() and not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(model.index(0, 0), Flag.NoUpdate)

    # Ticking

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:
        """Moving on never ticks: what does is written out below."""
        return Flag.NoUpdate

    def toggle(self) -> None:
        """Tick the current row, or take its tick away."""
        if self.currentIndex().isValid():
            self._anchor = self.currentIndex().row()
            self.selectionModel().select(self.currentIndex(), Flag.Toggle)

    def _tick_up_to(self, row: int) -> None:
        """Tick all rows from the one last ticked or gone to, up to this one."""
        model = self.model()
        first = min(max(self._anchor, 0), model.rowCount() - 1)
        both = sorted((first, row))
        run = QItemSelection(model.index(both[0], 0), model.index(both[1], 0))
        self.selectionModel().select(run, Flag.Select)

    def _go(self, row: int, *, ticking: bool) -> None:
        """Look at a row; with Shift all on the way are ticked."""
        if ticking:
            self._tick_up_to(row)
        else:
            self._anchor = row
        here = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(here, Flag.NoUpdate)
        self.scrollTo(here)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The box ticks, as Ctrl does anywhere in the row; Shift ticks up to here; else the row is looked at."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        held = event.modifiers()
        self._go(index.row(), ticking=bool(held & Qt.KeyboardModifier.ShiftModifier))
        if not held & Qt.KeyboardModifier.ShiftModifier and (
            held & Qt.KeyboardModifier.ControlModifier or self._on_box(place)
        ):
            self.toggle()

    def _on_box(self, place: QPoint) -> bool:
        """Whether a place in the viewport is within the first 40 px of a row."""
        wide = theme.of().px(TICK)
        return place.x() >= self.viewport().width() - wide if self.isRightToLeft() else place.x() < wide

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, held = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        sort = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        moved = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        if held == sort and event.key() in moved:
            across, way = moved[keys(event.key())]
            self.sort_moved.emit(-across if self.isRightToLeft() else across, way)
        elif not held and event.key() in (keys.Key_Return, keys.Key_Enter):
            self.opened.emit()
        elif not held and event.key() == keys.Key_Space:
            self.toggle()
        elif event.key() in _MOVES and self.model().rowCount():
            self._go(self._moved(keys(event.key())), ticking=bool(held & Qt.KeyboardModifier.ShiftModifier))
        else:
            event.ignore()  # letters belong to the page

    def _moved(self, key: Qt.Key) -> int:
        """The row that a key leads to; it stops at the ends."""
        here, last = self.currentIndex().row(), self.model().rowCount() - 1
        page = max(self.viewport().height() // max(self.verticalHeader().defaultSectionSize(), 1) - 1, 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page,
                 Qt.Key.Key_Home: -last - 1, Qt.Key.Key_End: last + 1}  # fmt: skip
        return min(max(here + steps[key], 0), last)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A quick second press on the box is a second press, elsewhere it opens the card."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._on_box(event.position().toPoint()):
            self.toggle()
        else:
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens it at the current row, a right click where the pointer is."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, place = self.indexAt(event.pos()), event.globalPos()
        else:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(theme.of().px(TICK), 0))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
            self.menu_wanted.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.begin()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is looked at stays in sight: the bar below takes room away just when the last row is ticked."""
        here = self.currentIndex()
        seen = here.isValid() and self.visualRect(here).top() < event.oldSize().height() > self.viewport().height()
        super().resizeEvent(event)
        self._fit()
        if seen and self.visualRect(here).top() >= 0:
            self.scrollTo(here)

    # Fitting

    def _fit(self) -> None:
        look = theme.of()
        plan = layout.plan(self._keys, self.viewport().width(), look.look.scale)
        high = look.row(layout.TALL if plan.tall else layout.ROW)
        if plan == self.painter_.plan and self.verticalHeader().defaultSectionSize() == high:
            return
        self.painter_.plan = plan
        self.verticalHeader().setDefaultSectionSize(high)
        self.verticalScrollBar().setSingleStep(high)
        self.viewport().update()
        self.fitted.emit()

    def _on_look_changed(self) -> None:
        self.painter_.forget()
        self._fit()
        self.viewport().update()
        self.fitted.emit()


_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
