"""A small shop for the bridge, which knows no feature: a few acts and reads of its own on the real store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId, VisitId
from relnotebook.bridge.bridge import Bridge
from relnotebook.store import engine, schema
from relnotebook.store.write import Session, Store, Write, act, open_store

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Regular:
    """One row: who it is and how often they came."""

    id: CustomerId
    name: str
    visits: int


@act(Act.ADD_CUSTOMER)
def add(w: Write, name: str) -> CustomerId:
    w.label(name=name)
    return CustomerId(w.add(schema.customer, name=name, added_at=w.at))


@act(Act.LOG_VISIT)
def log_visit(w: Write, customer: CustomerId, note: str = "") -> VisitId:
    if customer == 0:
        raise Refusal("no-customer")
    name = w.value(select(schema.customer.c.name).where(schema.customer.c.id == customer))
    w.label(name=name)
    values = {"customer_id": customer, "at": w.at, "utc_offset": w.offset, "note": note, "staff_id": w.staff}
    return VisitId(w.add(schema.visit, **values))


@act(Act.EDIT_CUSTOMER)
def rename(w: Write, customer: CustomerId, name: str) -> None:
    w.put(schema.customer, customer, name=name)


@act(Act.BIN_CUSTOMER)
def remove(w: Write, customer: CustomerId) -> None:
    w.drop(schema.customer, customer)


@act(Act.EDIT_STAFF)
def hire(w: Write, name: str) -> int:
    return w.add(schema.staff, name=name, role="counter")


def visits(s: Session, customer: CustomerId) -> int:
    query = select(func.count()).select_from(schema.visit).where(schema.visit.c.customer_id == customer)
    return int(s.value(query))


def notes(s: Session) -> list[str]:
    """What was written down at each visit, oldest first."""
    return [note for (note,) in s.raw("SELECT note FROM visit ORDER BY id")]


def card(s: Session, customer: CustomerId) -> Regular:
    return regulars(s, (customer,))[0]


def regulars(s: Session, ids: tuple[CustomerId, ...]) -> list[Regular]:
    marks = ", ".join("?" * len(ids))
    found = s.raw(
        "SELECT id, name, (SELECT count(*) FROM visit WHERE customer_id = customer.id) FROM customer "
        f"WHERE id IN ({marks})",
        ids,
    )
    return [Regular(*row) for row in found]


def by_name(s: Session) -> tuple[CustomerId, ...]:
    return tuple(CustomerId(i) for (i,) in s.raw("SELECT id FROM customer ORDER BY name, id"))


def endless(s: Session) -> int:
    """A question the notebook would think about for hours."""
    return int(s.raw("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")[0][0])


class Gate:
    """Holds a lane at a place until the test lets it through."""

    def __init__(self) -> None:
        self._reached = threading.Event()
        self._opened = threading.Event()

    def pass_through(self) -> None:
        """In the lane."""
        self._reached.set()
        if not self._opened.wait(PATIENCE):
            raise AssertionError("nobody opened the gate")

    def work(self) -> bool:
        """As work of its own for a lane."""
        self.pass_through()
        return True

    def reached(self) -> None:
        """In the test: wait until the lane stands at the gate."""
        assert self._reached.wait(PATIENCE), "the lane never came to the gate"

    def open(self) -> None:
        self._opened.set()


class Heard:
    """Writes down what arrives, with the thread it arrived on."""

    def __init__(self) -> None:
        self.said: list[Any] = []
        self.threads: set[int] = set()

    def __call__(self, *words: Any) -> None:
        self.said.append(words[0] if len(words) == 1 else words)
        self.threads.add(threading.get_ident())


def settled(bridge: Bridge, qtbot: QtBot) -> None:
    """Wait until everything is in the file."""
    idle = Heard()
    bridge.idle(lambda: idle("idle"))
    qtbot.waitUntil(lambda: idle.said != [])


def answered(bridge: Bridge, qtbot: QtBot, query: Callable[..., Any], *args: Any) -> Any:
    """The answer to a question."""
    heard = Heard()
    bridge.read(query, *args).then(heard)
    qtbot.waitUntil(lambda: heard.said != [])
    return heard.said[0]


@pytest.fixture
def told() -> Heard:
    """A listener."""
    return Heard()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed, empty notebook."""
    path = tmp_path / "shop" / "cafe.relnotebook"
    engine.new_notebook(path)
    return path


def open_quietly(path: Path, till: str = "till 1") -> Store:
    """The bridge's shop has nothing that follows from a visit."""
    return open_store(path, till=till, refresh=lambda w: None)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The open notebook with one regular, Ngozi, whose card is number 1."""
    store = open_quietly(path)
    store.do(add, "Ngozi")
    yield store
    store.forbidden_thread = None
    store.close()


@pytest.fixture
def ngozi(store: Store) -> CustomerId:
    with store.read() as s:
        return by_name(s)[0]


@pytest.fixture
def bridge(store: Store, ngozi: CustomerId, qapp: Any) -> Iterator[Bridge]:
    bridge = Bridge(store, retry_ms=5)
    yield bridge
    bridge.close()


@pytest.fixture
def gate() -> Iterator[Gate]:
    """A gate that a failing test does not leave shut."""
    gate = Gate()
    yield gate
    gate.open()
