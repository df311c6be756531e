"""Half-typed words, kept in the file so that a crash or a lock loses none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.terms import Act
from relnotebook.store.write import Session, Store


@dataclass(frozen=True, slots=True)
class Draft:
    place: str  # "counter/new", "card/7/note"
    words: dict[str, str]
    when: datetime


def keep(store: Store, place: str, words: dict[str, str]) -> None:
    """Keep, or when all words are empty forget, what is half typed at `place`. Not journaled, not undoable."""
    if not any(word.strip() for word in words.values()):
        forget(store, place)
        return
    with store.write(Act.EDIT_CUSTOMER) as w:
        w.own(
            "INSERT OR REPLACE INTO draft (place, words, at) VALUES (?, ?, ?)",
            (place, json.dumps(words, ensure_ascii=False).encode("utf-8", "replace").decode(), w.at),
        )


def forget(store: Store, place: str) -> None:
    """What was typed at `place` has been written, or is not wanted any more."""
    with store.write(Act.EDIT_CUSTOMER) as w:
        w.own("DELETE FROM draft WHERE place = ?", (place,))


def of(s: Session, place: str) -> Draft | None:
    """What was left half typed at `place`."""
    found = s.raw("SELECT place, words, at FROM draft WHERE place = ?", (place,))
    return _draft(found[0]) if found else None


def all_kept(s: Session) -> tuple[Draft, ...]:
    """Every draft, the newest first: "We kept what you typed"."""
    return tuple(_draft(row) for row in s.raw("SELECT place, words, at FROM draft ORDER BY at DESC, rowid DESC"))


def _draft(row: tuple[str, str, int]) -> Draft:
    place, words, at = row
    return Draft(place, json.loads(words), clock.moment(at, clock.stamp()[1]))
