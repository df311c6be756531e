"""The dates of all cards as a calendar file (RFC 5545), for the shop's own calendar. It is written, never read.

A second export updates the first: identities are those of the notebook's rows. The year of birth stays in the notebook,
so every series begins this year and no calendar can work out an age; titles name the person and the kind of date.
Only with `private` does a title say what the date is called on the card, and since which year.

A date with a month and no day stands on the first of that month and says "this month"; a year alone is left out. Left
out too is whoever the shop would not greet: who died, asked to be left alone or for no greetings, or mourns.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.text import clean
from relnotebook.base.words import _
from relnotebook.notebook import dates as special
from relnotebook.notebook import names
from relnotebook.store.write import Session

OCTETS = 75  # longest line of the file, without its end
PRODUCT = "-//RelNotebook//Dates//EN"


@dataclass(frozen=True, slots=True)
class Event:
    """A day kept every year.

    Attributes:
        uid: the same in every export of this notebook; revision: grows with each change of the date or the card.
        first: the first day of the series; rule: how it comes again (RRULE).
    """

    uid: str
    revision: int
    first: date
    rule: str
    title: str
    kind: str


def dates(s: Session, *, private: bool = False, kinds: Collection[str] = ()) -> bytes:
    """The calendar file of all dates, or of those `kinds` (birthday, name_day, anniversary, other)."""
    return calendar(events(s, private=private, kinds=kinds), _heading(s))


def save(s: Session, file: Path, *, private: bool = False) -> int:
    """Write the calendar file of all dates, whole or not at all; gives how many dates are in it.

    Raises Refusal("not-written", path).
    """
    found = events(s, private=private)
    half = file.with_name(file.name + ".part")
    try:
        half.write_bytes(calendar(found, _heading(s)))
        half.replace(file)
    except OSError as trouble:
        with suppress(OSError):
            half.unlink()
        raise Refusal("not-written", path=str(file)) from trouble
    return len(found)


def _heading(s: Session) -> str:
    shop = str(names.first(s.raw("SELECT name FROM shop ORDER BY id LIMIT 1"), ""))
    return _("{shop}: dates").format(shop=shop)


_DATES = """
SELECT d.id, d.kind, d.title, d.day, d.month, d.year, coalesce(nullif(d.leap_rule, ''), f.leap_rule, '28feb'),
       max(d.version, c.version), c.name, c.call_name, c.own_script, c.card_number
FROM special_date d JOIN customer c ON c.id = d.customer_id
LEFT JOIN (SELECT leap_rule FROM shop ORDER BY id LIMIT 1) f
WHERE d.month IS NOT NULL AND c.binned_at IS NULL AND c.state NOT IN ('deceased', 'do_not_contact')
  AND c.no_greetings = 0 AND c.bereaved_until < ?1
  AND (?2 = '[]' OR d.kind IN (SELECT value FROM json_each(?2)))
  AND NOT EXISTS (SELECT 1 FROM touch_mark m WHERE m.customer_id = c.id AND m.state = 'never' AND m.touch = d.kind)
ORDER BY d.month, d.day IS NOT NULL, d.day, d.id
"""


def events(s: Session, *, private: bool = False, kinds: Collection[str] = ()) -> tuple[Event, ...]:
    """The dates as events, through the year."""
    notebook = str(names.first(s.raw("SELECT value FROM meta WHERE key = 'notebook'"), "notebook"))
    today = clock.today()
    found = []
    for row in s.raw(_DATES, (today.isoformat(), json.dumps(sorted(kinds)))):
        key, kind, title, day, month, year, leap_rule, revision, *card = row
        first, rule = _series(day, month, leap_rule, today.year)
        about = _title(kind, title if private else "", names.shown_name(card[0], card[1], card[2], "", card[3]))
        if day is None:
            about = _("{title} (this month)").format(title=about)
        if private and year is not None:
            about = _("{title}, since {year}").format(title=about, year=year)
        found.append(Event(f"date-{key}@{notebook}.relnotebook", revision, first, rule, about, kind))
    return tuple(found)


def _series(day: int | None, month: int, leap_rule: str, year: int) -> tuple[date, str]:
    """The first day of a date's series and how it comes again.

    29 February is the last day of February, or the sixtieth day of the year, which is 1 March where there is none.
    """
    if day is None:
        return date(year, month, 1), "FREQ=YEARLY"
    first = special.kept_in(year, day, month, leap_rule)
    if (day, month) != (29, 2):
        return first, "FREQ=YEARLY"
    return first, "FREQ=YEARLY;BYYEARDAY=60" if leap_rule == "1mar" else "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"


def _title(kind: str, title: str, name: str) -> str:
    if title and kind != "birthday":
        return _("{name}: {title}").format(name=name, title=title)
    sentence = {
        "birthday": _("Birthday of {name}"),
        "name_day": _("Name day of {name}"),
        "anniversary": _("Anniversary of {name}"),
    }.get(kind, _("A day to think of {name}"))
    return sentence.format(name=name)


# The file


def calendar(events: Iterable[Event], title: str) -> bytes:
    """The file: UTF-8, CRLF, no line longer than 75 octets."""
    written = clock.now().astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(title)}",
    ]
    for event in events:
        lines += _lines(event, written)
    lines.append("END:VCALENDAR")
    return b"".join(part for line in lines for part in folded(line))


def _lines(event: Event, written: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{written:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.revision}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.first + timedelta(days=1):%Y%m%d}",
        f"RRULE:{event.rule}",
        f"SUMMARY:{escaped(event.title)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line ends marked, control characters gone."""
    text = clean(text, lines=True)
    for plain, marked in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, marked)
    return text


def folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most 75 octets, each with its end; no letter is cut in two."""
    raw = line.encode("utf-8")
    room, lead = OCTETS, b""
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        yield lead + raw[:cut] + b"\r\n"
        raw, lead, room = raw[cut:], b" ", OCTETS - 1
    yield lead + raw + b"\r\n"
