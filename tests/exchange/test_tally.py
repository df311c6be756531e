"""Cells are counted as they are read, and no more is kept of them than is shown."""

from __future__ import annotations

from relnotebook.exchange import headers, tally
from relnotebook.exchange.fromrow import Facts, Rows
from relnotebook.exchange.tally import Tally

LAYOUT = headers.layout(["Name", "Phone", "Newsletter"], 1)


def counted(rows: list[list[str]]) -> Tally:
    found, reader = Tally(), Rows(LAYOUT, Facts(), "GB")
    numbered = list(enumerate(rows, 2))
    found.see([(row, line) for line, row in numbered], LAYOUT)
    for line, row in numbered:
        found.see_person(reader.person(row, line), row, reader.odd, reader.said)
    return found


def test_short_rows_and_blanks_are_empty() -> None:
    found = counted([["Ana", "  ", "yes"], ["Bo"]])
    assert [(found.columns[i].filled, found.columns[i].empty) for i in range(3)] == [(2, 0), (0, 2), (1, 1)]


def test_yes_and_goodbye_are_told_apart() -> None:
    found = counted([["Ana", "", "yes"], ["Bo", "", "no"], ["Cy", "", "unsubscribed"]]).columns[2]
    assert (found.yes - found.goodbye, found.goodbye) == (1, 1)


def test_no_more_rows_are_kept_than_can_be_shown() -> None:
    found = counted([["Ana", "ask her", ""]] * (tally.MAX_ROWS + 5))
    assert (found.columns[1].odd, len(found.odd)) == (tally.MAX_ROWS + 5, tally.MAX_ROWS)


def test_long_examples_are_cut_short() -> None:
    found = counted([["A" * 200, "", ""]])
    assert [len(value) for value in found.columns[0].values] == [60]
