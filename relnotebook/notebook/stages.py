"""The steps of making something right as the notebook keeps them: which each kind of feedback has, what was written.

Below the modules that do them (recovery, telling), so that these know each other through the steps only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import CustomerId
from relnotebook.notebook import names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write

KINDS = ("praise", "complaint", "suggestion", "question")

STEPS = {
    "complaint": ("listen", "acknowledge", "solve", "thank", "follow_up"),
    "suggestion": ("listen", "thank", "tell"),
    "praise": ("thank", "tell"),
    "question": ("answer", "follow_up"),
}
"""In the order that is advised; none is forced."""

TELLING = {"complaint": "thank", "suggestion": "tell", "praise": "tell", "question": "answer"}
"""The step in which the customer hears what came of it."""

DECIDING = {"complaint": "solve", "praise": "thank"}
"""The step after which there is something to tell."""

ONLY_WITH_CARD = ("follow_up",)
"""Steps that need a card: who has none cannot be asked later, nor can anybody be reminded of it."""

OPEN = ("new", "acting", "tell")
"""What the customer has not been told about yet."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One step as it is kept. `step`: its key, with the number of the round behind a colon where that is over.
    `when`, `by`: last written or done, and by whom."""

    id: int
    step: str
    words: str
    done: bool
    when: datetime
    by: str


_OF = """
SELECT p.id, p.step, p.words, p.done, p.at, p.utc_offset, coalesce(f.name, '')
FROM feedback_step p LEFT JOIN staff f ON f.id = p.staff_id WHERE p.feedback_id = ? ORDER BY p.id
"""


def of(s: Session, feedback: int) -> dict[str, Kept]:
    """What is written about each step; a step nobody touched is not there. Those of a round before are "solve:1"."""
    return {
        step: Kept(key, step, words, bool(done), clock.moment(at, offset), by)
        for key, step, words, done, at, offset, by in s.raw(_OF, (feedback,))
    }


def of_kind(kind: str, customer: int | None) -> tuple[str, ...]:
    """The steps of what somebody said: fewer for somebody without a card. Pure."""
    several = STEPS.get(kind, ())
    return several if customer is not None else tuple(step for step in several if step not in ONLY_WITH_CARD)


# Rounds: when it was not enough, the words of the steps that begin again are kept as those of an earlier round


def earlier(kept: dict[str, Kept], step: str) -> tuple[str, ...]:
    """What was written about a step in the rounds before this one, the first round first. Pure."""
    rounds = sorted((_round(key), one.words) for key, one in kept.items() if key.startswith(f"{step}:"))
    return tuple(words for _number, words in rounds if words)


def _round(key: str) -> int:
    return int(key.partition(":")[2] or 0)


def close_round(w: Write, found: dict[str, Any], steps: Sequence[str], outcome: str = "") -> None:
    """Begin these steps again, empty; `outcome` is what was settled besides, and is kept with the first of them."""
    kept = of(w, found["id"])
    number = 1 + max(map(_round, kept), default=0)
    for step in steps:
        told = outcome if step == steps[0] else ""
        words = kept[step].words if step in kept else ""
        if step in kept:
            both = "\n".join(part for part in (words, told) if part)
            w.put(schema.feedback_step, kept[step].id, step=f"{step}:{number}", words=both)
        elif told:
            put(w, found, f"{step}:{number}", words=told)


def row(w: Write, feedback: int) -> dict[str, Any]:
    """The whole row of what a customer said. A colleague's own words are not there: NotFound("no-feedback")."""
    found = names.whose(w, schema.feedback, feedback, "no-feedback")
    if found["of_staff"]:
        raise NotFound("no-feedback", id=feedback)
    return found


def label(w: Write, found: dict[str, Any], **words: str) -> str:
    """Put the name into the sentence about this act; gives how to call them, "" for nobody known."""
    if found["customer_id"] is not None:
        return names.label(w, CustomerId(found["customer_id"]), **words).greet
    given = names.greet_name(found["given_name"], "")
    w.label(**({"name": given} if given else {}), **words)
    return given


def known(found: dict[str, Any], step: str) -> None:
    """Raises Refusal("bad-choice", field="step", value) for a step that it does not have."""
    if step not in of_kind(found["kind"], found["customer_id"]):
        raise Refusal("bad-choice", field="step", value=step)


def put(w: Write, found: dict[str, Any], step: str, *, words: str | None = None, done: bool | None = None) -> None:
    """Write a step down: its words, or that it is done; None leaves a value as it is. No act itself."""
    values: dict[str, Any] = {"at": w.at, "utc_offset": w.offset, "staff_id": w.staff}
    values |= {} if words is None else {"words": words}
    values |= {} if done is None else {"done": int(done)}
    sql = "SELECT id FROM feedback_step WHERE feedback_id = ? AND step = ? ORDER BY id LIMIT 1"
    key = names.first(w.raw(sql, (found["id"], step)))
    if key is None:
        kept = {"feedback_id": found["id"], "customer_id": found["customer_id"], "step": step}
        w.add(schema.feedback_step, **kept, **values)
    else:
        w.put(schema.feedback_step, key, **values)


def reopen(w: Write, found: dict[str, Any], step: str) -> None:
    """A step that was done is open again; its words stay. Raises NotFound("no-step") when it was not done."""
    kept = of(w, found["id"]).get(step)
    if kept is None or not kept.done:
        raise NotFound("no-step", step=step)
    w.put(schema.feedback_step, kept.id, done=0)


def move(w: Write, found: dict[str, Any], status: str, **values: Any) -> None:
    """Change the status, and since when it is so; with other values of the same row."""
    since = {} if found["status"] == status else {"status": status, "status_at": w.at}
    w.put(schema.feedback, found["id"], **since, **values)
