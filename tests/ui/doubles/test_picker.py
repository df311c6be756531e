"""Finding the other card."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.ui.doubles.picker import Picker
from relnotebook.widgets.theme import Theme

from ...builders import Regular, Shop


@pytest.fixture
def ngozi(shop: Shop) -> Regular:
    return shop.customer("Ngozi Okafor", phone="0151 496 0183")


@pytest.fixture
def twin(shop: Shop, ngozi: Regular) -> Regular:
    return shop.customer("N. Okafor", phone="0151 496 0183")


@pytest.fixture
def picker(shop: Shop, twin: Regular, theme: Theme, qtbot: QtBot) -> Iterator[Picker]:
    shop.customer("Omar Haddad").usual("cortado")
    bridge = Bridge(shop.store)
    made = Picker()
    qtbot.addWidget(made)
    made.attach(bridge)
    made.show()
    yield made
    bridge.close()


def lines(picker: Picker) -> list[tuple[str, str]]:
    return [(row.title, row.line) for row in picker.rows.rows()]


def test_before_anything_is_typed_those_it_may_be(picker: Picker, ngozi: Regular, twin: Regular, qtbot: QtBot) -> None:
    picker.begin(ngozi.id)
    qtbot.waitUntil(
        lambda: lines(picker) == [("N. Okafor", "Same phone: 0151 496 0183. One name is short for the other.")]
    )
    assert picker.title.text() == "Which other card is Ngozi Okafor's?"
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert told.args == [twin.id]


def test_a_search_finds_everybody_but_the_card_itself(picker: Picker, ngozi: Regular, qtbot: QtBot) -> None:
    picker.begin(ngozi.id)
    qtbot.keyClicks(picker.search, "okafor")
    qtbot.waitUntil(lambda: [name for name, _line in lines(picker)] == ["N. Okafor"])
    picker.search.setText("omar")
    qtbot.waitUntil(lambda: lines(picker) == [("Omar Haddad", "cortado")])
    picker.search.setText("xyzzy")
    qtbot.waitUntil(lambda: picker.empty.isVisible() and picker.empty.title.text() == "Nobody matches.")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)  # nobody is chosen, nothing happens
    picker.search.clear()
    qtbot.waitUntil(lambda: [name for name, _line in lines(picker)] == ["N. Okafor"])


def test_nobody_looks_like_them(picker: Picker, shop: Shop, qtbot: QtBot) -> None:
    picker.begin(shop_omar(picker, qtbot))
    qtbot.waitUntil(lambda: picker.empty.isVisible() and picker.empty.title.text().startswith("No other card looks"))


def shop_omar(picker: Picker, qtbot: QtBot) -> object:
    picker.begin(None)
    assert picker.title.text() == "Which two cards?"
    picker.search.setText("omar")
    with qtbot.waitSignal(picker.picked) as told:
        qtbot.waitUntil(lambda: bool(picker.rows.rows()))
        picker.rows.opened.emit(picker.rows.rows()[0])
    return told.args[0]
