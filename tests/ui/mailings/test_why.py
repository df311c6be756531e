"""Somebody is searched for, and why they are in a mailing or not is said line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.exchange.mailing import Why
from relnotebook.notebook.segments import Reason
from relnotebook.ui.card_runs import SideRow
from relnotebook.ui.mailings.why import WhyPart

from .mails import ids

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

(ANA,) = ids(1)
TOLD = Why(ANA, "Ana", inside=False, told="Ana will not hear from you.", reasons=(
    Reason("has a birthday in December", holds=True, told="Ana has a birthday in December."),
    Reason("no consent", holds=False, told="Ana is left out: no consent for e-mail."),
))  # fmt: skip


def test_it_unfolds_and_folds_away(qtbot: QtBot, theme: Theme) -> None:
    why = WhyPart()
    qtbot.addWidget(why)
    assert why.line.isHidden()
    assert not why.go_back()
    why.begin.click()
    assert not why.line.isHidden()
    why.begin.click()
    assert why.line.isHidden()


def test_every_condition_is_told_and_the_card_is_a_press_away(qtbot: QtBot, theme: Theme) -> None:
    why = WhyPart()
    qtbot.addWidget(why)
    opened: list[object] = []
    why.open_card.connect(opened.append)
    why.unfold()
    why.ask(ANA)
    why._show_why(TOLD)
    assert why.line.text() == "Ana"
    assert why.words() == [
        "Ana will not hear from you.",
        "Ana has a birthday in December.",
        "Ana is left out: no consent for e-mail.",
        "Open their card",
    ]
    card = why.findChildren(SideRow)[-1]
    card.click()
    assert opened == [ANA]


def test_an_answer_about_somebody_else_is_too_late(qtbot: QtBot, theme: Theme) -> None:
    why = WhyPart()
    qtbot.addWidget(why)
    why.unfold()
    why._show_why(TOLD)
    assert why.words() == []
