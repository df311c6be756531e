"""Watchers of the keyboard, the line of keys, and the strip that offers kept words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.base import clock
from relnotebook.ui.actions import Actions
from relnotebook.ui.counter_parts import Footer, KeptStrip, KeysDown, Typing
from relnotebook.ui.keptwords import NewPerson
from relnotebook.widgets.parts import KeyHint, PlainLabel
from relnotebook.widgets.theme import Theme


def typed(text: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> Typing:
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    typing = Typing()
    for end in range(1, len(text) + 1):
        typing.key(text[:end])
        now[0] += seconds
    return typing


@pytest.mark.parametrize(
    ("text", "seconds", "scanned"),
    [
        ("4006381333931", 0.005, True),
        ("4006381333931", 0.12, False),  # a quick typist
        ("0183", 0.005, False),  # too short for a card
        ("Wanjiru", 0.005, False),
        ("123456a", 0.005, False),
        ("٤٠٠٦٣٨١٣", 0.005, False),
    ],
)
def test_a_scanner_is_faster_than_fingers(
    text: str, seconds: float, scanned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed(text, seconds, monkeypatch).scanned is scanned


def test_words_from_before_do_not_slow_a_scan_down(monkeypatch: pytest.MonkeyPatch) -> None:
    typing = typed("ngo", 1.0, monkeypatch)
    now = [200.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    for end in range(1, 9):
        typing.key("40063813"[:end])
        now[0] += 0.005
    assert typing.scanned


def test_an_emptied_search_is_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    typing = typed("40063813", 0.005, monkeypatch)
    typing.key("")
    assert not typing.scanned


def key(kind: QEvent.Type, code: Qt.Key, *, repeat: bool = False) -> QKeyEvent:
    return QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, "", repeat)


def test_keys_are_down_until_the_last_is_let_go() -> None:
    heard: list[str] = []
    keys = KeysDown(lambda: heard.append("released"))
    down, up = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    for event in (
        key(down, Qt.Key.Key_Down),
        key(up, Qt.Key.Key_Down, repeat=True),
        key(down, Qt.Key.Key_Control),
        key(up, Qt.Key.Key_Control),
    ):
        keys.watch(event)
        assert keys
    assert heard == []
    keys.watch(key(up, Qt.Key.Key_Down))
    assert not keys
    assert heard == ["released"]
    keys.watch(key(down, Qt.Key.Key_A))
    assert not keys


def test_a_release_that_is_never_heard_is_not_waited_for() -> None:
    heard: list[str] = []
    keys = KeysDown(lambda: heard.append("released"))
    keys.watch(key(QEvent.Type.KeyPress, Qt.Key.Key_Down))
    keys.watch(QFocusEvent(QEvent.Type.FocusOut))
    assert heard == ["released"]


def test_the_line_of_keys_follows_the_view(theme: Theme, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    footer = Footer(Actions(window))
    qtbot.addWidget(footer)
    footer.show()
    assert footer.rest.isVisible()
    footer.show_keys("hits")
    assert not footer.rest.isVisible()
    assert [hint.text() for hint in footer.hits.findChildren(KeyHint)] == ["↑", "↓", "Enter", "Ctrl+Enter", "Esc"]
    words = [label.text() for label in footer.hits.findChildren(PlainLabel)]
    assert words == ["choose", "open card", "log the usual", "clear"]


def test_the_strip_says_what_was_kept(theme: Theme, qtbot: QtBot) -> None:
    strip = KeptStrip()
    qtbot.addWidget(strip)
    strip.offer(NewPerson(phone="0712 334 908", usual="chai"))
    assert strip.isVisible()
    assert strip.words.text() == "We kept what you typed: 0712 334 908"
    with qtbot.waitSignal(strip.go_on):
        strip.more.click()
    with qtbot.waitSignal(strip.let_go):
        strip.drop.click()
    assert not strip.isVisible()
    assert strip.person is None
