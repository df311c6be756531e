from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from relnotebook.widgets.rowplan import HEIGHT, Placed, place, tooltip
from relnotebook.widgets.theme import Look, Theme
from relnotebook.widgets.values import Mark, Row

NUTS = Mark("alert", "alert-octagon", "Nut allergy")
SOY = Mark("alert", "alert-octagon", "No soy")
CAKE = Mark("honey", "cake", "Birthday on Sunday")
FLAG = Mark("accent", "flag", "You promised her something")
OWED = Mark("neutral", "message-2", "Reply owed")
NGOZI = Row(3, "Ngozi Okafor", "ngọzi", (OWED, CAKE, NUTS, FLAG), "Oat flat white, extra hot", right="Wednesday")


def shown(parts: Placed) -> list[str]:
    return [mark.text for mark, _ in parts.marks]


def boxes(parts: Placed) -> list[QRect]:
    found = [parts.title, parts.second, parts.right, parts.why, parts.line, *(rect for _, rect in parts.marks)]
    return [rect for rect in found if rect is not None and rect.isValid()]


def test_there_is_room_for_everything_on_a_wide_row(theme: Theme) -> None:
    parts = place(NGOZI, 1100, HEIGHT)
    assert shown(parts) == ["Nut allergy", "Birthday on Sunday", "You promised her something", "Reply owed"]
    assert parts.hidden == ()
    assert parts.second is not None
    assert parts.right is not None
    assert tooltip(NGOZI, 1100) == ""


def test_what_does_not_fit_becomes_a_number_and_a_tip(theme: Theme) -> None:
    parts = place(NGOZI, 640, HEIGHT)
    assert shown(parts)[0] == "Nut allergy"
    assert shown(parts)[-1] == f"+{len(parts.hidden)}"
    assert [mark.text for mark in parts.hidden] == ["You promised her something", "Reply owed"]
    assert "Reply owed" in tooltip(NGOZI, 640)


@pytest.mark.parametrize("width", [1100, 640, 480, 360, 300, 260])
@pytest.mark.parametrize("scale", [0.9, 1.0, 2.0])
def test_names_and_alerts_never_give_way(theme: Theme, width: int, scale: float) -> None:
    theme.apply(Look(scale=scale))
    parts = place(NGOZI, round(width * scale), theme.row(HEIGHT))
    assert "Nut allergy" in shown(parts)
    assert parts.font.pointSizeF() == pytest.approx(theme.font("row_name").pointSizeF())
    assert parts.title.right() < width * scale


@pytest.mark.parametrize("width", [1100, 640, 480, 360, 300])
def test_nothing_lies_on_anything_else(theme: Theme, width: int) -> None:
    found = boxes(place(NGOZI, width, HEIGHT))
    for at, one in enumerate(found):
        assert one.left() >= 0
        assert one.right() < width
        assert not any(one.intersects(other) for other in found[at + 1 :] if one.height() < 40 and other.height() < 40)


def test_the_last_visit_goes_before_the_name_does(theme: Theme) -> None:
    assert place(NGOZI, 300, HEIGHT).right is None


def test_several_alerts_all_stay(theme: Theme) -> None:
    row = Row(3, "Trần Minh Anh", marks=(NUTS, CAKE, SOY), line="Iced oat flat white")
    assert {"Nut allergy", "No soy"} <= set(shown(place(row, 420, HEIGHT)))


def test_alerts_take_the_second_line_when_the_first_is_full(theme: Theme) -> None:
    row = Row(3, "Bartholomew Featherstonehaugh-Ellis", marks=(NUTS,), line="Tea")
    parts = place(row, 400, HEIGHT)
    ((_, alert),) = parts.marks
    assert alert.top() > parts.title.bottom() - 4
    assert parts.line.left() > alert.right()


def test_a_very_long_name_gets_smaller_before_it_is_cut(theme: Theme) -> None:
    row = Row(3, "Bartholomew Featherstonehaugh-Ellis of Wensleydale")
    parts = place(row, 420, HEIGHT)
    assert parts.font.pointSizeF() < theme.font("row_name").pointSizeF()
    assert place(Row(3, "W" * 10_000), 420, HEIGHT).title.right() < 420


def test_a_button_gets_the_room_reserved_for_it(theme: Theme) -> None:
    free, taken = place(NGOZI, 800, HEIGHT), place(NGOZI, 800, HEIGHT, reserve=200)
    assert free.right is not None
    assert taken.right is not None
    assert free.right.right() - taken.right.right() == 200


def test_why_it_was_found_keeps_its_room(theme: Theme) -> None:
    why = Mark("neutral", "phone", "0151 496 0183")
    long = Row(3, "Ngozi", line="Oat flat white, " * 10, why=why)
    parts = place(long, 500, HEIGHT)
    assert parts.why is not None
    assert parts.why.right() < 500
    assert parts.line.right() < parts.why.left()
    short = place(Row(3, "Ngozi", line="Tea", why=why), 500, HEIGHT)
    assert short.why is not None
    assert short.why.left() < 200
    alone = place(Row(3, "Ngozi", why=why), 500, HEIGHT)
    assert alone.why is not None
    assert alone.why.left() == alone.title.left()


def test_a_line_that_is_cut_is_told_in_the_tip(theme: Theme) -> None:
    row = Row(3, "Ngozi", line="Oat flat white, extra hot, own green cup, and a cardamom bun on Fridays")
    assert tooltip(row, 320) == row.line
    assert tooltip(row, 900) == ""


def test_a_name_gets_a_little_smaller_before_its_alert_drops_to_the_second_line(theme: Theme) -> None:
    row = Row(3, "Ngozi Adaobi Okafor-Lindqvist", "", (NUTS,), "Oat flat white, extra hot")
    body, full = theme.font("body").pointSizeF(), theme.font("row_name").pointSizeF()
    found = [place(row, width, HEIGHT) for width in range(300, 700)]
    beside = [parts for parts in found if parts.marks[0][1].top() <= parts.title.bottom()]
    assert any(parts.font.pointSizeF() < full - 0.01 for parts in beside)
    assert all(parts.font.pointSizeF() >= body - 0.01 for parts in found)
