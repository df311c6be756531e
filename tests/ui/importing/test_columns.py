"""The table in which columns are matched: what each holds, what we make of it, and what a person may choose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relnotebook.exchange.columns import ColumnSeen, meaning_icon, meaning_titles
from relnotebook.ui.importing.columns import FIRST, NARROW, NEW, ColumnRow, ColumnsTable
from relnotebook.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAME = ColumnSeen("Full Name", "Full Name", "name", "Name", "user", ("Ana", "Ben"), "All 2 fine", "ok",
                  may_overwrite=True)  # fmt: skip
BORN = ColumnSeen("DOB", "DOB", "birthday", "Birthday", "cake", ("03/11/84",), "Day or month first?", "warn",
                  month_first=False, is_open=True)  # fmt: skip
NOTE = ColumnSeen("Notes", "Notes", "note", "Note", "notes", ("No nuts",), "1 looks like an alert.", "warn")
FLAG = ColumnSeen("X_FLAG", "X_FLAG", "skip", "Leave out", "circle-minus", ("1",), "Not imported", "off")
EMPTY = ColumnSeen("#5", "", "skip", "Leave out", "circle-minus", (), "Nothing in it", "off")


@pytest.fixture
def table(qtbot: Any, theme: Theme) -> ColumnsTable:
    made = ColumnsTable()
    qtbot.addWidget(made)
    made.resize(1028, 600)
    made.show()
    return made


def show(table: ColumnsTable, *columns: ColumnSeen, alerts: bool = False) -> None:
    titles = meaning_titles(("Second phone",))
    table.show_columns(columns, titles, {key: meaning_icon(key) for key in titles}, alerts=alerts)


def row(table: ColumnsTable, key: str) -> ColumnRow:
    found = table.row(key)
    assert found is not None
    return found


def test_each_column_says_what_it_is_taken_for_and_shows_values(table: ColumnsTable) -> None:
    show(table, NAME, BORN)
    ana = row(table, "Full Name")
    assert (ana.heading.text(), ana.choice.currentText(), ana.values.text(), ana.told.text()) == (
        "Full Name", "Name", "Ana, Ben", "All 2 fine",
    )  # fmt: skip
    assert ana.choice.accessibleName() == "What “Full Name” holds"


def test_empty_columns_stand_behind_a_button(table: ColumnsTable) -> None:
    show(table, NAME, FLAG, EMPTY)
    assert [one.heading.text() for one in table.shown()] == ["Full Name", "X_FLAG"]
    assert table.rest.isVisible()
    table.rest.click()
    assert [one.heading.text() for one in table.shown()] == ["Full Name", "X_FLAG", "Column 5"]
    assert not table.rest.isVisible()


def test_a_file_of_many_columns_does_not_stop_the_window(table: ColumnsTable, qtbot: Any) -> None:
    many = [replace(NAME, key=f"Name {n}", heading=f"Name {n}") for n in range(FIRST + 5)]
    show(table, *many)
    assert len(table.shown()) == FIRST
    qtbot.waitUntil(lambda: len(table.shown()) == FIRST + 5)


def test_a_column_may_hold_something_else(table: ColumnsTable, qtbot: Any) -> None:
    show(table, NAME, FLAG)
    with qtbot.waitSignal(table.meant) as meant:
        row(table, "X_FLAG").choice.picked.emit("card number")
    assert meant.args == ["X_FLAG", "card number"]


def test_what_is_left_out_has_a_dashed_edge(table: ColumnsTable) -> None:
    show(table, NAME, FLAG)
    assert not row(table, "Full Name").choice.property("off")
    assert row(table, "X_FLAG").choice.property("off")


def test_a_field_of_the_shops_own_is_made_in_the_table(table: ColumnsTable, qtbot: Any) -> None:
    show(table, FLAG)
    flag = row(table, "X_FLAG")
    flag.choice.set_value(NEW)
    flag.choice.picked.emit(NEW)
    assert flag.named.isVisible()
    assert flag.name.text() == "X_FLAG"
    flag.name.setText("  Favourite   cup ")
    with qtbot.waitSignal(table.meant) as meant:
        QTest.keyClick(flag.name, Qt.Key.Key_Return)
    assert meant.args == ["X_FLAG", "field:Favourite cup"]
    assert not flag.named.isVisible()


def test_a_field_without_a_name_is_refused(table: ColumnsTable, qtbot: Any) -> None:
    show(table, FLAG)
    flag = row(table, "X_FLAG")
    flag.choice.picked.emit(NEW)
    flag.name.setText("  ")
    with qtbot.assertNotEmitted(table.meant):
        flag.name.returnPressed.emit()
    assert flag.named.sentence() == "A field needs a name."


def test_a_field_the_shop_does_not_have_yet_is_named_all_the_same(table: ColumnsTable) -> None:
    show(table, replace(FLAG, meaning="field:Favourite cup", title="Favourite cup", tone="ok"))
    choice = row(table, "X_FLAG").choice
    assert choice.currentText() == "Favourite cup"
    assert [choice.itemText(at) for at in range(choice.count())][-2:] == ["Leave out", "New field …"]


def test_dates_are_asked_about_only_where_nothing_decides(table: ColumnsTable, qtbot: Any) -> None:
    show(table, NAME, BORN)
    born = row(table, "DOB")
    assert born.order.isVisible()
    assert born.order.value() == "day"
    assert not row(table, "Full Name").order.isVisible()
    with qtbot.waitSignal(table.dated) as dated:
        born.order.picked.emit("month")
    assert dated.args == ["DOB", True]
    show(table, NAME, replace(BORN, is_open=False, month_first=True, told="All 1 fine", tone="ok"))
    assert born.order.isVisible(), "what was chosen may be chosen again"
    assert born.order.value() == "month"


def test_writing_over_is_a_choice_of_each_column(table: ColumnsTable, qtbot: Any) -> None:
    show(table, NAME, FLAG)
    assert not row(table, "X_FLAG").more.isVisible()
    ana = row(table, "Full Name")
    menu = ana.open_menu()
    words = [(action.text(), action.isChecked()) for action in menu.actions()]
    assert words == [("Fill gaps alone", True), ("Write over what cards say", False)]
    with qtbot.waitSignal(table.written_over) as over:
        menu.actions()[1].trigger()
    menu.close()
    assert over.args == ["Full Name", True]
    show(table, replace(NAME, overwrites=True), FLAG)
    assert ana.over.isVisible()


def test_notes_that_look_like_alerts_lead_to_them(table: ColumnsTable, qtbot: Any) -> None:
    show(table, NAME, NOTE, alerts=True)
    assert not row(table, "Full Name").alerts.isVisible()
    with qtbot.waitSignal(table.alerts_wanted):
        row(table, "Notes").alerts.click()


def test_ticked_alerts_are_told_in_the_table(table: ColumnsTable) -> None:
    show(table, NAME, NOTE, alerts=True)
    table.say_alerts(2, 1)
    assert row(table, "Notes").told.text() == "1 becomes an alert"
    assert row(table, "Notes").told.property("tone") == "honey_text"
    table.say_alerts(2, 2)
    assert row(table, "Notes").told.property("tone") == "accent"
    table.say_alerts(2, 0)
    assert row(table, "Notes").told.text() == "1 looks like an alert."
    assert row(table, "Full Name").told.text() == "All 2 fine"


def test_in_a_narrow_place_the_parts_stand_below_one_another(table: ColumnsTable, qtbot: Any) -> None:
    show(table, NAME)
    ana = row(table, "Full Name")
    assert ana.values.y() < ana._what.geometry().bottom()
    table.resize(NARROW - 60, 600)
    qtbot.waitUntil(lambda: ana.values.y() > ana._what.geometry().bottom())
    assert not table._captions.isVisible()


def test_the_same_column_is_not_laid_out_again(table: ColumnsTable) -> None:
    show(table, NAME)
    row(table, "Full Name").told.setText("kept")
    show(table, NAME)
    assert row(table, "Full Name").told.text() == "kept"
    show(table, replace(NAME, told="1 fine"))
    assert row(table, "Full Name").told.text() == "1 fine"
