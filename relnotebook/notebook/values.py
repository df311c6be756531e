"""What was typed into one of the shop's own fields, read by the field's type into the form that is kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from relnotebook.base.problems import Refusal
from relnotebook.base.text import clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import dates

TEXT_LIMIT = 2000


def read(type_: str, typed: str, choices: tuple[str, ...]) -> str | None:
    """The value as it is kept, '' for nothing typed, None when it does not fit the type.

    Kept forms: number "1.5", money "12.50", date "1990-02-28", yearless "--02-28", yesno "yes"/"no", choice as the
    shop spells it, choices joined by "; ", link with its scheme.
    """
    typed = clean(typed, lines=type_ in ("text", "choices"), limit=TEXT_LIMIT)
    if not typed:
        return ""
    if type_ in ("choice", "choices"):
        return _choice(typed, choices) if type_ == "choice" else _several(typed, choices)
    return _READERS[type_](typed)


def _number(typed: str) -> str | None:
    """1,5 and 1.5 are the same; 1,250 and 1.250.000 have thousands marked."""
    plain = re.sub(r"[\s']", "", fold(typed)).replace("\u2212", "-")
    if not re.fullmatch(r"[+-]?(\d[\d.,]*|[.,]\d+)", plain) or len(plain) > 20:
        return None
    sign = "-" if plain.startswith("-") else ""
    plain = plain.lstrip("+-")
    mark = _decimal_mark(plain)
    whole, _point, part = plain.rpartition(mark) if mark else (plain, "", "")
    if whole and not re.fullmatch(r"\d+|\d{1,3}([.,])\d{3}(\1\d{3})*", whole):
        return None
    whole, part = re.sub(r"[.,]", "", whole).lstrip("0") or "0", part.rstrip("0")
    return sign * (whole != "0" or part != "") + (f"{whole}.{part}" if part else whole)


def _decimal_mark(plain: str) -> str:
    """Which of the two marks stands before the decimals; '' when there are none."""
    found = [c for c in plain if c in ".,"]
    if not found or (len(found) > 1 and len(set(found)) == 1) or re.fullmatch(r"[1-9]\d{0,2},\d{3}", plain):
        return ""
    return found[-1]


def _money(typed: str) -> str | None:
    """With or without a currency sign; two decimals at most."""
    number = _number(re.sub(r"^[^\d.,+\u2212-]+|[^\d.,]+$", "", typed))
    if number is None:
        return None
    whole, _point, part = number.partition(".")
    return None if len(part) > 2 else f"{whole}.{part:0<2}"


def _date(typed: str) -> str | None:
    found = _parts(typed)
    if found is None or None in found:
        return None
    day, month, year = found
    return f"{year:04}-{month:02}-{day:02}"


def _yearless(typed: str) -> str | None:
    found = _parts(typed)
    if found is None or found[0] is None or found[1] is None:
        return None
    return f"--{found[1]:02}-{found[0]:02}"


def _parts(typed: str) -> dates.Parts | None:
    try:
        return dates.read_typed(typed)
    except Refusal:
        return None


def _yes_no(typed: str) -> str | None:
    folded = fold(typed)
    if folded in {"yes", "y", "true", "1", "x", "on", fold(_("yes"))}:
        return "yes"
    return "no" if folded in {"no", "n", "false", "0", "off", fold(_("no"))} else None


def _link(typed: str) -> str | None:
    """Web addresses only; a bare one gets https."""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    fine = parts.scheme.lower() in ("http", "https") and "." in host and " " not in address
    return address if fine and not parts.username else None


def _text(typed: str) -> str:
    return typed


def _choice(typed: str, choices: tuple[str, ...]) -> str | None:
    return next((choice for choice in choices if fold(choice) == fold(typed)), None)


def _several(typed: str, choices: tuple[str, ...]) -> str | None:
    """Choices with ; or line ends between (or commas, where no choice holds one), in the shop's order."""
    mark = r"[;\n]" if any("," in choice for choice in choices) else r"[;,\n]"
    found = {_choice(clean(part), choices) for part in re.split(mark, typed) if part.strip()}
    if None in found:
        return None
    return "; ".join(choice for choice in choices if choice in found)


_READERS: dict[str, Callable[[str], str | None]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "yearless": _yearless,
    "yesno": _yes_no,
    "link": _link,
}
