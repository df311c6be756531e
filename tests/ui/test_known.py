"""While somebody new is typed in: who is there already."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import CustomerId
from relnotebook.notebook.doubles import Near
from relnotebook.notebook.lines import CustomerLine
from relnotebook.ui.known import Known, Seen, seen
from relnotebook.widgets.theme import Look, Theme


def near(*agree: str) -> Near:
    return Near(CustomerLine(CustomerId(7), "Ngozi Okafor", "", "", "", None), (), 90, agree)


@pytest.mark.parametrize(
    ("agree", "words"),
    [
        (("phone", "same"), "Ngozi Okafor has this number."),
        (("email",), "Ngozi Okafor has this e-mail."),
        (("email", "phone", "alike"), "Ngozi Okafor has this number and this e-mail."),
        (("same",), "Ngozi Okafor is in the notebook already."),
    ],
)
def test_what_is_said_of_somebody_who_is_there(agree: tuple[str, ...], words: str) -> None:
    assert seen(near(*agree)) == Seen(CustomerId(7), words)


def test_the_way_to_their_card(qtbot: QtBot, theme: Theme) -> None:
    known = Known()
    qtbot.addWidget(known)
    known.show_known(())
    assert known.isHidden()
    known.show_known((Seen(CustomerId(7), "Ngozi has this number."), Seen(CustomerId(8), "Omar has this number.")))
    assert known.isVisible()
    assert known.text() == "Ngozi has this number. Omar has this number."
    theme.apply(Look(scale=1.4))
    with qtbot.waitSignal(known.opened) as told:
        known.buttons[1].click()
    assert told.args == [8]
    known.show_known(())
    assert known.isHidden()
