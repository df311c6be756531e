"""How many touches and how much feedback wait, for the cover: asked again when something was written and every minute.

The minute is that of the whole window: pages hear it too, so that cover, column and page never say different things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from relnotebook.base.terms import Changes, Kind

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge

MINUTE = 60_000
FIRST_MS = 400  # the counter is served first
SETTLE_MS = 250  # after the last of several changes; the cover may be a moment behind the page
QUIET = frozenset({Kind.NOTE, Kind.PHOTO, Kind.FIELD, Kind.TEMPLATE, Kind.PREFERENCE, Kind.ALERT})


class Waiting(QObject):
    """Signals:
    counted: how many touches are still to be done today.
    heard: how much feedback nobody has taken up yet.
    minute: a minute has passed with the notebook open.
    """

    counted = Signal(int)
    heard = Signal(int)
    minute = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge: Bridge | None = None
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.minute)
        self.minute.connect(self.ask)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.ask)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge
        bridge.changed.connect(self._on_changed)
        self._minute.start()
        self._settle.start(FIRST_MS)

    def detach(self) -> None:
        """The notebook is closed: nothing waits."""
        self._bridge = None
        self._minute.stop()
        self._settle.stop()
        self.counted.emit(0)
        self.heard.emit(0)

    def ask(self) -> None:
        """Count now."""
        if self._bridge is not None and not self._bridge.closed:
            self._bridge.read(read_count).latest(self, "count").then(self._tell)

    def _tell(self, counts: tuple[int, int]) -> None:
        self.counted.emit(counts[0])
        self.heard.emit(counts[1])

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds - QUIET:
            self._settle.start(SETTLE_MS)


def read_count(s: Any) -> tuple[int, int]:
    """(touches overdue and of today, feedback nobody has looked at). `s`: the session of a reader lane."""
    from relnotebook.notebook import feedback, touches

    return touches.count(s).to_go, feedback.count(s).new
