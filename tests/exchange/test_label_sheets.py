"""Sheets as data: they fill their paper, and are found by what stands on the box."""

from __future__ import annotations

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import label_sheets
from relnotebook.exchange.label_sheets import SHEETS
from relnotebook.notebook import sheets
from relnotebook.notebook.sheets import PAPERS, Sheet
from tests.builders import Shop

NUMBERS = ("L7160", "L7163", "L7162", "L7159", "L7165", "5160", "5161", "5162", "5163", "5164", "5167")


@pytest.mark.parametrize("one", SHEETS.values(), ids=lambda one: one.key)
def test_a_sheet_is_as_wide_and_high_as_its_paper(one: Sheet) -> None:
    sheets.checked(one)
    wide, high = PAPERS[one.paper]
    assert 2 * one.left + one.across * one.width + (one.across - 1) * one.gap_x == pytest.approx(wide, abs=0.01)
    assert 2 * one.top + one.down * one.height + (one.down - 1) * one.gap_y == pytest.approx(high, abs=0.01)
    assert min(one.left, one.top) >= 0


def test_the_sheets_people_ask_for_are_there() -> None:
    assert set(NUMBERS) <= set(SHEETS)
    assert (SHEETS["L7160"].labels, SHEETS["5160"].labels, SHEETS["5167"].labels) == (21, 30, 80)


@pytest.mark.parametrize(
    ("key", "left", "top"),
    [
        ("L7160", 7.25, 15.15),
        ("L7163", 4.65, 15.15),
        ("L7162", 4.65, 12.9),
        ("5160", 4.7625, 12.7),
        ("5162", 3.96875, 21.1667),
    ],
)
def test_margins_are_those_that_are_known(key: str, left: float, top: float) -> None:
    assert (SHEETS[key].left, SHEETS[key].top) == (pytest.approx(left, abs=0.01), pytest.approx(top, abs=0.01))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("L7160", "L7160"),
        ("l7160", "L7160"),
        ("J8160", "L7160"),
        ("Avery J8163", "L7163"),
        ("8160", "5160"),
        ("7", None),
    ],
)
def test_a_sheet_is_found_by_what_stands_on_the_box(typed: str, key: str | None) -> None:
    found = label_sheets.by_number(typed)
    assert (found.key if found else None) == key


def test_the_usual_sheet_is_that_of_the_country(shop: Shop) -> None:
    assert shop.read(label_sheets.of, "").key == "L7160"
    assert shop.read(label_sheets.of, "", letter=True).key == "5160"
    assert shop.read(label_sheets.all_of)[0].paper == "A4"
    assert shop.read(label_sheets.all_of, letter=True)[0].paper == "Letter"


def test_ones_own_sheet_comes_first(shop: Shop) -> None:
    shop.do(sheets.keep, "Jam jars", SHEETS["L7165"])
    own = shop.read(label_sheets.of, "jam jars")
    assert own.is_own
    assert shop.read(label_sheets.of, own.key) == shop.read(label_sheets.all_of)[0] == own
    with pytest.raises(Refusal, match="bad-choice"):
        shop.read(label_sheets.of, "L9999")
