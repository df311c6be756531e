"""The furniture of the Customers page: head, filters, table, bar; and how they fit a window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base.terms import Step
from relnotebook.base.words import _, n_
from relnotebook.ui.actions import Actions
from relnotebook.ui.customers import columns
from relnotebook.ui.customers.bar import Bar
from relnotebook.ui.customers.filters import FilterButton, FilterChips, FindLine, SortButton
from relnotebook.ui.customers.header import Header
from relnotebook.ui.customers.table import CustomerTable
from relnotebook.widgets import say, theme
from relnotebook.widgets.parts import EmptyState, Menu, PlainLabel, ProgressLine, button, icon_button, set_tip

BAR = 12  # px at 100 %: the scroll bar, which stands in the margin
TOAST = 62  # the strip above the bar that a toast stands in


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        words, imports, doubles, bring_in: of the head; more: a menu in their place where room is scarce.
        chips, sort: of the filters; whom: the chips as one button.
        header, table, bar, empty: the rest; progress: how far long work is.
        kind: the width class it was last fitted to.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = "normal"
        self._actions = actions
        self._closeness, self._in_bin = True, False
        self.title = PlainLabel(_("Customers"), "title")
        self.words = FindLine()
        self.imports = button(_("Imports"), kind="quiet", icon="history")
        self.doubles = button(_("Doubles"), kind="quiet", icon="users")
        self.bring_in = button(_("Bring in"), kind="primary", icon="file-import")
        for made, name in ((self.imports, "imports"), (self.doubles, "doubles"), (self.bring_in, "bring_in")):
            set_tip(made, actions[name].statusTip(), actions.hint("main" if name == "bring_in" else name))
        self.bring_in.setAccessibleName(_("Bring in customers"))
        self.more = icon_button("dots", _("More"), kind="quiet")
        self.chips = FilterChips()
        self.whom = FilterButton(self.chips)
        self.sort = SortButton()
        self.note = PlainLabel("", "small", "ink2", wrap=True)
        self.header = Header(lambda: _("Ctrl+Shift+arrows"))
        self.table = CustomerTable()
        self.empty = EmptyState(_("Nobody is in the notebook yet."), " ", _("Bring in customers"))
        self.bar = Bar(actions)
        self.progress = ProgressLine()
        self._under_way = QWidget()
        self._lay_out()
        self.table.fitted.connect(self._on_fitted)
        self.table.verticalScrollBar().rangeChanged.connect(self._leave_room)
        theme.of().changed.connect(self.fit)
        self.show_bin(False)
        self._on_fitted()
        self.fit()

    # What is shown

    def show_bin(self, on: bool) -> None:
        """The bin, or everybody else."""
        self._in_bin = on
        self._show_columns()
        self._renew_note()

    def show_closeness(self, on: bool) -> None:
        """Whether the shop wants closeness to be seen."""
        self._closeness = on
        self._show_columns()

    def show_sort(self, sort: str, descending: bool, *, in_bin: bool) -> None:
        """By what the list is sorted."""
        sorts = ("binned", "name", "last") if in_bin else ("name", "usual", "last", "rhythm", "closeness", "added")
        self.sort.show_sort(sort, [one for one in sorts if self._closeness or one != "closeness"])
        self.header.show_sort(sort, descending)

    def show_rows(self, rows: int, *, narrowed: bool, everybody: int, binned: int) -> None:
        """The table, or words where nobody is in it; `everybody` and `binned`: how many cards there are at all."""
        self._views.setCurrentWidget(self._full if rows else self._invitation)
        self.words.show_found(rows, of=binned if self._in_bin else everybody)
        self.note.setVisible(self._in_bin and rows > 0)
        if rows:
            return
        everyone = _("Show everyone")
        if self._in_bin:
            title = _("Nobody of that name is in the bin.") if self.words.text() else _("The bin is empty.")
            self.empty.show_words(title, _("What is put into it can be put back, for 90 days at least."), everyone)
        elif narrowed and everybody:
            self.empty.show_words(_("Nobody fits."), _("Take a filter away, or look for other words."), everyone)
        elif binned and not everybody:
            kept = n_("{n} card is in the bin, and can be put back.", "{n} cards are in the bin, and can be put back.",
                      binned).replace(str(binned), say.count(binned), 1)  # fmt: skip
            self.empty.show_words(_("Every card is in the bin."), kept, _("Show the bin"))
        else:
            told = _("Take them over from an address book, a spreadsheet or a till. Or add them as they come in.")
            self.empty.show_words(_("Nobody is in the notebook yet."), told, _("Bring in customers"))

    def show_ticked(self, count: int, *, of: int, in_bin: bool) -> None:
        """How many are ticked."""
        self.bar.show_count(count, in_bin=in_bin)
        self.header.all_.show_state(everybody=0 < count == of, some=count > 0)

    def show_step(self, step: Step | None) -> None:
        """How far long work is; None takes that away."""
        self._under_way.setVisible(step is not None)
        if step is not None:
            far = _("{done} of {total} cards").format(done=say.count(step.done), total=say.count(step.total))
            self.progress.show_step(step.done, step.total, far)

    def popup(self, menu: QMenu, over: QWidget) -> None:
        """Open a menu above a button of the bar, or at the foot of the page where the bar is hidden."""
        if over.isVisible():
            place = over.mapToGlobal(QPoint(0, -menu.sizeHint().height() - theme.of().px(2)))
        else:
            place = self.table.viewport().mapToGlobal(self.table.visualRect(self.table.currentIndex()).bottomLeft())
        menu.popup(place)

    def _show_columns(self) -> None:
        keys = columns.BIN if self._in_bin else columns.EVERYBODY
        self.table.show_columns(tuple(key for key in keys if self._closeness or key != "closeness"))

    def _renew_note(self) -> None:
        self.note.setText(_("Nobody finds these at the counter. They are kept for 90 days at least."))
        self.note.setVisible(self._in_bin and self._views.currentWidget() is self._full)

    # Fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take on the width and the text size of the moment."""
        look = theme.of()
        px = look.px
        kind = theme.width_class(self.window().width(), look.look.scale)
        if kind != self.kind:
            self.kind = kind
            self._fold(tight=kind == "tight")
        side = px(24)
        self._head.setContentsMargins(side, px(18), side, px(8))
        self._head.setSpacing(px(6))
        self._filters.setContentsMargins(side, 0, side, px(2))
        self._filters.setSpacing(px(8))
        self._note_row.setContentsMargins(side, 0, side, px(4))
        self._progress_row.setContentsMargins(side, px(6), side, px(6))
        self._inviting.setContentsMargins(side, px(12), side, 0)
        self._leave_room()

    def _fold(self, *, tight: bool) -> None:
        """Where room is scarce, a menu stands in for the chips, and one for what the other buttons do."""
        for wide in (self.imports, self.doubles, self.chips, self.sort):
            wide.setVisible(not tight)
        for small in (self.more, self.whom):
            small.setVisible(tight)
        for row in (self._head, self._filters):
            row.removeWidget(self.words)
        if tight:
            self._filters.addWidget(self.words, 1)
        else:
            self._head.insertWidget(1, self.words)
        self.words.set_narrow(tight)
        self.bar.set_tight(tight)

    def menu_of_more(self) -> QMenu:
        """What has no button of its own where room is scarce; it deletes itself."""
        menu, look = Menu("", self), theme.of()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("history"), _("Imports"), self.imports.click)
        menu.addAction(look.icon("users"), _("Doubles"), self.doubles.click)
        menu.addSeparator()
        self.sort.fill(menu)
        return menu

    def above_bar(self) -> QRect:
        """A strip above the bar, for the toast; a null rectangle while the bar is hidden."""
        if self.bar.isHidden():
            return QRect()
        high = theme.of().px(TOAST)
        return QRect(0, self.bar.y() - high, self.width(), high)

    def _leave_room(self) -> None:
        """The scroll bar stands in the margin, so that the rows end at the same place with it and without."""
        px = theme.of().px
        there = self.table.verticalScrollBar().maximum() > 0
        side = px(24)
        end = side - px(BAR) if there else side
        self._table_column.setContentsMargins(side, 0, end, 0)
        self._header_row.setContentsMargins(0, 0, px(BAR) if there else 0, 0)

    def _on_fitted(self) -> None:
        self.header.show_plan(self.table.plan)

    def _open_more(self) -> None:
        self.menu_of_more().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # Building

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        for part in (self.words, self.imports, self.doubles, self.more, self.bring_in):
            self._head.addWidget(part)
        self._filters = QHBoxLayout()
        self._filters.addWidget(self.chips, 1)
        self._filters.addWidget(self.sort, 0, Qt.AlignmentFlag.AlignTop)
        self._filters.addWidget(self.whom)
        self.more.hide()
        self.whom.hide()
        self.more.clicked.connect(self._open_more)
        self._note_row = QHBoxLayout()
        self._note_row.addWidget(self.note)
        self._full, self._invitation = QWidget(), QWidget()
        self._table_column = QVBoxLayout(self._full)
        self._table_column.setSpacing(0)
        self._header_row = QHBoxLayout()
        self._header_row.addWidget(self.header)
        self._table_column.addLayout(self._header_row)
        self._table_column.addWidget(self.table, 1)
        self._inviting = QVBoxLayout(self._invitation)
        self._inviting.addWidget(self.empty)
        self._inviting.addStretch(1)
        self._progress_row = QHBoxLayout(self._under_way)
        self._progress_row.addWidget(self.progress)
        self._under_way.hide()
        self._views = QStackedWidget()
        self._views.addWidget(self._full)
        self._views.addWidget(self._invitation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._filters)
        column.addLayout(self._note_row)
        column.addWidget(self._views, 1)
        column.addWidget(self._under_way)
        column.addWidget(self.bar)
