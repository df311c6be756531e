"""Finding somebody else's card from within a card, to link it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_view import CardPart
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel

if TYPE_CHECKING:
    from relnotebook.notebook.customers import CustomerLine, Hits

MOST = 4


class CardFinder(QWidget):
    """Cards whose name fits what is typed in `line`, as buttons below it.

    Signals:
        found: (customer id, name) of the card chosen.
    """

    found = Signal(object, str)

    def __init__(self, part: CardPart, line: QLineEdit, hint: str) -> None:
        super().__init__()
        self._part, self._line = part, line
        self._buttons: list[SideRow] = []
        self._hint = PlainLabel(hint, "small", "ink2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.of().px(4))
        self._column.addWidget(self._hint)
        line.textEdited.connect(self._on_edited)
        self.clear()

    def clear(self) -> None:
        """Offer nothing."""
        for made in self._buttons:
            self._column.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._buttons = []
        self.hide()

    def _on_edited(self, text: str) -> None:
        from relnotebook.notebook import customers

        if len(text.strip()) < 2:
            self.clear()
            return
        self._part.bridge.read(customers.find, text, limit=MOST + 1).latest(self, "find").then(self._on_hits)

    def _on_hits(self, hits: Hits) -> None:
        self.clear()
        if hits.text.strip() != self._line.text().strip():
            return
        for line in [line for line in hits.lines if line.id != self._part.customer][:MOST]:
            self._offer(line)
        self.setVisible(bool(self._buttons))

    def _offer(self, line: CustomerLine) -> None:
        made = SideRow("address-book")
        made.show_words(
            (Run(line.name, "small_strong", "accent"), Run(line.usual, "small", "ink2", gap=1)),
            doing=_("Link this card"),
        )
        made.clicked.connect(partial(self._on_chosen, line.id, line.name))
        self._buttons.append(made)
        self._column.addWidget(made)

    def _on_chosen(self, customer: CustomerId, name: str) -> None:
        self.clear()
        self.found.emit(customer, name)
