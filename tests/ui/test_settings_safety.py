"""Backups in three clicks with what would differ, and the notebook's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QMainWindow, QPushButton

from relnotebook.base.settings import Settings
from relnotebook.base.terms import Kind
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import safety, usual
from relnotebook.notebook.safety import Change
from relnotebook.ui.actions import Actions
from relnotebook.ui.settings_safety import Backups, Storage, differing, in_words

from ..builders import Shop


def worked(qtbot: Any, bridge: Bridge, work: Any) -> Any:
    with qtbot.waitSignal(bridge.run(work).finished, timeout=20_000) as signal:
        pass
    return signal.args[0]


@pytest.fixture
def window(qtbot: Any, theme: Any) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(900, 700)
    return made


def test_three_clicks_bring_a_backup_back(qtbot: Any, window: QMainWindow, bridge: Bridge, shop: Shop) -> None:
    shop.store.forbidden_thread = None
    ngozi = shop.customer("Ngozi Okafor").usual("Oat flat white")
    made = worked(qtbot, bridge, safety.back_up)
    shop.do(usual.log, ngozi.id)
    section = Backups(Actions(window))
    window.setCentralWidget(section)
    window.show()
    section.attach(bridge)
    qtbot.waitUntil(lambda: section.choose.isEnabled() and len(section._all) == 1)
    section.choose.click()
    look = next(b for b in section.list.findChildren(QPushButton) if b.text() == "Look what would change")
    look.click()
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)
    dialog = window.findChild(QDialog)
    assert dialog is not None
    said = " ".join(label.text() for label in dialog.findChildren(type(section.last.title)))
    assert "1 visit" in said
    with qtbot.waitSignal(section.bring_back_wanted) as signal:
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Bring it back").click()
    assert signal.args == [made.path]


def test_a_second_folder_is_shown_and_given_up(qtbot: Any, window: QMainWindow, tmp_path: Path) -> None:
    section = Backups(Actions(window))
    window.setCentralWidget(section)
    window.show()
    section.show_till(Settings(second_backup=str(tmp_path / "stick")))
    assert "stick" in section.second.title.text()
    with qtbot.waitSignal(section.till_changed) as signal:
        section.nowhere.click()
    assert signal.args == [{"second_backup": ""}]


def test_the_look_over_says_that_all_is_well(qtbot: Any, window: QMainWindow, bridge: Bridge) -> None:
    section = Storage()
    window.setCentralWidget(section)
    window.show()
    section.attach(bridge)
    section.check.click()
    qtbot.waitUntil(lambda: section.checked.title.text() == "Everything is in order", timeout=20_000)
    assert section.check.isEnabled()


def test_the_place_is_said_in_words_with_the_whole_path_behind(qtbot: Any, window: QMainWindow, bridge: Bridge) -> None:
    section = Storage()
    window.setCentralWidget(section)
    window.show()
    section.attach(bridge)
    qtbot.waitUntil(lambda: section.place.title.text() == "notebook, cafe.relnotebook")
    assert str(bridge.store.path) in section.place.toolTip()
    assert section.lock.title.text() == "Not locked with a passphrase"


def test_differences_in_words() -> None:
    assert differing(()) == "It holds the same as today's notebook."
    told = differing((Change(Kind.VISIT, 14, 0, 0), Change(Kind.NOTE, 1, 2, 3)))
    assert "14 visits and 1 note" in told
    assert "2 notes" in told
    assert "3 lines have their old words again" in told


def test_a_place_in_words() -> None:
    assert in_words(Path("/home/mara/Documents/Tern backups")) == "Documents, Tern backups"
