from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.widgets import notices
from relnotebook.widgets.buttons import button
from relnotebook.widgets.notices import Banner, Question, Toast, ask
from relnotebook.widgets.theme import Look, Theme

from .conftest import Show


@pytest.fixture
def window(show: Show) -> QWidget:
    return show(button("Log the usual"), width=800, height=600)


@pytest.fixture
def toast(window: QWidget, theme: Theme) -> Toast:
    return Toast(window)


def under_the_pointer(toast: Toast) -> None:
    spot = QPointF(20, 20)
    QApplication.sendEvent(toast, QEnterEvent(spot, spot, spot))


def test_a_toast_may_offer_something_else_than_undo(toast: Toast, qtbot: QtBot) -> None:
    opened: list[str] = []
    toast.say("38 people are in December.csv.", undo=lambda: opened.append("folder"), verb="Open folder")
    assert (toast.button.text(), toast.button.accessibleName(), toast.button.key()) == (
        "Open folder",
        "Open folder",
        "",
    )
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert opened == ["folder"]
    toast.say("Ngozi's usual is in.", undo=lambda: None)
    assert (toast.button.text(), toast.button.key()) == ("Undo", "Ctrl+Z")


def test_a_toast_says_what_happened_and_takes_it_back(toast: Toast, qtbot: QtBot) -> None:
    undone: list[str] = []
    toast.say("Ngozi's usual is in.", undo=lambda: undone.append("usual"))
    assert toast.text() == toast.accessibleName() == "Ngozi's usual is in."
    assert toast.button.key() == "Ctrl+Z"
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert undone == ["usual"]
    assert toast.text() == ""


def test_a_toast_stands_at_the_bottom_in_the_middle(toast: Toast, window: QWidget) -> None:
    toast.say("Ngozi's usual is in.", undo=lambda: None)
    box = toast.geometry().adjusted(notices.SHADOW, notices.SHADOW, -notices.SHADOW, -notices.SHADOW)
    assert window.height() - box.bottom() - 1 == 82
    assert box.center().x() == pytest.approx(window.width() / 2, abs=2)
    window.resize(900, 700)
    box = toast.geometry().adjusted(notices.SHADOW, notices.SHADOW, -notices.SHADOW, -notices.SHADOW)
    assert window.height() - box.bottom() - 1 == 82


def test_a_toast_leaves_a_column_at_the_side_uncovered(toast: Toast, window: QWidget, theme: Theme) -> None:
    toast.beside = lambda: 200
    toast.say("Logged")
    assert abs(toast.geometry().center().x() - (window.width() - 200) // 2) <= 1
    theme.apply(Look(rtl=True))
    toast.say("Logged")
    assert abs(toast.geometry().center().x() - (window.width() + 200) // 2) <= 1
    theme.apply(Look())
    toast.beside = lambda: window.width() - 20
    toast.say("Logged")
    assert abs(toast.geometry().center().x() - window.width() // 2) <= 1  # no room beside it


def test_a_toast_leaves_by_itself(toast: Toast, qtbot: QtBot) -> None:
    with qtbot.waitSignal(toast.gone):
        toast.say("Copied.", seconds=0.05)
    assert toast.text() == ""


def test_a_new_toast_takes_the_place_of_the_old(toast: Toast, qtbot: QtBot) -> None:
    undone: list[str] = []
    toast.say("Ngozi's usual is in.", undo=lambda: undone.append("one"))
    toast.say("Aoi's usual is in.", undo=lambda: undone.append("two"))
    assert toast.text() == "Aoi's usual is in."
    toast.button.click()
    assert undone == ["two"]


def test_a_toast_without_undo_has_no_button(toast: Toast) -> None:
    toast.say("Saved 08:41")
    assert toast.button.isHidden()


def test_a_toast_stays_under_the_pointer(toast: Toast, qtbot: QtBot) -> None:
    toast.say("Ngozi's usual is in.", seconds=0.2)
    under_the_pointer(toast)
    with qtbot.assertNotEmitted(toast.gone, wait=400):
        pass
    with qtbot.waitSignal(toast.gone):
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))


def test_a_toast_stays_while_it_has_the_keyboard(toast: Toast, qtbot: QtBot, window: QWidget) -> None:
    toast.say("Ngozi's usual is in.", undo=lambda: None, seconds=0.2)
    toast.button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(toast.gone, wait=400):
        pass
    qtbot.keyClick(toast.button, Qt.Key.Key_Space)
    assert toast.text() == ""
    assert window.focusWidget() is not toast.button


def test_less_motion_gives_more_time(toast: Toast, theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Look(less_motion=True))
    toast.say("Ngozi's usual is in.", seconds=0.05)
    with qtbot.assertNotEmitted(toast.gone, wait=300):
        pass


def test_a_toast_fades_in_and_is_whole_after(toast: Toast, qtbot: QtBot) -> None:
    toast.say("Ngozi's usual is in.")
    assert toast.graphicsEffect() is not None
    qtbot.waitUntil(lambda: toast.graphicsEffect() is None)


def test_a_toast_is_spoken(toast: Toast, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(notices, "announce", lambda widget, words: said.append(words))
    toast.say("<b>Ngozi</b>'s usual is in.")
    assert said == ["<b>Ngozi</b>'s usual is in."]


def test_a_long_toast_stays_in_the_window(toast: Toast, window: QWidget, theme: Theme) -> None:
    toast.say("W" * 10_000, undo=lambda: None)
    assert toast.width() <= window.width() + 2 * notices.SHADOW
    theme.apply(Look("dark", 2.0))
    assert toast.button.isVisible()
    assert toast.geometry().right() <= window.width() + notices.SHADOW


def test_a_banner_says_a_problem_with_one_way_on(show: Show, qtbot: QtBot) -> None:
    banner = Banner()
    show(banner, button("x"))
    assert banner.text() == ""
    tried: list[str] = []
    banner.show_problem("The disk is full. Make some room, then try again.", "Try again", lambda: tried.append("again"))
    assert banner.text() == banner.accessibleName() == "The disk is full. Make some room, then try again."
    qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert tried == ["again"]
    assert banner.isHidden()


def test_a_banner_can_be_closed_or_cleared(show: Show, qtbot: QtBot) -> None:
    banner = Banner()
    show(banner)
    banner.show_problem("The disk is full.")
    assert banner.button.isHidden()
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner.cross, Qt.MouseButton.LeftButton)
    banner.show_problem("The disk is full.")
    banner.clear()
    assert banner.text() == ""


def test_a_banner_wraps(show: Show, theme: Theme) -> None:
    banner = Banner()
    show(banner, width=420)
    banner.show_problem("The backup disk is not there. Plug it in, or choose another place.", "Choose a place")
    assert banner.heightForWidth(320) > banner.heightForWidth(900)
    theme.apply(Look(scale=2.0))
    assert banner.minimumSizeHint().height() > 40


def erase(window: QWidget, answered: list[str], typed: str = "") -> Question:
    body = "His card and 212 visits go, here and in new backups."
    return ask(
        window,
        "Erase Mateus for good?",
        body,
        "Erase for good",
        "Keep him",
        True,
        lambda: answered.append("yes"),
        typed,
    )


def test_a_question_starts_at_the_harmless_answer(window: QWidget, qtbot: QtBot) -> None:
    answered: list[str] = []
    question = erase(window, answered)
    qtbot.waitUntil(question.no.hasFocus)
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.no, Qt.Key.Key_Return)
    assert answered == []


def test_escape_keeps_everything(window: QWidget, qtbot: QtBot) -> None:
    answered: list[str] = []
    question = erase(window, answered)
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert answered == []


def test_a_verb_does_it(window: QWidget, qtbot: QtBot) -> None:
    answered: list[str] = []
    question = erase(window, answered)
    assert question.yes.text() == "Erase for good"
    with qtbot.waitSignal(question.accepted):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert answered == ["yes"]


def test_the_last_erase_needs_the_name(window: QWidget, qtbot: QtBot) -> None:
    answered: list[str] = []
    question = erase(window, answered, typed="Mateus")
    line = question.line
    assert line is not None
    assert not question.yes.isEnabled()
    qtbot.keyClicks(line, "Mat")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not question.yes.isEnabled()
    qtbot.keyClicks(line, "EUS ")
    assert question.yes.isEnabled()
    with qtbot.waitSignal(question.accepted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert answered == ["yes"]


def test_a_question_is_as_high_as_its_words(window: QWidget, theme: Theme) -> None:
    body = "Every card, every visit and every note of this notebook go. " * 8
    question = ask(window, "Erase everything?", body, "Erase for good", "Keep it", True, lambda: None)
    assert question.body.height() >= question.body.heightForWidth(question.body.width())
    assert question.accessibleDescription() == body
    question.reject()


def test_a_toast_without_a_button_is_as_wide_behind_its_words_as_before_them(toast: Toast) -> None:
    toast.say("Copied.")
    assert toast.width() - notices.SHADOW - toast.words.geometry().right() - 1 >= 16
    toast.say("Copied.", undo=lambda: None)
    assert toast.width() - notices.SHADOW - toast.button.geometry().right() - 1 == 9


def test_a_toast_too_long_for_its_place_ends_in_dots_and_says_all_in_its_tip(toast: Toast, window: QWidget) -> None:
    toast.beside = lambda: 392
    whole = "Kateryna Melnyk from the bakery next door: put off till Saturday 28 November."
    toast.say(whole, undo=lambda: None)
    assert toast.geometry().right() - notices.SHADOW <= window.width() - 392
    assert whole in toast.words.toolTip()


def test_a_toast_may_have_a_place_of_its_own(toast: Toast) -> None:
    toast.spot = lambda: QRect(200, 0, 600, 120)
    toast.say("Copied.")
    assert QRect(200, 0, 600, 120).contains(toast.geometry())
