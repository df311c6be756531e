"""Menus of the Today page say only what can be done."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.today_menu import ask_day, filter_menu, print_menu, touch_menu
from relnotebook.widgets.parts import button
from relnotebook.widgets.theme import Theme

from .todays import pane, touch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def words(menu: QMenu) -> list[str]:
    return [entry.text().replace("&", "") for entry in menu.actions() if not entry.isSeparator()]


def made(window: QMainWindow, heard: list[object], shown: object) -> QMenu:
    return touch_menu(
        Actions(window), window, shown, done=heard.append, feeling=heard.append,  # type: ignore[arg-type]
        snoozed=lambda choice, _day: heard.append(choice), draft=lambda: heard.append("eml"),
        pdf=lambda: heard.append("pdf"),
    )  # fmt: skip


def press(menu: QMenu, name: str) -> None:
    next(entry for entry in menu.actions() if entry.text().replace("&", "") == name).trigger()


def test_everything_about_a_touch(window: QMainWindow) -> None:
    heard: list[object] = []
    menu = made(window, heard, pane())
    assert words(menu) == [
        "Done", "Done another way", "Done, and how they felt", "Snooze till tomorrow", "Snooze until", "Skip",
        "Never for this person", "Copy the message", "Write the e-mail", "Keep the e-mail as a draft", "Print a note",
        "Keep the note as PDF", "Another wording", "Open the card",
    ]  # fmt: skip
    ways, moods = (entry.menu() for entry in menu.actions() if entry.menu() is not None)
    press(ways, words(ways)[1])  # type: ignore[arg-type]
    press(moods, words(moods)[0])  # type: ignore[arg-type]
    press(menu, "Keep the e-mail as a draft")
    press(menu, "Keep the note as PDF")
    press(menu, "Never for this person")
    assert heard == ["phone", "delighted", "eml", "pdf", "never"]


def test_what_cannot_be_done_is_absent(window: QMainWindow) -> None:
    without = words(made(window, [], pane(touch(email=""), email="", wordings=1)))
    assert not {"Write the e-mail", "Keep the e-mail as a draft", "Another wording"} & set(without)
    bare = words(made(window, [], pane(touch(message=""), message="")))
    assert not {"Copy the message", "Print a note", "Keep the note as PDF"} & set(bare)
    assert words(made(window, [], None))[-1] == "Open the card"


def test_the_filter_ticks_what_is_wanted(window: QMainWindow) -> None:
    chosen: list[str] = []
    menu = filter_menu(window, "promises", chosen.append)
    assert [entry.text() for entry in menu.actions() if entry.isChecked()] == ["Promises"]
    press(menu, "All kinds")
    press(menu, "Not seen for a while")
    assert chosen == ["", "slipping"]


def test_the_list_is_for_paper_or_a_file(window: QMainWindow) -> None:
    actions = Actions(window)
    actions.set_page("today")
    heard: list[str] = []
    actions.on("today_keep_list", lambda: heard.append("pdf"))
    menu = print_menu(actions, window)
    assert words(menu) == ["Print the list", "Keep the list as PDF"]
    press(menu, "Keep the list as PDF")
    assert heard == ["pdf"]


def test_the_calendar_stays_inside_the_window(window: QMainWindow) -> None:
    chosen: list[tuple[str, date | None]] = []
    at = button("A date")
    at.setParent(window)
    at.move(10, 560)
    at.show()
    picker = ask_day(at, lambda choice, day: chosen.append((choice, day)))
    assert picker.geometry().bottom() <= window.geometry().bottom() + 4  # the edge of the window itself
    assert picker.geometry().left() >= window.geometry().left()
    picker.go.click()
    assert chosen == [("date", date(2026, 11, 21))]
