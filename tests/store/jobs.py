"""Driving a job to its end in a test, as the command line does."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from relnotebook.base.terms import Step

T = TypeVar("T")


def run(job: Generator[Step, None, T]) -> T:
    """What a job gives at its end; its steps must go up to their total and never back."""
    done, total = 0, 0
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            assert done == total, "the last step is not the end"
            result: T = end.value
            return result
        assert step.done <= step.total
        if step.total == total:
            assert step.done >= done or step.done == 0
        done, total = step.done, step.total
