"""The people of a mailing as a table."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relnotebook.base.terms import CustomerId
from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange.taking import Line
from relnotebook.notebook import customers
from relnotebook.ui.mailings.people import PeopleTable, cells, columns_in, last_in
from relnotebook.widgets.theme import Theme

from ...builders import Shop

NOW = datetime(2026, 11, 20, 8, 41)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, shop: Shop, bridge: Bridge) -> PeopleTable:
    made = PeopleTable()
    qtbot.addWidget(made)
    made.attach(bridge)
    made.resize(597, 300)
    made.show()
    return made


def filled(table: PeopleTable, shop: Shop, qtbot: QtBot, bridge: Bridge, count: int = 3) -> list[CustomerId]:

    made: list[CustomerId] = []
    for n in range(count):
        bridge.write(customers.add, name=f"Person {n}").then(made.append)
    qtbot.waitUntil(lambda: len(made) == count)
    table.show_people(made, {who: f"p{who}@x.example" for who in made}, "E-mail")
    qtbot.waitUntil(lambda: table.listing.rowCount() == count and "Person" in words(table, count - 1))
    return made


def words(table: PeopleTable, row: int) -> str:
    return str(table.listing.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_when_somebody_was_last_in() -> None:
    told = [last_in(NOW - timedelta(days=days), NOW) for days in (0, 1, 4, 14, 400)]
    assert told == ["Today", "Yesterday", "Monday", "6 Nov", "16 Oct 2025"]
    assert last_in(None, NOW) == "Never yet"


def test_cells_of_a_row() -> None:
    line = Line(CustomerId(1), "Grace Pham", "g@x.example", 4, 12, None, "Mrs Pham")
    assert cells(line, NOW) == {
        "name": "Grace Pham",
        "address": "g@x.example",
        "birthday": "4 Dec",
        "last": "Never yet",
        "greet": "Mrs Pham",
    }


def test_narrow_tables_drop_columns_from_the_end() -> None:
    def same(length: float) -> int:
        return int(length)

    assert list(columns_in(597, same)) == ["name", "address", "birthday", "last", "greet"]
    assert list(columns_in(450, same)) == ["name", "address", "birthday"]
    assert list(columns_in(300, same)) == ["name", "address"]
    for width in (250, 450, 597, 1200):
        at, wide = list(columns_in(width, same).values())[-1]
        assert at + wide == width


def test_a_click_on_the_tick_leaves_one_out(table: PeopleTable, shop: Shop, qtbot: QtBot, bridge: Bridge) -> None:
    made = filled(table, shop, qtbot, bridge)
    told: list[int] = []
    table.ticked.connect(lambda: told.append(len(table.without)))
    spot = table.visualRect(table.listing.index(1, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot.topLeft() + QPoint(20, 20))
    assert table.without == {made[1]}
    assert "left out" in words(table, 1)
    assert "in it" in words(table, 0)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot.topLeft() + QPoint(200, 20))
    assert (table.without, told) == ({made[1]}, [1])


def test_a_double_click_opens_the_card(table: PeopleTable, shop: Shop, qtbot: QtBot, bridge: Bridge) -> None:
    made = filled(table, shop, qtbot, bridge)
    opened: list[object] = []
    table.open_card.connect(opened.append)
    spot = table.visualRect(table.listing.index(2, 0)).topLeft()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(200, 20))
    assert opened == [made[2]]


def test_other_addresses_are_shown_at_once(table: PeopleTable, shop: Shop, qtbot: QtBot, bridge: Bridge) -> None:
    made = filled(table, shop, qtbot, bridge)
    table.show_people(made, dict.fromkeys(made, "1 Mill Lane"), "Address")
    qtbot.waitUntil(lambda: "1 Mill Lane" in words(table, 0))
    assert table.address_title() == "Address"


def test_without_ticks_it_only_tells(qtbot: QtBot, theme: Theme, shop: Shop, bridge: Bridge) -> None:
    table = PeopleTable(ticks=False)
    qtbot.addWidget(table)
    table.attach(bridge)
    table.resize(597, 300)
    table.show()
    filled(table, shop, qtbot, bridge)
    spot = table.visualRect(table.listing.index(1, 0)).topLeft()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(20, 20))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert not table.without
    assert "in it" not in words(table, 1)


def test_home_and_end_go_to_the_first_and_the_last(
    table: PeopleTable, shop: Shop, qtbot: QtBot, bridge: Bridge
) -> None:
    filled(table, shop, qtbot, bridge)
    rows = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
        rows.append(table.currentIndex().row())
    assert rows == [2, 1, 0]


def test_names_are_told_in_full(table: PeopleTable, shop: Shop, qtbot: QtBot, bridge: Bridge) -> None:
    assert columns_in(597, int)["name"] == (40, 130)
    assert columns_in(597, int, names=180) == {
        "name": (40, 180), "address": (220, 223), "birthday": (443, 66), "last": (509, 88),
    }  # fmt: skip
    assert columns_in(597, int, names=900)["name"][1] == 220, "but for those nobody could read anyhow"
    before = table.columns()["name"][1]
    bridge.write(customers.add, name="Wilhelmina Featherstonehaugh")
    filled(table, shop, qtbot, bridge)
    found: list[object] = []
    bridge.read(customers.find, "Wilhelmina").then(lambda hits: found.extend(line.id for line in hits.lines))
    qtbot.waitUntil(lambda: bool(found))
    table.show_people([int(str(found[0]))], {}, "E-mail")
    qtbot.waitUntil(lambda: table.columns()["name"][1] > before)
    wide = table.columns()["name"][1]
    table.show_people([int(str(found[0]))], {1: "w@x.example"}, "E-mail")  # read anew, and nothing of them is another
    with qtbot.waitSignal(table.listing.arranged):
        pass
    assert table.columns()["name"][1] == wide
