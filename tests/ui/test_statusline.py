"""The status line: saved, not yet saved, backed up, and where the notebook lies."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.statusline import StatusLine
from relnotebook.widgets.theme import Theme


@pytest.fixture
def status(theme: Theme, qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(1084, 30)
    made.show()
    return made


def test_what_nobody_knows_is_not_said(status: StatusLine) -> None:
    assert not any(note.isVisible() for note in (status.saved, status.backup, status.demo, status.own, status.place))


def test_saved_saving_and_trouble(status: StatusLine) -> None:
    status.show_saved("Saved 08:41")
    assert (status.saved.text(), status.saved.icon_name, status.saved.tone) == ("Saved 08:41", "circle-check", "ink3")
    status.show_saving()
    assert status.saved.text() == "Saving…"
    status.show_trouble("Not in the file yet")
    assert (status.saved.icon_name, status.saved.tone) == ("alert-triangle", "honey_text")
    status.grab()


def test_a_late_backup_is_in_honey(status: StatusLine) -> None:
    status.show_backup("Backed up last night, 22:10")
    assert status.backup.tone == "ink3"
    status.show_backup("Backed up 12 days ago", late=True)
    assert status.backup.tone == "honey_text"


def test_a_menu_entry_explains_itself_for_as_long_as_it_is_pointed_at(status: StatusLine) -> None:
    status.show_saved("Saved 08:41")
    status.show_tip("Make a checked copy now.")
    assert status.saved.text() == "Make a checked copy now."
    status.show_tip("")
    assert status.saved.text() == "Saved 08:41"


def test_the_demo_shop(status: StatusLine, qtbot: QtBot) -> None:
    status.show_demo(True)
    assert (status.demo.text(), status.own.text()) == ("Demo shop", "Start my own")
    with qtbot.waitSignal(status.own_wanted):
        status.own.click()
    status.show_demo(False)
    assert not status.own.isVisible()


def test_pressing_tells_more(status: StatusLine, qtbot: QtBot) -> None:
    status.show_place("Kept on this computer only", "/home/mara/<b>tern</b>.relnotebook")
    assert "&lt;b&gt;" in status.place.toolTip()
    with qtbot.waitSignal(status.place_wanted):
        status.place.click()
    status.show_place("Dropbox copies this notebook elsewhere", "/d", warn=True)
    assert status.place.tone == "honey_text"
    status.show_backup("Backed up today, 08:00")
    with qtbot.waitSignal(status.backups_wanted):
        status.backup.click()


def test_with_little_room_the_way_out_of_the_demo_keeps_its_words(status: StatusLine) -> None:
    status.show_saved("Saved 08:41")
    status.show_backup("Backed up last night, 22:10")
    status.show_place("Kept on this computer only", "/shop")
    status.show_demo(True)
    status.resize(480, 30)
    assert status.own.isVisible()
    assert status.own.width() >= status.own.sizeHint().width()
    assert not status.demo.isVisible()
    status.resize(1084, 30)
    notes = (status.saved, status.backup, status.demo, status.own, status.place)
    assert all(note.isVisible() for note in notes)
