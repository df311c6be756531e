"""The picture of a sheet: click or go to the first free label."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.exchange.label_sheets import SHEETS
from relnotebook.ui.mailings.sheet_picture import SheetPicture
from relnotebook.widgets.theme import Theme

Key = Qt.Key


@pytest.fixture
def picture(qtbot: QtBot, theme: Theme) -> SheetPicture:
    made = SheetPicture()
    qtbot.addWidget(made)
    made.show_sheet(SHEETS["L7160"], 1, 5)
    made.resize(made.sizeHint())
    made.picked.connect(lambda place: made.show_sheet(SHEETS["L7160"], place, 5))
    return made


def test_a_click_says_where_to_begin(picture: SheetPicture) -> None:
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(picture.width() // 2, picture.height() // 2))
    assert picture.start == 11
    assert picture.accessibleName() == "Begin with label 11 of 21"
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # the margin of the paper
    assert picture.start == 11


def test_the_arrows_go_from_label_to_label(picture: SheetPicture) -> None:
    for key, start in (
        (Key.Key_Right, 2),
        (Key.Key_Down, 5),
        (Key.Key_Left, 4),
        (Key.Key_Up, 1),
        (Key.Key_Up, 1),
        (Key.Key_Left, 1),
        (Key.Key_End, 21),
        (Key.Key_Down, 21),
        (Key.Key_Home, 1),
    ):
        QTest.keyClick(picture, key)
        assert picture.start == start


def test_from_right_to_left_the_arrows_follow_the_picture(picture: SheetPicture) -> None:
    picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(picture, Key.Key_Right)
    assert picture.start == 1
    QTest.keyClick(picture, Key.Key_Left)
    assert picture.start == 2


def test_what_is_used_up_looks_used_up(picture: SheetPicture, theme: Theme) -> None:
    picture.show_sheet(SHEETS["L7160"], 4, 2)
    seen = picture.grab().toImage()
    middles = [picture._rect(place).center().toPoint() for place in (1, 4, 6)]
    used, printed, free = (seen.pixelColor(spot) for spot in middles)
    assert used == theme.colour("well")
    assert printed == theme.colour("accent_soft")
    assert free == theme.colour("sheet")


def test_before_a_sheet_is_known_nothing_happens(qtbot: QtBot, theme: Theme) -> None:
    made = SheetPicture()
    qtbot.addWidget(made)
    QTest.keyClick(made, Key.Key_Right)
    assert made.label_at(made.rect().center().toPointF()) == 0
    assert not made.grab().isNull()
