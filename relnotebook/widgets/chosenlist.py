"""What every painted list has in common: one row is always chosen, by keys or pointer, and the choice keeps its key."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from relnotebook.widgets import theme
from relnotebook.widgets.draw import hairline, mirrored
from relnotebook.widgets.rowmodel import ROW, Index, RowModel, settle

R = TypeVar("R")
"""A row: it has a key, may be `still` (a heading, which cannot be chosen), and satisfies rowmodel.Painted."""


class ChosenList(QListView, Generic[R]):
    """A list of rows that a delegate paints; one of them is chosen as long as there is one to choose.

    Attributes:
        page_row: height of a usual row in px at 100 %, for Page Down.
    Signals:
        chosen_changed: the row or None, whenever another row is chosen.
        opened: the row, on Enter or a double click; tapped: the row, on a click.
        menu_wanted: (row, place on the screen), on a right click or the menu key.
    """

    chosen_changed = Signal(object)
    opened = Signal(object)
    tapped = Signal(object)
    menu_wanted = Signal(object, QPoint)

    page_row = 66

    def __init__(self, delegate: QStyledItemDelegate, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowModel(self)
        self._last: object = None
        self._showing = False
        delegate.setParent(self)
        self.setModel(self._model)
        self.setItemDelegate(delegate)
        settle(self)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(lambda *_indexes: self._on_current_changed())
        self.clicked.connect(lambda index: self._tell(self.tapped, index))
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
        theme.of().changed.connect(self._on_look_changed)

    # What it shows

    def rows(self) -> tuple[R, ...]:
        """The rows shown, headings included."""
        return self._model.rows

    def show_rows(self, rows: tuple[R, ...], choose: object = None) -> None:
        """Show `rows`. The choice goes to `choose` if it is there, else stays, else goes to the next row."""
        before, at = self.chosen(), self.currentIndex().row()
        gone = [row.key for row in self._model.rows[at:]] if before is not None else []
        self._hold(rows)
        there = [row.key for row in self._model.rows if not row.still]
        key = next((key for key in (choose, *gone) if key in there), None)
        if key is None and there:
            key = there[-1] if gone else there[0]
        self._choose_at(self._model.place_of(key))
        self._showing = False
        self._announce()

    def _hold(self, rows: tuple[R, ...]) -> None:
        """Take the rows in; nothing is told of the choice until `_showing` ends."""
        self._showing = True
        heights = [self.shape_of(row) for row in self._model.rows]
        self._model.show(rows)
        if heights != [self.shape_of(row) for row in rows]:
            self.scheduleDelayedItemsLayout()

    def shape_of(self, row: Any) -> object:
        """What the height of a row follows from."""
        return row.still

    def chosen(self) -> R | None:
        """The chosen row, or None while there is none to choose."""
        row = self.currentIndex().data(ROW)
        return None if row is None or row.still else row

    def choose(self, key: object) -> bool:
        """Choose the row with this key; False when it is not shown."""
        at = self._model.place_of(key)
        self._choose_at(at)
        return at >= 0

    def step(self, by: int) -> None:
        """Move the choice down by `by` rows (up when negative), over headings; it stops at the ends."""
        at = self._model.stepped(self.currentIndex().row(), by)
        if at >= 0:
            self._choose_at(at)

    def row_spot(self, key: object) -> QRect:
        """Where a row stands in the viewport; empty when it is not shown."""
        at = self._model.place_of(key)
        return self.visualRect(self._model.index(at)) if at >= 0 else QRect()

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        page = max(1, self.viewport().height() // theme.of().row(self.page_row) - 1)
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: page, keys.Key_PageUp: -page,
                 keys.Key_Home: -len(self.rows()), keys.Key_End: len(self.rows())}  # fmt: skip
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.chosen()
        if plain and event.key() in steps:
            self.step(steps[keys(event.key())])
        elif plain and event.key() in (keys.Key_Return, keys.Key_Enter) and row is not None:
            self.opened.emit(row)
        else:
            event.ignore()  # letters belong to the page

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens it at the chosen row, a right click where the pointer is."""
        row: Any
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row, place = self.indexAt(event.pos()).data(ROW), event.globalPos()
        else:
            row = self.chosen()
            corner = self.row_spot(row.key).bottomLeft() if row is not None else QPoint()
            place = self.viewport().mapToGlobal(corner + QPoint(self.menu_indent(), 0))
        if row is not None and not row.still:
            self.choose(row.key)
            self.menu_wanted.emit(row, place)

    def menu_indent(self) -> int:
        """How far from the edge of the row the menu key opens the menu, in px."""
        return 0

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid() and event.oldSize().height() > event.size().height():
            self.scrollTo(self.currentIndex())

    # Inside

    def _choose_at(self, at: int) -> None:
        index = self._model.index(at) if at >= 0 else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        if index.isValid():
            self._bring_up(index)

    def _bring_up(self, index: QModelIndex) -> None:
        """Scroll to a row; to the very top for the first one, so that the heading above it is seen."""
        first = next((at for at, row in enumerate(self._model.rows) if not row.still), 0)
        if index.row() == first:
            self.scrollToTop()
        else:
            self.scrollTo(index)

    def _announce(self) -> None:
        row = self.chosen()
        told = self.told_by(row)
        if not self._showing and told != self._last:
            self._last = told
            self.chosen_changed.emit(row)

    def told_by(self, row: Any) -> object:
        """What makes a chosen row another one for whoever hears of it."""
        return None if row is None else row.key

    def _on_current_changed(self) -> None:
        self._announce()

    def _tell(self, signal: SignalInstance, index: Index) -> None:
        row = index.data(ROW)
        if row is not None and not row.still:
            signal.emit(row)

    def _on_look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


# What delegates paint below and around their words


def placed(option: QStyleOptionViewItem, rect: QRect) -> QRect:
    """A rectangle, laid out from left to right within a row, where it stands on the painted row."""
    moved = rect.translated(option.rect.topLeft())
    return mirrored(option.rect, moved, option.direction == Qt.LayoutDirection.RightToLeft)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, chosen: bool, bar: QRect | None = None) -> None:
    """The ground of a row: a line below it, the pointer over it, or that it is chosen, with an accent bar if wanted."""
    look, rect = theme.of(), option.rect
    if not chosen:
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.colour("well"))
        hairline(painter, rect)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent"), 2) if look.contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    inside = QRectF(rect).adjusted(1, 1, -1, -1) if look.contrast else QRectF(rect)
    painter.drawRoundedRect(inside, look.px(10), look.px(10))
    if bar is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(QRectF(placed(option, bar)), 2, 2)
    painter.restore()
