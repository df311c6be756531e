"""Who wants an idea: me too, on behalf of a customer; tallies without names; who was told that it came true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relnotebook.base import clock
from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import TEXT_LIMIT, clean
from relnotebook.base.words import _
from relnotebook.notebook import names, touchmarks, touchpoints
from relnotebook.notebook.ideaboard import shop_kind, standing
from relnotebook.notebook.touchpoints import CHANNELS
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

WEIGHTS = (1, 2, 3)
"""How much they want it: would be nice, would like it, would come for it."""

TALLY_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """An idea a customer wants.

    Attributes:
        support: the identity of the me too; idea, title, stage, offer: of the idea.
        quote: their words; when: they said so; since: the moment from which the idea stands in its stage.
        suggested: it was their idea; told: they know that it is on the menu.
    """

    support: int
    idea: int
    title: str
    stage: str
    offer: str
    price: int | None
    quote: str
    weight: int
    when: datetime
    since: datetime
    suggested: bool
    told: bool


_WANTED = """
SELECT u.id, i.id, i.title, i.stage, i.offer, i.price, u.quote, u.weight, u.at, u.utc_offset, i.stage_at,
       coalesce(i.customer_id = u.customer_id, 0), u.told_at IS NOT NULL
FROM idea_support u JOIN idea i ON i.id = u.idea_id WHERE u.customer_id = ? AND i.of_staff = 0
"""


def untold_of(s: Session, customer: CustomerId) -> tuple[Wanted, ...]:
    """Ideas on the menu that this customer wanted and was not told about yet, the newest on the menu first."""
    sql = _WANTED + "AND i.stage = 'menu' AND u.told_at IS NULL ORDER BY i.stage_at DESC, u.id"
    return tuple(_wanted(row) for row in s.raw(sql, (customer,)))


def wanted_by(s: Session, customer: CustomerId) -> tuple[Wanted, ...]:
    """All ideas a customer wants, the newest wish first."""
    return tuple(_wanted(row) for row in s.raw(_WANTED + "ORDER BY u.at DESC, u.id DESC", (customer,)))


def _wanted(row: tuple[Any, ...]) -> Wanted:
    support, idea, title, stage, offer, price, quote, weight, at, offset, since, suggested, told = row
    return Wanted(
        support=support,
        idea=idea,
        title=title,
        stage=stage,
        offer=offer,
        price=price,
        quote=quote,
        weight=weight,
        when=clock.moment(at, offset),
        since=clock.moment(since, offset),
        suggested=bool(suggested),
        told=bool(told),
    )


# Acts


@act(Act.SUPPORT_IDEA)
def support(
    w: Write, idea: int, customer: CustomerId, *, quote: str = "", weight: int | None = None, channel: str = "in_person"
) -> int:
    """A customer wants an idea too; said again, the new words and the new weight hold. Gives the me too.

    A twin that was joined into another idea means that one. Raises Refusal("bad-choice", field, value),
    NotFound("no-idea"|"no-customer").
    """
    if weight is not None and weight not in WEIGHTS:
        raise Refusal("bad-choice", field="weight", value=str(weight))
    _by(channel)
    row = _idea(w, standing(w, idea))
    names.label(w, customer, what=row["title"])
    sql = "SELECT id FROM idea_support WHERE idea_id = ? AND customer_id = ? ORDER BY id LIMIT 1"
    known = names.first(w.raw(sql, (row["id"], customer)))
    if known is None:
        return write_support(w, row["id"], customer, quote=quote, weight=weight or WEIGHTS[0], channel=channel)
    changed: dict[str, Any] = {} if weight is None else {"weight": weight}
    if words := clean(quote, lines=True, limit=TEXT_LIMIT):
        changed["quote"] = words
    w.put(schema.idea_support, known, **changed)
    return int(known)


def write_support(
    w: Write,
    idea: int,
    customer: CustomerId | None,
    *,
    quote: str = "",
    weight: int = 1,
    tally: int = 1,
    channel: str = "in_person",
) -> int:
    """Add one who wants it: a part of acts that do so, no act itself."""
    return w.add(
        schema.idea_support,
        idea_id=idea,
        customer_id=customer,
        tally=tally,
        weight=weight,
        quote=clean(quote, lines=True, limit=TEXT_LIMIT),
        channel=channel,
        at=w.at,
        utc_offset=w.offset,
        staff_id=w.staff,
    )


@act(Act.TALLY_IDEA)
def tally(w: Write, idea: int, n: int = 1) -> int:
    """`n` more people want it whose names nobody knows; gives the support.

    Raises Refusal("bad-number", value), NotFound("no-idea").
    """
    if not 1 <= n <= TALLY_MOST:
        raise Refusal("bad-number", value=str(n))
    row = _idea(w, standing(w, idea))
    w.label(what=row["title"], count=str(n))
    return write_support(w, row["id"], None, tally=n)


@act(Act.WITHDRAW_SUPPORT)
def withdraw(w: Write, support: int) -> None:
    """They no longer want it; the idea stays, also when it was theirs. Raises NotFound("no-support")."""
    row = names.whose(w, schema.idea_support, support, "no-support")
    _label(w, row["customer_id"], _idea(w, row["idea_id"])["title"])
    w.drop(schema.idea_support, support)


@act(Act.TELL_IDEA)
def tell(w: Write, support: int, how: str = "in_person") -> None:
    """Somebody was told that what they wanted is on the menu: noted, and logged as a touchpoint. Once only.

    Raises Refusal("bad-choice", field="channel", value), Refusal("not-on-menu", title),
    NotFound("no-support") also for those counted without a name.
    """
    _by(how)
    row = names.whose(w, schema.idea_support, support, "no-support")
    if row["customer_id"] is None:
        raise NotFound("no-support", id=support)
    title = _idea(w, row["idea_id"])["title"]
    _label(w, row["customer_id"], title)
    _tell(w, row, how)


@act(Act.TELL_IDEA)
def tell_many(w: Write, supports: Sequence[int], how: str = "email") -> int:
    """The same for many at once, in one step; gives how many were told now. Those who are gone are left out."""
    _by(how)
    found = [row for row in (w.row_of(schema.idea_support, support) for support in supports) if row is not None]
    w.label(count=str(len(found)))
    return sum(_tell(w, row, how) for row in found if row["customer_id"] is not None)


def _tell(w: Write, row: dict[str, Any], how: str) -> bool:
    """False when they knew already."""
    idea = _idea(w, row["idea_id"])
    if idea["stage"] != "menu":
        raise Refusal("not-on-menu", title=idea["title"])
    if row["told_at"] is not None:
        return False
    touchpoints.write(w, row["customer_id"], told_words(w, idea["title"], idea["offer"]), channel=how, source="touch")
    touchmarks.settle(w, CustomerId(row["customer_id"]), "idea", row["id"])
    told = {"told_at": w.at, "told_offset": w.offset, "told_how": how, "told_by": w.staff}
    w.put(schema.idea_support, row["id"], **told)
    return True


def told_words(s: Session, title: str, offer: str = "") -> str:
    """What the history says of it, in the words of the kind of shop."""
    menu = shop_kind(s).has_menu
    told = _("Told: “{what}” is on the menu now") if menu else _("Told: we do “{what}” now")
    return told.format(what=offer or title)


def _idea(w: Write, idea: int) -> dict[str, Any]:
    """A customers' idea that stands on its own."""
    row = names.whose(w, schema.idea, idea, "no-idea")
    if row["of_staff"]:
        raise NotFound("no-idea", id=idea)
    return row


def _label(w: Write, customer: CustomerId | None, what: str) -> None:
    if customer is None:
        w.label(what=what)
    else:
        names.label(w, customer, what=what)


def _by(channel: str) -> None:
    if channel not in ("", *CHANNELS):
        raise Refusal("bad-choice", field="channel", value=channel)
