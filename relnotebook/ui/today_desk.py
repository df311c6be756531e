"""The furniture of the Today page: head, list, pane, form; and how they fit a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.today_pane import TodayPane
from relnotebook.widgets import theme
from relnotebook.widgets.agenda import Agenda, Tool
from relnotebook.widgets.parts import EmptyState, KeyButton, PlainLabel, button

if TYPE_CHECKING:
    from relnotebook.ui.today_new import NewReminder

SIDE, SIDE_NARROW = 392, 344
READING_WIDTH = 1288  # of the list in a wide window: with the pane 1680
WIDEST = 16777215  # what Qt takes for "no limit"


class Desk(QWidget):
    """It knows where things stand, not what they mean.

    Attributes:
        list: the touches; pane: the chosen one; empty: nothing to do.
        kind: the width class it was last fitted to.
        aside: whether, where only one of them fits, the pane or the form is shown and not the list.
    Signals:
        kept_wanted, kept_thrown: the half-written reminder is to be gone on with, or thrown away.
        form_made: the form of a new reminder was needed for the first time.
        fitted: what stands where may be another thing now.
    """

    kept_wanted = Signal()
    kept_thrown = Signal()
    form_made = Signal(object)
    fitted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.kind = "normal"
        self.aside = False
        self._has_side = False
        self.list = Agenda()
        self.pane = TodayPane(actions)
        self._form: NewReminder | None = None
        self.empty = EmptyState(_("Nobody is waiting for a word today."), " ", _("New reminder"))
        self._build_head()
        self._lay_out()
        self.list.verticalScrollBar().rangeChanged.connect(self._leave_room)
        theme.of().changed.connect(self.fit)

    @property
    def form(self) -> NewReminder:
        """A new reminder; built when it is first needed, so that the page comes up without it."""
        if self._form is None:
            from relnotebook.ui.today_new import NewReminder

            self._form = NewReminder()
            self._side.addWidget(self._form)
            self.form_made.emit(self._form)
        return self._form

    # What is shown

    def show_list(self, view: str) -> None:
        """ "list", "empty" (nothing to do) or "slow" (still reading)."""
        self._views.setCurrentWidget({"list": self.list, "empty": self._invitation}.get(view, self._slow))

    def show_empty(self, *, narrowed: bool, done: bool) -> None:
        """Nothing to do: of the kind the list is narrowed to, or nothing at all."""
        if narrowed:
            self.empty.show_words(_("Nothing of this kind today."), "", _("Show all kinds"))
        else:
            first = _("All done for today.") if done else _("Nobody is waiting for a word today.")
            told = _("Birthdays, promises, and regulars who stay away come up here by themselves.")
            self.empty.show_words(first, told, _("New reminder"))
        self.show_list("empty")

    def show_side(self, what: str) -> None:
        """ "pane", "form", or "" for nothing at the side."""
        self._side.setCurrentWidget(self.form if what == "form" else self.pane)
        self._has_side = bool(what)
        self.fit()

    @property
    def in_form(self) -> bool:
        """Whether the form is at the side."""
        return self._has_side and self._form is not None and self._side.currentWidget() is self._form

    def side_width(self) -> int:
        """How wide the column at the side is; 0 where it does not stand beside the list."""
        return 0 if self.kind == "tight" or not self._has_side else self._side.width()

    def free_spot(self) -> QRect:
        """Where, with pane or form alone on the page, nothing is covered: beside the words at its top. Else null."""
        if not (self.kind == "tight" and self.aside and self._has_side):
            return QRect()
        look = theme.of()
        first = self.form.title if self.in_form else self.pane.back
        begin = look.px(20) + first.sizeHint().width() + look.px(8)
        top = first.mapTo(self, QPoint(0, 0)).y()
        spot = QRect(begin, 0, self.width() - begin, top + first.height())
        if self.isRightToLeft():
            spot.moveLeft(0)
        return spot

    def step_aside(self, on: bool) -> None:
        """Where only one fits: show the side instead of the list, or the list again."""
        self.aside = on
        self.fit()

    def show_kept(self, words: str) -> None:
        """Say in one line that a reminder was half written; "" says nothing."""
        self.kept.setText(_("We kept what you typed: {words}").format(words=words) if words else "")
        self._strip.setVisible(bool(words))

    def set_tools(self) -> None:
        """The buttons of the rows, with the keys as they are now."""
        hint = self._actions.hint
        self.list.set_tools(
            (
                Tool("copy", "copy", _("Copy the message"), hint("today_copy")),
                Tool("mail", "mail", _("E-mail"), hint("today_mail")),
                Tool("note", "printer", _("Print a note"), hint("today_note")),
                Tool("done", "check", _("Done"), hint("today_done")),
                Tool("snooze", "alarm-snooze", _("Snooze a day"), hint("today_snooze")),
                Tool("skip", "player-skip-forward", _("Skip"), hint("today_skip")),
            )
        )

    def menu_place(self, under: QWidget) -> QPoint:
        """Where a menu below a button begins, on the screen."""
        return under.mapToGlobal(QPoint(0, under.height() + theme.of().px(2)))

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
        tight, alone = self.kind == "tight", self.kind == "tight" and self.aside and self._has_side
        self._left.setVisible(not alone)
        self._side.setVisible(alone or (self._has_side and not tight))
        if tight:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(WIDEST)
        else:
            self._side.setFixedWidth(px(SIDE_NARROW if self.kind == "narrow" else SIDE))
        self.pane.set_narrow(self.kind)
        caps = self.kind in ("normal", "wide")
        self.print.set_key(self._actions.hint("today_print") if caps else "")
        self.new.set_key(self._actions.hint("new_reminder") if caps else "")
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if tight else way.LeftToRight)
        free = max(self.width() - self.side_width() - px(READING_WIDTH), 0) if self.kind == "wide" else 0
        self._head.setContentsMargins(px(28), px(23), px(28), px(4))
        self._head.setSpacing(px(8))
        self._leave_room()
        self._column.setContentsMargins(free // 2, 0, free // 2, 0)
        self.fitted.emit()

    def _leave_room(self) -> None:
        """The rows end at the same place with a scroll bar and without one."""
        px, there = theme.of().px, self.list.verticalScrollBar().maximum() > 0
        before, after = (8, 12) if self.kind == "narrow" else (16, 20)
        self._below.setContentsMargins(px(before), 0, px(after) - (px(12) if there else 0), 0)

    # Building

    def _build_head(self) -> None:
        hint = self._actions.hint
        self.title = PlainLabel(_("Today"), "title")
        self.progress = PlainLabel("", "body", "ink2")
        self.filter = button(_("All kinds"), kind="quiet", icon="filter")
        self.print = button(_("Print list"), kind="quiet", icon="printer", key=hint("today_print"))
        self.new = button(_("New"), kind="quiet", icon="plus", key=hint("new_reminder"))
        self.new.setAccessibleName(_("New reminder"))
        self.new.clicked.connect(self._actions["new_reminder"].trigger)

    def _lay_out(self) -> None:
        names, pressed = QHBoxLayout(), QHBoxLayout()
        names.setSpacing(theme.of().px(16))
        names.addWidget(self.title)
        names.addWidget(self.progress, 1, Qt.AlignmentFlag.AlignVCenter)
        pressed.setSpacing(theme.of().px(6))
        for made in (self.filter, self.print, self.new):
            pressed.addWidget(made)
        pressed.addStretch(0)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(names, 1)
        self._head.addLayout(pressed)
        self._left = QWidget()
        self._column = QVBoxLayout(self._left)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._below = QVBoxLayout()
        self._below.addWidget(self._make_strip())
        self._below.addWidget(self._make_views(), 1)
        self._column.addLayout(self._below, 1)
        self._side = QStackedWidget()
        self._side.addWidget(self.pane)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left, 1)
        across.addWidget(self._side)

    def _make_views(self) -> QWidget:
        px = theme.of().px
        self._views = QStackedWidget()
        self._invitation, self._slow = QWidget(), QWidget()
        column = QVBoxLayout(self._invitation)
        column.setContentsMargins(px(12), px(12), px(20), 0)
        column.addWidget(self.empty)
        column.addStretch(1)
        wait = QVBoxLayout(self._slow)
        wait.setContentsMargins(px(12), px(12), 0, 0)
        self.slow = PlainLabel("", "small", "ink2")
        wait.addWidget(self.slow)
        wait.addStretch(1)
        for part in (self.list, self._invitation, self._slow):
            self._views.addWidget(part)
        self._views.setCurrentWidget(self._slow)
        return self._views

    def _make_strip(self) -> QWidget:
        self._strip = QWidget()
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(theme.of().px(12), 0, theme.of().px(12), theme.of().px(6))
        self.kept = PlainLabel("", "small", "ink2")
        self.go_on: KeyButton = button(_("Go on with it"), kind="ghost")
        self.throw: KeyButton = button(_("Throw it away"), kind="ghost")
        row.addWidget(self.kept, 1)
        row.addWidget(self.go_on)
        row.addWidget(self.throw)
        self.go_on.clicked.connect(self.kept_wanted)
        self.throw.clicked.connect(self.kept_thrown)
        self._strip.hide()
        return self._strip
