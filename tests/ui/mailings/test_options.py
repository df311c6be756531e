"""The choices a target leaves."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relnotebook.notebook import consent
from relnotebook.ui.mailings.options import Options, channels
from relnotebook.widgets.theme import Theme


def test_every_channel_can_be_chosen() -> None:
    assert {key for key, _words in channels()} == set(consent.CHANNELS)


def test_only_the_choices_that_there_are(qtbot: QtBot, theme: Theme) -> None:
    made = Options()
    qtbot.addWidget(made)
    made.show()
    made.show_for(channel=False, household=False, asks=True)
    assert made.isHidden()
    made.show_purposes(("invitations",))
    made.show_for(channel=False, household=False, asks=True)
    assert made.purpose.isVisible()
    made.show_for(channel=True, household=True, asks=False)
    assert (made.channel.isVisible(), made.household.isVisible(), made.purpose.isVisible()) == (True, True, False)


def test_what_is_chosen_is_told(qtbot: QtBot, theme: Theme) -> None:
    made = Options()
    qtbot.addWidget(made)
    made.show_purposes(("invitations",))
    told: list[object] = []
    made.purpose_picked.connect(told.append)
    made.household_picked.connect(told.append)
    made.purpose.activated.emit(1)
    made.household.click()
    assert told == ["invitations", True]
