"""The furniture of the page of doubles: its head, the list, the pane or the picker, and how they fit a window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.doubles.pane import PairPane
from relnotebook.ui.doubles.picker import Picker
from relnotebook.widgets import theme
from relnotebook.widgets.pairrows import PairList
from relnotebook.widgets.parts import EmptyState, PlainLabel, ProgressLine, button

LIST, LIST_NARROW = 360, 300  # px at 100 %
READING = 1040  # of the pane in a wide window
TOAST = 64  # what a toast needs, with some air


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        back: from the pane to the list, where only one fits.
        count: how many pairs there are; everybody: not only what came in; choose: two other cards.
        list: the pairs; pane: the chosen one; picker: finds another card; progress: looking through the notebook.
        empty: nothing there. kind: the width class it was last fitted to.
        aside: whether, where only one of them fits, the pane is shown and not the list.
    """

    def __init__(self, actions: Actions, page: QWidget) -> None:
        super().__init__(page)
        self.kind, self.aside = "normal", False
        self._offers = True  # two other cards to choose
        self.back = button(_("All pairs"), kind="ghost", icon="chevron-left")
        self.title = PlainLabel(_("Doubles"), "title")
        self.count = PlainLabel("", "small", "ink2", wrap=True)
        self.everybody = button(_("Look at everybody"), kind="ghost", icon="users")
        self.choose = button(_("Two other cards"), kind="quiet", icon="users")
        self.list = PairList()
        self.pane = PairPane(actions)
        self.picker = Picker()
        self.progress = ProgressLine(_("Stop"))
        self.empty = EmptyState(" ", " ", " ")
        self._lay_out(page)
        self.everybody.hide()
        self.progress.hide()
        theme.of().changed.connect(self.fit)
        self.fit()

    # What is shown

    @property
    def picking(self) -> bool:
        """Whether another card is being looked for."""
        return self._views.currentWidget() is self.picker

    @property
    def inviting(self) -> bool:
        """Whether there is nothing to see but what can be done about that."""
        return self._views.currentWidget() is self._invitation

    @property
    def alone(self) -> bool:
        """Whether the pane stands alone, and the list behind it."""
        return self.kind == "tight" and self.aside and self._views.currentWidget() is self._both

    def show_state(self, state: str) -> None:
        """ "list", "picking", "looking" (nothing found yet), "none" (there are no pairs), "stopped"."""
        if state == "none":
            told = _("If you know of two, put them beside each other.")
            self.empty.show_words(_("No two cards look like one person."), told, _("Choose two cards"))
        elif state == "stopped":
            self.empty.show_words(_("The notebook was not looked through."), "", _("Look for doubles"))
        views = {"list": self._both, "picking": self.picker, "looking": self._blank}
        self._views.setCurrentWidget(views.get(state, self._invitation))
        self._offers = state in ("list", "looking")
        self.fit()

    def show_pane(self) -> None:
        """There is something in the pane."""
        self._held.setCurrentWidget(self.pane)

    def leave_picker(self) -> None:
        """The search for another card is over."""
        if self.picking:
            self._views.setCurrentWidget(self._both)

    def step_aside(self, on: bool) -> None:
        """Where only one fits: show the pane instead of the list, or the list again."""
        self.aside = on
        self.fit()

    def above_buttons(self, page: QWidget) -> QRect:
        """A strip of the page above the pane's buttons; a null rectangle while they are not shown, or not laid out."""
        foot, high = self.pane.foot(), theme.of().px(TOAST)
        if not self.pane.isVisible() or foot < high:
            return QRect()
        corner = self.pane.mapTo(page, QPoint(0, foot - high))
        return QRect(corner.x(), corner.y(), self.pane.width(), high)

    # Fitting

    def fit(self) -> None:
        """Take on the width and the text size of the moment."""
        look = theme.of()
        px = look.px
        self.kind = theme.width_class(self.window().width(), look.look.scale)
        tight = self.kind == "tight"
        self.list.setVisible(not self.alone)
        self.title.setVisible(not self.alone)
        self.count.setVisible(not self.alone and not self.picking and bool(self.count.text()))
        self.back.setVisible(self.alone)
        self.choose.setVisible(self._offers and not self.alone)
        self._held.setVisible(not tight or self.alone)
        if tight:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16777215)
        else:
            self.list.setFixedWidth(px(LIST_NARROW if self.kind == "narrow" else LIST))
        way = QBoxLayout.Direction
        wide = self.title.sizeHint().width() + self._pressed.sizeHint().width() + px(24 + 24)
        self._head.setDirection(way.TopToBottom if wide > self.width() else way.LeftToRight)
        self._head.setContentsMargins(px(24), px(8 if self.alone else 21), px(24), px(0 if self.alone else 10))
        self._head.setSpacing(px(8))
        self._pressed.setSpacing(px(6))
        self._under.setContentsMargins(px(24), 0, px(24), px(0 if self.alone else 10))
        self._inviting.setContentsMargins(px(24), px(8), px(24), 0)
        self._across.setContentsMargins(px(10), 0, 0, 0)
        self._across.setSpacing(px(10))
        self.pane.set_most(px(READING))
        self._both.update()

    # Building

    def _lay_out(self, page: QWidget) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pressed = QHBoxLayout()
        self._pressed.addStretch(0)
        for made in (self.everybody, self.choose):
            self._pressed.addWidget(made)
        self._head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._head.addWidget(self.title, 1)
        self._head.addLayout(self._pressed)
        self._under = QVBoxLayout()
        self._under.addWidget(self.count)
        self._under.addWidget(self.progress)
        self._both = _Both(self)
        self._across = QHBoxLayout(self._both)
        self._held = QStackedWidget()
        self._held.addWidget(QWidget())
        self._held.addWidget(self.pane)
        self._across.addWidget(self.list)
        self._across.addWidget(self._held, 1)
        self._blank, self._invitation = QWidget(), QWidget()
        self._inviting = QVBoxLayout(self._invitation)
        self._inviting.addWidget(self.empty)
        self._inviting.addStretch(1)
        self._views = QStackedWidget()
        for view in (self._both, self.picker, self._blank, self._invitation):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addLayout(self._under)
        column.addWidget(self._views, 1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)


class _Both(QWidget):
    """List and pane, with the line between them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def paintEvent(self, event: QPaintEvent) -> None:
        found, look = self._desk.list, theme.of()
        if self._desk.kind == "tight" or not found.isVisible():
            return
        gap = look.px(4)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = found.geometry().left() - gap if rtl else found.geometry().right() + gap
        QPainter(self).fillRect(QRect(at, 0, 1, self.height()), look.colour("line"))
