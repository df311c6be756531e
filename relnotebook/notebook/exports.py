"""What left the shop in a file: who took it out, when, for what, and whose data was in it. Only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from relnotebook.base import clock
from relnotebook.base.problems import NotFound
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

AT_ONCE = 5_000
"""Identities that are noted in one go, so that the counter need not wait."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was written.

    Attributes:
        format: mailchimp, vcard3, labels, ...
        channel: the channel for which everybody in it has agreed; "" with own_use.
        own_use: an address book for the shop itself, not for mailings.
        segment: the group it was made for, "" = everybody.
        file: its name, without the folder.
        people: how many are in it.
    """

    id: int
    when: datetime
    staff: str
    format: str
    channel: str
    purpose: str
    own_use: bool
    segment: str
    file: str
    people: int


_EXPORTS = """
SELECT e.id, e.at, e.utc_offset, coalesce(t.name, ''), e.format, e.channel, e.purpose, e.own_use, e.segment, e.file,
       e.people
FROM export e LEFT JOIN staff t ON t.id = e.staff_id
"""
_EVER = 1 << 60


def all_of(s: Session, *, limit: int = 100, before: int | None = None) -> tuple[Export, ...]:
    """The newest first; `before` is the last one of the page before this."""
    rows = s.raw(_EXPORTS + " WHERE e.id < ? ORDER BY e.id DESC LIMIT ?", (before or _EVER, limit))
    return tuple(map(_export, rows))


def one(s: Session, export: int) -> Export:
    """Raises NotFound("no-export")."""
    found = s.raw(_EXPORTS + " WHERE e.id = ?", (export,))
    if not found:
        raise NotFound("no-export", id=export)
    return _export(found[0])


def people_of(s: Session, export: int) -> tuple[CustomerId, ...]:
    """Whose data is in the file, in its order."""
    rows = s.raw("SELECT customer_id FROM export_person WHERE export_id = ? ORDER BY id", (export,))
    return tuple(CustomerId(who) for (who,) in rows)


def of_customer(s: Session, customer: CustomerId, *, limit: int = 100) -> tuple[Export, ...]:
    """Every file that somebody is in, the newest first."""
    where = " WHERE e.id IN (SELECT export_id FROM export_person WHERE customer_id = ?) ORDER BY e.id DESC LIMIT ?"
    return tuple(map(_export, s.raw(_EXPORTS + where, (customer, limit))))


def _export(row: Sequence[object]) -> Export:
    id_, at, offset, staff, form, channel, purpose, own_use, segment, file, people = row
    when = clock.moment(int(str(at)), int(str(offset)))
    words = (str(form), str(channel), str(purpose), bool(own_use), str(segment), str(file))
    return Export(int(str(id_)), when, str(staff), *words, int(str(people)))


# In words


def title(format: str) -> str:
    """What a format is called: "Mailchimp", "Address labels"; an own one by its name. Pure."""
    names = {
        "mailchimp": "Mailchimp",
        "listmonk": "listmonk",
        "excel": _("Spreadsheet (CSV)"),
        "xlsx": _("Spreadsheet (XLSX)"),
        "google": "Google Contacts",
        "outlook": "Outlook",
        "square": "Square",
        "shopify": "Shopify",
        "vcard3": "vCard 3.0",
        "vcard4": "vCard 4.0",
        "labels": _("Address labels"),
        "letters": _("Letters"),
        "drafts": _("E-mail drafts"),
        "clipboard": _("Copied addresses"),
    }
    return names.get(format, format.removeprefix("own:"))


def told(segment: str, *, own_use: bool) -> str:
    """What the history of somebody in it says: "Was in the mailing December birthdays". Pure."""
    if own_use:
        return _("Was put into an address book of the shop")
    return _("Was in the mailing {name}").format(name=segment) if segment else _("Was in a mailing")


# Acts


@act(Act.EXPORT_PEOPLE)
def log(
    w: Write,
    *,
    format: str,
    file: str,
    customers: Iterable[CustomerId],
    channel: str = "",
    purpose: str = "",
    own_use: bool = False,
    segment: str = "",
    people: int | None = None,
) -> int:
    """Note that people leave the shop in a file. It cannot be taken back: the file is out.

    `people`: how many there are in all, when `add_people` follows with the others.
    """
    customers = list(customers)
    w.permanent()
    w.label(file=clean(file, limit=200))
    made = w.add(
        schema.export,
        at=w.at,
        utc_offset=w.offset,
        staff_id=w.staff,
        format=format,
        channel=channel,
        purpose=purpose,
        own_use=int(own_use),
        segment=clean(segment, limit=200),
        file=clean(file, limit=200),
        people=len(customers) if people is None else people,
    )
    _add(w, made, customers)
    return made


@act(Act.EXPORT_PEOPLE)
def add_people(w: Write, export: int, customers: Iterable[CustomerId]) -> None:
    """Some more who are in the file of an export. Raises NotFound("no-export")."""
    w.permanent()
    w.label(file=one(w, export).file)
    _add(w, export, list(customers))


def _add(w: Write, export: int, customers: Sequence[CustomerId]) -> None:
    w.add_many(schema.export_person, ("export_id", "customer_id"), [(export, who) for who in customers])
