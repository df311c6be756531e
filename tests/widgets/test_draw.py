from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from relnotebook.widgets import draw
from relnotebook.widgets.theme import Look, Theme
from relnotebook.widgets.values import Mark

WHITE = QColor("white")


class Sheet:
    """A white picture to draw on, and questions about what is there."""

    def __init__(self, width: int = 240, height: int = 60) -> None:
        self.image = QImage(width, height, QImage.Format.Format_ARGB32)
        self.image.fill(WHITE)
        self.painter = QPainter(self.image)

    def at(self, x: int, y: int) -> str:
        return self.image.pixelColor(x, y).name()

    def count(self, colour: QColor) -> int:
        wanted = colour.rgb()
        return sum(
            self.image.pixel(x, y) == wanted for x in range(self.image.width()) for y in range(self.image.height())
        )

    def columns(self, colour: QColor) -> list[int]:
        wanted = colour.rgb()
        rows = range(self.image.height())
        return [x for x in range(self.image.width()) if any(self.image.pixel(x, y) == wanted for y in rows)]


@pytest.fixture
def sheet(theme: Theme) -> Sheet:
    made = Sheet()
    yield made
    made.painter.end()


@pytest.mark.parametrize("tone", list(draw.MARKS))
def test_a_mark_is_as_wide_as_it_said(theme: Theme, sheet: Sheet, tone: str) -> None:
    mark = Mark(tone, "cake", "Birthday on Sunday")
    assert draw.draw_mark(sheet.painter, QPoint(2, 2), mark) == draw.mark_width(mark)
    ground = draw.MARKS[tone][0]
    assert not ground or sheet.at(10, 5) == theme.colour(ground).name()


def test_a_mark_grows_with_the_text_size(theme: Theme) -> None:
    mark = Mark("alert", "alert-octagon", "Nut allergy")
    small = draw.mark_width(mark)
    theme.apply(Look(scale=2.0))
    assert draw.mark_width(mark) == pytest.approx(2 * small, abs=4)


def test_soft_marks_get_an_edge_in_high_contrast(theme: Theme, sheet: Sheet) -> None:
    theme.apply(Look("contrast"))
    draw.draw_mark(sheet.painter, QPoint(0, 0), Mark("honey", "", "New"))
    assert sheet.at(12, 0) == theme.colour("honey_text").name()
    assert sheet.at(12, 4) == theme.colour("sheet").name()


def test_a_mark_given_less_room_stays_in_it(sheet: Sheet, theme: Theme) -> None:
    draw.draw_mark(sheet.painter, QPoint(0, 0), Mark("alert", "", "W" * 500), width=100)
    assert max(sheet.columns(theme.colour("alert"))) < 100


@pytest.mark.parametrize("rtl", [False, True])
def test_the_match_stands_on_honey(theme: Theme, sheet: Sheet, rtl: bool) -> None:
    rect = QRect(10, 10, 200, 24)
    draw.draw_highlight(sheet.painter, rect, "oat flat white", theme.font("body"), theme.colour("ink2"), ((0, 3),), rtl)
    columns = sheet.columns(theme.colour("honey_soft"))
    wide = draw.advance("oat flat white", theme.font("body"))
    start = rect.right() + 1 - wide if rtl else rect.left()
    assert start - 3 <= columns[0] <= start + 1
    assert columns[-1] - columns[0] == pytest.approx(draw.advance("oat", theme.font("body")), abs=3)


def test_a_match_in_a_right_to_left_name_stands_where_its_letters_do(theme: Theme, sheet: Sheet) -> None:
    name = "عمر حداد"
    draw.draw_highlight(sheet.painter, QRect(0, 0, 200, 24), name, theme.font("body"), theme.colour("ink"), ((0, 3),))
    columns = sheet.columns(theme.colour("honey_soft"))
    assert columns[0] > draw.advance(name, theme.font("body")) // 3


def test_a_name_in_two_scripts_reads_from_its_first_letter(theme: Theme, sheet: Sheet) -> None:
    name = "عمر Ali"
    draw.draw_highlight(sheet.painter, QRect(0, 0, 200, 24), name, theme.font("body"), theme.colour("ink"), ((0, 3),))
    assert sheet.columns(theme.colour("honey_soft"))[0] > draw.advance("Ali", theme.font("body")) - 3


def test_matching_letters_have_their_own_ink(theme: Theme, sheet: Sheet) -> None:
    font = theme.font("name")
    draw.draw_highlight(sheet.painter, QRect(0, 0, 200, 50), "III", font, QColor("#00ff00"), ((0, 3),))
    assert sheet.count(theme.colour("honey_text")) > 20
    assert sheet.count(QColor("#00ff00")) == 0


def test_a_match_beyond_the_cut_is_left_out(theme: Theme, sheet: Sheet) -> None:
    font = theme.font("body")
    draw.draw_highlight(sheet.painter, QRect(0, 0, 40, 24), "x" * 200, font, theme.colour("ink"), ((150, 160),))
    assert sheet.count(theme.colour("honey_soft")) == 0


def test_emoji_do_not_shift_the_match(theme: Theme, sheet: Sheet) -> None:
    text, font = "🧁🧁 bun", theme.font("body")
    draw.draw_highlight(sheet.painter, QRect(0, 0, 200, 24), text, font, theme.colour("ink"), ((3, 6),))
    columns = sheet.columns(theme.colour("honey_soft"))
    assert columns[0] == pytest.approx(draw.advance("🧁🧁 ", font), abs=3)


def test_initials_on_one_of_four_tints(theme: Theme, sheet: Sheet) -> None:
    draw.draw_disc(sheet.painter, QRect(0, 0, 40, 40), "NO", 1)
    assert sheet.at(20, 4) == theme.colour("honey_soft").name()
    draw.draw_disc(sheet.painter, QRect(60, 0, 40, 40), "NO", 1, chosen=True)
    assert sheet.at(80, 4) == theme.colour("sheet").name()


def test_a_photo_fills_the_disc(sheet: Sheet) -> None:
    picture = QImage(30, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    draw.draw_disc(sheet.painter, QRect(0, 0, 40, 40), "NO", 0, photo=buffer.data().data())
    assert sheet.at(20, 20) == "#336699"
    assert sheet.at(0, 0) == "#ffffff"


def test_a_broken_photo_leaves_the_initials(theme: Theme, sheet: Sheet) -> None:
    draw.draw_disc(sheet.painter, QRect(0, 0, 40, 40), "NO", 0, photo=b"not a picture")
    assert sheet.at(20, 4) == theme.colour("accent_soft").name()


def test_the_ribbon_has_a_notch(sheet: Sheet) -> None:
    draw.draw_ribbon(sheet.painter, QRect(0, 0, 20, 46), QColor("#17606a"))
    assert sheet.at(2, 42) == "#17606a"
    assert sheet.at(10, 44) == "#ffffff"


def test_a_hairline_is_one_crisp_pixel(theme: Theme, sheet: Sheet) -> None:
    draw.hairline(sheet.painter, QRect(0, 0, 100, 40))
    assert [sheet.at(50, y) == theme.colour("line").name() for y in (38, 39, 40)] == [False, True, False]


def test_nothing_floats_in_high_contrast(theme: Theme, sheet: Sheet) -> None:
    draw.draw_shadow(sheet.painter, QRect(40, 15, 100, 20), 10)
    assert sheet.at(35, 25) != "#ffffff"
    theme.apply(Look("contrast"))
    other = Sheet()
    draw.draw_shadow(other.painter, QRect(40, 15, 100, 20), 10)
    other.painter.end()
    assert other.at(35, 25) == "#ffffff"


def test_a_key_cap_has_room_for_its_words(theme: Theme) -> None:
    assert draw.key_size("1").width() == draw.key_size("1").height() == 19
    assert draw.key_size("Ctrl+Enter").width() > draw.advance("Ctrl+Enter", theme.font("key"))


def test_words_without_room_are_not_drawn(theme: Theme, sheet: Sheet) -> None:
    assert draw.elided("Ngozi", theme.font("body"), 0) == ""
    assert draw.elided("Ngozi Okafor", theme.font("body"), 40).endswith("…")


def test_sides_are_swapped_from_right_to_left() -> None:
    inside, rect = QRect(0, 0, 100, 10), QRect(5, 0, 20, 10)
    assert draw.mirrored(inside, rect, rtl=False) == rect
    assert draw.mirrored(inside, rect, rtl=True) == QRect(75, 0, 20, 10)


def test_the_focus_ring_is_drawn_inside(theme: Theme, sheet: Sheet) -> None:
    draw.draw_focus(sheet.painter, QRect(0, 0, 100, 40), 8)
    assert sheet.at(50, 0) == theme.colour("focus").name()
    assert sheet.at(50, 20) == "#ffffff"


def test_names_keep_their_own_direction(theme: Theme, sheet: Sheet) -> None:
    """An Arabic name in a left-to-right list starts at the left side of its place, and reads from right to left."""
    draw.draw_words(sheet.painter, QRect(10, 0, 200, 30), "عمر", theme.font("body"), QColor("black"))
    dark = [x for x in range(240) if any(sheet.image.pixelColor(x, y).lightness() < 100 for y in range(30))]
    assert dark
    assert dark[0] < 30
    assert sheet.painter.layoutDirection() == Qt.LayoutDirection.LayoutDirectionAuto
