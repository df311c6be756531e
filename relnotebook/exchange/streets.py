"""A postal address as people write it, taken apart into the columns that other programs have for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Parts:
    """What an address is made of; what could not be told apart stays among the `lines`.

    Attributes:
        lines: street and house, and whatever stands above them.
        region: a state, where one is written: IL.
        country: as written.
    """

    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    code: str = ""
    country: str = ""

    def street(self, number: int, of: int) -> str:
        """Line `number` (from 0) of `of` columns; the last column takes all that is left."""
        if number < of - 1:
            return self.lines[number] if number < len(self.lines) else ""
        return ", ".join(self.lines[number:])


_BRITISH = re.compile(r"(.*?),?\s*\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9])")
_AMERICAN = re.compile(r"(.+?),?\s+([A-Z]{2,3})\s+([0-9]{4,5}(?:-[0-9]{4})?)")
_CODE_FIRST = re.compile(
    r"((?:[A-Z]{1,2}-)?(?:[0-9]{4} ?[A-Z]{2}|[0-9]{2}-[0-9]{3}|[0-9]{3} [0-9]{2}|[0-9]{4,7}(?:-[0-9]{3,4})?))\s+(\D.*)"
)
_CODE_ALONE = re.compile(r"(?:[A-Z]{1,2}-)?[0-9]{4,7}(?:-[0-9]{3,4})?|[0-9]{4} ?[A-Z]{2}|[0-9]{2}-[0-9]{3}")
_DIGIT = re.compile(r"\d")
_STREET_WORDS = re.compile(r"(?i)\b(?:flat|unit|floor|apt|suite|no|nr|box|postfach|apartado)\b")


@lru_cache(maxsize=64)
def apart(address: str) -> Parts:
    """The parts of an address of several lines, or of one with commas. Pure; no word of it is lost."""
    lines = [line.strip(" ,") for line in address.split("\n")]
    if len(lines) == 1:
        lines = [piece.strip() for piece in lines[0].split(",")]
    lines = [line for line in lines if line]
    for at in range(len(lines) - 1, max(0, len(lines) - 4), -1):
        town = _town(lines[at])
        if town is None:
            continue
        city, region, code = town
        above = lines[:at]
        if not city and len(above) > 1 and not _DIGIT.search(above[-1]):
            city = above.pop()
        below = lines[at + 1 :]
        if not city and below and not _DIGIT.search(below[0]):
            city = below.pop(0)
        if len(below) > 1 or any(map(_DIGIT.search, below)):
            break
        return Parts(tuple(above), city, region, code, "".join(below))
    if len(lines) == 2 and not _DIGIT.search(lines[1]) and _DIGIT.search(lines[0]):
        return Parts((lines[0],), lines[1])
    return Parts(tuple(lines))


def together(lines: Sequence[str], *, city: str = "", region: str = "", code: str = "", country: str = "") -> list[str]:
    """The lines of an address from its parts, the town as it is written where the postcode is from. Pure."""
    if _BRITISH.fullmatch(code):
        town = [" ".join(filter(None, (city, code))), region]
    elif city and code and _STATE.fullmatch(region) and _ZIP.fullmatch(code):
        town = [f"{city}, {region} {code}"]
    else:
        town = [" ".join(filter(None, (code, city))), region]
    return [part for part in (*lines, *town, country) if part]


_STATE = re.compile(r"[A-Z]{2,3}")
_ZIP = re.compile(r"[0-9]{4,5}(?:-[0-9]{4})?")


def _town(line: str) -> tuple[str, str, str] | None:
    """(city, region, code) of the line that holds the postcode; None for any other line."""
    if found := _BRITISH.fullmatch(line):
        return found[1], "", found[2]
    if found := _AMERICAN.fullmatch(line):
        return found[1], found[2], found[3]
    if (found := _CODE_FIRST.fullmatch(line)) and not _STREET_WORDS.search(line):
        return found[2], "", found[1]
    return ("", "", line) if _CODE_ALONE.fullmatch(line) else None
