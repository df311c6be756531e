"""The counter's furniture: greeting, search, the four views, the line of keys; and how they fit a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.counter_parts import BAR, Footer, KeptStrip
from relnotebook.ui.counter_today import WIDTH, WIDTH_NARROW, TodayColumn
from relnotebook.ui.rowact import RowAct
from relnotebook.widgets import say
from relnotebook.widgets import theme as themes
from relnotebook.widgets.parts import EmptyState, PlainLabel, SearchBox, button
from relnotebook.widgets.rows import RowList

if TYPE_CHECKING:
    from relnotebook.ui.newcomer import Newcomer

READING_WIDTH = 1100


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        hello, day, search, kept, rows, act, empty, footer: the parts; newcomer: None until it is put in.
        today: the column at the side; unfold: the button behind which it is folded where room is tight.
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
        self._folded = False
        self.empty = EmptyState(
            _("A fresh notebook. Who comes in first?"),
            _("Type a name, or a few words: “tall man, grey dog”."),
            _("Add the first person"),
        )
        self.footer = Footer(actions)
        self.today = TodayColumn(actions.hint("today"))
        self.unfold = button(_("Today"), kind="secondary", icon="heart-handshake")
        self.unfold.setCheckable(True)
        self.unfold.hide()
        self._slide = QPropertyAnimation(self.today, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._lay()
        self.unfold.clicked.connect(self.show_today)
        self.today.counted.connect(self._show_count)
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
        tight = self.kind == "tight"
        self._fold(tight=tight)
        beside = 0 if tight else self.today.width()
        free = max(self.width() - beside - theme.px(READING_WIDTH), 2 * side)
        self._column.setContentsMargins(free // 2, 22, free - free // 2 - BAR, 0)
        self.footer.set_margin(free // 2)
        self.day.setVisible(not tight)
        self.unfold.setVisible(tight)
        self.footer.setVisible(not tight)
        self.act.set_tight(tight)
        if self.newcomer is not None:
            self.newcomer.set_tight(tight)

    # The column at the side

    def show_today(self, on: bool) -> None:
        """Where room is tight: let the column slide over the page, or away again."""
        if self.kind != "tight":
            return
        had = self.today.isAncestorOf(QApplication.focusWidget() or self)
        self.unfold.setChecked(on)
        self.today.setVisible(on)
        self._place()
        if on:
            self._slide_in()
            self.today.take_focus()
        elif had:
            self.search.setFocus()

    @property
    def unfolded(self) -> bool:
        """Whether the column lies over the page now."""
        return self.kind == "tight" and not self.today.isHidden()

    def _fold(self, *, tight: bool) -> None:
        """The column stands beside the page, or behind its button."""
        px = themes.of().px
        self.today.setFixedWidth(min(px(WIDTH_NARROW if self.kind == "narrow" else WIDTH), max(self.width(), 1)))
        if tight == self._folded:
            self._place()
            return
        self._folded = tight
        if tight:
            self._across.removeWidget(self.today)
            self.today.hide()
        else:
            self._across.addWidget(self.today)
            self.today.show()
            self.unfold.setChecked(False)

    def _place(self) -> None:
        """Folded, it lies below the search, and below the button that brought it and takes it away again."""
        self._slide.stop()
        if self._folded:
            top = self.search.geometry().bottom() + themes.of().px(5)
            at = 0 if self.isRightToLeft() else self.width() - self.today.width()
            self.today.setGeometry(at, top, self.today.width(), self.height() - top)
            self.today.raise_()

    def _slide_in(self) -> None:
        self._slide.setDuration(themes.of().fade())
        goal = self.today.pos()
        out = -self.today.width() if self.isRightToLeft() else self.width()
        self._slide.setStartValue(QPoint(out, goal.y()))
        self._slide.setEndValue(goal)
        self._slide.start()

    def _show_count(self, left: int) -> None:
        self.unfold.setText(_("Today {n}").format(n=say.count(left)) if left else _("Today"))

    # Furniture

    def _leave_room(self) -> None:
        there = self.rows.verticalScrollBar().maximum() > 0
        self._list_row.setContentsMargins(0, 0, 2 if there else BAR, 0)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.hello, 1)
        head.addWidget(self.day)
        head.addWidget(self.unfold)
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
        page = QVBoxLayout()
        page.addLayout(self._column, 1)
        page.addWidget(self.footer)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(page, 1)
        self._across.addWidget(self.today)
        for layout in (page, self._across):
            layout.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
