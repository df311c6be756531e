"""What tests of the two forms share: asking the notebook by way of the bridge, as the page does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from relnotebook.bridge.bridge import Bridge
from relnotebook.exchange import outgoing

PATIENCE = 5_000


class Asking:
    """Somebody at a form."""

    def __init__(self, qtbot: QtBot, bridge: Bridge) -> None:
        self.qtbot, self.bridge = qtbot, bridge

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def read(self, query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """What the notebook says."""
        found: list[Any] = []
        self.bridge.read(query, *args, **more).then(found.append)
        self.until(lambda: found)
        return found[0]

    def saved(self, form: str, file: Path, maker: outgoing.Maker) -> outgoing.Written:
        """Write a mailing to everybody into a file."""
        found: list[Any] = []
        job = self.bridge.run(outgoing.save, self.read(outgoing.plan, form), file, maker=maker)
        job.finished.connect(found.append)
        job.failed.connect(found.append)
        self.until(lambda: found)
        assert isinstance(found[0], outgoing.Written), found[0]
        return found[0]
