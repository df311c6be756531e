"""What stands where on the page of doubles."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.doubles.desk import Desk
from relnotebook.widgets.pairrows import PairRow
from relnotebook.widgets.theme import Look, Theme

from .pairs import sides


def made(qtbot: QtBot, width: int) -> tuple[QWidget, Desk]:
    page = QWidget()
    qtbot.addWidget(page)
    desk = Desk(Actions(page), page)
    page.resize(width, 700)
    page.show()
    desk.list.show_rows((PairRow((1, 2), "Ngozi Okafor", "N. Okafor", "Same phone"),))
    desk.pane.show_sides(sides())
    desk.show_pane()
    desk.show_state("list")
    desk.fit()
    return page, desk


def test_list_and_pane_stand_beside_each_other_and_a_toast_above_the_buttons(qtbot: QtBot, theme: Theme) -> None:
    _page, desk = made(qtbot, 1200)
    assert desk.list.isVisible()
    assert desk.pane.isVisible()
    qtbot.waitUntil(lambda: desk.above_buttons(desk.window()).isValid())
    spot = desk.above_buttons(desk.window())
    assert spot.bottom() <= desk.pane.join.mapTo(desk.window(), desk.pane.join.rect().topLeft()).y()


def test_where_only_one_fits_the_pane_has_a_way_back(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(Look(scale=2.0))
    _page, desk = made(qtbot, 1200)
    assert desk.list.isVisible()
    assert not desk.pane.isVisible()
    assert not desk.above_buttons(desk.window()).isValid()
    desk.step_aside(True)
    assert desk.alone
    assert desk.pane.isVisible()
    assert desk.back.isVisible()
    assert not desk.title.isVisible()


def test_without_pairs_there_is_a_way_on(qtbot: QtBot, theme: Theme) -> None:
    _page, desk = made(qtbot, 1200)
    desk.show_state("none")
    assert desk.empty.title.text() == "No two cards look like one person."
    assert not desk.choose.isVisible()
    desk.show_state("stopped")
    assert desk.empty.button.text() == "Look for doubles"
    desk.show_state("picking")
    assert desk.picking
    desk.leave_picker()
    assert not desk.picking
