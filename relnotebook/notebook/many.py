"""One act on many cards at once: each is one step of the journal, so that one Undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress

from relnotebook.base.problems import Problem, Refusal
from relnotebook.base.terms import Act, CustomerId, StaffId, Step
from relnotebook.base.text import clean, fold
from relnotebook.notebook import fields, lines, names
from relnotebook.store import schema
from relnotebook.store.write import Session, Store, Write, act

FEW = 500
"""From this many cards on, tags are written in one go."""

PART = 150
"""Cards written together by `in_parts`: so few that the counter hardly waits."""


def tags_on(s: Session, customers: Sequence[CustomerId]) -> tuple[tuple[int, str, int], ...]:
    """(id, name, how many of these cards carry it) of every tag that one of them carries, by name."""
    found = s.raw(
        "SELECT g.id, g.name, count(DISTINCT m.customer_id) FROM json_each(?) j "
        "CROSS JOIN customer_tag m ON m.customer_id = j.value JOIN tag g ON g.id = m.tag_id "
        "GROUP BY g.id ORDER BY g.folded, g.id",
        (lines.listed(customers),),
    )
    return tuple((key, name, count) for key, name, count in found)


@act(Act.ADD_TAG)
def tag(w: Write, customers: Sequence[CustomerId], name: str) -> int:
    """Put a tag on cards, the shop's own one where it has it in another spelling; gives how many did not carry it.

    Raises Refusal("empty-value", field="tag"), NotFound("no-customer").
    """
    name = clean(name, limit=fields.TAG_LIMIT)
    if not name:
        raise Refusal("empty-value", field="tag")
    _label(w, customers, tag=name)
    key = names.first(w.raw("SELECT id FROM tag WHERE folded = ? ORDER BY id LIMIT 1", (fold(name),)))
    key = w.add(schema.tag, name=name, folded=fold(name)) if key is None else key
    there = {who for (who,) in w.raw("SELECT customer_id FROM customer_tag WHERE tag_id = ?", (key,))}
    fresh = [who for who in _known(w, customers) if who not in there]
    if len(fresh) < FEW:
        for who in fresh:
            w.add(schema.customer_tag, customer_id=who, tag_id=key)
    else:
        w.add_many(schema.customer_tag, ("customer_id", "tag_id"), [(who, key) for who in fresh])
    return len(fresh)


@act(Act.REMOVE_TAG)
def untag(w: Write, customers: Sequence[CustomerId], tag: int) -> int:
    """Take a tag off cards; one that nobody carries and no rule names is forgotten. Gives how many carried it.

    Raises NotFound("no-tag"), NotFound("no-customer").
    """
    row = names.whose(w, schema.tag, tag, "no-tag")
    _label(w, customers, tag=row["name"])
    chosen = set(_known(w, customers))
    carried = w.raw("SELECT id, customer_id FROM customer_tag WHERE tag_id = ? ORDER BY id", (tag,))
    gone = [key for key, who in carried if who in chosen]
    for key in gone:
        w.drop(schema.customer_tag, key)
    if gone:
        fields.forget_tag(w, tag)
    return len(gone)


@act(Act.BIN_CUSTOMER)
def bin(w: Write, customers: Sequence[CustomerId]) -> int:
    """Put cards into the bin; gives how many were not in it. Raises NotFound("no-customer")."""
    _label(w, customers)
    return sum(_put(w, who, binned_at=w.at) for who in _known(w, customers, binned=False))


@act(Act.UNBIN_CUSTOMER)
def unbin(w: Write, customers: Sequence[CustomerId]) -> int:
    """Take cards out of the bin; gives how many came out. One that was joined into another is parted first
    (notebook/joining), so it stays where it is. Raises NotFound("no-customer")."""
    _label(w, customers)
    return sum(_put(w, who, binned_at=None) for who in _known(w, customers, binned=True))


def in_parts(
    store: Store,
    function: Callable[..., int],
    customers: Sequence[CustomerId],
    *args: object,
    staff: StaffId | None = None,
) -> Generator[Step, None, int]:
    """One of these acts on thousands of cards, as a job: in parts, between which others may write, with one Undo.

    Gives what the act gives for all of them. Stopped half way, or refused, it takes back what it did. Raises what the
    act raises.
    """
    kind: Act = function.act  # type: ignore[attr-defined]
    chosen = list(dict.fromkeys(customers))
    batch, total = store.open_batch(kind, n=str(len(chosen))), 0
    try:
        for at in range(0, len(chosen), PART):
            with store.write(kind, staff=staff, batch=batch) as w:
                total += function(w, chosen[at : at + PART], *args)
                w.label(n=str(len(chosen)))
            yield Step(min(at + PART, len(chosen)), len(chosen))
    except BaseException:
        with suppress(Problem):
            for _step in store.take_back(batch):
                pass
        raise
    store.close_batch(batch)
    return total


def _put(w: Write, customer: CustomerId, binned_at: int | None) -> int:
    return int(w.put(schema.customer, customer, binned_at=binned_at))


def _label(w: Write, customers: Sequence[CustomerId], **words: str) -> None:
    """One is named, several are counted."""
    chosen = list(dict.fromkeys(customers))
    if not chosen:
        raise Refusal("nobody-chosen")
    if len(chosen) == 1:
        names.label(w, chosen[0], **words)
    else:
        w.label(n=str(len(chosen)), **words)


def _known(w: Write, customers: Iterable[CustomerId], binned: bool | None = None) -> list[CustomerId]:
    """The cards in their order, each once; with `binned` those only that are in the bin by themselves, or not in it.

    Raises NotFound("no-customer").
    """
    found = dict.fromkeys(customers)
    sql = "SELECT id, binned_at IS NOT NULL, joined_into IS NOT NULL FROM customer WHERE id IN "
    rows = {row[0]: row[1:] for row in w.raw(f"{sql}(SELECT value FROM json_each(?))", (lines.listed(found),))}
    for who in found:
        if who not in rows:
            names.of(w, who)  # raises
    return [who for who in found if binned is None or (rows[who][0] == binned and not rows[who][1])]
