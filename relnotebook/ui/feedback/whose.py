"""Whose words they are: a name found as on the counter, a name as it was given, or nobody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.widgets import theme
from relnotebook.widgets.parts import KeyButton, PlainLabel, announce, button, icon_button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.customers import Hits

FOUND = 4  # people offered
LEAST = 2  # letters before anybody is looked for
LONGEST = 300


class Whose(QWidget):
    """A line to type a name into, and below it those it may be.

    Nobody is linked without a press on their name or Enter: half a name must not put words on the wrong card.

    Attributes:
        customer: the card the words will stand on, None for nobody's.
        people: the buttons of those who are offered.
    Signals:
        changed: somebody else, or nobody, is chosen; edited: a person typed or chose.
    """

    changed = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.customer: CustomerId | None = None
        self.people: list[KeyButton] = []
        self._bridge: Bridge | None = None
        self._offered: tuple[CustomerId | None, str] = (None, "")
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(_("Whose words"))
        self.line.setPlaceholderText(_("Name, phone or card; or nobody"))
        self.cross = icon_button("x", _("Nobody in particular"))
        self.cross.clicked.connect(self._on_cross)
        self.told = PlainLabel("", "small", "ink2", wrap=True)
        self._row = QHBoxLayout()
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.cross)
        self._people = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row in (self._row, self._people):
            self._column.addLayout(row)
        self._column.addWidget(self.told)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self._dress()
        theme.of().changed.connect(self._dress)
        self._renew()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def name(self) -> str:
        """The name chosen or typed, "" for nobody's words."""
        return self.line.text().strip()

    def show_person(self, customer: CustomerId | None, name: str) -> None:
        """Show somebody as chosen, or (None) a name as it was typed; nothing is told."""
        self.customer = customer
        self.line.setText(name)
        self.line.setCursorPosition(0)
        self._renew()

    def offer(self, customer: CustomerId | None, name: str) -> None:
        """Offer somebody before anything is typed: whose card is open, or was looked at last."""
        self._offered = (customer, name.strip())
        self._renew()

    def first(self) -> bool:
        """Take the first who is offered; False when nobody is, or somebody is chosen already."""
        if self.customer is not None or not self.people:
            return False
        self.people[0].click()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first who is offered, Down goes to them."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not self.first():
                    self.focusNextPrevChild(True)
                return True
            if plain and event.key() == Qt.Key.Key_Down and self.people:
                self.people[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    # Looking

    def _on_typed(self, text: str) -> None:
        from relnotebook.notebook import customers

        had, self.customer = self.customer, None
        if had is not None:
            self.changed.emit()
        self.edited.emit()
        if self._bridge is None or len(text.strip()) < LEAST:
            self._renew()
            return
        self._show_told()
        self._bridge.read(customers.find, text, limit=FOUND).latest(self, "find").then(self._on_found)

    def _on_found(self, hits: Hits) -> None:
        if hits.text.strip() != self.name() or self.customer is not None:
            return
        self._show_people([(line.id, line.name, line.usual) for line in hits.lines[:FOUND]])
        self._show_told()

    def _on_cross(self) -> None:
        had, self.customer = self.customer, None
        self.line.clear()
        self._renew()
        if had is not None:
            self.changed.emit()
        self.edited.emit()
        self.line.setFocus()

    def _take(self, customer: CustomerId, name: str) -> None:
        self.show_person(customer, name)
        self.changed.emit()
        self.edited.emit()
        self.line.setFocus()
        announce(self, self.told.text())

    # Showing

    def _renew(self) -> None:
        """What stands below the line while nothing is looked for."""
        customer, name = self._offered
        offered = customer is not None and not self.line.text() and self.customer is None
        self._show_people([(customer, name, "")] if offered and customer is not None else [])
        self._show_told()

    def _show_people(self, found: list[tuple[CustomerId, str, str]]) -> None:
        for made in self.people:
            self._people.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.people = []
        for customer, name, usual in found:
            made = button(f"{name}, {usual}" if usual else name, kind="quiet", icon="user")
            made.setAccessibleName(_("Words of {name}").format(name=name))
            made.setMinimumWidth(theme.of().px(64))
            made.lead()
            made.clicked.connect(partial(self._take, customer, name))
            self.people.append(made)
            self._people.addWidget(made)
            made.show()  # at once: what is not shown yet has no height

    def _show_told(self) -> None:
        name = self.name()
        self.cross.setVisible(bool(self.line.text()))
        words = ""
        if self.customer is not None:
            words = _("It will stand on the card.")
        elif name and not self.people:
            words = _("On no card. The name is kept as you typed it.")
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _dress(self) -> None:
        px = theme.of().px
        self._row.setSpacing(px(4))
        for layout in (self._people, self._column):
            layout.setSpacing(px(4))
