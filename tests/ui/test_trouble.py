"""A notebook that does not open: the sentence, and every way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.trouble import Offer, TroublePage
from relnotebook.widgets.parts import KeyButton
from relnotebook.widgets.theme import Theme


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> TroublePage:
    made = TroublePage("The notebook is damaged.", "/shop/<b>tern</b>.relnotebook")
    qtbot.addWidget(made)
    made.show()
    return made


def button(page: TroublePage, words: str) -> KeyButton:
    return next(one for one in page.findChildren(KeyButton) if one.text() == words)


def test_it_says_what_is_the_matter(page: TroublePage) -> None:
    assert page.words.text() == "The notebook is damaged."
    assert page.focusProxy() is page.retry


@pytest.mark.parametrize(
    ("words", "signal"),
    [("Try again", "again"), ("Open another notebook", "another"), ("Start a new one", "fresh")],
)
def test_ways_on(page: TroublePage, qtbot: QtBot, words: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(page, signal)):
        button(page, words).click()


def test_backups_are_offered(page: TroublePage, qtbot: QtBot) -> None:
    page.show_backups([])
    assert not [one for one in page.findChildren(KeyButton) if one.text() == "Bring this one back"]
    page.show_backups(
        [Offer(Path("/b/1"), "Thursday, 22:10", "6.4 MB"), Offer(Path("/b/2"), "Wednesday, 22:10", "6 MB")]
    )
    offers = [one for one in page.findChildren(KeyButton) if one.text() == "Bring this one back"]
    assert offers[0].accessibleName() == "Bring back the backup of Thursday, 22:10"
    with qtbot.waitSignal(page.bring_back) as told:
        offers[1].click()
    assert told.args == [Path("/b/2")]
