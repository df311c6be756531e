from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from relnotebook.widgets.switches import Dot, Switch, Tick
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show


@pytest.mark.parametrize("kind", [Tick, Dot, Switch])
def test_words_and_indicator_both_turn_it_on(show: Show, qtbot: QtBot, kind: type) -> None:
    box = kind("Fridays: plus a cardamom bun")
    show(box)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.sizeHint().width() - 4, 18))
    assert box.isChecked()


@pytest.mark.parametrize("kind", [Tick, Switch])
def test_space_turns_it_on_and_off(show: Show, qtbot: QtBot, kind: type) -> None:
    box = kind("Less motion")
    show(box)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


@pytest.mark.parametrize(("kind", "at"), [(Tick, 3), (Dot, 3), (Switch, 5)])
def test_on_is_petrol(show: Show, theme: Theme, kind: type, at: int) -> None:
    box = kind()
    show(box)
    middle = box.height() // 2
    before = box.grab().toImage().pixelColor(at, middle).name()
    box.setChecked(True)
    assert box.grab().toImage().pixelColor(at, middle).name() == theme.colour("accent").name() != before


@pytest.mark.parametrize(
    ("rtl", "on", "side"), [(False, True, 31), (False, False, 9), (True, True, -32), (True, False, -10)]
)
def test_the_knob_stands_where_one_reads_to(show: Show, theme: Theme, rtl: bool, on: bool, side: int) -> None:
    theme.apply(Look(rtl=rtl))
    box = Switch()
    box.setChecked(on)
    show(box)
    image = box.grab().toImage()
    assert image.pixelColor(side % image.width(), box.height() // 2).name() == theme.colour("sheet").name()


@pytest.mark.parametrize("kind", [Tick, Dot, Switch])
def test_a_target_is_never_below_36(theme: Theme, qtbot: QtBot, kind: type) -> None:
    box = kind()
    qtbot.addWidget(box)
    assert min(box.sizeHint().toTuple()) >= 36
    theme.apply(Look(scale=1.5, roomy=True))
    assert box.sizeHint().height() == 72


@pytest.mark.parametrize("kind", [Tick, Dot, Switch])
def test_what_is_off_limits_is_paler(show: Show, theme: Theme, kind: type) -> None:
    box = kind("Words")
    box.setChecked(True)
    show(box)
    before = box.grab().toImage()
    box.setEnabled(False)
    assert box.grab().toImage() != before
