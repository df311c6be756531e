"""Search as you type: the whole `customers.find` against the raw SQL of the same design."""

from __future__ import annotations

import random
import string
from typing import Any

from rapidfuzz.distance import OSA

from relnotebook.base.terms import CustomerId
from relnotebook.base.text import digits, fold, words
from relnotebook.notebook import customers
from relnotebook.store import search
from relnotebook.store.transaction import Session

from . import notebooks
from .conftest import Bench, Table, quickest, share

P99_CAP = {"10k": 5.0, "100k": 5.0, "1M": 16.0}
REKEYS = 5000
ROUNDS = 4


def asked(bench: Bench) -> list[tuple[str, str, notebooks.Person | None]]:
    """All one-character queries and 300 mixed ones."""
    one = [("one", letter, None) for letter in string.ascii_lowercase + string.digits]
    return [*one, *notebooks.typed(bench.people(), 300)]


def recorded(s: Session, text: str) -> list[tuple[str, tuple[Any, ...]]]:
    """The SQL that one find runs: replayed without the Python around it, it is the floor of the same design."""
    found: list[tuple[str, tuple[Any, ...]]] = []
    plain = s.raw

    def listen(sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        found.append((sql, tuple(params)))
        return plain(sql, params)

    s.raw = listen  # type: ignore[method-assign]
    try:
        customers.find(s, text)
    finally:
        s.raw = plain  # type: ignore[method-assign]
    return found


def test_every_keystroke_is_answered_at_once(bench: Bench, table: Table) -> None:
    with bench.store.read() as s:
        texts = [text for _, text, _ in asked(bench)]
        floors = [recorded(s, text) for text in texts]
        run = bench.raw.execute
        whole = quickest([lambda t=t: customers.find(s, t) for t in texts], ROUNDS)
        raw = quickest([lambda f=f: [run(sql, p).fetchall() for sql, p in f] for f in floors], ROUNDS)
    ratio = table.add("search, p50", bench.size, share(whole, 0.5), share(raw, 0.5), 3)
    table.note("search, p99", bench.size, f"{share(whole, 0.99):.2f} ms", f"< {P99_CAP[bench.size]:g} ms")
    assert ratio <= 3
    assert share(whole, 0.99) < P99_CAP[bench.size]


def begin(known: list[str], typed: str) -> bool:
    return all(any(word.startswith(part) for word in known) for part in words(typed))


def one_slip(typed: str, word: str) -> bool:
    return word.startswith(typed) or OSA.distance(typed, word, score_cutoff=1) <= 1


def fits(kind: str, typed: str, line: customers.CustomerLine, s: Session) -> bool:
    """Whether somebody literally is what was typed; for a misspelling, whether a slip makes them that."""
    if kind == "misspelling":  # of a town's many names several may be one slip from it: nobody can tell which is meant
        return all(any(one_slip(part, word) for word in words(line.name)) for part in words(typed))
    if kind in ("name", "first last", "prefixes"):
        return begin(words(line.name), typed)
    if kind == "usual":  # "Mocha, i" may become a Mocha, iced, or the Mocha of Ibrahim
        return begin(words(line.usual), words(typed)[0]) and begin([*words(line.usual), *words(line.name)], typed)
    if kind == "tag":
        sql = "SELECT 1 FROM customer_tag x JOIN tag t ON t.id = x.tag_id WHERE x.customer_id = ? AND t.folded = ?"
        return bool(s.raw(sql, (line.id, fold(typed))))
    if kind in ("card", "email"):
        sql = "SELECT card_number FROM customer WHERE id = ? UNION ALL SELECT value FROM contact WHERE customer_id = ?"
        return typed in {value for (value,) in s.raw(sql, (line.id, line.id))}
    numbers = [digits(value) for (value,) in s.raw("SELECT value FROM contact WHERE customer_id = ?", (line.id,))]
    return any(number.endswith(digits(typed)[-10:]) for number in numbers)


def test_the_right_person_comes_first(bench: Bench, table: Table) -> None:
    right: dict[str, list[bool]] = {}
    with bench.store.read() as s:
        for kind, text, who in notebooks.typed(bench.people(), 1000, seed=11):
            lines = customers.find(s, text).lines
            right.setdefault(kind, []).append(bool(lines) and fits(kind, text, lines[0], s))
            if kind == "misspelling":
                right.setdefault("the one meant among the hits", []).append(any(one.name == who.name for one in lines))
    for kind, answers in right.items():
        good = sum(answers) / len(answers)
        goal = 0.95 if kind == "the one meant among the hits" else 0.99
        table.note(f"right one first, {kind}", bench.size, f"{good:.3f}", f"{goal}")
        assert good >= goal, kind


def test_search_stays_quick_after_many_re_keys(bench: Bench, table: Table) -> None:
    texts = [text for _, text, _ in asked(bench)]
    with bench.store.read() as s:
        fresh = quickest([lambda t=t: customers.find(s, t) for t in texts], ROUNDS)
    chance = random.Random(5)
    from relnotebook.base.terms import Act
    from relnotebook.store import index

    with bench.store.read() as s:
        sql = "SELECT customer_id, names, ids, usual, tags, rank FROM find_doc WHERE customer_id = ?"
        chosen = [s.raw(sql, (chance.randrange(1, bench.customers),))[0] for _ in range(REKEYS)]
    unique = {row[0]: row for row in chosen}
    for shift in (1, -1):  # there and back, so that the next run finds the notebook as it was
        with bench.store.write(Act.REBUILD) as w:
            documents = [
                (search.Document(CustomerId(c), names, ids, usual, tags), 32767 - (rank >> 24) + (shift > 0))
                for c, names, ids, usual, tags, rank in unique.values()
            ]
            index.put_documents(w, documents)
        if shift > 0:
            with bench.store.read() as s:
                churned = quickest([lambda t=t: customers.find(s, t) for t in texts], ROUNDS)
    ratio = table.add("search after 5,000 re-keys, p99", bench.size, share(churned, 0.99), share(fresh, 0.99), 2)
    assert ratio <= 2
