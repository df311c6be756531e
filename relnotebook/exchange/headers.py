"""What each column of a table holds: by its heading, by the program that wrote it, or by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from relnotebook.base import text
from relnotebook.exchange import headings
from relnotebook.exchange.headings import Meaning

TOP_ROWS = 30
SAMPLE_ROWS = 200
_USELESS = frozenset({Meaning.KEEP, Meaning.SILENT, Meaning.NEVER, Meaning.LABEL, Meaning.VALUE})
_IDENTIFYING = frozenset(
    {
        Meaning.NAME,
        Meaning.FIRST,
        Meaning.CALL_NAME,
        Meaning.OWN_SCRIPT,
        Meaning.PHONE,
        Meaning.MOBILE,
        Meaning.EMAIL,
        Meaning.CARD_NUMBER,
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        index: its place in a row, from 0.
        heading: as it stands in the file; '' in a file without headings.
        place: home, work, other or '' for phones, addresses and the like.
        number: 2 of "Phone 2 - Value"; 0 without one.
        base: the heading without place and number: "phone" of "Phone 2 - Label".
    """

    index: int
    heading: str
    meaning: Meaning
    place: str = ""
    number: int = 0
    base: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table.

    Attributes:
        columns: all of them, left to right.
        top: how many rows stand above the first row of data, the headings among them.
        vendor: the program that wrote it: "Square", "Google Contacts" ...; '' when not known.
        month_first: how that program writes dates; None when it follows the country.
        by_file: "given", "withdrawn" or "bounced" when everybody in the file is one (a mailing tool's lists), else ''.
    """

    columns: tuple[Column, ...]
    top: int
    vendor: str = ""
    month_first: bool | None = None
    by_file: str = ""

    def of(self, *meanings: Meaning) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.meaning in meanings)

    def has(self, *meanings: Meaning) -> bool:
        return any(column.meaning in meanings for column in self.columns)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A program's export, known by headings it alone has together."""

    name: str
    marks: tuple[frozenset[str], ...]  # any one of these sets
    meanings: Mapping[str, Meaning]  # where its headings mean something of their own
    month_first: bool | None = None


# Headings


def words_of(heading: str) -> list[str]:
    """Folded words of a heading; e-mail is one word, underscores and CamelCase part words."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " ").replace("№", "no")
    plain = " ".join(text.words(spaced))
    return re.sub(r"\be (mail|post|posta)", r"e\1", plain).split()


@cache
def _known(visits: bool) -> dict[str, Meaning]:
    """Every heading in `headings`, folded, to what it means."""
    tables = (headings.PEOPLE, headings.VISITS) if visits else (headings.PEOPLE,)
    found: dict[str, Meaning] = {}
    for table in tables:
        for meaning, names in table.items():
            for name in names.replace("\n", " ").split("|"):
                found[" ".join(words_of(name))] = meaning
    found.pop("", None)
    return found


@cache
def _places() -> dict[str, str]:
    kinds = {"home": headings.HOME, "work": headings.WORK, "other": headings.OTHER}
    return {word: place for place, words in kinds.items() for word in words.split()}


def recognise(index: int, heading: str, *, visits: bool = False) -> Column:
    """One column by its heading alone; KEEP when the heading is not known."""
    words = words_of(heading)
    known, places = _known(visits), _places()
    number = next((int(word) for word in reversed(words) if word.isdecimal() and len(word) < 3), 0)
    place = next((places[word] for word in words if word in places), "")
    unnumbered = [word for word in words if not word.isdecimal()]
    bare = [word for word in unnumbered if word not in places]
    filling = set(headings.FILLING.split())
    tries = [words, unnumbered, bare]
    tries += [[word for word in attempt if word not in filling] for attempt in (unnumbered, bare)]
    for attempt in tries:
        base = " ".join(attempt)
        if base in known:
            return Column(index, heading.strip(), known[base], place, number, base)
    return Column(index, heading.strip(), Meaning.KEEP, place, number, " ".join(bare))


_VENDORS = (
    Vendor("Google Contacts", (frozenset({"file as", "organization name", "labels"}),), {}),
    Vendor(
        "Google Contacts",
        (frozenset({"given name", "family name", "group membership"}),),
        {"location": Meaning.SILENT, "email type": Meaning.LABEL},
    ),
    Vendor(
        "Outlook",
        (
            frozenset({"business street", "home street", "internet free busy"}),
            frozenset({"business street", "home street", "imaddress"}),
            frozenset({"strasse geschaftlich", "strasse privat", "nachname"}),
            frozenset({"rue bureau", "rue domicile", "nom"}),
        ),
        {"nom": Meaning.LAST, "name": Meaning.LAST},
    ),
    Vendor(
        "Thunderbird",
        (
            frozenset({"primary email", "display name", "birth year"}),
            frozenset({"primare email adresse", "anzeigename"}),
            frozenset({"adresse electronique principale", "nom a afficher"}),
        ),
        {"nom": Meaning.LAST},
    ),
    Vendor(
        "Mailchimp",
        (
            frozenset({"email address", "leid"}),
            frozenset({"email address", "optin time"}),
            frozenset({"email address", "unsub time"}),
            frozenset({"email address", "first name", "last name", "address", "phone number", "birthday", "tags"}),
        ),
        {"region": Meaning.SILENT},
        month_first=True,
    ),
    Vendor(
        "Square",
        (frozenset({"square customer id"}), frozenset({"reference id", "email subscription status"})),
        {"reference id": Meaning.KEEP, "company name": Meaning.KEEP},
        month_first=True,
    ),
    Vendor(
        "Shopify",
        (
            frozenset({"accepts email marketing", "default address company"}),
            frozenset({"accepts email marketing", "total spent"}),
            frozenset({"accepts email marketing", "tax exempt"}),
        ),
        {},
    ),
    Vendor(
        "RelNotebook",
        (frozenset({"greet as", "card number"}),),
        {"greet as": Meaning.SILENT, "language": Meaning.SILENT},
    ),
    Vendor("listmonk", (frozenset({"email", "name", "attributes"}),), {}),
)


def _vendor(names: frozenset[str]) -> Vendor | None:
    return next((vendor for vendor in _VENDORS if any(mark <= names for mark in vendor.marks)), None)


def layout(heading_row: Sequence[str], top: int, file_name: str = "", *, visits: bool = False) -> Layout:
    """The columns below a row of headings."""
    cells = [cell.strip().lstrip("\ufeff") for cell in heading_row]
    columns = [recognise(i, cell, visits=visits) for i, cell in enumerate(cells)]
    names = frozenset(" ".join(words_of(cell)) for cell in cells)
    vendor = None if visits else _vendor(names)
    if vendor is not None:
        columns = [replace(c, meaning=vendor.meanings.get(c.base, c.meaning)) for c in columns]
    columns = [replace(c, meaning=Meaning.SILENT) if not c.heading else c for c in columns]
    columns = _settled(columns)
    if vendor is None:
        return Layout(tuple(columns), top)
    by_file = _by_file(names, file_name) if vendor.name == "Mailchimp" else ""
    return Layout(tuple(columns), top, vendor.name, vendor.month_first, by_file)


def _settled(columns: list[Column]) -> list[Column]:
    """Headings that mean one thing alone and another beside others."""
    found = {column.meaning for column in columns}
    swap: dict[Meaning, Meaning] = {}
    if Meaning.BIRTH_MONTH in found and Meaning.BIRTH_DAY not in found:
        swap[Meaning.BIRTHDAY] = Meaning.BIRTH_DAY
    elif Meaning.BIRTH_DAY in found and Meaning.BIRTH_MONTH not in found:
        swap[Meaning.BIRTH_DAY] = Meaning.BIRTHDAY
    if Meaning.BIRTH_MONTH in found and Meaning.BIRTHDAY in found and Meaning.BIRTH_DAY in found:
        swap[Meaning.BIRTH_DAY] = swap[Meaning.BIRTH_MONTH] = swap[Meaning.BIRTH_YEAR] = Meaning.SILENT
    for place in {(c.place, c.number) for c in columns}:  # "Province Code" says nothing beside "Province"
        for meaning in (Meaning.REGION, Meaning.COUNTRY):
            here = [c for c in columns if (c.place, c.number, c.meaning) == (place[0], place[1], meaning)]
            codes = [c for c in here if c.base.endswith(" code")]
            if len(codes) < len(here):
                columns = [replace(c, meaning=Meaning.SILENT) if c in codes else c for c in columns]
    for street, number in pairwise(columns):  # "Straße", "Nr"
        if street.meaning is Meaning.STREET and number.base in ("nr", "no", "number", "hausnummer"):
            columns[number.index] = replace(number, meaning=Meaning.STREET, place=street.place, number=street.number)
    columns = [replace(c, meaning=swap.get(c.meaning, c.meaning)) for c in columns]
    return _second_title(_half_names(columns))


_GIVEN_BESIDE_LAST = ("nombre", "nome", "imie", "jmeno", "имя", "ім я", "ad", "isim", "naam", "ten")
_LAST_BESIDE_GIVEN = ("name", "nom", "naam", "navn", "namn")


def _half_names(columns: list[Column]) -> list[Column]:
    """ "Nome" beside "Cognome" is the first name only; "Name" beside "Vorname" only the last."""
    found = {column.meaning for column in columns}
    for i, column in enumerate(columns):
        if column.meaning is not Meaning.NAME:
            continue
        if Meaning.LAST in found and Meaning.FIRST not in found and column.base in _GIVEN_BESIDE_LAST:
            columns[i] = replace(column, meaning=Meaning.FIRST)
        elif Meaning.FIRST in found and Meaning.LAST not in found and column.base in _LAST_BESIDE_GIVEN:
            columns[i] = replace(column, meaning=Meaning.LAST)
    return columns


def _second_title(columns: list[Column]) -> list[Column]:
    """A second "Titre" or "Title" is the job; one after the name is too, where an address book has several."""
    titles = [i for i, column in enumerate(columns) if column.meaning is Meaning.PREFIX]
    for i in titles[1:]:
        columns[i] = replace(columns[i], meaning=Meaning.KEEP)
    return columns


def _by_file(names: frozenset[str], file_name: str) -> str:
    """Of which of Mailchimp's three lists a file is."""
    lowered = file_name.casefold()
    if "clean time" in names or "cleaned" in lowered:
        return "bounced"
    if "unsub time" in names or "unsubscribed" in lowered:
        return "withdrawn"
    return "given" if {"optin time", "confirm time", "leid"} & names else ""


# Where the headings are


def find(rows: Sequence[Sequence[str]], file_name: str = "", *, visits: bool = False) -> Layout | None:
    """The layout of a table from its first rows; None when nothing in it can be put to use.

    Titles and remarks above the headings are passed over. A file without headings is understood by what
    stands in its columns, if that is clear.
    """
    width = max((len([cell for cell in row if cell.strip()]) for row in rows[:SAMPLE_ROWS]), default=0)
    best: tuple[int, Layout] | None = None
    for top, row in enumerate(rows[:TOP_ROWS], 1):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) * 2 < min(width, 40) and len(filled) < 4:
            continue
        if any(map(_is_data, filled)):
            continue
        found = layout(row, top, file_name, visits=visits)
        score = sum(column.meaning not in _USELESS for column in found.columns)
        if score and (best is None or score > best[0]):
            best = score, found
    if best is not None and (visits or _speaks_of_people(best[1], best[0])):
        return _named_by_data(best[1], rows[best[1].top : SAMPLE_ROWS])
    return None if visits else by_content(rows[:SAMPLE_ROWS])


def speaks_of_visits(rows: Sequence[Sequence[str]], file_name: str = "") -> bool:
    """Whether a table lists who had what and when, even if it names people too."""
    found = find(rows, file_name, visits=True)
    if found is None or not (found.has(Meaning.WHEN, Meaning.DATE) and found.has(Meaning.ITEM)):
        return False
    called = found.has(Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.EMAIL, Meaning.PHONE, Meaning.MOBILE)
    return found.has(Meaning.QUANTITY, Meaning.PRICE) or not called


def _speaks_of_people(found: Layout, score: int) -> bool:
    named = sum(bool(column.heading) for column in found.columns)
    if not found.has(*_IDENTIFYING):
        return found.has(Meaning.LAST) and score > 1 and score * 2 >= named
    reached = found.has(Meaning.NAME, Meaning.FIRST) and found.has(Meaning.PHONE, Meaning.MOBILE, Meaning.EMAIL)
    return reached or score > 3 or score * 8 >= named


_DATA = re.compile(r"[^@\s]+@[^@\s]+\.\w+|[+(]?\d[\d\s().,:/+\-]{2,}|-?\d+([.,]\d+)?|https?://.*", re.IGNORECASE)


def _is_data(cell: str) -> bool:
    """Whether this cannot be a heading."""
    cell = cell.strip()
    return len(cell) > 80 or bool(_DATA.fullmatch(cell))


def _named_by_data(found: Layout, rows: Sequence[Sequence[str]]) -> Layout:
    """Undo "Name is the last name" where the column in fact holds the first name too."""
    firsts = found.of(Meaning.FIRST)
    lasts = [c for c in found.of(Meaning.LAST) if c.base in _LAST_BESIDE_GIVEN]
    if not firsts or not lasts:
        return found
    pairs = [(_cell(row, firsts[0].index), _cell(row, lasts[0].index)) for row in rows]
    pairs = [(text.fold(first), text.fold(last)) for first, last in pairs if first and last]
    whole = sum(first in last for first, last in pairs)
    if whole * 2 <= len(pairs):
        return found
    columns = tuple(replace(c, meaning=Meaning.NAME) if c is lasts[0] else c for c in found.columns)
    return replace(found, columns=columns)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


# Without headings


def by_content(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Columns of a file without headings, by what most of their cells look like; None when no column holds names,
    or nothing else in the file speaks of people."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        return None
    width = max(len(row) for row in kept)
    cells = [[_cell(row, i) for row in kept] for i in range(min(width, 50))]
    meanings = [_look_of(column) for column in cells]
    names = [i for i, meaning in enumerate(meanings) if meaning is Meaning.NAME]
    spoken = {Meaning.EMAIL, Meaning.PHONE} & set(meanings)
    clear = len(cells) == 1 or (len(cells) == 2 and bool(names) and _is_titled(cells[names[0]]))
    if Meaning.EMAIL not in meanings and (not names or not (clear or (spoken and len(cells) <= 12))):
        return None
    if len(names) > 1 and names[1] == names[0] + 1 and all(_is_single(cells[i]) for i in names[:2]):
        meanings[names[0]], meanings[names[1]] = Meaning.FIRST, Meaning.LAST
        names = names[1:]
    for i in names[1:]:
        meanings[i] = Meaning.KEEP
    return Layout(tuple(Column(i, "", meaning) for i, meaning in enumerate(meanings)), 0)


def bare(rows: Sequence[Sequence[str]]) -> Layout | None:
    """Columns of which nothing is known, not even a heading; None when there is nothing in the rows."""
    width = max(map(len, rows), default=0)
    return Layout(tuple(Column(i, "", Meaning.KEEP) for i in range(width)), 0) if width else None


def _look_of(column: Sequence[str]) -> Meaning:
    filled = [cell for cell in column if cell]
    if not filled or len(filled) * 4 < len(column):
        return Meaning.KEEP
    tests = (
        (Meaning.EMAIL, lambda cell: text.read_email(cell) is not None),
        (Meaning.PHONE, _is_phone),
        (Meaning.NAME, _is_name),
    )
    for meaning, fits in tests:
        if sum(map(fits, filled)) * 10 >= len(filled) * 7:
            distinct = len({*map(text.fold, filled)})
            return meaning if distinct * 2 >= len(filled) else Meaning.KEEP
    return Meaning.KEEP


_DAY = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{2,4}|\d{8}")


def _is_phone(cell: str) -> bool:
    return text.looks_like_phone(cell) and len(text.digits(cell)) >= 7 and not _DAY.fullmatch(cell.strip())


_NAME = re.compile(r"[^\W\d_][^\d_@/\\<>=+*|{}\[\]]{0,59}")


def _is_name(cell: str) -> bool:
    return bool(_NAME.fullmatch(cell)) and len(cell.split()) <= 6 and (len(cell) > 1 or not cell.isascii())


def _is_titled(column: Sequence[str]) -> bool:
    """Whether most cells begin with a capital, or are of a script without any."""
    filled = [cell for cell in column if cell]
    return sum(not cell[0].islower() for cell in filled) * 5 >= len(filled) * 4


def _is_single(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(len(cell.split()) == 1 for cell in filled) * 5 >= len(filled) * 4
