"""Finding the other card of somebody: a search as on the counter, and before anything is typed those it may be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from relnotebook.base import clock
from relnotebook.base.problems import Problem
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui import counter_rows
from relnotebook.ui.doubles import words
from relnotebook.ui.doubles.reads import Asked, read_asked
from relnotebook.widgets import theme
from relnotebook.widgets.parts import EmptyState, PlainLabel, SearchBox
from relnotebook.widgets.rows import RowList
from relnotebook.widgets.values import Row

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.customers import Hits
    from relnotebook.notebook.lines import CustomerLine

MOST = 12  # cards shown at once


class Picker(QWidget):
    """Whose other card is looked for, the search, and the cards that were found.

    Attributes:
        customer: whose other card it is, None before that is known: then the first card is looked for.
        search: what is typed into; rows: the cards.
    Signals:
        picked: the identity of the card chosen; problem: a Problem of the reading.
    """

    picked = Signal(object)
    problem = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.customer: CustomerId | None = None
        self._bridge: Bridge | None = None
        self._asked: Asked | None = None
        self.title = PlainLabel("", "heading", wrap=True)
        self.hint = PlainLabel("", "small", "ink2", wrap=True)
        self.search = SearchBox(_("Name, phone, e-mail or card"))
        self.search.setAccessibleName(_("Find the other card"))
        self.rows = RowList()
        self.rows.setAccessibleName(_("Cards that were found"))
        self.empty = EmptyState(" ")
        self._views = QStackedWidget()
        self._blank, self._invitation = QWidget(), QWidget()
        inviting = QVBoxLayout(self._invitation)
        inviting.setContentsMargins(0, 0, 0, 0)
        inviting.addWidget(self.empty)
        inviting.addStretch(1)
        for view in (self._blank, self.rows, self._invitation):
            self._views.addWidget(view)
        self._column = QVBoxLayout(self)
        for part in (self.title, self.hint, self.search):
            self._column.addWidget(part)
        self._column.addWidget(self._views, 1)
        self.search.asked.connect(self._on_asked)
        self.search.stepped.connect(self.rows.step)
        self.search.installEventFilter(self)
        self.rows.opened.connect(self._on_opened)
        self.rows.tapped.connect(self._on_opened)
        self._dress()
        theme.of().changed.connect(self._dress)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def begin(self, customer: CustomerId | None) -> None:
        """Look for the other card of this customer, or for a first card."""
        self.customer, self._asked = customer, None
        self.title.setText(_("Which two cards?") if customer is None else "")
        self.hint.setText(_("Find the first one.") if customer is None else "")
        self.search.clear()
        self._show((), "", "")
        if self._bridge is not None and customer is not None:
            asked = self._bridge.read(read_asked, customer).latest(self, "asked")
            asked.then(self._show_asked).otherwise(self._not_read)

    def take_focus(self) -> None:
        """To the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search takes the chosen card."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                row = self.rows.chosen()
                if row is not None:
                    self._on_opened(row)
                return True
        return super().eventFilter(watched, event)

    # Answers

    def _show_asked(self, asked: Asked) -> None:
        self._asked = asked
        self.title.setText(_("Which other card is {name}'s?").format(name=asked.line.name))
        self.hint.setText(_("Both are shown side by side before anything happens."))
        if not self.search.text().strip():
            self._show_near()

    def _show_near(self) -> None:
        """Before anything is typed: those it may be, with what speaks for it."""
        near = self._asked.near if self._asked is not None else ()
        rows = tuple(_row(found.line, words.reasons(found.reasons)) for found in near if found.line.id != self.customer)
        none = _("No other card looks like theirs. Type a name or a phone.")
        self._show(rows, none if self._asked is not None else "", "")

    def _on_asked(self, text: str) -> None:
        from relnotebook.notebook import customers

        if not text.strip():
            self._show_near()
        elif self._bridge is not None:
            asked = self._bridge.read(customers.find, text, limit=MOST + 1).latest(self, "find")
            asked.then(self._show_hits).otherwise(self._not_read)

    def _show_hits(self, hits: Hits) -> None:
        if hits.text.strip() != self.search.text().strip():
            return
        rows = tuple(_row(line, line.usual) for line in hits.lines if line.id != self.customer)
        self._show(rows[:MOST], _("Nobody matches."), _("A part of the name, or the last digits of the phone."))

    def _show(self, rows: tuple[Row, ...], nobody: str, line: str) -> None:
        self.rows.show_rows(rows, anew=True)
        self.empty.show_words(nobody, line)
        self._views.setCurrentWidget(self.rows if rows else self._invitation if nobody else self._blank)

    def _not_read(self, found: Problem) -> None:
        self.problem.emit(found)

    def _on_opened(self, row: Row) -> None:
        self.picked.emit(CustomerId(row.key))

    def _dress(self) -> None:
        px = theme.of().px
        self._column.setContentsMargins(px(24), px(4), px(24), px(16))
        self._column.setSpacing(px(8))


def _row(line: CustomerLine, second: str) -> Row:
    """A card as a row: the second line says why it is offered, or the usual."""
    [row] = counter_rows.near((line,), clock.now(), _("Enter: put it beside the other."))
    return replace(row, line=second, icon="users" if second != line.usual else row.icon, spans=(), spoken="")
