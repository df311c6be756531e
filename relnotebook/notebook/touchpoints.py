"""Touchpoints (in person, phone, e-mail, social, chat; before, during, after the sale) and notes."""

from __future__ import annotations

from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.notebook import entry, names, reminders
from relnotebook.store import schema
from relnotebook.store.write import Write, act

CHANNELS = ("in_person", "phone", "email", "social", "chat")
MOMENTS = ("before", "during", "after")
FEELINGS = ("delighted", "happy", "so_so", "puzzled", "let_down", "upset")
SOURCES = ("", "touch", "mailing")
"""By hand, as a touch that was done, by an export: the last is no contact we had with each other."""


@act(Act.LOG_TOUCHPOINT)
def log(
    w: Write,
    customer: CustomerId,
    words: str,
    *,
    channel: str = "in_person",
    moment: str = "during",
    feeling: str = "",
    when: datetime | None = None,
    source: str = "",
    follow_up: str = "",
    follow_up_due: str = "",
) -> int:
    """Note a contact that took place. Words or a feeling are enough.

    `follow_up` says what is to come of it, on `follow_up_due` (typed; "" at the next visit): one step with it.
    Raises Refusal("nothing-typed"), Refusal("in-future", when), Refusal("bad-choice", field, value),
    Refusal("bad-date", text, hint), NotFound("no-customer").
    """
    names.label(w, customer, channel=channel)
    touchpoint = write(w, customer, words, channel=channel, moment=moment, feeling=feeling, when=when, source=source)
    if clean(follow_up):
        reminders.follow_up(w, customer, follow_up, follow_up_due, touchpoint)
    return touchpoint


def write(
    w: Write,
    customer: CustomerId,
    words: str,
    *,
    channel: str = "in_person",
    moment: str = "during",
    feeling: str = "",
    when: datetime | None = None,
    source: str = "",
) -> int:
    """Add the touchpoint: a part of acts that log one beside other things. Raises the Refusals of `log`."""
    _among("channel", channel, CHANNELS)
    _among("moment", moment, MOMENTS)
    _among("feeling", feeling, ("", *FEELINGS))
    _among("source", source, SOURCES)
    words = clean(words, lines=True, limit=TEXT_LIMIT)
    if not words and not feeling:
        raise Refusal("nothing-typed")
    at, offset = (w.at, w.offset) if when is None else clock.stamp(when)
    if at > w.at + entry.SLACK_SECONDS:
        raise Refusal("in-future", when=when)
    return w.add(
        schema.touchpoint,
        customer_id=customer,
        at=at,
        utc_offset=offset,
        channel=channel,
        moment=moment,
        words=words,
        feeling=feeling,
        staff_id=w.staff,
        source=source,
    )


def _among(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise Refusal("bad-choice", field=field, value=value)


@act(Act.REMOVE_TOUCHPOINT)
def remove(w: Write, touchpoint: int) -> None:
    """What was to follow it stays to be done. Raises NotFound("no-touchpoint")."""
    row = names.whose(w, schema.touchpoint, touchpoint, "no-touchpoint")
    names.label(w, row["customer_id"], channel=row["channel"])
    sql = "SELECT id FROM reminder WHERE customer_id = ? AND touchpoint_id = ?"
    for (reminder,) in w.raw(sql, (row["customer_id"], touchpoint)):
        w.put(schema.reminder, reminder, touchpoint_id=None)
    w.drop(schema.touchpoint, touchpoint)


@act(Act.ADD_NOTE)
def add_note(w: Write, customer: CustomerId, words: str, *, private: bool = False) -> int:
    """Write a note, kept with its line ends. Raises Refusal("empty-value", field="note"), NotFound("no-customer")."""
    words = _worded(words)
    names.label(w, customer)
    return write_note(w, customer, words, private=private)


def write_note(w: Write, customer: CustomerId, words: str, *, private: bool = False) -> int:
    """Add a note: a part of acts that write one beside other things."""
    return w.add(
        schema.note,
        customer_id=customer,
        at=w.at,
        utc_offset=w.offset,
        words=words,
        private=int(private),
        staff_id=w.staff,
    )


@act(Act.EDIT_NOTE)
def edit_note(w: Write, note: int, words: str) -> None:
    """Change the words of a note; its day and its author stay.

    Raises Refusal("empty-value", field="note"), NotFound("no-note").
    """
    words = _worded(words)
    row = names.whose(w, schema.note, note, "no-note")
    w.join_burst(f"note/{note}")
    names.label(w, row["customer_id"])
    w.put(schema.note, note, words=words)


def _worded(words: str) -> str:
    words = clean(words, lines=True, limit=TEXT_LIMIT)
    if not words:
        raise Refusal("empty-value", field="note")
    return words


@act(Act.REMOVE_NOTE)
def remove_note(w: Write, note: int) -> None:
    """Raises NotFound("no-note")."""
    row = names.whose(w, schema.note, note, "no-note")
    names.label(w, row["customer_id"])
    w.drop(schema.note, note)
