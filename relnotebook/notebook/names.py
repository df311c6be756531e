"""What to call a customer: in a greeting, in a list, in the sentence about an act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from relnotebook.base.problems import NotFound
from relnotebook.base.terms import CustomerId
from relnotebook.base.words import _
from relnotebook.store.write import Session, Write

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lady",
        "lord",
        "rev",
        "father",
        "sister",
        "herr",
        "frau",
        "dra",
        "monsieur",
        "madame",
        "mme",
        "mlle",
        "signor",
        "signora",
        "señor",
        "señora",
        "sr",
        "sra",
        "senhor",
        "senhora",
        "pan",
        "pani",
    ]
)
_BETWEEN_TWO = frozenset({"and", "&", "+", "und", "et", "y", "e", "i", "og", "och", "en"})


@dataclass(frozen=True, slots=True)
class Named:
    """`shown`: what stands in lists, never empty. `greet`: how to say hello, never empty."""

    shown: str
    greet: str


def greet_name(name: str, call_name: str) -> str:
    """The call name, or the first word of the name.

    A title takes the last word with it (Mrs Whitfield), a couple stays together (Ravi and Meera), and a
    description, which begins with a small letter, is kept up to its comma (tall man).
    """
    if call_name:
        return call_name
    head, comma, tail = (part.strip() for part in name.partition(","))
    if head[:1].islower():
        return head
    if comma and " " not in head and tail and not tail[0].islower():
        head = tail  # Okafor, Ngozi
    words = head.split()
    if len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        return f"{words[0]} {words[-1]}"
    if len(words) > 2 and words[1].casefold() in _BETWEEN_TWO:
        return " ".join(words[:3])
    return words[0] if words else ""


def shown_name(name: str, call_name: str = "", own_script: str = "", reach: str = "", card_number: str = "") -> str:
    """The name, or what we have in its place: call name, own script, a way to reach them, the card number."""
    if found := name or call_name or own_script or reach:
        return found
    return _("Card {number}").format(number=card_number) if card_number else _("No name yet")


REACH = "SELECT value FROM contact WHERE customer_id = ? ORDER BY channel <> 'phone', channel <> 'email', id LIMIT 1"
"""The way to reach somebody that stands for their name when there is none."""


def of(s: Session, customer: CustomerId) -> Named:
    """Raises NotFound("no-customer")."""
    found = s.raw("SELECT name, call_name, own_script, card_number FROM customer WHERE id = ?", (customer,))
    if not found:
        raise NotFound("no-customer", id=customer)
    name, call_name, own_script, card_number = found[0]
    reach = "" if name or call_name or own_script else first(s.raw(REACH, (customer,)), "")
    shown = shown_name(name, call_name, own_script, reach, card_number)
    return Named(shown, greet_name(name, call_name) or shown)


def label(w: Write, customer: CustomerId, **words: str) -> Named:
    """Put the customer's name, and other words, into the sentence about this act. Raises NotFound("no-customer")."""
    named = of(w, customer)
    w.label(name=named.greet, **words)
    return named


def whose(w: Write, table: Table, row_id: int, code: str) -> dict[str, Any]:
    """A whole kept row. Raises NotFound(code) when it is gone."""
    row = w.row_of(table, row_id)
    if row is None:
        raise NotFound(code, id=row_id)
    return row


def first(rows: Sequence[tuple[Any, ...]], otherwise: Any = None) -> Any:
    """The first column of the first row, or `otherwise` when there is no row."""
    return rows[0][0] if rows else otherwise
