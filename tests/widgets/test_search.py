from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets.search import SearchBox
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show


@pytest.fixture
def box(show: Show) -> SearchBox:
    made = SearchBox("Name, phone, card or “oat flat white”", "Ctrl+K")
    show(made, width=700)
    made.setFocus()
    return made


def parts(box: SearchBox) -> list[QWidget]:
    return [child for child in box.children() if isinstance(child, QWidget) and child.isVisible()]


def test_every_key_asks(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[str] = []
    box.asked.connect(asked.append)
    qtbot.keyClicks(box, "oat")
    assert asked == ["o", "oa", "oat"]


def test_the_count_stands_at_the_end(box: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "oat fl")
    box.set_count("7 of 1,284")
    assert box.count() == box.accessibleDescription() == "7 of 1,284"
    assert len(parts(box)) == 2
    assert box.textMargins().right() > 100


def test_escape_clears_and_then_belongs_to_the_page(box: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "oat")
    box.set_count("7 of 1,284")
    asked: list[str] = []
    box.asked.connect(asked.append)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == box.count() == ""
    assert asked == [""]
    keys: list[int] = []
    box.window().keyPressEvent = lambda event: keys.append(event.key())  # type: ignore[method-assign]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert keys == [Qt.Key.Key_Escape]


def test_the_cross_clears_and_keeps_the_keyboard(box: SearchBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "oat")
    cross = next(part for part in parts(box) if part.accessibleName() == "Clear the search")
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert box.text() == ""
    assert box.hasFocus()


def test_the_key_is_shown_while_it_is_empty(box: SearchBox, qtbot: QtBot) -> None:
    assert [part.accessibleName() for part in parts(box)] == ["Ctrl+K"]
    qtbot.keyClicks(box, "o")
    assert [part.accessibleName() for part in parts(box)] == ["Clear the search"]
    box.clear()
    box.set_key("F3")
    assert [part.accessibleName() for part in parts(box)] == ["F3"]


@pytest.mark.parametrize(
    ("key", "by"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_PageDown, 6), (Qt.Key.Key_PageUp, -6)]
)
def test_arrows_move_in_the_list_below(box: SearchBox, qtbot: QtBot, key: Qt.Key, by: int) -> None:
    with qtbot.waitSignal(box.stepped) as stepped:
        qtbot.keyClick(box, key)
    assert stepped.args == [by]


def test_it_is_58_high_and_follows_the_look(box: SearchBox, theme: Theme) -> None:
    assert box.height() == 58
    theme.apply(Look(scale=2.0))
    assert box.sizeHint().height() == 116
    assert box.minimumSizeHint().height() == 116


def test_text_keeps_clear_of_icon_and_count_from_right_to_left(box: SearchBox, theme: Theme, qtbot: QtBot) -> None:
    box.set_count("7 of 1,284")
    before = box.textMargins()
    theme.apply(Look(rtl=True))
    after = box.textMargins()
    assert (after.left(), after.right()) == (before.right(), before.left())
