"""Where the parts of the page stand, at every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from relnotebook.ui.actions import Actions
from relnotebook.ui.mailings.desk import Desk
from relnotebook.widgets.theme import Look

from .mails import found

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    made = Desk(Actions(window), window)
    window.show()
    return made


def test_both_halves_where_there_is_room(desk: Desk) -> None:
    assert desk.builder.isVisible()
    assert desk.target.isVisible()
    assert not desk.onwards.isVisible()
    assert desk.save.key() == "Ctrl+S"
    assert not desk.step_back()


def test_one_half_at_a_time_where_there_is_not(desk: Desk, theme: Theme) -> None:
    theme.apply(Look(scale=2.0))
    desk.fit()
    desk.show_mailing(found(38))
    assert desk.onwards.isVisible()
    assert desk.onwards.text() == "Take 38 people along"
    assert not desk.target.isVisible()
    desk.onwards.click()
    assert desk.alone
    assert desk.target.isVisible()
    assert desk.back.isVisible()
    desk.back.click()
    assert desk.builder.isVisible()
    assert not desk.back.isVisible()


def test_what_is_promised_about_the_file(desk: Desk) -> None:
    assert "without consent" in desk._note.text()
    desk.show_channel("")
    assert desk._note.text().startswith("For your own address book, not for mailings.")


def test_the_way_on_has_words(desk: Desk, theme: Theme) -> None:
    theme.apply(Look(scale=2.0))
    desk.fit()
    desk.show_mailing(found(38))
    assert desk.onwards.sizeHint().width() > 2 * desk.onwards.sizeHint().height()


def test_what_was_sent_before_does_not_turn_the_page_of_a_wide_window(desk: Desk) -> None:
    desk.step_aside()
    assert not desk.aside


def test_those_taken_out_by_hand_do_not_go_along(desk: Desk) -> None:
    mailing = found(6)
    desk.target.people.without = set(mailing.inside[:2])
    desk.show_mailing(mailing)
    assert desk.onwards.text() == "Take 4 people along"
    assert desk.count.number.text() == "4"
