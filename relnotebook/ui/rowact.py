"""What stands over the chosen row of the counter: the button that logs the usual, and what it asks first."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relnotebook.base.words import _
from relnotebook.ui.actions import native
from relnotebook.widgets import say
from relnotebook.widgets.parts import button
from relnotebook.widgets.values import Row

LOGGED_MS = 4000


class RowAct(QWidget):
    """The chosen row's own button, in one of five states.

    - log: "Log the usual";
    - open: nothing is usual yet, so the card is opened;
    - warn: the order holds a word of an alert; a second press logs it all the same;
    - again: a visit was logged within ten minutes; a second press logs a second one;
    - logged: done, shown for four seconds.

    What it asks or warns of stands in the row itself, in place of the usual: the page shows `words` there.

    Attributes:
        state: the state, as above; words: the question or warning, "" in the other states.
        key: the customer it stands for, 0 for none.
    Signals:
        pressed: the main button; leave: "Leave it", in warn and again; changed: the state or its words are others.
    """

    pressed = Signal()
    leave = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = "log"
        self.key = 0
        self._usual = True
        self._tight = False
        self._ctrl_enter = native("Ctrl+Return")
        self.words = ""
        self.main = button("", kind="primary")
        self.other = button(_("Leave it"), kind="quiet", key="Esc")
        for part in (self.main, self.other):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the search keeps the focus; the key does the same
        self.main.clicked.connect(self.pressed)
        self.other.clicked.connect(self.leave)
        self._timer = QTimer(self, singleShot=True, interval=LOGGED_MS)
        self._timer.timeout.connect(self.reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.other)
        row.addWidget(self.main)
        self.reset()

    def show_for(self, row: Row, *, has_usual: bool) -> None:
        """Stand over `row`. A question already asked about the same customer stays."""
        if row.key == self.key and has_usual == self._usual:
            return
        self.key, self._usual = row.key, has_usual
        self.reset()

    def set_tight(self, tight: bool) -> None:
        """Without key hints, when there is little room."""
        if tight != self._tight:
            self._tight = tight
            self._show(self.state, self.words)

    def reset(self) -> None:
        """Back to the plain button."""
        self._timer.stop()
        self._show("log" if self._usual else "open", "")

    def warn(self, sentence: str) -> None:
        """The order holds something an alert speaks of."""
        self._show("warn", sentence)

    def ask_again(self, minutes: int) -> None:
        """They were logged a moment ago: was this a second visit, or the same key twice?"""
        when = say.minutes_ago(minutes)
        self._show("again", _("Logged {when}. Again, or a second one?").format(when=when))

    def show_logged(self, time: str) -> None:
        """Say for a moment that it is done."""
        self._show("logged", "")
        self._set_main(_("Logged {time}").format(time=time), "")
        self.main.set_kind("secondary")
        self.main.set_icon("check")
        self._timer.start()

    @property
    def asking(self) -> bool:
        """Whether it waits for a second press or for "Leave it"."""
        return self.state in ("warn", "again")

    @property
    def main_text(self) -> str:
        """What the main button does now."""
        return {
            "log": _("Log the usual"),
            "open": _("Open the card"),
            "warn": _("Log it all the same"),
            "again": _("Log a second one"),
            "logged": _("Log the usual"),
        }[self.state]

    def _show(self, state: str, words: str) -> None:
        self.state = state
        if state != "logged":
            self._timer.stop()
        self.words = words
        self.other.setVisible(self.asking and not self._tight)
        key = native("Return") if state == "open" else self._ctrl_enter
        self._set_main(self.main_text, "" if self._tight else key)
        self.updateGeometry()
        self.changed.emit()

    def _set_main(self, words: str, key: str) -> None:
        self.main.set_kind("primary")
        self.main.set_icon("")
        self.main.setText(words)
        self.main.set_key(key)
