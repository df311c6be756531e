"""The measures of a sheet, typed as they are read off a ruler."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.exchange.label_sheets import SHEETS
from relnotebook.ui.mailings.measures import Measures, written
from relnotebook.widgets.theme import Theme


@pytest.fixture
def measures(qtbot: QtBot, theme: Theme) -> Measures:
    made = Measures()
    qtbot.addWidget(made)
    made.show_sheet(SHEETS["L7160"])
    return made


def typed(measures: Measures, key: str, text: str) -> None:
    measures.lines[key].setText(text)
    measures.lines[key].textEdited.emit(text)


def test_the_measures_of_a_sheet_stand_there(measures: Measures) -> None:
    assert {key: line.text() for key, line in measures.lines.items()} == {
        "across": "3",
        "down": "7",
        "width": "63.5",
        "height": "38.1",
        "left": "7.25",
        "top": "15.15",
        "gap_x": "2.5",
        "gap_y": "0",
    }
    assert measures.sheet == SHEETS["L7160"]
    assert measures.remove.isHidden()


def test_a_comma_is_as_good_as_a_point(measures: Measures) -> None:
    typed(measures, "left", "7,5")
    assert measures.sheet is not None
    assert (measures.sheet.left, measures.sheet.title) == (7.5, "Measured by hand")
    assert written(63.5) == "63.5"


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [("width", "wide", "How wide"), ("width", "90", "right edge"), ("down", "", "How many rows")],
)
def test_what_no_sheet_can_be_is_said(measures: Measures, key: str, text: str, told: str) -> None:
    typed(measures, key, text)
    assert measures.sheet is None
    assert told in measures.wrong.text()
    assert not measures.keep.isEnabled()
    typed(measures, key, {"width": "63.5", "down": "7"}[key])
    assert measures.wrong.isHidden()
    assert measures.keep.isEnabled()


def test_they_are_kept_under_a_name(measures: Measures) -> None:
    kept: list[Any] = []
    measures.keep_wanted.connect(lambda name, sheet: kept.append((name, sheet.left)))
    typed(measures, "left", "7")
    measures.name.setText("Ours")
    measures.keep.click()
    assert kept == [("Ours", 7.0)]


def test_a_narrow_window_has_two_beside_each_other(measures: Measures) -> None:
    measures.resize(600, 300)
    measures.show()
    assert measures._grid.columnCount() == 4
    measures.resize(300, 500)
    assert measures.lines["width"].parentWidget().y() > measures.lines["across"].parentWidget().y() or (
        measures._columns == 2
    )
