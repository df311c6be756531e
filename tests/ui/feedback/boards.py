"""The board of mock-up 04b, and somebody at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.notebook import drafts, ideas, supporters
from relnotebook.ui.actions import Actions
from relnotebook.ui.feedback.ideas import IdeasBoard

from ...builders import Regular, Shop
from ...hands import at_rest
from ..conftest import beside

PATIENCE = 10_000
NAMES = ("Ngozi Okafor", "Trần Minh Anh", "Ravi Pillai", "Siobhán Ní Bhriain", "Kateryna Melnyk", "Omar Haddad",
         "Bartholomew Ellis", "Linnea Åkerström", "Meera Pillai", "Aoi Tanaka", "Mateus Oliveira")  # fmt: skip


def regulars(shop: Shop) -> dict[str, Regular]:
    """The people of the mock-up, by their first name."""
    return {name.split()[0]: shop.customer(name) for name in NAMES}


def idea(
    shop: Shop, title: str, who: Regular | None = None, *also: Regular, stage: str = "", tally: int = 0, **values: Any
) -> int:
    """An idea on the board, wanted by whoever suggested it, by `also`, and by `tally` without a card."""
    number = int(shop.do(ideas.add, title, customer=who.id if who else None))
    for other in also:
        shop.do(supporters.support, number, other.id)
    if tally:
        shop.do(supporters.tally, number, tally)
    if values:
        shop.do(ideas.edit, number, **{key: value for key, value in values.items() if key != "why"})
    if stage:
        shop.do(ideas.move, number, stage, why=values.get("why", ""))
    return number


class BoardAtWork:
    """The board in a window of its own, with hands on it."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, shop: Shop, size: tuple[int, int] = (1084, 663)) -> None:
        self.qtbot, self.bridge, self.shop = qtbot, bridge, shop
        self.window = QWidget()
        self.window.setObjectName("page")
        self.window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.actions.set_page("ideas")
        self.board = IdeasBoard(self.actions)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)
        self.said: list[object] = []
        self.opened: list[tuple[object, object]] = []
        self.counts: list[int] = []
        self.board.said.connect(self.said.append)
        self.board.open_card.connect(lambda who, among: self.opened.append((who, among)))
        self.board.counted.connect(self.counts.append)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE)
        self.board.attach(bridge)
        self.settled()

    # Hands

    def press(self, *keys: str) -> BoardAtWork:
        for key in keys:
            combination = QKeySequence(key)[0]
            focus = QApplication.focusWidget() or self.window
            QTest.keyClick(focus, combination.key(), combination.keyboardModifiers())
        return self

    def type(self, words: str) -> BoardAtWork:
        QTest.keyClicks(QApplication.focusWidget() or self.window, words)
        return self

    def choose(self, title: str) -> BoardAtWork:
        """Click on a card, beside its button."""
        lane, key = self._find(title)
        spot = lane.list.visualRect(lane.list.model().index(self._at(lane, key), 0))
        QTest.mouseClick(lane.list.viewport(), Qt.MouseButton.LeftButton, pos=spot.topLeft() + spot.center() / 8)
        return self

    def button(self, title: str) -> BoardAtWork:
        """Press the button painted on a card."""
        lane, key = self._find(title)
        QTest.mouseClick(lane.list.viewport(), Qt.MouseButton.LeftButton, pos=lane.list.button_of(key))
        return self

    # Eyes

    def until(self, true: Callable[[], object]) -> BoardAtWork:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
        return self

    def settled(self) -> BoardAtWork:
        """All that was asked and written has come home."""
        return self.until(at_rest(self.bridge))

    def lane(self, stage: str) -> list[str]:
        """What stands in a lane: "Oat milk: 9 want it [Me too]", `>` before the chosen one."""
        cards = self.board.lanes[stage].list
        out = []
        for row in cards.rows():
            mark = "> " if cards.delegate.lively and row.key == cards.chosen() else ""
            button = f" [{row.button}]" if row.button else f" ({row.settled})" if row.settled else ""
            out.append(f"{mark}{row.title}: {row.count}{button}")
        return out

    def sees(self, stage: str, *cards: str) -> BoardAtWork:
        def alike() -> None:
            assert self.lane(stage) == list(cards)

        self.qtbot.waitUntil(alike, timeout=PATIENCE)
        return self

    def says(self, sentence: str) -> BoardAtWork:
        assert self.said
        assert self.said[-1] == sentence
        return self

    # The notebook behind it

    def one(self, number: int) -> ideas.Idea:
        found: ideas.Idea = beside(lambda: self.shop.read(ideas.one, number))
        return found

    def kept(self) -> dict[str, dict[str, str]]:
        return {draft.place: draft.words for draft in beside(lambda: self.shop.read(drafts.all_kept))}

    def _find(self, title: str) -> tuple[Any, int]:
        for lane in self.board.lanes.values():
            for row in lane.list.rows():
                if row.title == title:
                    return lane, row.key
        raise AssertionError(f"there is no card “{title}”")

    @staticmethod
    def _at(lane: Any, key: int) -> int:
        return next(at for at, row in enumerate(lane.list.rows()) if row.key == key)
