"""Sheets of one's own, and how far each printer is off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.notebook import sheets
from relnotebook.notebook.sheets import Nudge, Sheet
from tests.builders import Shop

JARS = Sheet("", "", "A4", 2, 5, 90.0, 50.0, 10.0, 20.0, 5.0, 1.0)


def test_a_sheet_is_kept_and_found_by_its_name(shop: Shop) -> None:
    assert shop.do(sheets.keep, " Jam  jars ", JARS) == "own:Jam jars"
    kept = replace(JARS, key="own:Jam jars", title="Jam jars")
    assert shop.reopened().read(sheets.own) == (kept,)
    assert shop.read(sheets.named, "jam JARS") == kept
    assert (kept.labels, kept.is_own) == (10, True)


def test_keeping_it_again_changes_it(shop: Shop) -> None:
    shop.do(sheets.keep, "Jars", JARS)
    shop.do(sheets.keep, "jars", replace(JARS, across=1))
    [one] = shop.read(sheets.own)
    assert (one.title, one.across) == ("jars", 1)


def test_undo_brings_the_sheet_back(shop: Shop) -> None:
    shop.do(sheets.keep, "Jars", JARS)
    shop.do(sheets.remove, "jars")
    assert shop.read(sheets.own) == ()
    shop.undo()
    assert len(shop.read(sheets.own)) == 1
    with pytest.raises(NotFound, match="no-sheet"):
        shop.do(sheets.remove, "Boxes")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"paper": "A3"}, "bad-choice"),
        ({"across": 0}, "bad-measure"),
        ({"down": 99}, "bad-measure"),
        ({"width": 1.0}, "bad-measure"),
        ({"height": float("nan")}, "bad-measure"),
        ({"left": -1.0}, "bad-measure"),
        ({"left": 26.0}, "off-the-paper"),
        ({"top": 44.0}, "off-the-paper"),
    ],
)
def test_labels_that_no_sheet_can_have_are_refused(shop: Shop, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        shop.do(sheets.keep, "Jars", replace(JARS, **change))
    assert shop.read(sheets.own) == ()


def test_a_sheet_needs_a_name(shop: Shop) -> None:
    with pytest.raises(Refusal, match="empty-value"):
        shop.do(sheets.keep, "  ", JARS)


def test_each_printer_keeps_its_own_nudge(shop: Shop) -> None:
    shop.do(sheets.set_nudge, "", 0.5, -1.0)
    shop.do(sheets.set_nudge, "Büro", 2.0, 0.0)
    shop.do(sheets.set_nudge, "", 0.75, -1.0)
    assert shop.read(sheets.nudges) == {"": Nudge(0.75, -1.0), "Büro": Nudge(2.0, 0.0)}
    assert shop.read(sheets.own) == ()


@pytest.mark.parametrize(("x", "y"), [(21.0, 0.0), (0.0, -21.0), (float("inf"), 0.0)])
def test_no_printer_is_that_far_off(shop: Shop, x: float, y: float) -> None:
    with pytest.raises(Refusal, match="too-far"):
        shop.do(sheets.set_nudge, "", x, y)
