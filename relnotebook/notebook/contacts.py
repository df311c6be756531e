"""Ways to reach a customer, and what they agreed to, channel by channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import NAME_LIMIT, clean, digits, fold, read_email, read_phone
from relnotebook.base.words import _
from relnotebook.notebook import names, shop
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

CHANNELS = ("phone", "email", "post", "chat", "social")
CONSENT_CHANNELS = ("email", "text", "phone", "post", "chat")
CONSENT_STATES = ("given", "withdrawn", "refused")

_DIGITS = range(3, 16)  # from an extension in the same house to the longest number there is
_WITH_EXTENSION = range(3, 22)


@dataclass(frozen=True, slots=True)
class Contact:
    id: int
    channel: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ConsentState:
    """The newest word on one channel. `state`: given, withdrawn, refused, or "" (not asked)."""

    channel: str
    state: str
    when: datetime | None = None
    how: str = ""
    wording: str = ""
    staff: str = ""


# Reads


def of(s: Session, customer: CustomerId) -> tuple[Contact, ...]:
    """Phones first, then e-mails, post, chat, social; in the order they were added."""
    found = s.raw("SELECT id, channel, value, label FROM contact WHERE customer_id = ? ORDER BY id", (customer,))
    order = {channel: place for place, channel in enumerate(CHANNELS)}
    return tuple(sorted((Contact(*row) for row in found), key=lambda c: order.get(c.channel, len(order))))


_CONSENTS = """
SELECT c.channel, c.state, c.at, c.utc_offset, c.how, c.wording, coalesce(t.name, '')
FROM consent c LEFT JOIN staff t ON t.id = c.staff_id WHERE c.customer_id = ? ORDER BY c.id
"""


def consents(s: Session, customer: CustomerId) -> tuple[ConsentState, ...]:
    """Every channel of CONSENT_CHANNELS in that order, with the newest word on it."""
    newest = {state.channel: state for state in _events(s, customer)}
    return tuple(newest.get(channel, ConsentState(channel, "")) for channel in CONSENT_CHANNELS)


def consent_history(s: Session, customer: CustomerId, channel: str) -> tuple[ConsentState, ...]:
    """Everything that was said about one channel, newest first."""
    return tuple(state for state in reversed(_events(s, customer)) if state.channel == channel)


def _events(s: Session, customer: CustomerId) -> list[ConsentState]:
    """In the order in which they were written: a clock may have been wrong, the order cannot."""
    return [
        ConsentState(channel, state, clock.moment(at, offset), how, wording, staff)
        for channel, state, at, offset, how, wording, staff in s.raw(_CONSENTS, (customer,))
    ]


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
        return contact
    names.label(w, customer, channel=channel)
    same = w.raw(
        "SELECT id FROM contact WHERE customer_id = ? AND channel = ? AND normal = ?", (customer, channel, normal)
    )
    return int(same[0][0]) if same else w.add(schema.contact, customer_id=customer, **values)


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


@act(Act.RECORD_CONSENT)
def record_consent(
    w: Write,
    customer: CustomerId,
    channel: str,
    state: str,
    *,
    how: str = "counter",
    wording: str = "",
    when: datetime | None = None,
) -> None:
    """Note what the customer said about one channel: given, withdrawn or refused. Events are only ever added.

    What a file says (how="imported") never lifts a no, and is not noted twice.
    Raises Refusal("bad-choice", field, value), NotFound("no-customer").
    """
    if channel not in CONSENT_CHANNELS:
        raise Refusal("bad-choice", field="channel", value=channel)
    if state not in CONSENT_STATES:
        raise Refusal("bad-choice", field="state", value=state)
    names.label(w, customer, channel=channel, state=state)
    now = next(c.state for c in consents(w, customer) if c.channel == channel)
    if how == "imported" and (now == state or now in ("withdrawn", "refused")):
        return
    at, offset = (w.at, w.offset) if when is None else clock.stamp(when)
    w.add(
        schema.consent,
        customer_id=customer,
        channel=channel,
        state=state,
        at=at,
        utc_offset=offset,
        how=clean(how, limit=200),
        wording=clean(wording, limit=2000),
        staff_id=w.staff,
    )


def counter_wording(channel: str) -> str:
    """What a customer is asked at the counter: to be shown there, and handed to `record_consent` with the answer."""
    return {
        "email": _("May we write to you by e-mail about what is new here? You can stop it at any time."),
        "text": _("May we text you about what is new here? You can stop it at any time."),
        "phone": _("May we ring you about what is new here? You can stop it at any time."),
        "post": _("May we write to you by post about what is new here? You can stop it at any time."),
        "chat": _("May we send you a chat message about what is new here? You can stop it at any time."),
    }[channel]
