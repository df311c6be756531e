"""A customer's card in the real window, with somebody at its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from relnotebook.ui.card import CardPage
from relnotebook.ui.card_body import CardBody

from ..builders import Regular
from ..hands import at_rest
from .conftest import PATIENCE, Till, beside


class Card:
    """The open card: what it says, and hands on it."""

    def __init__(self, till: Till, regular: Regular, among: tuple[Any, ...] = ()) -> None:
        self.till, self.regular, self.shop = till, regular, regular.shop
        till.window.open_card(regular.id, among or (regular.id,))
        self.until(lambda: self.page.ready and self.page.isVisible())

    @property
    def page(self) -> CardPage:
        page = self.till.window.page("card")
        assert isinstance(page, CardPage)
        return page

    @property
    def body(self) -> CardBody:
        return self.page.body

    # Hands

    def press(self, *keys: str) -> Card:
        self.till.press(*keys)
        return self

    def type(self, words: str) -> Card:
        self.till.type(words)
        return self

    def click(self, widget: QWidget) -> Card:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        return self

    def write(self, field: QWidget, words: str) -> Card:
        """Put the keyboard into a field and type instead of what stands there."""
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        if not words:
            self.press("Del")
        elif words.isascii():
            self.type(words)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(words)
            QApplication.sendEvent(field, composed)
        return self

    # Eyes

    def until(self, true: Callable[[], object]) -> Card:
        self.till.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)
        return self

    def says(self, sentence: str) -> Card:
        """The toast says so."""
        self.till.says(sentence)
        return self

    def settled(self) -> Card:
        """Everything asked and written so far has come home and is shown."""
        return self.until(at_rest(self.page.bridge))

    def shop_read(self, query: Callable[..., Any], *args: Any) -> Any:
        """Read beside the window, and wait until the window has answered all reads before it."""
        answers: list[Any] = []
        self.page.bridge.read(query, *args).then(answers.append)
        self.until(lambda: answers)
        return answers[0]

    def visits(self) -> int:
        return beside(lambda: self.shop.visits(self.regular))

    def history(self) -> list[str]:
        """The rows of the timeline: "Fri 20 | The usual | 08:41"."""
        rows = (f"{m.day} | {m.text} {m.quiet}".strip() + f" | {m.right}" for m in self.body.history.list.moments())
        return [row.removesuffix(" | ") for row in rows]

    def chips(self) -> list[str]:
        """What is known, in words."""
        return [chip.mark().words() for chip in self.body.knows.chips.values()]


OpenTill = Callable[[], Till]


def card_of(open_till: OpenTill, regular: Regular, among: tuple[Any, ...] = ()) -> Card:
    """Open the window, and in it the card."""
    return Card(open_till(), regular, among)
