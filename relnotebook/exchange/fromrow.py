"""A row of a table as a Person, by the layout of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from relnotebook.base import text
from relnotebook.base.words import _
from relnotebook.exchange import cells, moments, streets
from relnotebook.exchange.headers import Column, Layout
from relnotebook.exchange.headings import Meaning
from relnotebook.exchange.person import BOUNCED, GIVEN, WITHDRAWN, Person, full_name, phone_text

_NULL = frozenset({"null", "none", "nan", "n/a", "#n/a", "\\n", "-", "--", "undefined"})
_LONGEST_NULL = 1 + max(map(len, _NULL))
_YES_WORDS = """
    yes y true 1 ja j oui o si sí sì sim s tak да はい 是 x ✓ ✔ on given subscribed optedin confirmed active abonné
    abonne suscrito iscritto aangemeld abonniert angemeldet
"""
_GOODBYE_WORDS = """
    unsubscribed unsubscribe optedout optout withdrawn revoked blocklisted blacklisted abgemeldet
    widerrufen désabonné desabonne désinscrit uitgeschreven disiscritto nonsubscribed
"""
_YES = frozenset(_YES_WORDS.split())
_WITHDRAWN = frozenset(_GOODBYE_WORDS.split())
_BOUNCED = frozenset({"cleaned", "bounced", "hardbounced", "invalid"})
_BOUNCES = ("bounced", "clean time", "cleaned")  # headings
CONSENTS = {
    Meaning.CONSENT_EMAIL: "email",
    Meaning.CONSENT_TEXT: "text",
    Meaning.CONSENT_CHAT: "chat",
    Meaning.NO_EMAIL: "email",
    Meaning.LEFT_AT: "email",
}
_ADDRESS = (Meaning.ADDRESS, Meaning.STREET, Meaning.CITY, Meaning.REGION, Meaning.POSTCODE, Meaning.COUNTRY)
_TOWN = {"city": Meaning.CITY, "region": Meaning.REGION, "code": Meaning.POSTCODE, "country": Meaning.COUNTRY}
_LABELLED = {Meaning.PHONE: "phone", Meaning.EMAIL: "email", Meaning.ADDRESS: "address"}
_SIMPLE = {
    Meaning.CALL_NAME: "call_name",
    Meaning.OWN_SCRIPT: "own_script",
    Meaning.PRONOUNS: "pronouns",
    Meaning.CARD_NUMBER: "card_number",
    Meaning.USUAL: "usual",
}
_PHONES = (Meaning.PHONE, Meaning.MOBILE, Meaning.FAX)
_DATES = 2**15  # dates remembered while a file is read
_Taker: TypeAlias = "Callable[[Column, str, list[str], Person], None]"
_ADDRESSES = re.compile(r"\s*:::\s*|[;,\s]+")
_PIECES = re.compile(r"\s*:::\s*|\s*[;\n]\s*")
_TAG_PIECES = re.compile(r"\s*:::\s*|\s*[;|\n]\s*")
_COMMA_TAGS = re.compile(r'"([^"]*)"|([^,]+)')


Row: TypeAlias = "tuple[Sequence[str], int]"
"""The cells of a row, and its line in the file."""


@dataclass(slots=True)
class Facts:
    """What the whole file has told about its columns: by column index, whether the month comes first."""

    orders: dict[int, moments.Order] = field(default_factory=dict)
    month_first: Mapping[int, bool] = field(default_factory=dict)

    def see(self, rows: Iterable[Sequence[str]], layout: Layout) -> None:
        """Look at some more rows."""
        columns = [c.index for c in layout.of(Meaning.BIRTHDAY, Meaning.ANNIVERSARY)]
        orders = [(i, self.orders.setdefault(i, moments.Order())) for i in columns]
        for row in rows:
            for i, order in orders:
                if i < len(row) and row[i]:
                    order.see(row[i])

    def settle(self, layout: Layout, region: str) -> None:
        self.month_first = {
            i: order.is_month_first(region, usual=layout.month_first) for i, order in self.orders.items()
        }


class Rows:
    """Turns the rows of one file into people.

    Attributes:
        layout: its columns; facts: what was decided for whole columns.
        odd: columns of the last row that could not be read as what they hold; said: those with a yes or a goodbye.
        quick: phones are only looked at, not read: whoever just counts needs no more. See `Person.add_phone`.
        region: the shop's country, for phones without a country code.
    """

    def __init__(self, layout: Layout, facts: Facts, region: str, *, quick: bool = False) -> None:
        self.layout = layout
        self._quick = quick
        self.odd: list[Column] = []
        self.said: list[Column] = []
        self._facts = facts
        self._region = region
        self._labels = _labels(layout)
        self._plain = [(c, take) for c in layout.columns if (take := self._taker(c.meaning)) is not None]
        self._addresses = _addresses(layout)
        self._places = {c.index: _phone_label(c) for c in layout.columns}
        self._naming = [c for c in layout.columns if c.meaning in _NAME_PARTS]
        whole = len(self._naming) == 1 and self._naming[0].meaning is Meaning.NAME
        self._whole_name = self._naming[0].index if whole else None
        self._saying = layout.of(Meaning.SAY)
        self._in_three = layout.has(Meaning.BIRTH_MONTH)
        self._read_date = lru_cache(maxsize=_DATES)(moments.birthday)  # a town has far fewer birthdays than people
        self._ids = [c for c in layout.of(Meaning.OUTSIDE_ID) if not c.base.startswith("reference")][:1]

    def _taker(self, meaning: Meaning) -> _Taker | None:
        """What takes in a cell of this meaning; None for those that are nothing by themselves."""
        if meaning in CONSENTS:
            return self._consents
        if meaning in _SIMPLE:
            return self._single
        takers: dict[Meaning, _Taker] = {
            **dict.fromkeys(_PHONES, self._phone),
            **dict.fromkeys((Meaning.BIRTHDAY, Meaning.ANNIVERSARY), self._date),
            **dict.fromkeys((Meaning.KEEP, Meaning.OUTSIDE_ID), self._kept),
            Meaning.EMAIL: self._email,
            Meaning.CHAT: self._chat,
            Meaning.NOTE: self._note,
            Meaning.TAGS: self._tags,
            Meaning.OWN: self._own,
            Meaning.VALUE: self._labelled,
        }
        return takers.get(meaning)

    def ahead(self, rows: Iterable[Row]) -> None:
        """Read the phones of some rows in one go, for `person` to find them read (see `text.read_phone`).

        That takes a third less time than to read each of them among all that is done for a person.
        """
        phones = [c.index for c in self.layout.of(*_PHONES)]
        for row, _line in rows:
            for index in phones:
                if index < len(row) and row[index]:
                    for piece in _PIECES.split(_tidy(row[index])):
                        text.read_phone(phone_text(piece), self._region)

    def person(self, row: Sequence[str], line: int) -> Person:
        """One row as a Person; `is_empty()` when there is nobody in it."""
        self.odd, self.said = [], []
        cells = [_tidy(cell) if cell else "" for cell in row]
        cells += [""] * (len(self.layout.columns) - len(cells))
        found = Person(line=line)
        self._name(cells, found)
        for column, take in self._plain:
            if value := cells[column.index]:
                take(column, value, cells, found)
        if self._in_three:
            self._birthday_in_three(cells, found)
        for place in self._addresses:
            self._address(place, cells, found)
        if self._ids and cells[self._ids[0].index]:
            found.outside_id = self._identity(self._ids[0], cells[self._ids[0].index])
        for extra in cells[len(self.layout.columns) :]:
            found.keep("", extra)
        if self.layout.by_file == BOUNCED:
            found.bounced = True
        elif self.layout.by_file and any(way.channel == "email" for way in found.ways):
            found.consent["email"] = self.layout.by_file
            found.consent_words = self.layout.vendor
        found.tidy()
        return found

    def _name(self, cells: list[str], found: Person) -> None:
        if self._saying:
            found.say = " ".join(cells[c.index] for c in self._saying if cells[c.index])
        if self._whole_name is not None:
            found.name = cells[self._whole_name]
            return
        parts: dict[Meaning, str] = {}
        spare: list[str] = []
        for column in self._naming:
            if value := cells[column.index]:
                if column.meaning in parts:
                    spare.append(value)
                else:
                    parts[column.meaning] = value
        order = (Meaning.PREFIX, Meaning.FIRST, Meaning.MIDDLE, Meaning.LAST, Meaning.SUFFIX)
        whole = parts.get(Meaning.NAME, "")
        pieces = [parts.get(meaning, "") for meaning in order]
        found.name = whole or (full_name(*pieces) if any(pieces[1:4]) else "")
        if whole and "@" in whole and any(pieces[1:4]):  # mail programs show the address where no name is known
            found.name = full_name(*pieces)
        for value in spare:
            if text.fold(value) not in text.fold(found.name):
                found.keep(_("Also"), value)

    def _phone(self, column: Column, value: str, cells: list[str], found: Person) -> None:
        label = self._label(column, cells) or self._places[column.index]
        for piece in _PIECES.split(value):
            if not found.add_phone(piece, label, self._region, quick=self._quick):
                self.odd.append(column)

    def _email(self, column: Column, value: str, cells: list[str], found: Person) -> None:
        label = self._label(column, cells) or self._places[column.index]
        for piece in _ADDRESSES.split(value):
            if piece and not found.add_email(piece, label):
                self.odd.append(column)

    def _chat(self, column: Column, value: str, _cells: list[str], found: Person) -> None:
        found.add_other("chat", value, column.heading)

    def _date(self, column: Column, value: str, _cells: list[str], found: Person) -> None:
        kind, title = "birthday", ""
        if column.meaning is Meaning.ANNIVERSARY:
            kind, title = "anniversary", _("Anniversary")
        month_first = self._facts.month_first.get(column.index, False)
        if not found.add_date(kind, value, title=title, month_first=month_first, read=self._read_date):
            self.odd.append(column)

    def _note(self, _column: Column, value: str, _cells: list[str], found: Person) -> None:
        found.add_note(value)

    def _tags(self, _column: Column, value: str, _cells: list[str], found: Person) -> None:
        found.add_tags(_tag_names(value))

    def _consents(self, column: Column, value: str, _cells: list[str], found: Person) -> None:
        if _consent(column, value, found):
            self.said.append(column)

    def _single(self, column: Column, value: str, _cells: list[str], found: Person) -> None:
        attribute = _SIMPLE[column.meaning]
        if getattr(found, attribute):
            found.keep(column.heading, value)
        else:
            setattr(found, attribute, value)

    def _own(self, column: Column, value: str, _cells: list[str], found: Person) -> None:
        found.own[column.base] = value

    def _kept(self, column: Column, value: str, _cells: list[str], found: Person) -> None:
        if column.meaning is Meaning.KEEP or column not in self._ids:
            found.keep(column.heading, value)

    def _labelled(self, column: Column, value: str, cells: list[str], found: Person) -> None:
        """Google's events, relations and custom fields: what they are stands in the column before."""
        label = self._label(column, cells)
        if column.base.startswith("event"):
            kind = "anniversary" if text.fold(label) in ("anniversary", "jahrestag") else "other"
            found.add_date(kind, value, title=label or _("Date"))
        else:
            found.keep(label or column.heading, value)

    def _label(self, column: Column, cells: list[str]) -> str:
        if not column.number or not self._labels:
            return ""
        place = self._labels.get((column.base.split(" ")[0], column.number))
        return "" if place is None else text.clean(cells[place].removeprefix("*").strip(), limit=60)

    def _birthday_in_three(self, cells: list[str], found: Person) -> None:
        three = [self.layout.of(m) for m in (Meaning.BIRTH_DAY, Meaning.BIRTH_MONTH, Meaning.BIRTH_YEAR)]
        values = [cells[columns[0].index] if columns else "" for columns in three]
        parts = moments.from_three(*values)
        if parts is not None:
            found.add_parts("birthday", parts)
        else:
            found.keep(_("Birthday"), " ".join(filter(None, values)))

    def _address(self, columns: list[Column], cells: list[str], found: Person) -> None:
        if not any(cells[column.index] for column in columns):
            return
        by = {m: [cells[c.index] for c in columns if c.meaning is m and cells[c.index]] for m in _ADDRESS}
        lines = [*by[Meaning.STREET]]
        if not lines:
            lines = [piece for whole in by[Meaning.ADDRESS] for piece in re.split(r"\s{2,}|\n", whole)]
        elif by[Meaning.ADDRESS] and not by[Meaning.CITY]:
            lines = [*by[Meaning.ADDRESS], *lines]
        lines = _with_numbers(lines)
        told = text.fold(" ".join(lines))
        town = {part: " ".join(by[meaning]) for part, meaning in _TOWN.items()}
        rest = streets.together((), **town)
        lines += [part for part in rest if part and text.fold(part) not in told]
        label = self._label(columns[0], cells) if columns[0].number else ""
        found.add_post(lines, label or self._places[columns[0].index])

    def _identity(self, column: Column, value: str) -> str:
        """A number from another program says little without the program's name."""
        return f"{text.fold(self.layout.vendor or column.base)}:{value.strip(chr(39))}"


_NAME_PARTS = frozenset({Meaning.NAME, Meaning.PREFIX, Meaning.FIRST, Meaning.MIDDLE, Meaning.LAST, Meaning.SUFFIX})


def _tidy(cell: str) -> str:
    cell = cell.strip()
    if not cell:
        return ""
    if cell[0] == "'" and (plain := cells.bare(cell)) != cell:  # it keeps a spreadsheet's hands off
        return plain
    return "" if len(cell) < _LONGEST_NULL and cell.lower() in _NULL else cell


def _labels(layout: Layout) -> dict[tuple[str, int], int]:
    """(what is labelled, its number) -> the column of the label."""
    return {(c.base.split(" ")[0], c.number): c.index for c in layout.of(Meaning.LABEL)}


def _addresses(layout: Layout) -> list[list[Column]]:
    """The columns that make up one address each. "Street 2" belongs to the same address as "Street"."""
    groups: dict[tuple[str, int], list[Column]] = {}
    numbered = any(c.base.startswith("address ") and c.number for c in layout.of(*_ADDRESS))
    for column in layout.of(*_ADDRESS):
        groups.setdefault((column.place, column.number if numbered else 0), []).append(column)
    return list(groups.values())


def _with_numbers(lines: list[str]) -> list[str]:
    """A house number from a column of its own goes behind its street."""
    for i in range(len(lines) - 1, 0, -1):
        if lines[i][:1].isdecimal() and len(lines[i]) < 6:
            lines[i - 1] += f" {lines.pop(i)}"
    return lines


def _phone_label(column: Column) -> str:
    if column.meaning is Meaning.MOBILE:
        return "WhatsApp" if "whatsapp" in column.base else _("Mobile")
    if column.meaning is Meaning.FAX:
        return _("Pager") if "pager" in column.base else _("Fax")
    return _place(column)


def _place(column: Column) -> str:
    return {"home": _("Home"), "work": _("Work"), "other": _("Other")}.get(column.place, "")


def _tag_names(value: str) -> list[str]:
    pieces = _TAG_PIECES.split(value)
    if len(pieces) == 1:
        pieces = [quoted or plain for quoted, plain in _COMMA_TAGS.findall(value)]
    return [piece for piece in pieces if text.fold(piece.strip("* ")) not in ("mycontacts", "my contacts", "starred")]


@lru_cache(maxsize=2**8)
def _plain(value: str) -> str:
    """A word on consent without what is no letter; a column says the same few again and again."""
    return re.sub(r"[\W_]", "", value.casefold())


def _consent(column: Column, value: str, found: Person) -> str:
    """What a marketing column says. No and blank are "not asked"; only an express goodbye is a withdrawal."""
    channel = CONSENTS[column.meaning]
    if column.base in _BOUNCES or _plain(value) in _BOUNCED:
        found.bounced = found.bounced or column.meaning is Meaning.LEFT_AT or _plain(value) in _YES | _BOUNCED
        return ""
    word = _plain(value)
    state = ""
    if column.meaning is Meaning.LEFT_AT or word in _WITHDRAWN:
        state = WITHDRAWN
    elif word in _YES:
        state = WITHDRAWN if column.meaning is Meaning.NO_EMAIL else GIVEN
    if state and found.consent.get(channel) != WITHDRAWN:
        found.consent[channel] = state
        told = f"{column.heading}: {text.clean(value, limit=100)}"
        found.consent_words = f"{found.consent_words}; {told}".removeprefix("; ")
    return state
