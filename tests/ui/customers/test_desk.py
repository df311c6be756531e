"""How the parts of the page stand in a window, and what an empty list says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.customers.desk import Desk
from relnotebook.widgets.theme import Look, Theme

from ..feedback.inboxes import heard


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Iterator[Desk]:
    home = QWidget()
    qtbot.addWidget(home)
    made = Desk(Actions(home))
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    yield made
    home.close()


def test_a_usual_window_shows_every_button(desk: Desk) -> None:
    assert all(part.isVisible() for part in (desk.imports, desk.doubles, desk.bring_in, desk.chips, desk.sort))
    assert not desk.more.isVisible()


def test_large_letters_fold_them_into_menus(desk: Desk, theme: Theme) -> None:
    theme.apply(Look(scale=2.0))
    desk.fit()
    assert desk.kind == "tight"
    assert all(part.isVisible() for part in (desk.more, desk.whom, desk.bring_in, desk.words))
    assert not any(part.isVisible() for part in (desk.imports, desk.doubles, desk.chips, desk.sort))
    desk.show_sort("name", False, in_bin=False)
    pressed = heard(desk.doubles.clicked)
    menu = desk.menu_of_more()
    told = [one.text() for one in menu.actions() if one.text()]
    assert told[:3] == ["Imports", "Doubles", "By name"]
    next(one for one in menu.actions() if one.text() == "Doubles").trigger()
    assert len(pressed) == 1
    theme.apply(Look())
    desk.fit()
    assert desk.chips.isVisible()


def test_an_empty_list_says_what_can_be_done(desk: Desk) -> None:
    desk.show_rows(0, narrowed=False, everybody=0, binned=0)
    assert desk.empty.title.text() == "Nobody is in the notebook yet."
    assert desk.empty.button.text() == "Bring in customers"
    desk.show_rows(0, narrowed=True, everybody=5, binned=0)
    assert desk.empty.title.text() == "Nobody fits."
    desk.show_bin(True)
    desk.show_rows(0, narrowed=True, everybody=5, binned=0)
    assert desk.empty.title.text() == "The bin is empty."
    assert not desk.note.isVisible()  # "these" would be nobody
    desk.show_rows(2, narrowed=True, everybody=5, binned=2)
    assert desk.note.isVisible()
    desk.words.setText("x")
    desk.show_rows(0, narrowed=True, everybody=5, binned=2)
    assert desk.empty.title.text() == "Nobody of that name is in the bin."


def test_a_notebook_whose_cards_are_all_in_the_bin_is_not_called_empty(desk: Desk) -> None:
    desk.show_rows(0, narrowed=False, everybody=0, binned=3000)
    assert desk.empty.title.text() == "Every card is in the bin."
    assert "3,000 cards" in desk.empty.line.text()
    assert desk.empty.button.text() == "Show the bin"


def test_the_search_tells_how_many_it_found_of_those_there_are(desk: Desk) -> None:
    desk.show_rows(5, narrowed=False, everybody=5, binned=2)
    assert desk.words.found() == ""
    desk.words.setText("oat")
    desk.show_rows(2, narrowed=True, everybody=5, binned=2)
    assert desk.words.found() == desk.words.accessibleDescription() == "2 of 5"
    desk.show_bin(True)
    desk.show_rows(1, narrowed=True, everybody=5, binned=2)
    assert desk.words.found() == "1 of 2"
    desk.words.clear()
    assert desk.words.found() == desk.words.accessibleDescription() == ""


def test_a_shop_without_closeness_has_no_such_column_or_sort(desk: Desk) -> None:
    desk.show_closeness(False)
    assert desk.table.plan.of("closeness") is None
    desk.show_sort("name", False, in_bin=False)
    assert "By closeness" not in [one.text() for one in desk.menu_of_more().actions()]


def test_the_toast_stands_above_the_bar(desk: Desk) -> None:
    assert desk.above_bar().isNull()
    desk.show_ticked(2, of=5, in_bin=False)
    assert desk.bar.isVisible()
    assert desk.above_bar().bottom() < desk.bar.y() or desk.bar.y() == 0
    assert desk.header.all_.isChecked() is False
    desk.show_ticked(5, of=5, in_bin=False)
    assert desk.header.all_.isChecked()
