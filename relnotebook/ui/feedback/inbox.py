"""The inbox: what customers said at one side, what is done about it at the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.terms import Changes, Kind
from relnotebook.base.words import _
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback import filters, menus, rows
from relnotebook.ui.feedback.acting import Acting
from relnotebook.ui.feedback.filters import Wanted
from relnotebook.ui.feedback.reads import Listed, read_list
from relnotebook.widgets.feedbackrows import FeedbackRow
from relnotebook.widgets.parts import announce

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.inbox import Line

WINDOW = 200  # rows read at once; "Show older" reads as many more
SLOW_MS = 400
KINDS = frozenset({Kind.FEEDBACK, Kind.CUSTOMER, Kind.CONTACT, Kind.CONSENT, Kind.STAFF, Kind.VISIT, Kind.SHOP})


class InboxView(Acting):
    """List and pane, and every act on what somebody said.

    What left the list while somebody looks at it stays there until they choose another one.

    Attributes:
        wanted: what is listed.
    Signals:
        open_card: (customer, among); counted: the notebook's Inbox, whenever it was read.
        wall_wanted: identity of the feedback whose pair is to hang on the wall; shifted: as Page.shifted.
    """

    open_card = Signal(object, object)
    counted = Signal(object)
    wall_wanted = Signal(int)
    shifted = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(actions, parent)
        self.wanted = Wanted()
        self._stale = True
        self._lines: dict[int, Line] = {}
        self._colleagues: tuple[Any, ...] = ()
        self._limit = WINDOW
        self._turned = False  # another list was asked for, which begins at its first row
        self._held: int | None = None
        self._seek: int | None = None  # to be chosen as soon as it is listed
        self._begins = False  # the keyboard goes to the rows as soon as they are there
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._connect()

    # The page around it

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open: hear its changes, and read as soon as it is seen."""
        self._bridge = bridge
        bridge.changed.connect(self.on_changed)
        self.pane.attach(bridge)
        self._stale = True
        self._renew_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew_when_seen()

    def reload(self) -> None:
        """Read list and pane again; what is looked at stays."""
        if not self._lines:
            self._slow.start()
        hold = self._chosen_id() if self._seek is None else self._seek
        asked = self.bridge.read(read_list, self.wanted, self._limit, hold).latest(self, "list")
        asked.then(self._show_list).otherwise(self._not_read)

    def show_person(self, name: str) -> None:
        """Who is at the till signs by the journal; nothing here shows it."""

    def show_feedback(self, feedback: int) -> None:
        """Choose one, in whichever list it stands."""
        self.flush()
        self.wanted = Wanted("all")
        self.desk.shows.set_value("all")
        self.desk.words.hide()
        self._seek = feedback
        self._step, self._wording, self._after = "", 0, ""
        if self._bridge is not None:
            self.reload()
        self.desk.step_aside(True)

    def press_main(self) -> None:
        """Ctrl+Enter: the main button of the open step."""
        step = self.steps.open_step
        if self.pane.band.in_form:
            self.pane.band.close_form()
        elif step is not None and not step.done:
            self.finish()

    def go_back(self) -> bool:
        """Esc: close what is open in the pane, back to the list, take the filter away."""
        pane = self.pane
        if not pane.link.isHidden():
            pane.link.hide()
        elif pane.band.in_form:
            pane.band.close_form()
        elif pane.stop_mending():
            pane.mend.flush()
        elif self.desk.alone:
            self.desk.step_aside(False)
            self.list.setFocus()
        elif pane.isAncestorOf(QApplication.focusWidget() or self):
            self.list.setFocus()
        elif self.wanted.narrowed:
            self.narrow(self.wanted.wide())
        else:
            return False
        return True

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through."""
        return [self.list, self.steps.field, self.pane.more]

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        if self.desk.alone:
            self.pane.take_focus()
        elif self.list.rows():
            self.list.setFocus()
        elif self._stale or self._slow.isActive():
            self._begins = True
            self.setFocus()
        else:
            self.desk.shows.button(self.wanted.show).setFocus()

    def on_changed(self, changes: Changes) -> None:
        """What is seen is read again, the rest when it is shown."""
        if changes.kinds & KINDS:
            self._stale = True
            self._renew_when_seen()

    def _renew_when_seen(self) -> None:
        if self._stale and self._bridge is not None and not self._bridge.closed and self.isVisible():
            self._stale = False
            self.reload()

    # The list

    def _show_list(self, listed: Listed) -> None:
        self._slow.stop()
        self._lines = {line.id: line for line in listed.lines}
        self._held, self._colleagues = listed.held, listed.colleagues
        found = listed.inbox
        self.desk.show_counts({"todo": found.todo, "told": found.told, "untold": found.untold})
        self.desk.older.setVisible(found.more)
        now, keys = clock.now(), self._keys()
        had_focus = self.list.hasFocus()
        seek, self._seek = self._seek, None
        if self._turned and seek is None and listed.lines:
            seek = self._chosen_id() if self._chosen_id() in self._lines else listed.lines[0].id
        self._turned = False
        self.list.show_rows(tuple(rows.row(line, now, keys) for line in listed.lines), seek)
        self._show_empty(bool(found.everything))
        if had_focus and not listed.lines:
            self.desk.shows.button(self.wanted.show).setFocus()
        self.counted.emit(found)
        self._read_pane()
        if self._begins:
            self._begins = False
            if QApplication.focusWidget() in (None, self):
                self.take_focus()

    def _show_empty(self, anything: bool) -> None:
        self.desk.show_narrowed(self.wanted.words() if self.wanted.narrowed else "")
        if self._lines:
            self.desk.show_list("list")
            return
        empty, write = self.desk.empty, _("Write it down")
        if self.wanted.narrowed:
            empty.show_words(_("Nothing of this kind."), "", _("Show everything"))
        elif not anything:
            told = _("What customers say comes here, word for word, until they were told what came of it.")
            empty.show_words(_("Nobody has said anything yet."), told, write)
        elif self.wanted.show == "untold":
            empty.show_words(_("Everybody who is owed an answer has one."), "", "")
        else:
            empty.show_words(_("Nothing waits here."), _("Everything that was said is looked after."), write)
        self.desk.show_list("empty")

    def _not_read(self, problem: Problem) -> None:
        self._slow.stop()
        self.desk.slow.setText(_("The list could not be read."))
        self.problem.emit(problem)

    def narrow(self, wanted: Wanted) -> None:
        """Show another list, or less of it."""
        self.flush()
        self.wanted, self._limit, self._seek, self._turned = wanted, WINDOW, None, True
        self.desk.shows.set_value(wanted.show)
        if not wanted.text and not self.desk.words.hasFocus():
            self.desk.words.clear()
            self.desk.words.hide()
        asked = self.bridge.read(read_list, wanted, self._limit).latest(self, "list")
        asked.then(self._show_list).otherwise(self._not_read)
        announce(self.list, wanted.words() or self.desk.shows.button(wanted.show).text())

    def show_older(self) -> None:
        """Read as many rows more."""
        self._limit += WINDOW
        self.reload()

    def find_words(self) -> None:
        """Ctrl+F: words to look for in what was said."""
        self.desk.step_aside(False)
        self.desk.words.show()
        self.desk.words.setFocus()
        self.desk.words.selectAll()

    def _keys(self) -> dict[str, str]:
        hint = self.actions_.hint
        return {"open": "Enter", "link": hint("feedback_link"), "card": hint("feedback_card")}

    # What is chosen

    def line(self) -> Line | None:
        """The chosen line."""
        return self._lines.get(self._chosen_id() or 0)

    def _on_chosen(self, row: FeedbackRow | None) -> None:
        self.flush()
        self._step, self._wording, self._after, self._deciding = "", 0, "", None
        if row is None:
            self.pane.show_view(None)
            self._renew_main()
            return
        self._read_pane()
        if self._held is not None and self._held != row.key:
            self._held = None
            self.reload()  # what was held leaves

    def open_customer(self) -> None:
        """G: the card, with the others of the list as its neighbours."""
        line = self.line()
        if line is not None and line.customer is not None:
            among = tuple(dict.fromkeys(one.customer for one in self._lines.values() if one.customer is not None))
            self.open_card.emit(line.customer, among)

    # Menus

    def _open_menu(self, place: QPoint) -> None:
        if (opened := self._shown()) is not None:
            menus.feedback_menu(self.actions_, self, opened, self._deeds()).popup(place)

    def _open_choices(self, what: str, chip: QWidget) -> None:
        if (opened := self._shown()) is not None:
            menus.choice_menu(self, what, opened, self._deeds()).popup(self.desk.menu_place(chip))

    def _open_filter(self) -> None:
        self.desk.filter.setChecked(self.wanted.narrowed)
        menu = filters.filter_menu(self.desk.filter, self.wanted, self._colleagues, self.narrow, self.find_words)
        menu.popup(self.desk.menu_place(self.desk.filter))

    # Wiring

    def _on_show(self, key: str) -> None:
        self.desk.step_aside(False)
        self.narrow(replace(self.wanted, show=key))

    def _on_tapped(self, _row: FeedbackRow) -> None:
        """Where only one of them fits, a tap on a row goes to its pane."""
        if self.desk.kind == "tight":
            self.open_pane()

    def _on_empty(self) -> None:
        if self.wanted.narrowed:
            self.narrow(self.wanted.wide())
        else:
            self.actions_["write_feedback"].trigger()

    def _connect(self) -> None:
        desk, pane = self.desk, self.pane
        desk.shows.picked.connect(self._on_show)
        desk.filter.clicked.connect(self._open_filter)
        desk.words.textChanged.connect(self._on_find)
        desk.wide.clicked.connect(lambda: self.narrow(self.wanted.wide()))
        desk.older.clicked.connect(self.show_older)
        desk.empty.clicked.connect(self._on_empty)
        desk.fitted.connect(self.shifted)
        self.list.chosen_changed.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.open_pane())
        self.list.tapped.connect(self._on_tapped)
        self.list.menu_wanted.connect(lambda _row, place: self._open_menu(place))
        pane.menu_wanted.connect(self._open_menu)
        pane.choice_wanted.connect(self._open_choices)
        pane.leave.connect(self.go_back)
        pane.band.wall_wanted.connect(lambda: self.wall_wanted.emit(self._chosen_id() or 0))
        found = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        found.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        found.activated.connect(self.find_words)
        self._slow.timeout.connect(lambda: desk.slow.setText(_("Looking through the notebook")))

    def _on_find(self, text: str) -> None:
        if text.strip() != self.wanted.text:
            self.narrow(replace(self.wanted, text=text.strip()))
