"""How early the shop wants to be told of a date: rules for the whole shop, for a tag, for a card.

A rule names days before the day, or several: "7,0" is a week before and once more on the day. The narrower scope holds
(card, then tag, then shop); within a scope a rule for that kind of date comes before one for all kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import clean
from relnotebook.notebook import fields, names
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

SCOPES = ("shop", "tag", "card")
KINDS = ("birthday", "name_day", "anniversary", "other", "years")
EVERY_KIND = ""
ON_THE_DAY = (0,)
LONGEST = 60
"""Days; earlier than that nobody is told."""

_MOST = 6  # reminders of one date


@dataclass(frozen=True, slots=True)
class LeadRule:
    """A rule as Settings and the card show it. `days` descend; `whom`: the tag's or the customer's name, ''."""

    id: int
    scope: str
    kind: str  # '' = every kind
    days: tuple[int, ...]
    tag: int | None
    customer: CustomerId | None
    whom: str


@dataclass(frozen=True, slots=True)
class Leads:
    """What holds for one customer: days before the day, descending, by kind ('' = every other kind)."""

    by_kind: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[int, ...]:
        """Days before the day, descending, never empty."""
        return self.by_kind.get(kind) or self.by_kind.get(EVERY_KIND) or ON_THE_DAY


@dataclass(frozen=True, slots=True)
class LeadRules:
    """All the rules, ready to be asked for many customers. Keys are (tag or customer, kind)."""

    shop: Leads = Leads()
    tags: Mapping[tuple[int, str], tuple[int, ...]] = field(default_factory=dict)
    cards: Mapping[tuple[int, str], tuple[int, ...]] = field(default_factory=dict)
    tags_ruled: frozenset[int] = frozenset()
    cards_ruled: frozenset[int] = frozenset()
    longest: int = 0  # of all the rules, in days

    def of(self, customer: int, tags: Iterable[int], kind: str) -> tuple[int, ...]:
        """Days before the day, descending, never empty. Rules of several tags are put together."""
        if customer in self.cards_ruled:
            for wanted in (kind, EVERY_KIND):
                if found := self.cards.get((customer, wanted)):
                    return found
        carried = self.tags_ruled.intersection(tags) if self.tags_ruled else ()
        for wanted in (kind, EVERY_KIND) if carried else ():
            days = {day for tag in carried for day in self.tags.get((tag, wanted), ())}
            if days:
                return tuple(sorted(days, reverse=True))
        return self.shop.of(kind)

    def whose(self, customer: int, tags: Iterable[int] = ()) -> Leads:
        """What holds for this customer, all kinds at once; the shop's own for all who have no rule."""
        carried = self.tags_ruled.intersection(tags) if self.tags_ruled else frozenset()
        if not carried and customer not in self.cards_ruled:
            return self.shop
        return Leads({kind: self.of(customer, carried, kind) for kind in KINDS})


# Reads


def leads(s: Session) -> LeadRules:
    """All the rules."""
    shop: dict[str, tuple[int, ...]] = {}
    tags: dict[tuple[int, str], tuple[int, ...]] = {}
    cards: dict[tuple[int, str], tuple[int, ...]] = {}
    for scope, tag, customer, kind, text in s.raw(
        "SELECT scope, tag_id, customer_id, kind, days FROM lead ORDER BY id"
    ):
        days = _numbers(text)
        if scope == "card":
            cards[customer, kind] = days
        elif scope == "tag":
            tags[tag, kind] = days
        else:
            shop[kind] = days
    ruled = [*shop.values(), *tags.values(), *cards.values()]
    return LeadRules(
        Leads(shop),
        tags,
        cards,
        frozenset(tag for tag, _ in tags),
        frozenset(customer for customer, _ in cards),
        max((days[0] for days in ruled), default=0),
    )


_RULES = """
SELECT l.id, l.scope, l.kind, l.days, l.tag_id, l.customer_id, coalesce(t.name, ''),
       c.name, c.call_name, c.own_script, c.card_number
FROM lead l LEFT JOIN tag t ON t.id = l.tag_id LEFT JOIN customer c ON c.id = l.customer_id
WHERE ? IN (0, l.customer_id)
ORDER BY CASE l.scope WHEN 'shop' THEN 0 WHEN 'tag' THEN 1 ELSE 2 END, t.folded, c.name, l.kind, l.id
"""


def rules(s: Session, customer: CustomerId | None = None) -> tuple[LeadRule, ...]:
    """All the rules as they are listed, the shop's first; or those of one card."""
    return tuple(
        LeadRule(
            key,
            scope,
            kind,
            _numbers(days),
            tag,
            whose,
            tag_name if scope != "card" else names.shown_name(name or "", call or "", script or "", "", card or ""),
        )
        for key, scope, kind, days, tag, whose, tag_name, name, call, script, card in s.raw(_RULES, (customer or 0,))
    )


def of_card(s: Session, customer: CustomerId) -> tuple[int, ...]:
    """The card's own rule for all of its dates, days descending; () when it has none."""
    return next((one.days for one in rules(s, customer) if one.kind == EVERY_KIND), ())


def _numbers(kept: str) -> tuple[int, ...]:
    return tuple(int(day) for day in kept.split(","))


# Acts


@act(Act.SET_LEAD)
def set_lead(
    w: Write, scope: str, kind: str, days: str, *, tag: int | None = None, customer: CustomerId | None = None
) -> int:
    """Say how many days before to be told, "7" or "7,0"; gives the rule. One for the same dates is changed.

    Raises Refusal("bad-choice", field, value), Refusal("bad-lead", text), NotFound("no-tag"),
    NotFound("no-customer").
    """
    for name, value, allowed in (("scope", scope, SCOPES), ("kind", kind, (EVERY_KIND, *KINDS))):
        if value not in allowed:
            raise Refusal("bad-choice", field=name, value=value)
    kept = _proper(days)
    whose = _whose(w, scope, tag, customer)
    same = names.first(
        w.raw(
            "SELECT id FROM lead WHERE scope = ? AND kind = ? AND coalesce(tag_id, 0) = ? "
            "AND coalesce(customer_id, 0) = ? ORDER BY id LIMIT 1",
            (scope, kind, whose["tag_id"] or 0, whose["customer_id"] or 0),
        )
    )
    if same is None:
        return w.add(schema.lead, scope=scope, kind=kind, days=kept, **whose)
    w.put(schema.lead, same, days=kept)
    return int(same)


def _proper(text: str) -> str:
    """ "7,0" from "0, 7" and "7 and 0": descending, each once."""
    days = {int(day) for day in re.findall(r"\d+", clean(text, limit=80))}
    if not days or len(days) > _MOST or max(days) > LONGEST or re.search(r"[^\d\s,;&+]", text.replace("and", "")):
        raise Refusal("bad-lead", text=text.strip(), limit=LONGEST)
    return ",".join(str(day) for day in sorted(days, reverse=True))


def _whose(w: Write, scope: str, tag: int | None, customer: CustomerId | None) -> dict[str, Any]:
    """The columns that say whom a rule is for, which must be there; names them in the sentence."""
    if scope == "tag":
        w.label(what=names.whose(w, schema.tag, tag or 0, "no-tag")["name"])
        return {"tag_id": tag, "customer_id": None}
    if scope == "card":
        names.label(w, CustomerId(customer or 0))
        return {"tag_id": None, "customer_id": customer}
    return {"tag_id": None, "customer_id": None}


@act(Act.REMOVE_LEAD)
def remove_lead(w: Write, lead: int) -> None:
    """Raises NotFound("no-lead")."""
    row = names.whose(w, schema.lead, lead, "no-lead")
    if row["scope"] == "card":
        names.label(w, row["customer_id"])
    w.drop(schema.lead, lead)
    if row["tag_id"] is not None and w.row_of(schema.tag, row["tag_id"]):
        fields.forget_tag(w, row["tag_id"])


@act(Act.REMOVE_LEAD)
def remove_card_leads(w: Write, customer: CustomerId) -> None:
    """The card's dates come up as everybody's again. Raises NotFound("no-customer"), NotFound("no-lead")."""
    names.label(w, customer)
    found = [key for (key,) in w.raw("SELECT id FROM lead WHERE scope = 'card' AND customer_id = ?", (customer,))]
    if not found:
        raise NotFound("no-lead")
    for key in found:
        w.drop(schema.lead, key)
