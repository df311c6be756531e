"""Words that may have been meant: one slip away, begun with a slip, run together, or alike in sound.

All of them are words that occur in the notebook; a deletion table finds those one slip away without looking at
the others (a word and its neighbour share a form with one letter less). rapidfuzz is imported when first needed.
"""

from __future__ import annotations

import json

from relnotebook.base import text
from relnotebook.store.index import shortened, spellable
from relnotebook.store.transaction import Session

_MOST = 8  # words to put in place of one
_MOST_SEEN = 200  # words looked at for each shortened form


def slips(s: Session, word: str) -> list[str]:
    """Words one slip from `word`: a letter too many, too few, wrong, or two swapped. The likeliest first."""
    if not spellable(word):
        return []
    rows = s.raw(
        "SELECT DISTINCT n.word, w.times FROM find_near AS n JOIN find_word AS w ON w.word = n.word "
        "WHERE n.shorter IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(shortened(word))),),
    )
    from rapidfuzz.distance import OSA

    near = [(w, times) for w, times in rows if w != word and OSA.distance(word, w, score_cutoff=1) == 1]
    return _likeliest(word, near)


def slips_so_far(s: Session, word: str) -> list[str]:
    """Words whose beginning is one slip from `word`, which is still being typed: "okf" on the way to okafor."""
    if not spellable(word) or len(word) < 4:
        return []
    from rapidfuzz.distance import OSA

    near: dict[str, int] = {}
    for shorter in sorted(shortened(word), key=len):
        rows = s.raw(
            "SELECT n.word, w.times FROM find_near AS n JOIN find_word AS w ON w.word = n.word "
            "WHERE n.shorter >= ? AND n.shorter < ? LIMIT ?",
            (shorter, shorter + "\U0010ffff", _MOST_SEEN),
        )
        for found, times in rows:
            if found not in near and any(
                OSA.distance(word, found[:length], score_cutoff=1) <= 1
                for length in range(len(word) - 1, len(word) + 2)
            ):
                near[found] = times
    return _likeliest(word, list(near.items()))


def _likeliest(word: str, near: list[tuple[str, int]]) -> list[str]:
    """People rarely miss the first letter; apart from that the commoner word is meant."""
    near.sort(key=lambda pair: (pair[0][0] != word[0], -pair[1], pair[0]))
    return [found for found, _ in near[:_MOST]]


def pairs(s: Session, word: str) -> list[tuple[str, str]]:
    """Two words of the notebook that `word` may be, written as one: "maryann" is mary, ann."""
    cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)] if word.isalpha() and len(word) < 40 else []
    halves = sorted({half for cut in cuts for half in cut})
    rows = s.raw("SELECT word FROM find_word WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(halves),))
    known = {found for (found,) in rows}
    return [cut for cut in cuts if known.issuperset(cut)][:_MOST]


def alike(s: Session, word: str) -> dict[str, int]:
    """Words within two slips of `word` (one when it is short) or of the same sound, each with its distance from 0."""
    rows = s.raw(
        "SELECT word FROM find_word WHERE length(word) BETWEEN ? AND ?", (max(3, len(word) - 3), len(word) + 3)
    )
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words = [found for (found,) in rows]
    cutoff = 1 if len(word) < 5 else 2
    near = process.extract(word, words, scorer=OSA.distance, score_cutoff=cutoff, limit=4 * _MOST)
    found = {other: int(distance) for other, distance, _ in near}
    sound = text.sound(word)
    for other in words:
        if other not in found and other[0] in _same_start(word[0]) and text.sound(other) == sound:
            found[other] = 2
    return found


_STARTS = ("ckqgx", "fpvwb", "szcxt", "aeiouyhjw", "dt")


def _same_start(letter: str) -> str:
    """Letters that a word of the same sound may begin with; spares the others the slower look."""
    return letter + "".join(group for group in _STARTS if letter in group)
