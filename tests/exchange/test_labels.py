"""Where labels stand, and how addresses shrink. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from relnotebook.base.problems import Refusal
from relnotebook.exchange import labels
from relnotebook.exchange.label_sheets import SHEETS
from relnotebook.notebook.sheets import Nudge

L7160 = SHEETS["L7160"]


def measure(lines: Sequence[str], points: float, width: float) -> tuple[float, float]:
    """Letters half as wide as high, 0.3 mm to the point, as a measure of lead would do."""
    per = int(width / (points * 0.15)) if width else 100_000
    broken = [line[at : at + per] for line in lines for at in range(0, len(line), max(per, 1))]
    return max(len(line) for line in broken) * points * 0.15, len(broken) * points * 0.3


def test_labels_go_row_by_row() -> None:
    first, second, fourth = (list(labels.spots(L7160, 4))[at] for at in (0, 1, 3))
    assert (first.left, first.top) == (7.25, 15.15)
    assert (second.left, second.top) == (7.25 + 63.5 + 2.5, 15.15)
    assert (fourth.left, round(fourth.top, 2)) == (7.25, 53.25)


def test_the_first_sheet_may_begin_anywhere_the_others_begin_at_one() -> None:
    places = [(one.page, one.place) for one in labels.spots(L7160, 5, start=20)]
    assert places == [(1, 20), (1, 21), (2, 1), (2, 2), (2, 3)]
    assert labels.pages(L7160, 5, start=20) == 2
    assert labels.pages(L7160, 0) == 0


@pytest.mark.parametrize("start", [0, 22, -1])
def test_there_is_no_such_label(start: int) -> None:
    with pytest.raises(Refusal, match="bad-start"):
        labels.pages(L7160, 1, start=start)


def test_a_nudge_moves_a_label() -> None:
    [spot] = labels.spots(L7160, 1, nudge=Nudge(0.5, -1))
    assert (spot.left, spot.top) == (7.75, 14.15)


def test_small_labels_keep_less_free() -> None:
    assert labels.padding(L7160) == labels.PADDING
    assert labels.padding(SHEETS["5167"]) == pytest.approx(1.27)


def test_what_fits_stays_large() -> None:
    assert labels.fit(("Ana Silva", "Bath"), 57, 32, measure) == labels.Fit(("Ana Silva", "Bath"), labels.LARGEST)


def test_a_line_that_is_a_little_long_makes_smaller_letters() -> None:
    found = labels.fit(("x" * 40, "Bath"), 57, 32, measure)
    assert found.points == 9.5
    assert measure(found.lines, found.points, 0)[0] <= 57


def test_a_line_that_is_much_too_long_is_broken() -> None:
    found = labels.fit(("x" * 90, "Bath"), 57, 32, measure)
    assert (found.points, found.cut) == (labels.LARGEST, False)


def test_many_lines_are_set_smaller_and_kept() -> None:
    lines = tuple(f"Line {n}" for n in range(14))
    found = labels.fit(lines, 57, 32, measure)
    assert (found.lines, found.points, found.cut) == (lines, 7.5, False)


def test_what_fits_in_no_letters_keeps_its_name_and_its_town() -> None:
    found = labels.fit(("Ana", *("x" * 30 for _n in range(50)), "Bath BA1 2AB"), 57, 32, measure)
    assert found.cut
    assert (found.lines[0], found.lines[-1]) == ("Ana", "Bath BA1 2AB")
    endless = labels.fit(("x" * 9_000, "Bath"), 57, 32, measure)
    assert endless.cut
    assert endless.lines[0].endswith("…")
    assert labels.fit(("x", "y"), 0.01, 0.01, measure).cut
