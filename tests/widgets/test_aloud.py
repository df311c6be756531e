from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from relnotebook.widgets import aloud


def test_an_alert_has_the_role_of_an_alert(qtbot: QtBot) -> None:
    frame, other = QFrame(), QFrame()
    qtbot.addWidget(frame)
    qtbot.addWidget(other)
    frame.setAccessibleName("Nut allergy, severe.")
    aloud.speak_as_alert(frame)
    spoken = QAccessible.queryAccessibleInterface(frame)
    assert spoken.role() == QAccessible.Role.AlertMessage
    assert spoken.text(QAccessible.Text.Name) == "Nut allergy, severe."
    assert QAccessible.queryAccessibleInterface(other).role() != QAccessible.Role.AlertMessage


def test_alerts_come_and_go(qtbot: QtBot) -> None:
    from shiboken6 import delete

    for _turn in range(50):
        frame = QFrame()
        aloud.speak_as_alert(frame)
        assert QAccessible.queryAccessibleInterface(frame).role() == QAccessible.Role.AlertMessage
        delete(frame)


@pytest.mark.parametrize("assertive", [False, True])
def test_words_are_announced(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, assertive: bool) -> None:
    said: list[object] = []
    monkeypatch.setattr(aloud.QAccessible, "updateAccessibility", said.append)
    frame = QFrame()
    qtbot.addWidget(frame)
    aloud.announce(frame, "Ngozi's usual is in.", assertive=assertive)
    (event,) = said
    level = QAccessible.AnnouncementPoliteness
    assert event.message() == "Ngozi's usual is in."
    assert event.politeness() == (level.Assertive if assertive else level.Polite)
