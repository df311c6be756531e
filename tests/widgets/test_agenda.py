"""The list of the day: headings are stepped over, buttons feel the pointer, a row that goes gives way to the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relnotebook.widgets.agenda import Agenda, Tool
from relnotebook.widgets.agendaplan import SETTLING, WRITING, AgendaRow
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show

OVERDUE = AgendaRow("overdue", heading="Overdue", count="1")
KATERYNA = AgendaRow("1:a", "Kateryna", "flag", "You promised", "“Hello Kateryna”", ("Wed", "2 days"), late=True,
                     keys="D: done.")  # fmt: skip
TODAY = AgendaRow("today", heading="Today", count="2")
MATEUS = AgendaRow("2:a", "Mateus", "clock-pause", "23 days, comes every 4", "“Oi Mateus”", ("Today", ""))
LINNEA = AgendaRow("3:a", "Linnea", "clock-pause", "5 weeks", "“Hej”", ("Today", ""), tools=("copy", *SETTLING))
MORE = AgendaRow("more", note="3 more can wait.")
ALL = (OVERDUE, KATERYNA, TODAY, MATEUS, LINNEA, MORE)
TOOLS = tuple(Tool(name, "check", name.title(), name[0].upper()) for name in WRITING + SETTLING)


@pytest.fixture
def agenda(show: Show) -> Agenda:
    made = Agenda()
    made.set_tools(TOOLS)
    show(made, width=700, height=500)
    made.show_rows(ALL)
    made.setFocus()
    return made


def key_of(agenda: Agenda) -> str:
    row = agenda.chosen()
    return row.key if row is not None else ""


def test_the_first_touch_is_chosen_and_headings_never_are(agenda: Agenda) -> None:
    assert key_of(agenda) == "1:a"
    for _ in range(4):
        QTest.keyClick(agenda, Qt.Key.Key_Down)
    assert key_of(agenda) == "3:a"
    QTest.keyClick(agenda, Qt.Key.Key_Up)
    assert key_of(agenda) == "2:a"
    QTest.keyClick(agenda, Qt.Key.Key_Home)
    assert key_of(agenda) == "1:a"
    QTest.keyClick(agenda, Qt.Key.Key_End)
    assert key_of(agenda) == "3:a"
    QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert key_of(agenda) == "3:a"


def test_heights_are_those_of_the_mock_up(agenda: Agenda) -> None:
    model = agenda.model()
    assert [agenda.visualRect(model.index(at, 0)).height() for at in range(len(ALL))] == [40, 68, 40, 68, 68, 44]


@pytest.mark.parametrize("name", WRITING + SETTLING)
def test_each_button_feels_a_press(agenda: Agenda, qtbot: QtBot, name: str) -> None:
    spot = agenda.spot("2:a", name).center()
    with qtbot.waitSignal(agenda.tool_pressed) as heard:
        QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == ["2:a", name]
    assert key_of(agenda) == "2:a"


def test_a_press_that_slips_off_does_nothing(agenda: Agenda) -> None:
    heard: list[tuple[str, str]] = []
    agenda.tool_pressed.connect(lambda *what: heard.append(what))
    QTest.mousePress(agenda.viewport(), Qt.MouseButton.LeftButton, pos=agenda.spot("2:a", "done").center())
    QTest.mouseRelease(agenda.viewport(), Qt.MouseButton.LeftButton, pos=agenda.spot("2:a", "skip").center())
    QTest.mouseClick(agenda.viewport(), Qt.MouseButton.RightButton, pos=agenda.spot("2:a", "done").center())
    assert heard == []


def test_a_button_that_is_not_there_cannot_be_pressed(agenda: Agenda) -> None:
    heard: list[tuple[str, str]] = []
    agenda.tool_pressed.connect(lambda *what: heard.append(what))
    there = agenda.spot("2:a", "mail").center()
    there.setY(agenda.spot("3:a").center().y())
    assert agenda.spot("3:a", "mail").isEmpty()
    QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert heard == []


def test_from_right_to_left_the_buttons_stand_on_the_other_side(agenda: Agenda, theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Look(rtl=True))
    spot = agenda.spot("2:a", "done")
    assert spot.center().x() < agenda.viewport().width() // 2
    with qtbot.waitSignal(agenda.tool_pressed) as heard:
        QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=spot.center())
    assert heard.args == ["2:a", "done"]


def test_tooltips_name_the_key_or_what_is_cut(agenda: Agenda) -> None:
    assert agenda.tip_at(agenda.spot("2:a", "snooze").center()) == "<span>Snooze&nbsp;&nbsp;S</span>"
    assert agenda.tip_at(QPoint(200, 10)) == ""
    assert agenda.tip_at(agenda.spot("2:a").center()) == ""
    agenda.show_rows((AgendaRow("1:a", "Kateryna", "flag", "You <b>promised</b> " * 9),))
    assert "&lt;b&gt;" in agenda.tip_at(QPoint(200, 20))


def test_the_pointer_over_a_button_is_shown(agenda: Agenda) -> None:
    spot = agenda.spot("2:a", "done").center()
    before = agenda.viewport().grab().toImage()
    QTest.mouseMove(agenda.viewport(), spot)
    moved = QMouseEvent(QMouseEvent.Type.MouseMove, spot.toPointF(), agenda.viewport().mapToGlobal(spot).toPointF(),
                        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(agenda.viewport(), moved)
    assert agenda.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert agenda.viewport().grab().toImage() != before


def test_the_choice_goes_to_the_next_row_when_its_own_is_gone(agenda: Agenda) -> None:
    heard: list[str] = []
    agenda.choose("1:a")
    agenda.chosen_changed.connect(lambda row: heard.append(row.key if row else ""))
    agenda.show_rows((TODAY, MATEUS, LINNEA))
    assert key_of(agenda) == "2:a"
    agenda.choose("3:a")
    agenda.show_rows((TODAY, MATEUS))
    assert key_of(agenda) == "2:a"  # the last one went: the one before
    agenda.show_rows((OVERDUE, KATERYNA, TODAY, MATEUS))
    assert key_of(agenda) == "2:a"  # it stays where it is
    agenda.show_rows((OVERDUE, KATERYNA, TODAY, MATEUS), choose="1:a")
    assert key_of(agenda) == "1:a"
    agenda.show_rows(())
    assert agenda.chosen() is None
    assert heard == ["2:a", "3:a", "2:a", "1:a", ""]


def test_enter_and_a_double_click_open(agenda: Agenda) -> None:
    opened: list[str] = []
    agenda.opened.connect(lambda row: opened.append(row.key))
    QTest.keyClick(agenda, Qt.Key.Key_Return)
    beside = agenda.spot("2:a").center() - QPoint(80, 0)
    QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    QTest.mouseDClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    QTest.mouseDClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert opened == ["1:a", "2:a"]


def test_a_tap_beside_the_buttons_is_told(agenda: Agenda) -> None:
    tapped: list[str] = []
    agenda.tapped.connect(lambda row: tapped.append(row.key))
    for spot in (agenda.spot("2:a").center() - QPoint(80, 0), agenda.spot("1:a", "done").center(), QPoint(200, 10)):
        QTest.mouseClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert tapped == ["2:a"]


def test_the_menu_comes_by_key_and_by_the_other_button(agenda: Agenda) -> None:
    asked: list[str] = []
    agenda.menu_wanted.connect(lambda row, _place: asked.append(row.key))
    spot = agenda.spot("2:a").center()
    reasons = QContextMenuEvent.Reason
    for reason, place in ((reasons.Keyboard, QPoint()), (reasons.Mouse, spot), (reasons.Mouse, QPoint(200, 10))):
        QApplication.sendEvent(agenda.viewport(), QContextMenuEvent(reason, place, QPoint()))
    assert asked == ["1:a", "2:a"]
    assert key_of(agenda) == "2:a"


def test_a_screen_reader_hears_the_row_and_its_keys(agenda: Agenda) -> None:
    model = agenda.model()
    roles = Qt.ItemDataRole
    row = model.index(1, 0)
    assert row.data(roles.AccessibleTextRole) == "Kateryna. You promised. Wed. 2 days. “Hello Kateryna”."
    assert row.data(roles.AccessibleDescriptionRole) == "D: done."
    assert model.index(0, 0).data(roles.AccessibleTextRole) == "Overdue, 1"
    assert model.index(5, 0).data() == "3 more can wait."
    assert row.data(roles.DecorationRole) is None
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize("look", [Look("dark"), Look("contrast"), Look(roomy=True), Look(scale=2.0), Look(rtl=True)])
def test_it_is_painted_in_every_look(agenda: Agenda, theme: Theme, look: Look) -> None:
    theme.apply(look)
    image = agenda.viewport().grab().toImage()
    colours = {image.pixelColor(x, agenda.spot("1:a").center().y()).name() for x in range(image.width())}
    assert theme.colour("margin").name() in colours


def test_overdue_days_have_the_colour_of_alerts(agenda: Agenda, theme: Theme) -> None:
    agenda.choose("2:a")
    image = agenda.viewport().grab().toImage()

    def inks(key: str) -> set[str]:
        spot = agenda.spot(key)
        area = ((x, y) for x in range(10, 70) for y in range(spot.top() + 10, spot.top() + 32))
        return {image.pixelColor(x, y).name() for x, y in area}

    assert theme.colour("alert_text").name() in inks("1:a")
    assert theme.colour("alert_text").name() not in inks("2:a")
