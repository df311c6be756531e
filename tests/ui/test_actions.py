"""Every command once: nothing twice, nothing that does not exist, keys only where they belong."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui import actions
from relnotebook.ui.actions import Actions, Command, commands, key_list, native


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def test_names_are_given_once() -> None:
    assert [name for name, times in Counter(c.name for c in commands()).items() if times > 1] == []


def test_no_two_commands_of_one_place_share_a_key() -> None:
    for page in ("counter", "card", "today"):
        keys = Counter(
            QKeySequence(key).toString()
            for c in commands()
            if c.page in ("", page) and not c.by_widget
            for key in c.keys
        )
        assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_can_be_read() -> None:
    for command in commands():
        for key in command.keys:
            assert QKeySequence(key).toString(), f"{command.name}: {key}"


def test_menu_entries_have_mnemonics_and_menus_exist() -> None:
    titles = dict(actions.menus())
    for command in commands():
        if command.menu:
            assert command.menu in titles
            assert command.page or "&" in command.text, command.name


def test_only_bare_letters_and_digits_are_letters() -> None:
    letters = {c.name for c in commands() if c.letter}
    assert "card_note" in letters
    assert "card_variation_9" in letters
    assert letters.isdisjoint({"keys", "undo", "card_next", "card_menu", "counter_choose"})
    assert "today_until" in letters  # Shift+S is typed in a field as well
    assert {c.page for c in commands() if c.letter}.isdisjoint({"", "counter", "mailings"}), "where one types"


def test_a_letter_held_down_does_its_act_once(window: QMainWindow) -> None:
    made = Actions(window)
    assert not made["today_done"].autoRepeat()
    assert not made["today_until"].autoRepeat()
    assert made["bigger"].autoRepeat()


def test_a_page_only_hears_its_own_keys(window: QMainWindow) -> None:
    made = Actions(window)
    made.set_page("counter")
    assert not made["card_note"].isEnabled()
    made.set_page("card")
    assert made["card_note"].isEnabled()
    assert made["undo"].isEnabled()


def test_letters_can_be_switched_off(window: QMainWindow) -> None:
    made = Actions(window)
    made.set_page("card")
    made.set_letters(False)
    assert made["card_note"].shortcuts() == []
    assert made["card_note"].isEnabled()  # the menu still has it
    assert made.hint("card_note") == ""
    assert made["card_next"].shortcuts() != []
    made.set_letters(True)
    assert made.hint("card_note") == "N"


def test_a_command_can_be_out_of_reach_for_now(window: QMainWindow) -> None:
    made = Actions(window)
    made.allow("undo", False)
    made.set_page("card")
    assert not made["undo"].isEnabled()
    made.allow("undo", True)
    assert made["undo"].isEnabled()


def test_a_letter_in_a_field_is_a_letter(window: QMainWindow, qtbot: QtBot) -> None:
    inside = QWidget()
    line, text, button = QLineEdit(), QPlainTextEdit(), QPushButton("x")
    column = QVBoxLayout(inside)
    for part in (line, text, button):
        column.addWidget(part)
    window.setCentralWidget(inside)
    made = Actions(window)
    made.set_page("card")
    heard: list[str] = []
    made.on("card_note", lambda: heard.append("note"))
    made.on("card_variation_1", lambda: heard.append("one"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for field in (line, text):
        field.setFocus()
        QTest.keyClicks(field, "n1")
    assert (line.text(), text.toPlainText(), heard) == ("n1", "n1", [])
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_N)
    QTest.keyClick(button, Qt.Key.Key_1)
    assert heard == ["note", "one"]


def test_menus_hold_every_command_of_theirs_once(window: QMainWindow) -> None:
    made = Actions(window)
    made.menu(window.menuBar())
    found = [
        entry.objectName()
        for top in window.menuBar().actions()
        for entry in top.menu().actions()  # type: ignore[attr-defined]
        if not entry.isSeparator()
    ]
    assert sorted(found) == sorted(c.name for c in commands() if c.menu)


def test_a_page_fills_a_menu_of_its_own(window: QMainWindow) -> None:
    made = Actions(window)
    menu = QMenu(window)
    made.fill(menu, "card_note", "card_edit")
    assert [entry.objectName() for entry in menu.actions()] == ["card_note", "card_edit"]


def test_icons_come_with_the_look(window: QMainWindow) -> None:
    made = Actions(window)
    asked: list[str] = []

    def icon(name: str) -> QIcon:
        asked.append(name)
        return QIcon()

    made.menu(window.menuBar())
    made.dress(icon)
    assert asked == []  # nobody sees them yet
    first = window.menuBar().actions()[0].menu()
    first.aboutToShow.emit()  # type: ignore[attr-defined]
    assert set(asked) == {c.icon for c in commands() if c.icon}
    asked.clear()
    first.aboutToShow.emit()  # type: ignore[attr-defined]
    assert asked == []
    made.dress(icon)
    first.aboutToShow.emit()  # type: ignore[attr-defined]
    assert asked != []


def test_the_key_list_has_every_key_once(window: QMainWindow) -> None:
    groups = dict(key_list(Actions(window)))
    names = ["Everywhere", "Counter", "Customer card", "Today", "Feedback", "Ideas"]
    assert list(groups) == [*names, "Customers", "Bring in", "Doubles", "Mailings"]
    everywhere = {words: keys for keys, words in groups["Everywhere"]}
    assert everywhere["Search"] == "Ctrl+K, F3"
    assert everywhere["Log the usual"] == "Ctrl+Enter"
    assert ("1 to 9", "Tick a variation of the usual") in groups["Customer card"]
    assert ("↓, ↑", "Choose") in groups["Counter"]
    assert len([row for row in groups["Customer card"] if "1" in row[0]]) == 2  # 1 to 9, Shift+F10


def test_keys_are_written_as_this_computer_writes_them() -> None:
    assert native("Ctrl+Return") == "Ctrl+Enter"
    assert native("Down") == "↓"


def test_the_plain_words_keep_a_written_ampersand() -> None:
    assert Command("x", "Salt && &pepper").plain == "Salt & pepper"
