"""What the page of doubles reads, each in one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from relnotebook.base.terms import CustomerId

if TYPE_CHECKING:
    from relnotebook.notebook.doubles import Near, Pair
    from relnotebook.notebook.joining import Preview
    from relnotebook.notebook.lines import CustomerLine


@dataclass(frozen=True, slots=True)
class Sides:
    """Two cards side by side.

    Attributes:
        preview: what joining them does; reasons: what speaks for it.
        usuals, phones: of the kept card and of the other one; photos: empty where there is none.
    """

    preview: Preview
    reasons: tuple[str, ...]
    usuals: tuple[str, str]
    phones: tuple[str, str]
    photos: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """A card whose other card is looked for, and those it may be."""

    line: CustomerLine
    near: tuple[Near, ...]


def read_sides(s: Any, keep: CustomerId, lose: CustomerId) -> Sides:
    """Everything about a pair. `s`: the session of a reader lane. Raises what `joining.preview` raises."""
    from relnotebook.notebook import customers, doubles, fields, joining

    preview = joining.preview(s, keep, lose)
    cards = [customers.card(s, who) for who in (keep, lose)]
    usuals = [card.usuals[0].line if card.usuals else "" for card in cards]
    phones = [next((way.value for way in card.contacts if way.channel == "phone"), "") for card in cards]
    photos = [fields.photo(s, who) or b"" for who in (keep, lose)]
    reasons = doubles.between(s, keep, lose).reasons
    return Sides(preview, reasons, (usuals[0], usuals[1]), (phones[0], phones[1]), (photos[0], photos[1]))


def read_asked(s: Any, customer: CustomerId) -> Asked:
    """The card, and others it may be. Raises NotFound("no-customer")."""
    from relnotebook.notebook import customers, doubles, lines

    card = customers.card(s, customer)
    ways = {
        channel: next((w.value for w in card.contacts if w.channel == channel), "") for channel in ("phone", "email")
    }
    near = doubles.near(s, card.name, ways["phone"], ways["email"], but=customer, limit=5)
    [line] = lines.lines(s, [customer])
    return Asked(line, near)


def read_pair(s: Any, one: CustomerId, other: CustomerId) -> Pair:
    """Two cards somebody chose. Raises NotFound("no-customer")."""
    from relnotebook.notebook import doubles

    return doubles.between(s, one, other)


def read_standing(s: Any, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """What became of pairs that were found before."""
    from relnotebook.notebook import doubles

    return doubles.standing(s, pairs)
