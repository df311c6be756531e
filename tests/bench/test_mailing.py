"""Mailings: everything the left half says after a change of a rule, with everybody left out grouped by why."""

from __future__ import annotations

import pytest

from relnotebook.exchange import mailing
from relnotebook.notebook import segment_titles, segments

from .conftest import Bench, Table, share, timed

CAP = {"10k": 150.0, "100k": 1500.0, "1M": 15_000.0}  # ms
GROUPS = ((), ("last_visit within 90",), ("birthday in_month 12", "last_visit within 90"))


@pytest.mark.parametrize("lines", GROUPS, ids=lambda lines: ", ".join(lines) or "everybody")
def test_who_hears_and_who_is_left_out(bench: Bench, table: Table, lines: tuple[str, ...]) -> None:
    with bench.store.read() as s:
        rules = segments.read_words(lines)
        found = timed([lambda: mailing.mailing(s, rules)], 5)
    told = f"{share(found, 0.5):.0f} ms"
    name = f"mailing: {', '.join(lines) or 'everybody'}, p50"
    table.note(name, bench.size, told, f"< {CAP[bench.size]:g} ms")
    assert share(found, 0.5) < CAP[bench.size]


def test_what_can_be_suggested(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        found = timed([lambda: segment_titles.known(s)], 5)
    table.note("words to suggest for rules, p50", bench.size, f"{share(found, 0.5):.0f} ms", "")
