"""By when something is to be done about feedback: the more it hurts, the sooner; never on a day the shop is closed."""

from __future__ import annotations

from datetime import date, timedelta

from relnotebook.base import clock
from relnotebook.notebook import hours
from relnotebook.store.write import Session

SEVERITIES = ("minor", "real", "serious")

DUE_DAYS = {"serious": 0, "real": 2, "minor": 7}
"""Days from when it was said, by how bad it was."""

DUE_DAYS_OF_KIND = {"complaint": 2, "question": 1, "suggestion": 7, "praise": 7}
"""The same where nobody said how bad it was."""


def default(s: Session, kind: str, severity: str, said: date | None = None) -> str:
    """The ISO day by which to act, "" for a kind that waits for nothing.

    Counted from the day it was `said` (None: today), but never before today; a closed day gives way to the next open
    one.
    """
    days = DUE_DAYS.get(severity, DUE_DAYS_OF_KIND.get(kind))
    if days is None:
        return ""
    today = clock.today()
    due = max(today, (said or today) + timedelta(days=days))
    week = hours.week(s)
    return (due if week.is_open(due) else week.next_open(due)).isoformat()
