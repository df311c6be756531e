"""Stops on the Feedback page and on the customer screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from relnotebook.tour.guide import Guide, Size, Stop
from relnotebook.ui.kiosk.window import KioskWindow

PIN = "471108"  # of the colleague at the tour's till


def feedback(t: Guide) -> Stop:
    yield from inbox(t)
    t.picture("25-feedback")
    t.click("Told")
    yield t.seen("Nobody notices you at the side door")
    t.window().current.take_focus()
    t.press(Qt.Key.Key_Home)
    yield t.seen("what is in it")
    t.picture("26-feedback-told")
    t.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    yield lambda: isinstance(t.focus(), QPlainTextEdit)
    t.type("Is the rye back? I would take two.")
    t.picture("27-write-it-down")
    t.press(Qt.Key.Key_Escape)
    yield t.toasted("kept what you typed")
    t.press(Qt.Key.Key_Escape)
    yield from tab(t, "You said, we did")
    yield t.seen("A second grinder")
    t.picture("28-you-said-we-did")


def ideas_and_questions(t: Guide) -> Stop:
    yield from tab(t, "Ideas")
    yield t.seen("Masala chai")
    t.picture("29-ideas")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        t.press(key)
    yield t.seen("Mine has a lid that fits")
    t.picture("30-idea")
    t.press(Qt.Key.Key_Escape)
    yield from tab(t, "Ask a question")
    yield t.seen("How was your visit today?")
    t.picture("31-ask-a-question")
    yield from tab(t, "Ours")
    yield t.seen("Everybody laughed")
    t.picture("32-ours")


def feedback_in_a_small_window(t: Guide) -> Stop:
    yield t.resize(Size(1024, 700))
    yield from tab(t, "Ideas")
    yield t.seen("Masala chai")
    t.picture("35-ideas-1024x700")
    yield from inbox(t)
    t.picture("36-feedback-1024x700")
    yield t.resize(Size())


def customer_screen(t: Guide) -> Stop:
    """Handed over, answered in part, and taken back by a PIN, which is set on the way."""
    hand_over(t)
    yield lambda: isinstance(t.focus(), QLineEdit)
    t.type(PIN)
    t.press(Qt.Key.Key_Tab)
    t.type(PIN)
    t.press(Qt.Key.Key_Return)
    yield from screen_up(t)
    t.picture("38-customer-screen")
    t.press(Qt.Key.Key_2)
    yield t.seen("The people")
    t.click("The people")
    t.click("The bread")
    t.window_in_use().findChildren(QPlainTextEdit)[0].setFocus()
    t.type("The rye still warm at four. You saved my dinner")
    t.picture("39-customer-screen-words")
    t.press(Qt.Key.Key_Escape)
    yield partial(locked, t)
    t.picture("40-customer-screen-pin")
    yield from back_by_pin(t)


def feedback_in_other_looks(
    t: Guide, others_large: Callable[[Guide], Stop], others_in_the_dark: Callable[[Guide], Stop]
) -> Stop:
    """By now every page is built, and a look is put on each of them: as few changes of it as there can be."""
    yield from inbox(t)
    t.app.change(scale=2.0)
    yield lambda: t.app.theme.look.scale == 2.0
    t.picture("37-feedback-200-percent")
    yield from others_large(t)
    t.app.change(scale=1.0, theme="dark")
    yield lambda: t.app.theme.dark
    yield from inbox(t)
    t.picture("33-feedback-dark")
    yield from tab(t, "Ideas")
    yield t.seen("Masala chai")
    t.picture("34-ideas-dark")
    yield from others_in_the_dark(t)
    hand_over(t)
    yield from screen_up(t)
    t.picture("41-customer-screen-dark")
    t.press(Qt.Key.Key_Escape)
    yield partial(locked, t)
    yield from back_by_pin(t)
    t.app.change(theme="light")
    yield lambda: not t.app.theme.dark


def hand_over(t: Guide) -> None:
    t.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def screen_up(t: Guide) -> Stop:
    yield lambda: t.window_in_use() is not t.app.frame
    t.window_in_use().resize(Size().width, Size().height)
    yield t.seen("Wonderful")


def locked(t: Guide) -> bool:
    """The keypad is up."""
    screen = t.window_in_use()
    return isinstance(screen, KioskWindow) and screen.pad.isVisible()


def back_by_pin(t: Guide) -> Stop:
    t.type(PIN)
    t.press(Qt.Key.Key_Return)
    yield lambda: t.window_in_use() is t.app.frame
    t.window().shell.toast.leave()


def inbox(t: Guide) -> Stop:
    """The inbox with Omar's complaint chosen."""
    t.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    yield t.on("feedback")
    yield from tab(t, "Inbox")
    t.click("To do")
    yield t.seen("Twenty minutes")
    t.window().current.take_focus()
    t.press(Qt.Key.Key_Home)
    rows = t.window().current.inbox.list.rows()  # type: ignore[attr-defined]
    for _row in range(next(at for at, row in enumerate(rows) if row.title == "Omar Haddad")):
        t.press(Qt.Key.Key_Down)
    yield t.seen("Making it right")


def tab(t: Guide, words: str) -> Stop:
    t.click(words)
    t.window().current.take_focus()
    yield lambda: True
