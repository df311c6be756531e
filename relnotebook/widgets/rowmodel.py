"""Rows a list paints: the model that tells its view only what differs, and how such a list behaves."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from relnotebook.widgets.plain import clean

ROW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Painted(Protocol):
    """What every row can say of itself: how it stands in words, its keys, and whether it cannot be chosen."""

    @property
    def keys(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def still(self) -> bool: ...
    def says(self) -> str: ...


class RowModel(QAbstractListModel):
    """Holds the rows. Only rows that differ are told to the view, so nothing else is painted again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Any, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row: Painted = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return clean(row.caption)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return clean(row.says(), 900)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return clean(row.keys)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.rows[index.row()].still:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def show(self, rows: tuple[Any, ...]) -> None:
        """Hold `rows` instead; the view keeps what stays the same."""
        old, top = self.rows, QModelIndex()
        if len(rows) > len(old):
            self.beginInsertRows(top, len(old), len(rows) - 1)
            self.rows = old + rows[len(old) :]
            self.endInsertRows()
        elif len(rows) < len(old):
            self.beginRemoveRows(top, len(rows), len(old) - 1)
            self.rows = old[: len(rows)]
            self.endRemoveRows()
        before, self.rows = self.rows, rows
        for at, (was, now) in enumerate(zip(before, rows, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(at), self.index(at))

    def place_of(self, key: object) -> int:
        """Where the row with this key stands, -1 when it is not held or cannot be chosen."""
        return next((i for i, row in enumerate(self.rows) if row.key == key and not row.still), -1)

    def stepped(self, here: int, by: int) -> int:
        """The row so many further down (up when negative), over headings; it stops at the ends. -1: there is none."""
        free = [i for i, row in enumerate(self.rows) if not row.still]
        if not free:
            return -1
        now = free.index(here) if here in free else -1
        return free[min(max(now + by, 0), len(free) - 1)]


def settle(view: QListView) -> None:
    """One row is chosen, rows scroll by pixels and fit the width, and nothing is edited in place."""
    view.setMouseTracking(True)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setResizeMode(QListView.ResizeMode.Adjust)
