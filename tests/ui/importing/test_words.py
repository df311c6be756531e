"""What is said of a file and of what will happen."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from relnotebook.exchange.gains import Gain
from relnotebook.exchange.meeting import Counts, Meetings
from relnotebook.exchange.seeing import Seen
from relnotebook.ui.importing import words
from relnotebook.ui.importing.flow import CHOOSE, DONE, DOUBLES, MATCH, PLAN, SEE, Flow


def flow(step: str = CHOOSE, *, kind: str = "table", people: int = 1318) -> Flow:
    made = Flow()
    made.take(Path("regulars.csv"))
    for work, found in (
        (SEE, SimpleNamespace(kind=kind, count=1300)),
        (PLAN, SimpleNamespace(plan=SimpleNamespace(people=people))),
    ):
        made.begun(work)
        made.read(work, found)
    made.step = step
    return made


def test_the_steps_have_names_of_their_own() -> None:
    assert words.titles((CHOOSE, DOUBLES, DONE)) == ("Choose a file", "Look at doubles", "Done")
    assert words.titles((MATCH,)) == ("Match the columns",)


def test_the_file_and_how_much_is_in_it() -> None:
    assert words.file_line(Flow()) == ""
    assert words.file_line(flow()) == "regulars.csv, 1,318 rows"
    assert words.file_line(flow(kind="cards", people=1)) == "regulars.csv, 1 card"
    assert words.file_icon(flow()) == "file-spreadsheet"
    assert words.file_icon(flow(kind="cards")) == "address-book"


@pytest.mark.parametrize(
    ("seen", "recalled", "sure", "said"),
    [
        (Seen("table", (), vendor="Square"), False, True, "Looks like Square, with 1,318 people."),
        (Seen("table", ()), False, False, "A table with about 1,318 people."),
        (Seen("sheet", ()), True, True, "A file like one that came in before, with 1,318 people."),
        (Seen("cards", ()), False, True, "An address book with 1,318 people."),
    ],
)
def test_what_a_file_seems_to_be(seen: Seen, recalled: bool, sure: bool, said: str) -> None:
    assert words.looks_like(seen, recalled, 1318, sure=sure) == said


def test_what_was_pasted_is_called_by_where_it_came_from() -> None:
    assert words.file_name("Pasted.csv") == words.file_name("") == "From the clipboard"
    assert words.file_name("regulars.csv") == "regulars.csv"
    assert words.is_pasted(Path("/notebook/pasted/Pasted.vcf"))
    assert not words.is_pasted(Path("/home/mara/Pasted.csv"))


def test_what_will_happen_is_said_before_it_does() -> None:
    assert words.footer(Flow()) == "The file stays where it is. Nothing leaves this computer."
    assert words.footer(flow(MATCH)) == "Nothing is saved yet. After the import, one Undo takes everything out again."
    assert words.tally_line(Counts(1309, 9, 0)) == "1,309 new, 9 joined, nobody skipped"
    assert words.tally_line(Counts(0, 3, 0)) == "Nobody new, 3 joined, nobody skipped"
    assert words.tally_line(Counts(1, 0, 2)) == "1 new, nobody joined, 2 skipped"


def test_the_main_button_says_what_it_does() -> None:
    assert words.main(Flow()) == ""
    assert words.main(flow()) == "Match the columns"
    assert words.main(flow(kind="cards")) == "Look at doubles"
    assert words.main(flow(MATCH)) == "Look at doubles"
    doubles = flow(DOUBLES)
    assert words.main(doubles) == "Bring in 1,318 people"
    found: Any = Meetings((), (), 0, 0, 0, 1, 0, 0)
    doubles.meetings = found
    assert words.main(doubles) == "Bring in 1 person"
    assert words.main(flow(DONE)) == ""


def test_who_stands_in_the_file_twice_is_told() -> None:
    found: Any = Meetings((), (), 0, 0, 494, 6, 0, 0)
    assert words.twice(found) == "6 rows are about people who stand in the file twice. They get one card."
    assert words.twice(Meetings((), (), 0, 0, 3, 0, 0, 0)) == ""
    assert words.twice(Meetings((), (), 5, 0, 3, 5, 0, 0)) == "", "not all are told"


def test_who_came_in_while_nobody_looked() -> None:
    assert words.came_in(1) == "1 person came in."
    assert words.came_in(1200) == "1,200 people came in."


def test_what_a_card_gains_is_one_sentence_and_the_rest_is_counted() -> None:
    gains = [Gain("Note", "", f"word {n}") for n in range(8)]
    assert words.added([]) == "Nothing new for the card."
    assert words.added(gains[:1]) == "New on the card: Note “word 0”"
    assert words.added(gains).endswith("Note “word 5”; 2 more")
    assert words.added([Gain("Name", "Rosa", "R.")]) == ""
    assert words.written_over([Gain("Name", "Rosa", "R.")]) == "Name: “Rosa” becomes “R.”"
    assert words.written_over(gains) == ""


def test_the_promise_names_what_is_written_over() -> None:
    assert words.promise(()).startswith("When two cards join, what you already wrote stays. The file only fills gaps.")
    told = words.promise(("Name", "DOB"))
    assert told.startswith("When two cards join, the file goes over “Name” and “DOB”.")
    assert told.endswith("A “no” to mailings always wins.")


def test_a_file_with_nobody_in_it_is_called_that() -> None:
    assert words.looks_like(Seen("table", ()), False, 0, sure=False) == "A table with nobody in it."
    assert words.looks_like(Seen("cards", ()), False, 1, sure=False) == "An address book with 1 card."


def test_large_counts_are_grouped() -> None:
    assert words.grouped("19998 fine, 2 empty") == "19,998 fine, 2 empty"
