"""Which columns have room, and where they stand."""

from __future__ import annotations

import itertools

import pytest

from relnotebook.notebook import browsing
from relnotebook.ui.customers import columns
from relnotebook.ui.customers.columns import BIN, EVERYBODY, LEAVE, SORTED_BY, WIDTHS, plan


def keys(width: int, scale: float = 1.0, of: tuple[str, ...] = EVERYBODY) -> list[str]:
    return [column.key for column in plan(of, width, scale).columns]


def test_a_usual_window_has_room_for_all() -> None:
    assert keys(1036) == list(EVERYBODY)
    assert not plan(EVERYBODY, 1036, 1.0).tall


def test_columns_leave_one_by_one_and_the_name_stays() -> None:
    seen = [set(keys(width)) for width in range(1100, 60, -10)]
    for wide, narrow in itertools.pairwise(seen):
        assert narrow <= wide
    assert seen[-1] == {"name"}
    assert plan(EVERYBODY, 200, 1.0).tall


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [400, 700, 912, 1036, 1700])
@pytest.mark.parametrize("of", [EVERYBODY, BIN])
def test_columns_stand_side_by_side_and_fill_the_table(width: int, scale: float, of: tuple[str, ...]) -> None:
    found = plan(of, width, scale).columns
    assert found[0].left == int(40 * scale + 0.5)
    for one, after in itertools.pairwise(found):
        assert one.left + one.width == after.left
    assert found[-1].left + found[-1].width >= width - 1
    if len(found) > 1:
        assert found[-1].left + found[-1].width <= width


def test_large_letters_need_more_room() -> None:
    assert keys(1036, 2.0) == keys(518)


def test_every_column_has_a_width_and_a_title_and_every_sort_is_known() -> None:
    for key in {*EVERYBODY, *BIN}:
        assert key in WIDTHS
        assert key in columns.titles()
    assert set(LEAVE) == {*EVERYBODY, *BIN} - {"name"}
    assert set(SORTED_BY.values()) <= {*browsing.SORTS, *browsing.BIN_SORTS}
    assert {*browsing.SORTS, *browsing.BIN_SORTS} == set(columns.sort_titles())


def test_a_column_without_room_is_not_there() -> None:
    narrow = plan(EVERYBODY, 500, 1.0)
    assert narrow.of("tags") is None
    assert narrow.of("name") is narrow.columns[0]
