"""Tabs and pills: what is chosen, what is said, and arrows along them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.widgets.tabs import Pills, TabStrip
from relnotebook.widgets.theme import Theme

CHOICES = (("inbox", "Inbox"), ("ideas", "Ideas"), ("ours", "Ours"))


def heard(signal: Any) -> list[list[Any]]:
    """What a signal says from now on; a spy of Qt's dies when it is asked for what was never said."""
    got: list[list[Any]] = []
    signal.connect(lambda *values: got.append(list(values)))
    return got


def test_the_first_tab_is_chosen_and_a_press_chooses_another(qtbot: QtBot, theme: Theme) -> None:
    strip = TabStrip(CHOICES)
    qtbot.addWidget(strip)
    spy = heard(strip.picked)
    assert strip.value() == "inbox"
    strip.tabs["ideas"].click()
    assert strip.value() == "ideas"
    assert [spy[0][0]] == ["ideas"]
    strip.tabs["ideas"].click()
    assert strip.tabs["ideas"].isChecked(), "a second press does not leave no tab at all"


def test_a_count_is_read_with_the_word(qtbot: QtBot, theme: Theme) -> None:
    strip = TabStrip(CHOICES)
    qtbot.addWidget(strip)
    narrow = strip.tabs["inbox"].sizeHint().width()
    strip.tabs["inbox"].set_count("1,284")
    assert strip.tabs["inbox"].accessibleName() == "Inbox, 1,284"
    assert strip.tabs["inbox"].sizeHint().width() > narrow
    strip.tabs["inbox"].set_count("")
    assert strip.tabs["inbox"].accessibleName() == "Inbox"


def test_arrows_walk_along_the_tabs_and_round(qtbot: QtBot, theme: Theme) -> None:
    strip = TabStrip(CHOICES)
    qtbot.addWidget(strip)
    strip.show()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.value() == "ideas"
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.value() == "ours"


def test_one_tab_alone_stands_on_the_way_of_the_tab_key(qtbot: QtBot, theme: Theme) -> None:
    strip = TabStrip(CHOICES)
    qtbot.addWidget(strip)
    strip.set_value("ideas")
    on_the_way = [key for key, tab in strip.tabs.items() if tab.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert on_the_way == ["ideas"]


def test_every_target_is_large_enough_for_a_finger(qtbot: QtBot, theme: Theme) -> None:
    strip, pills = TabStrip(CHOICES), Pills(("a", "b"))
    for widget in (strip, pills):
        qtbot.addWidget(widget)
    pills.show_words((("a", "To do 5", ""), ("b", "All", "")))
    hints = [tab.sizeHint() for tab in strip.tabs.values()] + [pills.button(key).sizeHint() for key in "ab"]
    assert all(hint.width() >= 36 and hint.height() >= 36 for hint in hints)


def test_pills_say_what_they_hold_and_one_is_always_taken(qtbot: QtBot, theme: Theme) -> None:
    pills = Pills(("todo", "told"))
    qtbot.addWidget(pills)
    spy = heard(pills.picked)
    pills.show_words((("todo", "To do 5", ""), ("told", "Told 46", "46 were told")))
    assert pills.button("told").accessibleName() == "46 were told"
    pills.button("told").click()
    pills.button("told").click()
    assert pills.value() == "told"
    assert len(spy) == 2
    pills.set_value("todo")
    assert (pills.value(), len(spy)) == ("todo", 2)


def test_tabs_paint_in_every_look(qtbot: QtBot, theme: Theme) -> None:
    strip = TabStrip(CHOICES)
    qtbot.addWidget(strip)
    strip.tabs["ideas"].set_count("9")
    strip.resize(400, 40)
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    strip.show()
    assert not strip.grab().toImage().isNull()


def test_a_tab_draws_no_ring_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    strip = TabStrip(CHOICES)
    qtbot.addWidget(strip)
    strip.show()
    tab = strip.tabs["inbox"]
    without = tab.grab().toImage()
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tab.hasFocus)
    assert tab.grab().toImage() == without, "the ring of the window is round it already"
