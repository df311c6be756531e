"""Chips, words to find, and what the list is sorted by."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from relnotebook.notebook.browsing import CHIPS, Counts
from relnotebook.ui.customers import filters
from relnotebook.ui.customers.filters import BIN, FilterButton, FilterChips, FindLine, FlowRow, SortButton
from relnotebook.widgets.parts import Menu
from relnotebook.widgets.theme import Theme

from ..feedback.inboxes import heard

COUNTS = Counts({"everyone": 1284, "regulars": 61, "slipping": 5, "birthdays": 0, "not_asked": 340}, 0)


@pytest.fixture
def chips(qtbot: QtBot, theme: Theme) -> FilterChips:
    made = FilterChips()
    qtbot.addWidget(made)
    return made


def test_there_is_a_chip_for_each_filter_of_the_notebook() -> None:
    assert [key for key, _icon, _words in filters.chips()] == [*CHIPS, BIN]


def test_chips_count_and_an_empty_bin_does_not(chips: FilterChips) -> None:
    chips.show_counts(COUNTS)
    assert [chip.text() for chip in chips.chips.values()] == [
        "Everyone 1,284", "Regulars 61", "Slipping away 5", "Birthdays this month 0", "No consent asked 340", "Bin",
    ]  # fmt: skip


def test_arrows_move_along_the_chips_and_round(chips: FilterChips) -> None:
    asked = heard(chips.picked)
    QTest.keyClick(chips, Qt.Key.Key_Left)
    QTest.keyClick(chips, Qt.Key.Key_Right)
    assert asked == [[BIN], ["regulars"]]


def test_one_chip_holds_and_only_it_is_reached_by_tab(chips: FilterChips) -> None:
    chips.set_value("slipping")
    assert chips.value() == "slipping"
    reached = [key for key, chip in chips.chips.items() if chip.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert reached == ["slipping"]


def test_the_chips_as_one_button(chips: FilterChips, qtbot: QtBot) -> None:
    made = FilterButton(chips)
    qtbot.addWidget(made)
    chips.show_counts(COUNTS)
    made.renew()
    assert made.text() == "Everyone 1,284"
    asked = heard(made.picked)
    menu = made.menu_of_chips()
    menu.actions()[2].trigger()
    assert asked == [["slipping"]]
    assert menu.actions()[0].isChecked()


def test_the_sort_says_how_and_offers_the_others(qtbot: QtBot, theme: Theme) -> None:
    made = SortButton()
    qtbot.addWidget(made)
    made.show_sort("added", ("name", "added"))
    assert made.text() == "By when they came in"
    asked = heard(made.sorted_by)
    menu = made.fill(Menu("", made))
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [
        ("By name", False),
        ("By when they came in", True),
    ]
    menu.actions()[0].trigger()
    assert asked == [["name"]]


def test_the_line_clears_by_its_cross_and_leads_to_the_rows(qtbot: QtBot, theme: Theme) -> None:
    line = FindLine()
    qtbot.addWidget(line)
    stepped = heard(line.stepped)
    assert line.cross.isHidden()
    line.setText("flat")
    assert not line.cross.isHidden()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert stepped == [[]]
    line.cross.click()
    assert line.text() == ""


def test_a_row_of_things_is_as_wide_as_what_is_shown(qtbot: QtBot, theme: Theme) -> None:
    row = FlowRow(gap=10)
    qtbot.addWidget(row)
    for _n in range(3):
        one = QPushButton("x")
        one.setFixedSize(50, 36)
        row.flow.addWidget(one)
    assert row.sizeHint().width() == 3 * 50 + 2 * 10
    item = row.flow.itemAt(1)
    assert item is not None
    item.widget().hide()
    assert row.sizeHint().width() == 2 * 50 + 10
