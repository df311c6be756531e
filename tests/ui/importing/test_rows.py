"""Rows with something wrong: mended where they stand, or saved for later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from relnotebook.exchange.mending import OddRow
from relnotebook.ui.importing.rows import CELLS, SHOWN, OddRows, RowLine
from relnotebook.widgets.theme import Look, Theme

CELL = (("Name", ""), ("Phone", "call me"), ("E-mail", ""), ("Street", "Quay 1"), ("City", "Cork"))
NOBODY = OddRow(17, "There is nobody in it.", CELL)
PHONE = OddRow(20, "There is no number in it.", CELL, ("Phone",), stays_out=False)


def check(row: OddRow, cells: Mapping[str, str]) -> str:
    return "" if any(char.isdigit() for char in cells.get("Phone", "")) else "There is no number in it."


def nobody(row: OddRow, cells: Mapping[str, str]) -> str:
    return check(row, cells) if cells.get("Name") else "There is nobody in it."


@pytest.fixture
def rows(qtbot: Any, theme: Theme) -> OddRows:
    made = OddRows()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def types(line: RowLine, key: str, text: str) -> None:
    line.cells[key].setText(text)
    line.cells[key].textEdited.emit(text)
    line.cells[key].flush()


def test_each_says_its_line_and_what_is_wrong(rows: OddRows) -> None:
    rows.show_rows((NOBODY, PHONE), 1, check, {})
    assert rows.title.text() == "2 rows have something wrong"
    assert rows.about.text().startswith("1 of them stays out; all others come in.")
    assert [line.words.text() for line in rows.lines()] == [
        "Line 17: There is nobody in it. It stays out.",
        "Line 20: There is no number in it.",
    ]


def test_the_cells_to_mend_are_those_that_are_wrong_else_the_first(rows: OddRows) -> None:
    rows.show_rows((NOBODY, PHONE), 1, check, {})
    first, second = rows.lines()
    assert list(first.cells) == [key for key, _cell in CELL[:CELLS]]
    assert list(second.cells) == ["Phone"]


def test_whose_row_it_is_is_said_too_and_what_becomes_of_it(rows: OddRows) -> None:
    rosa = replace(PHONE, cells=(("Name", "Rosa Klee"), *CELL[1:]))
    rows.show_rows((rosa,), 0, check, {})
    assert [line.words.text() for line in rows.lines()] == ["Line 20, Rosa Klee: There is no number in it."]
    rows.show_rows((NOBODY,), 1, check, {})
    assert rows.about.text().startswith("It stays out; all others come in. Mend it here, or save it")


def test_the_sign_of_a_row_grows_with_the_text(rows: OddRows, theme: Theme) -> None:
    rows.show_rows((PHONE,), 0, check, {})
    sign = rows.lines()[0].findChild(QLabel)
    assert sign is not None
    before = sign.pixmap().deviceIndependentSize().width()
    theme.apply(Look(scale=2.0))
    assert sign.pixmap().deviceIndependentSize().width() == 2 * before


def test_a_mended_cell_is_told_as_soon_as_nothing_is_wrong_with_it(rows: OddRows, qtbot: Any) -> None:
    rows.show_rows((PHONE,), 0, check, {})
    line = rows.lines()[0]
    with qtbot.assertNotEmitted(rows.mended):
        types(line, "Phone", "ring me")
    assert line.cells["Phone"].property("invalid")
    with qtbot.waitSignal(rows.mended) as mended:
        types(line, "Phone", "0151 496 0100")
    assert mended.args == [20, {"Phone": "0151 496 0100"}]
    assert line.words.text() == "Line 20: mended"
    assert not line.cells["Phone"].property("invalid")


def test_a_row_that_is_being_typed_into_stays_while_others_go(rows: OddRows) -> None:
    rows.show_rows((NOBODY, PHONE), 1, check, {})
    kept = rows.lines()[1]
    kept.cells["Phone"].setText("half ty")
    rows.show_rows((PHONE,), 0, check, {})
    assert rows.lines() == [kept]
    assert kept.cells["Phone"].text() == "half ty"


def test_rows_of_another_file_are_not_taken_for_those_of_this(rows: OddRows) -> None:
    rows.show_rows((PHONE,), 0, check, {})
    rows.clear()
    rows.show_rows((replace(PHONE, cells=(("Phone", "none"),)),), 0, check, {})
    assert rows.lines()[0].cells["Phone"].text() == "none"


def test_a_mended_row_stays_since_somebody_may_still_type_there(rows: OddRows) -> None:
    rows.show_rows((NOBODY, PHONE), 1, check, {})
    kept = rows.lines()[0]
    rows.show_rows((PHONE,), 0, check, {17: {"Name": "Be"}})
    assert kept in rows.lines()
    rows.show_rows((), 0, check, {17: {"Name": "Ben"}})
    assert (rows.lines(), rows.title.text()) == ([kept], "Every row is well now")


def test_a_row_that_stayed_out_comes_in_though_its_phone_cannot_be_read(rows: OddRows, qtbot: Any) -> None:
    rows.show_rows((NOBODY,), 1, nobody, {})
    line = rows.lines()[0]
    with qtbot.waitSignal(rows.mended) as mended:
        types(line, "Name", "Ben")
    assert mended.args == [17, {"Name": "Ben"}]
    assert line.words.text() == "Line 17: There is no number in it."
    assert not line.cells["Name"].property("invalid")


def test_a_row_with_two_faults_stands_there_once(rows: OddRows) -> None:
    rows.show_rows((NOBODY, replace(PHONE, line=17)), 1, check, {})
    assert [line.row for line in rows.lines()] == [NOBODY]


def test_what_was_mended_before_is_still_mended(rows: OddRows) -> None:
    rows.show_rows((PHONE,), 0, check, {20: {"Phone": "0151 1"}})
    assert rows.lines()[0].cells["Phone"].text() == "0151 1"
    assert rows.lines()[0].words.text() == "Line 20: mended"


def test_many_are_shown_a_few_at_a_time(rows: OddRows) -> None:
    rows.show_rows([replace(PHONE, line=n) for n in range(SHOWN + 3)], 0, check, {})
    assert len(rows.lines()) == SHOWN
    assert rows.more.text() == "3 more"
    rows.more.click()
    assert len(rows.lines()) == SHOWN + 3
    assert not rows.more.isVisible()


def test_cards_cannot_be_mended_here_but_saved(rows: OddRows, qtbot: Any) -> None:
    rows.show_rows((OddRow(3, "A cell is too long.", (("", "BEGIN"),), can_mend=False),), 1, check, {}, cards=True)
    line = rows.lines()[0]
    assert (line.words.text(), line.cells) == ("Card 3: A cell is too long. It stays out.", {})
    with qtbot.waitSignal(rows.save_wanted):
        rows.save.click()
