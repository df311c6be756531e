"""What staff wrote for themselves, said to the customer: "Tell her when the rye is back" -> "the rye is back".

It is only done where the words are plainly meant to be passed on; a reminder may hold what no customer is to read, so
anything else stays with the staff and the message is a general one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 160


@dataclass(frozen=True, slots=True)
class Clause:
    """What may be said, and in which language it is; both '' when nothing is to be passed on."""

    words: str = ""
    language: str = ""


NOTHING = Clause()

_WHOM = r"(?:her|him|them|[A-Z][\w'’-]*(?: (?:and|&) [A-Z][\w'’-]*| [A-Z][\w'’-]*){0,2})"
_TELL = re.compile(
    rf"(?:[Pp]lease )?(?:(?:[Tt]ell|[Tt]ext|[Cc]all|[Rr]ing|[Pp]hone|[Ee]-?mail|[Mm]essage) {_WHOM}|"
    rf"[Ll]et {_WHOM} know|[Ss]ay|[Ww]rite to {_WHOM})"
    r",?(?: (?:when|once|that|as soon as))? (?P<rest>.+)"
)
_VERBS = re.compile(
    r"\b(?:is|are|has|have|came|comes|arrived|arrives|will|can|we|opens|opened|starts|started)\b|\w['’](?:s|re|ll|ve)\b"
)
_NO_CLAUSE = re.compile(r"(?:about|of|to|not|how|what|where|who|why|whether|if|off|it|and|or|on|at|for|by|before)\b")
_THIRD = re.compile(r"\b(?:she|he|they|him|them|hers|theirs|himself|herself|[sS]taff)\b|\b(?:her|his|their)\b(?! \w)")
_THEIRS = re.compile(r"(?<!for )(?<!to )(?<!with )(?<!from )\b(?:her|his|their)\b(?= \w)")
_LEFT = re.compile(r"\b(?:her|his|their)\b")

_SAGEN = re.compile(
    r"(?:.{0,60}?[ ,])?(?:[Ss]agen|[Gg]eben|[Mm]elden|[Ss]chreiben|[Aa]nrufen|[Ii]nformieren),? "
    r"(?:wenn|sobald|dass|daß) (?P<rest>.+)"
)
_DRITTE = re.compile(r"\b(?:ihr|ihre[nmrs]?|sein|seine[nmrs]?|sie|er|ihm|ihnen|ihn)\b", re.IGNORECASE)


def to_customer(words: str, kind: str, language: str = "en") -> Clause:
    """The part of a promise, reminder or check that is meant for the customer, in a form to stand after a colon.

    A check's words name the check itself ("Patch test"), in the till's `language`, and are passed on while they are
    short. What came of feedback or of an idea was written for them to hear. Dates and follow-ups have nothing to pass
    on. Pure.
    """
    words = " ".join(words.split()).rstrip(" .")
    if not words or len(words) > LONGEST or "\0" in words:
        return NOTHING
    if kind == "check":
        return _name_of_check(words, language)
    if kind in ("feedback", "idea"):
        return Clause(words, language)
    if kind not in ("promise", "reminder"):
        return NOTHING
    return _english(words) or _german(words) or NOTHING


def _english(words: str) -> Clause | None:
    found = _TELL.fullmatch(words)
    if found is None:
        return None
    rest = found["rest"]
    if _NO_CLAUSE.match(rest) or _THIRD.search(rest) or not _VERBS.search(rest):
        return None
    rest = _THEIRS.sub("your", rest)
    return None if _LEFT.search(rest) else Clause(within(rest), "en")


def _german(words: str) -> Clause | None:
    found = _SAGEN.fullmatch(words)
    if found is None or _DRITTE.search(found["rest"]):
        return None
    return Clause(found["rest"], "de")


def _name_of_check(words: str, language: str) -> Clause:
    """A check's name of three words at most, without anything that looks like an aside."""
    plain = re.fullmatch(r"[^\W\d_][\w'’-]*(?: [\w'’-]+){0,2}", words)
    return Clause(within(words) if language == "en" else words, language) if plain else NOTHING


def within(thing: str) -> str:
    """A thing as it stands inside an English sentence: "oat flat white", but "Earl Grey" and "BLT" stay. Pure."""
    words = thing.split()
    plain = len(thing) > 1 and thing[0].isupper() and thing[1].islower() and not any(w[0].isupper() for w in words[1:])
    return thing[0].lower() + thing[1:] if plain else thing
