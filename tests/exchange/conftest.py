"""What tests of files share: writing one, and bringing it into the shop's notebook."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from relnotebook.base.terms import Step
from relnotebook.exchange import incoming, visitsfile
from tests.builders import Shop

T = TypeVar("T")


def outcome(work: Generator[Step, None, T]) -> T:
    """Run long work to its end; what it gives."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    """a_file("people.csv", "Name\\nAoi\\n") or with bytes: the path of the file just written."""

    def write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


class Desk:
    """The shop's people and visits as they come from files."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def plan(self, path: Path, **more: Any) -> incoming.Plan:
        return outcome(incoming.plan_contacts(self.shop.store, path, **more))

    def people(self, path: Path, **more: Any) -> incoming.Result:
        """Bring in the people of a file."""
        return outcome(incoming.apply_contacts(self.shop.store, self.plan(path), **more))

    def visits(self, path: Path, **more: Any) -> visitsfile.VisitsResult:
        """Bring in the visits of a file."""
        plan = outcome(visitsfile.plan_visits(self.shop.store, path))
        return outcome(visitsfile.apply_visits(self.shop.store, plan, **more))

    def all(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """Rows of the notebook, for facts that no card shows."""
        with self.shop.store.read() as s:
            return s.raw(sql, params)

    def card(self, name: str) -> dict[str, Any]:
        """What the notebook knows of somebody, in few words. Exactly one card must have the name."""
        rows = self.all(
            "SELECT id, call_name, own_script, say, card_number, outside_id FROM customer WHERE name = ?", name
        )
        assert len(rows) == 1, f"{len(rows)} cards are called {name}"
        id_, *simple = rows[0]
        found = dict(zip(("call_name", "own_script", "say", "card", "outside_id"), simple, strict=True))
        found["ways"] = self.all("SELECT channel, value FROM contact WHERE customer_id = ? ORDER BY id", id_)
        found["dates"] = self.all(
            "SELECT kind, day, month, year FROM special_date WHERE customer_id = ? ORDER BY id", id_
        )
        found["notes"] = [
            words for (words,) in self.all("SELECT words FROM note WHERE customer_id = ? ORDER BY id", id_)
        ]
        found["tags"] = [
            tag
            for (tag,) in self.all(
                "SELECT g.name FROM customer_tag t JOIN tag g ON g.id = t.tag_id WHERE t.customer_id = ? ORDER BY t.id",
                id_,
            )
        ]
        found["consents"] = self.all(
            "SELECT channel, state, how, wording FROM consent WHERE customer_id = ? ORDER BY id", id_
        )
        return {key: value for key, value in found.items() if value}

    def names(self) -> list[str]:
        return [name for (name,) in self.all("SELECT name FROM customer ORDER BY id")]


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return Desk(shop)
