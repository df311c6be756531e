"""Customers found while somebody types, each with the reason why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from relnotebook.base.terms import CustomerId
from relnotebook.base.text import words
from relnotebook.notebook import lines, reasons, shop
from relnotebook.notebook.lines import CustomerLine
from relnotebook.store import search
from relnotebook.store.write import Session


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: lines in order, and how many customers the notebook has."""

    text: str
    lines: tuple[CustomerLine, ...]
    total: int
    more: bool = False  # there are more than these
    scanned: CustomerId | None = None  # exactly one card number equals the digits typed


def find(s: Session, text: str, *, limit: int = 50, about_now: Collection[int] = ()) -> Hits:
    """Customers whose name, phone, e-mail, card number, tags or usual hold every word of `text`, the likeliest first.

    `about_now` are those expected at this hour (`AtRest.about_now`); of equal matches they come first. Nothing typed
    finds nobody.
    """
    found = search.match(s, text, limit, about_now=about_now)
    return Hits(text, _lines(s, text, found), shop.customers(s), found.more, found.scanned)


def near(s: Session, text: str, *, limit: int = 5) -> tuple[CustomerLine, ...]:
    """Near misses by spelling and sound for the quick-add sheet: "Or did you mean"."""
    return _lines(s, text, search.near(s, text, limit))


def _lines(s: Session, text: str, found: Iterable[search.Match]) -> tuple[CustomerLine, ...]:
    matches = {match.customer_id: match for match in found}
    known = lines.known(s, tuple(matches))
    whys = reasons.of(s, text, known, matches)
    aside = {who for who, why in whys.items() if why.field == "had"}
    if aside:  # what is on the line comes before what is not
        known.sort(key=lambda one: one.id in aside)
    return lines.make(known, whys)


def binned(s: Session) -> tuple[CustomerLine, ...]:
    """Cards in the bin, the newest first; one that was joined into another is no longer one of its own."""
    found = s.raw(
        "SELECT id FROM customer WHERE binned_at IS NOT NULL AND joined_into IS NULL ORDER BY binned_at DESC, id DESC"
    )
    return lines.lines(s, _ids(found))


def binned_like(s: Session, typed: str, *, limit: int = 3) -> tuple[CustomerLine, ...]:
    """Cards in the bin whose name holds a beginning of every word typed, the newest first.

    It looks through the whole bin, so it is for when `find` has found few or none.
    """
    wanted = words(typed)
    if not wanted:
        return ()
    rows = s.raw(
        "SELECT id, name || ' ' || call_name || ' ' || own_script || ' ' || card_number FROM customer "
        "WHERE binned_at IS NOT NULL AND joined_into IS NULL ORDER BY binned_at DESC, id DESC"
    )
    found = [key for key, name in rows if _holds_all(words(name), wanted)]
    return lines.lines(s, [CustomerId(key) for key in found[:limit]])


def _holds_all(name: list[str], wanted: list[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in wanted)


def _ids(rows: Sequence[tuple[int]]) -> tuple[CustomerId, ...]:
    return tuple(CustomerId(key) for (key,) in rows)
