"""Whether two names, or two addresses, may be the same person's. Pure; nothing here is certain, a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from relnotebook.base import text

LOOKS_ALIKE = 93
"""Of 100, from which two folded names look alike: one letter too many or too few in twelve."""

_MOST_LONGER = 12  # letters: what one name may have more than a very long other one and still be so much like it
_LEAST_SOUND = 4  # letters of a sound key: shorter ones (Ana, Anne) are everybody's


def name_key(name: str) -> str:
    """What makes two names the same: the folded words in any order."""
    return " ".join(sorted(text.words(name)))


@dataclass(frozen=True, slots=True)
class Name:
    """A name made ready to be compared with many others.

    Attributes:
        name: as it is written; key: as `name_key`; sounds: of its words, in order.
    """

    name: str
    key: str
    sounds: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> Name:
        key = name_key(name)
        return cls(name, key, tuple(sorted(map(sound, key.split()))))

    @property
    def spelt(self) -> tuple[frozenset[str], ...]:
        """The spellings of each word: Jürgen is jurgen and juergen."""
        return _spelt(self.name)

    def blocks(self) -> set[tuple[str, str]]:
        """Who is looked for among whom: names that may fit have one of these in common.

        Of several words the sound of one and the first letter of another; a name of one word has its sound and "".
        """
        words = self.key.split()
        if len(words) == 1:
            return {(self.sounds[0], "")}
        heads = [_heads(word) for word in words]
        return {
            (sound(word), head)
            for at, word in enumerate(words)
            for other, letters in enumerate(heads)
            if other != at
            for head in letters
        }

    def may_be(self, other: Name) -> bool:
        """Whether two names can be one person's: each word of the shorter fits one of the longer (N. for Ngozi)."""
        short, long = sorted((self.spelt, other.spelt), key=len)
        left = list(long)
        for word in short:
            fit = next((w for w in left if w & word or _begins(w, word)), None)
            if fit is None:
                return False
            left.remove(fit)
        return True

    def alike(self, other: Name) -> bool:
        """Whether two names look or sound alike: Catherine Moore and Kathryn More, Müller and Mueller."""
        if not self.key or not other.key:
            return False
        if self.key == other.key:
            return True
        if self.sounds == other.sounds and sum(map(len, self.sounds)) >= _LEAST_SOUND:
            return True
        if abs(len(self.key) - len(other.key)) > _MOST_LONGER:
            return False
        from rapidfuzz import fuzz

        return bool(fuzz.ratio(self.key, other.key, score_cutoff=LOOKS_ALIKE) >= LOOKS_ALIKE)


@lru_cache(1 << 15)
def _spelt(name: str) -> tuple[frozenset[str], ...]:
    spelt = (frozenset(text.spellings(word)) for word in _BETWEEN_WORDS.split(name))
    return tuple(found for found in spelt if found)


def _heads(word: str) -> set[str]:
    """The letters a folded word may begin with, in its own script and in ours."""
    return {word[0]} if word.isascii() else {spelt[0] for spelt in (word, *text.spellings(word))}


_BETWEEN_WORDS = re.compile(r"[\s,.;/&()–-]+")


def _begins(one: Iterable[str], other: Iterable[str]) -> bool:
    """An initial, or the first three letters and more, of the other word."""
    pairs = [sorted((a, b), key=len) for a in one for b in other]
    return any(long.startswith(short) and (len(short) == 1 or len(short) > 2) for short, long in pairs)


def may_be(one: str, other: str) -> bool:
    """As `Name.may_be`."""
    return Name.of(one).may_be(Name.of(other))


def alike(one: str, other: str) -> bool:
    """As `Name.alike`."""
    return Name.of(one).alike(Name.of(other))


@lru_cache(1 << 16)
def sound(word: str) -> str:
    """The sound of a folded word; names come again and again."""
    return text.sound(word)


_POSTCODE = re.compile(
    r"\b(?:"
    r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}"  # L1 4JJ
    r"|[A-Z]\d[A-Z]\s*\d[A-Z]\d"  # K1A 0B1
    r"|[AC-FHKNPRTV-Y]\d[\dW]\s*[\dAC-FHKNPRTV-Y]{4}"  # D02 X285
    r"|\d{4}\s?[A-Z]{2}"  # 1012 AB
    r"|\d{2}-\d{3}|\d{3}-\d{4}|\d{5}-\d{3}|\d{4}-\d{3}"  # 00-001, 100-0001, 01310-100, 1000-001
    r"|\d{5}-\d{4}|\d{3}\s\d{2}|\d{4,6}"  # 12345-6789, 113 51, 10115
    r")\b",
    re.IGNORECASE,
)
_ZIP_AND_MORE = 9  # digits of an American code with its four for the street


def postcode(address: str) -> str:
    """The postcode of an address, without blanks ("L14JJ"); '' where none is seen.

    The last one that is written as some country writes it: a house number of four digits stands before it.
    """
    found = _POSTCODE.findall(address)
    if not found:
        return ""
    code = re.sub(r"[\s-]", "", found[-1]).upper()
    return code[:5] if code.isdecimal() and len(code) == _ZIP_AND_MORE else code
