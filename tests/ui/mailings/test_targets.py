"""The places people can be taken to, as buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.exchange import taking
from relnotebook.ui.mailings.targets import Targets
from relnotebook.widgets.theme import Look, Theme


@pytest.fixture
def targets(qtbot: QtBot, theme: Theme) -> Targets:
    made = Targets()
    qtbot.addWidget(made)
    made.resize(597, 130)
    made.show()
    return made


def test_they_are_those_the_notebook_knows(targets: Targets) -> None:
    assert list(targets.buttons) == list(taking.TARGETS)
    assert targets.value() == "tool"


def test_one_is_taken_by_click_by_key_and_by_arrow(targets: Targets) -> None:
    picked: list[str] = []
    targets.picked.connect(picked.append)
    QTest.mouseClick(targets.buttons["sheet"], Qt.MouseButton.LeftButton)
    QTest.keyClick(targets.buttons["labels"], Qt.Key.Key_Return)
    assert picked == ["sheet", "labels"]
    assert targets.value() == "labels"
    targets.set_value("letters")
    targets.set_value("pigeon")
    assert (targets.value(), picked) == ("letters", ["sheet", "labels"])


def test_each_says_what_it_is(targets: Targets) -> None:
    made = targets.buttons["labels"]
    made.set_line("24 on a sheet")
    assert (made.accessibleName(), made.accessibleDescription()) == ("Address labels", "24 on a sheet")
    assert made.line() == "24 on a sheet"


def laid_out(targets: Targets) -> None:
    layout = targets.layout()
    assert layout is not None
    layout.activate()


def test_three_on_a_line_or_fewer(targets: Targets, theme: Theme) -> None:
    def across() -> int:
        top = min(made.y() for made in targets.buttons.values())
        return sum(made.y() == top for made in targets.buttons.values())

    assert across() == 3
    targets.resize(400, 300)
    laid_out(targets)
    assert across() == 2
    theme.apply(Look(scale=2.0))
    targets.resize(420, 900)
    laid_out(targets)
    assert across() == 1
