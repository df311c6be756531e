"""The keypad: digits by hand and by key, waits that can be read, and nothing behind it within reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.kiosk.pin import BACK, ENTER, PinPad
from relnotebook.widgets.theme import Look, Theme

from .screens import Clock, inside


class Door:
    """A keypad over a window with something behind it."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1280, 800)) -> None:
        self.clock = Clock()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.behind = QPushButton("behind", self.window)
        self.behind.setGeometry(self.window.rect())
        self.pad = PinPad(self.window, self.clock)
        self.pad.setGeometry(self.window.rect())
        self.tried: list[str] = []
        self.left: list[int] = []
        self.pad.tried.connect(lambda pin: self.tried.append(pin))
        self.pad.left.connect(lambda: self.left.append(1))
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def opened(self, wait: float = 0) -> PinPad:
        self.pad.open_sheet(wait)
        return self.pad


@pytest.fixture
def door(theme: Theme, qtbot: QtBot) -> Door:
    return Door(qtbot)


def test_digits_by_hand_and_by_key_are_tried_by_the_tick(door: Door) -> None:
    pad = door.opened()
    for key in pad.keys:
        if key.what in ("4", "8"):
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    QTest.keyClicks(pad, "21")
    QTest.mouseClick(next(key for key in pad.keys if key.what == ENTER), Qt.MouseButton.LeftButton)
    assert door.tried == ["4821"]
    QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClicks(pad, "5")
    assert (door.tried, pad.digits) == (["4821"], "4821")  # one try at a time


def test_a_digit_is_taken_back_and_no_more_than_twelve_are_typed(door: Door) -> None:
    pad = door.opened()
    QTest.keyClicks(pad, "12345678901234567")
    assert pad.digits == "123456789012"
    QTest.keyClick(pad, Qt.Key.Key_Backspace)
    pad.press(BACK)
    assert pad.digits == "1234567890"


def test_three_digits_are_not_tried(door: Door) -> None:
    pad = door.opened()
    QTest.keyClicks(pad, "123")
    QTest.keyClick(pad, Qt.Key.Key_Enter)
    assert door.tried == []
    assert pad.line.text() == "A PIN has at least 4 digits."


def test_letters_and_shortcuts_are_no_digits(door: Door) -> None:
    pad = door.opened()
    QTest.keyClicks(pad, "abc ")
    for key in (Qt.Key.Key_F4, Qt.Key.Key_Left, Qt.Key.Key_Menu):
        QTest.keyClick(pad, key, Qt.KeyboardModifier.AltModifier)
    assert pad.digits == ""


def test_wrong_says_how_many_tries_are_left(door: Door) -> None:
    pad = door.opened()
    QTest.keyClicks(pad, "0000")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    pad.wrong(4, 0)
    assert (pad.digits, pad.line.text()) == ("", "That is not it. 4 tries left.")
    QTest.keyClicks(pad, "1")
    assert pad.line.text() == "To leave the customer screen"


def test_the_wait_is_counted_down_and_ends(door: Door) -> None:
    pad = door.opened()
    pad.wrong(0, 90)
    assert pad.line.text() == "Too many tries. Wait 1:30."
    assert not any(key.isEnabled() for key in pad.keys)
    QTest.keyClicks(pad, "4821")
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert (pad.digits, door.tried) == ("", [])
    door.clock.at += 30.5
    pad._tick()
    assert pad.line.text() == "Too many tries. Wait 1:00."
    door.clock.at += 60
    pad._tick()
    assert all(key.isEnabled() for key in pad.keys)
    QTest.keyClicks(pad, "4821")
    assert pad.digits == "4821"


def test_back_to_the_customer_forgets_the_digits(door: Door) -> None:
    pad = door.opened()
    QTest.keyClicks(pad, "48")
    QTest.keyClick(pad, Qt.Key.Key_Escape)
    assert (pad.digits, pad.isVisible(), door.left) == ("", False, [1])
    door.opened()
    QTest.mouseClick(pad.leave, Qt.MouseButton.LeftButton)
    assert door.left == [1, 1]


def test_nothing_behind_is_reached(door: Door) -> None:
    pad, pressed = door.opened(), []
    door.behind.clicked.connect(lambda: pressed.append(1))
    for place in (QPoint(10, 10), QPoint(1270, 790), QPoint(640, 790)):
        target = door.window.childAt(place)
        assert target is not None
        assert target is pad or pad.isAncestorOf(target)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(door.window, place))
    for _ in range(20):
        QTest.keyClick(door.window.focusWidget() or pad, Qt.Key.Key_Tab)
        assert door.window.focusWidget() is not door.behind
    assert pressed == []


def test_a_key_that_has_the_keyboard_is_pressed_by_space(door: Door) -> None:
    pad = door.opened()
    QTest.keyClick(pad, Qt.Key.Key_Tab)
    focus = door.window.focusWidget()
    assert focus is pad.keys[0]
    QTest.keyClick(focus, Qt.Key.Key_Space)
    assert pad.digits == "1"


def test_nothing_says_the_digits_aloud(door: Door) -> None:
    pad = door.opened()
    QTest.keyClicks(pad, "482139")
    for part in (pad, *pad.findChildren(QWidget)):
        assert "4821" not in part.accessibleName() + part.accessibleDescription() + part.toolTip()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (640, 480)])
def test_the_keypad_fits_every_screen(theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float) -> None:
    theme.apply(Look(scale=scale))
    one = Door(qtbot, size)
    pad = one.opened()
    assert all(inside(key, pad) for key in (*pad.keys, pad.leave, pad.title, pad.line))
    assert pad.rect().contains(pad.sheet())
    assert min(pad.keys[0].width(), pad.keys[0].height()) >= 36
    assert {key.accessibleName() for key in pad.keys} >= {"0", "9", "Check the PIN", "Take back a digit"}


def test_the_keypad_grows_with_the_text_while_it_is_up(theme: Theme, door: Door) -> None:
    theme.apply(Look(scale=1.0))
    pad = door.opened()
    before = pad.keys[0].width()
    theme.apply(Look(scale=1.5))
    assert pad.keys[0].width() > before
    assert all(inside(key, pad) for key in (*pad.keys, pad.leave, pad.title, pad.line))


def test_the_key_of_the_way_back_does_not_lie_on_its_words(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        pad = Door(qtbot).opened()
        pad.leave.setText("\u05d7\u05d6\u05e8\u05d4 \u05dc\u05dc\u05e7\u05d5\u05d7")
        image = pad.leave.grab().toImage()
    finally:
        qapp.setLayoutDirection(before)
    ground, high = image.pixelColor(2, image.height() // 2), range(12, image.height() - 12)
    words = [x for x in range(image.width() // 3) for y in high if image.pixelColor(x, y) != ground]
    assert words, "they stand at the left, where the key does not"
    assert not [y for y in high if image.pixelColor(3, y) != ground]
