"""Who is at the till, and where the notebook lies: two menus above the line they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import StaffId
from relnotebook.notebook.staff import Colleague
from relnotebook.ui.window_menus import place_menu, staff_menu
from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def anchor(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(100, 400, 200, 40)
    made.show()
    return made


def test_who_is_there_is_ticked_and_others_can_be_chosen(anchor: QWidget) -> None:
    chosen: list[int] = []
    edited: list[bool] = []
    people = (Colleague(StaffId(3), "Mara & Co", "Owner"), Colleague(StaffId(5), "Jonas", ""))
    menu = staff_menu(anchor, people, 5, chosen.append, lambda: edited.append(True))
    entries = {entry.text(): entry for entry in menu.actions() if entry.text()}
    assert [text for text, entry in entries.items() if entry.isChecked()] == ["Jonas"]
    assert menu.activeAction() is entries["Jonas"]
    entries["Mara && Co"].trigger()
    entries["Nobody in particular"].trigger()
    entries["Who works here"].trigger()
    assert (chosen, edited) == ([3, 0], [True])
    assert menu.y() + menu.height() <= anchor.mapToGlobal(anchor.rect().topLeft()).y() + 1
    menu.close()


def test_the_path_is_shown_as_it_is(anchor: QWidget) -> None:
    led: list[bool] = []
    menu = place_menu(anchor, Path("/shop/Salt & Pepper.relnotebook"), lambda: led.append(True))
    first, *_others, last = menu.actions()
    assert first.text() == str(Path("/shop/Salt && Pepper.relnotebook"))
    assert not first.isEnabled()
    last.trigger()
    assert led == [True]
    menu.close()
