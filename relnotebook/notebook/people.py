"""The people around a customer: partner, children, animals; and households, which share an address and nothing else.

A person with a card of their own is one row, seen from both cards: Ngozi's "Daughter Ada" is Ada's "Daughter of Ngozi".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import NAME_LIMIT, clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    relation: str
    name: str
    detail: str
    other: CustomerId | None  # when they have a card too


@dataclass(frozen=True, slots=True)
class Household:
    """`members` has everybody who lives there and is not in the bin, the customer too, by name."""

    id: int
    name: str
    address: str
    members: tuple[tuple[CustomerId, str], ...]


# Reads

_OF = """
SELECT p.id, p.relation, p.name, p.detail, p.other_id, 0,
       o.id IS NOT NULL AND o.binned_at IS NULL, o.name, o.call_name, o.own_script, o.card_number
FROM person p LEFT JOIN customer o ON o.id = p.other_id WHERE p.customer_id = ?1
UNION ALL
SELECT p.id, p.relation, '', p.detail, p.customer_id, 1,
       o.binned_at IS NULL, o.name, o.call_name, o.own_script, o.card_number
FROM person p JOIN customer o ON o.id = p.customer_id WHERE p.other_id = ?1
ORDER BY 1
"""


def of(s: Session, customer: CustomerId) -> tuple[Person, ...]:
    """Those noted on the card, and those on whose card the customer is noted; a card in the bin is no longer linked."""
    found = []
    for key, relation, name, detail, other, from_there, linked, *card, number in s.raw(_OF, (customer,)):
        if from_there and not linked:
            continue
        if linked and (from_there or any(card)):
            name = names.shown_name(card[0], card[1], card[2], card_number=number)
        relation = seen_from_there(relation) if from_there else relation
        found.append(Person(key, relation, name, detail, CustomerId(other) if linked else None))
    return tuple(found)


def seen_from_there(relation: str) -> str:
    """A relation as the other one's card says it: Partner stays, Daughter becomes "Daughter of". Pure."""
    if not relation or fold(relation) in _BOTH_WAYS:
        return relation
    return _("{relation} of").format(relation=relation)


_BOTH_WAYS = frozenset(
    [
        "partner",
        "business partner",
        "spouse",
        "married to",
        "fiance",
        "fiancee",
        "friend",
        "best friend",
        "sibling",
        "twin",
        "cousin",
        "relative",
        "family",
        "colleague",
        "neighbour",
        "neighbor",
        "classmate",
        "team mate",
        "flatmate",
        "housemate",
        "roommate",
        "lives with",
        "comes with",
    ]
)

_HOUSEHOLD = """
SELECT h.id, h.name, h.address, m.id, m.name, m.call_name, m.own_script, m.card_number
FROM customer c JOIN household h ON h.id = c.household_id
JOIN customer m ON m.household_id = h.id AND (m.binned_at IS NULL OR m.id = c.id)
WHERE c.id = ?
"""


def household(s: Session, customer: CustomerId) -> Household | None:
    """Whom the customer lives with, or None."""
    found = s.raw(_HOUSEHOLD, (customer,))
    if not found:
        return None
    members = [(CustomerId(row[3]), names.shown_name(row[4], row[5], row[6], card_number=row[7])) for row in found]
    key, name, address = found[0][:3]
    return Household(key, name, address, tuple(sorted(members, key=lambda m: (fold(m[1]), m[0]))))


# People


@act(Act.SET_PERSON)
def set_person(
    w: Write,
    customer: CustomerId,
    relation: str,
    name: str,
    *,
    detail: str = "",
    other: CustomerId | None = None,
    person: int | None = None,
) -> int:
    """Note or change somebody around the customer; with `other` the link shows on both cards.

    Raises Refusal("nothing-typed"), Refusal("same-person", name), NotFound("no-customer"|"no-person").
    """
    relation, detail = clean(relation, limit=80), clean(detail, limit=1000)
    name = clean(name, limit=NAME_LIMIT)
    if other == customer:
        raise Refusal("same-person", name=names.of(w, customer).greet)
    if other is not None:
        name = names.of(w, other).shown
    if not relation and not name:
        raise Refusal("nothing-typed")
    values = {"customer_id": customer, "other_id": other, "relation": relation, "name": name, "detail": detail}
    names.label(w, customer, who=name or relation)
    if person is None:
        row = w.add(schema.person, **values)
    else:
        row = person
        _put(w, row, values)
    if other is not None:
        w.concern(other)
    return row


def _put(w: Write, person: int, values: Mapping[str, object]) -> None:
    """Change a row; one that is edited from the other's card keeps its direction while its relation is not touched."""
    row = names.whose(w, schema.person, person, "no-person")
    from_there = row["customer_id"] != values["customer_id"]
    if (
        from_there
        and values["relation"] == seen_from_there(row["relation"])
        and values["other_id"] == row["customer_id"]
    ):
        values = {"detail": values["detail"]}
    for concerned in (row["customer_id"], row["other_id"]):
        if concerned is not None:
            w.concern(CustomerId(concerned))
    w.put(schema.person, person, **values)


@act(Act.REMOVE_PERSON)
def remove_person(w: Write, person: int) -> None:
    """Takes the link off both cards; the cards themselves stay. Raises NotFound("no-person")."""
    row = names.whose(w, schema.person, person, "no-person")
    names.label(w, row["customer_id"], who=row["name"] or row["relation"])
    if row["other_id"] is not None:
        w.concern(CustomerId(row["other_id"]))
    w.drop(schema.person, person)


# Households


@act(Act.SET_HOUSEHOLD)
def live_with(w: Write, customer: CustomerId, other: CustomerId) -> None:
    """Put both into one household; shares the address only: never consent, alerts or birthdays.

    The customer joins the other's household, or the other theirs; who lived elsewhere before moves out there.
    Raises Refusal("same-person", name), NotFound("no-customer").
    """
    if customer == other:
        raise Refusal("same-person", name=names.of(w, customer).greet)
    names.label(w, customer, who=names.of(w, other).shown)
    there, here = _lives_in(w, other), _lives_in(w, customer)
    home = there or here or w.add(schema.household)
    for one, was in ((customer, here), (other, there)):
        if was != home:
            w.put(schema.customer, one, household_id=home)
            _empty_out(w, was)
    _concern_members(w, home)


@act(Act.SET_HOUSEHOLD)
def edit_household(w: Write, household: int, *, name: str | None = None, address: str | None = None) -> None:
    """Raises NotFound("no-household")."""
    names.whose(w, schema.household, household, "no-household")
    values = {}
    if name is not None:
        values["name"] = clean(name, limit=NAME_LIMIT)
    if address is not None:
        values["address"] = clean(address, lines=True, limit=1000)
    w.join_burst(f"household/{household}/{','.join(values)}")
    members = _concern_members(w, household)
    if members:
        names.label(w, members[0])
    w.put(schema.household, household, **values)


@act(Act.SET_HOUSEHOLD)
def leave_household(w: Write, customer: CustomerId) -> None:
    """Move out; the address stays with those who stay, and goes with the last one. Raises NotFound("no-customer")."""
    names.label(w, customer)
    home = _lives_in(w, customer)
    if home is None:
        return
    _concern_members(w, home)
    w.put(schema.customer, customer, household_id=None)
    _empty_out(w, home)


def _lives_in(w: Write, customer: CustomerId) -> int | None:
    row = names.whose(w, schema.customer, customer, "no-customer")
    found: int | None = row["household_id"]
    return found


def _empty_out(w: Write, household: int | None) -> None:
    """Forget a household in which nobody lives any more."""
    if household is not None and not w.raw("SELECT 1 FROM customer WHERE household_id = ? LIMIT 1", (household,)):
        w.drop(schema.household, household)


def _concern_members(w: Write, household: int) -> list[CustomerId]:
    members = [CustomerId(key) for (key,) in w.raw("SELECT id FROM customer WHERE household_id = ?", (household,))]
    for member in members:
        w.concern(member)
    return members
