"""The shell: things stand where they should, and notes take room only while there are any."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.page import Page
from relnotebook.ui.shell import Shell
from relnotebook.ui.strip import Strip
from relnotebook.widgets.theme import Look, Theme


@pytest.fixture
def shell(theme: Theme, qtbot: QtBot) -> Iterator[Shell]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Shell(Actions(window))
    window.setCentralWidget(made)
    window.resize(1280, 800)
    window.show()
    yield made
    window.close()


def test_notes_take_room_only_while_there_are_any(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shell.pages.y() == 0)
    shell.banner.show_problem("The backup disk is not there.")
    qtbot.waitUntil(lambda: shell.pages.y() > 30)
    shell.progress.show()
    shell.banner.clear()
    assert shell.progress.isVisible()
    shell.progress.hide()
    qtbot.waitUntil(lambda: shell.pages.y() == 0)


def test_a_note_added_later_has_its_place_too(shell: Shell, qtbot: QtBot) -> None:
    strip = Strip("history")
    shell.notes.add(strip)
    assert not strip.isVisible()
    strip.say("2 touches fell due since Tuesday.")
    qtbot.waitUntil(lambda: shell.pages.y() > 30)
    strip.cross.click()
    qtbot.waitUntil(lambda: shell.pages.y() == 0)


@pytest.mark.parametrize(
    ("width", "scale", "rail"), [(1280, 1.0, 196), (1280, 1.1, 216), (1024, 1.0, 64), (1280, 2.0, 104)]
)
def test_the_cover_fits_the_window(shell: Shell, theme: Theme, width: int, scale: float, rail: int) -> None:
    theme.apply(Look(scale=scale))
    shell.fit(width)
    assert shell.rail.width() == rail


def test_the_toast_stands_clear_of_the_keys_above_the_edge(shell: Shell, qtbot: QtBot) -> None:
    shell.toast.say("Ngozi's usual is in.")
    home = shell.toast.parentWidget()
    assert home is not None
    assert abs(home.height() - (shell.toast.geometry().bottom() + 1 - 16) - 82) <= 1


def test_the_status_line_is_thirty_px_high(shell: Shell, theme: Theme) -> None:
    assert shell.status.height() == 30
    theme.apply(Look(scale=2.0))
    shell.fit(1280)
    assert shell.status.height() == 60


def test_a_toast_goes_where_the_page_wants_it(shell: Shell, qtbot: QtBot) -> None:
    actions = Actions(shell.window())
    plain, crowded = Page(actions), Roomless(actions)
    for page in (plain, crowded):
        shell.pages.addWidget(page)
    shell.toast.say("Ngozi's usual is in.")
    low = shell.toast.y()
    shell.pages.setCurrentWidget(crowded)
    assert shell.toast.y() < 100
    crowded.crowded = False
    crowded.shifted.emit()
    assert shell.toast.y() == low


class Roomless(Page):
    """A page on which only the top is free."""

    crowded = True

    def toast_room(self) -> QRect:
        return QRect(0, 0, 600, 100) if self.crowded else QRect()
