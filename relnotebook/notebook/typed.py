"""Words typed into the search, sorted for the quick-add sheet. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from relnotebook.base.text import NAME_LIMIT, clean, digits

_FEWEST = 5  # digits that may be a phone; fewer belong to the name: "Table 4", "Anna 12"
_LONE_CARD = 8

_ADDRESS = re.compile(r"(?<!\S)[<(]?(?:mailto:)?([^\s<>()@]+@[^\s<>()@,;]+)[>)]?[,;]?")
_RUN = re.compile(r"(?<![\w.])(?:tel:)?([+＋]?[(\d][\d\s().\-/–‐‑]*\d)(?!\w)")
_DATE = re.compile(r"\d{1,2}\s*([./-])\s*\d{1,2}\s*\1\s*(\d{4}|\d{2})|\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Typed:
    """`card` holds digits that can be no phone of this country, as a scanned card gives them."""

    name: str
    phone: str
    email: str
    card: str = ""


def sort_typed(text: str, region: str) -> Typed:
    """Words typed sorted into name, phone and e-mail; pure.

    What looks like an address is taken as one, even where a letter is missing, so that it can be put right. Of
    several numbers the first is taken; numbers below five digits and dates stay with the name.
    """
    rest = clean(text, limit=NAME_LIMIT * 2)
    email, rest = _take_email(rest)
    phone, card = "", ""
    for found in _RUN.finditer(rest):
        run, count = found[1], len(digits(found[1]))
        if count < _FEWEST or _DATE.fullmatch(run.strip()):
            continue
        if _is_card(run, region):
            card = digits(run)
        else:
            phone = clean(run)
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
        break
    return Typed(clean(rest).strip(" ,;:<>-").strip(), phone, email, card)


def _take_email(text: str) -> tuple[str, str]:
    """The address as typed, and the text without it."""
    found = _ADDRESS.search(text)
    if found is None:
        return "", text
    return found[1].rstrip(".,;"), f"{text[: found.start()]} {text[found.end() :]}"


def _is_card(run: str, region: str) -> bool:
    """Digits without any grouping, no 0 or + before them, that the numbering plan does not know as a number."""
    if not run.isdecimal() or run.startswith("0") or len(run) < _LONE_CARD:
        return False
    import phonenumbers as plan

    try:
        return not plan.is_valid_number(plan.parse(run, region.upper()))
    except plan.NumberParseException:
        return True
