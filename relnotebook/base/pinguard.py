"""How often a PIN may be tried: five times, then after a wait that doubles, counted across restarts.

Only the monotonic clock counts, so a clock that is set forward shortens nothing; and since nobody knows how long a
till was off, the whole wait begins again after a restart.
"""

from __future__ import annotations

from collections.abc import Callable

from relnotebook.base import clock

TRIES = 5
FIRST_WAIT = 30.0  # seconds after the fifth wrong try
LONGEST_WAIT = 900.0
MOST = 1000  # wrong tries worth counting


class PinGuard:
    """Counts the wrong tries in a row of this till.

    Args:
        wrong: how many there were when the till was last on.
        keep: writes their number down, and returns when it is safe from a power cut.
        now: seconds that never run backwards.
    """

    def __init__(self, wrong: int, keep: Callable[[int], None], now: Callable[[], float] = clock.monotonic) -> None:
        self._wrong = min(max(0, wrong), MOST)
        self._keep, self._now = keep, now
        self._until = now() + wait_after(self._wrong)

    @property
    def wait(self) -> float:
        """Seconds until the next try is heard; 0 when it may be made now."""
        return max(0.0, self._until - self._now())

    @property
    def left(self) -> int:
        """How many tries are left before the first wait; 0 once each wrong one has its own."""
        return max(0, TRIES - self._wrong)

    def begin(self) -> bool:
        """A PIN is about to be looked at; False when it must not be.

        It counts as wrong until `right` is called: whoever pulls the plug meanwhile gains no free try.
        """
        if self.wait > 0:
            return False
        self._wrong = min(self._wrong + 1, MOST)
        self._keep(self._wrong)
        self._until = self._now() + wait_after(self._wrong)
        return True

    def right(self) -> None:
        """It was right: everything is forgotten."""
        self._wrong, self._until = 0, self._now()
        self._keep(0)


def wait_after(wrong: int) -> float:
    """Seconds to wait after so many wrong tries in a row: none up to four, then 30 and twice as long each time."""
    if wrong < TRIES:
        return 0.0
    return float(min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(wrong - TRIES, 16)))
