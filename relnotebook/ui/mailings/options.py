"""How people are written to, where a target leaves a choice: the channel, what for, and once for each household."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from relnotebook.base.words import _
from relnotebook.widgets.parts import Choice, FlowLayout, Tick
from relnotebook.widgets.plain import set_tip

GAP = 14


def channels() -> tuple[tuple[str, str], ...]:
    """(channel, what its choice says)."""
    return (
        ("email", _("To write e-mails")),
        ("post", _("To write by post")),
        ("text", _("To text")),
        ("phone", _("To ring")),
        ("chat", _("To write chat messages")),
    )


class Options(QWidget):
    """The choices that there are for a target; hidden when there is none.

    Signals:
        channel_picked, purpose_picked: the key taken.
        household_picked: whether one for each household is enough.
    """

    channel_picked = Signal(str)
    purpose_picked = Signal(str)
    household_picked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.channel, self.purpose = Choice(channels()), Choice()
        self.household = Tick(_("One for each household"))
        self.channel.setAccessibleName(_("How they are written to"))
        self.purpose.setAccessibleName(_("What for"))
        set_tip(self.channel, _("Only people who agreed to it are in the file."))
        set_tip(self.purpose, _("Only people who agreed to it are in the file."))
        flow = FlowLayout(self, gap=GAP)
        for part in (self.channel, self.purpose, self.household):
            flow.addWidget(part)
        self.channel.picked.connect(self.channel_picked)
        self.purpose.picked.connect(self.purpose_picked)
        self.household.clicked.connect(self.household_picked)
        self.show_purposes(())
        self.show_for(channel=False, household=False, asks=True)

    def show_purposes(self, purposes: Sequence[str]) -> None:
        """What people were asked for besides news and offers."""
        self._many = bool(purposes)
        self.purpose.set_choices((("", _("For news and offers")), *((one, one) for one in purposes)))

    def show_for(self, *, channel: bool, household: bool, asks: bool) -> None:
        """Which choices there are; `asks`: people are asked for their consent at all."""
        self.channel.setVisible(channel)
        self.purpose.setVisible(asks and self._many)
        self.household.setVisible(household)
        self.setVisible(channel or household or (asks and self._many))
        self.updateGeometry()
