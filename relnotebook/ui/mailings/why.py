"""Why is Ana not in it? Somebody is searched for, and the conditions are gone through one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.ui.card_runs import Run, Runs, SideRow
from relnotebook.ui.mailings.links import WordLink
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel, announce

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.mailing import Mailing, Why
    from relnotebook.notebook.customers import Hits

MOST = 4


class WhyPart(QWidget):
    """A line that unfolds to a search, and below it what is so and what is not.

    Signals:
        open_card: the customer who was asked about.
    """

    open_card = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bridge: Bridge | None = None
        self._mailing: Mailing | None = None
        self._asked: CustomerId | None = None
        self.begin = WordLink(_("Why is somebody not in it?"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A name, a phone, an e-mail"))
        self.line.setAccessibleName(_("Whom to ask about"))
        self._hits, self._told = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(6))
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.line)
        column.addLayout(self._hits)
        column.addLayout(self._told)
        self._hits.setSpacing(0)
        self._told.setSpacing(theme.of().px(4))
        self.line.hide()
        self.begin.clicked.connect(self.unfold)
        self.line.textEdited.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_return)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def show_mailing(self, found: Mailing) -> None:
        """Another mailing: who was asked about is gone through anew."""
        self._mailing = found
        if self._asked is not None:
            self.ask(self._asked)

    def unfold(self) -> None:
        """Ask whom it is about; once more folds it away."""
        if self.go_back():
            return
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """Fold it away; False when it is."""
        if self.line.isHidden():
            return False
        self._asked = None
        self.line.clear()
        self._clear(self._hits)
        self._clear(self._told)
        inside = self.line.hasFocus()
        self.line.hide()
        if inside:
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def words(self) -> list[str]:
        """What was found, line by line."""
        items = (self._told.itemAt(at) for at in range(self._told.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.text() for widget in widgets if isinstance(widget, PlainLabel | Runs | SideRow)]

    def offered(self) -> list[SideRow]:
        """The people who fit what is typed."""
        items = (self._hits.itemAt(at) for at in range(self._hits.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, SideRow)]

    def ask(self, customer: CustomerId) -> None:
        """Go through the conditions for somebody."""
        from relnotebook.exchange import mailing

        self._asked = customer
        if self._bridge is not None and self._mailing is not None:
            asked = self._bridge.read(mailing.why, self._mailing, customer).latest(self, "why")
            asked.then(self._show_why).otherwise(lambda _gone: self._clear(self._told))

    def _on_edited(self, text: str) -> None:
        from relnotebook.notebook import customers

        self._asked = None
        self._clear(self._told)
        if len(text.strip()) < 2 or self._bridge is None:
            self._clear(self._hits)
            return
        self._bridge.read(customers.find, text, limit=MOST).latest(self, "find").then(self._show_hits)

    def _show_hits(self, hits: Hits) -> None:
        self._clear(self._hits)
        if hits.text != self.line.text():
            return
        for line in hits.lines[:MOST]:
            row = SideRow("user")
            runs = (Run(line.name, "small_strong", "accent"), Run(line.usual, "small", "ink2", gap=1))
            row.show_words(runs, doing=_("Say why"))
            row.clicked.connect(partial(self._on_chosen, line.id))
            self._hits.addWidget(row)
            row.show()  # at once, for the keyboard
        if not hits.lines:
            self._hits.addWidget(PlainLabel(_("Nobody is called so."), "small", "ink2"))

    def _on_return(self) -> None:
        """Enter takes the first of them."""
        if self.offered():
            self.offered()[0].click()

    def _on_chosen(self, customer: CustomerId) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)  # before the row with the keyboard in it goes
        self._clear(self._hits)
        self.ask(customer)

    def _show_why(self, found: Why) -> None:
        if found.customer != self._asked:
            return
        self.line.setText(found.name)
        self._clear(self._told)
        self._told.addWidget(PlainLabel(found.told, "strong", wrap=True))
        for reason in found.reasons:
            line = Runs("check" if reason.holds else "x", self)
            line.show_runs((Run(reason.told, "small", "ink2" if reason.holds else "ink"),))
            self._told.addWidget(line)
        row = SideRow("address-book")
        row.show_words((Run(_("Open their card"), "small_strong", "accent"),))
        row.clicked.connect(partial(self.open_card.emit, found.customer))
        self._told.addWidget(row)
        row.show()
        announce(self.line, " ".join(self.words()))

    @staticmethod
    def _clear(column: QVBoxLayout) -> None:
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget | QLabel):
                widget.hide()
                widget.deleteLater()
