"""gettext for floors with and without Qt: `_`, `n_`, `p_`, and the choice of language."""

from __future__ import annotations

import gettext
from pathlib import Path


class _Catalogue:
    """Holds the loaded translation. English needs none."""

    def __init__(self) -> None:
        self.translation: gettext.NullTranslations = gettext.NullTranslations()
        self.language = "en"


_catalogue = _Catalogue()


def load(language: str, folder: Path) -> None:
    """Speak `language` from now on, from `folder`/<language>/LC_MESSAGES/relnotebook.mo; English if it is missing."""
    _catalogue.translation = gettext.translation("relnotebook", folder, [language], fallback=True)
    _catalogue.language = language


def language() -> str:
    """The language code in use, e.g. "en"."""
    return _catalogue.language


def _(text: str) -> str:
    """The sentence in the shop's language."""
    return _catalogue.translation.gettext(text)


def n_(one: str, many: str, count: int) -> str:
    """The singular or plural sentence for `count`, with {n} already filled in."""
    return _catalogue.translation.ngettext(one, many, count).replace("{n}", str(count))


def p_(context: str, text: str) -> str:
    """The sentence in the shop's language, told apart from its homonyms by `context`."""
    return _catalogue.translation.pgettext(context, text)
