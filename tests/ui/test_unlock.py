"""The passphrase page: what is wrong stands below the field, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from relnotebook.ui.unlock import UnlockPage
from relnotebook.widgets.theme import Theme


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> UnlockPage:
    made = UnlockPage("/shop/tern.relnotebook")
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_sends_the_words_once(page: UnlockPage, qtbot: QtBot) -> None:
    sent: list[str] = []
    page.unlock.connect(sent.append)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert sent == []
    qtbot.keyClicks(page.passphrase, "four plain words here")
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert sent == ["four plain words here"]
    assert page.open.text() == "Opening…"


def test_wrong_words_stay_and_can_be_put_right(page: UnlockPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.passphrase, "four plane words")
    page.open.click()
    page.show_problem("That does not open it. The words are others, or the file is damaged.")
    assert page.field.sentence().startswith("That does not open it.")
    assert page.passphrase.text() == "four plane words"
    assert page.open.isEnabled()
    qtbot.keyClicks(page.passphrase, "x")
    assert page.field.sentence() == ""
    assert not page.passphrase.property("invalid")


def test_the_words_are_hidden(page: UnlockPage) -> None:
    assert page.passphrase.echoMode() == QLineEdit.EchoMode.Password
    assert page.passphrase.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_another_notebook(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.other):
        page.another.click()
