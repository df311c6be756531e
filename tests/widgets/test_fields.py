from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from relnotebook.widgets.fields import Choice, SavingLine, SavingText, field, passphrase_line
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show

KINDS = pytest.mark.parametrize("kind", [SavingLine, SavingText])


def words(widget: SavingLine | SavingText) -> str:
    return widget.text() if isinstance(widget, SavingLine) else widget.toPlainText()


@KINDS
def test_a_pause_saves_what_was_typed(show: Show, qtbot: QtBot, kind: type) -> None:
    line = kind("Ngozi")
    show(line)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_End)
    with qtbot.waitSignal(line.saved) as saved:
        qtbot.keyClicks(line, " Okafor")
    assert saved.args == ["Ngozi Okafor"]


@KINDS
def test_leaving_saves_at_once(show: Show, qtbot: QtBot, kind: type) -> None:
    line, other = kind(), QLineEdit()
    show(line, other)
    line.setFocus()
    qtbot.keyClicks(line, "Aoi")
    with qtbot.waitSignal(line.saved, timeout=200) as saved:
        other.setFocus()
    assert saved.args == ["Aoi"]


@KINDS
def test_hiding_saves_at_once(show: Show, qtbot: QtBot, kind: type) -> None:
    line = kind()
    window = show(line)
    line.setFocus()
    qtbot.keyClicks(line, "Aoi")
    with qtbot.waitSignal(line.saved, timeout=200):
        window.hide()


def test_enter_saves_at_once(show: Show, qtbot: QtBot) -> None:
    line = SavingLine()
    show(line)
    line.setFocus()
    qtbot.keyClicks(line, "Aoi")
    with qtbot.waitSignal(line.saved, timeout=200):
        qtbot.keyClick(line, Qt.Key.Key_Return)


@KINDS
def test_showing_a_value_saves_nothing(show: Show, kind: type) -> None:
    line = kind("Ngozi")
    show(line)
    told: list[str] = []
    line.saved.connect(told.append)
    line.set_value("Aoi")
    line.flush()
    assert words(line) == "Aoi"
    assert told == []


@KINDS
def test_what_is_being_typed_is_never_overwritten(show: Show, qtbot: QtBot, kind: type) -> None:
    line = kind("Ngozi")
    show(line)
    line.setFocus()
    qtbot.keyClicks(line, "x")
    typed = words(line)
    line.set_value("somebody else wrote this")
    assert words(line) == typed
    line.flush()
    line.set_value("somebody else wrote this")
    assert words(line) == "somebody else wrote this"


@KINDS
def test_typing_the_same_again_saves_nothing(show: Show, qtbot: QtBot, kind: type) -> None:
    line = kind("Ngozi")
    show(line)
    told: list[str] = []
    line.saved.connect(told.append)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClicks(line, "i")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    line.flush()
    assert told == []


@KINDS
def test_a_refused_word_stays_and_its_reason_is_said_below(show: Show, qtbot: QtBot, theme: Theme, kind: type) -> None:
    line = kind("31/02/1990")
    below = field("&Birthday", line)
    show(below)
    line.refuse("February has no 31st. Try 28/02/1990.")
    assert words(line) == "31/02/1990"
    assert below.sentence() == line.accessibleDescription() == "February has no 31st. Try 28/02/1990."
    assert line.grab().toImage().pixelColor(20, 0).name() == theme.colour("alert").name()
    line.setFocus()
    qtbot.keyClicks(line, "1")
    assert below.sentence() == ""
    assert line.accessibleDescription() == ""


def test_a_reason_may_stand_below_any_field(show: Show) -> None:
    choice = Choice([("a", "A")])
    below = field("Kind of shop", choice)
    show(below)
    below.say("Choose one first.")
    assert below.sentence() == choice.accessibleDescription() == "Choose one first."
    below.say("")
    assert not choice.property("invalid")


def test_a_field_has_its_label_above(show: Show, qtbot: QtBot) -> None:
    one, two = SavingLine(), SavingLine()
    show(field("&Name", one), field("&Phone", two, optional=True))
    assert one.accessibleName() == "Name"
    assert two.accessibleName() == "Phone"
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert two.hasFocus()


def test_a_field_is_as_high_as_a_control(show: Show, theme: Theme) -> None:
    line = SavingLine("Wanjiru")
    show(line)
    assert line.height() == 36
    line.setFocus()
    line.refuse("No.")
    assert line.sizeHint().height() == 36
    theme.apply(Look(scale=2.0, roomy=True))
    assert line.sizeHint().height() == 96


def test_a_text_grows_with_its_lines(show: Show, qtbot: QtBot) -> None:
    text = SavingText(lines=2)
    show(text)
    least = text.sizeHint().height()
    text.set_value("one\ntwo\nthree\nfour")
    assert text.sizeHint().height() == least + 2 * text.fontMetrics().lineSpacing()
    text.set_value("\n" * 40)
    assert text.sizeHint().height() < least + 9 * text.fontMetrics().lineSpacing()


def test_tab_leaves_a_text(show: Show, qtbot: QtBot) -> None:
    text, line = SavingText("Likes the window seat"), QLineEdit()
    show(text, line)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert line.hasFocus()


def test_a_choice_is_told_only_when_a_person_takes_it(show: Show, qtbot: QtBot) -> None:
    choice = Choice([("cafe", "Café, bakery"), ("florist", "Florist")])
    show(choice)
    told: list[str] = []
    choice.picked.connect(told.append)
    choice.set_value("florist")
    assert choice.value() == "florist"
    assert told == []
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert told == ["cafe"]
    choice.set_choices([("vet", "Vet"), ("cafe", "Café, bakery")])
    assert choice.value() == "cafe"
    choice.set_value("nobody")
    assert choice.value() == "cafe"


def test_the_wheel_changes_no_choice(show: Show) -> None:
    choice = Choice([("cafe", "Café"), ("florist", "Florist")])
    show(choice)
    choice.setFocus()
    spot = QPointF(5, 5)
    turned = QWheelEvent(
        spot, choice.mapToGlobal(spot), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, turned)
    assert choice.value() == "cafe"
    assert not turned.isAccepted()


def test_a_passphrase_is_shown_on_request(show: Show, qtbot: QtBot) -> None:
    line = passphrase_line("Four plain words")
    show(line)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    eye = next(child for child in line.children() if child.property("shape") == "icon")
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
