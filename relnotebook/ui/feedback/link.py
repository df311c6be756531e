"""Linking a customer: a small sheet to find whose words these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from relnotebook.base.words import _
from relnotebook.ui.feedback.whose import Whose
from relnotebook.widgets.parts import PlainLabel, Sheet, button

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.inbox import Line


class LinkSheet(Sheet):
    """A name to type, those it may be, and the way out.

    Signals:
        linked: the customer chosen, or None for nobody's words any more.
        leave: nothing is to be changed.
    """

    linked = Signal(object)
    leave = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Link a customer"))
        self.title = PlainLabel(_("Whose words are these?"), "strong")
        self.whose = Whose()
        self.whose.told.setMaximumHeight(0)  # here a press on a name is enough
        self.off = button(_("Take it &off the card"), kind="ghost", icon="user")
        self.back = button(_("Leave it as it is"), kind="ghost")
        row = QHBoxLayout()
        row.addWidget(self.off)
        row.addWidget(self.back)
        row.addStretch(1)
        for part in (self.title, self.whose):
            self.box.addWidget(part)
        self.box.addLayout(row)
        self.whose.changed.connect(self._on_changed)
        self.off.clicked.connect(lambda: self.linked.emit(None))
        self.back.clicked.connect(self.leave)
        self.hide()

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self.whose.attach(bridge)

    def begin(self, line: Line) -> None:
        """Ask for somebody; a name that was left begins the search."""
        self.off.setVisible(line.customer is not None)
        self.whose.show_person(None, "")
        self.show()
        self.whose.line.setFocus()

    def _on_changed(self) -> None:
        if self.whose.customer is not None:
            self.linked.emit(self.whose.customer)
