"""Polls and surveys: faces, 0 to 10, choices or words; one at a time on the customer screen; what was answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

from relnotebook.base import clock
from relnotebook.base import words as spoken
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import clean, fold
from relnotebook.notebook import names, scores, screenwords
from relnotebook.notebook.scores import Nps, Share
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

KINDS = ("faces", "nps", "choices", "words")
LISTED = 200
"""Words shown of one question at most."""

QUESTION_LIMIT = 200
CHOICE_LIMIT = 80
MOST_CHOICES = 9  # one page without scrolling
ALIKE = 0.6  # share of letters in common from which a choice is the one that stood there, mended


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A question in the list.

    Attributes:
        state: draft, live, closed.
        n: answers that count; folded: those left out as play.
        opened, closed: moments, None when it was not.
    """

    id: int
    kind: str
    question: str
    state: str
    n: int
    folded: int
    when: datetime
    opened: datetime | None
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Text:
    """A question in one language. `choices` stand in the same order in all languages; more: "" asks for no words."""

    question: str
    choices: tuple[str, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Survey:
    """A question in full. `texts`: by language code, what was written in other languages."""

    id: int
    kind: str
    text: Text
    texts: Mapping[str, Text]
    asks_name: bool
    state: str
    has_answers: bool


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with words, a name or a way to reply.

    `complete`: it was sent, not just left there; feedback: what it is in the inbox, None when it is not there.
    """

    answer: int
    words: str
    when: datetime
    language: str
    score: int | None
    choice: str
    reasons: tuple[str, ...]
    given_name: str
    reply_to: str
    complete: bool
    feedback: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """`monday`: of which week; n: answers; value: CSAT percent, NPS, or None for choices and words."""

    monday: date
    n: int
    value: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """What was answered.

    Attributes:
        n: answers that count, those among them that were not sent to the end too: one tap is enough.
        partial: how many of `n` were not sent to the end.
        folded: taps left out as play, kept and counted openly.
        counts: (label, how many), the best face and the highest number first, choices as written.
        csat: of faces; nps: of 0 to 10.
        reasons: (label, how often) the tapped reasons, the most frequent first.
        words: the newest first, at most 200; in_inbox: how many of all that were typed stand in the inbox.
        by_language: (its own name, how many).
    """

    survey: SurveyLine
    n: int
    partial: int
    folded: int
    counts: tuple[tuple[str, int], ...]
    csat: Share | None
    nps: Nps | None
    reasons: tuple[tuple[str, int], ...]
    words: tuple[Said, ...]
    by_language: tuple[tuple[str, int], ...]
    per_week: tuple[Week, ...]
    in_inbox: int = 0


_ANSWERED = """CASE v.kind WHEN 'choices' THEN a.choice <> '' WHEN 'words' THEN a.words <> ''
ELSE a.score IS NOT NULL END"""
"""Whether an answer says what was asked: one tap is enough, also when it was never sent."""

_LINES = f"""
SELECT v.id, v.kind, v.question, v.state, v.at, v.utc_offset, v.opened_at, v.closed_at,
       coalesce(sum(a.folded = '' AND {_ANSWERED}), 0), coalesce(sum(a.folded <> ''), 0)
FROM survey v LEFT JOIN answer a ON a.survey_id = v.id
"""


def listed(s: Session) -> tuple[SurveyLine, ...]:
    """The live one first, then the others, the newest first."""
    return tuple(_line(row) for row in s.raw(_LINES + "GROUP BY v.id ORDER BY v.state <> 'live', v.id DESC"))


def _line(row: tuple[Any, ...]) -> SurveyLine:
    id_, kind, question, state, at, offset, opened, closed, n, folded = row
    return SurveyLine(
        id=id_,
        kind=kind,
        question=question,
        state=state,
        n=n,
        folded=folded,
        when=clock.moment(at, offset),
        opened=None if opened is None else clock.moment(opened, offset),
        closed=None if closed is None else clock.moment(closed, offset),
    )


_ONE = """
SELECT id, kind, question, choices, more, texts, asks_name, state,
       EXISTS (SELECT 1 FROM answer a WHERE a.survey_id = survey.id)
FROM survey WHERE """


def one(s: Session, survey: int) -> Survey:
    """Raises NotFound("no-survey")."""
    found = s.raw(_ONE + "id = ?", (survey,))
    if not found:
        raise NotFound("no-survey", id=survey)
    return _survey(found[0])


def live(s: Session) -> Survey | None:
    """The question on the customer screen."""
    found = s.raw(_ONE + "state = 'live' ORDER BY opened_at DESC, id DESC LIMIT 1")
    return _survey(found[0]) if found else None


def _survey(row: tuple[Any, ...]) -> Survey:
    id_, kind, question, choices, more, texts, asks_name, state, has_answers = row
    return Survey(
        id=id_,
        kind=kind,
        text=Text(question, tuple(choices.split("\n")) if choices else (), more),
        texts={language: _text(found) for language, found in json.loads(texts or "{}").items()},
        asks_name=bool(asks_name),
        state=state,
        has_answers=bool(has_answers),
    )


def _text(kept: Mapping[str, str]) -> Text:
    choices = kept.get("choices", "")
    return Text(kept.get("question", ""), tuple(choices.split("\n")) if choices else (), kept.get("more", ""))


def spoken_in(survey: Survey, language: str) -> Text:
    """A question in a language of the screen: as the shop translated it, as we do if it is one of ours, or as it is."""
    base, own = survey.text, survey.texts.get(language, Text("", (), ""))
    ours = screenwords.translated(base.question, language)
    choices = tuple(
        own.choices[place] if place < len(own.choices) and own.choices[place] else choice
        for place, choice in enumerate(base.choices)
    )
    return Text(own.question or ours or base.question, choices, own.more or base.more)


# Results

# Weeks are counted from a Monday; the first day of 1970 was a Thursday.
_FIGURES = f"""
SELECT a.folded <> '', {_ANSWERED}, a.state = 'complete', a.language, ((a.at + a.utc_offset * 60) / 86400 + 3) / 7,
       a.score, a.choice, count(*)
FROM answer a JOIN survey v ON v.id = a.survey_id WHERE a.survey_id = ? AND a.at >= ? GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_REASONS = """
SELECT reasons, count(*) FROM answer WHERE survey_id = ? AND at >= ? AND folded = '' AND reasons <> '' GROUP BY reasons
"""
_TYPED = "folded = '' AND (words <> '' OR given_name <> '' OR reply_to <> '')"
_IN_INBOX = f"""
SELECT count(*) FROM answer WHERE survey_id = ? AND at >= ? AND {_TYPED}
AND EXISTS (SELECT 1 FROM feedback f WHERE f.id = answer.feedback_id)
"""
_SAID = f"""
SELECT id, words, at, utc_offset, language, score, choice, reasons, given_name, reply_to, state,
       (SELECT f.id FROM feedback f WHERE f.id = answer.feedback_id)
FROM answer WHERE survey_id = ? AND at >= ? AND {_TYPED}
ORDER BY at DESC, id DESC LIMIT {LISTED}
"""


@dataclass(slots=True)
class _Figures:
    """What the grouped answers add up to."""

    n: int
    partial: int
    folded: int
    scores: Counter[int]
    choices: Counter[str]
    languages: Counter[str]
    weeks: dict[int, Counter[int | None]]


def results(s: Session, survey: int, *, since: date | None = None) -> Results:
    """What was answered, all of it or from a day on. Raises NotFound("no-survey")."""
    found = s.raw(_LINES + "WHERE v.id = ? GROUP BY v.id", (survey,))
    if not found:
        raise NotFound("no-survey", id=survey)
    line, asked = _line(found[0]), one(s, survey)
    place = (survey, 0 if since is None else clock.stamp(_midnight(since))[0])
    sums = _figures(s.raw(_FIGURES, place))
    return Results(
        survey=line,
        n=sums.n,
        partial=sums.partial,
        folded=sums.folded,
        counts=_counts(asked, sums),
        csat=scores.csat(sums.scores) if line.kind == "faces" else None,
        nps=scores.nps(sums.scores) if line.kind == "nps" else None,
        reasons=_reasons(s.raw(_REASONS, place)),
        words=tuple(_said(row) for row in s.raw(_SAID, place)),
        by_language=tuple((screenwords.say(code).name, many) for code, many in sums.languages.most_common()),
        per_week=tuple(_week(line.kind, number, sums.weeks[number]) for number in sorted(sums.weeks)),
        in_inbox=s.raw(_IN_INBOX, place)[0][0],
    )


def _midnight(day: date) -> datetime:
    return clock.now().replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0)


def _figures(rows: Sequence[tuple[Any, ...]]) -> _Figures:
    sums = _Figures(0, 0, 0, Counter(), Counter(), Counter(), {})
    for folded, answered, complete, language, week, score, choice, many in rows:
        if folded:
            sums.folded += many
        elif answered:
            sums.n += many
            sums.partial += 0 if complete else many
            sums.languages[language] += many
            sums.weeks.setdefault(week, Counter())[score] += many
            if score is not None:
                sums.scores[score] += many
            if choice:
                sums.choices[choice] += many
    return sums


def _counts(asked: Survey, sums: _Figures) -> tuple[tuple[str, int], ...]:
    """Every possible answer with how often it was given; a choice that is no longer offered comes last."""
    if asked.kind == "faces":
        language = spoken.language()
        return tuple((screenwords.face(language, face), sums.scores[face]) for face in reversed(scores.FACES))
    if asked.kind == "nps":
        return tuple((str(step), sums.scores[step]) for step in reversed(scores.STEPS))
    offered = dict.fromkeys([*asked.text.choices, *sums.choices])
    return tuple((choice, sums.choices[choice]) for choice in offered)


def _reasons(rows: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    tapped: Counter[str] = Counter()
    for keys, many in rows:
        for key in keys.split(","):
            tapped[key] += many
    return tuple((screenwords.reason(key, spoken.language()), many) for key, many in tapped.most_common())


def _week(kind: str, number: int, answered: Counter[int | None]) -> Week:
    counts = {score: many for score, many in answered.items() if score is not None}
    share, net = scores.csat(counts), scores.nps(counts)
    value = None
    if kind == "faces" and share is not None:
        value = share.percent
    elif kind == "nps" and net is not None:
        value = net.score
    return Week(date(1970, 1, 1) + timedelta(days=number * 7 - 3), answered.total(), value)


def _said(row: tuple[Any, ...]) -> Said:
    id_, words, at, offset, language, score, choice, reasons, given_name, reply_to, state, feedback = row
    tapped = tuple(screenwords.reason(key, spoken.language()) for key in reasons.split(",") if key)
    when = clock.moment(at, offset)
    complete = state == "complete"
    return Said(id_, words, when, language, score, choice, tapped, given_name, reply_to, complete, feedback)


# Acts


@act(Act.SET_SURVEY)
def set_survey(
    w: Write,
    kind: str,
    question: str,
    *,
    choices: str = "",
    more: str = "",
    texts: Mapping[str, Mapping[str, str]] | None = None,
    asks_name: bool = True,
    survey: int | None = None,
) -> int:
    """Write or change a question. `choices`: one a line, two at least; `texts`: the same in other languages.

    A translated choice stands in the line of its own; an empty line there shows the choice as it is. Without `texts`
    those that are kept stay. A choice that is mended, in its place, keeps its answers. Raises Refusal("bad-choice",
    field="kind", value), Refusal("empty-value", field="question"), Refusal("few-choices"), Refusal("many-choices",
    limit), Refusal("bad-language", value), Refusal("survey-has-answers") for another kind then, NotFound("no-survey").
    """
    if kind not in KINDS:
        raise Refusal("bad-choice", field="kind", value=kind)
    row = None if survey is None else names.whose(w, schema.survey, survey, "no-survey")
    values: dict[str, Any] = {
        "kind": kind,
        "question": _question(question),
        "choices": _choices(choices) if kind == "choices" else "",
        "more": clean(more, limit=QUESTION_LIMIT),
        "asks_name": int(asks_name),
    }
    if texts is not None:
        values["texts"] = _texts(texts, len(values["choices"].split("\n")) if values["choices"] else 0)
    w.label(what=values["question"])
    if row is None or survey is None:
        return w.add(schema.survey, **values, state="draft", at=w.at, utc_offset=w.offset, staff_id=w.staff)
    if row["kind"] != kind and _has_answers(w, survey):
        raise Refusal("survey-has-answers")
    w.join_burst(f"survey/{survey}")
    _carry_over(w, survey, row["choices"].split("\n"), values["choices"].split("\n"))
    w.put(schema.survey, survey, **values)
    return survey


def _carry_over(w: Write, survey: int, before: Sequence[str], after: Sequence[str]) -> None:
    """Answers follow a choice that is mended: what stands in its place reads nearly the same, and is new.

    A choice that moved to another place, was taken out, came to it, or gave way to quite another is none of these:
    nobody is made to have chosen what was not there.
    """
    for old, new in zip(before, after, strict=False):
        if old and old not in after and new not in before and _alike(fold(old), fold(new)):
            for (number,) in w.raw("SELECT id FROM answer WHERE survey_id = ? AND choice = ?", (survey, old)):
                w.put(schema.answer, number, choice=new)


def _alike(old: str, new: str) -> bool:
    """Whether one is the other, spelt better or said in more words or fewer."""
    return old in new or new in old or SequenceMatcher(None, old, new).ratio() >= ALIKE


def _question(typed: str) -> str:
    question = clean(typed, limit=QUESTION_LIMIT)
    if not question:
        raise Refusal("empty-value", field="question")
    return question


def _choices(typed: str) -> str:
    found = dict.fromkeys(clean(line, limit=CHOICE_LIMIT) for line in typed.splitlines())
    found.pop("", None)
    if len(found) < 2:
        raise Refusal("few-choices")
    if len(found) > MOST_CHOICES:
        raise Refusal("many-choices", limit=MOST_CHOICES)
    return "\n".join(found)


def _texts(texts: Mapping[str, Mapping[str, str]], choices: int) -> str:
    """The other languages as JSON; what is empty is left out."""
    kept: dict[str, dict[str, str]] = {}
    for language, typed in texts.items():
        if language not in screenwords.LANGUAGES:
            raise Refusal("bad-language", value=language)
        lines = [clean(line, limit=CHOICE_LIMIT) for line in typed.get("choices", "").splitlines()][:choices]
        words = {
            "question": clean(typed.get("question", ""), limit=QUESTION_LIMIT),
            "choices": "\n".join(lines) if any(lines) else "",
            "more": clean(typed.get("more", ""), limit=QUESTION_LIMIT),
        }
        if found := {field: value for field, value in words.items() if value}:
            kept[language] = found
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""


def _has_answers(s: Session, survey: int) -> bool:
    return bool(s.raw("SELECT 1 FROM answer WHERE survey_id = ? LIMIT 1", (survey,)))


@act(Act.OPEN_SURVEY)
def open_(w: Write, survey: int) -> None:
    """Ask it on the customer screen; the one that was asked until now is closed. Raises NotFound("no-survey")."""
    row = names.whose(w, schema.survey, survey, "no-survey")
    w.label(what=row["question"])
    for (other,) in w.raw("SELECT id FROM survey WHERE state = 'live' AND id <> ?", (survey,)):
        w.put(schema.survey, other, state="closed", closed_at=w.at)
    if row["state"] != "live":
        w.put(schema.survey, survey, state="live", opened_at=w.at, closed_at=None)


@act(Act.CLOSE_SURVEY)
def close(w: Write, survey: int) -> None:
    """Ask it no longer; its answers stay. Raises NotFound("no-survey")."""
    row = names.whose(w, schema.survey, survey, "no-survey")
    w.label(what=row["question"])
    if row["state"] == "live":
        w.put(schema.survey, survey, state="closed", closed_at=w.at)


@act(Act.REMOVE_SURVEY)
def remove(w: Write, survey: int) -> None:
    """Raises Refusal("survey-has-answers"), NotFound("no-survey")."""
    row = names.whose(w, schema.survey, survey, "no-survey")
    if _has_answers(w, survey):
        raise Refusal("survey-has-answers")
    w.label(what=row["question"])
    w.drop(schema.survey, survey)
