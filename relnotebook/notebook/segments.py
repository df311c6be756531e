"""Groups of customers: by rules, with a count that is always of this moment, or a list that stays as it is.

The rules are made in `notebook/segment_rules`, said in `notebook/segment_words` and asked in `notebook/segment_sql`; a
group says nothing about who may be written to: that is `consent.allowed` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from relnotebook.base.problems import NotFound, Refusal
from relnotebook.base.terms import Act, CustomerId
from relnotebook.base.text import NAME_LIMIT, clean, fold
from relnotebook.base.words import _
from relnotebook.notebook import names, segment_sql, segment_words
from relnotebook.notebook.segment_rules import Bracket, Condition, Rule, Rules, checked, dump, load, plain, read_words
from relnotebook.notebook.segment_words import sentence
from relnotebook.store import schema
from relnotebook.store.write import Session, Write, act

__all__ = [
    "EVERYBODY",
    "Bracket",
    "Member",
    "Reason",
    "Rule",
    "Rules",
    "Segment",
    "checked",
    "count",
    "dump",
    "freeze",
    "listed",
    "load",
    "members",
    "members_of",
    "named",
    "one",
    "plain",
    "put_in",
    "read_words",
    "remove",
    "rules_of",
    "save",
    "sentence",
    "take_out",
    "why_not",
]

EVERYBODY: Rules = ()

_ORDER = "ORDER BY CASE c.sort_name WHEN '' THEN c.name ELSE c.sort_name END COLLATE NOCASE, c.id"


@dataclass(frozen=True, slots=True)
class Segment:
    """A saved group.

    Attributes:
        rules: () for a list, whose `frozen` is true: who is in it stays as it is.
        count: how many are in it now, without those in the bin.
        with_consent: how many of them have said yes to e-mail, whatever else may speak against writing to them.
    """

    id: int
    name: str
    rules: Rules
    frozen: bool
    count: int = 0
    with_consent: int = 0

    @property
    def sentence(self) -> str:
        return _("A list that stays as it is") if self.frozen else sentence(self.rules)


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition, and whether somebody meets it; `told` says it of them in a sentence."""

    condition: str
    holds: bool
    told: str


@dataclass(frozen=True, slots=True)
class Member:
    """Whether somebody is in a group, and why: the conditions in order, those of the card itself first."""

    inside: bool
    reasons: tuple[Reason, ...]


# Asking by rules


def count(s: Session, rules: Rules) -> int:
    """How many cards fit, without those in the bin. The rules are checked before (`checked`)."""
    asked = segment_sql.query(s, rules)
    return int(s.raw(asked.select("count(*)"), asked.params)[0][0])


def members(s: Session, rules: Rules, *, limit: int = -1, offset: int = 0) -> tuple[CustomerId, ...]:
    """Who fits, by name."""
    asked = segment_sql.query(s, rules)
    return _by_name(s, asked.select("x.id"), asked.params, limit, offset)


def why_not(s: Session, rules: Rules, customer: CustomerId) -> Member:
    """Whether a customer fits, condition by condition. Raises NotFound("no-customer")."""
    name = names.of(s, customer).shown
    found = []
    binned = s.raw("SELECT binned_at IS NOT NULL FROM customer WHERE id = ?", (customer,))[0][0]
    if binned:
        found.append(Reason(_("is not in the bin"), False, _("The card of {name} is in the bin.").format(name=name)))
    asked = segment_sql.tests(s, rules)
    if asked:
        columns = ", ".join(sql for _condition, sql, _params in asked)
        params = [value for _condition, _sql, values in asked for value in values]
        row = s.raw(f"SELECT {columns} FROM (SELECT ? AS id) x", (*params, customer))[0]
        found += [_reason(one, bool(fits), name) for (one, _sql, _params), fits in zip(asked, row, strict=True)]
    return Member(all(reason.holds for reason in found), tuple(found))


def _reason(one: Condition, fits: bool, name: str) -> Reason:
    words = {"name": name, "rule": segment_words.condition(one)}
    if one.leaves_out:
        told = _("It is not so that {name} {rule}.") if fits else _("{name} {rule}, and is left out for it.")
    else:
        told = _("{name} {rule}.") if fits else _("It is not so that {name} {rule}.")
    return Reason(words["rule"], fits, told.format(**words))


def _by_name(
    s: Session, ids: str, params: Sequence[object], limit: int = -1, offset: int = 0
) -> tuple[CustomerId, ...]:
    sql = f"SELECT c.id FROM customer c WHERE c.id IN ({ids}) {_ORDER} LIMIT ? OFFSET ?"
    return tuple(CustomerId(who) for (who,) in s.raw(sql, (*params, limit, offset)))


# Saved groups

_LISTED = "SELECT id, name, rules, frozen FROM segment "
_YES = "email"


def listed(s: Session) -> tuple[Segment, ...]:
    """All of them in their order, counted as of now."""
    rows = s.raw(_LISTED + "ORDER BY position, id")
    return tuple(_counted(s, *row) for row in rows)


def one(s: Session, segment: int) -> Segment:
    """Raises NotFound("no-segment")."""
    found = s.raw(_LISTED + "WHERE id = ?", (segment,))
    if not found:
        raise NotFound("no-segment", id=segment)
    return _counted(s, *found[0])


def named(s: Session, name: str) -> Segment:
    """The group of a name, in any spelling of it. Raises NotFound("no-segment", value=name)."""
    for row in s.raw(_LISTED + "ORDER BY position, id"):
        if fold(row[1]) == fold(name.strip()):
            return _counted(s, *row)
    raise NotFound("no-segment", value=name)


def _counted(s: Session, key: int, name: str, rules: str, frozen: int) -> Segment:
    made = Segment(key, name, load(rules), bool(frozen))
    asked = _rules_of(made)
    yes = Rule("consent", "given", _YES)
    return Segment(key, name, made.rules, made.frozen, count(s, asked), count(s, (*asked, yes)))


def _rules_of(segment: Segment) -> Rules:
    """A list is asked like any other rule."""
    return (Rule("group", "in", segment.id, name=segment.name),) if segment.frozen else segment.rules


def rules_of(s: Session, segment: int | str) -> Rules:
    """What a saved group (by identity or name) asks, to narrow it further or to ask `why_not`.

    Raises NotFound("no-segment").
    """
    sought = fold(segment.strip()) if isinstance(segment, str) else segment
    for key, name, rules, frozen in s.raw(_LISTED + "ORDER BY position, id"):
        if sought in (key, fold(name)):
            return _rules_of(Segment(key, name, load(rules), bool(frozen)))
    raise NotFound("no-segment", value=segment)


def members_of(s: Session, segment: int | str, *, limit: int = -1, offset: int = 0) -> tuple[CustomerId, ...]:
    """Who is in a saved group (by identity or name) now, by name, without those in the bin.

    Raises NotFound("no-segment").
    """
    return members(s, rules_of(s, segment), limit=limit, offset=offset)


# Acts


@act(Act.SET_SEGMENT)
def save(w: Write, name: str, rules: Rules, *, segment: int | None = None, position: int | None = None) -> int:
    """Keep a group, or change one; a list keeps its people and takes the name alone.

    Raises Refusal("empty-value", field="group"), Refusal("name-taken", name), NotFound("no-segment"), and what
    `segment_rules.checked` raises.
    """
    name = _free_name(w, name, segment)
    kept = dump(checked(w, rules))
    w.label(what=name)
    if segment is None:
        place = w.raw("SELECT coalesce(max(position), 0) + 1 FROM segment")[0][0] if position is None else position
        values: dict[str, Any] = {"name": name, "rules": kept, "position": place, "at": w.at, "utc_offset": w.offset}
        return w.add(schema.segment, **values, staff_id=w.staff)
    row = names.whose(w, schema.segment, segment, "no-segment")
    values = {"name": name} if row["frozen"] else {"name": name, "rules": kept}
    w.put(schema.segment, segment, **values, **({} if position is None else {"position": position}))
    return segment


def _free_name(w: Write, name: str, segment: int | None) -> str:
    name = clean(name, limit=NAME_LIMIT)
    if not name:
        raise Refusal("empty-value", field="group")
    for key, other in w.raw("SELECT id, name FROM segment"):
        if key != segment and fold(other) == fold(name):
            raise Refusal("name-taken", name=other)
    return name


@act(Act.REMOVE_SEGMENT)
def remove(w: Write, segment: int) -> None:
    """Who was in it keeps the card; what was exported of it stays noted. Raises NotFound("no-segment")."""
    w.label(what=names.whose(w, schema.segment, segment, "no-segment")["name"])
    for (row,) in w.raw("SELECT id FROM segment_member WHERE segment_id = ? ORDER BY id", (segment,)):
        w.drop(schema.segment_member, row)
    w.drop(schema.segment, segment)


@act(Act.FREEZE_SEGMENT)
def freeze(w: Write, name: str, rules: Rules = EVERYBODY, *, customers: Iterable[CustomerId] | None = None) -> int:
    """Keep who fits now, or these customers, as a list that stays as it is; gives the list.

    Raises what `save` raises, and NotFound("no-customer").
    """
    chosen = list(members(w, checked(w, rules))) if customers is None else list(customers)
    name = _free_name(w, name, None)
    w.label(what=name)
    place = w.raw("SELECT coalesce(max(position), 0) + 1 FROM segment")[0][0]
    values = {"name": name, "rules": "[]", "frozen": 1, "position": place, "at": w.at, "utc_offset": w.offset}
    segment = w.add(schema.segment, **values, staff_id=w.staff)
    _note_count(w, _put_in(w, segment, chosen))
    return segment


@act(Act.SET_SEGMENT)
def put_in(w: Write, segment: int, customers: Iterable[CustomerId]) -> int:
    """Add customers to a list; gives how many were not in it. Raises as `take_out`, and NotFound("no-customer")."""
    _list_row(w, segment)
    return _note_count(w, _put_in(w, segment, customers))


def _note_count(w: Write, fresh: int) -> int:
    """So many came on a list: for the sentence of the act."""
    if fresh:
        w.label(n=str(fresh))
    return fresh


def _put_in(w: Write, segment: int, customers: Iterable[CustomerId]) -> int:
    there = {who for (who,) in w.raw(segment_sql.KEPT, (segment,))}
    fresh = [who for who in dict.fromkeys(customers) if who not in there]
    known = {who for (who,) in w.raw("SELECT id FROM customer")} if fresh else set()
    for who in fresh:
        if who not in known:
            raise NotFound("no-customer", id=who)
    w.add_many(schema.segment_member, ("segment_id", "customer_id"), [(segment, int(who)) for who in fresh])
    return len(fresh)


@act(Act.SET_SEGMENT)
def take_out(w: Write, segment: int, customers: Iterable[CustomerId]) -> None:
    """Take customers off a list. Raises NotFound("no-segment"), Refusal("not-a-fixed-list", name) for one by rules."""
    _list_row(w, segment)
    gone = set(customers)
    sql = (
        "SELECT m.id, coalesce(k.joined_into, k.id) FROM segment_member m JOIN customer k ON k.id = m.customer_id "
        "WHERE m.segment_id = ? ORDER BY m.id"
    )
    for row, who in w.raw(sql, (segment,)):
        if who in gone:
            w.drop(schema.segment_member, row)


def _list_row(w: Write, segment: int) -> None:
    row = names.whose(w, schema.segment, segment, "no-segment")
    if not row["frozen"]:
        raise Refusal("not-a-fixed-list", name=row["name"])
    w.label(what=row["name"])
