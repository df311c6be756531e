"""Text from the clipboard as a file that can be brought in: a table, vCards, or addresses one after the other.

The file lies beside the notebook, for this person's eyes only, and goes once its people came in.
"""

from __future__ import annotations

import csv
import io
import os
import re
from contextlib import suppress
from email.utils import getaddresses
from pathlib import Path

from relnotebook.base import text
from relnotebook.base.problems import Refusal

FOLDER = "pasted"
MAX_LETTERS = 20_000_000

_CARDS = re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")


def keep(folder: Path, words: str) -> Path:
    """Write what was pasted into a file beside the notebook, whose folder is given.

    Addresses as mail programs list them ("Ana Silva <ana@x.example>, ben@y.example") become a table. Raises
    Refusal("nothing-pasted"), Refusal("too-big", limit), Refusal("not-written", file).
    """
    if not words.strip():
        raise Refusal("nothing-pasted")
    if len(words) > MAX_LETTERS:
        raise Refusal("too-big", file="", limit=MAX_LETTERS // 10**6)
    cards = bool(_CARDS.match(words))
    path = _place(folder) / ("Pasted.vcf" if cards else "Pasted.csv")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline="") as out:
            out.write(words if cards else _table(words).encode("utf-8", "replace").decode())
    except OSError as trouble:
        raise Refusal("not-written", file=path.name) from trouble
    return path


def forget(folder: Path) -> None:
    """Remove what was pasted; never raises."""
    place = _place(folder)
    with suppress(OSError):
        for path in place.glob("Pasted.*"):
            path.unlink(missing_ok=True)
        place.rmdir()


def _place(folder: Path) -> Path:
    return folder / FOLDER


def _table(words: str) -> str:
    """A table as it was copied; a list of addresses as a table with headings."""
    found = addresses(words)
    if found is None:
        return words
    out = io.StringIO()
    csv.writer(out).writerows([("Name", "E-mail"), *found])
    return out.getvalue()


def addresses(words: str) -> list[tuple[str, str]] | None:
    """(name, e-mail) of a text that is nothing but e-mail addresses, with names or without; else None. Pure."""
    if "\t" in words:
        return None
    lines = [line.strip(" ,;") for line in words.splitlines() if line.strip(" ,;")]
    found: list[tuple[str, str]] = []
    for line in lines:
        pairs = getaddresses([line.replace(";", ",")])
        told = [(text.clean(name), address) for name, address in pairs if text.read_email(address)]
        if len(told) != len(_ADDRESS.findall(line)) or not told or _left_over(line, told):
            return None
        found += told
    return found or None


def _left_over(line: str, told: list[tuple[str, str]]) -> bool:
    """Whether a line says more than addresses and whose they are."""
    rest = text.fold(line)
    for said in (part for pair in told for part in reversed(pair) if part):
        rest = rest.replace(text.fold(said), " ")
    return bool(re.search(r"\w", rest))
