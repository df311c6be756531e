"""The furniture of the customer screen: it takes what is typed, nothing else, and words are never cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.kiosk import parts
from relnotebook.ui.kiosk.parts import FaceTile, FootTile, Line, ReasonTile, Text, Tile, Words
from relnotebook.widgets.theme import Look, Theme

SECRET = "ngozi@example.org"


class Table(QWidget):
    """What fields lie on; it takes every tap that they leave."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


@pytest.fixture
def copied(qapp: QApplication) -> str:
    """Somebody at the counter has copied an address a moment ago."""
    QGuiApplication.clipboard().setText(SECRET)
    return SECRET


@pytest.mark.parametrize("make", [Line, Text])
def test_what_was_copied_at_the_counter_never_comes_up(
    theme: Theme, qtbot: QtBot, copied: str, make: type[Line] | type[Text]
) -> None:
    table = Table()
    qtbot.addWidget(table)
    field = make("In your own words", "", 300, table)
    table.show()
    field.setFocus()
    held = Qt.KeyboardModifier
    for key, modifier in ((Qt.Key.Key_V, held.ControlModifier), (Qt.Key.Key_Insert, held.ShiftModifier)):
        QTest.keyClick(field, key, modifier)
    target = field if isinstance(field, Line) else field.viewport()
    QTest.mouseClick(target, Qt.MouseButton.MiddleButton)
    QTest.mouseClick(target, Qt.MouseButton.RightButton)
    assert not QApplication.activePopupWidget()
    assert not target.acceptDrops()
    QTest.keyClicks(field, "The rye")
    assert (field.text() if isinstance(field, Line) else field.toPlainText()) == "The rye"


def test_nothing_is_inserted_by_other_means(theme: Theme, qtbot: QtBot) -> None:
    field = Text("In your own words", "", 300)
    qtbot.addWidget(field)
    data = QMimeData()
    data.setText(SECRET)
    field.insertFromMimeData(data)
    assert not field.canInsertFromMimeData(data)
    field.paste()
    assert field.toPlainText() == ""


@pytest.mark.parametrize("make", [Line, Text])
def test_no_keyboard_learns_a_name_here(theme: Theme, qtbot: QtBot, make: type[Line] | type[Text]) -> None:
    field = make("Your name", "", 80)
    qtbot.addWidget(field)
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert field.contextMenuPolicy() == Qt.ContextMenuPolicy.PreventContextMenu
    if isinstance(field, Line):
        assert field.completer() is None


def test_a_long_text_ends_where_it_must(theme: Theme, qtbot: QtBot) -> None:
    field, said = Text("In your own words", "", 10), []
    qtbot.addWidget(field)
    field.said.connect(lambda text: said.append(text))
    QTest.keyClicks(field, "abcdefghijklm")
    assert field.toPlainText() == "abcdefghij"
    assert max(map(len, said)) == 10


def test_a_tile_is_pressed_by_hand_and_by_keys(theme: Theme, qtbot: QtBot) -> None:
    tile, taps = Tile("Plum"), []
    qtbot.addWidget(tile)
    tile.resize(300, 76)
    tile.show()
    tile.clicked.connect(lambda: taps.append(1))
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert len(taps) == 2
    assert tile.accessibleName() == "Plum"


def test_only_keys_draw_the_ring(theme: Theme, qtbot: QtBot) -> None:
    tile = Tile("Plum")
    qtbot.addWidget(tile)
    tile.show()
    tile.activateWindow()
    qtbot.waitUntil(tile.isActiveWindow)
    tile.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not tile.ringed
    tile.clearFocus()
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    assert tile.ringed


def test_words_that_are_too_long_get_smaller_but_stay_whole(theme: Theme) -> None:
    room = QRect(0, 0, 120, 58)
    small = parts.fitted(("Inter", 22, 600), 1.0, "Unbelievably good", room)
    assert small.pixelSize() < 22
    assert parts.fitted(("Inter", 22, 600), 1.0, "Good", room).pixelSize() == 22
    assert all(QFontMetrics(small).horizontalAdvance(word) <= 120 for word in ("Unbelievably", "good"))


def test_words_are_as_high_as_their_lines(theme: Theme) -> None:
    words = Words(("Literata", 46, 600))
    assert words.high(800, 1.0) == 0
    words.set_text("How was your visit today?")
    one, two = words.high(1000, 1.0), words.high(400, 1.0)
    assert one < two
    assert words.high(1000, 0.5) < one
    assert words.fits(400, 1.0)
    assert not words.fits(100, 1.0)
    assert words.accessibleName() == "How was your visit today?"


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look("contrast")])
def test_a_chosen_tile_looks_chosen_in_every_look(theme: Theme, qtbot: QtBot, look: Look) -> None:
    theme.apply(look)
    for tile in (FaceTile(4, "Good"), ReasonTile("bread", "The bread"), Tile("Plum")):
        qtbot.addWidget(tile)
        tile.resize(208, 236)
        plain = tile.grab().toImage()
        tile.setChecked(True)
        assert tile.grab().toImage() != plain


def test_a_button_is_as_wide_as_its_words_and_mirrors_its_arrow(theme: Theme, qtbot: QtBot) -> None:
    tile = FootTile("Back", "plain", "arrow-left")
    qtbot.addWidget(tile)
    assert tile.wide(1.0) > FootTile("Back").wide(1.0)
    assert tile.wide(2.0) > tile.wide(1.0)
    tile.resize(tile.wide(1.0), 60)
    before: QImage = tile.grab().toImage()
    tile.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert tile.grab().toImage() != before


def test_the_middle_button_is_not_heard(theme: Theme, qtbot: QtBot) -> None:
    field = Line("Your name", "", 80)
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText(SECRET)
    kinds, middle = QEvent.Type, Qt.MouseButton.MiddleButton
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonRelease):
        point = QPointF(5, 5)
        QApplication.sendEvent(field, QMouseEvent(kind, point, point, middle, middle, Qt.KeyboardModifier.NoModifier))
    assert field.text() == ""
