"""Somebody new: words sorted, near misses offered, and half-typed words kept, each sheet in a place of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base.problems import Conflict, Refusal
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts
from relnotebook.ui.keptwords import PLACES, KeptWords, NewPerson
from relnotebook.ui.newcomer import Newcomer, sorted_words
from relnotebook.widgets.theme import Theme

from ..builders import Shop
from .conftest import beside


@pytest.fixture
def newcomer(shop: Shop, theme: Theme, qtbot: QtBot) -> Iterator[Newcomer]:
    shop.customer("Wanjira Kamau").usual("spiced tea")
    drafts.keep(shop.store, PLACES + "old", {"name": "Aoi", "usual": "sencha"})
    drafts.keep(shop.store, "card/1/note", {"words": "not of this page"})
    bridge = Bridge(shop.store)
    words = KeptWords()
    words.attach(bridge)
    made = Newcomer(words)
    qtbot.addWidget(made)
    made.attach(bridge)
    made.show()
    yield made
    bridge.close()


def kept(shop: Shop) -> list[dict[str, str]]:
    return [d.words for d in beside(lambda: shop.read(drafts.all_kept)) if d.place.startswith(PLACES)]


def test_words_are_sorted_and_near_misses_found(shop: Shop) -> None:
    shop.customer("Wanjira Kamau")
    typed, near = shop.read(sorted_words, "Wanjiru 0712 334 908 w@example.org")
    assert (typed.name, typed.phone, typed.email) == ("Wanjiru", "0712 334 908", "w@example.org")
    assert [line.name for line in near] == ["Wanjira Kamau"]
    assert shop.read(sorted_words, "")[1] == ()


def test_the_newest_kept_words_are_offered_and_taken_up(newcomer: Newcomer, shop: Shop, qtbot: QtBot) -> None:
    with qtbot.waitSignal(newcomer._kept.found) as told:
        newcomer._kept.ask()
    assert told.args == [NewPerson("Aoi", usual="sencha")]
    newcomer.go_on()
    assert newcomer.sheet.value() == NewPerson("Aoi", usual="sencha")
    with qtbot.waitSignal(newcomer.added):
        newcomer.press()
    qtbot.waitUntil(lambda: kept(shop) == [])


def test_a_second_sheet_leaves_the_first_ones_words(newcomer: Newcomer, shop: Shop, qtbot: QtBot) -> None:
    newcomer.begin("", by_hand=True)
    qtbot.keyClicks(newcomer.sheet.name, "Ravi")
    newcomer.close_sheet()
    newcomer.begin("", by_hand=True)
    qtbot.keyClicks(newcomer.sheet.name, "Meera")
    newcomer.close_sheet()
    qtbot.waitUntil(lambda: sorted(words["name"] for words in kept(shop)) == ["Aoi", "Meera", "Ravi"])


def test_typing_pauses_are_kept_without_leaving(newcomer: Newcomer, shop: Shop, qtbot: QtBot) -> None:
    newcomer.begin("", by_hand=True)
    qtbot.keyClicks(newcomer.sheet.name, "Ravi")
    qtbot.waitUntil(lambda: {"name": "Ravi"} in kept(shop))
    newcomer.sheet.name.clear()
    qtbot.keyClicks(newcomer.sheet.alert, "nuts")
    qtbot.waitUntil(lambda: {"alert": "nuts"} in kept(shop))
    assert {"name": "Ravi"} not in kept(shop)


def test_what_the_shop_refuses_stands_beside_its_field(newcomer: Newcomer, qtbot: QtBot) -> None:
    newcomer.begin("", by_hand=True)
    qtbot.keyClicks(newcomer.sheet.name, "Ravi")
    qtbot.keyClicks(newcomer.sheet.phone, "07123349081234567890")
    newcomer.press()
    qtbot.waitUntil(lambda: newcomer.sheet._fields["phone"].sentence() != "")
    assert newcomer.sheet.value().name == "Ravi"


def test_other_problems_go_to_the_window(newcomer: Newcomer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(newcomer.problem):
        newcomer._refused(Conflict("changed-since"))
    newcomer._refused(Refusal("nothing-typed"))
    assert newcomer.sheet._fields["name"].sentence() != ""


def test_a_near_miss_is_opened(newcomer: Newcomer, qtbot: QtBot) -> None:
    newcomer.begin("Wanjiru")
    qtbot.waitUntil(lambda: len(newcomer.near.rows()) == 1)
    assert newcomer.near.chosen() is None
    newcomer.step_in()
    with qtbot.waitSignal(newcomer.opened) as told:
        qtbot.keyClick(newcomer.near, "\r")
    assert told.args == [1, (1,)]


def test_without_near_misses_down_leads_into_the_sheet(newcomer: Newcomer, qtbot: QtBot) -> None:
    newcomer.begin("Zacharias")
    qtbot.waitUntil(lambda: newcomer.sheet.value().name == "Zacharias")
    newcomer.activateWindow()
    newcomer.step_in()
    qtbot.waitUntil(newcomer.sheet.name.hasFocus)
    assert not newcomer.mean.isVisible()


def test_tab_walks_the_sheet_in_the_order_it_is_read(newcomer: Newcomer, qtbot: QtBot) -> None:
    newcomer.activateWindow()
    newcomer.begin("", by_hand=True)
    sheet = newcomer.sheet
    qtbot.keyClicks(sheet.name, "Ravi")
    sheet.name.setFocus()
    qtbot.waitUntil(sheet.name.hasFocus)
    sheet.email.setText("ravi@example.org")
    sheet._renew()
    stops: list[QWidget] = [sheet.name]
    for _ in range(8):
        QTest.keyClick(stops[-1], Qt.Key.Key_Tab)
        focus = newcomer.window().focusWidget()
        assert focus is not None
        stops.append(focus)
    way = [sheet.name, sheet.phone, sheet.usual, sheet.alert, sheet.email, sheet.consent, sheet.full, sheet.go]
    assert stops == [*way, sheet.name]


def test_somebody_with_the_same_number_is_named_while_it_is_typed(newcomer: Newcomer, shop: Shop, qtbot: QtBot) -> None:
    beside(lambda: shop.customer("Ngozi Okafor", phone="0151 496 0183"))
    newcomer.begin("", by_hand=True)
    qtbot.keyClicks(newcomer.sheet.name, "Ada")
    qtbot.keyClicks(newcomer.sheet.phone, "+44 151 496 018")
    assert newcomer.sheet.known.text() == ""
    qtbot.keyClicks(newcomer.sheet.phone, "3")
    qtbot.waitUntil(lambda: newcomer.sheet.known.text() == "Ngozi Okafor has this number.")
    [way] = newcomer.sheet.known.buttons
    assert newcomer.sheet.email.nextInFocusChain() is way
    with qtbot.waitSignal(newcomer.opened) as told:
        way.click()
    assert told.args[0] == 2
    newcomer.sheet.phone.clear()
    qtbot.keyClicks(newcomer.sheet.phone, "1")
    qtbot.waitUntil(lambda: newcomer.sheet.known.text() == "")


def test_a_name_offered_below_is_not_named_twice(newcomer: Newcomer, qtbot: QtBot) -> None:
    newcomer.begin("Wanjiru")
    qtbot.waitUntil(lambda: bool(newcomer.near.rows()))
    newcomer.sheet.name.clear()
    qtbot.keyClicks(newcomer.sheet.name, "Wanjira Kamau")
    qtbot.keyClicks(newcomer.sheet.email, "x")
    newcomer._bridge.read(lambda s: 1).latest(newcomer, "probe")  # type: ignore[union-attr]
    assert newcomer.sheet.known.text() == ""
    newcomer.begin("", by_hand=True)
    qtbot.waitUntil(lambda: not newcomer.near.rows())
    qtbot.keyClicks(newcomer.sheet.email, "y")
    qtbot.waitUntil(lambda: newcomer.sheet.known.text() == "Wanjira Kamau is in the notebook already.")
