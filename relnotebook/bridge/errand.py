"""Small work beside the window, for the moments when no notebook is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from relnotebook.bridge.lanes import Home, Lane


class Errand(QObject):
    """One piece of work in a thread of its own. It begins at once and lets itself go at its end.

    Signals:
        done: what it found.
    """

    done = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._home = Home(self)
        lane = Lane("errand")
        lane.put(self._run)
        lane.close()

    def _run(self) -> bool:
        found = self._work()
        self._home.send(lambda: self._end(found))
        return True

    def _end(self, found: object) -> None:
        self._home.close()
        self.done.emit(found)
        self.deleteLater()
