"""Rows with something wrong are shown with their cells, mended in place, and tell when they are well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from relnotebook.exchange import mending
from relnotebook.exchange.choices import Choices

from .conftest import Desk

Writer = Callable[..., Path]

FILE = "Name,Phone,Born,X\nAna,0151 496 0183,3/4/1980,\n,,,9\nBo,ask him,the 40th,1\nCy,0151 496 0185,,\n"


def test_rows_left_out_come_before_those_that_only_lose_a_cell(desk: Desk, a_file: Writer) -> None:
    out, odd = mending.odd_rows(desk.plan(a_file("r.csv", FILE)))
    assert (out.line, out.stays_out, out.wrong) == (3, True, ())
    assert out.cells == (("Name", ""), ("Phone", ""), ("Born", ""), ("X", "9"))
    assert (odd.line, odd.stays_out, odd.wrong) == (4, False, ("Phone", "Born"))
    assert odd.reason == "There is no number in it. This is no date that has been."


def test_a_row_tells_at_once_whether_it_is_well_now(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("r.csv", FILE))
    out, odd = mending.odd_rows(plan)
    assert mending.still_wrong(plan, out, {}) == out.reason
    assert mending.still_wrong(plan, out, {"Name": "Dee"}) == ""
    assert mending.still_wrong(plan, odd, {"Phone": "0151 496 0186"}) == "This is no date that has been."
    assert mending.still_wrong(plan, odd, {"Phone": "", "Born": "14 March"}) == ""


def test_mended_rows_are_no_longer_odd(desk: Desk, a_file: Writer) -> None:
    fixes = {3: {"Name": "Dee"}, 4: {"Phone": "0151 496 0186", "Born": ""}}
    plan = desk.plan(a_file("r.csv", FILE), choices=Choices(fixes=fixes))
    assert mending.odd_rows(plan) == ()
    assert (plan.people, plan.rejected_count) == (4, 0)


def test_a_row_that_could_not_even_be_read_cannot_be_mended_here(desk: Desk, a_file: Writer) -> None:
    plan = desk.plan(a_file("r.csv", f"Name,Phone\nAna,1{',x' * 600}\nBo,0151 496 0183\n"))
    (row,) = mending.odd_rows(plan)
    assert not row.can_mend
    assert mending.still_wrong(plan, row, {"Name": "x"}) == row.reason


def test_cards_are_told_but_not_mended(desk: Desk, a_file: Writer) -> None:
    cards = "BEGIN:VCARD\nFN:Ana\nEND:VCARD\nBEGIN:VCARD\nURL:https://x.example\nEND:VCARD\n"
    (row,) = mending.odd_rows(desk.plan(a_file("a.vcf", cards)))
    assert (row.line, row.can_mend) == (2, False)
