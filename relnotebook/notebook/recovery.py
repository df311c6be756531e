"""Making it right: the steps of each kind of feedback, one after the other or as it comes, and what may be given.

Acts here are steps of the same loop: New, Acting, Tell them, Told. The customer hears of it in `notebook/telling`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _
from relnotebook.notebook import names, recovery_words, staff, stages, telling, touchmarks
from relnotebook.notebook.stages import DECIDING, STEPS, TELLING
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "DECISIONS",
    "STEPS",
    "TELLING",
    "Limits",
    "Offer",
    "Step",
    "decide",
    "do",
    "give",
    "limits",
    "money",
    "reopen",
    "sentences",
    "set_limits",
    "steps",
    "write",
]

DECISIONS = ("yes", "not_now", "no")
MOST_OFFERS = 12
_GIFT_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the pane shows it.

    Attributes:
        key: listen, acknowledge, solve, thank, follow_up, tell, answer.
        words: what was written; of the follow-up, that we remind you.
        when, by: last written or done, None and "" when it was not touched.
        main: the words of its main button: "I said sorry".
        tells: the customer hears in it what came of it, so that its button tells.
        earlier: what was written about it in earlier rounds, the first round first: it was not enough.
        gave: of the solving what was given, with its cost: "A free flat white, 3.20"; "" nothing.
    """

    key: str
    title: str
    hint: str
    words: str
    done: bool
    when: datetime | None
    by: str
    main: str
    tells: bool
    earlier: tuple[str, ...] = ()
    gave: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence to begin with: the `n`th (from 0) `of` so many."""

    text: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be given to put something right without asking.

    Attributes:
        limit: in hundredths of the shop's currency; None: no limit is set.
        offers: what to choose from: "A free flat white".
    """

    limit: int | None
    offers: tuple[str, ...]


# Reads


def steps(s: Session, feedback: int) -> tuple[Step, ...]:
    """The steps in the order that is advised.

    Raises NotFound("no-feedback"), for a colleague's own words too.
    """
    found = _row(s, feedback)
    kept = stages.of(s, feedback)
    case = telling.case(s, found, kept)
    several = [_step(key, case, kept) for key in stages.of_kind(found["kind"], found["customer_id"])]
    if found["gave"]:
        given = found["gave"] + (f", {money(found['cost'])}" if found["cost"] is not None else "")
        several = [replace(step, gave=given) if step.key == "solve" else step for step in several]
    if several[-1:] and several[-1].done and not several[-1].words and telling.asking(s, found):
        several[-1] = replace(several[-1], words=_("We will remind you"))
    return tuple(several)


def _step(key: str, case: recovery_words.Case, kept: dict[str, stages.Kept]) -> Step:
    one = kept.get(key)
    return Step(
        key=key,
        title=recovery_words.title(key),
        hint=recovery_words.hint(key, case),
        words=one.words if one else "",
        done=one.done if one else False,
        when=one.when if one else None,
        by=one.by if one else "",
        main=recovery_words.main(key, case),
        tells=TELLING.get(case.kind) == key,
        earlier=stages.earlier(kept, key),
    )


def sentences(s: Session, feedback: int, step: str, n: int = 0) -> Offer:
    """A sentence to begin a step with; `n` counts on without end, after the last comes the first again.

    Raises Refusal("bad-choice", field="step", value), NotFound("no-feedback").
    """
    found = _row(s, feedback)
    stages.known(found, step)
    several = recovery_words.sentences(step, telling.case(s, found, stages.of(s, feedback)))
    return Offer(several[n % len(several)], n % len(several), len(several))


def _row(s: Session, feedback: int) -> dict[str, Any]:
    names_of = [column.name for column in schema.feedback.columns]
    found = s.raw(f"SELECT {', '.join(names_of)} FROM feedback WHERE id = ? AND of_staff = 0", (feedback,))
    if not found:
        raise NotFound("no-feedback", id=feedback)
    return dict(zip(names_of, found[0], strict=True))


def limits(s: Session) -> Limits:
    """What may be given here; what fits the kind of shop as long as nobody set it."""
    [(kept, kind)] = s.raw("SELECT recovery, kind FROM shop ORDER BY id LIMIT 1") or [("", "other")]
    told = json.loads(kept) if kept else {}
    offers = tuple(told["offers"]) if "offers" in told else _offers(kind)
    return Limits(told.get("limit"), offers)


def _offers(kind: str) -> tuple[str, ...]:
    """What a shop of this kind can give."""
    next_one = _("The next one is on us")
    return {
        "cafe": (_("A free flat white"), next_one, _("A bun to take home")),
        "bakery": (_("A free loaf"), next_one, _("A bun to take home")),
        "barber": (_("The next cut is on us"), _("A tidy-up at no charge")),
        "salon": (_("The next treatment is on us"), _("A product to take home")),
        "bookshop": (_("A paperback of their choice"), _("The postage is on us")),
        "florist": (_("A fresh bunch at no charge"), _("The delivery is on us")),
        "tailor": (_("The alteration is on us"), _("A pressing at no charge")),
        "wine": (_("Another bottle at no charge"), _("The next tasting is on us")),
        "vet": (_("The next nail trim is on us"), _("A bag of treats")),
    }.get(kind, (next_one, _("Done again at no charge")))


def money(hundredths: int) -> str:
    """ "3.50". Pure."""
    return f"{hundredths // 100}.{hundredths % 100:02}"


# Acts


@act(Act.WRITE_STEP)
def write(w: Write, feedback: int, step: str, words: str) -> None:
    """Note words to a step, as they are typed: a short while of typing is one undo step. What was new is taken up.

    Raises Refusal("bad-choice", field="step", value), NotFound("no-feedback").
    """
    found = stages.row(w, feedback)
    stages.known(found, step)
    words = clean(words, lines=True, limit=TEXT_LIMIT)
    kept = stages.of(w, feedback).get(step)
    if words == (kept.words if kept else ""):
        return
    w.join_burst(f"step/{feedback}/{step}")
    stages.label(w, found)
    if kept and kept.done:
        w.put(schema.feedback_step, kept.id, words=words)
    else:
        stages.put(w, found, step, words=words)
    if step == "solve" and kept and kept.words and found["we_did"] == kept.words:
        w.put(schema.feedback, feedback, we_did=words)
    _take_up(w, found)


def _take_up(w: Write, found: dict[str, Any]) -> None:
    if found["status"] == "new":
        stages.move(w, found, "acting")


@act(Act.DO_STEP)
def do(w: Write, feedback: int, step: str, words: str | None = None, *, how: str = "in_person") -> None:
    """A step is done, now and by whoever is at the till; `words` replace what was written, None leaves it.

    The step that tells (thank a complaint, answer a question, tell) tells the customer, by `how`. After the solving
    there is something to tell. The follow-up writes two reminders on the card: one in two days, one for the next
    visit; telling a complaint does that by itself. Raises Refusal("bad-choice", field, value), Refusal("empty-value",
    field="solve"|"answer") where nothing says what was done or answered, Refusal("already-told", name),
    NotFound("no-feedback").
    """
    found = stages.row(w, feedback)
    stages.known(found, step)
    said = None if words is None else clean(words, lines=True, limit=TEXT_LIMIT)
    if step == TELLING[found["kind"]]:
        telling.tell(w, feedback, how=how, words=said or "")
        return
    stages.label(w, found)
    before = kept.words if (kept := stages.of(w, feedback).get(step)) else ""
    if step == "solve":
        _something_done(found, before if said is None else said)
    stages.put(w, found, step, words=said, done=True)
    if step == "follow_up":
        telling.remind(w, found)
    if step == DECIDING.get(found["kind"]) and found["status"] != "told":
        _have_something_to_tell(w, found, step, before)
    else:
        _take_up(w, found)


def _something_done(found: Mapping[str, Any], words: str) -> None:
    """Solved is what can be told: a deed, or the reason why there is none. Raises Refusal("empty-value", "solve")."""
    shut = found["decision"] in ("no", "not_now") and found["why"]
    if not words and not found["we_did"] and not shut:
        raise Refusal("empty-value", field="solve")


def _have_something_to_tell(w: Write, found: dict[str, Any], step: str, before: str) -> None:
    """What was done is a yes, and stands on the wall as it was written until somebody puts it otherwise."""
    values: dict[str, Any] = {}
    if step == "solve":
        written = stages.of(w, found["id"])[step].words
        values = {"decision": found["decision"] or "yes", "we_did": _for_the_wall(found, before, written)}
    stages.move(w, found, "tell", **values)


def _for_the_wall(found: Mapping[str, Any], before: str, written: str) -> str:
    """What we did, in short: it follows what is written about the solving until somebody puts it otherwise."""
    return written if found["we_did"] in ("", before) else str(found["we_did"])


@act(Act.REOPEN_STEP)
def reopen(w: Write, feedback: int, step: str) -> None:
    """A step is open again; its words stay. What hung on it is open again too: the telling, what there is to tell.

    Reminders that the follow-up wrote and nobody has done yet are removed; what was told stays in the history.
    Raises Refusal("bad-choice", field="step", value), NotFound("no-feedback"|"no-step").
    """
    found = stages.row(w, feedback)
    stages.known(found, step)
    stages.label(w, found)
    stages.reopen(w, found, step)
    if step == TELLING[found["kind"]] and found["status"] == "told":
        back = "tell" if _is_decided(w, found) else "acting"
        if found["customer_id"] is not None:
            touchmarks.unsettle(w, CustomerId(found["customer_id"]), "feedback", feedback)
        if _reminded_by_telling(w, found):
            stages.reopen(w, found, "follow_up")
            _forget_asking(w, found)
        stages.move(w, found, back, enough="", **telling.UNTOLD)
    elif step == DECIDING.get(found["kind"]) and found["status"] == "tell":
        stages.move(w, found, "acting", decision="")
    elif step == "follow_up":
        _forget_asking(w, found)


def _forget_asking(w: Write, found: Mapping[str, Any]) -> None:
    """Take the open reminders back that ask whether it is better."""
    for reminder in telling.asking(w, found):
        w.drop(schema.reminder, reminder)
    w.put(schema.feedback, found["id"], follow_up_id=None)


def _reminded_by_telling(s: Session, found: Mapping[str, Any]) -> bool:
    """Whether the follow-up came with the telling, and not from somebody who asked for it."""
    kept = stages.of(s, found["id"]).get("follow_up")
    return kept is not None and kept.done and int(kept.when.timestamp()) == found["told_at"]


def _is_decided(s: Session, found: Mapping[str, Any]) -> bool:
    """Whether there is something to tell."""
    step = DECIDING.get(found["kind"], "")
    kept = stages.of(s, found["id"]).get(step)
    return bool(found["decision"]) or (kept is not None and kept.done)


@act(Act.GIVE)
def give(w: Write, feedback: int, what: str, cost: int | None, *, allowed: bool = False) -> None:
    """Note what was given to put it right, and what it cost (hundredths; None not known); "" takes it away.

    Raises Refusal("over-limit", limit, what, cost) above the shop's limit, unless the owner is at the till or it was
    `allowed` by them; Refusal("bad-cost"), NotFound("no-feedback").
    """
    found = stages.row(w, feedback)
    what = clean(what, limit=_GIFT_LIMIT)
    cost = cost if what else None
    if cost is not None and not 0 <= cost < 10**9:
        raise Refusal("bad-cost")
    limit = limits(w).limit
    if cost is not None and limit is not None and cost > limit and not (allowed or staff.is_owner(w, w.staff)):
        raise Refusal("over-limit", limit=money(limit), what=what, cost=money(cost))
    w.join_burst(f"give/{feedback}")
    stages.label(w, found, what=what)
    w.put(schema.feedback, feedback, gave=what, cost=cost)
    if what:
        _take_up(w, found)


@act(Act.SET_RECOVERY)
def set_limits(w: Write, *, limit: int | None, offers: Sequence[str]) -> None:
    """Say what may be given without asking: up to `limit` (hundredths, None no limit), and what to choose from.

    Empty lines and doubles are left out. Raises Refusal("bad-cost"), NotFound("no-shop").
    """
    key = names.first(w.raw("SELECT id FROM shop ORDER BY id LIMIT 1"))
    if key is None:
        raise NotFound("no-shop")
    if limit is not None and not 0 <= limit < 10**9:
        raise Refusal("bad-cost")
    kept = [text for text in dict.fromkeys(clean(one, limit=_GIFT_LIMIT) for one in offers) if text]
    w.join_burst("shop/recovery")
    told = {"limit": limit, "offers": kept[:MOST_OFFERS]}
    w.put(schema.shop, key, recovery=json.dumps(told, ensure_ascii=False, separators=(",", ":")))


@act(Act.DECIDE_FEEDBACK)
def decide(w: Write, feedback: int, decision: str, *, why: str = "", we_did: str = "", you_said: str = "") -> None:
    """Decide yes, not now or no; then the customer is to be told. What is not said of the rest stays as it is.

    Somebody who was told something else is to be told again. Raises Refusal("bad-choice", field="decision", value),
    Refusal("empty-value", field="why") for a no without its reason, NotFound("no-feedback").
    """
    if decision not in DECISIONS:
        raise Refusal("bad-choice", field="decision", value=decision)
    found = stages.row(w, feedback)
    said = {"why": why, "we_did": we_did, "you_said": you_said}
    values = {key: text for key, text in ((k, clean(v, lines=True, limit=TEXT_LIMIT)) for k, v in said.items()) if text}
    if decision == "yes":
        values["why"] = values.get("why", "")
    elif not values.get("why", found["why"]):
        raise Refusal("empty-value", field="why")
    w.join_burst(f"decide/{feedback}/{decision}")  # a reason is kept while it is typed
    stages.label(w, found, state=decision)
    if found["status"] == "told" and found["decision"] == decision:
        w.put(schema.feedback, feedback, **values)
        return
    untold = dict(telling.UNTOLD) | {"enough": ""} if found["status"] == "told" else {}
    stages.move(w, found, "tell", decision=decision, **values, **untold)
    _open_the_telling(w, found)


def _open_the_telling(w: Write, found: dict[str, Any]) -> None:
    """They are to be told again, so that the step that tells is open."""
    step = TELLING.get(found["kind"], "")
    kept = stages.of(w, found["id"]).get(step)
    if kept is not None and kept.done:
        stages.reopen(w, found, step)
