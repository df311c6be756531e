"""Where the parts of a card stand, and what gives way when there is little room."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from relnotebook.ui.feedback.idea_cards import IdeaDelegate, IdeaRow, button_spot, height, place
from relnotebook.ui.feedback.idea_lanes import LaneModel
from relnotebook.widgets import theme as themes
from relnotebook.widgets.draw import advance
from relnotebook.widgets.theme import Look, Theme

WIDE = 227


def row(**other: Any) -> IdeaRow:
    values: dict[str, Any] = {
        "key": 7, "title": "Oat milk soft-serve in July", "by": "Aoi Tanaka", "faces": (("NO", 1), ("TA", 2)),
        "count": "9 want it", "button": "Me too",
    }  # fmt: skip
    return IdeaRow(**values | other)


@pytest.fixture(autouse=True)
def _look(theme: Theme) -> Theme:
    return theme


def test_the_card_of_the_mock_up_is_as_high_as_there() -> None:
    assert abs(place(row(), WIDE).height - 109) <= 2


def test_a_long_title_takes_more_lines_and_is_not_cut_before_the_fourth() -> None:
    title = "Door closer for the window seats, and a bell that does not wake the baby"
    spots = place(row(title=title), WIDE)
    assert " ".join(words for words, _spot in spots.title) == title
    assert len(spots.title) in (3, 4)
    assert spots.height > place(row(), WIDE).height


def test_nothing_overlaps_and_nothing_leaves_the_card() -> None:
    full = row(note="Jonas tries it with four regulars in December.", progress=(32, 50),
               progress_text="32 of 50 cups, until 30 November", told="13 told, 4 to tell")  # fmt: skip
    for width in (150, 195, WIDE, 460, 900):
        spots = place(full, width)
        lines = [spot for part in (spots.title, spots.by, spots.note, spots.progress) for _words, spot in part]
        parts = [*lines, spots.bar, spots.banner, spots.count, spots.button, *spots.faces]
        there = [spot for spot in parts if spot is not None and not spot.isEmpty()]
        for at, one in enumerate(there):
            assert QRect(0, 0, width, spots.height).contains(one), (width, one)
            assert not any(one.intersects(other) for other in there[at + 1 :]), (width, one)


def test_faces_give_way_before_the_count_does() -> None:
    narrow = place(row(count="14 want it"), 195)
    assert len(narrow.faces) < 2
    assert narrow.count.width() >= advance("14 want it", themes.of().font("small"))
    assert place(row(), 400).faces[1:] != []


def test_large_text_makes_large_cards(theme: Theme) -> None:
    small = height(row(), 460)
    theme.apply(Look(scale=2.0))
    assert height(row(), 920) >= 1.9 * small


def test_the_button_is_as_large_as_a_finger_and_on_the_other_side_from_right_to_left() -> None:
    rect = QRect(10, 20, WIDE, height(row(), WIDE))
    left = button_spot(row(), rect, Qt.LayoutDirection.LeftToRight)
    right = button_spot(row(), rect, Qt.LayoutDirection.RightToLeft)
    assert min(left.width(), left.height()) >= 36
    assert rect.contains(left)
    assert right.left() - rect.left() == rect.right() - left.right()
    assert button_spot(row(button=""), rect, Qt.LayoutDirection.LeftToRight).isEmpty()


def mouse(kind: QEvent.Type, at: QPointF) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(kind, at, at, left, left, Qt.KeyboardModifier.NoModifier)


def test_only_a_press_and_a_release_on_the_button_press_it(qapp: Any) -> None:
    delegate, model, option = IdeaDelegate(), LaneModel(), QStyleOptionViewItem()
    model.show((row(),))
    option.rect = QRect(0, 0, WIDE, height(row(), WIDE))
    option.direction = Qt.LayoutDirection.LeftToRight
    pressed: list[int] = []
    delegate.pressed.connect(pressed.append)
    inside = QPointF(button_spot(row(), option.rect, option.direction).center())
    outside, index = QPointF(20, 20), model.index(0)
    down, up = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    for first, last in ((outside, inside), (inside, outside), (outside, outside)):
        delegate.editorEvent(mouse(down, first), model, option, index)
        delegate.editorEvent(mouse(up, last), model, option, index)
    assert pressed == []
    assert delegate.editorEvent(mouse(down, inside), model, option, index)
    delegate.editorEvent(mouse(up, inside), model, option, index)
    assert pressed == [7]
