"""Digits on the card: pressed one by one they tick variations; a card scanner types them too, and means none."""

from __future__ import annotations

from collections.abc import Callable

from relnotebook.base import clock
from relnotebook.ui.counter_parts import SCAN_SECONDS

SCANNED = 4  # so many digits faster than fingers are a scan; nobody ticks four variations in a fifth of a second


class Digits:
    """Presses on digit keys, in order.

    Args:
        before: called at the first digit of a burst, to remember what is ticked. back: called when the burst turns out
            to be a scan, to put that back.
    """

    def __init__(self, before: Callable[[], None], back: Callable[[], None]) -> None:
        self._before, self._back = before, back
        self._count = 0
        self._last = 0.0

    def key(self) -> bool:
        """A digit was pressed. Whether a hand may have pressed it."""
        now = clock.monotonic()
        if now - self._last >= SCAN_SECONDS:
            self._count = 0
        self._count, self._last = self._count + 1, now
        if self._count == 1:
            self._before()
        elif self._count == SCANNED:
            self._back()
        return self._count < SCANNED
