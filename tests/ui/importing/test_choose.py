"""The first step: the place to drop a file, and the look at one that was chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog

from relnotebook.exchange.seeing import Seen
from relnotebook.ui.importing.choose import WIDEST, ChooseStep
from relnotebook.widgets.theme import Theme

SEEN = Seen(
    "table",
    (("Name", "Notes"), ("Ana <b>", "x" * 400), ("Ben",)),
    encoding="cp1252",
    encodings=(("cp1252", "Western Europe"), ("utf-8", "Unicode")),
    separator=";",
    separators=((",", "Comma"), (";", "Semicolon")),
    count=2,
)


@pytest.fixture
def step(qtbot: Any, theme: Theme) -> ChooseStep:
    made = ChooseStep()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def test_without_a_file_there_is_a_place_to_drop_one(step: ChooseStep) -> None:
    assert step.drop.isVisible()
    assert not step.seen.isVisible()
    assert step.first() is step.drop.choose


def test_the_first_rows_stand_as_they_are_in_the_file(step: ChooseStep) -> None:
    step.show_seen(SEEN, "A table with 2 people.")
    assert not step.drop.isVisible()
    assert step.seen.told.text() == "A table with 2 people."
    rows = step.seen.rows.texts()
    assert (rows[0], rows[1][0], rows[2]) == (["Name", "Notes"], "Ana <b>", ["Ben", ""])
    assert len(rows[1][1]) == 120
    assert step.seen.rows.columnWidth(1) <= WIDEST
    step.show_empty()
    assert step.drop.isVisible()


def test_letters_and_separator_may_be_others(step: ChooseStep, qtbot: Any) -> None:
    step.show_seen(SEEN, "")
    assert (step.seen.letters.value(), step.seen.separator.value()) == ("cp1252", ";")
    with qtbot.waitSignal(step.read_as) as letters:
        step.seen.letters.picked.emit("utf-8")
    with qtbot.waitSignal(step.read_as) as separator:
        step.seen.separator.picked.emit(",")
    assert (letters.args, separator.args) == (["utf-8", None, None], [None, ",", None])


def test_the_first_row_may_be_a_person_already(step: ChooseStep, qtbot: Any) -> None:
    step.show_seen(SEEN, "")
    assert step.seen.first_row.value() == "first"
    with qtbot.waitSignal(step.read_as) as chosen:
        step.seen.first_row.picked.emit("none")
    assert chosen.args == [None, None, "none"]
    heading = step.seen.rows.item(0, 0)
    assert heading is not None
    as_heading = heading.font()
    step.show_seen(SEEN, "", "none")
    person = step.seen.rows.item(0, 0)
    assert person is not None
    assert person.font() != as_heading
    step.show_seen(replace(SEEN, kind="cards"), "")
    assert not step.seen.first_row.isVisible()


def test_where_they_are_no_question_they_are_not_asked(step: ChooseStep) -> None:
    step.show_seen(Seen("cards", (("Name",), ("Ana",))), "")
    assert not step.seen.letters.isVisible()
    assert not step.seen.separator.isVisible()


def test_what_is_wrong_stands_below_and_goes_again(step: ChooseStep) -> None:
    step.say("till.csv lists visits, not people.", visits=True)
    assert step.said.isVisible()
    assert step.visits.isVisible()
    step.say("")
    assert not step.said.isVisible()
    assert not step.visits.isVisible()


def test_a_file_of_this_computer_is_asked_for(step: ChooseStep, qtbot: Any) -> None:
    step.drop.choose.click()
    dialog = next(iter(step.findChildren(QFileDialog)))
    assert "xlsx" in dialog.nameFilters()[0]
    with qtbot.waitSignal(step.chosen) as chosen:
        dialog.fileSelected.emit(QUrl.fromLocalFile("/tmp/a.csv").toLocalFile())
    assert str(chosen.args[0]).endswith("a.csv")
    dialog.reject()
