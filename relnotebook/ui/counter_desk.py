"""The counter's furniture: greeting, search, the four views, the line of keys; and how they fit a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.counter_parts import BAR, Footer, KeptStrip
from relnotebook.ui.rowact import RowAct
from relnotebook.widgets import theme as themes
from relnotebook.widgets.paint import RowList
from relnotebook.widgets.parts import EmptyState, PlainLabel, SearchBox

if TYPE_CHECKING:
    from relnotebook.ui.newcomer import Newcomer

READING_WIDTH = 1100


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        hello, day, search, kept, rows, act, empty, footer: the parts; newcomer: None until it is put in.
        kind: the width class it was last fitted to.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = "normal"
        self.hello = PlainLabel("", "title")
        self.day = PlainLabel("", "body", "ink2")
        self.search = SearchBox(_("Name, phone, last 4 digits, card"), actions.hint("search"))
        self.search.setAccessibleName(_("Search for a customer"))
        self.kept = KeptStrip()
        self.rows = RowList()
        self.act = RowAct(self)
        self.act.hide()
        self.newcomer: Newcomer | None = None
        self.empty = EmptyState(
            _("A fresh notebook. Who comes in first?"),
            _("Type a name, or a few words: “tall man, grey dog”."),
            _("Add the first person"),
        )
        self.footer = Footer(actions)
        self._lay()
        self.rows.verticalScrollBar().rangeChanged.connect(self._leave_room)
        themes.of().changed.connect(self.fit)

    def show_view(self, view: str) -> None:
        """rest and hits are the rows; new is the sheet, empty the invitation."""
        part = {"new": self.newcomer or self._list, "empty": self._invitation}.get(view, self._list)
        self._stack.setCurrentWidget(part)
        self.footer.show_keys(view if view == "hits" else "rest")

    def put_in(self, newcomer: Newcomer) -> None:
        """The view of somebody new, which is built when it is first needed."""
        self.newcomer = newcomer
        self._stack.addWidget(newcomer)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take on the width and the text size of the moment."""
        theme = themes.of()
        self.kind = themes.width_class(self.window().width(), theme.look.scale)
        side = 20 if self.kind == "narrow" else 28
        free = max(self.width() - theme.px(READING_WIDTH), 2 * side)
        self._column.setContentsMargins(free // 2, 22, free - free // 2 - BAR, 0)
        self.footer.set_margin(free // 2)
        tight = self.kind == "tight"
        self.day.setVisible(not tight)
        self.footer.setVisible(not tight)
        self.act.set_tight(tight)
        if self.newcomer is not None:
            self.newcomer.set_tight(tight)

    def _leave_room(self) -> None:
        there = self.rows.verticalScrollBar().maximum() > 0
        self._list_row.setContentsMargins(0, 0, 2 if there else BAR, 0)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.hello, 1)
        head.addWidget(self.day)
        self._list = QWidget()
        self._list_row = QHBoxLayout(self._list)
        self._list_row.setContentsMargins(0, 0, BAR, 0)
        self._list_row.addWidget(self.rows)
        self._invitation = QWidget()
        middle = QVBoxLayout(self._invitation)
        middle.setContentsMargins(0, 18, BAR, 0)
        middle.addWidget(self.empty)
        middle.addStretch(1)
        self._stack = QStackedWidget()
        for part in (self._list, self._invitation):
            self._stack.addWidget(part)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, BAR, 0)
        top.setSpacing(10)
        top.addLayout(head)
        for widget in (self.search, self.kept):
            top.addWidget(widget)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._column.addLayout(top)
        self._column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._column, 1)
        outer.addWidget(self.footer)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
