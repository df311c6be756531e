"""A few acts straight on the tables, so that the store is tested without the floor above it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relnotebook.base.terms import Act, CustomerId
from relnotebook.store import engine, schema
from relnotebook.store.write import Store, Write, act, open_store

QUICK = 2**10  # scrypt's cost in tests: the strength of a real one would only cost time here


def nothing_follows(w: Write) -> None:
    """No derived rows: the store's own tests look at kept rows only."""


@contextmanager
def opened(path: Path, *, passphrase: str | None = None, till: str = "till 1") -> Iterator[Store]:
    """An open notebook at `path`, made new when there is none."""
    if not path.exists():
        engine.new_notebook(path, passphrase=passphrase, scrypt_n=QUICK)
    store = open_store(path, passphrase=passphrase, till=till, refresh=nothing_follows)
    try:
        yield store
    finally:
        store.close()


@act(Act.ADD_CUSTOMER)
def welcome(w: Write, name: str) -> CustomerId:
    w.label(name=name)
    return CustomerId(w.add(schema.customer, name=name, added_at=w.at))


@act(Act.EDIT_CUSTOMER)
def rename(w: Write, customer: CustomerId, name: str, *, burst: str = "") -> bool:
    if burst:
        w.join_burst(burst)
    w.label(name=name)
    return w.put(schema.customer, customer, name=name)


@act(Act.ADD_NOTE)
def write_down(w: Write, customer: CustomerId, words: str) -> int:
    return w.add(schema.note, customer_id=customer, at=w.at, utc_offset=w.offset, words=words)


@act(Act.REMOVE_NOTE)
def tear_out(w: Write, note: int) -> None:
    w.drop(schema.note, note)


@act(Act.LOG_VISIT)
def came(w: Write, customer: CustomerId) -> int:
    return w.add(schema.visit, customer_id=customer, at=w.at, utc_offset=w.offset, source="counter")


def names(store: Store) -> list[str]:
    with store.read() as s:
        return [name for (name,) in s.raw("SELECT name FROM customer ORDER BY id")]


def notes(store: Store) -> list[str]:
    with store.read() as s:
        return [words for (words,) in s.raw("SELECT words FROM note ORDER BY id")]


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All kept rows, versions and checksums included."""
    with store.read() as s:
        return {t.name: s.raw(f"SELECT * FROM {t.name} ORDER BY id") for t in schema.kept}
