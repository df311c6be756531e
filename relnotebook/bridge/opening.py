"""Opening: a notebook is opened, made, unlocked, upgraded or restored in a lane; at its end there is a bridge."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from relnotebook.base import clock
from relnotebook.base.problems import Problem, StoreTrouble
from relnotebook.base.terms import Step
from relnotebook.bridge.ask import tell_bug
from relnotebook.bridge.bridge import Bridge
from relnotebook.bridge.jobs import Course
from relnotebook.bridge.lanes import Home, Lane, Outcome

if TYPE_CHECKING:
    from relnotebook.store.write import Store

Work = Callable[[str | None], "Generator[Step, None, Store]"]
"""Given the passphrase (None at first), yields Steps and returns the open store. It imports what it needs when it
is called: that happens in the lane, so SQLAlchemy is loaded after the first paint and off the UI thread."""

LOCKED_TRIES = 20
LOCKED_MS = 250


class Opening(QObject):
    """One notebook on its way to being open.

    Signals:
        opened: the Bridge to it. Nothing follows.
        needs_passphrase: it is encrypted; `start(passphrase)` goes on.
        failed: the Problem that speaks against it (also a wrong passphrase); `start` tries again.
        progressed: Step.
    """

    opened = Signal(object)
    needs_passphrase = Signal()
    failed = Signal(object)
    progressed = Signal(object)

    def __init__(self, work: Work, *, locked_ms: int = LOCKED_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._locked_ms = locked_ms
        self._tries = 0
        self._course: Course | None = None
        self._closed = False
        self._store: Store | None = None  # open, and not yet handed over
        self._home = Home(self)
        self._lane = Lane("opening")

    def start(self, passphrase: str | None = None) -> None:
        """Begin, or go on with a passphrase. While one attempt is under way another is not begun."""
        if self._course is None and not self._closed:
            self._tries = LOCKED_TRIES
            self._attempt(passphrase)

    def close(self, seconds: float = 5.0) -> None:
        """Stop at the next step and let go of the lane; a store that opens meanwhile is closed again."""
        if self._closed:
            return
        self._closed = True
        if self._course is not None:
            self._course.stop()
        self._lane.close()
        self._lane.join(clock.monotonic() + seconds)
        self._home.close()
        if self._store is not None:
            self._store.close()

    def _attempt(self, passphrase: str | None) -> None:
        if self._closed:
            return
        send, stepped = self._home.send, self._stepped
        self._course = Course(partial(self._work, passphrase), lambda: send(stepped))
        self._lane.put(partial(self._drive, self._course, passphrase))

    def _drive(self, course: Course, passphrase: str | None) -> bool:
        """In the lane."""
        outcome = course.drive()
        self._store = outcome.value
        if self._closed and self._store is not None:
            self._store.close()
        self._home.send(partial(self._ended, passphrase, outcome))
        return True

    def _stepped(self) -> None:
        step = self._course.newest_step() if self._course is not None else None
        if step is not None:
            self.progressed.emit(step)

    def _ended(self, passphrase: str | None, outcome: Outcome) -> None:
        self._stepped()
        self._course = None
        trouble = outcome.trouble
        if trouble is None:
            self._open(outcome.value)
        elif isinstance(trouble, StoreTrouble) and trouble.code == "needs-passphrase":
            self.needs_passphrase.emit()
        elif isinstance(trouble, StoreTrouble) and trouble.code == "locked" and self._tries > 0:
            self._tries -= 1  # another till recovers its log at this moment: SQLite does not wait for that by itself
            QTimer.singleShot(self._locked_ms, self, partial(self._attempt, passphrase))
        elif isinstance(trouble, Problem):
            self.failed.emit(trouble)
        else:
            tell_bug(trouble)

    def _open(self, store: Store) -> None:
        self._closed = True
        self._store = None
        self._lane.close()
        self._home.close()
        self.opened.emit(Bridge(store))
