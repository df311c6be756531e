"""Where the people of a mailing are taken to: which formats there are for it, who is in it line by line, what is lost.

The page of mailings reads it; the files themselves are written by `outgoing`.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relnotebook.base import clock
from relnotebook.base.terms import CustomerId, StaffId, Step
from relnotebook.base.words import _, n_
from relnotebook.exchange import gathering, outgoing, ownlayouts
from relnotebook.exchange import layouts as theirs
from relnotebook.notebook import exports, layouts, names
from relnotebook.notebook.exports import Export
from relnotebook.notebook.layouts import OwnColumn, OwnLayout, Writing

if TYPE_CHECKING:
    from relnotebook.exchange.outgoing import Copied, Leaving, Maker, Written
    from relnotebook.store.write import Session, Store

TARGETS = {
    "tool": ("mailchimp", "listmonk"),
    "sheet": ("excel", "xlsx"),
    "book": ("vcard3", "vcard4", "google", "outlook", "square", "shopify"),
    "labels": ("labels",),
    "letters": ("letters", "drafts"),
    "clipboard": ("clipboard",),
}
"""Where people can be taken to, and the formats there; own layouts join those of a mailing tool or spreadsheet."""

ENDINGS = {"xlsx": ".xlsx", "vcard3": ".vcf", "vcard4": ".vcf", "labels": ".pdf", "letters": ".pdf", "drafts": ".zip"}
_FEW = 4  # columns named; the others are counted
_AMONG = "IN (SELECT value FROM json_each(?))"


# Formats


def format_title(form: str) -> str:
    """A format as people call it."""
    titles = {
        "excel": _("CSV for Excel"),
        "xlsx": _("Workbook (XLSX)"),
        "vcard3": _("vCard 3.0"),
        "vcard4": _("vCard 4.0"),
        "labels": _("Address labels"),
        "letters": _("Letters, as PDF"),
        "drafts": _("E-mail drafts"),
        "clipboard": _("Clipboard"),
    }
    layout = theirs.LAYOUTS.get(form)
    return ownlayouts.name_of(form) or titles.get(form) or (layout.title if layout else form)


def formats_of(target: str, own: Sequence[OwnLayout] = ()) -> tuple[tuple[str, str], ...]:
    """(format, its title) of what a target offers. Own layouts for e-mail stand with the mailing tools too."""
    kept: list[str] = []
    if target in ("tool", "sheet"):
        kept = [ownlayouts.OWN + one.name for one in own if target == "sheet" or one.writing.channel in ("", "email")]
    return tuple((form, format_title(form)) for form in (*TARGETS[target], *kept))


def channel_of(target: str, form: str, chosen: str = "email", own: Sequence[OwnLayout] = ()) -> str:
    """The channel people must have agreed to; "" for an address book of the shop's own, where nobody is asked.

    `chosen`: the one taken where there is a choice, which only a spreadsheet gives.
    """
    if target == "book":
        return ""
    if target == "sheet":
        layout = next((one for one in own if ownlayouts.OWN + one.name == form), None)
        return (layout.writing.channel if layout else "") or chosen
    return "post" if form in ("labels", "letters") else "email"


def ending(form: str) -> str:
    """What the name of a file of this format ends with."""
    return ENDINGS.get(form, ".csv")


# What is in it


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file tells of each person.

    Attributes:
        columns: the first headings; more: those that follow.
        losses: what the format cannot hold, as sentences; `note`: what else is worth knowing of it.
    """

    columns: tuple[str, ...]
    more: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    note: str = ""


def contents(s: Session, form: str, leaving: Leaving | None = None) -> Contents:
    """What a file of the format will tell. Raises NotFound("no-layout")."""
    own = layouts.named(s, ownlayouts.name_of(form)) if ownlayouts.is_own(form) else None
    columns = _columns(form, own)
    losses = tuple(_losses(s, form, leaving)) if leaving is not None else ()
    few = len(columns) if len(columns) == _FEW + 1 else _FEW
    return Contents(columns[:few], columns[few:], losses, _note(form))


def _columns(form: str, own: OwnLayout | None) -> tuple[str, ...]:
    if own is not None:
        return tuple(column.heading for column in own.columns)
    layout = theirs.LAYOUTS.get("excel" if form == "xlsx" else form)
    return tuple(layout.headings()) if layout is not None and layout.mailing else ()


def _note(form: str) -> str:
    if form in TARGETS["book"]:
        return _("For your own address book, not for mailings: everybody is in it, whether they agreed or not.")
    notes = {
        "clipboard": _("Paste them into Bcc, so that nobody sees the others."),
        "excel": _("A ' before phones and postcodes keeps their zeros in Excel. A workbook needs none."),
    }
    return notes.get(form, "")


def _losses(s: Session, form: str, leaving: Leaving) -> list[str]:
    """What some of these people have and the format cannot hold; only what is really lost is told."""
    found: list[str] = []
    if form == "mailchimp" and _some(s, leaving, _WITH_YEAR):
        found.append(_("Mailchimp keeps birthdays without the year."))
    if form == "listmonk" and _some(s, leaving, _PHONES):
        found.append(_("listmonk takes no phones and no addresses."))
    if form == "square" and len(leaving.inside) > 1_000:
        found.append(_("Square takes small files only, so there will be several."))
    if form == "outlook" and _some(s, leaving, _MANY_EMAILS):
        found.append(_("Outlook keeps three e-mails for each person; further ones stand in the notes."))
    if form in ("square", "shopify") and _some(s, leaving, _MORE_THAN_ONE):
        who = theirs.LAYOUTS[form].title
        found.append(_("{program} takes one phone and one e-mail for each person: the first.").format(program=who))
    if form in ("square", "shopify") and _some(s, leaving, _OTHER_DATES):
        who = theirs.LAYOUTS[form].title
        found.append(_("{program} knows no dates but birthdays.").format(program=who))
    return found


_DATED = f"SELECT 1 FROM special_date WHERE customer_id {_AMONG} AND "
_WITH_YEAR = _DATED + "kind = 'birthday' AND year IS NOT NULL AND day IS NOT NULL LIMIT 1"
_OTHER_DATES = _DATED + "kind <> 'birthday' AND day IS NOT NULL LIMIT 1"
_REACHED = f"SELECT 1 FROM contact WHERE customer_id {_AMONG} AND "
_PHONES = _REACHED + "channel IN ('phone', 'post') LIMIT 1"
_MORE_THAN_ONE = _REACHED + "channel IN ('phone', 'email') GROUP BY customer_id, channel HAVING count(*) > 1 LIMIT 1"
_MANY_EMAILS = _REACHED + "channel = 'email' GROUP BY customer_id HAVING count(*) > 3 LIMIT 1"


def _some(s: Session, leaving: Leaving, sql: str) -> bool:
    return bool(s.raw(sql, (json.dumps(list(leaving.inside)),)))


# Who is in it


@dataclass(frozen=True, slots=True)
class Line:
    """One row: "Adaeze Obi  adaeze@obi.example  2 Dec  Yesterday  Adaeze".

    Attributes:
        address: where they are written to, on one line; in an address book the first way to reach them.
        day, month: of the birthday, None where it is not known.
    """

    id: CustomerId
    name: str
    address: str
    day: int | None
    month: int | None
    last: datetime | None
    greet: str


_LINES = f"""
SELECT c.id, c.name, c.call_name, c.own_script, c.card_number, st.last_at, st.last_offset,
  (SELECT d.day || '/' || d.month FROM special_date d WHERE d.customer_id = c.id AND d.kind = 'birthday'
   AND d.day IS NOT NULL AND d.month IS NOT NULL ORDER BY d.id LIMIT 1),
  (SELECT k.value FROM contact k WHERE k.customer_id = c.id ORDER BY k.channel <> 'phone', k.channel <> 'email', k.id
   LIMIT 1)
FROM customer c LEFT JOIN customer_stat st ON st.customer_id = c.id WHERE c.id {_AMONG}
"""


def lines(s: Session, customers: Sequence[int], addresses: Mapping[int, str]) -> tuple[Line, ...]:
    """The rows of some people, in any order; `addresses`: where each is written to."""
    found = s.raw(_LINES, (json.dumps(list(customers)),))
    return tuple(_line(addresses, *row) for row in found)


def _line(addresses: Mapping[int, str], key: int, *row: Any) -> Line:
    name, call_name, own_script, card, last_at, offset, born, reach = row
    shown = names.shown_name(name, call_name, own_script, reach or "", card)
    day, month = map(int, born.split("/")) if born else (None, None)
    last = clock.moment(last_at, offset) if last_at else None
    address = ", ".join((addresses.get(key) or reach or "").splitlines())
    return Line(CustomerId(key), shown, address, day, month, last, names.greet_name(name, call_name) or shown)


# Taking them there


def taken(
    store: Store,
    leaving: Leaving,
    form: str,
    file: Path,
    *,
    without: Sequence[CustomerId] = (),
    staff: StaffId | None = None,
    maker: Maker | None = None,
) -> Generator[Step, None, Written]:
    """Write these people into a file of a format; whether it fits their channel is looked at again. As `save`."""
    with store.read() as s:
        leaving = outgoing.aimed(s, leaving, form)
    return (yield from outgoing.save(store, leaving, file, without=without, staff=staff, maker=maker))


def copied(
    store: Store, leaving: Leaving, *, without: Sequence[CustomerId] = (), staff: StaffId | None = None
) -> Generator[Step, None, Copied]:
    """Their addresses for Bcc. As `outgoing.copied`."""
    with store.read() as s:
        leaving = outgoing.aimed(s, leaving, "clipboard")
    return (yield from outgoing.copied(store, leaving, without=without, staff=staff))


# What was before


@dataclass(frozen=True, slots=True)
class Around:
    """What the page needs beside the people: own layouts, the last export, and what people were asked for so far.

    Attributes:
        purposes: other than news and offers, by name.
    """

    own: tuple[OwnLayout, ...]
    last: Export | None
    purposes: tuple[str, ...]


def around(s: Session) -> Around:
    last = exports.all_of(s, limit=1)
    purposes = s.raw("SELECT DISTINCT purpose FROM consent WHERE purpose <> '' ORDER BY purpose LIMIT 20")
    return Around(layouts.all_of(s), last[0] if last else None, tuple(purpose for (purpose,) in purposes))


def called(export: Export) -> str:
    """What an export was of: its group, else the name of its file."""
    return export.segment or Path(export.file).stem or format_title(export.format)


def people(count: int) -> str:
    """ "38 people"."""
    return n_("{n} person", "{n} people", count)


# Own layouts


def sample(s: Session, columns: Sequence[tuple[str, str]], writing: Writing, leaving: Leaving) -> tuple[str, ...]:
    """What the first of these people would have in each column; () when nobody is there."""
    if not leaving.addressees:
        return ()
    own = ownlayouts.table(OwnLayout(0, "", tuple(OwnColumn(*pair) for pair in columns), writing))
    channel, purpose = leaving.wish.channel, leaving.wish.purpose
    found = next(gathering.addressed(s, leaving.addressees[:1], own.wants(), channel, purpose))
    return next(iter(own.plain_writer()(found)))
