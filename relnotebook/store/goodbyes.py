"""What an import heard and is not taken back with it: a no.

Somebody unsubscribed at a mailing tool; that the shop takes the file back does not make them agree again. Of a card
that came with the file and goes with it, the hash of the address stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from relnotebook.base.terms import Act, StepId
from relnotebook.store import rows
from relnotebook.store.transaction import Session

Keeps: TypeAlias = "Callable[[str, rows.Row], bool]"
"""Whether a row (table, row) that a step wrote stays when the step is taken back."""

_NO = ("withdrawn", "refused")


def is_no(table: str, row: rows.Row) -> bool:
    """Whether a row says that somebody does not want to be written to."""
    return table == "consent" and row["state"] in _NO


def kept(s: Session, step: StepId) -> Keeps | None:
    """What of a step stays when it is taken back; None when it was no import of people."""
    found: list[Any] = s.raw("SELECT act, batch_id FROM step WHERE id = ?", (step,))
    if not found or found[0][0] != Act.IMPORT_CONTACTS:
        return None
    batch = found[0][1]

    def keeps(table: str, row: rows.Row) -> bool:
        if table == "suppression":
            return True
        return is_no(table, row) and not s.raw(_MADE_BY, (row["customer_id"], row["customer_id"], batch))

    return keeps


_MADE_BY = (
    "SELECT 1 FROM image i JOIN step p ON p.id = i.step_id WHERE i.tbl = 'customer' AND i.before IS NULL "
    "AND i.after IS NOT NULL AND i.row_id <= ? AND i.last_id >= ? AND p.batch_id = ? LIMIT 1"
)
