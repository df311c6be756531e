"""Why a customer was found: which of their words the typed ones stand in, and where. Pure.

Texts are compared folded, and the places are those of the letters as they are shown: "tran" is (0, 4) of "Trần".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from relnotebook.base.text import digits, fold, keys

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row matched.

    Attributes:
        field: name, own_script, call_name, usual; phone, email, card, tag; person (an animal of theirs), had (often
            had, but not on the line); near (what was typed is likely a misspelling of what is marked in `text`).
        text: the text that matched, as it is shown: "0151 496 0183".
        spans: (start, end) of the matching letters in `text`.
    """

    field: str
    text: str
    spans: tuple[Span, ...] = ()


Forms = tuple[str, ...]  # one word or number that was typed: its spellings, folded, the plainest first
Hit = dict[Forms, Span]  # where each of them stands


class Text(NamedTuple):
    """One thing that is known of a customer. `normal` are a phone's digits with the country code."""

    field: str
    text: str
    normal: str = ""


def explain(
    known: Iterable[Text], asked: Sequence[Forms], seen: list[tuple[Text, Hit]] | None = None
) -> tuple[Why | None, bool]:
    """The reason to show, and whether all that was asked for was found somewhere.

    It is the first text that holds all of it; else the one that says most beyond the name, which is shown anyway.
    `known` comes in the order of preference; `seen` is what was found in texts before them, and grows.
    """
    seen = [] if seen is None else seen
    for text in known:
        hit = found_in(text, asked)
        if not hit:
            continue
        if len(hit) == len(asked):
            return _why(text, hit), True
        seen.append((text, hit))
    if not seen:
        return None, False
    in_name = {forms for text, hit in seen if text.field in _SHOWN for forms in hit}
    text, hit = max(seen, key=lambda one: (len(one[1].keys() - in_name), len(one[1])))
    return _why(text, hit), len({forms for _, hit in seen for forms in hit}) == len(asked)


_SHOWN = frozenset({"name", "own_script", "call_name"})


def in_one(field: str, shown: str, asked: Sequence[Forms]) -> Why | None:
    """The reason when this one text holds all that was asked for: the commonest case, and so the shortest way."""
    if not asked:
        return None
    spans = []
    folded = shown.lower()
    whole = None if shown.isascii() else _Folded(shown)
    for forms in asked:
        place = _in_ascii(folded, forms[0]) if whole is None else whole.find(forms[0])
        if place is None:
            return None
        spans.append(place)
    return Why(field, shown, tuple(spans) if len(spans) == 1 else _joined(shown, spans))


def _in_ascii(folded: str, word: str) -> Span | None:
    at = folded.find(word)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(word, at + 1)
    return None if at < 0 else (at, at + len(word))


def _why(text: Text, hit: Hit) -> Why:
    return Why(text.field, text.text, _joined(text.text, hit.values()) if len(hit) > 1 else tuple(hit.values()))


def found_in(text: Text, asked: Iterable[Forms]) -> Hit:
    """Where the words stand at the start of a word; digits stand anywhere in a phone or a card number."""
    numbered = text.field in ("phone", "card")
    plain = text.text.lower() if text.text.isascii() else None  # most texts hold nothing, and this tells it soonest
    shown: _Folded | None = None
    hit: Hit = {}
    for forms in asked:
        for form in forms:
            if numbered and form.isdecimal():
                place = _in_number(text.text, text.normal, form)
            elif plain is not None and form not in plain:
                continue
            else:
                shown = shown or _Folded(text.text)
                place = shown.find(form)
            if place is not None:
                hit[forms] = place
                break
    return hit


class _Folded:
    """A shown text beside its folded form, and from which letter each folded one comes."""

    __slots__ = ("folded", "places", "shown")

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.places: list[int] | None = None
        if shown.isascii():
            self.folded = shown.lower()
            return
        letters: list[str] = []
        self.places = []
        for i, char in enumerate(shown):
            folded = char.lower() if char.isascii() else _letter(char)
            letters.append(folded)
            self.places += [i] * len(folded)
        self.folded = "".join(letters)

    def find(self, word: str) -> Span | None:
        """The first place where a word begins with `word`."""
        folded = self.folded
        at = folded.find(word)
        while at > 0 and _in_word(folded[at - 1]):
            at = folded.find(word, at + 1)
        return None if at < 0 else self.span(at, at + len(word) - 1)

    def span(self, first: int, last: int) -> Span:
        if self.places is None:
            return first, last + 1
        return self.places[first], _with_marks(self.shown, self.places[last] + 1)


_letter = lru_cache(maxsize=4096)(fold)


def _in_word(char: str) -> bool:
    return char.isalnum() or (not char.isascii() and unicodedata.category(char)[0] == "M")


def _with_marks(shown: str, end: int) -> int:
    while end < len(shown) and unicodedata.category(shown[end])[0] == "M":
        end += 1
    return end


def _in_number(shown: str, normal: str, run: str) -> Span | None:
    """Where digits typed stand in a number as shown, whether they were typed as dialled at home or from abroad."""
    places = [i for i, char in enumerate(shown) if char.isdecimal()]
    plain = digits(shown)
    at = _at(plain, run)
    if at is None and (at := _at(normal, run)) is not None:
        at -= len(normal) - len(plain)  # both end alike; what stands before them may differ: 0151, +44 151
    if at is None and run.startswith("0") and len(run) > 2:
        return _in_number(shown, normal, run[1:])  # dialled at home, written from abroad
    end = 0 if at is None else at + len(run)
    return (places[max(at or 0, 0)], places[end - 1] + 1) if 0 < end <= len(places) else None


def _at(number: str, run: str) -> int | None:
    """At its end, as people say it, else at its start, else anywhere."""
    if number.endswith(run):
        return len(number) - len(run)
    at = number.find(run)
    return None if at < 0 else at


def _joined(shown: str, found: Iterable[Span]) -> tuple[Span, ...]:
    """In order, as one where no word stands between."""
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and not any(map(_in_word, shown[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


# Second looks, for the few rows that no plain reading explains


def explain_loosely(known: Sequence[Text], asked: Iterable[Forms]) -> Why | None:
    """Words written as one (obrien, O'Brien), in another spelling or script (mueller, eleni), inside a word (小明)."""
    words = [(forms, form) for forms in asked for form in forms]
    for look in (_squeezed, _other_spelling):
        for text in known:
            hit = {forms: place for forms, form in words if (place := look(text.text, form)) is not None}
            if hit:
                return _why(text, hit)
    return None


def _squeezed(shown: str, word: str) -> Span | None:
    """From the start of a word over what is no letter; or anywhere, in a script without blanks."""
    whole = _Folded(shown)
    kept = [i for i, char in enumerate(whole.folded) if _in_word(char)]
    text = "".join(whole.folded[i] for i in kept)
    at = text.find(word)
    while at >= 0:
        starts = kept[at] == 0 or not _in_word(whole.folded[kept[at] - 1])
        if starts or not word.isascii():
            return whole.span(kept[at], kept[at + len(word) - 1])
        at = text.find(word, at + 1)
    return None


def _other_spelling(shown: str, word: str) -> Span | None:
    for chunk in re.finditer(r"\S+", shown):
        if any(key.startswith(word) for key in keys(chunk[0])):
            return chunk.span()
    return None
