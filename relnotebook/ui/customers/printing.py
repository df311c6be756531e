"""Cards on paper, or as a PDF: read in a lane, then painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _, n_
from relnotebook.ui import today_post
from relnotebook.widgets import theme
from relnotebook.widgets.parts import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from relnotebook.bridge.bridge import Bridge
    from relnotebook.exchange.printed import CardOnPaper

MOST = 300  # cards at once


class Printing(QObject):
    """Asks how, reads the cards, hands them to a printer or a file.

    Attributes:
        shop, region: of the shop, for the head of a page and its size.
    Signals:
        said: a sentence for the toast; problem: a Problem for the banner.
    """

    said = Signal(object)
    problem = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.shop, self.region = "", "GB"

    def ask(self, bridge: Bridge, whom: tuple[CustomerId, ...], popup: Callable[[QMenu], object]) -> QMenu | None:
        """On paper or as a PDF; the menu, opened by `popup`, or None for more than can be printed at once."""
        if len(whom) > MOST:
            self.said.emit(_("That is more than {n} cards. Print fewer at once.").format(n=MOST))
            return None
        menu, look = Menu("", self._page), theme.of()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(look.icon("printer"), _("Print it"), lambda: self.read(bridge, whom, self.put_on_paper))
        menu.addAction(look.icon("file-export"), _("Keep it as PDF"), lambda: self.read(bridge, whom, self.keep_pdf))
        popup(menu)
        return menu

    def read(self, bridge: Bridge, whom: tuple[CustomerId, ...], then: Callable[..., object]) -> None:
        """Read the cards; `then` gets them."""
        bridge.read(read_cards, whom).latest(self, "cards").then(then).otherwise(self.problem.emit)

    def put_on_paper(self, cards: tuple[CardOnPaper, ...]) -> None:
        """A printer is asked for."""
        today_post.on_paper(self._page, self._title(cards), self._paint(cards), self.said.emit)

    def keep_pdf(self, cards: tuple[CardOnPaper, ...]) -> None:
        """The place of the file is asked for."""
        today_post.keep_pdf(self._page, self._title(cards), self._paint(cards), self.said.emit)

    def _title(self, cards: tuple[CardOnPaper, ...]) -> str:
        if len(cards) == 1:
            return cards[0].name
        return n_("{n} card", "{n} cards", len(cards))

    def _paint(self, cards: tuple[CardOnPaper, ...]) -> today_post.Paint:
        shop, region = self.shop, self.region

        def paint(device: QPagedPaintDevice) -> None:
            from relnotebook.exchange import paper_cards

            paper_cards.cards(device, cards, shop=shop, region=region)

        return paint


def read_cards(s: Any, whom: tuple[CustomerId, ...]) -> tuple[CardOnPaper, ...]:
    """What of each card goes on paper. `s`: the session of a reader lane."""
    from relnotebook.exchange import printed

    return tuple(printed.card(s, customer) for customer in whom)
