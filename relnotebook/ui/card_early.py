"""How early the shop is told of this customer's dates: a rule of the card's own, for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relnotebook.base.problems import Problem
from relnotebook.base.words import _
from relnotebook.ui.card_group import RowEditor
from relnotebook.ui.card_view import CardPart
from relnotebook.ui.early import DayChips
from relnotebook.widgets import theme
from relnotebook.widgets.parts import PlainLabel, field

FORM = 1  # the one form's key: there is one for each card


class EarlyPick(QWidget):
    """The days to be told on; each press is kept at once, and without a tick the rule is gone.

    Attributes:
        chips: the days.
    """

    def __init__(self, part: CardPart) -> None:
        super().__init__()
        self._part = part
        self._on_the_way = 0
        self._turn = 0  # grows with each card or form it is shown for: answers to earlier ones are not its own
        self._kept: tuple[int, ...] = ()
        self.chips = DayChips()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of().px(4))
        column.addWidget(self.chips)
        column.addWidget(PlainLabel(_("Without a choice, as for everyone."), "small", "ink3", wrap=True))
        self.chips.picked.connect(self._keep)

    def show_days(self, days: tuple[int, ...], *, fresh: bool) -> None:
        """Show the card's rule, () for none; what was pressed a moment ago and is on its way stays as pressed."""
        self._kept = days
        if fresh:
            self._turn += 1
            self._on_the_way = 0
        if not self._on_the_way:
            self.chips.show_days(days)

    def _keep(self) -> None:
        ask = write_days(self._part, self.chips.days())
        self._on_the_way += 1
        turn = self._turn
        ask.then(lambda _done: self._answered(turn)).otherwise(lambda problem: self._refused(turn, problem))

    def _answered(self, turn: int) -> None:
        if turn == self._turn:
            self._on_the_way -= 1

    def _refused(self, turn: int, problem: Problem) -> None:
        self._answered(turn)
        self._part.told(problem)
        self.show_days(self._kept, fresh=False)


class EarlyEditor(RowEditor):
    """The rule alone, opened from its row."""

    def __init__(self, part: CardPart, days: Callable[[], tuple[int, ...] | None]) -> None:
        """`days` gives the card's rule as it is now, () for none, None while it is not known."""
        super().__init__(part, _("Remove the rule"))
        self._days = days
        self.pick = EarlyPick(part)
        self.box.addWidget(field(_("Tell us early"), self.pick))
        self.end()

    def renew(self, *, fresh: bool) -> None:
        days = self._days()
        if days is None:
            self.close_up()
            return
        self.pick.show_days(days, fresh=fresh)
        self.remove.setVisible(bool(days))
        if fresh:
            next(iter(self.pick.chips.chips.values())).setFocus()

    def take_out(self, key: int) -> None:
        write_days(self.part, ()).otherwise(self.part.told)


def write_days(part: CardPart, days: tuple[int, ...]) -> Any:
    """Keep the card's rule, or let it go when there are no days; the question on its way."""
    from relnotebook.notebook import leads

    if not days:
        return part.bridge.write(leads.remove_card_leads, part.customer)
    kept = ",".join(str(day) for day in days)
    return part.bridge.write(leads.set_lead, "card", leads.EVERY_KIND, kept, customer=part.customer)
