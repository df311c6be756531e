"""Choosing a language: by hand, by key, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.notebook import screenwords
from relnotebook.ui.kiosk.tongues import Tongues
from relnotebook.widgets.theme import Theme

from .screens import inside

NINE = [(code, screenwords.say(code).name) for code in screenwords.LANGUAGES]


@pytest.fixture
def tongues(theme: Theme, qtbot: QtBot) -> Iterator[Tongues]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    made = Tongues(window)
    made.setGeometry(window.rect())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.offer(NINE, "de")
    yield made
    window.close()


def test_every_language_stands_by_its_own_name(tongues: Tongues) -> None:
    assert [tile.text() for tile in tongues.tiles][:3] == ["English", "Deutsch", "Français"]
    assert [tile.isChecked() for tile in tongues.tiles][:3] == [False, True, False]
    assert all(inside(tile, tongues) for tile in tongues.tiles)
    assert not any(a.geometry().intersects(b.geometry()) for a in tongues.tiles for b in tongues.tiles if a is not b)


def test_a_tap_speaks_it(tongues: Tongues) -> None:
    spoken: list[str] = []
    tongues.spoken.connect(lambda code: spoken.append(code))
    QTest.mouseClick(tongues.tiles[2], Qt.MouseButton.LeftButton)
    assert (spoken, tongues.isVisible()) == (["fr"], False)


def test_a_tap_beside_leaves_it(tongues: Tongues) -> None:
    spoken: list[str] = []
    tongues.spoken.connect(lambda code: spoken.append(code))
    QTest.mouseClick(tongues, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (spoken, tongues.isVisible()) == ([], False)


def test_tab_walks_and_stays(tongues: Tongues) -> None:
    for _ in range(12):
        focus = tongues.window().focusWidget()
        assert focus in tongues.tiles
        QTest.keyClick(focus, Qt.Key.Key_Tab)


def test_offering_again_leaves_nothing_of_before(tongues: Tongues) -> None:
    tongues.offer(NINE[:3], "en")
    assert [tile.text() for tile in tongues.tiles] == ["English", "Deutsch", "Français"]
    assert [tile for tile in tongues.findChildren(QWidget) if tile.isVisible()] == tongues.tiles
