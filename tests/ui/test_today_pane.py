"""The pane: reason, message, context; what is typed stays; and no e-mail button without a yes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.ui.actions import Actions
from relnotebook.ui.today_pane import TodayPane
from relnotebook.widgets.theme import Look, Theme

from .todays import pane, touch


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def shown(window: QMainWindow, qtbot: QtBot) -> TodayPane:
    actions = Actions(window)
    actions.set_page("today")
    made = TodayPane(actions)
    window.setCentralWidget(made)
    window.resize(392, 770)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


def test_everything_about_a_touch(shown: TodayPane) -> None:
    shown.show_pane(pane())
    assert shown.name.text() == "Kateryna Melnyk"
    assert shown.how_said.text() == "Катерина. Say ka-te-REE-na"
    assert shown.why.words.text().startswith("On 11 November Priya promised")
    assert shown.words() == "Hello Kateryna, good news:\nthe dark rye is back."
    assert [line.words.text() for line in shown.context if line.isVisible()] == [
        "Happy to get e-mail, since 3 June.",
        "The usual: flat white.",
    ]
    assert shown.before.rows() == (("11 Nov", "Priya promised the rye"), ("3 Jun", "Said yes"))
    assert shown.message.accessibleDescription() == "Wording 1 of 3"


def test_nothing_chosen_shows_nothing(shown: TodayPane) -> None:
    shown.show_pane(None)
    assert not shown.done.isVisible()
    assert shown.nothing.isVisible()
    shown.show_pane(pane())
    assert shown.done.isVisible()
    assert not shown.nothing.isVisible()


def test_without_a_yes_the_button_is_gone_and_the_pane_says_why(shown: TodayPane) -> None:
    shown.show_pane(pane(touch(email=""), no_email_because="Said no to e-mail. Tell her at the counter."))
    assert not shown.mail.isVisible()
    assert shown.copy.isVisible()
    assert shown.context[0].words.text() == "Said no to e-mail. Tell her at the counter."
    known = (("ban", "Said no to e-mail."),)
    shown.show_pane(pane(touch(email=""), context=known, no_email_because="Said no to e-mail."))
    assert [line.words.text() for line in shown.context if line.isVisible()] == ["Said no to e-mail."]


def test_without_a_message_done_is_the_main_button(shown: TodayPane) -> None:
    shown.show_pane(pane(touch(message=""), message="", wordings=0))
    assert not shown.has_message
    assert not shown.sheet.isVisible()
    assert shown.done.property("kind") == "primary"
    shown.take_focus()
    assert shown.done.hasFocus()
    shown.show_pane(pane())
    assert shown.done.property("kind") == "secondary"
    assert shown.copy.property("kind") == "primary"


def test_own_words_come_before_the_shops(shown: TodayPane) -> None:
    shown.show_pane(pane(), "My own")
    assert shown.words() == "My own"


def test_what_is_being_typed_stays_when_the_notebook_is_read_again(shown: TodayPane, qtbot: QtBot) -> None:
    shown.show_pane(pane())
    typed: list[tuple[str, int, str, str]] = []
    shown.typed.connect(lambda *what: typed.append(what))
    shown.message.setFocus()
    shown.message.selectAll()
    QTest.keyClicks(shown.message, "Hi")
    shown.show_pane(pane(message="Another template"))
    assert shown.words() == "Hi"
    shown.message.flush()
    assert typed == [(touch().id, 0, "Hi", "Another template")]
    shown.show_pane(pane(touch(2, "Omar"), message="Omar, hello"))
    assert shown.words() == "Omar, hello"


def test_one_wording_has_no_other(shown: TodayPane) -> None:
    shown.show_pane(pane(wordings=1))
    assert not shown.wording.isVisible()


def test_buttons_do_what_their_command_does(shown: TodayPane, window: QMainWindow, qtbot: QtBot) -> None:
    actions = window.findChild(Actions)
    assert actions is not None
    shown.show_pane(pane())
    buttons = {
        "today_copy": shown.copy, "today_mail": shown.mail, "today_note": shown.note, "today_wording": shown.wording,
        "today_done": shown.done, "today_snooze": shown.snooze, "today_skip": shown.skip, "today_card": shown.card,
    }  # fmt: skip
    for name, made in buttons.items():
        with qtbot.waitSignal(actions[name].triggered):
            QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert "C" in shown.copy.toolTip()


def test_snooze_choices(shown: TodayPane, qtbot: QtBot) -> None:
    shown.show_pane(pane())
    asked: list[object] = []
    shown.snoozed.connect(lambda choice, _day: asked.append(choice))
    shown.day_wanted.connect(lambda _button: asked.append("day"))
    shown.until_wanted.connect(lambda _button: asked.append("menu"))
    for made in (shown.tomorrow, shown.next_visit, shown.day):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    shown.until.setFocus()
    QTest.keyClick(shown.until, Qt.Key.Key_Space)
    assert asked == ["tomorrow", "next_visit", "day", "menu"]


def test_alone_in_a_tight_window_there_is_a_way_back(shown: TodayPane, qtbot: QtBot) -> None:
    shown.show_pane(pane())
    assert not shown.back.isVisible()
    shown.set_narrow("tight")
    assert shown.back.isVisible()
    assert shown.area.isAncestorOf(shown.tomorrow)
    with qtbot.waitSignal(shown.leave):
        QTest.mouseClick(shown.back, Qt.MouseButton.LeftButton)
    shown.set_narrow("narrow")
    assert not shown.area.isAncestorOf(shown.tomorrow)
    assert shown.until.text() == "Until…"
    assert shown.until.accessibleName() == "Snooze until…"


def test_more_opens_the_menu_below_the_button(shown: TodayPane, qtbot: QtBot) -> None:
    shown.show_pane(pane())
    with qtbot.waitSignal(shown.menu_wanted):
        QTest.mouseClick(shown.more, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("look", [Look("dark"), Look("contrast"), Look(scale=2.0), Look(rtl=True), Look(roomy=True)])
def test_it_is_painted_in_every_look(shown: TodayPane, theme: Theme, look: Look) -> None:
    shown.show_pane(pane())
    theme.apply(look)
    assert not shown.grab().isNull()
    assert shown.done.height() >= theme.px(36)


def test_names_with_markup_are_shown_as_written(shown: TodayPane) -> None:
    shown.show_pane(pane(touch(name="<b>Ka</b> & Co"), why="<i>why</i>"))
    assert shown.name.text() == "<b>Ka</b> & Co"
    assert shown.name.textFormat() == Qt.TextFormat.PlainText
