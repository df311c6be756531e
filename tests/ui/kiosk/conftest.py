"""A customer screen over a real café's notebook, with its main window behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base import settings as tills
from relnotebook.base.settings import Settings
from relnotebook.base.terms import StaffId
from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import pins, screen, staff, surveys
from relnotebook.ui.frame import Frame
from relnotebook.ui.kiosk.hand_over import HandOver
from relnotebook.ui.kiosk.window import KioskWindow
from relnotebook.widgets.theme import Theme

from ...builders import Shop
from ..conftest import beside

PATIENCE = 10_000
PIN = "482139"


@pytest.fixture(autouse=True)
def _quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pins, "COST", 2**4)


class Counter:
    """The main window, the customer screen, and whoever stands on either side."""

    def __init__(self, qtbot: QtBot, shop: Shop) -> None:
        self.qtbot, self.shop = qtbot, shop
        self.settings = Settings(till="t1")
        self.frame = Frame()
        qtbot.addWidget(self.frame)
        self.frame.resize(1280, 800)
        self.frame.show()
        self.bridge = Bridge(shop.store, retry_ms=5)
        self.door = HandOver(self.frame, full=False)
        self.back: list[StaffId] = []
        self.troubles: list[Any] = []
        self.door.returned.connect(lambda who: self.back.append(who))
        self.door.problem.connect(lambda problem: self.troubles.append(problem))

    def change(self, **values: Any) -> None:
        self.settings = tills.changed(self.settings, **values)

    def hand_over(self) -> Counter:
        self.door.begin(self.bridge, self.settings, self.change)
        return self

    def handed(self) -> Counter:
        """Hand over and wait until the first page is up."""
        self.hand_over().until(lambda: self.door.kiosk is not None and self.door.kiosk.flow is not None)
        return self.until(self.kiosk.isActiveWindow)

    @property
    def kiosk(self) -> KioskWindow:
        assert self.door.kiosk is not None
        return self.door.kiosk

    def until(self, true: Any) -> Counter:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
        return self

    def press(self, *keys: str) -> Counter:
        for key in keys:
            sequence: Any = QKeySequence(key)
            combination = sequence[0]
            QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        return self

    def type(self, text: str) -> Counter:
        QTest.keyClicks(self._focus(), text)
        return self

    def click(self, widget: QWidget) -> Counter:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        return self

    def page(self, name: str) -> Counter:
        return self.until(lambda: self.kiosk.flow is not None and self.kiosk.flow.page == name)

    def settled(self) -> Counter:
        """Everything done so far is in the file."""
        done: list[int] = []
        self.bridge.idle(lambda: done.append(1))
        return self.until(lambda: done == [1])

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        self.settled()
        wanted = f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"
        return beside(lambda: self.shop.read(lambda s: s.raw(wanted)))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.kiosk


@pytest.fixture
def mara(shop: Shop) -> StaffId:
    """A colleague with a PIN."""

    def come() -> StaffId:
        who: StaffId = shop.do(staff.set_colleague, "Mara")
        shop.do(pins.set_pin, who, PIN)
        return who

    return beside(come)


@pytest.fixture
def live(shop: Shop) -> int:
    """How was your visit today? In English and German; with an idea at the end where a test sets it so."""

    def ask() -> int:
        shop.do(screen.set_screen, languages=("en", "de"), asks_idea=False)
        survey: int = shop.do(surveys.set_survey, "faces", "How was your visit today?")
        shop.do(surveys.open_, survey)
        return survey

    return beside(ask)


@pytest.fixture
def counter(qtbot: QtBot, theme: Theme, shop: Shop) -> Iterator[Counter]:
    made = Counter(qtbot, shop)
    yield made
    made.door.stop()
    made.bridge.close()
