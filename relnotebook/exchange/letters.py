"""Bytes of unknown origin into letters: byte order marks, UTF-8, UTF-16, and a guess for all that is older.

A guess stays a guess: whoever shows an import before it happens may hand in another encoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from relnotebook.base.words import _

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE = 65_536

_HOME_GROUPS = {
    "cp1250": "PL CZ SK HU SI HR BA RO AL",
    "cp1251": "RU UA BY BG MK RS ME KZ KG MN",
    "cp1253": "GR CY",
    "cp1254": "TR AZ",
    "cp1255": "IL",
    "cp1256": "EG SA AE JO LB SY IQ MA DZ TN LY KW QA OM YE BH SD IR PK",
    "cp1257": "LT LV EE",
    "cp1258": "VN",
    "cp874": "TH",
    "cp932": "JP",
    "cp949": "KR",
    "gb18030": "CN SG",
    "big5": "TW HK MO",
}
_HOME = {region: name for name, regions in _HOME_GROUPS.items() for region in regions.split()}
_WESTERN = ("cp1252", "cp1250", "mac_roman", "cp850")
_OTHERS = ("cp1255", "cp1251", "cp1253", "cp1256", "koi8_r")

_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORD = re.compile(r"\S*[^\x00-\x7f]\S*")


def declared(head: bytes) -> str | None:
    """The encoding that the first bytes give away: by a mark, or by the NULs of UTF-16; else None."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    pairs = head[: len(head) // 2 * 2]
    even, odd = pairs[::2].count(0), pairs[1::2].count(0)
    if len(pairs) >= 4 and max(even, odd) * 3 > len(pairs) and min(even, odd) * 4 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def guess(sample: bytes, region: str = "GB") -> str:
    """The likeliest encoding of bytes that are not UTF-8; `region` (the shop's country) settles close calls."""
    sample = sample[:SAMPLE]
    found = _HIGH_WORD.findall(sample)
    high = sum(len(_HIGH.findall(word)) for word in found)
    home = _HOME.get(region.upper(), "")
    if high < 4 or high * 2 < sum(map(len, found)):
        return _least_odd(sample, (home, *_WESTERN) if home in _LATIN_HOMES else _WESTERN)[1]
    oddness, best = _least_odd(sample, (home, *_OTHERS) if home else _OTHERS)
    if oddness * 10 <= high:
        return best
    return _asked(sample) or "cp1252"


_LATIN_HOMES = ("cp1250", "cp1254", "cp1257", "cp1258")


def _least_odd(sample: bytes, names: tuple[str, ...]) -> tuple[int, str]:
    """How odd, and which encoding: the one whose words look least wrong; the first wins a draw."""
    scores = [(_oddness(sample.decode(name, "replace")), place) for place, name in enumerate(names)]
    oddness, place = min(scores)
    return oddness, names[place]


def _oddness(text: str) -> int:
    """Signs of a wrong guess: letters of two scripts, symbols or capitals inside a word, marks on nothing."""
    return sum(_odd_word(word) for word in _WORD.findall(text))


def _odd_word(word: str) -> int:
    odd = 2 * word.count("\ufffd")
    kinds = ["", *map(_kind, word), ""]
    for before, char, after in zip(kinds, kinds[1:], kinds[2:], strict=False):
        if char == "symbol":
            odd += before in _LETTERS or after in _LETTERS
        elif char == "mark":
            odd += not before
        elif before in _LETTERS and char in _LETTERS:
            mixed = char.isupper() and (before.islower() or after.islower())
            odd += mixed or before.lower() != char.lower()
    return odd


_SCRIPTS = ("latin", "cyrillic", "greek", "hebrew", "arabic", "cjk", "hiragana", "katakana", "hangul", "thai")
_LETTERS = frozenset([*_SCRIPTS, *(script.upper() for script in _SCRIPTS)])


@cache
def _kind(char: str) -> str:
    """The script of a letter (in capitals for a capital one), "mark", "symbol" or "" for what may stand anywhere."""
    category = unicodedata.category(char)
    if category[0] == "L":
        script = unicodedata.name(char, "none").split()[0]
        return script if category == "Lu" else script.lower()
    if category == "Mn":
        return "mark"
    return "" if char < "\x80" or char == "·" or category in ("Pd", "Pi", "Pf", "Zs") else "symbol"


def _asked(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return None if best is None else best.encoding


def decode(raw: bytes, encoding: str, fallback: str = "cp1252") -> str:
    """Bytes as text, never failing: what `encoding` cannot read is read line by line, by `fallback` at need."""
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        pass
    wide = encoding.startswith(("utf-16", "utf-32"))
    lines = [] if wide else raw.splitlines(keepends=True)
    if len(lines) > 1:
        return "".join(decode(line, encoding, fallback) for line in lines)
    return raw.decode(encoding if wide else fallback, "replace")


def mended(raw: bytes) -> str | None:
    """UTF-8 of which a letter or two were torn, without them; None for what was never UTF-8."""
    text = raw.decode("utf-8", "ignore")
    lost = len(raw) - len(text.encode())
    read = len(_HIGH.findall(raw)) - lost
    return text if read and lost <= 1 + read // 8 else None


class Reading:
    """What a first pass over a file has found out about its letters.

    Attributes:
        encoding: how to read it; "utf-8" also for a file of which a few lines are not.
        fallback: for the lines that are not.
    """

    def __init__(self, encoding: str, fallback: str = "cp1252") -> None:
        self.encoding = encoding
        self.fallback = fallback

    @classmethod
    def of(cls, blocks: Iterable[bytes], region: str = "GB") -> Reading:
        """Look through a file, handed in as blocks that end with a line."""
        odd: list[bytes] = []
        size = fine = 0
        for number, block in enumerate(blocks):
            if number == 0 and (name := declared(block[:4096])):
                return cls(name)
            if block.isascii() or is_utf8(block):
                fine += 0 if block.isascii() else len(_HIGH.findall(block[:SAMPLE]))
                continue
            for line in _high_lines(block):
                if is_utf8(line):
                    fine += len(_HIGH.findall(line))
                else:
                    odd.append(line[:4096])
                    size += len(odd[-1])
            if size > SAMPLE:
                break
        if not odd:
            return cls("utf-8")
        sample = b"\n".join(odd)
        other = guess(sample, region)
        return cls("utf-8", other) if fine > len(_HIGH.findall(sample)) else cls(other)

    @property
    def guessed(self) -> bool:
        """Whether it may well be another one: UTF-8 and UTF-16 show what they are, all others look alike."""
        return not self.encoding.startswith("utf")

    def text(self, raw: bytes) -> str:
        """A block of whole lines as text."""
        return decode(raw, self.encoding, self.fallback)


def is_utf8(raw: bytes) -> bool:
    """Whether the bytes can be nothing else (plain ASCII among them)."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _high_lines(block: bytes) -> Iterator[bytes]:
    return (line for line in block.splitlines() if not line.isascii())


def likely(region: str) -> tuple[str, ...]:
    """Encodings worth offering in a country, besides UTF-8."""
    home = _HOME.get(region.upper(), "")
    return tuple(dict.fromkeys(filter(None, (home, *_WESTERN, "utf-16"))))


def title(encoding: str) -> str:
    """An encoding as people choose it: what it is called elsewhere, and where it comes from."""
    name = encoding.lower().replace("-", "_")
    titles = {
        "utf_8": _("UTF-8 (usual today)"),
        "utf_8_sig": _("UTF-8 (usual today)"),
        "utf_16": _("UTF-16 (Unicode text)"),
        "utf_16_le": _("UTF-16 (Unicode text)"),
        "utf_16_be": _("UTF-16 (Unicode text)"),
        "cp1252": _("Western Europe (Windows)"),
        "cp1250": _("Central Europe (Windows)"),
        "cp1251": _("Cyrillic (Windows)"),
        "cp1253": _("Greek (Windows)"),
        "cp1254": _("Turkish (Windows)"),
        "cp1255": _("Hebrew (Windows)"),
        "cp1256": _("Arabic (Windows)"),
        "cp1257": _("Baltic (Windows)"),
        "cp1258": _("Vietnamese (Windows)"),
        "cp874": _("Thai (Windows)"),
        "cp932": _("Japanese (Windows)"),
        "cp949": _("Korean (Windows)"),
        "gb18030": _("Chinese, simplified"),
        "big5": _("Chinese, traditional"),
        "koi8_r": _("Cyrillic (older)"),
        "mac_roman": _("Western Europe (Mac)"),
        "cp850": _("Western Europe (DOS)"),
    }
    return titles.get(name, encoding)
