"""One of a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnotebook.ui.card_picks import Picks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

CHOICES = (("a", "Apple", ""), ("b", "Bun", "bread"))


def test_one_of_a_few(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("What", CHOICES)
    qtbot.addWidget(picks)
    told: list[str] = []
    picks.picked.connect(told.append)
    assert picks.value() == "a"
    picks.button("b").click()
    picks.button("b").click()
    picks.set_value("")
    assert picks.value() == "b"
    assert told == ["b", "b"]
    assert picks.button("b").accessibleDescription() == "What"


def test_none_where_none_is_allowed(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("What", CHOICES, empty=True)
    qtbot.addWidget(picks)
    assert picks.value() == ""
    picks.button("a").click()
    assert picks.value() == "a"
    picks.button("a").click()
    assert picks.value() == ""


def test_it_wraps_where_it_is_narrow(qtbot: QtBot, theme: Theme) -> None:
    picks = Picks("What", CHOICES)
    qtbot.addWidget(picks)
    assert picks.heightForWidth(picks.sizeHint().width()) < picks.heightForWidth(60)
