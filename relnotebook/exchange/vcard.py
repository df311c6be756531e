"""A forgiving reader of vCard 2.1, 3.0 and 4.0: bytes in, cards out. Never raises on what a file holds.

Lines are unfolded as bytes, because a fold may cut a letter in two, and become text only when a value is asked
for. A photo that is only an address on the internet is left alone: nothing here opens a connection.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from relnotebook.base.problems import Refusal
from relnotebook.exchange import letters

MAX_BYTES = 64 * 2**20
MAX_LINE = 10 * 2**20
MAX_LINES = 5_000_000
MAX_VALUE = 100_000
MAX_CARDS = 200_000
MAX_PROPERTIES = 2_000
MAX_PHOTO = 8 * 2**20
MAX_UNREAD = 50
MAX_NESTED = 4

_BLOCK = 2**18
_ALIASES = {"CN": "FN", "PHONE": "TEL", "MAIL": "EMAIL"}
_STARTS = frozenset({"FN", "N", "TEL", "EMAIL", "VERSION"})
_SPECIAL = frozenset({"BEGIN", "END", "PHOTO", "AGENT"})
_WORDY = frozenset({"NOTE", "LABEL", "ADR"})
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_PLACES = frozenset({"INLINE", "URL", "CONTENT-ID", "CID"})


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a value: the name in capitals without its group, and the parameters.

    Attributes:
        group: "item1" of `item1.EMAIL`, in small letters; "" mostly.
        types: all TYPE values in small letters, the bare words of 2.1 among them.
        params: the other parameters, names in capitals.
    """

    name: str
    group: str
    types: frozenset[str]
    params: dict[str, str]
    quoted: bool  # quoted-printable
    binary: bool  # base64
    is_plain: bool = False  # one of the many that are nothing but text


@dataclass(slots=True)
class Property:
    """One line of a card. `raw` is text, still with the backslashes of the format."""

    head: Head
    raw: str

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def text(self) -> str:
        """The value as people read it."""
        return unescape(self.raw).strip()

    def parts(self, mark: str = ";") -> list[str]:
        """The value split at its unescaped marks."""
        return [unescape(part).strip() for part in split(self.raw, mark)]


@dataclass(slots=True)
class Card:
    """One card of a file.

    Attributes:
        number: its place in the file, from 1.
        photo: the picture's bytes as they came, not yet looked at; None without one.
        unread: lines that are no property, at most 50.
        left_out: names of properties whose value was too long or could not be read.
        agents: cards inside this one.
    """

    number: int
    properties: list[Property] = field(default_factory=list)
    photo: bytes | None = None
    unread: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    agents: list[Card] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The text of the first property of that name that is not empty, else ''."""
        return next((text for p in self.properties if p.head.name == name and (text := p.text)), "")

    def all(self, name: str) -> list[Property]:
        return [p for p in self.properties if p.head.name == name]


# Values

_ESCAPED = re.compile(r"\\([\\,;:nN])")


def unescape(raw: str) -> str:
    r"""Text without the format's backslashes; one that escapes nothing (C:\Users) stays."""
    if "\\" not in raw:
        return raw
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], raw)


def split(raw: str, mark: str) -> list[str]:
    """Split at marks that no backslash stands before."""
    if "\\" not in raw:
        return raw.split(mark)
    cuts = [m.start() for m in re.finditer(rf"\\.|{re.escape(mark)}", raw, re.DOTALL) if m[0] == mark]
    return [raw[start:end] for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(raw)], strict=True)]


# Cards


def cards(data: bytes, *, region: str = "GB") -> Iterator[Card]:
    """Every card of a file, one at a time; `region` helps to guess the letters of an old one.

    Raises Refusal("too-big") for a file beyond 64 MB or 5 million lines, Refusal("too-many-cards") after 200,000.
    """
    if len(data) > MAX_BYTES:
        raise Refusal("too-big", limit=MAX_BYTES // 2**20)
    reading = letters.Reading.of([data if letters.is_utf8(data) else _DECLARED.sub(b"", data)], region)
    if reading.encoding.startswith(("utf-16", "utf-32")):
        data, reading = reading.text(data).encode("utf-8", "replace"), letters.Reading("utf-8")
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b"")
    if data.count(b"\n") > MAX_LINES:
        raise Refusal("too-big", limit=MAX_BYTES // 2**20)
    for number, card in enumerate(_Reader(reading, region).read(_logical(data)), 1):
        card.number = number
        yield card


_DECLARED = re.compile(rb"(?mi)^[^:\r\n]*CHARSET=[^\r\n]*")  # these lines say themselves how they are read


def _blocks(data: bytes) -> Iterator[bytes]:
    """The file in blocks of whole lines, folds and all, so that its lines never lie in memory together."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at + _BLOCK)
        while end != -1 and data[end + 1 : end + 2] in (b" ", b"\t", b"\n"):
            end = data.find(b"\n", end + 1)
        end = len(data) if end == -1 else end
        yield data[at:end]
        at = end + 1


def _physical(data: bytes) -> Iterator[bytes]:
    """Lines without their ends."""
    for block in _blocks(data):
        yield from block.split(b"\n")


_CARD_EDGE = re.compile(rb"(?i)(?:BEGIN|END):VCARD")
_NEW_PROPERTY = re.compile(rb"[A-Z][A-Z-]{1,30}(?:;[^:]{0,200})?:")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_BASE64_HEAD = re.compile(rb"(?i)[^:]*;(?:ENCODING=)?(?:B|BASE64)[;:]")


_FOLD = re.compile(rb"\n+[ \t]")
_NOT_ONLY_FOLDS = re.compile(rb"(?i)=\n|[;=]B(?:ASE64)?[;:]")


def _logical(data: bytes) -> Iterator[bytes]:
    """Lines put together again, whichever way they were broken."""
    if _NOT_ONLY_FOLDS.search(data):
        yield from _mended(data)
        return
    for block in _blocks(data.lstrip(b"\n")):
        yield from filter(None, _FOLD.sub(b"", block).split(b"\n"))


def _mended(data: bytes) -> Iterator[bytes]:
    """Lines put together again: folds, quoted-printable soft breaks, and base64 that was never indented."""
    held: list[bytes] = []
    size = 0
    soft = gap = False
    for line in _physical(data):
        if not line:
            gap = True
            continue
        if soft:
            if not _CARD_EDGE.match(line) and not (gap and _NEW_PROPERTY.match(line)):
                soft = line.endswith(b"=")
                held.append(line[:-1] if soft else line)
                gap = False
                continue
            soft = False
        gap = False
        if held:
            if line[0] in (32, 9):
                if size <= MAX_LINE:
                    soft = line[-1] == 61 and b"QUOTED-PRINTABLE" in held[0][:200].upper()
                    held.append(line[1:-1] if soft else line[1:])
                    size += len(held[-1])
                continue
            if b":" not in line and _BASE64_LINE.fullmatch(line) and _BASE64_HEAD.match(held[0][:200]):
                if size <= MAX_LINE:
                    held.append(line)
                    size += len(line)
                continue
            yield held[0] if len(held) == 1 else b"".join(held)
        soft = line[-1] == 61 and b"QUOTED-PRINTABLE" in line[:200].upper()
        held = [line[:-1] if soft else line]
        size = len(line)
    if held:
        yield b"".join(held)


class _Reader:
    """Puts lines into cards.

    Attributes:
        _open: the card being read, the innermost last; empty between cards.
        _heads: heads met before, since a file repeats a few dozen of them.
        _begun: cards begun so far, those inside others among them.
    """

    def __init__(self, reading: letters.Reading, region: str) -> None:
        self._reading = reading
        self._region = region
        self._open: list[Card] = []
        self._heads: dict[bytes, Head | None] = {}
        self._begun = 0

    def read(self, lines: Iterator[bytes]) -> Iterator[Card]:
        heads, here, text, most = self._heads, self._open, self._plain_text, MAX_PROPERTIES
        for line in lines:
            if len(line) > MAX_LINE:
                self._leave_out(line[:100].decode("ascii", "replace").split(":")[0].split(";")[0])
                continue
            start, _, value = line.partition(b":")
            try:
                head = heads[start]
            except KeyError:
                start, value = _cut_head(line)
                head = self._head(start)
            if head is None:
                self._stray(line)
            elif head.is_plain and here and value and len(value) <= MAX_VALUE and len(here[-1].properties) < most:
                here[-1].properties.append(Property(head, self._text(head, value) if head.params else text(value)))
            elif head.name == "BEGIN":
                if (done := self._begin()) is not None:
                    yield done
            elif head.name == "END":
                if (done := self._end()) is not None:
                    yield done
            elif self._open or head.name in _STARTS:
                self._property(head, value)
        while self._open:
            if (done := self._end()) is not None:
                yield done

    def _head(self, start: bytes) -> Head | None:
        head = _parse_head(start)
        if b'"' not in start:
            if len(self._heads) > 5_000:
                self._heads.clear()
            self._heads[start] = head
        return head

    def _begin(self) -> Card | None:
        """A card begins. The one before ends here too when its END is missing, unless this is its agent."""
        done = None
        if self._open:
            last = self._open[-1].properties[-1:]
            nested = any(one.name == "AGENT" and not one.raw for one in last)
            if not nested or len(self._open) >= MAX_NESTED:
                done = self._open[0]
                self._open.clear()
        self._begun += 1
        if self._begun > MAX_CARDS:
            raise Refusal("too-many-cards", limit=MAX_CARDS)
        card = Card(0)
        if self._open:
            self._open[-1].agents.append(card)
        self._open.append(card)
        return done

    def _end(self) -> Card | None:
        card = self._open.pop() if self._open else None
        return None if self._open else card

    def _property(self, head: Head, value: bytes) -> None:
        if not self._open:
            self._open.append(Card(0))
        card = self._open[-1]
        if len(card.properties) >= MAX_PROPERTIES:
            self._leave_out(head.name)
        elif head.name == "PHOTO":
            card.photo = card.photo or self._photo(head, value)
        elif head.binary:
            return  # sounds, keys, logos: nothing for a notebook
        elif value or head.name == "AGENT":
            text = self._text(head, value)
            if len(text) > MAX_VALUE:
                self._leave_out(head.name)
                text = text[:MAX_VALUE]
            card.properties.append(Property(head, text))

    def _text(self, head: Head, value: bytes) -> str:
        if not head.params:
            return self._plain_text(value)
        if head.quoted:
            value = binascii.a2b_qp(value)
        try:
            return value.decode(head.params.get("CHARSET", "utf-8"))
        except (UnicodeError, LookupError, ValueError):
            pass
        if head.quoted:  # the bytes were hidden from the look at the whole file
            return letters.mended(value) or letters.decode(value, letters.guess(value, self._region))
        return self._reading.text(value)

    def _plain_text(self, value: bytes) -> str:
        try:
            return value.decode()
        except UnicodeError:
            return self._reading.text(value)

    def _photo(self, head: Head, value: bytes) -> bytes | None:
        """The bytes of a picture that lies in the file itself; an address is never followed."""
        if value[:5].lower() == b"data:":
            value = value.replace(b"\\,", b",").partition(b",")[2]
        elif not head.binary:
            return None
        try:
            picture = binascii.a2b_base64(value)
        except binascii.Error:
            picture = b""
        if not picture or len(picture) > MAX_PHOTO:
            self._leave_out("PHOTO")
            return None
        return picture

    def _stray(self, line: bytes) -> None:
        """A line that is no property: the rest of a note that was broken by hand, or something to keep aside."""
        if not self._open:
            return
        card = self._open[-1]
        text = self._reading.text(line)
        last = card.properties[-1] if card.properties else None
        if last is not None and last.head.name in _WORDY and len(last.raw) + len(text) < MAX_VALUE:
            last.raw += "\n" + text
        elif len(card.unread) < MAX_UNREAD:
            card.unread.append(text[:1000])

    def _leave_out(self, name: str) -> None:
        if self._open and len(self._open[-1].left_out) < MAX_UNREAD:
            self._open[-1].left_out.append(name.upper())


_MARKS = re.compile(rb'[":;]')
_NAME = re.compile(r"(?:(.{1,60})\.)?([A-Za-z][A-Za-z0-9-]{0,60})")


def _cut_head(line: bytes) -> tuple[bytes, bytes]:
    """What stands before and after the colon that is not between quotes; (line, b"") without one."""
    inside = False
    for mark in _MARKS.finditer(line, 0, 4096):
        if mark[0] == b'"':
            inside = not inside
        elif mark[0] == b":" and not inside:
            return line[: mark.start()], line[mark.end() :]
    start, colon, value = line.partition(b":")
    return (start, value) if colon else (line[:4096] + b"\0", b"")


def _pieces(start: bytes) -> list[str]:
    """A head split at its semicolons, those between quotes left alone."""
    if b'"' not in start:
        return start.decode("utf-8", "replace").split(";")
    pieces, at, inside = [], 0, False
    for mark in _MARKS.finditer(start):
        if mark[0] == b'"':
            inside = not inside
        elif mark[0] == b";" and not inside:
            pieces.append(start[at : mark.start()])
            at = mark.end()
    return [piece.decode("utf-8", "replace") for piece in (*pieces, start[at:])]


def _parse_head(start: bytes) -> Head | None:
    """None when this cannot be the head of a property."""
    name, *rest = _pieces(start[:4096])
    found = _NAME.fullmatch(name.strip())
    if found is None:
        return None
    types: list[str] = []
    params: dict[str, str] = {}
    for piece in rest:
        key, equals, value = piece.strip().partition("=")
        key = key.strip().upper()
        value = value.replace('"', "").strip()
        if not equals:
            if key in _ENCODINGS:
                params["ENCODING"] = key
            elif key in _PLACES:
                params["VALUE"] = key
            else:
                types.append(key.lower())
        elif key == "TYPE":
            types.extend(part.strip().lower() for part in value.split(","))
        else:
            params.setdefault(key, value)
    encoding = params.get("ENCODING", "").upper()
    plain_name = _ALIASES.get(found[2].upper(), found[2].upper())
    return Head(
        name=plain_name,
        group=(found[1] or "").lower(),
        types=frozenset(filter(None, types)),
        params=params,
        quoted=encoding == "QUOTED-PRINTABLE",
        binary=encoding in ("B", "BASE64"),
        is_plain=plain_name not in _SPECIAL and encoding not in ("B", "BASE64"),
    )
