"""The window of a café on a Friday morning, with somebody at its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.base import settings as tills
from relnotebook.base.settings import Settings
from relnotebook.bridge.bridge import Bridge
from relnotebook.ui.counter import CounterPage
from relnotebook.ui.frame import Frame
from relnotebook.ui.window import Window
from relnotebook.widgets.paint import Row, RowList
from relnotebook.widgets.theme import Look, Theme

from ..builders import Shop

T = TypeVar("T")

PATIENCE = 10_000


class Till:
    """Somebody at the window: types, presses, looks, and reads what it says."""

    def __init__(self, qtbot: QtBot, theme: Theme, settings: Settings) -> None:
        self.qtbot, self.theme, self.settings = qtbot, theme, settings
        self.frame = Frame()
        qtbot.addWidget(self.frame)
        self.window = Window(self.frame, settings, self.change)
        self.window.closed.connect(lambda: setattr(self, "closed", True))
        self.closed = False
        self.opened: list[tuple[int, tuple[int, ...]]] = []

    def change(self, **values: Any) -> None:
        self.settings = tills.changed(self.settings, **values)
        if values.keys() & {"theme", "scale", "roomy"}:
            self.theme.apply(Look(self.settings.theme, self.settings.scale, self.settings.roomy))
        self.window.use(self.settings)

    def show(self, width: int = 1280, height: int = 800) -> Till:
        self.frame.resize(width, height)
        self.frame.show()
        self.frame.activateWindow()
        self.qtbot.waitUntil(self.frame.isActiveWindow, timeout=PATIENCE)
        return self

    @property
    def counter(self) -> CounterPage:
        page = self.window.page("counter")
        assert isinstance(page, CounterPage)
        return page

    # Hands

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.frame

    def type(self, text: str) -> Till:
        for letter in text:
            QTest.keyClicks(self.focus(), letter)
        return self

    def press(self, *keys: str) -> Till:
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self.focus(), combination.key(), combination.keyboardModifiers())
        return self

    def hold(self, key: Qt.Key) -> Till:
        QTest.keyPress(self.focus(), key)
        return self

    def let_go(self, key: Qt.Key) -> Till:
        QTest.keyRelease(self.focus(), key)
        return self

    def click(self, widget: QWidget) -> Till:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        return self

    def watch_cards(self) -> list[int]:
        """The ids of cards asked for from now on; the cards themselves are not built. `opened` has their neighbours."""
        asked: list[int] = []

        def note(customer: int, among: tuple[int, ...]) -> None:
            asked.append(customer)
            self.opened.append((customer, among))

        self.counter.open_card.disconnect(self.window.open_card)
        self.counter.open_card.connect(note)
        return asked

    # Eyes

    def until(self, true: Any) -> Till:
        self.qtbot.waitUntil(true, timeout=PATIENCE)
        return self

    def sees(self, picture: str, rows: RowList | None = None) -> Till:
        """The rows on the screen: name, usual, when; `>` before the chosen one, `==` before a heading."""
        wanted = [" ".join(line.split()) for line in picture.strip().splitlines()]
        shown = rows or self.counter.rows

        def alike() -> None:
            assert [drawn(row, shown.chosen()) for row in shown.rows()] == wanted

        return self.until(alike)

    def says(self, sentence: str) -> Till:
        def said() -> None:
            assert self.window.shell.toast.text() == sentence

        return self.until(said)

    def views(self, view: str) -> Till:
        def there() -> None:
            assert self.counter.view == view

        return self.until(there)


def drawn(row: Row, chosen: Row | None) -> str:
    if row.heading:
        return f"== {row.heading} {row.heading_note}".strip()
    marks = " ".join(f"[{mark.text}]" for mark in row.marks)
    why = f"({row.why.text})" if row.why else ""
    before = ">" if chosen is not None and chosen.key == row.key else ""
    return " ".join(f"{before} {row.title} {row.second} {marks} {row.line} {why} {row.right}".split())


@pytest.fixture
def closed_till(qtbot: QtBot, theme: Theme) -> Till:
    """A window without a notebook, not shown yet."""
    return Till(qtbot, theme, Settings(till="t1"))


@pytest.fixture
def open_till(closed_till: Till, shop: Shop) -> Iterator[Callable[[], Till]]:
    """Opens the window on the shop's notebook; call it when everybody wanted is written into it."""
    opened: list[Bridge] = []

    def open_now() -> Till:
        bridge = Bridge(shop.store)
        opened.append(bridge)
        closed_till.show().window.attach(bridge)
        return closed_till

    yield open_now
    for bridge in opened:
        bridge.close()


def beside(function: Callable[[], T]) -> T:
    """Run `function` on another thread: the window's own must not touch the notebook."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function).result()
