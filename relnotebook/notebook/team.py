"""The team are customers too: colleagues' own words, moods and ideas, apart from the customers', and their birthdays.

Nobody reads them but whoever wrote them, unless they share them. What is said without a name is signed by nobody, in
the journal too, and is there for all to read: else nobody could.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, StaffId
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.notebook import dates, ideas, names, stages
from relnotebook.notebook.touchpoints import FEELINGS
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

MOOD = "mood"
KINDS = (MOOD, *stages.KINDS)


@dataclass(frozen=True, slots=True)
class Own:
    """Words of a colleague.

    Attributes:
        by: who said it, "" for nobody named; mine: it is the viewer's own.
        kind: mood, praise, complaint, suggestion, question.
        we_did, why: what came of it, "" nothing yet.
    """

    id: int
    by: str
    mine: bool
    when: datetime
    kind: str
    feeling: str
    words: str
    shared: bool
    status: str
    we_did: str
    why: str


# Reads

_LINES = """
SELECT f.id, coalesce(b.name, ''), f.by_id, f.at, f.utc_offset, f.kind, f.feeling, f.words, f.shared, f.status,
       f.we_did, f.why
FROM feedback f LEFT JOIN staff b ON b.id = f.by_id
WHERE f.of_staff = 1 AND (f.shared = 1 OR f.by_id = ?) ORDER BY f.at DESC, f.id DESC LIMIT ?
"""


def lines(s: Session, viewer: StaffId | None, *, limit: int = 200) -> tuple[Own, ...]:
    """The viewer's own words and those that are shared, newest first; None sees only what is shared."""
    return tuple(
        Own(
            id=key,
            by=by,
            mine=viewer is not None and by_id == viewer,
            when=clock.moment(at, offset),
            kind=kind,
            feeling=feeling,
            words=words,
            shared=bool(shared),
            status=status,
            we_did=we_did,
            why=why,
        )
        for key, by, by_id, at, offset, kind, feeling, words, shared, status, we_did, why in s.raw(
            _LINES, (viewer, limit)
        )
    )


def own_ideas(s: Session, viewer: StaffId | None) -> frozenset[int]:
    """Which of the colleagues' ideas are the viewer's own."""
    return frozenset(key for (key,) in s.raw("SELECT id FROM idea WHERE of_staff = 1 AND by_id = ?", (viewer,)))


def birthdays(s: Session, today: date) -> tuple[str, ...]:
    """Names of the colleagues whose birthday it is, by name; 29 February as the shop keeps it."""
    rule = names.first(s.raw("SELECT leap_rule FROM shop ORDER BY id LIMIT 1"), "28feb")
    sql = "SELECT name, born_day, born_month FROM staff WHERE gone = 0 AND born_month IS NOT NULL ORDER BY name, id"
    return tuple(name for name, day, month in s.raw(sql) if dates.next_kept(day, month, rule, today) == today)


# Acts


@act(Act.ADD_FEEDBACK)
def add(
    w: Write, words: str, *, kind: str = MOOD, feeling: str = "", anonymous: bool = False, shared: bool = False
) -> int:
    """Write down words or a mood of whoever is at the till; a feeling alone is a mood.

    Raises Refusal("nothing-typed"), Refusal("bad-choice", field, value).
    """
    words = clean(words, lines=True, limit=TEXT_LIMIT)
    for field, value, allowed in (("kind", kind, KINDS), ("feeling", feeling, ("", *FEELINGS))):
        if value not in allowed:
            raise Refusal("bad-choice", field=field, value=value)
    if not words and not feeling:
        raise Refusal("nothing-typed")
    if anonymous:
        w.unsigned()
    return w.add(
        schema.feedback,
        **{"words": words, "kind": kind, "feeling": feeling, "of_staff": 1, "by_id": w.staff, "staff_id": w.staff},
        shared=int(shared or w.staff is None),
        at=w.at,
        utc_offset=w.offset,
        status="new",
        status_at=w.at,
        channel="in_person",
        source="counter",
    )


@act(Act.ADD_IDEA)
def add_idea(w: Write, title: str, *, words: str = "", anonymous: bool = False, shared: bool = True) -> int:
    """Put an idea of whoever is at the till down, apart from the customers' board. Raises what `ideas.add` raises."""
    if anonymous:
        w.unsigned()
    return ideas.add(w, title, words=words, of_staff=True, anonymous=anonymous, shared=shared or w.staff is None)


@act(Act.EDIT_IDEA)
def share_idea(w: Write, idea: int, shared: bool) -> None:
    """Let the others see one's own idea, or no longer.

    Raises Refusal("not-yours") for another's idea and for those that nobody signed, NotFound("no-idea").
    """
    found = _own_idea(w, idea)
    w.label(what=found["title"])
    w.put(schema.idea, found["id"], shared=int(shared))


@act(Act.REMOVE_IDEA)
def remove_idea(w: Write, idea: int) -> None:
    """Take one's own idea back. Raises Refusal("not-yours"), NotFound("no-idea")."""
    ideas.remove(w, _own_idea(w, idea)["id"])


def _own_idea(w: Write, idea: int) -> dict[str, Any]:
    """The row of an idea of whoever is at the till."""
    found = names.whose(w, schema.idea, idea, "no-idea")
    if not found["of_staff"] or found["joined_into"] is not None:
        raise NotFound("no-idea", id=idea)
    if w.staff is None or found["by_id"] != w.staff:
        raise Refusal("not-yours")
    return found


@act(Act.EDIT_FEEDBACK)
def share(w: Write, feedback: int, shared: bool) -> None:
    """Let the others read one's own words, or no longer.

    Raises Refusal("not-yours") for another's words and for those that nobody signed, NotFound("no-feedback").
    """
    found = _own(w, feedback)
    w.put(schema.feedback, found["id"], shared=int(shared))


@act(Act.REMOVE_FEEDBACK)
def remove(w: Write, feedback: int) -> None:
    """Take one's own words back. Raises Refusal("not-yours"), NotFound("no-feedback")."""
    w.drop(schema.feedback, _own(w, feedback)["id"])


def _own(w: Write, feedback: int) -> dict[str, Any]:
    """The row of words of whoever is at the till."""
    found = names.whose(w, schema.feedback, feedback, "no-feedback")
    if not found["of_staff"]:
        raise NotFound("no-feedback", id=feedback)
    if w.staff is None or found["by_id"] != w.staff:
        raise Refusal("not-yours")
    return found


@act(Act.EDIT_STAFF)
def set_birthday(w: Write, staff: StaffId, day: int | None, month: int | None) -> None:
    """Note a colleague's birthday, without a year; None for both takes it away.

    Raises Refusal("bad-date", text, hint), NotFound("no-colleague").
    """
    row = names.whose(w, schema.staff, staff, "no-colleague")
    if (day, month) != (None, None):
        try:
            date(2024, month or 0, day or 0)  # a leap year: 29 February is a birthday too
        except ValueError as wrong:
            raise Refusal("bad-date", text=f"{day or ''}/{month or ''}", hint="") from wrong
    w.label(name=row["name"])
    w.put(schema.staff, staff, born_day=day, born_month=month)
