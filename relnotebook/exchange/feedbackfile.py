"""What customers said, as a table for a spreadsheet: UTF-8 with its mark, a heading, a row each, the oldest first.

Columns have the same names in every language, days and moments are local and ISO. Colleagues' own words stay in the
notebook, and so does the name on a card that lies in the bin. It is written, never read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.exchange.cells import defused
from relnotebook.store.write import Session, Store

CHUNK = 1_000

PLAIN = (
    "words", "kind", "feeling", "severity", "rating", "channel", "moment", "visit_id", "about", "due", "status",
    "decision", "why", "you_said", "we_did", "named", "told_how", "told_words", "gave", "enough", "given_name",
    "reply_to", "language", "source",
)  # fmt: skip
"""Columns written as they stand in the notebook."""

STEPS = ("listen", "acknowledge", "solve", "thank", "tell", "answer", "follow_up")
"""What was written at each step of making it right; "done" where a step was done without a word."""

COLUMNS = (
    "id", "when", "customer_id", "customer", *PLAIN, "status_since", "told_when", "cost", *STEPS, "written_down_by",
    "owner", "told_by",
)  # fmt: skip


def save(store: Store, file: Path) -> Generator[Step, None, int]:
    """Write the table, whole or not at all; gives how many rows it has. Raises Refusal("not-written", path)."""
    half = file.with_name(file.name + ".part")
    try:
        with store.read() as s, half.open("w", encoding="utf-8-sig", newline="") as out:
            total = int(s.raw("SELECT count(*) FROM feedback WHERE of_staff = 0")[0][0])
            table = csv.writer(out, quoting=csv.QUOTE_ALL)
            table.writerow(COLUMNS)
            done = 0
            for rows in _chunks(s):
                yield Step(done, total, _("Writing down what they said"))
                table.writerows(rows)
                done += len(rows)
        half.replace(file)
    except OSError as trouble:
        raise Refusal("not-written", path=str(file)) from trouble
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return done


_NAME = "coalesce(nullif(c.name, ''), nullif(c.call_name, ''), nullif(c.own_script, ''), c.card_number)"
_ROWS = f"""
SELECT f.id, f.at, f.utc_offset, f.status_at, f.told_at, f.told_offset, f.cost, c.id, {_NAME},
  {", ".join(f"f.{name}" for name in PLAIN)},
  (SELECT json_group_array(json_array(p.step, p.words, p.done)) FROM feedback_step p WHERE p.feedback_id = f.id),
  coalesce(a.name, ''), coalesce(b.name, ''), coalesce(d.name, '')
FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id AND c.binned_at IS NULL
LEFT JOIN staff a ON a.id = f.staff_id LEFT JOIN staff b ON b.id = f.owner_id LEFT JOIN staff d ON d.id = f.told_by
WHERE f.of_staff = 0 AND (f.at, f.id) > (?, ?) ORDER BY f.at, f.id LIMIT {CHUNK}
"""


def _chunks(s: Session) -> Iterator[list[list[str]]]:
    """All rows as cells, in order, so many at a time."""
    last: tuple[int, int] = (-(2**62), 0)
    while found := s.raw(_ROWS, last):
        yield [_cells(row) for row in found]
        last = (found[-1][1], found[-1][0])


def _cells(row: Sequence[Any]) -> list[str]:
    key, at, offset, status_at, told_at, told_offset, cost, customer, name, *rest = row
    plain, (steps, *people) = rest[: len(PLAIN)], rest[len(PLAIN) :]
    by_step: dict[str, str] = {}
    for step, words, done in json.loads(steps):  # each round of a step in its own line
        step = step.partition(":")[0]
        several = (by_step.get(step, ""), words or ("done" if done else ""))
        by_step[step] = "\n".join(part for part in several if part)
    cells = [
        key,
        _moment(at, offset),
        customer,
        name,
        *plain,
        _moment(status_at, offset) if status_at else "",
        _moment(told_at, told_offset) if told_at is not None else "",
        f"{cost / 100:.2f}" if cost is not None else "",
        *(by_step.get(step, "") for step in STEPS),
        *people,
    ]
    return [defused(str(cell)) if cell is not None else "" for cell in cells]


def _moment(at: int, offset: int) -> str:
    return clock.moment(at, offset).strftime("%Y-%m-%dT%H:%M")
