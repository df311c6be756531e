"""The right column of the card: closeness, what to do for them, dates, people, ways to reach them, tags, and the rest.

What to do comes before what is known: it must be seen while the customer stands there, without scrolling.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal

from relnotebook.base.words import _
from relnotebook.ui.card_closeness import CardCloseness
from relnotebook.ui.card_dates import CardDates
from relnotebook.ui.card_group import SideGroup
from relnotebook.ui.card_joined import CardJoined
from relnotebook.ui.card_own import CardOwn
from relnotebook.ui.card_people import CardPeople
from relnotebook.ui.card_reach import CardReach
from relnotebook.ui.card_reminders import CardReminders
from relnotebook.ui.card_runs import Run, SideRow
from relnotebook.ui.card_tact import CardTact
from relnotebook.ui.card_tags import CardTags
from relnotebook.ui.card_view import CardPart, CardView
from relnotebook.widgets import theme
from relnotebook.widgets.parts import SidePanel


class CardNumber(SideGroup):
    """The number on their card.

    Signals:
        edit: it is to be changed.
    """

    edit = Signal()
    name: ClassVar[str] = "number"

    def __init__(self) -> None:
        super().__init__(_("Card"), _("Add a card number"))
        self.row = SideRow("credit-card")
        self.rows.addWidget(self.row)
        self.row.clicked.connect(self.edit)

    def slice(self, view: CardView) -> object:
        return view.card.card_number

    def add(self) -> None:
        self.edit.emit()

    def fill(self, view: CardView) -> None:
        number = view.card.card_number
        self.row.show_words([Run(number, "small")], doing=_("Press to change it"))
        self.row.setVisible(bool(number))
        self.show_caption(bool(number))
        self.rule.setVisible(bool(number))
        self.more.hide()


class CardSide(SidePanel):
    """The column with its groups, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.closeness, self.dates, self.people, self.reach = CardCloseness(), CardDates(), CardPeople(), CardReach()
        self.reminders, self.tags, self.tact = CardReminders(), CardTags(), CardTact()
        self.own, self.number, self.joined = CardOwn(), CardNumber(), CardJoined()
        for group in self.groups():
            self.box.addWidget(group)
        self.reminders.rule.hide()
        self.closeness.shown.connect(self.reminders.rule.setVisible)
        self.reminders.gap.elsewhere.connect(self.reach.ask_consent)
        px = theme.of().px
        self.box.setContentsMargins(px(20), px(10), px(8), px(16))  # the captions have air of their own
        self.box.addStretch(1)

    def groups(self) -> tuple[CardPart, ...]:
        known = (self.dates, self.people, self.reach, self.tags, self.tact, self.own, self.number, self.joined)
        return (self.closeness, self.reminders, *known)
