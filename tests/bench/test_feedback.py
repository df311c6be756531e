"""Feedback of 100,000 items: the inbox and its filters, the count on the cover, the board of ideas, the table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relnotebook.exchange import feedbackfile
from relnotebook.notebook import feedback, ideas, supporters, telling
from relnotebook.store import schema
from relnotebook.store.transaction import Session

from . import notebooks
from .conftest import Bench, Table, share, timed
from .test_card import recorded

CUSTOMERS, SAID, IDEAS, SUPPORTS = 10_000, 100_000, 500, 20_000
CAP = 100.0  # ms
ROUNDS = 30
SIZE = "100k said"


@pytest.fixture(scope="session")
def talkative(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """The notebook of a shop whose customers say a lot; made once."""
    assert request.config.cache is not None
    path = Path(request.config.cache.mkdir("relnotebook")) / f"feedback-{schema.HEAD}.relnotebook"
    if not path.exists():
        part = path.with_suffix(".making")
        for tail in ("", "-wal", "-shm"):
            part.with_name(part.name + tail).unlink(missing_ok=True)
        notebooks.make(part, CUSTOMERS, 4.0)
        notebooks.talk(part, SAID, ideas=IDEAS, supports=SUPPORTS)
        part.rename(path)
    store = notebooks.opened(path)
    raw = store.raw_connection()
    yield Bench("feedback", path, store, raw, CUSTOMERS)
    raw.close()
    store.close()


def worked(call: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of work of this thread for each of some calls, sorted; a first one is not counted."""
    call()
    found = []
    for _ in range(rounds):
        start = time.thread_time()
        call()
        found.append((time.thread_time() - start) * 1000)
    return sorted(found)


# The floors: the rows of a first page and the numbers above it, by the shortest SQL that gives them.

_ROWS = """
SELECT f.id, f.at, f.words, f.status, f.feeling, f.kind, f.rating, f.due, c.name FROM (
  SELECT id FROM feedback WHERE of_staff = 0 AND {only} ORDER BY at DESC LIMIT 200) j
JOIN feedback f ON f.id = j.id LEFT JOIN customer c ON c.id = f.customer_id ORDER BY f.at DESC
"""
_NUMBERS = "SELECT status, count(*) FROM feedback WHERE of_staff = 0 GROUP BY status"
_TODO = "status IN ('new', 'acting', 'tell')"


def floor(bench: Bench, only: str) -> Callable[[], object]:
    run, sql = bench.raw.execute, _ROWS.format(only=only)
    return lambda: (run(sql).fetchall(), run(_NUMBERS).fetchall())


PAGES = {
    "inbox, first paint": ({}, _TODO),
    "inbox, told": ({"show": "told"}, "status = 'told'"),
    "inbox, everything": ({"show": "all"}, "1"),
    "inbox, only complaints": ({"kinds": frozenset({"complaint"})}, f"{_TODO} AND kind = 'complaint'"),
    "inbox, upset and told": (
        {"show": "told", "feelings": frozenset({"upset"})},
        "status = 'told' AND feeling = 'upset'",
    ),
    "inbox, what nobody ever said": (
        {"show": "all", "kinds": frozenset({"question"}), "feelings": frozenset({"upset"})},
        "kind = 'question' AND feeling = 'upset'",
    ),
    "inbox, a word in all": ({"show": "all", "text": "oat"}, "words LIKE '%oat%'"),
    "inbox, a rare word in all": ({"show": "all", "text": "zebra"}, "words LIKE '%zebra%'"),
}


@pytest.mark.parametrize("what", PAGES)
def test_the_inbox(talkative: Bench, table: Table, what: str) -> None:
    asked, only = PAGES[what]
    with talkative.store.read() as s:
        product = worked(lambda: feedback.inbox(s, **asked))  # type: ignore[arg-type]
    plain = worked(floor(talkative, only))
    table.add(f"{what}, p50", SIZE, share(product, 0.5), share(plain, 0.5), 3)
    table.note(f"{what}, p99 of worker time", SIZE, f"{share(product, 0.99):.1f} ms", f"< {CAP:g} ms")
    assert share(product, 0.99) < CAP


def test_further_pages_cost_what_the_first_one_does(talkative: Bench, table: Table) -> None:
    with talkative.store.read() as s:
        place, times = None, []
        for _page in range(20):
            times += worked(lambda p=place: feedback.inbox(s, show="told", before=p), rounds=3)  # type: ignore[misc]
            place = feedback.inbox(s, show="told", before=place).lines[-1].place
    table.note("inbox, the slowest of 20 pages", SIZE, f"{max(times):.1f} ms", f"< {CAP:g} ms")
    assert max(times) < CAP


def _count(s: Session) -> object:
    return feedback.count(s)


def _pairs(s: Session) -> object:
    return telling.pairs(s), telling.pairs_count(s)


def _board(s: Session) -> object:
    return ideas.board(s)


def _near(s: Session) -> object:
    return ideas.near(s, "Half loaves on Saturdays")


def _card(s: Session) -> object:
    return feedback.of_customer(s, 7), telling.to_tell(s, 7), supporters.wanted_by(s, 7)  # type: ignore[arg-type]


READS: dict[str, Callable[[Session], object]] = {
    "the count on the cover": _count,
    "you said, we did": _pairs,
    "the board, 500 ideas, 20,000 who want them": _board,
    "ideas alike, while typing": _near,
    "what one customer said and wants": _card,
}


@pytest.mark.parametrize("what", READS)
def test_what_stands_around_the_inbox(talkative: Bench, table: Table, what: str) -> None:
    """Against the statements each of them runs."""
    question, run = READS[what], talkative.raw.execute
    with talkative.store.read() as s:
        statements = recorded(s, question)
        product = worked(lambda: question(s))
    plain = worked(lambda: [run(sql, params).fetchall() for sql, params in statements])
    table.add(f"{what}, p50", SIZE, share(product, 0.5), share(plain, 0.5), 5)
    table.note(f"{what}, p90 of worker time", SIZE, f"{share(product, 0.9):.1f} ms", f"< {CAP:g} ms")
    assert share(product, 0.9) < CAP


def test_the_table_of_everything(talkative: Bench, table: Table, tmp_path: Path) -> None:
    [spent] = timed([lambda: list(feedbackfile.save(talkative.store, tmp_path / "said.csv"))])
    table.note("export feedback, 100,000 rows", SIZE, f"{spent / 1000:.1f} s", "")
    assert (tmp_path / "said.csv").stat().st_size > SAID * 100
