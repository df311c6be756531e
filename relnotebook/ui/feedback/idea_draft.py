"""What is half typed about ideas, kept in the notebook until it is written or let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from relnotebook.bridge.bridge import Bridge
    from relnotebook.notebook.drafts import Draft

KEEP_MS = 400


class KeptDraft(QObject):
    """Keeps what is half typed in the notebook, shortly after the last key.

    `place`: where; `read` gives the words, {} when there are none worth keeping.
    """

    def __init__(self, parent: QObject, place: str, read: Callable[[], dict[str, str]]) -> None:
        super().__init__(parent)
        self.place = place
        self._read = read
        self._bridge: Bridge | None = None
        self._dirty = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.flush)

    def attach(self, bridge: Bridge) -> None:
        """The notebook is open."""
        self._bridge = bridge

    def move(self, place: str) -> None:
        """Keep what is typed from now on elsewhere; what was typed until now is kept where it belongs."""
        self.flush()
        self.place = place

    def ask(self, found: Callable[[dict[str, str]], object]) -> None:
        """Look for words from before."""
        from relnotebook.notebook import drafts

        place = self.place

        def tell(draft: Draft | None) -> None:
            if self.place == place:
                found(draft.words if draft is not None and not self._dirty else {})

        if self._bridge is not None:
            self._bridge.read(drafts.of, self.place).latest(self, "draft").then(tell)

    def touched(self) -> None:
        """A key changed something."""
        self._dirty = True
        self._timer.start()

    def flush(self) -> None:
        """Keep the words now, if they have changed."""
        self._timer.stop()
        if self._dirty:
            self._dirty = False
            self._keep(self._read())

    def forget(self) -> None:
        """They are written, or not wanted any more."""
        self._timer.stop()
        self._dirty = False
        self._keep({})

    def _keep(self, words: dict[str, str]) -> None:
        from relnotebook.notebook import drafts

        if self._bridge is not None and not self._bridge.closed:
            self._bridge.keep(drafts.keep, self.place, words).latest(self, self.place)
