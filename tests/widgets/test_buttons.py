from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from relnotebook.widgets.buttons import INKS, Chip, KeyButton, Segments, button, icon_button
from relnotebook.widgets.theme import Look, Theme
from relnotebook.widgets.values import Mark

from .conftest import Show

THEMES = [("light", "Light", "sun"), ("dark", "Dark", "moon"), ("system", "Like the computer", "")]


@pytest.fixture
def action(qtbot: QtBot) -> QAction:
    made = QAction("Log the &usual")
    made.setShortcut(QKeySequence("Ctrl+Return"))
    made.setProperty("icon-name", "bookmark")
    return made


def test_a_button_does_what_its_action_does(show: Show, qtbot: QtBot, action: QAction) -> None:
    made = button(action, "primary")
    show(made)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        made.setFocus()
        with qtbot.waitSignal(action.triggered):
            qtbot.keyClick(made, key)


def test_words_key_and_state_follow_the_action(show: Show, action: QAction) -> None:
    made = button(action)
    show(made)
    native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    assert made.key() == native
    assert made.accessibleName() == "Log the usual"
    assert made.toolTip() == f"<span>Log the usual&nbsp;&nbsp;{native}</span>"
    action.setText("Logged 08:41")
    action.setEnabled(False)
    assert made.text() == made.accessibleName() == "Logged 08:41"
    assert not made.isEnabled()


def test_a_button_may_go_before_its_action(show: Show, action: QAction, qtbot: QtBot) -> None:
    made = button(action)
    made.deleteLater()
    qtbot.waitUntil(lambda: not _alive(made))
    action.setText("Log a usual")


def _alive(thing: object) -> bool:
    from shiboken6 import isValid

    return isValid(thing)


def test_a_button_for_an_action_that_is_on_or_off(show: Show, qtbot: QtBot, action: QAction) -> None:
    action.setCheckable(True)
    made = button(action, "quiet")
    show(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert made.isChecked()
    action.setChecked(False)
    assert not made.isChecked()


def test_an_icon_button_is_square_and_has_a_name(show: Show, theme: Theme, action: QAction) -> None:
    cross, dots = icon_button("x", "Clear the search", key="Esc"), button(action, size="icon")
    show(cross, dots)
    assert cross.size().toTuple() == dots.size().toTuple() == (36, 36)
    assert cross.accessibleName() == "Clear the search"
    assert dots.text() == ""
    assert dots.accessibleName() == "Log the usual"


def test_heights_follow_the_look(show: Show, theme: Theme) -> None:
    small, hero = button("Copy"), button("Log the usual", "primary", "check", "Ctrl+Enter", "hero")
    show(small, hero)
    assert (small.height(), hero.height()) == (36, 52)
    theme.apply(Look(scale=2.0))
    assert (small.sizeHint().height(), hero.sizeHint().height()) == (72, 104)
    theme.apply(Look("contrast", roomy=True))
    assert small.sizeHint().height() == 48
    assert small.minimumSizeHint().height() == 48


def test_the_key_needs_room(theme: Theme, qtbot: QtBot) -> None:
    plain, keyed = button("Copy"), button("Copy", key="Ctrl+Enter")
    qtbot.addWidget(plain)
    qtbot.addWidget(keyed)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 50
    keyed.set_key("")
    assert keyed.sizeHint() == plain.sizeHint()
    keyed.set_icon("copy")
    assert keyed.sizeHint().width() == plain.sizeHint().width() + 25


@pytest.mark.parametrize("kind", list(INKS))
def test_every_kind_is_drawn_in_its_colours(show: Show, theme: Theme, kind: str) -> None:
    made = KeyButton("Erase for good", kind, "trash")
    show(made)
    image = made.grab().toImage()
    ink = theme.colour(INKS[kind][1])
    found = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert ink.name() in found
    made.set_kind("primary")
    assert made.grab().toImage().pixelColor(20, 3).name() == theme.colour("accent").name()


@pytest.mark.parametrize("kind", ["secondary", "quiet", "bare"])
def test_what_is_chosen_has_an_edge_in_high_contrast(show: Show, theme: Theme, kind: str) -> None:
    made = button("Visits", kind)
    made.setCheckable(True)
    made.setChecked(True)
    show(made)
    theme.apply(Look("contrast"))
    assert made.grab().toImage().pixelColor(20, 1).name() == theme.colour("accent").name()
    assert made.sizeHint().height() == 36


def test_a_button_that_is_off_is_paler(show: Show, theme: Theme) -> None:
    made = button("Off", "primary")
    made.setEnabled(False)
    show(made)
    assert made.grab().toImage().pixelColor(6, 18).name() == theme.shade("accent", on=False).name()


def test_an_ampersand_is_seen(theme: Theme, qtbot: QtBot) -> None:
    made = button("Add Salt && Pepper")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Add Salt & Pepper"
    other = button("Add Salt  Pepper")
    qtbot.addWidget(other)
    assert made.sizeHint().width() > other.sizeHint().width()


def test_a_chip_can_be_hit_where_it_is_not_drawn(show: Show, qtbot: QtBot, theme: Theme) -> None:
    chip = Chip(Mark("accent", "hearts", "cardamom", "Loves"))
    show(chip)
    assert chip.height() == 36
    assert chip.drawn().height() == 26
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 1))
    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Space)


def test_a_chip_says_what_it_shows(show: Show, theme: Theme) -> None:
    chip = Chip(Mark("outline", "", "Not asked"))
    show(chip)
    before = chip.sizeHint().width()
    chip.set_mark(Mark("accent", "check", "Yes, 2 Feb"))
    assert chip.text() == chip.accessibleName() == "Yes, 2 Feb"
    assert chip.sizeHint().width() != before
    assert chip.mark().tone == "accent"
    theme.apply(Look(roomy=True))
    assert chip.sizeHint().height() == 48


def test_one_of_a_few_is_taken(show: Show, qtbot: QtBot) -> None:
    segments = Segments(THEMES)
    show(segments)
    assert segments.value() == "light"
    with qtbot.waitSignal(segments.picked) as picked:
        qtbot.mouseClick(segments.button("dark"), Qt.MouseButton.LeftButton)
    assert picked.args == ["dark"]
    assert segments.value() == "dark"


def test_segments_are_walked_with_arrows(show: Show, qtbot: QtBot) -> None:
    segments = Segments(THEMES)
    show(segments)
    segments.button("light").setFocus()
    with qtbot.waitSignal(segments.picked) as picked:
        qtbot.keyClick(segments.button("light"), Qt.Key.Key_Right)
    assert picked.args == ["dark"]


def test_setting_a_segment_tells_nobody(show: Show) -> None:
    segments = Segments(THEMES)
    show(segments)
    told: list[str] = []
    segments.picked.connect(told.append)
    segments.set_value("system")
    segments.set_value("no such thing")
    assert segments.value() == "system"
    assert told == []
    assert segments.height() == 36


def test_other_words_are_read_out_too(qtbot: QtBot, theme: Theme) -> None:
    remove, back = button("Remove this visit"), button("Counter")
    back.setAccessibleName("Back to the counter")
    for made in (remove, back):
        qtbot.addWidget(made)
    remove.setText("Remove this &note")
    back.setText("Customers")
    assert remove.accessibleName() == "Remove this note"
    assert back.accessibleName() == "Back to the counter"
