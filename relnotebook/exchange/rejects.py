"""The rows of a file that could not be taken in, as a table in the same columns, to be mended and brought in again."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Step
from relnotebook.base.words import _
from relnotebook.exchange.cells import defused
from relnotebook.exchange.csvfile import Rejected
from relnotebook.exchange.plan import Plan, check_unchanged, reader, rows_of

WHY = "Why it was left out"
"""Heading of the last column, the same in every language; the importer passes over it."""


def save(plan: Plan, out: Path) -> Generator[Step, None, int]:
    """Write what a plan leaves out, whole or not at all; gives how many rows. Nothing is written when there are none.

    A row that could not even be read (too long, too many cells) stands there with its beginning. Of cards only the
    first 1,000 are told. Raises Refusal("file-changed"), Refusal("not-written", file).
    """
    if not plan.rejected_count:
        return 0
    check_unchanged(plan.path, plan.size, plan.changed_at)
    half = out.with_name(out.name + ".part")
    done = 0
    try:
        with half.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            for row in _rows(plan):
                table.writerow([defused(cell) for cell in row])
                done += 1
                if done % 500 == 0:
                    yield Step(done, plan.rejected_count, _("Writing down what was left out"))
        half.replace(out)
    except OSError as trouble:
        raise Refusal("not-written", file=out.name) from trouble
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return done - 1


def _rows(plan: Plan) -> Iterator[list[str]]:
    if plan.table is None or plan.layout is None:
        yield ["Card", "Begins with", WHY]
        yield from ([str(one.row), one.text, one.reason] for one in plan.rejected)
        return
    width = len(plan.layout.columns)
    yield [*(column.heading for column in plan.layout.columns), WHY]
    rows = reader(plan)
    for some, _share in rows_of(plan):
        for row, line in some:
            if rows.person(row, line).is_empty():
                yield [*_fitted(row, width), Rejected(line, "nobody-in-it").reason]
    for one in plan.table.rejected:
        yield [*_fitted([one.text], width), one.reason]


def _fitted(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]
