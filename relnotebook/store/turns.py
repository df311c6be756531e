"""Who may write next within this program: the counter before an import's next chunk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock with two queues. A patient writer waits until no impatient one waits.

    A plain lock would let an import, which lets go only to take it again at once, starve the counter.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._busy = False
        self._hurried = 0

    @contextmanager
    def taken(self, *, patient: bool = False) -> Iterator[None]:
        """Hold the turn for the block."""
        with self._condition:
            self._hurried += not patient
            self._condition.notify_all()
            try:
                self._condition.wait_for(lambda: not self._busy and (not patient or not self._hurried))
                self._busy = True
            finally:
                self._hurried -= not patient
        try:
            yield
        finally:
            with self._condition:
                self._busy = False
                self._condition.notify_all()
