"""Ways to reach a customer. What they agreed to is in `notebook/consent` and may be imported from here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import NAME_LIMIT, clean, digits, fold, read_email, read_phone
from relnotebook.notebook import consent, names, shop
from relnotebook.notebook.consent import CHANNELS as CONSENT_CHANNELS
from relnotebook.notebook.consent import STATES as CONSENT_STATES
from relnotebook.notebook.consent import ConsentState
from relnotebook.notebook.consent import history as consent_history
from relnotebook.notebook.consent import record as record_consent
from relnotebook.notebook.consent import states as consents
from relnotebook.notebook.consent_words import counter_wording
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "CHANNELS",
    "CONSENT_CHANNELS",
    "CONSENT_STATES",
    "ConsentState",
    "Contact",
    "consent_history",
    "consents",
    "counter_wording",
    "of",
    "read_value",
    "record_consent",
    "remove_contact",
    "set_contact",
]

CHANNELS = ("phone", "email", "post", "chat", "social")

_DIGITS = range(3, 16)  # from an extension in the same house to the longest number there is
_WITH_EXTENSION = range(3, 22)


@dataclass(frozen=True, slots=True)
class Contact:
    id: int
    channel: str
    value: str
    label: str


# Reads


def of(s: Session, customer: CustomerId) -> tuple[Contact, ...]:
    """Phones first, then e-mails, post, chat, social; in the order they were added."""
    found = s.raw("SELECT id, channel, value, label FROM contact WHERE customer_id = ? ORDER BY id", (customer,))
    order = {channel: place for place, channel in enumerate(CHANNELS)}
    return tuple(sorted((Contact(*row) for row in found), key=lambda c: order.get(c.channel, len(order))))


# Acts


@act(Act.EDIT_CONTACT)
def set_contact(
    w: Write, customer: CustomerId, channel: str, value: str, *, label: str = "", contact: int | None = None
) -> int:
    """Add or change a way to reach them; the same phone or address a second time is the first one.

    Raises Refusal("bad-email"|"bad-phone"|"empty-value", value=...), Refusal("bad-choice", field, value),
    NotFound("no-customer"|"no-contact").
    """
    if channel not in CHANNELS:
        raise Refusal("bad-choice", field="channel", value=channel)
    value, normal = read_value(channel, value, shop.region(w))
    values = {"channel": channel, "value": value, "normal": normal, "label": clean(label, limit=60)}
    if contact is not None:
        row = names.whose(w, schema.contact, contact, "no-contact")
        w.join_burst(f"contact/{contact}")
        names.label(w, row["customer_id"], channel=channel)
        w.put(schema.contact, contact, **values)
        consent.keep_no(w, row["customer_id"], channel)
        return contact
    names.label(w, customer, channel=channel)
    same = w.raw(
        "SELECT id FROM contact WHERE customer_id = ? AND channel = ? AND normal = ?", (customer, channel, normal)
    )
    if same:
        return int(same[0][0])
    made = w.add(schema.contact, customer_id=customer, **values)
    consent.keep_no(w, customer, channel)
    return made


def read_value(channel: str, value: str, region: str) -> tuple[str, str]:
    """(as typed, form to match by) of a phone, address or handle. Pure; raises the Refusals of `set_contact`."""
    typed = clean(value, lines=channel == "post", limit=1000 if channel == "post" else NAME_LIMIT)
    if not typed:
        raise Refusal("empty-value", field=channel, value=value)
    if channel == "phone":
        return typed, _phone(typed, region)
    if channel == "email":
        email = read_email(typed)
        if email is None:
            raise Refusal("bad-email", value=typed)
        return typed, email
    return typed, fold(typed)


def _phone(typed: str, region: str) -> str:
    """The form to match by. A word or two beside the number ("mum") do no harm; what is mostly words is no phone."""
    phone, count = read_phone(typed, region), len(digits(typed))
    letters = sum(map(str.isalpha, typed))
    extended = re.search(r"ext|x|#|;", typed, re.IGNORECASE) is not None
    if phone is None or "@" in typed or letters > count or count not in (_WITH_EXTENSION if extended else _DIGITS):
        raise Refusal("bad-phone", value=typed, digits=count)
    return phone.normal


@act(Act.REMOVE_CONTACT)
def remove_contact(w: Write, contact: int) -> None:
    """What they agreed to on that channel stays noted. Raises NotFound("no-contact")."""
    row = names.whose(w, schema.contact, contact, "no-contact")
    names.label(w, row["customer_id"], channel=row["channel"])
    w.drop(schema.contact, contact)
