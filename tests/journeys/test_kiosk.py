"""The screen in a customer's hands: an answer in a second language, staff back by PIN, and no way out but that."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from relnotebook.notebook import pins, screen, staff, surveys
from relnotebook.ui.kiosk.contents import Faces, Written
from relnotebook.ui.kiosk.parts import Words
from relnotebook.ui.kiosk.window import KioskWindow

from ..builders import Shop
from ..hands import Program, StartProgram

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PIN = "482139057713"  # as long as one may be: five hundred keys do not come upon it
PEOPLE = ("Ngozi", "Okafor", "Desmond", "Wójcik", "oat flat white", "nut allergy", "0151", "ngozi@")
EVENTS = 500


@pytest.fixture(autouse=True)
def _quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "COST", 2**4)


@pytest.fixture
def cafe(notebook_file: Path) -> Path:
    """A café with regulars, Mara's PIN, and a question in English, German and Ukrainian."""
    shop = Shop(notebook_file)
    shop.customer("Ngozi Okafor", phone="0151 496 0183", email="ngozi@example.org").usual("oat flat white")
    shop.customer("Desmond Wójcik").alert("nut allergy").birthday("20 November")
    shop.do(pins.set_pin, shop.do(staff.set_colleague, "Mara"), PIN)
    shop.do(screen.set_screen, languages=("en", "de", "uk"), asks_idea=True)
    shop.do(surveys.open_, shop.do(surveys.set_survey, "faces", "How was your visit today?"))
    shop.close()
    return notebook_file


class Customer:
    """Somebody before the customer screen."""

    def __init__(self, till: Program) -> None:
        self.till = till
        till.until(lambda: len(self.screens()) == 1)
        till.until(lambda: self.kiosk.flow is not None and self.kiosk.isActiveWindow())

    @staticmethod
    def screens() -> list[KioskWindow]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, KioskWindow) and w.isVisible()]

    @property
    def kiosk(self) -> KioskWindow:
        return self.screens()[0]

    @property
    def window(self) -> QWindow:
        handle = self.kiosk.windowHandle()
        assert handle is not None
        return handle

    @property
    def content(self) -> Any:
        return self.kiosk.leaf.content

    def page(self, kind: type[QWidget]) -> Customer:
        self.till.until(lambda: isinstance(self.content, kind))
        return self

    def taps(self, part: QWidget) -> Customer:
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=part.mapTo(self.kiosk, part.rect().center()))
        return self

    def said(self) -> Iterator[str]:
        """Every word in the window, seen or not, and what a screen reader or a tooltip would say."""
        for part in [self.kiosk, *self.kiosk.findChildren(QWidget)]:
            yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription(), part.windowTitle())
            yield from (part.statusTip(), part.whatsThis(), part.objectName())
            if isinstance(part, QLabel | QAbstractButton | QLineEdit | Words):
                yield part.text()
            if isinstance(part, QLineEdit):
                yield part.placeholderText()
            if isinstance(part, QPlainTextEdit):
                yield part.toPlainText() + part.placeholderText()


def handed(start: StartProgram, cafe: Path) -> Customer:
    till = start(cafe).in_the_shop(1280, 800)
    till.press("Ctrl+Shift+K")
    return Customer(till)


def test_a_customer_answers_in_ukrainian_and_staff_comes_back(start: StartProgram, cafe: Path) -> None:
    customer = handed(start, cafe)
    till = customer.till
    assert not till.app.frame.isVisible()
    customer.taps(customer.kiosk.leaf.speech).taps(customer.kiosk.tongues.tiles[2])
    customer.page(Faces).taps(customer.content.tiles[3]).page(Written)
    customer.taps(customer.content.text)
    till.type("Кава холодна")
    customer.taps(customer.content.lines[0])
    till.type("Ngozi Okafor")
    customer.taps(customer.kiosk.leaf.go_on).taps(customer.kiosk.leaf.go_on)
    till.until(lambda: customer.kiosk.flow is not None and customer.kiosk.flow.page == "thanks")
    customer.taps(customer.kiosk.leaf.lock)
    till.type(PIN).press("Return")
    till.until(lambda: till.app.frame.isVisible() and customer.screens() == []).settles()
    wanted = "SELECT score, words, given_name, language, state, feedback_id IS NOT NULL FROM answer"
    assert till.reads(lambda s: s.raw(wanted)) == [(2, "Кава холодна", "Ngozi Okafor", "uk", "complete", 1)]
    # a name that somebody typed there is not Ngozi before a colleague says so
    assert till.reads(lambda s: s.raw("SELECT customer_id, source FROM feedback")) == [(None, "kiosk")]
    till.press("Ctrl+Z").settles()
    assert till.reads(lambda s: s.raw("SELECT count(*) FROM answer")) == [(1,)]


def test_the_plug_is_pulled_after_the_first_tap(start: StartProgram, cafe: Path, tmp_path: Path) -> None:
    customer = handed(start, cafe)
    customer.page(Faces).taps(customer.content.tiles[0]).page(Written)
    customer.till.settles().app.end()
    again = Customer(start())  # the till is on again, and still in the customer's hands
    assert not again.till.app.frame.isVisible()
    assert again.till.reads(lambda s: s.raw("SELECT score, state FROM answer")) == [(5, "partial")]
    again.till.press("Esc").type(PIN).press("Return")
    again.till.until(lambda: again.till.app.frame.isVisible())


# Five hundred of anything

KEYS = (
    "Esc", "Tab", "Shift+Tab", "Ctrl+Tab", "Return", "Ctrl+Return", "Backspace", "Space", "Del", "Up", "Down", "Left",
    "Right", "Home", "End", "PgUp", "PgDown", "Alt+F4", "Ctrl+W", "Ctrl+Q", "Ctrl+K", "Ctrl+N", "Ctrl+Z", "Ctrl+Y",
    "Ctrl+V", "Shift+Ins", "Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+P", "Ctrl+B", "Ctrl+S", "Ctrl+L", "Ctrl+O", "Ctrl+R",
    "Ctrl+F", "Ctrl+,", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Shift+K",
    "Ctrl+Shift+F", "Ctrl+Shift+D", "Ctrl+Shift+Z", "F1", "F2", "F3", "F4", "F5", "F6", "F10", "F11", "F12", "Alt",
    "Menu", "Shift+F10", "Meta", "Alt+Space", "Alt+Tab", "Help", "Print", "Pause", "Back", "Forward", "Home", "Search",
)  # fmt: skip
LETTERS = "ngozi desmond 0123456789 aeiou?&<b>"


def press_something(hand: random.Random, customer: Customer) -> None:
    if hand.random() < 0.5:
        combination: Any = QKeySequence(hand.choice(KEYS))
        if combination.count():
            QTest.keyClick(customer.window, combination[0].key(), combination[0].keyboardModifiers())
    else:
        letter = hand.choice(LETTERS)
        QTest.keyClick(customer.window, Qt.Key(ord(letter.upper())))


def click_something(hand: random.Random, customer: Customer) -> None:
    buttons = Qt.MouseButton
    button = hand.choices((buttons.LeftButton, buttons.RightButton, buttons.MiddleButton), (6, 2, 1))[0]
    place = somewhere(hand, customer)
    kind = hand.randrange(5)
    if kind == 0:
        QTest.mouseDClick(customer.window, button, pos=place)
    elif kind == 1:
        QTest.mousePress(customer.window, button, pos=place)
        QTest.mouseMove(customer.window, somewhere(hand, customer))
        QTest.mouseRelease(customer.window, button, pos=somewhere(hand, customer))
    else:
        QTest.mouseClick(customer.window, button, pos=place)


def touch_something(hand: random.Random, customer: Customer, finger: Any) -> None:
    first, second = somewhere(hand, customer), somewhere(hand, customer)
    QTest.touchEvent(customer.window, finger).press(0, first).commit()
    if hand.random() < 0.4:  # a second finger, and a stroke with both
        QTest.touchEvent(customer.window, finger).stationary(0).press(1, second).commit()
        QTest.touchEvent(customer.window, finger).move(0, second).move(1, first).commit()
        QTest.touchEvent(customer.window, finger).release(0, second).release(1, first).commit()
    else:
        QTest.touchEvent(customer.window, finger).release(0, first).commit()


def do_something_else(hand: random.Random, customer: Customer) -> None:
    kind, place = hand.randrange(7), somewhere(hand, customer)
    if kind == 5:
        guess_a_pin(hand, customer)
    elif kind == 6:
        paste_into_fields(customer)
    elif kind == 0:
        customer.kiosk.close()
    elif kind == 1:
        customer.till.app.frame.close()
    elif kind == 2:
        customer.till.app.frame.come_forward()  # a second start of the program, the icon beside the clock
    elif kind == 3:
        target = customer.kiosk.childAt(place) or customer.kiosk
        QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place))
    else:
        no = Qt.MouseButton.NoButton
        wheel = QWheelEvent(
            QPointF(place), QPointF(place), QPoint(), QPoint(0, 240), no, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(customer.kiosk.childAt(place) or customer.kiosk, wheel)


def paste_into_fields(customer: Customer) -> None:
    for field in [*customer.kiosk.findChildren(QLineEdit), *customer.kiosk.findChildren(QPlainTextEdit)]:
        field.setFocus()
        customer.till.press("Ctrl+V", "Shift+Ins")


def guess_a_pin(hand: random.Random, customer: Customer) -> None:
    customer.taps(customer.kiosk.leaf.lock)
    for _digit in range(hand.randrange(4, 8)):
        QTest.keyClick(customer.window, Qt.Key(ord(hand.choice("0123456789"))))
    QTest.keyClick(customer.window, Qt.Key.Key_Return)


def back_to_the_customer(customer: Customer) -> None:
    """Hands that only press at random would stay before the keypad."""
    for part in (customer.kiosk.pad, customer.kiosk.tongues):
        if part.isVisible():
            QTest.keyClick(customer.window, Qt.Key.Key_Escape)


def somewhere(hand: random.Random, customer: Customer) -> QPoint:
    return QPoint(hand.randrange(customer.kiosk.width()), hand.randrange(customer.kiosk.height()))


@pytest.mark.parametrize("seed", [20261120, 4])
def test_five_hundred_events_find_no_way_out_and_no_name(start: StartProgram, cafe: Path, seed: int) -> None:
    hand, finger = random.Random(seed), QTest.createTouchDevice()
    customer = handed(start, cafe)
    till = customer.till
    QGuiApplication.clipboard().setText("Ngozi Okafor, ngozi@example.org")
    kiosk, opened, seen = customer.kiosk, till.app.bridge, set[str]()
    touch = partial(touch_something, finger=finger)
    hands = (press_something, click_something, touch, do_something_else)
    for number in range(EVENTS):
        hand.choices(hands, (5, 4, 3, 1))[0](hand, customer)
        if number % 10 == 0:
            till.settles()
            back_to_the_customer(customer)
        visible = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        assert visible == [kiosk], f"event {number} opened {visible}"
        typed = {field.toPlainText() for field in kiosk.findChildren(QPlainTextEdit)}
        typed |= {field.text() for field in kiosk.findChildren(QLineEdit)}
        words = {text for text in customer.said() if text and text not in typed}
        told = [text for text in words | typed for name in PEOPLE if name.casefold() in text.casefold()]
        assert told == [], f"event {number} showed {told}"
        seen.add(kiosk.flow.page if kiosk.flow is not None else "")
    till.settles()
    assert till.app.bridge is opened
    assert not till.app.frame.isVisible()
    assert {"question", "comment", "idea"} <= seen, "these hands did not come far"
    assert till.app.settings.pin_wrong > 0, "these hands never tried a PIN"
    assert till.reads(lambda s: s.raw("SELECT count(*) FROM customer")) == [(2,)]
    foreign = (
        "SELECT DISTINCT act FROM step WHERE till LIKE '%customer screen' AND act NOT IN ('answer survey', 'add idea')"
    )
    assert till.reads(lambda s: s.raw(foreign)) == []
