"""The small sheet that finds whose words these are."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import CustomerId
from relnotebook.ui.feedback.link import LinkSheet
from relnotebook.widgets.theme import Theme

from .inboxes import heard, line


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> LinkSheet:
    made = LinkSheet()
    qtbot.addWidget(made)
    return made


def test_it_comes_up_empty_with_the_keyboard_in_it(qtbot: QtBot, sheet: LinkSheet) -> None:
    assert sheet.isHidden()
    sheet.whose.line.setText("from before")
    sheet.begin(line())
    sheet.activateWindow()
    qtbot.waitUntil(sheet.whose.line.hasFocus)
    assert sheet.whose.line.text() == ""


def test_a_person_chosen_is_linked(sheet: LinkSheet) -> None:
    spy = heard(sheet.linked)
    sheet.begin(line())
    sheet.whose.changed.emit()
    assert len(spy) == 0, "nobody is chosen yet"
    sheet.whose.show_person(CustomerId(7), "Omar")
    sheet.whose.changed.emit()
    assert spy[0] == [7]


def test_only_what_stands_on_a_card_can_be_taken_off_it(sheet: LinkSheet) -> None:
    spy = heard(sheet.linked)
    sheet.begin(line(customer=None))
    assert not sheet.off.isVisible()
    sheet.begin(line())
    sheet.off.click()
    assert spy[0] == [None]


def test_left_as_it_is(sheet: LinkSheet) -> None:
    spy = heard(sheet.leave)
    sheet.begin(line())
    sheet.back.click()
    assert len(spy) == 1
