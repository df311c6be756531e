"""A lane: choosing, walking, carrying cards off and dropping them anywhere on it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relnotebook.ui.feedback.idea_cards import IdeaRow
from relnotebook.ui.feedback.idea_lanes import CARRIED, Lane, carried
from relnotebook.widgets.rowmodel import ROW
from relnotebook.widgets.theme import Look, Theme

ROWS = tuple(
    IdeaRow(n, title, count=f"{n} want it", button="Me too", tip=f"tip {n}")
    for n, title in enumerate(("Oat milk", "Door closer", "Half loaves"), 1)
)


@pytest.fixture
def lane(qtbot: QtBot, theme: Theme) -> Lane:
    made = Lane("heard", "Heard")
    qtbot.addWidget(made)
    made.resize(249, 630)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_rows(ROWS)
    return made


def told(signal: Any) -> list[Any]:
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values if len(values) > 1 else values[0]))
    return found


def test_the_heading_counts_the_cards(lane: Lane) -> None:
    assert (lane.heading.text(), lane.count.text()) == ("Heard", "3")
    lane.show_rows(())
    assert lane.count.isHidden()


def test_the_list_is_as_high_as_its_cards_and_the_rest_of_the_lane_stays_free(lane: Lane) -> None:
    assert lane.list.height() == lane.list.whole()
    assert lane.list.geometry().bottom() < lane.height() - 100


def test_the_keyboard_chooses_the_first_card_as_soon_as_it_comes(lane: Lane) -> None:
    chosen = told(lane.list.chosen_changed)
    lane.list.clearFocus()
    lane.list.choose(0)
    lane.list.setFocus()
    assert chosen[-1] == 1


def test_arrows_ask_for_steps_and_letters_belong_to_the_page(lane: Lane) -> None:
    walked, opened = told(lane.list.walked), told(lane.list.opened)
    lane.list.setFocus()
    lane.list.choose(2)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(lane.list, key)
    assert walked == [(0, 1), (0, -1), (-1, 0), (1, 0)]
    QTest.keyClick(lane.list, Qt.Key.Key_D)
    assert lane.list.chosen() == 2, "a letter must not jump to a title"
    QTest.keyClick(lane.list, Qt.Key.Key_Return)
    assert opened == [2]


def test_the_chosen_card_stays_chosen_when_the_lane_is_read_again(lane: Lane) -> None:
    lane.list.choose(3)
    lane.show_rows((ROWS[2], ROWS[0]))
    assert lane.list.chosen() == 3
    lane.show_rows((ROWS[0],))
    assert lane.list.chosen() == 0


def test_a_press_on_the_button_presses_it_and_carries_nothing_away(lane: Lane) -> None:
    pressed, opened = told(lane.list.pressed), told(lane.list.opened)
    spot = lane.list.button_of(2)
    QTest.mouseClick(lane.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert pressed == [2]
    QTest.mouseDClick(lane.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == [], "two quick presses are no wish to open it"


def test_the_tip_of_the_button_tells_whom_it_links(lane: Lane) -> None:
    assert "tip 2" in lane.list.tip_at(lane.list.button_of(2))
    assert lane.list.tip_at(QPoint(20, 20)) == ""


def test_a_card_read_aloud_is_one_sentence(lane: Lane) -> None:
    index = lane.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Oat milk. 1 want it."
    assert index.data(ROW) == ROWS[0]


def test_what_is_carried_is_the_idea_and_nothing_else_is_taken(lane: Lane) -> None:
    model = lane.list.model()
    data = model.mimeData([model.index(1, 0)])
    assert carried(data) == 2
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    other = QMimeData()
    other.setText("a text from elsewhere")
    assert carried(other) == 0
    assert carried(packed("1,2")) == 0
    assert carried(packed("\u0663")) == 0


def packed(words: str) -> QMimeData:
    data = QMimeData()
    data.setData(CARRIED, words.encode())
    return data


def drop(lane: Lane, data: QMimeData, at: QPoint) -> bool:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.MoveAction, data, buttons, keys)
    QApplication.sendEvent(lane, enter)
    event = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, buttons, keys)
    QApplication.sendEvent(lane, event)
    return enter.isAccepted()


def test_a_card_may_be_dropped_anywhere_on_the_lane(lane: Lane) -> None:
    dropped = told(lane.dropped)
    assert drop(lane, packed("9"), QPoint(120, 5))  # on the heading
    assert drop(lane, packed("9"), QPoint(120, 600))  # far below the cards
    second = lane.list.visualRect(lane.list.model().index(1, 0)).center()
    assert drop(lane, packed("9"), lane.list.viewport().mapTo(lane, second + QPoint(0, 5)))
    assert dropped == [(9, "heard", 0), (9, "heard", 3), (9, "heard", 2)]
    text = QMimeData()
    text.setText("9")
    assert not drop(lane, text, QPoint(120, 600))
    assert len(dropped) == 3


def test_from_right_to_left_ctrl_and_an_arrow_move_as_the_eye_sees(lane: Lane, theme: Theme) -> None:
    shifted = told(lane.list.shifted)
    theme.apply(Look(rtl=True))
    lane.list.setFocus()
    QTest.keyClick(lane.list, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert shifted == [-1]
