"""What tests of the right half share: a shop with people to write to, and the pane on a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange import mailing
from relnotebook.exchange.mailing import Mailing
from relnotebook.ui.actions import Actions
from relnotebook.ui.mailings.target import TargetPane

from ...builders import Regular, Shop

PATIENCE = 5_000


def people(shop: Shop) -> list[Regular]:
    """Three who agreed to e-mails, one of them to post as well, and one whom nobody asked."""
    ngozi = shop.customer("Ngozi Okafor", email="ngozi@okafor.example").consents("email").birthday("2 December")
    tom = shop.customer("Tom Silva", email="tom@silva.example").consents("email")
    tom.reach("post", "1 Mill Lane\nBath BA1 2AB").consents("post")
    zoe = shop.customer("Zoe", email="zoe@x.example").consents("email")
    return [ngozi, tom, zoe, shop.customer("Not Asked", email="not@asked.example")]


class Hands:
    """The pane with somebody at it."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, width: int = 645, height: int = 700) -> None:
        self.qtbot, self.bridge = qtbot, bridge
        self.window, self.pane = QMainWindow(), TargetPane()
        qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.actions.set_page("mailings")
        self.window.setCentralWidget(self.pane)
        self.pane.attach(bridge, self.actions)
        self.said: list[Any] = []
        self.pane.said.connect(self.said.append)
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE)

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def show(self, channel: str = "email", name: str = "Winter") -> Mailing:
        """The mailing to everybody on a channel, as the page would show it."""
        found: list[Mailing] = []
        self.bridge.read(mailing.mailing, (), channel, name=name).then(found.append)
        self.until(lambda: found)
        self.pane.show_mailing(found[0], name)
        self.until(lambda: len([name for name in self.names() if name]) == self.pane.shown)
        return found[0]

    def take(self, target: str) -> None:
        """Press the button of a target; the page answers with the mailing of its channel."""
        self.pane.targets.buttons[target].click()
        self.show(self.pane.channel)

    def names(self) -> list[str]:
        """Who stands in the table."""
        model = self.pane.people.listing
        lines = [model.index(row, 0).data(model.LINE) for row in range(model.rowCount())]
        return [line.name if line is not None else "" for line in lines]
