"""How a file was read and its columns matched the last time one with the same headings came in.

Kept in the notebook beside the journal: a habit of the shop, which no undo takes back and nobody has to look after.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from relnotebook.base import text
from relnotebook.exchange.choices import Choices
from relnotebook.exchange.headers import Layout
from relnotebook.store.write import Session, Write

MOST = 50
"""So many sorts of file are remembered; then the one not seen for longest is forgotten."""

_KEY = "matched_columns"


def fingerprint(layout: Layout) -> str:
    """What two files of the same make have in common: their headings, in their order; '' without headings."""
    headings = [text.fold(column.heading) for column in layout.columns]
    return hashlib.sha256(json.dumps(headings).encode()).hexdigest()[:24] if any(headings) else ""


def all_kept(s: Session) -> dict[str, Choices]:
    """Everything that is remembered, by fingerprint."""
    return {key: _choices(kept) for key, kept in _kept(s).items()}


def recall(s: Session, layout: Layout) -> Choices | None:
    """What was chosen for such a file before: fields, order of dates, overwriting; None when nothing was."""
    return all_kept(s).get(fingerprint(layout) or "-")


def all_letters(s: Session) -> dict[str, str]:
    """How the letters of such files were read, where somebody had to say so, by fingerprint."""
    return {key: letters for key, kept in _kept(s).items() if (letters := kept.get("letters", ""))}


def remember(w: Write, layout: Layout, choices: Choices, letters: str = "") -> None:
    """Keep how the columns of files with these headings are matched, and how their `letters` are read ('' as found).

    Forget it when nothing was chosen.
    """
    key, kept = fingerprint(layout), _kept(w)
    chosen = choices.of_matching or bool(letters)
    if not key or (not chosen and key not in kept):
        return
    kept.pop(key, None)
    if chosen:
        kept[key] = {
            "fields": dict(choices.fields),
            "month_first": dict(choices.month_first),
            "overwrite": sorted(choices.overwrite),
            "letters": letters,
        }
    rest = dict(list(kept.items())[-MOST:])
    words = json.dumps(rest, ensure_ascii=False).encode("utf-8", "replace").decode()
    w.own("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_KEY, words))


def _kept(s: Session) -> dict[str, Any]:
    found = s.raw("SELECT value FROM meta WHERE key = ?", (_KEY,))
    kept: dict[str, Any] = json.loads(found[0][0]) if found else {}
    return kept


def _choices(kept: dict[str, Any]) -> Choices:
    return Choices(dict(kept["fields"]), dict(kept["month_first"]), frozenset(kept["overwrite"]))
