"""The check chip of a variation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relnotebook.ui.card_variation import VariationChip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


def made(qtbot: QtBot, words: str = "Fridays: plus a bun") -> VariationChip:
    chip = VariationChip(3)
    qtbot.addWidget(chip)
    chip.show_words(words, 1)
    chip.resize(chip.sizeHint())
    chip.show()
    return chip


def test_it_is_named_and_has_its_digit(qtbot: QtBot, theme: Theme) -> None:
    chip = made(qtbot)
    assert chip.accessibleName() == "Fridays: plus a bun"
    assert chip.toolTip().endswith("1</span>")
    assert chip.sizeHint().height() == 36


def test_space_ticks_it_and_it_is_seen(qtbot: QtBot, theme: Theme) -> None:
    chip = made(qtbot)
    middle = chip.width() - 4, 6
    plain = chip.grab().toImage().pixelColor(*middle)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    ticked = chip.grab().toImage().pixelColor(*middle)
    assert plain == theme.colour("sheet")
    assert ticked == theme.colour("accent_soft")


def test_ticking_moves_nothing(qtbot: QtBot, theme: Theme) -> None:
    chip = made(qtbot)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before


def test_markup_is_shown_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    chip = made(qtbot, "<b>now</b>: plus a bun")
    assert chip.words() == "<b>now</b>: plus a bun"
    assert "&lt;b&gt;" in chip.toolTip()
