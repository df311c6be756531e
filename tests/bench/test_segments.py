"""Groups: the count that follows every change of a rule, against raw SQL; and who of everybody may be written to."""

from __future__ import annotations

import pytest

from relnotebook.base import clock
from relnotebook.notebook import consent, segments
from relnotebook.notebook.segments import Rules

from .conftest import Bench, Table, share, timed

CAP = {"10k": 16.0, "100k": 16.0, "1M": 200.0}  # ms
RATIO = 1.5
ROUNDS = 15
USUAL = (
    ("tag has Morning crowd", "last_visit longer_ago 30", "consent given email", "birthday in_month 12"),
    ("consent given email", "birthday in_month 12", "last_visit within 90"),
    ("tag has Morning crowd", "or tag has Choir club", "not consent no email"),
    ("closeness at_least 5", "consent not_asked email"),
    ("usual has flat white",),
    ("birthday in_month 12",),
    ("consent given email",),
)
PAPER = """
SELECT count(*) FROM customer_tag m JOIN tag g ON g.id = m.tag_id AND g.folded = 'morning crowd'
JOIN customer c ON c.id = m.customer_id AND c.binned_at IS NULL
JOIN customer_stat t ON t.customer_id = c.id AND t.last_at < ?
JOIN special_date d ON d.customer_id = c.id AND d.kind = 'birthday' AND d.month = 12
WHERE (SELECT state FROM consent WHERE customer_id = c.id AND channel = 'email' ORDER BY id DESC LIMIT 1) = 'given'
"""
EVERYBODY = """
SELECT c.id, a.value FROM customer c JOIN contact a ON a.customer_id = c.id AND a.channel = 'email'
WHERE c.binned_at IS NULL
AND (SELECT state FROM consent WHERE customer_id = c.id AND channel = 'email' ORDER BY id DESC LIMIT 1) = 'given'
"""


def rules(bench: Bench, lines: tuple[str, ...]) -> Rules:
    with bench.store.read() as s:
        return segments.checked(s, segments.read_words(lines))


def test_the_group_of_the_paper(bench: Bench, table: Table) -> None:
    asked = rules(bench, USUAL[0])
    start_of_day = clock.now().replace(hour=0, minute=0, second=0)
    since = clock.stamp(start_of_day)[0] - 30 * 86400
    with bench.store.read() as s:
        product = timed([lambda: segments.count(s, asked)], ROUNDS)
        floor = timed([lambda: bench.raw.execute(PAPER, (since,)).fetchone()], ROUNDS)
        assert segments.count(s, asked) == bench.raw.execute(PAPER, (since,)).fetchone()[0]
    ratio = table.add("count of a group, p50", bench.size, share(product, 0.5), share(floor, 0.5), RATIO)
    assert ratio < RATIO or share(product, 0.5) < 1.0  # below a millisecond the making of the question is what counts


@pytest.mark.parametrize("lines", USUAL, ids=lambda lines: ", ".join(lines))
def test_a_count_follows_at_once(bench: Bench, table: Table, lines: tuple[str, ...]) -> None:
    asked = rules(bench, lines)
    with bench.store.read() as s:
        found = timed([lambda: segments.count(s, asked)], ROUNDS)
    table.note(
        f"count: {', '.join(lines)}, p50", bench.size, f"{share(found, 0.5):.1f} ms", f"< {CAP[bench.size]:g} ms"
    )
    assert share(found, 0.5) < CAP[bench.size]


def test_who_of_everybody_may_be_written_to(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        product = timed([lambda: consent.allowed(s, "email")], 5)
        floor = timed([lambda: bench.raw.execute(EVERYBODY).fetchall()], 5)
        assert len(consent.allowed(s, "email").inside) == len(bench.raw.execute(EVERYBODY).fetchall())
    told = f"{share(product, 0.5):.0f} ms, the addresses alone {share(floor, 0.5):.0f} ms"
    table.note("who may be written to and why not, p50", bench.size, told, "")
