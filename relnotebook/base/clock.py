"""Now, today and the shop's day; frozen in tests.

Moments are stored as whole seconds since 1970 in UTC beside the local offset in minutes at the time of
writing, so that an old visit keeps its time of day when the clock changes or the till moves.
"""

from __future__ import annotations

import time as _time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

FORTNIGHT = 14 * 86400


@dataclass(slots=True)
class _Clock:
    """The one source of the present moment, replaceable for a test."""

    read: Callable[[], datetime]


def _system() -> datetime:
    return datetime.now().astimezone()


_clock = _Clock(_system)


def now() -> datetime:
    """This moment, with the local offset."""
    return _clock.read()


def today() -> date:
    """The local calendar day."""
    return now().date()


def stamp(moment: datetime | None = None) -> tuple[int, int]:
    """(seconds since 1970 in UTC, local offset in minutes) of `moment`, or of now. Naive moments are local."""
    moment = now() if moment is None else moment
    if moment.tzinfo is None:
        moment = moment.astimezone()
    offset = moment.utcoffset() or timedelta()
    return int(moment.timestamp()), int(offset.total_seconds() // 60)


def moment(at: int, offset: int) -> datetime:
    """The moment behind a stored stamp, in the local time it was written in."""
    return datetime.fromtimestamp(at, timezone(timedelta(minutes=offset)))


def local_day(at: int, offset: int) -> date:
    """The calendar day of a stored stamp at the place where it was written."""
    return moment(at, offset).date()


def day_number(at: int, offset: int) -> int:
    """Days since 1970-01-01 of the local day; consecutive days differ by one."""
    return (at + offset * 60) // 86400


def monotonic() -> float:
    """Seconds that never run backwards, for delays that a changed clock must not shorten."""
    return _time.monotonic()


@contextmanager
def frozen(at: datetime) -> Iterator[Callable[[timedelta], None]]:
    """Hold the clock at `at`; the yielded function moves it on. For tests and the tour."""
    held = [at if at.tzinfo else at.replace(tzinfo=UTC)]
    before = _clock.read
    _clock.read = lambda: held[0]

    def advance(by: timedelta) -> None:
        held[0] += by

    try:
        yield advance
    finally:
        _clock.read = before
