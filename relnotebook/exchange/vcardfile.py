"""People as vCards: 3.0, which every address book reads, or 4.0.

What is written comes back as it was when the file is brought in again: labels of one's own by the way of Apple, a
birthday without its year as each version has it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from relnotebook.base.words import _
from relnotebook.exchange import streets
from relnotebook.exchange.gathering import WAYS, Card, Date, Way
from relnotebook.exchange.outcells import kind_of
from relnotebook.notebook.nameparts import name_parts

VERSIONS = ("3.0", "4.0")
WANTS = WAYS | {"dates", "tags", "notes", "photo"}
NO_YEAR = "1604"
"""The year that stands in a 3.0 card for one nobody knows."""

_LONGEST = 75  # bytes of a line (RFC 6350, 3.2)
_ESCAPED = re.compile(r"[\\;,\n]")
_PLAIN_TYPE = re.compile(r"[a-z0-9-]+")
_TYPES = {"mobile": "CELL", "home": "HOME", "work": "WORK", "fax": "FAX", "pager": "PAGER", "car": "CAR"}


def card(one: Card, version: str = "3.0") -> str:
    """One card, its lines folded and ended as the format wants."""
    return "".join(_folded(line) for line in _Writer(one, version).lines())


def escaped(words: str) -> str:
    """A value with the backslashes of the format."""
    return _ESCAPED.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], words)


def _folded(line: str) -> str:
    """Lines of at most 75 bytes, no letter cut in two."""
    if len(line) <= _LONGEST and (line.isascii() or len(line.encode()) <= _LONGEST):
        return line + "\r\n"
    pieces: list[str] = []
    data = line.encode()
    while data:
        end = min(_LONGEST - (1 if pieces else 0), len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end].decode())
        data = data[end:]
    return "\r\n ".join(pieces) + "\r\n"


class _Writer:
    """Writes one card.

    Attributes:
        _group: how many lines have a label of their own so far.
    """

    def __init__(self, one: Card, version: str) -> None:
        self._one, self._version = one, version
        self._new = version == "4.0"
        self._group = 0

    def lines(self) -> Iterator[str]:
        one = self._one
        yield "BEGIN:VCARD"
        yield f"VERSION:{self._version}"
        yield "PRODID:-//RelNotebook//EN"
        if one.outside_id:
            yield f"UID:{escaped(one.outside_id)}"
        yield from self._names()
        for way in one.phones:
            yield from self._labelled("TEL", way, escaped(way.value))
        for way in one.emails:
            yield from self._labelled("EMAIL", way, escaped(way.value))
        for way in one.posts:
            yield from self._labelled("ADR", way, _address(way))
        for way in one.chats:
            yield from self._chat(way)
        for way in one.socials:
            yield from self._social(way)
        for date in one.dates:
            yield from self._date(date)
        if one.tags:
            yield "CATEGORIES:" + ",".join(map(escaped, one.tags))
        for words in one.notes:
            yield f"NOTE:{escaped(words)}"
        if one.photo:
            yield self._photo(one.photo)
        yield "END:VCARD"

    def _names(self) -> Iterator[str]:
        one = self._one
        parts = name_parts(one.name)
        yield f"FN:{escaped(one.shown)}"
        yield "N:" + ";".join(map(escaped, (parts.last, parts.first, "", parts.title, "")))
        if one.own_script and one.own_script != one.shown:
            yield f"X-OWN-SCRIPT:{escaped(one.own_script)}"
        if one.call_name:
            yield f"NICKNAME:{escaped(one.call_name)}"
        if one.say:
            yield f"X-PHONETIC-FIRST-NAME:{escaped(one.say)}"
        if one.pronouns:
            yield f"{'PRONOUNS' if self._new else 'X-PRONOUNS'}:{escaped(one.pronouns)}"
        if one.card_number:
            yield f"X-CARD-NUMBER:{escaped(one.card_number)}"
        if one.language and self._new:
            yield f"LANG:{escaped(one.language)}"

    def _labelled(self, name: str, way: Way, value: str) -> Iterator[str]:
        """A line with the type that its label means, else with the label beside it."""
        kind = kind_of(way.label)
        if not way.label:
            yield f"{name}:{value}"
        elif kind in _TYPES and way.label == _type_words()[kind] and (name == "TEL" or kind in ("home", "work")):
            yield f"{name};TYPE={_TYPES[kind]}:{value}"
        else:
            yield from self._own_label(f"{name}:{value}", way.label)

    def _own_label(self, line: str, label: str) -> Iterator[str]:
        self._group += 1
        yield f"item{self._group}.{line}"
        yield f"item{self._group}.X-ABLabel:{escaped(label)}"

    def _chat(self, way: Way) -> Iterator[str]:
        service = re.sub(r"[^a-z0-9]", "", way.label.lower()) or "chat"
        yield from self._own_label(f"IMPP:{service}:{escaped(way.value)}", way.label or _("Chat"))

    def _social(self, way: Way) -> Iterator[str]:
        kind = way.label.lower()
        if _PLAIN_TYPE.fullmatch(kind) and kind.capitalize() == way.label:
            yield f"X-SOCIALPROFILE;TYPE={kind}:{escaped(way.value)}"
        elif way.label:
            yield from self._own_label(f"X-SOCIALPROFILE:{escaped(way.value)}", way.label)
        else:
            yield f"X-SOCIALPROFILE:{escaped(way.value)}"

    def _date(self, date: Date) -> Iterator[str]:
        words = self._day(date)
        if not words:
            return
        if date.kind == "birthday":
            yield f"BDAY{words}"
        elif date.kind == "anniversary" and date.title in ("", _("Anniversary")):
            yield f"{'ANNIVERSARY' if self._new else 'X-ANNIVERSARY'}{words}"
        else:
            told = {"anniversary": _("Anniversary"), "name_day": _("Name day")}
            yield from self._own_label(f"X-ABDATE{words}", date.title or told.get(date.kind, _("Date")))

    def _day(self, date: Date) -> str:
        """The value of a date with its parameters; "" when nothing of it can be written."""
        day, month, year = date.day, date.month, date.year
        if day and month and year:
            return f":{year:04}-{month:02}-{day:02}" if not self._new else f":{year:04}{month:02}{day:02}"
        if day and month:
            if self._new:
                return f":--{month:02}{day:02}"
            return f";X-APPLE-OMIT-YEAR={NO_YEAR}:{NO_YEAR}-{month:02}-{day:02}"
        partly = f"{year}-{month:02}" if year and month else f"--{month:02}" if month else str(year or "")
        value = "" if self._new else ";VALUE=text"
        return f"{value}:{partly}" if partly else ""

    def _photo(self, jpeg: bytes) -> str:
        data = base64.b64encode(jpeg).decode()
        return f"PHOTO:data:image/jpeg;base64,{data}" if self._new else f"PHOTO;ENCODING=b;TYPE=JPEG:{data}"


def _type_words() -> dict[str, str]:
    """What a type is called when a card is read."""
    return {
        "mobile": _("Mobile"),
        "home": _("Home"),
        "work": _("Work"),
        "fax": _("Fax"),
        "pager": _("Pager"),
        "car": _("Car"),
    }


def _address(way: Way) -> str:
    """The seven parts: box and extension stay empty, the lines above the town are the street."""
    parts = streets.apart(way.value)
    street = "\n".join(parts.lines)
    return ";".join(map(escaped, ("", "", street, parts.city, parts.region, parts.code, parts.country)))
