"""Whose words they are: found as on the counter, offered, typed, or nobody's; and never the wrong person's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.ui.feedback.whose import Whose
from relnotebook.widgets.theme import Theme

from ...builders import Shop


@pytest.fixture
def whose(shop: Shop, theme: Theme, qtbot: QtBot) -> Iterator[Whose]:
    for name, usual in (("Omar Haddad", "Flat white"), ("Omara Diaz", "Tea"), ("Ngozi Okafor", "Oat flat white")):
        shop.customer(name).usual(usual)
    made = Whose()
    qtbot.addWidget(made)
    bridge = Bridge(shop.store)
    made.attach(bridge)
    made.resize(400, 300)
    made.show()
    yield made
    bridge.close()


def offered(whose: Whose) -> list[str]:
    return [made.text() for made in whose.people]


def typed(whose: Whose, words: str, qtbot: QtBot, found: int) -> None:
    QTest.keyClicks(whose.line, words)
    qtbot.waitUntil(lambda: len(whose.people) == found)


def test_those_it_may_be_are_offered_with_their_usual(whose: Whose, qtbot: QtBot) -> None:
    typed(whose, "oma", qtbot, 2)
    assert sorted(offered(whose)) == ["Omar Haddad, Flat white", "Omara Diaz, Tea"]
    assert whose.customer is None, "half a name is nobody's card"


def test_enter_takes_the_first(whose: Whose, qtbot: QtBot) -> None:
    typed(whose, "ngo", qtbot, 1)
    with qtbot.waitSignals([whose.changed, whose.edited]):
        QTest.keyClick(whose.line, Qt.Key.Key_Return)
    assert (whose.customer, whose.name(), offered(whose)) == (3, "Ngozi Okafor", [])
    assert whose.told.text() == "It will stand on the card."


def test_typing_on_makes_it_nobodys_again(whose: Whose, qtbot: QtBot) -> None:
    whose.show_person(whose.customer, "")
    typed(whose, "ngo", qtbot, 1)
    whose.first()
    with qtbot.waitSignal(whose.changed):
        QTest.keyClicks(whose.line, "x")
    assert whose.customer is None


def test_a_name_that_nobody_has_is_kept_as_typed(whose: Whose, qtbot: QtBot) -> None:
    QTest.keyClicks(whose.line, "Wilhelmina")
    qtbot.waitUntil(lambda: whose.told.text() != "")
    assert whose.told.text() == "On no card. The name is kept as you typed it."
    assert (whose.customer, whose.name()) == (None, "Wilhelmina")
    assert not whose.first()


def test_whoever_was_looked_at_last_is_offered_and_not_taken(whose: Whose, qtbot: QtBot) -> None:
    from relnotebook.base.terms import CustomerId

    whose.offer(CustomerId(1), "Omar Haddad")
    assert offered(whose) == ["Omar Haddad"]
    assert whose.customer is None
    QTest.keyClicks(whose.line, "N")
    assert offered(whose) == []
    QTest.keyClick(whose.line, Qt.Key.Key_Backspace)
    assert offered(whose) == ["Omar Haddad"]
    QTest.keyClick(whose.line, Qt.Key.Key_Down)
    assert whose.people[0].hasFocus()
    QTest.keyClick(whose.people[0], Qt.Key.Key_Return)
    assert whose.customer == 1
    assert not whose.first(), "somebody is chosen already"


def test_the_cross_makes_it_nobodys(whose: Whose, qtbot: QtBot) -> None:
    from relnotebook.base.terms import CustomerId

    assert not whose.cross.isVisible()
    whose.show_person(CustomerId(1), "Omar Haddad")
    with qtbot.waitSignals([whose.changed, whose.edited]):
        whose.cross.click()
    assert (whose.customer, whose.name()) == (None, "")
    assert not whose.cross.isVisible()


def test_what_is_typed_last_is_what_is_found(whose: Whose, qtbot: QtBot) -> None:
    QTest.keyClicks(whose.line, "oma")
    QTest.keyClicks(whose.line, "ra diaz")
    qtbot.waitUntil(lambda: offered(whose) == ["Omara Diaz, Tea"])


def test_every_part_has_a_name(whose: Whose, qtbot: QtBot) -> None:
    typed(whose, "oma", qtbot, 2)
    assert {made.accessibleName() for made in whose.people} == {"Words of Omar Haddad", "Words of Omara Diaz"}
    assert whose.line.accessibleName()
    assert whose.cross.accessibleName()
