"""The number of those who will hear, and of those who will not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from relnotebook.ui.mailings.count import CountPart

from .mails import found, out

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from relnotebook.widgets.theme import Theme


@pytest.fixture
def count(qtbot: QtBot, theme: Theme) -> CountPart:
    made = CountPart()
    qtbot.addWidget(made)
    return made


def test_how_many_hear_and_how_many_are_left_out(count: CountPart) -> None:
    count.show_mailing(found(38, [out("not_asked", 14)]))
    assert count.words() == "38 people will hear from you. 52 fit, 14 of them are left out."
    count.show_mailing(found(1, [out("not_asked", 1)]))
    assert count.words() == "1 person will hear from you. 2 fit, 1 of them is left out."
    count.show_mailing(found(3))
    assert count.words() == "3 people will hear from you. 3 fit, and nobody is left out."
    count.show_mailing(found(0))
    assert count.words() == "0 people will hear from you. Nobody fits this."


def test_who_fits_is_counted_at_once(count: CountPart) -> None:
    count.show_mailing(found(38, [out("not_asked", 14)]))
    count.show_fit(60)
    assert count.second.text() == "60 fit."
    assert count.number.property("tone") == "ink3", "who of them may be written to is not known yet"
    count.show_mailing(found(40, [out("not_asked", 20)]))
    assert count.number.property("tone") == "ink"


def test_an_address_book_hears_nothing(count: CountPart) -> None:
    count.show_mailing(found(38, channel=""))
    assert count.words() == "38 people for your own address book. 38 fit, and nobody is left out."


def test_why_nobody_can_be_counted(count: CountPart) -> None:
    count.refuse("That group is gone.")
    assert count.words() == "That group is gone."
    count.show_fit(3)
    assert count.refusal.isHidden()


def test_whose_tick_was_taken_away_does_not_hear(count: CountPart) -> None:
    count.show_mailing(found(6, [out("not_asked", 3)]), by_hand=1)
    assert count.words() == "5 people will hear from you. 9 fit, 3 of them are left out. You took 1 out."
    count.show_mailing(found(6), by_hand=2)
    assert count.words() == "4 people will hear from you. 6 fit. You took 2 out."


def test_thousands_are_told_alike(count: CountPart) -> None:
    count.show_mailing(found(3_030, [out("not_asked", 1_970)]))
    assert count.words() == "3,030 people will hear from you. 5,000 fit, 1,970 of them are left out."
