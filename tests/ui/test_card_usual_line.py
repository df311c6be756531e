"""One line of the hero: the words, the warning, the button's states."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from relnotebook.notebook.usual import Usual
from relnotebook.notebook.variations import Variation
from relnotebook.ui.card_usual_line import Tinted, UsualLine, order_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme

PLUS = Variation(1, "weekday", "4", "plus", "a bun", True)
DECAF = Variation(2, "after", "15:00", "change", "decaf", False)
USUAL = Usual(7, "", "Flat white", "", "told", datetime(2026, 1, 1, tzinfo=UTC), (PLUS, DECAF))


def shown(qtbot: QtBot, usual: Usual = USUAL) -> UsualLine:
    line = UsualLine(first=True)
    qtbot.addWidget(line)
    line.usual = usual
    line._show_variations(usual, 1)
    return line


def test_the_order_follows_the_ticks(qtbot: QtBot, theme: Theme) -> None:
    line = shown(qtbot)
    assert line.ticks() == (1,)
    assert order_of(line) == ("Flat white", "bun")
    line.chips()[1].click()
    assert order_of(line) == ("Flat white, decaf", "bun")


def test_what_was_ticked_by_hand_stays(qtbot: QtBot, theme: Theme) -> None:
    line = shown(qtbot)
    line.chips()[0].click()
    line.tick_for(lambda found: True)
    assert line.ticks() == (2,)
    line.forget_hand()
    line.tick_for(lambda found: found.holds)
    assert line.ticks() == (1,)


def test_more_than_nine_variations_have_no_digit(qtbot: QtBot, theme: Theme) -> None:
    many = tuple(Variation(n, "asked", f"Number {n}", "plus", "a bun", False) for n in range(1, 12))
    line = shown(qtbot, Usual(7, "", "Flat white", "", "told", None, many))
    assert "9" in line.chips()[8].toolTip()
    assert "10" not in line.chips()[9].toolTip().replace("Number 10", "")


def test_a_warning_turns_the_ground_and_back(qtbot: QtBot, theme: Theme) -> None:
    ground = Tinted()
    qtbot.addWidget(ground)
    ground.resize(200, 60)
    before = ground.grab().toImage().pixelColor(100, 4)
    ground.warn("Almond. Ask first.")
    ground.resize(200, 60)
    assert ground.grab().toImage().pixelColor(100, 4) == theme.colour("alert_soft")
    ground.warn("")
    assert ground.grab().toImage().pixelColor(100, 4) == before


def test_the_button_rests_after_it_said_logged(qtbot: QtBot, theme: Theme) -> None:
    line = shown(qtbot)
    line.show_logged()
    assert line.button.text() == "Logged 08:41"
    assert line._back.interval() == 4000
    line._back.timeout.emit()
    assert line.button.text() == "Log the usual"
