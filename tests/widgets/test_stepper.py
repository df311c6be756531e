"""The stepper: states, what is said, the body in the open step, the way of the Tab key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from relnotebook.widgets.stepper import DONE, LATER, OPEN, StepLine, Stepper
from relnotebook.widgets.theme import Theme

LINES = (
    StepLine("listen", "Listen", DONE, "Felt ignored. Jonas, Tue 11:40"),
    StepLine("solve", "Solve", OPEN, "One thing you really do."),
    StepLine("thank", "Thank", LATER, "Say what changed."),
)


def heard(signal: Any) -> list[list[Any]]:
    """What a signal says from now on; a spy of Qt's dies when it is asked for what was never said."""
    got: list[list[Any]] = []
    signal.connect(lambda *values: got.append(list(values)))
    return got


def shown(qtbot: QtBot, open_key: str = "solve") -> tuple[Stepper, QLineEdit]:
    body = QLineEdit()
    stepper = Stepper(body)
    qtbot.addWidget(stepper)
    stepper.show_steps(LINES, open_key, ("1", "2", "3"))
    stepper.resize(500, 400)
    stepper.show()
    qtbot.waitExposed(stepper)
    return stepper, body


def test_each_step_says_its_place_and_its_state(qtbot: QtBot, theme: Theme) -> None:
    stepper, _body = shown(qtbot)
    assert [head.accessibleName() for head in stepper.heads] == [
        "Step 1 of 3: Listen, done", "Step 2 of 3: Solve, open", "Step 3 of 3: Thank, to come",
    ]  # fmt: skip
    assert stepper.heads[0].accessibleDescription() == "Felt ignored. Jonas, Tue 11:40"


def test_the_body_stands_in_the_open_step(qtbot: QtBot, theme: Theme) -> None:
    stepper, body = shown(qtbot)
    top = body.mapTo(stepper, body.rect().topLeft()).y()
    assert stepper.heads[1].geometry().bottom() < top < stepper.heads[2].geometry().top()
    stepper.show_steps(LINES, "listen")
    QApplication.sendPostedEvents(stepper, QEvent.Type.LayoutRequest)
    top = body.mapTo(stepper, body.rect().topLeft()).y()
    assert stepper.heads[0].geometry().bottom() < top < stepper.heads[1].geometry().top()


def test_without_an_open_step_the_body_is_away(qtbot: QtBot, theme: Theme) -> None:
    stepper, body = shown(qtbot, "")
    assert not body.isVisible()
    assert stepper.open_head() is None


def test_fewer_steps_leave_no_head_behind(qtbot: QtBot, theme: Theme) -> None:
    stepper, _body = shown(qtbot)
    stepper.show_steps(LINES[:2], "solve")
    assert [head.isVisible() for head in stepper.heads] == [True, True, False]
    stepper.show_steps(LINES, "solve")
    assert [head.line().key for head in stepper.heads if head.isVisible()] == ["listen", "solve", "thank"]


def test_a_press_and_the_keyboard_pick_a_step(qtbot: QtBot, theme: Theme) -> None:
    stepper, _body = shown(qtbot)
    spy = heard(stepper.picked)
    QTest.mouseClick(stepper.heads[2], Qt.MouseButton.LeftButton)
    QTest.keyClick(stepper.heads[0], Qt.Key.Key_Space)
    assert [spy[n][0] for n in range(2)] == ["thank", "listen"]


def test_tab_goes_through_the_open_step_where_it_stands(qtbot: QtBot, theme: Theme) -> None:
    stepper, body = shown(qtbot)
    stepper.activateWindow()
    stepper.heads[1].setFocus()
    qtbot.waitUntil(stepper.heads[1].hasFocus)
    QTest.keyClick(stepper.heads[1], Qt.Key.Key_Tab)
    assert body.hasFocus()
    QTest.keyClick(body, Qt.Key.Key_Tab)
    assert stepper.heads[2].hasFocus()


def test_long_words_make_a_step_higher(qtbot: QtBot, theme: Theme) -> None:
    stepper, _body = shown(qtbot)
    low = stepper.heads[0].heightForWidth(400)
    stepper.show_steps((StepLine("listen", "Listen", DONE, "Felt ignored. " * 20),), "")
    assert stepper.heads[0].heightForWidth(400) > low
    assert stepper.heads[0].heightForWidth(800) < stepper.heads[0].heightForWidth(400)


def test_it_is_read_from_right_to_left_too(qtbot: QtBot, theme: Theme) -> None:
    stepper, _body = shown(qtbot)
    left = stepper.heads[0].circle().center().x()
    stepper.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert stepper.heads[0].circle().center().x() > stepper.width() / 2 > left
    assert not stepper.grab().toImage().isNull()
