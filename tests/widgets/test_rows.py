from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from relnotebook.widgets.rowmodel import ROW
from relnotebook.widgets.rows import Row, RowList
from relnotebook.widgets.theme import Look, Theme
from relnotebook.widgets.values import Mark

from .conftest import Show

HEADING = Row(0, "", heading="Usually in about now", heading_note="from the last 8 Fridays")
NGOZI = Row(3, "Ngozi Okafor", marks=(Mark("alert", "alert-octagon", "Nut allergy"),), line="Oat flat white",
            right="Wednesday", initials="NO", keys="Enter opens the card.")  # fmt: skip
AOI = Row(1, "Aoi Tanaka", line="Half shot", right="Yesterday", initials="AT", tint=1)
OMAR = Row(5, "Omar Haddad", "عمر", line="Flat white", right="Tuesday", initials="OH", tint=2)
SOMEONE = Row(-1, "Someone new? Add “ng” as a customer", plus=True)
HOSTILE = Row(
    9, "<img src=x><b>W</b>" + "W" * 10_000, "\u202e" + "x" * 9000, (Mark("alert", "alert-octagon", "<i>" * 400),),
    "\n".join(["<table>" * 300, "z" + "\u0301" * 5000]), spans=((0, 99_999), (5, 9)), right="R" * 4000, initials="<>",
)  # fmt: skip


@pytest.fixture
def people(show: Show) -> RowList:
    made = RowList()
    show(made, width=700, height=520)
    return made


def test_the_first_person_is_chosen_at_once(people: RowList) -> None:
    people.show_rows((HEADING, NGOZI, AOI))
    assert people.chosen() == NGOZI


def test_a_choice_is_told(people: RowList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(people.chosen_changed) as told:
        people.show_rows((NGOZI, AOI))
    assert told.args == [NGOZI]
    with qtbot.waitSignal(people.chosen_changed) as told:
        qtbot.keyClick(people, Qt.Key.Key_Down)
    assert told.args == [AOI]
    with qtbot.waitSignal(people.chosen_changed) as told:
        people.show_rows(())
    assert told.args == [None]


def test_a_refresh_keeps_the_choice_by_its_key(people: RowList) -> None:
    people.show_rows((NGOZI, AOI, OMAR))
    people.choose(1)
    told: list[object] = []
    people.chosen_changed.connect(told.append)
    people.show_rows((OMAR, NGOZI, AOI))
    assert people.chosen() == AOI
    assert told == []


def test_nobody_else_is_told_of_while_rows_change(people: RowList) -> None:
    people.show_rows((NGOZI, AOI, OMAR))
    people.choose(5)
    told: list[object] = []
    people.chosen_changed.connect(told.append)
    people.show_rows((NGOZI, OMAR))
    assert people.chosen() == OMAR
    assert told == []


def test_another_question_chooses_the_first_answer(people: RowList) -> None:
    people.show_rows((NGOZI, AOI, OMAR))
    people.choose(5)
    people.show_rows((AOI, OMAR), anew=True)
    assert people.chosen() == AOI


def test_a_row_that_says_something_else_is_told_again(people: RowList, qtbot: QtBot) -> None:
    people.show_rows((NGOZI, AOI))
    now = Row(3, "Ngozi Okafor", line="Oat flat white", right="Today, 08:41")
    with qtbot.waitSignal(people.chosen_changed) as told:
        people.show_rows((now, AOI))
    assert told.args == [now]


def test_who_is_gone_gives_the_choice_to_the_first(people: RowList) -> None:
    people.show_rows((NGOZI, AOI))
    people.choose(1)
    people.show_rows((OMAR, NGOZI))
    assert people.chosen() == OMAR


def test_keys_walk_over_headings_and_stop_at_the_ends(people: RowList, qtbot: QtBot) -> None:
    people.show_rows((HEADING, NGOZI, HEADING, AOI, SOMEONE))
    walk = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(people, key)
        walk.append(people.chosen().key)
    assert walk == [3, 1, -1, -1, 3, -1]


def test_enter_and_a_double_click_open(people: RowList, qtbot: QtBot) -> None:
    people.show_rows((HEADING, NGOZI, AOI))
    with qtbot.waitSignal(people.opened) as opened:
        qtbot.keyClick(people, Qt.Key.Key_Return)
    assert opened.args == [NGOZI]
    spot = people.visualRect(people.model().index(2, 0)).center()
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.waitSignal(people.opened) as opened:
        qtbot.mouseDClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == [AOI]


def test_ctrl_enter_and_letters_belong_to_the_page(people: RowList, qtbot: QtBot) -> None:
    people.show_rows((NGOZI, AOI))
    opened: list[object] = []
    people.opened.connect(opened.append)
    qtbot.keyClick(people, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(people, "ao")
    assert opened == []
    assert people.chosen() == NGOZI


def test_a_heading_cannot_be_chosen(people: RowList, qtbot: QtBot) -> None:
    people.show_rows((HEADING, NGOZI))
    spot = people.visualRect(people.model().index(0, 0)).center()
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert people.chosen() == NGOZI
    people.show_rows((HEADING,))
    assert people.chosen() is None
    people.step(1)
    assert people.chosen() is None
    assert not people.choose(0)


def test_only_rows_that_differ_are_painted_again(people: RowList) -> None:
    model = people.model()
    people.show_rows((NGOZI, AOI, OMAR))
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    people.show_rows((NGOZI, Row(1, "Aoi Tanaka", line="Now with oat"), OMAR))
    assert told == [1]


def test_rows_are_spoken_alert_first_with_their_keys(people: RowList) -> None:
    people.show_rows((NGOZI,))
    index = people.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Nut allergy. Ngozi Okafor. Oat flat white. Wednesday."
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter opens the card."
    assert index.data(ROW) == NGOZI


def test_the_button_lies_over_the_chosen_row(people: RowList, qtbot: QtBot) -> None:
    people.show_rows((NGOZI, AOI))
    button = QPushButton("Log the usual")
    people.set_button(button)
    for key in (3, 1):
        people.choose(key)
        row = people.visualRect(people.currentIndex())
        assert button.isVisible()
        assert row.contains(button.geometry())
        assert row.right() - button.geometry().right() == 12
    people.show_rows(())
    assert button.isHidden()


def test_the_button_changes_sides_from_right_to_left(people: RowList, theme: Theme) -> None:
    people.show_rows((NGOZI,))
    button = QPushButton("Log the usual")
    people.set_button(button)
    theme.apply(Look(rtl=True))
    row = people.visualRect(people.currentIndex())
    assert button.geometry().left() - row.left() == 12


def test_a_button_taken_away_is_gone(people: RowList) -> None:
    people.show_rows((NGOZI,))
    first, second = QPushButton("One"), QPushButton("Two")
    people.set_button(first)
    people.set_button(second)
    assert first.isHidden()
    people.set_button(None)
    assert second.isHidden()


def test_rows_are_as_high_as_the_look_wants(people: RowList, theme: Theme) -> None:
    people.show_rows((HEADING, NGOZI))
    assert people.visualRect(people.model().index(1, 0)).height() == 66
    assert people.visualRect(people.model().index(0, 0)).height() == 41
    theme.apply(Look(scale=1.5, roomy=True))
    people.doItemsLayout()
    assert people.visualRect(people.model().index(1, 0)).height() == theme.row(66) == 117


def test_heights_follow_when_a_heading_moves(people: RowList) -> None:
    people.show_rows((NGOZI, AOI))
    people.show_rows((HEADING, AOI))
    people.doItemsLayout()
    assert people.visualRect(people.model().index(0, 0)).height() == 41


def test_the_chosen_row_is_marked(people: RowList, theme: Theme) -> None:
    people.show_rows((NGOZI, AOI))
    image = people.viewport().grab().toImage()
    chosen = people.visualRect(people.currentIndex())
    assert image.pixelColor(1, chosen.center().y()).name() == theme.colour("accent").name()
    assert image.pixelColor(chosen.right() - 30, chosen.top() + 4).name() == theme.colour("accent_soft").name()


@pytest.mark.parametrize("look", [Look(), Look("contrast", 2.0), Look("dark", 0.9, rtl=True)])
def test_hostile_words_are_only_words(people: RowList, theme: Theme, look: Look) -> None:
    theme.apply(look)
    people.show_rows((HOSTILE, NGOZI, Row(8, "", heading="<b>" * 500, heading_note="\u202e" * 900)))
    assert not people.viewport().grab().isNull()
    below = people.visualRect(people.model().index(1, 0))
    assert below.height() == theme.row(66)
    spoken = people.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "\u202e" not in spoken
    assert len(spoken) <= 900


def test_a_row_paints_nothing_outside_itself(people: RowList, theme: Theme) -> None:
    people.show_rows((AOI,))
    before = people.viewport().grab(QRect(0, 70, 600, 200)).toImage()
    people.show_rows((HOSTILE,))
    assert people.viewport().grab(QRect(0, 70, 600, 200)).toImage() == before


def test_what_is_hidden_is_told_under_the_pointer(people: RowList, qtbot: QtBot) -> None:
    marks = tuple(Mark("neutral", "", f"<b>tag {n}</b> and more words") for n in range(8))
    people.show_rows((Row(3, "Ngozi", marks=marks),))
    assert "<b>tag 7</b> and more words" in people.hidden_at(QPoint(200, 30))
    assert people.hidden_at(QPoint(200, 300)) == ""


def test_nothing_but_the_changed_row_is_invalid(people: RowList) -> None:
    people.show_rows((NGOZI, AOI))
    assert QRegion(people.visualRect(people.model().index(1, 0))).boundingRect().height() == 66
    assert people.rows() == (NGOZI, AOI)
