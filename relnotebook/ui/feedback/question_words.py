"""A question as it is typed: its kind, its words in each language, as a draft and as the notebook keeps it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relnotebook.base.words import _

if TYPE_CHECKING:
    from relnotebook.notebook.surveys import Survey

KINDS = ("faces", "nps", "choices", "words")
ICONS = {"faces": "mood-smile", "nps": "chart-line", "choices": "columns", "words": "message-2"}
PARTS = ("question", "choices", "more")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one language; choices one a line."""

    question: str = ""
    choices: str = ""
    more: str = ""

    def lines(self) -> tuple[str, ...]:
        """The choices, without blank lines."""
        return tuple(line.strip() for line in self.choices.splitlines() if line.strip())

    def filled(self) -> bool:
        """Whether anything is written."""
        return bool(self.question or self.choices or self.more)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in the form.

    Attributes:
        own: in the language the screen begins in; others: by language code, those in which anything is written.
    """

    kind: str = "faces"
    own: Wording = Wording()
    others: tuple[tuple[str, Wording], ...] = ()
    asks_name: bool = True

    def wording(self, code: str, first: str) -> Wording:
        """In one language; `first` is the one the screen begins in."""
        return self.own if code == first else dict(self.others).get(code, Wording())

    def texts(self) -> dict[str, dict[str, str]]:
        """The other languages, as the notebook takes them."""
        return {code: {part: getattr(one, part) for part in PARTS} for code, one in self.others}

    def words(self) -> dict[str, str]:
        """As a draft: "question", "question.de", "kind"; {} when nothing is written."""
        every = (("", self.own), *self.others)
        typed = {f"{part}.{code}" if code else part: getattr(one, part) for code, one in every for part in PARTS}
        if not any(value.strip() for value in typed.values()):
            return {}
        return {
            "kind": self.kind,
            "asks_name": "1" if self.asks_name else "",
            **{key: value for key, value in typed.items() if value},
        }

    def ready(self) -> bool:
        """Whether it is a question already; until then it is only kept as typed."""
        return bool(self.own.question.strip()) and (self.kind != "choices" or len(self.own.lines()) > 1)

    def saved(self) -> Asked:
        """What of it the notebook keeps: choices only where there is something to choose."""
        if self.kind == "choices":
            return self
        others = ((code, replace(one, choices="")) for code, one in self.others)
        return replace(
            self, own=replace(self.own, choices=""), others=tuple(pair for pair in others if pair[1].filled())
        )

    def with_choices_of(self, typed: Asked) -> Asked:
        """With the choices that were typed before another kind was taken: they come back with theirs."""
        if self.kind == "choices" or self != typed.saved():
            return self
        return typed

    @staticmethod
    def of_words(words: Mapping[str, str]) -> Asked:
        """A kept draft."""
        codes = sorted({key.partition(".")[2] for key in words if "." in key})

        def wording(code: str) -> Wording:
            return Wording(*(words.get(f"{part}.{code}" if code else part, "") for part in PARTS))

        kind = words.get("kind", "")
        return Asked(
            kind if kind in KINDS else KINDS[0],
            wording(""),
            tuple((code, wording(code)) for code in codes),
            bool(words.get("asks_name")),
        )

    @staticmethod
    def of(survey: Survey) -> Asked:
        """A question of the notebook."""
        others = ((code, Wording(one.question, "\n".join(one.choices), one.more)) for code, one in survey.texts.items())
        own = Wording(survey.text.question, "\n".join(survey.text.choices), survey.text.more)
        return Asked(survey.kind, own, tuple(pair for pair in others if pair[1].filled()), survey.asks_name)


def kinds() -> tuple[tuple[str, str, str], ...]:
    """(key, words, icon) of the kinds of question."""
    words = {"faces": _("Faces"), "nps": _("0 to 10"), "choices": _("Choices"), "words": _("Words")}
    return tuple((key, words[key], ICONS[key]) for key in KINDS)


def plain(text: str, part: str, *, gaps: bool = False) -> str:
    """The words as they are written: a question on one line, a choice on each line; blank ones only as `gaps`."""
    if part != "choices":
        return " ".join(text.split())
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line or gaps).rstrip("\n")
