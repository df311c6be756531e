"""The table: ticks by box, Ctrl, Shift and Space; keys that move; what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from ...builders import Shop
from ..conftest import Till
from ..feedback.inboxes import heard
from .tables import TableAtWork

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def work(open_till: Callable[[], Till], shop: Shop) -> TableAtWork:
    for name in ("Ada", "Ben", "Cem", "Dora"):
        shop.customer(name)
    return TableAtWork(open_till(), shop)


def test_a_press_on_the_box_ticks_and_on_the_name_does_not(work: TableAtWork) -> None:
    work.click_row(1, 20).sees("Ada", "> x Ben", "Cem", "Dora")
    work.click_row(2).sees("Ada", "x Ben", "> Cem", "Dora")
    work.click_row(1, 20).sees("Ada", "> Ben", "Cem", "Dora")


def test_ctrl_ticks_one_more_and_shift_all_up_to_there(work: TableAtWork) -> None:
    work.click_row(0, held=CTRL).click_row(3, held=CTRL).sees("x Ada", "Ben", "Cem", "> x Dora")
    work.press("Escape").click_row(1, 20).click_row(3, 20, held=SHIFT)
    work.sees("Ada", "x Ben", "x Cem", "> x Dora")


def test_shift_and_arrows_tick_on(work: TableAtWork) -> None:
    work.press("Space", "Shift+Down", "Shift+Down")
    assert work.page.desk.bar.count.text() == "3 chosen"
    work.press("Down").sees("x Ada", "x Ben", "x Cem", "> Dora")


def test_the_last_row_is_still_seen_when_its_tick_brings_the_bar(work: TableAtWork) -> None:
    table = work.page.desk.table
    work.page.setFixedHeight(table.mapTo(work.page, table.rect().topLeft()).y() + 4 * 40)  # the four rows just fit
    work.press("End", "Space")
    work.until(lambda: work.page.desk.bar.isVisible())
    work.until(lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex())))


def test_keys_move_the_row_that_is_looked_at(work: TableAtWork) -> None:
    work.press("End").sees("Ada", "Ben", "Cem", "> Dora")
    work.press("Home", "Down").sees("Ada", "> Ben", "Cem", "Dora")


def test_a_double_click_opens_and_on_the_box_it_does_not(work: TableAtWork) -> None:
    table = work.page.desk.table
    asked = heard(table.opened)
    table.opened.disconnect(work.page.open_current)
    middle = table.visualRect(table.model().index(1, 0)).center().y()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, middle))
    assert asked == []
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, middle))
    assert asked == [[]]


def test_the_menu_of_a_row_has_what_can_be_done(work: TableAtWork) -> None:
    work.page.desk.table.menu_wanted.emit(work.page.desk.table.mapToGlobal(QPoint(60, 20)))
    assert work.offers() == [
        "Open the card", "Tick, or take the tick away", "Tag them", "Add to a mailing", "Join the two",
        "Print their cards", "Put into the bin",
    ]  # fmt: skip
    work.choose("Tick, or take the tick away").sees("> x Ada", "Ben", "Cem", "Dora")


def test_a_row_is_read_aloud_as_one_sentence_with_its_keys(work: TableAtWork) -> None:
    index = work.page.desk.table.model().index(0, 0)
    spoken = "Ada. No usual yet. Never in yet. Closeness 1 of 10. Not asked about mailings."
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == spoken
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter: open the card. Space: tick."
    assert work.page.desk.table.accessibleName() == "Customers"


def test_neighbours_are_those_around(work: TableAtWork) -> None:
    work.press("Down")
    assert len(work.page.desk.table.around()) == 4
    assert work.page.desk.table.around()[1] == work.page.desk.table.current()


def test_a_narrow_table_has_higher_rows_and_fewer_columns(work: TableAtWork) -> None:
    table = work.page.desk.table
    before = table.verticalHeader().defaultSectionSize()
    work.till.frame.resize(640, 600)
    work.until(lambda: table.plan.tall or table.viewport().width() > 320)
    table.show_columns(("name", "usual", "last"))
    table.resize(260, 300)
    work.until(lambda: table.plan.tall)
    assert table.verticalHeader().defaultSectionSize() > before
    assert isinstance(work.page.desk.menu_of_more(), QMenu)
