"""What happened before, beside the margin rule."""

from __future__ import annotations

from relnotebook.widgets.marginlist import LEADING, MARGIN, ROW, MarginList
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show

ROWS = (("11 Nov", "Priya promised the rye, in the shop"), ("12 Oct", "Asked for rye, we had none"))


def test_rows_are_beside_the_rule(show: Show, theme: Theme) -> None:
    made = MarginList()
    made.show_rows(ROWS)
    show(made, width=380, height=200)
    assert made.rows() == ROWS
    assert made.heightForWidth(350) == 2 * ROW
    image = made.grab().toImage()
    assert image.pixelColor(MARGIN, 10) == theme.colour("margin")
    assert image.pixelColor(MARGIN + 20, ROW - 1) == theme.colour("line")
    theme.apply(Look(rtl=True))
    image = made.grab().toImage()
    assert image.pixelColor(image.width() - 1 - MARGIN, 10) == theme.colour("margin")


def test_long_words_take_two_lines_and_no_more(theme: Theme) -> None:
    made = MarginList()
    made.show_rows([("11 Nov", "Priya promised the rye " * 9)])
    assert made.heightForWidth(240) == ROW + LEADING
    assert made.minimumSizeHint().height() == ROW


def test_a_screen_reader_hears_all_of_it(theme: Theme) -> None:
    made = MarginList()
    made.show_rows(ROWS)
    assert made.accessibleName().startswith("11 Nov: Priya promised the rye, in the shop. 12 Oct:")
    made.show_rows(())
    assert made.accessibleName() == ""
    assert made.sizeHint().height() == 0
