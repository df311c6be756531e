"""Notebooks for the benchmarks, made once and kept beside the test cache; sizes by RELNOTEBOOK_BENCH=10k,100k,1M.

Run with: python3 packaging/test.py tests/bench -o addopts= -p no:randomly
Each benchmark times the product and a floor (raw SQL of the same design, or a bare window) in the same run, asserts
the ratio the project has set itself, and adds a line to the table printed at the end.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from relnotebook.store import schema
from relnotebook.store.write import Store

from . import notebooks

SIZES = {"10k": (10_000, 20.0), "100k": (100_000, 20.0), "1M": (1_000_000, 5.0)}
CHOSEN = os.environ.get("RELNOTEBOOK_BENCH", "10k").split(",")


@dataclass(frozen=True, slots=True)
class Bench:
    """One synthetic notebook: its size word, the open store, who is in it, and a raw connection for the floors."""

    size: str
    path: Path
    store: Store
    raw: Any
    customers: int

    def people(self, many: int = 3000) -> list[notebooks.Person]:
        """A spread of its customers, read back from the file."""
        every = max(1, self.customers // many)
        sql = (
            "SELECT c.id, c.name, "
            "coalesce((SELECT value FROM contact WHERE customer_id = c.id AND channel = 'phone'), ''), "
            "coalesce((SELECT value FROM contact WHERE customer_id = c.id AND channel = 'email'), ''), c.card_number, "
            "coalesce((SELECT line FROM usual WHERE customer_id = c.id), ''), "
            "coalesce((SELECT t.name FROM customer_tag x JOIN tag t ON t.id = x.tag_id WHERE x.customer_id = c.id), '')"
            " "
            "FROM customer c WHERE c.id % ? = 1"
        )
        return [notebooks.Person(*row) for row in self.raw.execute(sql, (every,))]


class Table:
    """The lines of the result, printed at the end of the run."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, str, str, str, str]] = []

    def add(self, what: str, size: str, product: float, floor: float, goal: float, *, unit: str = "ms") -> float:
        """Note a pair and give the ratio."""
        ratio = product / floor
        self.lines.append((what, size, f"{product:.3f} {unit}", f"{floor:.3f} {unit}", f"{ratio:.2f}", f"{goal:g}"))
        return ratio

    def note(self, what: str, size: str, found: str, goal: str) -> None:
        """Note a figure that has no floor."""
        self.lines.append((what, size, found, "", "", goal))


_table = Table()


@pytest.fixture(scope="session")
def table() -> Table:
    return _table


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if not _table.lines:
        return
    write = terminalreporter.write_line
    write("")
    write("| what | customers | RelNotebook | floor | ratio | goal |")
    write("| --- | --- | --- | --- | --- | --- |")
    for line in _table.lines:
        write("| " + " | ".join(line) + " |")


def notebook_of(config: pytest.Config, size: str) -> Path:
    """The notebook of one size, made when it is not there yet."""
    assert config.cache is not None
    path = Path(config.cache.mkdir("relnotebook")) / f"{size}-{schema.HEAD}.relnotebook"
    if not path.exists():
        part = path.with_suffix(".making")
        for tail in ("", "-wal", "-shm"):
            part.with_name(part.name + tail).unlink(missing_ok=True)
        notebooks.make(part, *SIZES[size])
        part.rename(path)
    return path


@pytest.fixture(scope="session", params=CHOSEN)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """The open notebook of each size that was chosen."""
    path = notebook_of(request.config, request.param)
    store = notebooks.opened(path)
    raw = store.raw_connection()
    yield Bench(request.param, path, store, raw, SIZES[request.param][0])
    raw.close()
    store.close()


def timed(calls: Sequence[Callable[[], object]], rounds: int = 1) -> list[float]:
    """Milliseconds of each call, sorted."""
    found = []
    for _ in range(rounds):
        for call in calls:
            start = time.perf_counter()
            call()
            found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def quickest(calls: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Milliseconds of each call, sorted: of each the quickest of some rounds.

    So a share of it tells how slow the slow calls are, not how often another program took the processor.
    """
    found = [math.inf] * len(calls)
    for _ in range(rounds):
        for i, call in enumerate(calls):
            start = time.perf_counter()
            call()
            found[i] = min(found[i], (time.perf_counter() - start) * 1000)
    return sorted(found)


def share(found: Sequence[float], at: float) -> float:
    """The value below which so large a share of the sorted `found` lies: share(times, 0.99)."""
    return found[min(int(len(found) * at), len(found) - 1)]
