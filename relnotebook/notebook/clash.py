"""The conflict check: words of an order that an alert or a 'never' covers. Pure; it warns and never calls a thing safe.

How far it goes:

- Whole words, folded, singular or plural: "nuts" meets "nut"; "coconut" and "nutmeg" do not.
- A word of the shop's synonym list stands for all it covers: a nut allergy meets "almond", and "Brazil nut" too.
- Of an alert count the words of its title but for those that only say what kind of alert it is, and of its advice
  those of the synonym list and those after a "no", "nothing with", "avoid". What is said to be fine does not count.
- An item that says it is without the thing ("nut-free", "no sugar", "decaf" for caffeine) is not warned about for it.
- Milk, cream, butter, cheese and yoghurt of a plant ("oat milk", "peanut butter") are no dairy: somebody with a milk
  allergy takes oat milk every morning, and a warning at each visit would soon be read by nobody. "Almond milk" still
  meets a nut allergy by its almond.
- A never of several words ("extra hot") is met by an item that has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from relnotebook.base.text import words
from relnotebook.notebook import entry

Phrase = tuple[str, ...]
Synonyms = Mapping[Phrase, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Clash:
    """A word of an order that an alert or a 'never' covers. It only warns."""

    word: str  # the word of the order: "almond"
    reason: str  # the alert's title or "never nuts"
    severe: bool
    text: str  # the order it was found in


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a word is warned about: how it is told, and the things it names, each with the words that meet it."""

    told: str
    severe: bool
    things: tuple[Phrase, ...]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KIND_WORDS = _set(
    "allergy allergic allergies allergen intolerance intolerant intolerances sensitive sensitivity reaction severe "
    "mild strong serious slight life threatening trace traces contact free diet disease condition very all any kind "
    "kinds of to the a an and or no not nothing never without with please do avoid avoids has have is her his their "
    "she he they for from in on at by can cannot may must only if but be as contains containing"
)
_FORBID = _set("no not nothing never without avoid avoids cannot contains containing")
_FINE = _set("fine ok okay safe allowed instead")
_ENDS = _set(
    "near beside around on in at by from into over before after when while because so then please unless until but "
    "clean use"
)
_MINUS = _set("no without minus sans")
_MINUS_BY_NAME = {"decaf": "caffeine", "decaffeinated": "caffeine"}
_PLANTS = _set(
    "oat soy soya almond coconut rice hazelnut cashew hemp pea peanut nut cocoa shea macadamia pistachio walnut vegan "
    "plant based apple"
)
_DAIRY = _set("milk cream butter cheese yoghurt yogurt")


# What is warned about


def synonym_table(synonyms: Iterable[tuple[str, Sequence[str]]]) -> Synonyms:
    """The shop's list by folded words."""
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for word, covers in synonyms:
        key = tuple(words(word))
        if key:
            found[key] = (*found.get(key, ()), *(phrase for c in covers if (phrase := tuple(words(c)))))
    return found


def from_alert(title: str, advice: str, severe: bool, synonyms: Synonyms, *, listed_only: bool = False) -> Reason:
    """The things an alert names; with `listed_only` only those the synonym list knows ("Do not shake hands")."""
    told = words(title)
    named = [*_listed(told, synonyms), *([] if listed_only else [(w,) for w in told if _names(w)])]
    for sentence in re.split(r"[.!?;\n]", advice):
        told = words(sentence)
        if _FINE.intersection(told) and not _FORBID.intersection(told):
            continue
        named += _listed(told, synonyms)
        if not listed_only:
            named += [(w,) for w in _forbidden(told)]
    return Reason(title, severe, tuple(dict.fromkeys(named)))


def from_never(thing: str, told: str) -> Reason:
    """The things of a never: "nuts, marzipan" are two, "extra hot" is one."""
    things = []
    for part in re.split(r"[,;/&\n]|\b(?:and|or)\b", thing, flags=re.IGNORECASE):
        end = next((i for i, w in enumerate(words(part)) if w in _ENDS and i), None)
        phrase = tuple(w for w in words(part)[:end] if _names(w))
        if phrase:
            things.append(phrase)
    return Reason(told, False, tuple(dict.fromkeys(things)))


def _names(word: str) -> bool:
    return word not in _KIND_WORDS and (len(word) > 1 or not word.isascii())


def _listed(told: Sequence[str], synonyms: Synonyms) -> Iterator[Phrase]:
    """Words and runs of words that the synonym list knows, on either side."""
    for phrase in {*synonyms, *(cover for covers in synonyms.values() for cover in covers)}:
        if _find_run(told, phrase) is not None:
            yield phrase


def _forbidden(told: Sequence[str]) -> Iterator[str]:
    """What follows a "no" or "nothing with", up to a word that turns to place or time."""
    forbids = False
    for word in told:
        if word in _FORBID:
            forbids = True
        elif word in _ENDS:
            forbids = False
        elif forbids and _names(word):
            yield word


# Meeting it in an order


def meet(texts: Iterable[str], reasons: Iterable[Reason], synonyms: Synonyms) -> tuple[Clash, ...]:
    """Every word of the texts that a reason covers, each once, in the order of the reasons."""
    found = [
        Clash(word, reason.told, reason.severe, text)
        for reason in reasons
        for text in texts
        for item in entry.split(text)
        for word in _met(_tokens(item), reason, synonyms)
    ]
    return tuple(dict.fromkeys(found))


def _met(item: list[tuple[str, str]], reason: Reason, synonyms: Synonyms) -> Iterator[str]:
    folded = [word for word, _ in item]
    for thing in reason.things:
        if _is_without(folded, thing):
            continue
        for phrase in (thing, *_covers(thing, synonyms)):
            hit = _hit(folded, phrase, anywhere=phrase is thing)
            if hit is not None and not _is_without(folded, phrase):
                yield " ".join(item[i][1] for i in hit)


def _tokens(item: str) -> list[tuple[str, str]]:
    """(folded, as written) of each word."""
    return [(folded, raw) for raw in re.findall(r"\w+", item) for folded in ("".join(words(raw)),) if folded]


def _covers(thing: Phrase, synonyms: Synonyms) -> tuple[Phrase, ...]:
    return tuple(cover for key, covers in synonyms.items() if _same(key, thing) for cover in covers)


def _hit(folded: Sequence[str], phrase: Phrase, *, anywhere: bool) -> tuple[int, ...] | None:
    """Where the item has the phrase: as a run of words, or with `anywhere` all of its words in any place."""
    if len(phrase) == 1:
        places = (i for i, word in enumerate(folded) if _alike(word, phrase[0]) and not _of_plant(folded, i))
        first = next(places, None)
        return None if first is None else (first,)
    if not anywhere:
        start = _find_run(folded, phrase)
        return None if start is None else tuple(range(start, start + len(phrase)))
    each = [next((i for i, word in enumerate(folded) if _alike(word, part)), None) for part in phrase]
    return None if None in each else tuple(sorted({i for i in each if i is not None}))


def _of_plant(folded: Sequence[str], at: int) -> bool:
    return at > 0 and not _DAIRY.isdisjoint(_forms(folded[at])) and not _PLANTS.isdisjoint(_forms(folded[at - 1]))


def _is_without(folded: Sequence[str], thing: Phrase) -> bool:
    """Whether the item says that it is without the thing: "nut-free", "no sugar", "decaf"."""
    if len(thing) == 1 and any(_MINUS_BY_NAME.get(word) == thing[0] for word in folded):
        return True
    start = _find_run(folded, thing)
    if start is None:
        return False
    after = start + len(thing)
    return folded[after : after + 1] == ["free"] or (start > 0 and folded[start - 1] in _MINUS)


def _find_run(folded: Sequence[str], phrase: Phrase) -> int | None:
    for start in range(len(folded) - len(phrase) + 1):
        if _same(folded[start : start + len(phrase)], phrase):
            return start
    return None


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) and all(_alike(a, b) for a, b in zip(one, other, strict=True))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if not other.isascii() and _runs_on(other):
        return other in one  # Chinese, Japanese, Korean, Thai: words stand without blanks between them
    return not _forms(one).isdisjoint(_forms(other))


def _runs_on(word: str) -> bool:
    return any("\u0e00" <= char <= "\u0eff" or char >= "\u2e80" for char in word)


@lru_cache(2048)
def _forms(word: str) -> frozenset[str]:
    """The word and what it may be the plural of."""
    found = {word}
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
        if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            found.add(word[:-2])
    return frozenset(found)
