"""The model of painted rows: Qt's rules, only what differs is told, headings are stepped over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from relnotebook.widgets.agendaplan import AgendaRow
from relnotebook.widgets.rowmodel import ROW, Painted, RowModel, settle
from relnotebook.widgets.values import Row

PEOPLE = (Row(-1, "", heading="Just been in"), Row(1, "Ngozi Okafor"), Row(2, "Aoi Tanaka"))
DAY = (AgendaRow("today", heading="Today", count="1"), AgendaRow("1:a", "Mateus"), AgendaRow("more", note="3 more."))


@pytest.mark.parametrize("rows", [PEOPLE, DAY], ids=["people", "the day"])
def test_the_model_keeps_qts_rules(qtbot: QtBot, rows: tuple[Painted, ...]) -> None:
    model = RowModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for held in (rows, rows[1:], (), rows):
        model.show(held)
        assert model.rowCount() == len(held)
    assert tester.model() is model


def test_only_what_differs_is_told(qtbot: QtBot) -> None:
    model, told = RowModel(), list[int]()
    model.show(PEOPLE)
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    model.show((*PEOPLE[:2], Row(2, "Aoi Tanaka", line="Now with oat")))
    assert told == [2]


def test_a_heading_is_no_choice_and_a_row_says_who_it_is(qtbot: QtBot) -> None:
    model = RowModel()
    model.show(PEOPLE)
    heading, row = model.index(0, 0), model.index(1, 0)
    assert not model.flags(heading) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(row) & Qt.ItemFlag.ItemIsSelectable
    assert (heading.data(), row.data()) == ("Just been in", "Ngozi Okafor")
    assert row.data(ROW) is PEOPLE[1]
    assert model.data(model.index(9, 0)) is None


def test_headings_are_stepped_over_and_the_ends_hold(qtbot: QtBot) -> None:
    model = RowModel()
    assert (model.stepped(-1, 1), model.place_of(1)) == (-1, -1)
    model.show(PEOPLE)
    assert [model.stepped(here, by) for here, by in ((-1, 1), (1, 1), (2, 1), (1, -1))] == [1, 2, 2, 1]
    assert [model.place_of(key) for key in (-1, 1, 2, 9)] == [-1, 1, 2, -1]


def test_one_row_is_chosen_and_none_is_edited(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    settle(view)
    assert view.selectionMode() == QListView.SelectionMode.SingleSelection
    assert view.editTriggers() == QListView.EditTrigger.NoEditTriggers
