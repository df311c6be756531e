"""The counter's furniture in every width and text size."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from relnotebook.widgets.theme import Look

from ..builders import Shop
from .conftest import Till

Open = Callable[[], Till]


@pytest.mark.parametrize(
    ("width", "scale", "kind", "left", "day"),
    [
        (1280, 1.0, "normal", 196 + 28, True),
        (1024, 1.0, "narrow", 64 + 20, True),
        (1280, 2.0, "tight", 104 + 28, False),
        (800, 1.0, "tight", 64 + 28, False),
    ],
)
def test_margins_and_what_is_left_out(
    open_till: Open, shop: Shop, width: int, scale: float, kind: str, left: int, day: bool
) -> None:
    till = open_till()
    till.theme.apply(Look(scale=scale))
    till.frame.resize(width, 800)
    desk = till.counter.desk
    till.until(lambda: desk.kind == kind and desk.search.mapTo(till.frame, desk.search.rect().topLeft()).x() == left)
    assert desk.day.isVisible() is day
    assert desk.footer.isVisible() is day


def test_lines_are_never_too_long_to_read(open_till: Open) -> None:
    till = open_till()
    till.frame.resize(2000, 1000)
    till.until(lambda: till.counter.desk.search.width() == 1100)
    search = till.counter.desk.search
    left = search.mapTo(till.counter, search.rect().topLeft()).x()
    room = till.counter.width() - till.counter.today.width()
    assert abs(left - (room - left - search.width())) <= 1


def test_a_scroll_bar_does_not_make_rows_narrower(open_till: Open, shop: Shop) -> None:
    for n in range(30):
        shop.customer(f"Nora {n}")
    till = open_till()
    till.type("nora").until(lambda: till.counter.view == "hits")
    till.until(lambda: till.counter.rows.verticalScrollBar().maximum() > 0)
    till.until(lambda: till.counter.rows.viewport().width() == till.counter.search.width())
    till.press("Escape").type("nora 17").until(lambda: till.counter.rows.verticalScrollBar().maximum() == 0)
    till.until(lambda: till.counter.rows.viewport().width() == till.counter.search.width())


def test_nothing_is_cut_off_at_twice_the_size(open_till: Open, shop: Shop) -> None:
    till = open_till()
    till.theme.apply(Look(scale=2.0))
    till.type("Wanjiru 0712 334 908").views("new")
    sheet = till.counter.newcomer.sheet
    till.until(lambda: sheet.value().phone != "")
    till.until(lambda: sheet.width() <= till.counter.newcomer.viewport().width())
    for part in (sheet.name, sheet.go, sheet.full, sheet.consent):
        assert part.mapTo(sheet, part.rect().topRight()).x() < sheet.width()
