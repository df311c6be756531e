"""A first look at a file, before anything is decided: its first rows as they stand, its letters and its separator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from relnotebook.base.words import _
from relnotebook.exchange import csvfile, fromcard, headers, letters, sheet, vcard
from relnotebook.exchange.choices import checked_encoding
from relnotebook.exchange.csvfile import Table
from relnotebook.exchange.plan import MAX_TABLE, is_vcard, letters_before

ROWS = 20
_BEGINNING = 2**18


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file looks like.

    Attributes:
        kind: "table" (a text file), "cards" (vCards) or "sheet" (XLSX, ODS).
        rows: the first 20 as they stand, headings among them; of cards: name, phone, e-mail, birthday under headings.
        encoding: how its letters are read; encodings: (key, title) of those worth offering, this one first, none
            where letters are no question. separator: , ; tab or |; separators: (key, title), none but for text.
        count: about how many people are in it.
        vendor: the program that wrote it, when it is known: "Square".
        has_headings: whether the first row is taken for headings.
    """

    kind: str
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""
    encodings: tuple[tuple[str, str], ...] = ()
    separator: str = ""
    separators: tuple[tuple[str, str], ...] = ()
    count: int = 0
    vendor: str = ""
    has_headings: bool = True


def see(
    path: Path, encoding: str = "", separator: str = "", *, region: str = "GB", letters: Mapping[str, str] | None = None
) -> Seen:
    """Look at the beginning of a file; `letters`: how those of others were read (see `remembered.all_letters`).

    Raises the problems of `plan_contacts` about one that cannot be read at all, and Refusal("no-such-letters", value).
    """
    head = csvfile.look(path, limit=MAX_TABLE, sheets=True)
    if is_vcard(path, head):
        return _cards(path, region)
    if sheet.is_packed(head):
        return _sheet(path)
    return _text(path, checked_encoding(encoding), separator, region, letters or {})


def _text(path: Path, encoding: str | None, separator: str, region: str, letters_: Mapping[str, str]) -> Seen:
    table = Table.open(path, region=region, encoding=encoding, separator=separator)
    batch = next(table.batches(), csvfile.Batch([], []))
    filled = [row for row in batch.rows if any(row)]
    if encoding is None and letters_ and table.letters.guessed:
        before = letters_before(filled[: headers.SAMPLE_ROWS], path.name, letters_)
        if before:
            return _text(path, before, separator, region, {})
    found = headers.find(filled[: headers.SAMPLE_ROWS], path.name)
    top = found.top if found else min(len(filled), 1)
    return Seen(
        kind="table",
        rows=_shown(filled),
        encoding=table.letters.encoding,
        encodings=_encodings(path, table.letters.encoding, region),
        separator=table.separator,
        separators=_separators(),
        count=_estimate(table, len(filled)) - top,
        vendor=found.vendor if found else "",
        has_headings=top > 0,
    )


def _shown(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows[:ROWS])


def _estimate(table: Table, rows: int) -> int:
    """Rows of the whole file, from those of its beginning."""
    if table.read >= table.size:
        return rows
    return round(rows * table.size / max(table.read, 1))


def _separators() -> tuple[tuple[str, str], ...]:
    titles = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Upright line")}
    return tuple((mark, titles[mark]) for mark in csvfile.SEPARATORS)


def _encodings(path: Path, now: str, region: str) -> tuple[tuple[str, str], ...]:
    """Ways to read the letters, the likely ones; none for a file of plain ASCII, which all read alike."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if beginning.isascii() and not now.startswith(("utf-16", "utf-32")):
        return ()
    likely = [now, "utf-8", *letters.likely(region)]
    return tuple((key, letters.title(key)) for key in dict.fromkeys(likely))


def _sheet(path: Path) -> Seen:
    found = sheet.Sheet.open(path)
    rows = list(islice(found.rows(), headers.SAMPLE_ROWS))
    layout = headers.find(rows, path.name)
    top = layout.top if layout else min(len(rows), 1)
    return Seen(
        kind="sheet",
        rows=_shown(rows),
        count=max(found.size, len(rows)) - top,
        vendor=layout.vendor if layout else "",
        has_headings=top > 0,
    )


def _cards(path: Path, region: str) -> Seen:
    with path.open("rb") as file:
        data = file.read(vcard.MAX_BYTES + 1)
    people = islice((one for one in fromcard.people(data, region=region) if not one.group_of), ROWS - 1)
    rows = [(_("Name"), _("Phone"), _("E-mail"), _("Birthday"))]
    for person in people:
        ways = {channel: next((w.value for w in person.ways if w.channel == channel), "") for channel in _WAYS}
        born = next((date for date in person.dates if date.kind == "birthday"), None)
        day = "-".join(f"{part:02}" for part in (born.year, born.month, born.day) if part) if born else ""
        rows.append((person.name, ways["phone"], ways["email"], day))
    return Seen("cards", tuple(rows), count=max(data.upper().count(b"BEGIN:VCARD"), len(rows) - 1), vendor="vCard")


_WAYS = ("phone", "email")
