"""The faces: five different ones, in one ink, and none beyond."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from relnotebook.widgets import faces
from relnotebook.widgets.theme import Theme

INK = QColor("#17606a")


def drawn(score: int, side: int = 104) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        faces.draw_face(painter, QRectF(image.rect()), score, INK)
    finally:
        painter.end()
    return image


def inked(image: QImage, left: int, top: int, right: int, bottom: int) -> int:
    return sum(image.pixelColor(x, y).alpha() > 128 for x in range(left, right) for y in range(top, bottom))


def test_every_score_has_a_face_of_its_own(theme: Theme) -> None:
    faces_drawn = [drawn(score) for score in range(faces.WORST, faces.BEST + 1)]
    for n, one in enumerate(faces_drawn):
        assert all(one != other for other in faces_drawn[n + 1 :])


@pytest.mark.parametrize("score", range(1, 6))
def test_a_face_is_the_same_on_both_sides_and_stays_inside(theme: Theme, score: int) -> None:
    image = drawn(score)
    left, right = inked(image, 0, 0, 52, 104), inked(image, 52, 0, 104, 104)
    assert abs(left - right) < 12
    assert inked(image, 0, 0, 104, 104) > 800
    assert inked(image, 0, 0, 10, 10) == 0


def test_the_corners_of_the_mouth_say_how_it_was(theme: Theme) -> None:
    """A smile hangs between its corners, a frown stands above them."""
    middle = (48, 60, 56, 80)
    lowest = {
        score: max(y for y in range(60, 80) if inked(drawn(score), *middle[:1], y, 56, y + 1)) for score in (4, 2)
    }
    assert lowest[4] > lowest[2]


def test_it_is_drawn_in_the_ink_given_at_any_size(theme: Theme) -> None:
    for side in (104, 156, 300):
        image = drawn(3, side)
        assert image.pixelColor(side // 2, round(side * 0.673)) == INK


@pytest.mark.parametrize("score", [0, 6])
def test_there_is_no_face_beyond(theme: Theme, score: int) -> None:
    with pytest.raises(KeyError):
        drawn(score)
