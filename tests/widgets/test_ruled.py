"""Ruled lines: plain words only, a hairline under each line, and every letter told after a pause."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from relnotebook.widgets.ruled import BELOW, PITCH, RuledText
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show


@pytest.fixture
def field(show: Show) -> RuledText:
    made = RuledText()
    show(made, QLineEdit(), width=360, height=400)
    return made


def rules(field: RuledText, theme: Theme) -> list[int]:
    field.clearFocus()
    column = field.window().layout()
    assert column is not None
    column.activate()
    image = field.viewport().grab().toImage()
    middle = image.width() - 12  # clear of short words
    return [y for y in range(image.height()) if image.pixelColor(middle, y) == theme.colour("line")]


def test_a_line_is_ruled_under_each_line_of_words(field: RuledText, theme: Theme) -> None:
    field.set_value("One\nTwo\nThree\nFour")
    assert field.sizeHint().height() == 4 * PITCH + BELOW
    assert rules(field, theme) == [PITCH * n + BELOW - 1 for n in (1, 2, 3, 4)]


def test_it_grows_with_its_words_up_to_twelve_lines(field: RuledText) -> None:
    field.set_value("short")
    assert field.sizeHint().height() == 3 * PITCH + BELOW
    field.set_value("\n".join("abcdefgh"))
    assert field.sizeHint().height() == 8 * PITCH + BELOW
    field.set_value("\n" * 40)
    assert field.sizeHint().height() == 12 * PITCH + BELOW


def test_a_larger_text_has_its_lines_further_apart(field: RuledText, theme: Theme) -> None:
    field.set_value("One\nTwo\nThree\nFour")
    theme.apply(Look(scale=2.0))
    assert field.sizeHint().height() == 4 * theme.px(PITCH) + theme.px(BELOW)


def test_typing_is_told_after_a_pause_and_when_it_is_left(field: RuledText, qtbot: QtBot) -> None:
    saved: list[str] = []
    field.saved.connect(saved.append)
    field.set_value("Hello")
    field.setFocus()
    field.moveCursor(field.textCursor().MoveOperation.End)
    QTest.keyClicks(field, " you")
    assert field.dirty
    assert saved == []
    qtbot.waitUntil(lambda: saved == ["Hello you"])
    QTest.keyClicks(field, "!")
    field.clearFocus()
    assert saved[-1] == "Hello you!"
    QTest.keyClicks(field, "?")
    field.hide()
    assert saved[-1] == "Hello you!?"
    assert not field.dirty


def test_shown_words_are_not_told_and_cannot_be_undone(field: RuledText) -> None:
    saved: list[str] = []
    field.saved.connect(saved.append)
    field.set_value("Hello")
    field.flush()
    field.set_value("Hello")
    assert saved == []
    assert not field.document().isUndoAvailable()


def test_pasted_markup_is_words(field: RuledText) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b> & <i>brave</i>")
    data.setText("bold & brave")
    field.insertFromMimeData(data)
    field.insertFromMimeData(QMimeData())
    assert field.text() == "bold & brave"
    assert "<b>" not in field.toHtml().split("bold", 1)[0].rpartition("<body")[2]


def test_tab_leaves_it(field: RuledText) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


def test_the_keyboard_is_shown_by_a_ring_clear_of_the_words(field: RuledText, theme: Theme) -> None:
    field.set_value("One")
    field.clearFocus()
    plain = field.viewport().grab().toImage()
    field.setFocus()
    ringed = field.viewport().grab().toImage()
    assert plain.pixelColor(1, 40) != theme.colour("focus")
    assert ringed.pixelColor(1, 40) == theme.colour("focus")
