"""Closing the loop: what a customer is still to be told, that they were told, whether it was enough; and the wall.

"You said, we did" are the pairs that came of it. Nobody is named there who did not agree to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import TEXT_LIMIT, clean, gender
from relnotebook.base.words import _
from relnotebook.notebook import (
    deadlines,
    due,
    ideaboard,
    names,
    recovery_words,
    reminders,
    stages,
    supporters,
    tact,
    touchmarks,
    touchpoints,
)
from relnotebook.notebook.recovery_words import Case
from relnotebook.notebook.stages import Kept
from relnotebook.notebook.supporters import Wanted
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

ANSWERS = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Telling:
    """A greeting line of a card.

    Attributes:
        id: of the feedback, or of the support of an idea; kind: feedback, idea.
        text: "Tell Omar: a second grinder runs every morning."
        said: their words; did: what came of it.
        when: since when they could be told.
        later: it was put off to the next visit, which this may be.
    """

    id: int
    kind: str
    text: str
    said: str
    did: str
    when: datetime
    later: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """You said, we did. `name` is "" unless they agreed to be named; `why`: the reason of a no or not now; `when`: it
    was decided, or they were told."""

    id: int
    you_said: str
    we_did: str
    when: datetime
    name: str
    decision: str
    why: str


# The facts behind the words

_WHO = "SELECT name, call_name, own_script, pronouns FROM customer WHERE id = ?"


def case(s: Session, found: Mapping[str, Any], kept: Mapping[str, Kept]) -> Case:
    """What the sentences about a feedback need: `found` is its row, `kept` what is written about its steps."""
    name, pronouns = names.greet_name(found["given_name"], ""), ""
    if found["customer_id"] is not None:
        [(full, call_name, own_script, pronouns)] = s.raw(_WHO, (found["customer_id"],))
        described = not call_name and names.is_description(full)
        name = own_script if described else names.greet_name(full, call_name) or own_script
    return Case(
        kind=found["kind"],
        name=name,
        gender=gender(pronouns),
        day=clock.local_day(found["at"], found["utc_offset"]),
        today=clock.today(),
        feeling=found["feeling"],
        did=_did(found, kept),
        gave=found["gave"],
        decision=found["decision"],
        why=found["why"],
        quote=found["words"],
    )


def _did(found: Mapping[str, Any], kept: Mapping[str, Kept]) -> str:
    """What was done, as it is put for the customer; else as it was written down by whoever did it."""
    if found["we_did"]:
        return str(found["we_did"])
    step = {"complaint": "solve", "question": "answer"}.get(found["kind"], "")
    return kept[step].words if step in kept else ""


# Reads

_NEEDED = "id customer_id words kind feeling at utc_offset decision why gave we_did given_name status_at"
_COLUMNS = _NEEDED.split()
_TO_TELL = f"""
SELECT {", ".join(_COLUMNS)} FROM feedback
WHERE customer_id = ? AND +of_staff = 0 AND status = 'tell' ORDER BY status_at, id
"""


def to_tell(s: Session, customer: CustomerId) -> tuple[Telling, ...]:
    """What a customer is to be told when they are next in, the oldest first: of their words, then of their ideas.

    What is never to come up for them is left out, and what was put off to a later day; ideas also while they are
    upset with us, for good news is none to somebody who waits for an answer.
    """
    found = []
    for row in s.raw(_TO_TELL, (customer,)):
        one = dict(zip(_COLUMNS, row, strict=True))
        told = case(s, one, stages.of(s, one["id"]))
        since = clock.moment(one["status_at"], one["utc_offset"])
        found.append(Telling(one["id"], "feedback", recovery_words.telling(told), told.quote, told.outcome, since))
    wanted = supporters.untold_of(s, customer)
    if wanted and not tact.is_upset(tact.state(s, customer).facts, clock.today()):
        found += [_of_idea(s, customer, one) for one in wanted]
    return _wanted_now(s, customer, found) if found else ()


def _wanted_now(s: Session, customer: CustomerId, found: Sequence[Telling]) -> tuple[Telling, ...]:
    """Of these what may be said today, after what was said about the touches that ask for it."""
    marks = touchmarks.of(s, customer)
    if not marks:
        return tuple(found)
    today = clock.today().isoformat()
    last = names.first(s.raw("SELECT last_at FROM customer_stat WHERE customer_id = ?", (customer,))) or 0
    wanted = []
    for one in found:
        mark = marks.get(touchmarks.news_key(one.kind, one.id))
        asleep = mark is not None and mark.state == "snoozed"
        never = one.kind in marks and marks[one.kind].state == "never"
        if never or (mark is not None and asleep and mark.until[:10] > today):
            continue
        waits = mark is not None and asleep and mark.wakes == due.NEXT_VISIT and last <= mark.at
        wanted.append(replace(one, later=waits))
    return tuple(wanted)


def _of_idea(s: Session, customer: CustomerId, idea: Wanted) -> Telling:
    name = names.of(s, customer).greet
    came = _("{idea} is on the menu") if ideaboard.shop_kind(s).has_menu else _("we do “{idea}” now")
    did = recovery_words.sentence(idea.offer or came.format(idea=idea.title))
    text = _("Tell {name}: {did}").format(name=name, did=recovery_words.inside(did))
    return Telling(idea.support, "idea", text, idea.quote or idea.title, did, idea.since)


_PAIR = "of_staff = 0 AND status IN ('tell', 'told') AND (we_did <> '' OR why <> '')"
_PAIRS = f"""
SELECT f.id, f.you_said, f.words, f.we_did, f.status_at, f.utc_offset, f.named, f.decision, f.why, f.given_name,
       coalesce(c.name, ''), coalesce(c.call_name, ''), coalesce(c.own_script, '')
FROM (SELECT * FROM feedback NOT INDEXED WHERE {_PAIR} ORDER BY status_at DESC, id DESC LIMIT ?) f
LEFT JOIN customer c ON c.id = f.customer_id ORDER BY f.status_at DESC, f.id DESC
"""


def pairs(s: Session, *, limit: int = 200) -> tuple[Pair, ...]:
    """What they said and what came of it; what was decided or told last comes first."""
    return tuple(_pair(*row) for row in s.raw(_PAIRS, (limit,)))


def _pair(
    key: int, you_said: str, words: str, we_did: str, at: int, offset: int, named: int, decision: str, why: str,
    given: str, name: str, call_name: str, own_script: str,
) -> Pair:  # fmt: skip
    who = (names.greet_name(name, call_name) or own_script or given) if named else ""
    said = you_said or recovery_words.short(words)
    return Pair(key, said, we_did, clock.moment(at, offset), who, decision, why)


def pairs_count(s: Session) -> int:
    """How many pairs there are."""
    return int(names.first(s.raw(f"SELECT count(*) FROM feedback NOT INDEXED WHERE {_PAIR}"), 0))


# Acts


@act(Act.TELL_FEEDBACK)
def tell(w: Write, feedback: int, *, how: str = "in_person", words: str = "") -> None:
    """The customer has been told: it is logged as a touchpoint, and the step that tells is done.

    Without words it is what was written for that step, else what came of it. Whoever complained is asked in two days
    and at the next visit if it is better: that is written on their card with it. Raises Refusal("already-told",
    name), Refusal("bad-choice", field, value), Refusal("empty-value", field="answer") for a question without an
    answer, NotFound("no-feedback").
    """
    found = stages.row(w, feedback)
    name = stages.label(w, found)
    if found["status"] == "told":
        raise Refusal("already-told", name=name or _("They"))
    if how not in touchpoints.CHANNELS:
        raise Refusal("bad-choice", field="channel", value=how)
    kept = stages.of(w, feedback)
    step = stages.TELLING.get(found["kind"], "")
    said = clean(words, lines=True, limit=TEXT_LIMIT) or (kept[step].words if step in kept else "")
    came = case(w, found, kept)
    if not said and step == "answer" and not came.outcome:
        raise Refusal("empty-value", field=step)
    said = said or _told(came)
    if found["customer_id"] is not None:
        touchmarks.settle(w, CustomerId(found["customer_id"]), "feedback", feedback)
        touchpoints.write(w, CustomerId(found["customer_id"]), said, channel=how, moment="after", source="touch")
    if step:
        stages.put(w, found, step, words=said, done=True)
    told = {"told_how": how, "told_words": said, "told_at": w.at, "told_offset": w.offset, "told_by": w.staff}
    stages.move(w, found, "told", enough="", **told)
    if found["kind"] == "complaint" and remind(w, found):
        stages.put(w, found, "follow_up", done=True)


FOLLOW_UP_DAYS = 2


def remind(w: Write, found: Mapping[str, Any]) -> bool:
    """Write the two reminders that ask, unless they are there or there is no card to write them on: a part of acts
    that do so. Gives whether it did."""
    if found["customer_id"] is None or asking(w, found):
        return False
    customer, quote = CustomerId(found["customer_id"]), found["words"]
    ask = recovery_words.asking_about_answer(quote) if found["kind"] == "question" else recovery_words.asking(quote)
    by = clock.local_day(w.at, w.offset) + timedelta(days=FOLLOW_UP_DAYS)
    first = reminders.write(w, customer, kind="follow_up", words=ask, due=by.isoformat(), every="", from_done=0)
    reminders.write(w, customer, kind="ask", words=ask, due="", every="", from_done=0)
    w.put(schema.feedback, found["id"], follow_up_id=first)
    return True


def _told(found: Case) -> str:
    """What the history says when nobody wrote down what was said."""
    if came := recovery_words.sentence(found.outcome):
        what = recovery_words.with_promise(recovery_words.inside(came), found.gave)
        return _("Told: {what}").format(what=what)
    quote = recovery_words.short(found.quote)
    if found.kind == "praise":
        return _("Thanked for “{quote}”").format(quote=quote) if quote else _("Thanked for the kind words")
    return _("Answered “{quote}”").format(quote=quote) if quote else _("Told what came of it")


UNTOLD: dict[str, Any] = {"told_how": "", "told_words": "", "told_at": None, "told_offset": 0, "told_by": None}
"""The columns of somebody who has not been told."""


@act(Act.ASK_ENOUGH)
def enough(w: Write, feedback: int, answer: str) -> None:
    """Note whether it was enough: "yes" settles the reminders that ask, "no" opens a new round from the solving on.

    The new round begins empty. What was written, settled and given in the one before is kept with its steps
    (stages.earlier): they have heard it, and it was not enough. Raises Refusal("bad-choice", field="enough", value),
    NotFound("no-feedback").
    """
    if answer not in ANSWERS:
        raise Refusal("bad-choice", field="enough", value=answer)
    found = stages.row(w, feedback)
    stages.label(w, found, state=answer)
    for reminder in asking(w, found):
        reminders.settle(w, reminder, clock.local_day(w.at, w.offset))
    if answer == "yes":
        w.put(schema.feedback, feedback, enough="yes")
        return
    stages.close_round(w, found, _again(found["kind"]), _settled(found, stages.of(w, feedback)))
    by = deadlines.default(w, found["kind"], found["severity"])
    values = UNTOLD | {"decision": "", "we_did": "", "why": "", "gave": "", "cost": None, "follow_up_id": None}
    stages.move(w, found, "acting", enough="no", due=by, **values)


def _settled(found: Mapping[str, Any], kept: Mapping[str, Kept]) -> str:
    """What is kept of a round that is over, beside the words of its steps: how it was put, why not, what was given."""
    first = next(iter(_again(found["kind"])), "")
    words = kept[first].words if first in kept else ""
    gift = found["gave"] + (f", {found['cost'] / 100:.2f}" if found["cost"] is not None else "")
    told = (found["we_did"], found["why"], gift)
    return "\n".join(part for part in told if part and part != words)


def _again(kind: str) -> tuple[str, ...]:
    """The steps of another round."""
    steps = stages.STEPS.get(kind, ())
    first = "solve" if "solve" in steps else stages.TELLING.get(kind, "")
    return steps[steps.index(first) :] if first else ()


# Both are written in one go (recovery.do), so that the second follows the first.
_ASKING = """
SELECT id FROM reminder WHERE customer_id = ?1 AND state = 'open' AND (id = ?2 OR id = ?2 + 1 AND kind = 'ask')
"""


def asking(s: Session, found: Mapping[str, Any]) -> tuple[int, ...]:
    """The open reminders that ask whether it is better: `follow_up_id`, and the one written beside it."""
    if found["follow_up_id"] is None or found["customer_id"] is None:
        return ()
    return tuple(key for (key,) in s.raw(_ASKING, (found["customer_id"], found["follow_up_id"])))
