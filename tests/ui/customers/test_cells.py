"""A painted row: what gives way to what, and what is told instead."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from relnotebook.base import clock
from relnotebook.bridge.listing import Listing
from relnotebook.notebook.browsing import BrowseLine
from relnotebook.notebook.lines import Badge
from relnotebook.ui.customers import words
from relnotebook.ui.customers.cells import RowDelegate, place_name, tick_spot
from relnotebook.ui.customers.columns import EVERYBODY, Plan, plan
from relnotebook.widgets.theme import Look, Theme

from .tables import NUTS, line

WIDE = plan(EVERYBODY, 1036, 1.0)
TALL = plan(EVERYBODY, 300, 1.0)
CAKE = Badge("honey", "cake", "Birthday on Wednesday")


def cells(**other: object) -> words.Cells:
    return words.cells(line(**other), clock.now(), 90)


class One(QModelIndex):
    """The place of a row that is there, or not read yet."""

    def __init__(self, found: BrowseLine | None) -> None:
        super().__init__()
        self._found = found

    def data(self, role: int = 0) -> object:
        return self._found if role == Listing.LINE else None


def painted(theme: Theme, found: BrowseLine | None, *, state: QStyle.StateFlag = QStyle.StateFlag.State_None,
            rtl: bool = False, width: int = 1036) -> QImage:  # fmt: skip
    delegate = RowDelegate()
    delegate.plan = plan(EVERYBODY, width, theme.look.scale)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, theme.px(66 if delegate.plan.tall else 40))
    option.state = state
    option.direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(theme.colour("paper"))
    painter = QPainter(image)
    delegate.paint(painter, option, One(found))
    painter.end()
    return image


def has(image: QImage, theme: Theme, token: str) -> int:
    """How many dots are exactly of that colour."""
    wanted = theme.colour(token).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(0, image.height(), 3))


def test_an_alert_is_whole_and_pushes_the_usual_on(theme: Theme) -> None:
    named = place_name(cells(), WIDE, 40)
    usual = WIDE.of("usual")
    assert usual is not None
    assert [mark.text for mark, _spot in named.marks] == ["Nut allergy"]
    assert named.hidden == ()
    long = place_name(cells(name="Wolfeschlegelsteinhausen Berger"), WIDE, 40)
    assert [mark.text for mark, _spot in long.marks] == ["Nut allergy"]
    assert long.end > usual.left


def test_an_icon_is_never_left_out_for_a_name_that_just_fits(theme: Theme) -> None:
    name = "Bartholomew Ellison"
    while place_name(cells(name=name, badges=()), WIDE, 40).title.right() < WIDE.columns[0].width + 20:
        name += "i"
    named = place_name(cells(name=name, badges=(CAKE,)), WIDE, 40)
    assert [mark.icon for mark, _spot in named.marks] == ["cake"]


@pytest.mark.parametrize("name", ["Maria da Conceição Fernandes de Albuquerque e Vasconcelos Menezes", "x" * 300])
@pytest.mark.parametrize("here", [WIDE, plan(EVERYBODY, 520, 1.0), TALL])
def test_no_name_is_so_long_that_its_alert_is_not_seen(theme: Theme, name: str, here: Plan) -> None:
    nuts = Badge("alert", "alert-octagon", "Anaphylaxis to tree nuts and peanuts of any sort")
    found = cells(name=name, badges=(nuts,))
    named = place_name(found, here, 66 if here.tall else 40)
    [(mark, spot)] = named.marks
    assert mark.text == nuts.text  # cut short, but in words
    assert spot.width() > 80
    delegate = RowDelegate()
    delegate.plan = here
    told = delegate.unseen(found, 66 if here.tall else 40)
    assert {found.name, nuts.text} <= set(told)


def test_a_mark_says_its_words_where_a_short_usual_leaves_room(theme: Theme) -> None:
    named = place_name(cells(badges=(CAKE,), usual="Latte"), WIDE, 40)
    assert [mark.text for mark, _spot in named.marks] == ["Birthday on Wednesday"]
    delegate = RowDelegate()
    delegate.plan = WIDE
    assert delegate.unseen(cells(badges=(CAKE,), usual="Latte", tags=()), 40) == []  # the usual is whole all the same


def test_other_marks_become_an_icon_before_anything_is_pushed(theme: Theme) -> None:
    named = place_name(cells(badges=(CAKE,)), WIDE, 40)
    assert [(mark.text, mark.icon) for mark, _spot in named.marks] == [("", "cake")]
    assert [mark.text for mark in named.hidden] == ["Birthday on Wednesday"]
    assert named.end <= WIDE.columns[0].left + WIDE.columns[0].width


@pytest.mark.parametrize("name", ["Ng", "Ngozi Okafor", "A name " * 9, "x" * 300])
@pytest.mark.parametrize("alerts", [0, 1, 3, 8])
@pytest.mark.parametrize("here", [WIDE, TALL, plan(EVERYBODY, 520, 1.0)])
def test_nothing_runs_out_of_its_cell(theme: Theme, name: str, alerts: int, here: Plan) -> None:
    found = cells(name=name, badges=(*[NUTS] * alerts, CAKE), own_script="田中 葵")
    named = place_name(found, here, 66 if here.tall else 40)
    usual = here.of("usual") or here.columns[0]
    end = usual.left + usual.width
    spots = [named.title, *(spot for _mark, spot in named.marks), *([named.second] if named.second else [])]
    assert all(spot.right() < end for spot in spots)
    spots = [spot for spot in spots if spot.top() < 30] if here.tall else spots
    spots.sort(key=lambda spot: spot.left())
    assert all(one.right() < other.left() for one, other in itertools.pairwise(spots))


def test_what_has_no_room_is_told(theme: Theme) -> None:
    delegate = RowDelegate()
    delegate.plan = WIDE
    told = delegate.unseen(cells(badges=(CAKE,), usual="x " * 90, tags=("a long tag", "another one", "third")), 40)
    assert told == ["Birthday on Wednesday", "x " * 90, "a long tag, another one, third"]
    assert delegate.unseen(cells(badges=(), usual="Latte", tags=()), 40) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [1036, 300])
def test_a_row_with_an_alert_is_painted_in_brick(theme: Theme, scale: float, width: int) -> None:
    theme.apply(Look(scale=scale))
    assert has(painted(theme, line(), width=width), theme, "alert") > 100
    assert has(painted(theme, line(badges=()), width=width), theme, "alert") == 0


def test_a_ticked_row_stands_on_a_soft_ground(theme: Theme) -> None:
    on = painted(theme, line(), state=QStyle.StateFlag.State_Selected)
    assert has(on, theme, "accent_soft") > 5000
    assert on.pixel(tick_spot(40).center().x() - 8, tick_spot(40).center().y()) == theme.colour("accent").rgb()


def test_a_row_not_read_yet_is_a_grey_bar(theme: Theme) -> None:
    assert has(painted(theme, None), theme, "well") > 100


def test_from_right_to_left_the_box_is_at_the_right(theme: Theme) -> None:
    image = painted(theme, line(), state=QStyle.StateFlag.State_Selected, rtl=True)
    assert image.pixel(1036 - 20 - 8, 19) == theme.colour("accent").rgb()


def test_the_words_of_a_line_are_made_once(theme: Theme) -> None:
    delegate, one = RowDelegate(), line()
    assert delegate.cells(one) is delegate.cells(one)
    assert delegate.cells(line(usual="Tea")).usual == "Tea"
    before = delegate.cells(one)
    delegate.forget()
    assert delegate.cells(one) is not before
