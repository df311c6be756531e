"""Customers, what comes in, doubles and mailings: from page to page in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from ..builders import Shop
from ..hands import Program, StartProgram


@pytest.fixture
def cafe(notebook_file: Path) -> Path:
    shop = Shop(notebook_file)
    shop.customer("Omar Haddad", phone="0151 496 0114").usual("flat white")
    shop.customer("O. Haddad", phone="0151 496 0114")
    shop.close()
    return notebook_file


@pytest.fixture
def till(start: StartProgram, cafe: Path) -> Program:
    return start(cafe).in_the_shop(1280, 800)


def drop(till: Program, data: QMimeData) -> bool:
    """Drag something over the window and let it go; whether the window takes it."""
    frame, buttons, keys = till.app.frame, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(400, 300), copy, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(frame, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(frame, QDropEvent(QPointF(400, 300), copy, data, buttons, keys))
    return True


def test_every_page_is_one_key_away_and_its_tab_is_marked(till: Program) -> None:
    for key, page, tab in (("Ctrl+2", "customers", "Customers"), ("Ctrl+6", "mailings", "Mailings")):
        till.press(key).page(page)
        assert till.window.shell.rail.chosen_tab().text() == tab


def test_from_a_card_to_the_other_card_it_may_be_and_back(till: Program) -> None:
    till.finds("omar", "Omar Haddad").press("Return").page("card").press("Ctrl+J").page("doubles")
    assert till.window.shell.rail.chosen_tab().text() == "Customers"
    till.shows("O. Haddad").press("Esc")
    till.until(lambda: till.window.current.name != "doubles")


def test_doubles_from_the_menu(till: Program) -> None:
    till.window.actions_["doubles"].trigger()
    till.page("doubles").shows("Same phone: 0151 496 0114")
    till.press("Esc").until(lambda: till.window.current.name == "customers")


def test_a_file_dropped_on_any_page_begins_to_come_in(till: Program, tmp_path: Path) -> None:
    file, data = tmp_path / "people.csv", QMimeData()
    file.write_text("Name,Phone\nAoi Tanaka,0151 496 0127\n")
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert drop(till, data)
    till.page("importing").shows("people.csv")


def test_of_several_files_the_first_is_taken_and_that_is_said(till: Program, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.csv", "two.csv")]
    for file in files:
        file.write_text("Name\nRosa Klee\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    heard: list[str] = []
    page: Any = till.window.page("importing")
    page.said.connect(heard.append)
    assert drop(till, data)
    assert heard == ["One file at a time: this is one.csv. Drop the next one when its people are in."]
    assert page.flow.file == files[0]


def test_words_or_a_web_address_dropped_are_not_taken(till: Program) -> None:
    words, web = QMimeData(), QMimeData()
    words.setText("Aoi Tanaka")
    web.setUrls([QUrl("https://shop.example/people.csv")])
    assert [drop(till, words), drop(till, web)] == [False, False]
    assert till.window.current.name == "counter"


def test_what_came_in_before_is_a_command_away(till: Program) -> None:
    till.window.actions_["imports"].trigger()
    till.page("importing")
