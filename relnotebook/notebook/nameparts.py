"""A name taken apart into what other programs, and envelopes, have a place for: title, first names, family."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from relnotebook.notebook import names


class NameParts(NamedTuple):
    title: str = ""
    first: str = ""
    last: str = ""


@lru_cache(maxsize=4096)
def name_parts(name: str) -> NameParts:
    """A name in the columns of other programs; put together again it reads as before.

    What describes somebody, and a name in a script that puts the family first, stays whole. Pure.
    """
    if "," in name:
        head, tail = (part.strip() for part in name.split(",", 1))
        if tail and " " not in head and not tail[0].islower() and not names.is_description(name):
            return NameParts("", tail, head)  # Okafor, Ngozi
        return NameParts("", name, "")
    words = name.split()
    if len(words) < 2 or names.is_description(name) or (not name.isascii() and _is_eastern(words)):
        return NameParts("", name, "")
    title = words.pop(0) if words[0].rstrip(".").casefold() in names.TITLES else ""
    if len(words) < 3:
        return NameParts(title, *words) if len(words) == 2 else NameParts(title, "", words[0])
    at = next((i for i in range(1, len(words) - 1) if words[i] in _OF_FAMILIES), len(words) - 1)
    return NameParts(title, " ".join(words[:at]), " ".join(words[at:]))


_SMALL = "von van der den de del da di du la le ter ten zu zum vom bin al el af av Ní Nic Ó Uí Mac Van Von De"
_OF_FAMILIES = frozenset(_SMALL.split())


def _is_eastern(words: Sequence[str]) -> bool:
    return any("\u3040" <= word[0] <= "\u9fff" or "\uac00" <= word[0] <= "\ud7a3" for word in words)
