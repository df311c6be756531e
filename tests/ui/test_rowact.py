"""What stands over the chosen row: one button, five states."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relnotebook.ui.rowact import RowAct
from relnotebook.widgets.paint import Row
from relnotebook.widgets.theme import Theme

NGOZI, AOI = Row(1, "Ngozi"), Row(2, "Aoi")


@pytest.fixture
def act(theme: Theme, qtbot: QtBot) -> RowAct:
    made = RowAct()
    qtbot.addWidget(made)
    made.show_for(NGOZI, has_usual=True)
    made.show()
    return made


def test_logging_is_one_button(act: RowAct) -> None:
    assert (act.state, act.main.text(), act.main.key()) == ("log", "Log the usual", "Ctrl+Enter")
    assert not act.other.isVisible()


def test_without_a_usual_it_opens_the_card(act: RowAct) -> None:
    act.show_for(AOI, has_usual=False)
    assert (act.state, act.main.text(), act.main.key()) == ("open", "Open the card", "Enter")


def test_a_question_stays_with_its_customer(act: RowAct) -> None:
    act.ask_again(3)
    assert act.asking
    assert act.words == "Logged 3 minutes ago. Again, or a second one?"
    act.show_for(NGOZI, has_usual=True)
    assert act.state == "again"
    act.show_for(AOI, has_usual=True)
    assert act.state == "log"


def test_a_warning_asks_for_a_second_press(act: RowAct, qtbot: QtBot) -> None:
    with qtbot.waitSignal(act.changed):
        act.warn("Almond, and she has a nut allergy. Ask first.")
    assert act.words == "Almond, and she has a nut allergy. Ask first."
    assert act.main_text == "Log it all the same"
    act.reset()
    assert act.words == ""


def test_done_is_said_for_a_moment(act: RowAct, qtbot: QtBot) -> None:
    act._timer.setInterval(1)
    act.show_logged("08:41")
    assert (act.state, act.main.text()) == ("logged", "Logged 08:41")
    qtbot.waitUntil(lambda: act.state == "log")
    assert act.main.text() == "Log the usual"


def test_little_room_leaves_the_keys_out(act: RowAct) -> None:
    act.ask_again(3)
    wide = act.sizeHint().width()
    act.set_tight(True)
    assert act.main.key() == ""
    assert not act.other.isVisible()
    assert act.sizeHint().width() < wide


def test_both_buttons_tell(act: RowAct, qtbot: QtBot) -> None:
    act.ask_again(3)
    with qtbot.waitSignal(act.pressed):
        act.main.click()
    with qtbot.waitSignal(act.leave):
        act.other.click()
