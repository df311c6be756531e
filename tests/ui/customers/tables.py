"""The Customers page in the real window, with somebody at its keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.bridge.listing import Listing
from relnotebook.notebook.browsing import BrowseLine
from relnotebook.notebook.lines import Badge
from relnotebook.ui.customers.page import CustomersPage

from ...builders import Shop
from ..conftest import Till, beside

NUTS = Badge("alert", "alert-octagon", "Nut allergy")


def line(**other: Any) -> BrowseLine:
    """Ngozi's row, but for what is said otherwise."""
    values: dict[str, Any] = {
        "id": CustomerId(7), "name": "Ngozi Okafor", "own_script": "", "usual": "Oat flat white, extra hot",
        "last_seen": clock.now() - timedelta(days=2), "rhythm": "every 3 days", "closeness": 7, "given": ("email",),
        "refused": ("text",), "tags": ("Morning crowd",), "badges": (NUTS,),
    }  # fmt: skip
    return BrowseLine(**{**values, **other})


def at(days: int) -> datetime:
    """So many days ago."""
    return clock.now() - timedelta(days=days)


class TableAtWork:
    """The page in the window: hands on it, and what it shows."""

    def __init__(self, till: Till, shop: Shop) -> None:
        self.till, self.shop = till, shop
        till.press("Ctrl+2")
        self.until(lambda: self.page.isVisible())
        self.settled()

    @property
    def page(self) -> CustomersPage:
        page = self.till.window.page("customers")
        assert isinstance(page, CustomersPage)
        return page

    # Hands

    def press(self, *keys: str) -> TableAtWork:
        self.till.press(*keys)
        return self

    def type(self, words: str) -> TableAtWork:
        self.till.type(words)
        return self

    def click_row(self, row: int, x: int = 150, *, held: Any = Qt.KeyboardModifier.NoModifier) -> TableAtWork:
        """Click into a row; the box to tick is at x = 20."""
        table = self.page.desk.table
        spot = QPoint(x, table.visualRect(table.model().index(row, 0)).center().y())
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, spot)
        return self

    # Eyes

    def until(self, true: Any) -> TableAtWork:
        self.till.until(true)
        return self

    def settled(self) -> TableAtWork:
        """Everything written is in the file, everything asked is answered."""
        bridge, done = self.page.bridge, []
        bridge.idle(lambda: done.append(1))
        self.until(lambda: bool(done))
        return self.until(lambda: self._read() and not bridge._asks)

    def _read(self) -> bool:
        model = self.page.desk.table.model()
        rows = range(min(model.rowCount(), 8))
        return self.page.counts is not None and all(model.index(row, 0).data(Listing.LINE) for row in rows)

    def names(self) -> list[str]:
        """The rows, `x` before those ticked, `>` before the one that is looked at."""
        table, found = self.page.desk.table, []
        for row in range(table.model().rowCount()):
            index = table.model().index(row, 0)
            ticked = "x " if table.selectionModel().isSelected(index) else ""
            here = "> " if table.currentIndex().row() == row else ""
            found.append(f"{here}{ticked}{index.data()}")
        return found

    def sees(self, *names: str) -> TableAtWork:
        """These rows, in this order."""

        def alike() -> None:
            assert self.names() == list(names)

        return self.until(alike)

    def reads(self, question: Any, *args: Any) -> Any:
        """What the notebook says, asked on another thread."""
        return beside(lambda: self.shop.read(question, *args))

    def offers(self) -> list[str]:
        """What the open menu offers."""
        return [entry.text().replace("&", "") for entry in self._menu().actions() if entry.text()]

    def choose(self, words: str) -> TableAtWork:
        """Take an entry of the open menu."""
        menu = self._menu()
        entry = next(one for one in menu.actions() if one.text().replace("&", "") == words)
        menu.close()
        entry.trigger()
        self.till.frame.activateWindow()
        return self.until(self.till.frame.isActiveWindow)

    def _menu(self) -> QMenu:
        def opened() -> list[QMenu]:
            return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]

        self.until(lambda: bool(opened()))
        return opened()[-1]
