"""What the customer screen says: the question, its languages, what may be tapped. Nothing about any customer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relnotebook.base import words as spoken
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.notebook import screenwords, surveys
from relnotebook.notebook.surveys import Text
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

MOST_REASONS = 6  # one row of them


@dataclass(frozen=True, slots=True)
class Reason:
    """What may be tapped: its key, its icon, its words by language code."""

    key: str
    icon: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SurveyView:
    """The live question. `texts` has every language of the screen; choices[i] means the same in each of them.

    What is sent back as `choice` is `choices[i]`.
    """

    id: int
    kind: str
    texts: Mapping[str, Text]
    choices: tuple[str, ...]
    asks_name: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """`languages`: (code, own name), the screen's own one first; survey: None when nothing is asked just now."""

    shop: str
    survey: SurveyView | None
    languages: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    asks_name: bool
    asks_idea: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What the shop chose for its screen; `offered`: all reasons there are, those of this kind of shop first."""

    languages: tuple[str, ...]
    asks_idea: bool
    reasons: tuple[str, ...]
    offered: tuple[Reason, ...]


def screen(s: Session) -> Screen:
    """Everything the customer screen may know. Raises NotFound("no-shop")."""
    row, chosen = _shop(s), setting(s)
    asked = surveys.live(s)
    view = None if asked is None else _view(asked, chosen.languages)
    return Screen(
        shop=row[1],
        survey=view,
        languages=tuple((code, screenwords.say(code).name) for code in chosen.languages),
        reasons=tuple(_reason(key, chosen.languages) for key in chosen.reasons),
        asks_name=view is not None and view.asks_name,
        asks_idea=chosen.asks_idea,
    )


def preview(survey: surveys.Survey, languages: Sequence[str]) -> SurveyView:
    """A question as it would stand on the screen, while it is still being written. Pure."""
    return _view(survey, languages)


def _view(asked: surveys.Survey, languages: Sequence[str]) -> SurveyView:
    texts = {code: surveys.spoken_in(asked, code) for code in languages}
    return SurveyView(asked.id, asked.kind, texts, asked.text.choices, asked.asks_name)


def setting(s: Session) -> Setting:
    """What the shop chose, or what its kind begins with. Raises NotFound("no-shop")."""
    _id, _name, kind, kept = _shop(s)
    chosen = _kept(kept)
    own = spoken.language()
    languages = tuple(code for code in chosen.get("languages", ()) if code in screenwords.LANGUAGES)
    usual = screenwords.reasons_for(kind)
    reasons = tuple(key for key in chosen.get("reasons", usual) if key in screenwords.REASON_ICONS)
    every = dict.fromkeys([*usual, *screenwords.REASON_ICONS])
    return Setting(
        languages=languages or (own if own in screenwords.LANGUAGES else "en",),
        asks_idea=bool(chosen.get("asks_idea", True)),
        reasons=reasons,
        offered=tuple(_reason(key, screenwords.LANGUAGES) for key in every),
    )


def _reason(key: str, languages: Sequence[str]) -> Reason:
    words = {code: screenwords.reason(key, code) for code in languages}
    return Reason(key, screenwords.REASON_ICONS[key], words)


def _shop(s: Session) -> tuple[Any, ...]:
    found = s.raw("SELECT id, name, kind, screen FROM shop ORDER BY id LIMIT 1")
    if not found:
        raise NotFound("no-shop")
    return found[0]


def _kept(text: str) -> dict[str, Any]:
    """The choices as JSON; what is no such thing is no choice."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@act(Act.SET_SCREEN)
def set_screen(
    w: Write,
    *,
    languages: Sequence[str] | None = None,
    asks_idea: bool | None = None,
    reasons: Sequence[str] | None = None,
) -> None:
    """Choose what the customer screen shows; what is None stays. The first language is the one it begins in.

    Raises Refusal("bad-language", value), Refusal("empty-value", field="language"), Refusal("bad-choice",
    field="reasons", value), Refusal("many-choices", limit), NotFound("no-shop").
    """
    number, _name, _kind, text = _shop(w)
    chosen = _kept(text)
    if languages is not None:
        chosen["languages"] = _languages(languages)
    if reasons is not None:
        chosen["reasons"] = _reasons(reasons)
    if asks_idea is not None:
        chosen["asks_idea"] = asks_idea
    w.join_burst("shop/screen")
    w.label(field="screen")
    w.put(schema.shop, number, screen=json.dumps(chosen, sort_keys=True))


def _languages(codes: Sequence[str]) -> list[str]:
    for code in codes:
        if code not in screenwords.LANGUAGES:
            raise Refusal("bad-language", value=code)
    if not codes:
        raise Refusal("empty-value", field="language")
    return list(dict.fromkeys(codes))


def _reasons(keys: Sequence[str]) -> list[str]:
    for key in keys:
        if key not in screenwords.REASON_ICONS:
            raise Refusal("bad-choice", field="reasons", value=key)
    if len(keys) > MOST_REASONS:
        raise Refusal("many-choices", limit=MOST_REASONS)
    return list(dict.fromkeys(keys))
