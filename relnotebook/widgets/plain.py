"""Customers' words made safe to paint: one line, no control characters, no end that never comes.

Qt takes some strings for markup; what a person typed reaches labels through `labels.PlainLabel` and tooltips
through `set_tip` here, never otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtWidgets import QSystemTrayIcon, QWidget

LONGEST = 300  # characters; more than any row shows, few enough to measure at once

# Overrides, embeddings and isolates turn the words after them around; joiners (U+200C, U+200D) belong to scripts.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_BREAKS = "\u0085\u2028\u2029"
_UNWANTED = re.compile(f"[\x00-\x1f\x7f-\x9f{_BREAKS}{_TURNING}\ud800-\udfff]")
_PILED = re.compile(r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")


def clean(text: str, limit: int = LONGEST) -> str:
    """`text` on one line without control and direction characters, cut to `limit` characters with an ellipsis."""
    cut = text[: limit + 1]
    if _UNWANTED.search(cut):
        cut = _UNWANTED.sub(_stand_in, cut)
    if not cut.isascii():
        cut = _PILED.sub(r"\1", cut)
    return cut if len(text) <= limit else cut[: limit - 1] + "…"


def clean_text(text: str, limit: int = 20 * LONGEST) -> str:
    """As `clean`, but keeps the line breaks of a text of several lines."""
    return "\n".join(clean(line, limit) for line in text[:limit].splitlines())


def with_spans(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The clean text, and `spans` moved to where their letters now stand; spans beyond the cut are left out."""
    shown = clean(text)
    if shown == text:
        return shown, tuple(span for span in spans if 0 <= span[0] < span[1] <= len(text))
    moved = ((len(clean(text[:start])), len(clean(text[:end]))) for start, end in spans if end <= LONGEST)
    return shown, tuple((start, end) for start, end in moved if start < end <= len(shown))


def tip(text: str, key: str = "") -> str:
    """A tooltip's text: escaped, so that Qt never takes a customer's words for markup; the key stands after it."""
    words = "<br>".join(_escaped(line) for line in clean_text(text).splitlines())
    if not key:
        return f"<span>{words}</span>" if words else ""
    return f"<span>{words}&nbsp;&nbsp;{_escaped(key)}</span>"


def set_tip(widget: QWidget, text: str, key: str = "") -> None:
    """Give `widget` a tooltip: the words, two spaces, the key. Markup in them is shown as it is written."""
    widget.setToolTip(tip(text, key))


def set_tray_tip(icon: QSystemTrayIcon, text: str) -> None:
    """The tooltip of the icon beside the clock, which the desktop shows as it is."""
    icon.setToolTip(clean(text))


def without_mnemonic(text: str) -> str:
    """Words as they are seen where Qt marks a mnemonic by & and writes a real & twice."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def units(text: str, index: int) -> int:
    """The place of character `index` in UTF-16 units, which is how Qt counts."""
    head = text[:index]
    return index if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2


def _escaped(text: str) -> str:
    """As html.escape, whose module costs 5 ms of every start."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _stand_in(found: re.Match[str]) -> str:
    return " " if found[0] in "\t\n\r\v\f" or found[0] in _BREAKS else ""
