"""The furniture of the inbox: lists to choose from, the rows, the pane; and how they fit a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import filters
from relnotebook.ui.feedback.pane import FeedbackPane
from relnotebook.widgets import theme
from relnotebook.widgets.feedbackrows import FeedbackList
from relnotebook.widgets.parts import EmptyState, PlainLabel, button, icon_button, set_tip
from relnotebook.widgets.tabs import Pills

LIST, LIST_NARROW = 419, 380  # px at 100 %: the column of the list, with its margins
READING = 1180  # of the pane in a wide window


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        shows: the lists; filter: narrows them; words: words to look for.
        list: the rows; pane: the chosen one; older: shows more; empty: nothing there.
        kind: the width class it was last fitted to.
        aside: whether, where only one of them fits, the pane is shown and not the list.
    Signals:
        fitted: what stands where may be another thing now.
    """

    fitted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = "normal"
        self.aside = False
        self._counts: dict[str, int] = {}
        self.shows = Pills(("todo", "untold", "told", "all"))
        self.filter = icon_button("filter", _("Narrow the list"))
        self.filter.setCheckable(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Words they said, or a name"))
        self.words.setAccessibleName(_("Find words in what was said"))
        self.words.setClearButtonEnabled(True)
        self.words.hide()
        self.narrowed = PlainLabel("", "small", "ink2", wrap=True)
        self.wide = button(_("Show everything"), kind="ghost", icon="x")
        self.list = FeedbackList()
        self.older = button(_("Show older"), kind="quiet", icon="history")
        self.older.hide()
        self.empty = EmptyState(_("Nothing here yet."), " ", _("Write it down"))
        self.pane = FeedbackPane(actions)
        self._lay_out()
        self.list.verticalScrollBar().rangeChanged.connect(self._leave_room)
        theme.of().changed.connect(self.fit)

    # What is shown

    def show_list(self, view: str) -> None:
        """ "list", "empty" or "slow" (still reading)."""
        self._views.setCurrentWidget({"list": self._full, "empty": self._invitation}.get(view, self._slow))

    def show_counts(self, counts: dict[str, int]) -> None:
        """How many are in each list."""
        self._counts = counts
        self._name_lists()

    def _name_lists(self) -> None:
        """In short words where the longer ones have no room."""
        self.shows.show_words(filters.shows(self._counts))
        room = self._left.width() - self.filter.sizeHint().width() - theme.of().px(10 + 4 + 14)
        if self.shows.sizeHint().width() > room:
            self.shows.show_words(filters.shows(self._counts, short=True))

    def show_narrowed(self, words: str) -> None:
        """Say by what the list is narrowed; "" for nothing."""
        self.narrowed.setText(words)
        self._strip.setVisible(bool(words))
        self.filter.setChecked(bool(words))
        set_tip(self.filter, words or _("Narrow the list"))

    def step_aside(self, on: bool) -> None:
        """Where only one fits: show the pane instead of the list, or the list again."""
        self.aside = on
        self.fit()

    def menu_place(self, under: QWidget) -> QPoint:
        """Where a menu below a button begins, on the screen."""
        return under.mapToGlobal(QPoint(0, under.height() + theme.of().px(2)))

    @property
    def alone(self) -> bool:
        """Whether the pane stands alone."""
        return self.kind == "tight" and self.aside

    # Fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.fit()

    def fit(self) -> None:
        """Take on the width and the text size of the moment."""
        look = theme.of()
        px = look.px
        self.kind = theme.width_class(self.window().width(), look.look.scale)
        tight = self.kind == "tight"
        self._left.setVisible(not self.alone)
        self.pane.setVisible(self.alone or not tight)
        if tight:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16777215)
        else:
            self._left.setFixedWidth(px(LIST_NARROW if self.kind == "narrow" else LIST))
        self.pane.set_narrow(self.kind)
        self._column.setSpacing(px(6))
        self._column.setContentsMargins(px(10), px(10), 0, 0)
        self._head.setContentsMargins(px(4), 0, px(14), 0)
        self._strip_row.setContentsMargins(px(14), 0, px(14), 0)
        self._find_row.setContentsMargins(px(4), 0, px(14), 0)
        self._inviting.setContentsMargins(0, px(8), px(14), 0)
        self._leave_room()
        self._name_lists()
        self.update()
        self.fitted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line between list and pane."""
        if self.kind == "tight":
            return
        at = self._left.geometry().left() - 1 if self.isRightToLeft() else self._left.geometry().right() + 1
        QPainter(self).fillRect(QRect(at, 0, 1, self.height()), theme.of().colour("line"))

    def _leave_room(self) -> None:
        """The rows end at the same place with a scroll bar and without one."""
        px, there = theme.of().px, self.list.verticalScrollBar().maximum() > 0
        self._full_column.setContentsMargins(0, 0, px(14) - (px(12) if there else 0), px(8))

    # Building

    def _lay_out(self) -> None:
        self._left = QWidget()
        self._column = QVBoxLayout(self._left)
        self._head = QHBoxLayout()
        self._head.addWidget(self.shows)
        self._head.addStretch(1)
        self._head.addWidget(self.filter)
        self._column.addLayout(self._head)
        self._find_row = QHBoxLayout()
        self._find_row.addWidget(self.words)
        self._column.addLayout(self._find_row)
        self._strip = QWidget()
        self._strip_row = QHBoxLayout(self._strip)
        self._strip_row.addWidget(self.narrowed, 1)
        self._strip_row.addWidget(self.wide)
        self._strip.hide()
        self._column.addWidget(self._strip)
        self._column.addWidget(self._make_views(), 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(1)
        across.addWidget(self._left)
        across.addWidget(self.pane, 1)

    def _make_views(self) -> QWidget:
        self._views = QStackedWidget()
        self._full, self._invitation, self._slow = QWidget(), QWidget(), QWidget()
        self._full_column = QVBoxLayout(self._full)
        self._full_column.addWidget(self.list, 1)
        self._full_column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignHCenter)
        self._inviting = QVBoxLayout(self._invitation)
        self._inviting.addWidget(self.empty)
        self._inviting.addStretch(1)
        wait = QVBoxLayout(self._slow)
        self.slow = PlainLabel("", "small", "ink2")
        wait.addWidget(self.slow)
        wait.addStretch(1)
        for part in (self._full, self._invitation, self._slow):
            self._views.addWidget(part)
        self._views.setCurrentWidget(self._slow)
        return self._views
