"""Cells of the tables we write: no cell that a spreadsheet opens may start to calculate."""

from __future__ import annotations

import re

# What a formula begins with, the full-width twins too, also behind blanks and letters nobody sees; and the controls
# that make some programs begin a new cell (OWASP, CSV injection; CWE-1236).
_LIVE = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")


def defused(text: str) -> str:
    """The text as a cell that is read as words: an apostrophe stands before what would be a formula. Pure."""
    return f"'{text}" if _LIVE.match(text) else text
