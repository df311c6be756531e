"""How far each printer is off."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.notebook.sheets import Nudge
from relnotebook.ui.mailings.nudging import ANOTHER, Nudging
from relnotebook.widgets.theme import Theme


@pytest.fixture
def nudging(qtbot: QtBot, theme: Theme) -> Nudging:
    made = Nudging()
    qtbot.addWidget(made)
    made.show_nudges({"": Nudge(0.5, -1), "Office": Nudge(2, 0)})
    return made


@pytest.fixture
def wanted(nudging: Nudging) -> list[Any]:
    found: list[Any] = []
    nudging.set_wanted.connect(lambda *told: found.append(told))
    return found


def type_into(nudging: Nudging, right: str) -> None:
    nudging.right.clear()
    QTest.keyClicks(nudging.right, right)
    QTest.keyClick(nudging.right, Qt.Key.Key_Return)


def test_each_printer_has_its_own(nudging: Nudging) -> None:
    assert (nudging.nudge, nudging.right.text(), nudging.down.text()) == (Nudge(0.5, -1), "0.5", "-1")
    nudging.choose("Office")
    assert (nudging.nudge, nudging.right.text()) == (Nudge(2, 0), "2")


def test_what_is_typed_is_remembered(nudging: Nudging, wanted: list[Any]) -> None:
    type_into(nudging, "0,75")
    assert wanted == [("", 0.75, -1.0)]
    assert nudging.nudge == Nudge(0.75, -1)


def test_what_is_no_length_is_said(nudging: Nudging, wanted: list[Any]) -> None:
    type_into(nudging, "much")
    assert wanted == []
    assert "0.5 or -1" in nudging.wrong.text()
    type_into(nudging, "1")
    assert nudging.wrong.isHidden()


def test_another_printer_gets_a_name(nudging: Nudging, wanted: list[Any]) -> None:
    nudging.printer.set_value(ANOTHER)
    nudging.printer.picked.emit(ANOTHER)
    assert not nudging.name.isHidden()
    assert not nudging.right.isEnabled()
    QTest.keyClicks(nudging.name, "Attic")
    QTest.keyClick(nudging.name, Qt.Key.Key_Return)
    assert wanted == [("Attic", 0.0, 0.0)]
    assert nudging.printer.value() == "Attic"
    assert nudging.right.isEnabled()
