"""The customers: found, shown as a line or a whole card, created, edited, binned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import NAME_LIMIT, clean, digits
from relnotebook.notebook import contacts, dates, fields, names, people, preferences, usual
from relnotebook.notebook.contacts import ConsentState, Contact
from relnotebook.notebook.dates import SpecialDate
from relnotebook.notebook.fields import FieldValue
from relnotebook.notebook.finding import Hits, binned, binned_like, find, near
from relnotebook.notebook.lines import Badge, CustomerLine, lines
from relnotebook.notebook.names import greet_name, shown_name
from relnotebook.notebook.people import Household, Person
from relnotebook.notebook.preferences import Alert, PreferenceGroup
from relnotebook.notebook.resting import AtRest, at_rest
from relnotebook.notebook.typed import Typed, sort_typed
from relnotebook.notebook.usual import Suggestion, Usual
from relnotebook.notebook.why import Why
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "STATES",
    "AtRest",
    "Badge",
    "CustomerCard",
    "CustomerLine",
    "Hits",
    "Typed",
    "Why",
    "add",
    "at_rest",
    "bin",
    "binned",
    "binned_like",
    "card",
    "edit",
    "find",
    "greet_name",
    "lines",
    "near",
    "set_state",
    "shown_name",
    "sort_typed",
    "unbin",
]

STATES = ("active", "moved", "deceased", "do_not_contact")

BIN_DAYS = 90
"""How long a card in the bin is kept at least; nothing leaves the bin by itself."""

_LIMITS = {
    "name": NAME_LIMIT,
    "call_name": 80,
    "own_script": NAME_LIMIT,
    "sort_name": NAME_LIMIT,
    "say": 120,
    "pronouns": 60,
    "talk": 1000,
    "card_number": 64,
}


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """Everything the card page shows, from one snapshot."""

    id: CustomerId
    name: str
    call_name: str  # as written; '' = first word of the name
    greet: str  # how to greet: call name or first word of the name
    own_script: str
    sort_name: str
    say: str
    pronouns: str
    talk: str
    card_number: str
    state: str
    added: datetime
    binned: bool
    alerts: tuple[Alert, ...]
    usuals: tuple[Usual, ...]
    suggestion: Suggestion | None
    preferences: tuple[PreferenceGroup, ...]
    dates: tuple[SpecialDate, ...]
    people: tuple[Person, ...]
    household: Household | None
    contacts: tuple[Contact, ...]
    consents: tuple[ConsentState, ...]  # every channel, in a fixed order
    tags: tuple[tuple[int, str], ...]  # (tag id, name)
    fields: tuple[FieldValue, ...]
    photo: bytes | None
    visits: int
    first_seen: datetime | None
    last_seen: datetime | None
    gap_days: float | None  # own rhythm: set by hand, or the median of days between visits; None below 4 visits
    shown_name: str = ""  # never empty: a phone, an address or a card number stands for a name nobody told


# Reads

_CARD = """
SELECT c.name, c.call_name, c.own_script, c.sort_name, c.say, c.pronouns, c.talk, c.card_number, c.state, c.added_at,
       c.binned_at, c.household_id, coalesce(t.visits, 0), t.first_at, t.last_at, coalesce(t.last_offset, 0),
       coalesce(c.rhythm_days, t.gap_days)
FROM customer c LEFT JOIN customer_stat t ON t.customer_id = c.id WHERE c.id = ?
"""


def card(s: Session, customer: CustomerId) -> CustomerCard:
    """Raises NotFound("no-customer") when there is no such card."""
    found = s.raw(_CARD, (customer,))
    if not found:
        raise NotFound("no-customer", id=customer)
    (name, call_name, own_script, sort_name, say, pronouns, talk, card_number, state, added, gone, home) = found[0][:12]
    visits, first, last, offset, gap_days = found[0][12:]
    reach = contacts.of(s, customer)
    shown = shown_name(name, call_name, own_script, reach[0].value if reach else "", card_number)
    usuals, suggestion = usual.both(s, customer)
    return CustomerCard(
        id=customer,
        name=name,
        call_name=call_name,
        greet=greet_name(name, call_name) or shown,
        own_script=own_script,
        sort_name=sort_name,
        say=say,
        pronouns=pronouns,
        talk=talk,
        card_number=card_number,
        state=state,
        added=clock.moment(added, clock.stamp()[1]),
        binned=gone is not None,
        alerts=preferences.alerts_of(s, customer),
        usuals=usuals,
        suggestion=suggestion,
        preferences=preferences.preferences_of(s, customer),
        dates=dates.of(s, customer),
        people=people.of(s, customer),
        household=people.household(s, customer) if home is not None else None,
        contacts=reach,
        consents=contacts.consents(s, customer),
        tags=fields.tags_of(s, customer),
        fields=fields.values_of(s, customer),
        photo=fields.photo(s, customer),
        visits=visits,
        first_seen=None if first is None else clock.moment(first, offset),
        last_seen=None if last is None else clock.moment(last, offset),
        gap_days=gap_days,
        shown_name=shown,
    )


# Acts


@act(Act.ADD_CUSTOMER)
def add(
    w: Write,
    *,
    name: str = "",
    phone: str = "",
    email: str = "",
    usual: str = "",
    alert: str = "",
    email_consent: bool = False,
    card_number: str = "",
) -> CustomerId:
    """Create a card from whatever is known; one field is enough.

    Raises Refusal("nothing-typed") when all are empty, Refusal("bad-phone"|"bad-email", value),
    Refusal("card-taken", name, customer).
    """
    name, card_number = _clean("name", name), _clean("card_number", card_number)
    usual, alert = clean(usual), clean(alert)
    reach = {"phone": clean(phone), "email": clean(email)}
    if not any((name, usual, alert, card_number, *reach.values())):
        raise Refusal("nothing-typed")
    _card_free(w, card_number, None)
    customer = CustomerId(w.add(schema.customer, name=name, card_number=card_number, added_at=w.at))
    for channel, value in reach.items():
        if value:
            contacts.set_contact(w, customer, channel, value)
    _first_words(w, customer, usual, alert, email_consent)
    names.label(w, customer)
    return customer


def _first_words(w: Write, customer: CustomerId, line: str, alert: str, email_consent: bool) -> None:
    """What else the quick-add sheet asks for."""
    if line:
        usual.set_usual(w, customer, line)
    if alert:
        preferences.set_alert(w, customer, alert)
    if email_consent:
        contacts.record_consent(w, customer, "email", "given", wording=contacts.counter_wording("email"))


@act(Act.EDIT_CUSTOMER)
def edit(w: Write, /, customer: CustomerId, **values: str) -> None:
    """Change name, call_name, own_script, sort_name, say, pronouns, talk, card_number.

    Edits of the same field within a short while share one undo step. Raises Refusal("unknown-field", field),
    Refusal("card-taken", name, customer), NotFound("no-customer").
    """
    for field in values:
        if field not in _LIMITS:
            raise Refusal("unknown-field", field=field)
    cleaned = {field: _clean(field, value) for field, value in values.items()}
    names.whose(w, schema.customer, customer, "no-customer")
    _card_free(w, cleaned.get("card_number", ""), customer)
    w.join_burst(f"customer/{customer}/{','.join(sorted(cleaned))}")
    w.put(schema.customer, customer, **cleaned)
    names.label(w, customer, field=",".join(sorted(cleaned)))


def _clean(field: str, value: str) -> str:
    """The value as it is kept. A card number of digits loses its grouping, so that a scan finds it."""
    value = clean(value, limit=_LIMITS[field])
    if field == "card_number" and all(char.isdecimal() or char in " -." for char in value):
        return digits(value)
    return value


def _card_free(w: Write, card_number: str, customer: CustomerId | None) -> None:
    if not card_number:
        return
    sql = "SELECT id FROM customer WHERE card_number = ? AND card_number <> '' AND binned_at IS NULL AND id IS NOT ?"
    holder = names.first(w.raw(sql, (card_number, customer)))
    if holder is not None:
        raise Refusal("card-taken", name=names.of(w, CustomerId(holder)).shown, customer=CustomerId(holder))


@act(Act.SET_STATE)
def set_state(w: Write, customer: CustomerId, state: str) -> None:
    """Raises Refusal("bad-choice", field="state", value), NotFound("no-customer")."""
    if state not in STATES:
        raise Refusal("bad-choice", field="state", value=state)
    names.label(w, customer, state=state)
    w.put(schema.customer, customer, state=state)


@act(Act.BIN_CUSTOMER)
def bin(w: Write, customer: CustomerId) -> None:
    """Put a card into the bin: nobody finds it any more, nothing on it is lost. Raises NotFound("no-customer")."""
    names.label(w, customer)
    if names.whose(w, schema.customer, customer, "no-customer")["binned_at"] is None:
        w.put(schema.customer, customer, binned_at=w.at)


@act(Act.UNBIN_CUSTOMER)
def unbin(w: Write, customer: CustomerId) -> None:
    """Raises Refusal("joined-already", name, other) for one that is part of another (notebook/joining parts them),
    NotFound("no-customer")."""
    named = names.label(w, customer)
    into = names.whose(w, schema.customer, customer, "no-customer")["joined_into"]
    if into is not None:
        raise Refusal("joined-already", name=named.shown, other=names.of(w, CustomerId(into)).shown)
    w.put(schema.customer, customer, binned_at=None)
