"""What customers answer on the customer screen: kept page by page, sent to the inbox, played answers folded.

One tap is enough: an answer counts from its first tap on, sent or not. What children tap counts once (`_fold`); the
others are kept and openly counted. A name typed here links nothing to any card; colleagues do that in the inbox.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from relnotebook.base import words as spoken
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act
from relnotebook.base.text import NAME_LIMIT, TEXT_LIMIT, clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import feedback, ideas, names, scores, screenwords, surveys
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

RUN, RUN_SECONDS = 3, 12
"""So many answers without words in a row, each so many seconds after the one before at most, are one: somebody plays.

The way from a tap through the thanks to the next tap takes seven seconds; a guest who steps up and reads takes longer.
"""

GAP_SECONDS = 2
"""Nobody reads the question and answers sooner after the one before."""

NOTHING = 0  # the number of an answer that has no row, because there is no question (any more) that it answers

TITLE = 80  # letters of an idea that stand on the board; the rest is in its words
TWICE_SECONDS = 60  # the same idea typed again within a minute is the same tap twice

_BY_FACE = {5: "delighted", 4: "happy", 3: "so_so", 2: "let_down", 1: "upset"}
_SAYS = "(score IS NOT NULL OR choice <> '')"


@act(Act.ANSWER_SURVEY)
def begin(w: Write, survey: int, language: str) -> int:
    """Somebody has begun to answer; gives the answer, which counts once it says something. Otherwise as `answer`."""
    return answer(w, None, survey, language=language)


@act(Act.ANSWER_SURVEY)
def answer(
    w: Write,
    answer: int | None,
    survey: int | None,
    *,
    language: str = "",
    score: int | None = None,
    choice: str | None = None,
    reasons: Sequence[str] | None = None,
    words: str | None = None,
    given_name: str | None = None,
    reply_to: str | None = None,
    complete: bool = False,
    left: bool = False,
) -> int:
    """Keep what was answered so far; what is None stays as it was, "" takes it back. Gives the answer.

    `complete` sends it: with words, a name, a way to reply or a bad score it becomes feedback in the inbox, once.
    Sent once more (Back, then Send it) it is the same one. `left`: they went away before they sent it; it comes into
    the inbox all the same and says so. Where the question is gone (or `survey` is None) words and a way to reply still
    come into the inbox, and 0 is given. Raises Refusal("bad-choice", field="score", value), NotFound("no-answer").
    """
    texts = _typed(language=language or None, words=words, given_name=given_name, reply_to=reply_to)
    asked = _asked(w, survey)
    if asked is None:
        if complete or left:
            _send_alone(w, texts, unsent=not complete)
        return NOTHING
    row = names.whose(w, schema.answer, answer, "no-answer") if answer else None
    if row is not None and row["survey_id"] != asked.id:
        row = None
    said: dict[str, Any] = {
        "score": None if score is None else _score(asked.kind, score),
        "choice": None if choice is None else _choice(asked, choice),
        "reasons": None if reasons is None else _reasons(reasons),
        "state": "complete" if complete else None,
    }
    said = texts | {field: value for field, value in said.items() if value is not None}
    if row is not None:
        w.join_burst(f"answer/{row['id']}")
    number = _keep(w, row, asked.id, said)
    if complete or left:
        _send(w, asked, names.whose(w, schema.answer, number, "no-answer"), unsent=not complete)
    return number


_LIMITS = {"language": 20, "words": TEXT_LIMIT, "given_name": NAME_LIMIT, "reply_to": NAME_LIMIT}


def _typed(**texts: str | None) -> dict[str, Any]:
    """The texts as they are kept, without those that say nothing new."""
    return {
        field: clean(text, lines=field == "words", limit=_LIMITS[field])
        for field, text in texts.items()
        if text is not None
    }


def _asked(w: Write, survey: int | None) -> surveys.Survey | None:
    """The question, None when it was removed meanwhile."""
    try:
        return None if survey is None else surveys.one(w, survey)
    except NotFound:
        return None


def _score(kind: str, score: int) -> int:
    if score not in {"faces": scores.FACES, "nps": scores.STEPS}.get(kind, ()):
        raise Refusal("bad-choice", field="score", value=str(score))
    return score


def _choice(asked: surveys.Survey, typed: str) -> str:
    """The choice as the shop wrote it, whatever language it was tapped in."""
    typed = clean(typed, limit=surveys.CHOICE_LIMIT)
    for text in (asked.text, *asked.texts.values()):
        for place, choice in enumerate(text.choices[: len(asked.text.choices)]):
            if choice == typed:
                return asked.text.choices[place]
    return typed


def _reasons(keys: Sequence[str]) -> str:
    return ",".join(dict.fromkeys(key for key in keys if key in screenwords.REASON_ICONS))


def _keep(w: Write, row: dict[str, Any] | None, survey: int, said: dict[str, Any]) -> int:
    """Write the row; from the moment it answers, it has its place in time, and may be seen as play."""
    before = row or {"score": None, "choice": "", "words": "", "given_name": "", "reply_to": ""}
    now = {**before, **said}
    answers, answered = _says(now), _says(before)
    if answers and not answered:
        said |= {"at": w.at, "utc_offset": w.offset}
    if _speaks(now):
        said["folded"] = ""
    if row is None:
        number = w.add(schema.answer, **{"at": w.at, "utc_offset": w.offset, **said}, survey_id=survey)
    else:
        number = int(row["id"])
        w.put(schema.answer, number, **said)
    if answers and not answered and not _speaks(now):
        _fold(w, survey, number)
    return number


def _says(row: dict[str, Any]) -> bool:
    return row["score"] is not None or row["choice"] != ""


def _speaks(row: dict[str, Any]) -> bool:
    """Whether somebody typed something: nobody plays who does."""
    return bool(row["words"] or row["given_name"] or row["reply_to"])


# Play


_BEFORE = f"""SELECT a.id, a.at, a.folded FROM answer a JOIN step t ON t.id = a.version
WHERE a.survey_id = ? AND a.at > ? AND a.id <> ? AND t.till = ? AND {_SAYS}
AND a.words = '' AND a.given_name = '' AND a.reply_to = '' ORDER BY a.at DESC, a.id DESC LIMIT 2"""


def _fold(w: Write, survey: int, number: int) -> None:
    """The newest of several wordless answers in a row on this screen; another till's screen has other guests."""
    found = w.raw(_BEFORE, (survey, w.at - 2 * RUN_SECONDS, number, w.till))
    if not found or w.at - found[0][1] > RUN_SECONDS:
        return
    before, at, folded = found[0]
    in_row = len(found) >= RUN - 1 and at - found[1][1] <= RUN_SECONDS
    if in_row or folded == "burst":
        for other in (before, number):
            _leave_out(w, other, "burst")
    elif at > w.at - GAP_SECONDS:
        _leave_out(w, number, "gap")


def _leave_out(w: Write, number: int, why: str) -> None:
    row = names.whose(w, schema.answer, number, "no-answer")
    if row["folded"]:
        return
    untouched = row["feedback_id"] is not None and _untouched(w, row["feedback_id"])
    if untouched:
        w.drop(schema.feedback, row["feedback_id"])
    w.put(schema.answer, number, folded=why, feedback_id=None if untouched else row["feedback_id"])


_UNTOUCHED = """
SELECT 1 FROM feedback f WHERE f.id = ? AND f.status = 'new' AND f.words = '' AND f.owner_id IS NULL
AND f.customer_id IS NULL AND NOT EXISTS (SELECT 1 FROM feedback_step p WHERE p.feedback_id = f.id)
"""


def _untouched(s: Session, number: int) -> bool:
    """Whether nobody has done anything yet about what came into the inbox."""
    return bool(s.raw(_UNTOUCHED, (number,)))


# The inbox


def _send(w: Write, asked: surveys.Survey, row: dict[str, Any], *, unsent: bool) -> None:
    """What somebody should read or answer comes into the inbox."""
    if not (_speaks(row) or (_is_bad(asked.kind, row["score"]) and not row["folded"])):
        return
    words = row["words"] or row["choice"]
    if not words and row["score"] is None and not row["reply_to"]:
        return
    said = {
        "words": words,
        "feeling": _feeling(asked.kind, row["score"]),
        "rating": row["score"] if asked.kind == "faces" else None,
        "about": _about(asked, row, unsent),
        "given_name": row["given_name"],
        "reply_to": row["reply_to"],
        "language": row["language"],
    }
    known = None if row["feedback_id"] is None else w.row_of(schema.feedback, row["feedback_id"])
    if known is None:
        number = feedback.write(w, said.pop("words"), **said, kind=_kind(said, words), source="kiosk")
        w.put(schema.answer, row["id"], feedback_id=number)
    elif known["status"] == "new":
        w.put(schema.feedback, known["id"], **said, kind=_kind(said, words))


def _send_alone(w: Write, texts: dict[str, Any], *, unsent: bool) -> None:
    """Words, or a way to reply, whose question is gone: they come into the inbox without it."""
    if texts.get("words") or texts.get("reply_to"):
        said = {"words": "", **texts, "about": _("not sent to the end") if unsent else ""}
        words = said.pop("words")
        feedback.write(w, words, **said, kind=_kind({}, words), source="kiosk")


def _kind(said: Mapping[str, Any], words: str) -> str:
    """Who leaves a way to reply, and nothing else, would like to hear something."""
    feeling = said.get("feeling", "")
    return feedback.guess(words, feeling) if words or feeling else "question"


def _is_bad(kind: str, score: int | None) -> bool:
    if score is None:
        return False
    return score <= 2 if kind == "faces" else kind == "nps" and score < scores.PASSIVE


def _feeling(kind: str, score: int | None) -> str:
    if score is None:
        return ""
    if kind == "faces":
        return _BY_FACE[score]
    return "happy" if score >= scores.PROMOTER else "so_so" if score >= scores.PASSIVE else "let_down"


def _about(asked: surveys.Survey, row: dict[str, Any], unsent: bool) -> str:
    """What it is about: what was tapped, the number given, or the question; and whether they went before the end."""
    tapped = [screenwords.reason(key, spoken.language()) for key in row["reasons"].split(",") if key]
    if asked.kind == "nps" and row["score"] is not None:
        tapped.insert(0, _("{n} of 10").format(n=row["score"]))
    if not tapped and asked.kind != "faces":
        tapped.append(asked.text.question)
    return ", ".join([*tapped, _("not sent to the end")] if unsent else tapped)


@act(Act.ADD_IDEA)
def screen_idea(w: Write, title: str, language: str = "", given_name: str = "", *, left: bool = False) -> int:
    """An idea from the customer screen: it is heard, and colleagues see whose it is. Gives the idea.

    A long one is kept whole beside a short title. The name goes with it as it was typed; an idea keeps no `language`,
    colleagues see it in the words. `left`: they went away before they sent it, as its note says. Raises
    Refusal("empty-value", field="idea").
    """
    whole = clean(title, lines=True, limit=TEXT_LIMIT)
    short = clean(whole, limit=TEXT_LIMIT)
    if len(short) > TITLE:
        short = textwrap.shorten(short, TITLE, placeholder="…")
        short = short if short != "…" else whole[:TITLE]
    sql = """SELECT id, CASE words WHEN '' THEN title ELSE words END FROM idea
    WHERE source = 'kiosk' AND at > ? AND joined_into IS NULL"""
    for number, known in w.raw(sql, (w.at - TWICE_SECONDS,)):
        if fold(" ".join(known.split())) == fold(" ".join(whole.split())):
            return int(number)
    idea = ideas.add(w, short, words="" if short == whole else whole, given_name=given_name, source="kiosk")
    if left:
        w.put(schema.idea, idea, note=_("Not sent to the end"))
    return idea
