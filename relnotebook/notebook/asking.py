"""What to ask whoever stands at the counter. Apart from the other reminders, since every visit wants to know it."""

from __future__ import annotations

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId
from relnotebook.store.write import Session

_ASKS = """
SELECT r.words FROM reminder r WHERE r.customer_id = ?1 AND r.kind GLOB 'ask*' AND r.state = 'open' AND r.due = ''
AND NOT EXISTS (SELECT 1 FROM touch_mark m WHERE m.customer_id = ?1 AND m.touch IN ('ask', 'reminder-' || r.id)
                AND (m.state <> 'snoozed' OR m.until > ?2)) ORDER BY r.id
"""


def asks(s: Session, customer: CustomerId) -> tuple[str, ...]:
    """What to ask now that they are here, without what was put off to a later moment."""
    now = clock.now().strftime("%Y-%m-%dT%H:%M")
    return tuple(words for (words,) in s.raw(_ASKS, (customer, now)))
