"""Cells of the tables we write: no cell that a spreadsheet opens may start to calculate.

What `defused` puts before a cell, `bare` takes away again: a table of ours comes back as it was.
"""

from __future__ import annotations

import re

# What a formula begins with, the full-width twins too, also behind blanks and letters nobody sees; and the controls
# that make some programs begin a new cell (OWASP, CSV injection; CWE-1236).
_LIVE = r"(?:[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])"
_TO_DEFUSE = re.compile(rf"{_LIVE}|'+(?:{_LIVE}|[0-9])")
_TO_BARE = re.compile(rf"'+(?:{_LIVE}|[0-9])")
_PHONE = re.compile(r"\+[0-9][0-9 ().\-/]{5,24}")
_SAFE_NUMBER = re.compile(r"[1-9][0-9]{0,10}")
_FIRST_DIGIT = re.compile(r"[+0-9]")


def defused(text: str) -> str:
    """The text as a cell that is read as words: an apostrophe stands before what would be a formula. Pure."""
    if text[:1].isalnum():  # most cells by far: nothing live begins so
        return text
    return f"'{text}" if _TO_DEFUSE.match(text) else text


def kept_zeros(text: str) -> str:
    """A phone, postcode or card number as a cell of which a spreadsheet makes no number and no date. Pure."""
    if _FIRST_DIGIT.match(text) and not _SAFE_NUMBER.fullmatch(text):
        return f"'{text}"
    return defused(text)


def phone_or_defused(text: str) -> str:
    """A cell for a mailing tool or an address book: what is nothing but a phone keeps its plus as it is. Pure."""
    return text if text[:1] == "+" and _PHONE.fullmatch(text) else defused(text)


# For whole columns: what stands between the cells is no letter, so that one look at all of them at once is enough.
_BETWEEN = "\0"
_ALL_WORDS = re.compile(r"(?:\A|\0)(?![\w\0]|\Z)")
_ALL_WORDS_OR_PHONES = re.compile(r"(?:\A|\0)(?![\w\0]|\Z|\+[0-9][0-9 ().\-/]{5,24}(?:\0|\Z))")


def all_defused(column: list[str]) -> list[str]:
    """`defused` for every cell of a column. Pure."""
    return list(map(defused, column)) if _ALL_WORDS.search(_BETWEEN.join(column)) else column


def all_phones_or_defused(column: list[str]) -> list[str]:
    """`phone_or_defused` for every cell of a column. Pure."""
    if _ALL_WORDS_OR_PHONES.search(_BETWEEN.join(column)):
        return list(map(phone_or_defused, column))
    return column


def all_kept_zeros(column: list[str]) -> list[str]:
    """`kept_zeros` for every cell of a column. Pure."""
    return [kept_zeros(text) if text else "" for text in column]


def bare(text: str) -> str:
    """A cell as it was before it was defused. Pure."""
    return text[1:] if text[:1] == "'" and _TO_BARE.match(text) else text
