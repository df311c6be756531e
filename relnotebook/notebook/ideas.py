"""Ideas: heard, moved over the board to the menu or to a kind not now, joined with their twins.

How they are shown is in `notebook/ideaboard`, who wants them in `notebook/supporters`; both may be imported from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import NAME_LIMIT, TEXT_LIMIT, clean
from relnotebook.notebook import dates, days, ideaboard, names, shop, stages, supporters, values
from relnotebook.notebook.ideaboard import (
    NOT_NOW,
    STAGES,
    Board,
    Face,
    Idea,
    IdeaCard,
    Supporter,
    Twin,
    board,
    near,
    of_staff,
    one,
)
from relnotebook.notebook.touchpoints import CHANNELS
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "NOT_NOW",
    "STAGES",
    "Board",
    "Face",
    "Idea",
    "IdeaCard",
    "Supporter",
    "Twin",
    "add",
    "board",
    "edit",
    "join",
    "move",
    "near",
    "of_staff",
    "one",
    "remove",
]

SOURCES = ("counter", "kiosk", "command")
TITLE_LIMIT = 200
MOST = 1_000_000  # of anything counted on the board


# Acts


@act(Act.ADD_IDEA)
def add(
    w: Write,
    title: str,
    *,
    words: str = "",
    customer: CustomerId | None = None,
    feedback: int | None = None,
    channel: str = "in_person",
    credit: bool = False,
    source: str = "counter",
    given_name: str = "",
    of_staff: bool = False,
    shared: bool = False,
    anonymous: bool = False,
) -> int:
    """Write an idea down; whoever suggested it is the first who wants it, without a card as one more without a name.

    From `feedback` come the words, the customer and the channel that are not given. A colleague's own idea is seen by
    the colleague alone unless `shared`; an `anonymous` one has no author anywhere, so it is always shared.
    Raises Refusal("empty-value", field="idea"), Refusal("bad-choice", field, value),
    NotFound("no-customer"|"no-feedback").
    """
    title = _title(title)
    _chosen("channel", channel, ("", *CHANNELS))
    _chosen("source", source, SOURCES)
    if feedback is not None:
        heard = stages.row(w, feedback)
        words, given_name = words or heard["words"], given_name or heard["given_name"]
        customer, channel = customer or heard["customer_id"], heard["channel"]
    if anonymous:
        w.unsigned()
    if customer is None:
        w.label(what=title)
    else:
        names.label(w, customer, what=title)
    idea = w.add(
        schema.idea,
        customer_id=customer,
        title=title,
        words=clean(words, lines=True, limit=TEXT_LIMIT),
        stage_at=w.at,
        credit=int(credit),
        feedback_id=feedback,
        channel=channel,
        given_name=clean(given_name, limit=NAME_LIMIT),
        source=source,
        of_staff=int(of_staff),
        by_id=w.staff if of_staff else None,
        shared=int(shared or anonymous),
        at=w.at,
        utc_offset=w.offset,
        staff_id=w.staff,
    )
    if not of_staff:
        supporters.write_support(w, idea, customer, quote=words, channel=channel)
    return idea


@act(Act.EDIT_IDEA)
def edit(w: Write, idea: int, /, **changed: str | int | bool | None) -> None:
    """Change title, words, note, goal, reached, unit, until, offer, price, item, credit, public or why.

    Numbers, the price and the day may be typed; a price that is a number is in hundredths.
    Raises Refusal("unknown-field", field), Refusal("empty-value", field), Refusal("bad-number", value),
    Refusal("bad-date", text, hint), NotFound("no-idea").
    """
    row = _open(w, idea)
    kept = {field: _kept(w, field, value) for field, value in changed.items()}
    if row["stage"] == NOT_NOW and kept.get("why") == "":
        raise Refusal("empty-value", field="why")
    w.join_burst(f"idea/{idea}/" + ",".join(sorted(changed)))
    w.label(what=row["title"])
    w.put(schema.idea, idea, **kept)


def _kept(s: Session, field: str, value: str | int | bool | None) -> str | int | None:
    """A value of an idea as it is kept."""
    if field in ("credit", "public"):
        return int(bool(value))
    if field in ("goal", "reached"):
        return _number(value)
    if field == "price":
        return _price(value)
    text = "" if value is None else str(value)
    if field == "title":
        return _title(text)
    if field == "until":
        return days.read(text, clock.today(), month_first=shop.region(s) in dates.MONTH_FIRST_REGIONS, end=True)
    if field in ("words", "note", "why"):
        return clean(text, lines=True, limit=TEXT_LIMIT)
    if field in ("unit", "offer", "item"):
        return clean(text, limit=NAME_LIMIT)
    raise Refusal("unknown-field", field=field)


def _title(text: str) -> str:
    title = clean(text, limit=TITLE_LIMIT)
    if not title:
        raise Refusal("empty-value", field="idea")
    return title


def _number(value: str | int | bool | None) -> int | None:
    """A count as typed; None for nothing."""
    typed = "" if value is None else str(value)
    read = values.read("number", typed, ())
    if read == "":
        return None
    if read is None or not read.isdecimal() or int(read) > MOST:
        raise Refusal("bad-number", value=typed)
    return int(read)


def _price(value: str | int | bool | None) -> int | None:
    """Hundredths; typed as "2.50" or "2,50 €"."""
    if isinstance(value, int):
        if not 0 <= value <= 100 * MOST:
            raise Refusal("bad-number", value=str(value))
        return value
    read = values.read("money", value or "", ())
    if read == "":
        return None
    if read is None or read.startswith("-") or len(read) > 10:
        raise Refusal("bad-number", value=value or "")
    return int(read.replace(".", ""))


def _chosen(field: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise Refusal("bad-choice", field=field, value=value)


def _open(w: Write, idea: int) -> dict[str, Any]:
    """The row of an idea that was not joined into another one."""
    row = names.whose(w, schema.idea, idea, "no-idea")
    if row["joined_into"] is not None:
        raise NotFound("no-idea", id=idea)
    return row


@act(Act.MOVE_IDEA)
def move(w: Write, idea: int, stage: str, *, position: int | None = None, why: str = "") -> None:
    """Put an idea into a stage, or at a place within it (0 the topmost).

    Without a place it comes among those that nobody placed by hand. A not now needs its reason once.
    Raises Refusal("bad-choice", field="stage", value), Refusal("empty-value", field="why"), NotFound("no-idea").
    """
    _chosen("stage", stage, (*STAGES, NOT_NOW))
    row = _open(w, idea)
    changed: dict[str, Any] = {"why": clean(why, lines=True, limit=TEXT_LIMIT) or row["why"]}
    if stage == NOT_NOW and not changed["why"]:
        raise Refusal("empty-value", field="why")
    w.label(what=row["title"], stage=stage)
    if row["stage"] != stage:
        changed |= {"stage": stage, "stage_at": w.at, "position": 0}
    w.put(schema.idea, idea, **changed)
    if position is not None:
        _place(w, idea, stage, position)


def _place(w: Write, idea: int, stage: str, position: int) -> None:
    """The lane in its order with this idea at its place, all of them placed by hand from now on."""
    rows = w.raw(ideaboard.IDEAS + ideaboard.ON_BOARD + " AND i.stage = ?" + ideaboard.ORDER, (stage,))
    order = [card.id for card in ideaboard.cards(w, rows) if card.id != idea]
    order.insert(max(0, position), idea)
    for place, number in enumerate(order, 1):
        w.put(schema.idea, number, position=place)


@act(Act.REMOVE_IDEA)
def remove(w: Write, idea: int) -> None:
    """It goes with all who want it, and with its twins. Raises NotFound("no-idea")."""
    w.label(what=_open(w, idea)["title"])
    for (support,) in w.raw(
        "SELECT u.id FROM idea_support u JOIN idea i ON i.id = u.idea_id WHERE i.id = ?1 OR i.joined_into = ?1", (idea,)
    ):
        w.drop(schema.idea_support, support)
    for (twin,) in w.raw("SELECT id FROM idea WHERE joined_into = ?", (idea,)):
        w.drop(schema.idea, twin)
    w.drop(schema.idea, idea)


@act(Act.JOIN_IDEAS)
def join(w: Write, idea: int, twin: int) -> None:
    """Make two ideas one: `twin` goes into `idea`, its words are kept, and everybody counts once.

    Who wanted both keeps both quotes, the earlier day, the greater wish, and the knowledge of having been told.
    Raises Refusal("same-idea"), Refusal("not-together") for a colleague's and a customer's, NotFound("no-idea").
    """
    kept, gone = _open(w, idea), _open(w, twin)
    if idea == twin:
        raise Refusal("same-idea")
    if kept["of_staff"] != gone["of_staff"]:
        raise Refusal("not-together")
    w.label(what=kept["title"])
    ours = {who: support for support, who in w.raw(_PEOPLE, (idea,))}
    for (support,) in w.raw("SELECT id FROM idea_support WHERE idea_id = ? ORDER BY id", (twin,)):
        row = names.whose(w, schema.idea_support, support, "no-support")
        same = ours.get(row["customer_id"])
        if same is None:
            w.put(schema.idea_support, support, idea_id=idea)
        else:
            mine = names.whose(w, schema.idea_support, same, "no-support")
            w.drop(schema.idea_support, support)
            w.put(schema.idea_support, same, **dict(one_support(mine, row)))
    for (earlier,) in w.raw("SELECT id FROM idea WHERE joined_into = ?", (twin,)):
        w.put(schema.idea, earlier, joined_into=idea)
    w.put(schema.idea, twin, joined_into=idea)


_PEOPLE = "SELECT id, customer_id FROM idea_support WHERE idea_id = ? AND customer_id IS NOT NULL"


def one_support(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What one row says of a person who wanted both."""
    first, second = sorted((mine, theirs), key=lambda row: (row["at"], row["id"]))
    yield "weight", max(mine["weight"], theirs["weight"])
    yield "quote", "\n".join(dict.fromkeys(q for q in (first["quote"], second["quote"]) if q))
    for field in ("at", "utc_offset", "channel", "staff_id"):
        yield field, first[field]
    told = [row for row in (mine, theirs) if row["told_at"] is not None]
    if told:
        earliest = min(told, key=lambda row: int(row["told_at"]))
        for field in ("told_at", "told_offset", "told_how", "told_by"):
            yield field, earliest[field]
